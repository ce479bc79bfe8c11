"""A language's titles, and the words that are no name, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from checker.languages import language
from checker.languages.schema import LanguageData
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold, fold_all, marked, remembered

ADULT = 20  # ages below are written in words: «X, five,»


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A language's titles and the words that are no name, folded."""

    lang: str
    titles: frozenset[str]
    honorifics: frozenset[str]  # of these, those that only a name follows
    organisations: frozenset[str]
    never: frozenset[str]
    calendar: frozenset[str]
    joins: frozenset[str]
    purposes: frozenset[str]  # behind an office, before what it is for
    portfolios: frozenset[str]
    long_portfolios: Phrases[bool]  # those of several words: «Educación Pública»
    long_titles: Phrases[bool]  # titles of several words: "superintendent of police"
    nobles: frozenset[str]  # titles that belong to a name of one word: "Lord Goldring"
    bare_of: frozenset[str]  # «de» without an article
    modifiers: frozenset[str]  # «adjunto», of offices
    local: frozenset[str]  # titles of a town's or region's offices
    articles: frozenset[str]
    contracted: frozenset[str]  # «del», an article inside
    objects: frozenset[str]  # «a», before somebody to whom something is done
    located: frozenset[str]
    called: frozenset[str]
    relative: frozenset[str]
    age: frozenset[str]
    spans: frozenset[str]  # "day", of time
    young: frozenset[str]  # the words of numbers that are a child's age
    verbs: frozenset[str]
    facilities: frozenset[str]
    territories: frozenset[str]  # «distrito», "village"
    no_join: frozenset[str]
    generations: frozenset[str]
    things: frozenset[str]
    small_months: bool
    relatives: frozenset[str]
    saints: frozenset[str]
    untold: frozenset[str]  # as they are written
    alias: re.Pattern[str]  # all that stands between a name and another name of the same person, folded
    changes: frozenset[str]  # verbs of taking, giving and losing an office
    appointed: frozenset[str]  # of these, those of giving
    instead: Phrases[bool]  # «en lugar de X»
    relieves: Phrases[bool]  # the same, of several words
    died: Phrases[bool]
    being: Phrases[bool]
    holders: frozenset[str]  # words of offices that only a person holds
    body_first: bool  # «Hospital Central» beside "Central Hospital"


def _titles(data: LanguageData) -> list[str]:
    """The titles, those of offices among them, also with what says that they are over: «exalcaldesa»."""
    known = {
        *data.persons.titles,
        *data.persons.relatives,
        *(title for title in (*data.offices.titles, *data.offices.posts) if " " not in title),
    }
    return [*known, *(prefix + title for prefix in data.offices.former_prefix for title in known)]


def _between(phrases: Iterable[str], articles: Iterable[str]) -> re.Pattern[str]:
    """«, alias », «, conocido como "el »: a phrase, with signs before it and an article and signs behind."""
    told, led = ("|".join(re.escape(fold(one)) for one in some) or "(?!)" for some in (phrases, articles))
    return re.compile(rf"(?:\W*|,[^.;:]*\s)(?:{told})\W*(?:(?:{led})\W+)?")


@remembered
def person_words(lang: str) -> PersonWords:
    """The person words of a language."""
    data = language(lang)
    titles, calendar = fold_all(_titles(data)), {*data.dates.months, *data.dates.weekdays}

    return ready(
        PersonWords,
        data.persons,
        lang=lang,
        titles=titles,
        calendar=fold_all([*calendar]),
        joins=fold_all(data.places.joins),
        objects=fold_all(data.counting.objects),
        generations=fold_all([*data.persons.generations, *data.persons.spelled_generations]),
        contracted=fold_all(data.hedges.contractions.values()),
        modifiers=fold_all(data.offices.modifiers) - titles,
        local=fold_all(
            prefix + title
            for title, office in data.offices.titles.items()
            if office in data.offices.local
            for prefix in ("", *data.offices.former_prefix)
        ),
        purposes=fold_all([*data.offices.of, *data.offices.about]),
        portfolios=frozenset(fold(name).split()[0] for name in data.offices.portfolios),
        long_titles=Phrases((title, True) for title in data.offices.titles if " " in title),
        long_portfolios=Phrases((name, True) for name in data.offices.portfolios if " " in name),
        located=fold_all([*data.places.located, *data.persons.located]),
        verbs=fold_all(data.claims.verbs),
        facilities=fold_all(word + end for word in data.places.facilities for end in ("", *data.places.plurals)),
        territories=fold_all(word for words in data.places.general.values() for word in words),
        spans=fold_all(data.dates.units),
        young=fold_all(word for word, value in data.numbers.words.items() if 1 < value < ADULT),
        untold=frozenset(data.persons.untold),
        alias=_between(data.persons.alias, data.persons.articles),
        changes=fold_all([*data.offices.appointed, *data.offices.resigned, *data.offices.replaced]),
        appointed=fold_all(data.offices.appointed),
        instead=Phrases((phrase, True) for phrase in data.offices.instead),
        relieves=Phrases((phrase, True) for phrase in (*data.offices.relieves, *data.offices.is_next)),
        died=marked(data.offices.died),
        being=marked([*data.offices.is_now, *data.offices.was]),
        holders=fold_all({*data.offices.titles, *data.offices.posts} - {*data.offices.weak}),
        body_first=not data.offices.portfolio_first,
    )
