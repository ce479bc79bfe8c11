"""Quantities as the ranges they may mean, and whether two of them meet.

How wide "about" is follows from the digits given: one significant digit ±20 %, two ±10 %, three or more ±5 %. An
open bound reaches to twice its number («más de 10.000» up to 20.000); a vague plural has no upper bound.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from checker.model.quantity import Qualifier, Quantity
from checker.model.verdict import Gap
from checker.rulebook.rules import Amount, Threshold

ABOUT = {1: Decimal("0.20"), 2: Decimal("0.10")}
ABOUT_FINE = Decimal("0.05")


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be set: how far an open bound reaches, as a factor."""

    reach: Decimal = Decimal(2)


@dataclass(frozen=True, slots=True)
class Range:
    """What a quantity may mean; `high` None is unbounded. Both ends count."""

    low: Decimal
    high: Decimal | None

    def meets(self, other: Range) -> bool:
        """Whether the two have a number in common."""
        return (self.high is None or other.low <= self.high) and (other.high is None or self.low <= other.high)


def significant_digits(value: Decimal) -> int:
    """11 000 has two, 10 000 one, 11 320 four."""
    digits = f"{value.normalize():f}".replace(".", "").replace("-", "").strip("0")
    return max(len(digits), 1)


def width(value: Decimal) -> Decimal:
    """The share by which "about" may miss."""
    return ABOUT.get(significant_digits(value), ABOUT_FINE)


def meaning(quantity: Quantity, settings: Settings) -> Range:
    """What a hedged number may mean."""
    low, high, qualifier = quantity.low, quantity.high, quantity.qualifier
    if qualifier is Qualifier.VAGUE:
        return Range(low or Decimal(0), None)
    if qualifier is Qualifier.ABOUT and low is not None and high is not None:
        return Range(low * (1 - width(low)), high * (1 + width(high)))
    if low is not None and high is None:
        return Range(low, low * settings.reach)
    if low is None and high is not None:
        # «hasta 50» says little below: as far as an open bound reaches the other way
        return Range(high / settings.reach if qualifier is Qualifier.AT_MOST else Decimal(0), high)
    return Range(low or Decimal(0), high)


def overlap(a: Quantity, b: Quantity, settings: Settings, tolerance: Threshold | None = None) -> bool:
    """Whether two quantities can both be right, within a rule's tolerance."""
    one, two = meaning(a, settings), meaning(b, settings)
    if one.meets(two):
        return True
    if tolerance is None:
        return False
    lower, upper = (one, two) if one.low <= two.low else (two, one)
    edge = lower.high if lower.high is not None else lower.low
    if tolerance.unit is Amount.ABSOLUTE:
        return upper.low - edge <= tolerance.value
    return not tolerance.reached(edge, upper.low)


def fits(part: Quantity, whole: Quantity, settings: Settings) -> bool:
    """Whether a part can lie in a whole: it must not be larger than the whole may be."""
    one, two = meaning(part, settings), meaning(whole, settings)
    return two.high is None or one.low <= two.high


def point(quantity: Quantity) -> Decimal:
    """One number for a quantity: its middle, or its only bound."""
    low, high = quantity.low, quantity.high
    if low is not None and high is not None:
        return (low + high) / 2
    return low if low is not None else (high if high is not None else Decimal(0))


def gap(a: Quantity, b: Quantity) -> Gap:
    """How far apart two quantities are, from their nearest ends."""
    lower, upper = sorted((a, b), key=point)
    near = lower.high if lower.high is not None else point(lower)
    far = upper.low if upper.low is not None else point(upper)
    if far < near:
        near, far = sorted((point(lower), point(upper)))
    return Gap(far - near, far / near if near > 0 else None)


def factor_of_ten(a: Quantity, b: Quantity) -> bool:
    """Whether the same digits stand at another power of ten: 2 700 and 270."""
    one, two = point(a), point(b)
    if one <= 0 or two <= 0 or one == two:
        return False
    larger, smaller = max(one, two), min(one, two)
    return larger / smaller in (10, 100, 1000)
