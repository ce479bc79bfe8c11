"""The rules in force: what each one says, where it stands, what it found."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from checker.model.discrepancy import Status
from checker.store.base import InboxQuery
from checker.web.desk import Desk
from checker.web.views import row_of
from checker.wire import worded


def router(desk: Desk) -> APIRouter:
    """The pages of rules."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/rules")
    def listed(request: Request) -> Response:
        lang, store, book = desk.language(request), desk.parts.store, desk.parts.book
        counts = {
            name: dict(store.inbox(InboxQuery(statuses=states, limit=0)).facets["rule"])
            for name, states in (
                ("open", (Status.OPEN, Status.ACKNOWLEDGED)),
                ("dismissed", (Status.DISMISSED,)),
                ("all", ()),
            )
        }
        wrong: dict[str, int] = {}
        for one in store.wrong_readings(10_000):
            wrong[one.fact] = wrong.get(one.fact, 0) + 1
        rows = [
            (
                rule,
                worded(rule.title, lang),
                worded(rule.fact.label, lang),
                {name: by.get(rule.id, 0) for name, by in counts.items()},
            )
            for rule in sorted(book.rules, key=lambda rule: (str(rule.file), rule.line))
        ]
        return desk.page(request, "rules.html", rows=rows, wrong=wrong)

    @pages.get("/rules/{rule}")
    def show(request: Request, rule: str) -> Response:
        found = desk.parts.book.rule(rule)
        if found is None:
            raise HTTPException(404, rule[:60])
        lang, now = desk.language(request), desk.now()
        hits = desk.parts.store.inbox(InboxQuery(statuses=(), filters={"rule": rule}, limit=20))
        return desk.page(
            request,
            "rule.html",
            rule=found,
            title=worded(found.title, lang),
            fact=worded(found.fact.label, lang),
            text=_lines(found.file, found.line),
            rows=[row_of(one, lang, now) for one in hits.rows],
            total=hits.total,
        )

    return pages


def _lines(file: object, line: int, most: int = 80) -> str:
    """The rule as it stands in its file: from its line to the next rule."""
    from pathlib import Path

    try:
        lines = Path(str(file)).read_text(encoding="utf-8").splitlines()[line - 1 : line - 1 + most]
    except OSError:
        return ""
    indent = len(lines[0]) - len(lines[0].lstrip()) if lines else 0
    end = next(
        (n for n, text in enumerate(lines) if n and text.strip() and len(text) - len(text.lstrip()) <= indent),
        len(lines),
    )
    return "\n".join(text[indent:] for text in lines[:end]).rstrip()
