"""What a rule is, once its file has been checked."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Set
from dataclasses import dataclass, field, fields, is_dataclass, replace
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

from checker.model.verdict import Severity, Verdict
from checker.rulebook.facts import FactSpec

ALERTING = frozenset(
    {Verdict.DENIAL, Verdict.FLIP, Verdict.MISREPORT, Verdict.DISPUTE, Verdict.CONTRADICTION, Verdict.REVISION}
)


HELD = ("origins", "one_article", "opponents")  # why a rule may hold back what it finds, as an example can show it


class RuleStatus(StrEnum):
    """A draft runs and is listed, but alerts nobody."""

    STABLE = "stable"
    DRAFT = "draft"


class Amount(StrEnum):
    """The unit of a tolerance or a severity step: a share of the smaller value, a factor, or the fact's unit."""

    PERCENT = "percent"
    FACTOR = "factor"
    ABSOLUTE = "absolute"


@dataclass(frozen=True, slots=True)
class Threshold:
    """`15%` → (PERCENT, 15), `1.2x` → (FACTOR, 1.2), `±500` → (ABSOLUTE, 500)."""

    unit: Amount
    value: Decimal

    def reached(self, smaller: Decimal, larger: Decimal) -> bool:
        """True when two values are at least this far apart."""
        if self.unit is Amount.ABSOLUTE:
            return larger - smaller >= self.value
        if smaller <= 0:
            return larger > smaller
        if self.unit is Amount.FACTOR:
            return larger / smaller >= self.value
        return (larger - smaller) * 100 / smaller >= self.value


@dataclass(frozen=True, slots=True)
class CheckSpec:
    """How the statements of a topic are held against each other; `kind` names a module of judging/checks."""

    kind: str
    tolerance: Threshold | None = None
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """One sentence of an example. `on` is ISO or empty."""

    outlet: str
    says: str
    on: str = ""
    origin: str = ""
    title: str = ""
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A test of a rule, written as sentences. `verdict` None: nothing at all may be found. `held`: an alert that the
    rule holds back, and why (a key of HELD)."""

    alerts: bool
    verdict: Verdict | None
    given: tuple[Given, ...]
    line: int
    held: str | None = None


@dataclass(frozen=True, slots=True, eq=False)  # one rule as it was read: it is itself and no other
class RuleSpec:
    """One rule. `origins`: how many independent origins must stand behind it when a side speaks in outlets' own
    voice, so that one wire story in two papers is no disagreement; two named claimants suffice."""

    id: str
    title: Mapping[str, str]
    fact: FactSpec
    check: CheckSpec
    same: tuple[str, ...] = ()
    where: Mapping[str, str] = field(default_factory=dict)
    within: timedelta | None = None
    alert_on: frozenset[Verdict] = frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.MISREPORT})
    origins: int = 2
    stand_for: timedelta = timedelta(0)
    opponents: tuple[frozenset[str], ...] = ()
    severity: tuple[tuple[Severity, Threshold], ...] = ()
    status: RuleStatus = RuleStatus.STABLE
    ours: Severity = Severity.HIGH  # at least so severe when the user's own outlet stands alone on a side
    labels: Mapping[str, str] = field(default_factory=dict)  # for routes and silences
    called: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # by fact: the labels of those it looks at
    false_positives: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    file: str = ""
    line: int = 0


def fact_label(rule: RuleSpec, fact: str) -> Mapping[str, str] | str:
    """What a fact that a rule looks at is called, by language; its id where no file says."""
    return rule.called.get(fact, fact)


def default_rule(fact: FactSpec) -> RuleSpec:
    """The rule for a fact that no rule file judges: a plain quantity with the usual verdicts."""
    return RuleSpec(
        id=f"{fact.id}-disagree",
        title=dict(fact.label),
        fact=fact,
        check=CheckSpec("quantity"),
        same=("of", "place"),
        alert_on=ALERTING,
        called={fact.id: fact.label},
    )


@lru_cache(maxsize=5_000)
def fingerprint(rule: RuleSpec, program: str) -> str:
    """What a rule's findings hang on besides the statements: its own keys, its fact's, and the program's version.

    Not its title, examples, words or place in a file, which change nothing about what is stored.
    """
    fact = replace(rule.fact, label={}, words={}, file="")
    bare = replace(rule, fact=fact, title={}, called={}, false_positives=(), examples=(), file="", line=0)
    return hashlib.sha256(f"{program}|{_canonical(bare)}".encode()).hexdigest()[:16]


def _canonical(value: object) -> str:
    """A value as text that is the same in every process: sets have no order of their own."""
    if is_dataclass(value) and not isinstance(value, type):
        return _canonical({one.name: getattr(value, one.name) for one in fields(value)})
    if isinstance(value, Mapping):
        return "{" + ",".join(f"{key}:{_canonical(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, Set):
        return "{" + ",".join(sorted(_canonical(one) for one in value)) + "}"
    if isinstance(value, list | tuple):
        return "[" + ",".join(_canonical(one) for one in value) + "]"
    return str(value)
