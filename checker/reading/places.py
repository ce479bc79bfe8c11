"""Finds places and demonyms, and says which place a figure belongs to.

In: the text. Out: `layers.places`; `place_of` picks the nearest place that a preposition makes a where.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from checker import world
from checker.languages import language
from checker.model.statement import Ref
from checker.reading.layers import Layers, NameHit, Sentence
from checker.reading.words import Phrases, Word, fold, words_of

MAX_WORDS = 6


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A language's prepositions and facility nouns, folded."""

    located: Phrases[bool]
    weak: Phrases[bool]
    facilities: frozenset[str]
    joins: Phrases[bool]


@cache
def place_words(lang: str) -> PlaceWords:
    """The place words of a language."""
    data = language(lang).places
    return PlaceWords(
        located=Phrases((phrase, True) for phrase in data.located),
        weak=Phrases((phrase, True) for phrase in data.weak),
        facilities=frozenset(map(fold, data.facilities)),
        joins=Phrases((phrase, True) for phrase in data.joins),
    )


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.places`."""
    del doc
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words = words_of(layers.text[sentence.start : sentence.end])
        layers.places.extend(_find(layers.text, sentence, words))


def _find(text: str, sentence: Sentence, words: Sequence[Word]) -> list[NameHit]:
    hits: list[NameHit] = []
    at = 0
    lang = sentence.lang or ""
    while at < len(words):
        found = _named(text, sentence.start, words, at, lang)
        if found is None:
            at += 1
            continue
        hit, at = found
        hits.append(hit)
    return hits


def _named(text: str, offset: int, words: Sequence[Word], at: int, lang: str) -> tuple[NameHit, int] | None:
    word = words[at]
    if not word.is_word:
        return None
    if word.text[0].isupper():
        facility = _facility(text, offset, words, at, lang)
        if facility is not None:
            return facility
        for size in range(min(MAX_WORDS, len(words) - at), 0, -1):
            last = words[at + size - 1]
            dotted = last.text == "." and size > 1 and len(words[at + size - 2].text) <= 2  # «EE. UU.», "U.S."
            if not (last.is_word or dotted) or len(word.text) < 2:
                continue
            surface = text[offset + word.start : offset + last.end]
            place = world.find_place(surface)
            if place is not None and not (len(surface) < 3 and not surface.isupper()):
                if surface == "US" and lang == "es":
                    continue
                start, end = offset + word.start, offset + last.end
                hit = NameHit(
                    start, end, "place", place.id, place.name, start, capital=place.capital, country=place.country
                )
                return hit, at + size
    elif word.folded in place_words(lang).facilities:
        return _facility(text, offset, words, at, lang)
    country = world.country_of_demonym(word.text, lang)
    after = at + 1
    if country is None and at + 1 < len(words) and words[at + 1].is_word:
        country = world.country_of_demonym(text[offset + word.start : offset + words[at + 1].end], lang)
        after = at + 2
    if country is None or (lang == "en" and not word.text[0].isupper()):
        return None
    start, end = offset + word.start, offset + words[after - 1].end
    return NameHit(start, end, "place", country, text[start:end], start, demonym=True, country=country), after


def _facility(text: str, offset: int, words: Sequence[Word], at: int, lang: str) -> tuple[NameHit, int] | None:
    """«hospital Al Ahli de Gaza», "Al-Ahli hospital": a named building or district."""
    cues = place_words(lang)
    if words[at].folded in cues.facilities:
        end = at + 1
        named = False
        while end < len(words):
            join = cues.joins.starting(words, end)
            step = join[0] if join is not None else end
            if step < len(words) and words[step].is_word and words[step].text[0].isupper():
                end, named = step + 1, True
                while end < len(words) and words[end].text == "-" and words[end].start == words[end - 1].end:
                    end = min(end + 2, len(words))
            else:
                break
        if not named or end == at + 1:
            return None
        start, stop = offset + words[at].start, offset + words[end - 1].end
        inner = world.find_place(text[offset + words[end - 1].start : stop])
        bare = world.find_place(text[offset + words[at + 1].start : stop].removeprefix("de ").removeprefix("of "))
        known = bare or inner
        entity = bare.id if bare else f"place:{world.slug(text[start:stop])}"
        country = known.country if known else None
        return NameHit(start, stop, "place", entity, text[start:stop], start, country=country), end
    if lang == "en" and words[at].text[0].isupper():
        end = at
        while end < len(words) and (words[end].text[:1].isupper() or words[end].text == "-"):
            end += 1
        if at < end < len(words) and words[end].folded in cues.facilities and end - at < 5:
            start, stop = offset + words[at].start, offset + words[end].end
            known = world.find_place(text[start : offset + words[end - 1].end])
            entity = known.id if known else f"place:{world.slug(text[start:stop])}"
            hit = NameHit(
                start, stop, "place", entity, text[start:stop], start, country=known.country if known else None
            )
            return hit, end + 1
    return None


# --- where a figure belongs ---


def place_of(layers: Layers, start: int, end: int) -> Ref | None:
    """The nearest place that is said to be where: in the sentence, else before it in the paragraph or the text."""
    sentence = layers.sentence_at(start)
    if sentence is None:
        return None
    here = _located(layers, sentence.start, sentence.end)
    if here:
        best = min(here, key=lambda one: (one[1], _distance(one[0], start, end)))
        return _ref(layers, best[0])
    before = [hit for hit, rank in _located(layers, 0, sentence.start) if rank == 0]
    return _ref(layers, before[-1]) if before else None


def _ref(layers: Layers, hit: NameHit) -> Ref:
    return Ref(layers.text[hit.start : hit.end], hit.entity)


def _distance(hit: NameHit, start: int, end: int) -> int:
    return max(hit.start - end, start - hit.end, 0)


def _located(layers: Layers, start: int, end: int) -> list[tuple[NameHit, int]]:
    """Places between two offsets with a preposition of place before them: (hit, 0 strong or 1 weak)."""
    if layers.located is None:
        layers.located = list(_all_located(layers))
    first = bisect_left(layers.located, start, key=lambda one: one[0].start)
    last = bisect_left(layers.located, end, key=lambda one: one[0].start)
    return layers.located[first:last]


def _all_located(layers: Layers) -> Iterator[tuple[NameHit, int]]:
    for hit in layers.places:
        if hit.demonym:
            continue
        if layers.speaks(hit.start):
            continue
        sentence = layers.sentence_at(hit.start)
        if sentence is None or sentence.lang is None:
            continue
        cues = place_words(sentence.lang)
        before = words_of(layers.text[sentence.start : hit.start])[-4:]
        # up to two words may stand between: "in the ancient city of Bam", «en la vecina Siria»
        rank = next((rank for back in range(3) if (rank := _rank(cues, before, back)) is not None), None)
        if rank is None and not before:
            rank = 1
        if rank is not None:
            yield hit, rank


def _rank(cues: PlaceWords, before: Sequence[Word], back: int) -> int | None:
    """0 for a preposition of place that ends so many small words before, 1 for one that may be of place."""
    end = len(before) - back
    if end < 1 or any(not word.is_word or word.text[0].isupper() for word in before[end:]):
        return None
    if cues.located.ending(before, end) is not None:
        return 0
    return 1 if back < 2 and cues.weak.ending(before, end) is not None else None
