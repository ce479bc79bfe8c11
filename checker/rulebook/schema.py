"""The shape of a rule file, as people write it (docs/reference/rules.md)."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from checker.languages.schema import FactWords
from checker.languages.section import Wordings
from checker.model.verdict import Severity, Verdict
from checker.rulebook.facts import Evolves, FactKind
from checker.rulebook.rules import Amount, RuleStatus, Threshold
from checker.texts import DEFAULT, say

_DAYS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1), "y": timedelta(days=366)}
LONGEST = 100 * _DAYS["y"]  # what is longer leads out of the calendar


def _wrong(key: str) -> PydanticCustomError:
    """A fault of shape that the texts word: `faults.KEY`."""
    return PydanticCustomError(key, say(f"faults.{key}", DEFAULT))


def _duration(value: object) -> timedelta:
    match = re.fullmatch(r"\s*(\d{1,5})\s*([hdwy])\s*", str(value))
    if match is None or int(match[1]) * _DAYS[match[2]] > LONGEST:
        raise _wrong("duration")
    return int(match[1]) * _DAYS[match[2]]


def _threshold(value: object) -> Threshold:
    text = str(value).removeprefix(">=").strip()
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)\s*%", text):
        return Threshold(Amount.PERCENT, Decimal(match[1]))
    if match := re.fullmatch(r"(\d+(?:\.\d+)?)\s*x", text):
        return Threshold(Amount.FACTOR, Decimal(match[1]))
    if match := re.fullmatch(r"(?:±|\+/-)\s*(\d+(?:\.\d+)?)", text):
        return Threshold(Amount.ABSOLUTE, Decimal(match[1]))
    raise _wrong("threshold")


def _many(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _by_language(value: object) -> object:
    return {"en": value} if isinstance(value, str) else value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Distance = Annotated[Threshold, BeforeValidator(_threshold)]
Words = Annotated[list[str], BeforeValidator(_many)]
Phrases = Annotated[Wordings, BeforeValidator(_many)]
ByLanguage = Annotated[dict[str, str], BeforeValidator(_by_language)]
Id = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]*$")]


# kinds of words of a fact
WORDS = ("nouns", "verbs", "transitive", "adjectives", "needs", "context", "occasions", "unless")


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


class FactIn(_Strict):
    """What to read. Words by language: `nouns: {es: [soldado], en: [soldier]}`; shipped facts bring their own."""

    label: ByLanguage
    kind: FactKind = FactKind.COUNT
    counts: str = "person"
    evolves: Evolves = Evolves.EITHER
    settles: Duration = timedelta(days=14)
    roles: Words = Field(default_factory=list)
    part_of: str | None = None
    recurs: bool = False
    national: bool = False
    single: bool = False
    across: str | None = None
    nouns: dict[str, Phrases] = Field(default_factory=dict)
    verbs: dict[str, Phrases] = Field(default_factory=dict)
    transitive: dict[str, Phrases] = Field(default_factory=dict)
    adjectives: dict[str, Phrases] = Field(default_factory=dict)
    needs: dict[str, Phrases] = Field(default_factory=dict)
    context: dict[str, Phrases] = Field(default_factory=dict)
    occasions: dict[str, Phrases] = Field(default_factory=dict)
    unless: dict[str, Phrases] = Field(default_factory=dict)

    def words(self) -> dict[str, FactWords]:
        """The words of this file alone, by language."""
        languages = {lang for kind in WORDS for lang in getattr(self, kind)}
        return {
            lang: FactWords(**{kind: getattr(self, kind).get(lang, []) for kind in WORDS}) for lang in sorted(languages)
        }


class CheckIn(BaseModel):
    """The check: its kind, a tolerance, and what else the kind asks for."""

    model_config = ConfigDict(extra="allow", frozen=True, arbitrary_types_allowed=True)

    kind: str
    tolerance: Distance | None = None

    @property
    def params(self) -> dict[str, Any]:
        """The keys that belong to the kind."""
        return dict(self.model_extra or {})


class GivenIn(_Strict):
    """One sentence of an example, and who printed it when."""

    outlet: str
    says: str
    on: str = ""
    origin: str = ""
    title: str = ""
    lang: str = ""


class ExampleIn(_Strict):
    """A test: `alerts: contradiction`, `silent: compatible`, `silent: nothing` when nothing may be found, or why
    an alert is held back: `silent: origins`."""

    alerts: Verdict | None = None
    silent: Verdict | Literal["nothing", "origins", "one_article", "opponents"] | None = None
    given: list[GivenIn] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_of_two(self) -> ExampleIn:
        if (self.alerts is None) == (self.silent is None):
            raise _wrong("one_of_two")
        return self


class RuleIn(_Strict):
    """One rule."""

    id: Id
    title: ByLanguage
    fact: str
    check: CheckIn
    same: Words = Field(default_factory=list)
    where: dict[str, str] = Field(default_factory=dict)
    within: Duration | None = None
    alert_on: Annotated[list[Verdict], BeforeValidator(_many)] = Field(
        default_factory=lambda: [Verdict.CONTRADICTION, Verdict.DISPUTE, Verdict.MISREPORT]
    )
    origins: int = Field(default=2, ge=1, le=20)
    stand_for: Duration = Field(default=timedelta(0), alias="for")
    opponents: list[list[str]] = Field(default_factory=list)
    severity: dict[Severity, Distance] = Field(default_factory=dict)
    status: RuleStatus = RuleStatus.STABLE
    ours: Severity = Severity.HIGH
    labels: dict[str, str] = Field(default_factory=dict)
    false_positives: Words = Field(default_factory=list)
    examples: list[ExampleIn] = Field(default_factory=list)


class RuleFile(_Strict):
    """A whole rule file: its sections; what stands in them is held against `FactIn` and `RuleIn` one by one, so that
    a fault in one hides none in another."""

    facts: dict[Id, Any] | None = None
    rules: list[Any] | None = None
