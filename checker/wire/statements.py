"""Statements as they may arrive, without their article."""

from __future__ import annotations

from decimal import Decimal

from pydantic import AliasChoices, Field, ValidationError, field_validator

from checker.model.errors import BadInput
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import (
    Aspect,
    Claimant,
    Evidence,
    FoundBy,
    Named,
    Ref,
    Stance,
    Statement,
    Value,
)
from checker.model.timespan import Grain, TimeSpan
from checker.wire._lenient import Lenient
from checker.wire.articles import read_time


class RefIn(Lenient):
    text: str = ""
    entity: str | None = None
    party: str | None = None
    found_by: FoundBy = FoundBy.NAME


class EvidenceIn(Lenient):
    start: int = 0
    end: int = 0
    quote: str = ""
    sentence: str = ""
    number: tuple[int, int] | None = None


class ValueIn(Lenient):
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


class StatementIn(Lenient):
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
        ids_of = zip(refs, ids, strict=True)
        return tuple(Claimant(ref.text, ref.entity or one, ref.party, ref.found_by) for ref, one in ids_of)
    if not ids:
        return tuple(Claimant(ref.text, ref.entity, ref.party, ref.found_by) for ref in refs)
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
