"""Silences: quiet about what fits, for a time, with an author and a reason; ended early when they should."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from checker import deeds
from checker.alertconfig import duration
from checker.alerting.match import match_of, typed, with_whole_ids
from checker.model.alert import Silence
from checker.model.errors import DiscrepaError, Unknown
from checker.store.base import Action
from checker.texts import in_language
from checker.web.desk import Desk, back, first
from checker.web.views import titles

NAMED = 5  # discrepancies of a silence that the list names


def lasting(text: str) -> timedelta:
    """How long, as typed. Raises HTTPException 422."""
    try:
        wanted = duration(text)
    except ValueError as error:
        raise HTTPException(422, str(error)) from None
    if wanted.total_seconds() <= 0:
        raise HTTPException(422, "for")
    return wanted


def ask(desk: Desk, match: str, for_: str, author: str, reason: str) -> Silence:
    """Ask for quiet about what fits. Raises HTTPException 422 for no match, time or reason, 404 for a disagreement
    that is not there."""
    store = desk.parts.store
    try:
        wanted = with_whole_ids(match_of(match.split()), store.find, store.is_edit)
    except (DiscrepaError, ValueError) as error:
        status = 404 if isinstance(error, Unknown) else 422
        raise HTTPException(status, in_language(error, desk.parts.loaded.config.language)) from None
    keys = wanted.model_dump(mode="json", exclude_none=True)
    if not keys or not reason:
        raise HTTPException(422, "match, for and reason")
    now = desk.now()
    one = Silence(secrets.token_hex(4), keys, author, reason, now, now + lasting(for_))
    deeds.silence(store, one)
    return one


def find(desk: Desk, silence: str) -> Silence:
    """A silence by its id. Raises HTTPException 404."""
    one = next((one for one in desk.parts.store.silences() if one.id == silence), None)
    if one is None:
        raise HTTPException(404, silence[:20])
    return one


def change(desk: Desk, silence: str, author: str, for_: str, reason: str) -> Silence:
    """Let a silence last for a time from now on, with its reason or another. Raises HTTPException 404 or 422."""
    one, now = find(desk, silence), desk.now()
    edited = replace(one, ends_at=now + lasting(for_), reason=reason or one.reason)
    desk.parts.store.save_silence(edited)
    told = f"{typed(one.match)}: {one.ends_at:%Y-%m-%d %H:%M} → {edited.ends_at:%Y-%m-%d %H:%M}; {edited.reason}"
    desk.parts.store.save_actions([Action(now, author, "extend", one.id, told)])
    return edited


def end(desk: Desk, silence: str, author: str) -> None:
    """End a silence now. Raises HTTPException 404."""
    deeds.expire(desk.parts.store, find(desk, silence), author, desk.now())


def _alone(one: Silence) -> list[str]:
    """The discrepancies that a silence is about, where it is about nothing else; the first few."""
    ids = one.match.get("id") if set(one.match) == {"id"} else None
    return [ids] if isinstance(ids, str) else [str(name) for name in ids[:NAMED]] if isinstance(ids, list) else []


def router(desk: Desk) -> APIRouter:
    """The pages of silences."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/silences")
    def listed(request: Request) -> Response:
        now = desk.now()
        lang, store = desk.language(request), desk.parts.store
        found = sorted(store.silences(), key=lambda one: (not one.active(now), one.ends_at))[:200]
        quiet = [_alone(one) for one in found]
        called = titles(store, {name for names in quiet for name in names}, lang)
        return desk.page(
            request,
            "silences.html",
            rows=[
                (one, typed(one.match), one.active(now), [(name, called[name]) for name in names if name in called])
                for one, names in zip(found, quiet, strict=True)
            ],
            match=request.query_params.get("match", "")[:300],
        )

    @pages.post("/silences")
    async def add(request: Request) -> Response:
        fields = await desk.form(request)
        author = first(fields, "author")[:80] or desk.author(request)
        ask(desk, first(fields, "match"), first(fields, "for"), author, first(fields, "reason")[:2000])
        return back(request, "/silences", cookies={"author": author})

    @pages.post("/silences/{silence}")
    async def edit(request: Request, silence: str) -> Response:
        fields = await desk.form(request)
        change(desk, silence, desk.author(request), first(fields, "for"), first(fields, "reason")[:2000])
        return back(request, "/silences")

    @pages.post("/silences/{silence}/expire")
    async def expire(request: Request, silence: str) -> Response:
        await desk.form(request)
        end(desk, silence, desk.author(request))
        return back(request, "/silences")

    return pages
