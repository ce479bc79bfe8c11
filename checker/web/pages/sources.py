"""The sources: whether each is well, how much comes from it and how regularly, its last error, and when it is asked
next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from checker.app import WatchedSource
from checker.intake.rhythm import next_wait, per_day, silence
from checker.store.base import SourceState
from checker.texts import say
from checker.web.desk import Desk
from checker.web.views import ago

UNITS = (("d", 86_400), ("h", 3600), ("m", 60))


@dataclass(frozen=True, slots=True)
class Health:
    """How a source fares. `state`: new, well, silent (no article for longer than is usual for it) or failing;
    `per_day` in articles; `next_at`: about when it is asked again; `dated`: what its articles' dates rest on, with
    how many rest on it."""

    id: str
    kind: str
    every: timedelta
    state: str
    articles: int
    per_day: float | None
    newest: datetime | None
    last_good: datetime | None
    next_at: datetime | None
    failures: int
    last_error: str | None
    last_error_at: datetime | None
    note: str | None
    dated: tuple[tuple[str, int], ...]


def health_of(watched: WatchedSource, state: SourceState | None, dated: dict[str, int], now: datetime) -> Health:
    """The health of one source."""
    if state is None:
        told = (0, None, None, None, None, 0, None, None, None)
        return Health(watched.source.id, watched.kind, watched.every, "new", *told, ())
    polled = max((at for at in (state.last_good, state.last_error_at) if at is not None), default=None)
    wait = next_wait(watched.every, watched.slowest, newest=state.newest, failures=state.failures, now=polled or now)
    kind = "failing" if state.failures else "silent" if silence(state.newest, state.gaps, now) else "well"
    return Health(
        id=watched.source.id,
        kind=watched.kind,
        every=watched.every,
        state=kind,
        articles=state.articles,
        per_day=per_day(state.articles, state.first_good, now),
        newest=state.newest,
        last_good=state.last_good,
        next_at=state.next_at or (polled + wait if polled is not None else None),
        failures=state.failures,
        last_error=state.last_error,
        last_error_at=state.last_error_at,
        note=state.note,
        dated=tuple(sorted(dated.items(), key=lambda pair: (-pair[1], pair[0]))),
    )


def typed(time: timedelta) -> str:
    """A duration as a configuration has it: `30s`, `10m`."""
    seconds = int(time.total_seconds())
    return next((f"{seconds // size}{unit}" for unit, size in UNITS if seconds % size == 0), f"{seconds}s")


def healths(desk: Desk) -> list[Health]:
    """The health of every configured source, those that are not well first."""
    store, now = desk.parts.store, desk.now()
    states, dated = store.source_states(), store.dated_by()
    found = [
        health_of(watched, states.get(watched.source.id), dated.get(watched.source.id, {}), now)
        for watched in desk.parts.sources
    ]
    order = ("failing", "silent", "new", "well")
    return sorted(found, key=lambda one: (order.index(one.state), one.id))


def router(desk: Desk) -> APIRouter:
    """The page of sources."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/sources")
    def sources(request: Request) -> Response:
        lang, now = desk.language(request), desk.now()
        return desk.page(
            request,
            "sources.html",
            rows=healths(desk),
            each=typed,
            says=lambda name: say("intake.not_dated" if name == "none" else f"intake.says.{name}", lang),
            ago=lambda at: ago(at, now, lang),
            until=lambda at: max(0, round((at - now).total_seconds() / 60)),
        )

    return pages
