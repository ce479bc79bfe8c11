"""What the steps of alerting hand to each other: one discrepancy on its way to one notifier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from checker.alerting.route import Way
from checker.model.alert import Decision, Told, Why
from checker.model.discrepancy import Change, Discrepancy, Status, Transition


@dataclass(frozen=True, slots=True)
class Case:
    """News of one discrepancy for one notifier by one way: the transitions that nobody has decided about yet,
    oldest first (none: it is only to be recalled), and what the notifier was told last."""

    way: Way
    notifier: str
    discrepancy: Discrepancy
    steps: tuple[Transition, ...]
    told: Told | None
    status: Status
    opened_at: datetime | None = None

    @property
    def ended(self) -> bool:
        """Whether the sources agree again."""
        return bool(self.steps) and self.steps[-1].change is Change.RESOLVED

    def decided(self, reason: str, now: datetime, *, detail: str = "", message: str | None = None) -> list[Decision]:
        """The same decision about each of its transitions, for good; about the recall where it has none."""
        seqs: list[int | None] = [step.seq for step in self.steps] or [None]
        return [
            Decision(self.discrepancy.id, seq, self.way.route, self.notifier, reason, now, detail, message)
            for seq in seqs
        ]

    def waits(self, why: Why, now: datetime, *, detail: str = "", until: datetime | None = None) -> list[Decision]:
        """That each of its transitions waits."""
        return [
            Decision(self.discrepancy.id, step.seq, self.way.route, self.notifier, why, now, detail, None, until, False)
            for step in self.steps
        ]


@dataclass(frozen=True, slots=True)
class Quiet:
    """Why a case keeps quiet: for good, or (`settled` False) until something changes."""

    why: Why
    detail: str = ""
    until: datetime | None = None
    settled: bool = True
