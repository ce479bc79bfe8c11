"""What goes out: what was read, what disagrees."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from checker.model.alert import Silence
from checker.model.discrepancy import Discrepancy, Findings, Harmless, Quote, Side, StoredDiscrepancy
from checker.model.quantity import Quantity, plain_number
from checker.model.statement import (
    STATUS,
    Claimant,
    Entity,
    Evidence,
    FoundBy,
    Mention,
    Named,
    Reading,
    Ref,
    Statement,
    Value,
)
from checker.model.timespan import TimeSpan
from checker.texts import tell

Json = dict[str, Any]


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
    out: Json = {
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
        "roles": {name: ref.text if name == STATUS else _ref_out(ref) for name, ref in statement.roles.items()},
        "evidence": None if evidence is None else _evidence_out(evidence),
        "confidence": statement.confidence,
    }
    if statement.left_out:
        out["left_out"] = True
    return out


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
    if discrepancy.settled is not None:
        out["settled"] = [_side_out(side) for side in discrepancy.settled]
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


def silence_to_json(silence: Silence) -> Json:
    """A silence; when it begins and ends in UTC."""
    return {
        "id": silence.id,
        "match": silence.match,
        "author": silence.author,
        "reason": silence.reason,
        "starts_at": silence.starts_at.isoformat(),
        "ends_at": silence.ends_at.isoformat(),
    }


def worded(texts: Mapping[str, str], lang: str) -> str:
    """The wording in a language, else in English, else in any."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def _time_out(span: TimeSpan | None) -> str | None:
    return None if span is None else span.to_iso()


def _ref_out(ref: Ref | None) -> Json | None:
    return None if ref is None else {"text": ref.text, "entity": ref.entity}


def _claimant_out(claimant: Claimant) -> Json:
    out: Json = {"text": claimant.text, "entity": claimant.entity, "party": claimant.party}
    return out if claimant.found_by is FoundBy.NAME else {**out, "found_by": claimant.found_by.value}


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
