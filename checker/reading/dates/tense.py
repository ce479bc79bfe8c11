"""Whether the words around a date speak of the past or of what is to come.

In: the tokens of a text, and a match among them. Out: -1, 0 or 1, for a date that does not tell its year or week.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import cache
from itertools import takewhile, zip_longest

from checker.reading.dates.datewords import DateWords
from checker.reading.dates.patterns import Found, Token
from checker.reading.text.words import Memory

REACH = 15  # words on either side of a date that say when it is
BESIDE = 2  # words before a date in which a participle is told of that date
SHORT = 4  # letters below which a word has no ending of the past


class Tense(Enum):
    """What one word tells."""

    FUTURE = auto()
    PAST = auto()
    PARTICIPLE = auto()  # of the past, where nothing else is told


def tense_at(tokens: Sequence[Token | None], found: Found, grammar: DateWords) -> int:
    """Whether the clause around a match speaks of the past (-1) or of what is to come (1): the nearest cue says."""
    before = takewhile(bool, reversed(tokens[max(found.first - REACH, 0) : found.first]))  # none ends a sentence
    after = takewhile(bool, tokens[found.after : found.after + REACH])
    data = grammar.data
    endings = _endings(tuple(data.future_endings), tuple(data.past_endings), tuple(data.participle_endings))
    participle = False
    for step, pair in enumerate(zip_longest(before, after)):
        for token, index in zip(pair, (found.first - 1 - step, found.after + step), strict=True):
            told = _told(token, grammar, endings) if token is not None else None
            if token is None or told is None or "month" in token.classes:  # "May" that may
                continue
            if told is Tense.FUTURE:
                return 1
            if _is_passive(index, tokens, grammar):  # "will be held"
                continue
            near = 0 < found.first - index <= BESIDE  # «planes anunciados en enero que acabarán en 2012»
            if told is Tense.PAST or near:
                return -1
            participle = True
    return -1 if participle else 0


def _is_passive(index: int, tokens: Sequence[Token | None], grammar: DateWords) -> bool:
    """Whether a participle stands behind "be"."""
    before = tokens[index - 1] if index else None
    return before is not None and before.folded in grammar.passive


def _told(token: Token, grammar: DateWords, endings: Memory[Tense | None]) -> Tense | None:
    if token.folded in grammar.future:
        return Tense.FUTURE
    told = endings[token.text]
    return Tense.PAST if token.folded in grammar.past and told is not Tense.FUTURE else told


@cache
def _endings(future: tuple[str, ...], past: tuple[str, ...], participle: tuple[str, ...]) -> Memory[Tense | None]:
    """What a word tells by its ending."""

    def told(word: str) -> Tense | None:
        if word.endswith(future):
            return Tense.FUTURE
        if len(word) < SHORT:
            return None
        return Tense.PAST if word.endswith(past) else Tense.PARTICIPLE if word.endswith(participle) else None

    return Memory(told)
