"""Whether the words around a date speak of the past or of what is to come.

In: the tokens of a text, and a match among them. Out: -2 (surely past), -1, 0 or 1, for a date that does not tell its
year or week.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from functools import cache
from itertools import takewhile, zip_longest

from checker.reading.dates.datetokens import Tokens
from checker.reading.dates.datewords import DateWords
from checker.reading.dates.patterns import Found
from checker.reading.text.words import Memory

REACH = 15  # words on either side of a date that say when it is
BESIDE = 2  # words before a date in which a participle is told of that date, and a verb of the past surely
OPENING = 2  # words of a sentence before a date that begins it
SHORT = 4  # letters below which a word has no ending of the past


class Tense(Enum):
    """What one word tells."""

    FUTURE = auto()
    PAST = auto()
    PARTICIPLE = auto()  # of the past, where nothing else is told


def tense_at(tokens: Tokens, found: Found, grammar: DateWords) -> int:
    """Whether the clause around a match speaks of the past (-1) or of what is to come (1): the nearest cue says."""
    texts, folded = tokens.texts, tokens.folded
    before = takewhile(bool, reversed(texts[max(found.first - REACH, 0) : found.first]))  # nothing ends a sentence
    after = takewhile(bool, texts[found.after : found.after + REACH])
    data = grammar.data
    endings = _endings(tuple(data.future_endings), tuple(data.past_endings), tuple(data.participle_endings))
    participle = False
    for step, pair in enumerate(zip_longest(before, after)):
        for text, index in zip(pair, (found.first - 1 - step, found.after + step), strict=True):
            told = _told(text, folded[index], grammar, endings) if text is not None else None
            if text is not None and (folded[index], folded[index + 1]) in grammar.intended:
                return 1
            if index < found.first and text is not None and folded[index] in grammar.future_before:
                return 1
            if told is None or ((token := tokens[index]) is not None and "month" in token.classes):  # "May" that may
                continue
            if told is Tense.FUTURE:
                return 1
            if index and folded[index - 1] in grammar.passive:  # behind "be": "will be held"
                continue
            near = 0 < found.first - index <= BESIDE  # «planes anunciados en enero que acabarán en 2012»
            if told is Tense.PAST and (
                folded[index] in grammar.earlier or near or (index > found.first and _opens(found, texts))
            ):
                return -2
            if told is Tense.PAST or near:
                return -1
            participle = True
    return -1 if participle else 0


def _opens(found: Found, texts: Sequence[str]) -> bool:
    """Whether a sentence begins with a date, so that its verb tells of that date: «En enero Rusia negó …»."""
    return not all(texts[max(found.first - OPENING, 0) : found.first]) or found.first < OPENING


def _told(text: str, folded: str, grammar: DateWords, endings: Memory[Tense | None]) -> Tense | None:
    if folded in grammar.future:
        return Tense.FUTURE
    told = endings[text]
    return Tense.PAST if folded in grammar.past and told is not Tense.FUTURE else told


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
