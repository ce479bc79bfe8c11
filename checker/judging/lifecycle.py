"""What changed between two judgements of the same topics: the named reasons for telling people."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from checker.model.discrepancy import Change, Discrepancy, Status, difference


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
            if change is not None:
                yield now[key], change
    for key in sorted(previous):
        known = previous[key]
        ended = key not in now and known.latest.rule in judged_rules
        if ended and known.status not in (Status.RESOLVED, Status.DISMISSED):
            yield known.latest, Change.RESOLVED
