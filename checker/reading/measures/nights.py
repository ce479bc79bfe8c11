"""Of which night it is told: by the day on which it ends, as it has two dates and each paper its own word for it.

In: a sentence that counts what comes every night, and the time that its words tell. Out: that day. «anoche» and
"overnight" are the night before the paper, «la noche del 2 al 3» and «del martes al miércoles» that of the second day.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from itertools import pairwise

from checker.languages import language
from checker.model.timespan import Grain, TimeSpan
from checker.reading.layers import DateHit, Layers, Sentence, between
from checker.reading.text.rows import Row
from checker.reading.text.words import Phrases, marked, words_of

DAY = timedelta(days=1)


@cache
def _nights(lang: str) -> Phrases[bool]:
    return marked(language(lang).dates.nights)


def night_of(layers: Layers, sentence: Sentence, words: Row, when: TimeSpan | None) -> TimeSpan | None:
    """The time told of, or the day on which its night ends."""
    if when is not None and when.grain is Grain.RANGE:
        return when if _is_of_two(layers, sentence, when) else last_night(when)
    both = _two_nights(layers, sentence)
    if both is not None:
        return both
    printed = layers.article.published
    if printed is None or printed.start is None or next(_nights(words.lang).all_in(words), None) is None:
        return when
    day = TimeSpan.from_day(printed.start.year, printed.start.month, printed.start.day)
    if when is None or (when.grain is Grain.DAY and day.start is not None and when.start == day.start - DAY):
        return day
    return when


def last_night(when: TimeSpan) -> TimeSpan:
    """The second of two days, any other time as it is."""
    if when.start is None or when.end is None or when.grain is not Grain.RANGE or when.end - when.start != 2 * DAY:
        return when
    return TimeSpan(when.end - DAY, when.end, Grain.DAY)


def ends_of(layers: Layers, lang: str, hit: DateHit) -> TimeSpan | None:
    """The day on which the night ends that a time of another sentence tells of, or that time."""
    when, printed = hit.span, layers.article.published
    if when is None or when.grain is not Grain.DAY or printed is None or printed.start is None or when.start is None:
        return None if when is None else last_night(when)
    named = next(_nights(lang).all_in(words_of(layers.text[hit.start : hit.end])), None) is not None
    yesterday = (printed.start - when.start).days == 1
    return TimeSpan(when.start + DAY, when.start + 2 * DAY, Grain.DAY) if named and yesterday else when


def _is_of_two(layers: Layers, sentence: Sentence, when: TimeSpan) -> bool:
    """«entre la noche del lunes y la del martes»: two nights."""
    joins = layers.lexicons[sentence.lang or layers.lang].lists["joins"]
    told = (hit for hit in between(layers.dates, sentence.start, sentence.end) if hit.span == when)
    return any(word.folded in joins for hit in told for word in words_of(layers.text[hit.start : hit.end]))


def _two_nights(layers: Layers, sentence: Sentence) -> TimeSpan | None:
    """The same where its days are told apart, with nothing between them but small words."""
    days = [hit for hit in between(layers.dates, sentence.start, sentence.end) if hit.span is not None]
    lists = layers.lexicons[sentence.lang or layers.lang].lists
    for one, then in pairwise(days):
        told = {word.folded for word in words_of(layers.text[one.end : then.start])}
        small = lists["joins"] | lists["determiners"] | lists["of"]
        if one.span is None or then.span is None or not (told & lists["joins"] and told <= small):
            continue
        if one.span.grain is Grain.DAY is then.span.grain:
            return TimeSpan(one.span.start, then.span.end, Grain.RANGE)
    return None
