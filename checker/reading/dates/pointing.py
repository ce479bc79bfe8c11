"""Dates that point back at one spoken of before: «ese mismo día», «dos días después», «el mismo mes del año anterior».

In: the slots of a match, and the days, years and periods that the text has spoken of so far. Out: their time; None
where a count from «then» has no «then».
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from checker.model.timespan import Grain, TimeSpan
from checker.reading.dates.datewords import DateWords
from checker.reading.dates.days import between, months_on, one_day
from checker.reading.dates.patterns import Token
from checker.reading.dates.reckoning import DAYS, MONTHS, Reckoner, Tense

COMPARED = frozenset(
    {"same_period", "year_before"}
)  # what is told is only compared with them: "up from a year earlier"
NEAR = 600  # characters back to which «entonces» points at most
_LONG = ("decade", "century")
_PERIODS = (Grain.MONTH, Grain.QUARTER, Grain.SEASON, Grain.RANGE)


class Pointer(Reckoner):
    """A reckoner that remembers what was spoken of."""

    def __init__(self, words: DateWords, reference: date | None) -> None:
        super().__init__(words, reference)
        self.latest: date | None = None  # the day last spoken of
        self.period: TimeSpan | None = None  # the month or longer part of a year last spoken of
        self.told: TimeSpan | None = None  # the date last spoken of that is not the article's own day …
        self.told_at = 0  # … and where

    def remember(self, span: TimeSpan, kind: str, at: int) -> None:
        """What the dates that follow may point back at; `at` is where in the text it was spoken of."""
        if span.start is None:
            return
        if kind not in _LONG and (self.reference is None or span != one_day(self.reference)):
            self.told, self.told_at = span, at
        if span.grain is Grain.DAY:
            self.latest = span.start.date()
        if span.grain in _PERIODS and span.end is not None:
            self.period = span
        if kind not in _LONG:
            self.latest_year = span.start.year

    def _anaphor(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«ese mismo día», «al día siguiente»: from the day spoken of, or nothing; «la víspera» may be that of the
        article, as «por segundo día consecutivo» is."""
        step = self.words.shifts[slots["shift"].folded] if "shift" in slots else 0
        day = self.latest if "shift" in slots and step >= 0 else self.latest or self.reference
        return one_day(day + timedelta(days=step)) if day is not None else None

    def _later(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«dos días después», "a week earlier": from the day spoken of, and nothing without one."""
        unit, count = self.words.units[slots["unit"].folded], slots["count"].value
        day = self._spoken_of(unit)
        if day is None or count is None or count > 1000 or (unit not in DAYS and unit not in MONTHS):
            return None
        there = self._moved(day, unit, -count if "earlier" in slots else count)
        if unit in DAYS:
            return one_day(there)
        return TimeSpan.from_month(there.year, there.month) if unit == "month" else TimeSpan.from_year(there.year)

    def _spoken_of(self, unit: str) -> date | None:
        """The day that "a year later" counts from: in the year or month last spoken of, if that is exact enough."""
        told = self.told
        if told is None or told.start is None or told.grain not in (Grain.YEAR, Grain.MONTH):
            return self.latest
        enough = unit == "year" or (unit == "month" and told.grain is Grain.MONTH)
        return told.start.date() if enough else None

    def _same_year(self, _slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«ese mismo año», «todo el año»: the year last spoken of."""
        return TimeSpan.from_year(self.latest_year) if self.latest_year is not None else None

    def _year_before(self, _slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«el año anterior»: before the one spoken of."""
        year = self.latest_year or (self.reference.year if self.reference is not None else None)
        return TimeSpan.from_year(year - 1) if year is not None else None

    def _same_period(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«el mismo mes del año pasado»: the period spoken of, a year before."""
        period = self.period
        if period is None or period.start is None or period.end is None:
            return self._year_before(slots, _tense)
        first, last = (months_on(end.date(), -12) for end in (period.start, period.end))
        if period.grain is Grain.MONTH:
            return TimeSpan.from_month(first.year, first.month)
        return between(first, last, period.grain)

    def _then(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«desde entonces», "by then": the date last spoken of, if that is near."""
        near = slots["then"].start - self.told_at <= NEAR
        return self.told if near else None

    def _after_that(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«al año siguiente», "the following week": after the one spoken of, or after this one."""
        if slots["unit"].folded in self.words.plurals:
            return None
        return self._counted_from(self.told, slots, 1)

    def _counted_from(self, told: TimeSpan | None, slots: Mapping[str, Token], count: int) -> TimeSpan | None:
        """The unit so many away from the one that holds a date, or from the article's own."""
        here = self.reference
        if told is not None and told.start is not None:
            self.reference = told.start.date()
        try:
            return self._shifted(self.words.units[slots["unit"].folded], count)
        finally:
            self.reference = here

    def _that(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«esa semana», "that weekend", «el mismo mes»: the one of the day spoken of, and nothing without one."""
        if self.told is None or self.told.start is None:
            return None
        return self._counted_from(self.told, slots, 0)
