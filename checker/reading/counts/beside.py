"""What the words beside the numbers of a sentence say of them: a part of one counted before, more of it, its earlier
figure. Told when asked, as it matters to few of them.

In: the words of a sentence with its numbers. Out: an answer for one number, by its index.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.reading.layers import Layers, NumberHit, Sentence, touching
from checker.reading.meaning.aspects import (
    closes_part,
    is_contrasted,
    is_difference,
    is_more,
    is_part,
    is_superseded,
    opens_parts,
)
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at


class Beside:
    """The numbers of one sentence; `spans` are their words (from, before)."""

    def __init__(
        self,
        layers: Layers,
        sentence: Sentence,
        words: Row,
        hits: Sequence[NumberHit],
        spans: Sequence[tuple[int, int]],
        *,
        goes_on: bool = False,
    ) -> None:
        self.layers, self.sentence, self.words, self.hits, self.spans = layers, sentence, words, hits, spans
        self.goes_on = goes_on  # whether the sentence before ended its figures with a count

    def is_place(self, at: int) -> bool:
        """Whether a word is of the name of a known place."""
        return any(not hit.demonym for hit in touching(self.layers.places, *self._span(at)))

    def is_person(self, at: int) -> bool:
        """Whether a word is of somebody's name."""
        return bool(touching(self.layers.persons, *self._span(at)))

    def _span(self, at: int) -> tuple[int, int]:
        return self.sentence.start + self.words.starts[at], self.sentence.start + self.words.ends[at]

    def is_part(self, number: int) -> bool:
        """A part of one counted before: «de ellos», "of whom"."""
        return is_part(self.sentence, self.words, *self.spans[number])

    def opens_parts(self, at: int) -> bool:
        """Whether a word right before another begins to tell parts: «entre ellos»."""
        return opens_parts(self.sentence, self.words, at)

    def closes_part(self, end: int) -> bool:
        """Whether the words from one on say of those counted before that they are a part: «dos niños entre ellos»."""
        return closes_part(self.sentence, self.words, end)

    def is_more(self, number: int) -> bool:
        """On top of it: "another 20"."""
        return is_more(self.sentence, self.words, *self.spans[number])

    def is_difference(self, number: int) -> bool:
        """By how much it differs: "seven more than on Saturday"."""
        return is_difference(self.sentence, self.words, self.spans[number][1])

    def is_against(self, number: int) -> bool:
        """The figure of another, which this one is set against: «el triple de los 211»."""
        core = index_at(self.words, self.hits[number].core_start - self.sentence.start)
        return is_contrasted(self.sentence, self.words, core) and not self._is_superseded(number)

    def is_again(self, number: int) -> bool:
        """Another figure of the same, an earlier one ("up from 20") or another's."""
        return self._is_superseded(number) or self.is_against(number)

    def _is_superseded(self, number: int) -> bool:
        first, _ = self.spans[number]
        return is_superseded(self.sentence, self.words, first, first)
