"""What those who look back ask of a store: articles with their revisions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from checker.model.article import Article
from checker.model.provenance import Certainty
from checker.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article's text. `sha256` is that of the raw text as it was fetched."""

    number: int
    title: str
    text: str
    sha256: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it stands now, the source it came from, and all its revisions, oldest first. `published_from` says
    where its date comes from (a value of `Dated.says`), `certainty` how sure that is; None where it has no date."""

    article: Article
    source: str
    revisions: tuple[Revision, ...]
    published_from: str | None = None
    certainty: Certainty | None = None


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list. `published` is ISO, as TimeSpan.to_iso writes it."""

    id: str
    title: str
    source: str
    outlet: str | None
    origin: str | None
    lang: str | None
    published: str | None
    revision: int
    seen_at: datetime
    statements: int


class ArchiveStore(Protocol):
    """What those who look back ask of a store."""

    def articles_since(self, since: datetime | None) -> list[str]:
        """Ids of the articles published (or, undated, first seen) since then, newest first; None: all."""
        ...

    def article(self, article: str) -> StoredArticle | None:
        """An article with all its revisions; None when it is not known."""
        ...

    def articles(self, *, text: str = "", source: str = "", limit: int = 50, offset: int = 0) -> list[ArticleRow]:
        """Articles, the last seen first; every word of `text` in their title or text."""
        ...

    def statements_of(self, article: str) -> list[Statement]:
        """What was read in the newest revision of an article."""
        ...

    def lately_named(self, text: str = "", limit: int = 3000) -> list[Statement]:
        """The last statements of newest revisions, those that came last first; `text`: only with these letters
        anywhere in them."""
        ...

    def outlets(self) -> set[str]:
        """The outlets that articles are of."""
        ...

    def dated_by(self) -> dict[str, dict[str, int]]:
        """By source, how many of its articles have a date from where (`none`: they have no date)."""
        ...
