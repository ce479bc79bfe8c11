"""Stretches of time by the clock on the wall of a zone, right across daylight saving. Pure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import lru_cache

from checker.alertconfig import WindowConfig

STEP = timedelta(minutes=1)
HORIZON = timedelta(days=8)


def inside(window: WindowConfig, at: datetime) -> bool:
    """Whether a moment is in the window. An hour that the clocks repeat counts both times, one that they skip is
    not there."""
    local = at.astimezone(window.tz)
    day, clock = local.date(), local.time()
    if window.from_ < window.to:
        began = day if window.from_ <= clock < window.to else None
    elif window.from_ == window.to or clock >= window.from_:
        began = day
    else:
        began = day - timedelta(days=1) if clock < window.to else None
    if began is None or began.weekday() not in window.days:
        return False
    return not window.dates or any(first <= began <= last for first, last in window.dates)


def change_after(window: WindowConfig, at: datetime) -> datetime | None:
    """The next minute at which the window opens or closes, None when that is more than eight days away."""
    return _change_after(window, at.astimezone(UTC).replace(second=0, microsecond=0), inside(window, at))


@lru_cache(maxsize=256)
def _change_after(window: WindowConfig, minute: datetime, now: bool) -> datetime | None:
    for _ in range(HORIZON // STEP):
        minute += STEP
        if inside(window, minute) != now:
            return minute
    return None
