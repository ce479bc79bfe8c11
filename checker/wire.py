"""The JSON that outside tools send and receive (docs/reference/json.md), to and from the value types.

What comes in is lenient, as news is: unknown keys are ignored, null is absent, a date may be prose. What goes
out is exact: offsets count code points, times are ISO, numbers are plain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError, field_validator

from checker.languages import known, language
from checker.model.article import Article
from checker.model.discrepancy import Discrepancy, Findings, Harmless, Quote, Side, StoredDiscrepancy
from checker.model.errors import BadInput
from checker.model.quantity import Qualifier, Quantity, plain_number
from checker.model.statement import (
    Aspect,
    Claimant,
    Entity,
    Evidence,
    Mention,
    Named,
    Reading,
    Ref,
    Stance,
    Statement,
    Value,
)
from checker.model.timespan import Grain, TimeSpan
from checker.texts import said, tell

Json = dict[str, Any]


class _In(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)


# --- articles ---


class ArticleIn(_In):
    """One article as it may arrive; only `text` is required."""

    text: str
    id: str | None = None
    lang: str | None = None
    source: str | None = None
    origin: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None


def article_from_json(data: object, *, fallback_id: str) -> tuple[Article, list[str]]:
    """An Article and the warnings about what had to be left out. Raises BadInput when it cannot be used."""
    try:
        given = ArticleIn.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "article"
        words = said(f"faults.{first['type']}") if first["type"] in ("missing", "string_type") else first["msg"]
        raise BadInput(said("intake.of", name=where, error=words)) from None
    warnings: list[str] = []
    published = None
    if given.published and given.published.strip():
        published = read_time(given.published, given.lang)
        if published is None:
            warnings.append(said("intake.undated", date=repr(given.published[:80])))
    article = Article(
        text=given.text,
        id=given.id or fallback_id,
        lang=given.lang or None,
        title=given.title or "",
        outlet=given.source or None,
        origin=given.origin or None,
        url=given.url or None,
        published=published,
    )
    return article, warnings


_NAMED = re.compile(
    r"(?:\b(?P<before>[^\W\d_]{3,})\.?\s+(?P<last>\d{1,2})(?:st|nd|rd|th)?|(?P<day>\d{1,2})\s+(?:de\s+)?(?P<name>[^\W\d_]{3,})\.?)"
    r"\s*,?\s+(?:del?\s+)?(?P<year>\d{4})\b"
)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


def read_time(text: str, lang: str | None = None) -> TimeSpan | None:
    """A date of publication as ISO, month, year, e-mail style or prose; naive times are UTC. None: unreadable."""
    text = text.strip()
    try:
        return TimeSpan.from_iso(text)
    except ValueError:
        pass
    # imported here because it is slow to load and few articles need it
    import dateparser.search

    tidy = re.sub(r"\s*([/:])\s*", r"\1", text)
    order = "DMY" if lang in known() and language(lang).dates.day_first else "MDY"
    if slashed := _SLASHED.search(tidy):
        first, second = int(slashed[1]), int(slashed[2])
        order = "DMY" if first > 12 else "MDY" if second > 12 else order
    found = dateparser.search.search_dates(
        tidy,
        languages=[lang] if lang in known() else [*known()],
        settings={
            "DATE_ORDER": order,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - the library wants it naive; no relative date passes REQUIRE_PARTS
        },
    )
    if not found:
        return _named_day(tidy) or _short_day(tidy, order)
    words, at = max(found, key=lambda one: len(one[0]))
    if not re.search(r"\d{4}", words):  # «hoy», "last week": relative to a day that nobody knows
        return _named_day(tidy) or _short_day(tidy, order)
    if re.search(r"\d:\d\d", words):
        return TimeSpan.from_instant(at)
    return TimeSpan.from_day(at.year, at.month, at.day)


def _named_day(text: str) -> TimeSpan | None:
    """The first day that is told with the name of its month: "Published : November 28, 2005"."""
    months = {name.casefold(): number for code in known() for name, number in language(code).dates.months.items()}
    for match in _NAMED.finditer(text):
        name, day = (match["before"], match["last"]) if match["before"] else (match["name"], match["day"])
        month = months.get(name.casefold())
        if month is not None:
            try:
                return TimeSpan.from_day(int(match["year"]), month, int(day))
            except ValueError:
                continue
    return None


def _short_day(text: str, order: str) -> TimeSpan | None:
    """ "11/28/05": the year in two digits."""
    match = re.search(r"\b(\d{1,2})/(\d{1,2})/(\d{2})\b", text)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    day, month = (first, second) if first > 12 or (order == "DMY" and second <= 12) else (second, first)
    try:
        return TimeSpan.from_day(2000 + year if year < 70 else 1900 + year, month, day)
    except ValueError:
        return None


# --- statements in ---


class RefIn(_In):
    text: str = ""
    entity: str | None = None
    party: str | None = None


class EvidenceIn(_In):
    start: int = 0
    end: int = 0
    quote: str = ""
    sentence: str = ""
    number: tuple[int, int] | None = None


class ValueIn(_In):
    low: Decimal | None = None
    high: Decimal | None = None
    qualifier: Qualifier = Qualifier.EXACT
    unit: str | None = None
    start: str | None = None
    end: str | None = None
    grain: Grain | None = None
    name: str | None = None
    entity: str | None = None
    text: str | None = None


class StatementIn(_In):
    """A statement as it may arrive: `claimants`, `of` and `place` may be plain strings."""

    fact: str
    id: str | None = None
    value: ValueIn | str | None = None
    article: str = ""
    outlet: str | None = Field(default=None, validation_alias=AliasChoices("outlet", "source"))
    origin: str | None = None
    published: str | None = None
    stance: Stance = Stance.ASSERTED
    aspect: Aspect = Aspect.TOTAL
    claimants: list[RefIn | str] = Field(default_factory=list)
    claimant_ids: list[str] = Field(default_factory=list)
    of: RefIn | str | None = None
    place: RefIn | str | None = None
    cause: str | None = None
    when: str | dict[str, str | None] | None = None
    as_of: str | dict[str, str | None] | None = None
    superseded: bool = False
    roles: dict[str, RefIn | str | None] = Field(default_factory=dict)
    evidence: EvidenceIn | None = None
    confidence: float = 1.0
    revision: int = 1
    lang: str | None = None
    url: str | None = None
    says: str | None = None

    @field_validator("claimants", "claimant_ids", mode="before")
    @classmethod
    def _none_is_empty(cls, value: object) -> object:
        return [] if value is None else value

    @field_validator("stance", mode="before")
    @classmethod
    def _none_is_asserted(cls, value: object) -> object:
        return Stance.ASSERTED if value is None else value

    @field_validator("aspect", mode="before")
    @classmethod
    def _none_is_total(cls, value: object) -> object:
        return Aspect.TOTAL if value is None else value


def statement_from_json(data: object) -> Statement:
    """A Statement from contract JSON. Raises BadInput with the first fault."""
    try:
        given = StatementIn.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise BadInput(f"{where}: {first['msg']}") from None
    evidence = given.evidence
    said = given.says or (evidence.sentence if evidence else "")
    quote = (evidence.quote if evidence else "") or said
    return Statement(
        id=given.id or "",
        fact=given.fact,
        value=_value_in(given.value, quote),
        article=given.article,
        stance=given.stance,
        aspect=given.aspect,
        claimants=_claimants_in(given),
        of=_ref_in(given.of),
        place=_ref_in(given.place),
        cause=given.cause,
        when=_time_in(given.when),
        as_of=_time_in(given.as_of),
        superseded=given.superseded,
        roles={name: ref for name, one in given.roles.items() if (ref := _ref_in(one))},
        evidence=Evidence(
            evidence.start if evidence else 0,
            evidence.end if evidence else len(quote),
            quote,
            said or quote,
            evidence.number if evidence else None,
        ),
        confidence=given.confidence,
        outlet=given.outlet,
        origin=given.origin,
        published=read_time(given.published, given.lang) if given.published else None,
        revision=given.revision,
        lang=given.lang,
        url=given.url,
    )


def _claimants_in(given: StatementIn) -> tuple[Claimant, ...]:
    refs = [RefIn(text=one) if isinstance(one, str) else one for one in given.claimants]
    ids = given.claimant_ids
    if len(ids) == len(refs):
        return tuple(Claimant(ref.text, ref.entity or one, ref.party) for ref, one in zip(refs, ids, strict=True))
    if not ids:
        return tuple(Claimant(ref.text, ref.entity, ref.party) for ref in refs)
    # several ids for one name: a person and the body spoken for, or several parties under one wording
    text = refs[0].text if refs else ids[0]
    return tuple(Claimant(text, one, refs[0].party if refs else None) for one in ids)


def _value_in(value: ValueIn | str | None, text: str) -> Value | None:
    if value is None or isinstance(value, str):
        return value
    if value.start is not None or value.end is not None:
        return TimeSpan.from_json({"start": value.start, "end": value.end, "grain": (value.grain or Grain.RANGE).value})
    if value.name is not None:
        return Named(value.name, value.entity)
    if value.low is None and value.high is None:
        return None
    return Quantity(value.low, value.high, value.qualifier, value.unit or "", value.text or text)


def _ref_in(ref: RefIn | str | None) -> Ref | None:
    if ref is None or ref == "":
        return None
    return Ref(ref) if isinstance(ref, str) else Ref(ref.text, ref.entity)


def _time_in(value: str | dict[str, str | None] | None) -> TimeSpan | None:
    if not value:
        return None
    try:
        return TimeSpan.from_json(value) if isinstance(value, dict) else TimeSpan.from_iso(value)
    except ValueError:
        return None  # a time that cannot be read is a time that is not known


# --- out ---


def value_to_json(value: Value | None) -> Any:
    """A statement's value: quantity, time span, named thing or label."""
    if isinstance(value, Quantity | TimeSpan):
        return value.to_json()
    if isinstance(value, Named):
        return {"entity": value.entity, "name": value.name}
    return value


def mention_to_json(mention: Mention) -> Json:
    """One mention; `in` stands only on those of the title."""
    value = mention.value
    out: Json = {
        "kind": mention.kind,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "value": value_to_json(value),
    }
    if isinstance(value, Quantity) and mention.kind != "money":
        out["value"].pop("unit", None)
    if mention.currency:
        out["currency"] = mention.currency
    if mention.in_title:
        out["in"] = "title"
    if mention.note:
        out["note"] = mention.note
    return out


def statement_to_json(statement: Statement) -> Json:
    """One statement, as `discrepa read --json` prints it."""
    evidence = statement.evidence
    return {
        "id": statement.id,
        "fact": statement.fact,
        "value": value_to_json(statement.value),
        "stance": statement.stance.value,
        "aspect": statement.aspect.value,
        "claimants": [_claimant_out(claimant) for claimant in statement.claimants],
        "of": _ref_out(statement.of),
        "place": _ref_out(statement.place),
        "cause": statement.cause,
        "when": _time_out(statement.when),
        "as_of": _time_out(statement.as_of),
        "superseded": statement.superseded,
        "roles": {name: ref.text if name == "status" else _ref_out(ref) for name, ref in statement.roles.items()},
        "evidence": None if evidence is None else _evidence_out(evidence),
        "confidence": statement.confidence,
    }


def reading_to_json(reading: Reading) -> Json:
    """Everything read in one article: one line of `discrepa read --json`."""
    out: Json = {
        "article": reading.article,
        "lang": reading.lang,
        "mentions": [mention_to_json(mention) for mention in reading.mentions],
        "statements": [statement_to_json(statement) for statement in reading.statements],
        "entities": [_entity_out(entity) for entity in reading.entities],
    }
    if reading.warnings:
        out["warnings"] = list(reading.warnings)
    return out


def discrepancy_to_json(discrepancy: Discrepancy, lang: str) -> Json:
    """One discrepancy, worded in a language."""
    gap = discrepancy.gap
    out: Json = {
        "id": discrepancy.id,
        "rule": discrepancy.rule,
        "verdict": discrepancy.verdict.value,
        "severity": discrepancy.severity.value,
        "topic": dict(discrepancy.topic),
        "title": worded(discrepancy.title, lang),
        "reason": tell(discrepancy.reason, lang),
        "gap": gap
        and {
            "absolute": plain_number(gap.absolute),
            "ratio": None if gap.ratio is None else round(float(gap.ratio), 3),
        },
        "sides": [_side_out(side) for side in discrepancy.sides],
    }
    if discrepancy.held_back:
        out["held_back"] = discrepancy.held_back
    return out


def stored_to_json(one: StoredDiscrepancy, lang: str) -> Json:
    """A stored discrepancy, worded in a language, with its life."""
    return {
        **discrepancy_to_json(one.discrepancy, lang),
        "status": one.status.value,
        "opened_at": one.opened_at.isoformat(),
        "changed_at": one.changed_at.isoformat(),
        "decided": {"author": one.author, "reason": one.reason} if one.author else None,
    }


def findings_to_json(findings: Findings, *, articles: int, statements: int, lang: str) -> Json:
    """What `discrepa check --format json` prints. Discrepancies held back by their rule are left out."""
    return {
        "articles": articles,
        "statements": statements,
        "discrepancies": [discrepancy_to_json(one, lang) for one in findings.discrepancies if not one.held_back],
        "harmless": [harmless_to_json(one, lang) for one in findings.harmless],
        "held_back": [discrepancy_to_json(one, lang) for one in findings.discrepancies if one.held_back],
    }


def worded(texts: Mapping[str, str], lang: str) -> str:
    """The wording in a language, else in English, else in any."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _time_out(span: TimeSpan | None) -> str | None:
    return None if span is None else span.to_iso()


def _ref_out(ref: Ref | None) -> Json | None:
    return None if ref is None else {"text": ref.text, "entity": ref.entity}


def _claimant_out(claimant: Claimant) -> Json:
    return {"text": claimant.text, "entity": claimant.entity, "party": claimant.party}


def _evidence_out(evidence: Evidence) -> Json:
    out: Json = {
        "start": evidence.start,
        "end": evidence.end,
        "quote": evidence.quote,
        "sentence": evidence.sentence,
        "number": list(evidence.number) if evidence.number else None,
    }
    if evidence.in_title:
        out["in"] = "title"
    return out


def _entity_out(entity: Entity) -> Json:
    mentions = [
        {
            "start": mention.start,
            "end": mention.end,
            "text": mention.text,
            **({"in": "title"} if mention.in_title else {}),
        }
        for mention in entity.mentions
    ]
    return {"id": entity.id, "kind": entity.kind, "name": entity.name, "mentions": mentions}


def _quote_out(quote: Quote) -> Json:
    evidence = quote.evidence
    return {
        "article": quote.article,
        "start": evidence.start if evidence else None,
        "end": evidence.end if evidence else None,
        "quote": evidence.quote if evidence else "",
        "sentence": evidence.sentence if evidence else "",
        "outlet": quote.outlet,
        "origin": quote.origin,
        "published": quote.published,
        "url": quote.url,
    }


def _side_out(side: Side) -> Json:
    return {
        "value": value_to_json(side.value),
        "claimants": [_claimant_out(claimant) for claimant in side.claimants],
        "outlets": list(side.outlets),
        "origins": list(side.origins),
        "statements": list(side.statements),
        "quotes": [_quote_out(quote) for quote in side.quotes],
    }


def harmless_to_json(harmless: Harmless, lang: str) -> Json:
    """One harmless difference with its reason, worded in a language."""
    return {
        "rule": harmless.rule,
        "verdict": harmless.verdict.value,
        "reason": tell(harmless.reason, lang),
        "statements": [quote.statement for quote in harmless.quotes],
        "quotes": [_quote_out(quote) for quote in harmless.quotes],
    }
