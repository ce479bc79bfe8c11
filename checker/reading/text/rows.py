"""A sentence as a row of words that know their lemmas: made once, and asked by one component after the other.

What a grammar wants to know of every word of a sentence is asked of the row as a whole: where words of a set stand,
or whether the sentence has any of them at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial
from itertools import compress, count, repeat
from operator import contains, not_

from checker.reading.text.lemmas import forms_of
from checker.reading.text.shouted import calmed
from checker.reading.text.signals import grammars, signals_of
from checker.reading.text.words import Columns, Cuts, Words, cut

_NONE: frozenset[str] = frozenset()
_WIDE = 7  # columns of each word, the last for its forms


class Row(Words):
    """The words of a sentence in a language, "" for one that nobody reads; the grammars that a word concerns are among
    its marks. `forms` holds the folded word and lemmas of each, none for what is no word, and `vocabulary` all of
    them."""

    __slots__ = ("_meant", "forms", "lang", "signals", "vocabulary")

    def __init__(self, text: str, lang: str) -> None:
        self.forms: Sequence[frozenset[str]] = self._lay(calmed(text, lang), _cuts(lang, grammars()))[6::_WIDE]
        self.text = text
        self.lang = lang
        self.signals = sum(self.marked)  # the bits of all grammars that a word concerns
        self.vocabulary = _NONE.union(*self.forms)
        self._meant: dict[frozenset[str], Sequence[int]] = {}

    def concerned(self, signal: int) -> Sequence[int]:
        """The indexes of the words that concern a grammar, by its bit."""
        return self.marked.get(signal, ())

    def meaning(self, some: frozenset[str]) -> Sequence[int]:
        """The indexes of the words of which a form is among some."""
        if some.isdisjoint(self.vocabulary):
            return ()
        found = self._meant.get(some)
        if found is None:
            found = self._meant[some] = self._among(some)
        return found

    def _among(self, some: frozenset[str]) -> list[int]:
        there = some & self.vocabulary
        if len(there) > 1:
            return list(compress(count(), map(not_, map(there.isdisjoint, self.forms))))
        return list(compress(count(), map(contains, self.forms, repeat(*there))))  # as most often


@cache
def _cuts(lang: str, grammars: int) -> Cuts:
    """By what stands between two spaces, the columns of its words; anew when there are more grammars."""
    del grammars
    return Cuts(partial(_cut, lang=lang), _WIDE)


def _cut(chunk: str, lang: str) -> Iterator[Columns]:
    for word, text, folded, marks, *places in cut(chunk):
        signals, forms = (signals_of(lang)[text], forms_of(lang)(text)) if lang else ((), _NONE)
        yield word, text, folded, (*marks, *signals), *places, forms
