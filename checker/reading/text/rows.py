"""A sentence as a row of words that know their lemmas: made once, and asked by one component after the other.

What a grammar wants to know of every word of a sentence is asked of the row as a whole: where words of a set stand,
or whether the sentence has any of them at all.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from functools import reduce
from itertools import compress, count
from operator import not_, or_

from checker.reading.text.lemmas import forms_of
from checker.reading.text.signals import signals_of
from checker.reading.text.words import Words

_NONE: frozenset[str] = frozenset()


class Row(Words):
    """The words of a sentence in a language. `forms` holds the folded word and lemmas of each, none for what is no
    word, and `vocabulary` all of them."""

    __slots__ = ("_forms", "_meant", "_signals", "_vocabulary", "ends", "lang", "starts")

    starts: Sequence[int]  # most sentences are asked for these, and often
    ends: Sequence[int]

    def __init__(self, text: str, lang: str) -> None:
        super().__init__(text)
        self.starts, self.ends = self._laid()
        self.lang = lang
        self._forms: list[frozenset[str]] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._signals: tuple[list[int], list[int]] | None = None
        self._meant: dict[frozenset[str], Sequence[int]] = {}

    @property
    def signals(self) -> int:
        """The bits of all grammars that a word concerns."""
        bits, concerned = self._each
        return reduce(or_, [bits[at] for at in concerned], 0)

    def concerned(self, signal: int) -> list[int]:
        """The indexes of the words that concern a grammar."""
        bits, concerned = self._each
        return [at for at in concerned if bits[at] & signal]

    @property
    def _each(self) -> tuple[list[int], list[int]]:
        """The bits of the grammars that each word concerns, and the indexes of those that concern any: few do."""
        if self._signals is None:
            bits = list(map(signals_of(self.lang).__getitem__, self.texts))
            self._signals = bits, list(compress(count(), bits))
        return self._signals

    @property
    def forms(self) -> Sequence[frozenset[str]]:
        """By index."""
        if self._forms is None:
            self._forms = list(map(forms_of(self.lang).__getitem__, self.texts))
        return self._forms

    @property
    def vocabulary(self) -> frozenset[str]:
        """All folded words and lemmas."""
        if self._vocabulary is None:
            self._vocabulary = _NONE.union(*self.forms)
        return self._vocabulary

    def meaning(self, some: Set[str]) -> Sequence[int]:
        """The indexes of the words of which a form is among some."""
        if some.isdisjoint(self.vocabulary):
            return ()
        if not isinstance(some, frozenset):  # a view of a table: asked once for a sentence
            return self._among(some)
        found = self._meant.get(some)
        if found is None:
            found = self._meant[some] = self._among(some)
        return found

    def _among(self, some: Set[str]) -> list[int]:
        return list(compress(count(), map(not_, map(some.isdisjoint, self.forms))))
