"""Whom to tell of what: transitions through the routes to messages, each decision with a named reason. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker.alerting.render import item_of, message_of
from checker.config import RouteConfig
from checker.model.alert import Message
from checker.model.discrepancy import Change, Discrepancy, Status, Transition

PER_MESSAGE = 8  # items; what comes beyond goes into a second message


@dataclass(frozen=True, slots=True)
class Told:
    """One decision about one transition: `message` is the key of the message that tells it."""

    seq: int
    route: str
    reason: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """Messages to send, and a decision for every transition but those that wait for their group."""

    messages: tuple[Message, ...]
    decisions: tuple[Told, ...]


def plan(
    transitions: Sequence[Transition],
    routes: Sequence[RouteConfig],
    statuses: Mapping[str, Status],
    *,
    language: str,
    told_before: frozenset[str],
    now: datetime,
) -> Plan:
    """`statuses` by discrepancy as people left them; `told_before`: those of which somebody was told once.

    A transition waits until the first one of its route has waited `group_wait`, and all go in one message; of
    several routes the first that is ready takes it along on all. What waits has no decision yet and is asked again.
    """
    decisions: list[Told] = []
    groups: dict[tuple[str, str], list[Transition]] = {}
    loud: list[tuple[Transition, list[tuple[int, RouteConfig]]]] = []
    for one in transitions:
        quiet = muted(one, statuses.get(one.discrepancy.id, Status.OPEN), one.discrepancy.id in told_before)
        ways = [] if quiet else ways_of(one.discrepancy, routes)
        if ways:
            loud.append((one, ways))
        else:
            decisions.append(Told(one.seq, "-", quiet or "no_route"))
    ready = {index for one, ways in loud for index, route in ways if now - one.at >= route.group_wait}
    for one, ways in loud:
        if not any(index in ready for index, _ in ways):
            continue  # no decision: it stays pending until the first of its group has waited long enough
        for index, route in ways:
            lang = route.lang or language
            for notifier in dict.fromkeys(route.to):
                groups.setdefault((notifier, lang), []).append(one)
                decisions.append(Told(one.seq, f"routes[{index}]", one.change.value, _key(notifier, lang, one)))
    messages: list[Message] = []
    keys: dict[str, str] = {}
    for (notifier, lang), group in groups.items():
        for start in range(0, len(group), PER_MESSAGE):
            part = group[start : start + PER_MESSAGE]
            key = hashlib.sha256("\x1f".join(_key(notifier, lang, one) for one in part).encode()).hexdigest()[:24]
            keys.update({_key(notifier, lang, one): key for one in part})
            items = [item_of(one.discrepancy, one.change, lang) for one in part]
            messages.append(message_of(items, key=key, notifier=notifier, lang=lang, now=now))
    named = [Told(one.seq, one.route, one.reason, keys.get(one.message or "")) for one in decisions]
    return Plan(tuple(messages), tuple(named))


def _key(notifier: str, lang: str, transition: Transition) -> str:
    return f"{notifier}\x1e{lang}\x1e{transition.discrepancy.id}\x1e{transition.seq}"


def muted(transition: Transition, status: Status, told: bool) -> str | None:
    """The named reason why nobody hears of it, if there is one."""
    if transition.silent is not None:
        return transition.silent
    if status is Status.DISMISSED:
        return "dismissed"
    if status is Status.ACKNOWLEDGED and transition.change is not Change.WORSE:
        return "acknowledged"
    if transition.change not in (Change.OPENED, Change.REOPENED, Change.WORSE) and not told:
        return "never_told"  # what nobody heard of needs no news of its end
    return None


def ways_of(discrepancy: Discrepancy, routes: Sequence[RouteConfig]) -> list[tuple[int, RouteConfig]]:
    """The routes a discrepancy takes, from top to bottom, up to the first that does not continue."""
    ways = []
    for index, route in enumerate(routes):
        if fits(discrepancy, route):
            ways.append((index, route))
            if not route.continue_:
                break
    return ways


def fits(discrepancy: Discrepancy, route: RouteConfig) -> bool:
    """Whether every key that a route matches on fits."""
    match = route.match
    outlets = {outlet for side in discrepancy.sides for outlet in side.outlets}
    return (
        (match.severity is None or discrepancy.severity.rank >= match.severity.rank)
        and (match.rule is None or discrepancy.rule in match.rule)
        and (match.verdict is None or discrepancy.verdict.value in match.verdict)
        and (match.outlet is None or bool(outlets & set(match.outlet)))
        and (match.topic is None or all(discrepancy.topic.get(key) == value for key, value in match.topic.items()))
    )
