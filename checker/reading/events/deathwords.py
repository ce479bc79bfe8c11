"""The words of deaths, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold_all, marked


@dataclass(frozen=True, slots=True)
class DeathGrammar:
    """The words of deaths of one language, folded; see `DeathWords`."""

    nouns: frozenset[str]
    announce: frozenset[str]
    deny: frozenset[str]
    light: frozenset[str]
    of: frozenset[str]
    verbs: frozenset[str]
    done: frozenset[str]
    passive: frozenset[str]
    alive: Phrases[bool]
    i_live: Phrases[bool]
    passes: Phrases[bool]
    slain: Phrases[bool]
    among: Phrases[bool]
    apart: frozenset[str]
    opens: frozenset[str]
    verb_first: bool
    to: frozenset[str]
    being: frozenset[str]
    of_places: frozenset[str]
    before: frozenset[str]  # prepositions
    passive_words: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    possessives: frozenset[str]
    manner: Phrases[bool]
    called: frozenset[str]
    others: frozenset[str]
    own: frozenset[str]
    ends: frozenset[str]
    given: frozenset[str]
    agents: frozenset[str]
    clitics: frozenset[str]
    almost: frozenset[str]
    figures: Phrases[bool]
    unless: Phrases[bool]
    told: frozenset[str]


@cache
def death_grammar(lang: str) -> DeathGrammar:
    """The words of deaths of a language."""
    data = language(lang).events.death
    offices = language(lang).offices
    slain = marked([*data.found, *offices.slain])
    phrases = (marked(data.alive), marked(data.i_live), marked(data.passes), marked(data.among), slain)
    told = fold_all((*data.nouns, *data.verbs, *data.done)).union(*(one.longest for one in phrases))
    return ready(
        DeathGrammar,
        data,
        language(lang).small,
        language(lang).events,
        told=told,
        slain=slain,
        opens=fold_all(offices.opens),
        articles=fold_all(offices.articles),
        of_places=fold_all(language(lang).small.of),
        to=fold_all(language(lang).claims.to),
        passive_words=fold_all(language(lang).small.passive),
        verb_first=not offices.portfolio_first,
    )
