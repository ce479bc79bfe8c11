"""The first step: which ways a discrepancy takes through the tree of routes. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from checker.alertconfig import DigestConfig, RouteConfig
from checker.alerting.match import unfit
from checker.model.discrepancy import Discrepancy

FALLBACK = "fallback"


@dataclass(frozen=True, slots=True)
class Way:
    """One route with everything that it inherits. `route` is its name, or its place (`routes[1].routes[0]`).

    The clocks are those of Alertmanager: `group_wait` from the first news of a group to its message,
    `group_interval` between messages of one group, `repeat_interval` until what is still open is recalled (None:
    never).
    """

    route: str
    to: tuple[str, ...]
    lang: str
    group_by: tuple[str, ...] = ()
    group_wait: timedelta = timedelta(seconds=30)
    group_interval: timedelta = timedelta(minutes=5)
    repeat_interval: timedelta | None = None
    mute: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    digest: DigestConfig | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """A route that a discrepancy came by: the keys that do not fit, and whether it is one that it takes."""

    way: Way
    depth: int
    unfit: tuple[str, ...]
    taken: bool


def walk(
    discrepancy: Discrepancy, routes: Sequence[RouteConfig], language: str, fallback: str | None = None
) -> tuple[Visit, ...]:
    """Every route that is looked at, from top to bottom; last the fallback, which takes what no route did."""
    top = _top(language)
    visits = tuple(_walk(discrepancy, routes, top, "", 0))
    if fallback is not None:
        taken = any(visit.taken for visit in visits)
        visits += (Visit(replace(top, to=(fallback,)), 0, (), not taken),)
    return visits


def ways_of(
    discrepancy: Discrepancy, routes: Sequence[RouteConfig], language: str, fallback: str | None = None
) -> tuple[Way, ...]:
    """The routes that a discrepancy takes: of each that fits the finest below it, up to one that does not
    continue."""
    return tuple(visit.way for visit in walk(discrepancy, routes, language, fallback) if visit.taken)


def all_ways(routes: Sequence[RouteConfig], language: str, fallback: str | None = None) -> tuple[Way, ...]:
    """Every route there is, whatever it matches."""
    top = _top(language)
    return (*_all(routes, top, ""), replace(top, to=(fallback,) if fallback else ()))


def _top(language: str) -> Way:
    return Way(FALLBACK, (), language)


def _walk(
    discrepancy: Discrepancy, routes: Sequence[RouteConfig], above: Way, place: str, depth: int
) -> Iterator[Visit]:
    for index, route in enumerate(routes):
        way = _below(above, route, f"{place}routes[{index}]")
        bad = unfit(discrepancy, route.match)
        below = () if bad else tuple(_walk(discrepancy, route.routes, way, f"{place}routes[{index}].", depth + 1))
        yield Visit(way, depth, bad, not bad and not any(visit.taken for visit in below))
        yield from below
        if not bad and not route.continue_:
            return


def _all(routes: Sequence[RouteConfig], above: Way, place: str) -> Iterator[Way]:
    for index, route in enumerate(routes):
        way = _below(above, route, f"{place}routes[{index}]")
        yield way
        yield from _all(route.routes, way, f"{place}routes[{index}].")


def _below(above: Way, route: RouteConfig, place: str) -> Way:
    """A route with what it inherits from the one above it."""
    return Way(
        route=route.name or place,
        to=above.to if route.to is None else tuple(dict.fromkeys(route.to)),
        lang=route.lang or above.lang,
        group_by=above.group_by if route.group_by is None else tuple(route.group_by),
        group_wait=above.group_wait if route.group_wait is None else route.group_wait,
        group_interval=above.group_interval if route.group_interval is None else route.group_interval,
        repeat_interval=above.repeat_interval if route.repeat_interval is None else route.repeat_interval,
        mute=above.mute if route.mute is None else tuple(route.mute),
        active=above.active if route.active is None else tuple(route.active),
        digest=above.digest if route.digest is None else route.digest,
    )
