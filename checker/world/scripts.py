"""Names in Arabic and Hangul script beside their spellings in Latin letters.

In: a name in one of these scripts and one in Latin letters. Out: whether the second is a usual way to write the first.
Tables: scripts.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from checker.yamldoc import load

LONGEST = 40  # signs; what is longer is no name
FIRST_SYLLABLE, LAST_SYLLABLE = 0xAC00, 0xD7A3
VOWELS, FINALS = 21, 28  # in each syllable block of Unicode
DOUBLED = re.compile(r"([a-z])\1+")
Spellings = tuple[tuple[str, ...], ...]  # for every letter, what it may be written as


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = load(Path(__file__).parent / "scripts.yaml", name="checker/world/scripts.yaml").data
    return data


def is_written_in(name: str) -> bool:
    """Whether a name is in one of the scripts that are spelt by letters here."""
    return not name.isascii() and bool(_ways(name))


def is_spelling(latin: str, name: str) -> bool:
    """Whether a name in Latin letters is a way to write one in Arabic or Hangul script. Doubled letters count once."""
    ways = _ways(name)
    if not ways:
        return False
    words = [DOUBLED.sub(r"\1", re.sub(r"[^a-z]", "", word)) for word in latin.casefold().split()]
    joined = "".join(words)[: 2 * LONGEST]
    return any(_fits(one, way) for one in {joined, DOUBLED.sub(r"\1", joined)} for way in ways)


def _fits(latin: str, way: Spellings) -> bool:
    """Whether all letters, each in one of its spellings, make the whole word: every place that can be reached."""
    places = {0}
    for letter in way:
        places = {at + len(one) for at in places for one in letter if latin.startswith(one, at)}
    return len(latin) in places


@lru_cache(maxsize=5_000)
def _ways(name: str) -> tuple[Spellings, ...]:
    """The orders in which a name may stand, each as its letters; none for other scripts."""
    words = name.replace("\u200c", " ").split()
    joined = "".join(words)
    if not words or len(name) > LONGEST:
        return ()
    if len(joined) > 1 and all(FIRST_SYLLABLE <= ord(sign) <= LAST_SYLLABLE for sign in joined):
        return _hangul(joined)
    if len(words) > 1 and all(sign in _data()["arabic"]["letters"] for sign in joined):
        return (tuple(letter for word in words for letter in _arabic(word)),)
    return ()


def _spellings(told: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told.split("|")))


def _arabic(word: str) -> Sequence[tuple[str, ...]]:
    data = _data()["arabic"]
    if word in data["words"]:
        return [_spellings(data["words"][word])]
    found: list[tuple[str, ...]] = []
    if word.startswith(data["article"]) and len(word) > len(data["article"]) + 1:
        found.append(_spellings(data["article_spelt"]))
        word = word.removeprefix(data["article"])
    for sign in word:
        found += [_spellings(data["letters"][sign]), _spellings(data["vowel"])]
    return found


def _hangul(name: str) -> tuple[Spellings, ...]:
    """The family name goes first in Korea; abroad it may go last."""
    told = _data()["hangul"]["families"].get(name[0])
    family = (_spellings(told),) if told else _syllable(name[0])
    given = tuple(letter for sign in name[1:] for letter in _syllable(sign))
    return (*family, *given), (*given, *family)


def _syllable(sign: str) -> Spellings:
    """A syllable block by its two or three letters."""
    data, number = _data()["hangul"], ord(sign) - FIRST_SYLLABLE
    initial, vowel, final = number // (VOWELS * FINALS), number // FINALS % VOWELS, number % FINALS
    return tuple(map(_spellings, (data["initials"][initial], data["vowels"][vowel], data["finals"][final])))
