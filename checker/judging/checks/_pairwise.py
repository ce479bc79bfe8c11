"""What most kinds share: the statements that speak now, each pair of them held against each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import combinations

from checker.judging import alignment as align
from checker.judging import speakers
from checker.judging.compare import compare
from checker.judging.findings import Found
from checker.judging.topics import Topic, sort_key
from checker.model.statement import Statement
from checker.rulebook.rules import RuleSpec


def speaking(statements: Sequence[Statement]) -> list[Statement]:
    """The latest of every voice on one thing; an article's own statements of one day all speak."""
    latest: dict[tuple[str, ...], tuple[str, list[Statement]]] = {}
    for one in sorted(statements, key=sort_key):
        place = one.place.entity or one.place.text if one.place else ""
        slot = (speakers.voice(one), one.aspect.value, one.of.text if one.of else "", place, str(one.value is None))
        when = sort_key(one)[0][:10]
        known = latest.get(slot)
        if known is None or when > known[0]:
            latest[slot] = (when, [one])
        elif when == known[0]:
            known[1].append(one)
    return sorted((one for _, group in latest.values() for one in group), key=sort_key)


def pairs(topic: Topic, rule: RuleSpec, *, history: bool = False) -> Iterator[Found]:
    """Every pair of the statements that speak (with `history`, of all), judged."""
    chosen = list(topic.statements) if history else speaking(topic.statements)
    for a, b in combinations(chosen, 2):
        if a.id == b.id or _too_far(a, b, rule.within):
            continue
        yield Found(a, b, compare(a, b, rule))


def _too_far(a: Statement, b: Statement, within: timedelta | None) -> bool:
    """A rule's `within` limits what is held together."""
    if within is None:
        return False
    days = align.days_between(a, b)
    return days is not None and timedelta(days=days) > within
