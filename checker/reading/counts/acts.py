"""What the verbs and participles of a sentence do to those counted: who is their subject, whom they befall, and where
two facts are one («muertos o heridos»).

In: the tokens of a sentence. Out: answers to scanning.py, whose record of what stands behind a number is here too.
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass

from checker.model.record import lazily
from checker.reading.counts.tokens import Tokens
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.rows import Row

MANY = 3  # digits of a number of people that needs no noun
HEDGE = 8  # tokens between two commas right behind a number
INSERTED = 30  # tokens between two commas that set off what is said of the counted
AUXILIARIES = 4  # tokens behind a noun or them in which its verb stands
INSERTS = {",": ",", "(": ")", "–": "–", "—": "—"}  # by what opens something inserted: what closes it
RELATIVE = 4  # tokens before the verb of a relative clause in which its subject stands


@dataclass(slots=True)
class Scan:
    """What stands behind a number."""

    fact: str | None = None
    end: int = 0  # word before which the counted phrase ends
    head: str | None = None
    group: str | None = None  # a noun of people
    general: bool = False  # that noun is «personas», "people": says nothing of who
    role: str | None = None  # a fact that the noun names only for want of a better: «manifestantes»
    nation: bool = False
    blocked: bool = False  # it counts something else
    agent: bool = False  # these people do it themselves
    noun: bool = False
    unknown: int = 0  # words that nobody knows
    names: int = 0  # those with a capital: "800 National Guard troops"
    strange: bool = False  # the very first is one
    part: bool = False
    counts_one: bool = False  # said of one, it is still a count: «un muerto»


class Acts:
    """The verbs of one sentence. `ones` are the numbers that may be mere articles, `off` the facts of whose context the
    article does not speak."""

    def __init__(
        self,
        words: Row,
        tokens: Tokens,
        lexicon: FactLexicon,
        ones: frozenset[int],
        off: Container[str] = (),
    ) -> None:
        self.words, self.tokens, self.lexicon, self.ones, self.off = words, tokens, lexicon, ones, off

    @lazily
    def has_occasion(self) -> bool:
        """Whether the sentence names a gathering, or who calls one: "organisers said half a million took part"."""
        return not self.lexicon.gatherings.isdisjoint(self.words.vocabulary)

    def is_many(self, index: int) -> bool:
        """Whether a number by itself may be of people who gather: "5,000 turned out", and not "three attended"."""
        said = self.words[self.tokens.firsts[index] : self.tokens.afters[index]]
        return any(self.lexicon.is_any(one, "great") or sum(map(str.isdecimal, one.text)) >= MANY for one in said)

    def is_noun_after_all(self, at: int) -> bool:
        """ "who went to the march": an article makes a noun of what else would be a verb."""
        lists = self.lexicon.lists
        led = self.tokens[at - 1].word.folded in lists["opens_noun"]
        return led and self.tokens.width(at) == 1

    def _is_finite(self, scan: Scan, at: int) -> bool:
        """ "Three gunmen killed 12 people": what may be a participle is none, with a subject and an object."""
        lists = self.lexicon.lists
        token = self.tokens[at]
        return (
            bool(lists["new_object"] and (scan.end or scan.unknown))
            and token.transitive is not None
            and self.tokens[at - 1].word.folded not in lists["passive"]
        )

    def _is_of_another(self, at: int) -> bool:
        """ "three of them deputies, before he was shot": whether a clause behind a comma has a subject of its own."""
        subject = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        return self.tokens[at - 1].text == "," and subject in self.lexicon.lists["back"]

    def _is_relative(self, scan: Scan, at: int) -> bool:
        """ "the 53 people they had kidnapped": a subject of its own stands between the noun and the verb."""
        if not self.tokens[at].participle and (self._has_subject(scan, at) or self._has_object(scan, at)):
            return True
        lists, firsts = self.lexicon.lists, self.tokens.firsts
        subject = [one for one in range(max(0, at - RELATIVE), at) if scan.end <= firsts[one]]
        while subject and (self.tokens[last := subject[-1]].word.folded in lists["active"] or self.tokens[last].filler):
            subject.pop()
        return len(subject) == 1 and self.tokens[subject[0]].word.folded in lists["back"]

    def _has_subject(self, scan: Scan, at: int) -> bool:
        """«los 40 vecinos que la policía detuvo»: somebody else does it to those before the pronoun."""
        lists, firsts = self.lexicon.lists, self.tokens.firsts
        that = next((one for one in range(at - 2, max(0, at - 2 - RELATIVE), -1) if firsts[one] == scan.end), None)
        if not lists["objects"] or that is None or self.tokens[that].word.folded not in lists["that"]:
            return False
        subject, small = self.tokens[that + 1 : at], lists["impersonal"] | lists["where"] | lists["negations"]
        if any(not one.word.is_word or one.number is not None or one.action for one in subject):
            return False
        if subject[0].word.folded in small or self.lexicon.is_finite(subject[0].word):
            return False
        behind = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        return behind not in lists["objects"]

    def _has_object(self, scan: Scan, at: int) -> bool:
        """«los 12 a los que detuvo la policía», «tres jóvenes a quienes hirieron»: wherever the subject stands."""
        lists, firsts, tokens = self.lexicon.lists, self.tokens.firsts, self.tokens
        led = next((one for one in range(at - 2, max(0, at - 3 - RELATIVE), -1) if firsts[one] == scan.end), None)
        if led is None or tokens[led].word.folded not in lists["objects"]:
            return False
        that = led + 1 + (tokens[led + 1].word.folded in lists["determiners"])
        if that >= at or tokens[that].word.folded not in lists["that"]:
            return False
        return all(one.word.is_word and one.number is None and not one.action for one in tokens[that + 1 : at])

    def is_active(self, at: int) -> bool:
        """Whether a verb of what is done to people has them as its subject: «dos policías detuvieron a …»."""
        token, before = self.tokens[at], self.tokens[at - 1].word.folded
        if not token.participle:  # "were let go", but "were holding 30"
            gerund = self.lexicon.gerund.search(token.word.folded) is not None
            return gerund or before not in self.lexicon.lists["passive"]
        if before in self.lexicon.lists["active"]:  # «han desplazado a 900», but «se han desplazado»
            return at < 2 or self.tokens[at - 2].word.folded not in self.lexicon.lists["impersonal"]
        if before in self.lexicon.lists["passive"]:
            return False
        following = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        return following in self.lexicon.lists["new_object"]

    def _is_middle(self, scan: Scan, at: int) -> bool:
        """«25 comensales se intoxicaron»: what they suffer, and do to nobody."""
        led = self.tokens[at - 1].word.folded in self.lexicon.lists["impersonal"]
        known = scan.group is not None or scan.nation or not scan.unknown
        return led and known and self.lexicon.is_any(self.tokens[at].word, "middle")

    def _takes(self, at: int) -> bool:
        """Whether the next number belongs to a verb: "and injured 80"."""
        for behind, token in enumerate(self.tokens[at + 1 : at + 4], at + 2):
            if token.number is not None:  # «murieron a 30 kilómetros de Kiev» takes none
                far = behind < len(self.tokens) and self.tokens[behind].other
                return not far or self.tokens[at].transitive is not None
            if token.word.folded in self.lexicon.lists["where"]:
                return False
            if not token.filler and token.word.folded not in self.lexicon.lists["objects"]:
                return False
        return False

    def verb_past(self, at: int) -> str | None:
        """The fact of the verb behind what is set between commas after a token: «…, dos de ellos niños, murieron»."""
        tokens = self.tokens
        closing = INSERTS.get(tokens[at + 1].text) if at + 1 < len(tokens) else None
        if closing is None:
            return None
        listed = False  # "including two women, a child and a nurse,": the second comma may close it
        for close in range(at + 2, min(at + 2 + INSERTED, len(tokens))):
            listed = listed or tokens[close].number is not None
            if tokens[close].text == closing:
                fact = self._told_behind(close)
                if fact is not None or not listed or closing != ",":
                    return fact
        return None

    def verb_past_hedge(self, at: int) -> str | None:
        """The fact of the verb behind the few words that two commas set off right behind a number: «doce, al menos, han
        resultado heridas»."""
        lists, led = self.lexicon.lists, self.tokens[at - 2] if at > 1 else None
        if led is not None and not (led.is_stop or led.word.folded in lists["joins"] | lists["others"]):
            return None  # "Ann Lee, 48, who …, was hurt"
        near = range(at + 2, min(at + 2 + HEDGE, len(self.tokens)))
        close = next((one for one in near if self.tokens[one].text == ","), None)
        inside = self.tokens[at + 1 : close]
        if close is None or any(one.number is not None or one.is_stop or one.action or one.people for one in inside):
            return None
        return self._told_behind(close)

    def _told_behind(self, close: int) -> str | None:
        """The fact of the verb that follows a sign, no more than auxiliaries and an adverb between."""
        tokens, lexicon = self.tokens, self.lexicon
        helped = False
        adverbs = 1
        for verb in range(close + 1, min(close + 1 + AUXILIARIES, len(tokens))):
            token = tokens[verb]
            fact = token.action
            if fact is not None:
                if token.transitive is not None and self.is_active(verb):
                    return None
                return self.whole(verb, fact)
            fares = lexicon.is_any(token.word, "fares")  # «doce mineros, tres de ellos menores, siguen desaparecidos»
            if token.filler or fares or token.word.folded in lexicon.lists["passive"]:
                helped = True
            elif helped and adverbs and token.word.is_word:
                adverbs -= 1
            else:
                return None
        return None

    def whole(self, at: int, fact: str) -> str:
        """«muertos o heridos»: the fact of which both are parts, when only joins and auxiliaries stand between."""
        whole = self.lexicon.wholes.get(fact)
        if whole is None:
            return fact
        for step in (1, -1):
            other = self._partner(at, step)
            if other is not None and other[1] != fact and self.lexicon.wholes.get(other[1]) == whole:
                return whole
        return fact

    def _shares_unit(self, index: int) -> bool:
        """«tres niños, de 2, 5 y 9 años»: what the last number of a list counts, this one does, too."""
        tokens, between = self.tokens, self.lexicon.lists["joins"] | {","}
        first, last = index, index
        while first > 1 and tokens[first - 1].word.folded in between and tokens[first - 2].word.is_digits:
            first -= 2
        while last + 2 < len(tokens) and tokens[last + 1].word.folded in between and tokens[last + 2].word.is_digits:
            last += 2
        led = first > 0 and tokens[first - 1].word.folded in self.lexicon.lists["of"]
        return led and last > index and last + 1 < len(tokens) and tokens[last + 1].other

    def _is_whole(self, index: int) -> bool:
        """«dos de los 41 legisladores …»: what befell the two says nothing of the 41."""
        if not self.tokens[index].number:  # the first has none before it
            return False
        return any(
            self.tokens[at].number is not None and self._of_whole(at, index)
            for at in (index - 2, index - 3, index - 4)
            if at >= 0
        )

    def _of_whole(self, index: int, at: int) -> bool:
        """«dos de los 41 legisladores», "30 of the 80 wounded", "nine out of 20"."""
        between = self.tokens[index + 1 : at]
        if between and between[0].word.folded in self.lexicon.lists["out"]:
            del between[0]
        of = bool(between) and len(between) <= 2 and between[0].word.folded in self.lexicon.lists["of"]
        return of and not self.is_somebody(index)

    def is_somebody(self, index: int) -> bool:
        """ "She was one of 30 people abducted", «Amparo, una de las 46 evacuadas, …»: who it is."""
        lists, behind = self.lexicon.lists, self.tokens[index + 1 : index + 4]
        if self.tokens[index].word.folded not in lists["one"] or index < 1 or self.tokens.width(index) > 1:
            return False
        if not behind or behind[0].word.folded not in lists["of"] or all(one.number is None for one in behind):
            return False
        before, named = self.tokens[index - 1], self.tokens[max(0, index - 2)]
        is_name = named.text[:1].isupper() and not (named.dated or named.nation) and named.number is None
        return self.lexicon.is_any(before.word, "tells_who") or (before.text == "," and is_name)

    def is_along_with(self, at: int, index: int) -> bool:
        """ "was killed, along with six others": whether a comma and a number have no more between them."""
        found = self.lexicon.besides.starting(self.words, self.tokens.afters[at])
        led = self.words.folded[found[0] : self.tokens.firsts[index]] if found is not None else []
        return found is not None and self.lexicon.lists["determiners"].issuperset(led)

    def goes_on_beside(self, at: int) -> bool:
        """ "was held as 90 officers searched": a word that begins what happens meanwhile, and no "as well as"."""
        meanwhile = self.lexicon.lists["meanwhile"]
        if self.tokens[at].word.folded not in meanwhile:
            return False
        return not any(
            one.word.folded in meanwhile for one in (*self.tokens[max(0, at - 2) : at], *self.tokens[at + 1 : at + 3])
        )

    def is_of_one(self, at: int) -> bool:
        """ "three members of one family": of a band, of which a number tells no more than that it is one."""
        lists = self.lexicon.lists
        if at < 2 or at + 1 >= len(self.tokens) or self.tokens.width(at) > 1:
            return False
        led, band = self.tokens[at - 1].word.folded in lists["of"], self.tokens[at + 1].word.folded in lists["bands"]
        return led and band and self.tokens[at].word.folded in lists["one"]

    def _of_known(self, index: int, at: int) -> bool:
        """«8 de las muertes»: a part of those that are known."""
        return (
            at - index == 3
            and self.tokens[index + 1].word.folded in self.lexicon.lists["of"]
            and self.tokens[index + 2].word.folded in self.lexicon.lists["determiners"]
        )

    def _known(self, at: int) -> bool:
        return at > 0 and self.tokens[at - 1].word.folded in self.lexicon.lists["determiners"]

    def _pair_end(self, at: int) -> int:
        other = self._partner(at, 1)
        token = self.tokens[at]
        if other is None or token.fact is None or self.whole(at, token.fact) == token.fact:
            return self.tokens.afters[at]
        return self.tokens.afters[other[0]]

    def _partner(self, at: int, step: int) -> tuple[int, str] | None:
        """The fact word that a join binds to the one at a token."""
        joined = False
        position = at + step
        while 0 <= position < len(self.tokens) and abs(position - at) <= 5:
            token = self.tokens[position]
            if token.word.folded in self.lexicon.lists["joins"]:
                joined = True
            elif joined and step > 0 and token.word.folded in self.lexicon.lists["determiners"] and not self._known(at):
                return None  # «12 muertos y los heridos, 230, …»: the next phrase
            elif joined and token.fact is not None and not token.number:
                if step > 0 and self._takes(position):
                    return None
                if step < 0 and self._takes(at) and self.tokens[position - 1].number is not None:
                    return None  # «dejó dos muertos y heridas a 19 personas»
                if step > 0 and token.transitive and not token.participle and self.tokens[at].participle:
                    return None  # «dejó a cuatro heridos y mató a otro»
                alike = token.participle == self.tokens[at].participle
                return (position, token.fact) if alike or not self._takes(at) else None
            elif not token.filler or token.people:
                return None
            position += step
        return None
