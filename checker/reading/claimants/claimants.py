"""Finds who is credited with what: «según Kiev», «informó la policía», «el balance de la ONU», quotations.

In: sentences, places, persons, organisations, dates, numbers. Out: `layers.speech`, which answers for one spot. Few
sentences of an article state anything that anybody could be credited with, so a sentence is looked at when it is
first asked about: claiming.py does, and discourse.py says who goes on speaking from one sentence to the next.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from operator import itemgetter

from checker.model.statement import Claimant
from checker.reading.claimants.claiming import Attributing
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.claimwords import claim_words
from checker.reading.claimants.discourse import (
    FORGOTTEN,
    REACH,
    carries,
    gap,
    is_theirs,
    last_told,
    opening_of,
    points_back,
    quotation,
    quoted,
    retells,
)
from checker.reading.claimants.speakers import Span
from checker.reading.layers import Attribution, Layers, Sentence, between
from checker.reading.text.words import words_of

_END = itemgetter(1)


def annotate(layers: Layers) -> None:
    """Fill `layers.speech`."""
    layers.speech = Attributions()


def claimants_of(layers: Layers, start: int, end: int, but: str = "") -> tuple[Claimant, ...]:
    """Who is credited with what stands at a spot; empty when the article says it in its own voice. `but`: somebody,
    as written, who does not speak there."""
    covering = [
        one for one in layers.attributions_at(start, end) if any(claimant.text != but for claimant in one.claimants)
    ]
    if not covering:
        return ()
    best = min(covering, key=lambda one: (-one.strength, gap(one.cue, start, end)))
    return best.claimants


class Attributions:
    """The attributions of a text, sentence by sentence, by the indexes of sentences. (It holds no layers, which hold
    it: what goes in circles waits for the garbage collector.)"""

    def __init__(self) -> None:
        self._told: dict[int, list[Attribution]] = {}
        self._own: dict[int, list[Attribution]] = {}
        self._speaking: dict[int, tuple[Claimant, ...]] = {}
        self._found: dict[
            str, tuple[int, Sequence[Claimant]]
        ] = {}  # earlier speakers, and how far they were looked for
        self._named: dict[str, list[int]] | None = None
        self._last_heard: dict[int, tuple[Claimant, ...]] = {}
        self._quotes: list[Span] | None = None
        self._quoted: dict[int, Attribution | None] = {}  # by index of quotation

    def covering(self, layers: Layers, start: int, end: int) -> list[Attribution]:
        """Those that cover a spot, in order of their start."""
        at = layers.index_at(start)
        found = [] if at is None else [*self._of(layers, at), *self._carried(layers, at)]
        quotes = self._spans(layers)
        quote = bisect_right(quotes, (start, len(layers.text))) - 1
        if quote >= 0 and start < quotes[quote][1] and (quoted := self._quotation(layers, quote)) is not None:
            found.append(quoted)
        return sorted((one for one in found if one.start <= start and end <= one.end), key=lambda one: one.start)

    def near(self, layers: Layers, start: int, end: int, reach: int) -> list[Attribution]:
        """Those of the sentences not farther from a spot than some characters, and of quotations that may be told by
        the end of another that near."""
        left, right = max(0, start - reach), end + reach
        found = [
            one
            for at in layers.sentences_at(left, right)
            for one in (*self._of(layers, at), *self._carried(layers, at))
        ]
        quotes = self._spans(layers)
        ended = bisect_left(quotes, left, key=_END)
        if ended < len(quotes) and quotes[ended][1] <= right:
            after = range(ended + 1, bisect_right(quotes, (right + FORGOTTEN, 0)))
            found += [one for at in after if (one := self._quotation(layers, at)) is not None]
        return found

    def every(self, layers: Layers) -> Iterator[Attribution]:
        """All of a text."""
        for at in range(len(layers.sentences)):
            yield from self._of(layers, at)
            yield from self._carried(layers, at)
        for at in range(len(self._spans(layers))):
            if (quoted := self._quotation(layers, at)) is not None:
                yield quoted

    def _of(self, layers: Layers, at: int) -> list[Attribution]:
        """What one sentence says itself, with what earlier ones tell of who says it."""
        found = self._own.get(at)
        if found is None:
            found = self._own[at] = []
            for one in self.by_itself(layers, at):
                claimants = self._meant(layers, at, one.claimants or self._last(layers, at))
                if claimants:
                    found.append(one if claimants == one.claimants else replace(one, claimants=claimants))
        return found

    def by_itself(self, layers: Layers, at: int) -> list[Attribution]:
        """What the words of one sentence say; without claimants where they mean who spoke last."""
        found = self._told.get(at)
        if found is None:
            sentence = layers.sentences[at]
            kinds = layers.row(sentence).kinds
            told = sentence.lang is not None and claim_words(sentence.lang).may_credit(kinds)
            found = self._told[at] = Attributing(Namer(layers, sentence)).attributions() if told else []
        return found

    # --- who is meant: asks earlier sentences only for what they say by themselves, so that none asks another ---

    def _meant(self, layers: Layers, at: int, claimants: Sequence[Claimant]) -> tuple[Claimant, ...]:
        """Claimants with what earlier sentences tell of them: «el ministerio» is one named before."""
        return tuple(
            one
            if one.entity is not None and one.party is not None
            else self._named_again(layers, at, self._pointed_at(layers, at, one))
            for one in claimants
        )

    def _pointed_at(self, layers: Layers, at: int, claimant: Claimant) -> Claimant:
        """By a noun: «el ministerio» is the last speaker with that noun in a name that says more."""
        head = points_back(claimant.text, layers.lang) if claimant.entity is None else None
        if head is None:
            last = self._last(layers, at) if is_theirs(claimant.text, layers.lang) else ()
            return last[-1] if last else claimant

        def called(back: int) -> Sequence[Claimant]:
            if head not in layers.row(layers.sentences[back]).kinds:
                return ()
            named = (one for one in self._speakers(layers, back) if head in words_of(one.text).kinds)
            return [one for one in named if points_back(one.text, layers.lang) is None]

        earlier = self._looked_back(at, head, called)
        if not earlier and claim_words(layers.lang).same & words_of(claimant.text).kinds:  # «la misma fuente»
            earlier = self._last(layers, at)
        return replace(claimant, entity=earlier[-1].entity, party=earlier[-1].party) if earlier else claimant

    def _named_again(self, layers: Layers, at: int, claimant: Claimant) -> Claimant:
        """By name: whose side somebody is on may have been told when they were named before."""
        if claimant.entity is None or claimant.party is not None:
            return claimant

        def told(back: int) -> Sequence[Claimant]:
            named = (one for one in self._speakers(layers, back) if one.entity == claimant.entity)
            return [one for one in named if one.party is not None]

        earlier = self._looked_back(at, claimant.entity, told, self._naming(layers).get(claimant.entity, ()))
        return replace(claimant, party=earlier[-1].party) if earlier else claimant

    def _last(self, layers: Layers, at: int) -> Sequence[Claimant]:
        """Who spoke, or might, most recently before a sentence."""
        return self._looked_back(at, "", lambda back: self._speakers(layers, back))

    def _naming(self, layers: Layers) -> Mapping[str, Sequence[int]]:
        """By the id of a person, the sentences that name them."""
        if self._named is None:
            self._named = {}
            for hit in layers.persons:
                at = layers.index_at(hit.start)
                if hit.entity is not None and at is not None and hit.end <= layers.sentences[at].end:
                    self._named.setdefault(hit.entity, []).append(at)
        return self._named

    def _looked_back(
        self,
        at: int,
        what: str,
        among: Callable[[int], Sequence[Claimant]],
        where: Sequence[int] | None = None,
    ) -> Sequence[Claimant]:
        """Those wanted in the last sentence (or the last of some) before one that has any; remembered, so that the next
        who asks looks no further back than here."""
        since, found = self._found.get(what, (0, ()))
        if at < since:
            since, found = 0, ()
        sentences = range(since, at) if where is None else where[bisect_left(where, since) : bisect_left(where, at)]
        found = next(filter(None, map(among, reversed(sentences))), found)
        self._found[what] = at, found
        return found

    def _speakers(self, layers: Layers, at: int) -> tuple[Claimant, ...]:
        """Who speaks last in a sentence, or is what it begins with; nobody who it takes another sentence to know."""
        found = self._speaking.get(at)
        if found is None:
            told = self.by_itself(layers, at)
            if layers.sentences[at].end <= layers.report:
                found = ()  # a dateline speaks of nothing
            elif told:
                found = max(told, key=lambda one: (one.cue, one.strength)).claimants
            else:
                sentence = layers.sentences[at]
                opening = opening_of(Namer(layers, sentence)) if sentence.lang is not None else None
                found = () if opening is None else opening[:1]
            self._speaking[at] = found
        return found

    def _carried(self, layers: Layers, at: int) -> Iterator[Attribution]:
        """What a sentence without a speaker of its own says still for the last one of its paragraph, or for whom the
        next one names: «Así lo informó X»."""
        sentence = layers.sentences[at]
        if sentence.lang is None or self._of(layers, at):
            return
        told = self._heard(layers, at) if carries(layers.row(sentence)) else ()
        told = told or self._named_behind(layers, at + 1)
        if told:
            yield Attribution(sentence.start, sentence.end, (sentence.start, sentence.start), told)

    def _heard(self, layers: Layers, at: int) -> tuple[Claimant, ...]:
        """Who spoke last in the paragraph before a sentence, with no figures in the article's own voice since;
        remembered of all sentences that are passed on the way."""
        told: tuple[Claimant, ...] = ()
        back = at
        while back not in self._last_heard:
            back -= 1
            if back < 0 or layers.sentences[back].paragraph != layers.sentences[at].paragraph:
                break
            found = self._of(layers, back)
            told = last_told(layers.sentences[back], found)
            if found or self._ends(layers, layers.sentences[back]):
                break
        else:
            told = self._last_heard[back]
        self._last_heard.update(dict.fromkeys(range(back + 1, at + 1), told))
        return told

    def _named_behind(self, layers: Layers, at: int) -> tuple[Claimant, ...]:
        """Who is said to have told what stands before a sentence that has no figures of its own."""
        if at == len(layers.sentences):
            return ()
        sentence = layers.sentences[at]
        if sentence.lang is None or not retells(layers.row(sentence)):
            return ()
        if any(not hit.article_one for hit in between(layers.numbers, sentence.start, sentence.end)):
            return ()
        return max(self._of(layers, at), key=lambda one: one.strength).claimants if self._of(layers, at) else ()

    def _ends(self, layers: Layers, sentence: Sentence) -> bool:
        """Whether a sentence states figures in the article's own voice."""
        figures = sentence.lang is not None and between(layers.numbers, sentence.start, sentence.end)
        return bool(figures) and not carries(layers.row(sentence))

    # --- quotations ---

    def _spans(self, layers: Layers) -> list[Span]:
        if self._quotes is None:
            self._quotes = quoted(layers.text)
        return self._quotes

    def _quotation(self, layers: Layers, at: int) -> Attribution | None:
        """A quotation with whom it is credited to."""
        if at not in self._quoted:
            span = self._spans(layers)[at]
            near, before = (partial(self._around, layers, at, reach) for reach in (REACH, FORGOTTEN))
            self._quoted[at] = quotation(layers.text, *span, near, before)
        return self._quoted[at]

    def _around(self, layers: Layers, at: int, reach: int) -> list[Attribution]:
        """What is said in a quotation or within some characters of it, in order; earlier quotations by their end."""
        quotes = self._spans(layers)
        start, end = quotes[at]
        first = at
        while first and first - 1 not in self._quoted and quotes[first][0] - quotes[first - 1][1] <= reach:
            first -= 1
        for one in range(first, at):  # first to last, for each may ask the one before
            self._quotation(layers, one)
        close = range(bisect_left(quotes, start - reach, key=_END), at)
        before = [(quotes[one][1], told) for one in close if (told := self._quotation(layers, one))]
        here = layers.sentences_at(max(0, start - reach), end + reach)
        said = [one for sentence in here for one in self._of(layers, sentence)]
        said += [replace(told, cue=(stop, stop)) for stop, told in before]
        return sorted((one for one in said if gap(one.cue, start, end) <= reach), key=lambda one: one.cue)
