"""Which of many names may be alike a given one, without comparing every pair.

Two names can be of one person only where two parts of the one are near parts of the other (one, for a name of one
part), or where both are the same letters otherwise spaced. So names are found by their parts, and parts by what near
parts have in common; what is found is a superset, and names.py decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations

from checker.model.record import record
from checker.reading.persons.names import ENOUGH, SLIP_LENGTH, TYPO_LENGTH, alike_parts, joined_sound, parts, wholes
from checker.world import names, scripts

TOGETHER = (2, 3)  # letters of initials written together


class NameIndex:
    """Names by number, in the order in which they were added."""

    def __init__(self) -> None:
        self._by_part: dict[str, set[int]] = {}
        self._by_whole: dict[str, set[int]] = {}
        self._words: dict[str, tuple[str, ...]] = {}  # parts that may be alike, by what they have in common
        self._keys: set[str] = set()  # the same keys: a set is asked in a quarter of the time
        self._near: dict[str, set[str]] = {}  # every part with those that are near it
        self._all: set[int] = set()
        self._written: set[int] = set()  # the numbers with a name in another script
        self._short: set[int] = set()  # the numbers with a name of one part
        self._found: dict[str, list[int]] = {}  # what was asked for since the last name came
        self.compared = 0  # parts with parts: the work so far

    def add(self, name: str, number: int) -> None:
        """Take in a name; several may have one number."""
        self._found.clear()
        own = parts(name)
        self._all.add(number)
        if _in_signs(name):
            self._written.add(number)
        for word in own:
            self._by_part.setdefault(word, set()).add(number)
            self._enter(word)
        if len(set(own)) < 2:
            self._short.add(number)
        for whole in wholes(name):
            self._by_whole.setdefault(whole, set()).add(number)

    def near(self, name: str) -> list[int]:
        """The numbers of all names that may be alike, in order."""
        found = self._found.get(name)
        if found is None:
            found = self._found[name] = self._look_up(name)
        return found

    def _look_up(self, name: str) -> list[int]:
        if not self._all:
            return []
        own, whole = _own(name), wholes(name)
        if own is None:  # whoever it may be a spelling of
            return sorted(self._all)
        found = [hit for hit in map(self._with_part, own) if hit]
        near = set(self._written)
        for one in whole:
            if one in self._by_whole:
                near |= self._by_whole[one]
        if not (found or near):
            return []
        if len(own) < 2:
            return sorted(near.union(*found))
        for hit, other in combinations(found, 2):
            near |= hit & other
        for hit in found:
            near |= hit & self._short
        return sorted(near)

    def _with_part(self, word: str) -> set[int]:
        """The numbers of the names with a part that is near one part."""
        numbers, near = self._by_part, self._near.get(word)
        if near is None:
            if _keys_of(word).looked_up.isdisjoint(self._keys):
                return set()  # most parts have nothing in common with any other
            near = self._nearby(word)
        if len(near) == 1:
            [only] = near
            return numbers.get(only, set())
        return set().union(*[numbers[other] for other in near if other in numbers])

    def _nearby(self, word: str) -> set[str]:
        """The parts that are near one part, itself among them."""
        known = self._near.get(word)
        if known is None:
            keys, words = _keys_of(word), self._words
            known = {word}
            if not keys.compared.isdisjoint(self._keys):
                near = set().union(*[words[key] for key in keys.compared & self._keys])
                self.compared += len(near)
                for other in near:
                    if alike_parts(word, other) >= ENOUGH:
                        known.add(other)
            if not keys.sure.isdisjoint(self._keys):
                known.update(*[words[key] for key in keys.sure & self._keys])
        return known

    def _enter(self, word: str) -> None:
        """Keep a part."""
        if word not in self._near:
            known = self._near[word] = self._nearby(word)
            self.compared += len(known)
            for other in known:
                self._near[other].add(word)
            kept = _keys_of(word).kept
            shared = kept & self._keys
            self._keys |= kept
            for key in shared:
                self._words[key] += (word,)
            self._words.update(dict.fromkeys(kept - shared, (word,)))


@record
class _Keys:
    """Where parts that may be near one part are kept: under `compared` those that must be alike as well, under `sure`
    those that are near as they are; and where the part itself is kept."""

    looked_up: frozenset[str]  # under both
    compared: frozenset[str]
    sure: frozenset[str]
    kept: frozenset[str]


@lru_cache(maxsize=4096)
def _keys_of(word: str) -> _Keys:
    slips = _slips(word)
    together = f"whole {word[:1]}" if len(word) in TOGETHER else f"together {word[:1]}"
    compared, sure = frozenset(_looked_up(word)), slips | {together}
    return _Keys(compared | sure, compared, sure, slips | frozenset(_kept(word)))


def _slips(word: str) -> frozenset[str]:
    """What parts share that are one letter apart, by letters or by sound: themselves without one letter."""
    found: set[str] = set()
    for text in {word, names.sound(word)} if len(word) >= SLIP_LENGTH else ():
        found |= {f"slip {text}", *(f"slip {text[:at]}{text[at + 1 :]}" for at in range(len(text)))}
    return frozenset(found)


def _looked_up(word: str) -> Iterator[str]:
    """Where the parts that may be alike one part are kept: those of its sound, the other forms of a given name,
    initials and what they stand for, and long parts that begin with its sound."""
    yield from _shared(word)
    yield f"whole {word[:1]}" if len(word) == 1 else f"initial {word[:1]}"
    if len(word) >= TYPO_LENGTH:
        yield f"typo {names.sound(word)[:1]}"


def _kept(word: str) -> Iterator[str]:
    yield from _shared(word)
    yield f"whole {word[:1]}"
    if len(word) == 1:
        yield f"initial {word}"
    if len(word) in TOGETHER:
        yield f"together {word[:1]}"
    if len(word) >= TYPO_LENGTH:
        yield f"typo {names.sound(word)[:1]}"


def _shared(word: str) -> Iterator[str]:
    yield f"level {names.vowels_levelled(names.sound(word))}"
    for group in names.given_groups(word):
        yield f"given {group}"


@lru_cache(maxsize=10_000)
def _own(name: str) -> frozenset[str] | None:
    """The parts of a name, none where it is written in signs."""
    return None if _in_signs(name) else frozenset(parts(name))


def _in_signs(name: str) -> bool:
    """Whether a name is written in Arabic, Han or Hangul, so that its parts are not those of its spellings."""
    return scripts.is_written_in(name) or not joined_sound(name).isascii()
