"""Sentences all in capitals, as headlines are: which of their words would have one elsewhere.

In: a text, and its language. Out: the same text, character by character, with small letters where a dictionary of the
language knows the word and the world no place of that name, so that grammars see names as they do in other text.
"""

from __future__ import annotations

import re
from functools import cache

from checker import world
from checker.languages import language
from checker.reading.text.lemmas import has_dictionary, is_known
from checker.reading.text.words import fold, fold_all
from checker.world.names import is_common_given

FEW = 4  # words below which capitals are an acronym or a heading
ACRONYM = 4  # letters that an unknown word in capitals may have to be one
LONGEST = 3  # words of a place's name
_WORD = re.compile(r"[^\W\d_]+")


def calmed(text: str, lang: str) -> str:
    """A text as it would be written without shouting; itself where it does not shout."""
    if not text.isupper() or not has_dictionary(lang):
        return text
    words = list(_WORD.finditer(text))
    if len(words) < FEW:
        return text
    dates, small = _kept(lang)
    out, named = list(text), _named([one[0] for one in words], small)
    for at, one in enumerate(words):
        word = one[0]
        if at in named or (fold(word) in dates and _beside_figure(text, one)):  # «MARCH 12»
            calm = word.capitalize()
        elif is_known(word, lang):
            calm = word.lower() if at else word.capitalize()
        else:
            calm = word if len(word) <= ACRONYM else word.capitalize()
        if len(calm) == len(word):  # «STRASSE» is no longer than «Straße»
            out[one.start() : one.end()] = calm
    return "".join(out)


@cache
def _kept(lang: str) -> tuple[frozenset[str], frozenset[str]]:
    """Words of dates that keep their capital, and small words that no name has."""
    said = language(lang)
    verbs = (form for forms in said.claims.irregular.values() for form in forms)  # "POLICE SAID": nobody called so
    return fold_all(said.dates.needs_capital), fold_all([*said.sentences.function_words, *verbs])


def _beside_figure(text: str, word: re.Match[str]) -> bool:
    return text[: word.start()].rstrip()[-1:].isdigit() or text[word.end() :].lstrip()[:1].isdigit()


def _named(words: list[str], small: frozenset[str]) -> set[int]:
    """The words that are part of a known place, or a given name or the word behind it."""
    found: set[int] = set()
    for size in range(LONGEST, 0, -1):
        for first in range(len(words) - size + 1):
            name = range(first, first + size)
            if size == 1 and fold(words[first]) in small:
                continue
            if found.isdisjoint(name) and world.find_place(" ".join(words[first : first + size])) is not None:
                found.update(name)
    for first, word in enumerate(words):
        if first not in found and is_common_given(word) and fold(word) not in small:
            found.add(first)
            family = first + 1
            if family < len(words) and fold(words[family]) not in small:
                found.add(family)
    return found
