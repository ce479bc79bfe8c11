"""The stretches of one sentence that an attribution can cover, and the figures in it.

In: the words of a sentence, by their index. Out: spans of characters of the text, and attributions that cover them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checker.model.record import lazily
from checker.model.statement import Claimant
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.claimwords import BREAKS
from checker.reading.claimants.speakers import Span, is_whole_country
from checker.reading.layers import SERVICE, Attribution, between

ASIDE = frozenset("()—–")
SEMICOLON = frozenset(";")
CLAUSE = 4  # words before a clause on a figure that it is about


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

    def _aside(self, at: int) -> Span | None:
        """«en Sevilla 30.000 (50.000 para X)», «12.000 —9.000, según X—»: the brackets or dashes around a word, if
        they hold a figure."""
        words = self.words
        if ASIDE.isdisjoint(words.kinds):
            return None
        left = next((n for n in range(at - 1, -1, -1) if words.texts[n] in ASIDE), None)
        right = next((n for n in range(at, len(words)) if words.texts[n] in ASIDE), None)
        if left is None or right is None or words.texts[left] == ")" or words.texts[right] == "(":
            return None
        held = any(left < first < at for first, _ in self._figures)
        return (self._end(left + 1), self._at(right)) if held else None

    def _cited(self, first: int, after: int) -> Span | None:
        """«son 24, y no los 51 que cita X, dijo Y»: a clause on a figure credits that one alone, from the last comma
        on. «…, que cita a X» is no such clause: all of it is X's."""
        that = first if self.words.folded[first] in self.cues.that else first - 1
        if that < 1 or self.words.folded[that] not in self.cues.that or self.words.texts[that - 1] in BREAKS:
            return None
        if any(self.words.folded[at] in self.cues.to for at in range(after - 1, min(after + 1, len(self.words)))):
            return None
        near = range(that - 1, max(that - 1 - CLAUSE, -1), -1)
        apart = next((at for at in near if self.words.texts[at] in BREAKS), near.stop)
        return self._at(apart + 1), self._end(that)

    def _around(self, claimants: tuple[Claimant, ...], cue: Span, strength: int) -> Iterator[Attribution]:
        """Credited with the clause of the cue, and less so with the sentence."""
        where = self._at(cue[0]), self._end(cue[1])
        aside = self._aside(cue[0])
        if aside is not None:
            yield Attribution(*aside, where, claimants, strength=strength)
            return
        stretch = self._clause(cue[0])
        yield Attribution(*stretch, where, claimants, strength=strength)
        if stretch != (self.sentence.start, self.sentence.end):
            yield Attribution(self.sentence.start, self.sentence.end, where, claimants, strength=0)

    def is_vague(self, claimants: Iterable[Claimant], verb: int) -> bool:
        """«Italia notificó 812 contagios, según la OMS»: a whole country with nothing but a figure behind its verb,
        where any other source tells more; "Iran says 14 soldiers were killed" is what it says."""
        if not all(map(is_whole_country, claimants)):
            return False
        words, cues = self.words, self.cues
        ends = next((at for at in range(verb + 1, len(words)) if words.texts[at] in BREAKS), len(words))
        said = cues.that | (cues.passive | cues.auxiliaries if cues.source_first else frozenset())
        return said.isdisjoint(words.folded[verb + 1 : ends])

    @lazily
    def _figures(self) -> list[Span]:
        """Numbers and shares."""
        hits = between(self.namer.layers.numbers, self.sentence.start, self.sentence.end)
        return [
            self.namer.span(hit)
            for hit in hits
            if hit.kind in ("number", "percent") and not (hit.article_one or hit.role == SERVICE)
        ]

    @lazily
    def _numbers(self) -> list[Span]:
        hits = between(self.namer.layers.numbers, self.sentence.start, self.sentence.end)
        return [
            self.namer.span(hit)
            for hit in hits
            if hit.kind == "number" and not (hit.article_one or hit.role == SERVICE)
        ]
