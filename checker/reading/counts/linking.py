"""Links numbers to what they count: the noun behind one, the toll before it, the verb that governs it, or the
count that it is a part of or stands beside."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.reading.counts.elided import Elided
from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import QUOTES, Link, Token
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row

LABELLED = frozenset(":(-–—|=")  # signs between a label and its figure: «Heridos — 40»
BULLETS = frozenset("-–—•*·>")  # signs before a label that begins its line
BACK = 20  # tokens before a number in which the counted noun stands
VERB_BACK = 7  # and the verb that governs it


Size = Decimal | None
Counted = tuple[Link, Size]


class Linker:
    """Links the numbers of one sentence. `ones` are the numbers that may be mere articles."""

    def __init__(
        self,
        words: Row,
        tokens: Sequence[Token],
        lexicon: FactLexicon,
        ones: frozenset[int],
        off: Container[str] = (),
    ) -> None:
        self.words, self.tokens, self.lexicon, self.ones = words, tokens, lexicon, ones
        self.scanner = Scanner(words, tokens, lexicon, ones, off)
        self.at = {token.number: index for index, token in enumerate(tokens) if token.number is not None}
        self.elided = Elided(words, tokens, lexicon, self.at)

    def links(
        self,
        earlier: Sequence[Counted],
        sizes: Sequence[Size],
        part_cues: frozenset[int],
        again: frozenset[int],
        more: frozenset[int],
    ) -> dict[int, Link]:
        """By number: what it counts. `earlier` are the counts of the paragraph so far; `sizes` how much each number
        is at least, None where nothing bounds it; `part_cues` are the numbers beside which a word says that they are
        a part of one counted before («de ellos», "of whom"), `again` those that a word calls the earlier figure of
        it ("up from 20"), `more` those that come on top of it ("another 20")."""
        scans = {number: self.scanner.behind(index) for number, index in self.at.items()}
        own = ((number, self._own(number, scan)) for number, scan in scans.items())
        found = {number: one for number, one in own if one is not None and not self._is_never(one, scans[number])}
        found |= {number: replace(found[number], part=True) for number in part_cues if number in found}
        order = sorted(self.at)
        for number in order:  # «120.000 personas, según X, y medio millón, según Y, se manifestaron»
            if number not in found and number + 1 in scans and (shared := self._shared(number, scans)) is not None:
                found |= shared
        for number in reversed(order):  # «8 policías y 7 manifestantes lesionados»
            after = found.get(number + 1)
            scan = scans[number]
            if number in self.ones or (number in found and found[number].fact not in self.lexicon.needs):
                continue
            if after is not None and after.how == "after" and self._beside(number, scan):
                found[number] = self._like(number, scan, after, "beside")
        found |= self.elided.parts(found, scans, sizes)
        for number in order:
            found |= self.elided.made_up(number, found, scans, sizes, self.ones)
        for number in order:
            scan = scans[number]
            if number in found or scan.blocked:
                continue
            if number in self.ones:  # «uno» alone may be a count in a list
                if number and (last := found.get(number - 1)) is not None and last.how == "list":
                    found |= self._lent(number, found, None, scan)
                continue
            if number - 1 in found and self.elided.is_held_against(number, scan):
                found |= self._lent(number, found, None, scan)
                continue
            told = [*earlier, *((found[one], sizes[one]) for one in order if one < number and one in found)]
            part = number in part_cues or self._is_of_group(number, found, scan)
            whole = _whole(told, sizes[number]) if part and self._follows(number, found) else None
            last = found.get(number - 1) or (earlier[-1][0] if earlier and number == 0 else None)
            if number in again and last is None:  # "rose from 20 to 35", «300, diez veces más que los 30 que contó X»
                before = next((found[one] for one in reversed(order) if one < number and one in found), None)
                last = found.get(number + 1) or before
            if whole is not None and (scan.group or scan.nation or not scan.strange or self._acts(number)):
                found[number] = replace(self._like(number, scan, whole, "part"), part=True)
            elif last is None:
                found |= self._lent(number, found, None, scan)
            elif number in again and (not scan.strange or self._closed(number)) and not scan.end:
                found[number] = self._like(number, scan, last, "again")
            elif number > 0 and self._goes_on(last, scan) and self._joined(number - 1):
                found[number] = replace(self._like(number, scan, last, "beside"), part=last.part)
            elif number in more and self.elided.comes_on_top(number, last, scan):
                found[number] = self._like(number, scan, last, "gap")
            elif (
                number > 0
                and last.how in ("noun", "before", "after", "gap", "retold")
                and self.elided.is_gapped(number, last, scan)
            ):
                found[number] = replace(self._like(number, scan, last, "gap"), part=last.part)
            else:
                found |= self._lent(number, found, earlier[-1][0] if earlier else None, scan)
        if any(token.text == ":" for token in self.tokens):  # of parts that were found only now
            found |= self.elided.parts(found, scans, sizes)
        return found

    def _is_of_group(self, number: int, found: Mapping[int, Link], scan: Scan) -> bool:
        """«once muertes, dos de adolescentes»: of whom a part is, without an article."""
        index = self.at[number]
        if number - 1 not in found or scan.group is None or self.tokens[index - 1].text != ",":
            return False
        behind = self.tokens[index + 1 : index + 3]
        return len(behind) == 2 and behind[0].word.folded in self.lexicon.lists["of"] and behind[1].people

    def _follows(self, number: int, found: Mapping[int, Link]) -> bool:
        """Whether a count stands before a number that may be a part of it: not «cuatro de esas naves»."""
        behind = self.tokens[self.at[number] + 1 : self.at[number] + 4]
        if len(behind) == 3 and behind[1].word.folded in self.lexicon.lists["demonstratives"]:
            named = behind[2]
            small = named.filler or named.link or named.people or named.action or named.noun or not named.word.is_word
            if not small and not self.lexicon.is_finite(named.word):
                return False
        return number == 0 or any(one < number for one in found)

    def _acts(self, number: int) -> bool:
        """«de ellas, once ocurrieron en Durán»: a verb, and no noun that nobody knows, follows a number."""
        at = self.at[number] + 1
        return at < len(self.tokens) and self.lexicon.is_finite(self.tokens[at].word)

    def _lent(self, number: int, found: Mapping[int, Link], earlier: Link | None, scan: Scan) -> dict[int, Link]:
        one = self.elided.link(number, found, earlier, scan)
        return {} if one is None else {number: one}

    def _closed(self, number: int) -> bool:
        """Whether a clause begins right behind a number: «los 211 que reconoce …»."""
        after = self.at[number] + 1
        return after < len(self.tokens) and self.tokens[after].word.folded in self.lexicon.lists["clause"]

    # --- one number by itself ---

    def _is_never(self, link: Link, scan: Scan) -> bool:
        """«participaron 40 agentes»: those who work there are no crowd."""
        never = self.lexicon.never.get(link.fact)
        if never is None or scan.noun:
            return False
        return any(not never.isdisjoint(forms) for forms in self.words.forms[link.start : scan.end])

    def _own(self, number: int, scan: Scan) -> Link | None:
        index = self.at[number]
        token = self.tokens[index]
        if scan.blocked or self._is_size(index, scan):
            return None
        if number in self.ones and not scan.counts_one:
            return self._one(index)
        if number in self.ones and self.tokens[index + 1].word.is_word and self._is_figure(index + 1):
            return None  # «no hay una cifra de heridos»
        if scan.head in self.lexicon.things:  # boats that are sunk are no casualties
            there = self.lexicon.has_need(self.words, scan.head)
            return Link(scan.head, token.first, scan.end, scan.head, None, 0.85, "noun", scan.part) if there else None
        if self.elided.is_held_against(number, scan):
            return None
        of_noun = self.elided.among(index, scan) or self._of_noun(index, scan)
        if of_noun is not None:
            return of_noun
        weak = scan.fact is None or not scan.noun
        governed = self._verb_before(index, scan) if weak else None
        if governed is not None:
            return governed
        if scan.agent:
            return None
        if scan.fact is not None:
            how = "noun" if scan.noun else "after"
            return Link(scan.fact, token.first, scan.end, scan.head, _group(scan), 0.9, how, scan.part)
        before = self._toll(index, scan) or self._linked(index, scan)
        if before is not None:
            return before
        partitive = self.elided.partitive(index, scan)
        if partitive is not None:
            return partitive
        if scan.role is not None:
            return Link(scan.role, token.first, scan.end, None, None, 0.8, "noun", scan.part)
        crowd = self._gathered(index, scan)
        if crowd is not None:
            return Link(crowd, token.first, scan.end, None, None, 0.7, "noun", scan.part)
        if scan.head is not None and self.lexicon.has_need(self.words, scan.head):
            return Link(scan.head, token.first, scan.end, scan.head, None, 0.85, "noun", scan.part)
        return None

    def _is_figure(self, at: int) -> bool:
        return self.lexicon.is_any(self.tokens[at].word, "numbers_of")

    def _is_size(self, index: int, scan: Scan) -> bool:
        """«una ciudad de 100.000 habitantes», «con capacidad para 1.200 internos»: how large something is."""
        before = [token for token in self.tokens[max(0, index - 3) : index] if token.number is None]
        if len(before) < 2 or before[-1].word.folded not in self.lexicon.lists["of"] | self.lexicon.lists["for_whom"]:
            return False
        held = any(self.lexicon.is_any(token.word, "capacities") for token in before)
        return held or (before[-2].other and bool(scan.group) and scan.role is None and not scan.noun)

    def _one(self, index: int) -> Link | None:
        """«un hombre murió» tells of somebody, but «77 heridos y uno falleció» counts."""
        token, behind = self.tokens[index], self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if behind is None or behind.verb is None or behind.participle or index == 0 or token.after - token.first > 1:
            return None
        joined = self.tokens[index - 1].word.folded in self.lexicon.lists["joins"] or self.tokens[index - 1].text == ","
        return Link(behind.verb, token.first, behind.after, None, None, 0.75, "after") if joined else None

    # --- what stands before a number ---

    def _verb_before(self, index: int, scan: Scan) -> Link | None:
        """«murieron 30», «matando a 30», "killing 24", «perdieron la vida 12», «perdió a 300 soldados»."""
        lexicon = self.lexicon
        placed = False
        unknown = 0
        for at in range(index - 1, max(-1, index - 1 - VERB_BACK), -1):
            token = self.tokens[at]
            folded = token.word.folded
            if token.is_stop or token.number is not None or folded in lexicon.lists["clause"]:
                return None
            whole = scan.head or scan.group or scan.nation
            suffers = token.head_verb is not None and lexicon.needs.get(token.head_verb) is None
            if suffers and token.head_verb is not None and (scan.head or scan.nation):
                return self._governed(index, at, token.head_verb, scan)
            fact = token.transitive or token.verb or (token.adjective if token.participle else None)
            if fact is not None and token.noun is not None and token.transitive is None and at != index - 1:
                return None
            if fact is not None:
                if self._sends(at, scan):
                    return None
                if unknown and token.transitive and not token.participle and self._is_act(at):
                    return None
                if not scan.group and fact in lexicon.people_only:
                    return None
                if not whole and lexicon.is_any(token.word, "of_named"):
                    return None
                if (placed or scan.unknown > (3 if at == index - 1 else 1)) and not whole:
                    return None
                return self._governed(index, at, self.scanner.whole(at, fact), scan)
            if (token.people and not token.filler) or token.head or token.noun:
                return None
            if folded in lexicon.lists["where"]:
                placed = True
            elif not token.filler and not token.link:
                unknown += 1
                if unknown > (2 if whole else 1):
                    return None
        return None

    def _is_act(self, at: int) -> bool:
        """ "Monday's shooting follows two": a noun of what was done, which governs nothing behind a verb."""
        before = self.tokens[at - 1].word.folded if at else ""
        return before in self.lexicon.lists["determiners"] or before[-2:-1] in ("'", "’")

    def _sends(self, at: int, scan: Scan) -> bool:
        """«desplazó a 250 soldados» sends them, it drives nobody out."""
        wanted = self.lexicon.needs.get(scan.head or "", frozenset())
        return not wanted.isdisjoint(forms(self.tokens[at].word.text, self.lexicon.lang))

    def _governed(self, index: int, at: int, fact: str, scan: Scan) -> Link:
        token = self.tokens[index]
        start = self.tokens[at].first if token.first - self.tokens[at].after <= 3 and not scan.end else token.first
        return Link(fact, start, max(scan.end, token.after), scan.head, _group(scan), 0.85, "before", scan.part)

    def _of_noun(self, index: int, scan: Scan) -> Link | None:
        """«la muerte de 12 personas», "the bodies of two more victims"."""
        if not (scan.group or scan.nation or scan.head or scan.unknown):
            return None
        lists, of = self.lexicon.lists, index - 1
        if of > 1 and self.tokens[of].text in QUOTES:  # «la muerte de “más de 100 efectivos”»
            of -= 1
        if of > 1 and self.tokens[of].word.folded in lists["determiners"]:  # «los cuerpos de los 13»
            of -= 1
        if of >= 0 and self.tokens[of].toll is not None and not scan.noun:  # «los cuerpos de», one phrase
            return replace(self._governed(index, of, self.tokens[of].toll or "", scan), how="of")
        if of < 1 or self.tokens[of].word.folded not in lists["of"] | lists["objects"]:
            return None
        for at in (of - 1, of - 2):
            token = self.tokens[at] if at >= 0 else None
            if token is not None and token.noun is not None and token.adjective is None and not token.people:
                return self._governed(index, at, token.noun, scan)
        return None

    def _toll(self, index: int, scan: Scan) -> Link | None:
        """«un balance de 20», "a death toll of 35", «muertos: 62»."""
        token = self.tokens[index]
        at = index - 1
        while at >= 0 and self.tokens[at].filler and index - at <= 4 and not self.tokens[at].link:
            at -= 1
        if at < 0 or scan.unknown > 2:
            return None
        before = self.tokens[at]
        if before.word.folded in self.lexicon.lists["listed_with"] and at and not scan.end and not scan.strange:
            named = self.tokens[at - 1].noun  # "the north had the most deaths with 293"
            return Link(named, token.first, token.after, None, None, 0.7, "list") if named else None
        if before.text in LABELLED and at > 0:
            before = self.tokens[at - 1]
            first = before.first == 0 or self.tokens[at - 2].text in BULLETS
            if before.noun is not None and before.text and (self.tokens[at].text == ":" or (first and not scan.end)):
                return Link(before.noun, before.first, token.after, None, None, 0.8, "link")
        most = before.text == "," and at > 1 and self.tokens[at - 2].word.folded in self.lexicon.lists["most"]
        if most and self.tokens[at - 1].noun is not None and not scan.end:  # «la provincia con más muertos, 18»
            return Link(self.tokens[at - 1].noun or "", token.first, token.after, None, None, 0.75, "list")
        if before.toll is not None:
            return Link(before.toll, before.first, max(scan.end, token.after), None, _group(scan), 0.8, "link")
        return None

    def _linked(self, index: int, scan: Scan) -> Link | None:
        """«el número de muertos subió a 62», "the toll rose to 35", "puts the dead in Kursk at over 3,000"."""
        lexicon = self.lexicon
        if scan.end and not (scan.general or scan.head or scan.group):
            return None
        at = index - 1
        while at >= 0 and index - at <= 5 and self.tokens[at].filler and not self.tokens[at].link:
            if (
                self.tokens[at].word.folded in lexicon.lists["at"]
                or self.tokens[at].word.folded in lexicon.lists["at_once"]
            ):
                break
            at -= 1
        if at >= 0 and self.tokens[at].text == ",":  # «son, según se calcula, unos 11.000»
            opening = next((one for one in range(at - 1, max(-1, at - 7), -1) if self.tokens[one].text == ","), 0)
            at = opening - 1
        if at < 0:
            return None
        edge = self.tokens[at]
        placed = edge.word.folded in lexicon.lists["at"]
        valued = False
        if edge.word.folded in lexicon.lists["at_once"] and at > 0:
            at -= 1
            edge, valued = self.tokens[at], self._valued(at)
        own = self.tokens[index].link  # «rondan los 25.000»: the hedge is the link
        if own:
            at = index
        if not edge.link and not placed and not own and not valued:
            return None
        linked = edge.link or own
        last: int | None = None
        for back in range(at if edge.toll or edge.noun else at - 1, max(-1, at - BACK), -1):
            token = self.tokens[back]
            if token.is_stop and token.text not in ")(":
                break
            if last is None and self.lexicon.is_any(token.word, "capacities"):
                return None
            if (
                token.word.folded in lexicon.lists["that"]
                and back
                and lexicon.is_any(self.tokens[back - 1].word, "said")
            ):
                return None  # «los abogados de los detenidos dicen que son 12»
            linked = linked or token.link
            fact = token.toll or token.noun or (token.adjective if token.participle else None)
            if fact is not None and last is None:
                last = back
            if token.text == "," and placed and scan.strange:
                return None  # «…, envió a dos observadores»
            if last is not None and linked:
                return self._counted(last, index, scan)
            if token.head is not None and linked and last is None and not placed:
                need = lexicon.has_need(self.words, token.head)
                start = token.first
                return (
                    Link(token.head, start, self.tokens[index].after, token.head, None, 0.75, "link") if need else None
                )
        return None

    def _valued(self, at: int) -> bool:
        """«cifran sus bajas en 17»: a verb that gives the noun before its number."""
        return self.tokens[at].noun is not None and any(token.link for token in self.tokens[max(0, at - 3) : at])

    def _counted(self, at: int, index: int, scan: Scan) -> Link | None:
        """The link from a counted noun (or toll) to the number that a verb gives it."""
        token = self.tokens[at]
        fact = token.toll or token.noun or token.adjective
        if fact is None or self._sends(at, scan):
            return None
        end = max(self.tokens[index].after, scan.end)
        if token.toll is None:
            fact = self.scanner.whole(at, fact)
            start = at
            while (
                start > 0
                and at - start < 4
                and (self.tokens[start - 1].filler or self.tokens[start - 1].word.folded in self.lexicon.lists["of"])
            ):
                start -= 1
            named = start > 0 and (
                self.tokens[start - 1].toll is not None
                or self.lexicon.is_any(self.tokens[start - 1].word, "numbers_of")
            )
            first = self.tokens[start - 1].first if named else token.first
        else:
            first = token.first
            for later in self.tokens[at + 1 : min(at + 5, index)]:
                if later.noun is not None:
                    fact = later.noun
        return Link(fact, first, end, None, _group(scan), 0.85, "link")

    def _gathered(self, index: int, scan: Scan) -> str | None:
        """«175.000 personas en la marcha»: people of whom nothing else is said, in a sentence with an occasion."""
        if not scan.general or not self.lexicon.occasions or any(token.action or token.noun for token in self.tokens):
            return None
        row = self.tokens
        if index > 1 and row[index - 1].word.folded in self.lexicon.lists["objects"] and not row[index - 2].link:
            return None  # «premió a 300 personas»
        return next((fact for token in self.tokens if (fact := self.lexicon.occasion_of(token.word)) is not None), None)

    # --- parts and neighbours ---

    def _shared(self, number: int, scans: Mapping[int, Scan]) -> dict[int, Link] | None:
        """Two numbers of one noun whose verb stands behind the second, what is told of either set between commas."""
        scan, other = scans[number], scans[number + 1]
        if scan.group is None or other.end or other.blocked or other.strange or not self._joined(number):
            return None
        left, right = self.tokens[self.at[number]], self.at[number + 1]
        fact = self.scanner.verb_past(right)
        if fact is None:
            return None
        after = Link(fact, self.tokens[right].first, self.tokens[right].after, None, _group(scan), 0.8, "after")
        return {number: replace(after, start=left.first, end=scan.end), number + 1: after}

    @staticmethod
    def _goes_on(last: Link, scan: Scan) -> bool:
        """Whether what is told of one number may be told of another beside it."""
        return last.how in ("before", "beside", "part") or (last.how == "link" and scan.group is not None)

    def _beside(self, number: int, scan: Scan) -> bool:
        if scan.blocked or not (scan.group or scan.head or scan.nation) or not self._joined(number):
            return False
        lists, right = self.lexicon.lists, self.at[number + 1]  # "1,000 men are at work, and 90 women were hurt"
        between = (token for token in self.tokens[self.at[number] + 1 : right] if token.first >= scan.end)
        return not any(
            token.word.folded in lists["passive"] or token.word.folded in lists["active"] for token in between
        )

    def _joined(self, number: int) -> bool:
        """Whether only a noun phrase and a join stand between a number and the next."""
        left, right = self.at[number], self.at.get(number + 1)
        if right is None or right - left > 10:
            return False
        at = right - 1
        while at > left and self.tokens[at].filler:
            at -= 1
        token = self.tokens[at]
        return (token.word.folded in self.lexicon.lists["joins"] or token.text == ",") and not any(
            one.is_stop or one.other or (one.verb and not one.participle) for one in self.tokens[left + 1 : right]
        )

    def _like(self, number: int, scan: Scan, other: Link, how: str) -> Link:
        token = self.tokens[self.at[number]]
        return Link(other.fact, token.first, max(scan.end, token.after), scan.head, _group(scan), 0.75, how)


def _whole(told: Sequence[Counted], size: Size) -> Link | None:
    """Of what a number is a part: the last count that is not smaller."""
    return next((link for link, most in reversed(told) if most is None or size is None or size <= most), None)


def _group(scan: Scan) -> str | None:
    return None if scan.general else scan.group
