"""Finds who is credited with what: «según Kiev», «informó la policía», «el balance de la ONU», quotations.

In: sentences, places, persons, organisations, dates, numbers. Out: `layers.speech`, which answers for one spot. Few
sentences of an article state anything that anybody could be credited with, so a sentence is looked at when it is
first asked about: claiming.py does, and discourse.py says who goes on speaking from one sentence to the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import replace
from operator import itemgetter

from spacy.tokens import Doc

from checker.model.statement import Claimant
from checker.reading.claiming import Attributing
from checker.reading.claimnames import Namer
from checker.reading.claimwords import claim_words
from checker.reading.discourse import QUOTES, Speakers, carries, last_told, opening_of, points_back, quotations
from checker.reading.layers import Attribution, Layers, Sentence, between

_END = itemgetter(1)


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.speech`."""
    del doc
    layers.speech = Attributions()


def claimants_of(layers: Layers, start: int, end: int, but: str = "") -> tuple[Claimant, ...]:
    """Who is credited with what stands at a spot; empty when the article says it in its own voice. `but`: somebody,
    as written, who does not speak there."""
    covering = [
        one for one in layers.attributions_at(start, end) if any(claimant.text != but for claimant in one.claimants)
    ]
    if not covering:
        return ()
    best = min(covering, key=lambda one: (-one.strength, _gap(one.cue, start, end)))
    return best.claimants


def _gap(cue: tuple[int, int], start: int, end: int) -> int:
    return max(cue[0] - end, start - cue[1], 0)


class Attributions:
    """The attributions of a text, sentence by sentence, by the indexes of sentences. (It holds no layers, which hold
    it: what goes in circles waits for the garbage collector.)"""

    def __init__(self) -> None:
        self._own: dict[int, list[Attribution]] = {}
        self._quoted: list[Attribution] | None = None
        self._quotes: list[tuple[int, int]] | None = None
        self._speakers = Speakers()
        self._heard = 0  # sentences whose speakers are remembered

    def covering(self, layers: Layers, start: int, end: int) -> list[Attribution]:
        """Those that cover a spot, in order of their start."""
        at = layers.index_at(start)
        found = [] if at is None else [*self.of(layers, at), *self._carried(layers, at)]
        if self._is_quoted(layers, start):
            found += self._quotations(layers)
        return sorted((one for one in found if one.start <= start and end <= one.end), key=lambda one: one.start)

    def near(self, layers: Layers, start: int, end: int, reach: int) -> list[Attribution]:
        """Those of the sentences and quotations not farther from a spot than some characters."""
        left, right = max(0, start - reach), end + reach
        found = [
            one for at in layers.sentences_at(left, right) for one in (*self.of(layers, at), *self._carried(layers, at))
        ]
        quotes = self._spans(layers)
        quoted = bisect_left(quotes, left, key=_END)  # words of saying that are a quotation before another
        return found + self._quotations(layers) if quoted < len(quotes) and quotes[quoted][1] <= right else found

    def every(self, layers: Layers) -> Iterator[Attribution]:
        """All of a text."""
        for at in range(len(layers.sentences)):
            yield from self.of(layers, at)
            yield from self._carried(layers, at)
        yield from self._quotations(layers)

    def of(self, layers: Layers, at: int) -> list[Attribution]:
        """What one sentence says itself."""
        found = self._own.get(at)
        if found is None:
            found = self._own[at] = [self._known(layers, at, one) for one in self._told(layers, at)]
        return found

    def _told(self, layers: Layers, at: int) -> list[Attribution]:
        sentence = layers.sentences[at]
        if sentence.lang is None:
            return []
        kinds = layers.row(sentence).kinds
        if ":" not in kinds and claim_words(sentence.lang).triggers.isdisjoint(kinds):
            return []
        return Attributing(Namer(layers, sentence), lambda: self._before(layers, at).last).attributions()

    def _known(self, layers: Layers, at: int, attribution: Attribution) -> Attribution:
        claimants = tuple(self._meant(layers, at, one) for one in attribution.claimants)
        return replace(attribution, claimants=claimants)

    def _meant(self, layers: Layers, at: int, claimant: Claimant) -> Claimant:
        """The claimant with what earlier sentences tell: «el ministerio» is one named before."""
        if claimant.entity is not None and claimant.party is not None:
            return claimant
        head = points_back(claimant.text, layers.lang) if claimant.entity is None else None
        if claimant.entity is None and head is None:
            return claimant
        return self._before(layers, at).meant(claimant, head)

    def _before(self, layers: Layers, at: int) -> Speakers:
        """Who has spoken before a sentence. Only asked for a sentence that is looked at for the first time, and that
        is done in the order of the text as far as this goes: so nobody who speaks later is remembered."""
        while self._heard < at:
            sentence, found = layers.sentences[self._heard], self.of(layers, self._heard)
            if found:
                self._speakers.remember(max(found, key=lambda one: (one.cue, one.strength)).claimants)
            elif sentence.lang is not None and (opening := opening_of(Namer(layers, sentence))) is not None:
                self._speakers.remember((opening,))
            self._heard += 1
        return self._speakers

    def _carried(self, layers: Layers, at: int) -> Iterator[Attribution]:
        """What a sentence without a speaker of its own says still for the last one of its paragraph."""
        sentence = layers.sentences[at]
        if sentence.lang is None or self.of(layers, at) or not carries(layers.row(sentence)):
            return
        for back in range(at - 1, -1, -1):
            earlier = layers.sentences[back]
            if earlier.paragraph != sentence.paragraph:
                return
            found = self.of(layers, back)
            told = last_told(earlier, found)
            if told:
                yield Attribution(sentence.start, sentence.end, (sentence.start, sentence.start), told)
            if found or self._ends(layers, earlier):
                return

    def _ends(self, layers: Layers, sentence: Sentence) -> bool:
        """Whether a sentence states figures in the article's own voice."""
        figures = sentence.lang is not None and between(layers.numbers, sentence.start, sentence.end)
        return bool(figures) and not carries(layers.row(sentence))

    def _is_quoted(self, layers: Layers, offset: int) -> bool:
        quotes = self._spans(layers)
        at = bisect_right(quotes, (offset, len(layers.text)))
        return at > 0 and offset < quotes[at - 1][1]

    def _spans(self, layers: Layers) -> list[tuple[int, int]]:
        if self._quotes is None:
            self._quotes = [match.span() for match in QUOTES.finditer(layers.text)]
        return self._quotes

    def _quotations(self, layers: Layers) -> list[Attribution]:
        if self._quoted is None:
            said = [one for at in range(len(layers.sentences)) for one in self.of(layers, at)]
            self._quoted = list(quotations(layers, said))
        return self._quoted
