"""Reads by how much a figure changed, where its article also gives the figure of before and that of now.

In: numbers. Out: two statements of the fact `change` for a sentence like «17.000, un 41 % más que los 10.000 de 2029»:
the change as told (41 %), and the change that its own two figures make (70 %), which the roles `first` and `then`
name. A sentence with more than one change, or with other figures beside the two, is left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from checker.languages import language
from checker.model.quantity import Qualifier, Quantity, plain_number
from checker.model.statement import UNSIGNED, Ref, Statement
from checker.reading.claimants.claimants import claimants_of
from checker.reading.dates.dates import as_of_of
from checker.reading.layers import Layers, NumberHit, Sentence, by_sentence
from checker.reading.meaning.stance import stance_of
from checker.reading.places.whereabouts import place_of
from checker.reading.text.lemmas import forms
from checker.reading.text.ready import ready
from checker.reading.text.rows import Row
from checker.reading.text.words import Phrases, fold_all, index_at
from checker.rulebook.facts import PERCENT

FACT = "change"
NUMBER = "number"
AHEAD = 5  # words before the percent among which the verb stands: «creció en el último año un 41 %»
BEHIND = 2  # words after it: «un 41 % más», "41% higher"
NEAR = 3  # words between a comparison and its figure: «que los casi 10.000»
WILDEST = 50  # times; what grows by more was not read well


@dataclass(frozen=True, slots=True)
class ChangeGrammar:
    """The words of change of one language, folded; see `ChangeWords`."""

    more: frozenset[str]
    less: frozenset[str]
    rising: frozenset[str]
    falling: frozenset[str]
    first: Phrases[bool]
    then: frozenset[str]


@cache
def change_grammar(lang: str) -> ChangeGrammar:
    """The words of change of a language."""
    data = language(lang).events.change
    return ready(
        ChangeGrammar,
        data,
        first=Phrases([*((one, True) for one in data.first), *((one, False) for one in data.ends[:1])]),
        then=fold_all(data.ends[1:]),
    )


@dataclass(frozen=True, slots=True)
class _Figures:
    """What it was and what it is: the numbers, where they stand, and how they are written."""

    first: Decimal
    then: Decimal
    start: int
    end: int
    texts: tuple[str, str]


def annotate(layers: Layers) -> None:
    """Append the changes to `layers.statements`."""
    if FACT not in layers.facts:
        return
    if not any(hit.kind == PERCENT for hit in layers.numbers):
        return
    for sentence, numbers in by_sentence(layers, layers.numbers):
        hits = [hit for hit in numbers if not hit.article_one]
        percents = [hit for hit in hits if hit.kind == PERCENT]
        if sentence.lang is not None and len(percents) == 1 and 2 <= len(hits) <= 3:
            layers.statements.extend(_changes(layers, sentence, percents[0], hits))


def _changes(layers: Layers, sentence: Sentence, told: NumberHit, hits: Sequence[NumberHit]) -> Iterator[Statement]:
    words, grammar = layers.row(sentence), change_grammar(sentence.lang or "")
    by = told.quantity
    up = _direction(sentence, words, told, grammar)
    if up is None or by.low is None or by.low != by.high:
        return
    others = [hit for hit in hits if hit is not told and hit.kind != "ordinal" and hit.role is None]
    figures = _figures(layers, sentence, words, others, grammar, up=up)
    if figures is None:
        return
    grown = (figures.then - figures.first) if up else (figures.first - figures.then)
    if figures.first <= 0 or grown <= 0 or figures.then > figures.first * WILDEST:
        return
    own = round(grown * 100 / figures.first, 1)
    plain = Statement(
        fact=FACT,
        value=replace(by, unit=PERCENT),
        article=UNSIGNED,
        stance=stance_of(layers, told.start, told.end),
        claimants=claimants_of(layers, told.start, told.end),
        place=place_of(layers, told.start, told.end),
        as_of=as_of_of(layers, told.start, told.end),
        evidence=layers.evidence(sentence, told.start, told.end, (told.start, told.end)),
        confidence=0.7,
    )
    yield plain
    yield replace(
        plain,
        value=Quantity(own, own, Qualifier.EXACT, PERCENT),
        roles={
            name: Ref(text, f"{NUMBER}:{plain_number(number)}")
            for name, text, number in zip(("first", "then"), figures.texts, (figures.first, figures.then), strict=True)
        },
        evidence=layers.evidence(sentence, figures.start, figures.end, (figures.start, figures.end)),
    )


def _direction(sentence: Sentence, words: Row, told: NumberHit, grammar: ChangeGrammar) -> bool | None:
    """Whether it is that much more or less; None when neither is said."""
    first = index_at(words, told.start - sentence.start)
    after = index_at(words, told.end - sentence.start - 1) + 1
    for word in words[after : after + BEHIND]:
        if word.folded in grammar.more or word.folded in grammar.less:
            return word.folded in grammar.more
    for word in reversed(words[max(0, first - AHEAD) : first]):
        lemmas = forms(word.text, sentence.lang or "") if word.is_word else frozenset()
        if lemmas & grammar.rising or lemmas & grammar.falling:
            return bool(lemmas & grammar.rising)
    return None


def _figures(
    layers: Layers, sentence: Sentence, words: Row, hits: Sequence[NumberHit], grammar: ChangeGrammar, *, up: bool
) -> _Figures | None:
    """The figure of before and that of now, in any order."""
    if len(hits) == 1:  # «de 100 a 170» is one range
        only, value = hits[0], hits[0].quantity
        if value.low is None or value.high is None or value.low == value.high:
            return None
        low, high = sorted((value.low, value.high))
        first, then = (low, high) if up else (high, low)
        text = layers.text[only.start : only.end]
        return _Figures(first, then, only.start, only.end, (text, text))
    if (
        len(hits) != 2
        or {hit.kind for hit in hits} not in ({NUMBER}, {"money"})
        or hits[0].currency != hits[1].currency
    ):
        return None
    begins = [0, index_at(words, hits[0].end - sentence.start - 1) + 1]  # a cue belongs to the figure that it precedes
    cues = [_cue(sentence, words, hit, grammar, since) for hit, since in zip(hits, begins, strict=True)]
    strong = [number for number, cue in enumerate(cues) if cue is True]
    if len(strong) > 1 or (not strong and set(cues) != {False, None}):
        return None
    before = strong[0] if strong else cues.index(False)
    then_hit, first_hit = hits[1 - before], hits[before]
    if not strong and not _ends(sentence, words, then_hit, grammar):
        return None
    numbers = [hit.quantity.low if hit.quantity.low is not None else hit.quantity.high for hit in (first_hit, then_hit)]
    # «más que los 10.000», «hasta 17.000»: no hedges here, they tell before from now
    compared = [first_hit] if first_hit.start < first_hit.core_start else []
    compared += [then_hit] if _ends(sentence, words, then_hit, grammar) else []
    vague = any(hit.quantity.low != hit.quantity.high for hit in hits if hit not in compared)
    if vague or numbers[0] is None or numbers[1] is None:
        return None
    texts = tuple(layers.text[hit.core_start : hit.core_end] for hit in (first_hit, then_hit))
    start, end = min(hit.core_start for hit in hits), max(hit.core_end for hit in hits)
    return _Figures(numbers[0], numbers[1], start, end, (texts[0], texts[1]))


def _cue(sentence: Sentence, words: Row, hit: NumberHit, grammar: ChangeGrammar, since: int) -> bool | None:
    """Whether what stands right before a figure makes it that of before: surely, perhaps («de 10.000 … a»), or not."""
    at = index_at(words, hit.core_start - sentence.start)
    for back in range(max(since, at - NEAR), at):
        found = grammar.first.starting(words, back)
        if found is not None and found[0] <= at:
            return found[1]
    return None


def _ends(sentence: Sentence, words: Row, hit: NumberHit, grammar: ChangeGrammar) -> bool:
    at = index_at(words, hit.core_start - sentence.start)
    return any(word.folded in grammar.then for word in words[max(0, at - 2) : at])
