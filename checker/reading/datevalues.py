"""From the slots of a matched date to its time: half-open days in the grain told, None where nothing can be known.

`reference` is the article's own day. A date without a year is the one that lies nearest in the direction in
which its clause speaks: `tense` is below 0 for what has happened, above 0 for what is to come, 0 unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from checker.model.timespan import Grain, TimeSpan
from checker.reading.days import between, feast, months_on, one_day
from checker.reading.patterns import Found, Token
from checker.reading.pointing import COMPARED, Pointer
from checker.reading.reckoning import DAYS, MONTHS


@dataclass(frozen=True, slots=True)
class Dated:
    """A matched date with its time. `kind`: date, duration or age."""

    first: int
    after: int
    span: TimeSpan | None
    kind: str = "date"
    note: str | None = None
    found: Found | None = None

    @property
    def span_grain(self) -> Grain | None:
        """The grain of its time."""
        return self.span.grain if self.span is not None else None


class Resolver(Pointer):
    """Resolves the dates of one article, in the order of its text."""

    def resolve(self, found: Found, tense: Callable[[], int]) -> Dated | None:
        """The time of a match; None where the match is a look-alike (kind `skip`)."""
        if found.kind == "skip":
            return None
        slots, note = found.slots, None
        try:
            span = _KINDS[found.kind](self, slots, tense())
        except (ValueError, OverflowError):  # 31 June, the year 0
            span = None
        if found.kind == "calendar" and span is not None and span.grain is Grain.DAY and span.start is not None:
            weekday = slots.get("weekday")
            fits = weekday is None or self.words.weekdays[weekday.folded] == span.start.weekday()
            note = None if fits else "weekday"
        if span is not None and found.kind not in COMPARED:
            self.remember(span, found.kind)
        lasting = found.kind == "duration" or (found.kind == "in_time" and span is None)
        kind = "duration" if lasting else "age" if found.kind == "age" else "date"
        return Dated(found.first, found.after, span, kind, note, found)

    # --- absolute ---

    def _calendar(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
        if "dotted" in slots:
            day, month_, year = (int(part) for part in slots["dotted"].text.split("."))
            return TimeSpan.from_day(year + 2000 * (year < 100), month_, day)
        year_, day_ = self._year(slots), slots["day"].value if "day" in slots else None
        month = self.words.months[slots["month"].folded] if "month" in slots else None
        if "monthnum" in slots:
            month = slots["monthnum"].value
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

    def _month_day(self, slots: Mapping[str, Token], day: int, tense: int) -> TimeSpan | None:
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

    def _days_of_month(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
        """«del 3 al 5 de mayo»: both ends reached."""
        last = self._calendar({name: token for name, token in slots.items() if name != "from"}, tense)
        first = slots["from"].value
        if last is None or last.start is None or last.end is None or first is None or last.grain is not Grain.DAY:
            return None
        start = last.start.replace(day=first)
        return TimeSpan(start, last.end, Grain.RANGE) if start < last.start else last

    def _day_pair(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
        """«10/1-7/2»: from one day to another, both ends reached."""
        last = self._calendar({name: token for name, token in slots.items() if not name.startswith("from")}, tense)
        month, day = slots["frommonth"].value, slots["from"].value
        if last is None or last.start is None or last.end is None or month is None or day is None:
            return None
        start = last.start.replace(month=month, day=day)
        return TimeSpan(start if start < last.start else start.replace(year=start.year - 1), last.end, Grain.RANGE)

    # --- days from here ---

    def _relative(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        if self.reference is None:
            return None
        return one_day(self.reference + timedelta(days=self.words.relative[slots["relative"].folded]))

    def _weekday(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
        here = self.reference
        if here is None:
            return None
        weekday = self.words.weekdays[slots["weekday"].folded]
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
        if tense > 0 or (step == 0 and tense == 0 and on < back):
            return one_day(here + timedelta(days=on))
        return one_day(here - timedelta(days=back))

    # --- units ---

    def _unit(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        """«la semana pasada», «este año», «el próximo trimestre»."""
        step = self._direction(slots)
        if slots["unit"].folded in self.words.plurals:  # «los últimos años»: nobody knows how many
            return None
        whole = self._shifted(self.words.units[slots["unit"].folded], step or 0)
        if whole is None or self.reference is None or not ("earlier" in slots or "later" in slots):
            return whole
        here = one_day(self.reference)  # "earlier this year": up to now; "later this year": from now on
        if "earlier" in slots:
            return TimeSpan(whole.start, here.end, Grain.RANGE)
        return TimeSpan(here.start, whole.end, Grain.RANGE)

    def _units(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
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

    def _ago(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        return self._away(slots, -1)

    def _ahead(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
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
        return one_day(self._moved(day, unit, sign * count))

    def _in_time(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
        """«en dos semanas»: from now on where the clause speaks of what is to come, else how long it took."""
        return self._away(slots, 1) if tense > 0 else None

    def _after_next(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        """ "the week after next"."""
        return self._shifted(self.words.units[slots["unit"].folded], 2)

    def _now(self, _slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        return one_day(self.reference) if self.reference is not None else None

    def _nothing(self, _slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        return None

    def _so_far(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        """«en lo que va de año»: from its first day to the article's."""
        whole = self._shifted(self.words.units[slots["unit"].folded], 0)
        if whole is None or self.reference is None:
            return None
        return TimeSpan(whole.start, one_day(self.reference).end, Grain.RANGE)

    # --- parts of years ---

    def _year_or_nearest(self, slots: Mapping[str, Token], tense: int, months: int, number: int) -> int | None:
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
        if pair is not None and tense <= 0 and self._direction(slots) is None and pair[1] > self.reference:
            pair = next(one for one in reversed(pairs) if one[1] <= self.reference)  # one that has ended
        return pair[0].year if pair is not None else None

    def _quarter(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
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

    def _week_of(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
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

    def _week_at(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
        """«la semana del 4 de febrero»."""
        day = self._calendar(slots, tense)
        if day is None or day.start is None or day.grain is not Grain.DAY:
            return None
        monday = day.start.date() - timedelta(days=day.start.weekday())
        return between(monday, monday + timedelta(days=7), Grain.WEEK)

    def _part_of_year(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        """«los últimos cuatro meses de 2021», "the first ten days of last year"."""
        year, count = self._year(slots), slots["count"].value
        if year is None or count is None or count > 365:
            return None
        unit = self.words.units[slots["unit"].folded]
        if "last" in slots:
            return between(self._moved(date(year + 1, 1, 1), unit, -count), date(year + 1, 1, 1), Grain.RANGE)
        return between(date(year, 1, 1), self._moved(date(year, 1, 1), unit, count), Grain.RANGE)

    def _season(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
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

    def _holiday(self, slots: Mapping[str, Token], tense: int) -> TimeSpan | None:
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

    def _decade(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        """«los años noventa», "the 1990s", "the '80s"."""
        start = self.words.decades[slots["decade"].folded] if "decade" in slots else slots["tens"].value
        if start is None or start % 10 or 100 <= start < 1400:
            return None
        if start < 100:
            start += 2000 if self.reference is not None and 2000 + start <= self.reference.year and start < 30 else 1900
        return between(date(start, 1, 1), date(start + 10, 1, 1), Grain.DECADE)

    def _century(self, slots: Mapping[str, Token], _tense: int) -> TimeSpan | None:
        token = next(slots[name] for name in ("roman", "ordinal", "count") if name in slots)
        if token.value is None or not 1 <= token.value <= 22:
            return None
        start = max((token.value - 1) * 100, 1)
        return between(date(start, 1, 1), date(token.value * 100, 1, 1), Grain.RANGE)


_KINDS: Mapping[str, Callable[[Resolver, Mapping[str, Token], int], TimeSpan | None]] = {
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
