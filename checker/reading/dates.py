"""Finds dates and durations, resolved against the article's own date; the grain told is kept, nothing is invented.

In: words, numbers, the article's date of publication. Out: `layers.dates`; numbers that are parts of dates leave
`layers.numbers`. The patterns are in calendar.py.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from spacy.tokens import Doc

from checker.model.timespan import Grain, TimeSpan
from checker.reading.calendar import Calendar, calendar_of
from checker.reading.layers import DateHit, Layers
from checker.reading.words import words_of

NEAR = 90  # characters between a figure and the date that is taken to be its own


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.dates`."""
    del doc
    reference = reference_day(layers.article.published)
    year = layers.article.published.start.year if layers.article.published and layers.article.published.start else None
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words = words_of(layers.text[sentence.start : sentence.end])
        for hit in Calendar(words, calendar_of(sentence.lang), reference, year).find():
            layers.dates.append(replace(hit, start=hit.start + sentence.start, end=hit.end + sentence.start))
    taken = layers.dates
    layers.numbers = [
        number
        for number in layers.numbers
        if not any(date.start < number.core_end and number.core_start < date.end for date in taken)
    ]


def reference_day(published: TimeSpan | None) -> date | None:
    """The day that «ayer» counts from; None when the article is dated to a month or not at all."""
    if published is None or published.start is None or published.grain not in (Grain.DAY, Grain.INSTANT):
        return None
    return published.start.date()


def when_of(layers: Layers, start: int, end: int) -> TimeSpan | None:
    """The time that the text states for what stands at a spot: the nearest date of its sentence, not the day on
    which somebody said it."""
    near = _near(layers, start, end)
    return near.span if near is not None and near.relation != "until" else None


def as_of_of(layers: Layers, start: int, end: int) -> TimeSpan | None:
    """The time at which a figure held, where the text says «hasta el viernes», "as of Tuesday"."""
    near = _near(layers, start, end)
    if near is None or near.relation != "until" or near.span is None or near.span.end is None:
        return None
    last = near.span.end - timedelta(days=1)
    return TimeSpan.from_day(last.year, last.month, last.day)


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
