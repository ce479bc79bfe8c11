"""The words that tell of what did not take place, or has not yet, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases


@dataclass(frozen=True, slots=True)
class ToldWords:
    """What a language tells an event with that did not take place, or has not yet, folded; `conditions` and `future`,
    endings of verbs, keep their accents."""

    cancelled: frozenset[str]
    put_off: Phrases[bool]
    passive: frozenset[str]
    afterwards: frozenset[str]
    until: frozenset[str]
    clauses: frozenset[str]
    conditions: frozenset[str]
    future: tuple[str, ...]


@cache
def told_words(lang: str) -> ToldWords:
    """The words of events that did not take place, of a language."""
    data = language(lang)
    return ready(
        ToldWords,
        data.events,
        data.events.death,
        conditions=frozenset(data.small.ifs),
        future=tuple(data.dates.future_endings),
    )
