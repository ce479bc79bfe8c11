"""The parts of config.yaml that say who hears what, and when: routes, windows, inhibition, damping, delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo, available_timezones

from cronsim import CronSim, CronSimError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, field_validator

from checker.model.errors import Problem
from checker.model.verdict import Severity, Verdict
from checker.texts import instead, said, spoken
from checker.yamldoc import Document, nearest
from checker.yamldoc import Path as KeyPath

LONGEST = 100 * 366 * 86_400  # seconds; what is longer leads out of the calendar
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 7 * 86400}
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def duration(value: object) -> timedelta:
    """`30s`, `5m`, `2h`, `14d`, `1w`. Raises ValueError for anything else: a duration needs its unit."""
    if isinstance(value, timedelta):
        return value
    match = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([smhdw])\s*", str(value))
    if not match or float(match[1]) * _UNITS[match[2]] > LONGEST:
        raise ValueError(said("config.duration"))
    return timedelta(seconds=float(match[1]) * _UNITS[match[2]])


def _many(value: object) -> object:
    return [value] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Bound:
    """A bound on severity: `high` and `>=high` are this or more, `<=low` this or less, `=low` this alone."""

    op: str
    severity: Severity

    def __str__(self) -> str:
        return f"{self.op}{self.severity.value}"

    def holds(self, severity: Severity) -> bool:
        """Whether a severity is within the bound."""
        if self.op == "=":
            return severity is self.severity
        return severity.rank >= self.severity.rank if self.op == ">=" else severity.rank <= self.severity.rank


def _bound(value: object) -> object:
    if isinstance(value, Bound):
        return value
    match = re.fullmatch(r"\s*(>=|<=|=)?\s*(\w+)\s*", str(value))
    if match is None or match[2] not in list(Severity):
        raise ValueError(said("config.bound", known=", ".join(Severity)))
    return Bound(match[1] or ">=", Severity(match[2]))


def _clock(value: object) -> object:
    """`"07:30"`; YAML reads an unquoted 22:00 as a number of minutes, and `24:00` is the end of a day."""
    if isinstance(value, time):
        return value
    minutes = value if isinstance(value, int) else None
    if match := re.fullmatch(r"(\d{1,2}):([0-5]\d)", str(value)):
        minutes = int(match[1]) * 60 + int(match[2])
    if minutes is None or not 0 <= minutes <= 1440:
        raise ValueError(said("config.clock"))
    return time(*divmod(minutes % 1440, 60))


def _zone(value: object) -> object:
    if isinstance(value, str) and value in available_timezones():
        return value
    near = nearest(str(value), available_timezones())
    remedy = said("faults.did_you_mean", near=near) if near else said("config.zone_remedy")
    raise ValueError(said("config.zone", remedy=remedy))


def _days(value: object) -> object:
    """`[mon-fri, sun]` as numbers of days, Monday 0."""
    found: set[int] = set()
    for part in [value] if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]:
        if isinstance(part, int):
            found.add(part)
            continue
        first, _, last = str(part).lower().partition("-")
        if first not in _DAYS or (last and last not in _DAYS):
            raise ValueError(said("config.days", known=", ".join(_DAYS)))
        start, end = _DAYS.index(first), _DAYS.index(last or first)
        found.update(day % 7 for day in range(start, end + 1 if end >= start else end + 8))
    return tuple(sorted(found))


def _dates(value: object) -> object:
    """`[2026-12-24, 2026-12-31/2027-01-06]` as pairs of first and last day."""
    spans = []
    for part in value if isinstance(value, list | tuple) else [value]:
        first, _, last = str(part).partition("/")
        try:
            span = (date.fromisoformat(first), date.fromisoformat(last or first))
        except ValueError:
            raise ValueError(said("config.dates")) from None
        spans.append(span)
    return tuple(spans)


def _cron(value: object) -> object:
    try:
        if len(str(value).split()) != 5:
            raise CronSimError
        CronSim(str(value), _SOME_DAY)
    except CronSimError:
        raise ValueError(said("config.cron")) from None
    return str(value)


_SOME_DAY = datetime(2024, 1, 1, tzinfo=UTC)
Duration = Annotated[timedelta, BeforeValidator(duration)]
Names = Annotated[list[str], BeforeValidator(_many)]
Zone = Annotated[str, BeforeValidator(_zone)]
Clock = Annotated[time, BeforeValidator(_clock)]


class Strict(BaseModel):
    """No key that is not known, and nothing changes after it was checked."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class MatchConfig(Strict):
    """What a route, a silence or an inhibition takes; every key given must fit. `*` stands for any letters."""

    severity: Annotated[Bound, BeforeValidator(_bound), PlainSerializer(str)] | None = None
    rule: Names | None = None
    verdict: Annotated[list[Verdict], BeforeValidator(_many)] | None = None
    outlet: Names | None = None
    language: Names | None = None
    entity: Names | None = None
    id: Names | None = None
    topic: dict[str, str] | None = None
    label: dict[str, str] | None = None


class DigestConfig(Strict):
    """A route's changes gathered and sent on a schedule: `cron` in a zone. `empty`: also when nothing changed;
    `open`: with what is still open and did not change."""

    cron: Annotated[str, BeforeValidator(_cron)]
    zone: Zone = "UTC"
    empty: bool = False
    open: bool = False


class RouteConfig(Strict):
    """One way to people, and finer ways below it, which inherit what they do not say themselves.

    `continue: true` lets the next route see it too. `to: []` tells nobody. `mute`: windows in which it is quiet;
    `active`: windows outside of which it is.
    """

    name: str | None = Field(default=None, pattern=r"^[\w.-]+$")
    match: MatchConfig = MatchConfig()
    to: Names | None = None
    lang: str | None = None
    continue_: bool = Field(default=False, alias="continue")
    group_by: Names | None = None
    group_wait: Duration | None = None
    group_interval: Duration | None = None
    repeat_interval: Duration | None = None
    mute: Names | None = None
    active: Names | None = None
    digest: DigestConfig | None = None
    routes: list[RouteConfig] = Field(default_factory=list)


class WindowConfig(Strict):
    """A stretch of the week by the clock on the wall of a zone. From 22:00 to 07:00 runs over midnight and belongs
    to the day on which it began. `then` says what becomes of news in it: told afterwards, or never."""

    zone: Zone
    then: Literal["hold", "drop"]
    days: Annotated[tuple[int, ...], BeforeValidator(_days)] = tuple(range(7))
    from_: Clock = Field(default=time(0), alias="from")
    to: Clock = time(0)
    dates: Annotated[tuple[tuple[date, date], ...], BeforeValidator(_dates)] = ()

    @property
    def tz(self) -> ZoneInfo:
        """The zone, with its rules."""
        return ZoneInfo(self.zone)


class InhibitConfig(Strict):
    """While something that fits `source` stands, what fits `target`, is no more severe and has the same topic (or
    the same of the keys in `equal`) keeps quiet."""

    source: MatchConfig
    target: MatchConfig
    equal: Names | None = None


class FlapConfig(Strict):
    """What turns round (opens or grows, then closes or shrinks) so often `within` a time is told only after it has
    kept still for `settle`."""

    turns: int = Field(default=3, ge=2)
    within: Duration = timedelta(hours=24)
    settle: Duration = timedelta(hours=2)


class DeliveryConfig(Strict):
    """How a failing notifier is tried again, and when it is left alone for a while or a message given up."""

    attempts: int = Field(default=12, ge=1, le=50)
    first_wait: Duration = timedelta(seconds=20)
    longest_wait: Duration = timedelta(hours=1)
    trip: int = Field(default=3, ge=1)


MISREPORT_FIRST = InhibitConfig(
    source=MatchConfig(verdict=[Verdict.MISREPORT]), target=MatchConfig(verdict=[Verdict.DISPUTE])
)


class AlertingConfig(Strict):
    """The keys of config.yaml that alerting reads."""

    language: str = "en"
    routes: list[RouteConfig] = Field(default_factory=list)
    fallback: str | None = None
    windows: dict[str, WindowConfig] = Field(default_factory=dict)
    inhibit: list[InhibitConfig] = Field(default_factory=lambda: [MISREPORT_FIRST])
    flap: FlapConfig = FlapConfig()
    delivery: DeliveryConfig = DeliveryConfig()
    corrections: Literal["never", "silent", "all"] = "never"

    @field_validator("language")
    @classmethod
    def _spoken(cls, value: str) -> str:
        if value not in spoken():
            raise ValueError(said("config.spoken", known=", ".join(spoken())))
        return value


def crossed(config: AlertingConfig, notifiers: Mapping[str, Any], document: Document) -> list[Problem]:
    """Faults that only show when the keys are held against each other."""
    problems = list(_routes(config.routes, ("routes",), None, config, notifiers, document))
    names: dict[str, KeyPath] = {}
    for at, route in _flat(config.routes, ("routes",)):
        if route.name is not None:
            if route.name in names:
                what, remedy = said("config.route_twice"), said("config.route_twice_remedy")
                problems.append(document.problem((*at, "name"), what, got=route.name, remedy=remedy))
            names[route.name] = at
    if config.fallback is not None and config.fallback not in notifiers:
        problems.append(_unknown(document, ("fallback",), "config.no_notifier", config.fallback, notifiers))
    return problems


def _flat(routes: Sequence[RouteConfig], at: KeyPath) -> Iterator[tuple[KeyPath, RouteConfig]]:
    for index, route in enumerate(routes):
        yield (*at, index), route
        yield from _flat(route.routes, (*at, index, "routes"))


def _routes(
    routes: Sequence[RouteConfig],
    at: KeyPath,
    to: list[str] | None,
    config: AlertingConfig,
    notifiers: Mapping[str, Any],
    document: Document,
) -> Iterator[Problem]:
    for index, route in enumerate(routes):
        here = (*at, index)
        told = route.to if route.to is not None else to
        if told is None and not route.routes:
            yield document.problem(here, said("config.nobody"), remedy=said("config.nobody_remedy"))
        for place, name in enumerate(route.to or ()):
            if name not in notifiers:
                yield _unknown(document, (*here, "to", place), "config.no_notifier", name, notifiers)
        for key in ("mute", "active"):
            for place, name in enumerate(getattr(route, key) or ()):
                if name not in config.windows:
                    yield _unknown(document, (*here, key, place), "config.no_window", name, config.windows)
        if route.lang is not None and route.lang not in spoken():
            remedy = instead(route.lang, spoken())
            yield document.problem((*here, "lang"), said("config.no_texts"), got=route.lang, remedy=remedy)
        yield from _routes(route.routes, (*here, "routes"), told, config, notifiers, document)


def _unknown(document: Document, at: KeyPath, key: str, got: str, known: Mapping[str, Any]) -> Problem:
    return document.problem(at, said(key), got=got, remedy=instead(got, known))
