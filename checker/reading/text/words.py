"""Text as a row of words with offsets, folded for look-up; what the grammars of numbers, hedges and cues run on."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain, compress, count
from operator import sub
from sys import intern
from typing import Any, Generic, TypeVar

from checker import world

Value = TypeVar("Value")
KEPT = 10_000  # words of which something is remembered, and as many met before them
LONGEST = 40  # letters of one that is

# Words (with an inner apostrophe); digits in groups of three (in India of two before the last: «1,25,000»), digits
# with a mark, or plain; one sign. An apostrophe may mark the millions («1'234.567», in Peru and Colombia) or, in Spain,
# the decimals («2'5»). A row of numbers with commas between («22,24,26») is several. (What is met most goes first, and
# what begins with a digit is asked for only at one: this takes half the time.) The number in the name of a body is no
# number.
_NUMBERED = "|".join(map(re.escape, world.numbered()))
_TOKEN = re.compile(
    rf"((?<![^\W_])(?:{_NUMBERED})(?![^\W_])|"
    r"[^\W\d_]+(?:['’][^\W\d_]+)*"
    r"|(?=\d)(?:\d{1,2}(?:,\d\d)+,\d{3}(?![.,]?\d)"
    r"|\d{1,3}['’´]\d{3}(?:[.,]\d{3})+(?![.,]?\d)"
    r"|\d{1,3}(?:([.,'’´ \u00a0\u2009\u202f])\d{3})(?:\2\d{3})*(?:[.,]\d+)?(?![.,]?\d)"
    r"|\d{1,3}['’´]\d\d?(?!['’´.,]?\d)|\d+(?:\.\d+)+(?:,\d+)?(?!\d)|(?<!\d,)\d+,\d+(?:\.\d+)?(?!\d|,\d)|\d+)"
    r"|[^\w\s]|_)"
)


class _Bare(dict[int, int | None]):
    """For `str.translate`: takes away what combines with the letter before it."""

    def __missing__(self, char: int) -> int | None:
        value = self[char] = None if unicodedata.combining(chr(char)) else char
        return value


_BARE = _Bare()


class Memory(dict[str, Value]):
    """What a function tells of a word by itself, remembered for as long as there is room: news repeats its words.
    When there is none, what was told before the last so many words is forgotten, and what the text goes on using is
    not told anew. What is too long for a word is not kept."""

    def __init__(self, told: Callable[[str], Value]) -> None:
        super().__init__()
        self._told = told
        self._before: dict[str, Value] = {}

    def __missing__(self, word: str) -> Value:
        value = self._before.get(word)
        if value is None:
            value = self._told(word)
        if len(word) <= LONGEST:
            if len(self) >= KEPT:
                self._before = dict(self)
                self.clear()
            self[intern(word)] = value
        return value


def remembered(told: Callable[[str], Value]) -> Callable[[str], Value]:
    """A function of a word, or of a language, with its memory: it is asked so often that what `functools.cache` takes
    for each time counts."""
    return Memory(told).__getitem__


@lru_cache(maxsize=20_000)
def fold(text: str) -> str:
    """Case and accents taken away, ñ kept: «MÁS» → «mas», «año» → «año». Each is there once in memory: what is the
    same object is found in a set without a look at its letters."""
    if text.isascii():
        return intern(text.lower())
    whole = unicodedata.normalize("NFC", text)
    parts = unicodedata.normalize("NFD", whole.replace("ñ", "\x00").replace("Ñ", "\x00"))
    bare = parts.translate(_BARE)
    return intern(unicodedata.normalize("NFC", bare.replace("\x00", "ñ")).replace("’", "'").casefold())


def fold_all(words: Iterable[str]) -> frozenset[str]:
    """A set of words to look up by their folded form."""
    return frozenset(map(fold, words))


CAPITAL, DIGITS, GLUED = 1, 2, 4  # marks of words with a capital, that begin with a digit, with one inside
FREE = 3  # the first bit that is no mark of these
_GLUED = re.compile(r"(?:[a-záéíóúüñ]{2}|[A-Z]{2})[A-ZÁÉÍÓÚÑ][a-záéíóúüñ]")


class Word:
    """One word, number or sign, wherever it stands: one object for all of its kind, as news repeats its words. Where
    it stands is told by the columns of `Words`. `folded` is for look-up."""

    __slots__ = ("folded", "has_capital", "is_digits", "is_word", "marks", "text")

    def __init__(self, text: str) -> None:
        self.folded = fold(text)
        self.text = intern(text)
        self.is_word = text[0].isalpha()  # it is made of letters
        self.is_digits = text[0].isdecimal()  # it begins with a digit
        self.has_capital = self.is_word and text[0].isupper()
        kind = (CAPITAL,) if self.has_capital else (DIGITS,) if self.is_digits else ()
        self.marks = (*kind, GLUED) if _GLUED.search(text) else kind

    def __repr__(self) -> str:
        return f"Word({self.text!r})"


_WORD = Memory(Word).__getitem__


# Digits in groups with a space between: the only words that reach across one.
_SPACED = re.compile(r"\d \d{3}")
_SPACE = re.compile(r"(?<=[^ ]) ")  # the first of several behind a word
Columns = tuple[Any, ...]


def cut(chunk: str) -> Iterator[Columns]:
    """The words of what stands between two spaces, each with its columns: itself, its text, folded, its marks, how far
    it ends from the end of the one before (for the first, from before the space), and its length."""
    parts = _TOKEN.split(" " + chunk)
    for before, word in zip(parts[::3], map(_WORD, parts[1::3]), strict=False):
        size = len(word.text)
        yield word, word.text, word.folded, word.marks, len(before) + size, size


class Cuts(Memory[Columns]):
    """By what stands between two spaces, the columns of all its words one behind the other, `wide` for each."""

    def __init__(self, told: Callable[[str], Iterable[Columns]], wide: int) -> None:
        super().__init__(lambda chunk: tuple(chain.from_iterable(told(chunk))))
        self.wide = wide


_CUTS = Cuts(cut, 6)


class Words(list[Word]):
    """All words, numbers and signs of a `text`, in order; nobody may change them. `folded`, `texts`, `starts` and
    `ends` are their columns, the last two in characters of the text. `kinds` has each folded one once, so that a
    grammar passes over a text that has none of its words with one question; `marked` has by mark the indexes of the
    words that bear it: `digits` of what begins with a digit, `capitals` of words with a capital."""

    __slots__ = ("asked", "capitals", "digits", "ends", "folded", "found", "kinds", "marked", "starts", "text", "texts")

    def __init__(self, text: str) -> None:
        self._lay(text, _CUTS)

    def _lay(self, text: str, cuts: Cuts) -> list[Any]:
        """Fill all columns; the answer has those that `cuts` tell of each word, one word behind the other."""
        self.text, wide = text, cuts.wide
        # What stands between spaces is cut from memory, which takes a tenth of the time.
        laid, ends = self._cut(text.split(" "), cuts)
        last = len(text.rstrip())
        if ends[-1] < last:  # spaces in a row, or before the first word
            laid, ends = self._cut(_SPACE.split(text), cuts)
        # white space of another kind; digits in groups
        digits = self.digits
        spaced = len(digits) > 1 and 1 in map(sub, digits[1:], digits) and _SPACED.search(text) is not None
        if ends[-1] < last or spaced:
            laid, ends = self._cut([text], cuts)
        del ends[0]
        self[:] = laid[::wide]
        self.texts: Sequence[str] = laid[1::wide]
        self.folded: Sequence[str] = laid[2::wide]
        self.starts: Sequence[int] = list(map(sub, ends, laid[5::wide]))
        self.ends: Sequence[int] = ends
        self.kinds = frozenset(self.folded)
        # what `where` and `Phrases.all_in` found of all the words: many ask it again of each number
        self.asked: dict[frozenset[str], Sequence[int]] = {}
        self.found: dict[Phrases[Any], Sequence[tuple[int, int, Any]]] = {}
        return laid

    def _cut(self, chunks: Sequence[str], cuts: Cuts) -> tuple[list[Any], list[int]]:
        """The columns of all words, one word behind the other, and where each ends: first the spot before the space
        before the first."""
        laid: list[Any] = []
        for columns in map(cuts.__getitem__, chunks):
            laid += columns
        self._mark(laid[3 :: cuts.wide])
        return laid, list(accumulate(laid[4 :: cuts.wide], initial=-1))

    def _mark(self, marks: Sequence[Sequence[int]]) -> None:
        marked: dict[int, list[int]] = {}
        for at in compress(count(), marks):  # few have any
            for mark in marks[at]:
                if mark in marked:
                    marked[mark].append(at)
                else:
                    marked[mark] = [at]
        self.marked: Mapping[int, Sequence[int]] = marked
        self.capitals, self.digits = marked.get(CAPITAL, []), marked.get(DIGITS, [])

    def is_glued(self, at: int) -> bool:
        """Whether nothing stands between a word and the next."""
        return at + 1 < len(self) and self.starts[at + 1] == self.ends[at]

    def where(self, some: frozenset[str]) -> Sequence[int]:
        """The indexes of the words that are among some folded ones."""
        found = self.asked.get(some)
        if found is None:
            found = () if some.isdisjoint(self.kinds) else self._spots(some)
            self.asked[some] = found
        return found

    def _spots(self, some: frozenset[str]) -> Sequence[int]:
        there = some & self.kinds
        if len(there) > 1:
            return tuple(compress(count(), map(there.__contains__, self.folded)))
        [word] = there  # as most often: a row that has one of them has no other
        spots = [self.folded.index(word)]
        while len(spots) < self.folded.count(word):
            spots.append(self.folded.index(word, spots[-1] + 1))
        return spots


def signs_in(text: str, signs: str, start: int, end: int) -> list[int]:
    """Where some signs stand, in order, sign by sign: the fastest way through what is nearly all letters."""
    found: list[int] = []
    for sign in signs:
        at = text.find(sign, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(sign, at + 1, end)
    return sorted(found)


@lru_cache(maxsize=2048)
def words_of(text: str) -> Words:
    """The words of a name, a phrase, or any other stretch of text. Kept for a while, as names come again."""
    return Words(text)


def index_at(words: Words, offset: int) -> int:
    """The index of the first word that ends after an offset."""
    return bisect_right(words.ends, offset)


def spoken(phrases: Iterable[str], *, whole: bool = True) -> re.Pattern[str]:
    """What `speaks_of` any of some phrases; if not `whole`, of any word that begins like one."""
    found = "|".join(re.escape(_apart(" ".join(Words(phrase).folded))) for phrase in phrases)
    return re.compile(f" (?:{found})" + ("(?= )" if whole else ""))


def speaks_of(told: str, cue: re.Pattern[str]) -> bool:
    """Whether folded words with a space between each two have what is `spoken`."""
    return cue.search(f" {_apart(told)} ") is not None  # from space to space: a search skips to them


def _apart(told: str) -> str:
    """With what stands before and behind an apostrophe as words of their own."""
    return told.replace("'", " ")


def contracted(phrase: str, contractions: Mapping[str, str]) -> Iterator[str]:
    """A phrase as it is, and with its last word run together with an article («más de», «más del»)."""
    yield phrase
    head, _, last = phrase.rpartition(" ")
    if last in contractions:
        yield f"{head} {contractions[last]}".strip()


class Phrases(Generic[Value]):
    """Phrases of one or more words with a value each; the longest that fits wins."""

    def __init__(self, items: Iterable[tuple[str, Value]]) -> None:
        # by the outer word, then by the word beside it ("" where there is none): small words begin many phrases
        self.by_first: dict[str, dict[str, list[tuple[Sequence[str], Value]]]] = {}
        self.by_last: dict[str, dict[str, list[tuple[Sequence[str], Value]]]] = {}
        # of each phrase its longest word, with how far it stands from the first: a text with none of them has no
        # phrase, and most have none; small words begin many
        ahead: dict[str, set[int]] = {}
        for phrase, value in items:
            key = words_of(phrase).folded
            longest = max(key, key=len, default="")
            ahead.setdefault(longest, set()).add(key.index(longest) if key else 0)
            if key:
                first, last = (key[1], key[-2]) if len(key) > 1 else ("", "")
                self.by_first.setdefault(key[0], {}).setdefault(first, []).append((key[2:], value))
                self.by_last.setdefault(key[-1], {}).setdefault(last, []).append((key[:-2], value))
        for table in (self.by_first, self.by_last):
            for found in (one for beside in table.values() for one in beside.values()):
                found.sort(key=lambda one: -len(one[0]))
        self.firsts = frozenset(self.by_first)
        self.longest = frozenset(ahead)
        self._ahead = ahead

    def starting(self, words: Words, at: int) -> tuple[int, Value] | None:
        """The longest phrase that begins at a word: (index after it, value)."""
        folded = words.folded
        if at >= len(folded) or folded[at] not in self.by_first:
            return None  # as mostly
        table, then = self.by_first[folded[at]], at + 1
        if then < len(folded) and folded[then] in table:
            for rest, value in table[folded[then]]:
                if not rest or folded[at + 2 : at + 2 + len(rest)] == rest:
                    return at + 2 + len(rest), value
        return (then, table[""][0][1]) if "" in table else None

    def ending(self, words: Words, before: int) -> tuple[int, Value] | None:
        """The longest phrase that ends just before a word: (index of its first word, value)."""
        folded = words.folded
        if before <= 0 or folded[before - 1] not in self.by_last:
            return None  # as mostly
        table = self.by_last[folded[before - 1]]
        if before > 1 and folded[before - 2] in table:
            for rest, value in table[folded[before - 2]]:
                start = before - 2 - len(rest)
                if start >= 0 and (not rest or folded[start : before - 2] == rest):
                    return start, value
        return (before - 1, table[""][0][1]) if "" in table else None

    def all_in(self, words: Words, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, Value]]:
        """Every longest phrase between two words, left to right, without overlap: (first, after, value)."""
        if self.longest.isdisjoint(words.kinds):
            return iter(())
        if start or end is not None:
            return self._found(words, start, len(words) if end is None else end)
        found = words.found.get(self)
        if found is None:
            found = words.found[self] = tuple(self._found(words, 0, len(words)))
        return iter(found)

    def begins(self, words: Words) -> list[int]:
        """The indexes at which a phrase may begin, in order: where its longest word stands as far behind as it must."""
        folded, begins = words.folded, []
        for at in words.where(self.longest):
            for far in self._ahead[folded[at]]:
                if far <= at:
                    begins.append(at - far)
        return sorted(set(begins)) if len(begins) > 1 else begins

    def _found(self, words: Words, start: int, stop: int) -> Iterator[tuple[int, int, Value]]:
        for at in self.begins(words):
            if at >= stop:
                return
            if start <= at:
                found = self.starting(words, at)
                if found is not None and found[0] <= stop:
                    yield at, found[0], found[1]
                    start = found[0]


def marked(phrases: Iterable[str]) -> Phrases[bool]:
    """Phrases of which it is asked only where they stand."""
    return Phrases((phrase, True) for phrase in phrases)
