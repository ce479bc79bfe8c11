"""The life of a discrepancy: each step has a name, small steps add up, what people dismissed stays so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from checker.alerting.sample import sample_discrepancy
from checker.judging.lifecycle import Known, transitions
from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.quantity import Qualifier, Quantity
from checker.model.verdict import Gap, Severity

FIRST = sample_discrepancy()
RULES = {FIRST.rule}


def _steps(known: Sequence[Known], current: Sequence[Discrepancy], rules: set[str] = RULES) -> list[Change]:
    return [change for _, change in transitions({one.latest.id: one for one in known}, current, rules)]


def _known(status: Status = Status.OPEN, noted: Discrepancy = FIRST, latest: Discrepancy = FIRST) -> Known:
    return Known(noted, latest, status)


def _apart(ratio: str) -> Discrepancy:
    return replace(FIRST, gap=Gap(Decimal(1), Decimal(ratio)))


def _edited(figure: int, *, revision: int = 2, wording: str = "") -> Discrepancy:
    value = Quantity(Decimal(figure), Decimal(figure), Qualifier.EXACT, "person", wording)
    quote = replace(FIRST.sides[1].quotes[0], revision=revision, value=value)
    return replace(FIRST, sides=(FIRST.sides[0], replace(FIRST.sides[1], quotes=(quote,))))


def _with_origin(name: str) -> Discrepancy:
    return replace(FIRST, sides=(replace(FIRST.sides[0], origins=(*FIRST.sides[0].origins, name)), FIRST.sides[1]))


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (FIRST, None),
        (replace(FIRST, severity=Severity.HIGH), Change.EASED),
        (_apart("5"), Change.WORSE),
        (_apart("4"), None),
        (_with_origin("Agencia"), Change.MORE_ORIGINS),
        (_edited(4000), Change.CORRECTED),
        (_edited(3000, wording="tres mil"), None),
        (_edited(4000, revision=1), None),
    ],
    ids=["same", "eased", "worse", "hardly worse", "another origin", "corrected", "reworded", "no new revision"],
)
def test_what_is_new_has_a_name(after: Discrepancy, change: Change | None) -> None:
    assert _steps([_known()], [after]) == ([change] if change else [])


def test_it_opens_closes_and_comes_again() -> None:
    assert _steps([], [FIRST]) == [Change.OPENED]
    assert _steps([_known()], []) == [Change.RESOLVED]
    assert _steps([_known(Status.RESOLVED)], [FIRST]) == [Change.REOPENED]
    assert _steps([_known(Status.RESOLVED)], []) == []
    assert _steps([_known()], [], rules={"another"}) == [], "what was not judged has not ended"


def test_many_small_steps_add_up() -> None:
    crept = _known(noted=_apart("3"), latest=_apart("3.7"))
    assert _steps([crept], [_apart("3.8")]) == [Change.WORSE]


def test_a_correction_that_widens_the_gap_is_worse_first() -> None:
    after = replace(_edited(900), gap=Gap(Decimal(10_100), Decimal(12)))
    assert _steps([_known()], [after]) == [Change.WORSE]


@pytest.mark.parametrize("current", [[], [FIRST]])
def test_what_people_dismissed_stays_dismissed(current: list[Discrepancy]) -> None:
    assert _steps([_known(Status.DISMISSED)], current) == []


def test_what_its_rule_holds_back_counts_as_not_there() -> None:
    held = replace(FIRST, held_back="standing")
    assert _steps([], [held]) == []
    assert _steps([_known()], [held]) == [Change.RESOLVED]
