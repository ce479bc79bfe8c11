"""What judging asks of a store: what is to be judged, what stands near it, and the judged state."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Noted:
    """A stored discrepancy as judging needs it: at its last transition, as it was judged last, its status."""

    noted: Discrepancy
    latest: Discrepancy
    status: Status


@dataclass(frozen=True, slots=True)
class Material:
    """Statements of the newest revisions. Of those that were never judged, the ids: `news` came in as the sources
    went on, `baseline` with a source's first poll."""

    statements: tuple[Statement, ...]
    news: frozenset[str] = frozenset()
    baseline: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Statements that came (`news` as the sources went on, `baseline` with a source's first poll) and that went with
    an old revision (`gone`); and what was to be looked at `again` by now."""

    news: tuple[Statement, ...] = ()
    baseline: tuple[Statement, ...] = ()
    gone: tuple[Statement, ...] = ()
    again: tuple[Statement, ...] = ()

    @property
    def all(self) -> tuple[Statement, ...]:
        """Each of them once."""
        return tuple({one.id: one for one in (*self.news, *self.baseline, *self.gone, *self.again)}.values())


@dataclass(frozen=True, slots=True)
class LinkRow:
    """By what one statement is found: its links as (key, day, reach)."""

    statement: str
    fact: str
    links: Collection[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement: the facts (with the marks that were seen), the statements that came or were due and those that
    went, what stands now, the transitions (with why nobody is told, or None), statements to judge again later, the
    rules with their fingerprints, by what statements are found from now on, and the ids of what goes on under another
    (id → the one first given)."""

    facts: Mapping[str, int]
    statements: Collection[str]
    gone: Collection[str]
    current: Sequence[Discrepancy]
    changes: Sequence[tuple[Discrepancy, Change, str | None]]
    again: Mapping[str, datetime]
    rules: Mapping[str, str]
    links: Sequence[LinkRow] = ()
    names: Mapping[str, str] = field(default_factory=dict)


class JudgingStore(Protocol):
    """What judging asks of a store."""

    def judged_rules(self) -> dict[str, str]:
        """The rules of the last judgement with their fingerprints; empty before the first."""
        ...

    def dirty_facts(self, now: datetime) -> dict[str, int]:
        """Facts that are to be judged, each with a mark that moves on whenever its statements change."""
        ...

    def whole_facts(self) -> frozenset[str]:
        """Dirty facts of which people decided something: all their statements are to be judged."""
        ...

    def material(self, facts: Collection[str]) -> Material:
        """What there is to judge of some facts, as of one moment."""
        ...

    def unjudged(self, facts: Collection[str], now: datetime) -> Unjudged:
        """What came and what went of some facts since they were judged, and what is due to be judged again."""
        ...

    def near(self, facts: Collection[str], links: Collection[tuple[str, int, int]]) -> set[str]:
        """Ids of the statements of some facts that share a key (key, day, reach) and were printed within its reach."""
        ...

    def load(self, ids: Collection[str]) -> list[Statement]:
        """Statements by id, those of old revisions too."""
        ...

    def statements(self, facts: Collection[str] | None = None) -> list[Statement]:
        """The statements of the newest revisions, by fact."""
        ...

    def statements_by_id(self, prefix: str) -> list[Statement]:
        """Statements whose id begins so."""
        ...

    def standing_rules(self) -> frozenset[str]:
        """Rules that have something open."""
        ...

    def known_discrepancies(self, rules: Collection[str]) -> list[Noted]:
        """What is stored of some rules, closed ones too."""
        ...

    def touched_discrepancies(self, statements: Collection[str], ids: Collection[str]) -> list[Noted]:
        """What is stored with one of some statements on a side, or under one of some ids, closed ones too."""
        ...

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Those ids of findings that people know under another: the one first given, by id."""
        ...

    def save_judgement(self, judged: Judged, now: datetime) -> None:
        """Keep the judged state and its transitions, all or nothing."""
        ...
