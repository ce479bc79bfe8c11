"""Parts of people whom no number counts: "several people were hurt, including two nurses", «hubo varios heridos, tres
de ellos graves», "killing everybody inside, among them six guests", «los muertos –112 pasajeros y dos pilotos–».

In: the tokens of a sentence. Out: the links of the numbers that are told as parts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from checker.reading.counts.beside import Beside
from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link

REACH = 20  # tokens from a part back to those of whom it is one
NOUN = 4  # tokens from "several" to whom it is said of
VERB = 5  # and from the verb before it
CLOSED = {",": ",.", "(": ")", ":": ".", "–": "–", "—": "—", "-": "-"}  # by what opens who they are: what closes it
SIGNS = frozenset(",)–—")
LAST = 8  # tokens of the last of them


class Unnumbered:
    """Looks at the parts of one sentence; `at` holds the tokens of its numbers by number."""

    def __init__(self, scanner: Scanner, at: Mapping[int, int]) -> None:
        self.scanner, self.tokens, self.lexicon, self.at = scanner, scanner.tokens, scanner.lexicon, at

    def links(
        self,
        found: Mapping[int, Link],
        scans: Mapping[int, Scan],
        beside: Beside,
        joined: Callable[[int], bool],
    ) -> dict[int, Link]:
        """The parts by number; `found` are the numbers that count something by themselves, `joined` tells whether only
        a noun phrase and a join stand between a number and the next."""
        parts = self._named(found, scans, joined)
        if self.lexicon.lists["unnumbered"].isdisjoint(self.scanner.words.kinds):
            return parts
        for number, index in self.at.items():
            if number in found or number in parts or number in self.scanner.ones or scans[number].blocked:
                continue
            if beside.is_part(number) and (link := self.link(index, scans[number])) is not None:
                parts[number] = link
        return parts

    def _named(
        self, found: Mapping[int, Link], scans: Mapping[int, Scan], joined: Callable[[int], bool]
    ) -> dict[int, Link]:
        """«Los muertos –112 pasajeros, dos pilotos y seis auxiliares– eran …», "the injured, 12 students and nine
        teachers, were …": who they are, set off right behind the noun."""
        parts: dict[int, Link] = {}
        for first, index in self.at.items():
            fact = self._whole_before(index)
            if fact is None:
                continue
            run = [first]
            while joined(run[-1]) and run[-1] + 1 in scans:
                run.append(run[-1] + 1)
            own = {number: found[number].fact for number in run if number in found}
            if not self._are_people([scans[number] for number in run], apart=self.tokens[index - 1].text != ","):
                continue
            if not self._closes(index - 1, run[-1], scans[run[-1]].end):
                continue
            for number in run:
                if own.get(number, fact) == fact and (number in own or number not in self.scanner.ones):
                    parts[number] = self._part_of(number, scans[number], fact)
        return parts

    def _whole_before(self, index: int) -> str | None:
        """The fact of the noun in the plural, led by an article, behind which a sign stands right before a number."""
        if index < 3 or self.tokens[index - 1].text not in CLOSED:
            return None
        noun, lists = self.tokens[index - 2], self.lexicon.lists
        if noun.noun is None or self.tokens[index - 3].word.folded not in lists["determiners"]:
            return None
        many = noun.text.endswith("s") or (noun.adjective is not None and self.lexicon.noun_last)  # "the dead"
        return noun.noun if many and noun.noun not in (*self.lexicon.people_only, *self.lexicon.needs) else None

    @staticmethod
    def _are_people(scans: Sequence[Scan], *, apart: bool) -> bool:
        """Whether all in a list are named as people; set apart by brackets, one whom nobody knows by that word may
        stand among them: «112 pasajeros, dos pilotos y seis X»."""
        if any(scan.blocked or scan.general for scan in scans):
            return False
        known = [bool(scan.group or scan.nation) for scan in scans]
        return all(known) or (apart and known.count(False) == 1 < known.count(True))

    def _closes(self, sign: int, number: int, end: int) -> bool:
        """Whether what a sign opens is closed right behind the last who are named."""
        opening = self.tokens[sign].text
        closing, first = CLOSED[opening], self.at[number] + 1
        for at, token in enumerate(self.tokens[first : first + LAST], first):
            if token.is_stop and opening == ",":  # «Para los heridos, 40 médicos y 20 enfermeras trabajan»
                return self.tokens.firsts[at] == end
            if token.text in closing or token.is_stop:
                return token.text in closing or closing != ")"
            if token.text in SIGNS or token.link or self.lexicon.is_finite(token.word):
                return False
        return True

    def _part_of(self, number: int, scan: Scan, fact: str) -> Link:
        first, after = self.tokens.firsts[self.at[number]], self.tokens.afters[self.at[number]]
        return Link(fact, first, max(scan.end, after), None, scan.group, 0.75, "part", part=True)

    def link(self, index: int, scan: Scan) -> Link | None:
        """What befell those of whom the number at a token is a part, where a word like "several", and no number, tells
        how many there are."""
        lists, tokens = self.lexicon.lists, self.tokens
        for at in range(index - 1, max(-1, index - REACH), -1):
            if tokens[at].word.folded in lists["unnumbered"]:
                fact = self._said(at, index)
                return None if fact is None else self._part(index, scan, fact)
            if tokens[at].number not in (None, *self.scanner.ones) or (tokens[at].is_stop and at < index - 2):
                return None
        return None

    def _part(self, index: int, scan: Scan, fact: str) -> Link | None:
        if fact in self.lexicon.needs or (fact in self.lexicon.people_only and not scan.group):
            return None
        group = None if scan.general else scan.group
        end = max(scan.end, self.tokens.afters[index])
        return Link(fact, self.tokens.firsts[index], end, scan.head, group, 0.7, "part", part=True)

    def _said(self, several: int, index: int) -> str | None:
        """The fact that the words around "several" tell of those whom it means."""
        tokens = self.tokens
        for at in range(several + 1, index):
            token = tokens[at]
            if token.text == "," and at < index - 1 and at - several <= NOUN:
                break
            if token.noun is not None and token.action is None and not token.people:
                return token.noun if at - several <= NOUN else None
            if token.action is not None:
                active = token.transitive is not None and self.scanner.is_active(at)
                return None if active else self.scanner.whole(at, token.action)
            if token.other or (at - several < NOUN and self._is_thing(at)):
                return None
        for at in range(several - 1, max(-1, several - 1 - VERB), -1):
            token = tokens[at]
            if token.is_stop or token.text == "," or token.number is not None or token.people:
                return None
            if token.action is not None:
                return token.action
        return None

    def _is_thing(self, at: int) -> bool:
        """Whether a word may be a noun that counts nobody: "several things"."""
        token, lists = self.tokens[at], self.lexicon.lists
        known = token.people or token.head or token.noun or token.action or token.filler or token.link
        small = (
            lists["where"] | lists["determiners"] | lists["of"] | lists["joins"] | lists["that"] | lists["everybody"]
        )
        placed = self.tokens[at - 1].word.folded in lists["where"]  # "on board"
        return token.word.is_word and not (known or placed or token.nation or token.word.folded in small)
