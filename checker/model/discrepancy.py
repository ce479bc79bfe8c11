"""A disagreement on one topic under one rule, and the harmless differences beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from checker.model.statement import Claimant, Evidence, Value
from checker.model.verdict import Gap, Reason, Severity, Verdict


@dataclass(frozen=True, slots=True)
class Quote:
    """The proof: exact words of one statement, and where they stand."""

    statement: str
    article: str
    revision: int
    evidence: Evidence | None
    value: Value | None
    claimants: tuple[Claimant, ...]
    outlet: str | None
    origin: str | None
    published: str | None  # ISO, as TimeSpan.to_iso writes it
    url: str | None
    lang: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """One of the values that stand against each other, and everybody who says it."""

    value: Value | None
    claimants: tuple[Claimant, ...]
    outlets: tuple[str, ...]
    origins: tuple[str, ...]
    quotes: tuple[Quote, ...]

    @property
    def statements(self) -> tuple[str, ...]:
        """Ids of the statements on this side."""
        return tuple(quote.statement for quote in self.quotes)


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What people are told about. The id hangs on rule and topic, never on statement ids.

    `title` is worded per language. `sides` has at least two entries, the widest gap first and second.
    """

    id: str
    rule: str
    verdict: Verdict
    severity: Severity
    topic: Mapping[str, str]
    title: Mapping[str, str]
    reason: Reason
    gap: Gap | None
    sides: tuple[Side, ...]
    held_back: str | None = None  # a named reason why nobody is told (yet): draft, origins, standing, opponents


@dataclass(frozen=True, slots=True)
class Harmless:
    """A difference that a plain `!=` would report, and why it is none."""

    rule: str
    verdict: Verdict
    reason: Reason
    quotes: tuple[Quote, Quote]


@dataclass(frozen=True, slots=True)
class Findings:
    """What judging finds in a set of statements; the order is deterministic."""

    discrepancies: tuple[Discrepancy, ...] = ()
    harmless: tuple[Harmless, ...] = ()


def discrepancy_id(rule: str, topic: Mapping[str, str]) -> str:
    """A deterministic id from rule and topic: a better reader does not re-alert the past."""
    key = "\x1f".join([rule, *(f"{name}={topic[name]}" for name in sorted(topic))])
    return hashlib.sha256(key.encode()).hexdigest()[:12]


class Change(StrEnum):
    """The named reason of a transition, and of the message that tells it."""

    OPENED = "opened"
    WORSE = "worse"
    MORE_ORIGINS = "more_origins"
    EASED = "eased"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    CORRECTED = "corrected"
    REMINDER = "reminder"  # nothing new, still open: of a message alone, never of a transition


class Status(StrEnum):
    """Where a stored discrepancy stands in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    DISMISSED = "dismissed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Transition:
    """One step in the life of a discrepancy, as stored. `seq` orders them; `silent` names why nobody is told."""

    seq: int
    discrepancy: Discrepancy
    change: Change
    at: datetime
    silent: str | None = None
