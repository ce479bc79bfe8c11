"""What keeps a number from counting anybody, though a word of what befell people stands near it.

In: the tokens of a sentence, and the link that alone.py found for one of its numbers. Asked only of numbers that have
one: the number of a name («línea 9», "Flight 370"), an age («un ciclista de 60 muere»), a telephone's,
guests of whom nobody died, and how large something is («para tratar a 300 pacientes»).
"""

from __future__ import annotations

from collections.abc import Mapping

from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import Link, Tokens
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.rows import Row

LISTED = 12  # words from the first of some numbers under one noun to the last
PHONE = 8  # tokens before a number in which it is called a telephone's
ROOM = 7  # tokens from who is to be treated back to «para tratar a»
HOURS = 25
TAKEN = 6  # tokens before a number in which the verb stands of which those are no object
NAMED = 5  # two words of a name, and a number between two commas
SMALLEST = 2  # words before a number that is of somebody's children: "mother of two"
WOUND = 5  # tokens behind wounds in which it is told of what they are, or where
PLACED = 3  # tokens before a name in which a word of place makes it a place: «en el norte de Gaza 20 …»


class Unlinked:
    """Looks at the linked numbers of one sentence. `ones` are the numbers that may be mere articles, `at` gives the
    token of each number."""

    def __init__(
        self, words: Row, tokens: Tokens, lexicon: FactLexicon, ones: frozenset[int], at: Mapping[int, int]
    ) -> None:
        self.words, self.tokens, self.lexicon, self.ones, self.at = words, tokens, lexicon, ones, at

    def holds(self, number: int, link: Link, scan: Scan) -> bool:
        """Whether the number counts nobody after all."""
        index = self.at[number]
        if self._is_wounds(index) or self._is_meant_otherwise(link):
            return True
        if link.how == "before" and self._is_of_thing(index):
            return True
        if link.how == "link" and not scan.end and self._is_hour(index, link):
            return True
        if link.how == "after" and self._is_nobody(index, link):
            return True
        if self._is_childrens(index, scan):
            return True
        return link.how != "list" and bool(index) and (self._is_named(index, scan) or self._is_age(index))

    def _is_meant_otherwise(self, link: Link) -> bool:
        """ "tested positive for doping", «el rumor contagió a 3.000»: words that say what a verb means."""
        unless = self.lexicon.unless.get(link.fact) if link.fact not in self.lexicon.people_only else None
        return unless is not None and not unless.isdisjoint(self.words.vocabulary)

    def _is_of_thing(self, index: int) -> bool:
        """«detuvo el partido ante 40.000», «se detuvo a saludar a 30», "captured the hearts of 3 million": the verb has
        another object, or an everyday sense with whoever listens or looks on."""
        lists, lexicon, tokens = self.lexicon.lists, self.lexicon, self.tokens
        led = index - 1
        while led > 0 and tokens[led].word.folded in lists["determiners"] - lists["objects"]:
            led -= 1
        if led < 1:
            return False
        lead, before = tokens[led].word.folded, tokens[led - 1]
        near = tokens[max(0, index - TAKEN) : index]
        if lead in lists["in_view_of"]:
            return True
        if lead in lists["listed_with"] and any(lexicon.is_any(one.word, "halts") for one in near):
            return True
        if lead in lists["objects"] and not lexicon.noun_last and led > 1 and not before.fact:
            infinitive = before.word.folded.endswith(lexicon.infinitives) and before.word.folded in lexicon.forms(
                before.text
            )
            if infinitive and tokens[led - 2].word.folded in lists["objects"] | lists["for_whom"]:
                return True
        if lead in lists["of"] and lexicon.is_any(before.word, "won"):
            return True
        if not any(lexicon.is_any(one.word, "captures") for one in near):
            return False
        behind = tokens[index + 1 : index + 4]
        return any(lexicon.is_any(one.word, "audiences") for one in behind if not one.is_stop)

    def _is_wounds(self, index: int) -> bool:
        """«presentaba 12 heridas», "sustained three wounds": those of one body."""
        lists, behind = self.lexicon.lists, self.tokens[index + 1 : index + 2 + WOUND]
        if not behind or behind[0].word.folded not in lists["wounds"]:
            return False
        if index > 0 and self.lexicon.is_any(self.tokens[index - 1].word, "undergo"):
            return True
        close = next((at for at, one in enumerate(behind) if one.is_stop or one.number is not None), len(behind))
        return any(one.word.folded in lists["wounds_by"] for one in behind[1:close])  # «tres heridas de bala»

    def _is_hour(self, index: int, link: Link) -> bool:
        """«los muertos llegaron a las seis»: no figure, as those whom one counts are «los»; but «las muertes llegaron a
        las 19» and «la cifra llegó a las 19» give one, unless where follows: «llegaron a las 19 al hospital»."""
        lists = self.lexicon.lists
        behind = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        placed = behind is not None and behind.word.folded in lists["where"] | lists["objects"]
        first = self.words[link.start]
        alike = link.start > 0 and self.words[link.start - 1].folded == self.words[self.tokens.firsts[index] - 1].folded
        again = any(
            token.number is not None and self.tokens.firsts[at] >= link.start
            for at, token in enumerate(self.tokens[:index])
        )
        if not again and (self.lexicon.is_any(first, "numbers_of") or (alike and not placed)):
            return False
        before = [one.word.folded for one in self.tokens[max(0, index - 2) : index]]
        if len(before) < 2 or self.tokens.width(index) > 1 or before[0] not in lists["objects"]:
            return False
        text = self.tokens[index].text
        return before[1] in lists["clock"] and (not text[0].isdecimal() or (text.isdecimal() and int(text) < HOURS))

    def is_size(self, index: int, scan: Scan) -> bool:
        """«una ciudad de 100.000 habitantes», «con capacidad para 1.200 internos»: how large something is."""
        if self._is_room(index):
            return True
        before = [token for token in self.tokens[max(0, index - 3) : index] if token.number is None]
        lists = self.lexicon.lists
        if len(before) < 2:
            return False
        if self.lexicon.is_any(before[-2].word, "homes") and scan.role is None and not scan.noun:
            return before[-1].word.folded in lists["of"] | lists["at"]  # "an island that is home to 100,000 people"
        if before[-1].word.folded not in lists["of"] | lists["for_whom"]:
            return False
        held = any(self.lexicon.is_any(token.word, "capacities") for token in before)
        held = held or (self.lexicon.is_any(before[-2].word, "built") and (scan.noun or scan.fact is None))
        if self.lexicon.is_any(before[-2].word, "bands"):
            return held
        return held or (before[-2].other and bool(scan.group) and scan.role is None and not scan.noun)

    def _is_room(self, index: int) -> bool:
        """«dos centros para tratar a un total de 300 pacientes», "a ward to treat 300 patients": for how many."""
        if self.lexicon.lists["houses"].isdisjoint(self.words.vocabulary):
            return False
        near = range(max(1, index - ROOM), index)
        at = next((at for at in reversed(near) if self.lexicon.is_any(self.tokens[at].word, "houses")), None)
        led = at is not None and self.tokens[at - 1].word.folded in self.lexicon.lists["for_whom"]
        told = self.tokens[at:index]
        return led and not any(one.is_stop or one.number not in (None, *self.ones) for one in told)

    def _is_nobody(self, index: int, link: Link) -> bool:
        """«había 120 invitados y nadie murió»."""
        behind = range(index + 1, min(index + 1 + link.end - link.start, len(self.tokens)))
        nobody = self.lexicon.lists["nobody"]
        return any(self.tokens.firsts[at] < link.end and self.tokens[at].word.folded in nobody for at in behind)

    def _is_named(self, index: int, scan: Scan) -> bool:
        """«la línea 9 se paró», "Flight 370 vanished", «el Airbus 320 aterrizó»: no noun stands behind it."""
        token = self.tokens[index]
        if not token.word.is_digits or self.tokens.width(index) > 1:
            return False
        first, joins = index, self.lexicon.lists["joins"] | {","}
        while (
            first > max(2, index - LISTED)
            and self.tokens[first - 1].word.folded in joins
            and self.tokens[first - 2].number is not None
        ):
            first -= 2  # «los vuelos 8, 9 y 10»
        before = self.tokens[first - 1]
        if len(token.text.split()) > 1:  # «el teléfono es el 900 123 456»
            near = self.tokens[max(0, index - PHONE) : index]
            return any(one.word.folded in self.lexicon.lists["phones"] for one in near)
        if not before.word.is_word:
            return False
        behind = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        if behind is not None and (behind.people or behind.head or behind.noun is not None):
            return False
        if before.word.folded in self.lexicon.lists["numbered"]:
            return not self._is_where(first - 1)
        if not scan.strange or index < 2 or not before.text[0].isupper() or before.dated or before.nation:
            return False
        near = self.tokens[max(0, index - 1 - PLACED) : index]
        return not any(
            one.dated or one.text == "," or one.word.folded in self.lexicon.lists["where"] | self.lexicon.lists["of"]
            for one in near
        )

    def _is_where(self, at: int) -> bool:
        """«en el hotel 12 murieron»: where the twelve did, and no hotel's name."""
        lists = self.lexicon.lists
        if at < 2 or self.tokens[at - 1].word.folded not in lists["opens_noun"]:
            return False
        return self.tokens[at - 2].word.folded in lists["where"]

    def _is_childrens(self, index: int, scan: Scan) -> bool:
        """ "a 34-year-old father of three was killed": how many children somebody has."""
        lists, behind = self.lexicon.lists, self.tokens[index + 1].word.folded if index + 1 < len(self.tokens) else ""
        if index < SMALLEST or scan.group or scan.noun or behind in lists["of"]:
            return False
        return self.tokens[index - 1].word.folded in lists["of"] and self.tokens[index - 2].word.folded in lists["kin"]

    def _is_age(self, index: int) -> bool:
        """«un ciclista de 60 muere», «la joven de 19 herida», "one of the dead, Ana Ruiz, 43, …": how old
        somebody is of whom it is told."""
        beside = [one.text for one in self.tokens[max(0, index - 3) : index + 2]]
        if len(beside) == NAMED and beside[2] == beside[4] == "," and all(one[0].isupper() for one in beside[:2]):
            return self.tokens[index].word.is_digits
        if index < 3 or self.tokens[index - 1].word.folded not in self.lexicon.lists["of"]:
            return False
        if index + 1 < len(self.tokens) and self.tokens[index + 1].people:
            return False  # "the parents of 31 girls"
        whom, first = self.tokens[index - 2], self.tokens[index - 3]
        lists = self.lexicon.lists
        if whom.word.folded in lists["bands"] or not (whom.people or whom.word.folded in lists["occupations"]):
            return False
        one = first.number in self.ones or first.word.folded in lists["determiners"]
        return one and whom.word.folded in lists["counted"]
