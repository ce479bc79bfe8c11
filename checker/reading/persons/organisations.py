"""Finds named bodies: «Ministerio de Defensa ruso», "Iranian Red Crescent".

In: words, persons, places. Out: `layers.organisations`, with the country where the name tells it. A body gets no
canonical id: half of all articles name some ministry, so it must not join their stories.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from spacy.tokens import Doc

from checker import world
from checker.reading.layers import Layers, NameHit, Sentence, touching
from checker.reading.offices.officewords import office_words
from checker.reading.persons.personwords import person_words
from checker.reading.text.signals import folded_among, signal
from checker.reading.text.words import Word, Words

MAX_WORDS = 12


@cache
def _kinds(lang: str) -> frozenset[str]:
    return person_words(lang).organisations | office_words(lang).bodies


_KIND = signal(folded_among(_kinds))


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.organisations`."""
    del doc
    for sentence in layers.concerned(_KIND):
        words = layers.row(sentence)
        for first, last in _bodies(words, sentence.lang or ""):
            hit = _hit(layers, sentence, words, first, last)
            if not touching(layers.persons, hit.start, hit.end):
                layers.organisations.append(hit)


def _hit(layers: Layers, sentence: Sentence, words: Words, first: int, last: int) -> NameHit:
    start, end = sentence.start + words.starts[first], sentence.start + words.ends[last - 1]
    text = layers.text[start:end]
    return NameHit(start, end, "organisation", None, text, country=world.country_of(text))


def _bodies(words: Words, lang: str) -> Iterator[tuple[int, int]]:
    """Runs of capitals that hold a word for a body, joined by small words: (first, after)."""
    kinds = words.where(_kinds(lang))
    passed = 0
    for at in words.capitals:
        if at >= passed and _capital(words[at], lang):
            passed = _end(words, at, lang)
            if passed - at > 1 and any(at <= kind < passed for kind in kinds):
                yield at, passed


def _end(words: Sequence[Word], at: int, lang: str) -> int:
    cues = office_words(lang)
    small = cues.small
    end = at + 1
    while end < len(words) and end - at < MAX_WORDS:
        step = end
        if words[end].folded in cues.joins and end + 1 < len(words) and words[end + 1].folded in cues.articles:
            return end  # «la Cruz Roja y el Centro Médico»
        while step < len(words) and step - end < 3 and words[step].folded in small:
            step += 1
        if step >= len(words) or not _capital(words[step], lang):
            demonym = world.country_of_demonym(words[end].text, lang) if words[end].is_word else None
            return end + 1 if demonym is not None else end
        end = step + 1
    return end


def _capital(word: Word, lang: str) -> bool:
    cues = person_words(lang)
    return (
        word.is_word and word.text[0].isupper() and word.folded not in cues.never and word.folded not in cues.calendar
    )
