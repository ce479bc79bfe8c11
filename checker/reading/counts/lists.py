"""Lists of counts whose figures have no noun of their own, as one word governs them all: «Los muertos se reparten así:
15 en Honduras y 12 en Guatemala», "Kent has the most with 40, ahead of Essex (12)", «a Bolivia, 12 y 45», «Piura
registra 2.100 y Lambayeque, 900», «301 confirmados, 95 probables», "- Peru: 12" under a line that names the deaths.

In: the labels of the figures (labels.py), the links found so far, and what was counted before. Out: links.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from checker.reading.counts.governing import group_of
from checker.reading.counts.labels import (
    BEHIND,
    BESIDE,
    BRACKET,
    CLAUSE,
    HEAD,
    LOOSE,
    SUBJECT,
    WITH,
    Label,
    Labels,
)
from checker.reading.counts.lined import SIGNS, Heading
from checker.reading.counts.series import heading_before
from checker.reading.counts.tokens import BULLETS, Link

LEAD = 24  # tokens before a colon in which the noun of a list stands
LABEL = 7  # tokens of the name that a figure of a list belongs to
FEWEST = 3  # figures of a list whose noun stands in an earlier sentence
FEW = 2  # and of one that says that it is a list
STRANGE = 3  # words in small letters that nobody knows, before a list whose noun is named
EDGES = frozenset(",;:()")
LEADING = frozenset(",:-–—")  # in what leads a list in
OPENS = {":": "", "(": ")", "–": "–", "—": "—"}  # what opens a list of parts, and closes it
HEADED = frozenset(":(")  # without one of which a sentence has no items with heads
PARTS = ("part", "beside", "retold", "list")  # how figures are found that a list may hold beside its own
CHAINED = (BRACKET, WITH, BESIDE)  # how labels stand that are counts by the others beside them
Size = Decimal | None
Counted = tuple[Link, Size]
Found = Mapping[int, Link]


class Lead(NamedTuple):
    """What stands before the first label of a list: what its noun counts, and whether it says that it is a list."""

    fact: str | None
    says: bool


class Lists(Labels):
    """The lists of one sentence."""

    def links(self, found: Found, told: Sequence[Counted], sizes: Sequence[Size]) -> dict[int, Link] | None:
        """What the figures of lists count that nothing else tells of; `told` was counted before. None where a sentence
        lists something else."""
        if len(self.at) < FEW:
            return {}
        taken: dict[int, Link] = {}
        for opens in self._signs():
            taken |= self._opened(opens, found, sizes)
        taken |= self._in_order({**found, **taken}) | self._graded(found)
        if not self.words.capitals or len(found) + len(taken) == len(self.at):
            return taken
        led = self._led({**found, **taken}, told, sizes)
        return None if not (led or found or taken) and self._is_foreign() else taken | led

    def _link(self, number: int, fact: str, how: str, *, part: bool) -> Link:
        index, scan, label = self.at[number], self.scans[number], self.label(number)
        end, named = max(self.tokens.afters[index], scan.end), None
        if label is not None and label.how != LOOSE:
            named = self._words(label)
        return Link(fact, self.tokens.firsts[index], end, None, group_of(scan), 0.7, how, part, label=named)

    def _words(self, label: Label) -> tuple[int, int]:
        return self.tokens.firsts[label.first], self.tokens.afters[label.after - 1]

    def labelled(self, found: Found, *, lined: bool) -> dict[int, Link]:
        """The links, each with the name that heads its item, in a line or a sentence with the signs of lists."""
        signed = lined or not HEADED.isdisjoint(self.words.kinds)
        own: dict[int, Link] = {}
        if signed or any(link.label is not None for link in found.values()):
            for number, link in found.items():
                label = None if link.label is not None else self._named_in(number, link)
                label = label or (self.head(number, lined=lined) if signed and link.label is None else None)
                if label is not None:
                    own[number] = replace(link, label=self._words(label))
        return {**found, **own}

    def _named_in(self, number: int, link: Link) -> Label | None:
        """«… y Lima, que suma 13 víctimas», «6 a Perú»: the name of a figure that counts by itself, beside those of a
        list."""
        if not self.scans[number].end:
            label = self.label(number) if link.how in PARTS else None
            return label if label is not None and label.how != LOOSE else None
        at = self.at[number] - 1
        clause = self._folded(at - 1) in self.lexicon.lists["in_which"] | self.lexicon.lists["that"]
        if at < 2 or not clause or not self._counts(at):
            return None
        return self._named(at - 2 - (self.tokens[at - 2].text == ","), WITH)

    # --- a list behind a sign, of what is named before it ---

    def _signs(self) -> Iterator[int]:
        if not OPENS.keys().isdisjoint(self.words.kinds):
            yield from (at for at, token in enumerate(self.tokens) if token.text in OPENS)

    def _opened(self, opens: int, found: Found, sizes: Sequence[Size]) -> dict[int, Link]:
        """The figures behind a sign that say where or whose each is, of what is named before it."""
        whole = max((number for number in found if self.at[number] < opens), default=None)
        sign = self.tokens[opens].text
        fact = found[whole].fact if whole is not None else self._lead_in(opens) if sign == ":" else None
        if fact is None:
            return {}
        closes = next((at for at in range(opens + 1, len(self.tokens)) if self.tokens[at].text == OPENS[sign]), None)
        behind = [number for number, at in sorted(self.at.items()) if opens < at < (closes or len(self.tokens))]
        items = [
            number for number in behind if self._is_item(number, opens) or (whole is None and self._is_somebody(number))
        ]
        if len(items) < FEW or behind[0] != items[0]:
            return {}
        if whole is None:
            return {number: self._link(number, fact, "list", part=False) for number in items}
        most = sizes[whole]
        if most is not None and sum(size for number in items if (size := sizes[number]) is not None) > most:
            return {}
        if any(self._is_thing(at) for at in range(self.at[whole] + 1, opens)):
            return {}
        return {number: self._link(number, fact, "list", part=True) for number in items if number not in found}

    def _lead_in(self, colon: int) -> str | None:
        if (noun := self._noun_before(colon)) is not None:
            return noun
        heading = heading_before(self, colon, verbs=True)
        return None if heading is None else heading.fact

    def _noun_before(self, colon: int) -> str | None:
        """The fact of the noun nearest before a colon, no figure between: «Los muertos se reparten así:»."""
        for at in range(colon - 1, max(-1, colon - LEAD), -1):
            token = self.tokens[at]
            if token.number is not None or token.other or token.is_stop:
                return None
            if token.noun is not None and not token.people:
                return token.noun
        return None

    def _is_item(self, number: int, opens: int) -> bool:
        """«Honduras, 15», «Honduras (15)», «15 en Honduras», «104 en 2022», from the edge of a phrase on."""
        label = self.label(number)
        if label is None and self._is_then(self.at[number] + 1):  # «8 el lunes, 11 el martes»
            return self._begins(self.at[number])
        if label is None or label.first <= opens or label.how == SUBJECT:
            return False
        if label.how in (BEHIND, LOOSE):
            return self._begins(self.at[number])
        for back in range(label.first - 1, max(-1, label.after - 1 - LABEL), -1):
            if self.tokens[back].text in OPENS or self.tokens[back].text in EDGES or self._is_join(back):
                return True
            small = self.tokens[back].text.islower() and (self.tokens[back].filler or self._leads(back))
            if not (small or self._is_name(back)):
                return False
        return False

    def _is_somebody(self, number: int) -> bool:
        """«Las víctimas: tres soldados y dos civiles»: people of whom nothing else is told."""
        scan = self.scans[number]
        whom = scan.group or scan.head
        return bool(whom) and scan.fact is None and not scan.blocked and self._begins(self.at[number])

    def _is_thing(self, at: int) -> bool:
        return self.tokens[at].other and not self._is_name(at)

    def _leads(self, at: int) -> bool:
        lists = self.lexicon.lists
        return self._folded(at) in lists["where"] | lists["objects"] | lists["of"] | lists["determiners"]

    def _begins(self, index: int) -> bool:
        """Whether a phrase begins with a figure, its article passed over: «; y las dos que …»."""
        at = index - 1
        while at > 0 and self._folded(at) in self.lexicon.lists["determiners"]:
            at -= 1
        text = self.tokens[at].text if at >= 0 else ","
        return text in EDGES or text in OPENS or self._is_join(at)

    # --- figures that take their facts in an order, and how sure they are ---

    def _in_order(self, found: Found) -> dict[int, Link]:
        """«a Perú le atribuyen 30 muertes y 200 heridos; a Bolivia, 12 y 45»: the facts of those before, in order."""
        taken: dict[int, Link] = {}
        for number in sorted(self.at):
            left, right = found.get(number - 2), found.get(number - 1)
            if left is None or right is None or left.fact == right.fact or number + 1 not in self.at:
                continue
            first, second, label = self.at[number], self.at[number + 1], self.label(number)
            joined = second == first + 2 and self._is_join(first + 1)
            bare = self._is_bare(number) and self._is_bare(number + 1)
            if joined and bare and label is not None and label.how in (BESIDE, BRACKET, WITH):
                for at, one in ((number, left), (number + 1, right)):
                    taken[at] = replace(self._link(at, one.fact, "list", part=False), label=None)
        return taken

    def _graded(self, found: Found) -> dict[int, Link]:
        """«411 casos (301 confirmados, 95 probables)», "(confirmed 301, probable 95)": how sure it is that those
        counted before a bracket are cases."""
        taken: dict[int, Link] = {}
        if self.lexicon.lists["grades"].isdisjoint(self.words.kinds):
            return taken
        last, whole = None, None
        for index, token in enumerate(self.tokens):
            if token.text in "()":
                whole = last if token.text == "(" and last is not None and last.fact in self.lexicon.contexts else None
            if token.number is None:
                continue
            if token.number in found:
                last = found[token.number]
            elif whole is not None and (span := self._grade(index)) is not None:
                start, end = self.tokens.firsts[span[0]], self.tokens.afters[span[1]]
                link = self._link(token.number, whole.fact, "list", part=True)
                taken[token.number] = replace(link, start=start, end=end, label=None)
        return taken

    def _grade(self, index: int) -> tuple[int, int] | None:
        """The tokens, first and last, of a figure with its grade behind it, or before it at the end of a phrase."""
        grades = self.lexicon.lists["grades"]
        if self._folded(index + 1) in grades and (self.tokens[index - 1].text in EDGES or self._is_join(index - 1)):
            return index, index + 1
        closes = self._closes(index + 1) or self._folded(index + 1) == ")"
        return (index - 1, index) if closes and self._folded(index - 1) in grades else None

    # --- a list of what was counted before, or what its lead names ---

    def _led(self, found: Found, told: Sequence[Counted], sizes: Sequence[Size]) -> dict[int, Link]:
        """What the figures of such a list count: what its lead names, else the last that they may be the parts of."""
        items = self._items(found, BESIDE)
        lead = self._lead(items) if len(items) >= FEWEST else None
        if lead is None or not lead.says:
            items = self._items(found)
            lead = self._lead(items) if len(items) >= FEW else None
        located = any(map(self._is_located, items.values()))
        bracketed = all(label.how == BRACKET for label in items.values())  # «… entre Honduras (14) y Belice (3)»
        sure = len(items) >= FEWEST or (bracketed and lead is not None and lead.fact is not None)
        if lead is None or not (lead.says or (sure and located)):
            return {}
        most = sum((size for number in items if (size := sizes[number]) is not None), Decimal(0))
        wholes = [link.fact for link, size in told if size is None or size >= most]
        facts = {link.fact for link, _ in told}
        fact = lead.fact
        if fact is None:
            fact = wholes[-1] if wholes else next(iter(facts)) if lead.says and len(facts) == 1 else None
        if fact is None:
            return {}
        part = lead.says or fact in wholes
        return {number: self._whole_item(number, label, fact, part=part) for number, label in items.items()}

    def _whole_item(self, number: int, label: Label, fact: str, *, part: bool) -> Link:
        """A figure with its label, whichever comes first."""
        index = self.at[number]
        first, last = min(index, label.first), max(index, label.after - 1)
        last += last == index and index + 1 < len(self.tokens) and self.tokens[index + 1].text == ")"
        link = self._link(number, fact, "list", part=part)
        return replace(link, start=self.tokens.firsts[first], end=self.tokens.afters[last])

    def _items(self, found: Found, *further: str) -> dict[int, Label]:
        """The figures of labels that leave no doubt."""
        hows = (BRACKET, WITH, SUBJECT, BEHIND, *further)
        own = ((number, self.label(number)) for number in sorted(self.at) if number not in found)
        return {number: label for number, label in own if label is not None and label.how in hows}

    def _lead(self, items: Mapping[int, Label]) -> Lead | None:
        """What leads a list in; None where it tells of something else."""
        first = min(min(self.at[number], label.first) for number, label in items.items())
        fact, says, strange = None, False, 0
        is_any = self.lexicon.is_any
        for at in range(first):
            token = self.tokens[at]
            if is_any(token.word, "apportions") or is_any(token.word, "regions"):
                says = True
            elif token.other or token.number is not None or token.head or (token.people and not token.general):
                return None
            elif token.noun is not None:
                fact = token.noun
            elif token.is_stop and token.text not in LEADING:
                return None
            else:
                strange += not (self._is_small(at) or self._is_known(at))
        if fact is None and (strange or (not says and any(token.dated for token in self.tokens[:first]))):
            return None  # «En 2019, 20 en Lugo, …»
        for number, label in items.items():  # "Kent has the most with 40"
            said = {self._folded(at) for at in range(label.after, self.at[number])}
            says = says or not self.lexicon.lists["apportions"].isdisjoint(said)
        return Lead(fact, says) if strange <= STRANGE else None

    def _is_known(self, at: int) -> bool:
        token, lexicon = self.tokens[at], self.lexicon
        if token.filler or token.link or token.dated or not token.word.is_word or (at and self._is_name(at)):
            return True
        lists = lexicon.lists
        if self.is_place(at) or self._folded(at) in lists["where"] | lists["objects"] | lists["others"]:
            return True
        return any(lexicon.is_any(token.word, name) for name in ("registers", "tallies", "tells_who", "apportions"))

    def _is_foreign(self) -> bool:
        """Whether a sentence is a list by place of something else: «ganó en Vigo (3), Lugo (2) y Jaén (4)»."""
        items = self._items({})
        if len(items) < FEW or any(label.how != BRACKET for label in items.values()) or self._lead(items) is not None:
            return False
        before = self.tokens[: min(label.first for label in items.values())]
        if any(map(self._is_thing, range(len(before)))):
            return True  # «Cerraron escuelas en Lugo (20), …»
        if any(self.lexicon.is_any(token.word, "registers") for token in before):
            return False  # «Encabeza la lista Lugo (40), …»
        if any(token.noun or token.toll or token.people or token.head or token.number is not None for token in before):
            return False
        done = next((at for at, token in enumerate(before) if token.action), None)  # "rallies were held in Utah (3)"
        if done is None or (done == 0 and self.lexicon.noun_last):
            return True
        return any(not (self._is_small(at) or self._is_known(at)) for at in range(done))

    def under(self, heading: Heading) -> dict[int, Link]:
        """The figure of a line that has nothing but a name before it, and a bracket or nothing behind: "- Peru: 12";
        where the heading says that it apportions, anything: "11 to 18: 15"."""
        number = max(self.at)
        index, begins = self.at[number], 1 if self.tokens[0].text in BULLETS else 0
        sign = index > 0 and self.tokens[index - 1].text in SIGNS
        ends = index - sign
        name = self.tokens[begins:ends]
        if not name or len(name) > LABEL or not self._closes(index + 1):
            return {}
        small = sum(one.word.is_word and not one.text[0].isupper() for one in name)
        placed = any(map(self.is_place, range(begins, ends))) and 2 * small < len(name) and len(self.at) == 1
        if not (placed and self._is_name(begins)) and not (sign and heading.says):
            return {}
        link = self._link(number, heading.counted.fact, "list", part=heading.counted.part)
        return {number: replace(link, label=self._words(Label(begins, ends, HEAD)))}

    # --- figures of places here and there ---

    def lent(self, number: int, found: Found, lender: Link, *, part: bool) -> Link | None:
        """What a number counts that belongs to a place, by the one that lends it its fact."""
        if not self._is_bare(number):
            return None
        label = self.label(number)
        if number in self.ones and (label is None or label.how != BESIDE):
            return None
        if label is not None and label.how in CHAINED and self._is_chained(number, label, found):
            return self._link(number, lender.fact, "gap", part=part)
        if not self._has(number, found):
            return None
        owner = self._owner(number)
        named = self._words(owner) if owner is not None else None
        return replace(self._link(number, lender.fact, "gap", part=part), label=named)

    def pairs(self, found: Found) -> dict[int, Link]:
        """«Lugo y Vigo notificaron 40 y 31 casos»: of two numbers that a join binds, the noun stands behind the
        second."""
        pairs: dict[int, Link] = {}
        for number, link in found.items():
            index = self.at.get(number - 1)
            if index is None or number - 1 in (*found, *self.ones) or link.how != "noun":
                continue
            joined = self.at[number] == index + 2 and self._is_join(index + 1)
            if joined and index and self.tokens[index - 1].word.is_word:
                pairs[number - 1] = replace(link, start=self.tokens.firsts[index], end=self.tokens.afters[index])
        return pairs

    def _is_chained(self, number: int, label: Label, found: Found) -> bool:
        """Whether a number stands in a row of such, of which one at least is that of a known place."""
        if label.how == BESIDE:
            return number - 1 in found and self._is_row(number - 1)
        if number - 1 in found:
            return True
        row = [one for one in self._items({}).items() if one[1].how == label.how and self._is_bare(one[0])]
        if not any(self._is_located(one) for _, one in row):
            return False
        return len(row) > 1 or (label.how == WITH and self._is_led(label.after - 1))

    def _is_row(self, number: int) -> bool:
        """Whether a place is named before a number in its own clause."""
        at = self.at[number]
        return any(self.is_place(back) for back in range(max(0, at - CLAUSE), at))

    def _is_led(self, at: int) -> bool:
        """«le sigue Jaén con 34»: a verb of lists before a name."""
        lists = self.lexicon.lists
        while at > 0 and (self._is_name(at) or self._folded(at) in lists["of"] | lists["determiners"] | {","}):
            at -= 1
        return self.lexicon.is_any(self.tokens[at].word, "registers")
