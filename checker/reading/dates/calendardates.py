"""Dates of the calendar: a day, a month, a year, in words or digits; days from one to another.

In: the slots of a match. Out: its time. Without a year it is the date nearest in the direction in which the clause
speaks (`tense`, see datevalues.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from checker.model.timespan import Grain, TimeSpan
from checker.reading.dates.days import months_on, one_day
from checker.reading.dates.patterns import Token
from checker.reading.dates.pointing import Pointer
from checker.reading.dates.reckoning import Tense


class Calendar(Pointer):
    """Resolves dates of the calendar."""

    def _calendar(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        if "dotted" in slots:
            day, month_, year = (int(part) for part in slots["dotted"].text.split("."))
            return TimeSpan.from_day(year + 2000 * (year < 100), month_, day)
        year_, day_ = self._year(slots), slots["day"].value if "day" in slots else None
        month = self.words.months[slots["month"].folded] if "month" in slots else None
        if "monthnum" in slots:
            month = slots["monthnum"].value
            if "month" not in slots and day_ is not None and month is not None and year_ is not None and tense() <= 0:
                day_, month = self._told_order(year_, month, day_)
        if day_ is not None and "msame" in slots:  # «el 9 de ese mismo mes»
            told = self.told.start if self.told is not None else None
            return TimeSpan.from_day(told.year, told.month, day_) if told is not None else None
        step = self._direction(slots, "m")
        if day_ is not None and step is not None:  # «el 3 del mes pasado»
            if self.reference is None:
                return None
            first = months_on(self.reference.replace(day=1), step)
            return TimeSpan.from_day(first.year, first.month, day_)
        if month is None and day_ is None:
            return TimeSpan.from_year(year_) if year_ is not None else None
        if month is None:
            return self._month_day(slots, day_ or 1, tense)
        if self._tells_year(slots):
            if year_ is None:
                return None
            return TimeSpan.from_month(year_, month) if day_ is None else TimeSpan.from_day(year_, month, day_)
        years = self._every_year(month, day_)
        if "weekday" in slots and self.reference is not None and (step := self._direction(slots)) is not None:
            here = self.reference  # «el próximo viernes 12 de mayo» is near, even where a clerk erred
            pair: tuple[date, date] | None = min(years, key=lambda one: abs(one[0] - here))
        else:
            pair = self._pick(years, self._direction(slots), tense)
        if pair is None:
            return None
        return one_day(pair[0]) if day_ is not None else TimeSpan.from_month(pair[0].year, pair[0].month)

    def _every_year(self, month: int, day: int | None) -> list[tuple[date, date]]:
        out: list[tuple[date, date]] = []
        around = self.reference.year if self.reference else 2000
        for year in range(around - 4, around + 5):
            try:
                first = date(year, month, day or 1)
            except ValueError:  # 29 February
                continue
            out.append((first, months_on(first, 1) if day is None else first + timedelta(days=1)))
        if not out:
            raise ValueError(f"no such day: {day}.{month}.")
        return out

    def _month_day(self, slots: Mapping[str, Token], day: int, tense: Tense) -> TimeSpan | None:
        """«el pasado día 9», «el viernes 9»: a day of this month or one beside it; a weekday may decide."""
        here = self.reference
        if here is None:
            return None
        pairs = []
        for step in range(-3, 4):
            first = months_on(here.replace(day=1), step)
            try:
                found = first.replace(day=day)
            except ValueError:
                continue
            pairs.append((found, found + timedelta(days=1)))
        if "weekday" in slots:
            weekday = self.words.weekdays[slots["weekday"].folded]
            fitting = [pair for pair in pairs if pair[0].weekday() == weekday]
            near = min(fitting or pairs, key=lambda pair: abs(pair[0] - here))
            return one_day(near[0])
        pair = self._pick(pairs, self._direction(slots), tense)
        return one_day(pair[0]) if pair is not None else None

    def _days_of_month(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«del 3 al 5 de mayo»: both ends reached."""
        last = self._calendar({name: token for name, token in slots.items() if name != "from"}, tense)
        first = slots["from"].value
        if last is None or last.start is None or last.end is None or first is None or last.grain is not Grain.DAY:
            return None
        start = last.start.replace(day=first)
        return TimeSpan(start, last.end, Grain.RANGE) if start < last.start else last

    def _day_pair(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«10/1-7/2»: from one day to another, both ends reached."""
        last = self._calendar({name: token for name, token in slots.items() if not name.startswith("from")}, tense)
        month, day = slots["frommonth"].value, slots["from"].value
        if last is None or last.start is None or last.end is None or month is None or day is None:
            return None
        start = last.start.replace(month=month, day=day)
        return TimeSpan(start if start < last.start else start.replace(year=start.year - 1), last.end, Grain.RANGE)
