"""The words of holding towns, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold_all


@dataclass(frozen=True, slots=True)
class ControlGrammar:
    """The words of holding towns of one language, folded; see `ControlWords`."""

    took: frozenset[str]
    again: frozenset[str]
    holds: frozenset[str]
    fell: frozenset[str]
    through: Mapping[str, frozenset[str]]
    light: frozenset[str]
    follows: frozenset[str]
    of: frozenset[str]
    within: frozenset[str]
    hands: Phrases[bool]
    own_hands: Phrases[bool]
    hands_end: frozenset[str]
    stays: frozenset[str]
    agents: frozenset[str]
    army: Phrases[bool]
    forces: frozenset[str]
    rebels: frozenset[str]
    own: frozenset[str]
    ahead: frozenset[str]
    inverted: frozenset[str]
    bare_after: frozenset[str]
    perfect: frozenset[str]
    had: frozenset[str]
    past: re.Pattern[str]
    nouns: frozenset[str]
    unless: Phrases[bool]
    war: frozenset[str]
    captures: frozenset[str]
    lost: frozenset[str]
    announced: frozenset[str]
    admitted: frozenset[str]
    disowned: frozenset[str]
    given: frozenset[str]
    points: frozenset[str]
    inside: frozenset[str]
    pronouns: frozenset[str]
    enclitics: tuple[str, ...]
    clitics: frozenset[str]
    before_clitics: frozenset[str]
    that: frozenset[str]
    going_on: frozenset[str]
    of_themselves: frozenset[str]
    captured: frozenset[str]
    ousts: frozenset[str]
    grabbed: Phrases[bool]
    loses: frozenset[str]
    whence: frozenset[str]
    given_to: frozenset[str]
    adding: frozenset[str]
    movements: frozenset[str]
    units: frozenset[str]
    ours: frozenset[str]
    infinitive: frozenset[str]
    verbs: frozenset[str]
    telling: frozenset[str]  # the verbs that need no word behind them to tell of a holder


@cache
def control_grammar(lang: str) -> ControlGrammar:
    """The words of holding towns of a language."""
    data = language(lang).events.control
    plain = fold_all((*data.took, *data.holds, *data.fell))
    return ready(
        ControlGrammar,
        data,
        language(lang).small,
        language(lang).events,
        verbs=plain | fold_all(data.stays),
        telling=(plain - fold_all(data.through)) | fold_all((*data.captures, *data.ousts, *data.loses)),
    )
