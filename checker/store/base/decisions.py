"""What people decide about what is compared, as a store keeps it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checker.model.decision import Decided, EntityDecision, PairException, RuleRecord
from checker.model.discrepancy import Status


@dataclass(frozen=True, slots=True)
class RuleHits:
    """What a rule found: its discrepancies by state, and when the last of them changed."""

    counts: Mapping[Status, int]
    last: datetime


class DecisionStore(Protocol):
    """What people decide about what is compared, and what follows for the rules."""

    def decided(self) -> Decided:
        """All decisions in force, oldest first."""
        ...

    def exceptions(self) -> Sequence[PairException]:
        """Every exception, revoked ones too, oldest first."""
        ...

    def save_exception(self, one: PairException) -> None:
        """Let two sides stand against each other from now on."""
        ...

    def revoke_exception(self, exception: str, author: str, now: datetime) -> None:
        """Take an exception back; it stays listed."""
        ...

    def save_entity_decision(self, one: EntityDecision) -> None:
        """Remember that two are the same, or are not; everything is judged again."""
        ...

    def entity_decisions(self) -> Sequence[EntityDecision]:
        """Every decision on who is who, those that were taken back too, oldest first."""
        ...

    def revoke_entity_decision(self, number: int, author: str, now: datetime) -> None:
        """Take a decision on who is who back, as if it had never been made; everything is judged again."""
        ...

    def rule_records(self) -> dict[str, RuleRecord]:
        """How every rule fared that ever told anybody of anything."""
        ...
