"""Places, and the adjectives and people of countries.

Country names come from CLDR, large cities from GeoNames, the rest from the YAML files beside this one. Look-ups go by
folded text, so accents and capitals do not matter. Ids: `country:kp`, `place:kursk`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError

from checker.languages import known, language
from checker.world.cities import City, geonames
from checker.world.lookup import folded, slug, world_data

AND = " & "  # between the two names of a country, in CLDR
CITY_SIZE = 150_000  # people; smaller cities share their names with too much else


@dataclass(frozen=True, slots=True)
class Place:
    """`parents` are the ids of what it lies in, nearest first. `capital`: it may stand for its government."""

    id: str
    name: str
    kind: str  # country | region | city
    country: str
    parents: tuple[str, ...] = ()
    capital: bool = False


def places() -> dict[str, Place]:
    """Every place by every folded name. Countries win over regions, regions over cities, larger over smaller."""
    return _places(known())


@cache
def _places(languages: tuple[str, ...]) -> dict[str, Place]:
    data = world_data("places")
    first = {name: group[0] for group in data["same"] for name in group}
    within: dict[str, str] = data["within"]
    out: dict[str, Place] = dict(_cities(frozenset(folded(name) for name in data["not_places"])))
    for code, cities in data["cities"].items():
        country = f"country:{code.lower()}"
        for name, *others in cities:
            city = out.get(folded(name)) or Place(f"place:{slug(name)}", name, "city", country, (country,))
            out |= dict.fromkeys(map(folded, (name, *others)), city)
    for code, listed in data["regions"].items():
        for name in listed:
            out[folded(name)] = _region(first.get(name, name), code.lower(), within, first)
    unnamed = dict(out)  # before a country takes a name: «Granada»
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
    for name, codes in data["namesakes"].items():
        key, country = folded(name), f"country:{codes[0].lower()}"
        if key in out and out[key].country != country:
            known = (one for one in (unnamed.get(key), *towns_of(name)) if one is not None and one.country == country)
            place = next(known, None) or Place(f"place:{slug(name)}", name, "city", country, (country,))
            out[key] = replace(place, id=f"place:{slug(name)}")
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


_NO_LANDS = ("ZZ", "QO", "XA", "XB", "EZ", "EU", "UN")  # codes that are no country or territory


def _territories() -> Iterator[tuple[str, str]]:
    for lang in known():
        for code, name in (_locale(lang) or Locale("en")).territories.items():
            if len(code) == 2 and code.isalpha() and code not in _NO_LANDS:
                yield code, name
                if AND in name:
                    yield code, name.replace(AND, f" {language(lang).small.ands[0]} ")  # "Trinidad and Tobago"


def _cities(unwanted: frozenset[str]) -> Iterator[tuple[str, Place]]:
    large = sorted((one for one in geonames() if one.population >= CITY_SIZE), key=lambda one: one.population)
    own = {folded(city.name) for city in large}
    for city in large:
        country = f"country:{city.code.lower()}"
        id = _id_in(city.name, city.code)
        place = Place(id, city.name, "city", country, _around(id, city))
        known = {folded(city.name)} | set(map(folded, city.others)) - own  # a quarter of Tijuana is called Zaragoza
        # in one order in every run: the last place of an id stands for it
        yield from ((key, place) for key in sorted(known) if key not in unwanted and len(key) > 3)


def _around(id: str, city: City) -> tuple[str, ...]:
    """What a city of GeoNames lies in: its region, if one is known that is not called as the city is, and country."""
    region = _divisions().get((city.code, city.division))
    country = f"country:{city.code.lower()}"
    return (country,) if region is None or region == id else (region, country)


def _id_in(name: str, code: str) -> str:
    """The id of a place in a country, by its ISO code: of namesakes, the one that is meant where nothing tells has the
    bare name."""
    own = f"place:{slug(name)}"
    return f"{own}-{code.lower()}" if (folded(name), code) in _elsewhere() else own


@cache
def _elsewhere() -> frozenset[tuple[str, str]]:
    """The namesakes of better known places: folded name and ISO code."""
    return frozenset(
        (folded(name), code) for name, codes in world_data("places")["namesakes"].items() for code in codes[1:]
    )


@cache
def _divisions() -> dict[tuple[str, str], str]:
    """The id of a region by ISO code and GeoNames' code of it."""
    data = world_data("places")
    first = {name: group[0] for group in data["same"] for name in group}
    return {
        (code, number): _id_in(first.get(name, name), code)
        for code, listed in data["admin1"].items()
        for number, name in listed.items()
    }


@cache
def _towns() -> tuple[dict[str, tuple[Place, ...]], dict[str, Place]]:
    """The cities too small to be known by their name alone: by folded name, and by id."""
    by_name: dict[str, tuple[Place, ...]] = {}
    by_id: dict[str, Place] = {}
    shared: dict[tuple[str, ...], tuple[str, ...]] = {}  # what lies around many towns, held once
    for city in geonames():
        if city.population < CITY_SIZE:
            id = f"place:{slug(city.name)}-{city.code.lower()}"
            around = _around(id, city)
            around = shared.setdefault(around, around)
            place = Place(id, city.name, "city", around[-1], around)
            key = folded(city.name)
            by_name[key] = (*by_name.get(key, ()), place)
            by_id[place.id] = place
    return by_name, by_id


def towns_of(text: str) -> tuple[Place, ...]:
    """The smaller towns of a name: places where a text says so, and is about their country."""
    return _towns()[0].get(folded(text), ())


@cache
def _namesakes() -> dict[str, tuple[Place, ...]]:
    """The places of one name in several countries, by folded name; the one that is meant where nothing tells first."""
    out = {}
    for name, codes in world_data("places")["namesakes"].items():
        known = places().get(folded(name))
        first = known or Place(f"place:{slug(name)}", name, "city", f"country:{codes[0].lower()}")
        others = [code for code in codes if f"country:{code.lower()}" != first.country]
        out[folded(name)] = first, *(_namesake(name, code) for code in others)
    return out


def _namesake(name: str, code: str) -> Place:
    country = f"country:{code.lower()}"
    if (code, name) in _lands():
        return Place(country, name, "country", country)
    return Place(_id_in(name, code), name, "city", country, (country,))


@cache
def _lands() -> frozenset[tuple[str, str]]:
    return frozenset(_territories())


def namesakes(name: str) -> tuple[Place, ...]:
    """All places of a name that several bear, the best known first; none where a name is one place's."""
    return _namesakes().get(folded(name), ())


_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=1_000)
def called(name: str) -> frozenset[str]:
    """The ids of all places that a name may stand for: those of the lists, its namesakes, and what is in no list."""
    place = find_place(name)
    known = (*((place,) if place is not None else ()), *namesakes(name), *towns_of(name))
    return frozenset(one.id for one in known) | (frozenset() if place is not None else {f"place:{slug(name)}"})


def without_possessive(text: str) -> str:
    """A name without what makes it an owner: "Iran's" → "Iran"."""
    return _POSSESSIVE.sub("", text) if text.endswith(("s", "'", "’")) else text


@cache
def capital_of(country: str) -> Place | None:
    """The capital of a country: `country:pe` → `place:lima`."""
    return next((one for one in places().values() if one.capital and one.country == country), None)


def is_name(text: str) -> bool:
    """Whether a place has exactly this name, its article included: «El Cairo», but not «el Barcelona»."""
    return folded(text) in places()


_TOWN = re.compile(r"^place:.+-[a-z]{2}$")


@cache
def _by_id() -> dict[str, Place]:
    # the last of one id stands for it: what has most above it (a region, and not the city of its name), then a city,
    # and of cities the capital
    ranked = sorted(places().values(), key=lambda place: (len(place.parents), place.kind == "city", place.capital))
    return {place.id: place for place in ranked}


def place_by_id(entity: str | None) -> Place | None:
    """The place of an id, or None where the gazetteer lacks it."""
    if entity is None:
        return None
    known = _by_id().get(entity)
    if known is None and _TOWN.search(entity):
        return _namesakes_by_id().get(entity) or _towns()[1].get(entity)
    return known


@cache
def _namesakes_by_id() -> dict[str, Place]:
    return {place.id: place for several in _namesakes().values() for place in several}


@lru_cache(maxsize=20_000)
def find_place(text: str) -> Place | None:
    """The place of a name as written, with or without an article before it («la India»)."""
    key = folded(text)
    known = places()
    found = known.get(key)
    if found is None:
        first, _, rest = key.partition(" ")
        found = known.get(rest) if first in articles() else None
    return found


_FIRST = re.compile(r"[^\W_]*")


_PARTS = re.compile(r"[^\W_]+")


@cache
def _place_beginnings() -> dict[str, int]:
    """By first word, the words of the longest name that begins with it; an article may stand before any name."""
    longest: dict[str, int] = {}
    for name in places():
        first = _first(name)
        longest[first] = max(longest.get(first, 1), len(_PARTS.findall(name)))
    return longest | dict.fromkeys(articles(), max(longest.values()) + 1)


def _first(key: str) -> str:
    found = _FIRST.match(key)
    return found.group() if found else ""


def begins_place(word: str) -> int:
    """How many words the name of a place may have that begins with one: «Nueva», «Lima», and any article («la
    India»); 0 where none does."""
    return _place_beginnings().get(_first(folded(word)), 0)


@cache
def _inside_places() -> frozenset[str]:
    return frozenset(word for name in places() for word in _PARTS.findall(name)[1:])


def goes_on_place(word: str) -> bool:
    """Whether a word may stand in the name of a place behind another: «York», «Lima» behind an article."""
    return _first(folded(word)) in _inside_places() or begins_place(word) > 0


@cache
def demonyms(lang: str) -> dict[str, str]:
    """Every form of every demonym of a language, folded → country id."""
    out: dict[str, str] = {}
    shipped = {code: forms.get(lang, ()) for code, forms in world_data("demonyms").items()}
    told = language(lang).places
    for code, forms in (*shipped.items(), *told.demonyms.items()):
        for form in forms:
            for one in (form, *ended(form, told.demonym_endings)):
                out.setdefault(folded(one), f"country:{code.lower()}")
    return out


def ended(form: str, endings: dict[str, list[str]]) -> Iterator[str]:
    """The further forms of an adjective, by the longest ending that it has."""
    ending = max((one for one in endings if form.endswith(one)), key=len, default=None)
    yield from (form.removesuffix(ending) + one for one in endings[ending]) if ending is not None else ()


@cache
def _demonym_beginnings(lang: str) -> frozenset[str]:
    return frozenset(one.split(" ")[0] for one in demonyms(lang))


@lru_cache(maxsize=20_000)
def begins_demonym(word: str, lang: str) -> bool:
    """Whether a demonym may begin with a word: «norcoreano», «saudí»."""
    return folded(word).split(" ")[0] in _demonym_beginnings(lang)


@lru_cache(maxsize=20_000)
def country_of_demonym(word: str, lang: str) -> str | None:
    """`norcoreanos` → `country:kp`."""
    return demonyms(lang).get(folded(word))


@cache
def country_name(entity: str, lang: str) -> str:
    """A country's name in a language; the id itself when it has none."""
    code = entity.removeprefix("country:").upper()
    name = (_locale(lang) or Locale("en")).territories.get(code)
    return str(name) if name else entity


_APART = re.compile(r"[,;()]|['’]s(?= )")  # what ends a name inside a text


@lru_cache(maxsize=2_000)
def places_in(text: str) -> tuple[Place, ...]:
    """The places that words name, countries also by their adjectives, left to right."""
    words = folded(_APART.sub(" , ", text)).split()
    table = places()
    found = []
    at = 0
    while at < len(words):
        for size in range(min(4, len(words) - at), 0, -1):
            place = table.get(" ".join(words[at : at + size]))
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
    return tuple(found)


@lru_cache(maxsize=20_000)
def country_of(text: str) -> str | None:
    """The one country that words name, by itself or by its adjective: «norcoreanos», "North Korean troops"."""
    countries = {place.country for place in places_in(text)}
    return countries.pop() if len(countries) == 1 else None


def country_of_host(host: str) -> str | None:
    """The country whose letters a host ends with: `elfaro.mx`; not those that anybody anywhere takes."""
    hosts = world_data("places")["hosts"]
    code = host.rpartition(".")[2].casefold()
    code = hosts["others"].get(code, code)
    return f"country:{code}" if code not in hosts["anybody"] and code.upper() in country_codes() else None


@cache
def articles() -> frozenset[str]:
    """Articles of any language, folded."""
    return frozenset(world_data("places")["articles"])


@cache
def _features() -> dict[str, str]:
    return {slug(word): kind for kind, words in world_data("places")["features"].items() for word in words}


def feature(word: str) -> str | None:
    """The kind of nature's place that a word of any language is, in English: `lago` → `lake`. `word`: as in an id."""
    return _features().get(word)


@cache
def country_codes() -> frozenset[str]:
    """The ISO codes of every country and territory: KP."""
    return frozenset(code for code, _ in _territories())
