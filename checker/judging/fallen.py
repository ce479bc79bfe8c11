"""The tolls that a speaker took back, and who stands against one of them. A topic may hold thousands of pairs: each
distinct pair of figures is looked at once."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from checker.judging.findings import Found
from checker.judging.ranges import Range, Settings, meaning, point
from checker.model.quantity import Quantity

_Figure = tuple[Range, Decimal]  # what a quantity may mean, and its middle
_SETTINGS = Settings()


class Fallen:
    """The pairs of which a figure fell, by their two figures, the lower first."""

    def __init__(self, pairs: Iterable[Found]) -> None:
        self._steps = list(dict.fromkeys(step for one in pairs if (step := _by_size(one)) is not None))
        self._below: dict[_Figure, list[tuple[_Figure, Decimal]]] = {}
        self._known: dict[tuple[_Figure, _Figure], bool] = {}

    def told_again(self, one: Found) -> bool:
        """Whether a figure stands against the one that a speaker took back: at the lower one or on the way up."""
        values = _by_size(one) if self._steps else None
        if values is None:
            return False
        if values not in self._known:
            (meant, at), upper = values
            self._known[values] = any(
                low <= at < high or meant.meets(lower) for (lower, low), high in self._steps_from(upper)
            )
        return self._known[values]

    def _steps_from(self, upper: _Figure) -> list[tuple[_Figure, Decimal]]:
        """The lower figures of the steps that came down from one, each with the middle of what it came down from."""
        if upper not in self._below:
            self._below[upper] = list(
                dict.fromkeys((lower, top[1]) for lower, top in self._steps if upper[0].meets(top[0]))
            )
        return self._below[upper]


def _by_size(one: Found) -> tuple[_Figure, _Figure] | None:
    a, b = one.a.value, one.b.value
    if not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return None
    lower, upper = sorted(((meaning(value, _SETTINGS), point(value)) for value in (a, b)), key=lambda told: told[1])
    return lower, upper
