"""The stretches of one sentence that an attribution can cover, and the figures in it.

In: the words of a sentence, by their index. Out: spans of characters of the text, and attributions that cover them.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.record import lazily
from checker.model.statement import Claimant
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.speakers import Span
from checker.reading.layers import Attribution, between

SEMICOLON = frozenset(";")


class Stretches:
    """One sentence with its words, cues and names."""

    def __init__(self, namer: Namer) -> None:
        self.namer = namer
        self.words, self.cues, self.sentence = namer.words, namer.cues, namer.sentence

    def _at(self, word: int) -> int:
        return self.sentence.start + self.words.starts[word]

    def _end(self, word: int) -> int:
        """Where the word before an index ends."""
        return self.sentence.start + self.words.ends[word - 1]

    def _clause(self, at: int) -> Span:
        """The characters around a word that semicolons bound."""
        left, right = self.sentence.start, self.sentence.end
        for index in self.words.where(SEMICOLON):
            if index < at:
                left = self._end(index + 1)
            else:
                return left, self._at(index)
        return left, right

    def _around(self, claimants: tuple[Claimant, ...], cue: Span, strength: int) -> Iterator[Attribution]:
        """Credited with the clause of the cue, and less so with the sentence."""
        stretch = self._clause(cue[0])
        where = self._at(cue[0]), self._end(cue[1])
        yield Attribution(*stretch, where, claimants, strength=strength)
        if stretch != (self.sentence.start, self.sentence.end):
            yield Attribution(self.sentence.start, self.sentence.end, where, claimants, strength=0)

    @lazily
    def _figures(self) -> list[Span]:
        """Numbers and shares."""
        hits = between(self.namer.layers.numbers, self.sentence.start, self.sentence.end)
        return [self.namer.span(hit) for hit in hits if hit.kind in ("number", "percent") and not hit.article_one]

    @lazily
    def _numbers(self) -> list[Span]:
        hits = between(self.namer.layers.numbers, self.sentence.start, self.sentence.end)
        return [self.namer.span(hit) for hit in hits if hit.kind == "number" and not hit.article_one]
