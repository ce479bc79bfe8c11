"""Text as a row of words with offsets, folded for look-up; what the grammars of numbers, hedges and cues run on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from functools import lru_cache, partial
from itertools import accumulate, compress
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")
Key = tuple[str, ...]
_FOLDED = itemgetter(3)  # of a Word
KEPT = 50_000  # words of which something is remembered

# Digits in groups of three, digits with a mark, or plain; words (with an inner apostrophe); one sign. A row of
# numbers with commas between («22,24,26») is several.
_TOKEN = re.compile(
    r"(\d{1,3}(?:([.,' \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*(?:[.,]\d+)?(?![.,]?\d)"
    r"|\d+(?:\.\d+)+(?:,\d+)?(?!\d)|(?<!\d,)\d+,\d+(?:\.\d+)?(?!\d|,\d)|\d+"
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]|_)"
)


class _Bare(dict[int, int | None]):
    """For `str.translate`: takes away what combines with the letter before it."""

    def __missing__(self, char: int) -> int | None:
        value = self[char] = None if unicodedata.combining(chr(char)) else char
        return value


_BARE = _Bare()


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Case and accents taken away, ñ kept: «MÁS» → «mas», «año» → «año»."""
    if text.isascii():
        return text.lower()
    whole = unicodedata.normalize("NFC", text)
    parts = unicodedata.normalize("NFD", whole.replace("ñ", "\x00").replace("Ñ", "\x00"))
    bare = parts.translate(_BARE)
    return unicodedata.normalize("NFC", bare.replace("\x00", "ñ")).replace("’", "'").casefold()


class Word(NamedTuple):
    """One word, number or sign. `folded` is for look-up. (A tuple, because there are so many.)"""

    start: int
    end: int
    text: str
    folded: str
    is_word: bool  # it is made of letters
    is_digits: bool  # it begins with a digit


class Memory(dict[str, Value]):
    """What a function tells of a word by itself, remembered for as long as there is room: news repeats its words."""

    def __init__(self, told: Callable[[str], Value]) -> None:
        super().__init__()
        self._told = told

    def __missing__(self, word: str) -> Value:
        if len(self) >= KEPT:
            self.clear()
        value = self[word] = self._told(word)
        return value


def _record(word: str) -> tuple[str, str, bool, bool]:
    """All of a `Word` but where it stands."""
    return word, fold(word), word[0].isalpha(), word[0].isdecimal()


_RECORD = Memory(_record).__getitem__
_WORD = partial(tuple.__new__, Word)  # past its own constructor, which takes longer than all the rest


class Words(list[Word]):
    """All words, numbers and signs of a text, in order; nobody may change them. `ends` has where they end, `folded`
    the words for look-up, and `kinds` each of these once, so that a grammar passes over a text that has none of its
    words with one question."""

    __slots__ = ("_capitals", "_digits", "ends", "folded", "kinds")

    def __init__(self, text: str) -> None:
        # Column by column, as there are so many words: `split` gives what stands between, the word, the mark in it.
        parts = _TOKEN.split(text)
        written = parts[1::3]
        lengths = [0] * (2 * len(written))
        lengths[0::2], lengths[1::2] = map(len, parts[:-1:3]), map(len, written)
        offsets = list(accumulate(lengths))
        self.ends = offsets[1::2]
        columns = zip(*map(_RECORD, written), strict=True)
        super().__init__(map(_WORD, zip(offsets[0::2], self.ends, *columns, strict=True)))
        self.folded = list(map(_FOLDED, self))
        self.kinds = frozenset(self.folded)
        self._digits: list[int] | None = None
        self._capitals: list[int] | None = None

    def where(self, some: Set[str]) -> Sequence[int]:
        """The indexes of the words that are among some folded ones."""
        if some.isdisjoint(self.kinds):
            return ()
        return list(compress(range(len(self)), map(some.__contains__, self.folded)))

    @property
    def digits(self) -> Sequence[int]:
        """The indexes of what begins with a digit."""
        if self._digits is None:
            self._digits = [at for at, word in enumerate(self) if word.is_digits]
        return self._digits

    @property
    def capitals(self) -> Sequence[int]:
        """The indexes of words with a capital."""
        if self._capitals is None:
            self._capitals = [at for at, word in enumerate(self) if word.is_word and word.text[0].isupper()]
        return self._capitals


@lru_cache(maxsize=2048)
def words_of(text: str) -> Words:
    """The words of a name, a phrase, or any other stretch of text. Kept for a while, as names come again."""
    return Words(text)


def index_at(words: Words, offset: int) -> int:
    """The index of the first word that ends after an offset."""
    return bisect_right(words.ends, offset)


class Phrases(Generic[Value]):
    """Phrases of one or more words with a value each; the longest that fits wins."""

    def __init__(self, items: Iterable[tuple[str, Value]]) -> None:
        # by the outer word, then by the word beside it ("" where there is none): small words begin many phrases
        self.by_first: dict[str, dict[str, list[tuple[Key, Value]]]] = {}
        self.by_last: dict[str, dict[str, list[tuple[Key, Value]]]] = {}
        for phrase, value in items:
            key = tuple(word.folded for word in words_of(phrase))
            for table, order in ((self.by_first, key), (self.by_last, key[::-1])):
                if order:
                    beside = order[1] if len(order) > 1 else ""
                    table.setdefault(order[0], {}).setdefault(beside, []).append((order[2:], value))
        for table in (self.by_first, self.by_last):
            for found in (one for beside in table.values() for one in beside.values()):
                found.sort(key=lambda one: -len(one[0]))
        self.firsts = frozenset(self.by_first)

    def starting(self, words: Sequence[Word], at: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at a word: (index after it, value)."""
        table = self.by_first.get(words[at].folded) if at < len(words) else None
        if table is None:
            return None
        if at + 1 < len(words):
            for rest, value in table.get(words[at + 1].folded, ()):
                if not rest or [word.folded for word in words[at + 2 : at + 2 + len(rest)]] == list(rest):
                    return at + 2 + len(rest), value
        alone = table.get("")
        return (at + 1, alone[0][1]) if alone else None

    def ending(self, words: Sequence[Word], before: int) -> tuple[int, Value] | None:
        """The longest phrase that ends just before a word: (index of its first word, value)."""
        table = self.by_last.get(words[before - 1].folded) if before > 0 else None
        if table is None:
            return None
        if before > 1:
            for rest, value in table.get(words[before - 2].folded, ()):
                start = before - 2 - len(rest)
                if start >= 0 and all(words[before - 3 - n].folded == part for n, part in enumerate(rest)):
                    return start, value
        alone = table.get("")
        return (before - 1, alone[0][1]) if alone else None

    def all_in(self, words: Words, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Value]]:
        """Every longest phrase between two words, left to right, without overlap: (first, after, value)."""
        stop = len(words) if end is None else end
        for at in words.where(self.firsts):
            if start <= at < stop:
                found = self.starting(words, at)
                if found is not None and found[0] <= stop:
                    yield at, found[0], found[1]
                    start = found[0]
