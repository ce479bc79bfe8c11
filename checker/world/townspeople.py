"""The towns and regions after which a body is called, by name or by the adjective of who live there: «Comité potosino».

In: the words of a body. Out: places. The adjectives are data of a language (`townspeople`).
"""

from __future__ import annotations

from functools import cache

from checker.languages import known, language
from checker.world.gazetteer import Place, ended, find_place, places_in
from checker.world.lookup import folded


@cache
def _townspeople() -> dict[str, Place]:
    """Every form of every adjective of a town or region, folded → that place."""
    out: dict[str, Place] = {}
    for lang in known():
        told = language(lang).places
        for name, forms in told.townspeople.items():
            place = find_place(name)
            endings = [one for form in forms for one in (form, *ended(form, told.demonym_endings))]
            out |= dict.fromkeys(map(folded, endings), place) if place is not None else {}
    return out


def towns_called(text: str) -> list[Place]:
    """The towns and regions by whose names or adjectives a body is called: «bomberos de Oruro», «Comité potosino»."""
    by_name = [one for one in places_in(text) if one.kind != "country"]
    return by_name or [place for word in folded(text).split() if (place := _townspeople().get(word)) is not None]
