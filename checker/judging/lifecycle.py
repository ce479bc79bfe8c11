"""What changed between two judgements of the same topics: the named reasons for telling people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from checker.judging.judge import ratio
from checker.model.discrepancy import Change, Discrepancy, Status

STEP = Decimal("1.25")  # a gap that grew or shrank by less says nothing new


def transitions(
    previous: Mapping[str, tuple[Discrepancy, Status]],
    current: Iterable[Discrepancy],
    judged_rules: Collection[str],
) -> Iterator[tuple[Discrepancy, Change]]:
    """Each discrepancy that opened, changed or closed, in a stable order.

    `previous` holds what is stored of the rules in `judged_rules`, closed ones too; what is held back by its rule
    counts as not there. The discrepancy that comes with a change is the new state (the last known one when it
    closed).
    """
    now = {one.id: one for one in current if one.held_back is None}
    for key in sorted(now):
        known = previous.get(key)
        if known is None:
            yield now[key], Change.OPENED
        elif known[1] is Status.RESOLVED:
            yield now[key], Change.REOPENED
        else:
            change = _changed(known[0], now[key])
            if change is not None:
                yield now[key], change
    for key in sorted(previous):
        old, status = previous[key]
        if key not in now and status is not Status.RESOLVED and old.rule in judged_rules:
            yield old, Change.RESOLVED


def _changed(old: Discrepancy, new: Discrepancy) -> Change | None:
    """What is new between two states of one discrepancy, the weightiest first."""
    if new.severity.rank > old.severity.rank or (ratio(old) and ratio(new) >= ratio(old) * STEP):
        return Change.WORSE
    if new.severity.rank < old.severity.rank:
        return Change.EASED
    if _revised(old, new):
        return Change.CORRECTED
    if _origins(new) - _origins(old):
        return Change.MORE_ORIGINS
    return None


def _origins(discrepancy: Discrepancy) -> set[str]:
    return {origin for side in discrepancy.sides for origin in side.origins}


def _revised(old: Discrepancy, new: Discrepancy) -> bool:
    """Whether an outlet edited an article that stands on a side."""
    before = {quote.article: quote.revision for side in old.sides for quote in side.quotes}
    after = {quote.article: quote.revision for side in new.sides for quote in side.quotes}
    return any(after[article] > before[article] for article in before.keys() & after.keys())
