"""Deliveries, what people did, and how the program itself fares."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import Response

from checker import deeds
from checker.store.room import free_room, short_of_room
from checker.texts import in_language
from checker.web.desk import Desk, back
from checker.web.pages.articles import fact_label
from checker.web.views import place_of, reason_text, target_text, titles


def replay_dead(desk: Desk, keys: list[str], author: str) -> int:
    """Try dead letters (none named: all) again; how many."""
    store = desk.parts.store
    return deeds.replay(store, keys or [one.message.key for one in store.dead_letters()], author, desk.now())


LETTERS = 200  # dead ones that a page shows; their number stands above them


def router(desk: Desk) -> APIRouter:
    """The pages of operation."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/deliveries")
    def deliveries(request: Request) -> Response:
        return desk.page(
            request,
            "deliveries.html",
            dead=desk.parts.store.dead_letters()[:LETTERS],
            counts=desk.parts.store.message_counts(),
        )

    @pages.post("/deliveries/replay")
    async def replay(request: Request) -> Response:
        fields = await desk.form(request)
        replay_dead(desk, fields.get("key", []), desk.author(request))
        return back(request, "/deliveries")

    @pages.get("/log")
    def log(request: Request, page: int = 1) -> Response:
        page = max(1, min(page, 100_000))
        actions = desk.parts.store.actions(limit=101, offset=(page - 1) * 100)
        lang = desk.language(request)
        called = titles(desk.parts.store, {made.target for made in actions}, lang)
        return desk.page(
            request,
            "log.html",
            place_of=place_of,
            target=lambda made: target_text(made, called, lang),
            reason=lambda made: reason_text(made, lang),
            actions=actions[:100],
            more=len(actions) > 100,
            page=page,
        )

    @pages.get("/system")
    def system(request: Request) -> Response:
        file = desk.parts.store_file
        # what was written last waits in a file beside it
        beside = (file, file.with_name(f"{file.name}-wal"))
        short = short_of_room(file)
        size = sum(one.stat().st_size for one in beside if one.exists())
        return desk.page(
            request,
            "system.html",
            counts=desk.parts.store.counts(),
            store=file,
            size=size,
            free=free_room(file),
            short=in_language(short, desk.language(request)) if short else None,
            version=version("discrepa"),
            rules=len(desk.parts.book.rules),
            rules_version=desk.parts.book.version,
            memory=memory(),
            wrong=[
                (one, fact_label(desk, one.fact, desk.language(request))) for one in desk.parts.store.wrong_readings(50)
            ],
        )

    return pages


def memory() -> int | None:
    """Bytes that this process holds; None where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return None
    return pages * os.sysconf("SC_PAGE_SIZE")
