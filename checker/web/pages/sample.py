"""The sample story: read into the store from the empty inbox, told to nobody, and removed again as if it had never
been there."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException

from checker import app, pipeline
from checker.store.base import Action
from checker.web.desk import Desk, back

SAMPLE = "desk-sample"  # the source that its articles come from


def has_sample(desk: Desk) -> bool:
    """Whether the sample story is in the store."""
    return desk.parts.store.source_state(SAMPLE) is not None


def load(desk: Desk, author: str) -> int:
    """Read the sample story and judge it; how many articles. It is the first poll of its source, so nobody is told.
    Raises HTTPException 422 where a source of the configuration has its name."""
    parts = desk.parts
    if any(watched.source.id == SAMPLE for watched in parts.sources):
        raise HTTPException(422, SAMPLE)
    with parts.working:
        now = desk.now()
        saved, _ = pipeline.poll(parts.store, app.sample_story(SAMPLE), parts.reader, now, baseline=True)
        pipeline.trace_origins(parts.store, parts.loaded.config.owner_of())
        pipeline.judge_dirty(parts.store, parts.book, now)
        parts.store.save_actions([Action(now, author, "sample", SAMPLE)])
    return saved


def remove(desk: Desk, author: str) -> int:
    """Remove the sample story with all that came of it; how many articles. What it had touched is judged again."""
    parts = desk.parts
    with parts.working:
        now = desk.now()
        gone = parts.store.forget(SAMPLE)
        pipeline.judge_dirty(parts.store, parts.book, now)
        parts.store.save_actions([Action(now, author, "unsample", SAMPLE)])
    return gone


def router(desk: Desk) -> APIRouter:
    """The two forms."""
    pages = APIRouter(include_in_schema=False)

    @pages.post("/sample")
    async def add(request: Request) -> Response:
        await desk.form(request)
        await run_in_threadpool(load, desk, desk.author(request))
        return back(request, "/")

    @pages.post("/sample/remove")
    async def take_away(request: Request) -> Response:
        await desk.form(request)
        await run_in_threadpool(remove, desk, desk.author(request))
        return back(request, "/")

    return pages
