"""Delivery: one failing channel hurts no other, waits grow, what cannot arrive is given up visibly."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.alertconfig import DeliveryConfig
from checker.alerting.deliver import ROUND, Notifier, Retries, Sent, deliver, instead
from checker.alerting.sample import sample_message
from checker.model.alert import Channel, Message, Outcome
from checker.store.base import Outgoing

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
OK = Outcome(True)
DOWN = Outcome(False, retryable=True, error="down")
WELL = Channel()


class Answers:
    """A channel that answers as it is told, the last answer for ever."""

    def __init__(self, *answers: Outcome | BaseException) -> None:
        self.answers = list(answers)
        self.got: list[str] = []

    def send(self, message: Message) -> Outcome:
        self.got.append(message.key)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer


def _due(notifier: str, count: int, attempts: int = 0) -> list[Outgoing]:
    message = sample_message(notifier, "es", NOW)
    return [Outgoing(replace(message, key=f"{notifier}{number}"), NOW, attempts) for number in range(count)]


def _turn(due: list[Outgoing], notifier: Notifier | None, channel: Channel = WELL, **config: Any) -> list[Sent]:
    retries = Retries(DeliveryConfig(attempts=3, **config), random.Random(1), NOW)
    return list(deliver(due, notifier, channel, retries))


def test_a_failure_that_may_pass_ends_the_turn() -> None:
    down = Answers(DOWN)
    (sent,) = _turn(_due("down", 3), down)
    assert down.got == ["down0"]
    assert sent.at is not None
    assert sent.at > NOW
    assert sent.channel.failures == 1


def test_a_failure_of_single_recipients_is_none_of_the_channel() -> None:
    some = Answers(replace(DOWN, left=("b@x.org",)))
    turn = _turn(_due("a", 3), some, Channel(failures=2), trip=3)
    assert some.got == ["a0", "a1", "a2"]
    assert [sent.channel for sent in turn] == [WELL] * 3
    assert all(sent.at is not None for sent in turn)


def test_the_breaker_trips_after_some_failures_and_one_success_mends_it() -> None:
    (sent,) = _turn(_due("a", 1), Answers(DOWN), Channel(failures=1), trip=3)
    assert (sent.channel.failures, sent.channel.closed_until) == (2, None)
    (sent,) = _turn(_due("a", 1), Answers(DOWN), Channel(failures=2), trip=3)
    until = sent.channel.closed_until
    assert until is not None
    assert until > NOW
    alone = Answers(OK)
    assert _turn(_due("a", 5), alone, sent.channel) == []
    assert alone.got == []
    again = replace(sent.channel, closed_until=NOW)
    (sent,) = _turn(_due("a", 5), Answers(DOWN), again, trip=3)
    assert sent.channel.failures == 4, "one is tried, and it is left alone longer"
    assert [one.channel for one in _turn(_due("a", 2), Answers(OK), again)] == [WELL, WELL]


def test_a_far_side_that_asks_for_time_gets_it_for_all_messages() -> None:
    (sent,) = _turn(_due("a", 5), Answers(replace(DOWN, retry_after=900.0)), trip=3)
    assert sent.channel.closed_until == NOW + timedelta(seconds=900)


@pytest.mark.parametrize("answer", [Outcome(False, error="no such channel"), OK])
def test_one_message_refused_for_good_does_not_stop_the_next(answer: Outcome) -> None:
    channel = Answers(answer, OK)
    sent = _turn(_due("a", 2), channel)
    assert channel.got == ["a0", "a1"]
    assert [one.at for one in sent] == [None, None]


def test_after_the_last_attempt_it_is_given_up() -> None:
    assert _turn(_due("a", 1, attempts=1), Answers(DOWN))[0].at is not None
    assert _turn(_due("a", 1, attempts=2), Answers(DOWN))[0].at is None


@pytest.mark.parametrize("error", [RuntimeError("token=s3cret"), SystemExit("token=s3cret")])
def test_a_plugin_that_raises_or_exits_is_an_outcome_without_its_words(error: BaseException) -> None:
    (sent,) = _turn(_due("a", 1), Answers(error))
    assert sent.outcome == Outcome(False, True, f"{type(error).__name__} in the notifier")


def test_a_notifier_that_is_gone_parks_its_messages() -> None:
    sent = _turn(_due("gone", 2), None)
    assert [one.at for one in sent] == [None, None]
    assert "gone" in sent[0].outcome.error


@pytest.mark.parametrize(("pace", "count"), [(1.0, ROUND), (0.5, 2 * ROUND), (60.0, 1)])
def test_a_paced_channel_gets_its_rest_after_every_message(pace: float, count: int) -> None:
    slept: list[float] = []
    retries = Retries(DeliveryConfig(), random.Random(1), NOW)
    sent = list(deliver(_due("a", 100), Answers(OK), WELL, retries, pace, slept.append))
    assert len(sent) == count
    assert slept == [pace] * len(sent), "also after the last: the next turn may begin at once"


def test_a_stop_waits_for_no_pace_and_sends_nothing_more() -> None:
    stop = threading.Event()
    stop.set()
    channel = Answers(OK)
    retries = Retries(DeliveryConfig(), random.Random(1), NOW)
    assert len(list(deliver(_due("a", 5), channel, WELL, retries, 3600, stop.wait))) == 1
    assert channel.got == ["a0"]


def test_waits_double_to_a_bound_and_heed_the_far_side() -> None:
    config = DeliveryConfig()
    retries = Retries(config, random.Random(7), NOW)
    waits = [retries.wait(number, DOWN) for number in range(12)]
    for number, one in enumerate(waits):
        middle = min(config.first_wait * 2**number, config.longest_wait)
        assert middle * 0.7 <= one <= middle * 1.3
    assert retries.wait(0, replace(DOWN, retry_after=900.0)) == timedelta(seconds=900)
    assert len({retries.wait(3, DOWN) for _ in range(20)}) > 10, "two daemons do not knock at the same moment"


def test_what_is_given_up_goes_to_the_fallback_once() -> None:
    (message,) = (one.message for one in _due("a", 1))
    other = instead(message, "b")
    assert other is not None
    assert (other.notifier, other.instead_of, other.items) == ("b", "a", message.items)
    assert other.key != message.key
    assert other == instead(message, "b"), "given up again after a replay, it is the same message"
    assert [instead(message, None), instead(message, "a"), instead(other, "c")] == [None, None, None]
