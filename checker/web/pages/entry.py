"""Coming in: the token, and the name under which one acts."""

from __future__ import annotations

import secrets

from fastapi import APIRouter, Request
from fastapi.responses import Response

from checker.web.desk import Desk, back, first
from checker.web.guard import SESSION, Session


def router(desk: Desk) -> APIRouter:
    """The pages of entry."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/login")
    def ask(request: Request, next: str = "/") -> Response:
        return desk.page(request, "login.html", following=next, wrong=False)

    @pages.post("/login")
    async def enter(request: Request) -> Response:
        fields = await desk.form(request)
        if not desk.guard.admits(first(fields, "token")):
            return desk.page(request, "login.html", status=403, following=first(fields, "next"), wrong=True)
        session = Session(secrets.token_urlsafe(12), known=True)  # a new one: the old may be known to others
        return back(request, first(fields, "next") or "/", cookies={SESSION: desk.guard.cookie(session)})

    @pages.post("/name")
    async def name(request: Request) -> Response:
        fields = await desk.form(request)
        return back(request, first(fields, "next") or "/", cookies={"author": first(fields, "author")[:80]})

    return pages
