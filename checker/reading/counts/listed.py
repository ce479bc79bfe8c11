"""Lists whose numbers have no noun of their own, as what leads the list names it once: «Los muertos se reparten así: 15
en Honduras y 12 en Guatemala», «…: Honduras, 15; Guatemala, 12», «a Perú le atribuyen 30 muertes y 200 heridos; a
Bolivia, 12 y 45».

In: the tokens of a sentence, what stands behind its numbers (scanning.py), and the links found so far. Out: links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.reading.counts.gapped import Gapped
from checker.reading.counts.governing import group_of
from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import Link

LEAD = 24  # tokens before a colon in which the noun of a list stands
LABEL = 7  # tokens of the name that a figure of a list belongs to
NEAR = 4  # and of the place behind one
SIGNS = frozenset(",;:()")
FEWEST = 2  # figures of a list


class Listed(Gapped):
    """The lists of one sentence; `scans` are what stands behind each number."""

    def __init__(self, like: Gapped, scans: Mapping[int, Scan]) -> None:
        super().__init__(like.words, like.tokens, like.lexicon, like.at)
        self.scans = scans

    def links(self, found: Mapping[int, Link], sizes: Sequence[Decimal | None]) -> dict[int, Link]:
        """What the figures of lists count that nothing else tells of."""
        taken: dict[int, Link] = {}
        for colon, token in enumerate(self.tokens):
            if token.word.text == ":":
                taken |= self._behind(colon, found, sizes)
        return taken | self._in_order({**found, **taken}) | self._graded(found)

    def _graded(self, found: Mapping[int, Link]) -> dict[int, Link]:
        """«411 casos (301 confirmados, 95 probables)», "(confirmed 301, probable 95)": how sure it is that those
        counted before a bracket are cases."""
        taken: dict[int, Link] = {}
        if self.lexicon.lists["grades"].isdisjoint(self.words.kinds):
            return taken
        last, whole = None, None
        for index, token in enumerate(self.tokens):
            if token.text in "()":
                whole = last if token.text == "(" and last is not None and last.fact in self.lexicon.contexts else None
            if token.number is None:
                continue
            if token.number in found:
                last = found[token.number]
            elif whole is not None and (span := self._grade(index)) is not None:
                start, end = self.tokens.firsts[span[0]], self.tokens.afters[span[1]]
                taken[token.number] = replace(self._link(token.number, whole.fact), start=start, end=end)
        return taken

    def _grade(self, index: int) -> tuple[int, int] | None:
        """The tokens, first and last, of a figure with its grade behind it, or before it at the end of a phrase."""
        grades = self.lexicon.lists["grades"]
        if self._folded(index + 1) in grades and (self.tokens[index - 1].text in SIGNS or self._is_join(index - 1)):
            return index, index + 1
        closes = self._is_end(index + 1) or self._folded(index + 1) == ")"
        return (index - 1, index) if closes and self._folded(index - 1) in grades else None

    def _behind(self, colon: int, found: Mapping[int, Link], sizes: Sequence[Decimal | None]) -> dict[int, Link]:
        """The figures behind a colon that say where or whose each is, of what is named before it."""
        whole = max((number for number in found if self.at[number] < colon), default=None)
        fact = found[whole].fact if whole is not None else self._named(colon)
        items = [
            number
            for number in sorted(self.at)
            if self.at[number] > colon and (self._is_item(number) or (whole is None and self._is_somebody(number)))
        ]
        first = next((number for number in sorted(self.at) if self.at[number] > colon), None)
        if fact is None or len(items) < FEWEST or first != items[0]:
            return {}
        most = sizes[whole] if whole is not None else None
        figures = [size for number in items if (size := sizes[number]) is not None]
        if most is not None and sum(figures) > most:
            return {}
        if whole is not None and any(self._is_thing(at) for at in range(self.at[whole] + 1, colon)):
            return {}
        if whole is not None:
            items = [number for number in items if number not in found]
        return {number: self._link(number, fact, part=whole is not None) for number in items}

    def _named(self, colon: int) -> str | None:
        """The fact of the noun nearest before a colon, no figure between: «Los muertos se reparten así:»."""
        for at in range(colon - 1, max(-1, colon - LEAD), -1):
            token = self.tokens[at]
            if token.number is not None or token.other or token.is_stop:
                return None
            if token.noun is not None and not token.people:
                return token.noun
        return None

    def _in_order(self, found: Mapping[int, Link]) -> dict[int, Link]:
        """«…; a Bolivia, 12 y 45»: figures that take the facts of those before them in their order."""
        taken: dict[int, Link] = {}
        for number in sorted(self.at):
            left, right = found.get(number - 2), found.get(number - 1)
            if left is None or right is None or left.fact == right.fact or number + 1 not in self.at:
                continue
            first, second = self.at[number], self.at[number + 1]
            joined = second == first + 2 and self._is_join(first + 1)
            bare = self._is_bare(number) and self._is_bare(number + 1) and self._is_end(second + 1)
            if joined and bare and self._is_label(first):
                taken[number] = self._link(number, left.fact, part=False)
                taken[number + 1] = self._link(number + 1, right.fact, part=False)
        return taken

    def _is_item(self, number: int) -> bool:
        """«Honduras, 15», «Honduras (15)», «15 en Honduras», «104 en 2022»."""
        index, where = self.at[number], self.lexicon.lists["where"] | self.lexicon.lists["of"]
        if not self._is_bare(number):
            return False
        if self._is_end(index + 1):
            return self._is_label(index)
        if index + 2 >= len(self.tokens) or self.tokens[index + 1].word.folded not in where or not self._begins(index):
            return False
        for at in range(index + 2, min(index + 2 + NEAR, len(self.tokens))):
            token = self.tokens[at]
            if token.dated or token.number is not None or self._is_name(at):
                return True
            if self._is_end(at) or token.action or token.people or token.noun:
                return False
        return False

    def _is_somebody(self, number: int) -> bool:
        """«Las víctimas: tres soldados y dos civiles»: people of whom nothing else is told."""
        scan = self.scans[number]
        whom = scan.group or scan.head
        return bool(whom) and scan.fact is None and not scan.blocked and self._begins(self.at[number])

    def _is_label(self, index: int) -> bool:
        """Whether a name, and a comma or bracket or nothing, leads a figure from the edge of a phrase on."""
        at = index - 1
        if at >= 0 and (
            self.tokens[at].text in ",(" or self.tokens[at].word.folded in self.lexicon.lists["listed_with"]
        ):
            at -= 1
        if at > 0 and self.tokens[at].text == "," and self.tokens[at + 1].word.is_word:
            at -= 1  # «Loreto, con 22»
        if not self._is_name(at):
            return False
        for back in range(at - 1, max(-1, at - LABEL), -1):
            if self.tokens[back].text in SIGNS or self._is_join(back):
                return True
            small = self.tokens[back].text.islower() and (self.tokens[back].filler or self._leads(back))
            if not (small or self._is_name(back)):
                return False
        return False

    def _is_thing(self, at: int) -> bool:
        return self.tokens[at].other and not self._is_name(at)

    def _leads(self, at: int) -> bool:
        lists = self.lexicon.lists
        return self.tokens[at].word.folded in lists["where"] | lists["objects"] | lists["of"] | lists["determiners"]

    def _begins(self, index: int) -> bool:
        """Whether a phrase begins with a figure, its article passed over: «; y las dos que …»."""
        at = index - 1
        while at > 0 and self.tokens[at].word.folded in self.lexicon.lists["determiners"]:
            at -= 1
        return at < 0 or self.tokens[at].text in SIGNS or self._is_join(at)

    def _is_bare(self, number: int) -> bool:
        scan = self.scans[number]
        return not (scan.end or scan.nation or scan.blocked)

    def _is_join(self, at: int) -> bool:
        return self.tokens[at].word.folded in self.lexicon.lists["joins"]

    def _is_end(self, at: int) -> bool:
        return self._ends(at) or self._is_join(at)

    def _link(self, number: int, fact: str, *, part: bool = True) -> Link:
        first, after = self.tokens.firsts[self.at[number]], self.tokens.afters[self.at[number]]
        scan = self.scans[number]
        return Link(fact, first, max(after, scan.end), None, group_of(scan), 0.7, "list", part)
