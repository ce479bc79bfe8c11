"""The country that a text is about, by the places that it names or those who speak in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker.reading.layers import Layers


def country_of_text(layers: Layers) -> str | None:
    """The country that a text names most often, by itself or its places; else the one whose side speaks."""
    if layers.country is None:
        named = Counter(hit.country for hit in layers.places if hit.country is not None and not hit.demonym)
        counts = named or Counter(_spoken_for(layers))
        layers.country = (max(counts, key=lambda country: (counts[country], country)) if counts else None,)
    return layers.country[0]


def _spoken_for(layers: Layers) -> Iterator[str]:
    """The country of everybody who says something, once for each time."""
    parties = (claimant.party for one in layers.attributions for claimant in one.claimants)
    return (party for party in parties if party is not None and party.startswith("country:"))
