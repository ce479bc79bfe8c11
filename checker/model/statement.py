"""What an article states: one fact, about something, by somebody, with the words that prove it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.record import record
from checker.model.timespan import TimeSpan


class Stance(StrEnum):
    """How the claimant stands to the statement. `NEITHER`: «ni confirmado ni desmentido»."""

    ASSERTED = "asserted"
    UNCONFIRMED = "unconfirmed"
    DENIED = "denied"
    NEITHER = "neither"
    POSSIBLE = "possible"
    PLANNED = "planned"
    ACKNOWLEDGED = "acknowledged"


class Aspect(StrEnum):
    """What kind of count it is."""

    TOTAL = "total"
    ADDITIONAL = "additional"
    PART = "part"
    RATE = "rate"
    PAST = "past"


class Control(StrEnum):
    """How a side holds a town: the role `status` of a statement about control."""

    TOOK = "took"
    RETOOK = "retook"
    HOLDS = "controls"


class Tenure(StrEnum):
    """How a person holds an office: the role `status` of a statement about its holder."""

    HOLDS = "holds"
    ACTING = "acting"
    ELECTED = "elected"
    FORMER = "former"
    DECEASED = "deceased"


HOLDING = (Tenure.HOLDS, Tenure.ACTING)
STATUS = "status"  # the role that holds how a town or an office is held
OCCASION = "occasion"  # the role that holds what a gathering is called
EXCHANGE = "exchange:"  # what the id of that role begins with where people are exchanged, before the sides of it
ROUND = "round"  # the role that holds which round of a vote it was, where it was only the first of two
STATE = "state"  # the role that holds by what it is over for those counted: «liberados»; without it, it goes on


@dataclass(frozen=True, slots=True)
class Ref:
    """Words that point at something in the world. `entity` is its canonical id, None = not resolved."""

    text: str
    entity: str | None = None


class FoundBy(StrEnum):
    """By what it is known for whom somebody speaks, the surest first."""

    NAME = "name"  # their own words, or those by which they were named before
    OFFICE = "office"  # what the article says that a person is
    PLACE = "place"  # a body that every state has: of the country where it happened
    ARTICLE = "article"  # the same: of the one that the article names most
    DATELINE = "dateline"  # of the one where it was written
    OUTLET = "outlet"  # of the one where it was printed


@dataclass(frozen=True, slots=True)
class Claimant:
    """Who is credited. `party` is whom they speak for: «Kiev» and «la inteligencia ucraniana» → country:ua."""

    text: str
    entity: str | None = None
    party: str | None = None
    found_by: FoundBy = FoundBy.NAME  # what `party` was found by


@dataclass(frozen=True, slots=True)
class Named:
    """A person (or thing) as the value of a statement: who holds the office. `others`: ids and folded names of those
    whom people decided that it is not; no part of what was said."""

    name: str
    entity: str | None = None
    others: frozenset[str] = field(default=frozenset(), repr=False, compare=False)


Value = Quantity | TimeSpan | Named | str
REBELS = "side:rebels"  # who holds a town where rebels without a name do
COMPARED = 100  # statements of one fact in one article that are compared with others; news has up to 20
UNSIGNED = ""  # the article of a statement that the reader is not done with yet: it has no id either


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where it stands: code-point offsets into the article's text (or its title), and the words themselves.

    `quote == text[start:end]`. `number` is the span of the number with its hedge.
    """

    start: int
    end: int
    quote: str
    sentence: str = ""
    number: tuple[int, int] | None = None
    in_title: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing that one article says. Built by the reader or from JSON; never changed afterwards.

    `when` is the time of what happened, `as_of` the time at which a figure held. `roles` are fact-specific
    (`office`, `of`, `status`, `a`, `b` …). `story` holds the canonical ids and rare names of the article, by
    which articles about one event find each other. `value` None is a bare proposition with a stance. `left_out`: it
    is read but compared with nothing, since its article tells `COMPARED` others of the fact before it.
    """

    fact: str
    value: Value | None
    article: str
    stance: Stance = Stance.ASSERTED
    aspect: Aspect = Aspect.TOTAL
    claimants: tuple[Claimant, ...] = ()
    of: Ref | None = None
    place: Ref | None = None
    cause: str | None = None
    when: TimeSpan | None = None
    as_of: TimeSpan | None = None
    superseded: bool = False
    roles: Mapping[str, Ref] = field(default_factory=dict)
    evidence: Evidence | None = None
    confidence: float = 1.0
    outlet: str | None = None
    origin: str | None = None
    published: TimeSpan | None = None
    revision: int = 1
    lang: str | None = None
    url: str | None = None
    story: frozenset[str] = frozenset()
    id: str = ""
    left_out: bool = False

    def __post_init__(self) -> None:
        if not self.id and self.article != UNSIGNED:
            object.__setattr__(self, "id", statement_id(self))


def sign(statement: Statement, article: Article, lang: str, story: frozenset[str]) -> Statement:
    """Tell an `UNSIGNED` statement what article it is of, by which it gets its id: from now on it never changes. (Until
    now only the reader held it, and a copy takes ten times as long.) Raises ValueError for one that is signed."""
    if statement.article != UNSIGNED:
        raise ValueError(f"statement {statement.id} is of article {statement.article} already")
    for name in ("outlet", "origin", "published", "revision", "url"):
        object.__setattr__(statement, name, getattr(article, name))
    as_of = statement.as_of or article.published
    for name, value in (("article", article.id), ("lang", lang), ("as_of", as_of), ("story", story)):
        object.__setattr__(statement, name, value)
    statement.__post_init__()
    return statement


def statement_id(statement: Statement) -> str:
    """A deterministic id from what identifies a statement: article, fact, value and place in the text.

    Never the reader's version, so that a re-read of the same words is the same statement.
    """
    value = statement.value
    told = value.to_iso() if isinstance(value, TimeSpan) else repr(value)
    evidence = statement.evidence
    at = evidence.number or (evidence.start, evidence.end) if evidence else ()
    key = f"{statement.article}\x1f{statement.revision}\x1f{statement.fact}\x1f{told}\x1f{statement.stance}\x1f{at}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]


def compared(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements of one article, those that tell more of a fact than is compared marked as left out, and found by
    no name: what stands first in the body is kept, then what its title adds."""
    numbers: Counter[str] = Counter()
    beyond: set[str] = set()
    for one in sorted(statements, key=_in_text):
        numbers[one.fact] += 1
        if numbers[one.fact] > COMPARED:
            beyond.add(one.id)
    return tuple(replace(one, left_out=True, story=frozenset()) if one.id in beyond else one for one in statements)


def _in_text(statement: Statement) -> tuple[bool, int]:
    evidence = statement.evidence
    return (evidence.in_title, evidence.start) if evidence is not None else (False, 0)


@record
class Mention:
    """One thing named in the text. `kind`: number, percent, money, ordinal, date, duration, person, place,
    organisation. `value` None = not resolved. `note` says what is odd about it (a weekday that does not fit)."""

    kind: str
    start: int
    end: int
    text: str
    value: Quantity | TimeSpan | str | None = None
    currency: str | None = None
    in_title: bool = False
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """Something in the world that an article names, with every spelling it was named by."""

    id: str
    kind: str
    name: str
    mentions: tuple[Mention, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read in one article."""

    article: str
    lang: str
    mentions: tuple[Mention, ...] = ()
    statements: tuple[Statement, ...] = ()
    entities: tuple[Entity, ...] = ()
    warnings: tuple[str, ...] = ()
