"""The country that a text is about, by the places that it names or those who speak in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from checker import world
from checker.model.entity import is_country
from checker.model.statement import Ref
from checker.reading.layers import Layers, Scene
from checker.reading.places.standing import MENTIONED


def country_of_text(layers: Layers) -> str | None:
    """The country that a text names most often, by itself or its places; else the one whose side speaks."""
    if layers.country is None:
        named = Counter(hit.country for hit in layers.places if hit.country is not None and not hit.demonym)
        counts = named or Counter(_spoken_for(layers))
        layers.country = (max(counts, key=lambda country: (counts[country], country)) if counts else None,)
    return layers.country[0]


def named_country(layers: Layers, lang: str) -> Ref | None:
    """The country of a text as it writes it, else in a language."""
    country = country_of_text(layers)
    if country is None:
        return None
    named = next((hit for hit in layers.places if hit.entity == country and not hit.demonym), None)
    text = layers.text[named.start : named.end] if named else world.country_name(country, lang)
    return Ref(world.without_possessive(text), country)


def voting_country(layers: Layers, lang: str) -> Ref | None:
    """The same, but none that only the name of a small town tells of, which may lie elsewhere too."""
    country = named_country(layers, lang)
    if country is None or not any(
        hit.country == country.entity and (hit.demonym or world.find_place(hit.name) is not None)
        for hit in layers.places
    ):
        return None
    return country


def only_country(layers: Layers) -> Scene | None:
    """The country of a text that names no other and no people of another, named in who speaks: «la Secretaría de Salud
    de Honduras»."""
    country = named_country(layers, layers.lang)
    if country is None or {hit.country for hit in layers.places} - {None, country.entity}:
        return None
    told = (hit for hit in layers.places if hit.entity == country.entity and not hit.demonym)
    hit = next((hit for hit in told if layers.speaks(hit.start)), None)
    return None if hit is None else Scene(hit.start, hit.end, country.text, hit.entity, MENTIONED, hit.country)


def _spoken_for(layers: Layers) -> Iterator[str]:
    """The country of everybody who says something, once for each time."""
    parties = (claimant.party for one in layers.attributions for claimant in one.claimants)
    return (party for party in parties if is_country(party))
