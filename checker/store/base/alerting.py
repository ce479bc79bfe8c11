"""What alerting asks of a store: who is to be told of what, and who was."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from checker.model.alert import Decision, Message, Silence, Told
from checker.model.discrepancy import Change, StoredDiscrepancy, Transition


class AlertingStore(Protocol):
    """What alerting asks of a store."""

    def pending(self) -> list[Transition]:
        """Transitions about which not everything is decided yet."""
        ...

    def settled(self) -> frozenset[tuple[int, str, str]]:
        """(seq, route, notifier) of pending transitions that are decided for good."""
        ...

    def stored(self, discrepancies: Collection[str]) -> dict[str, StoredDiscrepancy]:
        """Some discrepancies by id."""
        ...

    def told(self, discrepancies: Collection[str]) -> list[Told]:
        """What notifiers were told last of some discrepancies."""
        ...

    def told_open(self) -> list[tuple[Told, StoredDiscrepancy]]:
        """What notifiers know to be open and is, with how it stands now."""
        ...

    def flushed(self) -> dict[str, datetime]:
        """When each group's last message went out."""
        ...

    def recent(self, discrepancies: Collection[str], since: datetime) -> dict[str, list[tuple[Change, datetime]]]:
        """The transitions of some discrepancies since a time, oldest first."""
        ...

    def save_plan(
        self,
        messages: Sequence[Message],
        decisions: Sequence[Decision],
        done: Collection[int],
        told: Sequence[Told],
        flushed: Mapping[str, datetime],
        now: datetime,
    ) -> None:
        """Keep messages, decisions and what notifiers now know, all or nothing; what is `done` is pending no more."""
        ...

    def silences(self) -> list[Silence]:
        """All silences, those that end last first."""
        ...

    def save_silence(self, silence: Silence) -> None:
        """Keep a silence, or what became of it."""
        ...
