"""Numbers inside of names and titles, which count nobody: «la banda Siete Muertos», «la película "Doce muertos"».

In: the words of a sentence. Out: whether a number belongs to a name, and where titles stand.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from checker.reading.counts.following import span_of
from checker.reading.counts.tokens import QUOTES
from checker.reading.layers import NumberHit, Sentence
from checker.reading.text.rows import Row

TITLE = 8  # words and marks of a title


def is_name(sentence: Sentence, words: Row, hit: NumberHit) -> bool:
    """«La banda Siete Muertos»: a number with a capital between a small word and a capital."""
    if not words.text[hit.start - sentence.start].isupper():
        return False
    first, after = span_of(words, hit, sentence)
    named = first > 0 and after < len(words) and words[after].has_capital
    return named and words[first - 1].is_word and words[first - 1].text.islower()


def titles_in(sentence: Sentence, words: Row, *, named: bool) -> Iterator[tuple[int, int]]:
    """Where titles of works may stand: few words between quotes, all with a capital («Seven Dead Men»), or, where a
    sentence names a work, the first with a capital or in digits."""
    for first, last in pairwise(words.where(QUOTES)):
        begins = words[first + 1].text[:1]
        if not first + 1 < last <= first + TITLE or not (begins.isupper() or begins.isdecimal()):
            continue
        if named or (last > first + 2 and all(word.has_capital for word in words[first + 1 : last])):
            yield sentence.start + words.starts[first], sentence.start + words.ends[last]
