"""Finds named bodies: «Ministerio de Defensa ruso», "Iranian Red Crescent".

In: words, persons, places. Out: `layers.organisations`, with the country where the name tells it. A body gets no
canonical id: half of all articles name some ministry, so it must not join their stories.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from checker import world
from checker.reading.layers import Layers, NameHit, Sentence, touching
from checker.reading.offices.officewords import office_words
from checker.reading.persons.personwords import person_words
from checker.reading.text.rows import Row
from checker.reading.text.signals import folded_among, signal
from checker.reading.text.words import Memory, Words, fold, remembered

MAX_WORDS = 12


@remembered
def _kinds(lang: str) -> frozenset[str]:
    return person_words(lang).organisations | office_words(lang).bodies


_KIND = signal(folded_among(_kinds))


def annotate(layers: Layers) -> None:
    """Fill `layers.organisations`."""
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


def _bodies(words: Row, lang: str) -> Iterator[tuple[int, int]]:
    """Runs of capitals that hold a word for a body, joined by small words: (first, after)."""
    kinds, capitals = words.concerned(_KIND), _capitals(lang)
    passed = 0
    for at in words.capitals:
        if at > kinds[-1]:
            return  # no word for a body is left
        if at >= passed and capitals(words.texts[at]):
            passed = _end(words, at, lang)
            if passed - at > 1 and any(at <= kind < passed for kind in kinds):
                yield at, passed


def _end(words: Words, at: int, lang: str) -> int:
    cues, texts, folded, capitals = office_words(lang), words.texts, words.folded, _capitals(lang)
    end, count = at + 1, len(texts)
    while end < count and end - at < MAX_WORDS:
        step = end
        if folded[end] in cues.ands and end + 1 < count and folded[end + 1] in cues.articles:
            return end  # «la Cruz Roja y el Centro Médico»
        while step < count and step - end < 3 and folded[step] in cues.small:
            step += 1
        if step >= count or not capitals(texts[step]):
            return end + 1 if world.country_of_demonym(texts[end], lang) is not None else end
        end = step + 1
    return end


@remembered
def _capitals(lang: str) -> Callable[[str], bool]:
    """Whether a word has a capital that it would not have in any place."""
    nameless = person_words(lang).never | person_words(lang).calendar
    return Memory(lambda word: word[0].isalpha() and word[0].isupper() and fold(word) not in nameless).__getitem__
