"""Delivery: one failing channel hurts no other, waits grow, what cannot arrive is given up visibly."""

from __future__ import annotations

import random
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from checker.alerting.deliver import FIRST_WAIT, LONGEST_WAIT, ROUND, Due, Notifier, Sent, deliver, wait
from checker.alerting.sample import sample_message
from checker.model.alert import Message, Outcome

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
OK = Outcome(True)
DOWN = Outcome(False, retryable=True, error="down")


class Answers:
    """A channel that answers as it is told, the last answer for ever."""

    def __init__(self, *answers: Outcome | Exception) -> None:
        self.answers = list(answers)
        self.got: list[str] = []

    def send(self, message: Message) -> Outcome:
        self.got.append(message.key)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class Paced(Answers):
    pace = 1.0


def _due(notifier: str, count: int, attempts: int = 0) -> list[Due]:
    message = sample_message(notifier, "es", NOW)
    return [Due(replace(message, key=f"{notifier}{number}"), attempts) for number in range(count)]


def _deliver(due: list[Due], channels: dict[str, Notifier]) -> tuple[int, dict[str, Sent], list[float]]:
    sent: dict[str, Sent] = {}
    slept: list[float] = []
    arrived = deliver(
        due,
        channels,
        lambda one: sent.update({one.message.key: one}),
        now=NOW,
        attempts=3,
        chance=random.Random(1),
        sleep=slept.append,
    )
    return arrived, sent, slept


def test_a_channel_that_is_down_is_asked_once_a_round_and_the_others_go_on() -> None:
    down, up = Answers(DOWN), Answers(OK)
    arrived, sent, _ = _deliver(_due("down", 3) + _due("up", 3), {"down": down, "up": up})
    assert (arrived, down.got, up.got) == (3, ["down0"], ["up0", "up1", "up2"])
    assert sent["down0"].at is not None
    assert sent["down0"].at > NOW


def test_a_channel_that_hangs_does_not_hold_another_up() -> None:
    let_go = threading.Event()

    class Hangs:
        def send(self, message: Message) -> Outcome:
            del message
            return OK if let_go.wait(10) else DOWN

    class Frees(Answers):
        def send(self, message: Message) -> Outcome:
            let_go.set()
            return super().send(message)

    assert _deliver(_due("hangs", 1) + _due("frees", 1), {"hangs": Hangs(), "frees": Frees(OK)})[0] == 2


@pytest.mark.parametrize("answer", [Outcome(False, error="no such channel"), OK])
def test_one_message_refused_for_good_does_not_stop_the_next(answer: Outcome) -> None:
    channel = Answers(answer, OK)
    _, sent, _ = _deliver(_due("a", 2), {"a": channel})
    assert channel.got == ["a0", "a1"]
    assert sent["a0"].at is None


def test_after_the_last_attempt_it_is_given_up() -> None:
    assert _deliver(_due("a", 1, attempts=1), {"a": Answers(DOWN)})[1]["a0"].at is not None
    assert _deliver(_due("a", 1, attempts=2), {"a": Answers(DOWN)})[1]["a0"].at is None


def test_a_plugin_that_raises_is_an_outcome_without_its_words() -> None:
    _, sent, _ = _deliver(_due("a", 1), {"a": Answers(RuntimeError("token=s3cret"))})
    assert sent["a0"].outcome == Outcome(False, True, "RuntimeError in the notifier")


def test_a_notifier_that_is_gone_parks_its_messages() -> None:
    _, sent, _ = _deliver(_due("gone", 2), {})
    assert [one.at for one in sent.values()] == [None, None]
    assert "gone" in sent["gone0"].outcome.error


def test_a_paced_channel_gets_one_a_second_and_never_holds_a_stop_up_for_long() -> None:
    paced = Paced(OK)
    arrived, _, slept = _deliver(_due("a", 100), {"a": paced})
    assert arrived == ROUND
    assert slept == [1.0] * (arrived - 1)


def test_waits_double_to_a_bound_and_heed_the_far_side() -> None:
    chance = random.Random(7)
    waits = [wait(number, DOWN, chance) for number in range(12)]
    for number, one in enumerate(waits):
        middle = min(FIRST_WAIT * 2**number, LONGEST_WAIT)
        assert middle * 0.7 <= one <= middle * 1.3
    assert wait(0, replace(DOWN, retry_after=900.0), chance) == timedelta(seconds=900)
    assert len({wait(3, DOWN, chance) for _ in range(20)}) > 10, "two daemons do not knock at the same moment"
