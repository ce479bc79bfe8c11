"""Who tells what of a topic, and when: rows of its table, points of its figures, its names and origins. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from checker import world
from checker.alerting.render import claimants_text
from checker.judging.alignment import held
from checker.judging.decisions import named
from checker.model.entity import is_country
from checker.model.provenance import OriginGuess
from checker.model.quantity import Quantity
from checker.model.statement import HOLDING, STATUS, Named, Stance, Statement
from checker.texts import say
from checker.texts.wording import short_day, value_text
from checker.timeline import Look, Point

LOOKS = {
    Stance.DENIED: Look.AGAINST,
    Stance.UNCONFIRMED: Look.LOOSE,
    Stance.NEITHER: Look.LOOSE,
    Stance.POSSIBLE: Look.LOOSE,
    Stance.PLANNED: Look.LOOSE,
}
_ID = re.compile(r"[a-z]+:[a-z]")  # where a place is told by its ids alone, it has no spelling


@dataclass(frozen=True, slots=True)
class Telling:
    """One statement as a row. `who` is the claimant, or the outlet where it speaks in its own voice (`own`)."""

    statement: str
    fact: str
    article: str
    at: datetime | None
    day: str
    who: str
    own: bool
    value: str
    stance: str
    aspect: str
    outlet: str
    origin: str
    quote: str
    lang: str | None


@dataclass(frozen=True, slots=True)
class Term:
    """Somebody in an office. `until` is the last day of which it is told; `over`: it is told to be over."""

    office: str
    person: str
    entity: str | None
    since: datetime
    until: datetime
    over: bool
    tellings: int


@dataclass(frozen=True, slots=True)
class Name:
    """Somebody or something, with every spelling and how often it was written so, the most frequent first. `name` is
    a country's own in the language asked for, else the most frequent spelling."""

    id: str
    name: str
    spellings: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Follower:
    """An article that another one's author wrote. `how` is the evidence, `origin` whom it follows."""

    origin: str
    outlet: str
    article: str
    at: datetime | None
    day: str
    guess: OriginGuess | None


def who_of(one: Statement, lang: str) -> str:
    """The claimant, else the outlet."""
    return claimants_text(one, lang) or one.outlet or say("desk.unknown", lang)


def _lanes(statements: Iterable[Statement], lang: str) -> dict[str, str]:
    """By statement, the speaker that it has in a figure, by the first name that they were called by."""
    first: dict[str, str] = {}
    found = {}
    for one in statements:
        who = one.claimants[0] if one.claimants else None
        name = world.body_text(who.text, lang, one.lang) if who else one.outlet or say("desk.unknown", lang)
        key = (who.entity or world.state_body(who.text) if who else None) or world.folded(name)
        found[one.id] = first.setdefault(key, name[:1].upper() + name[1:])
    return found


def told_at(one: Statement) -> datetime | None:
    """When a statement was true as far as it tells, else when it was printed."""
    span = held(one)
    for told in (one.published, span):
        if told is not None and told.start is not None:
            return told.start
    return None


def tellings(statements: Iterable[Statement], lang: str) -> list[Telling]:
    """The statements as rows, the newest first."""
    found = [_telling(one, lang) for one in statements]
    return sorted(found, key=lambda one: (one.at is not None, str(one.at), one.statement), reverse=True)


def _telling(one: Statement, lang: str) -> Telling:
    at = told_at(one)
    return Telling(
        statement=one.id,
        fact=one.fact,
        article=one.article,
        at=at,
        day=short_day(at, lang) if at else "",
        who=who_of(one, lang),
        own=not one.claimants,
        value=value_text(one.value, lang) if one.value is not None else "",
        stance=say(f"desk.stance.{one.stance.value}", lang),
        aspect=say(f"desk.aspect.{one.aspect.value}", lang),
        outlet=one.outlet or "",
        origin=one.origin or "",
        quote=(one.evidence.sentence or one.evidence.quote) if one.evidence else "",
        lang=one.lang,
    )


def amount_points(statements: Sequence[Statement], lang: str) -> list[Point]:
    """Every amount with its range, by speaker."""
    found = []
    lanes = _lanes(statements, lang)
    for one in statements:
        at = told_at(one)
        if isinstance(one.value, Quantity) and at is not None:
            value = one.value
            amount = {"low": value.low, "high": value.high, "qualifier": value.qualifier.value}
            note = f"{value_text(value, lang)} · {who_of(one, lang)} · {short_day(at, lang)}"
            found.append(Point(lanes[one.id], at, note, amount))
    return found


def stance_points(statements: Sequence[Statement], lang: str) -> list[Point]:
    """How everybody stands to it, by speaker; nothing where all only assert."""
    if all(one.stance is Stance.ASSERTED and one.value is not None for one in statements):
        return []
    found = []
    lanes = _lanes(statements, lang)
    for one in statements:
        at = told_at(one)
        if at is not None:
            note = f"{say(f'desk.stance.{one.stance.value}', lang)} · {who_of(one, lang)} · {short_day(at, lang)}"
            found.append(Point(lanes[one.id], at, note, look=LOOKS.get(one.stance, Look.FIRM)))
    return found


def terms(statements: Iterable[Statement]) -> list[Term]:
    """Who is told to hold which office, from the first to the last day of which that is told."""
    found: dict[tuple[str, str, str], list[tuple[datetime, Statement]]] = {}
    for one in statements:
        office, value, at = one.roles.get("office"), one.value, told_at(one)
        if office is None or at is None or not isinstance(value, Named):
            continue
        of = one.roles.get("of")
        key = (office.entity or office.text, (of.entity or of.text) if of else "", value.entity or value.name)
        found.setdefault(key, []).append((at, one))
    return sorted(map(_term, found.values()), key=lambda one: (one.office, one.since, one.person))


def _term(told: Sequence[tuple[datetime, Statement]]) -> Term:
    last = max(told, key=lambda pair: pair[0])[1]
    value, office, of = last.value, last.roles["office"], last.roles.get("of")
    days = [at for at, _ in told]
    return Term(
        office=", ".join(part for part in (office.text, of.text if of else "") if part),
        person=value.name if isinstance(value, Named) else "",
        entity=value.entity if isinstance(value, Named) else None,
        since=min(days),
        until=max(days),
        over=(last.roles[STATUS].text if STATUS in last.roles else HOLDING[0]) not in HOLDING,
        tellings=len(told),
    )


def term_points(found: Iterable[Term], lang: str) -> list[Point]:
    """Terms of office as bars."""
    return [
        Point(
            f"{one.person}, {one.office}",
            one.since,
            f"{one.person} · {one.office} · {short_day(one.since, lang)}",
            until=one.until,
            look=Look.LOOSE if one.over else Look.FIRM,
        )
        for one in found
    ]


def names(statements: Iterable[Statement], lang: str) -> list[Name]:
    """Everybody who is named, those with most spellings first."""
    written: dict[str, Counter[str]] = {}
    for one in statements:
        for entity, text in named(one):
            if entity is not None and text and not _ID.match(text):
                written.setdefault(entity, Counter())[text] += 1
    found = [
        Name(
            entity,
            world.country_name(entity, lang) if _is_country(entity) else max(texts, key=texts.__getitem__),
            tuple(texts.most_common()),
        )
        for entity, texts in written.items()
    ]
    return sorted(found, key=lambda one: (-len(one.spellings), -sum(count for _, count in one.spellings), one.id))


def _is_country(entity: str) -> bool:
    return is_country(entity) and "+" not in entity


def followers(statements: Iterable[Statement], guesses: Mapping[str, OriginGuess], lang: str) -> list[Follower]:
    """Whose words the articles print, grouped by whom they follow, the first to print them first."""
    articles = {one.article: one for one in statements}
    found = []
    for name, one in articles.items():
        origin = guesses[name].origin if name in guesses else one.origin
        if not origin:
            continue
        at = told_at(one)
        day = short_day(at, lang) if at else ""
        outlet = one.outlet or say("desk.unknown", lang)
        found.append(Follower(origin, outlet, name, at, day, guesses.get(name)))
    return sorted(found, key=lambda one: (one.origin, str(one.at), one.outlet, one.article))
