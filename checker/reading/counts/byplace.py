"""Numbers of a list by place, which have no noun of their own: «Encabeza la lista Jaén con 34, Soria (19) …», «Piura
registra 2.100 y Lambayeque, 900», "Texas has recorded 34".

In: the tokens of a sentence and what was counted before. Out: a link for one number, or none. What they count is what
was counted last that they may be a part of.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from checker.reading.counts.beside import Beside
from checker.reading.counts.gapped import Gapped
from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import Link

CLAUSE = 14  # tokens from a number back to the place that opens its clause
# lists of words that may stand between a place and its verb
SMALL = ("small", "where", "of", "joins", "determiners", "impersonal", "active", "passive", "that", "possessives")
FEWEST = 2  # places of a list
UNKNOWN = 2  # words in small letters between a place and its number
BRACKET, WITH, BESIDE, VERB = "bracket", "with", "beside", "verb"  # how a place stands before its number


class ByPlace(Gapped):
    """Looks at the numbers of one sentence that count nothing by themselves. `scans` are what stands behind each,
    `ones` those that may be mere articles."""

    def __init__(self, like: Gapped, beside: Beside, scans: Mapping[int, Scan], ones: frozenset[int]) -> None:
        super().__init__(like.words, like.tokens, like.lexicon, like.at)
        self.beside, self.scans, self.ones = beside, scans, ones

    def link(self, number: int, found: Mapping[int, Link], lender: Link, *, part: bool) -> Link | None:
        """What a number counts that belongs to a place, by the one that lends it its fact."""
        if not self._is_bare(number):
            return None
        shape = self._shape(number, found)
        if number in self.ones and shape != BESIDE:
            return None
        if shape is None or not (shape == VERB or self._is_chained(number, shape, found)):
            return None
        return self._link(number, lender.fact, part=part)

    def named(self) -> dict[int, Link]:
        """«Los muertos se reparten entre Honduras (14), Guatemala (9) y Belice (3)»: a list of places in brackets, of
        what the noun before its first place names."""
        row = [number for number in sorted(self.at) if self._shape(number, {}) == BRACKET]
        if len(row) < FEWEST or row[0] != min(self.at) or not any(self._is_place(self.at[one] - 2) for one in row):
            return {}
        lists = self.lexicon.lists
        for at in range(self.at[row[0]] - 3, max(0, self.at[row[0]] - CLAUSE), -1):
            token, led = self.tokens[at], self._folded(at - 1)
            if token.is_stop or token.other:
                return {}
            if token.noun is not None and not token.people:
                whose = led in lists["determiners"] and self._folded(at - 2) in lists["of"]
                if whose or led not in lists["determiners"] | lists["small"]:
                    return {}
                return {one: self._link(one, token.noun, part=False) for one in row if self._is_bare(one)}
        return {}

    def _link(self, number: int, fact: str, *, part: bool) -> Link:
        first, after = self.tokens.firsts[self.at[number]], self.tokens.afters[self.at[number]]
        return Link(fact, first, after, None, None, 0.7, "gap", part)

    def pairs(self, found: Mapping[int, Link]) -> dict[int, Link]:
        """«Lugo y Vigo notificaron 40 y 31 casos»: of two numbers that a join binds, the noun stands behind the
        second."""
        pairs: dict[int, Link] = {}
        for number, link in found.items():
            index = self.at.get(number - 1)
            if index is None or number - 1 in (*found, *self.ones) or link.how != "noun":
                continue
            joined = self.at[number] == index + 2 and self._folded(index + 1) in self.lexicon.lists["joins"]
            if joined and index and self.tokens[index - 1].word.is_word:
                pairs[number - 1] = replace(link, start=self.tokens.firsts[index], end=self.tokens.afters[index])
        return pairs

    def _is_bare(self, number: int) -> bool:
        """Whether nothing that it counts stands behind a number."""
        index, scan = self.at[number], self.scans[number]
        if scan.blocked or scan.end or scan.nation or self._is_year(number) or self.is_span(index):
            return False
        return self._closes(index + 1) or self._is_then(index + 1)

    def _closes(self, at: int) -> bool:
        lexicon = self.lexicon
        each = lexicon.each.starting(self.words, self.tokens.firsts[at]) if at < len(self.tokens) else None
        return each is not None or self._ends(at) or self._folded(at) in lexicon.lists["joins"]

    def _shape(self, number: int, found: Mapping[int, Link]) -> str | None:
        """How a place stands before a number: «Jaén (34)», «Jaén con 34», «Jaén 34», or with a verb."""
        lists, at = self.lexicon.lists, self.at[number] - 1
        while at > 0 and self._folded(at) in lists["adverbs"]:
            at -= 1
        if at < 0:
            return None
        token = self.tokens[at]
        if token.text == "(":
            return BRACKET if self._is_named(at - 1) else None
        if token.word.folded in lists["listed_with"] and at:
            comma = self.tokens[at - 1].text == ","
            if self._is_named(at - 1 - comma):
                return WITH
            told = self._is_most(at - 1, found) if comma else self._is_reported(at - 1, found)
            return VERB if told else None
        if token.text == "," and self._is_named(at - 1):
            return BESIDE
        if self._is_named(at):
            return BESIDE
        return VERB if self._is_reported(at, found) else None

    def _is_named(self, at: int) -> bool:
        """Whether a name, and nobody's, ends with a token."""
        return self._is_name(at) and not self.beside.is_person(self.tokens.firsts[at])

    def _is_place(self, at: int) -> bool:
        return self._is_named(at) and self.beside.is_place(self.tokens.firsts[at])

    def _is_chained(self, number: int, shape: str, found: Mapping[int, Link]) -> bool:
        """Whether a number stands in a row of such, of which one at least is that of a known place."""
        if shape == BESIDE:
            return number - 1 in found and self._is_row(number - 1)
        if number - 1 in found and self._is_name(self.at[number - 1] - 2):
            return True
        row = [one for one in self.at if self._is_bare(one) and self._shape(one, found) == shape]
        if not any(self._is_place(self.at[one] - back) for one in row for back in (2, 3)):
            return False
        return len(row) > 1 or (shape == WITH and self._is_led(self.at[number] - 2))

    def _is_row(self, number: int) -> bool:
        """Whether a place is named before a number in its own clause."""
        at = self.at[number]
        return any(self._is_place(back) for back in range(max(0, at - CLAUSE), at))

    def _is_led(self, at: int) -> bool:
        """«le sigue Jaén con 34»: a verb of lists before a name."""
        lists = self.lexicon.lists
        while at > 0 and (self._is_name(at) or self._folded(at) in lists["of"] | lists["determiners"] | {","}):
            at -= 1
        return self.lexicon.is_any(self.tokens[at].word, "registers")

    def _is_reported(self, at: int, found: Mapping[int, Link]) -> bool:
        """«Piura registra …», «en Lima se han detectado ya …»: a verb of counting, with a place before it."""
        lists, lexicon = self.lexicon.lists, self.lexicon
        if self._folded(at) in lists["at"] | lists["at_once"] | lists["agents"] and at:
            at -= 1
        verb = self.tokens[at]
        registers = lexicon.is_any(verb.word, "registers")
        counts = registers or verb.link or any(lexicon.is_any(verb.word, name) for name in ("tallies", "figured"))
        if not counts or ((verb.fact or verb.head) and not registers):
            return False
        return self._opens_with_place(at, found)

    def _is_most(self, comma: int, found: Mapping[int, Link]) -> bool:
        """«Piura es la región más golpeada, con …», «Piura encabeza la lista, con …»."""
        is_any, names = self.lexicon.is_any, ("registers", "tells_who", "tallies")
        near = ((at, self.tokens[at]) for at in range(comma - 1, max(0, comma - CLAUSE), -1))
        told = (at for at, one in near if one.link or any(is_any(one.word, name) for name in names))
        verb = next(told, None)
        return verb is not None and self._opens_with_place(verb, found)

    def _opens_with_place(self, verb: int, found: Mapping[int, Link]) -> bool:
        """Whether a place is the subject of a verb, or where it holds."""
        unknown, placed, whose = 0, False, False
        for back in range(verb - 1, max(-1, verb - CLAUSE), -1):
            token = self.tokens[back]
            if token.is_stop or token.number in found or (placed and token.text == ","):
                break
            placed = placed or self._is_place(back) or self._is_region(back) or (whose and self._is_named(back))
            whose = whose or self._folded(back) in self.lexicon.lists["that"]
            if token.number is not None or token.people or token.head or token.fact or token.toll:
                return placed and whose  # «12 casos son de Jaén, que acumula 300»
            known = token.filler or token.link or token.dated or not token.word.is_word or token.text[0].isupper()
            unknown += not (known or self._is_small(back))
            if unknown > UNKNOWN:
                return False
        return placed

    def _is_region(self, at: int) -> bool:
        """«la capital», "the region"."""
        known = self._folded(at - 1) in self.lexicon.lists["determiners"]
        return known and self.lexicon.is_any(self.tokens[at].word, "regions")

    def _is_small(self, at: int) -> bool:
        lists = self.lexicon.lists
        return self.tokens[at].other or any(self._folded(at) in lists[name] for name in SMALL)
