"""The names that figures of lists belong to: «Jaén, con 34», «Jaén (34)», «34 en Jaén», «Jaén, donde van 34».

In: the tokens of a sentence and what stands behind its numbers. Out: the label of one number, or none: one that has no
noun of its own, or, in lists with signs, the name that heads the item of one that has («Jaén: 34 heridos, 2 graves»).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checker.reading.counts.beside import Beside
from checker.reading.counts.gapped import Gapped
from checker.reading.counts.lined import SIGNS
from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import BULLETS

NAME = 6  # tokens of a name
NEAR = 4  # tokens behind a word of place in which a name or time stands
REACH = 16  # tokens from a figure back to the name that heads its item
CLAUSE = 14  # tokens from a number back to the place that opens its clause
UNKNOWN = 2  # words in small letters between a place and its number
# lists of words that may stand between a place and its verb
SMALL = ("small", "where", "of", "joins", "determiners", "impersonal", "active", "passive", "that", "possessives")
DASHES = frozenset("-–")
PARTING = frozenset(";:,.)") | BULLETS  # before the name of an item
ENDS = frozenset("(;")  # behind a name at the end of its line
# how a label stands: before the figure, with a bracket, with "with", with a comma or nothing, as the subject of a verb;
# behind it; or behind it somewhere in a phrase
BRACKET, WITH, BESIDE, SUBJECT, BEHIND, LOOSE = "bracket", "with", "beside", "subject", "behind", "loose"
HEAD = "head"  # before the item of a figure that has a noun of its own


class Label(NamedTuple):
    """The tokens of a name (from, before), and how it stands to its figure."""

    first: int
    after: int
    how: str


class Labels(Gapped):
    """Looks at the numbers of one sentence that count nothing by themselves. `scans` are what stands behind each,
    `ones` those that may be mere articles."""

    def __init__(self, like: Gapped, beside: Beside, scans: Mapping[int, Scan], ones: frozenset[int]) -> None:
        super().__init__(like.words, like.tokens, like.lexicon, like.at)
        self.beside, self.scans, self.ones = beside, scans, ones
        self._labels: dict[int, Label | None] = {}

    def label(self, number: int) -> Label | None:
        """The name that a number belongs to which has no noun behind it."""
        if number not in self._labels:
            scan, label = self.scans[number], None
            if not (scan.blocked or scan.end or scan.nation or self.is_year(number) or self.is_span(self.at[number])):
                label = self._behind(self.at[number]) or self._before(number)
            self._labels[number] = label
        return self._labels[number]

    def _behind(self, at: int) -> Label | None:
        """«15 en Honduras», «104 en 2022»."""
        lists, first, led_by = self.lexicon.lists, at + 2, self._folded(at + 1)
        to = led_by in lists["objects"] and led_by not in lists["where"]  # «20 corresponden a Honduras, 10 a Perú»
        if not to and led_by not in lists["where"] | lists["of"]:
            return None
        for near in range(first, first + NEAR):
            if self._ends(near):
                return None
            token = self.tokens[near]
            if token.dated or token.number is not None or self._is_name(near):
                break
            if token.action or token.people or token.noun:
                return None
        else:
            return None
        after = near + 1
        while after < near + NAME and ((self._is_name(after) and not self.tokens[after].dated) or self._goes_on(after)):
            after += 1
        led = near == first or (near == first + 1 and self._folded(first) in lists["determiners"])
        named = led and self._is_name(near) and not self.tokens[near].dated and led_by not in lists["of"]
        if to and not (named and self.is_place(near)):
            return None
        return Label(near, after, BEHIND if named and self._closes(after) else LOOSE)

    def _before(self, number: int) -> Label | None:
        lists, tokens = self.lexicon.lists, self.tokens
        if not self._is_bare(number):
            return None
        at = self._sign(number)
        if at < 0:
            return None
        folded, comma = self._folded(at), tokens[at - 1].text == "," if at else False
        if tokens[at].text == "(":
            return self._named(at - 1, BRACKET)
        if at > 1 and self._folded(at - 1) in lists["ranks"]:  # "York second with 40 and Hull third, 12"
            return self._named(at - 2, WITH if folded in lists["listed_with"] else BESIDE)
        if folded in lists["listed_with"] and at:
            subject = comma or self._folded(at - 1) in lists["apportions"] or self._names_list(at)
            return self._named(at - 1 - comma, WITH) or (self._subject(at - 1 - comma) if subject else None)
        if tokens[at].text == "," or (tokens[at].text in DASHES and self.is_place(at - 1)):
            return self._named(at - 1, BESIDE)
        if self._is_name(at):
            return self._named(at, BESIDE)
        if at > 1 and self._folded(at - 1) in lists["in_which"] | lists["that"] and self._counts(at):
            return self._named(at - 2 - (tokens[at - 2].text == ","), WITH)  # «Jaén, donde van 34»
        return None

    def _sign(self, number: int) -> int:
        """The token before a number, adverbs passed over."""
        at = self.at[number] - 1
        while at > 0 and self._folded(at) in self.lexicon.lists["adverbs"]:
            at -= 1
        return at

    def _counts(self, at: int) -> bool:
        """Whether a token is a verb with which a place has a number."""
        token, is_any = self.tokens[at], self.lexicon.is_any
        registers = is_any(token.word, "registers")
        counts = registers or token.link or any(is_any(token.word, name) for name in ("tallies", "figured"))
        return counts and (registers or not (token.fact or token.head))

    def _named(self, last: int, how: str) -> Label | None:
        """The name that ends with a token, and is nobody's."""
        if not self._is_named(last):
            return None
        first, lists = last, self.lexicon.lists
        inner = lists["of"] | lists["determiners"]
        while first > 0 and last - first < NAME:
            if self._is_name(first - 1):
                first -= 1
            elif first > 1 and self._folded(first - 1) in inner and self._is_name(first - 2):
                first -= 2
            else:
                break
        while first < last and self._folded(first) in lists["where"] | lists["joins"] | lists["at_once"]:
            first += 1  # "In Lyon, 40,000"
        return Label(first, last + 1 + self._is_cut_short(last), how)

    def _is_cut_short(self, at: int) -> bool:
        """ "8 cases: U.K.": whether a full stop behind a name is its own."""
        return self._is_name(at) and len(self.tokens[at].text) == 1 and self._folded(at + 1) == "."

    def head(self, number: int, *, lined: bool) -> Label | None:
        """The name before a figure that heads its item: "Kenya: 12", "in Kenya 640 cases (412 confirmed) and 40",
        «Casma (123 casos, 7»; in a line also behind it."""
        at = index = self.at[number]
        inside = True  # no bracket has been passed: «Cuba (en dos de sus provincias), con 12» is no «Cuba (12)»
        while (at := at - 1) >= max(0, index - REACH):
            text = self.tokens[at].text
            if text == ")":
                at = next((back for back in range(at - 1, -1, -1) if self.tokens[back].text == "("), 0)
                inside = False
            elif text == ";" or (text == "." and not self._is_cut_short(at - 1)):
                return None
            elif self._is_name(at):
                label = self._named(at, HEAD)
                return label if label is not None and self._heads(label, inside=inside) else None
        return self._behind_colon(index) if lined else None

    def _heads(self, label: Label, *, inside: bool) -> bool:
        """Whether a name stands at the head of an item, with its figure, a sign or "with" behind it."""
        lists, behind = self.lexicon.lists, self.tokens[label.after]
        if behind.text == "(":
            return inside
        led = label.first - 1
        if self._folded(led) in lists["determiners"] and self._folded(led - 1) in lists["where"]:
            led -= 1
        led -= self._folded(led) in lists["where"]
        while led >= 0 and self._folded(led) in lists["joins"] | lists["determiners"]:
            led -= 1
        if led >= 0 and self.tokens[led].text not in PARTING:
            return False
        return behind.text in SIGNS or behind.number is not None or self._folded(label.after) in lists["listed_with"]

    def _behind_colon(self, index: int) -> Label | None:
        """ "44 cases: Ohio": the name behind the colon of a line that begins with its figure."""
        colon = next((at for at in range(index + 1, len(self.tokens)) if self.tokens[at].text == ":"), None)
        if colon is None or not self._is_name(colon + 1) or any(self._is_name(at) for at in range(index)):
            return None
        ends = (at for at in range(colon + 2, len(self.tokens)) if self.tokens[at].text in ENDS)
        after = next(ends, len(self.tokens))
        last = after - 1 - (self.tokens[after - 1].text == ".")
        return Label(colon + 1, last + 1 + self._is_cut_short(last), HEAD)

    def _subject(self, before: int) -> Label | None:
        """The place that opens a clause: "Kent has the most with 40"."""
        last = next((at for at in range(before, -1, -1) if self._is_named(at) or self._ends(at)), 0)
        return self._named(last, SUBJECT)

    def _names_list(self, before: int) -> bool:
        """«Puebla encabeza la lista con 45»: a word for a list, or a verb of one, in a clause."""
        for at in range(before - 1, max(-1, before - CLAUSE), -1):
            if self._ends(at) or self.tokens[at].number is not None:
                return False
            if self.lexicon.is_any(self.tokens[at].word, "apportions"):
                return True
        return False

    def _is_named(self, at: int) -> bool:
        """Whether a name, and nobody's, ends with a token."""
        return self._is_name(at) and not self.beside.is_person(self.tokens.firsts[at])

    def is_place(self, at: int) -> bool:
        """Whether a token is of the name of a known place."""
        return self._is_named(at) and self.beside.is_place(self.tokens.firsts[at])

    def _is_located(self, label: Label) -> bool:
        return any(self.is_place(at) for at in range(label.first, label.after))

    def _goes_on(self, at: int) -> bool:
        small = self._folded(at) in self.lexicon.lists["of"] | self.lexicon.lists["determiners"]
        return small and (self._is_name(at + 1) or self._is_name(at + 2))

    def _is_bare(self, number: int) -> bool:
        """Whether nothing that it counts stands behind a number."""
        index, scan = self.at[number], self.scans[number]
        if scan.blocked or scan.end or scan.nation or self.is_year(number) or self.is_span(index):
            return False
        return self._closes(index + 1) or self._is_then(index + 1)

    def _closes(self, at: int) -> bool:
        if self._ends(at) or self._is_join(at):
            return True
        return self.lexicon.each.starting(self.words, self.tokens.firsts[at]) is not None

    def _is_join(self, at: int) -> bool:
        return self._folded(at) in self.lexicon.lists["joins"]

    # --- places with a verb ---

    def _owner(self, number: int) -> Label | None:
        """The place that is nearest before a number with a verb."""
        at = self.at[number]
        near = range(at - 1, max(-1, at - CLAUSE), -1)
        return next((self._named(back, SUBJECT) for back in near if self.is_place(back)), None)

    def _has(self, number: int, found: Mapping[int, object]) -> bool:
        """«Piura registra 34», «en Lima se han detectado ya 34», «Piura es la región más golpeada, con 34»."""
        at = self._sign(number)
        if at < 1 or self.tokens[at].text in "(,":
            return False
        if self._folded(at) in self.lexicon.lists["listed_with"]:
            comma = self.tokens[at - 1].text == ","
            return self._is_most(at - 1, found) if comma else self._is_reported(at - 1, found)
        return self._is_reported(at, found)

    def _is_reported(self, at: int, found: Mapping[int, object]) -> bool:
        lists = self.lexicon.lists
        if self._folded(at) in lists["at"] | lists["at_once"] | lists["agents"] | lists["for_whom"] and at:
            at -= 1
        return self._counts(at) and self._opens_with_place(at, found)

    def _is_most(self, comma: int, found: Mapping[int, object]) -> bool:
        """«Piura es la región más golpeada, con …», «Piura encabeza la lista, con …»."""
        is_any, names = self.lexicon.is_any, ("registers", "tells_who", "tallies")
        near = ((at, self.tokens[at]) for at in range(comma - 1, max(0, comma - CLAUSE), -1))
        told = (at for at, one in near if one.link or any(is_any(one.word, name) for name in names))
        verb = next(told, None)
        return verb is not None and self._opens_with_place(verb, found)

    def _opens_with_place(self, verb: int, found: Mapping[int, object]) -> bool:
        """Whether a place is the subject of a verb, or where it holds."""
        unknown, placed, whose = 0, False, False
        for back in range(verb - 1, max(-1, verb - CLAUSE), -1):
            token = self.tokens[back]
            if token.is_stop or token.number in found or (placed and token.text == ","):
                break
            placed = placed or self.is_place(back) or self._is_region(back) or (whose and self._is_named(back))
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
