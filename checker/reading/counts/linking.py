"""Links the numbers of a sentence to what they count: each by itself (alone.py), or by the count that it is a part of,
stands beside or takes its noun from (elided.py)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.reading.counts.beside import Beside
from checker.reading.counts.bodies import lost_by
from checker.reading.counts.cared import not_cared_for
from checker.reading.counts.lined import Heading, is_line
from checker.reading.counts.lists import Lists
from checker.reading.counts.neighbours import Neighbours
from checker.reading.counts.scanning import Scan
from checker.reading.counts.series import in_series
from checker.reading.counts.tokens import Link
from checker.reading.counts.unnumbered import Unnumbered

NEXT = 4  # tokens from an earlier figure to the one that it became: "up from 20 to 35"
LISTED = 16  # tokens from a word that opens a list of parts to the last of them
PRONOUN = 3  # tokens behind a number in which a word stands in place of its noun
APART = 5  # tokens from a figure to one that is set against it
Size = Decimal | None
Counted = tuple[Link, Size]


class Known(NamedTuple):
    """What is known of a sentence before its numbers are linked."""

    scans: Mapping[int, Scan]  # by number: what stands behind it
    earlier: Sequence[Counted]  # the counts of the paragraph so far
    sizes: Sequence[Size]  # how much each number is at least, None where nothing bounds it
    beside: Beside


class Linker(Neighbours):
    """Links the numbers of one sentence."""

    def links(
        self,
        earlier: Sequence[Counted],
        sizes: Sequence[Size],
        beside: Beside,
        above: Sequence[Counted] = (),
        heading: Heading | None = None,
    ) -> dict[int, Link]:
        """By number: what it counts. `earlier` are the counts of the paragraph so far; `sizes` how much each number
        is at least, None where nothing bounds it; `beside` what the words beside it say of it; `above` are the
        counts of the paragraph before, for a sentence that opens one, `heading` what the line above tells of all
        below it."""
        scans = {number: self.scanner.behind(index) for number, index in self.at.items()}
        lists = Lists(self.elided, beside, scans, self.ones)
        found = self._links(lists, earlier, sizes, beside, above)
        if heading is not None and not found:
            found = lists.under(heading)
        return lists.labelled(found, lined=is_line(self.words))

    def _links(
        self,
        lists: Lists,
        earlier: Sequence[Counted],
        sizes: Sequence[Size],
        beside: Beside,
        above: Sequence[Counted],
    ) -> dict[int, Link]:
        scans = lists.scans
        opens = above and not earlier and 0 in scans and self.words.folded[0] in self.lexicon.lists["of"]
        if opens and beside.is_part(0):
            earlier = above  # «De ellos, 40 …» at the head of a paragraph
        known = Known(scans, earlier, sizes, beside)
        found: dict[int, Link] = {}
        for number, scan in scans.items():
            one = self.alone.link(number, scan)
            one = one and lost_by(one, sizes[number], self.words, self.lexicon)
            if one and not self._are_few(one, scan, sizes[number]):
                found[number] = replace(one, part=True) if beside.is_part(number) else one
        if found:
            found = {number: one for number, one in found.items() if not self._is_head_of_part(number, found, earlier)}
        found |= self.all_of_uncounted(found, scans, earlier)
        found |= Unnumbered(self.scanner, self.at).links(found, scans, beside, self.joined)
        found |= not_cared_for(self.words, self.lexicon, found, scans)
        found |= self._still_cared_for(found, scans, earlier, sizes)
        order = sorted(self.at)
        for number in order:  # «120.000 personas, según X, y medio millón, según Y, se manifestaron»
            if number not in found and number + 1 in scans and (shared := self.shared(number, scans)) is not None:
                found |= shared
        found |= self._against(found, scans, beside)
        if (listed := lists.links(found, earlier or above, sizes)) is None:
            return {}
        found |= listed
        found |= in_series(lists, found, earlier, sizes)
        if not found and not earlier:
            retold = self.elided.of_above(above[-1], scans, sizes, self.ones) if above else {}
            found = retold or self._by_place({}, known._replace(earlier=above), lists)
            if not found:
                return {}
        found |= self._before_action(found, scans)
        found |= self.elided.parts(found, scans, sizes)
        found |= self._behind_action(found, scans)
        for number in order:
            found |= self.elided.made_up(number, found, scans, sizes, self.ones)
        for number in order:
            if not (number in found or scans[number].blocked or beside.is_difference(number)):
                found |= self._of_others(number, found, known)
        found |= self._by_place(found, known, lists)
        found |= self.elided.parts(found, scans, sizes)  # of parts that were found only now
        return found | self._nations(found, scans, beside)

    def _are_few(self, link: Link, scan: Scan, size: Size) -> bool:
        """«dos personas participaron en el robo», but no «tres manifestantes»: fewer than a verb speaks of."""
        few = size is not None and size < self.lexicon.least.get(link.fact, 0)
        return few and link.how in ("after", "before") and scan.role != link.fact

    def _is_head_of_part(self, number: int, found: Mapping[int, Link], earlier: Sequence[Counted]) -> bool:
        """«9 muertos, 4 de ellos militares», «de los 9 muertos, 4 eran militares»: who some of those right before are,
        and no soldiers sent."""
        link, last = found[number], found.get(number - 1)
        if link.how != "noun" or link.fact not in self.lexicon.needs:
            return False
        who = self.tells_who_by(number, link)
        last = earlier[-1][0] if who and earlier and number == 0 else last
        return (who or link.part) and last is not None and last.fact not in self.lexicon.needs

    def _nations(self, found: Mapping[int, Link], scans: Mapping[int, Scan], beside: Beside) -> dict[int, Link]:
        """«entre ellos 12 iraníes, 6 suecos»: of those who are told by their nation, all are parts behind one."""
        parts: dict[int, Link] = {}
        for number, link in sorted(found.items()):
            last = parts.get(number - 1, found.get(number - 1))
            listed = last is not None and link.fact == last.fact and scans[number].nation and self.joined(number - 1)
            if listed and last is not None and (last.part or beside.is_part(number - 1)):
                parts[number] = replace(link, part=True)
        return parts

    def _by_place(self, found: Mapping[int, Link], known: Known, lists: Lists) -> dict[int, Link]:
        """«Piura registra 2.100 y Lambayeque, 900»: numbers that belong to places, of what was counted before."""
        _, earlier, sizes, _ = known
        if len(found) == len(self.at) or not (self.words.capitals and (found or earlier)):
            return dict(found)
        found = {**lists.pairs(found), **found}
        for number in sorted(self.at.keys() - found.keys()):
            near, here = ([(found[one], sizes[one]) for one in some] for some in self._rows(number, found))
            whole = _whole([*(near or earlier), *reversed(here)], sizes[number])
            lender = whole or (here[0][0] if here else None) or self._of_elsewhere(near or earlier)
            part = whole is not None and whole.fact not in self.lexicon.people_only
            link = lists.lent(number, found, lender, part=part) if lender is not None else None
            if link is not None:
                found[number] = link
        return found

    def _of_elsewhere(self, told: Sequence[Counted]) -> Link | None:
        """A crowd of another place, which those of this one are no part of and may be more than."""
        return next((link for link, _ in told[-1:] if link.fact in self.lexicon.people_only), None)

    def _rows(self, number: int, found: Mapping[int, Link]) -> tuple[list[int], list[int]]:
        """The counts before a number, and those that a clause joins: «300 contagios y 12 muertes; Perú, 90»."""
        before = [one for one in sorted(found) if one < number]
        first = len(before) - 1
        while first > 0 and self.joined(before[first - 1]) and found[before[first]].how != "gap":
            first -= 1
        return before, before[max(0, first) :]

    def _before_action(self, found: Mapping[int, Link], scans: Mapping[int, Scan]) -> dict[int, Link]:
        """«8 policías y 7 manifestantes lesionados»: what is said of the last of a list is said of those before it."""
        found, chained = dict(found), set[int]()
        for number in sorted(self.at, reverse=True):
            after, scan = found.get(number + 1), scans[number]
            if number in self.ones or (number in found and not self.is_but_named(found[number].fact, scan)):
                continue
            if after is None or after.part or not (after.how == "after" or number + 1 in chained):
                continue
            if self.stands_beside(number, scan) and not self.is_of_these(number + 1, scan, scans[number + 1]):
                found[number] = self.like(number, scan, after, "beside")
                chained.add(number)
        return found

    def _behind_action(self, found: Mapping[int, Link], scans: Mapping[int, Scan]) -> dict[int, Link]:
        """«la muerte de 14 secuestradores, dos soldados y seis civiles»: what befell the first of a list befell those
        behind who count nothing by their noun alone."""
        found = dict(found)
        for number in sorted(self.at):
            whom, needy = found.get(number - 1), found.get(number)
            if whom is None or needy is None or needy.how != "noun":
                continue
            # «murieron dos policías y 3 manifestantes»
            role = scans[number].role == needy.fact and whom.group is not None
            if not role and needy.fact not in self.lexicon.needs:
                continue
            told = whom.how in ("of", "before") or (role and whom.how in ("link", "beside"))
            if told and whom.fact not in self.lexicon.needs and self.joined(number - 1):
                found[number] = replace(self.like(number, scans[number], whom, "before"), part=whom.part)
        return found

    def _of_others(self, number: int, found: Mapping[int, Link], known: Known) -> dict[int, Link]:
        """What a number counts that says nothing of it by itself: what those before it count, or a part of them."""
        (scans, earlier, sizes, beside) = known
        scan = scans[number]
        told = [*earlier, *((found[one], sizes[one]) for one in sorted(self.at) if one < number and one in found)]
        apart = beside.is_more(number) or beside.is_part(number)  # «otros 12 están hospitalizados»
        if (hurt := self.elided.hurt(number, scan, [one for one, _ in told], apart=apart)) is not None:
            return {number: hurt}
        if number in self.ones:
            return self._one_of_others(number, found, scan)
        if self._is_undergone(number):
            return {}
        if number - 1 in found and self.elided.is_held_against(number, scan):
            return self._lent(number, found, None, scan)
        if (shared := self.elided.known(number, scan, told, sizes[number])) is not None:
            return {number: replace(self.like(number, scan, shared.link, "retold"), part=shared.part)}
        part = (
            beside.is_part(number)
            or self.elided.is_of_group(number, found, scan)
            or self._is_among(number, beside, scan)
            or (bool(scan.end) and beside.closes_part(scan.end))
            or self.is_share(number, found, scan)
            or self.elided.tells_who(self.at[number])
            or self._opens_parts(number, found, scan)
            or self.tells_of_some(number, found, scan, beside)
            or (bool(told) and self.carries_on(number, found, beside) and self.elided.acts(number, scan, told[-1][0]))
        )
        whole = _whole(told, sizes[number]) if part and self.follows(number, found) else None
        opens = number == 0 or (number == 1 and 0 not in found and beside.is_more(1) and self.elided.joins_those(0))
        meant = self.elided.meant(number, earlier, sizes[number]) if earlier else None
        last = found.get(number - 1) or (meant if opens else None)
        if last is None and beside.is_again(number):  # "rose from 20 to 35", «300, diez veces más que los 30 que …»
            before = next((found[one] for one in range(number - 1, -1, -1) if one in found), None)
            near = number + 1 in self.at and self.at[number + 1] - self.at[number] <= NEXT
            last = (found.get(number + 1) if near else None) or before
        # "including two roofers", whatever those are
        among = scan.unknown and beside.opens_parts(self.tokens.firsts[self.at[number]])
        if whole is not None and self.names_others(number, found, scans):
            return {}
        if whole is not None and (scan.group or scan.nation or not scan.strange or self._acts(number) or among):
            return {number: replace(self.like(number, scan, whole, "part"), part=True)}
        follows = found.get(number + 1)
        if number == 0 and follows is not None and self.elided.is_that_of(self.at[number]):
            return {number: self.like(number, scan, follows, "retold")}  # «Con los tres de ayer son 14 los muertos»
        if self.elided.is_object(self.at[number]):
            return {}
        before = last or meant
        if before is not None and self.elided.sums_up(number, scan):
            return {number: self.like(number, scan, before, "retold")}  # "…, making four in all"
        if (tallied := self._tallied(number, found, earlier, scan)) is not None:
            return {number: tallied}
        if last is None:
            return self._lent(number, found, None if found else meant, scan)
        goes_on = self._as_last(number, scan, last, beside)
        return self._lent(number, found, meant, scan) if goes_on is None else goes_on

    def _is_undergone(self, number: int) -> bool:
        """«detuvieron a siete; fueron imputados 10»: a participle of its own, of no fact, stands before a number."""
        at = self.at[number] - 1
        done = self.tokens[at]
        known = done.fact or done.link or done.filler
        own = at > 0 and done.participle and done.text.endswith("s") and not known  # but «ha documentado 112»
        return own and self.lexicon.is_any(self.tokens[at - 1].word, "helping")

    def _one_of_others(self, number: int, found: Mapping[int, Link], scan: Scan) -> dict[int, Link]:
        """«uno» alone may be a count in a list."""
        last = found.get(number - 1)
        if last is None:
            return {}
        gapped = self.elided.is_gapped(number, last, scan)
        if gapped and self.elided.is_pronoun(self.at[number]):
            return {number: replace(self.like(number, scan, last, "gap"), part=last.part)}
        if self.is_one_more(number, scan, last):
            return {number: replace(self.like(number, scan, last, last.how), part=last.part)}
        if last.how == "list":
            return self._lent(number, found, None, scan)
        if gapped and last.how == "gap":
            return {number: replace(self.like(number, scan, last, "gap"), part=last.part)}
        return {}

    def _as_last(self, number: int, scan: Scan, last: Link, beside: Beside) -> dict[int, Link] | None:
        """What a number counts as the one before it does: none, where it has a verb of its own; None where nothing
        tells."""
        if not scan.end and (not scan.strange or self._closed(number)) and self._again(number, beside):
            return {number: self.like(number, scan, last, "again")}
        if number > 0 and last.how == "before" and self._acts(number) and self.joined(number - 1):
            return {}  # «murieron 12 mineros y 40 siguen atrapados»: it has a verb of its own
        theirs = (
            last.part and scan.nation and not (scan.group or scan.strange)
        )  # «12 de los heridos son rusos, tres chinos y dos indios»
        if number > 0 and (theirs or self.goes_on(last, scan)) and self.joined(number - 1):
            if self.elided.is_of_other_verb(self.at[number]):
                return {}
            return {number: replace(self.like(number, scan, last, "beside"), part=last.part)}
        if (number > 0 and self.elided.has_joined(self.at[number], last)) or (
            beside.is_more(number) and self.elided.comes_on_top(number, last, scan)
        ):
            return {number: self.like(number, scan, last, "gap")}
        if (
            number > 0
            and last.how in ("noun", "before", "after", "link", "gap", "retold")
            and self.elided.is_gapped(number, last, scan)
        ):
            return {number: replace(self.like(number, scan, last, "gap"), part=last.part)}
        if self._is_pronoun(number) or self.is_sent(number, last, scan):
            return {number: self.like(number, scan, last, "gap")}
        if self.elided.is_let_go(number, last, scan) or self.elided.is_done_to_part(number, last, scan):
            return {number: replace(self.like(number, scan, last, "gap"), part=True)}
        return None

    def _still_cared_for(
        self, found: Mapping[int, Link], scans: Mapping[int, Scan], earlier: Sequence[Counted], sizes: Sequence[Size]
    ) -> dict[int, Link]:
        """«Trece heridos … Seis ya recibieron el alta.»: those cared for, of the hurt that were told before."""
        link = found.get(0)
        if link is None or link.fact not in self.lexicon.care_unless or self.at[0] or scans[0].end > link.end:
            return {}
        bare = link.how == "after" and scans[0].group is None and not scans[0].noun
        told = [one for one in earlier if one[0].fact == link.fact]
        return {0: replace(link, part=True)} if bare and _whole(told, sizes[0]) is not None else {}

    def _against(self, found: Mapping[int, Link], scans: Mapping[int, Scan], beside: Beside) -> dict[int, Link]:
        """«Son 39, y no 23, los que murieron»: a figure and the one it is set against, before what both count."""
        taken: dict[int, Link] = {}
        for number, index in self.at.items():
            left = self.at.get(number - 1)
            if left is None or number - 1 in found or index - left > APART or not beside.is_against(number):
                continue
            link, scan = found.get(number), scans[number]
            if link is None and index + 1 < len(self.tokens) and self.tokens[index + 1].text == ",":
                scan = self.scanner.behind(index + 1)
                link = self.alone.link(number, scan) if scan.end else None
            if link is not None and not scans[number - 1].end:
                taken[number] = replace(link, how="again")
                taken[number - 1] = self.like(number - 1, scans[number - 1], link, "beside")
        return taken

    def _opens_parts(self, number: int, found: Mapping[int, Link], scan: Scan) -> bool:
        """«… a 32.000: unos 18.800 llegaron a Cúcuta», "32: eight died there": what is told of some of them."""
        at = self.at[number]
        return number - 1 in found and not scan.end and self.tokens[at - 1].text == ":" and self._acts(number)

    def _is_among(self, number: int, beside: Beside, scan: Scan) -> bool:
        """«25 heridos, entre ellos un niño de doce años y ocho bomberos»: a list of parts goes on with people."""
        if scan.group is None or scan.fact is not None:
            return False
        for at in range(self.at[number] - 1, max(0, self.at[number] - LISTED), -1):
            token = self.tokens[at]
            if beside.opens_parts(self.tokens.firsts[at]):
                return True
            if token.is_stop or token.action or self.lexicon.is_finite(token.word):
                return False
        return False

    def _tallied(self, number: int, found: Mapping[int, Link], earlier: Sequence[Counted], scan: Scan) -> Link | None:
        """«En cuanto a los fallecidos, con los 215 registrados …»: more that were counted, of those named last."""
        index, lexicon = self.at[number], self.lexicon
        behind = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if behind is None or not behind.participle or behind.fact or index == 0:
            return None
        counted = behind.link or any(lexicon.is_any(behind.word, name) for name in ("figured", "tallies", "registers"))
        if not counted or self.tokens[index - 1].word.folded not in lexicon.lists["determiners"]:
            return None
        for at in range(index - 1, -1, -1):
            token = self.tokens[at]
            if token.number is not None:
                break
            if token.noun is not None and not token.people:
                return self.like(number, scan, Link(token.noun, 0, 0, None, None, 0.7), "retold")
        last = max((one for one in found if one < number), default=None)
        told = found[last] if last is not None else earlier[-1][0] if earlier else None
        return None if told is None else self.like(number, scan, told, "retold")

    def _acts(self, number: int) -> bool:
        """«de ellas, once ocurrieron en Durán»: a verb, and no noun that nobody knows, follows a number."""
        at = self.at[number] + 1
        if at >= len(self.tokens):
            return False
        if self.tokens[at].word.folded in self.lexicon.lists["impersonal"] and at + 1 < len(self.tokens):
            at += 1  # «120 se negaron a salir»
        word = self.tokens[at].word
        if self.tokens[at].head or self.tokens[at].people:
            return False  # «dos soldados», which is no form of «soldar»
        return self.lexicon.is_finite(word) or word.folded in self.lexicon.lists["passive"] | self.lexicon.lists["acts"]

    def _lent(self, number: int, found: Mapping[int, Link], earlier: Link | None, scan: Scan) -> dict[int, Link]:
        return {} if (one := self.elided.link(number, found, earlier, scan)) is None else {number: one}

    def _is_pronoun(self, number: int) -> bool:
        """ "24 cases, and another 64 suspected ones": a word in place of the noun before."""
        at, lists = self.at[number] + 1, self.lexicon.lists
        return any(one.word.folded in lists["pronouns"] for one in self.tokens[at : at + PRONOUN])

    def _again(self, number: int, beside: Beside) -> bool:
        """Whether a number is another figure of the same, and no other subject moves: «los ingresos bajaron de 41»."""
        return beside.is_again(number) and not self.elided.is_turned(self.at[number])

    def _closed(self, number: int) -> bool:
        """Whether a clause begins right behind a number: «los 211 que reconoce …», «los 80 anunciados por …»."""
        behind = self.tokens[self.at[number] + 1 : self.at[number] + 3]
        if len(behind) == 2 and behind[1].word.folded in self.lexicon.lists["agents"]:
            return behind[0].participle and self.lexicon.is_any(behind[0].word, "said")
        return bool(behind) and behind[0].word.folded in self.lexicon.lists["clause"]


def _whole(told: Sequence[Counted], size: Size) -> Link | None:
    """Of what a number is a part: the last count that is not smaller."""
    return next((link for link, most in reversed(told) if most is None or size is None or size <= most), None)
