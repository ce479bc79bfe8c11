"""Amounts with the hedge they were told with: «más de 10.000» is low 10 000, no high, `more_than`."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from checker.model.record import record


class Qualifier(StrEnum):
    """The hedge, in the terms of the labelling guidelines."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"
    BETWEEN = "between"
    VAGUE = "vague"


@record
class Quantity:
    """The plain numeric reading: `low` and `high` as told, None = unbounded.

    «unos 11.000» is 11 000 to 11 000, `about`; how wide "about" is belongs to judging. `unit` is `person`,
    `percent`, an ISO 4217 code, or what a rule file's fact says it counts. `text` is the surface string.
    """

    low: Decimal | None
    high: Decimal | None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str = ""
    text: str = ""

    def __hash__(self) -> int:
        return hash((self.low, self.high, self.text))  # an enum's hash is slow, and values are looked up all the time

    @property
    def is_floor(self) -> bool:
        """Whether it only gives a lower bound: «al menos 10», "more than 60"."""
        return self.high is None and self.qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN)

    def to_json(self) -> dict[str, int | float | str | None]:
        """`{"low", "high", "qualifier"}` and `"unit"` where there is one."""
        out: dict[str, int | float | str | None] = {
            "low": plain_number(self.low),
            "high": plain_number(self.high),
            "qualifier": self.qualifier.value,
        }
        if self.unit:
            out["unit"] = self.unit
        return out


def plain_number(value: Decimal | None) -> int | float | None:
    """A Decimal as JSON writes it: whole numbers without a point."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
