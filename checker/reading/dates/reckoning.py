"""Years and calendar units counted from the article's own day: what every kind of date is reckoned with."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from checker.model.timespan import Grain, TimeSpan
from checker.reading.dates.datewords import DateWords
from checker.reading.dates.days import between, months_on, one_day
from checker.reading.dates.patterns import Token

FAR = timedelta(days=275)  # a date of the past that is further away than this …
SOON = timedelta(days=60)  # … gives way to one this near in the future, and the other way round
JUST_BEFORE = timedelta(days=7)
TUESDAY, SATURDAY = 1, 5
_YEAR_SLOTS = ("year", "short", "ysame")
MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
# Whether the clause of a date speaks of the past (below 0) or of what is to come; asked only where that decides
Tense = Callable[[], int]
DAYS = {"day": 1, "week": 7, "fortnight": 14, "weekend": 7}


class Reckoner:
    """`reference` is the article's own day, None where it is not known."""

    def __init__(self, words: DateWords, reference: date | None) -> None:
        self.words = words
        self.reference = reference
        self.latest_year: int | None = None  # the year last spoken of

    def _direction(self, slots: Mapping[str, Token], prefix: str = "") -> int | None:
        for name, step in (("last", -1), ("this", 0), ("next", 1)):
            if prefix + name in slots:
                return step
        return None

    def _year(self, slots: Mapping[str, Token]) -> int | None:
        """The year that is told, in digits or as «del año pasado»."""
        if "year" in slots:
            return slots["year"].value
        if "short" in slots and (value := slots["short"].value) is not None:
            century = (self.reference.year if self.reference else 2000) // 100 * 100
            return (
                century + value
                if century + value <= (self.reference.year if self.reference else 2030) + 20
                else (century - 100 + value)
            )
        if "ysame" in slots:  # «de ese año»
            return self.latest_year
        step = self._direction(slots, "y")
        return self.reference.year + step if step is not None and self.reference is not None else None

    def _tells_year(self, slots: Mapping[str, Token]) -> bool:
        return not slots.keys().isdisjoint(_YEAR_SLOTS) or self._direction(slots, "y") is not None

    def _pick(self, starts: list[tuple[date, date]], step: int | None, tense: Tense) -> tuple[date, date] | None:
        """Of the same stretch in several years, the one meant. Pairs are (first day, day after)."""
        here = self.reference
        if here is None:
            return None
        past = [pair for pair in starts if pair[0] <= here and (step != -1 or pair[1] <= here)]
        coming = [pair for pair in starts if pair[1] > here and (step != 1 or pair[0] > here)]
        back, on = (past[-1] if past else None), (coming[0] if coming else None)
        if step == 0:
            return next((pair for pair in starts if pair[0].year == here.year), back)
        if step is not None:
            return back if step < 0 else on
        if back is None or on is None:
            return back or on
        behind, ahead = here - back[0], on[0] - here
        told = tense()
        if told > 0:  # "April data will be out tomorrow": a month is as far away as its end
            return back if ahead > FAR and here - back[1] < SOON else on
        if told < 0:  # of what is nearly a year past, a writer would say so
            far = behind > timedelta(days=335) and ahead <= timedelta(days=30)
            return on if far and told == -1 else back
        return on if behind > FAR and ahead <= SOON else back

    def _told_order(self, year: int, month: int, day: int) -> tuple[int, int]:
        """Day and month of a date in digits. One that lies ahead where the text speaks of the past, and read the
        other way round just before the article, was written the other way round: «7/8/07» on 9 July 2007."""
        here = self.reference
        if here is None or day > 12 or date(year, month, day) <= here:
            return day, month
        other = date(year, day, month)
        return (month, day) if timedelta(0) <= here - other <= JUST_BEFORE else (day, month)

    def _weekend_step(self, tense: Tense) -> int:
        """Which weekend «este fin de semana», "over the weekend" means: on a Monday or Tuesday, and where the clause
        speaks of the past, the one that is over."""
        here = self.reference
        if here is None or here.weekday() >= SATURDAY or (told := tense()) > 0:
            return 0
        return -1 if told < 0 or here.weekday() <= TUESDAY else 0

    def _year_pair(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«2023-24», «2023/24»: two years, the second in short."""
        first, short = slots["year"].value, slots["short"].value
        if first is None or short is None or short <= first % 100:
            return None
        return between(date(first, 1, 1), date(first // 100 * 100 + short + 1, 1, 1), Grain.RANGE)

    def _shifted(self, unit: str, count: int) -> TimeSpan | None:
        """The calendar unit so many units away from the reference."""
        here = self.reference
        if here is None:
            return None
        if unit in DAYS:
            if unit == "day":
                return one_day(here + timedelta(days=count))
            monday = here - timedelta(days=here.weekday()) + timedelta(days=DAYS[unit] * count)
            if unit == "weekend":
                return between(monday + timedelta(days=5), monday + timedelta(days=7), Grain.RANGE)
            grain = Grain.WEEK if unit == "week" else Grain.RANGE
            return between(monday, monday + timedelta(days=DAYS[unit]), grain)
        if unit == "month":
            first = months_on(here.replace(day=1), count)
            return TimeSpan.from_month(first.year, first.month)
        if unit == "year":
            return TimeSpan.from_year(here.year + count)
        if unit in ("quarter", "half"):
            size = MONTHS[unit]
            first = months_on(date(here.year, (here.month - 1) // size * size + 1, 1), size * count)
            grain = Grain.QUARTER if unit == "quarter" else Grain.RANGE
            return between(first, months_on(first, size), grain)
        if unit == "decade":
            start = here.year // 10 * 10 + 10 * count
            return between(date(start, 1, 1), date(start + 10, 1, 1), Grain.DECADE)
        if unit == "century":
            start = here.year // 100 * 100 + 100 * count
            return between(date(start, 1, 1), date(start + 100, 1, 1), Grain.RANGE)
        return None

    def _moved(self, day: date, unit: str, count: int) -> date:
        if unit in DAYS:
            return day + timedelta(days=DAYS[unit] * count)
        return months_on(day, MONTHS[unit] * count)
