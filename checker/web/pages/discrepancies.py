"""One discrepancy: both sides in the words of their articles, why it is one, what was told of it, what was done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, PlainTextResponse, Response
from starlette.exceptions import HTTPException

from checker.alerting.render import claimants_text, days_shared
from checker.chart import drawing, svg
from checker.deeds import STATUSES
from checker.model.alert import Decision
from checker.model.discrepancy import Change, Quote, StoredDiscrepancy
from checker.store.base import Delivery, StoredArticle
from checker.texts import say
from checker.texts.wording import moment_text, published_text, value_text
from checker.timeline import amounts
from checker.web.about import About, about
from checker.web.desk import Desk
from checker.web.pages.articles import edits
from checker.web.tellings import amount_points
from checker.web.views import Mark, Piece, harmless_rows, paragraph_around, pieces_of, quiet, row_of
from checker.wire import discrepancy_to_json, worded

SIDES, QUOTES, STEPS = 12, 20, 100  # sides, quotes of each, and steps of its life that a page shows


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote in its paragraph, as it stands in the article."""

    quote: Quote
    pieces: list[Piece]
    claimants: str
    published: str
    value: str
    link: str | None
    edited: bool  # the article has a newer revision than the one quoted


def find(desk: Desk, discrepancy: str) -> StoredDiscrepancy:
    """The discrepancy of an id. Raises HTTPException 404."""
    found = desk.parts.store.stored([discrepancy]).get(discrepancy)
    if found is None:
        raise HTTPException(404, discrepancy[:40])
    return found


def why_text(made: Decision, went: Delivery | None, lang: str) -> str:
    """Why somebody was told, or was not, in words, and what became of the message."""
    until = moment_text(made.until, lang) if made.until else "…"
    if made.message is not None:
        why = say(f"alerts.step.{made.reason}", lang) if made.reason in set(Change) else made.reason
        if went is None:
            return why
        at = moment_text(went.sent_at, lang) if went.sent_at else ""
        words = {"attempts": went.attempts, "error": went.error or "", "instead": went.instead or "", "at": at}
        state = say(f"alerts.delivery.{went.state}", lang, **words)
        return f"{why}, {state.strip()}"
    return say(f"alerts.why.{made.reason}", lang, detail=made.detail, until=until)


def topic_of(desk: Desk, one: StoredDiscrepancy) -> About | None:
    """The topic of a discrepancy; None where its rule or all that it stood on is gone."""
    rule = desk.parts.book.rule(one.discrepancy.rule)
    if rule is None:
        return None
    return about(desk.parts.store, desk.parts.book, rule, _statements(one), desk.now())


def _statements(one: StoredDiscrepancy) -> list[str]:
    return [name for side in one.discrepancy.sides for name in side.statements]


def _edited(desk: Desk, article: str) -> StoredArticle | None:
    """An article that has more than one revision."""
    stored = desk.parts.store.article(article)
    return stored if stored is not None and len(stored.revisions) > 1 else None


def figure(desk: Desk, one: StoredDiscrepancy, topic: About | None, lang: str) -> str | None:
    """Every amount of its topic over time; where it is not about amounts, its values as in mails; None where they
    have no place on an axis."""
    title = say("desk.topic.figures", lang)
    every = amounts(amount_points(topic.topic.statements, lang), lang, title) if topic is not None else None
    if every is not None:
        return svg(every)
    drawn = drawing(row_of(one, lang, desk.now()).item, lang)
    return svg(drawn) if drawn is not None else None


def shown(desk: Desk, quote: Quote, lang: str, timed: Collection[date] = ()) -> Shown:
    """A quote in the paragraph of its article; in its sentence where the article is gone or was edited. `timed`: the
    days of which the hour is told."""
    evidence = quote.evidence
    stored = desk.parts.store.article(quote.article)
    pieces: list[Piece] = []
    edited = False
    if evidence is not None:
        revision = next((one for one in stored.revisions if one.number == quote.revision), None) if stored else None
        edited = stored is not None and stored.article.revision != quote.revision
        text = (revision.title if evidence.in_title else revision.text) if revision is not None else ""
        if text[evidence.start : evidence.end] == evidence.quote:
            mark = Mark(evidence.start, evidence.end, "quote")
            pieces = pieces_of(text, [mark], *paragraph_around(text, evidence.start, evidence.end))
        else:
            at = evidence.sentence.find(evidence.quote)
            marks = [Mark(at, at + len(evidence.quote), "quote")] if at >= 0 else []
            pieces = pieces_of(evidence.sentence or evidence.quote, marks)
    return Shown(
        quote=quote,
        pieces=pieces,
        claimants=claimants_text(quote, lang),
        published=published_text(quote.published, lang, timed),
        value=value_text(quote.value, lang),
        link=quote.url if quote.url and quote.url.startswith(("http://", "https://")) else None,
        edited=edited,
    )


def router(desk: Desk) -> APIRouter:
    """The pages of one discrepancy."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/d/{discrepancy}.txt")
    def as_text(request: Request, discrepancy: str) -> Response:
        one = find(desk, discrepancy)
        lang = desk.language(request)
        item = row_of(one, lang, desk.now()).item
        return PlainTextResponse(desk.alerts.render("item.txt", lang, item=item))

    @pages.get("/d/{discrepancy}.json")
    def as_json(request: Request, discrepancy: str) -> Response:
        one = find(desk, discrepancy)
        return JSONResponse(discrepancy_to_json(one.discrepancy, desk.language(request)))

    @pages.get("/d/{discrepancy}")
    def show(request: Request, discrepancy: str) -> Response:
        one = find(desk, discrepancy)
        lang, store, now = desk.language(request), desk.parts.store, desk.now()
        found = one.discrepancy
        rule = desk.parts.book.rule(found.rule)
        history = store.history(found.id)
        topic = topic_of(desk, one)
        actions = store.actions(target=found.id)
        decisions = store.decisions(found.id)
        went = store.deliveries([made.message for made in decisions if made.message])
        articles = list(dict.fromkeys(quote.article for side in found.sides for quote in side.quotes))
        timed = days_shared(found.sides)
        changes: dict[int | None, str] = {step.seq: step.change.value for step in history}
        return desk.page(
            request,
            "discrepancy.html",
            one=row_of(one, lang, now, quiet(store, now)),
            found=found,
            sides=[
                (side, [shown(desk, told, lang, timed) for told in side.quotes[:QUOTES]], value_text(side.value, lang))
                for side in found.sides[:SIDES]
            ],
            left=sum(len(side.quotes) for side in found.sides)
            - sum(len(side.quotes[:QUOTES]) for side in found.sides[:SIDES]),
            rule=rule,
            rule_title=worded(rule.title, lang) if rule else "",
            history=list(reversed(history))[:STEPS],
            why=lambda made: why_text(made, went.get(made.message or ""), lang),
            figure=figure(desk, one, topic, lang),
            topic=topic,
            statement=found.sides[0].statements[0],
            harmless=harmless_rows(topic.harmless_with(_statements(one)), lang) if topic else [],
            edited=[(stored, edits(stored)) for name in articles[:20] if (stored := _edited(desk, name))],
            decisions=[(changes.get(made.seq, "reminder"), made) for made in list(reversed(decisions))[:STEPS]],
            actions=actions,
            undoable=next(
                (made.batch for made in actions if made.kind in (*STATUSES, "mute") and not made.undone_at), ""
            ),
        )

    return pages
