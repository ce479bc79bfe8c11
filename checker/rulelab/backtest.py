"""What draft rules would have raised on articles that are there already, beside the rules in force. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from checker.judging import judge
from checker.model.decision import Decided
from checker.model.discrepancy import Discrepancy
from checker.model.statement import Statement
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import RuleStatus


@dataclass(frozen=True, slots=True)
class Backtest:
    """`adds`: what only the drafts raise; `removes`: what the rules that they replace raise and they do not; `same`:
    what both raise; `held`: what the drafts find and hold back."""

    adds: tuple[Discrepancy, ...]
    removes: tuple[Discrepancy, ...]
    same: tuple[Discrepancy, ...]
    held: tuple[Discrepancy, ...]


def backtest(
    statements: Sequence[Statement],
    drafts: Rulebook,
    running: Rulebook,
    *,
    now: datetime | None = None,
    decided: Decided | None = None,
) -> Backtest:
    """The drafts, as if they were in force, against the rules in force on the same statements."""
    facts = {rule.fact.id for rule in drafts.rules}
    tried = replace(drafts, rules=tuple(replace(rule, status=RuleStatus.STABLE) for rule in drafts.rules))
    beside = replace(running, rules=tuple(rule for rule in running.rules if rule.fact.id in facts))
    found = judge(statements, tried, now=now, decided=decided).discrepancies
    raised = _told(found)
    standing = _told(judge(statements, beside, now=now, decided=decided).discrepancies)
    ids = {rule.id for rule in drafts.rules}
    return Backtest(
        adds=tuple(one for one in raised if not any(_alike(one, other) for other in standing)),
        removes=tuple(one for one in standing if one.rule in ids and not any(_alike(one, other) for other in raised)),
        same=tuple(one for one in raised if any(_alike(one, other) for other in standing)),
        held=tuple(one for one in found if one.held_back is not None),
    )


def _told(found: Iterable[Discrepancy]) -> list[Discrepancy]:
    return [one for one in found if one.held_back is None]


def _alike(one: Discrepancy, other: Discrepancy) -> bool:
    """Whether two rules raise the same thing: the same discrepancy, or statements of two sides of it."""
    if one.id == other.id:
        return True
    mine = {quote.statement for side in one.sides for quote in side.quotes}
    return sum(bool(mine & {quote.statement for quote in side.quotes}) for side in other.sides) > 1
