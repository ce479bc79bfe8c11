"""Whose an office is that does not say so: of the country where somebody was given it, or the only one of a text; and
who heads the police or the central bank of which country, whatever that post is called.

In: holdings, places. Out: the office and its owner as they are told on. A foreign minister abroad, and the ministers of
provinces and states, stay without an owner.
"""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache

from checker import world
from checker.languages import language
from checker.model.entity import is_body, is_country
from checker.model.statement import Ref
from checker.reading.layers import Layers, NameHit, between
from checker.reading.offices.officeholding import Holding
from checker.reading.offices.officephrases import UNION
from checker.reading.text.words import fold, words_of

CHIEF = "chief"


@cache
def _headed(lang: str) -> dict[str, str]:
    return {fold(word): body for word, body in language(lang).offices.headed.items()}


def owner(layers: Layers, one: Holding) -> Ref | None:
    """The country of a minister who is told of without one."""
    lang = one.sentence.lang or ""
    data = language(lang).offices
    if not is_of_country(one):
        return None
    told = _told(layers, one) if one.named else _countries(layers.places)
    if not one.named and one.office.entity in {f"office:{kind}" for kind in data.travelling}:
        return None
    if len(told) != 1:
        return None
    [country] = told
    named = any(hit.country == country and (hit.demonym or hit.entity == country) for hit in layers.places)
    if not named or world.is_federal(country):
        return None
    return Ref(world.country_name(country, lang), country)


def is_of_country(one: Holding) -> bool:
    """Whether an office is one that countries have: a minister's, and no mayor's."""
    kinds = language(one.sentence.lang or "").offices.of_countries
    return any(fnmatchcase(one.office.entity or "", f"office:{kind}") for kind in kinds)


def headed(layers: Layers, one: Holding, of: Ref | None) -> tuple[Ref, Ref | None]:
    """«director de la Policía boliviana», "head of Ghana's police": one office of that country. A body that is told of
    by its own name («Banco Central de Chile») is left as it is."""
    lang = one.sentence.lang or ""
    data, bodies = language(lang).offices, _headed(lang)
    kind = (one.office.entity or "").removeprefix("office:")
    if of is None or not bodies:
        return one.office, of
    country = of.entity if is_country(of.entity) else None
    if kind in data.chiefs and is_body(of.entity):
        words = [word.text for word in words_of(of.text) if word.is_word]
        demonyms = {word: found for word in words if (found := _country(word, lang)) is not None}
        if any(word[0].isupper() and word not in demonyms for word in words):
            return one.office, of  # a body by its own name
        body = bodies.get(" ".join(fold(word) for word in words if word not in demonyms and not _is_small(word, lang)))
        told = set(demonyms.values()) or _told(layers, one)
        country = told.pop() if len(told) == 1 else None
    else:
        head, _, rest = kind.rpartition("-")
        body = bodies.get(head.replace("-", " ")) if rest in data.chiefs else None
    if body is None or country is None:
        return one.office, of
    return Ref(one.office.text, f"office:{body}-{CHIEF}"), Ref(of.text, country)


def _told(layers: Layers, one: Holding) -> set[str]:
    """The countries of the sentence, else of the text."""
    here = between(layers.places, one.sentence.start, one.sentence.end)
    return _countries(here) or _countries(layers.places)


def _countries(hits: Sequence[NameHit]) -> set[str]:
    """Those that are named, by themselves or by their people; a union of them is none."""
    named = (hit.country for hit in hits if hit.demonym or hit.capital or hit.entity == hit.country)
    return {country for country in named if country is not None and country != UNION}


def _country(word: str, lang: str) -> str | None:
    bare = world.without_possessive(word)
    place = world.find_place(bare) if bare[0].isupper() else None
    return world.country_of_demonym(bare, lang) or (
        place.id if place is not None and place.id == place.country else None
    )


def _is_small(word: str, lang: str) -> bool:
    counting = language(lang).counting
    return fold(word) in {fold(one) for one in (*counting.determiners, *language(lang).small.of)}
