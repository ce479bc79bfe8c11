"""When a digest is due, by cron in its zone. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from cronsim import CronSim

from checker.alertconfig import DigestConfig


def next_turn(digest: DigestConfig, last: datetime | None, now: datetime) -> datetime | None:
    """When the next digest is to go out, None when that is now; what was slept through is made up for once.

    `last`: when the one before it went out. Without one the schedule begins now.
    """
    turn = next_after(digest, last or now)
    return None if last is not None and turn <= now else turn


def next_after(digest: DigestConfig, at: datetime) -> datetime:
    """The next time by its schedule, in UTC. A time that the clocks skip comes at the next that exists, one that
    they repeat comes once."""
    return next(CronSim(digest.cron, at.astimezone(ZoneInfo(digest.zone)))).astimezone(UTC)
