"""What changed between two judgements of the same topics: the named reasons for telling people."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from checker.model.discrepancy import Change, Discrepancy, Status, difference
from checker.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Known:
    """A stored discrepancy: its state at its last transition (what it is held against, so that many small steps
    add up to a change), as it was judged last, and where it stands."""

    noted: Discrepancy
    latest: Discrepancy
    status: Status


def transitions(
    previous: Mapping[str, Known], current: Iterable[Discrepancy], judged_rules: Collection[str]
) -> Iterator[tuple[Discrepancy, Change]]:
    """Each discrepancy that opened, changed or closed, in a stable order.

    `previous` holds what is stored of the rules in `judged_rules`, closed ones too; what is held back by its rule
    counts as not there. The discrepancy that comes with a change is the new state (the last known one when it
    closed). What people dismissed stays dismissed, whether it goes or comes again.
    """
    now = {one.id: one for one in current if one.held_back is None}
    for key in sorted(now):
        known = previous.get(key)
        if known is None:
            yield now[key], Change.OPENED
        elif known.status is Status.RESOLVED:
            yield now[key], Change.REOPENED
        else:
            change = difference(known.noted, now[key])
            if change is not Change.WORSE and known.status is not Status.DISMISSED and _others(known.noted, now[key]):
                change = Change.REOPENED
            if change is not None:
                yield now[key], change
    for key in sorted(previous):
        known = previous[key]
        ended = key not in now and known.latest.rule in judged_rules
        if ended and known.status not in (Status.RESOLVED, Status.DISMISSED):
            yield known.latest, Change.RESOLVED


def _others(old: Discrepancy, new: Discrepancy) -> bool:
    """Whether no article that stood against another still does: the topic is the same, the disagreement another."""
    return _articles(old).isdisjoint(_articles(new))


OF_THEIR_OWN = frozenset({Verdict.DENIAL, Verdict.FLIP, Verdict.REVISION})  # never the same as figures that are apart


def continued(
    current: Sequence[Discrepancy], previous: Mapping[str, Known], names: Mapping[str, str]
) -> tuple[list[Discrepancy], dict[str, str]]:
    """What stands now under the ids by which people know it, and the names that are new: id → the id first given.

    An id hangs on the article that told of a topic first. An older one that comes late, or a first one that drops its
    figure or is dated anew, changes it, and yet nobody is to be told of the same disagreement twice, or to lose what
    he decided about it. It goes on where a statement stands in both. `names` holds those of earlier judgements.
    """
    free = dict(previous)
    chosen = {one.id: one.id for one in current if free.pop(one.id, None) is not None}
    for one in current:
        first = names.get(one.id)
        if one.id not in chosen and first is not None and free.pop(first, None) is not None:
            chosen[one.id] = first
    new: dict[str, str] = {}
    without = [one for one in current if one.id not in chosen and one.held_back is None]
    holders: dict[str, list[str]] = defaultdict(list)  # statement → the ids that it stands in
    for key in free if without else ():
        for statement in _statements(free[key].latest):
            holders[statement].append(key)
    for one in without:
        first = _before(one, free, holders)
        if first is not None:
            del free[first]
            chosen[one.id] = new[one.id] = first
    return [replace(one, id=chosen.get(one.id, one.id)) for one in current], new


def _before(one: Discrepancy, known: Mapping[str, Known], holders: Mapping[str, Sequence[str]]) -> str | None:
    """The id of what a disagreement goes on from: the one that shares most statements, rather one that stands."""
    shared = Counter(key for statement in _statements(one) for key in holders.get(statement, ()) if key in known)
    found = [
        (known[key].status is not Status.RESOLVED, count, key)
        for key, count in shared.items()
        if known[key].latest.rule == one.rule
        and (known[key].latest.verdict == one.verdict or not {known[key].latest.verdict, one.verdict} & OF_THEIR_OWN)
    ]
    return max(found)[2] if found else None


def _statements(one: Discrepancy) -> set[str]:
    return {name for side in one.sides for name in side.statements}


def _articles(one: Discrepancy) -> set[str]:
    return {quote.article for side in one.sides for quote in side.quotes}
