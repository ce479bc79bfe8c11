"""Turn after turn: who hears what, once, with which reason; and the same plan for the same input."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from checker.model.alert import Kind
from checker.model.discrepancy import Status
from checker.model.verdict import Gap, Severity
from tests.alerting.desk import A, Desk, E, M, O, R, W, heard, reasons, settings, step

HOUR = 3600


def test_every_transition_has_a_decision_with_its_reason_and_message() -> None:
    desk = Desk(settings({"to": "a", "match": {"rule": "troops-disagree"}}))
    made = desk.turn(step(1), step(2, W), step(3, silent="source_baseline"), step(4, rule="other"), step(5, M))
    (message,) = made.messages
    assert {one.seq: (one.route, one.notifier, one.reason, one.message) for one in made.decisions} == {
        1: ("routes[0]", "a", "opened", message.key),
        2: ("routes[0]", "a", "worse", message.key),
        3: ("-", "-", "source_baseline", None),
        4: ("-", "-", "no_route", None),
        5: ("routes[0]", "a", "never_told", None),
    }
    assert made.done == {1, 2, 3, 4, 5}


def test_each_notifier_hears_in_its_own_language() -> None:
    desk = Desk(settings({"to": ["a", "b"], "continue": True}, {"to": "c", "lang": "en"}, {"to": "b"}))
    made = desk.turn(step(1))
    assert [(one.notifier, one.lang) for one in made.messages] == [("a", "es"), ("b", "es"), ("c", "en")]


def test_a_notifier_on_two_routes_hears_once() -> None:
    desk = Desk(settings({"to": ["a", "b"], "continue": True}, {"to": "a"}))
    made = desk.turn(step(1))
    assert [one.notifier for one in made.messages] == ["a", "b"]
    assert sorted((one.route, one.notifier, one.reason) for one in made.decisions) == [
        ("routes[0]", "a", "opened"),
        ("routes[0]", "b", "opened"),
        ("routes[1]", "a", "told_by_another_route"),
    ]


def test_a_life_is_told_step_by_step_and_each_once() -> None:
    desk = Desk(settings({"to": "a"}))
    wide = Gap(Decimal(1), Decimal(9))
    story = [
        (step(1, O, id="d"), "opened"),
        (step(2, M, id="d"), None),
        (step(3, W, id="d", gap=wide), "worse"),
        (step(4, E, id="d", gap=wide, severity=Severity.LOW), "eased"),
        (step(5, R, id="d"), "resolved"),
        (step(6, A, id="d"), "reopened"),
    ]
    for turn, (one, news) in enumerate(story):
        assert heard(desk.turn(one, after=60 * turn)) == ([("a", [("d", news)])] if news else [])
        assert desk.turn(after=60 * turn + 5).messages == ()
    assert len(set(desk.keys)) == 5


def test_what_changed_goes_along_with_what_was_told_before() -> None:
    desk = Desk(settings({"to": "a"}))
    desk.turn(step(1, O, id="d"))
    made = desk.turn(step(2, W, id="d", gap=Gap(Decimal(1), Decimal(9))), after=60)
    (item,) = made.messages[0].items
    assert item.before is not None
    assert item.before.gap != item.gap
    assert made.messages[0].thread == "d"


def test_a_restart_a_reload_and_other_routes_tell_nothing_again() -> None:
    desk = Desk(settings({"to": "a"}))
    desk.turn(step(1))
    desk.config = settings({"name": "new", "to": "a"}, {"to": "b"})
    assert desk.turn(after=60).messages == ()
    assert heard(desk.turn(step(2, W, id="d1", gap=Gap(Decimal(1), Decimal(9))), after=120)) == [
        ("a", [("d1", "worse")])
    ]


def test_whoever_heard_of_the_beginning_hears_how_it_went_on() -> None:
    desk = Desk(settings({"to": "a", "match": {"severity": "high"}}, {"to": "b"}))
    assert [one[0] for one in heard(desk.turn(step(1)))] == ["a"]
    made = desk.turn(step(2, E, id="d1", severity=Severity.LOW), after=60)
    assert heard(made) == [("a", [("d1", "eased")])]
    assert {(one.notifier, one.reason) for one in made.decisions} == {("a", "eased"), ("b", "never_told")}
    assert heard(desk.turn(step(3, R, id="d1", severity=Severity.LOW), after=120)) == [("a", [("d1", "resolved")])]


def test_a_notifier_that_is_gone_is_not_followed_up() -> None:
    desk = Desk(settings({"to": "a"}))
    desk.turn(step(1))
    desk.config, desk.notifiers = settings({"to": "b"}), frozenset("b")
    assert desk.turn(step(2, R, id="d1"), after=60).messages == ()


def test_the_fallback_hears_of_what_no_route_takes() -> None:
    desk = Desk(settings({"to": "a", "match": {"rule": "x"}}, fallback="b"))
    assert heard(desk.turn(step(1), impatient=True)) == [("b", [("d1", "opened")])]


def test_a_group_waits_for_its_first_and_then_keeps_its_distance() -> None:
    desk = Desk(settings({"to": "a", "group_wait": "60s", "group_interval": "5m"}))
    assert reasons(desk.turn(step(1))) == {1: "group_wait"}
    assert desk.turn(step(2, ago=-30), after=30).messages == ()
    assert heard(desk.turn(after=60)) == [("a", [("d1", "opened"), ("d2", "opened")])]
    made = desk.turn(step(3, ago=-70), after=150)
    assert reasons(made) == {3: "group_interval"}
    assert heard(desk.turn(after=360)) == [("a", [("d3", "opened")])]
    assert heard(desk.turn(step(4, ago=-4000), after=4060)) == [("a", [("d4", "opened")])]


def test_what_opens_and_closes_while_its_group_waits_is_not_told() -> None:
    desk = Desk(settings({"to": "a", "group_wait": "60s"}))
    desk.turn(step(1))
    desk.turn(step(2, R, id="d1"), after=20)
    made = desk.turn(after=60)
    assert (made.messages, reasons(made)) == ((), {1: "came_and_went", 2: "came_and_went"})


def test_groups_go_by_their_labels_and_one_does_not_wait_for_another() -> None:
    routes: dict[str, Any] = {"to": "a", "group_by": ["rule", "place"]}
    desk = Desk(settings(routes))
    made = desk.turn(step(1), step(2, rule="x"), step(3))
    assert heard(made) == [("a", [("d1", "opened"), ("d3", "opened")]), ("a", [("d2", "opened")])]
    assert made.messages[0].group == (("rule", "troops-disagree"), ("place", "country:ru"))


def test_many_at_once_are_few_messages_and_none_is_lost() -> None:
    made = Desk(settings({"to": "a"})).turn(*(step(number) for number in range(1, 21)))
    assert [len(message.items) for message in made.messages] == [8, 8, 4]
    assert [item.discrepancy for message in made.messages for item in message.items] == [f"d{n}" for n in range(1, 21)]
    assert all(one.message in {message.key for message in made.messages} for one in made.decisions)


def test_a_single_round_does_not_wait() -> None:
    desk = Desk(settings({"to": "a", "group_wait": "60s"}))
    assert heard(desk.turn(step(1), impatient=True)) == [("a", [("d1", "opened")])]


def test_what_stays_open_is_recalled_and_what_was_dealt_with_is_not() -> None:
    desk = Desk(settings({"to": "a", "repeat_interval": "4h"}))
    desk.turn(*(step(number) for number in range(1, 5)))
    desk.decide("d2", Status.ACKNOWLEDGED)
    desk.decide("d3", Status.DISMISSED)
    desk.turn(step(9, R, id="d4"), after=60)
    assert desk.turn(after=4 * HOUR - 1).messages == ()
    made = desk.turn(after=4 * HOUR)
    assert heard(made) == [("a", [("d1", "reminder")])]
    assert made.messages[0].kind is Kind.REMINDER
    assert [(one.seq, one.reason) for one in made.decisions] == [(None, "reminder")]
    assert desk.turn(after=4 * HOUR + 5).messages == ()
    assert heard(desk.turn(after=8 * HOUR)) == [("a", [("d1", "reminder")])]


@pytest.mark.parametrize("shift", [0, 1])
def test_the_same_news_has_the_same_key_and_other_news_another(shift: int) -> None:
    routes = settings({"to": ["a", "b"]})
    one, two = Desk(routes).turn(step(1)), Desk(routes).turn(step(1 + shift, id="d1"), after=17)
    same = {message.key for message in one.messages} & {message.key for message in two.messages}
    assert len(same) == (0 if shift else 2)
