"""What every kind of source gives: articles since a cursor, and a new cursor. One module per kind."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Generic, Protocol, TypeVar, runtime_checkable

from pydantic import BaseModel, ConfigDict, field_validator

from checker import intake
from checker.http import Http
from checker.intake.addresses import host_of
from checker.model.article import Article, whole
from checker.model.timespan import TimeSpan
from checker.plugins import Kinds, load_kinds
from checker.texts import said

Cursor = dict[str, Any]  # JSON; whatever the kind needs to go on where it was


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of publication and what says so: `feed`, `json-ld`, `meta`, `url`, `text`, `file` or `given`."""

    at: TimeSpan
    says: str


@dataclass(frozen=True, slots=True)
class RawItem:
    """One article as the source holds it now. `identity` is stable over edits and moves; `sha256` is not.

    `keys` are weaker names by which it may have come before (a GUID, its text): they count only when what they lead to
    is alike. `dates` are all that is said of its publication, best first. `author` is the byline as metadata has it;
    `raw_sha256` is the hash of the bytes or markup it was read from.
    """

    identity: str
    article: Article
    sha256: str
    keys: tuple[str, ...] = ()
    dates: tuple[Dated, ...] = ()
    author: str = ""
    raw_sha256: str | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "identity", whole(self.identity))
        object.__setattr__(self, "keys", tuple(map(whole, self.keys)))
        object.__setattr__(self, "author", whole(self.author))


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one poll gave. `errors` are about single items; the others are still good. `skipped` says what was left
    out on purpose, and why."""

    items: tuple[RawItem, ...]
    cursor: Cursor
    errors: tuple[str, ...] = ()
    skipped: str = ""


class Addressed(BaseModel):
    """The keys of a source that is fetched from the web."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str

    @field_validator("url")
    @classmethod
    def _web(cls, value: str) -> str:
        if not value.lower().startswith(("https://", "http://")):
            raise ValueError(said("config.web_address"))
        return value


class Source(Protocol):
    """A place where articles come in. `fetch` raises DiscrepaError when the source as a whole is unwell."""

    id: str

    def fetch(self, cursor: Cursor) -> Fetched:
        """Everything new or changed since the cursor."""
        ...


@runtime_checkable
class Listener(Protocol):
    """A source that is sent to: it listens while the daemon runs."""

    def start(self) -> None:
        """Listen. Raises BadInput when that is not possible."""
        ...

    def stop(self) -> None:
        """Listen no more."""
        ...


Keys = TypeVar("Keys", bound=Addressed)


class WebSource(Generic[Keys]):
    """What sources that are fetched from the web are made of."""

    def __init__(self, source_id: str, options: Keys, outlet: str | None, lang: str | None, http: Http) -> None:
        self.id = source_id
        self.options = options
        self.outlet = outlet
        self.lang = lang
        self.http = http


class SourceKind(Protocol):
    """A module of this package that has `Options` and `build`."""

    Options: type[BaseModel]

    def build(self, source_id: str, options: Any, *, outlet: str | None, lang: str | None, http: Http) -> Source:
        """A source of this kind."""
        ...


def joined(notes: Sequence[str]) -> str:
    """Notes as one text."""
    if len(notes) > 1:
        return said("intake.both", a=notes[0], b=joined(notes[1:]))
    return notes[0] if notes else ""


def sha256(content: str | bytes) -> str:
    """The SHA-256 of a text (as UTF-8) or of bytes, in hexadecimal."""
    return hashlib.sha256(content if isinstance(content, bytes) else content.encode(errors="surrogatepass")).hexdigest()


def digest(article: Article) -> str:
    """What changes when an article is edited."""
    return sha256(f"{article.title}\x1f{article.text}")


def text_key(article: Article) -> str:
    """A weak key: the same words by the same outlet are the same article, wherever they lie now."""
    return "text:" + sha256(f"{article.outlet or ''}\x1f{digest(article)}")


def words_key(article: Article) -> str:
    """A weak key: the same words in one house, under whatever link and title. Empty where no house is known."""
    house = article.outlet or host_of(article.url or "")
    return "words:" + sha256(f"{house}\x1f{article.text}") if house else ""


@cache
def kinds() -> Kinds[SourceKind]:
    """Every kind of source by name, and those that are broken."""
    return load_kinds(intake, "Options", "build", helpers=True)
