"""Numbers that have no noun of their own, as the count before them lends them one.

In: the tokens of a sentence and the links found so far. Out: a link for one number, or none. Told of are comparisons
(«frente a los 18 de 2023»), lists by place («seguido de Chiva, con 11»; «: 15 en Letur, dos en Chiva»), totals that
are taken apart («29 rehenes: 28 policías y un soldado»), and another's figure of the same («los vecinos hablan de
40», «y a 9.000, según el ayuntamiento»).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.reading.counts.retold import Retold
from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import Link

APART = 24  # tokens between a count and one that it is held against
OPENING = 18  # tokens of a phrase that opens a sentence and names a whole: «De los 62 heridos de la explosión, 9 …»
BARE = 2  # tokens of a verb that opens a sentence, and its number
INSERTED = 5  # tokens of «, precisó el director,»


class Elided(Retold):
    """Finds what the numbers of one sentence count that have no noun."""

    # --- totals that are taken apart ---

    def parts(
        self, found: Mapping[int, Link], scans: Mapping[int, Scan], sizes: Sequence[Decimal | None]
    ) -> dict[int, Link]:
        """«29 rehenes: 28 policías y un soldado»: what follows a colon and adds up to the count before it."""
        taken: dict[int, Link] = {}
        for colon, token in enumerate(self.tokens if found and ":" in self.words.kinds else ()):
            if token.text != ":":
                continue
            whole = max((number for number in found if self.at[number] < colon), default=None)
            if whole is None or colon - self.at[whole] > APART:
                continue
            stop = next((at for at in range(colon + 1, len(self.tokens)) if self.tokens[at].is_stop), len(self.tokens))
            inner = [number for number in sorted(self.at) if colon < self.at[number] < stop]
            figures = [sizes[number] for number in inner]
            if len(inner) < 2 or any(scans[number].blocked for number in inner) or None in figures:
                continue
            more = sum(
                self._folded(at) in self.lexicon.lists["a"] and self.tokens[at + 1].nation for at in range(colon, stop)
            )
            if sum(size for size in figures if size is not None) + more == sizes[whole]:
                for number in inner:  # "30 casualties: 12 killed and 18 wounded"
                    own = found.get(number)
                    if own is not None and self.lexicon.wholes.get(own.fact) == found[whole].fact:
                        taken[number] = replace(own, part=True)
                    else:
                        taken[number] = self._like(number, found[whole], scans[number], part=True)
        return taken

    def made_up(
        self,
        whole: int,
        found: Mapping[int, Link],
        scans: Mapping[int, Scan],
        sizes: Sequence[Decimal | None],
        ones: frozenset[int],
    ) -> dict[int, Link]:
        """ "43 people – 28 adults and 15 children –": the parts behind a count that make it up."""
        left, link = sizes[whole], found.get(whole)
        if left is None or link is None or whole + 1 not in scans:
            return {}
        parts: dict[int, Link] = {}
        for number in range(whole + 1, len(sizes)):
            size, scan, own = sizes[number], scans.get(number), found.get(number)
            if size is None or scan is None or scan.blocked or not (self._is_whose(number) or scan.group or scan.head):
                break
            if own is not None and own.fact != link.fact:
                if scan.role is None or own.fact != scan.role:
                    break
                own = None  # «18 lesionados –11 manifestantes y siete policías–»: who they are, no crowd
            left -= size
            if own is not None or number not in ones:
                parts[number] = replace(own or self._like(number, link, scan), part=True)
            if left <= 0:
                return parts if left == 0 and number > whole + 1 else {}
        return {}

    def _is_whose(self, number: int) -> bool:
        """«31 agentes —19 del Ejército y 12 de la Policía—», «dos franceses»: of whom a part is, no noun between."""
        at = self.at[number] + 1
        if at < len(self.tokens) and self.tokens[at].nation:
            return True
        return self._folded(at) in self.lexicon.lists["of"] | self.lexicon.lists["out_of"]

    def partitive(self, index: int, scan: Scan) -> Link | None:
        """«De los heridos, 1.220 están muy graves»: the whole is named before the comma."""
        if scan.end and not scan.group:
            return None
        return self.of_whole_before(index)

    def of_whole_before(self, index: int) -> Link | None:
        """The same, whatever the number counts by itself."""
        if index < 2 or self.tokens[index - 1].text != ",":
            return None
        start = self._before_insertion(index - 1) - 1
        while start > 0 and index - start < OPENING and not self._ends(start - 1):
            start -= 1
        lists = self.lexicon.lists
        opens = self.tokens[start].word.folded
        if opens not in lists["of"] or any(t.word.folded in lists["that"] for t in self.tokens[start + 1 : start + 3]):
            return None
        for token in self.tokens[start : index - 1]:
            fact = token.noun or token.head or token.adjective
            if fact is not None:
                first, after = self.tokens.firsts[index], self.tokens.afters[index]
                return Link(fact, first, after, token.head, None, 0.8, "part", part=True)
        return None

    def _before_insertion(self, comma: int) -> int:
        """The comma before what is said between it and another: «De los heridos, precisó el director, siete son …»."""
        opening = next((at for at in range(comma - 1, max(0, comma - 1 - INSERTED), -1) if self._ends(at)), comma)
        said = self.tokens[opening].text == "," and self.lexicon.is_any(self.tokens[opening + 1].word, "said")
        return opening if said else comma

    def opens_with_whole(self, index: int) -> bool:
        """«De los 52 rescatados, cuatro murieron»: whether a known number of people is named before the comma."""
        lists = self.lexicon.lists
        if index < 2 or self.tokens[index - 1].text != ",":
            return False
        start = index - 2
        while start > 0 and index - start < OPENING and not self._ends(start - 1):
            start -= 1
        led = self.tokens[start : start + 3]
        known = [one.word.folded for one in led[:2]]
        return (
            len(led) > 2 and known[0] in lists["of"] and known[1] in lists["determiners"] and led[2].number is not None
        )

    def is_of_group(self, number: int, found: Mapping[int, Link], scan: Scan) -> bool:
        """«once muertes, dos de adolescentes»: of whom a part is, without an article."""
        index = self.at[number]
        if number - 1 not in found or scan.group is None or self.tokens[index - 1].text != ",":
            return False
        behind = self.tokens[index + 1 : index + 3]
        return len(behind) == 2 and behind[0].word.folded in self.lexicon.lists["of"] and behind[1].people

    # --- one number ---

    def comes_on_top(self, number: int, last: Link, scan: Scan) -> bool:
        """ "another 2,000 in the rear", "500 more would be deployed": more of the same, with no noun of their own."""
        if scan.end or scan.fact is not None or self.is_of_other_verb(self.at[number]):
            return False
        where, joins = self.lexicon.lists["where"], self.lexicon.lists["joins"]
        rest = self.tokens[self.at[number] + 1 :]
        behind = [token for token in rest if not token.filler or token.word.folded in where][:3]
        ends = where | joins | self.lexicon.lists["clause"]  # «y otras dos cuando eran trasladadas»
        if not behind or behind[0].is_stop or behind[0].word.folded in ends:
            return True
        return any(token.head_verb == last.fact for token in behind)

    def link(self, number: int, found: Mapping[int, Link], earlier: Link | None, scan: Scan) -> Link | None:
        """What a number counts that has neither noun nor verb; `earlier` is the last count of the sentence before."""
        if scan.blocked or self.is_year(number):
            return None
        before = max((one for one in found if one < number), default=None)
        last = found[before] if before is not None else None
        if (
            last is not None
            and before == number - 1
            and last.part
            and (self._goes_on(number) or self._is_shared_out(number))
        ):
            return self._like(number, last, scan, part=True)
        if last is not None and self.is_sum(self.at[number]):
            return replace(self._like(number, last, scan), part=False)
        if scan.end or scan.nation:
            return None
        if last is not None and before == number - 1 and self.at[number] - self.at[before] <= APART:
            if self.is_held_against(number, scan):
                return replace(self._like(number, last, scan), part=False, past=True)
            if self._is_credited(number) or self._is_rate(number):
                return self._like(number, last, scan)
        whom = last or earlier
        if last is not None and self.is_that_of(self.at[number]):
            return replace(self._like(number, last, scan), part=False)
        if whom is not None and self.is_retold(number):
            then = self._folded(self.at[number] - 2) in self.lexicon.lists["then"]  # «en 2023, cuando fueron 12»
            return replace(self._like(number, whom, scan), part=False, past=then)
        return None

    def hurt(self, number: int, scan: Scan, told: Sequence[Link], *, apart: bool) -> Link | None:
        """«cuatro revisten gravedad», «uno de ellos grave»: some of the hurt told of before, or others (`apart`)."""
        if not self.tells_how(self.at[number]):
            return None
        whom = next((one for one in reversed(told) if one.fact in self.lexicon.care), None)
        if whom is not None:
            return self._like(number, whom, scan, part=True, how="part")
        if not apart or scan.strange or not self.lexicon.care_unless:
            return None
        fact = next(iter(self.lexicon.care_unless))
        return self._like(number, Link(fact, 0, 0, None, None, 0.75), scan, how="after")

    def of_above(
        self,
        counted: tuple[Link, Decimal | None],
        scans: Mapping[int, Scan],
        sizes: Sequence[Decimal | None],
        ones: frozenset[int],
    ) -> dict[int, Link]:
        """«El hospital habla de quince.», «Tres están graves.» at the head of a paragraph: what the one before it
        counted."""
        (above, known), number = counted, next((one for one in scans if one not in ones), None)
        if number is None or scans[number].blocked or scans[number].end or self.is_year(number):
            return {}
        hurt = above.fact in self.lexicon.care and self.tells_how(self.at[number])
        size, opens = sizes[number], self.at[number] < BARE
        if opens and size and known and size > known:
            return {}  # «detuvo a 402 de los que cruzaron el río. Eran unos 500»
        told = hurt or self.is_retold(number)
        return {number: self._like(number, above, scans[number], part=hurt)} if told else {}

    def _like(self, number: int, other: Link, scan: Scan, *, part: bool = False, how: str = "retold") -> Link:
        index, group = self.at[number], None if scan.general else scan.group
        end = max(scan.end, self.tokens.afters[index])
        return Link(other.fact, self.tokens.firsts[index], end, scan.head, group, 0.7, how, part or other.part)

    def _goes_on(self, number: int) -> bool:
        """«once de los muertos viajaban delante y tres eran niños»: the rest of what is told of a part."""
        index = self.at[number]
        joined = self._folded(index - 1) in self.lexicon.lists["joins"]
        if joined and self._folded(index + 1) == "," and index + 2 < len(self.tokens):  # «y cuatro, niños»
            whom = self.tokens[index + 2]
            return (whom.people or whom.nation) and self._ends(index + 3)
        behind = index + 1 + (self._folded(index + 1) in self.lexicon.lists["impersonal"])  # «y tres se encuentran»
        return joined and behind < len(self.tokens) and self.lexicon.is_finite(self.tokens[behind].word)

    def _is_shared_out(self, number: int) -> bool:
        """«De los 212 detenidos, 93 están acusados de saqueo, 61 de incendio y 58 van a juicio»: more parts of a whole
        that opens the sentence."""
        lists, index = self.lexicon.lists, self.at[number]
        whole = self._folded(1) in lists["determiners"] or self.lexicon.is_any(self.tokens[1].word, "numbers_of")
        opens = self._folded(0) in lists["of"] and whole  # «Del total de 340 muertos, …»
        edge = self.tokens[index - 1].text == "," or self._folded(index - 1) in lists["joins"]
        if not (opens and edge) or self._ends(index + 1):
            return False
        behind = self.tokens[index + 1]
        led = lists["of"] | lists["passive"] | lists["where"] | lists["objects"]
        return self._folded(index + 1) in led or self.lexicon.is_finite(behind.word)

    def _is_rate(self, number: int) -> bool:
        """«13.000 ahorcados, a razón de 50 por semana»"""
        return self.lexicon.rates_of.ending(self.words, self.tokens.firsts[self.at[number]]) is not None

    def is_held_against(self, number: int, scan: Scan) -> bool:
        """«frente a los 18 de 2023», «contra 12 el año pasado»: what is held against it is of another time."""
        if scan.end or scan.nation or scan.strange:
            return False
        if not self.lexicon.holds_against(self.words, self.tokens.firsts[self.at[number]]):
            return False
        lists = self.lexicon.lists
        following = self._folded(self.at[number] + 1)
        behind = self.tokens[self.at[number] + 1 : self.at[number] + 3]
        if following in lists["of"] and any(self.lexicon.is_any(one.word, "numbers_of") for one in behind):
            return False  # «frente a los 180 del recuento anterior»: of the same
        if self._folded(self.at[number] - 1) in lists["agents"] and not (behind and behind[0].dated):
            return False  # «12 muertos y pérdidas por 30 millones»
        if self._ends(self.at[number] + 1) or behind[0].dated:  # "compared with 51 a year earlier"
            return True
        return following in lists["of"] | lists["where"] | lists["determiners"]
