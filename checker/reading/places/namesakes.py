"""Tells which of several places of one name a text means: Córdoba in Spain, or in Argentina.

In: the places of a text, each the first of its namesakes. Out: the same places, with the ones that are meant.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from checker import world
from checker.reading.layers import NameHit

BESIDE = 25  # characters to a place that says where the one before it lies: «Guadalajara, en el oeste de México»


def told_apart(hits: Sequence[NameHit]) -> list[NameHit]:
    """The places of a text in their order, those of a name that several bear where the text is.

    The place that stands just behind decides («Guadalajara, México»), else the country named most often; the first
    of the namesakes where nothing does."""
    if not any(world.namesakes(hit.name) for hit in hits if not hit.demonym):
        return list(hits)
    others = Counter(hit.country for hit in hits if hit.country and (hit.demonym or not world.namesakes(hit.name)))
    out = []
    for at, hit in enumerate(hits):
        several = {} if hit.demonym else {place.country: place for place in world.namesakes(hit.name)}
        behind = hits[at + 1] if at + 1 < len(hits) else None
        country = behind.country if behind is not None and 0 < behind.start - hit.end <= BESIDE else None
        if country not in several:
            told = [one for one in others if one in several]
            country = max(told, key=lambda one: (others[one], one)) if told else None
        place = several.get(country) if country is not None else None
        if place is not None and place.country != hit.country:
            hit = replace(hit, entity=place.id, name=place.name, country=place.country, capital=False)
        out.append(hit)
    return out
