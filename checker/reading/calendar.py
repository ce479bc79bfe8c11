"""The patterns of dates over a row of words: absolute, relative, ranges, units, seasons."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from checker.languages import language
from checker.languages.schema import Dates
from checker.model.timespan import Grain, TimeSpan
from checker.reading.layers import DateHit
from checker.reading.numbers import grammar_of
from checker.reading.words import Phrases, Word, fold

YEARS = range(1400, 2200)


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """A language's date words, folded for look-up."""

    data: Dates
    months: dict[str, int]
    weekdays: dict[str, int]
    relative: Phrases[int]
    units: Phrases[str]
    last: frozenset[str]
    next: Phrases[bool]
    this: frozenset[str]
    ago: frozenset[str]
    since: Phrases[bool]
    until: Phrases[bool]
    so_far: Phrases[bool]
    of: frozenset[str]
    before_bare: frozenset[str]
    day_words: frozenset[str]
    seasons: dict[str, str]
    holidays: Phrases[str]
    decades: dict[str, int]
    decade_words: Phrases[bool]
    numbers: dict[str, int]


@cache
def calendar_of(lang: str) -> CalendarWords:
    """The date words of a language."""
    data = language(lang).dates

    def marked(phrases: Sequence[str]) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in phrases)

    def plain(words: Sequence[str]) -> frozenset[str]:
        return frozenset(map(fold, words))

    return CalendarWords(
        data=data,
        months={fold(word): number for word, number in data.months.items()},
        weekdays={fold(word): number for word, number in data.weekdays.items()},
        relative=Phrases(data.relative.items()),
        units=Phrases(data.units.items()),
        last=plain(data.last),
        next=marked(data.next),
        this=plain(data.this),
        ago=plain(data.ago),
        since=marked(data.since),
        until=marked(data.until),
        so_far=marked(data.so_far),
        of=plain(data.of),
        before_bare=plain(data.in_words),
        day_words=plain(data.day_words),
        seasons={fold(word): ends for word, ends in data.seasons.items()},
        holidays=Phrases(data.holidays.items()),
        decades={fold(word): number for word, number in data.decades.items()},
        decade_words=marked(data.decade_words),
        numbers=grammar_of(lang).words,
    )


Part = tuple[int, int, TimeSpan | None, str | None]  # first word, index after, span, note


class Calendar:
    """Finds the dates of one sentence. `reference` resolves what is relative; `year` alone may be known."""

    def __init__(self, words: Sequence[Word], cal: CalendarWords, reference: date | None, year: int | None) -> None:
        self.words = words
        self.cal = cal
        self.reference = reference
        self.year = reference.year if reference else year

    def find(self) -> Iterator[DateHit]:
        """Every date, left to right, without overlap; two that make a range are one."""
        parts = list(self._parts())
        skip = False
        for index, part in enumerate(parts):
            if skip:
                skip = False
                continue
            joined = self._range(part, parts[index + 1]) if index + 1 < len(parts) else None
            skip = joined is not None
            yield self._hit(joined or part)

    def _parts(self) -> Iterator[Part]:
        at = 0
        while at < len(self.words):
            part = (
                self._numeric(at)
                or self._day_month(at)
                or self._month(at)
                or self._so_far(at)
                or self._relative(at)
                or self._weekday(at)
                or self._day_word(at)
                or self._ago(at)
                or self._unit(at)
                or self._season(at)
                or self._holiday(at)
                or self._decade(at)
                or self._bare_year(at)
            )
            if part is None:
                at += 1
            else:
                yield part
                at = part[1]

    def _hit(self, part: Part) -> DateHit:
        first, after, span, note = part
        relation = None
        since = self.cal.since.ending(self.words, self._before_article(first))
        until = self.cal.until.ending(self.words, self._before_article(first))
        if since is not None and span is not None and span.grain is not Grain.RANGE:
            first, span, relation = since[0], TimeSpan(span.start, None, Grain.RANGE), "since"
        elif until is not None and span is not None and span.grain is not Grain.RANGE:
            first, span, relation = until[0], TimeSpan(None, span.end, Grain.RANGE), "until"
        return DateHit(self.words[first].start, self.words[after - 1].end, span, relation=relation, note=note)

    # --- pieces ---

    def _at(self, index: int) -> str:
        return self.words[index].folded if 0 <= index < len(self.words) else ""

    def _number(self, index: int) -> int | None:
        text = self._at(index)
        return int(text) if text.isdigit() and len(text) <= 4 else None

    def _day(self, index: int) -> tuple[int, int] | None:
        """A day of the month («9», «1º», "11th"): (day, index after)."""
        number = self._number(index)
        if number is None or not 1 <= number <= 31 or len(self._at(index)) > 2:
            return None
        follows = index + 1 < len(self.words) and self.words[index + 1].start == self.words[index].end
        if follows and self._at(index + 1) in ("st", "nd", "rd", "th", "º", "°", "ro"):
            return number, index + 2
        return number, index + 1

    def _year_at(self, index: int) -> int | None:
        number = self._number(index)
        return number if number is not None and len(self._at(index)) == 4 and number in YEARS else None

    def _before_article(self, first: int) -> int:
        return first - 1 if self._at(first - 1) in ("el", "la", "los", "the") else first

    def _skip_of(self, index: int) -> int:
        return index + 1 if self._at(index) in self.cal.of or self._at(index) == "," else index

    def _year_after(self, index: int) -> tuple[int | None, int]:
        """The year behind a month («de 2024», ", 2024", «de este año», «del año pasado»): (year, index after)."""
        at = self._skip_of(index)
        year = self._year_at(at)
        if year is not None:
            return year, at + 1
        if self._at(at) in self.cal.of or self._at(index) in self.cal.of:
            unit = self.cal.units.starting(self.words, at + 1)
            if self._at(at) in self.cal.this and unit and unit[1] == "year" and self.year:
                return self.year, unit[0]
            unit = self.cal.units.starting(self.words, at)
            if unit and unit[1] == "year":
                if self._at(unit[0]) in self.cal.last and self.year:
                    return self.year - 1, unit[0] + 1
                named = self._year_at(unit[0])
                if named is not None:
                    return named, unit[0] + 1
        return None, index

    def _near_year(self, month: int, day: int = 1, *, ahead: bool = False) -> int | None:
        """The year of a month that names none: the last time it came round, or the next."""
        if self.reference is None:
            return None
        if ahead:
            return self.reference.year + ((month, day) < (self.reference.month, self.reference.day))
        late = (month, day) > (self.reference.month, self.reference.day)
        soon = late and (date(self.reference.year, month, min(day, 28)) - self.reference).days <= 31
        return self.reference.year - (late and not soon)

    @staticmethod
    def _span(year: int | None, month: int, day: int | None) -> TimeSpan | None:
        if year is None:
            return None
        try:
            return TimeSpan.from_month(year, month) if day is None else TimeSpan.from_day(year, month, day)
        except ValueError:
            return None

    # --- absolute dates ---

    def _numeric(self, at: int) -> Part | None:
        """2024-11-29, 29/11/2024, 11/29/2024."""
        first, mark, second, again, third = (self._at(at + n) for n in range(5))
        if mark not in ("-", "/", ".") or mark != again or not (first + second + third).isdigit():
            return None
        if len(first) == 4:
            return at, at + 5, self._span(int(first), int(second), int(third)), None
        if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
            return None
        year = int(third) if len(third) == 4 else 2000 + int(third)
        day, month = (int(first), int(second)) if self.cal.data.day_first else (int(second), int(first))
        if month > 12:
            day, month = month, day
        span = self._span(year, month, day)
        return (at, at + 5, span, None) if span else None

    def _day_month(self, at: int) -> Part | None:
        """«viernes 29 de noviembre de 2024», "29 November 2024", "November 29, 2024", "Friday, Nov. 29"."""
        weekday, start = self._leading_weekday(at)
        found = self._day_then_month(start) or self._month_then_day(start)
        if found is None:
            return None
        day, month, after = found
        year, after = self._year_after(after)
        named = year is not None
        if self._at(after) in self.cal.last and not named:
            after += 1
        span = self._span(year if named else self._near_year(month, day), month, day)
        note = None
        if span is not None and span.start is not None and weekday is not None and span.start.weekday() != weekday:
            note = "weekday"
        return at, after, span, note

    def _leading_weekday(self, at: int) -> tuple[int | None, int]:
        weekday = self.cal.weekdays.get(self._at(at))
        if weekday is None:
            return None, at
        start = at + 1
        while (
            self._at(start) in (",", ".") or self._at(start) in self.cal.day_words or self._at(start) in self.cal.last
        ):
            start += 1
        return weekday, start

    def _day_then_month(self, at: int) -> tuple[int, int, int] | None:
        day = self._day(at)
        if day is None:
            return None
        after = day[1] + 1 if self._at(day[1]) in self.cal.of else day[1]
        month = self.cal.months.get(self._at(after))
        return (day[0], month, self._past_dot(after + 1)) if month else None

    def _month_then_day(self, at: int) -> tuple[int, int, int] | None:
        month = self.cal.months.get(self._at(at))
        if month is None or self.cal.data.day_first:
            return None
        day = self._day(self._past_dot(at + 1))
        return (day[0], month, day[1]) if day else None

    def _past_dot(self, index: int) -> int:
        """Behind the full stop of "Nov."."""
        dotted = self._at(index) == "." and self.words[index].start == self.words[index - 1].end
        return index + 1 if dotted and len(self._at(index - 1)) <= 4 else index

    def _month(self, at: int) -> Part | None:
        """«junio de 2024», «el pasado octubre», «octubre pasado», «en junio», "last June"."""
        month = self.cal.months.get(self._at(at))
        if month is None or (not self.cal.data.day_first and not self.words[at].text[0].isupper()):
            return None
        year, after = self._year_after(self._past_dot(at + 1))
        if year is not None:
            return at, after, self._span(year, month, None), None
        if self._at(after) in self.cal.last or self._at(at - 1) in self.cal.last:
            first = at - 1 if self._at(at - 1) in self.cal.last else at
            after = after + 1 if first == at else after
            return first, after, self._span(self._past_year(month), month, None), None
        if self._at(at - 1) in self.cal.this or self._ahead(at, after):
            return at, after, self._span(self._near_year(month, 31, ahead=True), month, None), None
        if self._at(at - 1) in self.cal.before_bare or self._at(at - 1) in self.cal.months or self._at(at - 1) == ",":
            if not self.cal.data.day_first and self._at(at) in ("may", "march", "mar") and self._at(at - 1) == ",":
                return None
            return at, after, self._span(self._near_year(month), month, None), None
        return None

    def _past_year(self, month: int) -> int | None:
        if self.reference is None:
            return None
        return self.reference.year - (month >= self.reference.month)

    def _ahead(self, first: int, after: int) -> bool:
        behind = self.cal.next.starting(self.words, after) is not None
        return behind or self.cal.next.ending(self.words, first) is not None

    def _bare_year(self, at: int) -> Part | None:
        """A year that a preposition makes one."""
        year = self._year_at(at)
        if year is None or not 1500 <= year <= 2100:
            return None
        before = self._at(at - 1)
        unit = self.cal.units.ending(self.words, at)
        if before in self.cal.before_bare or (unit is not None and unit[1] == "year"):
            follows = self._at(at + 1)
            glued = at + 1 < len(self.words) and self.words[at + 1].start == self.words[at].end
            if glued and (follows in ("s", "%", "-", "/") or self.words[at + 1].is_word):
                return None
            return at, at + 1, TimeSpan.from_year(year), None
        return None

    # --- relative dates ---

    def _days(self, days: int) -> TimeSpan | None:
        if self.reference is None:
            return None
        day = self.reference + timedelta(days=days)
        return TimeSpan.from_day(day.year, day.month, day.day)

    def _relative(self, at: int) -> Part | None:
        found = self.cal.relative.starting(self.words, at)
        if found is None:
            return None
        after, days = found
        # «la mañana», «por la mañana»: the part of a day, not tomorrow
        if self._at(at - 1) in ("la", "una", "cada", "of") or (days > 0 and self._at(at - 1) in self.cal.last):
            return None
        return at, after, self._days(days), None

    def _weekday(self, at: int) -> Part | None:
        """«este viernes», «el pasado martes», "last Friday", "on Tuesday"."""
        weekday = self.cal.weekdays.get(self._at(at))
        if weekday is None or (not self.cal.data.day_first and not self.words[at].text[0].isupper()):
            return None
        if len(self._at(at)) == 3 and self._at(at) in ("sun", "sat", "mon", "wed") and self._at(at + 1) != ".":
            return None
        first, after = at, at + 1
        ahead = self._ahead(at, after)
        past = self._at(at - 1) in self.cal.last
        if past or self._at(at - 1) in self.cal.this:
            first = at - 1
        if self._at(after) in self.cal.last:
            past, after = True, after + 1
        if self.reference is None:
            return first, after, None, None
        if ahead:
            days = (weekday - self.reference.weekday() - 1) % 7 + 1
        else:
            days = -((self.reference.weekday() - weekday) % 7)
            if past and days == 0:
                days = -7
        return first, after, self._days(days), None

    def _day_word(self, at: int) -> Part | None:
        """«el pasado día 9»."""
        if self._at(at) not in self.cal.day_words:
            return None
        day = self._day(at + 1)
        if day is None or self._at(day[1]) in self.cal.of:
            return None
        if self.reference is None:
            return at, day[1], None, None
        ahead = self.cal.next.ending(self.words, at) is not None
        year, month = self.reference.year, self.reference.month
        if ahead and day[0] < self.reference.day:
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        elif not ahead and day[0] > self.reference.day:
            year, month = (year - 1, 12) if month == 1 else (year, month - 1)
        return at, day[1], self._span(year, month, day[0]), None

    def _count(self, at: int) -> int | None:
        number = self._number(at)
        return (
            number
            if number is not None
            else self.cal.numbers.get(self._at(at), 1 if self._at(at) in ("a", "an") else None)
        )

    def _ago(self, at: int) -> Part | None:
        """«hace tres años», "three years ago"; a month or more is kept at that grain."""
        lead = self._at(at) in self.cal.ago and self.cal.data.day_first
        count = self._count(at + 1 if lead else at)
        unit = self.cal.units.starting(self.words, at + 2 if lead else at + 1)
        if count is None or unit is None or not 0 < count < 200:
            return None
        if not lead and self._at(unit[0]) not in self.cal.ago:
            return None
        after = unit[0] if lead else unit[0] + 1
        return at, after, self._shifted(unit[1], -count), None

    def _unit(self, at: int) -> Part | None:
        """«la semana pasada», «este año», "last month", «el próximo trimestre», «los últimos tres días»."""
        unit = self.cal.units.starting(self.words, at)
        if unit is None:
            return None
        after, name = unit
        first = at - 1
        if self._at(first) in self.cal.this:
            return first, after, self._shifted(name, 0), None
        if self._at(first) in self.cal.last and name != "day" and not self._at(at).endswith("s"):
            return first, after, self._shifted(name, -1), None
        if self._at(after) in self.cal.last and name != "day" and not self._at(at).endswith("s"):
            return at, after + 1, self._shifted(name, -1), None
        behind = self.cal.next.starting(self.words, after)
        before = self.cal.next.ending(self.words, at)
        if (behind or before) and name != "day" and not self._at(at).endswith("s"):
            return (before[0] if before else at), (behind[0] if behind else after), self._shifted(name, 1), None
        return None

    def _shifted(self, unit: str, count: int) -> TimeSpan | None:
        """A calendar unit so many units away from the reference."""
        reference = self.reference
        if reference is None:
            return TimeSpan.from_year(self.year + count) if unit == "year" and self.year else None
        if unit == "day":
            return self._days(count)
        if unit in ("week", "weekend"):
            monday = reference - timedelta(days=reference.weekday()) + timedelta(weeks=count)
            first = monday + timedelta(days=5) if unit == "weekend" else monday
            return _between(first, monday + timedelta(days=7), Grain.WEEK if unit == "week" else Grain.RANGE)
        if unit == "month":
            index = reference.year * 12 + reference.month - 1 + count
            return TimeSpan.from_month(index // 12, index % 12 + 1)
        if unit == "quarter":
            index = reference.year * 4 + (reference.month - 1) // 3 + count
            last = index + 1
            return _between(date(index // 4, index % 4 * 3 + 1, 1), date(last // 4, last % 4 * 3 + 1, 1), Grain.QUARTER)
        if unit == "decade":
            start = reference.year // 10 * 10 + 10 * count
            return _between(date(start, 1, 1), date(start + 10, 1, 1), Grain.DECADE)
        return TimeSpan.from_year(reference.year + count)

    def _so_far(self, at: int) -> Part | None:
        """«en lo que va de año»: from its first day to the article's."""
        found = self.cal.so_far.starting(self.words, at)
        if found is None:
            return None
        unit = self.cal.units.starting(self.words, found[0])
        if unit is None:
            return None
        whole = self._shifted(unit[1], 0)
        today = self._days(0)
        span = TimeSpan(whole.start, today.end, Grain.RANGE) if whole and today else None
        return at, unit[0], span, None

    # --- seasons, holidays, decades ---

    def _season(self, at: int) -> Part | None:
        ends = self.cal.seasons.get(self._at(at))
        if ends is None:
            return None
        year, after = self._year_after(at + 1)
        first = at
        if year is None:
            if self._at(at + 1) in self.cal.last:
                after = at + 2
            elif self._at(at - 1) in self.cal.last:
                first = at - 1
            elif self._at(at - 1) not in self.cal.this:
                return None
            if self.reference is None:
                return first, after, None, None
            year = self.reference.year
            start, end = _season(ends, year)
            if self._at(at - 1) not in self.cal.this and end > self.reference:
                year -= 1
        start, end = _season(ends, year)
        return first, after, _between(start, end, Grain.SEASON), None

    def _holiday(self, at: int) -> Part | None:
        found = self.cal.holidays.starting(self.words, at)
        if found is None or not self.words[at].text[0].isupper():
            return None
        year, after = self._year_after(found[0])
        month, day = (int(part) for part in found[1].split("-"))
        return at, after, self._span(year if year is not None else self._near_year(month, day), month, day), None

    def _decade(self, at: int) -> Part | None:
        """«los años noventa», "the 1990s"."""
        year = self._year_at(at)
        if (
            year is not None
            and year % 10 == 0
            and self._at(at + 1) == "s"
            and self.words[at + 1].start == self.words[at].end
        ):
            return at, at + 2, _between(date(year, 1, 1), date(year + 10, 1, 1), Grain.DECADE), None
        found = self.cal.decade_words.starting(self.words, at)
        if found is not None and self._at(found[0]) in self.cal.decades:
            start = 1900 + self.cal.decades[self._at(found[0])]
            return at, found[0] + 1, _between(date(start, 1, 1), date(start + 10, 1, 1), Grain.DECADE), None
        return None

    # --- ranges ---

    def _range(self, left: Part, right: Part) -> Part | None:
        """«enero y febrero», «entre 2010 y 2015», "from June to August"; «del 5 al 9 de mayo» by its first day."""
        if left[2] is None or right[2] is None or left[2].start is None or right[2].start is None:
            return None
        between = [word.folded for word in self.words[left[1] : right[0]]]
        if between and between[-1] in ("el", "the"):
            between = between[:-1]
        if between not in (["y"], ["a"], ["al"], ["and"], ["to"], ["-"], ["–"], ["hasta"], ["until"], ["through"]):
            return None
        if left[2].grain != right[2].grain or left[2].start >= right[2].start:
            return None
        joined = between in (["y"], ["and"])
        opened = self._at(left[0] - 1) in ("entre", "between", "from", "desde", "de", "del", "en", "in")
        touching = left[2].end == right[2].start
        if joined and not (touching or self._at(left[0] - 1) in ("entre", "between")):
            return None
        if not joined and not opened and between not in (["-"], ["–"], ["al"]):
            return None
        return left[0], right[1], replace(left[2], end=right[2].end, grain=Grain.RANGE), left[3] or right[3]


def _between(start: date, end: date, grain: Grain) -> TimeSpan:
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (start, end))
    return TimeSpan(first, last, grain)


def _season(ends: str, year: int) -> tuple[date, date]:
    (first_month, first_day), (last_month, last_day) = (map(int, part.split("-")) for part in ends.split("/"))
    start = date(year, first_month, first_day)
    return start, date(year + (last_month < first_month), last_month, last_day)
