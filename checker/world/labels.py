"""What ids are called in a language, for people to read: `country:kp` is «Corea del Norte», `office:health-minister`
«ministro de Sanidad». The words come from the language files; an id without any is shown as its own words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from checker.languages import known, language
from checker.model.entity import is_country
from checker.model.statement import Named
from checker.world import country_name, party_label, place_by_id, state_body_label

INITIALS, PARTICLE = 4, 3  # letters at most of a name that is initials, of a word that joins others


@lru_cache(maxsize=20_000)
def entity_label(entity: str, lang: str) -> str:
    """The name of an entity, or of several joined with `+`; never empty."""
    if "+" in entity:
        return ", ".join(entity_label(one, lang) for one in entity.split("+"))
    kind, _, name = entity.rpartition(":")
    if kind == "country":
        return country_name(entity, lang)
    if kind == "office":
        return office_label(name, lang)
    if kind == "person":
        return _words(name).title()
    if kind == "org":
        return state_body_label(entity, lang) or _organisation(_words(name))
    place = place_by_id(entity) if kind else None
    if place is not None:
        return place.name
    return _capitalised(_words(name)) if kind == "place" else _words(name)


def named_label(value: Named, lang: str) -> str:
    """A name as the article writes it; a country, which articles also call by its people, and a party that is called
    otherwise in the language, as it is called there."""
    entity = value.entity or ""
    if is_country(entity):
        return entity_label(entity, lang)
    return party_label(entity, lang) or value.name


def cause_label(cause: str, lang: str) -> str:
    """The first word that a language has for a cause: «terremoto» for `earthquake`."""
    words = language(lang).causes.get(cause) if lang in known() else None
    return words[0] if words else _words(cause)


def is_cause(word: str) -> bool:
    """Whether the language files have words for such a cause."""
    return any(word in language(lang).causes for lang in known())


def office_label(office: str, lang: str) -> str:
    """A title («presidente»), or a post with its portfolio: «ministro de Sanidad», "health minister"."""
    if lang not in known():
        return _words(office)
    offices = language(lang).offices
    portfolio, _, post = office.rpartition("-")
    named = _first(offices.portfolios, portfolio)
    held = _first(offices.posts, post)
    if named and held:
        return f"{named} {held}" if offices.portfolio_first else f"{held} {offices.of[0]} {named.capitalize()}"
    own = _words(office)
    return own if offices.titles.get(own) == office else _first(offices.titles, office) or held or own


def _first(names: Mapping[str, str], wanted: str) -> str:
    return next((name for name, one in names.items() if one == wanted), "")


def _organisation(words: str) -> str:
    """With capitals: initials («NATO»), or the words that mean something («Partido de Todos»)."""
    if len(words) <= INITIALS:
        return words.upper()
    return " ".join(one if len(one) <= PARTICLE else one.capitalize() for one in words.split(" "))


def _capitalised(words: str) -> str:
    """As a place is written: «El Obeid», «San Juan de la Maguana»."""
    return " ".join(one if len(one) <= PARTICLE and at else one.capitalize() for at, one in enumerate(words.split(" ")))


def _words(name: str) -> str:
    return name.replace("-", " ")
