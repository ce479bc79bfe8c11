"""When a source is asked again, and when its silence is unusual."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from checker.intake.rhythm import LONGEST_BACKOFF, next_wait, per_day, silence

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
TEN, HOUR = timedelta(minutes=10), timedelta(hours=1)


@pytest.mark.parametrize(
    ("quiet", "failures", "retry_after", "gone", "expected"),
    [
        (None, 0, None, False, TEN),
        (timedelta(minutes=5), 0, None, False, TEN),
        (timedelta(hours=5), 0, None, False, timedelta(minutes=30)),
        (timedelta(days=30), 0, None, False, HOUR),
        (timedelta(days=30), 1, None, False, TEN),
        (None, 3, None, False, timedelta(minutes=40)),
        (None, 90, None, False, LONGEST_BACKOFF),
        (None, 1, 7200.0, False, timedelta(hours=2)),
        (None, 1, 1e12, False, timedelta(days=1)),
        (None, 0, 5.0, False, TEN),
        (None, 4, None, True, timedelta(days=1)),
    ],
)
def test_waits(
    quiet: timedelta | None, failures: int, retry_after: float | None, gone: bool, expected: timedelta
) -> None:
    newest = NOW - quiet if quiet is not None else None
    found = next_wait(TEN, HOUR, newest=newest, failures=failures, now=NOW, retry_after=retry_after, gone=gone)
    assert found == expected


def test_a_source_without_bounds_keeps_its_time() -> None:
    assert next_wait(TEN, TEN, newest=NOW - timedelta(days=9), failures=0, now=NOW) == TEN


def test_silence_is_what_is_longer_than_usual() -> None:
    hourly = [3600.0] * 20
    assert silence(NOW - timedelta(minutes=90), hourly, NOW) is None
    assert silence(NOW - timedelta(hours=5), hourly, NOW) == timedelta(hours=5)
    assert silence(NOW - timedelta(hours=5), [*hourly, *[4 * 3600.0] * 3], NOW) is None, "nights are usual"
    assert silence(NOW - timedelta(days=5), hourly[:3], NOW) is None, "too little is known of it"
    assert silence(None, hourly, NOW) is None


def test_articles_a_day() -> None:
    assert per_day(48, NOW - timedelta(days=2), NOW) == 24
    assert per_day(5, NOW - timedelta(minutes=5), NOW) is None
