"""What the sources of a disagreement that is over say now: those that it was between, and what is new on its topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Set

from checker.judging.findings import pair_text, side_of
from checker.judging.topics import topics
from checker.model.discrepancy import Discrepancy, Side
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Statement, Value
from checker.rulebook.rules import RuleSpec


def settled(
    one: Discrepancy, statements: Iterable[Statement], rule: RuleSpec, news: Set[str] = frozenset()
) -> tuple[Side, ...]:
    """A side for each value that is said now, those that most articles print first, else the oldest; none where all
    were withdrawn.

    `statements`: what is known today of the topics around it; `news`: ids of those that came since it was last judged.
    """
    articles = {quote.article for side in one.sides for quote in side.quotes}
    same = [statement for statement in statements if statement.fact == rule.fact.id]
    values: dict[str, list[Statement]] = defaultdict(list)
    for topic in topics(same, rule):
        if articles.isdisjoint(statement.article for statement in topic.statements):
            continue
        for statement in topic.statements:
            if not statement.superseded and (statement.article in articles or statement.id in news):
                values[_alike(statement.value)].append(statement)
    sides = [side_of(found) for found in values.values()]
    return tuple(sorted(sides, key=lambda side: -len({quote.article for quote in side.quotes})))


def _alike(value: Value | None) -> str:
    """A key of values that a reader takes for the same: «unos 4.000» and «4.000» are."""
    if isinstance(value, Quantity) and value.qualifier in (Qualifier.EXACT, Qualifier.ABOUT):
        return f"{value.low}-{value.high}"
    return pair_text(value)
