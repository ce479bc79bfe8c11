"""The words of deaths, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from checker.languages import language
from checker.reading.text.words import Phrases, fold_all


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
    whose: frozenset[str]
    manner: Phrases[bool]
    called: frozenset[str]
    others: frozenset[str]
    own: frozenset[str]
    ends: frozenset[str]
    given: frozenset[str]
    agents: frozenset[str]
    pronouns: frozenset[str]
    almost: frozenset[str]
    figures: Phrases[bool]
    unless: Phrases[bool]
    told: frozenset[str]


@cache
def death_grammar(lang: str) -> DeathGrammar:
    """The words of deaths of a language."""
    data = language(lang).events.death
    phrases = {
        name: Phrases((one, True) for one in getattr(data, name)) for name in ("alive", "manner", "figures", "unless")
    }
    names = [
        one.name for one in fields(DeathGrammar) if one.name in type(data).model_fields and one.name not in phrases
    ]
    lists = {name: fold_all(getattr(data, name)) for name in names}
    told = lists["nouns"] | lists["verbs"] | lists["done"] | phrases["alive"].longest
    table: dict[str, Any] = {**lists, **phrases, "told": told}
    return DeathGrammar(**table)
