"""A sentence as a row of tokens that know which part of a date they may be.

In: the words of a sentence and its numbers. Out: tokens with classes (see patterns.py), in which a phrase or a
spelled number is one; none for a sentence that cannot hold a date.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import compress, count
from typing import overload

from checker.reading.dates.datewords import CENTURIES, DateWords, classes_of, date_words, number_classes
from checker.reading.dates.patterns import BREAK, NONE, Classes, Token
from checker.reading.layers import NumberHit
from checker.reading.text.signals import signal
from checker.reading.text.words import Words, fold, index_at

YEAR_LETTERS = 4
OPENING, CLOSING = frozenset('(«“"[¿¡'), frozenset(".,;:)»”\"']!?…")  # signs that tell nothing of digits beside them
_DIGIT = re.compile(r"\d")
SPELLED = 2200  # from this on a number in words is an amount and nothing else


# a word that only dates have, or digits
MAY_DATE = signal(lambda word, lang: word[0].isdecimal() or fold(word) in date_words(lang).triggers)


def may_hold_dates(words: Words, grammar: DateWords) -> bool:
    """Whether a sentence that `MAY_DATE` concerns is worth a closer look."""
    if not grammar.triggers.isdisjoint(words.kinds):
        return True
    if not grammar.with_days.isdisjoint(words.kinds):
        return True
    return any(_may_date(words, at) for at in words.digits)


def _may_date(words: Words, at: int) -> bool:
    """Whether digits may be a date without a word that only dates have, and no count: a year, a decade («los 70»), or
    what has something glued to it («12/10», "5th")."""
    text = words.texts[at]
    if len(text) >= YEAR_LETTERS or not text.isdecimal() or (len(text) == 2 and text[1] == "0"):
        return True
    before = at > 0 and words.ends[at - 1] == words.starts[at] and words.texts[at - 1] not in OPENING
    return before or (
        at + 1 < len(words) and words.starts[at + 1] == words.ends[at] and words.texts[at + 1] not in CLOSING
    )


class Tokens(Sequence[Token | None]):
    """The tokens of a text, sentence by sentence, None behind each. A token is made when it is asked for, as few ever
    are: patterns and cues run over the columns `symbols`, `texts` and `folded` (the last two: "" behind a sentence)."""

    def __init__(self, grammar: DateWords) -> None:
        self.symbols: list[str] = []  # see patterns.py
        self.texts: list[str] = []
        self.folded: list[str] = []
        self._grammar = grammar
        self._starts: list[int] = []  # where they stand in their sentence
        self._ends: list[int] = []
        self._made: list[Token | None] = []
        self._firsts: list[int] = []  # the index of the first of each sentence …
        self._offsets: list[int] = []  # … and where the sentence begins

    def add(self, words: Words, numbers: Sequence[NumberHit], offset: int) -> None:
        """Take in the words of a sentence that begins at `offset`, and its numbers; phrases and spelled numbers are
        one token."""
        grammar, begin = self._grammar, len(self.symbols)
        self._firsts.append(begin)
        self._offsets.append(offset)
        self.symbols += map(grammar.symbols.__getitem__, words.texts)
        self.symbols[begin] = grammar.openings[words.texts[0]]
        self.texts += words.texts
        self.folded += words.folded
        self._starts += words.starts
        self._ends += words.ends
        self._made += [None] * len(words)
        for first, after, token in reversed(list(_special(words, grammar, numbers, offset))):
            spot = slice(begin + first, begin + after)
            self.texts[spot], self.folded[spot] = [token.text], [token.folded]
            self._starts[spot], self._ends[spot] = [token.start - offset], [token.end - offset]
            self.symbols[spot], self._made[spot] = [grammar.patterns.symbol(token.classes)], [token]
        self.symbols.append(BREAK)
        self.texts.append("")
        self.folded.append("")
        self._starts.append(-1)
        self._ends.append(-1)
        self._made.append(None)

    def start_of(self, at: int) -> int:
        """Where in the text a token begins."""
        return self._starts[at] + self._offsets[bisect_right(self._firsts, at) - 1]

    def end_of(self, at: int) -> int:
        """Where in the text a token ends."""
        return self._ends[at] + self._offsets[bisect_right(self._firsts, at) - 1]

    def __len__(self) -> int:
        return len(self.symbols)

    @overload
    def __getitem__(self, at: int) -> Token | None: ...
    @overload
    def __getitem__(self, at: slice) -> list[Token | None]: ...
    def __getitem__(self, at: int | slice) -> Token | list[Token | None] | None:
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        token = self._made[at]
        if token is None and (text := self.texts[at]):
            sentence = bisect_right(self._firsts, at) - 1
            offset, first = self._offsets[sentence], self._firsts[sentence] == at
            meaning = self._grammar.meanings[text]
            classes = meaning.first if first else meaning.classes
            start, end = self._starts[at], self._ends[at]
            glued = not first and self._ends[at - 1] == start
            token = Token(start + offset, end + offset, text, self.folded[at], classes, meaning.value, glued)
            self._made[at] = token
        return token


def _special(
    words: Words, grammar: DateWords, numbers: Sequence[NumberHit], offset: int
) -> Iterator[tuple[int, int, Token]]:
    """What is another token than its word would be by itself: (first word, word after, token)."""
    starts, ends, pairs = words.starts, words.ends, grammar.data.years_in_pairs
    spelled: dict[int, NumberHit] = {}
    amounts: set[int] = set()
    for hit in numbers:
        at = index_at(words, hit.core_start - offset)
        if hit.kind in ("money", "percent"):
            amounts.update(range(at, index_at(words, hit.core_end - 1 - offset) + 1))
        elif (pairs or hit.core_end - offset > ends[at]) and _is_spelled(hit):
            spelled[at] = hit
    worth = {*spelled, *amounts.intersection(words.digits), *(first for first, *_ in grammar.phrases.all_in(words))}
    for at in words.digits:  # of signs beside digits few tell anything: not the comma of «40,»
        if at and ends[at - 1] == starts[at] and words[at - 1].is_word:
            worth.add(at)
        if at + 1 < len(words) and ends[at] == starts[at + 1]:
            if words.folded[at + 1] in grammar.glued:
                worth |= {at, at + 1}
            elif words.texts[at + 1] == "." and at + 2 < len(words):
                worth.add(at)
    if grammar.possessives:
        worth.update(compress(count(), map(grammar.owned.__getitem__, words.texts)))
    passed = 0
    for at in sorted(worth):
        if at >= passed:
            found = _joined(words, at, grammar, spelled, amounts, offset) or _alone(words, at, grammar, offset)
            if found is not None:
                token, passed = found
                yield at, passed, token


def _joined(
    words: Words, at: int, grammar: DateWords, spelled: Mapping[int, NumberHit], amounts: Set[int], offset: int
) -> tuple[Token, int] | None:
    """A number or phrase, which may be several words, as one token, and the index after it."""
    word, hit = words[at], spelled.get(at)
    year = _paired_year(words, at, spelled, offset) if hit is not None and grammar.data.years_in_pairs else None
    if year is not None:
        return _token(words, at, year[1], offset, number_classes(year[0], "count", spelled=True), year[0]), year[1]
    found = grammar.phrases.starting(words, at) if word.folded in grammar.phrases.by_first else None
    last = index_at(words, hit.core_end - offset) if hit is not None else at
    if hit is not None and last > at + 1:
        amount = int(hit.quantity.low or 0)
        kind = "ordinal" if hit.kind == "ordinal" else "count"
        classes = number_classes(amount, kind, spelled=True) | ({"nth"} if kind == "ordinal" else set())
        classes = classes if amount < SPELLED else frozenset({"count"})
        return _token(words, at, last, offset, classes, amount), last
    if found is not None:
        classes = classes_of(word.text, found[1], grammar)
        return _token(words, at, found[0], offset, classes, None, found[1]), found[0]
    if not word.is_digits:
        return None
    if after := _suffixed(words, at, grammar):
        rank = int(word.text)
        return _token(words, at, after, offset, number_classes(rank, "ordinal") | {"nth"}, rank), after
    lettered = at > 0 and words[at - 1].is_word and words.ends[at - 1] == words.starts[at]  # A320, G7
    meaning = grammar.meanings[word.text]
    classes = NONE if at in amounts else meaning.classes & {"count"} if lettered else meaning.classes
    return _token(words, at, at + 1, offset, classes, meaning.value), at + 1


def _paired_year(words: Words, at: int, spelled: Mapping[int, NumberHit], offset: int) -> tuple[int, int] | None:
    """ "nineteen ninety-six": the year that two numbers in words tell, and the index after it."""
    century, rest = int(spelled[at].quantity.low or 0), spelled.get(at + 1)
    years = int(rest.quantity.low or 0) if rest is not None else 0
    if rest is None or century not in CENTURIES or not 10 <= years <= 99:
        return None
    return century * 100 + years, index_at(words, rest.core_end - offset)


def _suffixed(words: Words, at: int, grammar: DateWords) -> int:
    """The index after an ordinal in digits, "5th" or «1.º»; 0 where there is none."""
    if not words.texts[at].isdecimal() or len(words.texts[at]) > 3:
        return 0
    dotted = at + 1 < len(words) and words.texts[at + 1] == "." and words.starts[at + 1] == words.ends[at]
    last = at + 2 if dotted else at + 1
    if last >= len(words) or words.starts[last] != words.ends[last - 1]:
        return 0
    return last + 1 if "suffix" in grammar.glued.get(words.folded[last], NONE) else 0


def _is_spelled(hit: NumberHit) -> bool:
    low = hit.quantity.low
    spelled = hit.kind in ("number", "ordinal") and _DIGIT.search(hit.quantity.text) is None
    return spelled and low is not None and low == hit.quantity.high and low == int(low) and low > 0


def _alone(words: Words, at: int, grammar: DateWords, offset: int) -> tuple[Token, int] | None:
    """A word that is glued to digits, or the owner of a date ("Friday's") as the date."""
    text, folded = words.texts[at], words.folded[at]
    meaning = grammar.meanings[text]
    glued = at > 0 and words[at - 1].is_digits and words.ends[at - 1] == words.starts[at]
    if glued and folded in grammar.glued:
        return _token(words, at, at + 1, offset, grammar.glued[folded], meaning.value), at + 1
    letters = grammar.owned[text]
    if not letters:
        return None
    token = _token(words, at, at + 1, offset, NONE, None)
    own, key = text[:-letters], folded[:-letters]
    return token._replace(end=token.end - letters, text=own, folded=key, classes=classes_of(own, key, grammar)), at + 1


def _token(
    words: Words, first: int, after: int, offset: int, classes: Classes, value: int | None, key: str = ""
) -> Token:
    start, end = words.starts[first], words.ends[after - 1]
    glued = first > 0 and words.ends[first - 1] == start
    text = words.texts[first]
    return Token(start + offset, end + offset, text, key or words.folded[first], classes, value, glued)
