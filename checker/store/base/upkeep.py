"""What those who look after the file ask of a store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much was let go, or would be."""

    articles: int
    discrepancies: int
    messages: int


class UpkeepStore(Protocol):
    """What those who look after the file ask of a store."""

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        ...

    def unwritable(self) -> str | None:
        """Why what was last to be written was not kept, as a text for people; None where it was."""
        ...

    def backup(self, file: str) -> None:
        """Copy the whole store to a file while it is in use. Raises BadInput when it cannot be written."""
        ...

    def restore(self, file: str) -> None:
        """Take over the content of a copy, all or nothing. Nobody else may use the store meanwhile. Raises BadInput."""
        ...

    def prune(self, before: datetime, *, only_count: bool = False) -> Pruned:
        """Let go of what is older than a moment and neither open nor decided by people."""
        ...

    def clock_set_back(self, now: datetime, longest: timedelta) -> int:
        """Bring stored times that lie ahead to now, as a clock told them that was wrong: nothing is to wait for them.
        `longest`: how far ahead a message may wait by right. How many."""
        ...

    def forget(self, source: str) -> int:
        """Remove a source with its articles and with every discrepancy that only they stand in, whatever people
        decided of it; what they told of is judged again without them. How many articles."""
        ...
