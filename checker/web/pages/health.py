"""What machines ask: whether each part is well, and figures for Prometheus."""

from __future__ import annotations

from datetime import timedelta

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from checker.alerting.feed import Open, atom
from checker.store.base import InboxQuery
from checker.store.room import short_of_room
from checker.web.desk import Desk
from checker.web.pages.rules import file_states
from checker.web.pages.system import memory

MOST = 50  # entries of the feed
SILENT = 3  # rounds without a good poll after which a source is unwell


def unwell(desk: Desk) -> dict[str, str]:
    """The parts that are not well, with what ails them; empty when all is well."""
    found: dict[str, str] = {}
    try:
        states = desk.parts.store.source_states()
        dead = len(desk.parts.store.dead_letters())
    except Exception as error:
        return {"store": type(error).__name__}
    if desk.parts.store.unwritable():
        found["store"] = "not writable"
    elif short_of_room(desk.parts.store_file):
        found["disk"] = "nearly full"
    for watched in desk.parts.sources:
        state = states.get(watched.source.id)
        if state is None:
            continue
        late = max(watched.every * SILENT, timedelta(minutes=5))
        if state.last_error and (state.last_good is None or desk.now() - state.last_good > late):
            found[f"source {watched.source.id}"] = "no good poll"
    refused = sum(len(one.errors) for one in file_states(desk.parts.rule_folders))
    if refused:
        found["rules"] = f"{refused} faults, the last good ones are in force"
    if dead:
        found["delivery"] = f"{dead} dead letters"
    return found


def router(desk: Desk) -> APIRouter:
    """The addresses for machines."""
    pages = APIRouter()

    @pages.get("/healthz")
    def health(request: Request) -> Response:
        """`{status, unwell}`: 200 when all is well or only a source ails, 503 when the store does."""
        del request
        found = unwell(desk)
        parts = dict(found.items()) if desk.guard.asks is False else sorted(found)
        return JSONResponse({"status": "unwell" if found else "ok", "unwell": parts}, 503 if "store" in found else 200)

    @pages.get("/feed.atom", response_class=Response, responses={200: {"content": {"application/atom+xml": {}}}})
    def feed(request: Request) -> Response:
        """What is open, as an Atom feed, in the configured language or the one asked for by `ui`."""
        found = desk.parts.store.inbox(InboxQuery(limit=MOST)).rows
        entries = [Open(one.discrepancy, one.opened_at, one.changed_at) for one in found]
        link = str(request.base_url)
        body = atom(entries, lang=desk.language(request), link=link, now=desk.now(), most=MOST)
        return Response(body, media_type="application/atom+xml")

    @pages.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    def metrics() -> Response:
        """Figures in the text format of Prometheus."""
        registry = CollectorRegistry()
        store = desk.parts.store
        rows = Gauge("discrepa_rows", "Rows in the store", ["table"], registry=registry)
        for table, count in store.counts().items():
            rows.labels(table).set(count)
        states = Gauge("discrepa_discrepancies", "Discrepancies by state", ["status"], registry=registry)
        for status, count in store.status_counts().items():
            states.labels(status.value).set(count)
        messages = Gauge("discrepa_messages", "Messages by state", ["state"], registry=registry)
        for state, count in store.message_counts().items():
            messages.labels(state).set(count)
        good = Gauge(
            "discrepa_source_last_good_seconds", "When a source was last read well", ["source"], registry=registry
        )
        for name, source in store.source_states().items():
            if source.last_good is not None:
                good.labels(name).set(source.last_good.timestamp())
        Gauge("discrepa_rules", "Rules in force", registry=registry).set(len(desk.parts.book.rules))
        Gauge("discrepa_memory_bytes", "Memory held", registry=registry).set(memory() or 0)
        return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)

    return pages
