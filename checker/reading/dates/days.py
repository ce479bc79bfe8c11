"""Plain reckoning with days: spans between them, months on, Easter, and the feasts of a year."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from checker.model.timespan import Grain, TimeSpan


def between(start: date, end: date, grain: Grain) -> TimeSpan:
    """From the first moment of one day to the first of another."""
    first, last = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (start, end))
    return TimeSpan(first, last, grain)


def one_day(day: date) -> TimeSpan:
    """A calendar day."""
    return TimeSpan.from_day(day.year, day.month, day.day)


def months_on(day: date, count: int) -> date:
    """The same day so many months on, or the last one of that month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month + 1, number)
        except ValueError:
            continue
    return date(year, month + 1, day.day)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def feast(rule: str, year: int) -> tuple[date, date]:
    """The first day of a feast and the day after its last. Rules: `12-25`, `easter-2`, `11-thu-4` (the fourth
    Thursday of November; `11-thu-4+1` the day after it), or two of them with a stroke between."""
    first, _, last = rule.partition("/")
    start = feast_day(first, year)
    return start, (feast_day(last, year) if last else start) + timedelta(days=1)


def feast_day(rule: str, year: int) -> date:
    """One day by its rule."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule[6:] or 0))
    rule, _, on = rule.partition("+")
    parts = rule.split("-")
    if len(parts) == 2:
        return date(year, int(parts[0]), int(parts[1]))
    weekday, number = ("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(parts[1]), int(parts[2])
    first = date(year, int(parts[0]), 1)
    day = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1))
    return (day if day.month == first.month else day - timedelta(days=7)) + timedelta(days=int(on or 0))
