"""What kind of count a number is: a total, an addition, a part, a rate, something past; and whether it is replaced."""

from __future__ import annotations

from bisect import bisect_left

from checker.model.statement import Aspect
from checker.reading.layers import Sentence
from checker.reading.meaning.aspectwords import AspectGrammar, aspect_grammar
from checker.reading.text.rows import Row
from checker.reading.text.words import Word

RECORD = 8  # words before "since" in which the superlative stands
TOLD = 8  # words behind it before "when"
NONE = frozenset[str]()
SIGNS = frozenset(".;,()–—")
RISEN = 4  # words behind "rose" in which the new total stands
SUMMED = 4  # words before a word for a total in which the verb stands that makes it a new one
MOVED = 7  # words before a figure in which the verb stands that moves it: «corrigió su cifra de heridos de 13 a 3»
STEP = 3  # words of the figure that it moves from
CLAUSE = 60  # words before a figure in which something may be said of it
SHARED = 8  # words of the whole that a sentence opens with: «De los 52 heridos del choque, …»
SAID = 5  # words between what leads in a part and its number: «de los que se cree que 20»
OWN = 5  # words before «en 24 horas» in which its own figure stands
JOINED = 5  # words behind «a ellos» in which the verb stands that adds
COMING = 6  # words before "after" in which the verb stands of what comes then
OPENING = 1  # words before a cue that opens its sentence


def aspect_of(sentence: Sentence, words: Row, first: int, after: int, end: int) -> Aspect:
    """The aspect of the number in words `first`..`after`, whose counted phrase ends before word `end`."""
    grammar = aspect_grammar(sentence.lang or "")
    start = first - 1 if first and words.folded[first - 1] in grammar.determiners else first
    for edge in (first, start):
        found = grammar.before.ending(words, edge)
        if found is not None:
            return found[1]
    for back in range(first - 1, max(-1, first - 5), -1):
        others = back and words.folded[back - 1] in grammar.others  # "the other day 12 were killed"
        found = None if others else grammar.before.ending(words, back)
        own = found is not None and words[found[0]].folded in grammar.known  # "the first estimates had been 290"
        if (
            found is not None
            and found[1] is Aspect.PART
            and not own
            and not any(w.text in ".;" for w in words[back:first])
        ):
            comma = next((at for at in range(back, first) if words.texts[at] == ","), first)
            if comma + 1 < first and words.folded[comma + 1] in grammar.joins:
                continue  # «dos de ellas graves, y siete», "among them two children, and nine": beside the part
            before = words[found[0] - 1] if found[0] else None  # "27 of them burned, and 33 others": of the 27
            if before is None or not (before.is_digits or before.folded in grammar.wholes):
                return Aspect.PART
    for at in range(after, min(len(words), end + 4)):
        if words.texts[at] in SIGNS or words[at].is_digits or (at >= end and words.folded[at] in grammar.joins):
            break
        found = grammar.after.starting(words, at)
        if found is None:
            continue
        if found[1] is Aspect.ADDITIONAL and _is_added_to(words, first, grammar):
            break  # «a los 19 muertos de ayer se sumaron otros cuatro»
        if found[1] is Aspect.ADDITIONAL and not _adds(words, at, found[0], grammar):
            if at == end and grammar.differs.starting(words, at) is not None:
                return Aspect.ADDITIONAL  # «12 heridos más que ayer», not "40,000 refugees from more than ten lands"
            continue
        if found[1] is Aspect.ADDITIONAL and _is_part_behind(words, found[0], end, grammar):
            return Aspect.PART  # "18 others were still being treated"
        if found[1] is not Aspect.PART or not _is_whole(words, first, grammar):
            return found[1]
    if _is_shared_out(words, first, grammar) or _closes_part(words, end, grammar):
        return Aspect.PART
    if _joins(words, first, grammar):
        return Aspect.ADDITIONAL
    if grammar.adding.ending(words, start) is not None and _is_raised(words, grammar):
        return Aspect.ADDITIONAL
    if _makes_new_total(words, first, end, grammar):
        return Aspect.ADDITIONAL
    if any(words.folded[at] in grammar.fresh and words.texts[at].islower() for at in (after, end) if at < len(words)):
        return Aspect.RATE
    if _is_of_another(words, first, grammar):
        return Aspect.PAST
    for one, last, aspect in grammar.anywhere.all_in(words):
        if aspect is Aspect.PAST and one <= OPENING:  # «Tres semanas antes, …» is of all that the sentence counts
            return aspect
        known = first and last <= first and words.folded[first - 1] in grammar.known
        if aspect is Aspect.RATE and (known or _is_left(words, first, grammar)):
            continue  # «Cada año recuerdan a los 40 muertos»
        if aspect is Aspect.RATE and one <= OPENING and any(word.folded in grammar.that for word in words[last:first]):
            continue  # «Cada día recuerdan el ataque que mató a 20»
        if aspect is Aspect.RATE and last <= first and _counted_before(words, one, grammar):
            continue  # «con los 215 registrados en 24 horas se ha cobrado ya 32.012 vidas»
        shared = aspect is Aspect.RATE and (after <= one or (one <= OPENING and _lists(words, last, first, grammar)))
        governs = _same_clause(words, one, last, first, after, shared=shared)
        if (aspect is not Aspect.ADDITIONAL or after <= one) and governs:
            return aspect
    return Aspect.PAST if _is_record(words, first, grammar) else Aspect.TOTAL


def _is_shared_out(words: Row, first: int, grammar: AspectGrammar) -> bool:
    """«De los 52 heridos, ocho están graves y a 20 se los opera», "Of the dead, …": a sentence that opens with the
    whole tells of its parts."""
    opening = grammar.after.starting(words, 0)
    if opening is not None and opening[1] is Aspect.PART and opening[0] > 1:
        after = opening[0]
    elif len(words) > SHARED and words.folded[0] in grammar.of and words.folded[1] in grammar.known:
        comma = words.texts.index(",", 2, SHARED) if "," in words.texts[2:SHARED] else 0
        after = comma if comma and any(is_figure(word, grammar) for word in words[2:4]) else 0
    else:
        return False
    return 0 < after <= first and {";", ":"}.isdisjoint(words.texts[after:first])


def _closes_part(words: Row, end: int, grammar: AspectGrammar) -> bool:
    """«…, dos niños entre ellos, …»: what else leads in a part ends the phrase of one."""
    found = grammar.before.starting(words, end)
    if found is None or found[1] is not Aspect.PART:
        return False
    return found[0] == len(words) or words.texts[found[0]] in SIGNS or words.folded[found[0]] in grammar.joins


def _joins(words: Row, first: int, grammar: AspectGrammar) -> bool:
    """«A ellos hay que sumar siete», «A esa cifra se añaden otros 40»: a sentence that adds to what was counted."""
    opening = grammar.joining.starting(words, 0)
    if opening is None or not SIGNS.isdisjoint(words.texts[opening[0] : first]):
        return False
    return any(opening[0] <= at < min(first, opening[0] + JOINED) for at in words.meaning(grammar.join))


def _is_part_behind(words: Row, at: int, end: int, grammar: AspectGrammar) -> bool:
    """Whether a cue of parts follows before the clause ends; "seven others, three of them badly" are no part."""
    for one in range(at, min(len(words), max(at, end) + 4)):
        if words.texts[one] in SIGNS or is_figure(words[one], grammar):
            return False
        found = grammar.after.starting(words, one)
        if found is not None and found[1] is Aspect.PART:
            return True
    return False


def _is_added_to(words: Row, first: int, grammar: AspectGrammar) -> bool:
    before = [word.folded for word in words[max(0, first - 2) : first]]
    return len(before) > 1 and before[0] in grammar.objects and before[1] in grammar.known | grammar.demonstratives


def _lists(words: Row, start: int, end: int, grammar: AspectGrammar) -> bool:
    """Whether only further figures of a list stand between: «En un día hubo 410 contagios y 12 muertes»."""
    signs = [at for at in range(start, end) if words.texts[at] in SIGNS]
    listed = all(words.texts[at] == "," and (at == start or is_figure(words[at + 1], grammar)) for at in signs)
    apart = grammar.totals | grammar.grown | grammar.that
    return listed and all(apart.isdisjoint(lemmas) for lemmas in words.forms[start:end])


def are_all(sentence: Sentence, words: Row, first: int) -> bool:
    """Whether a figure is told as all of them: "all five of the dead"."""
    return first > 0 and words.folded[first - 1] in aspect_grammar(sentence.lang or "").all


def _is_whole(words: Row, first: int, grammar: AspectGrammar) -> bool:
    """«tres de los once heridos siguen graves»: eleven are all of them."""
    if first and words.folded[first - 1] in grammar.all:
        return True
    led = first > 2 and words.folded[first - 1] in grammar.known and words.folded[first - 2] in grammar.compared
    return led and is_figure(words[first - 3], grammar)


def _is_raised(words: Row, grammar: AspectGrammar) -> bool:
    """ "With the death of two women the toll rose to 14": a sentence that tells the new total."""
    return any(
        is_figure(word, grammar) or word.folded in grammar.totals
        for at in words.meaning(grammar.grown)
        for word in words[at + 1 : at + 1 + RISEN]
    )


def _makes_new_total(words: Row, first: int, end: int, grammar: AspectGrammar) -> bool:
    """ "17 bodies were found, bringing the toll to 94", «el hallazgo de 3 cuerpos eleva a 66 los muertos»."""
    if not any(first <= at < end for at in words.meaning(grammar.remains)):
        return False
    found = _size_of(words[first], grammar)
    reach = [(at, RISEN) for at in words.meaning(grammar.grown) if at >= end]
    verbs = words.meaning(grammar.raising)
    for at in words.where(grammar.totals):
        if at >= end and any(at - SUMMED <= verb <= at + SUMMED for verb in verbs):
            reach.append((at, 2 * RISEN))
    sizes = (_size_of(word, grammar) for at, far in reach for word in words[at + 1 : at + 1 + far])
    return any(size is not None and found is not None and size > found for size in sizes)


def _size_of(word: Word, grammar: AspectGrammar) -> int | None:
    digits = "".join(filter(str.isdecimal, word.text)) if word.is_digits else ""
    return int(digits) if digits else grammar.numbers.get(word.folded)


def is_figure(word: Word, grammar: AspectGrammar) -> bool:
    """Whether a word is a number, in digits or letters."""
    return word.is_digits or word.folded in grammar.numbers


def _is_record(words: Row, first: int, grammar: AspectGrammar) -> bool:
    """ "the deadliest crash since 2007, when 199 died", "the worst since a quake killed 40": of the older one."""
    marks = words.where(grammar.since)
    for since in marks[bisect_left(marks, first - CLAUSE) : bisect_left(marks, first)]:
        named = any(word.folded in grammar.superlatives for word in words[max(0, since - RECORD) : since])
        between = words[since + 1 : first]
        if not named or not between:
            continue
        told = next((at for at, word in enumerate(between) if word.folded in grammar.told), None)
        clause = between[: told if told is not None else None]
        if told is not None and told <= TOLD:
            return not any(word.text in (";", ".") for word in between)
        return not any(word.text in SIGNS for word in clause) and not between[0].is_digits
    return False


def _is_of_another(words: Row, first: int, grammar: AspectGrammar) -> bool:
    """ "a month after one that left 15 dead", «dos semanas después de otro en el que murieron 30», "six years after a
    fire killed 14", "the attack came days after gunmen shot 12"."""
    start = max(0, first - CLAUSE)
    for cues, any_time in ((grammar.after_another, True), (grammar.after_event, False)):
        for opens, last, _ in cues.all_in(words, start, first):
            if (
                not opens
                or words.folded[opens - 1] not in grammar.units
                or not SIGNS.isdisjoint(words.texts[last:first])
            ):
                continue
            if any_time or words.folded[opens - 1] in grammar.long_units:
                return True
            if any(opens - COMING <= at < opens for at in words.meaning(grammar.coming)):
                return True
    return False


def _counted_before(words: Row, cue: int, grammar: AspectGrammar) -> bool:
    """Whether a cue stands behind a figure of its own."""
    for at in range(cue - 1, max(-1, cue - 1 - OWN), -1):
        if words.texts[at] in SIGNS:
            return False
        if is_figure(words[at], grammar):
            return True
    return False


def _same_clause(words: Row, one: int, last: int, first: int, after: int, *, shared: bool = False) -> bool:
    """Whether a cue governs a number: no other number between the two, and no comma unless the cue opens. `shared`: it
    may be of both, "killed nine and injured 61 over the past day"."""
    between = words[after:one] if one >= after else words[last:first]
    if any(word.is_digits for word in between) and not shared:
        return False
    return one <= 2 or not any(word.text in (",", ";", ":") for word in between)


def opens_parts(sentence: Sentence, words: Row, at: int) -> bool:
    """Whether the words before one tell that parts follow: «entre ellos», "including"."""
    before = aspect_grammar(sentence.lang or "").before.ending(words, at)
    return before is not None and before[1] is Aspect.PART


def is_part(sentence: Sentence, words: Row, first: int, after: int) -> bool:
    """Whether a word beside a number says that it is a part of what was counted before."""
    grammar = aspect_grammar(sentence.lang or "")
    start = first - 1 if first and words.texts[first - 1] == "," else first
    if start > 1 and words.folded[start - 1] in grammar.of and words.folded[start - 2] in grammar.determiners:
        start -= 1  # «42 cuerpos, entre ellos los de once niños»
    if start and words.folded[start - 1] in grammar.determiners:  # «entre ellos los cuatro autores»
        start -= 1
    while start and words.folded[start - 1] in grammar.only:  # «de los que solo 12»
        start -= 1
    if start > 1 and words.folded[start - 1] in grammar.that:  # «de los que se cree que 20»
        near = range(start - 1, max(0, start - SAID), -1)
        led = ((at, grammar.before.ending(words, at)) for at in near)
        start = next((at for at, one in led if one is not None and words.folded[one[0]] in grammar.of), start)
    before = grammar.before.ending(words, start)
    helped = after < len(words) and words.folded[after] in grammar.passive  # "fifteen were in critical condition"
    behind = grammar.after.starting(words, after + helped)
    return (before is not None and before[1] is Aspect.PART) or (behind is not None and behind[1] is Aspect.PART)


def closes_part(sentence: Sentence, words: Row, end: int) -> bool:
    """Whether words behind those counted, from `end` on, say that they are a part: «dos niños entre ellos»."""
    return _closes_part(words, end, aspect_grammar(sentence.lang or ""))


def is_more(sentence: Sentence, words: Row, first: int, after: int) -> bool:
    """Whether a word beside a number says that it comes on top of what was counted before: "another 20", "20 more"."""
    grammar = aspect_grammar(sentence.lang or "")
    before, behind = grammar.before.ending(words, first), grammar.after.starting(words, after)
    return (before is not None and before[1] is Aspect.ADDITIONAL) or (
        behind is not None and behind[1] is Aspect.ADDITIONAL and _adds(words, after, behind[0], grammar)
    )


def is_difference(sentence: Sentence, words: Row, after: int) -> bool:
    """Whether the words behind a number only compare: "seven more than on Saturday"."""
    return aspect_grammar(sentence.lang or "").differs.starting(words, after) is not None


def is_contrasted(sentence: Sentence, words: Row, first: int) -> bool:
    """Whether the words before a number set it against the last one: «el triple de los 211», "put the number at 60"."""
    return aspect_grammar(sentence.lang or "").contrasted_before.ending(words, first) is not None


def is_superseded(sentence: Sentence, words: Row, first: int, end: int) -> bool:
    """Whether the text itself calls it an earlier figure: «el balance anterior de 20», "up from 20"."""
    grammar = aspect_grammar(sentence.lang or "")
    led = grammar.superseded_before.ending(words, first) if first < len(words) else None
    if led is not None:
        return not led[0] or grammar.saying.isdisjoint(words.forms[led[0] - 1])  # «dijo que eran 20»
    if _is_left(words, first, grammar):
        return True
    if any(grammar.superseded_after.starting(words, at) is not None for at in range(end, min(end + 2, len(words)))):
        return True
    # «la primera estimación del martes apuntaba a 200»: the cue governs the first number after it
    said = list(grammar.superseded_anywhere.all_in(words, max(0, first - CLAUSE), min(first, len(words))))
    return bool(said) and not any(word.text[:1].isdigit() or word.text == ";" for word in words[said[-1][1] : first])


def _is_left(words: Row, first: int, grammar: AspectGrammar) -> bool:
    """«pasó de 41 a 58», «corrigió de 13 a 3 el número»: the figure that it moved from."""
    opening = words.folded[first - 1] if 0 < first < len(words) else ""
    verbs = grammar.moves.get(opening, NONE)
    if verbs.isdisjoint(words.vocabulary):
        return False
    near = words[max(0, first - 1 - MOVED) : first - 1]
    start = next((n for n in range(len(near) - 1, -1, -1) if near[n].text in SIGNS), -1) + first - len(near)
    if not any(start - 1 <= at < first - 1 for at in words.meaning(verbs)):
        return False
    onward = grammar.onward.get(opening, NONE)
    reach = range(first + 1, min(first + 1 + STEP, len(words) - 1))
    return any(words.folded[at] in onward and is_figure(words[at + 1], grammar) for at in reach)


def _adds(words: Row, at: int, after: int, grammar: AspectGrammar) -> bool:
    """«1.000 más» adds, and so does «6 cuerpos más de entre los escombros»; «más de», «más que» and "more than" begin
    something else."""
    following = words.folded[after] if after < len(words) else ""
    if following not in grammar.compared or after - at > 1:
        return True
    return grammar.out_of.starting(words, after) is not None
