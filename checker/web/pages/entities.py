"""Who is who: everybody who is named, in every spelling, and what people decided: merged, kept apart, taken back."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from checker import deeds
from checker.judging.decisions import id_of, identified, ids_by_name
from checker.model.decision import EntityDecision
from checker.store.base import Action
from checker.web.desk import Desk, back, first, soon
from checker.web.pages.articles import fact_label
from checker.web.tellings import names, tellings

MOST = 200  # names in the list
STATEMENTS = 60  # of one


def decide_entities(desk: Desk, a: str, b: str, author: str, reason: str, *, same: bool) -> EntityDecision:
    """Remember that two are the same, or are not. Raises HTTPException 404 for a name that nobody bears, 409 for one
    and the same, 422 without a reason."""
    store = desk.parts.store
    if not reason:
        raise HTTPException(422, "reason")
    ids = []
    for name in (a, b):
        found = id_of(name, ids_by_name(store.lately_named(name))) if name else None
        if found is None:
            raise HTTPException(404, name[:80])
        ids.append(found)
    if ids[0] == ids[1]:
        if same or ids[0] == b:
            raise HTTPException(409, b[:80])
        ids[1] = b  # one spelling is taken out of an id
    made = EntityDecision(ids[0], ids[1], same, author, reason, desk.now())
    deeds.identify(store, made)
    return made


def take_back_entities(desk: Desk, number: int, author: str) -> EntityDecision:
    """Take a decision on who is who back. Raises HTTPException 404."""
    store, now = desk.parts.store, desk.now()
    made = next((one for one in store.entity_decisions() if one.number == number and one.revoked_at is None), None)
    if made is None:
        raise HTTPException(404, str(number))
    store.revoke_entity_decision(number, author, now)
    store.save_actions([Action(now, author, "unmerge" if made.same else "unsplit", made.a, made.b)])
    return made


def router(desk: Desk) -> APIRouter:
    """The pages of names."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/entities")
    def listed(request: Request, q: str = "") -> Response:
        store, text = desk.parts.store, q.strip()[:100]
        found = names(identified(store.lately_named(text), store.decided().entities), desk.language(request))
        if text:
            wanted = text.casefold()
            found = [
                one
                for one in found
                if wanted in one.id.casefold() or any(wanted in name.casefold() for name, _ in one.spellings)
            ]
        decisions = list(reversed(store.entity_decisions()))
        return desk.page(
            request,
            "entities.html",
            q=text,
            rows=found[:MOST],
            cut=len(found) > MOST,
            decisions=decisions[:MOST],
        )

    @pages.get("/entities/{entity:path}")
    def show(request: Request, entity: str) -> Response:
        lang, store = desk.language(request), desk.parts.store
        decided = store.decided().entities
        mine = {entity, *(one.b for one in decided if one.same and one.a == entity)}
        raw = {one.id: one for name in sorted(mine) for one in store.lately_named(name)}
        statements = identified(raw.values(), decided)
        found = next((one for one in names(statements, lang) if one.id == entity), None)
        if found is None:
            raise HTTPException(404, entity[:80])
        rules = {rule.fact.id: rule.id for rule in reversed(desk.parts.book.rules)}
        about = [one for one in statements if any(one_name.id == entity for one_name in names([one], lang))]
        return desk.page(
            request,
            "entity.html",
            one=found,
            rows=tellings(about, lang)[:STATEMENTS],
            rules=rules,
            fact_label=lambda fact: fact_label(desk, fact, lang),
            decisions=[one for one in reversed(store.entity_decisions()) if entity in (one.a, one.b)],
        )

    @pages.post("/entities")
    async def decide(request: Request) -> Response:
        fields = await desk.form(request)
        author = first(fields, "author")[:80] or desk.author(request)
        a, b, reason = (first(fields, name)[:2000] for name in ("a", "b", "reason"))
        decide_entities(desk, a[:200], b[:200], author, reason, same=first(fields, "same") == "1")
        return back(request, soon(first(fields, "next") or "/entities"), cookies={"author": author})

    @pages.post("/entities/undo")
    async def undo(request: Request) -> Response:
        fields = await desk.form(request)
        number = first(fields, "number")
        take_back_entities(desk, int(number) if number.isdecimal() and len(number) < 15 else 0, desk.author(request))
        return back(request, soon(first(fields, "next") or "/entities"))

    return pages
