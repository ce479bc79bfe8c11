"""The words of blaming of a language, made ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping
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
    involved: Phrases[bool]
    part: frozenset[str]
    owned: Mapping[str, frozenset[str]]
    claiming: frozenset[str]
    reflexive: frozenset[str]
    denied: frozenset[str]
    crimes: frozenset[str]
    weapons: frozenset[str]
    events: frozenset[str]
    unchanging: frozenset[str]
    agents: frozenset[str]
    ifs: frozenset[str]
    buildings: frozenset[str]
    definite: frozenset[str]
    verbs: frozenset[str]
    blaming: frozenset[str]  # verbs of those who blame
    armed: frozenset[str]  # verbs of what a weapon does
    done: frozenset[str]  # verbs of deeds
    deeds: frozenset[str]  # attacks and explosions, as nouns and as verbs
    phrased: frozenset[str]  # the longest words of phrases, and the verbs of owning and denying


@cache
def blame_grammar(lang: str) -> BlameGrammar:
    """The words of blaming of a language."""
    data = language(lang).events.attack_author
    blaming, armed = (*data.accused, *data.credited), (*data.caused, *data.landed)
    owned = fold_all((*data.owned, *language(lang).events.control.disowned))
    done = (*armed, *data.fired, *data.attacked)
    return ready(
        BlameGrammar,
        data,
        language(lang).small,
        language(lang).events,
        events=fold_all((*data.events, *data.crimes)),
        verbs=fold_all((*blaming, *done, *data.part)),
        blaming=fold_all(blaming),
        armed=fold_all(armed),
        done=fold_all(done),
        deeds=fold_all((*data.events, *data.crimes, *data.attacked)),
        phrased=marked((*data.guilty, *data.did, *data.involved)).longest | owned,
    )
