"""The third step: what goes together in one message, and whether its time has come. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from checker.alerting.case import Case
from checker.alerting.match import facets
from checker.model.alert import Decision, Why

Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Cases of one route that share the values of its `group_by`. `key` is stable over restarts."""

    route: str
    labels: Labels
    cases: tuple[Case, ...]

    @property
    def key(self) -> str:
        """What the time of its last message is kept under."""
        return group_key(self.route, self.labels)


def group_key(route: str, labels: Labels = ()) -> str:
    """A group's name."""
    return "\x1f".join([route, *(f"{name}={value}" for name, value in labels)])


def gather(cases: Iterable[Case]) -> list[Group]:
    """Cases by route and labels, in the order in which they come."""
    groups: dict[tuple[str, Labels], list[Case]] = {}
    for case in cases:
        groups.setdefault((case.way.route, _labels(case)), []).append(case)
    return [Group(route, labels, tuple(found)) for (route, labels), found in groups.items()]


def _labels(case: Case) -> Labels:
    if case.way.digest is not None:
        return ()
    found = facets(case.discrepancy)
    topic = {name: found.get(f"topic.{name}", frozenset()) for name in case.discrepancy.topic}
    return tuple((name, ",".join(sorted(found.get(name) or topic.get(name) or ()))) for name in case.way.group_by)


def waits(group: Group, flushed: Mapping[str, datetime], now: datetime) -> list[Decision]:
    """That the group waits, as a decision about each of its cases; none when it is to go out now.

    `flushed`: when a message of each group went out last.
    """
    way = group.cases[0].way
    last = flushed.get(group.key)
    first = min(step.at for case in group.cases for step in case.steps)
    waited, spaced = first + way.group_wait, (last or first) + way.group_interval
    why, until = (Why.GROUP_WAIT, waited) if last is None or waited >= spaced else (Why.GROUP_INTERVAL, spaced)
    return [] if now >= until else [one for case in group.cases for one in case.waits(why, now, until=until)]
