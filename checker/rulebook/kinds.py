"""What a rule may ask of each kind of check; the kinds themselves are modules of judging/checks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from checker.model.verdict import Verdict
from checker.rulebook.facts import FactKind

SUM = "sum"  # the kind of check that holds an article's parts against their total, and so an article against itself
_PAIRS = frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.MISREPORT, Verdict.DENIAL, Verdict.FLIP})


@dataclass(frozen=True, slots=True)
class CheckKind:
    """`facts`: the kinds of fact it can judge; `verdicts`: those that it can alert on; `params`: its own keys and
    what each holds; `figures`: whether it compares figures, so that a tolerance and steps of severity apply."""

    facts: tuple[FactKind, ...]
    verdicts: frozenset[Verdict]
    params: Mapping[str, type] = field(default_factory=dict)
    figures: bool = False


CHECK_KINDS: Mapping[str, CheckKind] = {
    "quantity": CheckKind(
        (FactKind.COUNT, FactKind.MEASURE),
        frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.MISREPORT, Verdict.REVISION}),
        figures=True,
    ),
    "date": CheckKind((FactKind.EVENT,), _PAIRS),
    "value": CheckKind((FactKind.OFFICE, FactKind.EVENT, FactKind.COUNT), _PAIRS),
    "holder": CheckKind(
        (FactKind.OFFICE,), frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE}), {"days": int, "offices": list}
    ),
    "control": CheckKind((FactKind.EVENT,), frozenset({Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.DENIAL})),
    "stance": CheckKind((FactKind.COUNT, FactKind.EVENT), frozenset({Verdict.DENIAL, Verdict.FLIP}), {"days": int}),
    "order": CheckKind((FactKind.EVENT,), frozenset({Verdict.CONTRADICTION}), {"after": str}),
    SUM: CheckKind((FactKind.COUNT, FactKind.MEASURE), frozenset({Verdict.CONTRADICTION})),
}
