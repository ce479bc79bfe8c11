"""The life of a discrepancy: each step has a name, small steps add up, what people dismissed stays so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest

from checker.alerting.sample import sample_discrepancy
from checker.judging.lifecycle import Known, continued, transitions
from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.quantity import Qualifier, Quantity
from checker.model.verdict import Gap, Severity, Verdict

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


def _third(figure: int) -> Discrepancy:
    """With a third side of one outlet alone; the two that stand surest are as far apart as before."""
    value = Quantity(Decimal(figure), Decimal(figure), Qualifier.EXACT, "person")
    return replace(FIRST, sides=(*FIRST.sides, replace(FIRST.sides[1], value=value)))


@pytest.mark.parametrize(("figure", "change"), [(900, [Change.WORSE]), (6000, []), (2900, [])])
def test_a_third_side_far_outside_the_two_is_worse(figure: int, change: list[Change]) -> None:
    assert _steps([_known()], [_third(figure)]) == change
    assert _steps([_known(noted=_third(figure))], [_third(figure)]) == []


def _of_other_articles() -> Discrepancy:
    sides = tuple(
        replace(side, quotes=tuple(replace(quote, article=f"{quote.article}-later") for quote in side.quotes))
        for side in FIRST.sides
    )
    return replace(FIRST, sides=sides)


def test_another_disagreement_on_the_same_topic_is_told() -> None:
    later = _of_other_articles()
    assert _steps([_known()], [later]) == [Change.REOPENED]
    assert _steps([_known(noted=later, latest=later)], [later]) == [], "once"
    half = replace(FIRST, sides=(FIRST.sides[0], later.sides[1]))
    assert _steps([_known()], [half]) == [], "one side still stands"
    assert _steps([_known(Status.DISMISSED)], [later]) == []


@pytest.mark.parametrize("current", [[], [FIRST]])
def test_what_people_dismissed_stays_dismissed(current: list[Discrepancy]) -> None:
    assert _steps([_known(Status.DISMISSED)], current) == []


def test_what_its_rule_holds_back_counts_as_not_there() -> None:
    held = replace(FIRST, held_back="standing")
    assert _steps([], [held]) == []
    assert _steps([_known()], [held]) == [Change.RESOLVED]


def _of(name: str, *statements: str, **keys: object) -> Discrepancy:
    """A disagreement under an id, with one side for each half of its statements."""
    quote = FIRST.sides[0].quotes[0]
    half = len(statements) // 2
    sides = tuple(
        replace(FIRST.sides[0], quotes=tuple(replace(quote, statement=one) for one in part))
        for part in (statements[:half], statements[half:])
    )
    return replace(FIRST, id=name, sides=sides, **keys)  # type: ignore[arg-type]


def _continued(
    current: Sequence[Discrepancy], known: dict[str, Known], names: dict[str, str] | None = None
) -> tuple[list[str], dict[str, str]]:
    found, new = continued(current, known, names or {})
    return [one.id for one in found], new


def test_what_shares_a_statement_goes_on_under_the_id_first_given() -> None:
    known = {"x": _known(latest=_of("x", "s1", "s2"))}
    assert _continued([_of("y", "s2", "s3")], known) == (["x"], {"y": "x"})
    assert _continued([_of("y", "s3", "s4")], known, {"y": "x"}) == (["x"], {}), "and keeps it"
    assert _continued([_of("x", "s1", "s2")], known, {"x": "z"}) == (["x"], {})


@pytest.mark.parametrize(
    "other",
    [
        _of("y", "s3", "s4"),
        _of("y", "s1", "s2", rule="another"),
        _of("y", "s1", "s2", verdict=Verdict.DENIAL),
        _of("y", "s1", "s2", held_back="origins"),
    ],
    ids=["nothing shared", "another rule", "of another kind", "nobody is told"],
)
def test_what_only_looks_alike_is_another(other: Discrepancy) -> None:
    assert _continued([other], {"x": _known(latest=_of("x", "s1", "s2"))}) == (["y"], {})


def test_what_parts_or_meets_leaves_each_id_to_one() -> None:
    one, two = _known(latest=_of("x", "s1", "s2", "s3")), _known(latest=_of("z", "s4", "s5"))
    assert _continued([_of("x", "s1", "s2"), _of("y", "s2", "s3")], {"x": one}) == (["x", "y"], {}), "it parted"
    assert _continued([_of("y", "s2", "s3"), _of("w", "s1", "s3")], {"x": one}) == (["x", "w"], {"y": "x"})
    assert _continued([_of("y", "s1", "s2", "s4")], {"x": one, "z": two}) == (["x"], {"y": "x"}), (
        "most is shared with x"
    )
    over = _known(Status.RESOLVED, latest=_of("x", "s1", "s2", "s3"))
    assert _continued([_of("y", "s1", "s2", "s4")], {"x": over, "z": two}) == (["z"], {"y": "z"}), "rather what stands"
    assert _continued([_of("y", "s1", "s2")], {"x": over}) == (["x"], {"y": "x"}), "it comes again"
    assert _continued([_of("x", "s1"), _of("y", "s2", "s9")], {"x": one}, {"y": "x"}) == (["x", "y"], {})
