"""Dates of publication: what can be believed of them."""

from __future__ import annotations

from datetime import datetime, timedelta

from checker.model.timespan import TimeSpan

EPOCH = (1970, 1900, 1)  # years of clocks that were never set
AHEAD = timedelta(hours=26)  # a local time that is taken for UTC can lie this far in the future


def believed(span: TimeSpan, now: datetime) -> bool:
    """Whether something that is read now can have been published then."""
    at = span.start or span.end
    return at is not None and at.year not in EPOCH and at <= now + AHEAD
