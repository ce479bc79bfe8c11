"""What delivery asks of a store: messages on their way, and how the notifiers fare."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checker.model.alert import Channel, Message


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way."""

    message: Message
    due_at: datetime
    attempts: int = 0
    error: str | None = None


class DeliveryStore(Protocol):
    """What delivery asks of a store."""

    def waiting(self, now: datetime) -> list[str]:
        """Notifiers that something is due for."""
        ...

    def due(self, notifier: str, now: datetime, limit: int = 100) -> list[Outgoing]:
        """Messages to be sent now through one notifier, oldest first, with the handles of their threads; what some
        recipients have comes last. What is about the same as an earlier one that is to be tried again later waits for
        that."""
        ...

    def channel(self, notifier: str) -> Channel:
        """How a notifier fares."""
        ...

    def sent(self, key: str, now: datetime, handle: str | None = None) -> None:
        """A message arrived; its notifier is well."""
        ...

    def retry(self, key: str, at: datetime, error: str, channel: Channel, left: Sequence[str] = ()) -> None:
        """A message is to be tried again, for the recipients who are `left` (none: for all as before); how its notifier
        fares."""
        ...

    def park(
        self,
        key: str,
        error: str,
        channel: Channel,
        instead: Message | None,
        now: datetime,
        left: Sequence[str] = (),
    ) -> None:
        """A message is given up, visibly; another may go out instead of it. How its notifier fares. `left`: who did not
        get it, where others did."""
        ...

    def dead_letters(self) -> list[Outgoing]:
        """Messages that were given up."""
        ...

    def replay(self, now: datetime, keys: Collection[str] | None = None) -> int:
        """Try dead letters (None: all) again, and their notifiers at once. How many."""
        ...
