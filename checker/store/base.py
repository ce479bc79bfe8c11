"""What the product remembers, as verbs of the domain; how it is kept is the business of a store beside this file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from checker.model.alert import Message
from checker.model.article import Article
from checker.model.discrepancy import Change, Discrepancy, Status, Transition
from checker.model.statement import Reading, Statement


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article as a source gave it, read. `identity` is stable over edits."""

    identity: str
    sha256: str
    article: Article
    reading: Reading


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source fares."""

    id: str
    articles: int = 0
    last_good: datetime | None = None
    last_error: str | None = None
    last_error_at: datetime | None = None
    polled: int = 0


@dataclass(frozen=True, slots=True)
class StoredDiscrepancy:
    """A discrepancy with its place in life."""

    discrepancy: Discrepancy
    status: Status
    opened_at: datetime
    changed_at: datetime
    author: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """Why somebody was told of a transition, or was not. `message` is the key of the message, if there is one."""

    seq: int
    route: str
    reason: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way."""

    message: Message
    due_at: datetime
    attempts: int = 0
    error: str | None = None


class IntakeStore(Protocol):
    """What intake asks of a store."""

    def cursor(self, source: str) -> dict[str, Any]:
        """Where a source is to go on; empty before its first poll."""
        ...

    def known(self, identity: str) -> tuple[str, int, str] | None:
        """(article id, newest revision, its sha256) of an identity."""
        ...

    def save_poll(
        self, source: str, incoming: Sequence[Incoming], cursor: Mapping[str, Any], now: datetime, *, baseline: bool
    ) -> int:
        """Keep what a poll gave, all or nothing: articles, revisions, statements, cursor. How many were new."""
        ...

    def save_failure(self, source: str, error: str, now: datetime) -> None:
        """A poll that failed as a whole."""
        ...

    def baseline_articles(self) -> frozenset[str]:
        """Articles that a source's first poll found: what stands between them alone is told to nobody."""
        ...

    def source_states(self) -> dict[str, SourceState]:
        """Every source that was ever polled."""
        ...


class JudgingStore(Protocol):
    """What judging asks of a store."""

    def mark_rules(self, version: str, rules: Collection[str], facts: Collection[str]) -> frozenset[str]:
        """Note the rules in force; when they changed, every fact is dirty. The rules that are new."""
        ...

    def dirty_facts(self) -> frozenset[str]:
        """Facts whose statements changed since they were judged."""
        ...

    def statements(self, facts: Collection[str] | None = None) -> list[Statement]:
        """The statements of the newest revisions, by fact."""
        ...

    def statements_by_id(self, prefix: str) -> list[Statement]:
        """Statements whose id begins so."""
        ...

    def known_discrepancies(self, rules: Collection[str] | None = None) -> dict[str, tuple[Discrepancy, Status]]:
        """What is stored of some rules (None: of all)."""
        ...

    def save_judgement(
        self,
        facts: Collection[str],
        current: Sequence[Discrepancy],
        changes: Sequence[tuple[Discrepancy, Change, str | None]],
        now: datetime,
    ) -> None:
        """Keep the judged state and its transitions (with why nobody is told, or None); the facts are clean."""
        ...


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

    def decisions(self, discrepancy: str) -> list[tuple[Transition, Decision]]:
        """Who was told of each transition, and why or why not."""
        ...

    def set_status(self, discrepancy: str, status: Status, author: str, reason: str, now: datetime) -> None:
        """What a person decided about it."""
        ...


class AlertingStore(Protocol):
    """What alerting asks of a store."""

    def pending(self) -> list[Transition]:
        """Transitions of which nobody has decided yet whom to tell."""
        ...

    def enqueue(self, outgoing: Sequence[Outgoing], decisions: Sequence[Decision]) -> None:
        """Keep messages and decisions; the decided transitions are no longer pending."""
        ...

    def due(self, now: datetime, limit: int = 100) -> list[Outgoing]:
        """Messages to be sent now, oldest first, at most `limit` for each notifier."""
        ...

    def sent(self, key: str, now: datetime) -> None:
        """A message arrived."""
        ...

    def retry(self, key: str, at: datetime, error: str) -> None:
        """A message is to be tried again."""
        ...

    def park(self, key: str, error: str) -> None:
        """A message is given up, visibly."""
        ...

    def dead_letters(self) -> list[Outgoing]:
        """Messages that were given up."""
        ...

    def replay(self, now: datetime) -> int:
        """Try every dead letter again. How many."""
        ...


class Store(IntakeStore, JudgingStore, DiscrepancyStore, AlertingStore, Protocol):
    """Every verb is one transaction. Times are aware UTC and given by the caller."""

    def close(self) -> None:
        """Let go of the file."""
        ...

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        ...

    def backup(self, file: str) -> None:
        """Copy the whole store to a file while it is in use."""
        ...
