"""Patterns over classes of words: what the grammar of dates is written in.

A pattern is a line such as `{day} <of>? {month} (<of>? {year})?`. `{slot}` stands for one word of that class and
is captured, `{name:slot}` captures it under another name, `<slot>` is not captured, any other word stands for
itself; brackets, `|`, `?`, `*` and look-arounds mean what they mean in a regular expression. Every word of a text
becomes one character by the classes it is in, so that a whole text is matched by plain regular expressions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from checker.model.record import record
from checker.reading.text.words import Memory, fold

Classes = frozenset[str]
NONE: Classes = frozenset()
BREAK = "\n"  # stands between sentences; no pattern reaches across
_OTHER = " "
_FIRST = ord("!")  # the first character that is neither of these
_ARTICLE = "<the>?"
_PIECE = re.compile(r"\{(?:(\w+):)?(\w+)\}|<(\w+)>|(\(\?<?[=!:]|[()|?*+])|(\\.|[^\s{}<>()|?*+\\]+)|\s+")


class Token(NamedTuple):
    """A word (or a phrase or number of several) with the classes it is in; `value` is that of a number."""

    start: int
    end: int
    text: str
    folded: str
    classes: Classes
    value: int | None = None
    glued: bool = False  # nothing stands between it and the token before


@record
class Found:
    """One match: the tokens `first` to `after` (exclusive), the `kind` of pattern, what its slots hold."""

    first: int
    after: int
    kind: str
    slots: Mapping[str, Token]


class _Needed(NamedTuple):
    """Symbols of which a text must hold one; `small` ones are only there to hold others together."""

    small: bool
    members: frozenset[str]

    def commonness(self) -> tuple[bool, int]:
        """To sort by: what a pattern captures is rarer than the small words between."""
        return self.small, len(self.members)


class _Line(NamedTuple):
    """A compiled pattern: of each of `needed`, a text must hold a member; the rarest goes first. `names` are those of
    its groups."""

    kind: str
    expression: re.Pattern[str]
    needed: tuple[frozenset[str], ...]
    names: tuple[str, ...]


class _Match(NamedTuple):
    """A match in a stretch of symbols: `places` are where its slots are, by name."""

    first: int
    after: int
    kind: str
    places: tuple[tuple[str, int], ...]


def literal(word: str) -> str:
    """The class of a word that a pattern names outright."""
    return "=" + fold(word)


def literals(patterns: Iterable[str]) -> set[str]:
    """Every word that patterns name outright."""
    return {
        match[5].removeprefix("\\")
        for pattern in patterns
        for match in _PIECE.finditer(pattern)
        if match[5] is not None
    }


def _named(patterns: Iterable[str]) -> Classes:
    """Every class that patterns ask for, and those that matches are trimmed of."""
    found = {"the", "dot"}
    for match in (match for pattern in patterns for match in _PIECE.finditer(pattern)):
        _, slot, bare, _, word = match.groups()
        found.update(name for name in (slot, bare, literal(word.removeprefix("\\")) if word else None) if name)
    return frozenset(found)


def _charset(symbols: Iterable[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(symbols)))}]"


class Patterns:
    """Patterns by kind, compiled for a set of `inventory`: every combination of classes that a word may have."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], inventory: Iterable[Classes]) -> None:
        combinations = set(inventory)
        named = _named(pattern for lines in patterns.values() for pattern in lines)
        told = sorted({classes & named for classes in combinations} - {NONE}, key=sorted)
        # The first characters there are: a set of characters below 256 is a tenth as large, and twice as fast to ask.
        self._told = {classes: chr(_FIRST + number) for number, classes in enumerate(told)}
        self._symbols = {classes: self._told.get(classes & named, _OTHER) for classes in combinations}
        self._articles, self._stops = self._members("the"), self._members("dot")
        self._compiled = [self._compile(kind, pattern) for kind, lines in patterns.items() for pattern in lines]
        self._depth = max((len(line.needed) for line in self._compiled), default=0)
        self._needs = _needs([line.needed for line in self._compiled], self._depth)
        rarest = [line.needed[0] if line.needed else frozenset(self._told.values()) for line in self._compiled]
        self._core = re.compile(rf"{_charset(frozenset().union(*rarest))}[^{BREAK}{_OTHER}]*")
        self._matched = Memory(self._match)  # «5 de mayo» and «7 de junio» are the same symbols

    def symbol(self, classes: Classes) -> str:
        """The character that stands for a word of some classes."""
        return self._symbols.get(classes, _OTHER)

    def find(self, tokens: Sequence[Token | None], symbols: Iterable[str]) -> Iterator[Found]:
        """The longest match from left to right, without overlap; of two as long, the one listed first. Articles
        that a match begins with (class `the`) and full stops that it ends with (`dot`) are left out. `symbols` are
        those of the tokens, `BREAK` at the end of a sentence."""
        # No pattern reaches across a word of no class, and most stretches between these have nothing that it needs.
        line = "".join(symbols)
        for core in self._core.finditer(line):
            at, end = core.span()
            while at and line[at - 1] not in (BREAK, _OTHER):
                at -= 1
            for first, after, kind, places in self._matched[line[at:end]]:
                slots = {name: token for name, place in places if (token := tokens[at + place]) is not None}
                yield Found(at + first, at + after, kind, slots)

    def _match(self, line: str) -> tuple[_Match, ...]:
        """The matches in a stretch of symbols."""
        matches = []
        for order in self._worth_trying(frozenset(line)):
            for match in self._compiled[order].expression.finditer(line):
                start, end = match.span()
                while start < end - 1 and line[start] in self._articles:
                    start += 1
                while end > start + 1 and line[end - 1] in self._stops:
                    end -= 1
                if end > start:
                    matches.append((start, -end, order, match.regs))
        found, after = [], 0
        for start, end, order, regs in sorted(matches):
            if start >= after:
                after = -end
                kind, _, _, names = self._compiled[order]
                places = ((name, place) for name, (place, _) in zip(names, regs[1:], strict=True) if place >= 0)
                found.append(_Match(start, after, kind, tuple(places)))
        return tuple(found)

    def _worth_trying(self, present: frozenset[str]) -> Iterator[int]:
        """The lines of which every need is among some symbols, in order."""
        met = self._needs[_OTHER]
        for symbol in present:
            met |= self._needs.get(symbol, 0)
        lines = (1 << len(self._compiled)) - 1
        for _ in range(self._depth):
            lines &= met
            met >>= len(self._compiled)
        while lines:
            lowest = lines & -lines
            yield lowest.bit_length() - 1
            lines ^= lowest

    def _members(self, name: str) -> frozenset[str]:
        return frozenset(symbol for classes, symbol in self._told.items() if name in classes)

    def _compile(self, kind: str, pattern: str) -> _Line:
        """The regular expression of a pattern, and what a text must hold for it to be worth a try."""
        parts: list[str] = []
        groups: list[list[list[_Needed]]] = [[[]]]  # open brackets, from the outside in: what each branch needs
        openings: list[str] = []
        names: list[str] = []  # of the groups; a slot may stand in several branches
        # an article that a match begins with is left out of it, and a search skips to what begins a pattern for sure
        pieces = list(_PIECE.finditer(pattern.removeprefix(_ARTICLE)))
        for index, match in enumerate(pieces):
            alias, slot, bare, operator, word = match.groups()
            optional = index + 1 < len(pieces) and pieces[index + 1][4] in ("?", "*")
            if operator is not None:
                parts.append("(?:" if operator == "(" else operator)
                if operator.startswith("("):
                    openings.append(operator)
                    groups.append([[]])
                elif operator == "|":
                    groups[-1].append([])
                elif operator == ")":
                    inner, looks_around = _needed(groups.pop()), openings.pop() != "("
                    groups[-1][-1] += [] if optional or looks_around else inner
                continue
            name = slot or bare or (literal(word.removeprefix("\\")) if word is not None else None)
            if name is None:  # white space
                continue
            members = self._members(name)
            charset = _charset(members) if members else r"(?!)"
            if not optional:
                groups[-1][-1].append(_Needed(slot is None, members))
            if slot is not None:
                names.append(alias or slot)
                charset = f"({charset})"
            parts.append(charset)
        needed = sorted(_needed(groups[0]), key=_Needed.commonness)
        return _Line(kind, re.compile("".join(parts)), tuple(one.members for one in needed), tuple(names))


def _needs(lines: Sequence[Sequence[frozenset[str]]], depth: int) -> dict[str, int]:
    """By symbol, as bits, the needs that it meets: the first need of every line, then every second one …, up to
    `depth`; by `_OTHER` those that a line has not. (To ask line by line took most of the time of finding dates.)"""
    met = {_OTHER: 0}
    for bit, (number, needed) in enumerate(product(range(depth), lines)):
        for symbol in needed[number] if number < len(needed) else (_OTHER,):
            met[symbol] = met.get(symbol, 0) | 1 << bit
    return met


def _needed(branches: Sequence[list[_Needed]]) -> list[_Needed]:
    """What brackets need: all that their only branch does, or one thing of each branch."""
    if len(branches) == 1:
        return branches[0]
    rarest = [min(branch, key=_Needed.commonness, default=None) for branch in branches]
    known = [one for one in rarest if one is not None]
    if len(known) < len(branches):
        return []
    return [_Needed(any(one.small for one in known), frozenset().union(*(one.members for one in known)))]
