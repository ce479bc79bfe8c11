"""The words of holding towns, ready for look-up."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from checker.languages import language
from checker.reading.text.words import Phrases, fold, fold_all


@dataclass(frozen=True, slots=True)
class ControlGrammar:
    """The words of holding towns of one language, folded; see `ControlWords`."""

    took: frozenset[str]
    again: frozenset[str]
    holds: frozenset[str]
    fell: frozenset[str]
    through: dict[str, frozenset[str]]
    light: frozenset[str]
    follows: frozenset[str]
    of: frozenset[str]
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
    adding: frozenset[str]
    movements: frozenset[str]
    infinitive: frozenset[str]
    verbs: frozenset[str]
    telling: frozenset[str]  # the verbs that need no word behind them to tell of a holder


_OTHERS = ("through", "past", "enclitics")  # those that are no list of words to look up


@cache
def control_grammar(lang: str) -> ControlGrammar:
    """The words of holding towns of a language."""
    data = language(lang).events.control
    phrases = {
        name: Phrases((one, True) for one in getattr(data, name)) for name in ("hands", "own_hands", "army", "unless")
    }
    words = [one.name for one in fields(ControlGrammar) if one.name in type(data).model_fields]
    lists = {name: fold_all(getattr(data, name)) for name in words if name not in (*phrases, *_OTHERS)}
    through = {fold(verb): fold_all(listed) for verb, listed in data.through.items()}
    verbs = lists["took"] | lists["holds"] | lists["fell"] | lists["stays"]
    plain = (lists["took"] | lists["holds"] | lists["fell"]) - through.keys()
    table: dict[str, Any] = {**lists, **phrases, "through": through, "past": re.compile(data.past), "verbs": verbs}
    table["telling"] = plain | lists["captures"]
    table["enclitics"] = tuple(data.enclitics)
    return ControlGrammar(**table)
