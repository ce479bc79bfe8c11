"""Sends what is due, at least once: retries with backoff, a breaker per notifier, parking of what cannot be sent.

One notifier's failure never delays another: each has a thread of its own for the time of a round.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from checker.model.alert import Message, Outcome

FIRST_WAIT = timedelta(seconds=20)
LONGEST_WAIT = timedelta(hours=1)
ROUND = 20.0  # seconds that a notifier with a pace may take in one round, so that a stop is never waited for long


class Notifier(Protocol):
    """One configured channel. It answers; it never retries by itself.

    A channel that takes only so many messages has an attribute `pace`: the seconds between two of them.
    """

    def send(self, message: Message) -> Outcome:
        """Send one message."""
        ...


@dataclass(frozen=True, slots=True)
class Due:
    """A message that is to be sent now, and how often it was tried."""

    message: Message
    attempts: int


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one message: `at` is when to try again, None when it arrived or was given up."""

    message: Message
    outcome: Outcome
    at: datetime | None = None


def deliver(
    due: Sequence[Due],
    notifiers: Mapping[str, Notifier],
    report: Callable[[Sent], None],
    *,
    now: datetime,
    attempts: int,
    chance: random.Random,
    sleep: Callable[[float], None] = time.sleep,
) -> int:
    """Send everything that is due and report each result as it comes; how many arrived."""
    by_notifier: dict[str, list[Due]] = {}
    for one in due:
        by_notifier.setdefault(one.message.notifier, []).append(one)
    if not by_notifier:
        return 0
    with ThreadPoolExecutor(max_workers=min(len(by_notifier), 8)) as pool:
        rounds = [
            pool.submit(_channel, notifiers.get(name), queue, report, now, attempts, chance, sleep)
            for name, queue in by_notifier.items()
        ]
        return sum(one.result() for one in rounds)


def _channel(
    notifier: Notifier | None,
    queue: Sequence[Due],
    report: Callable[[Sent], None],
    now: datetime,
    attempts: int,
    chance: random.Random,
    sleep: Callable[[float], None],
) -> int:
    """The messages of one notifier, in order; a failure that may pass stops it for this round."""
    arrived = 0
    pace = float(getattr(notifier, "pace", 0))
    for number, one in enumerate(queue[: max(1, int(ROUND / pace))] if pace else queue):
        if number and pace:
            sleep(pace)
        outcome = _send(notifier, one.message)
        if outcome.ok:
            arrived += 1
            report(Sent(one.message, outcome))
            continue
        again = outcome.retryable and one.attempts + 1 < attempts
        report(Sent(one.message, outcome, now + wait(one.attempts, outcome, chance) if again else None))
        if outcome.retryable:
            break  # the breaker: a channel that is down is not asked again in this round
    return arrived


def _send(notifier: Notifier | None, message: Message) -> Outcome:
    if notifier is None:
        return Outcome(False, error=f"no notifier {message.notifier} is configured any more")
    try:
        return notifier.send(message)
    except Exception as error:  # a plugin may raise anything, and none of it may stop the others
        return Outcome(False, retryable=True, error=f"{type(error).__name__} in the notifier")


def wait(attempts: int, outcome: Outcome, chance: random.Random) -> timedelta:
    """How long to wait: twice as long each time, with jitter, and never less than the far side asks for."""
    doubled: timedelta = FIRST_WAIT * 2 ** min(attempts, 12)
    backoff = min(doubled, LONGEST_WAIT) * chance.uniform(0.7, 1.3)
    return max(backoff, timedelta(seconds=outcome.retry_after or 0))
