"""Between whom people are exchanged, by which the figures of one exchange find each other wherever they are told.

In: a text and the words for an exchange. Out: the sides that it names, as the role of what the occasion is called.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker import world
from checker.model.entity import is_body, is_country
from checker.model.statement import EXCHANGE, Ref
from checker.reading.layers import Layers


def exchange_of(layers: Layers, wanted: frozenset[str]) -> Ref | None:
    """The exchange that a text tells of, by the countries and the armed groups that it names, mediators among them;
    None where none is told or it names nobody."""
    read = [sentence for sentence in layers.sentences if sentence.lang is not None]
    if not any(layers.mentions(sentence, wanted) for sentence in read):
        return None
    if layers.sides is None:
        layers.sides = frozenset(_sides(layers))
    sides = layers.sides
    return Ref(EXCHANGE, EXCHANGE + "+".join(sorted(sides))) if sides else None


def _sides(layers: Layers) -> Iterator[str]:
    for hit in layers.places:
        if hit.country is not None and (hit.demonym or hit.capital or hit.entity == hit.country):
            yield hit.country
    for sentence in layers.sentences:
        for word in layers.row(sentence):
            party = world.party_of(word.text) if word.is_word else None
            if is_country(party) or (is_body(party) and not world.goes_between(party)):
                yield party
