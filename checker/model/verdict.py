"""Why two statements may differ, or do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Verdict(StrEnum):
    """The thirteen verdicts, in the order in which they are tried."""

    INCOMPARABLE = "incomparable"
    PROSPECTIVE = "prospective"
    DENIAL = "denial"
    FLIP = "flip"
    INCREMENT = "increment"
    SCOPE = "scope"
    SAME = "same"
    COMPATIBLE = "compatible"
    REVISION = "revision"
    EVOLUTION = "evolution"
    MISREPORT = "misreport"
    DISPUTE = "dispute"
    CONTRADICTION = "contradiction"


class Severity(StrEnum):
    """How much it matters, least first."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for low to 3 for critical."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True)
class Reason:
    """A sentence that is chosen here and worded in the reader's language: a key of `checker/texts` and what
    it is filled with. Values are strings, or `{lang: string}` where the filling itself differs by language."""

    key: str
    params: Mapping[str, str | Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Gap:
    """How far apart two values are: `absolute` in the fact's unit, `ratio` larger / smaller (None by zero)."""

    absolute: Decimal
    ratio: Decimal | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on a pair. `alert`: whether the rule would tell people; `held_back`: a named reason (see
    `Discrepancy`) why the pair alone tells nobody all the same."""

    verdict: Verdict
    reason: Reason
    gap: Gap | None = None
    alert: bool = False
    held_back: str | None = None
