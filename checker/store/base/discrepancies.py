"""What the people who look at discrepancies ask of a store."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checker.model.alert import Decision
from checker.model.discrepancy import Status, StoredDiscrepancy, Transition


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message. `state`: pending, sent, dead, or instead: given up, and sent through the notifier
    `instead` in its place."""

    state: str
    attempts: int
    sent_at: datetime | None
    error: str | None
    instead: str | None = None


class DiscrepancyStore(Protocol):
    """What the people who look at discrepancies ask of a store."""

    def discrepancies(self, *, everything: bool = False) -> list[StoredDiscrepancy]:
        """The open ones (or all), newest first."""
        ...

    def find(self, prefix: str) -> list[StoredDiscrepancy]:
        """Discrepancies whose id begins so."""
        ...

    def history(self, discrepancy: str) -> list[Transition]:
        """Its transitions, oldest first."""
        ...

    def decisions(self, discrepancy: str) -> list[Decision]:
        """Who was told of each transition, and why, or why not (yet)."""
        ...

    def deliveries(self, messages: Collection[str]) -> dict[str, Delivery]:
        """What became of some messages, by key."""
        ...

    def set_status(self, discrepancy: str, status: Status, author: str, reason: str, now: datetime) -> None:
        """What a person decided about it."""
        ...
