"""Numbers without a noun beside whom they are credited to: «y 9.000 según el ayuntamiento», «, 80.000 para la policía».

In: the tokens of a sentence. Out: whether somebody is credited with a number right there, and what it then counts.
"""

from __future__ import annotations

from checker.reading.counts.gapped import Gapped
from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import Link

CREDITED = 5  # tokens between a number and the word that leads in who says so
SUBJECT = 9  # before a verb, who gives a figure
APPOSING = frozenset(",(–—")
APPOSED = frozenset(",)–—.;")  # behind what is set off


class Credited(Gapped):
    """Looks at the numbers of one sentence beside which somebody is credited."""

    def apposed(self, number: int, scan: Scan) -> Link | None:
        """«Los manifestantes en Quito, 300.000 según X y 22.000 según Y, pidieron …»: of whom a noun before the comma
        tells, and who says so behind."""
        index = self.at[number]
        if scan.end or index < 2 or self.tokens[index - 1].text not in APPOSING or index + 1 >= len(self.tokens):
            return None
        if not (self._is_by(index + 1) or self.is_all_told(index + 1)):
            return None
        for at in range(index - 2, max(-1, index - 2 - SUBJECT), -1):
            token = self.tokens[at]
            if token.noun is not None and not self.lexicon.needs.get(token.noun):
                return Link(token.noun, self.tokens.firsts[index], self.tokens.afters[index], None, None, 0.75, "link")
            if self._ends(at) or token.number is not None or token.action or self.lexicon.is_finite(token.word):
                return None
        return None

    def sums_up(self, number: int, scan: Scan) -> bool:
        """ "…, making four in all": all of those just counted; but not "its crew, 27 in total"."""
        index = self.at[number]
        if self.tokens[index - 1].text == "," or not (scan.general or not scan.end):
            return False
        behind = next((n for n in range(index + 1, len(self.tokens)) if self.tokens.firsts[n] >= scan.end), 0)
        return behind > 0 and self.is_all_told(behind)

    def is_all_told(self, at: int) -> bool:
        """«Los heridos, 19 en total, fueron …»: the number of all who were named."""
        found = self.lexicon.all_told.starting(self.words, self.tokens.firsts[at])
        return found is not None and (found[0] == len(self.words) or self.words.texts[found[0]] in APPOSED)

    def joins_those(self, number: int) -> bool:
        """«A esos seis se suman otros tres»: those whom others join, of whom nothing more is told."""
        at, lists = self.at[number], self.lexicon.lists
        led = at == 2 and self._folded(0) in lists["objects"]
        return led and self._folded(1) in lists["demonstratives"] | lists["determiners"]

    def is_credited(self, index: int) -> bool:
        """Whether who says so stands in the phrase behind a number: «20.000 personas, según X»."""
        return any(self._is_by(at) for at in range(index + 1, min(index + 1 + CREDITED, len(self.tokens))))

    def _is_credited(self, number: int) -> bool:
        """«…, y a 9.000, según el ayuntamiento», «; para la policía fueron 15.000»."""
        index, lists = self.at[number], self.lexicon.lists
        by = self.lexicon.by
        behind = index + 1 + (self._folded(index + 1) == ",")
        before = index - 1
        while before > 0 and self._folded(before) in lists["objects"] | lists["at_once"]:
            before -= 1
        edge = self.tokens[before]
        joined = edge.text in ",;–—(" or edge.word.folded in lists["joins"]
        if joined and behind < len(self.tokens) and self._is_by(behind):
            return True
        if not (edge.link or self.tokens[index].link) or not self._ends(index + 1):
            return False
        start = before
        while start > 0 and before - start < SUBJECT and not self._ends(start - 1):
            if self._folded(start - 1) in lists["joins"]:  # «y según la policía fueron 12.000»
                break
            start -= 1
        viewed = self._folded(start) in lists["views"] or by.starting(self.words, self.tokens.firsts[start]) is not None
        return viewed and any(self.lexicon.is_any(token.word, "speakers") for token in self.tokens[start:before])

    def _is_by(self, at: int) -> bool:
        """«según el ayuntamiento», «para la policía»: who says so begins at a token."""
        lists, lexicon = self.lexicon.lists, self.lexicon
        if lexicon.by.starting(self.words, self.tokens.firsts[at]) is not None:
            return True
        if self._folded(at) not in lists["views"]:
            return False
        noun = at + 1 + (self._folded(at + 1) in lists["determiners"])
        return self._is_name(noun) or (noun < len(self.tokens) and lexicon.is_any(self.tokens[noun].word, "speakers"))
