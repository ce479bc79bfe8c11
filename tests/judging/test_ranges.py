"""What a hedged number may mean."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checker.judging.ranges import Settings, factor_of_ten, gap, meaning, overlap, significant_digits, width
from checker.model.quantity import Qualifier, Quantity

NUMBERS = st.integers(min_value=1, max_value=10**9).map(Decimal)


def _quantity(low: object, high: object = "same", qualifier: Qualifier = Qualifier.EXACT) -> Quantity:
    top = low if high == "same" else high
    return Quantity(None if low is None else Decimal(str(low)), None if top is None else Decimal(str(top)), qualifier)


@pytest.mark.parametrize(("number", "digits"), [(10000, 1), (11000, 2), (11320, 4), (5, 1), ("0.25", 2), (0, 1)])
def test_significant_digits(number: object, digits: int) -> None:
    assert significant_digits(Decimal(str(number))) == digits


@pytest.mark.parametrize(("number", "share"), [(500, "0.20"), (11000, "0.10"), (1234, "0.05")])
def test_about_is_as_wide_as_its_digits(number: int, share: str) -> None:
    assert width(Decimal(number)) == Decimal(share)


def test_an_open_bound_reaches_to_twice_its_number() -> None:
    more = _quantity(10000, None, Qualifier.MORE_THAN)
    assert overlap(more, _quantity(19000), Settings())
    assert not overlap(more, _quantity(21000), Settings())
    assert overlap(more, _quantity(21000), Settings(reach=Decimal(3)))


def test_a_vague_plural_has_no_upper_bound() -> None:
    assert overlap(_quantity(2000, 9999, Qualifier.VAGUE), _quantity(140000), Settings())


@given(NUMBERS, NUMBERS, st.sampled_from(list(Qualifier)), st.sampled_from(list(Qualifier)))
def test_overlap_is_symmetric_and_reflexive(a: Decimal, b: Decimal, one: Qualifier, two: Qualifier) -> None:
    left, right = Quantity(a, a, one), Quantity(b, b, two)
    assert overlap(left, right, Settings()) == overlap(right, left, Settings())
    assert overlap(left, left, Settings())
    assert meaning(left, Settings()).low <= a


@given(NUMBERS, NUMBERS)
def test_gap_is_never_negative(a: Decimal, b: Decimal) -> None:
    found = gap(Quantity(a, a), Quantity(b, b))
    assert found.absolute == abs(a - b)
    assert found.ratio is None or found.ratio >= 1


def test_a_factor_of_ten() -> None:
    assert factor_of_ten(_quantity(2700), _quantity(270))
    assert not factor_of_ten(_quantity(2700), _quantity(300))
