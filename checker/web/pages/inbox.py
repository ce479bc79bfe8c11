"""The inbox: what is open, newest or worst first, narrowed and searched."""

from __future__ import annotations

from datetime import datetime, timedelta

from fastapi import APIRouter, Request
from fastapi.responses import Response

from checker.model.discrepancy import Status
from checker.store.base import FILTERS, InboxQuery
from checker.web.desk import Desk
from checker.web.pages.sample import has_sample
from checker.web.views import facet_label, quiet, row_of

PAGE = 50
AGES = {"1d": timedelta(days=1), "7d": timedelta(days=7), "30d": timedelta(days=30)}
STATES = {
    "open": (Status.OPEN, Status.ACKNOWLEDGED),
    "dismissed": (Status.DISMISSED,),
    "resolved": (Status.RESOLVED,),
    "all": (),
}
ORDERS = ("newest", "worst", "oldest")


def query_of(request: Request, now: datetime, *, limit: int = PAGE) -> InboxQuery:
    """The query that the address of a request asks for; what it cannot mean is passed over."""
    asked = request.query_params
    order = asked.get("sort", "newest")
    page = asked.get("page", "1")
    number = int(page) if page.isdecimal() and 0 < len(page) < 7 else 1
    age = AGES.get(asked.get("age", ""))
    return InboxQuery(
        statuses=STATES.get(asked.get("state", "open"), STATES["open"]),
        filters={name: value for name in FILTERS if (value := asked.get(name))},
        since=now - age if age else None,
        text=asked.get("q", "")[:200],
        order=order if order in ORDERS else "newest",
        limit=limit,
        offset=(max(number, 1) - 1) * limit,
    )


def router(desk: Desk) -> APIRouter:
    """The inbox."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/")
    def inbox(request: Request) -> Response:
        lang, now = desk.language(request), desk.now()
        query = query_of(request, now)
        store = desk.parts.store
        found = store.inbox(query)
        counts = store.status_counts()
        facets = {
            name: [(value, facet_label(name, value, lang, desk.parts.book), count) for value, count in values]
            for name, values in found.facets.items()
        }
        silences = quiet(store, now)
        batch = request.query_params.get("done", "")
        return desk.page(
            request,
            "inbox.html",
            rows=[row_of(one, lang, now, silences) for one in found.rows],
            total=found.total,
            query=query,
            asked=dict(request.query_params),
            facets=facets,
            counts={name: sum(counts.get(state, 0) for state in states or counts) for name, states in STATES.items()},
            page=query.offset // query.limit + 1,
            pages=max(1, -(-found.total // query.limit)),
            sample=has_sample(desk),
            narrowed=bool(query.filters or query.text or query.since),
            done=store.actions(batch=batch, limit=200) if batch else [],
        )

    return pages
