"""How two places lie to each other, by the gazetteer and by what their names say.

In: places as they are told, with their ids where they have one. Out: a `PlaceRelation`, or the keys by which places
find each other.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache, lru_cache

from checker.model.entity import is_country
from checker.model.statement import Ref
from checker.world import names
from checker.world.gazetteer import articles, find_place, place_by_id, places_in
from checker.world.lookup import folded, slug, world_data
from checker.world.parties import country_named

_WORD_OR_COMMA = re.compile(r"[^\W_][\w'’-]*|[,;()]")


class PlaceRelation(StrEnum):
    """How two places lie to each other. INSIDE: the first lies in the second."""

    EQUAL = "equal"
    CONTAINS = "contains"
    INSIDE = "inside"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


def relation(a: Ref | None, b: Ref | None) -> PlaceRelation:
    """How the place `a` lies to the place `b`; UNKNOWN when either is missing."""
    if a is None or b is None:
        return PlaceRelation.UNKNOWN
    several = _several(a.text), _several(b.text)
    if several[0] or several[1]:
        return _compound(a, b, *several)
    one, two = _located_text(a.text, a.entity), _located_text(b.text, b.entity)
    if one[0] == two[0]:
        return PlaceRelation.EQUAL
    if two[0] in one[1] or one[0] in two[1]:
        if one[2] is not two[2] and _tokens(a.text) == _tokens(b.text):
            return PlaceRelation.EQUAL  # «fábrica de Bogotá», which is told by its town, and «fábrica en Bogotá»
        return PlaceRelation.INSIDE if two[0] in one[1] else PlaceRelation.CONTAINS
    if one[2] and two[2]:
        return PlaceRelation.DIFFERENT
    left, right = _tokens(a.text), _tokens(b.text)
    named = left & right & _named(a.text) & _named(b.text) - _generic()  # no «un edificio» is one with «edificios de X»
    named &= _tokens(a.text.partition(",")[0]) | _tokens(b.text.partition(",")[0])  # two wells "in X, Kano State"
    if named and (left <= right or right <= left or len(left & right) >= 2):
        return PlaceRelation.EQUAL  # «hospital Al Ahli» and «hospital Al Ahli de Gaza»
    if one[2] or two[2]:
        # a spot that no gazetteer knows is smaller than a place that one does, unless it says that it lies elsewhere
        spot, known = (two, one) if one[2] else (one, two)
        finest = next((one for one in spot[1] if not is_country(one)), None)
        if spot[1] and (not set(spot[1]) & {known[0], *known[1]} or _apart(finest, known[0])):
            return PlaceRelation.DIFFERENT
        return PlaceRelation.CONTAINS if one[2] else PlaceRelation.INSIDE
    countries = [{id for id in place[1] if is_country(id)} for place in (one, two)]
    if all(countries) and countries[0].isdisjoint(countries[1]):
        return PlaceRelation.DIFFERENT
    return _by_names(a.text, b.text)


def narrower(a: Ref | None, b: Ref | None) -> Ref | None:
    """The place of which both may be told: that which lies in the other; None where neither is known to."""
    lies = relation(a, b)
    if lies is PlaceRelation.EQUAL and a is not None and b is not None:
        return min(a, b, key=lambda ref: (not ref.entity, len(ref.text), ref.text))
    return b if lies is PlaceRelation.CONTAINS else a if lies is PlaceRelation.INSIDE else None


def _apart(one: str | None, two: str) -> bool:
    """Whether these are two cities or two regions, of which neither lies in the other: «Sunnybank, in Brisbane» is not
    in Gympie, and "a church in Kwara" not in Kebbi. Of what lies in a region of its own all is told that it lies in."""
    left, right = place_by_id(one), place_by_id(two)
    if left is None or right is None or one == two or "country" in (left.kind, right.kind):
        return False
    if one in right.parents or two in left.parents:
        return False
    nested = any(not is_country(parent) for parent in (*left.parents, *right.parents))
    return left.kind == right.kind or nested


def held_by_guess(a: Ref, b: Ref) -> frozenset[str] | None:
    """Where one of two places lies, if the other is a spot of which nothing says where it is: then `relation` takes it
    for a part of the first. None for any other two."""
    if _several(a.text) or _several(b.text):
        return None
    one, two = _located_text(a.text, a.entity), _located_text(b.text, b.entity)
    if one[2] == two[2] or relation(a, b) not in (PlaceRelation.INSIDE, PlaceRelation.CONTAINS):
        return None
    known, spot = (one, b) if one[2] else (two, a)
    return frozenset({known[0], *known[1]}) if is_unplaced(spot) else None


def is_unplaced(ref: Ref) -> bool:
    """Whether a place is a spot of which nothing says in what town or region it lies: «plaza San Francisco»."""
    _, around, known = _located_text(ref.text, ref.entity)
    return not known and all(is_country(one) for one in around)


def _is_proper(text: str) -> bool:
    return text[:1].isupper()


def is_called_after(text: str) -> bool:
    """Whether a place is only called after another one: «plaza San Francisco», "King Milan Square in Niš", but not «la
    plaza de Quito»."""
    words = text.partition(",")[0].partition(" in ")[0].split()
    if len(words) < 2:
        return False
    called = world_data("places")["called"]
    return (_is_proper(words[1]) and folded(words[0]) in called) or (
        _is_proper(words[-2]) and _is_proper(words[-1]) and folded(words[-1]) in called
    )


def _by_names(one: str, two: str) -> PlaceRelation:
    """Two places that no gazetteer has, both by proper names or both of one kind and a name («río Huallaga», «río
    Ucayali»): one when the names sound alike, else two."""
    (kind, left), (other, right) = _kind_and_name(one), _kind_and_name(two)
    roads = frozenset(world_data("places")["roads"])
    if kind != other and not (kind in roads and other in roads):
        return PlaceRelation.UNKNOWN
    if not (_is_proper(left) and _is_proper(right)):
        return PlaceRelation.UNKNOWN
    return PlaceRelation.EQUAL if names.sound(left) == names.sound(right) else PlaceRelation.DIFFERENT


def _kind_and_name(text: str) -> tuple[str, str]:
    """«autopista Puebla-Orizaba» → "autopista", "Puebla-Orizaba"; no kind where a name stands alone."""
    head = text.partition(",")[0].strip()
    kind, _, name = head.partition(" ")
    return (folded(kind), name.strip()) if not _is_proper(head) and _is_proper(name.strip()) else ("", head)


def far_inside(inner: Ref, outer: Ref) -> bool:
    """Whether the outer place is a country and the inner a town or spot in it, not one of its regions."""
    if not is_country(_located_text(outer.text, outer.entity)[0]):
        return False
    known = place_by_id(_located_text(inner.text, inner.entity)[0])
    return known is None or known.kind == "city"


def spot_in_town(inner: Ref, outer: Ref) -> bool:
    """Whether the outer place is a town and the inner a spot of which its own words tell that it lies there."""
    if _several(inner.text) or _several(outer.text):
        return False
    spot, town = _located_text(inner.text, inner.entity), _located_text(outer.text, outer.entity)
    return not spot[2] and town[2] and town[0] in _towns(spot[1])


def _towns(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in ids if (known := place_by_id(one)) is not None and known.kind == "city")


def place_keys(ref: Ref) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """By what a place finds its equals and what it lies in: its own ids, those around it, and its words, where it is a
    spot that no gazetteer knows or a town that is known by more than its name alone: «Camaná, en Arequipa». What is
    called by a common noun («una fábrica en Bogotá») is looked for in its town, not all over the country."""
    several = _several(ref.text)
    if several:
        wider = {one for name in several for one in _located_text(name.partition(":")[2], name)[1]}
        return tuple(sorted(several)), tuple(sorted(wider - several)), frozenset()
    own, around, known = _located_text(ref.text, ref.entity)
    named = known or ref.entity is not None
    return (own,), tuple(around) if named else _towns(around), _tokens(ref.text) if not known else _bare_words(own)


@lru_cache(maxsize=20_000)
def _bare_words(id_: str) -> frozenset[str]:
    place = place_by_id(id_)
    alone = find_place(place.name) if place is not None else None
    return frozenset() if place is None or alone is not None else _tokens(place.name)


def several_places(ref: Ref) -> bool:
    """Whether a place is several that are told together."""
    return bool(_several(ref.text))


@lru_cache(maxsize=20_000)
def _several(text: str) -> frozenset[str]:
    """The ids of a place that is several: «Turquía y Siria»."""
    if find_place(text) is not None or not set(folded(text).split()) & set(world_data("places")["joiners"]):
        return frozenset()
    found = frozenset(place.id for place in places_in(text))
    return found if len(found) > 1 else frozenset()


def _compound(a: Ref, b: Ref, left: frozenset[str], right: frozenset[str]) -> PlaceRelation:
    if left and right:
        if left == right:
            return PlaceRelation.EQUAL
        return (
            PlaceRelation.INSIDE
            if left < right
            else PlaceRelation.CONTAINS
            if right < left
            else PlaceRelation.DIFFERENT
        )
    single, many = (b, left) if left else (a, right)
    where = _located_text(single.text, single.entity)
    if where[0] in many or set(where[1]) & many:
        return PlaceRelation.CONTAINS if left else PlaceRelation.INSIDE
    return PlaceRelation.DIFFERENT if where[2] else PlaceRelation.UNKNOWN


@lru_cache(maxsize=20_000)
def _located_text(text: str, entity: str | None) -> tuple[str, tuple[str, ...], bool]:
    head, _, rest = text.partition(",")
    place = place_by_id(entity) or find_place(text) or (find_place(head) if entity is None else None)
    if place is not None:
        return place.id, place.parents, True
    if is_country(entity):
        return entity, (), True
    if entity is not None and is_called_after(text):
        text = text.partition(" in ")[2] or text.partition(" de ")[2]  # «hospital San José de Callao»
    inner = places_in(rest if entity is not None and rest else text)  # "Paris, Texas" lies in Texas alone
    parents = tuple(dict.fromkeys(one for found in inner for one in (found.id, *found.parents)))
    if entity is not None and rest:  # «Reshun, a village in Upper Chitral, in …»
        parents = tuple(dict.fromkeys((*parents, *(f"place:{slug(name)}" for name in _names_in(rest)))))
    if not parents:  # «la Amazonía peruana»
        parents = tuple(
            country for word in text.split()[1:] if word.islower() and (country := country_named(folded(word)))
        )
    return entity or f"place:{slug(text)}", parents, False


def _names_in(text: str) -> list[str]:
    """The names among words, without articles before them: «el municipio de La Esperanza» → "Esperanza"."""
    found: list[str] = []
    run: list[str] = []
    for word in (*_WORD_OR_COMMA.findall(text), ","):
        if (run and names.is_particle(word)) or (word[0].isupper() and (run or folded(word) not in articles())):
            run.append(word)
            continue
        while run and not run[-1][0].isupper():
            run.pop()
        if run:
            found.append(" ".join(run))
        run = []
    return found


def _tokens(text: str) -> frozenset[str]:
    words = folded(text).replace(",", " ").split()
    return frozenset(word for word in words if len(word) > 2 and word not in _fillers())


def _named(text: str) -> frozenset[str]:
    """The words of a place that are names."""
    return frozenset(folded(word) for word in text.replace(",", " ").split() if any(map(str.isupper, word)))


@cache
def _generic() -> frozenset[str]:
    return frozenset(map(folded, world_data("places")["generic"]))


@cache
def _fillers() -> frozenset[str]:
    return frozenset(world_data("places")["fillers"])
