"""Reads the counted facts: which number counts people in which fact, and everything around it.

In: numbers, dates, places, attributions, stances. Out: `layers.statements`. What is counted is found by linking
(linking.py); the words are data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Evidence, Ref, Stance, Statement
from checker.reading.aspects import aspect_of, is_superseded
from checker.reading.causes import cause_of
from checker.reading.claimants import claimants_of
from checker.reading.dates import as_of_of, when_of
from checker.reading.layers import Layers, NumberHit, Sentence, within
from checker.reading.linking import Link, link
from checker.reading.places import place_of
from checker.reading.stance import stance_of
from checker.reading.words import Word, index_at, words_of

# stances that make a sentence without a number worth a statement of its own
_TELLING = frozenset({Stance.DENIED, Stance.NEITHER, Stance.UNCONFIRMED, Stance.ACKNOWLEDGED})


def annotate(doc: Doc, layers: Layers) -> None:
    """Append the counted facts to `layers.statements`."""
    del doc
    found: list[Statement] = []
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words = words_of(layers.text[sentence.start : sentence.end])
        counted = list(_counted(layers, sentence, words))
        found += counted
        found += _bare(layers, sentence, words, {statement.fact for statement in counted})
    layers.statements.extend(_agreeing(found))


def _counted(layers: Layers, sentence: Sentence, words: Sequence[Word]) -> Iterator[Statement]:
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    hits = [
        hit for hit in within(layers.numbers, sentence.start, sentence.end) if hit.kind == "number" and hit.role is None
    ]
    for hit in hits:
        first = index_at(words, hit.start - sentence.start)
        after = index_at(words, hit.end - sentence.start - 1) + 1
        found = link(words, first, after, hit, lexicon)
        if found is not None and found.fact in layers.facts:
            yield _statement(layers, sentence, words, hit, found, first, after)


def _statement(
    layers: Layers, sentence: Sentence, words: Sequence[Word], hit: NumberHit, found: Link, first: int, after: int
) -> Statement:
    offset = sentence.start
    start = offset + words[min(found.start, first)].start
    end = offset + words[max(found.end, after) - 1].end
    start, end = min(start, hit.start), max(end, hit.end)
    fact = layers.facts[found.fact]
    return Statement(
        fact=found.fact,
        value=replace(hit.quantity, unit=fact.counts),
        article=layers.article.id,
        stance=stance_of(layers, hit.start, hit.end),
        aspect=aspect_of(layers, sentence, words, first, after, max(found.end, after)),
        claimants=claimants_of(layers, hit.start, hit.end),
        of=_of(layers, sentence, words, found, first, after),
        place=place_of(layers, start, end),
        cause=cause_of(layers, start, end),
        when=when_of(layers, start, end),
        as_of=as_of_of(layers, start, end),
        superseded=is_superseded(sentence, words, first, max(found.end, after)),
        evidence=_evidence(layers, sentence, start, end, (hit.start, hit.end)),
        confidence=found.confidence,
    )


def _evidence(layers: Layers, sentence: Sentence, start: int, end: int, number: tuple[int, int] | None) -> Evidence:
    text = layers.text
    return Evidence(start, end, text[start:end], text[sentence.start : sentence.end], number, layers.in_title)


def _of(layers: Layers, sentence: Sentence, words: Sequence[Word], found: Link, first: int, after: int) -> Ref | None:
    """Who is counted: a demonym beside the noun, a country behind it, the sender, or the group the noun names."""
    offset = sentence.start
    left = offset + words[min(found.start, first)].start
    right = offset + words[min(max(found.end, after) + 2, len(words) - 1)].end
    near = [hit for hit in layers.places if left <= hit.start and hit.end <= right]
    for hit in near:
        if hit.demonym:
            return Ref(layers.text[hit.start : hit.end], hit.country)
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    for hit in near:
        before = words[index_at(words, hit.start - offset) - 1].folded
        if before in lexicon.of and hit.start >= offset + words[after - 1].end and hit.entity == hit.country:
            return Ref(layers.text[hit.start : hit.end], hit.country)
    if found.group is None:
        sender = _sender(layers, sentence, words, first, lexicon.senders)
        if sender is not None:
            return sender
    return Ref(found.group) if found.group else None


def _sender(
    layers: Layers, sentence: Sentence, words: Sequence[Word], first: int, senders: frozenset[str]
) -> Ref | None:
    """«Corea del Norte ha desplegado … 11.000 soldados»: whose they are stands before the verb that sends them."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    for at in range(first - 1, -1, -1):
        if lexicon.is_any(words[at], senders):
            subjects = [
                hit
                for hit in layers.places
                if sentence.start <= hit.start
                and hit.end <= sentence.start + words[at].start
                and (hit.demonym or hit.entity == hit.country)
                and not any(one.cue[0] <= hit.start < one.cue[1] for one in layers.attributions)
            ]
            if subjects:
                subject = subjects[-1]
                return Ref(layers.text[subject.start : subject.end], subject.country)
    return None


def _bare(layers: Layers, sentence: Sentence, words: Sequence[Word], counted: set[str]) -> Iterator[Statement]:
    """A sentence that denies, doubts or admits a fact without a number: a proposition with a stance."""
    lexicon = layers.lexicons[sentence.lang or layers.lang]
    for at, word in enumerate(words):
        fact = lexicon.fact_of(word, lexicon.nouns)
        if fact is None or fact not in lexicon.needs or fact in counted:
            continue
        start, end = sentence.start + word.start, sentence.start + word.end
        if any(hit.start <= start < hit.end for hit in (*layers.organisations, *layers.persons)):
            continue
        stance = stance_of(layers, start, end)
        if stance not in _TELLING or not any(lexicon.is_any(one, lexicon.needs[fact]) for one in words):
            continue
        counted.add(fact)
        found = Link(fact, at, at + 1, fact, None, 0.7)
        yield Statement(
            fact=fact,
            value=None,
            article=layers.article.id,
            stance=stance,
            claimants=claimants_of(layers, start, end),
            of=_of(layers, sentence, words, found, at, at + 1),
            place=place_of(layers, start, end),
            cause=None,
            when=None,
            evidence=_evidence(layers, sentence, start, end, None),
            confidence=0.7,
        )


def _agreeing(statements: list[Statement]) -> Iterator[Statement]:
    """An article that says of one figure in one place that it comes on top means it wherever it repeats it."""
    added = {_figure(one) for one in statements if one.aspect is Aspect.ADDITIONAL and isinstance(one.value, Quantity)}
    for one in statements:
        if one.aspect is Aspect.TOTAL and isinstance(one.value, Quantity) and _figure(one) in added:
            yield replace(one, aspect=Aspect.ADDITIONAL)
        else:
            yield one


def _figure(statement: Statement) -> tuple[object, ...]:
    value = statement.value
    return statement.fact, (value.low, value.high) if isinstance(value, Quantity) else ()
