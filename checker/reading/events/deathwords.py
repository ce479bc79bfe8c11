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
    told = fold_all((*data.nouns, *data.verbs, *data.done)) | marked(data.alive).longest
    return ready(DeathGrammar, data, language(lang).small, language(lang).events, told=told)
