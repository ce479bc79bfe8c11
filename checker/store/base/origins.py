"""What tracing origins asks of a store: near-copies, and who is guessed to have written what."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from checker.model.provenance import Kin, OriginGuess


@dataclass(frozen=True, slots=True)
class Untraced:
    """An article whose near-copies are still to be looked for."""

    article: str
    signature: bytes | None


class OriginStore(Protocol):
    """What tracing origins asks of a store."""

    def untraced(self, limit: int = 500) -> list[Untraced]:
        """Articles that are new or edited since origins were traced."""
        ...

    def alike(self, bands: Sequence[int], limit: int = 128) -> list[tuple[str, bytes]]:
        """(article, signature) of those that share a band, those that share most and came last first."""
        ...

    def links_around(self, articles: Collection[str]) -> dict[tuple[str, str], float]:
        """Every link between articles that hang together with these, with its similarity."""
        ...

    def kin(self, articles: Collection[str]) -> list[Kin]:
        """What the origins of articles are guessed from."""
        ...

    def save_trace(
        self,
        traced: Collection[str],
        links: Mapping[tuple[str, str], float],
        looked_at: Collection[str],
        guesses: Mapping[str, OriginGuess],
    ) -> int:
        """Keep what tracing found, all or nothing: the traced articles' links, and the origins of all that were looked
        at; facts of articles whose origin changed are dirty. How many changed."""
        ...

    def retrace(self, version: str) -> bool:
        """Whether origins rest on other agencies or owners than `version` names; then all are to be traced again."""
        ...

    def origin_guesses(self, articles: Collection[str]) -> dict[str, OriginGuess]:
        """The origins of articles that have one beside their outlet, with the evidence."""
        ...
