"""Who goes on speaking from sentence to sentence: pronouns, «el ministerio», quotations, sentences that carry on.

In: the attributions of each sentence, in order. Out: further attributions, weaker than those of a sentence's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model.statement import Claimant
from checker.reading.claimnames import Namer
from checker.reading.claimwords import ClaimWords, claim_words
from checker.reading.layers import Attribution, Layers, Sentence, between
from checker.reading.lemmas import forms
from checker.reading.words import Word, words_of

_QUOTES = re.compile(r"«[^«»\n]*(?:»|(?=\n|$))|“[^“”\n]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))")
REACH = 60  # characters between a quotation and the words that say whose it is
QUOTED, CARRIED = 2, 0  # strengths
NEAR = 700  # characters after which a speaker is forgotten
CARRIES = 5  # words at the head of a sentence in which a word carries it on
OPENING = 8  # words of somebody whom a sentence begins with


class Discourse:
    """What is known of the speakers so far."""

    def __init__(self, layers: Layers) -> None:
        self.layers = layers
        self._heard: list[Namer | tuple[Claimant, ...]] = []  # sentences and speakers that nobody has asked for yet
        self._last: tuple[Claimant, ...] = ()
        self._named: list[Claimant] = []
        self._carry: tuple[int, tuple[Claimant, ...]] | None = None
        self._told: list[Attribution] = []

    @property
    def last(self) -> tuple[Claimant, ...]:
        """Who spoke, or might, most recently."""
        self._recall()
        return self._last

    def _recall(self) -> None:
        """Take in who spoke since, or whom a sentence in which nobody did begins with."""
        for one in self._heard:
            opening = opening_of(one) if isinstance(one, Namer) else None
            self._last = one if not isinstance(one, Namer) else self._last if opening is None else (opening,)
            self._named += [claimant for claimant in self._last if claimant not in self._named]
        self._heard = []

    def known(self, attribution: Attribution) -> Attribution:
        """The attribution with what earlier sentences tell of its claimants: «el ministerio» is one named before."""
        claimants = tuple(self._resolved(one) for one in attribution.claimants)
        return replace(attribution, claimants=claimants)

    def _resolved(self, claimant: Claimant) -> Claimant:
        if claimant.entity is not None and claimant.party is not None:
            return claimant
        head = self._head(claimant.text) if claimant.entity is None else None
        if claimant.entity is None and head is None:
            return claimant
        self._recall()
        for earlier in reversed(self._named):
            if claimant.entity is not None and claimant.entity == earlier.entity:
                return replace(claimant, party=claimant.party or earlier.party)
            if head is not None and head in words_of(earlier.text).kinds and claimant.text != earlier.text:
                return replace(claimant, entity=earlier.entity, party=earlier.party)
        return claimant

    def _head(self, text: str) -> str | None:
        """A noun with nothing but an article, which may stand for somebody named before."""
        lang = self.layers.lang
        cues = claim_words(lang)
        words = [word for word in words_of(text) if word.folded not in cues.determiners]
        again = any(word.folded in cues.same for word in words)
        heads = [word for word in words if word.folded not in cues.same]
        known = len(heads) == 1 and (again or not forms(heads[0].text, lang).isdisjoint(cues.body_nouns))
        return heads[0].folded if known else None

    def after(self, namer: Namer, found: Sequence[Attribution]) -> Iterator[Attribution]:
        """Remember who spoke in a sentence; what carries on from the one before is still theirs."""
        sentence, words, cues = namer.sentence, namer.words, namer.cues
        if found:
            latest = max(found, key=lambda one: (one.cue, one.strength))
            self._heard.append(latest.claimants)
            self._told += found
            told = self._last_told(sentence, found)
            self._carry = (sentence.paragraph, told) if told else None
            return
        self._heard.append(namer)
        if self._carry is None or self._carry[0] != sentence.paragraph:
            self._carry = None
        elif any(at < CARRIES and cues.carry.starting(words, at) is not None for at in words.where(cues.carry.firsts)):
            yield Attribution(sentence.start, sentence.end, (sentence.start, sentence.start), self._carry[1])
        elif between(self.layers.numbers, sentence.start, sentence.end):
            self._carry = None

    def _last_told(self, sentence: Sentence, found: Sequence[Attribution]) -> tuple[Claimant, ...]:
        """Who is credited with the last thing that a sentence says."""
        covering = [one for one in found if one.end >= sentence.end - 2]
        return max(covering, key=lambda one: (one.strength, one.cue)).claimants if covering else ()

    # --- quotations ---

    def quotations(self) -> Iterator[Attribution]:
        """Each quotation with figures, credited to whom the words beside it name, else to the last speaker."""
        told = sorted(self._told, key=lambda one: one.cue)
        for match in _QUOTES.finditer(self.layers.text):
            start, end = match.span()
            beside = [one for one in told if _gap(one.cue, start, end) <= REACH and not start < one.cue[0] < end]
            follows = [one for one in beside if one.cue[0] >= end and self._one_paragraph(end, one.cue[0])]
            leads = [one for one in beside if one.cue[1] <= start and self._one_paragraph(one.cue[1], start)]
            inside = [one for one in told if start < one.cue[0] < end]
            best = min(follows or leads, key=lambda one: _gap(one.cue, start, end), default=None)
            if best is None:
                earlier = [one for one in told if start - NEAR <= one.cue[1] <= start]
                if inside or not earlier or end - start < REACH:
                    continue
                best = earlier[-1]
            if inside and self.layers.text[start] == '"':
                continue  # straight marks do not say which of them opens
            told.append(replace(best, cue=(end, end)))  # one quotation after the other
            told.sort(key=lambda one: one.cue)
            strength = QUOTED if follows or leads else CARRIED
            yield Attribution(start, end, best.cue, best.claimants, strength=strength)

    def _one_paragraph(self, start: int, end: int) -> bool:
        return "\n" not in self.layers.text[start:end]


def _gap(cue: tuple[int, int], start: int, end: int) -> int:
    return max(cue[0] - end, start - cue[1], 0)


def opening_of(namer: Namer) -> Claimant | None:
    """Somebody whom a sentence begins with, and whom a pronoun behind may mean."""
    words, cues = namer.words, namer.cues
    start, end = namer.after(0)
    close = next((at for at in range(start, end) if _may_end(words, at, cues)), end)
    for stop in dict.fromkeys((close, end)):
        found = namer.claimants(start, stop) if stop > start else ()
        if len(found) == 1 and stop - start <= OPENING:
            return found[0]
    return None


def _may_end(words: Sequence[Word], at: int, cues: ClaimWords) -> bool:
    """Whether a small word, after the head of a phrase, is likely its verb."""
    word = words[at]
    if (
        at < 2
        or not word.is_word
        or word.text[0].isupper()
        or word.folded in cues.of
        or word.folded in cues.determiners
    ):
        return False
    return word.folded not in cues.nouns and word.folded not in cues.official
