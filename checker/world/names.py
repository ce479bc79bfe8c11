"""What is known of personal names in general: given names, particles, and which spellings sound alike."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path

from anyascii import anyascii

from checker.yamldoc import load


@cache
def _data() -> dict[str, list[str] | list[list[str]]]:
    data: dict[str, list[str] | list[list[str]]] = load(
        Path(__file__).parent / "people.yaml", name="checker/world/people.yaml"
    ).data
    return data


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(str(word) for word in _data()[key])


@cache
def _given() -> frozenset[str]:
    """The common given names, those of the national lists, and more."""
    more = load(Path(__file__).parent / "given_names.yaml", name="checker/world/given_names.yaml").data
    return _words("given").union(map(str, more["given"]), map(str, more["more"]))


@lru_cache(maxsize=10_000)
def is_given(word: str) -> bool:
    """Whether a word is a given name, common or of a national list."""
    return plain(word) in _given()


@lru_cache(maxsize=10_000)
def is_common_given(word: str) -> bool:
    """Whether a word is one of the common given names, so that one a letter apart is another name, and no slip."""
    return plain(word) in _words("given")


@lru_cache(maxsize=10_000)
def is_given_word(word: str) -> bool:
    """Whether a word is a given name only where the words behind it are no others: «Faith Atieno»."""
    return plain(word) in _words("given_words")


@lru_cache(maxsize=10_000)
def is_family(word: str) -> bool:
    """Whether a word is a common family name."""
    return plain(word) in _words("family")


@lru_cache(maxsize=10_000)
def is_particle(word: str) -> bool:
    """Whether a word may stand inside a name in small letters."""
    return word.casefold() in _words("particles")


def is_prefix(word: str) -> bool:
    """Whether a family name may go on with a capital behind it: «MacBride»."""
    return word.casefold() in _words("prefixes")


@lru_cache(maxsize=10_000)
def is_family_first(word: str) -> bool:
    """Whether a word is a family name that comes first, as in Korean and Chinese names."""
    return plain(word) in _words("family_first")


def is_called_by_last(word: str) -> bool:
    """Whether news calls somebody of this family, whose name comes first, by the last part: Vietnamese names."""
    return plain(word) in _words("called_by_last")


def bare_name(text: str) -> str:
    """«El presidente de Rusia, Vladímir Putin» → «Vladímir Putin»: the words of a name that end a phrase."""
    words = text.rpartition(", ")[2].split()
    first = len(words)
    while first and (words[first - 1][0].isupper() or is_particle(words[first - 1])):
        first -= 1
    while first < len(words) and is_particle(words[first]):
        first += 1
    return " ".join(words[first:]) or text


def is_descent(word: str) -> bool:
    """Whether a word says whose child somebody is: «bin»."""
    return word.casefold() in _words("descent")


@lru_cache(maxsize=10_000)
def vowels_levelled(key: str) -> str:
    """A sound with the vowels that romanisations of Arabic confuse made one: Usama, Osama."""
    for pair in _data()["vowels"]:
        key = key.replace(str(pair[0]), str(pair[1]))
    return key


def digit_as_letter(digit: str) -> str:
    """The letter that a digit is a slip or a disguise of: Ig0r."""
    return next((str(pair[1]) for pair in _data()["digits"] if pair[0] == digit), digit)


@lru_cache(maxsize=10_000)
def plain(word: str) -> str:
    """A name's part in ASCII, lower case, letters only."""
    return re.sub(r"[^a-z]", "", anyascii(word).casefold())


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(str(pair[0])), str(pair[1])) for pair in _data()["sounds"])


@lru_cache(maxsize=10_000)
def sound(word: str) -> str:
    """A spelling reduced to what romanisations share: Belousov, Beloúsov, Белоусов → one key."""
    key = plain(word)
    for pattern, into in _sounds():
        key = pattern.sub(into, key)
    return key


@cache
def _same() -> dict[str, str]:
    return {str(form): str(group[0]) for group in _data()["same"] for form in group}


def given_key(word: str) -> str:
    """One form of a given name for all its forms: Andréi, Andrey → andrei."""
    return _same().get(plain(word), plain(word))


@cache
def _groups() -> dict[str, tuple[int, ...]]:
    found: dict[str, tuple[int, ...]] = {}
    for number, group in enumerate(_data()["same"]):
        for form in group:
            found[str(form)] = (*found.get(str(form), ()), number)
    return found


def given_groups(word: str) -> tuple[int, ...]:
    """The numbers of the groups of given names that a word is a form in."""
    return _groups().get(plain(word), ())


def given_forms_agree(one: str, two: str) -> bool:
    """Whether two words are forms of one given name."""
    return not set(given_groups(one)).isdisjoint(given_groups(two))
