"""Try it: two texts, what is read in each, and the verdict on every pair. Nothing is kept."""

from __future__ import annotations

from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from checker import pipeline
from checker.alerting.render import item_of
from checker.judging.unmet import explained
from checker.model.article import Article
from checker.model.discrepancy import Change, Findings
from checker.model.statement import Reading
from checker.model.timespan import TimeSpan
from checker.texts import say
from checker.web.desk import Desk, first
from checker.web.pages.articles import described, fact_label, marks_of
from checker.web.views import bars_of, harmless_rows, pieces_of

LONGEST = 20_000  # characters of one text


def router(desk: Desk) -> APIRouter:
    """The page to try texts on."""
    pages = APIRouter(include_in_schema=False)

    def page(request: Request, texts: list[str], outlets: list[str], days: list[str], *, given: bool) -> Response:
        lang = desk.language(request)
        articles = [
            Article(text=text, id=str(number), outlet=outlet, published=_day(day))
            for number, (text, outlet, day) in enumerate(zip(texts, outlets, days, strict=True))
            if text.strip()
        ]
        readings: list[Reading] = [desk.parts.reader.read(one) for one in articles] if given else []
        statements = [one for reading in readings for one in reading.statements]
        findings = pipeline.judge_statements(statements, desk.parts.book, None) if given else Findings()
        findings = explained(findings, statements, desk.parts.book)
        return desk.page(
            request,
            "try.html",
            given=given,
            fields=list(zip(texts, outlets, days, strict=True)),
            read=[
                (
                    article,
                    pieces_of(article.text, marks_of(desk, reading, list(reading.statements), lang, in_title=False)),
                    [(fact_label(desk, one.fact, lang), described(one, lang)) for one in reading.statements],
                )
                for article, reading in zip(articles, readings, strict=False)
            ],
            found=[
                (item_of(one, Change.OPENED, lang), bars_of(one.sides), one.held_back) for one in findings.discrepancies
            ],
            harmless=harmless_rows(findings.harmless, lang),
        )

    @pages.get("/try")
    def ask(request: Request) -> Response:
        lang = desk.language(request)
        examples = [say(f"desk.try.example_{which}", lang) for which in ("a", "b")]
        today = desk.now().date().isoformat()
        outlets = [say(f"desk.try.outlet_{which}", lang) for which in ("a", "b")]
        return page(request, examples, outlets, [today, today], given=False)

    @pages.post("/try")
    async def judged(request: Request) -> Response:
        fields = await desk.form(request)
        values = [
            [first(fields, f"{name}_{which}")[:LONGEST] for which in ("a", "b")] for name in ("text", "outlet", "on")
        ]
        outlets = [name or "?" for name in values[1]]
        return await run_in_threadpool(page, request, values[0], outlets, values[2], given=True)

    return pages


def _day(text: str) -> TimeSpan | None:
    try:
        return TimeSpan.from_iso(date.fromisoformat(text).isoformat())
    except ValueError:
        return None
