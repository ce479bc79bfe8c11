"""A disagreement on one topic under one rule, and the harmless differences beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from checker.model.quantity import Quantity
from checker.model.statement import Claimant, Evidence, Ref, Value
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
class Edited:
    """An outlet's edit of a published figure: when the versions with the old and the new figure were read, and whether
    the newer one says that it was corrected."""

    article: str
    revision: int
    before_at: datetime
    after_at: datetime
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """What people are told about. The id hangs on rule and topic, never on statement ids.

    `title` is worded per language. `sides` has at least two entries, the widest gap first and second. With `edited` it
    is no disagreement between sources but what one of them changed, told once: its sides are before and after. Of one
    that is over, `settled` is what its sources say now, what most of them say first (None: not known), and `sides` are
    what stood against each other last.
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
    labels: Mapping[str, str] = field(default_factory=dict)  # the rule's own, for routes and silences
    edited: Edited | None = None
    settled: tuple[Side, ...] | None = None
    place: Ref | None = None  # the narrowest that the two surest sides agree on; `topic` has the widest

    @property
    def ratio(self) -> Decimal:
        """How far apart it is: the gap's ratio, 0 without one."""
        return self.gap.ratio if self.gap is not None and self.gap.ratio is not None else Decimal(0)

    @property
    def spread(self) -> Decimal:
        """How many times the lowest side's figure the highest is, from their nearest ends; 0 without figures. The gap
        is that of the two sides that stand surest."""
        told = [one.value for one in self.sides if isinstance(one.value, Quantity)]
        most = max((one.low if one.low is not None else one.high or Decimal(0) for one in told), default=Decimal(0))
        least = min((one.high if one.high is not None else one.low or Decimal(0) for one in told), default=Decimal(0))
        return most / least if least > 0 else Decimal(0)


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


STEP = Decimal("1.25")  # a gap that grew by less says nothing new
ORIGINS_STEP = Decimal("1.5")  # one more paper beside forty says nothing new either


def difference(old: Discrepancy, new: Discrepancy) -> Change | None:
    """What is new between two open states of one discrepancy, the weightiest first."""
    if new.severity.rank > old.severity.rank or (old.ratio and new.ratio >= old.ratio * STEP):
        return Change.WORSE
    if old.spread and new.spread >= old.spread * STEP:
        return Change.WORSE  # a third side far outside the two, though one outlet alone has it
    if _corrected(old, new):
        return Change.CORRECTED
    if new.severity.rank < old.severity.rank:
        return Change.EASED
    if _origins(new) - _origins(old) and len(_origins(new)) >= len(_origins(old)) * ORIGINS_STEP:
        return Change.MORE_ORIGINS
    return None


def _origins(discrepancy: Discrepancy) -> set[str]:
    return {origin for side in discrepancy.sides for origin in side.origins}


def _corrected(old: Discrepancy, new: Discrepancy) -> bool:
    """Whether an outlet edited an article and now says another thing in it; other edits say nothing new."""
    before, after = _printed(old), _printed(new)
    return any(
        after[article][0] > before[article][0] and after[article][1] != before[article][1]
        for article in before.keys() & after.keys()
    )


def _printed(discrepancy: Discrepancy) -> dict[str, tuple[int, frozenset[tuple[str, tuple[str, ...]]]]]:
    """By article: its revision, and what it says (value and claimants) on any side."""
    said: dict[str, set[tuple[str, tuple[str, ...]]]] = {}
    revisions: dict[str, int] = {}
    for side in discrepancy.sides:
        for quote in side.quotes:
            claimants = tuple(sorted(one.entity or one.text for one in quote.claimants))
            said.setdefault(quote.article, set()).add((_plain(quote.value), claimants))
            revisions[quote.article] = max(quote.revision, revisions.get(quote.article, 0))
    return {article: (revisions[article], frozenset(values)) for article, values in said.items()}


def _plain(value: Value | None) -> str:
    """A value without its wording: a figure that is only put in other words was not corrected."""
    return f"{value.low}/{value.high}/{value.unit}" if isinstance(value, Quantity) else repr(value)


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


@dataclass(frozen=True, slots=True)
class StoredDiscrepancy:
    """A discrepancy with its place in life."""

    discrepancy: Discrepancy
    status: Status
    opened_at: datetime
    changed_at: datetime
    author: str | None = None
    reason: str | None = None
