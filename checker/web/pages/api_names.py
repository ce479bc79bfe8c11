"""The API of topics, names and known differences."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from checker.judging.decisions import identified
from checker.model.decision import EntityDecision, PairException
from checker.web.about import talked_of
from checker.web.desk import Desk
from checker.web.pages.api import Id, Json, leads, versioned
from checker.web.pages.entities import decide_entities, take_back_entities
from checker.web.pages.exceptions import except_from, revoke
from checker.web.pages.topics import open_ones, topic_json
from checker.web.tellings import Name, names

Why = Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
Who = Annotated[str, Field(max_length=80)]


class Identity(BaseModel):
    """Two names or ids that are the same, or are not. Where both are one id, `b` is a spelling to be taken out."""

    a: str = Field(min_length=1, max_length=200)
    b: str = Field(min_length=1, max_length=200)
    same: bool
    reason: Why
    author: Who = ""


class Known(BaseModel):
    """A discrepancy whose values may stand against each other from now on."""

    discrepancy: str = Field(min_length=1, max_length=80)
    reason: Why
    author: Who = ""


def name_json(one: Name) -> Json:
    """Somebody with every spelling and how often it was written so."""
    return {"id": one.id, "name": one.name, "spellings": dict(one.spellings)}


def identity_json(one: EntityDecision) -> Json:
    """A decision on who is who."""
    return {
        "number": one.number,
        "a": one.a,
        "b": one.b,
        "same": one.same,
        "author": one.author,
        "reason": one.reason,
        "at": one.at.isoformat(),
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
        "revoked_by": one.revoked_by,
    }


def exception_json(one: PairException) -> Json:
    """A known difference."""
    return {
        "id": one.id,
        "fact": one.fact,
        "topic": dict(one.topic),
        "articles": sorted(one.articles),
        "author": one.author,
        "reason": one.reason,
        "at": one.at.isoformat(),
        "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
        "revoked_by": one.revoked_by,
    }


def router(desk: Desk) -> APIRouter:
    """Version 1 of this part."""
    pages = versioned(desk)
    language = desk.parts.loaded.config.language

    @pages.get("/topics")
    def talked() -> Json:
        """What is talked of lately, what most sources tell of first; `open`: it is disagreed on."""
        talks = talked_of(desk.parts.store, desk.parts.book)
        apart = open_ones(desk, talks)
        return {
            "topics": [
                {
                    "rule": one.rule.id,
                    "statement": one.statement,
                    "topic": dict(one.topic.key),
                    "sources": one.sources,
                    "statements": len(one.topic.statements),
                    "open": any(told.id in apart for told in one.topic.statements),
                }
                for one in talks
            ]
        }

    @pages.get("/topics/{rule}/{statement}")
    def topic(rule: Id, statement: Id) -> Json:
        """Everything told about the topic of a statement under a rule: statements, offices, names, origins, what is a
        disagreement in it and what only looks like one."""
        return topic_json(desk, rule, statement, language)

    @pages.get("/entities", responses={200: leads("entity", entity="entities/0/id")})
    def entities(q: Annotated[str, Query(max_length=100)] = "") -> Json:
        """Who was named lately (or with these letters), in every spelling, and every decision on who is who."""
        store = desk.parts.store
        found = names(identified(store.lately_named(q.strip()), store.decided().entities), language)
        wanted = q.strip().casefold()
        fitting = [one for one in found if any(wanted in text.casefold() for text in (one.id, *dict(one.spellings)))]
        return {
            "entities": [name_json(one) for one in fitting[:200]],
            "decisions": [identity_json(one) for one in reversed(store.entity_decisions())],
        }

    @pages.get("/entities/{entity}")
    def entity(entity: Annotated[str, Path(min_length=1, max_length=200)]) -> Json:
        """One of them."""
        store = desk.parts.store
        found = names(identified(store.lately_named(entity), store.decided().entities), language)
        one = next((one for one in found if one.id == entity), None)
        if one is None:
            raise HTTPException(404, "nobody has that id")
        return name_json(one)

    @pages.post("/entities", status_code=201, responses={201: leads("take_back_identity", number="number")})
    def decide_identity(given: Identity) -> Json:
        """Say that two are the same, or are not; what is stored is judged again."""
        author = given.author or "api"
        decide_entities(desk, given.a.strip(), given.b.strip(), author, given.reason, same=given.same)
        return identity_json(desk.parts.store.entity_decisions()[-1])

    @pages.delete("/entities/decisions/{number}")
    def take_back_identity(number: Annotated[int, Path(ge=1, le=2**53)]) -> Json:
        """Take such a decision back."""
        made = take_back_entities(desk, number, "api")
        return {"taken_back": made.number}

    @pages.get("/exceptions")
    def exceptions() -> Json:
        """Known differences, those that were taken back too."""
        return {"exceptions": [exception_json(one) for one in desk.parts.store.exceptions()]}

    @pages.post("/exceptions", status_code=201, responses={201: leads("take_back_exception", exception="id")})
    def add_exception(given: Known) -> Json:
        """Make the sides of a discrepancy a known difference."""
        return exception_json(except_from(desk, given.discrepancy, given.author or "api", given.reason))

    @pages.delete("/exceptions/{exception}")
    def take_back_exception(exception: Id) -> Json:
        """Take a known difference back."""
        revoke(desk, exception, "api")
        return {"taken_back": exception}

    return pages
