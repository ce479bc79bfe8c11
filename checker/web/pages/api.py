"""The API: what the pages show, as JSON. `/api/v1/openapi.json` describes it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Body, Path, Query, Request, Security
from fastapi.security import HTTPBearer
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from checker.model.discrepancy import Status
from checker.web.desk import Desk
from checker.web.pages.decisions import QUIET, decide, undo
from checker.web.pages.discrepancies import find
from checker.web.pages.inbox import query_of
from checker.web.pages.sources import healths
from checker.wire import statement_to_json, stored_to_json

Json = dict[str, Any]
Id = Annotated[str, Path(min_length=1, max_length=80)]


class Fault(BaseModel):
    """What an error says."""

    error: str


class Decision(BaseModel):
    """What to do to discrepancies."""

    ids: list[str] = Field(min_length=1, max_length=500)
    action: Literal["ack", "reopen"]
    reason: str = Field(default="", max_length=2000)
    author: str = Field(default="", max_length=80)


class ReasonedDecision(BaseModel):
    """What to do to discrepancies, where others will ask why."""

    ids: list[str] = Field(min_length=1, max_length=500)
    action: Literal["dismiss", "note", "mute"]
    reason: str = Field(min_length=1, max_length=2000, pattern=r"\S")
    author: str = Field(default="", max_length=80)
    lasting: str = Field(default=QUIET, pattern=r"^[1-9][0-9]{0,2}[smhd]$", description="of mute: 30m, 8h, 3d")


FAULTS: dict[int | str, dict[str, Any]] = {
    code: {"model": Fault} for code in (400, 401, 403, 404, 405, 409, 413, 421, 422, 429)
}
bearer = HTTPBearer(auto_error=False, description="`desk.token` of the configuration")  # the guard does the checking


def leads(operation: str, **parameters: str) -> Json:
    """What OpenAPI calls a link: the operation that an answer holds the parameters of."""
    given = {name: f"$response.body#/{pointer}" for name, pointer in parameters.items()}
    return {"links": {operation: {"operationId": operation, "parameters": given}}}


def versioned(desk: Desk) -> APIRouter:
    """An empty part of version 1 of the API."""
    return APIRouter(
        prefix="/api/v1",
        responses=FAULTS,
        dependencies=[Security(bearer)] if desk.guard.asks else [],
        generate_unique_id_function=lambda route: route.name,
    )


def router(desk: Desk) -> APIRouter:
    """Version 1 of the API: discrepancies, articles, sources, rules."""
    pages = versioned(desk)

    @pages.get("/discrepancies", responses={200: leads("discrepancy", discrepancy="discrepancies/0/id")})
    def discrepancies(
        request: Request,
        state: Literal["open", "dismissed", "resolved", "all"] = "open",
        severity: str | None = None,
        rule: str | None = None,
        verdict: str | None = None,
        entity: str | None = None,
        outlet: str | None = None,
        lang: str | None = None,
        age: Literal["1d", "7d", "30d"] | None = None,
        q: Annotated[str, Query(max_length=200)] = "",
        sort: Literal["newest", "worst", "oldest"] = "newest",
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> Json:
        """A page of discrepancies and how many there are. `lang` is the language of the quotes."""
        del state, severity, rule, verdict, entity, outlet, lang, age, q, sort, page  # read by query_of
        found = desk.parts.store.inbox(query_of(request, desk.now(), limit=limit))
        config = desk.parts.loaded.config.language
        return {"total": found.total, "discrepancies": [stored_to_json(one, config) for one in found.rows]}

    @pages.get(
        "/discrepancies/{discrepancy}",
        responses={200: leads("topic", rule="rule", statement="sides/0/statements/0")},
    )
    def discrepancy(discrepancy: Id) -> Json:
        """One discrepancy with its history, what was told of it, and what people did."""
        one = find(desk, discrepancy)
        store = desk.parts.store
        return {
            **stored_to_json(one, desk.parts.loaded.config.language),
            "history": [
                {"at": step.at.isoformat(), "change": step.change.value, "silent": step.silent}
                for step in store.history(one.discrepancy.id)
            ],
            "told": [
                {
                    "at": made.at.isoformat(),
                    "route": made.route,
                    "notifier": made.notifier,
                    "reason": made.reason,
                    "message": made.message,
                    "waits": not made.settled,
                }
                for made in store.decisions(one.discrepancy.id)
            ],
            "actions": [
                {"at": made.at.isoformat(), "author": made.author, "action": made.kind, "reason": made.reason}
                for made in store.actions(target=one.discrepancy.id)
            ],
        }

    @pages.post("/decisions", status_code=201, responses={201: leads("take_back", batch="batch")})
    def act(decision: Annotated[Decision | ReasonedDecision, Body(discriminator="action")]) -> Json:
        """Acknowledge, dismiss, mute, reopen or note; answers with the batch by which it can be undone."""
        lasting = decision.lasting if isinstance(decision, ReasonedDecision) else QUIET
        batch = decide(desk, decision.ids, decision.action, decision.author or "api", decision.reason, lasting)
        return {"batch": batch}

    @pages.delete("/decisions/{batch}")
    def take_back(batch: Id) -> Json:
        """Undo a batch."""
        return {"undone": undo(desk, batch, "api")}

    @pages.get("/articles", responses={200: leads("article", article="articles/0/id")})
    def articles(
        q: Annotated[str, Query(max_length=200)] = "",
        source: str = "",
        page: Annotated[int, Query(ge=1, le=100_000)] = 1,
        limit: Annotated[int, Query(ge=1, le=200)] = 50,
    ) -> Json:
        """A page of articles, the last seen first."""
        rows = desk.parts.store.articles(text=q, source=source, limit=limit, offset=(page - 1) * limit)
        return {
            "articles": [
                {
                    "id": one.id,
                    "title": one.title,
                    "source": one.source,
                    "outlet": one.outlet,
                    "origin": one.origin,
                    "lang": one.lang,
                    "published": one.published,
                    "revision": one.revision,
                    "seen_at": one.seen_at.isoformat(),
                    "statements": one.statements,
                }
                for one in rows
            ]
        }

    @pages.get("/articles/{article}")
    def article(article: Id) -> Json:
        """One article with its text, its revisions and its statements."""
        stored = desk.parts.store.article(article)
        if stored is None:
            raise HTTPException(404, "no such article")
        one = stored.article
        return {
            "id": one.id,
            "title": one.title,
            "text": one.text,
            "source": stored.source,
            "outlet": one.outlet,
            "origin": one.origin,
            "url": one.url,
            "lang": one.lang,
            "published": one.published.to_iso() if one.published else None,
            "published_from": stored.published_from,
            "revisions": [
                {"revision": made.number, "sha256": made.sha256, "seen_at": made.seen_at.isoformat()}
                for made in stored.revisions
            ],
            "statements": [statement_to_json(one) for one in desk.parts.store.statements_of(article)],
        }

    @pages.get("/sources")
    def sources() -> Json:
        """Every source and how it fares, those that are not well first."""

        def told(at: datetime | None) -> str | None:
            return at.isoformat() if at else None

        return {
            "sources": [
                {
                    "id": one.id,
                    "kind": one.kind,
                    "state": one.state,
                    "every_seconds": one.every.total_seconds(),
                    "articles": one.articles,
                    "per_day": one.per_day,
                    "newest": told(one.newest),
                    "last_good": told(one.last_good),
                    "next_poll": told(one.next_at),
                    "failures": one.failures,
                    "last_error": one.last_error,
                    "last_error_at": told(one.last_error_at),
                    "left_out": one.note,
                    "dates_from": dict(one.dated),
                }
                for one in healths(desk)
            ]
        }

    @pages.get("/rules", responses={200: leads("rule", rule="rules/0/id")})
    def rules() -> Json:
        """The rules in force."""
        return {
            "version": desk.parts.book.version,
            "rules": [
                {"id": rule.id, "title": dict(rule.title), "fact": rule.fact.id, "status": rule.status}
                for rule in desk.parts.book.rules
            ],
        }

    @pages.get("/statuses")
    def statuses() -> dict[str, int]:
        """How many discrepancies stand in each state."""
        counts = desk.parts.store.status_counts()
        return {status.value: counts.get(status, 0) for status in Status}

    return pages
