"""Words to lemmas, with a memory: news repeats its words."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache, partial

import simplemma

from checker.languages import language
from checker.reading.text.words import Memory, fold, remembered

_LEMMATIZER = simplemma.Lemmatizer(cache_max_size=0)  # what it tells is remembered here


@cache
def has_dictionary(lang: str) -> bool:
    """Whether simplemma knows a language; without it, words are only what their endings make of them."""
    try:
        simplemma.is_known("a", lang=lang)
    except ValueError:
        return False
    return True


@remembered
def forms_of(lang: str) -> Callable[[str], frozenset[str]]:
    """By word as written: the folded word and its folded lemma, of what is a word; a list in the language data may hold
    either."""
    return Memory(partial(_forms, lang=lang)).__getitem__


def forms(word: str, lang: str) -> frozenset[str]:
    """The forms of one word; a `Row` has those of a whole sentence."""
    return forms_of(lang)(word)


def _forms(word: str, lang: str) -> frozenset[str]:
    if not word[0].isalpha():
        return frozenset()
    lower = word.lower()
    lemma = _LEMMATIZER.lemmatize(lower, lang) if has_dictionary(lang) else lower
    found = {fold(lower), fold(lemma)}
    for ending, bases in _endings(lang):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            found.update(fold(lower.removesuffix(ending)) + base for base in bases)
    return frozenset(found)


@cache
def _endings(lang: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Endings that the dictionary's lemmas keep (participles), with what they may come from."""
    return tuple((ending, tuple(bases)) for ending, bases in language(lang).sentences.endings.items())


@lru_cache(maxsize=20_000)
def is_known(word: str, lang: str) -> bool:
    """Whether a dictionary of the language has the word in small letters."""
    return has_dictionary(lang) and simplemma.is_known(word.lower(), lang=lang)
