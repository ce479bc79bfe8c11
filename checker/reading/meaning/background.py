"""Marks figures of an event that lies behind the article's own as past: «En las presidenciales de 2020 votó …».

In: statements and dates. Out: `layers.statements`, those of background with the aspect `past`; counts are held against
the other counts of the text, measures against the other measures.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from operator import attrgetter

from checker.model.record import lazily
from checker.model.statement import Aspect, Statement
from checker.model.timespan import Grain, TimeSpan
from checker.reading.dates.dates import SUPPOSED
from checker.reading.dates.timing import when_of
from checker.reading.layers import Layers, between
from checker.rulebook.facts import Evolves, FactKind

BACKGROUND = timedelta(days=330)  # an event that long before the latest day named is background
_SUPPOSED = datetime(SUPPOSED.year, SUPPOSED.month, SUPPOSED.day, tzinfo=UTC)
HISTORY = timedelta(days=700)  # and one that long before it, if nothing newer is told
BESIDE = 200  # characters from a figure to its year
NO_TIME = timedelta()
RECENT = timedelta(days=30)  # a day so long before the article is still its own event's
LOOSE = frozenset({Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.YEAR, Grain.DECADE})
STATE_DAYS = 14  # facts that settle no sooner are states, which go on


def annotate(layers: Layers) -> None:
    """Mark what is background in `layers.statements`.

    An event lies behind when its own time was over long before the article (or, undated, before the latest day
    that the article names) and the article also tells a figure of something that was not. A state («11.000 soldados
    desde octubre») has no such time."""
    if not layers.statements:
        return
    now, supposed = _now(layers), _Supposed(layers)
    for kind in (FactKind.COUNT, FactKind.MEASURE):
        told = [at for at, one in enumerate(layers.statements) if layers.facts[one.fact].kind is kind]
        gone = [at for at in told if _is_gone(layers, at, now, told[0], supposed)]
        gone += [
            at for at in told if at - 1 in gone and _goes_on(layers, layers.statements[at - 1], layers.statements[at])
        ]
        history = [at for at in told if _is_history(layers, layers.statements[at], now)]
        if layers.article.published is None:
            gone += history
        elif len(gone) == len(told):
            gone = history
        for at in gone:
            layers.statements[at] = replace(layers.statements[at], aspect=Aspect.PAST, superseded=False)


class _Supposed:
    """When what is told happened, by the day on which a text of no known day is supposed to be, if it was over then."""

    def __init__(self, layers: Layers) -> None:
        self._layers = layers

    def when(self, statement: Statement) -> TimeSpan | None:
        """When what a statement tells happened."""
        if statement.when is not None or statement.evidence is None:
            return statement.when
        when = when_of(self._read, statement.evidence.start, statement.evidence.end)
        return when if when is not None and when.end is not None and when.end <= _SUPPOSED else None

    @lazily
    def _read(self) -> Layers:
        dates = sorted((hit for dates in self._layers.supposed for hit in dates()), key=attrgetter("start"))
        return replace(self._layers, dates=dates, dated={})


def _now(layers: Layers) -> datetime:
    published = layers.article.published
    if published is not None and published.start is not None:
        return published.start
    ends = [date.span.start for date in layers.dates if date.span is not None and date.span.start is not None]
    return max(ends, default=_SUPPOSED)


def _goes_on(layers: Layers, past: Statement, statement: Statement) -> bool:
    """ "The war has killed 40,000 since 2023. More than 14 million have fled.": another fact, told in the next sentence
    of the paragraph with neither day nor place of its own."""
    if statement.fact == past.fact or statement.when is not None or statement.aspect is not Aspect.TOTAL:
        return False
    if past.evidence is None or statement.evidence is None:
        return False
    before, at = layers.index_at(past.evidence.start), layers.index_at(statement.evidence.start)
    if before is None or at is None or at - before != 1:
        return False
    one, two = layers.sentences[before], layers.sentences[at]
    return one.paragraph == two.paragraph and not between(layers.places, two.start, two.end)


def _is_history(layers: Layers, statement: Statement, now: datetime) -> bool:
    """ "In 1964, 328 people were crushed at a stadium in Lima.": of a year that was over long before the article, and
    named beside the figure."""
    when, evidence = statement.when, statement.evidence
    if when is None or when.end is None or evidence is None or statement.aspect is not Aspect.TOTAL:
        return False
    if layers.facts[statement.fact].evolves is not Evolves.UP or when.grain not in LOOSE:
        return False
    if layers.article.published is not None and now - when.end <= HISTORY:
        return False
    sentence = layers.sentences[layers.index_at(evidence.start) or 0]
    first, last = max(sentence.start, evidence.start - BESIDE), min(sentence.end, evidence.end + BESIDE)
    named = [one for one in between(layers.dates, first, last) if one.span == when]
    spans = ((min(one.end, evidence.end), max(one.start, evidence.start)) for one in named)
    return any(not between(layers.numbers, start, end) for start, end in spans)


def _is_gone(layers: Layers, at: int, now: datetime, opening: int, supposed: _Supposed) -> bool:
    """Whether a figure is of an event that lies behind. `opening`: the first figure."""
    statement = layers.statements[at]
    when, fact = statement.when, layers.facts[statement.fact]
    event = fact.evolves in (Evolves.UP, Evolves.NEVER) or fact.settles_days < STATE_DAYS
    if not event or statement.aspect is not Aspect.TOTAL:
        return False
    # news names no year of its own, and tells its own figure first
    named = layers.article.published is None and at != opening and fact.evolves is Evolves.UP
    if when is None and named:
        when = supposed.when(statement)
        loose = when is not None and when.grain in LOOSE
        return loose and when != supposed.when(layers.statements[opening])
    if when is None or when.end is None:
        return False  # «Desde 2021 han muerto 600» is a toll that still grows
    if layers.article.published is None:
        return (named and when.grain in LOOSE) or now - when.end > BACKGROUND
    # distances, which every two days have; a day so long before the first of the calendar there is not
    if fact.evolves is Evolves.NEVER:  # the quake of last week is still the one that is measured
        return now - when.end > BACKGROUND
    return now - when.end >= (NO_TIME if when.grain in LOOSE else RECENT)
