"""Which counts of an article are parts of others: those that make up a total told before, or that stand beside it.

In: the counts in the order of the text, each with the aspect of its own sentence. Out: the same, parts marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Claimant, Evidence, Statement
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, Sentence
from checker.reading.meaning.aspects import CLAUSE, NONE, SIGNS, is_figure
from checker.reading.meaning.aspectwords import aspect_grammar
from checker.reading.meaning.stance import denies
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at

LEAST = 3  # a smaller total is the sum of others by chance
SUMMED = (Aspect.TOTAL, Aspect.PART, Aspect.ADDITIONAL)
REACH = 8  # counts behind a total in which its parts begin
SOME = 8  # words from a figure to what says that it is of some
BEHIND = 24  # counts behind a part among which its sentence may tell the whole


def is_others(layers: Layers, statement: Statement) -> bool:
    """ "50 others were hurt": beside figures of other facts, that adds to none of its own."""
    found = _told_in(layers, statement) if statement.aspect is Aspect.ADDITIONAL else None
    if found is None:
        return False
    evidence, sentence, words = found
    _, end = evidence.number or (0, evidence.end)
    at = index_at(words, end - sentence.start)
    return at < len(words) and words[at].folded in aspect_grammar(sentence.lang or "").others


def are_the_rest(layers: Layers, statement: Statement) -> bool:
    """«Murieron tres; los otros dos sufrieron heridas»: the rest of a group, which by its words alone is a part."""
    found = _told_in(layers, statement) if statement.aspect is Aspect.PART else None
    if found is None or found[0].number is None:
        return False
    evidence, sentence, words = found
    start, _ = evidence.number or (0, 0)
    grammar = aspect_grammar(sentence.lang or "")
    at = index_at(words, start - sentence.start)
    led = grammar.before.ending(words, at)
    if led is None or led[1] is not Aspect.PART or words.folded[led[0]] not in grammar.known:
        return False
    return not grammar.others.isdisjoint(words.folded[led[0] : at])  # but «los primeros nueve cuerpos»


def with_parts(layers: Layers, statements: Sequence[Statement]) -> Iterator[Statement]:
    """The counts, those marked as parts that stand together and make up a total told before them: "19 people were
    killed. Six died in Tyre, nine in Sidon and four in Aley"."""
    statements = list(_held_against_each_other(layers, statements))
    parts: set[int] = set()
    for at, whole in enumerate(statements):
        size = _size(whole)
        if size is None or size <= LEAST or whole.aspect is not Aspect.TOTAL:
            continue
        for first in range(at + 1, min(len(statements), at + 1 + REACH)):
            run = _run(layers, statements, first, whole, size)
            if run is not None:
                parts.update(run)
                break
    most: dict[str, Decimal] = {}  # by fact: the largest total so far
    for at, statement in enumerate(statements):
        size = _size(statement)
        if statement.aspect is Aspect.TOTAL and size is not None:
            if size < most.get(statement.fact, size):
                if _are_remains(layers, statement):
                    parts.add(at)
                elif _had_been_told(layers, statement):
                    statement = replace(statement, superseded=True)
            most[statement.fact] = max(size, most.get(statement.fact, size))
        yield replace(statement, aspect=Aspect.PART) if at in parts else statement


class _Before:
    """What a text has told before a count: by fact the most of it, in any way and as a total, and by the words of a
    fact the first sentence that has one."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self.most: dict[str, Decimal] = {}
        self.total: dict[str, Decimal] = {}
        self._by: dict[str, tuple[Claimant, ...]] = {}  # who gave the total told last
        self._first: dict[tuple[str | None, frozenset[str]], int] = {}

    def add(self, statement: Statement) -> None:
        size = _most(statement)
        told = [self.most, self.total] if statement.aspect is Aspect.TOTAL else [self.most]
        for sizes in told:
            sizes[statement.fact] = max(size, sizes.get(statement.fact, size))

        if statement.aspect is Aspect.TOTAL:
            self._by[statement.fact] = statement.claimants

    def is_by_same(self, statement: Statement) -> bool:
        """Whether nobody else gave the total told last: another's figure is no part of it."""
        told, own = ({one.text for one in by} for by in (self._by.get(statement.fact, ()), statement.claimants))
        return not (told and own) or not told.isdisjoint(own)

    def speaks(self, words: frozenset[str], sentence: Sentence, end: int) -> bool:
        """Whether a sentence in the language of one, before that with an index, has one of some words."""
        key, sentences = (sentence.lang, words), self.layers.sentences
        if key not in self._first:
            told = (
                at
                for at, one in enumerate(sentences)
                if one.lang == sentence.lang and not words.isdisjoint(self.layers.row(one).vocabulary)
            )
            self._first[key] = next(told, len(sentences))
        return self._first[key] < end


def _held_against_each_other(layers: Layers, statements: Sequence[Statement]) -> Iterator[Statement]:
    """The counts as what is told before makes them: a part without a whole is none, and «dos de los soldados», who
    befell what befell more before, are one."""
    before = _Before(layers)
    for at, one in enumerate(statements):
        aspect = one.aspect
        if aspect is Aspect.PART and not _has_whole(layers, statements, at, before):
            aspect = Aspect.TOTAL
        elif aspect is Aspect.TOTAL and before.total.get(one.fact, 0) > _most(one):
            some = _is_of_them(layers, one) or (before.is_by_same(one) and _is_some(layers, one))
            aspect = Aspect.PART if some else aspect
        yield one if aspect is one.aspect else replace(one, aspect=aspect)
        before.add(one)


def _is_of_them(layers: Layers, statement: Statement) -> bool:
    """«diez de las personas murieron», "two of the troops": of some who were spoken of."""
    found = _told_in(layers, statement)
    if found is None or found[0].number is None:
        return False
    _, sentence, words = found
    at, grammar = index_at(words, found[0].number[1] - sentence.start), aspect_grammar(words.lang)
    if at + 1 >= len(words) or words.folded[at] not in grammar.of:
        return False
    led = words.folded[at + 1]
    if led not in grammar.known or led in layers.lexicons[words.lang].lists["possessives"]:
        return False  # "900 of its own troops"
    # but «los 23 de los que habló la policía», «600 guerrilleros, 200 de los Pelusos»
    return not any(word.folded in grammar.that or word.has_capital for word in words[at + 2 : at + 3])


def _is_some(layers: Layers, statement: Statement) -> bool:
    """«seis murieron en el acto», "in the worst-hit district 49 died", «el balance incluye a dos niños»: fewer than
    were told before, at a place or time that others were not."""
    found = _told_in(layers, statement)
    if found is None or found[0].number is None:
        return False
    _, sentence, words = found
    grammar = aspect_grammar(words.lang)
    first, after = (index_at(words, spot - sentence.start) for spot in found[0].number)
    for opens, last, _ in grammar.some.all_in(words, max(0, first - CLAUSE), after + SOME + 1):
        if last <= first and ";" not in words.texts[last:first]:
            return True
        between = words[after:opens]
        if (
            opens >= after
            and len(between) <= SOME
            and not any(w.text in ";.:" or is_figure(w, grammar) for w in between)
        ):
            return True
    return False


def _has_whole(layers: Layers, statements: Sequence[Statement], at: int, before: _Before) -> bool:
    """Whether more of the same are told before a part, or in its sentence, by a figure or by a word: «murieron dos de
    los cinco ocupantes», "one of whom died" count all who died."""
    part = statements[at]
    found = _told_in(layers, part)
    if found is None:
        return True
    evidence, sentence, words = found
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    if part.fact in lexicon.gathered or _is_one_kind(words, lexicon, evidence, sentence):
        return True  # «en la columna sur marchaban 15.000»
    facts = {part.fact, lexicon.wholes.get(part.fact, part.fact)}
    telling = frozenset().union(*(lexicon.telling.get(fact, ()) for fact in facts))
    size = _most(part)
    if any(before.most.get(fact, -1) >= size for fact in facts):
        return True
    for other in islice(statements, at + 1, at + 1 + BEHIND):
        if other.evidence is None or other.evidence.start >= sentence.end:
            break
        if other.fact in facts and _most(other) >= size:
            return True
    apart = lexicon.single | lexicon.spared.get(part.fact, NONE)
    if any(_is_definite(words, spot, of=True) for spot in words.meaning(apart)):
        return True  # «de los 30 heridos murieron dos», «cuatro de los rescatados»: beside those who had died before
    if before.speaks(telling, sentence, layers.index_at(evidence.start) or 0):
        return True  # «Hay varios heridos. … Dos siguen ingresados»
    first, after = (index_at(words, spot - sentence.start) for spot in (evidence.start, evidence.end))
    own = range(first - 1, after)  # with the verb before it: «murieron dos de los cinco»
    told = words.meaning(telling)
    if any(spot not in own or _is_definite(words, spot) for spot in told):
        return True
    # «unas 40 personas, entre ellas 12 niños, siguen retenidas»: what is told of all
    grammar = aspect_grammar(words.lang)
    start, end = (index_at(words, spot - sentence.start) for spot in evidence.number or (0, 0))
    led = grammar.before.ending(words, start)
    if led is None or led[1] is not Aspect.PART or words.folded[led[0]] in grammar.of:
        return False
    return end not in told and grammar.that.isdisjoint(words.folded[end : end + 1])


def _is_one_kind(words: Row, lexicon: FactLexicon, evidence: Evidence, sentence: Sentence) -> bool:
    """«28 heridos graves», "the mayor and his two guards": beside others of whom nothing need be told."""
    start, end = (index_at(words, spot - sentence.start) for spot in evidence.number or (evidence.start, evidence.end))
    if start and words.folded[start - 1] in lexicon.lists["possessives"]:
        return True
    grammar = aspect_grammar(words.lang)
    for at in range(end, min(len(words), index_at(words, evidence.end - sentence.start) + 2)):
        if words.texts[at] in SIGNS:
            break
        found = grammar.after.starting(words, at)
        if found is not None and found[1] is Aspect.PART and words.folded[at] not in grammar.of:
            return True
    return False


def _is_definite(words: Row, at: int, *, of: bool = False) -> bool:
    """«los heridos», "the 12 deaths"; `of`: «siete de los heridos»."""
    grammar = aspect_grammar(words.lang)
    led = at - 2 if at > 1 and is_figure(words[at - 1], grammar) else at - 1
    if led < of or words.folded[led] not in grammar.known:
        return False
    return not of or words.folded[led - 1] in grammar.of


def _are_remains(layers: Layers, statement: Statement) -> bool:
    """ "Four bodies were recovered on Wednesday", «116 cuerpos ya han sido entregados»: of the dead counted before."""
    found = _told_in(layers, statement)
    if found is None:
        return False
    evidence, sentence, words = found
    grammar = aspect_grammar(sentence.lang or "")
    if grammar.remains.isdisjoint(words.vocabulary):
        return False
    if denies(layers, sentence):
        return False  # "rejected the claim and said 16 bodies had been found": a figure against the one before
    first, after = (index_at(words, at - sentence.start) for at in (evidence.start, evidence.end - 1))
    return any(first <= at <= after for at in words.meaning(grammar.remains))


def _had_been_told(layers: Layers, statement: Statement) -> bool:
    """«Por la mañana había hablado de nueve», behind a larger toll: what had been told by an hour that is named."""
    found = _told_in(layers, statement)
    if found is None:
        return False
    evidence, sentence, words = found
    grammar = aspect_grammar(sentence.lang or "")
    first = index_at(words, evidence.start - sentence.start)
    had = list(grammar.had.all_in(words, max(0, first - CLAUSE), first))
    if not had or not any(grammar.before_now.all_in(words)):
        return False
    return not any(word.is_digits or word.text in SIGNS for word in words[had[-1][1] : first])


def _told_in(layers: Layers, statement: Statement) -> tuple[Evidence, Sentence, Row] | None:
    """Where a count is told: its evidence, the sentence of that, and the sentence's words."""
    evidence = statement.evidence
    sentence = layers.sentence_at(evidence.start) if evidence is not None else None
    return None if evidence is None or sentence is None else (evidence, sentence, layers.row(sentence))


def _run(layers: Layers, statements: Sequence[Statement], first: int, whole: Statement, size: Decimal) -> range | None:
    """The counts from one on that stand in one sentence, or one after the other, and make up a size."""
    left = size
    place: int | None = None
    for at in range(first, len(statements)):
        one, part = statements[at], _size(statements[at])
        where = layers.index_at(one.evidence.start) if one.evidence is not None else None
        near = where is not None and (place is None or where - place <= 1)
        near = near and (one.aspect is Aspect.TOTAL or one.claimants == statements[first].claimants)
        if part is None or one.fact != whole.fact or one.aspect not in SUMMED or one.superseded or not near:
            return None
        left, place = left - part, where
        if left <= 0:
            return range(first, at + 1) if left == 0 and at > first else None
    return None


def _most(statement: Statement) -> Decimal:
    """How many a count is at most, as far as it tells."""
    value = statement.value
    return (value.high or value.low or Decimal(0)) if isinstance(value, Quantity) else Decimal(0)


def _size(statement: Statement) -> Decimal | None:
    """How many a count is at least."""
    return statement.value.low if isinstance(statement.value, Quantity) else None
