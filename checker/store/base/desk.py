"""What the desk asks of a store beside the verbs of the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from checker.model.discrepancy import Status, StoredDiscrepancy
from checker.store.base.decisions import RuleHits

FILTERS = ("severity", "rule", "verdict", "entity", "outlet", "lang")


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """Which discrepancies the desk shows. `filters` by name (FILTERS) narrow to one value each; `text` is
    searched in titles, topics, quotes, claimants and outlets."""

    statuses: tuple[Status, ...] = (Status.OPEN, Status.ACKNOWLEDGED)
    filters: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    text: str = ""
    order: str = "newest"  # newest, worst or oldest
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of discrepancies; `facets` give, by filter, each value with how many would be left."""

    rows: tuple[StoredDiscrepancy, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody did to a target: who, when, why, and what was there before, so that it can be undone."""

    at: datetime
    author: str
    kind: str
    target: str
    reason: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    batch: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrongReading:
    """Somebody's word that a statement was read wrongly. `part`: value, claimant, fact, place, time or stance;
    `rules`: under which it stood in a discrepancy when that was said."""

    at: datetime
    author: str
    statement: str
    fact: str
    article: str
    part: str
    note: str = ""
    rules: tuple[str, ...] = ()


class DeskStore(Protocol):
    """What the desk asks of a store beside the verbs of the others."""

    def inbox(self, query: InboxQuery) -> InboxPage:
        """A page of discrepancies, how many fit in all, and by what else they could be narrowed."""
        ...

    def status_counts(self) -> dict[Status, int]:
        """How many discrepancies stand in each state."""
        ...

    def rule_hits(self) -> dict[str, RuleHits]:
        """By rule, how many of its discrepancies stand in each state, and when the last one changed."""
        ...

    def message_counts(self) -> dict[str, int]:
        """How many messages are pending, sent and given up."""
        ...

    def save_actions(self, actions: Sequence[Action]) -> None:
        """Write down what somebody did; actions of one `batch` are undone together."""
        ...

    def actions(self, *, target: str = "", batch: str = "", limit: int = 100, offset: int = 0) -> list[Action]:
        """What people did, the last first; of one target or one batch, if named."""
        ...

    def mark_undone(self, batch: str, now: datetime) -> None:
        """A batch of actions was taken back."""
        ...

    def save_wrong_reading(self, one: WrongReading) -> None:
        """Somebody says that a statement was read wrongly."""
        ...

    def wrong_readings(self, limit: int = 200) -> list[WrongReading]:
        """What people reported, the last first."""
        ...

    def wrong_counts(self) -> dict[str, dict[str, int]]:
        """How many readings people reported as wrong, under `facts` by fact and under `rules` by rule."""
        ...
