"""What is talked of; and all that was read about one topic, over time and by speaker, with names and origins."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from checker.alerting.render import topic_text
from checker.chart import Drawing, svg
from checker.texts import say
from checker.texts.wording import origin_text
from checker.timeline import amounts, rows
from checker.web.about import About, Talk, about, talked_of
from checker.web.desk import Desk
from checker.web.pages.inbox import STATES
from checker.web.tellings import amount_points, followers, names, stance_points, tellings, term_points, terms, told_at
from checker.web.views import harmless_rows
from checker.wire import discrepancy_to_json, harmless_to_json, statement_to_json, worded

NAMES = 60  # of a topic


def topic(desk: Desk, rule: str, statement: str) -> About:
    """The topic of a statement under a rule. Raises HTTPException 404."""
    spec = desk.parts.book.rule(rule)
    found = about(desk.parts.store, desk.parts.book, spec, [statement], desk.now()) if spec is not None else None
    if found is None:
        raise HTTPException(404, statement[:40])
    return found


def topic_json(desk: Desk, rule: str, statement: str, lang: str) -> dict[str, object]:
    """Everything of a topic as JSON."""
    found = topic(desk, rule, statement)
    whole = (*found.topic.statements, *found.beside)
    guesses = desk.parts.store.origin_guesses({one.article for one in found.topic.statements})
    return {
        "rule": rule,
        "topic": dict(found.topic.key),
        "whole": found.whole,
        "statements": [
            {**statement_to_json(one), "article": one.article, "outlet": one.outlet, "origin": one.origin}
            for one in found.topic.statements
        ],
        "offices": [
            {
                "office": one.office,
                "person": one.person,
                "entity": one.entity,
                "since": one.since.date().isoformat(),
                "until": one.until.date().isoformat(),
                "over": one.over,
            }
            for one in terms(whole)
        ],
        "names": [{"id": one.id, "spellings": dict(one.spellings)} for one in names(whole, lang)[:NAMES]],
        "origins": [
            {
                "origin": one.origin,
                "outlet": one.outlet,
                "article": one.article,
                "published": one.at.isoformat() if one.at else None,
                "how": one.guess.how.value if one.guess else "given",
            }
            for one in followers(found.topic.statements, guesses, lang)
        ],
        "discrepancies": [discrepancy_to_json(one, lang) for one in found.findings.discrepancies],
        "harmless": [harmless_to_json(one, lang) for one in found.findings.harmless],
    }


def _svg(drawn: Drawing | None) -> str | None:
    return svg(drawn) if drawn is not None else None


def open_ones(desk: Desk, talks: Sequence[Talk]) -> set[str]:
    """The statements of some topics that stand in an open discrepancy."""
    stands = desk.parts.store.touched_discrepancies([one.id for talk in talks for one in talk.topic.statements], [])
    return {
        name for one in stands if one.status in STATES["open"] for side in one.latest.sides for name in side.statements
    }


def router(desk: Desk) -> APIRouter:
    """The pages of topics."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/topics")
    def listed(request: Request) -> Response:
        lang = desk.language(request)
        talks = talked_of(desk.parts.store, desk.parts.book)
        apart = open_ones(desk, talks)
        rows = [
            (
                talk,
                worded(talk.rule.fact.label, lang) or talk.rule.fact.id,
                topic_text(talk.topic.key, lang),
                max((at for one in talk.topic.statements if (at := told_at(one)) is not None), default=None),
                any(one.id in apart for one in talk.topic.statements),
            )
            for talk in talks
        ]
        return desk.page(request, "topics.html", rows=rows)

    @pages.get("/topics/{rule}/{statement}.json")
    def as_json(request: Request, rule: str, statement: str) -> Response:
        return JSONResponse(topic_json(desk, rule, statement, desk.language(request)))

    @pages.get("/topics/{rule}/{statement}")
    def show(request: Request, rule: str, statement: str) -> Response:
        lang, store = desk.language(request), desk.parts.store
        found = topic(desk, rule, statement)
        inside = found.topic.statements
        guesses = store.origin_guesses({one.article for one in inside})
        held = terms((*inside, *found.beside))
        stands = store.touched_discrepancies([one.id for one in inside], [])
        articles = {one.article: one for one in reversed(inside)}
        return desk.page(
            request,
            "topic.html",
            rule=found.rule,
            title=worded(found.rule.fact.label, lang) or found.rule.fact.id,
            words=topic_text(found.topic.key, lang),
            whole=found.whole,
            figures=_svg(amounts(amount_points(inside, lang), lang, say("desk.topic.figures", lang))),
            stances=_svg(rows(stance_points(inside, lang), lang, say("desk.topic.stances", lang))),
            offices=_svg(rows(term_points(held, lang), lang, say("desk.topic.offices", lang))),
            held=held,
            rows=tellings(inside, lang),
            names=names((*inside, *found.beside), lang)[:NAMES],
            origins=[
                (one, origin_text(one.guess, lang) if one.guess else "") for one in followers(inside, guesses, lang)
            ],
            discrepancies=[
                (
                    one.latest.id,
                    worded(one.latest.title, lang),
                    say(f"alerts.verdict.{one.latest.verdict.value}", lang),
                    say(f"alerts.status.{one.status.value}", lang),
                )
                for one in stands
            ],
            harmless=harmless_rows(found.findings.harmless, lang),
            articles=[(name, one.outlet or say("desk.unknown", lang)) for name, one in articles.items()],
            permalink=f"/topics/{rule}/{statement}",
        )

    return pages
