"""Where an article comes from beyond its outlet: who wrote it, and what its outlet changed in it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checker.model.statement import Statement


class How(StrEnum):
    """What a guess of an origin rests on. GIVEN: the source said so; it is no guess."""

    GIVEN = "given"
    BYLINE = "byline"
    COPY = "copy"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Byline:
    """The agency that signs a text, and the words that say so."""

    agency: str
    words: str


@dataclass(frozen=True, slots=True)
class Kin:
    """What the origin of one article is guessed from. `given`: what the source itself says."""

    article: str
    outlet: str | None = None
    given: str | None = None
    byline: Byline | None = None
    published: str | None = None  # ISO, as TimeSpan.to_iso writes it


@dataclass(frozen=True, slots=True)
class OriginGuess:
    """Who wrote an article, and why we think so. `evidence`: plain keys and words, in a fixed order."""

    article: str
    origin: str
    how: How
    evidence: Mapping[str, str] = field(default_factory=dict)


class Certainty(StrEnum):
    """How sure a date of publication is. CONFIRMED: said in two places; TOLD: in one that is meant to say it; INFERRED:
    from an address, a text or when a file was changed; DISPUTED: two places are more than a day apart."""

    CONFIRMED = "confirmed"
    TOLD = "told"
    INFERRED = "inferred"
    DISPUTED = "disputed"


class Edit(StrEnum):
    """What an edit did to a statement. CORRECTED: another figure; UPDATED: a figure that may only grow grew."""

    CORRECTED = "corrected"
    UPDATED = "updated"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One difference between the statements of two revisions of an article. `announced`: the new text says that
    it was corrected or updated; a CORRECTED that is not announced is a figure that changed silently."""

    edit: Edit
    before: Statement | None
    after: Statement | None
    announced: bool = False

    @property
    def fact(self) -> str:
        """The fact that both are about."""
        told = self.before or self.after
        return told.fact if told else ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A FigureChange as stored. `revision` is the newer of the two; `seq` orders all of them. `before_at` and `at` are
    when the two revisions were read. `why` is the named reason why people are told of it (`corrected`) or are not, None
    while that is not decided; `event` is what they are told of."""

    seq: int
    article: str
    revision: int
    change: FigureChange
    at: datetime
    before_at: datetime
    why: str | None = None
    event: str | None = None
