"""From the slots of a matched date to its time: half-open days in the grain told, None where nothing can be known.

`reference` is the article's own day. A date without a year is the one that lies nearest in the direction in
which its clause speaks: `tense` tells below 0 for what has happened, above 0 for what is to come, 0 unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from checker.model.record import record
from checker.model.timespan import Grain, TimeSpan
from checker.reading.dates.calendardates import Calendar
from checker.reading.dates.days import between, feast, months_on, one_day
from checker.reading.dates.patterns import Found, Token
from checker.reading.dates.pointing import COMPARED
from checker.reading.dates.reckoning import DAYS, MONTHS, Tense

AHEAD = 2  # days by which the coming one may be further away than the past one, of «este domingo» without a verb


@record
class Dated:
    """A matched date with its time. `kind`: date, duration or age."""

    first: int
    after: int
    span: TimeSpan | None
    kind: str = "date"
    note: str | None = None
    found: Found | None = None
    ends: tuple[Dated, ...] = ()  # of a range, the dates that it is told by

    @property
    def span_grain(self) -> Grain | None:
        """The grain of its time."""
        return self.span.grain if self.span is not None else None


class Resolver(Calendar):
    """Resolves the dates of one article, in the order of its text."""

    def resolve(self, found: Found, tense: Tense) -> Dated | None:
        """The time of a match; None where the match is a look-alike (kind `skip`)."""
        if found.kind == "skip":
            return None
        slots, note = found.slots, None
        try:
            span = _KINDS[found.kind](self, slots, tense)
        except (ValueError, OverflowError):  # 31 June, the year 0
            span = None
        if found.kind == "calendar" and span is not None and span.grain is Grain.DAY and span.start is not None:
            weekday = slots.get("weekday")
            fits = weekday is None or self.words.weekdays[weekday.folded] == span.start.weekday()
            note = None if fits else "weekday"
        if span is not None and found.kind not in COMPARED:
            self.remember(span, found.kind, next(iter(slots.values())).start if slots else 0)
        lasting = found.kind == "duration" or (found.kind in ("in_time", "within") and span is None)
        kind = "duration" if lasting else "age" if found.kind == "age" else "date"
        return Dated(found.first, found.after, span, kind, note, found)

    # --- days from here ---

    def _relative(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        if self.reference is None:
            return None
        return one_day(self.reference + timedelta(days=self.words.relative[slots["relative"].folded]))

    def _weekday(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        here = self.reference
        if here is None:
            return None
        weekday = self.words.weekdays[slots["weekday"].folded]
        if "told" in slots:  # «el viernes siguiente» to the day spoken of
            told = self.told.start.date() if self.told is not None and self.told.start is not None else here
            return one_day(told + timedelta(days=(weekday - told.weekday()) % 7 or 7))
        week = self._direction(slots, "w")
        monday = here - timedelta(days=here.weekday())
        if week is not None:
            return one_day(monday + timedelta(days=7 * week + weekday))
        step = self._direction(slots)
        back, on = (here.weekday() - weekday) % 7, (weekday - here.weekday()) % 7
        if step == -1:
            return one_day(here - timedelta(days=back or 7))
        if step == 1:
            if slots["next"].folded in self.words.in_next_week:
                return one_day(monday + timedelta(days=7 + weekday))
            return one_day(here + timedelta(days=on or 7))
        speaks = tense()
        if speaks > 0 or (step == 0 and speaks == 0 and on <= back + AHEAD):
            return one_day(here + timedelta(days=on))
        return one_day(here - timedelta(days=back))

    # --- units ---

    def _unit(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«la semana pasada», «este año», «el próximo trimestre»."""
        step = self._direction(slots)
        if not step and self.words.units[slots["unit"].folded] == "weekend":
            step = self._weekend_step(tense)
        if slots["unit"].folded in self.words.plurals:  # «los últimos años»: nobody knows how many
            return None
        whole = self._shifted(self.words.units[slots["unit"].folded], step or 0)
        if whole is None or self.reference is None or not ("earlier" in slots or "later" in slots):
            return whole
        here = one_day(self.reference)  # "earlier this year": up to now; "later this year": from now on
        if "earlier" in slots:
            return TimeSpan(whole.start, here.end, Grain.RANGE)
        return TimeSpan(here.start, whole.end, Grain.RANGE)

    def _units(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«los últimos tres años», "the next five days": up to the reference, or from the day after it."""
        here, count = self.reference, slots["count"].value
        step = self._direction(slots)
        unit = self.words.units[slots["unit"].folded]
        if here is None or count is None or step is None or count > 1000:
            return None
        if unit in ("hour", "minute", "second"):
            days = (count + 23) // 24 if unit == "hour" else 1
            first = here - timedelta(days=days) if step < 0 else here
            return between(first, first + timedelta(days=days + 1), Grain.RANGE)
        start = here if step < 0 else here + timedelta(days=1)
        if unit == "quarter":  # quarters are those of the calendar
            start = months_on(date(here.year, (here.month - 1) // 3 * 3 + 1, 1), 0 if step < 0 else 3)
        other = self._moved(start, unit, step * count)
        return between(min(start, other), max(start, other), Grain.RANGE) if other is not None else None

    def _ago(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        return self._away(slots, -1)

    def _ahead(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        return self._away(slots, 1)

    def _away(self, slots: Mapping[str, Token], sign: int) -> TimeSpan | None:
        """«hace tres años», "in two weeks": kept at the grain of the unit; a week is the seven days from there."""
        unit = self.words.units[slots["unit"].folded]
        count = slots["count"].value if "count" in slots else None
        if unit in ("hour", "minute", "second"):
            small = unit != "hour" or (count is not None and count < 12) or "count" not in slots
            return one_day(self.reference) if self.reference is not None and small else None
        if self.reference is None or count is None or count > 1000:
            return None
        if unit == "week" and count == 1:
            return one_day(self.reference + timedelta(days=7 * sign))
        if unit in ("week", "fortnight"):
            start = self.reference + timedelta(days=DAYS[unit] * count * sign)
            return between(start, start + timedelta(days=7), Grain.WEEK)
        return self._shifted(unit, count * sign)

    def away_from(self, day: date, slots: Mapping[str, Token], sign: int) -> TimeSpan | None:
        """The day so many units before (-1) or after (1) another; None for what is no count of days or more."""
        if "count" not in slots or "unit" not in slots or (count := slots["count"].value) is None or count > 1000:
            return None
        unit = self.words.units[slots["unit"].folded]
        if unit not in DAYS and unit not in MONTHS:
            return None
        try:
            return one_day(self._moved(day, unit, sign * count))
        except (ValueError, OverflowError):  # «mil años antes del 3 de mayo»: before the calendar
            return None

    def _in_time(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«en dos semanas»: from now on where the clause speaks of what is to come, else how long it took."""
        return self._away(slots, 1) if tense() > 0 else None

    def _within(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«en un plazo de tres meses», "within nine months": from now on, of what is to come."""
        here, count = self.reference, slots["count"].value if "count" in slots else None
        unit = self.words.units[slots["unit"].folded]
        if here is None or count is None or count > 1000 or (unit not in DAYS and unit not in MONTHS) or tense() <= 0:
            return None
        return between(here, self._moved(here, unit, count), Grain.RANGE)

    def _after_next(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """ "the week after next"."""
        return self._shifted(self.words.units[slots["unit"].folded], 2)

    def _now(self, _slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        return one_day(self.reference) if self.reference is not None else None

    def _nothing(self, _slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        return None

    def _so_far(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«en lo que va de año»: from its first day to the article's."""
        whole = self._shifted(self.words.units[slots["unit"].folded], 0)
        if whole is None or self.reference is None:
            return None
        return TimeSpan(whole.start, one_day(self.reference).end, Grain.RANGE)

    # --- parts of years ---

    def _year_or_nearest(self, slots: Mapping[str, Token], tense: Tense, months: int, number: int) -> int | None:
        """The year told, else that of the nearest part of a year (`number` of parts `months` long) which fits."""
        if self._tells_year(slots):
            return self._year(slots)
        if self.reference is None:
            return None
        pairs = []
        for year in range(self.reference.year - 2, self.reference.year + 3):
            first = date(year, (number - 1) * months + 1, 1)
            pairs.append((first, months_on(first, months)))
        pair = self._pick(pairs, self._direction(slots), tense)
        if pair is not None and self._direction(slots) is None and pair[1] > self.reference and tense() <= 0:
            pair = next(one for one in reversed(pairs) if one[1] <= self.reference)  # one that has ended
        return pair[0].year if pair is not None else None

    def _quarter(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«primer trimestre de 2009», "Q3", "the first half of last year"."""
        unit = self.words.units[slots["unit"].folded] if "unit" in slots else "half" if "half" in slots else "quarter"
        size = MONTHS.get(unit, 3)
        number = slots["ordinal"].value if "ordinal" in slots else slots["count"].value if "count" in slots else None
        if number is None:  # «el último trimestre de 2009»
            number = 12 // size
        if not 1 <= number <= 12 // size:
            return None
        year = self._year_or_nearest(slots, tense, size, number)
        if year is None:
            return None
        first = date(year, (number - 1) * size + 1, 1)
        if unit == "month":
            return TimeSpan.from_month(first.year, first.month)
        return between(first, months_on(first, size), Grain.QUARTER if unit == "quarter" else Grain.RANGE)

    def _week_of(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«la primera semana de enero de 2015»: weeks belong where their Thursday lies (ISO 8601)."""
        whole = self._calendar({name: slots[name] for name in slots if name not in ("ordinal", "count")}, tense)
        if whole is None or whole.start is None or whole.end is None:
            return None
        number = slots["ordinal"].value if "ordinal" in slots else slots["count"].value if "count" in slots else None
        if number is None:  # the last one
            thursday = whole.end.date() - timedelta(days=1)
            thursday -= timedelta(days=(thursday.weekday() - 3) % 7)
        else:
            thursday = whole.start.date() + timedelta(days=(3 - whole.start.weekday()) % 7 + 7 * (number - 1))
        monday = thursday - timedelta(days=3)
        return between(monday, monday + timedelta(days=7), Grain.WEEK)

    def _fortnight(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«la primera quincena de julio»: up to the 15th, or from the 16th on."""
        whole = self._calendar({name: slots[name] for name in slots if name not in ("ordinal", "last")}, tense)
        if whole is None or whole.start is None or whole.end is None:
            return None
        middle = whole.start.replace(day=16)
        first = "ordinal" in slots and slots["ordinal"].value == 1
        return TimeSpan(whole.start, middle, Grain.RANGE) if first else TimeSpan(middle, whole.end, Grain.RANGE)

    def _week_at(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        """«la semana del 4 de febrero»."""
        day = self._calendar(slots, tense)
        if day is None or day.start is None or day.grain is not Grain.DAY:
            return None
        monday = day.start.date() - timedelta(days=day.start.weekday())
        return between(monday, monday + timedelta(days=7), Grain.WEEK)

    def _part_of_year(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«los últimos cuatro meses de 2021», "the first ten days of last year"."""
        year, count = self._year(slots), slots["count"].value
        if year is None or count is None or count > 365:
            return None
        unit = self.words.units[slots["unit"].folded]
        if "last" in slots:
            return between(self._moved(date(year + 1, 1, 1), unit, -count), date(year + 1, 1, 1), Grain.RANGE)
        return between(date(year, 1, 1), self._moved(date(year, 1, 1), unit, count), Grain.RANGE)

    def _season(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        ends = self.words.seasons[slots["season"].folded]
        (month, day), (last_month, last_day) = (map(int, part.split("-")) for part in ends.split("/"))

        def of(year: int) -> tuple[date, date]:
            return date(year, month, day), date(year + (last_month < month), last_month, last_day)

        if self._tells_year(slots):
            year = self._year(slots)
            pair = of(year) if year is not None else None
        elif self.reference is not None:
            around = [of(year) for year in range(self.reference.year - 2, self.reference.year + 3)]
            pair = self._pick(around, self._direction(slots), tense)
        else:
            pair = None
        return between(*pair, Grain.SEASON) if pair is not None else None

    def _holiday(self, slots: Mapping[str, Token], tense: Tense) -> TimeSpan | None:
        rule = self.words.holidays[slots["holiday"].folded]
        if len(rule) == 10 and rule[4] == "-":  # one day of history: «el 11-S»
            return TimeSpan.from_iso(rule)
        if self._tells_year(slots):
            year = self._year(slots)
            pair = feast(rule, year) if year is not None else None
        elif self.reference is not None:
            around = [feast(rule, year) for year in range(self.reference.year - 2, self.reference.year + 3)]
            pair = self._pick(around, self._direction(slots), tense)
        else:
            pair = None
        if pair is None:
            return None
        if "weekend" in slots:  # "Labor Day weekend": with the feast, where it lies beside
            saturday = pair[0] + timedelta(days=(5 - pair[0].weekday() + 3) % 7 - 3)
            return between(min(saturday, pair[0]), max(saturday + timedelta(days=2), pair[1]), Grain.RANGE)
        return one_day(pair[0]) if (pair[1] - pair[0]).days == 1 else between(*pair, Grain.RANGE)

    def _decade(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        """«los años noventa», "the 1990s", "the '80s"."""
        token = next(slots[name] for name in ("decade", "tens", "bare") if name in slots)
        start = self.words.decades.get(token.folded, token.value)
        if start is None or start % 10 or 100 <= start < 1400:
            return None
        if start < 100:
            start += 2000 if self.reference is not None and 2000 + start <= self.reference.year and start < 30 else 1900
        return between(date(start, 1, 1), date(start + 10, 1, 1), Grain.DECADE)

    def _century(self, slots: Mapping[str, Token], _tense: Tense) -> TimeSpan | None:
        token = next(slots[name] for name in ("roman", "ordinal", "count") if name in slots)
        if token.value is None or not 1 <= token.value <= 22:
            return None
        start = max((token.value - 1) * 100, 1)
        return between(date(start, 1, 1), date(token.value * 100, 1, 1), Grain.RANGE)


_KINDS: Mapping[str, Callable[[Resolver, Mapping[str, Token], Tense], TimeSpan | None]] = {
    "calendar": Resolver._calendar,
    "days": Resolver._days_of_month,
    "day_pair": Resolver._day_pair,
    "weekday": Resolver._weekday,
    "relative": Resolver._relative,
    "anaphor": Resolver._anaphor,
    "same_year": Resolver._same_year,
    "year_before": Resolver._year_before,
    "same_period": Resolver._same_period,
    "later": Resolver._later,
    "that": Resolver._that,
    "fortnight": Resolver._fortnight,
    "after_that": Resolver._after_that,
    "then": Resolver._then,
    "year_pair": Resolver._year_pair,
    "within": Resolver._within,
    "unit": Resolver._unit,
    "units": Resolver._units,
    "ago": Resolver._ago,
    "ahead": Resolver._ahead,
    "quarter": Resolver._quarter,
    "week_of": Resolver._week_of,
    "season": Resolver._season,
    "holiday": Resolver._holiday,
    "decade": Resolver._decade,
    "century": Resolver._century,
    "so_far": Resolver._so_far,
    "part_of_year": Resolver._part_of_year,
    "week_at": Resolver._week_at,
    "now": Resolver._now,
    "in_time": Resolver._in_time,
    "after_next": Resolver._after_next,
    "duration": Resolver._nothing,
    "age": Resolver._nothing,
}
