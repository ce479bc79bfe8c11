"""Who speaks for whom: people, institutions and bodies of countries, and news agencies.

Names are data (parties.yaml, agencies.yaml). Ids: `country:ru`, `org:un`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache, lru_cache
from itertools import chain

from checker.languages import known
from checker.model.entity import is_country
from checker.world.gazetteer import articles, country_codes, demonyms, places, places_in
from checker.world.lookup import folded, world_data

LONGEST = 120  # letters of the name of a body
JOINING = 4  # letters of the small words within a name: «para»
STANDING = 2  # words, without its article, of what stands for a speaker named before: «el citado organismo»


@cache
def _parties() -> dict[str, str]:
    data = world_data("parties")
    out = {folded(name): party for party, listed in data["people"].items() for name in listed}
    out |= {folded(name): party for party, listed in data["institutions"].items() for name in listed}
    return out


@cache
def _between() -> frozenset[str]:
    return frozenset(world_data("parties")["between"])


def goes_between(party: str) -> bool:
    """Whether a body is on no side of what others agree on: the United Nations, the Red Cross."""
    return party in _between()


def numbered() -> tuple[str, ...]:
    """The names of bodies that end in a number, as they are written: «M23»."""
    listed = chain.from_iterable(world_data("parties")["institutions"].values())
    return tuple(sorted(name for name in listed if name.isalnum() and name[-1].isdecimal()))


@cache
def _known_persons() -> frozenset[str]:
    return frozenset(folded(name) for listed in world_data("parties")["people"].values() for name in listed)


@lru_cache(maxsize=20_000)
def is_known_person(name: str) -> bool:
    """Whether a family name is one that news gives without a given name."""
    return folded(name) in _known_persons()


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
    data = world_data("agencies")
    known = data["agencies"]
    return Agencies(
        {folded(name): agency for agency, one in known.items() for name in (agency, *one.get("names", ()))},
        {host: agency for agency, one in known.items() for host in one.get("hosts", ())},
        {folded(words): agency for agency, one in known.items() for words in one.get("closings", ())},
        tuple(sorted((folded(words) for words in data["credits"]), key=len, reverse=True)),
        frozenset(folded(words) for words in data["desks"]),
    )


@lru_cache(maxsize=20_000)
def party_of(text: str) -> str | None:
    """For whom somebody speaks: by name, as a country or its capital, or as an official body of one.

    «la inteligencia ucraniana» → country:ua, «el Kremlin» → country:ru, `org:us-intelligence` → country:us. A
    region, a city or an opposition speaks for itself, not for its country.
    """
    if is_country(text):
        return text
    is_id = re.match(r"(org|person|place):", text) is not None
    words = folded(text.partition(":")[2] if is_id else text).split()
    named = _named_party(words if is_id else [_unless_small(word) for word in _split(text)])
    if named is not None:
        return named
    if _own_voice() & set(words):
        return None
    bare = [word for word in words if word not in articles()]
    whole = places().get(" ".join(bare))
    if whole is not None and (whole.kind == "country" or whole.capital):
        return whole.country
    inner = places_in(_without_names(text) if not is_id else " ".join(words))
    if any(place.kind != "country" and not place.capital for place in inner):
        return None
    countries = {place.country for place in inner}
    if re.search(r"\bU\.?S\b", text):  # folded, it would be a pronoun
        countries.add("country:us")
    if is_id and len(words[0]) == 2:
        countries |= {f"country:{words[0]}"} if words[0].upper() in country_codes() else set()
    if len(countries) == 1 and (is_id or _official() & {word[:6] for word in words} or len(bare) <= 2):
        return countries.pop()
    return None


def _without_names(text: str) -> str:
    """A speaker's words without a capital that only begins a name: «Washington Toapanta», "The Moscow Times"."""
    words = text.split()
    kept = []
    for at, word in enumerate(words):
        behind = words[at + 1] if at + 1 < len(words) else ""
        place = places().get(folded(word))
        named = place is not None and place.capital and behind[:1].isupper() and folded(behind)[:6] not in _official()
        if not named or f"{folded(word)} {folded(behind)}" in places():
            kept.append(word)
    return " ".join(kept)


def party_of_shared(text: str, named: Iterable[str | None]) -> str | None:
    """For whom a body speaks whose name several states' bodies share («el CNE»), where a text names some
    countries: for the only one of them that has it, for the first that has it where the text names no country."""
    words = [word for word in folded(text).split() if word not in articles()]
    listed = _shared().get(" ".join(words), ())
    if not listed:
        return None
    countries = {country for country in named if country is not None}
    told = [country for country in listed if country in countries]
    if len(told) == 1:
        return told[0]
    return None if countries else listed[0]


@cache
def _shared() -> dict[str, list[str]]:
    shared: dict[str, list[str]] = world_data("parties")["shared"]
    return {folded(name): [f"country:{code.lower()}" for code in codes] for name, codes in shared.items()}


class OfState(Enum):
    """What a speaker's words say of whose they are, beyond the country that they may name."""

    AT_HOME = auto()  # a body or an office that every state has: of the one where it happened
    ABROAD = auto()  # the same, and it speaks of what happens elsewhere, too
    STANDS_IN = auto()  # whoever spoke before: «el organismo»


@lru_cache(maxsize=20_000)
def of_state(text: str) -> OfState | None:
    """Whether a speaker is one of a state's, whichever that is; no region's, town's, company's or party's is."""
    data, told = _of_state(), f" {folded(text)} "
    words = {word for word in told.split() if word not in articles()}
    if any(f" {phrase} " in told for phrase in data["others"]) or _own_voice() & words:
        return None
    for kind, state in (("abroad", OfState.ABROAD), ("words", OfState.AT_HOME)):
        named = next((phrase for phrase in data[kind] if f" {phrase} " in told), None)
        if named is not None:
            return None if _is_regional(told.replace(f" {named} ", " ", 1)) else state
    if data["nationwide"].keys() & words and data["bodies"].keys() & words:
        return None if _is_regional(told) else OfState.AT_HOME
    return OfState.STANDS_IN if len(words) <= STANDING and data["stand_ins"].keys() & words else None


def _is_regional(text: str) -> bool:
    return any(place.kind != "country" and not place.capital for place in places_in(text))


@cache
def _of_state() -> dict[str, dict[str, None]]:
    listed = world_data("parties")["of_state"].items()  # longer names before those that they hold
    return {key: dict.fromkeys(sorted(map(folded, names), key=lambda one: (-len(one), one))) for key, names in listed}


def spelled_out(initials: str, text: str) -> str | None:
    """The name behind which a text gives the initials of a body: «Secretaría de Riesgos (SNGR)»."""
    at = text.find(f"({initials})")
    words = re.split(r"[.,;:()]", text[max(0, at - LONGEST) : max(0, at)])[-1].split()
    first = len(words)
    while first and (words[first - 1][0].isupper() or len(words[first - 1]) <= JOINING):
        first -= 1
    while first < len(words) and words[first].islower():
        first += 1
    return " ".join(words[first:]) or None


def party_of_person(name: str) -> str | None:
    """For whom somebody known by name speaks; a country in a name («Jim Jordan») says nothing."""
    words = _split(name)
    whole = _parties().get(" ".join(map(folded, words)))  # «Kim Jong Un», whose last word is no United Nations
    return whole or _named_party([_unless_small(word) for word in words])


@cache
def _bodies() -> dict[str, str]:
    return {folded(word): folded(line[0]) for line in world_data("parties")["same_body"] for word in line}


@cache
def _named_bodies() -> list[tuple[str, str]]:
    """Every name of a body as folded words between blanks, the longest first, with the body it stands for."""
    lines = world_data("parties")["bodies"]
    found = [(f" {folded(name)} ", folded(line[0])) for line in lines for name in line]
    return sorted(found, key=lambda one: (-len(one[0]), one))


@lru_cache(maxsize=20_000)
def body_of(text: str) -> str | None:
    """The one body that goes by several names («NIS», «Servicio Nacional de Inteligencia») that a text holds."""
    told = f" {folded(text)} "
    return next((body for name, body in _named_bodies() if name in told), None)


@lru_cache(maxsize=20_000)
def body_words(text: str) -> tuple[str, ...]:
    """By which words a body is known again, in either language: «el ministro de Sanidad» and "health ministry" give
    the same, and so do «la inteligencia surcoreana» and "South Korean intelligence". Short words and endings tell
    nothing apart."""
    words = folded(text).split()
    found: set[str] = set()
    at = 0
    while at < len(words):
        size, country = next(
            ((size, one) for size in (2, 1) if (one := country_named(" ".join(words[at : at + size])))), (1, None)
        )
        word = country or _bodies().get(words[at], words[at])
        if country or len(word) > 3:
            found.add(country or word[:5])
        at += size
    return tuple(sorted(found))


def is_federal(country: str) -> bool:
    """Whether the states or provinces of a country have ministers of their own."""
    return country.removeprefix("country:") in world_data("parties")["federal"]


def country_named(phrase: str) -> str | None:
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
    names = (name for names in world_data("parties")["institutions"].values() for name in names)
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
    return frozenset(folded(word)[:6] for word in world_data("parties")["official"])


@cache
def _own_voice() -> frozenset[str]:
    return frozenset(folded(word) for word in world_data("parties")["own_voice"])
