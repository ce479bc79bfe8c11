"""The words of agreements and visits of a language, made ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.reading.text.ready import ready
from checker.reading.text.words import fold_all


@dataclass(frozen=True, slots=True)
class EventGrammar:
    """What one fact is told with, folded: `acts` are lemmas of verbs and nouns, `things` what they are done to,
    `told` the verbs alone."""

    acts: frozenset[str]
    participles: frozenset[str]
    things: frozenset[str]
    told: frozenset[str]


@cache
def event_grammars(lang: str) -> dict[str, EventGrammar]:
    """The event words of a language, by fact."""
    data = language(lang).events

    return {
        fact: EventGrammar(
            acts=fold_all((*data.verbs.get(fact, ()), *data.nouns.get(fact, ()))),
            participles=fold_all(data.participles.get(fact, ())),
            things=fold_all(data.things.get(fact, ())),
            told=fold_all((*data.verbs.get(fact, ()), *data.participles.get(fact, ()))),
        )
        for fact in dict.fromkeys((*data.verbs, *data.participles))
    }


@cache
def definite_words(lang: str) -> frozenset[str]:
    """The articles and pronouns before what is known already, folded."""
    return fold_all(language(lang).places.definite)


@cache
def host_words(lang: str) -> frozenset[str]:
    """The words beside a country that only mediates or lends its capital, folded."""
    return fold_all(language(lang).events.hosts)


@dataclass(frozen=True, slots=True)
class PactWords:
    """What stands before the parties of an agreement: «entre», «con»; folded."""

    among: frozenset[str]
    with_whom: frozenset[str]
    told_with_parties: frozenset[str]


@cache
def pact_words(lang: str) -> PactWords:
    """The words before the parties of an agreement, of a language."""
    return ready(PactWords, language(lang).events)


@dataclass(frozen=True, slots=True)
class VisitWords:
    """The words of visiting of one language, folded; see `EventWords`."""

    visits: Mapping[str, frozenset[str]]  # by fact
    reaching: Mapping[str, frozenset[str]]
    on_the_way: frozenset[str]
    going: frozenset[str]
    seats: frozenset[str]
    told: frozenset[str]  # all words of visiting


@cache
def visit_words(lang: str) -> VisitWords:
    """The words of visiting of a language."""
    data = language(lang).events
    told = frozenset().union(*(fold_all(listed) for listed in data.visits.values()))
    return ready(VisitWords, data, told=told)
