"""Parts of people whom no number counts: "several people were hurt, including two nurses", «hubo varios heridos, tres
de ellos graves», "killing everybody inside, among them six guests".

In: the tokens of a sentence. Out: the link of a number that is told as a part, or none.
"""

from __future__ import annotations

from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link

REACH = 20  # tokens from a part back to those of whom it is one
NOUN = 4  # tokens from "several" to whom it is said of
VERB = 5  # and from the verb before it


class Unnumbered:
    """Looks at the parts of one sentence."""

    def __init__(self, scanner: Scanner) -> None:
        self.scanner, self.tokens, self.lexicon = scanner, scanner.tokens, scanner.lexicon

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
