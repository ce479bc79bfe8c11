"""What is counted, with the sentence that it stands in: what everything that is told of it asks for."""

from __future__ import annotations

from checker.model.record import record
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, Sentence
from checker.reading.text.rows import Row


@record
class Count:
    """`link` says what is counted; the number, or its noun where there is none, is the words `first`..`after`."""

    layers: Layers
    sentence: Sentence
    words: Row
    lexicon: FactLexicon
    link: Link
    first: int
    after: int

    @property
    def begins(self) -> int:
        """The first word of the number and of what it counts."""
        return min(self.link.start, self.first)

    @property
    def ends(self) -> int:
        """The word behind both."""
        return max(self.link.end, self.after)
