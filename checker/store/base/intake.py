"""What intake asks of a store: cursors, articles, revisions, edits of figures, and how sources fare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from checker.model.alert import Why
from checker.model.article import Article
from checker.model.discrepancy import Discrepancy
from checker.model.provenance import Byline, Certainty, Correction, FigureChange
from checker.model.statement import Reading, Statement


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article as a source gave it, read. `identity` is stable over edits; `keys` are other names by which the same
    article may come again; `signature` and `bands` find its near-copies; `changes` is what an edit did to it."""

    identity: str
    sha256: str
    article: Article
    reading: Reading
    keys: tuple[str, ...] = ()
    raw_sha256: str | None = None
    published_from: str | None = None
    certainty: Certainty | None = None
    byline: Byline | None = None
    signature: bytes | None = None
    bands: tuple[int, ...] = ()
    changes: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that is stored already, in its newest revision. `source` is the one that it came from."""

    article: str
    revision: int
    sha256: str
    source: str
    title: str
    text: str
    published: str | None = None  # ISO, as TimeSpan.to_iso writes it


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One revision of an article: its texts, when it was first seen, and the SHA-256 of what was received and kept."""

    article: str
    revision: int
    title: str
    text: str
    seen_at: datetime
    text_sha256: str | None
    raw_sha256: str | None


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source fares. `failures`: polls that failed in a row; `note`: what the last poll left out, and why.
    `newest`: when an article last came; `gaps`: the waits between its last articles, in seconds; `next_at`: when it is
    to be asked again."""

    id: str
    articles: int = 0
    last_good: datetime | None = None
    last_error: str | None = None
    last_error_at: datetime | None = None
    polled: int = 0
    failures: int = 0
    note: str | None = None
    first_good: datetime | None = None
    newest: datetime | None = None
    gaps: tuple[float, ...] = ()
    next_at: datetime | None = None


class IntakeStore(Protocol):
    """What intake asks of a store."""

    def cursor(self, source: str) -> dict[str, Any]:
        """Where a source is to go on; empty before its first poll."""
        ...

    def known(self, key: str) -> KnownArticle | None:
        """The article that is known by an identity or another key."""
        ...

    def article_statements(self, article: str, revision: int | None = None) -> list[Statement]:
        """The statements of one revision of an article (None: the newest), in the order of their ids."""
        ...

    def revisions(self, article: str) -> list[StoredRevision]:
        """Every revision of an article, oldest first."""
        ...

    def save_poll(
        self,
        source: str,
        incoming: Sequence[Incoming],
        cursor: Mapping[str, Any] | None,
        now: datetime,
        *,
        baseline: bool,
        note: str | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> int:
        """Keep what a poll gave, all or nothing: articles, revisions, statements, cursor (None: a part of a poll that
        goes on, the cursor stays). `aliases`: more keys of articles that are known. How many were new."""
        ...

    def is_edit(self, prefix: str) -> bool:
        """Whether people were told of an edit under an id that begins so."""
        ...

    def corrections(self, *, pending: bool = False, limit: int = 1000) -> list[Correction]:
        """What edits did to statements, oldest first: the last of all, or (`pending`) the first CORRECTED ones that
        nobody has decided about."""
        ...

    def decide_corrections(self, decided: Mapping[int, Discrepancy | Why], now: datetime) -> None:
        """By `seq`: what people are to be told of a correction, or the named reason why they are not. All or nothing;
        what was decided before stays as it was."""
        ...

    def save_failure(self, source: str, error: str, now: datetime) -> None:
        """A poll that failed as a whole."""
        ...

    def save_next(self, source: str, at: datetime) -> None:
        """When a source is to be asked again."""
        ...

    def source_state(self, source: str) -> SourceState | None:
        """One source, if it was ever polled."""
        ...

    def source_states(self) -> dict[str, SourceState]:
        """Every source that was ever polled."""
        ...
