"""Quiet for a reason: what people decided, silences, windows, flapping, inhibition; and speaking when it is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from checker.alertconfig import FlapConfig, WindowConfig
from checker.alerting.mute import Hush, inhibited, muted
from checker.model.alert import Silence, Why
from checker.model.discrepancy import Change, Status
from checker.model.verdict import Gap, Severity, Verdict
from tests.alerting.desk import NOW, A, C, Desk, E, M, O, R, W, case, found, heard, reasons, settings, step, told

HOUR = 3600


def _silence(ends: float = HOUR, **match: Any) -> Silence:
    return Silence("s1", match, "ana", "known", NOW - timedelta(hours=1), NOW + timedelta(seconds=ends))


@pytest.mark.parametrize(
    ("status", "change", "why"),
    [
        (Status.OPEN, O, None),
        (Status.DISMISSED, W, Why.DISMISSED),
        (Status.ACKNOWLEDGED, M, Why.ACKNOWLEDGED),
        (Status.ACKNOWLEDGED, C, Why.ACKNOWLEDGED),
        (Status.ACKNOWLEDGED, R, Why.ACKNOWLEDGED),
        (Status.ACKNOWLEDGED, W, None),
    ],
)
def test_what_people_decided(status: Status, change: Change, why: Why | None) -> None:
    quiet = muted(case(step(1, change), status=status), Hush(), NOW)
    assert (quiet.why if quiet else None) == why
    assert quiet is None or quiet.settled


def test_acknowledged_is_quiet_until_it_is_worse_than_what_was_told() -> None:
    wide = found(gap=Gap(Decimal(1), Decimal(9)))
    back = step(1, W, id="d1", gap=Gap(Decimal(1), Decimal(8)))
    assert muted(case(back, told=told(wide), status=Status.ACKNOWLEDGED), Hush(), NOW) is not None
    wider = step(1, W, id="d1", gap=Gap(Decimal(1), Decimal(15)))
    assert muted(case(wider, told=told(wide), status=Status.ACKNOWLEDGED), Hush(), NOW) is None


def test_a_silence_holds_what_fits_until_it_ends() -> None:
    desk = Desk(settings({"to": "a"}), Hush(silences=[_silence(rule=["troops-*"])]))
    made = desk.turn(step(1), step(2, rule="offices"))
    assert heard(made) == [("a", [("d2", "opened")])]
    (waiting,) = [one for one in made.decisions if not one.settled]
    assert (waiting.reason, waiting.detail, waiting.until) == ("silenced", "s1", NOW + timedelta(hours=1))
    assert desk.turn(after=HOUR - 1).messages == ()
    assert heard(desk.turn(after=HOUR)) == [("a", [("d1", "opened")])], "a forgotten silence hides nothing for ever"


def test_what_came_and_went_behind_a_silence_is_not_told() -> None:
    desk = Desk(settings({"to": "a"}), Hush(silences=[_silence(rule=["troops-*"])]))
    desk.turn(step(1))
    desk.turn(step(2, R, id="d1"), after=60)
    made = desk.turn(after=HOUR)
    assert (made.messages, reasons(made)) == ((), {1: "came_and_went", 2: "came_and_went"})


@pytest.mark.parametrize("match", [{"severity": "=low"}, {"rule": ["offices-*"]}, {"id": ["d2"]}])
def test_a_silence_about_something_else_hushes_nothing(match: dict[str, Any]) -> None:
    assert muted(case(step(1)), Hush(silences=[_silence(**match)]), NOW) is None


def test_a_silence_that_has_ended_or_not_begun_hushes_nothing() -> None:
    assert muted(case(step(1)), Hush(silences=[_silence(ends=0)]), NOW) is None
    later = replace(_silence(), starts_at=NOW + timedelta(seconds=1))
    assert muted(case(step(1)), Hush(silences=[later]), NOW) is None


def _windows(then: str) -> dict[str, Any]:
    return {"noon": {"zone": "Europe/Madrid", "from": "12:00", "to": "14:00", "then": then}}


def test_a_window_that_holds_tells_afterwards() -> None:
    desk = Desk(settings({"to": "a", "mute": "noon"}, windows=_windows("hold")))
    made = desk.turn(step(1))
    (waiting,) = made.decisions
    assert (waiting.reason, waiting.detail, waiting.until) == ("window_held", "noon", NOW + timedelta(hours=1))
    assert heard(desk.turn(after=HOUR)) == [("a", [("d1", "opened")])]


def test_a_window_that_drops_never_tells_of_it_but_of_what_comes_later() -> None:
    desk = Desk(settings({"to": "a", "mute": "noon"}, windows=_windows("drop")))
    assert reasons(desk.turn(step(1))) == {1: "window_dropped"}
    assert desk.turn(after=2 * HOUR).messages == ()
    assert reasons(desk.turn(step(2, M, id="d1"), after=2 * HOUR)) == {2: "never_told"}
    assert heard(desk.turn(step(3, W, id="d1"), after=2 * HOUR)) == [("a", [("d1", "worse")])]


def test_outside_of_active_windows_it_is_quiet() -> None:
    windows = {
        "noon": WindowConfig.model_validate(_windows("hold")["noon"]),
        "night": WindowConfig.model_validate({**_windows("hold")["noon"], "from": "22:00", "to": "07:00"}),
    }
    hush = Hush(windows=windows)
    assert muted(case(step(1), active=("night",)), hush, NOW) is not None
    assert muted(case(step(1), active=("night", "noon")), hush, NOW) is None
    assert muted(case(step(1), mute=("night",)), hush, NOW) is None


def test_one_route_at_rest_does_not_hold_another() -> None:
    desk = Desk(
        settings(
            {"to": "a", "mute": "noon", "continue": True}, {"to": "a", "match": {"severity": "critical"}, "continue": True},
            {"to": "b"}, windows=_windows("hold"),
        )
    )  # fmt: skip
    assert heard(desk.turn(step(1))) == [("a", [("d1", "opened")]), ("b", [("d1", "opened")])]
    made = desk.turn(after=HOUR)
    assert (made.messages, reasons(made)) == ((), {1: "no_news"})


@pytest.mark.parametrize(
    ("steps", "flaps"),
    [
        ([O, R, A, R], True),
        ([O, E, W, E], True),
        ([O, R, A], False),
        ([O, W, W, W, W], False),
        ([O, M, R, C, A], False),
    ],
)
def test_what_turns_round_often_is_to_keep_still_first(steps: list[Change], flaps: bool) -> None:
    recent = {"d1": [(change, NOW - timedelta(minutes=10 * (9 - n))) for n, change in enumerate(steps)]}
    quiet = muted(case(step(1, steps[-1], id="d1")), Hush(recent=recent), NOW)
    assert (quiet is not None) is flaps
    if quiet:
        assert quiet.why is Why.FLAPPING
        assert quiet.until == recent["d1"][-1][1] + FlapConfig().settle


def test_turns_of_last_week_do_not_count_and_what_kept_still_is_told() -> None:
    old = [(change, NOW - timedelta(days=7)) for change in (O, R, A)]
    assert muted(case(step(1, R, id="d1")), Hush(recent={"d1": [*old, (R, NOW)]}), NOW) is None
    still = [(change, NOW - timedelta(hours=3)) for change in (O, R, A, R)]
    assert muted(case(step(1, R, id="d1")), Hush(recent={"d1": still}), NOW) is None


def test_a_misreport_hushes_the_lesser_dispute_on_its_topic() -> None:
    desk = Desk(settings({"to": "a"}))
    slip = step(1, verdict=Verdict.MISREPORT)
    made = desk.turn(slip, step(2), step(3, topic={"fact": "troops", "of": "country:ua"}))
    assert heard(made) == [("a", [("d1", "opened"), ("d3", "opened")])]
    (waiting,) = [one for one in made.decisions if not one.settled]
    assert (waiting.seq, waiting.reason, waiting.detail) == (2, "inhibited", "d1")
    assert desk.turn(after=60).messages == (), "it still stands"
    made = desk.turn(step(4, R, id="d1"), after=120)
    assert heard(made) == [("a", [("d2", "opened"), ("d1", "resolved")])], "and then the dispute speaks"


@pytest.mark.parametrize(
    ("target", "hushed"),
    [
        ({}, True),
        ({"severity": Severity.CRITICAL}, True),
        ({"verdict": Verdict.CONTRADICTION}, False),
        ({"topic": {"fact": "troops"}}, False),
    ],
)
def test_what_is_hushed_is_about_the_same_and_weighs_no_more(target: dict[str, Any], hushed: bool) -> None:
    source = found("s", verdict=Verdict.MISREPORT)
    given = {"severity": Severity.HIGH, **target}
    rules = settings().inhibit
    assert (inhibited(case(step(1, **given)), [source], rules) is not None) is hushed
    lesser = replace(source, severity=Severity.MEDIUM)
    assert inhibited(case(step(1, **given)), [lesser], rules) is None, "the weightier one speaks"


def test_an_end_is_never_inhibited_and_inhibition_can_be_switched_off() -> None:
    source = found("s", verdict=Verdict.MISREPORT)
    assert inhibited(case(step(1, R)), [source], settings().inhibit) is None
    assert inhibited(case(step(1)), [source], settings(inhibit=[]).inhibit) is None
    by_place = settings(
        inhibit=[{"source": {"verdict": "misreport"}, "target": {"rule": "troops-*"}, "equal": "place"}]
    ).inhibit
    other = step(1, topic={"fact": "killed", "place": "country:ru"}, verdict=Verdict.DENIAL)
    assert inhibited(case(other), [source], by_place) is not None


def test_what_nobody_hears_of_hushes_nobody() -> None:
    desk = Desk(settings({"to": "a"}), Hush(silences=[_silence(verdict=["misreport"])]))
    assert heard(desk.turn(step(1, verdict=Verdict.MISREPORT), step(2))) == [("a", [("d2", "opened")])]
    desk = Desk(settings({"to": "a"}))
    assert heard(desk.turn(step(1, verdict=Verdict.MISREPORT, silent="source_baseline"), step(2)))[0][1] == [
        ("d2", "opened")
    ]
