"""Lists by place of what an earlier sentence counted: «La distribución es la siguiente: 40 en Lugo, 12 en Vigo y 9 en
Jaén», "Kent has the most with 40, ahead of Essex (12) and Surrey (9)".

In: the tokens of a sentence and what was counted before. Out: links for its numbers, or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from checker.reading.counts.byplace import BRACKET, WITH, ByPlace
from checker.reading.counts.tokens import PLACED, Link

FEWEST = 3  # places of a list
FEW = 2  # and of one that says that it is a list
NAME = 6  # tokens of a name
STRANGE = 3  # words in small letters that nobody knows, before a list whose noun is named
SIGNS = frozenset(",:-–—")  # in what leads a list in
Size = Decimal | None
Span = tuple[int, int]  # tokens, from and before


class Lead(NamedTuple):
    """What stands before the first place of a list: what its noun counts, and whether it says that it is a list."""

    fact: str | None
    says: bool


class Apportioned(ByPlace):
    """Looks at the numbers of one sentence as a list by place."""

    def links(
        self, found: Mapping[int, Link], told: Sequence[tuple[Link, Size]], sizes: Sequence[Size]
    ) -> dict[int, Link]:
        """What the numbers of such a list count: what its lead names, else the last that they may be the parts of."""
        items = self._items(found)
        lead = self._lead(items) if len(items) >= FEW else None
        if lead is None or not (lead.says or (len(items) >= FEWEST and self._is_located(items))):
            return {}
        most = sum((size for number in items if (size := sizes[number]) is not None), Decimal(0))
        wholes = [link.fact for link, size in told if size is None or size >= most]
        facts = {link.fact for link, _ in told}
        if lead.fact is not None:
            known = lead.says or lead.fact in facts.union(link.fact for link in found.values())
            fact = lead.fact if known else None
        else:
            fact = wholes[-1] if wholes else next(iter(facts)) if lead.says and len(facts) == 1 else None
        if fact is None:
            return {}
        return {number: self._placed(number, items[number], fact, part=lead.says or fact in wholes) for number in items}

    def _placed(self, number: int, named: Span, fact: str, *, part: bool) -> Link:
        index = self.at[number]
        first, last = min(index, named[0]), max(index, named[1] - 1)
        last += last == index and index + 1 < len(self.tokens) and self.tokens[index + 1].text == ")"
        return Link(fact, self.tokens.firsts[first], self.tokens.afters[last], None, None, 0.7, PLACED, part)

    def _items(self, found: Mapping[int, Link]) -> dict[int, Span]:
        """The numbers of places, with the tokens of their names."""
        own = {number: self._item(number) for number in sorted(self.at) if number not in found}
        return {number: span for number, span in own.items() if span is not None}

    def _is_located(self, items: Mapping[int, Span]) -> bool:
        """Whether one at least of the places of a list is known."""
        return any(self._is_place(at) for span in items.values() for at in range(*span))

    def told(
        self, found: Mapping[int, Link], told: Sequence[tuple[Link, Size]], sizes: Sequence[Size]
    ) -> dict[int, Link] | None:
        """The links of such a list; None where it is one of something else."""
        if len(self.at) < FEW or len(found) == len(self.at) or not self.words.capitals:
            return {}
        links = self.links(found, told, sizes)
        return None if not links and not found and self.is_foreign(found) else links

    def is_foreign(self, found: Mapping[int, Link]) -> bool:
        """Whether a sentence is a list by place of something else: «ganó en Vigo (3), Lugo (2) y Jaén (4)»."""
        items = self._items(found)
        bracketed = all(self._shape(number, found) == BRACKET for number in items)
        if len(items) < FEW or not bracketed or self._lead(items) is not None:
            return False
        before = self.tokens[: self._begins(items)]
        if any(self.lexicon.is_any(token.word, "registers") for token in before):
            return False  # «Encabeza la lista Lugo (40), …»
        return not any(token.fact or token.people or token.head or token.number is not None for token in before)

    def _item(self, number: int) -> Span | None:
        """The tokens of the name of the place of a number (from, before)."""
        at, lists = self.at[number], self.lexicon.lists
        scan = self.scans[number]
        if scan.blocked or scan.nation or self._is_year(number) or self.is_span(at):
            return None
        if self._folded(at + 1) in lists["where"]:
            first = at + 2 + (self._folded(at + 2) in lists["determiners"])
            after = first
            while after < first + NAME and (
                (self._is_name(after) and not self.tokens[after].dated) or self._goes_on(after, first)
            ):
                after += 1
            closed = self._ends(after) or self._folded(after) in lists["joins"]
            return (first, after) if after > first and closed else None
        if not self._is_bare(number):
            return None
        shape = self._shape(number, {})
        if shape in (BRACKET, WITH):
            last = at - 2 - (self.tokens[at - 2].text == ",")
            return self._named_till(last) if self._is_named(last) else self._subject(at - 2)
        if self.lexicon.is_any(self.tokens[at - 1].word, "registers") and self._folded(at - 2) in lists["in_which"]:
            last = at - 3 - (self.tokens[at - 3].text == ",")
            return self._named_till(last) if self._is_named(last) else None
        if self._folded(at - 1) in lists["listed_with"] and self._folded(at - 2) in lists["apportions"]:
            return self._subject(at - 2)
        return None

    def _goes_on(self, at: int, first: int) -> bool:
        small = self._folded(at) in self.lexicon.lists["of"] | self.lexicon.lists["determiners"]
        return at > first and small and (self._is_name(at + 1) or self._is_name(at + 2))

    def _named_till(self, last: int) -> Span:
        first = last
        while first > 0 and last - first < NAME and self._is_name(first - 1):
            first -= 1
        return first, last + 1

    def _subject(self, before: int) -> Span | None:
        """The place that opens a clause: "Kent has the most with 40"."""
        last = next((at for at in range(before, -1, -1) if self._is_named(at) or self._ends(at)), 0)
        return self._named_till(last) if self._is_named(last) else None

    def _lead(self, items: Mapping[int, Span]) -> Lead | None:
        """What leads a list in; None where it tells of something else."""
        first = self._begins(items)
        fact, says, strange = None, False, 0
        lists, is_any = self.lexicon.lists, self.lexicon.is_any
        for at in range(first):
            token = self.tokens[at]
            if is_any(token.word, "apportions") or is_any(token.word, "regions"):
                says = True
            elif token.other or token.number is not None or token.head or (token.people and not token.general):
                return None
            elif token.noun is not None:
                fact = token.noun
            elif token.is_stop and token.text not in SIGNS:
                return None
            else:
                strange += not (self._is_small(at) or self._is_known(at))
        if fact is None and (strange or (not says and any(token.dated for token in self.tokens[:first]))):
            return None  # «En 2019, 20 en Lugo, …»
        for number, (_, after) in items.items():  # "Kent has the most with 40"
            said = {self._folded(at) for at in range(after, self.at[number])}
            says = says or not lists["apportions"].isdisjoint(said)
        return Lead(fact, says) if strange <= STRANGE else None

    def _begins(self, items: Mapping[int, Span]) -> int:
        """The token that a list begins with."""
        return min(min(self.at[number], span[0]) for number, span in items.items())

    def _is_known(self, at: int) -> bool:
        token, lexicon = self.tokens[at], self.lexicon
        if token.filler or token.link or token.dated or not token.word.is_word or (at and self._is_name(at)):
            return True
        if self._is_place(at) or self._folded(at) in lexicon.lists["where"] | lexicon.lists["objects"]:
            return True
        return any(lexicon.is_any(token.word, name) for name in ("registers", "tallies", "tells_who"))
