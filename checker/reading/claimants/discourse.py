"""Who goes on speaking from sentence to sentence: pronouns, «el ministerio», quotations, sentences that carry on.

In: the attributions of single sentences. Out: whom a claimant of a later one means, and to whom quotations and
sentences without a speaker of their own belong; weaker than what a sentence says itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from checker.model.statement import Claimant
from checker.reading.claimants.claimnames import Namer
from checker.reading.claimants.claimwords import ClaimWords, claim_words
from checker.reading.claimants.speakers import Span
from checker.reading.layers import Attribution, Sentence
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import Word, signs_in, words_of

_OPENING_QUOTES = '«“"'
_QUOTED = re.compile(r"«[^«»\n]*(?:»|(?=\n|$))|“[^“”\n]*(?:”|(?=\n|$))|\"[^\"\n]*(?:\"|(?=\n|$))")
REACH = 60  # characters between a quotation and the words that say whose it is
QUOTED, CARRIED = 2, 0  # strengths
FORGOTTEN = 700  # characters after which a speaker is forgotten
CARRIES = 5  # words at the head of a sentence in which a word carries it on
OPENING = 8  # words of somebody whom a sentence begins with
Said = Callable[[], Sequence[Attribution]]


def quoted(text: str) -> list[Span]:
    """Where quotations stand, with their quotes; one without its end goes to the end of its line."""
    found: list[Span] = []
    after = 0
    for at in signs_in(text, _OPENING_QUOTES, 0, len(text)):
        match = _QUOTED.match(text, at) if at >= after else None
        if match is not None:
            found.append(match.span())
            after = match.end()
    return found


def points_back(text: str, lang: str) -> str | None:
    """A noun with nothing but an article, which may stand for somebody named before: «el ministerio»; folded."""
    cues = claim_words(lang)
    words = [word for word in words_of(text) if word.folded not in cues.determiners]
    again = any(word.folded in cues.same for word in words)
    heads = [word for word in words if word.folded not in cues.same]
    known = len(heads) == 1 and (again or not forms(heads[0].text, lang).isdisjoint(cues.body_nouns))
    return heads[0].folded if known else None


def is_theirs(text: str, lang: str) -> bool:
    """«su nota», "its statement": what whoever spoke before has told."""
    cues, words = claim_words(lang), words_of(text)
    return len(words) > 1 and words[0].folded in cues.possessives and words[-1].folded in cues.estimates | cues.notes


def carries(words: Row) -> bool:
    """Whether a sentence goes on with what the one before said."""
    carry = claim_words(words.lang).carry
    return any(at < CARRIES and carry.starting(words, at) is not None for at in carry.begins(words))


def retells(words: Row) -> bool:
    """Whether a sentence says who told what stands before it: «Así lo informó X», «El balance procede de X»."""
    cues = claim_words(words.lang)
    if cues.so.starting(words, 0) is not None:
        return True
    folded = words.folded
    return len(folded) > 2 and folded[0] in cues.determiners and folded[1] in cues.estimates and folded[2] in cues.comes


def last_told(sentence: Sentence, found: Sequence[Attribution]) -> tuple[Claimant, ...]:
    """Who is credited with the last thing that a sentence says."""
    covering = [one for one in found if one.end >= sentence.end - 2]
    return max(covering, key=lambda one: (one.strength, one.cue)).claimants if covering else ()


def quotation(text: str, start: int, end: int, near: Said, before: Said) -> Attribution | None:
    """A quotation, credited to whom the words beside it name, else to who spoke last before it. `near` and `before`
    tell what is said within `REACH` and within `FORGOTTEN` characters of it, in order."""
    beside = near()
    outside = [one for one in beside if not start < one.cue[0] < end]
    inside = len(outside) < len(beside)
    ends = "\n." if text[start + 1 : start + 2].islower() else "\n"  # a fragment goes with its own sentence
    follows = [one for one in outside if one.cue[0] >= end and set(ends).isdisjoint(text[end : one.cue[0]])]
    leads = [one for one in outside if one.cue[1] <= start and "\n" not in text[one.cue[1] : start]]
    best = min(follows or leads, key=lambda one: gap(one.cue, start, end), default=None)
    if best is not None:
        # straight marks do not say which of them opens
        split = inside and text[start] == '"'
        return None if split else Attribution(start, end, best.cue, best.claimants, strength=QUOTED)
    if inside or end - start < REACH:
        return None
    last = next((one for one in reversed(before()) if one.cue[1] <= start), None)
    return None if last is None else Attribution(start, end, last.cue, last.claimants, strength=CARRIED)


def gap(cue: Span, start: int, end: int) -> int:
    """Characters between words of saying and a stretch of text."""
    return max(cue[0] - end, start - cue[1], 0)


def opening_of(namer: Namer, first: int = 0) -> tuple[Claimant, int] | None:
    """Somebody whom a sentence, or a clause from some word on, begins with, and whom a pronoun behind may mean; with
    the index of the word behind."""
    words, cues = namer.words, namer.cues
    start, end = namer.after(first)
    if start < end and words.folded[start] in cues.stop - cues.nobody:
        return None  # «En el centro de salud había 12»
    closes = [*(at for at in range(start, end) if _may_end(words, start, at, cues)), end]
    close = next((at for at in closes if namer.has_head(start, at)), closes[0])
    for stop in dict.fromkeys((close, end)):
        found = namer.claimants(start, stop) if stop > start else ()
        if len(found) == 1 and stop - start <= OPENING:
            apposed = _apposed(namer, stop)
            return (found[0], stop) if apposed == stop else (namer.claimant(start, apposed), apposed)
    return None


def _apposed(namer: Namer, stop: int) -> int:
    """«El primer ministro, Ana Ruiz, comparó …»: the end of a name between commas behind a role."""
    words = namer.words
    after = namer.persons.get(stop + 1, stop) if stop < len(words) and words.texts[stop] == "," else stop
    return after if after < len(words) and words.texts[after] == "," and words.texts[stop - 1].islower() else stop


def _may_end(words: Sequence[Word], start: int, at: int, cues: ClaimWords) -> bool:
    """Whether a small word, after the head of a phrase, is likely its verb."""
    word, first = words[at], words[start]
    named = at == start + 1 and first.text[0].isupper() and first.folded not in cues.nouns | cues.determiners
    if (
        (at < start + 2 and not named)
        or not word.is_word
        or word.folded in cues.joins
        or word.text[0].isupper()
        or word.folded in cues.of
        or words[at - 1].folded in cues.of  # «los equipos de rescate»
        or word.folded in cues.determiners
        or (not cues.source_first and word.folded.endswith(cues.plural))  # «los servicios secretos»: no verb
    ):
        return False
    return word.folded not in cues.nouns and word.folded not in cues.official
