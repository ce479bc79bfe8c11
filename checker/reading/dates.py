"""Finds dates and durations, resolved against the article's own date; the grain told is kept, nothing is invented.

In: words, numbers, the article's date of publication. Out: `layers.dates`; numbers that are parts of dates leave
`layers.numbers`. What a date may look like is data (the `dates` section of a language file).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc

from checker.model.quantity import Qualifier
from checker.model.timespan import Grain, TimeSpan
from checker.reading.datevalues import Dated, Resolver
from checker.reading.datewords import DateWords, date_words, tokens_of
from checker.reading.layers import DateHit, Layers, NumberHit
from checker.reading.patterns import Found, Token
from checker.reading.words import words_of

NEAR = 90  # characters between a figure and the date that is taken to be its own
_HEDGED = {Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.LESS_THAN, Qualifier.VAGUE}
_ANCHORED = {"calendar", "weekday", "relative", "unit", "quarter", "season", "holiday", "decade"}


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.dates`, in the order of the text."""
    del doc
    reference = reference_day(layers.article.published)
    for lang in {sentence.lang for sentence in layers.sentences}:
        if lang is not None:
            layers.dates += _of_language(layers, date_words(lang), reference, lang)
    layers.dates.sort(key=lambda hit: hit.start)
    _release_numbers(layers)


def reference_day(published: TimeSpan | None) -> date | None:
    """The day that «ayer» counts from; None when the article is dated to a month or not at all."""
    if published is None or published.start is None or published.grain not in (Grain.DAY, Grain.INSTANT):
        return None
    return published.start.date()


def _of_language(layers: Layers, grammar: DateWords, reference: date | None, lang: str) -> list[DateHit]:
    tokens: list[Token | None] = []
    numbers = layers.numbers
    at = 0
    for sentence in layers.sentences:
        if sentence.lang != lang:
            continue
        while at < len(numbers) and numbers[at].end <= sentence.start:
            at += 1
        after = at
        while after < len(numbers) and numbers[after].start < sentence.end:
            after += 1
        words = words_of(layers.text[sentence.start : sentence.end])
        tokens += tokens_of(words, grammar, numbers[at:after], sentence.start)
        tokens.append(None)
        at = after
    resolver = Resolver(grammar, reference)
    amounts = {number.core_start: number for number in numbers}
    dated: list[Dated] = []
    for found in grammar.patterns.find(tokens):
        if not _is_amount(found, tokens, amounts, grammar):
            one = resolver.resolve(found, lambda found=found: tense_at(tokens, found, grammar))  # type: ignore[misc]
            if one is not None:
                dated.append(one)
    return [_hit(one, tokens, lang) for one in _joined(dated, tokens, grammar, resolver)]


def _is_amount(found: Found, tokens: Sequence[Token | None], amounts: dict[int, NumberHit], grammar: DateWords) -> bool:
    """Whether what looks like a bare year is an amount: «más de 2000 personas», "2000 soldiers", "1800 MHz"."""
    year = found.slots.get("year")
    if year is None or any(slot in found.slots for slot in ("month", "monthnum", "season", "holiday", "ordinal")):
        return False
    number = amounts.get(year.start)
    if number is not None and (number.kind != "number" or number.quantity.qualifier in _HEDGED):
        return True
    following = tokens[found.after] if found.after < len(tokens) else None
    if following is None or not following.text[0].isalpha():
        return following is not None and following.glued and following.text in ("%", "º", "°")
    if following.glued or (following.text.isupper() and len(following.text) <= 3):
        return True
    before = tokens[found.first - 1] if found.first else None
    counted = following.text.islower() and following.folded.endswith("s") and len(following.folded) > 4
    firm = before is not None and "firm_year" in before.classes
    return counted and not firm and not following.classes


def tense_at(tokens: Sequence[Token | None], found: Found, grammar: DateWords) -> int:
    """Whether the clause around a match speaks of the past (-1) or of what is to come (1): the nearest cue says."""
    for distance in range(1, 16):
        for index in (found.first - distance, found.after - 1 + distance):
            token = tokens[index] if 0 <= index < len(tokens) else None
            if token is None:
                continue
            if token.folded in grammar.future or token.text.endswith(tuple(grammar.data.future_endings)):
                return 1
            if token.folded in grammar.past or _ends(token, grammar.data.past_endings):
                return -1
    return 0


def _ends(token: Token, endings: Sequence[str]) -> bool:
    return len(token.text) > 3 and token.text.endswith(tuple(endings)) if endings else False


# --- two dates that make one range ---


def _joined(
    dated: Sequence[Dated], tokens: Sequence[Token | None], grammar: DateWords, resolver: Resolver
) -> list[Dated]:
    """Dates with those two as one that a range holds together («entre enero y marzo», "2014-2018")."""
    out: list[Dated] = []
    at = 0
    while at < len(dated):
        pair = _range(dated[at], dated[at + 1], tokens, grammar, resolver) if at + 1 < len(dated) else None
        out.append(pair or dated[at])
        at += 2 if pair else 1
    return out


def _range(
    left: Dated, right: Dated, tokens: Sequence[Token | None], grammar: DateWords, resolver: Resolver
) -> Dated | None:
    if left.kind != "date" or right.kind != "date" or right.span is None or right.first - left.after > 3:
        return None
    articles = grammar.data.articles
    middle = [token.folded for token in tokens[left.after : right.first] if token and token.folded not in articles]
    first = left.first
    while first and (token := tokens[first - 1]) is not None and token.folded in articles:
        first -= 1
    opening = tokens[first - 1] if first else None
    openings = {opened for opened, between in grammar.data.ranges if [between] == middle}
    if "" not in openings and (opening is None or opening.folded not in openings):
        return None
    span = left.span
    if left.found is not None and right.found is not None and "year" in right.found.slots:
        if not any(name in left.found.slots for name in ("year", "ylast", "ythis", "short")):
            slots = {**left.found.slots, "year": right.found.slots["year"]}
            again = resolver.resolve(replace(left.found, slots=slots), lambda: 0)
            span = again.span if again is not None else span
            if span is not None and span.start is not None and right.span.start is not None:
                if span.start > right.span.start:  # «de noviembre a febrero de 2017»
                    earlier = replace(right.found.slots["year"], value=(right.found.slots["year"].value or 0) - 1)
                    again = resolver.resolve(replace(left.found, slots={**slots, "year": earlier}), lambda: 0)
                    span = again.span if again is not None else span
    if span is None or span.start is None or right.span.end is None:
        return None
    if right.span.start is not None and span.start >= right.span.start:
        return None
    return Dated(
        left.first, right.after, TimeSpan(span.start, right.span.end, Grain.RANGE), note=left.note or right.note
    )


# --- hits ---


def _hit(one: Dated, tokens: Sequence[Token | None], lang: str) -> DateHit:
    first, last = tokens[one.first], tokens[one.after - 1]
    assert first is not None and last is not None  # a match never reaches across the end of a sentence
    relation = _relation(one.first, tokens, lang)
    span = one.span
    if relation == "since" and span is not None and span.grain is not Grain.RANGE:
        span = TimeSpan(span.start, None, span.grain)
    return DateHit(first.start, last.end, span, one.kind, relation, one.note)


def _relation(first: int, tokens: Sequence[Token | None], lang: str) -> str | None:
    grammar = date_words(lang)
    before = tokens[max(first - 5, 0) : first]
    while before and (last := before[-1]) is not None and last.folded in grammar.data.articles:
        before = before[:-1]
    folded = [token.folded if token is not None else "" for token in before]
    best: tuple[int, str] | None = None
    for relation, phrases in grammar.data.relations.items():
        for phrase in phrases:
            key = phrase.split()
            if folded[-len(key) :] == key and (best is None or len(key) > best[0]):
                best = len(key), relation
    return best[1] if best else None


def _release_numbers(layers: Layers) -> None:
    """Numbers that are parts of calendar dates are no amounts; those of durations stay, marked as such."""
    kept: list[NumberHit] = []
    at = 0
    for number in layers.numbers:
        while at < len(layers.dates) and layers.dates[at].end <= number.core_start:
            at += 1
        hit = layers.dates[at] if at < len(layers.dates) else None
        if hit is None or hit.start >= number.core_end:
            kept.append(number)
        elif hit.kind == "duration":
            kept.append(replace(number, role="duration"))
    layers.numbers = kept


# --- what stands near a figure ---


def when_of(layers: Layers, start: int, end: int) -> TimeSpan | None:
    """The time that the text states for what stands at a spot: the nearest date of its sentence, not the day on
    which somebody said it."""
    near = _near(layers, start, end)
    return near.span if near is not None and near.relation not in ("until", "as_of") else None


def as_of_of(layers: Layers, start: int, end: int) -> TimeSpan | None:
    """The time at which a figure held, where the text says «hasta el viernes», "as of Tuesday"."""
    near = _near(layers, start, end)
    if near is None or near.relation not in ("until", "as_of") or near.span is None or near.span.end is None:
        return None
    return near.span


def _near(layers: Layers, start: int, end: int) -> DateHit | None:
    sentence = layers.sentence_at(start)
    if sentence is None:
        return None
    found = [
        (max(hit.start - end, start - hit.end, 0), hit)
        for hit in layers.dates
        if hit.span is not None
        and hit.kind == "date"
        and sentence.start <= hit.start < sentence.end
        and not any(cue.cue[0] <= hit.start and hit.end <= cue.cue[1] for cue in layers.attributions)
    ]
    found = [one for one in found if one[0] <= NEAR]
    return min(found, key=lambda one: one[0])[1] if found else None
