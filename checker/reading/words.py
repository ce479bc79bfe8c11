"""Text as a row of words with offsets, folded for look-up; what the grammars of numbers, hedges and cues run on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

# Digits in groups of three, digits with a mark, or plain; words (with an inner apostrophe); one sign. A row of
# numbers with commas between («22,24,26») is several.
_TOKEN = re.compile(
    r"\d{1,3}(?:([.,' \u00a0\u2009\u202f])\d{3})(?:\1\d{3})*(?:[.,]\d+)?(?![.,]?\d)"
    r"|\d+(?:\.\d+)+(?:,\d+)?(?!\d)|(?<!\d,)\d+,\d+(?:\.\d+)?(?!\d|,\d)|\d+"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_"
)


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Case and accents taken away, ñ kept: «MÁS» → «mas», «año» → «año»."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFD", text.replace("ñ", "\x00").replace("Ñ", "\x00"))
    bare = "".join(char for char in parts if not unicodedata.combining(char) or char == "\u0303")
    return unicodedata.normalize("NFC", bare.replace("\x00", "ñ")).replace("’", "'").casefold()


class Word(NamedTuple):
    """One word, number or sign. `folded` is for look-up. (A tuple, because there are so many.)"""

    start: int
    end: int
    text: str
    folded: str
    is_word: bool  # it is made of letters
    is_digits: bool  # it begins with a digit


@lru_cache(maxsize=2048)
def words_of(text: str) -> list[Word]:
    """All words, numbers and signs of a text, in order. Kept for a while: one component after the other asks for
    the words of the same sentences; nobody may change them."""
    return [
        Word(m.start(), m.end(), word, fold(word), word[0].isalpha(), word[0].isdecimal())
        for m in _TOKEN.finditer(text)
        for word in (m.group(),)
    ]


def index_at(words: Sequence[Word], offset: int) -> int:
    """The index of the first word that ends after an offset."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


class Phrases(Generic[Value]):
    """Phrases of one or more words with a value each; the longest that fits wins."""

    def __init__(self, items: Iterable[tuple[str, Value]]) -> None:
        self.by_first: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        self.by_last: dict[str, list[tuple[tuple[str, ...], Value]]] = {}
        for phrase, value in items:
            key = tuple(word.folded for word in words_of(phrase))
            if key:
                self.by_first.setdefault(key[0], []).append((key, value))
                self.by_last.setdefault(key[-1], []).append((key, value))
        for table in (self.by_first, self.by_last):
            for found in table.values():
                found.sort(key=lambda one: -len(one[0]))

    def starting(self, words: Sequence[Word], at: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at a word: (index after it, value)."""
        if at >= len(words):
            return None
        for key, value in self.by_first.get(words[at].folded, ()):
            if at + len(key) <= len(words) and all(words[at + n].folded == part for n, part in enumerate(key)):
                return at + len(key), value
        return None

    def ending(self, words: Sequence[Word], before: int) -> tuple[int, Value] | None:
        """The longest phrase that ends just before a word: (index of its first word, value)."""
        if before <= 0:
            return None
        for key, value in self.by_last.get(words[before - 1].folded, ()):
            start = before - len(key)
            if start >= 0 and all(words[start + n].folded == part for n, part in enumerate(key)):
                return start, value
        return None

    def all_in(self, words: Sequence[Word], start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Value]]:
        """Every longest phrase between two words, left to right, without overlap: (first, after, value)."""
        at = start
        stop = len(words) if end is None else end
        while at < stop:
            found = self.starting(words, at) if words[at].folded in self.by_first else None
            if found is not None and found[0] <= stop:
                yield at, found[0], found[1]
                at = found[0]
            else:
                at += 1
