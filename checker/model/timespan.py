"""Times as half-open UTC intervals with the grain they were given in; precision is never invented."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum


class Grain(StrEnum):
    """How finely a time was told. `INSTANT` is a clock time, as feeds and pages give it."""

    INSTANT = "instant"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    RANGE = "range"  # from one date to another, or open at one end


class Certainty(StrEnum):
    """The answer to a question about times that are known only in part."""

    CERTAIN = "certain"
    POSSIBLE = "possible"
    IMPOSSIBLE = "impossible"


def _month_after(year: int, month: int, count: int = 1) -> datetime:
    index = year * 12 + month - 1 + count
    return datetime(index // 12, index % 12 + 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """`start` <= t < `end`, aware UTC; None is an open end. «en junio» is 2024-06-01/2024-07-01, grain month."""

    start: datetime | None
    end: datetime | None
    grain: Grain

    def __hash__(self) -> int:
        return hash((self.start, self.end))  # an enum's hash is slow, and spans are looked up all the time

    @classmethod
    def from_instant(cls, at: datetime) -> TimeSpan:
        """A clock time; naive times are taken as UTC. Raises ValueError at the ends of the calendar."""
        try:
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            return cls(at, at + timedelta(seconds=1), Grain.INSTANT)
        except OverflowError:
            raise ValueError(f"beyond the calendar: {at}") from None

    @classmethod
    def from_day(cls, year: int, month: int, day: int) -> TimeSpan:
        """One calendar day. Raises ValueError for a day that does not exist, or that none comes after."""
        start = datetime(year, month, day, tzinfo=UTC)
        try:
            return cls(start, start + timedelta(days=1), Grain.DAY)
        except OverflowError:
            raise ValueError(f"beyond the calendar: {start}") from None

    @classmethod
    def from_month(cls, year: int, month: int) -> TimeSpan:
        """One calendar month."""
        return cls(datetime(year, month, 1, tzinfo=UTC), _month_after(year, month), Grain.MONTH)

    @classmethod
    def from_year(cls, year: int) -> TimeSpan:
        """One calendar year."""
        return cls(datetime(year, 1, 1, tzinfo=UTC), datetime(year + 1, 1, 1, tzinfo=UTC), Grain.YEAR)

    @classmethod
    def from_iso(cls, text: str) -> TimeSpan:
        """Read `2024`, `2024-06`, `2024-06-09`, an ISO date-time, or `START/END` (an end may be `..`).

        Raises ValueError for anything else, also for what lies at the end of what can be counted with.
        """
        text = text.strip()
        if "/" in text:
            left, right = (part.strip() for part in text.split("/", 1))
            first = None if left in ("", "..") else cls.from_iso(left)
            last = None if right in ("", "..") else cls.from_iso(right)
            if first is None and last is None:
                raise ValueError(f"a range needs at least one end: {text!r}")
            return cls(first.start if first else None, last.end if last else None, Grain.RANGE)
        if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", text):
            year, month, day = (int(part) if part else None for part in match.groups())
            if year is None:  # cannot happen: the pattern wants four digits
                raise ValueError(text)
            if month is None:
                return cls.from_year(year)
            if day is None:
                return cls.from_month(year, month)
            return cls.from_day(year, month, day)
        return cls.from_instant(datetime.fromisoformat(text))

    def to_iso(self) -> str:
        """The shortest ISO form that `from_iso` reads back: `2024-06`, `2024-06-09`, `2024-06-09/..`."""
        if self.start is None or self.end is None or self.grain in _RANGED:
            left = ".." if self.start is None else _iso(self.start)
            right = ".." if self.end is None else _iso(self.end - timedelta(days=1))
            return f"{left}/{right}"
        told = {Grain.DAY: 10, Grain.MONTH: 7, Grain.YEAR: 4}  # characters of an ISO date
        return self.start.isoformat()[: told[self.grain]] if self.grain in told else _iso(self.start)

    def to_json(self) -> dict[str, str | None]:
        """`{"start", "end", "grain"}`: half-open, ISO dates (or date-times), either end null when open."""
        return {
            "start": None if self.start is None else _iso(self.start),
            "end": None if self.end is None else _iso(self.end),
            "grain": self.grain.value,
        }

    @classmethod
    def from_json(cls, data: Mapping[str, str | None]) -> TimeSpan:
        """Read back what `to_json` wrote. Raises ValueError or KeyError for anything else."""
        ends = [None if (text := data.get(name)) is None else cls.from_iso(text).start for name in ("start", "end")]
        return cls(ends[0], ends[1], Grain(data.get("grain") or Grain.RANGE))

    def overlaps(self, other: TimeSpan) -> bool:
        """True when the two have at least one moment in common."""
        return _less(self.start, other.end) and _less(other.start, self.end)

    def contains(self, other: TimeSpan) -> bool:
        """True when every moment of `other` lies in this one."""
        starts = self.start is None or (other.start is not None and self.start <= other.start)
        ends = self.end is None or (other.end is not None and other.end <= self.end)
        return starts and ends

    def before(self, other: TimeSpan) -> Certainty:
        """Did this happen before `other`? Certain only when the whole of it did."""
        if self.end is not None and other.start is not None and self.end <= other.start:
            return Certainty.CERTAIN
        if self.start is not None and other.end is not None and other.end <= self.start + timedelta(seconds=1):
            return Certainty.IMPOSSIBLE
        return Certainty.POSSIBLE


_RANGED = {Grain.RANGE, Grain.WEEK, Grain.QUARTER, Grain.SEASON, Grain.DECADE}


def _iso(at: datetime) -> str:
    midnight = (at.hour, at.minute, at.second, at.microsecond) == (0, 0, 0, 0)
    return at.isoformat()[:10] if midnight else at.isoformat().replace("+00:00", "Z")


def _less(left: datetime | None, right: datetime | None) -> bool:
    return left is None or right is None or left < right
