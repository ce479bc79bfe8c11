"""The words of blaming of a language, made ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold_all, marked

FACT = "attack_author"


@dataclass(frozen=True, slots=True)
class BlameGrammar:
    """The words of blaming of one language, folded; see `BlameWords`."""

    accused: frozenset[str]
    mutual: frozenset[str]
    credited: frozenset[str]
    caused: frozenset[str]
    landed: frozenset[str]
    fired: frozenset[str]
    aimed: frozenset[str]
    attacked: frozenset[str]
    guilty: Phrases[bool]
    did: Phrases[bool]
    part: frozenset[str]
    weapons: frozenset[str]
    events: frozenset[str]
    unchanging: frozenset[str]
    agents: frozenset[str]
    unless: frozenset[str]
    buildings: frozenset[str]
    definite: frozenset[str]
    verbs: frozenset[str]
    phrased: frozenset[str]  # the longest words of phrases


@cache
def blame_grammar(lang: str) -> BlameGrammar:
    """The words of blaming of a language."""
    data = language(lang).events.attack_author
    verbs = (*data.accused, *data.credited, *data.caused, *data.landed, *data.fired, *data.attacked, *data.part)
    phrased = marked((*data.guilty, *data.did)).longest
    return ready(BlameGrammar, data, verbs=fold_all(verbs), phrased=phrased)
