"""When a digest is due, by cron in its zone and across the change of clocks."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from checker.alertconfig import DigestConfig
from checker.alerting.digest import next_after, next_turn
from checker.model.alert import Kind
from checker.model.verdict import Severity
from tests.alerting.desk import Desk, O, R, W, heard, reasons, settings, step

MADRID = DigestConfig(cron="0 8 * * *", zone="Europe/Madrid")
HOUR = 3600


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("cron", "at", "then"),
    [
        ("0 8 * * *", "2026-01-15T12:00", "2026-01-16T07:00"),
        ("0 8 * * *", "2026-07-15T12:00", "2026-07-16T06:00"),
        ("0 8 * * mon-fri", "2026-01-16T12:00", "2026-01-19T07:00"),
        ("30 2 * * *", "2026-03-28T12:00", "2026-03-29T01:00"),
        ("30 2 * * *", "2026-10-24T12:00", "2026-10-25T00:30"),
        ("30 2 * * *", "2026-10-25T00:30", "2026-10-26T01:30"),
    ],
    ids=["winter", "summer", "over the weekend", "an hour that is skipped", "one that is repeated", "only once"],
)
def test_the_schedule_follows_the_wall(cron: str, at: str, then: str) -> None:
    assert next_after(DigestConfig(cron=cron, zone="Europe/Madrid"), _utc(at)) == _utc(then)


def test_what_was_slept_through_is_made_up_for_once() -> None:
    assert next_turn(MADRID, _utc("2026-01-10T07:00"), _utc("2026-01-15T12:00")) is None
    assert next_turn(MADRID, _utc("2026-01-15T12:00"), _utc("2026-01-15T12:00")) == _utc("2026-01-16T07:00")


def test_without_a_last_one_the_schedule_begins_now() -> None:
    assert next_turn(MADRID, None, _utc("2026-01-15T07:00")) == _utc("2026-01-16T07:00")


@pytest.mark.parametrize("cron", ["8 o'clock", "0 25 * * *", "0 0 8 * * *", ""])
def test_what_is_no_schedule_is_refused(cron: str) -> None:
    with pytest.raises(ValueError, match="five fields"):
        DigestConfig(cron=cron)


def _daily(**digest: Any) -> Desk:
    desk = Desk(settings({"to": ["a", "b"], "digest": {"cron": "0 18 * * *", **digest}}))
    desk.turn()
    return desk


def test_changes_wait_for_their_digest_the_weightiest_first() -> None:
    desk = _daily()
    first = desk.turn(step(1, severity=Severity.LOW), step(2), step(3, severity=Severity.HIGH))
    assert first.messages == ()
    assert reasons(first) == {1: "digest_wait", 2: "digest_wait", 3: "digest_wait"}
    made = desk.turn(after=6 * HOUR)
    assert heard(made) == [(name, [("d2", "opened"), ("d3", "opened"), ("d1", "opened")]) for name in "ab"]
    assert {message.kind for message in made.messages} == {Kind.DIGEST}
    assert made.messages[0].since is not None


def test_a_digest_tells_what_changed_since_the_last_and_else_nothing() -> None:
    desk = _daily()
    desk.turn(step(1), step(2))
    desk.turn(after=6 * HOUR)
    assert desk.turn(after=30 * HOUR).messages == ()
    desk.turn(step(3, R, id="d1"), step(4, W, id="d9"), step(5, O, id="d8"), step(6, R, id="d8"), after=31 * HOUR)
    made = desk.turn(after=54 * HOUR)
    assert heard(made)[0] == ("a", [("d1", "resolved"), ("d9", "worse")])
    assert made.messages[0].items[0].before is not None
    assert reasons(made)[6] == "came_and_went"


def test_an_empty_digest_only_when_asked() -> None:
    desk = _daily(empty=True)
    made = desk.turn(after=6 * HOUR)
    assert heard(made) == [("a", []), ("b", [])]
    assert heard(desk.turn(after=30 * HOUR)) == [("a", []), ("b", [])]
    assert desk.turn(after=31 * HOUR).messages == ()


def test_what_is_still_open_goes_along_when_asked() -> None:
    desk = _daily(open=True)
    desk.turn(step(1), step(2))
    desk.turn(after=6 * HOUR)
    assert desk.turn(after=30 * HOUR).messages == (), "still open alone is no news"
    desk.turn(step(3, severity=Severity.LOW), after=31 * HOUR)
    assert heard(desk.turn(after=54 * HOUR))[0] == ("a", [("d3", "opened"), ("d1", "reminder"), ("d2", "reminder")])


def test_a_long_digest_comes_in_parts() -> None:
    desk = _daily()
    desk.turn(*(step(number) for number in range(1, 61)))
    made = desk.turn(after=6 * HOUR)
    mine = [one for one in made.messages if one.notifier == "a"]
    assert [(len(one.items), one.part, one.parts) for one in mine] == [(25, 1, 3), (25, 2, 3), (10, 3, 3)]
