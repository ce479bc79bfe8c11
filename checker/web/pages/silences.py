"""Silences: quiet about what fits, for a time, with an author and a reason; ended early when they should."""

from __future__ import annotations

import secrets
from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from checker.alertconfig import duration
from checker.alerting.match import match_of, typed
from checker.model.alert import Silence
from checker.model.errors import BadInput
from checker.store.base import Action
from checker.web.desk import Desk, back, first


def router(desk: Desk) -> APIRouter:
    """The pages of silences."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/silences")
    def listed(request: Request) -> Response:
        now = desk.now()
        found = sorted(desk.parts.store.silences(), key=lambda one: (not one.active(now), one.ends_at))
        return desk.page(
            request,
            "silences.html",
            rows=[(one, typed(one.match), one.active(now)) for one in found[:200]],
            match=request.query_params.get("match", "")[:300],
        )

    @pages.post("/silences")
    async def add(request: Request) -> Response:
        fields = await desk.form(request)
        now, reason = desk.now(), first(fields, "reason")[:2000]
        try:
            wanted = match_of(first(fields, "match").split())
            lasting = duration(first(fields, "for"))
        except (BadInput, ValueError) as error:
            raise HTTPException(422, str(error)) from None
        keys = wanted.model_dump(mode="json", exclude_none=True)
        if not keys or not reason or lasting.total_seconds() <= 0:
            raise HTTPException(422, "match, for and reason")
        author = first(fields, "author")[:80] or desk.author(request)
        one = Silence(secrets.token_hex(4), keys, author, reason, now, now + lasting)
        desk.parts.store.save_silence(one)
        desk.parts.store.save_actions([Action(now, author, "silence", one.id, f"{typed(keys)}: {reason}")])
        return back(request, "/silences", cookies={"author": author})

    @pages.post("/silences/{silence}/expire")
    async def expire(request: Request, silence: str) -> Response:
        await desk.form(request)
        now, store = desk.now(), desk.parts.store
        one = next((one for one in store.silences() if one.id == silence), None)
        if one is None:
            raise HTTPException(404, silence[:20])
        store.save_silence(replace(one, starts_at=min(one.starts_at, now), ends_at=min(one.ends_at, now)))
        store.save_actions([Action(now, desk.author(request), "expire", one.id, typed(one.match))])
        return back(request, "/silences")

    return pages
