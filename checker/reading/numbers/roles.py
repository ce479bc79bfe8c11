"""Numbers that count nothing by what they stand for: an hour, the service that is called by a number.

In: a number with its words. Out: its role, or none.
"""

from __future__ import annotations

import re

from checker.languages import language
from checker.reading.layers import SERVICE, NumberHit
from checker.reading.text.words import Phrases, Words, fold_all, index_at, marked, remembered

HOURS_OF_DAY = 24
_MINUTES = re.compile(r"\d\d?[.:]\d\d")


def role_of(hit: NumberHit, words: Words, lang: str) -> str | None:
    """Whether a number is an hour, or a service («según el 112», "911 dispatchers")."""
    if _is_hour(hit, words, lang):
        return "hour"
    services, before, behind = _services(lang)
    at = index_at(words, hit.start)
    if hit.kind != "number" or hit.role is not None or words.texts[at] not in services:
        return None
    if behind.starting(words, at + 1) is not None:
        return SERVICE
    if before.ending(words, at) is None:
        return None
    follows = words.texts[at + 1] if at + 1 < len(words) else ""
    return None if follows.islower() and follows.endswith("s") else SERVICE  # «del 112 heridos», a slip for «de los»


@remembered
def _hours(lang: str) -> tuple[Phrases[bool], Phrases[bool], frozenset[str]]:
    """What stands behind an hour; what does behind one with its article; and those articles."""
    numbers = language(lang).numbers
    return marked(numbers.hours), marked(numbers.led_hours), fold_all(language(lang).counting.clock)


def _is_hour(hit: NumberHit, words: Words, lang: str) -> bool:
    """Whether a number is an hour, which counts nothing: "5 p.m.", «a las 21.00», «hasta las 9 de la noche»."""
    if hit.role is not None or hit.quantity.high is None or hit.quantity.high > HOURS_OF_DAY:
        return False
    behind, led, articles = _hours(lang)
    first, after = index_at(words, hit.start), index_at(words, hit.end - 1) + 1
    if behind.starting(words, after) is not None:
        return True
    known = first > 0 and words.folded[first - 1] in articles
    return known and (led.starting(words, after) is not None or _MINUTES.fullmatch(words.texts[first]) is not None)


@remembered
def _services(lang: str) -> tuple[frozenset[str], Phrases[bool], Phrases[bool]]:
    """The numbers by which services are called; what stands before one; and what does behind one."""
    numbers = language(lang).numbers
    return frozenset(numbers.services), marked(numbers.before_service), marked(numbers.behind_service)
