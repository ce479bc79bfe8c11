"""Who may have done it: the countries, their capitals and adjectives, and the known bodies that a sentence names."""

from __future__ import annotations

from dataclasses import dataclass

from checker import world
from checker.reading.layers import Layers, Sentence, between
from checker.reading.text.words import index_at

NAME = 4  # words in the name of a body


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who may have done it: a country, its adjective, its capital, or a known body; words from, to before."""

    first: int
    after: int
    party: str
    text: str


def named_actors(layers: Layers, sentence: Sentence) -> list[Actor]:
    """All whom a sentence names, in order."""
    words = layers.row(sentence)
    found: dict[int, Actor] = {}
    for hit in between(layers.places, sentence.start, sentence.end):
        if hit.country is None or not (hit.demonym or hit.entity == hit.country or hit.capital):
            continue
        first = index_at(words, hit.start - sentence.start)
        after = index_at(words, hit.end - 1 - sentence.start) + 1
        found[first] = Actor(first, after, hit.country, layers.text[hit.start : hit.end])
    for first in words.capitals:
        if first in found:
            continue
        for after in range(first + 1, min(first + NAME, len(words)) + 1):
            text = layers.text[sentence.start + words.starts[first] : sentence.start + words.ends[after - 1]]
            party = world.party_of(text)
            if party is not None and party.startswith("org:"):
                found[first] = Actor(first, after, party, text)
                break
    return [actor for _, actor in sorted(found.items())]
