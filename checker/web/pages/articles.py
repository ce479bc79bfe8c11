"""Articles, and everything that was read in one, marked where it stands; a wrong reading is reported here."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from checker.alerting.render import role_name, role_value
from checker.model.article import Article
from checker.model.statement import COMPARED, Reading, Statement
from checker.model.timespan import TimeSpan
from checker.store.base import Action, Revision, StoredArticle, WrongReading
from checker.texts import say
from checker.texts.wording import date_text, origin_text, time_text, value_text
from checker.web.desk import Desk, back, first
from checker.web.views import Mark, pieces_of
from checker.wire import worded
from checker.world.labels import cause_label

PAGE = 50
PARTS = ("value", "claimant", "fact", "place", "time", "stance")


def marks_of(desk: Desk, reading: Reading, statements: list[Statement], lang: str, *, in_title: bool) -> list[Mark]:
    """Where in a text something was read: mentions by their kind, statements by their evidence."""
    marks = [
        Mark(one.start, one.end, one.kind, one.note or "")
        for one in (*reading.mentions, *(mention for entity in reading.entities for mention in entity.mentions))
        if one.in_title == in_title
    ]
    for one in statements:
        if one.evidence is not None and one.evidence.in_title == in_title:
            label = f"{fact_label(desk, one.fact, lang)}: {value_text(one.value, lang)}"
            marks.append(Mark(one.evidence.start, one.evidence.end, "statement", label))
    return list(dict.fromkeys(marks))


def differences(before: str, after: str) -> Iterator[tuple[str, str]]:
    """(kept, added or removed; words) of two states of a text, word by word, long unchanged stretches cut."""
    old, new = before.split(), after.split()
    for kind, left, right, first_new, last_new in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            words = old[left:right]
            yield "kept", " ".join(words if len(words) <= 24 else [*words[:12], "…", *words[-12:]])
            continue
        if right > left:
            yield "removed", " ".join(old[left:right])
        if last_new > first_new:
            yield "added", " ".join(new[first_new:last_new])


def edits(stored: StoredArticle) -> list[tuple[Revision, list[tuple[str, str]]]]:
    """Every revision but the first, with what it changed."""
    return [
        (new, list(differences(f"{old.title}\n{old.text}", f"{new.title}\n{new.text}")))
        for old, new in pairwise(stored.revisions)
    ]


def described(one: Statement, lang: str) -> dict[str, str]:
    """A statement in words, by what is said of it."""
    return {
        "value": value_text(one.value, lang),
        "stance": say(f"desk.stance.{one.stance.value}", lang),
        "aspect": say(f"desk.aspect.{one.aspect.value}", lang),
        "claimants": ", ".join(claimant.text for claimant in one.claimants),
        "of": one.of.text if one.of else "",
        "place": one.place.text if one.place else "",
        "cause": cause_label(one.cause, lang) if one.cause else "",
        "when": value_text(one.when, lang) if one.when else "",
        "roles": ", ".join(
            f"{role_name(name, lang)}: {role_value(name, ref.text, lang)}" for name, ref in one.roles.items()
        ),
        "quote": one.evidence.quote if one.evidence else "",
    }


def fact_label(desk: Desk, fact: str, lang: str) -> str:
    """What a fact is called; its id where no rule file in force defines it."""
    known = desk.parts.book.facts.get(fact)
    return worded(known.label, lang) if known is not None and known.label else fact


def report_wrong(desk: Desk, article: str, statement: str, part: str, author: str, note: str) -> None:
    """Note that a statement of an article was read wrongly. Raises HTTPException 404 for none, 422 for an unknown
    part."""
    store, now = desk.parts.store, desk.now()
    found = next((one for one in store.statements_of(article) if one.id == statement), None)
    if found is None:
        raise HTTPException(404, statement[:40])
    if part not in PARTS:
        raise HTTPException(422, "part")
    store.save_wrong_reading(WrongReading(now, author, found.id, found.fact, article, part, note))
    lang = desk.parts.loaded.config.language
    told = f"{fact_label(desk, found.fact, lang)}: {value_text(found.value, lang)}; {note}"
    store.save_actions([Action(now, author, "wrong", article, told)])


def router(desk: Desk) -> APIRouter:
    """The pages of articles."""
    pages = APIRouter(include_in_schema=False)

    @pages.get("/articles")
    def listed(request: Request, q: str = "", source: str = "", page: int = 1) -> Response:
        page = max(1, min(page, 100_000))
        rows = desk.parts.store.articles(text=q[:200], source=source, limit=PAGE + 1, offset=(page - 1) * PAGE)
        lang = desk.language(request)
        return desk.page(
            request,
            "articles.html",
            rows=rows[:PAGE],
            more=len(rows) > PAGE,
            page=page,
            q=q,
            source=source,
            told=lambda iso: time_text(TimeSpan.from_iso(iso), lang) if iso else "",
        )

    @pages.get("/articles/{article}")
    def show(request: Request, article: str) -> Response:
        stored = desk.parts.store.article(article)
        if stored is None:
            raise HTTPException(404, article[:40])
        lang = desk.language(request)
        statements = desk.parts.store.statements_of(article)
        reading = desk.parts.reader.read(stored.article)
        one: Article = stored.article
        return desk.page(
            request,
            "article.html",
            article=one,
            source=stored.source,
            dated=date_text(one.published, stored.published_from, stored.certainty, lang),
            wrote=[origin_text(guess, lang) for guess in desk.parts.store.origin_guesses([article]).values()],
            revisions=stored.revisions,
            changes=edits(stored),
            title=pieces_of(one.title, marks_of(desk, reading, statements, lang, in_title=True)),
            text=pieces_of(one.text, marks_of(desk, reading, statements, lang, in_title=False)),
            statements=[
                (
                    statement,
                    {**described(statement, lang), "fact": fact_label(desk, statement.fact, lang)},
                    [rule for rule in desk.parts.book.rules if rule.fact.id == statement.fact][:1],
                )
                for statement in statements
            ],
            entities=[entity for entity in reading.entities if entity.kind == "person"],
            kinds=Counter(mention.kind for mention in reading.mentions),
            parts_of_reading=PARTS,
            left_out=say("reasons.left_out", lang, most=COMPARED),
            reported=request.query_params.get("reported") == "1",
        )

    @pages.post("/articles/{article}/wrong")
    async def wrong(request: Request, article: str) -> Response:
        fields = await desk.form(request)
        author = first(fields, "author")[:80] or desk.author(request)
        report_wrong(
            desk, article, first(fields, "statement"), first(fields, "part"), author, first(fields, "note")[:500]
        )
        return back(request, f"/articles/{article}?reported=1", cookies={"author": author})

    return pages
