"""The names that people go by, as «alias» introduces them: «alias Mocho Olmedo», «Rubén Ochoa, alias "El Mocho",».

Once introduced, such a name is a person's wherever else the text has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from checker import world
from checker.reading.layers import Layers, NameHit, Sentence
from checker.reading.text.rows import Row
from checker.reading.text.words import Words

ALIAS = 3  # words of an alias
QUOTES = frozenset("\"'«»“”‘’")


def aliases_in(layers: Layers, sentence: Sentence, called: frozenset[str]) -> list[NameHit]:
    """Those that a sentence introduces, and those that the text does elsewhere, in order."""
    words = layers.row(sentence)
    found = {first: (first, after) for first, after in _introduced(words, called)}
    for known in _known(layers, called) if words.capitals else ():
        for first in words.capitals:
            if first not in found and tuple(words.folded[first : first + len(known)]) == known:
                found[first] = first, first + len(known)
    return [_hit(layers, sentence, words, *found[first]) for first in sorted(found)]


def _introduced(words: Row, called: frozenset[str]) -> Iterator[tuple[int, int]]:
    for at in words.where(called):
        first = at + 1
        while first < len(words) and words[first].text in QUOTES:
            first += 1
        after = first
        while after < len(words) and after - first < ALIAS and words[after].has_capital:
            after += 1
        if after > first:
            yield first, after


def _known(layers: Layers, called: frozenset[str]) -> Set[tuple[str, ...]]:
    """The folded words of all aliases of two and more words that the text introduces: one alone may be any word. Looked
    for once a text, in what is in a language that is read."""
    if called not in layers.aliases:
        layers.aliases[called] = {
            tuple(words.folded[first:after])
            for one in layers.sentences
            if one.lang is not None and layers.mentions(one, called)
            for words in (layers.row(one),)
            for first, after in _introduced(words, called)
            if after - first > 1
        }
    return layers.aliases[called]


def _hit(layers: Layers, sentence: Sentence, words: Words, first: int, after: int) -> NameHit:
    start, end = sentence.start + words.starts[first], sentence.start + words.ends[after - 1]
    name = world.without_possessive(layers.text[start:end])
    return NameHit(start, end, "person", f"person:{world.slug(name)}", name)
