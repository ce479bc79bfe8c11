"""What most kinds share: the statements that speak now, each pair of them held against each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import combinations, combinations_with_replacement, product

from checker.judging import alignment as align
from checker.judging import attribution
from checker.judging.compare import alerting, compare, may_alert
from checker.judging.findings import Found
from checker.judging.ranges import point
from checker.judging.topics import Topic, sort_key
from checker.model.quantity import Quantity
from checker.model.statement import Statement, Value
from checker.rulebook.facts import Evolves
from checker.rulebook.rules import RuleSpec


def speaking(statements: Sequence[Statement]) -> list[Statement]:
    """The latest of every voice on one thing; an article's own statements of one day all speak."""
    latest: dict[tuple[str, ...], tuple[str, list[Statement]]] = {}
    for one in sorted(statements, key=sort_key):
        place = one.place.entity or one.place.text if one.place else ""
        slot = (attribution.voice(one), one.aspect.value, one.of.text if one.of else "", place, str(one.value is None))
        when = sort_key(one)[0][:10]
        known = latest.get(slot)
        if known is None or when > known[0]:
            latest[slot] = (when, [one])
        elif when == known[0]:
            known[1].append(one)
    return sorted((one for _, group in latest.values() for one in group), key=sort_key)


def pairs(topic: Topic, rule: RuleSpec) -> Iterator[Found]:
    """Every pair of the statements that speak, judged; where only alerts are asked for, without those that agree."""
    told = speaking(topic.statements)
    if not topic.alerts_only:
        yield from judged(combinations(told, 2), rule)
        return
    for a, b in _apart(told, rule):
        if (judgement := alerting(a, b, rule)) is not None and not _too_far(a, b, rule):
            yield Found(a, b, judgement)


def _apart(statements: Sequence[Statement], rule: RuleSpec) -> Iterator[tuple[Statement, Statement]]:
    """The pairs that may alert. Most of a large topic says the same: each distinct pair of values is looked at once."""
    alike: dict[tuple[object, ...], list[int]] = {}
    for number, one in enumerate(statements):
        alike.setdefault((one.fact, one.stance, _bare(one.value)), []).append(number)
    for first, second in combinations_with_replacement(alike.values(), 2):
        if may_alert(statements[first[0]], statements[second[0]], rule):
            chosen = combinations(first, 2) if first is second else product(first, second)
            yield from ((statements[min(pair)], statements[max(pair)]) for pair in chosen)


def _bare(value: Value | None) -> object:
    """A value without the words in which it was told."""
    return (value.low, value.high, value.qualifier) if isinstance(value, Quantity) else value


def judged(chosen: Iterable[tuple[Statement, Statement]], rule: RuleSpec) -> Iterator[Found]:
    """Pairs with their verdicts, but for those that a rule does not hold together."""
    for a, b in chosen:
        if a.id != b.id and not _too_far(a, b, rule):
            yield Found(a, b, compare(a, b, rule))


def _too_far(a: Statement, b: Statement, rule: RuleSpec) -> bool:
    """A rule's `within` limits what is held together, but a toll that fell did so however long it took."""
    days = align.days_between(a, b)
    if rule.within is None or days is None or timedelta(days=days) <= rule.within:
        return False
    if rule.fact.evolves is not Evolves.UP or not isinstance(a.value, Quantity) or not isinstance(b.value, Quantity):
        return True
    first, then = (a.value, b.value) if align.order(a, b) is align.Order.EARLIER else (b.value, a.value)
    return point(then) >= point(first) or align.days_printed_between(a, b) > rule.within.days
