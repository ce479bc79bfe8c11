"""The running fact: what a number counts whose noun and verb stand only in the sentence before, or in an earlier
clause: «hirió a 34 operarios. Nueve seguían en observación», "Six escaped", «Los dos serán remitidos al juzgado», "The
source of the other eight is unknown".

In: the tokens of a sentence, and the counts before a number. Out: whether it tells of some, of all or of the rest of
those counted last.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.reading.counts.credited import Credited
from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import NOTHING
from checker.reading.text.lemmas import forms

OPENING = 9  # tokens of a phrase that opens a clause before its subject: «Al cierre de esta edición, tres …»
ADVERBS = 3  # tokens between a number and its verb: «doce ya no se»
SPARED = 5  # tokens from it on in which it is told that they were not among those
LED = 3  # tokens of «todos los otros tres»
PARTS = 3  # counts before «los otros tres» that are taken from the whole
HOURS = 25
SIGNS = frozenset(",;:")


class Shared(NamedTuple):
    """Whose a number is: those of `link`, some of them if `part`."""

    link: Link
    part: bool


class Carried(Credited):
    """Looks at the numbers of one sentence that have neither a noun nor a fact of their own."""

    def acts(self, number: int, scan: Scan, last: Link) -> bool:
        """«Once pasaron la noche allí», "Six escaped": whether a number opens a clause as the subject of a verb that
        those may do of whom the last count tells."""
        index = self.at[number]
        if not self._has_nothing(scan) or not self.opens_clause(index):
            return False
        verb = self._verb(index)
        if verb is None or self.is_year(number):
            return False
        return not self._are_spared(verb, last)

    def _are_spared(self, verb: int, last: Link) -> bool:
        """«murieron 12. Cinco salieron ilesos»: whether a verb tells of others than those of the fact."""
        spared = self.lexicon.spared.get(last.fact, NOTHING)
        near = self.tokens[verb : verb + SPARED] if spared else ()
        return any(not spared.isdisjoint(forms(one.text, self.lexicon.lang)) for one in near if one.word.is_word)

    @staticmethod
    def _has_nothing(scan: Scan) -> bool:
        """Whether no noun, fact or nation is told of a number by itself."""
        return not (scan.end or scan.noun or scan.nation or scan.blocked or scan.head or scan.group)

    def known(
        self, number: int, scan: Scan, told: Sequence[tuple[Link, Decimal | None]], size: Decimal | None
    ) -> Shared | None:
        """«Los dos serán remitidos», "all 93 of them", «de los 16»: those who were counted, as their number is the
        same; «los otros tres», "the remaining 31": the rest of them, as the parts told before leave so many."""
        index = self.at[number]
        if size is None or size < 2 or not self._has_nothing(scan) or not self._is_known(index):
            return None
        if not (self._ends_phrase(index + 1) or self._verb(index) is not None):
            return None
        if self._are_others(index):
            shared = self._rest(told, size)
        else:
            whole = next((link for link, most in reversed(told) if most == size), None)
            shared = None if whole is None else Shared(whole, whole.part)
        if shared is None or self._are_spared(index + 1, shared.link):
            return None
        clause = self._folded(index + 1) in self.lexicon.lists["that"]  # "the five who survived"
        lived = clause and any(
            self._are_spared(index + 2, replace(shared.link, fact=one)) for one in self.lexicon.spared
        )
        return None if lived else shared

    def _rest(self, told: Sequence[tuple[Link, Decimal | None]], size: Decimal) -> Shared | None:
        """Of whom those are the rest whom the last parts leave."""
        left = size
        for back in range(1, min(PARTS + 1, len(told))):
            part, most = told[-back]
            if most is None:
                return None
            left += most
            whole, all_ = told[-back - 1]
            if all_ == left and whole.fact == part.fact:
                return Shared(whole, part=True)
        return None

    # --- where a number stands ---

    def _is_known(self, index: int) -> bool:
        """«los dos», "all six", «estos cuatro»: a word before the number tells that they were named."""
        lists, led = self.lexicon.lists, [self._folded(at) for at in range(max(0, index - LED), index)]
        if not led or led[-1] not in lists["known"]:
            return False
        if led[-1] in lists["others"]:
            return len(led) > 1 and led[-2] in lists["determiners"]
        some = index - 2 - (led[-1] in lists["all"])  # "four of the seven"
        if some > 0 and self._folded(some) in lists["of"] and self.tokens[some - 1].number is not None:
            return False
        if len(led) > 1 and led[-1] in lists["demonstratives"] and led[-2] in lists["objects"] | lists["where"]:
            return False  # «a esos seis se suman otros nueve»
        text = self.tokens[index].text
        hour = led[-1] in lists["clock"] and len(led) > 1 and led[-2] in lists["objects"] | lists["at_once"]
        return not (hour and (not text.isdecimal() or int(text) < HOURS))

    def _are_others(self, index: int) -> bool:
        lists = self.lexicon.lists
        return self._folded(index - 1) in lists["others"] or self._folded(index + 1) in lists["others"]

    def _ends_phrase(self, at: int) -> bool:
        """Whether nothing that is counted stands behind a number."""
        lists = self.lexicon.lists
        at += self._folded(at) in lists["others"]  # "the four others, who …"
        following = self._folded(at)
        return (
            at >= len(self.tokens)
            or self.tokens[at].is_stop
            or (
                self.tokens[at].text == ","
                or following in lists["after"] | lists["objects"] | lists["clause"] | lists["that"]
            )
        )

    def opens_clause(self, index: int) -> bool:
        """Whether a number is the first of its clause, but for a time, «solo» and «los otros»."""
        lists, at = self.lexicon.lists, index - 1
        if self._folded(at) in lists["excepted"]:
            return False  # "all but one will make it"
        led = lists["only"] | lists["others"] | lists["determiners"] | lists["all"]
        if self._folded(at) in lists["others"] and self._folded(at - 1) not in lists["determiners"]:
            return False  # "another 22 are awaiting their results"
        while at >= 0 and (self._folded(at) in led or self.tokens[at].dated):
            at -= 1
        if at < 0 or (self.tokens[at].is_stop and self.tokens[at].text not in ")]"):
            return True
        if self._folded(at) in lists["joins"] | lists["contrasts"] | lists["meanwhile"]:
            return self._folded(at - 1) not in lists["determiners"]
        small = lists["small"] | lists["where"] | lists["at_once"] | lists["objects"] | lists["determiners"]
        comma = self.tokens[at].text == ","
        for back in range(at - comma, max(-1, at - OPENING), -1):
            token = self.tokens[back]
            if token.is_stop or self._folded(back) in lists["joins"]:
                return back < at
            known = token.number is not None or token.people or token.other or token.fact
            if (known and not token.dated) or (token.text == "," and not comma):
                return False
            if not (comma or token.dated or token.word.folded in small):
                return False
            if back == 0:
                return token.word.folded not in lists["of"] or self._folded(1) not in lists["determiners"]
        return False

    def _verb(self, index: int) -> int | None:
        """The token of the verb of those whom a number counts, right behind it."""
        lists = self.lexicon.lists
        before = lists["adverbs"] | lists["negations"] | lists["impersonal"] | lists["clitics"] | lists["datives"]
        before |= lists["inserted"]
        at = index + 1
        while at < min(index + 1 + ADVERBS, len(self.tokens)) and self._folded(at) in before:
            at += 1
        if at >= len(self.tokens):
            return None
        return at if self._is_finite(at) else None

    def _is_finite(self, at: int) -> bool:
        lists, word = self.lexicon.lists, self.tokens[at].word
        if word.folded in lists["acts"] | lists["active"] | lists["modals"]:
            return True
        if self.lexicon.plural_verb.search(word.folded) is not None:
            return self.lexicon.is_finite(word)
        return word.folded in lists["passive"] and self.lexicon.is_any(word, "tells_who")
