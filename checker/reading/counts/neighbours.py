"""Which numbers of a sentence stand side by side, and what is told of one of them is told of the others.

In: the tokens of a sentence. Out: answers to linking.py, and the links of two numbers that share their noun and verb.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from checker.reading.counts.alone import Alone
from checker.reading.counts.beside import Beside
from checker.reading.counts.elided import Elided
from checker.reading.counts.governing import group_of
from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link
from checker.reading.text.lemmas import forms

SHARED = 20  # tokens from a figure to the verb of its clause, who says so in between
SMALLEST = 2  # words before the figure of a clause: who, and the verb
CLAUSES = frozenset(";:")  # between two clauses of which the second may go on with those of the first
PREDICATE = 4  # tokens from a number to the word behind «eran»
SHORT = 3  # tokens of the last whom a sentence names, from their number on


class Neighbours:
    """The numbers of the sentence that a scanner looks at."""

    def __init__(self, scanner: Scanner) -> None:
        self.scanner, self.words, self.tokens = scanner, scanner.words, scanner.tokens
        self.lexicon, self.ones = scanner.lexicon, scanner.ones
        self.at = {token.number: index for index, token in enumerate(self.tokens) if token.number is not None}
        self.elided = Elided(self.words, self.tokens, self.lexicon, self.at)
        self.alone = Alone(self.words, scanner, self.elided)

    def tells_who_by(self, number: int, link: Link) -> bool:
        """«15 eran soldados», "fifteen of them were soldiers": whether a verb of being stands before the noun."""
        first = self.at[number] + 1
        near = range(first, min(first + PREDICATE, len(self.tokens)))
        before = (self.tokens[at].word for at in near if self.tokens.firsts[at] < link.end - 1)
        return any(self.lexicon.is_any(word, "tells_who") for word in before)

    def shared(self, number: int, scans: Mapping[int, Scan]) -> dict[int, Link] | None:
        """Two numbers of one noun whose verb stands behind the second, what is told of either set between commas."""
        scan, other = scans[number], scans[number + 1]
        if scan.group is None or other.end or other.blocked:
            return None
        left, right = self.at[number], self.at[number + 1]
        if self.elided.is_credited(left) and self.elided.is_credited(right):
            fact = self._verb_behind(right)
        else:
            fact = self.scanner.verb_past(right) if self.joined(number) and not other.strange else None
        if fact is None:
            return None
        after = Link(fact, self.tokens.firsts[right], self.tokens.afters[right], None, group_of(scan), 0.8, "after")
        return {number: replace(after, start=self.tokens.firsts[left], end=scan.end), number + 1: after}

    def _verb_behind(self, index: int) -> str | None:
        """«20.000 personas según X y 90.000 según Y desfilaron»: what those do of whom two tell."""
        for token in self.tokens[index + 1 : index + 1 + SHARED]:
            if token.is_stop:
                return None
            if token.number is None and token.verb is not None and self.lexicon.is_finite(token.word):
                return token.verb
        return None

    @staticmethod
    def goes_on(last: Link, scan: Scan) -> bool:
        """Whether what is told of one number may be told of another beside it."""
        return last.how in ("before", "beside", "part") or (last.how == "link" and scan.group is not None)

    def is_but_named(self, fact: str, scan: Scan) -> bool:
        """«Siete presos y dos guardias murieron»: whether a fact is no more than what those counted are called."""
        return fact in self.lexicon.needs or (fact == scan.role and scan.group is not None)

    def all_of_uncounted(
        self, found: Mapping[int, Link], scans: Mapping[int, Scan], earlier: Sequence[tuple[Link, object]]
    ) -> dict[int, Link]:
        """«Tres de los ocho remeros murieron»: they are all the dead, as those of whom they are a part only were
        there; but «doce de los 40 heridos», «18 de los 27 maestros secuestrados»."""
        whole: dict[int, Link] = {}
        for number, link in found.items():
            scan, other = scans[number], scans.get(number + 1)
            if not (link.part and scan.part and link.how == "after") or scan.group is None or other is None:
                continue
            told = scan.role or other.fact == link.fact or any(one.fact == link.fact for one, _ in earlier)
            if not told and link.fact not in self.lexicon.care:
                whole[number] = replace(link, part=False)
        return whole

    def stands_beside(self, number: int, scan: Scan) -> bool:
        """Whether those of a number are named beside those of the next, and neither does anything to anybody."""
        if scan.blocked or not (scan.group or scan.head or scan.nation) or not self.joined(number):
            return False
        if scan.fact in self.lexicon.people_only:
            return False  # "16 firefighters attended and two people were hurt"
        if self.alone.verbs.are_agents(self.at[number]):
            return False
        lists, right = self.lexicon.lists, self.at[number + 1]  # "1,000 men are at work, and 90 women were hurt"
        between = self.tokens.past(self.at[number] + 1, right, scan.end)
        if any(one.text == "," and then.word.is_word and not then.filler for one, then in pairwise(between)):
            return False  # «con 40 pasajeros, cayó al río y doce murieron»
        return not any(
            token.word.folded in lists["passive"] or token.word.folded in lists["active"] for token in between
        )

    def joined(self, number: int) -> bool:
        """Whether only a noun phrase and a join stand between a number and the next."""
        left, right = self.at[number], self.at.get(number + 1)
        if right is None or right - left > 10:
            return False
        at = right - 1
        while at > left and self.tokens[at].filler:
            at -= 1
        token = self.tokens[at]
        return (token.word.folded in self.lexicon.lists["joins"] or token.text == ",") and not any(
            one.is_stop or (one.other and not self._is_there(at, right)) or (one.verb and not one.participle)
            for at, one in enumerate(self.tokens[left + 1 : right], left + 1)
        )

    def _is_there(self, at: int, right: int) -> bool:
        """ "killed five pupils in a school bus and two drivers": where it befell them, and the last of whom it did."""
        led = any(one.word.folded in self.lexicon.lists["where"] for one in self.tokens[max(0, at - 3) : at])
        last = next((n for n in range(right + 1, len(self.tokens)) if self.tokens[n].is_stop), len(self.tokens))
        return led and last - right <= SHORT and not any(one.action for one in self.tokens[right:last])

    def names_others(self, number: int, found: Mapping[int, Link], scans: Mapping[int, Scan]) -> bool:
        """«1.200 soldados y 300 rescatistas, entre ellos 45 turcos»: a part of those right before, of whom no fact
        tells."""
        for before in range(number - 1, -1, -1):
            if before in found:
                return False
            if not (scans[before].blocked or before in self.ones):
                return scans[before].group is not None and not scans[before].role
        return False

    def tells_of_some(self, number: int, found: Mapping[int, Link], scan: Scan, beside: Beside) -> bool:
        """«… a 175 personas. Diez estaban en Calabria.»: a figure that opens the next sentence or clause tells where or
        who some of those are whom the last one counted."""
        index = self.at[number]
        goes_on = beside.goes_on if index == 0 else self.tokens[index - 1].text == ";" and number - 1 in found
        if not goes_on or scan.end or scan.nation or scan.blocked or scan.fact:
            return False
        behind = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if behind is None or self.elided.is_year(number):
            return False
        return self.lexicon.is_any(behind.word, "tells_who")

    def is_one_more(self, number: int, scan: Scan, last: Link) -> bool:
        """«tres policías, dos civiles y un bombero»: one at the end of a list of people."""
        goes_on = number > 1 or (number > 0 and (self.joined(number) or last.how == "link"))
        listed = goes_on and last.group is not None and scan.group is not None and not scan.fact
        return listed and not scan.strange and self.tokens[self.at[number] + 1].people and self.joined(number - 1)

    def carries_on(self, number: int, found: Mapping[int, Link], beside: Beside) -> bool:
        """Whether the count before a number is the last thing that was counted, a sentence or a clause before."""
        if all(one in self.ones for one in self.at if one < number):
            return beside.goes_on
        before = self.at[number - 1] if number - 1 in found else len(self.tokens)
        return any(token.text in CLAUSES for token in self.tokens[before + 1 : self.at[number]])

    def follows(self, number: int, found: Mapping[int, Link]) -> bool:
        """Whether a count stands before a number that may be a part of it: not «cuatro de esas naves»."""
        behind = self.tokens[self.at[number] + 1 : self.at[number] + 4]
        if len(behind) == 3 and behind[1].word.folded in self.lexicon.lists["demonstratives"]:
            named = behind[2]
            small = named.filler or named.link or named.people or named.action or named.noun or not named.word.is_word
            acts = named.word.folded in self.lexicon.lists["acts"] or self.lexicon.is_finite(named.word)
            if not small and not acts:
                return False
        return number == 0 or any(one < number for one in found)

    def is_share(self, number: int, found: Mapping[int, Link], scan: Scan) -> bool:
        """«369 víctimas, 90 en la capital y 40 en agosto»: where or when it befell some of those right before."""
        last, lists = found.get(number - 1), self.lexicon.lists
        if last is None or scan.end or scan.strange or scan.nation:
            return False
        index = self.at[number]
        between = self.tokens.past(self.at[number - 1] + 1, index, last.end)
        adjacent = len(between) == 1 and between[0].text == ","
        if not adjacent and not (last.part and between and self.joined(number - 1)):
            return False
        behind = self.tokens[index + 1 : index + 3]
        placed = len(behind) > 1 and behind[0].word.folded in lists["where"]
        then = placed and (behind[1].dated or behind[1].other or behind[1].word.folded in lists["determiners"])
        return then or (placed and behind[1].text[0].isupper())

    def is_sent(self, number: int, last: Link, scan: Scan) -> bool:
        """«Francia enviará 800 soldados; Alemania mandaría 500»: another verb of those who are sent, and no noun."""
        wanted, index = self.lexicon.needs.get(last.fact), self.at[number]
        if wanted is None or number == 0 or scan.end or scan.strange or scan.nation or index < SMALLEST:
            return False
        behind = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        where = self.lexicon.lists["after"] | self.lexicon.lists["objects"]
        if not (behind is None or behind.is_stop or behind.text == "," or behind.word.folded in where):
            return False
        verb = self.tokens[index - 1]
        sends = not wanted.isdisjoint(forms(verb.text, self.lexicon.lang)) and self.lexicon.is_verb(verb.word)
        return sends and not verb.noun and not verb.participle

    def is_of_these(self, number: int, before: Scan, scan: Scan) -> bool:
        """«llevaba 300 personas y 12 murieron», "300 guests, and 40 were hurt": a number without a noun, behind people,
        is of some of those; but "two soldiers and 30 others died"."""
        if not before.group or scan.group or scan.head or scan.noun or scan.nation or scan.strange or scan.unknown:
            return False
        led = self.at[number] - 1
        return self.tokens[led].word.folded not in self.lexicon.lists["others"]

    def like(self, number: int, scan: Scan, other: Link, how: str) -> Link:
        """A number as one that counts what another does."""
        first, after = self.tokens.firsts[self.at[number]], self.tokens.afters[self.at[number]]
        return Link(other.fact, first, max(scan.end, after), scan.head, group_of(scan), 0.75, how)
