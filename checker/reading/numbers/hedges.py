"""Hedges around numbers: «más de 10.000» is open above, «entre 100 y 200» is one range of two numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from checker.languages import language
from checker.model.quantity import Qualifier, Quantity
from checker.reading.layers import NumberHit
from checker.reading.text.lemmas import forms
from checker.reading.text.ready import ready
from checker.reading.text.rows import Row
from checker.reading.text.words import Phrases, Words, contracted, fold, fold_all, index_at, remembered

HELD = 2  # words between two numbers that are one range
ALIKE = 10  # times that one of two figures of one scale may be the other: «de 0,9 a 1,3 millones»
MOVED = 5  # words before a range in which a verb of change stands
LED = 4  # words from a verb that makes a number a bound to the number
DENIED = 3  # and from what negates such a verb to it
GOING_ON = 8  # words from one figure to the one that it went to
ADDED = 2  # words of what is counted before a hedge behind it
_DASHES = frozenset("-–—~")
_LOWER = {Qualifier.AT_LEAST, Qualifier.MORE_THAN}
_COUNTING = {Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.LESS_THAN}
_UPPER = {Qualifier.AT_MOST, Qualifier.LESS_THAN}


@dataclass(frozen=True)
class HedgeGrammar:
    """A language's hedges, ready for look-up."""

    before: Phrases[Qualifier]
    counts: frozenset[str]  # number words
    sizes: Mapping[str, int]  # words of tens, dozens and hundreds that two numbers of a range may share
    scales: Mapping[str, int]
    after: Phrases[Qualifier]
    after_noun: Phrases[Qualifier]
    openings: dict[str, list[tuple[tuple[str, ...], str]]]
    middle: frozenset[str]
    both: frozenset[str]
    bounds: Mapping[str, tuple[str, Qualifier]]  # by lemma of a verb the preposition that it needs, and what it makes
    denied: Mapping[str, tuple[str, Qualifier]]  # and of one that is negated
    bounding: frozenset[str]
    negations: frozenset[str]
    contractions: Mapping[str, str]
    of: frozenset[str]
    determiners: frozenset[str]
    skip: frozenset[str]
    moves: Mapping[str, frozenset[str]]  # by opening word: lemmas before it that make it no range
    lang: str

    @cached_property
    def words(self) -> frozenset[str]:
        """A sentence with none of these has no number with a hedge."""
        return self.before.longest | self.after.longest | self.after_noun.longest


@remembered
def hedges_of(lang: str) -> HedgeGrammar:
    """The hedge grammar of a language."""
    data = language(lang).hedges
    openings: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for opening, middle in data.between:
        key = tuple(fold(opening).split())
        openings.setdefault(key[-1], []).append((key, fold(middle)))
    bounds, denied = _bounds(data.verbs), _bounds(data.denied)
    scales = {fold(word): value for word, value in language(lang).numbers.scales.items()}
    return ready(
        HedgeGrammar,
        data,
        bounds=bounds,
        denied=denied,
        bounding=frozenset((*bounds, *denied)),
        negations=fold_all(language(lang).stance.negations),
        contractions=data.contractions,
        of=fold_all(language(lang).small.of),
        determiners=fold_all(language(lang).claims.determiners),
        sizes={word: value for word, value in scales.items() if value < 1000}
        | {fold(word): value for word, value in language(lang).numbers.collectives.items()},
        scales=scales,
        counts=fold_all(language(lang).numbers.words),
        before=Phrases(
            (variant, Qualifier(name))
            for name, phrases in data.before.items()
            for phrase in phrases
            for variant in contracted(phrase, data.contractions)
        ),
        after=Phrases((phrase, Qualifier(name)) for name, phrases in data.after.items() for phrase in phrases),
        after_noun=Phrases(
            (phrase, Qualifier(name)) for name, phrases in data.after_noun.items() for phrase in phrases
        ),
        openings=openings,
        lang=lang,
    )


def _bounds(verbs: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, Qualifier]]:
    told = ((fold(phrase).partition(" "), Qualifier(name)) for name, phrases in verbs.items() for phrase in phrases)
    return {lemma: (preposition, qualifier) for (lemma, _, preposition), qualifier in told}


def hedged(hits: Sequence[NumberHit], words: Row, lang: str) -> list[NumberHit]:
    """The numbers with their hedges taken in, and two that make one range as one."""
    grammar = hedges_of(lang)
    hedges = not (grammar.words.isdisjoint(words.kinds) and grammar.bounding.isdisjoint(words.vocabulary))
    if not hedges and len(hits) < 2:
        return list(hits)
    out: list[NumberHit] = []
    at = 0
    while at < len(hits):
        hit = hits[at]
        if at + 1 < len(hits) and index_at(words, hits[at + 1].start) - index_at(words, hit.end) <= HELD:
            hit = _moved(hit, hits[at + 1], words, grammar)
            pair = _range(hit, hits[at + 1], words, grammar)
            if pair is not None:
                out.append(_single(pair, words, grammar, only_wider=True) if hedges else pair)
                at += 2
                continue
            if _is_score(hit, hits[at + 1], words):
                out += [replace(hit, role="score"), replace(hits[at + 1], role="score")]
                at += 2
                continue
        one = _single(hit, words, grammar) if hedges else hit
        bounded = _bounded(out[-1], one, words, grammar) if out else None
        if bounded is not None:
            out[-1] = bounded
        else:
            out.append(one)
        at += 1
    return out


def _bounded(left: NumberHit, right: NumberHit, words: Row, grammar: HedgeGrammar) -> NumberHit | None:
    """«más de 100 pero menos de 200»: two bounds of one number."""
    one, other = left.quantity, right.quantity
    if (one.high is not None and one.low is not None) or "ordinal" in (left.kind, right.kind):
        return None
    between = words.folded[index_at(words, left.end) : index_at(words, right.start)]
    if len(between) != 1 or between[0] not in grammar.both:
        return None
    if one.high is None and other.low is None:
        low, high = one.low, other.high
    elif one.low is None and other.high is None:
        low, high = other.low, one.high
    else:
        return None
    if low is None or high is None or low >= high:
        return None
    kind = right.kind if right.kind != "number" else left.kind
    quantity = Quantity(low, high, Qualifier.BETWEEN, other.unit or one.unit)
    currency = right.currency or left.currency
    return NumberHit(left.start, right.end, left.core_start, right.core_end, quantity, kind, currency)


def _range(left: NumberHit, right: NumberHit, words: Row, grammar: HedgeGrammar) -> NumberHit | None:
    """«entre 100 y 200», «10.000 u 11.000», "10-15", «de 20 a 30», "from 5 to 7 million"."""
    if (
        left.kind == "ordinal"
        or right.kind == "ordinal"
        or Qualifier.VAGUE in (left.quantity.qualifier, right.quantity.qualifier)
    ):
        return None
    if left.kind != right.kind and left.kind != "number" and right.kind != "number":
        return None
    first, after = index_at(words, left.start), index_at(words, left.end)
    following = index_at(words, right.start)
    between = words[after:following]
    if len(between) == 2 and between[1].folded in grammar.skip:
        between = between[:1]
    if len(between) != 1 or left.quantity.low is None or right.quantity.high is None:
        return None
    middle = between[0].folded
    opened = _opening(words, first, middle, grammar)
    if opened is not None and _moves(words, opened, first, grammar):
        return None
    dash = middle in _DASHES
    glued = dash and words.starts[after] == left.end and words.ends[after] == right.start
    alone = middle in grammar.middle and (not dash or glued)
    if opened is None and not alone:
        return None
    low, high = left.quantity.low, right.quantity.high
    unit_word = words.folded[index_at(words, right.core_end - 1)]
    if low < 1000 <= high and left.kind in ("number", "money"):
        # «entre 10 y 12 mil»: the scale belongs to both; in digits ("10-12,000") where it leaves the two alike
        scale = high / _without_scale(high)
        grouped = unit_word[0].isdecimal()
        if _without_scale(high) > low and scale > 1 and not (grouped and (low * scale * ALIKE < high or high % 1000)):
            low *= scale
    elif low < high / (size := grammar.sizes.get(unit_word, 1)):  # «dos o tres docenas», "two to three hundred"
        low *= size
    if low >= high:
        return None
    if opened is None and not dash and (high / low > 3 if low > 0 else True):
        return None  # «a las 5 o 300»: no estimate spans that much
    if opened is None and glued and _looks_like_years(low, high):
        return None
    start = words.starts[opened] if opened is not None else left.start
    kind = right.kind if right.kind != "number" else left.kind
    quantity = Quantity(low, high, Qualifier.BETWEEN, right.quantity.unit or left.quantity.unit)
    return NumberHit(start, right.end, left.core_start, right.core_end, quantity, kind, right.currency or left.currency)


def _moved(left: NumberHit, right: NumberHit, words: Row, grammar: HedgeGrammar) -> NumberHit:
    """«pasó de 0,9 a 1,3 millones»: the figure that is left has the scale of the one behind it."""
    low, high = left.quantity.low, right.quantity.low
    scale = grammar.scales.get(words.folded[index_at(words, right.core_end - 1)])
    if low is None or high is None or scale is None or low != left.quantity.high:
        return left
    if left.kind != "number" or right.kind != "number":
        return left
    first, size = index_at(words, left.start), high / scale
    opened = _opening(words, first, words.folded[index_at(words, left.end)], grammar)
    if opened is None or not size / ALIKE < low < size * ALIKE or not _moves(words, opened, first, grammar):
        return left
    return replace(left, quantity=replace(left.quantity, low=low * scale, high=low * scale))


def _is_score(left: NumberHit, right: NumberHit, words: Words) -> bool:
    """ "a 3-1 win": two small numbers on a dash that are no range."""
    dash = index_at(words, left.end)
    glued = dash < len(words) and words.folded[dash] in "-–" and left.end == words.starts[dash]
    small = all(
        hit.kind == "number" and hit.quantity.low is not None and hit.quantity.low < 200 for hit in (left, right)
    )
    return glued and small and words.ends[dash] == right.start


def _looks_like_years(low: Decimal, high: Decimal) -> bool:
    return 1000 <= low <= 2100 and 1000 <= high <= 2100


def _without_scale(value: Decimal) -> Decimal:
    for scale in (Decimal(10) ** 9, Decimal(10) ** 6, Decimal(1000)):
        if value >= scale:
            return value / scale
    return value


def _opening(words: Words, first: int, middle: str, grammar: HedgeGrammar) -> int | None:
    """The index of the word that opens a range before a number, if its middle word fits."""
    for back in (1, 2):
        before = first - back
        if before < 0 or (back == 2 and words.folded[first - 1] not in grammar.skip):
            continue
        for key, wanted in grammar.openings.get(words.folded[before], ()):
            start = before - len(key) + 1
            if wanted == middle and start >= 0 and tuple(words.folded[start : before + 1]) == key:
                return start
    return None


def _moves(words: Row, opening: int, first: int, grammar: HedgeGrammar) -> bool:
    """Whether a range opens behind a verb that goes from one figure to another: "the toll rose from 20 to 35"."""
    moves = grammar.moves.get(" ".join(words.folded[opening:first]))
    return moves is not None and not all(map(moves.isdisjoint, words.forms[max(0, opening - MOVED) : opening]))


def _single(hit: NumberHit, words: Row, grammar: HedgeGrammar, *, only_wider: bool = False) -> NumberHit:
    """One number with the hedge before or after it."""
    if hit.kind == "ordinal":
        return hit
    first, after = index_at(words, hit.start), index_at(words, hit.end)
    start, end, qualifier = hit.start, hit.end, None
    found = hedge_before(words, first, grammar)
    if found is not None and hit.article_one and found[0] > 0:
        counted = words[found[0] - 1]
        if counted.is_digits or counted.folded in grammar.counts:
            found = None  # «tres menores de una familia»: the three are counted, and no one is hedged
    if found is not None:
        start, qualifier = words.starts[found[0]], found[1]
        outer = hedge_before(words, found[0], grammar)
        if outer is not None:  # «al menos unas 20»: the outer one decides
            start, qualifier = words.starts[outer[0]], outer[1]
    behind = grammar.after.starting(words, after)
    if behind is not None and behind[1] is not None:
        plain = words.texts[after] not in "+-" or words.starts[after] == hit.end
        if plain and not hit.article_one and qualifier in (None, Qualifier.ABOUT):
            end, qualifier = words.ends[behind[0] - 1], behind[1]
    elif hit.kind == "number" and qualifier in (None, Qualifier.ABOUT):
        qualifier = _hedge_behind(words, after, grammar) or qualifier
    if qualifier is None:
        return hit
    if only_wider:  # «entre unos 100 y 200» stays a range
        return replace(hit, start=min(start, hit.start))
    quantity = _apply(hit.quantity, qualifier)
    article = hit.article_one and qualifier not in _COUNTING  # «más de una» counts, «hasta un» may not
    core = hit.core_start, hit.core_end
    return NumberHit(start, max(end, hit.end), *core, quantity, hit.kind, hit.currency, article, hit.role)


def hedge_before(words: Row, first: int, grammar: HedgeGrammar) -> tuple[int, Qualifier] | None:
    """The longest hedge that ends before a word, a determiner allowed between."""
    found = grammar.before.ending(words, first)
    if found is None and first > 1 and words.folded[first - 1] in grammar.skip:
        found = grammar.before.ending(words, first - 1)
    if found is None:
        return _verb_before(words, first, grammar) or _set_off(words, first, grammar)
    if not found[0] or words.folded[found[0]] not in grammar.moves:
        return found
    verb = forms(words.texts[found[0] - 1], grammar.lang)  # "handed over 37 men"
    return None if verb & grammar.moves[words.folded[found[0]]] else found


def _verb_before(words: Row, first: int, grammar: HedgeGrammar) -> tuple[int, Qualifier] | None:
    """The verb before a number that makes it a bound, what negates it taken in: «rebasa ya los 300», «no pasan de
    30», "topped 300"; not «pasó de 20 a 30», and no noun: "the top 10"."""
    near = [at for at in words.meaning(grammar.bounding) if first - LED <= at < first]
    if not near:
        return None
    verb = near[-1]
    if verb and words.folded[verb - 1] in grammar.determiners:
        return None
    led, ahead = words.folded[verb + 1 : first], range(max(0, verb - DENIED), verb)
    no = next((at for at in ahead if words.folded[at] in grammar.negations), None)
    table = grammar.bounds if no is None else grammar.denied
    opens = [word for word in led if word in grammar.openings]
    for lemma in words.forms[verb] & table.keys():
        preposition, qualifier = table[lemma]
        leads = {preposition, grammar.contractions.get(preposition, preposition)}
        if (preposition and leads.isdisjoint(led)) or any(word not in leads for word in opens):
            continue
        moves = preposition in grammar.openings and _goes_on(words, first, preposition, grammar)
        if not moves and all(word in leads or word in grammar.skip - grammar.of for word in led):
            return (verb if no is None else no), qualifier
    return None


def _goes_on(words: Row, first: int, opening: str, grammar: HedgeGrammar) -> bool:
    """«pasó de 47 el lunes a 62»: whether what a word opens before a number leads to another one."""
    middles = {grammar.contractions.get(middle, middle) for _, middle in grammar.openings[opening]}
    middles.update(middle for _, middle in grammar.openings[opening])
    near = range(first + 1, min(first + GOING_ON, len(words) - 1))
    return any(
        words.folded[at] in middles and (words[at + 1].is_digits or words.folded[at + 1] in grammar.counts)
        for at in near
    )


def _set_off(words: Row, first: int, grammar: HedgeGrammar) -> tuple[int, Qualifier] | None:
    """«Como mínimo, 24 personas», «murieron, al menos, 24»: a hedge of several words between signs."""
    if first < 3 or words.texts[first - 1] != ",":
        return None
    found = grammar.before.ending(words, first - 1)
    if found is None or first - 1 - found[0] < 2 or (found[0] and words[found[0] - 1].is_word):
        return None
    return found


def _hedge_behind(words: Words, after: int, grammar: HedgeGrammar) -> Qualifier | None:
    """The hedge behind what is counted: «900 sacos o más», «24 personas, como mínimo, …», "12 people at most"; not «12
    casas, al menos 3 …»."""
    for at in range(after, min(after + ADDED, len(words) - 1)):
        if not words[at].is_word or not words.texts[at].islower() or words.folded[at] in grammar.both:
            return None
        apart = words.texts[at + 1] == ","
        found = grammar.after_noun.starting(words, at + 1 + apart)
        if found is None:
            continue
        following = words[found[0]] if found[0] < len(words) else None
        if (apart or at > after) and following is not None and following.is_word:
            return None  # «60 sillas más o menos cómodas»
        counted = following is not None and (following.is_digits or following.folded in grammar.counts)
        return None if counted else found[1]
    return None


def _apply(quantity: Quantity, qualifier: Qualifier) -> Quantity:
    """The plain reading of a hedged number: open above, open below, or as it stands."""
    if qualifier in _LOWER:
        return replace(quantity, high=None, qualifier=qualifier)
    if quantity.qualifier is Qualifier.VAGUE:
        return quantity
    if qualifier in _UPPER:
        return replace(quantity, low=None, qualifier=qualifier)
    return replace(quantity, qualifier=qualifier)
