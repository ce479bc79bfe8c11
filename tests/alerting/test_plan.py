"""Whom to tell: routes, quiet for a reason, groups; and the same plan for the same input."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.alerting.plan import Plan, fits, muted, plan
from checker.alerting.sample import sample_discrepancy
from checker.config import RouteConfig
from checker.model.discrepancy import Change, Status, Transition
from checker.model.verdict import Severity

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)


def _step(seq: int, change: Change = Change.OPENED, *, ago: int = 0, **more: Any) -> Transition:
    silent = more.pop("silent", None)
    one = replace(sample_discrepancy(), id=more.pop("id", f"d{seq}"), **more)
    return Transition(seq, one, change, NOW - timedelta(seconds=ago), silent)


def _routes(*given: dict[str, Any]) -> list[RouteConfig]:
    return [RouteConfig.model_validate(one) for one in given]


def _plan(steps: list[Transition], routes: list[RouteConfig], **more: Any) -> Plan:
    statuses = more.pop("statuses", {})
    told = more.pop("told", frozenset(one.discrepancy.id for one in steps))
    return plan(steps, routes, statuses, language="es", told_before=told, now=NOW, **more)


@pytest.mark.parametrize(
    ("match", "fit"),
    [
        ({}, True),
        ({"severity": "low"}, True),
        ({"severity": "critical"}, True),
        ({"rule": "troops-disagree"}, True),
        ({"rule": ["killed", "troops-disagree"]}, True),
        ({"rule": "killed"}, False),
        ({"verdict": "dispute"}, True),
        ({"verdict": ["contradiction"]}, False),
        ({"outlet": "El Faro de Levante"}, True),
        ({"outlet": "Otro"}, False),
        ({"topic": {"of": "country:kp"}}, True),
        ({"topic": {"of": "country:kp", "place": "country:ua"}}, False),
        ({"topic": {"cause": "storm"}}, False),
    ],
)
def test_a_route_takes_what_fits_every_key(match: dict[str, Any], fit: bool) -> None:
    (route,) = _routes({"to": "x", "match": match})
    assert fits(sample_discrepancy(), route) is fit


def test_severity_is_the_least_that_fits() -> None:
    (route,) = _routes({"to": "x", "match": {"severity": "high"}})
    given = sample_discrepancy()
    fitting = [one for one in Severity if fits(replace(given, severity=one), route)]
    assert fitting == [Severity.HIGH, Severity.CRITICAL]


def test_the_first_route_that_fits_takes_it_unless_it_continues() -> None:
    step = [_step(1)]
    stop = _plan(step, _routes({"to": "a"}, {"to": "b"}))
    assert [one.notifier for one in stop.messages] == ["a"]
    both = _plan(step, _routes({"to": "a", "continue": True}, {"to": "b", "lang": "en"}, {"to": "c"}))
    assert [(one.notifier, one.lang) for one in both.messages] == [("a", "es"), ("b", "en")]
    assert [one.route for one in both.decisions] == ["routes[0]", "routes[1]"]


@pytest.mark.parametrize(
    ("change", "status", "silent", "told", "reason"),
    [
        (Change.OPENED, Status.OPEN, None, False, None),
        (Change.OPENED, Status.OPEN, "rule_baseline", False, "rule_baseline"),
        (Change.WORSE, Status.DISMISSED, None, True, "dismissed"),
        (Change.MORE_ORIGINS, Status.ACKNOWLEDGED, None, True, "acknowledged"),
        (Change.WORSE, Status.ACKNOWLEDGED, None, True, None),
        (Change.RESOLVED, Status.OPEN, None, False, "never_told"),
        (Change.RESOLVED, Status.OPEN, None, True, None),
        (Change.WORSE, Status.OPEN, None, False, None),
    ],
)
def test_quiet_has_a_named_reason(
    change: Change, status: Status, silent: str | None, told: bool, reason: str | None
) -> None:
    assert muted(_step(1, change, silent=silent), status, told) == reason


def test_every_decision_names_its_reason_and_its_message() -> None:
    steps = [_step(1), _step(2, Change.WORSE), _step(3, silent="source_baseline"), _step(4, rule="other")]
    made = _plan(steps, _routes({"to": "a", "match": {"rule": "troops-disagree"}}))
    (message,) = made.messages
    told = {one.seq: (one.route, one.reason, one.message) for one in made.decisions}
    assert told == {
        1: ("routes[0]", "opened", message.key),
        2: ("routes[0]", "worse", message.key),
        3: ("-", "source_baseline", None),
        4: ("-", "no_route", None),
    }


def test_the_same_plan_has_the_same_keys_and_another_step_another() -> None:
    routes = _routes({"to": ["a", "b"]})
    one, two = _plan([_step(1)], routes), _plan([_step(1)], routes)
    assert [message.key for message in one.messages] == [message.key for message in two.messages]
    assert len({message.key for message in one.messages}) == 2
    assert {message.key for message in _plan([_step(2, id="d1")], routes).messages}.isdisjoint(
        message.key for message in one.messages
    )


def test_many_at_once_are_few_messages_and_none_is_lost() -> None:
    made = _plan([_step(number) for number in range(1, 21)], _routes({"to": "a"}))
    assert [len(message.items) for message in made.messages] == [8, 8, 4]
    assert [item.discrepancy for message in made.messages for item in message.items] == [f"d{n}" for n in range(1, 21)]
    assert all(one.message in {message.key for message in made.messages} for one in made.decisions)


def test_a_group_waits_for_its_first_and_goes_as_one() -> None:
    routes = _routes({"to": "a", "match": {"severity": "critical"}, "group_wait": "60s"}, {"to": "b"})
    early = _plan([_step(1, ago=10), _step(2, ago=5), _step(3, ago=5, severity=Severity.LOW)], routes)
    assert [one.seq for one in early.decisions] == [3], "another route does not wait"
    later = _plan([_step(1, ago=61), _step(2, ago=56)], routes)
    (message,) = later.messages
    assert [item.discrepancy for item in message.items] == ["d1", "d2"]
