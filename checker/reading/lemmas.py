"""Words to lemmas, with a memory: news repeats its words."""

from __future__ import annotations

from functools import lru_cache

import simplemma

from checker.reading.words import fold


@lru_cache(maxsize=200_000)
def forms(word: str, lang: str) -> frozenset[str]:
    """The folded word and its folded lemma; a list in the language data may hold either."""
    lower = word.lower()
    lemma = simplemma.lemmatize(lower, lang=lang) if lang in ("es", "en", "pt") else lower
    found = {fold(lower), fold(lemma)}
    if lang == "es" and lower.endswith("s"):  # plurals of participles that the list keeps apart
        found.add(fold(lower[:-1]))
    return frozenset(found)


@lru_cache(maxsize=50_000)
def is_known(word: str, lang: str) -> bool:
    """Whether a dictionary of the language has the word in small letters."""
    return lang in ("es", "en", "pt") and simplemma.is_known(word.lower(), lang=lang)
