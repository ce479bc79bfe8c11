"""A language's titles, and the words that are no name, ready for look-up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.reading.words import fold


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A language's titles and the words that are no name, folded."""

    lang: str
    titles: frozenset[str]
    organisations: frozenset[str]
    never: frozenset[str]
    calendar: frozenset[str]
    joins: frozenset[str]
    portfolios: frozenset[str]
    bare_of: frozenset[str]  # «de» without an article
    local: frozenset[str]  # titles of a town's or region's offices
    articles: frozenset[str]
    located: frozenset[str]
    called: frozenset[str]
    relative: frozenset[str]
    age: frozenset[str]
    verbs: frozenset[str]
    facilities: frozenset[str]
    no_join: frozenset[str]
    generations: frozenset[str]
    things: frozenset[str]
    body_first: bool  # «Hospital Central» beside "Central Hospital"


@cache
def person_words(lang: str) -> PersonWords:
    """The person words of a language."""
    data = language(lang)
    calendar = {*data.dates.months, *data.dates.weekdays}

    def plain(words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(fold, words))

    return PersonWords(
        lang=lang,
        titles=plain(data.persons.titles),
        organisations=plain(data.persons.organisations),
        never=plain(data.persons.never),
        calendar=plain([*calendar]),
        joins=plain(data.places.joins),
        bare_of=plain(data.persons.bare_of),
        local=plain(title for title, office in data.offices.titles.items() if office in data.offices.local),
        portfolios=frozenset(fold(name).split()[0] for name in data.offices.portfolios),
        articles=plain(data.persons.articles),
        located=plain([*data.places.located, *data.persons.located]),
        called=plain(data.persons.called),
        relative=plain(data.persons.relative),
        age=plain(data.persons.age),
        verbs=plain(data.claims.verbs),
        facilities=plain(data.places.facilities),
        no_join=plain(data.persons.no_join),
        generations=plain(data.persons.generations),
        things=plain(data.persons.things),
        body_first=not data.offices.portfolio_first,
    )
