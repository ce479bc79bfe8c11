"""Two statements under one rule, ordered in time: what every step of the algebra looks at."""

from __future__ import annotations

from collections.abc import Mapping

from checker.judging import alignment as align
from checker.judging.alignment import Order
from checker.judging.ranges import Settings
from checker.judging.values import in_words
from checker.model.quantity import Quantity
from checker.model.statement import Statement
from checker.model.verdict import Reason
from checker.rulebook.rules import RuleSpec

Filling = str | Mapping[str, str]


class Pair:
    """Two statements under a rule, the earlier first where the times tell; `fell` marks a toll that went down."""

    def __init__(self, a: Statement, b: Statement, rule: RuleSpec, settings: Settings) -> None:
        order = align.order(a, b)
        turned = order is Order.LATER or (b.superseded and not a.superseded)
        self.a, self.b = (b, a) if turned else (a, b)
        #: Which of the two figures held first.
        self.order = order.reversed if turned else order
        self.rule = rule
        self.settings = settings
        self.fell = False
        one, two = self.a.value, self.b.value
        #: Both values, where both are quantities.
        self.quantities: tuple[Quantity, Quantity] | None = (
            (one, two) if isinstance(one, Quantity) and isinstance(two, Quantity) else None
        )

    def reason(self, key: str, **more: Filling) -> Reason:
        """A reason about the two values, in their order."""
        return Reason(key, {"a": in_words(self.a.value), "b": in_words(self.b.value), **more})

    def swapped(self) -> Pair:
        """The same pair, told the other way round."""
        other = Pair.__new__(Pair)
        other.a, other.b, other.rule, other.settings, other.fell = self.b, self.a, self.rule, self.settings, self.fell
        other.order = self.order.reversed
        other.quantities = None if self.quantities is None else (self.quantities[1], self.quantities[0])
        return other
