"""Who goes on speaking from sentence to sentence: pronouns, «el ministerio», quotations, sentences that carry on.

In: the attributions of single sentences. Out: whom a claimant of a later one means, and to whom quotations and
sentences without a speaker of their own belong; weaker than what a sentence says itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model.statement import Claimant
from checker.reading.claimnames import Namer
from checker.reading.claimwords import ClaimWords, claim_words
from checker.reading.layers import Attribution, Layers, Sentence
from checker.reading.lemmas import forms
from checker.reading.rows import Row
from checker.reading.words import Word, words_of

QUOTES = re.compile(r"«[^«»\n]*(?:»|(?=\n|$))|“[^“”\n]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))")
REACH = 60  # characters between a quotation and the words that say whose it is
QUOTED, CARRIED = 2, 0  # strengths
NEAR = 700  # characters after which a speaker is forgotten
CARRIES = 5  # words at the head of a sentence in which a word carries it on
OPENING = 8  # words of somebody whom a sentence begins with


class Speakers:
    """Who has spoken so far. `last`: who spoke, or might, most recently."""

    def __init__(self) -> None:
        self.last: tuple[Claimant, ...] = ()
        self._named: list[Claimant] = []

    def remember(self, claimants: tuple[Claimant, ...]) -> None:
        """Take in who spoke next."""
        self.last = claimants
        self._named += [one for one in claimants if one not in self._named]

    def meant(self, claimant: Claimant, head: str | None) -> Claimant:
        """The claimant with what is known of the one named before: by the id, else by a noun."""
        for earlier in reversed(self._named):
            if claimant.entity is not None and claimant.entity == earlier.entity:
                return replace(claimant, party=claimant.party or earlier.party)
            if head is not None and head in words_of(earlier.text).kinds and claimant.text != earlier.text:
                return replace(claimant, entity=earlier.entity, party=earlier.party)
        return claimant


def points_back(text: str, lang: str) -> str | None:
    """A noun with nothing but an article, which may stand for somebody named before: «el ministerio»; folded."""
    cues = claim_words(lang)
    words = [word for word in words_of(text) if word.folded not in cues.determiners]
    again = any(word.folded in cues.same for word in words)
    heads = [word for word in words if word.folded not in cues.same]
    known = len(heads) == 1 and (again or not forms(heads[0].text, lang).isdisjoint(cues.body_nouns))
    return heads[0].folded if known else None


def carries(words: Row) -> bool:
    """Whether a sentence goes on with what the one before said."""
    carry = claim_words(words.lang).carry
    return any(at < CARRIES and carry.starting(words, at) is not None for at in words.where(carry.firsts))


def last_told(sentence: Sentence, found: Sequence[Attribution]) -> tuple[Claimant, ...]:
    """Who is credited with the last thing that a sentence says."""
    covering = [one for one in found if one.end >= sentence.end - 2]
    return max(covering, key=lambda one: (one.strength, one.cue)).claimants if covering else ()


def quotations(layers: Layers, said: Sequence[Attribution]) -> Iterator[Attribution]:
    """Each quotation with figures, credited to whom the words beside it name, else to the last speaker. `said`: what
    the sentences of the text say themselves."""
    text = layers.text
    told = sorted(said, key=lambda one: one.cue)
    for match in QUOTES.finditer(text):
        start, end = match.span()
        beside = [one for one in told if _gap(one.cue, start, end) <= REACH and not start < one.cue[0] < end]
        follows = [one for one in beside if one.cue[0] >= end and "\n" not in text[end : one.cue[0]]]
        leads = [one for one in beside if one.cue[1] <= start and "\n" not in text[one.cue[1] : start]]
        inside = [one for one in told if start < one.cue[0] < end]
        best = min(follows or leads, key=lambda one: _gap(one.cue, start, end), default=None)
        if best is None:
            earlier = [one for one in told if start - NEAR <= one.cue[1] <= start]
            if inside or not earlier or end - start < REACH:
                continue
            best = earlier[-1]
        if inside and text[start] == '"':
            continue  # straight marks do not say which of them opens
        told.append(replace(best, cue=(end, end)))  # one quotation after the other
        told.sort(key=lambda one: one.cue)
        strength = QUOTED if follows or leads else CARRIED
        yield Attribution(start, end, best.cue, best.claimants, strength=strength)


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
