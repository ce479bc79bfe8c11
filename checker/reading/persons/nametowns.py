"""Towns that stand before a name with nothing but «de», or nothing at all, between.

In: the words of a sentence and the places in it. Out: where the name begins, for nameruns.py.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from checker import world
from checker.reading.layers import Layers, Sentence
from checker.reading.persons.personwords import PersonWords
from checker.reading.text.words import Word, Words, index_at
from checker.world import names

_START = attrgetter("start")


def is_capital(word: Word, cues: PersonWords) -> bool:
    """Whether a word with a capital is no month or weekday."""
    if not word.has_capital:
        return False
    return word.folded not in cues.calendar


def is_of_town(words: Words, at: int, cues: PersonWords) -> bool:
    """«edil de General Ana Ruiz»: whether a capital word behind «de» begins a town that is called after somebody."""
    back = at - 2
    while back > 0 and words.folded[back] in cues.modifiers:  # «edil sustituto de X»
        back -= 1
    return words.folded[back] in cues.local


def behind_town(layers: Layers, sentence: Sentence, words: Words, at: int, end: int, cues: PersonWords) -> int:
    """«el alcalde de Quito Pabel Muñoz»: where a name begins behind the town that begins at a word; `end` for none."""
    start, texts, first = sentence.start + words.starts[at], words.texts, end
    place = bisect_left(layers.places, start, key=_START)
    hit = layers.places[place] if place < len(layers.places) else None
    if hit is not None and hit.start == start and not hit.demonym:
        first = index_at(words, hit.end - sentence.start - 1) + 1
        if first - at == 2 and words.folded[at] in cues.saints:
            return end  # «San Juan Bautista Tuxtepec»
    if first >= end and _is_town(texts[at], texts[at + 1 : end]):
        first = at + 1  # «Santiago Mario Díaz»
    elif first >= end and not names.is_given(texts[at]) and words.folded[at] not in cues.titles | cues.saints:
        # «Puerto Montt Ana Díaz», and no «General Ana Ruiz» or «Benito Juárez», which are towns
        first = next((n for n in range(at + 1, end - 1) if names.is_given(texts[n])), end)
    named = end - first > 1 and is_capital(words[first], cues) and words.folded[first] not in cues.titles
    return first if named else end


def _is_town(word: str, behind: Sequence[str]) -> bool:
    """Whether a word is a town behind which somebody is named, who is no part of its name."""
    if world.find_place(word) is not None:
        return True
    return len(behind) > 1 and names.is_given(behind[0]) and bool(world.towns_of(word))


def is_visit(words: Words, at: int, step: int, cues: PersonWords) -> bool:
    """«la llegada a Caracas de Juan Ruiz»: a town before «de», and somebody named in full behind it."""
    town, texts = words.texts[at - 1], words.texts
    if words.folded[at] not in cues.bare_of or step != at + 1 or step + 1 >= len(texts):
        return False
    named = is_capital(words[step + 1], cues) and names.is_given(texts[step]) and not names.is_given(town)
    return named and not names.is_family(town) and world.find_place(town) is not None
