"""What people do to discrepancies: acknowledge, dismiss, reopen, note; several at once, and taken back."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from checker import deeds
from checker.deeds import STATUSES
from checker.model.alert import Silence
from checker.model.discrepancy import Status
from checker.store.base import Action
from checker.web.desk import Desk, back, first, with_done
from checker.web.pages.silences import end, lasting

REASONED = ("dismiss", "note", "mute")  # others will ask why
QUIET = "8h"  # how long one is muted where nothing else is said
MOST = 500  # at once


def decide(desk: Desk, ids: list[str], kind: str, author: str, reason: str, for_: str = QUIET) -> str:
    """Do one thing to several discrepancies and write it down; the batch by which it can be undone.

    Raises HTTPException 422 for an unknown kind, for a dismissal or note without a reason, or for none ticked, and 404
    where there is none of them.
    """
    store, now = desk.parts.store, desk.now()
    if kind not in (*STATUSES, "note", "mute") or len(ids) > MOST:
        raise HTTPException(422, "action")
    if kind in REASONED and not reason.strip():
        raise HTTPException(422, "reason")
    if not ids:
        raise HTTPException(422, "nothing")
    known = store.stored(ids)
    found = [known[name] for name in dict.fromkeys(ids) if name in known]
    if not found:
        raise HTTPException(404, ids[0][:40])
    quiet = None
    if kind == "mute":
        match: dict[str, object] = {"id": [one.discrepancy.id for one in found]}
        quiet = Silence(secrets.token_hex(4), match, author, reason, now, now + lasting(for_))
    return deeds.decide(store, found, kind, author, reason, now, quiet)


def undo(desk: Desk, batch: str, author: str) -> int:
    """Take a batch back, where nothing was decided since; how many. Raises HTTPException 404 for no such batch."""
    store, now = desk.parts.store, desk.now()
    actions = [one for one in store.actions(batch=batch, limit=MOST) if one.undone_at is None]
    if not actions:
        raise HTTPException(404, batch[:20])
    count = 0
    for action in actions:
        if action.kind == "mute":
            end(desk, str(action.before["silence"]), author)
            count += 1
        done = (one for one in store.actions(target=action.target, limit=100) if one.kind in STATUSES)
        newest = next((one for one in done if one.undone_at is None), None)
        if action.kind in STATUSES and newest is not None and newest.batch == batch:
            before = {key: str(value) for key, value in action.before.items()}
            store.set_status(action.target, Status(before["status"]), before["author"] or author, before["reason"], now)
            count += 1
    store.mark_undone(batch, now)
    store.save_actions([Action(now, author, "undo", one.target, one.kind) for one in actions])
    return count


def router(desk: Desk) -> APIRouter:
    """The forms of decisions."""
    pages = APIRouter(include_in_schema=False)

    @pages.post("/act")
    async def act(request: Request) -> Response:
        fields = await desk.form(request)
        author = first(fields, "author")[:80] or desk.author(request)
        for_ = first(fields, "for") or QUIET
        batch = decide(
            desk, fields.get("id", []), first(fields, "action"), author, first(fields, "reason")[:2000], for_
        )
        return back(request, with_done(first(fields, "next") or "/", batch), cookies={"author": author})

    @pages.post("/undo")
    async def take_back(request: Request) -> Response:
        fields = await desk.form(request)
        undo(desk, first(fields, "batch"), desk.author(request))
        return back(request, first(fields, "next") or "/")

    return pages
