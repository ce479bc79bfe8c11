"""Dates of publication: what can be believed of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from checker.intake.base import Dated
from checker.model.provenance import Certainty
from checker.model.timespan import TimeSpan

EPOCH = (1970, 1900, 1)  # years of clocks that were never set
MEANT = frozenset({"feed", "json-ld", "meta", "given"})  # what is there to say when an article was published
APART = timedelta(days=1)  # two clocks of two places may be so far apart and mean one moment
AHEAD = timedelta(hours=26)  # a local time that is taken for UTC can lie this far in the future


def believed(span: TimeSpan, now: datetime) -> bool:
    """Whether something that is read now can have been published then."""
    at = span.start or span.end
    return at is not None and at.year not in EPOCH and at <= now + AHEAD


def certainty(dates: Iterable[Dated], chosen: Dated, now: datetime) -> Certainty:
    """How sure the date that was chosen is, held against the others that can be believed. When something was last
    changed says nothing against when it was published."""
    others = [one for one in dates if one.says not in (chosen.says, "lastmod") and believed(one.at, now)]
    if any(not _near(one.at, chosen.at) for one in others):
        return Certainty.DISPUTED
    if others:
        return Certainty.CONFIRMED
    return Certainty.TOLD if chosen.says in MEANT else Certainty.INFERRED


def _near(one: TimeSpan, other: TimeSpan) -> bool:
    """Whether two times overlap, or nearly do."""
    return (one.start is None or other.end is None or one.start <= other.end + APART) and (
        other.start is None or one.end is None or other.start <= one.end + APART
    )
