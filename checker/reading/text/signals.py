"""Which grammars a word concerns: told once a word, so that a sentence asks its words once, and each grammar looks
only at sentences that have any word of its own.

A grammar names its words when its module is loaded, by `signal`, and gets a bit for them.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from functools import cache, partial

from checker.reading.text.lemmas import forms
from checker.reading.text.words import FREE, Memory, fold

Concerned = Callable[[str, str], bool]  # whether a word as written, in a language, is one of a grammar's

_CONCERNED: list[Concerned] = []


def signal(concerned: Concerned) -> int:
    """The bit of a grammar's words in the signals of a word and of a row."""
    _CONCERNED.append(concerned)
    signals_of.cache_clear()
    return 1 << (len(_CONCERNED) - 1 + FREE)


def grammars() -> int:
    """How many have named their words so far."""
    return len(_CONCERNED)


def folded_among(words: Callable[[str], Set[str]]) -> Concerned:
    """Those whose folded form is among some of a language."""
    told = cache(words)
    return lambda word, lang: fold(word) in told(lang)


def form_among(words: Callable[[str], Set[str]]) -> Concerned:
    """Those of which the folded form or a lemma is among some of a language."""
    told = cache(words)
    return lambda word, lang: not forms(word, lang).isdisjoint(told(lang))


def any_of(*grammars: Concerned) -> Concerned:
    """Those of any of some grammars."""
    return lambda word, lang: any(concerned(word, lang) for concerned in grammars)


@cache
def signals_of(lang: str) -> Memory[tuple[int, ...]]:
    """By word as written: the bits of all grammars that it concerns."""
    return Memory(partial(_signals, lang=lang))


def _signals(word: str, lang: str) -> tuple[int, ...]:
    return tuple(1 << bit for bit, concerned in enumerate(_CONCERNED, FREE) if concerned(word, lang))
