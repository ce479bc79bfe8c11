"""When to ask a source again, and what is usual for it: pure functions of what is stored of it.

A source that has been quiet is asked less often, down to its `slowest`; one that fails is left alone for longer each
time; one that asks to be left alone for a while is.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

QUIET_SHARE = 10  # a source is asked ten times in as long as it has been quiet
LONGEST_BACKOFF = timedelta(hours=6)
GONE = timedelta(days=1)  # between two looks at a feed that says it is gone for good
LONGEST_RETRY = timedelta(days=1)  # what a far side may ask us to wait
USUAL = 0.95  # of the waits between a source's articles are shorter than what counts as usual
FEWEST_GAPS = 8  # waits that must have been seen before a silence can be called unusual


def next_wait(
    every: timedelta,
    slowest: timedelta,
    *,
    newest: datetime | None,
    failures: int,
    now: datetime,
    retry_after: float | None = None,
    gone: bool = False,
) -> timedelta:
    """How long to leave a source alone after a poll. `newest`: when an article last came from it; `failures`: polls
    that failed in a row; `retry_after`: seconds that the far side asked for."""
    if gone:
        wait = max(GONE, every)
    elif failures:
        wait = max(every, min(every * 2 ** min(failures - 1, 16), LONGEST_BACKOFF))
    else:
        quiet = now - newest if newest is not None else timedelta(0)
        wait = min(max(every, quiet / QUIET_SHARE), max(every, slowest))
    if retry_after is not None:
        wait = max(wait, min(timedelta(seconds=retry_after), LONGEST_RETRY))
    return wait


def silence(newest: datetime | None, gaps: Sequence[float], now: datetime) -> timedelta | None:
    """How long a source has been silent, if that is longer than it usually is; None when all is as ever."""
    if newest is None or len(gaps) < FEWEST_GAPS:
        return None
    ordered = sorted(gaps)
    usual = ordered[min(len(ordered) - 1, int(USUAL * len(ordered)))]
    quiet = now - newest
    return quiet if quiet.total_seconds() > 2 * usual else None


def per_day(articles: int, first: datetime | None, now: datetime) -> float | None:
    """Articles a day since a source was first polled; None within its first hour."""
    if first is None or now - first < timedelta(hours=1):
        return None
    return articles / max((now - first).total_seconds() / 86_400, 1 / 24)
