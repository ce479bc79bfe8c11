"""Known differences: sides that somebody has explained and that may stand against each other from now on."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from checker import deeds
from checker.alerting.render import topic_text
from checker.model.decision import PairException
from checker.web.desk import Desk, back, first, soon
from checker.web.pages.articles import fact_label
from checker.web.pages.discrepancies import find

MOST = 200


def except_from(desk: Desk, discrepancy: str, author: str, reason: str) -> PairException:
    """Let the sides of a discrepancy stand against each other. Raises HTTPException 404, or 422 without a reason."""
    if not reason:
        raise HTTPException(422, "reason")
    return deeds.make_known(desk.parts.store, find(desk, discrepancy), author, reason, desk.now())


def revoke(desk: Desk, exception: str, author: str) -> None:
    """Take an exception back. Raises HTTPException 404."""
    store = desk.parts.store
    if not any(one.id == exception and one.revoked_at is None for one in store.exceptions()):
        raise HTTPException(404, exception[:40])
    deeds.revoke(store, exception, author, desk.now())


def router(desk: Desk) -> APIRouter:
    """The page of known differences."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/exceptions")
    def listed(request: Request) -> Response:
        lang = desk.language(request)
        found = sorted(desk.parts.store.exceptions(), key=lambda one: (one.revoked_at is not None, -one.at.timestamp()))
        return desk.page(
            request,
            "exceptions.html",
            rows=[(one, fact_label(desk, one.fact, lang), topic_text(one.topic, lang)) for one in found[:MOST]],
        )

    @pages.post("/exceptions")
    async def add(request: Request) -> Response:
        fields = await desk.form(request)
        author = first(fields, "author")[:80] or desk.author(request)
        except_from(desk, first(fields, "id"), author, first(fields, "reason")[:2000])
        return back(request, soon("/exceptions"), cookies={"author": author})

    @pages.post("/exceptions/{exception}/revoke")
    async def take_back(request: Request, exception: str) -> Response:
        await desk.form(request)
        revoke(desk, exception, desk.author(request))
        return back(request, soon("/exceptions"))

    return pages
