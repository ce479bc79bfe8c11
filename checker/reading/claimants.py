"""Finds who is credited with what: «según Kiev», «informó la policía», quotations, pronouns that point back.

In: sentences, places, persons. Out: `layers.attributions`, each with the stretch of text it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from checker import world
from checker.languages import language
from checker.model.statement import Claimant
from checker.reading.layers import Attribution, Layers, Sentence
from checker.reading.lemmas import forms
from checker.reading.words import Phrases, Word, fold, words_of

_BREAKS = frozenset(',.;:()[]«»“”"—–¿?¡!')
MAX_NAME = 14  # words in a claimant's name


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """A language's words of speech and of those who speak, folded."""

    by: Phrases[bool]
    verbs: frozenset[str]
    estimate: Phrases[bool]
    nouns: frozenset[str]
    back: frozenset[str]
    stop: frozenset[str]
    lead: Phrases[bool]
    joins: frozenset[str]
    that: frozenset[str]
    nobody: frozenset[str]
    auxiliaries: frozenset[str]
    participle: re.Pattern[str]
    determiners: frozenset[str]


@cache
def claim_words(lang: str) -> ClaimWords:
    """The claim words of a language."""
    data = language(lang).claims

    def marked(phrases: Sequence[str]) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in phrases)

    def plain(words: Sequence[str]) -> frozenset[str]:
        return frozenset(map(fold, words))

    return ClaimWords(
        by=marked(data.by),
        verbs=plain(data.verbs),
        estimate=marked(data.estimate),
        nouns=plain(data.nouns),
        back=plain(data.back),
        stop=plain(data.stop),
        lead=marked(data.lead),
        joins=plain(data.joins),
        that=plain(data.that),
        nobody=plain(data.nobody),
        auxiliaries=plain(data.auxiliaries),
        participle=re.compile(data.participle),
        determiners=plain(data.determiners),
    )


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.attributions`, sentence by sentence, so that pronouns know who spoke before."""
    del doc
    last: tuple[Claimant, ...] = ()
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words = words_of(layers.text[sentence.start : sentence.end])
        for attribution in _attributions(layers, sentence, words, last):
            layers.attributions.append(attribution)
            if attribution.claimants:
                last = attribution.claimants


def claimants_of(layers: Layers, start: int, end: int) -> tuple[Claimant, ...]:
    """Who is credited with what stands at a spot; empty when the article says it in its own voice."""
    covering = [one for one in layers.attributions_at(start, end) if one.claimants]
    if not covering:
        return ()
    best = min(covering, key=lambda one: (-one.strength, _gap(one.cue, start, end)))
    return best.claimants


def _gap(cue: tuple[int, int], start: int, end: int) -> int:
    return max(cue[0] - end, start - cue[1], 0)


def _attributions(
    layers: Layers, sentence: Sentence, words: Sequence[Word], last: tuple[Claimant, ...]
) -> Iterator[Attribution]:
    found = [*_by(layers, sentence, words), *_verbs(layers, sentence, words, last), *_colon(layers, sentence, words)]
    yield from found


def _by(layers: Layers, sentence: Sentence, words: Sequence[Word]) -> Iterator[Attribution]:
    """«según X», "according to X": the whole sentence, or its part up to another claimant."""
    cues = claim_words(sentence.lang or "")
    for first, after, _ in cues.by.all_in(words):
        start, end = _name_after(words, after, cues)
        claimants = _claimants(layers, sentence, words, start, end, strict=False)
        if claimants:
            stretch = _clause(sentence, words, first)
            cue = (sentence.start + words[first].start, sentence.start + words[end - 1].end)
            yield Attribution(*stretch, cue, claimants, strength=2)
            if stretch != (sentence.start, sentence.end):
                yield Attribution(sentence.start, sentence.end, cue, claimants, strength=1)


def _clause(sentence: Sentence, words: Sequence[Word], at: int) -> tuple[int, int]:
    """The part of a sentence around a word that semicolons bound."""
    left, right = sentence.start, sentence.end
    for index, word in enumerate(words):
        if word.text == ";":
            if index < at:
                left = sentence.start + word.end
            else:
                right = sentence.start + word.start
                break
    return left, right


def _name_after(words: Sequence[Word], at: int, cues: ClaimWords) -> tuple[int, int]:
    """The noun phrase that begins at a word: up to a break, a stop word or a verb of speech."""
    estimate = cues.estimate.starting(words, at)
    if estimate is not None:
        at = estimate[0]
    end = at
    while end < len(words) and end - at < MAX_NAME:
        word = words[end]
        if word.text in _BREAKS:
            dotted = word.text == "." and end > at and len(words[end - 1].text) <= 2 and words[end - 1].text.isupper()
            if not dotted:
                break
        if end > at and word.folded in cues.stop:
            break
        if word.is_digits:
            break
        end += 1
    return at, end


def _verbs(
    layers: Layers, sentence: Sentence, words: Sequence[Word], last: tuple[Claimant, ...]
) -> Iterator[Attribution]:
    """«X informó de que…», «informó X», "police said": the claimant before the verb, else behind it, else the last."""
    lang = sentence.lang or ""
    cues = claim_words(lang)
    if not layers.mentions(sentence, cues.verbs):
        return
    for at, word in enumerate(words):
        if not word.is_word or not forms(word.text, lang) & cues.verbs or not _is_verb(words, at, lang):
            continue
        start, end = _subject_before(words, at, cues, lang)
        claimants = _claimants(layers, sentence, words, start, end, strict=True)
        if not claimants:
            start, end = _name_after(words, at + 1, cues)
            claimants = _claimants(layers, sentence, words, start, end, strict=True)
            # «se manifestaron en Bogotá» names a place, «dijo que Kiev…» what was said
            if claimants and (words[start].folded in cues.stop or _object_of(words, at, start, cues)):
                claimants = ()
        if not claimants and last and _points_back(words, at, cues):
            claimants, start, end = last, at, at + 1
        if not claimants:
            continue
        left, right = min(start, at), max(end, at + 1)
        cue = (sentence.start + words[left].start, sentence.start + words[right - 1].end)
        yield Attribution(sentence.start, sentence.end, cue, claimants, strength=1)


def _is_verb(words: Sequence[Word], at: int, lang: str) -> bool:
    """Not a participle after a noun («los datos publicados») and not a noun («el informe»)."""
    cues = claim_words(lang)
    before = words[at - 1].folded if at else ""
    if cues.participle.search(words[at].folded):
        return before in cues.auxiliaries
    return before not in cues.determiners


def _subject_before(words: Sequence[Word], at: int, cues: ClaimWords, lang: str) -> tuple[int, int]:
    """The noun phrase before a verb, an inserted apposition passed over: «X, portavoz de Y, dijo»."""
    end = at
    while end > 0 and words[end - 1].is_word and words[end - 1].folded in cues.nobody:
        end -= 1
    start = end
    commas = 0
    while start > 0 and end - start < MAX_NAME + 6:
        before = words[start - 1]
        if before.text == "," and commas < 2 and (start == end or commas == 1):
            commas += 1
        else:
            initial = before.text == "." and start > 1 and words[start - 2].text.isupper()
            if before.text in _BREAKS and not initial:
                break
            if start < end and before.is_word and _ends_subject(words, start - 1, cues, lang):
                break
        start -= 1
    while start < end:
        lead = cues.lead.starting(words, start)
        if lead is not None and lead[0] < end:
            start = lead[0]
        elif words[start].text == ",":
            start += 1
        else:
            break
    while end > start and words[end - 1].text == ",":
        end -= 1
    return start, end


def _ends_subject(words: Sequence[Word], at: int, cues: ClaimWords, lang: str) -> bool:
    """Whether a subject that is followed to the left cannot go on beyond this word."""
    word = words[at]
    return word.folded in cues.that or (bool(forms(word.text, lang) & cues.verbs) and _is_verb(words, at, lang))


def _object_of(words: Sequence[Word], at: int, start: int, cues: ClaimWords) -> bool:
    """«dijo que Kiev…»: what stands behind "that" is what was said, not who said it."""
    return any(word.folded in cues.that for word in words[at + 1 : start + 1])


def _points_back(words: Sequence[Word], at: int, cues: ClaimWords) -> bool:
    """A pronoun for a subject, or none at all: «añadió», "he said"."""
    before = words[at - 1] if at else None
    if before is None or before.text in _BREAKS:
        return True
    return before.folded in cues.back or (at > 1 and before.folded in cues.nobody and words[at - 2].text in _BREAKS)


def _colon(layers: Layers, sentence: Sentence, words: Sequence[Word]) -> Iterator[Attribution]:
    """«Kiev: 11.000 soldados en Kursk», as headlines and lists have it."""
    for at, word in enumerate(words[:9]):
        if word.text == ":" and at > 0:
            claimants = _claimants(layers, sentence, words, 0, at, strict=True)
            if claimants:
                cue = (sentence.start, sentence.start + word.end)
                yield Attribution(cue[1], sentence.end, cue, claimants, strength=2)
            return


# --- the name as a claimant ---


def _claimants(
    layers: Layers, sentence: Sentence, words: Sequence[Word], start: int, end: int, *, strict: bool
) -> tuple[Claimant, ...]:
    """The claimants named between two words, one for each part that "and" joins; empty when it names nobody."""
    cues = claim_words(sentence.lang or "")
    parts: list[tuple[int, int]] = []
    first = start
    for at in range(start, end + 1):
        joined = at < end and (words[at].folded in cues.joins or words[at].text == ",")
        if at == end or joined:
            if at > first:
                parts.append((first, at))
            first = at + 1
    found = [one for part in parts if (one := _claimant(layers, sentence, words, *part)) is not None]
    if not found and not strict and end > start:
        text = _text(layers, sentence, words, start, end)
        if text[:1].isupper() and not text.isupper():
            return (Claimant(text, None, world.party_of(text)),)
    if strict and parts and found and not _speaks(layers, sentence, words, *parts[0]):
        return ()
    return tuple(found)


def _text(layers: Layers, sentence: Sentence, words: Sequence[Word], start: int, end: int) -> str:
    return layers.text[sentence.start + words[start].start : sentence.start + words[end - 1].end]


def _claimant(layers: Layers, sentence: Sentence, words: Sequence[Word], start: int, end: int) -> Claimant | None:
    while start < end and words[start].folded in claim_words(sentence.lang or "").nobody:
        start += 1
    if start >= end or not _speaks(layers, sentence, words, start, end):
        return None
    text = _text(layers, sentence, words, start, end)
    party = world.party_of(text)
    place = world.find_place(text)
    entity = place.country if place is not None else _entity(layers, sentence, words, start, end)
    return Claimant(text, entity or party, party)


def _entity(layers: Layers, sentence: Sentence, words: Sequence[Word], start: int, end: int) -> str | None:
    left, right = sentence.start + words[start].start, sentence.start + words[end - 1].end
    for hit in (*layers.persons, *layers.organisations):
        if left <= hit.start and hit.end <= right:
            return hit.entity
    return None


def _speaks(layers: Layers, sentence: Sentence, words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a phrase names somebody who can say something: a noun of the list, a party, a person, a country."""
    lang = sentence.lang or ""
    cues = claim_words(lang)
    inside = [word for word in words[start:end] if word.is_word]
    if not inside or any(word.is_digits for word in words[start:end]):
        return False
    if any(forms(word.text, lang) & cues.nouns for word in inside):
        return True
    text = _text(layers, sentence, words, start, end)
    capital = any(word.text[0].isupper() for word in inside[1:]) or (
        inside[0].text[0].isupper() and (start > 0 or world.party_of(inside[0].text) is not None)
    )
    if not capital:
        return False
    if world.party_of(text) is not None or _entity(layers, sentence, words, start, end) is not None:
        return True
    return len(inside) <= 5 and all(word.text[0].isupper() or len(word.text) <= 3 for word in inside)
