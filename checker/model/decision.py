"""What people have decided about what the program compares: which differences are known, who is who."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class PairException:
    """Values on one topic that may stand against each other from now on, and why.

    `sides` holds for each side the values (as `decisions.value_key` writes them) that stood on it, `topic` the roles
    of the topic, `articles` who told them. Neither rule nor statement ids are part of it, so that a new version of
    rule or reader changes nothing.
    """

    id: str
    fact: str
    topic: Mapping[str, str]
    sides: tuple[frozenset[str], ...]
    articles: frozenset[str]
    author: str
    reason: str
    at: datetime
    revoked_at: datetime | None = None
    revoked_by: str | None = None


@dataclass(frozen=True, slots=True)
class EntityDecision:
    """`a` and `b` (ids or names as written) are the same, or are not. The latest on two of them that was not taken
    back holds. `number` is that of the store."""

    a: str
    b: str
    same: bool
    author: str
    reason: str
    at: datetime
    number: int = field(default=0, compare=False)
    revoked_at: datetime | None = None
    revoked_by: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions in force, oldest first."""

    exceptions: tuple[PairException, ...] = ()
    entities: tuple[EntityDecision, ...] = ()


ENOUGH_ALERTS = 10  # below, a share of false alarms would say nothing


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """How a rule fared: discrepancies that people were told of, and those of them that were dismissed."""

    alerts: int = 0
    false_alarms: int = 0
    reasons: tuple[str, ...] = field(default=())  # of the dismissals, newest first

    def share(self, least: int = ENOUGH_ALERTS) -> float | None:
        """The share of false alarms; None below so many alerts."""
        return self.false_alarms / self.alerts if self.alerts >= least else None
