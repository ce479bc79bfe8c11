"""Sends what is due through one notifier, at least once: retries with backoff, a breaker, parking of what cannot be
sent. Every notifier has a turn of its own, so that one that fails or hangs never delays another.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Protocol

from checker.alertconfig import DeliveryConfig
from checker.model.alert import Channel, Message, Outcome
from checker.texts import said

ROUND = 20.0  # seconds that a notifier with a pace takes in one turn, so that what is most urgent has its turn soon


class Notifier(Protocol):
    """One configured channel. It answers; it never retries by itself."""

    def send(self, message: Message) -> Outcome:
        """Send one message."""
        ...


class Due(Protocol):
    """A message that is to be sent now, and how often it was tried."""

    @property
    def message(self) -> Message: ...
    @property
    def attempts(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of one message: `at` is when to try again, None when it arrived or was given up. `channel`: how the
    notifier fares after it."""

    message: Message
    outcome: Outcome
    channel: Channel
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Retries:
    """How often and when to try again."""

    config: DeliveryConfig
    chance: random.Random
    now: datetime

    def wait(self, attempts: int, outcome: Outcome) -> timedelta:
        """Twice as long each time, with jitter, and never less than the far side asks for."""
        doubled: timedelta = self.config.first_wait * 2 ** min(attempts, 30)
        backoff = min(doubled, self.config.longest_wait) * self.chance.uniform(0.7, 1.3)
        return max(backoff, timedelta(seconds=outcome.retry_after or 0))

    def after(self, channel: Channel, outcome: Outcome) -> Channel:
        """The breaker: a notifier that failed `trip` times in a row, or that asks for time, is left alone a while."""
        failures = channel.failures + 1
        alone = failures >= self.config.trip or outcome.retry_after
        pause = self.wait(max(0, failures - self.config.trip), outcome) if alone else None
        return Channel(failures, self.now + pause if pause is not None else None, outcome.error)


def deliver(
    due: Sequence[Due],
    notifier: Notifier | None,
    channel: Channel,
    retries: Retries,
    pace: float = 0,
    pause: Callable[[float], object] = time.sleep,
) -> Iterator[Sent]:
    """Send messages in order and give each result as it comes. A failure that may pass ends the turn, unless it is one
    of single recipients.

    `pace`: seconds that the channel is left in peace after each message, so that the next turn need not know of it;
    a `pause` that gives something true (the program is to stop) ends the turn. While the breaker is open nothing is
    sent; when it closes again, one message is tried first.
    """
    if channel.closed_until is not None and retries.now < channel.closed_until:
        return
    for one in due[: max(1, int(ROUND / pace))] if pace else due:
        outcome = _send(notifier, one.message)
        if outcome.ok:
            channel = Channel()
            yield Sent(one.message, outcome, channel)
        elif not outcome.retryable:
            yield Sent(one.message, outcome, channel)
        else:
            channel = Channel() if outcome.left else retries.after(channel, outcome)
            again = one.attempts + 1 < retries.config.attempts
            at = retries.now + retries.wait(one.attempts, outcome) if again else None
            yield Sent(one.message, outcome, channel, at)
            if not outcome.left:
                return
        if pace and pause(pace):
            return


def _send(notifier: Notifier | None, message: Message) -> Outcome:
    if notifier is None:
        return Outcome(False, error=said("alerts.undelivered.unconfigured", name=message.notifier))
    try:
        return notifier.send(message)
    except (Exception, SystemExit) as error:  # a plugin may raise anything, or exit, and none of it stops the others
        return Outcome(False, retryable=True, error=said("alerts.undelivered.broken", kind=type(error).__name__))


def instead(message: Message, fallback: str | None) -> Message | None:
    """The message for the fallback when this one was given up; None where there is no other to tell."""
    if fallback is None or fallback == message.notifier or message.instead_of is not None:
        return None
    key = hashlib.sha256(f"{message.key}\x1finstead\x1f{fallback}".encode()).hexdigest()[:24]
    return replace(message, key=key, notifier=fallback, instead_of=message.notifier, parents={}, to=())
