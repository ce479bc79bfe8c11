"""What parties are called for short: «Movimiento Europa Ahora (PES)», and PES alone ever after.

In: an article's text. Out: its acronyms with an id, and where the name before one begins. Two articles that call a
party by two languages' names may still have its acronym in common.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import lru_cache

from checker.reading.text.rows import Row
from checker.world import slug

SHORTEST, LONGEST = 2, 7  # letters of an acronym
REST = 3  # words of a name behind what was recognised of it
MOST = 8  # words of the name before it
_BRACKETED = re.compile(r"\w \((?P<acronym>[^\W\d_][^\W\d_-]{1,6})\)")


@lru_cache(maxsize=64)
def acronyms(text: str) -> Mapping[str, str]:
    """By acronym, as it is written: its id."""
    return {found: f"org:{slug(found)}" for found in _BRACKETED.findall(text) if is_acronym(found)}


def is_acronym(word: str) -> bool:
    """Whether a word is letters that stand for words: «PES», «MAS», "DkP"."""
    return SHORTEST <= len(word) <= LONGEST and word.isalpha() and sum(map(str.isupper, word)) > len(word) / 2


def bracketed(words: Row, after: int) -> tuple[int, str] | None:
    """The acronym in brackets behind the words of a name, with where the whole name ends: «Movimiento Europa», of which
    that much is known, may go on."""
    at = after
    while at < min(after + REST, len(words)) and words[at].is_word and words[at].text[0].isupper():
        at += 1
    if at + 2 >= len(words) or words[at].text != "(" or words[at + 2].text != ")":
        return None
    return at, words[at + 1].text


def whole_name(words: Row, first: int, articles: Set[str]) -> int:
    """Where a name begins of which the word `first` is the last part that was recognised: over capitals."""
    at = first
    while at and first - at < MOST and words[at - 1].is_word and words[at - 1].text[0].isupper():
        if words[at - 1].folded.endswith(("'s", "’s")) or words[at - 1].folded in articles:
            break  # "Spajić's Europe Now Movement"
        at -= 1
    return at
