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
PARTS = ("initials", "vowels", "finals")  # of a syllable
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
    spelt = _spellings(told) if told else ()
    family = ((*spelt, *(DOUBLED.sub(r"\1", one) for one in spelt)),) if told else _syllable(name[0])
    given = tuple(letter for sign in name[1:] for letter in _syllable(sign))
    return (*family, *given), (*given, *family)


@lru_cache(maxsize=10_000)
def korean(name: tuple[str, ...]) -> str | None:
    """One key for all ways to write a Korean name in Latin letters, of family name and two syllables: «No Kwang Chol»,
    "Noh Kwang-chol"; None for what is no such name."""
    if len(name) != 3 or name[0] not in _families():
        return None
    given = [_romanised(part) for part in name[1:]]
    return None if None in given else "-".join(map(str, (_families()[name[0]], *given)))


@cache
def _families() -> dict[str, str]:
    """By the spelling of a family name, the one that stands for all of its own."""
    found: dict[str, str] = {}
    for told in _data()["hangul"]["families"].values():
        spelt = _spellings(told)
        first = next((found[one] for one in spelt if one in found), spelt[0])
        found.update((one, first) for one in spelt if one not in found)
    return found


@cache
def _letters() -> tuple[re.Pattern[str], tuple[dict[str, str], ...]]:
    """The form of a syllable in Latin letters, and for each of its letters what stands for its spellings."""
    alike = _data()["hangul"]["alike"]
    tables = tuple({one: key for key, told in alike[part].items() for one in _spellings(told)} for part in PARTS)
    longest = (sorted(table, key=len, reverse=True) for table in tables)
    return re.compile("".join(f"({'|'.join(one)})" for one in longest)), tables


def _romanised(part: str) -> str | None:
    """A syllable in the one spelling that stands for all."""
    form, tables = _letters()
    found = form.fullmatch(part)
    if found is None:
        return None
    initial, vowel, final = (table[letter] for table, letter in zip(tables, found.groups(), strict=True))
    closed: dict[str, str] = _data()["hangul"]["alike"]["closed"]
    return initial + closed.get(vowel + final, vowel + final)


def _syllable(sign: str) -> Spellings:
    """A syllable block by its two or three letters."""
    data, number = _data()["hangul"], ord(sign) - FIRST_SYLLABLE
    initial, vowel, final = number // (VOWELS * FINALS), number // FINALS % VOWELS, number % FINALS
    return tuple(map(_spellings, (data["initials"][initial], data["vowels"][vowel], data["finals"][final])))
