"""Verbs before a number, that say what befell those it counts: «murieron 30», «detuvo el martes en Lugo a seis
personas», "killing 24", "killed the mayor and 12 others".

In: the tokens of a sentence, and what stands behind the number (scanning.py). Out: a link, or none.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace

from checker.reading.counts.acts import INSERTED
from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import NOTHING
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row

VERB_BACK = 7  # tokens before a number in which the verb stands that governs it
PLACED_BACK = 16  # and where only places and times stand between
OBJECT_BACK = 20  # tokens before «a» and those counted in which the verb stands of which they are the object
LIVES = 3  # tokens of «la vida de»
ASIDE = 6  # tokens between brackets or commas: «en Huelva (Andalucía)»
ASIDES = {")": "(", ",": ","}  # by what closes them
ALONG = 8  # words of somebody beside whom others are counted
SMALLEST = 3  # words before those others: "killed him and"


@dataclass(slots=True)
class _Way:
    """What stands between a verb and its number, as far as a look back has come."""

    placed: bool = False
    unknown: int = 0
    names: int = 0  # words with a capital, of which a place may consist


class Governing:
    """Looks at the numbers of one sentence one by one."""

    def __init__(self, words: Row, scanner: Scanner) -> None:
        self.words, self.scanner = words, scanner
        self.tokens, self.lexicon, self.ones = scanner.tokens, scanner.lexicon, scanner.ones

    def before(self, index: int, scan: Scan) -> Link | None:
        """«murieron 30», «matando a 30», "killing 24", «perdieron la vida 12», «perdió a 300 soldados»."""
        lexicon, lists = self.lexicon, self.lexicon.lists
        whole = bool(scan.head or scan.group or scan.nation)
        way = _Way()
        at = first = index
        lives = self._is_lives(index)
        if lives:  # «segó anoche la vida de 14»
            at = first = index - LIVES
        elif not whole and (band := self._band(index, scan)):
            at, first, whole, scan = band, band, True, replace(scan, group=self.tokens[band].text)
        while (at := at - 1) >= 0 and first - at <= (PLACED_BACK if whole else VERB_BACK):
            token = self.tokens[at]
            folded = token.word.folded
            if whole and token.text in ASIDES and (opening := self._opening(at, first)):
                at = opening
                continue
            if whole and token.text == "," and self.scanner.is_along_with(at, index):
                continue
            listed = folded in lists["joins"] and (way.names or self._counts_things(at - 1))  # «de La Loma y El Cerro»
            if (
                token.is_stop
                or (folded in lists["clause"] and not listed)
                or (whole and self.scanner.goes_on_beside(at))
            ):
                return None
            if token.number in self.ones and lexicon.is_any(self.tokens[at + 1].word, "numbers_of"):
                continue  # «mataron a un total de 50 personas»
            if token.number is not None:
                if not whole or not (self._is_where(at) or self._is_beside_things(at, index)):
                    return None
                continue
            suffers = token.head_verb is not None and lexicon.needs.get(token.head_verb) is None
            theirs = scan.head or (scan.nation and not scan.strange)  # no «cayeron 13 máquinas chinas»
            if suffers and token.head_verb is not None and theirs:
                return self.governed(index, at, token.head_verb, scan)
            stays = at > 0 and lexicon.is_any(self.tokens[at - 1].word, "fares")  # «siguen cautivos seis»
            fact = token.transitive or token.verb or (token.adjective if token.participle or stays else None)
            if lives and fact is None and token.word.is_word:  # «costó en Lima la vida a 30»
                fact = next(
                    (lexicon.takers[one] for one in self.words.forms[self.tokens.firsts[at]] & lexicon.takers.keys()),
                    None,
                )
            if token.verb == fact and self.scanner.is_noun_after_all(at):
                fact = None
            near = at == index - 1 - (stays and self.tokens[index - 1].word.folded in lists["others"])
            if at and lexicon.is_any(self.tokens[at - 1].word, "recovered"):  # «halló muertos a tres excursionistas»
                near = near or (at == index - 2 and self.tokens[index - 1].word.folded in lists["objects"])
            named = token.noun is not None and token.transitive is None and not near
            if fact is not None and named and not (whole and self._is_helped(at)):
                return None
            if fact is not None and token.noun is not None and self._is_led_noun(at):
                return None
            if fact is not None and whole and fact not in lexicon.people_only and self.are_agents(first):
                return None
            if fact is not None:
                linked = self.scanner.is_linked(at, index)  # «los pisos evacuados son 12»
                return None if linked and self.scanner.tells_of_other(at) else self._by_verb(index, at, fact, scan, way)
            if agent := self._agent(at, whole=whole):  # «fueron evacuados por la Guardia Civil 300 vecinos»
                at = agent
                continue
            if (token.people and not token.filler) or token.head or token.noun:
                return None
            if token.word.is_word and not token.filler and lexicon.gerund.search(folded):
                return None  # "were hurt rescuing 30 residents"
            if first - at > VERB_BACK and (token.link or token.text == "," or lexicon.is_finite(token.word)):
                return None
            if folded in lists["where"]:
                way.placed = True
                way.names = 0
            elif whole and token.word.is_word and token.text[0].isupper() and at:
                way.names += 1
            elif not token.filler and not token.link and folded not in lists["joins"]:
                way.unknown += 1  # «han muerto de hambre o de sed 40 personas»
            if way.unknown + way.names > (2 if whole else 1) and (not way.names or way.unknown > 2):
                return None
        return None

    def _agent(self, at: int, *, whole: bool) -> int:
        """The «por» before who did it, whose name ends at a token, behind a participle; 0 where there is none."""
        lists, tokens = self.lexicon.lists, self.tokens
        for back in range(at, max(0, at - ASIDE), -1) if whole and not self.lexicon.noun_last else ():
            token, led = tokens[back], tokens[back - 1]
            if token.word.folded in lists["determiners"] and led.word.folded in lists["agents"]:
                done = tokens[back - 2] if back > 1 else led
                return back - 1 if done.participle and done.transitive is not None else 0
            if token.number is not None or not token.word.is_word or token.action or token.link:
                return 0
        return 0

    def _is_led_noun(self, at: int) -> bool:
        """ "a million for the dead, the badly hurt 200,000": what may be a verb is a noun behind "the"."""
        lists, before = self.lexicon.lists, self.tokens[at - 1] if at else None
        if before is not None and at > 1 and before.filler and before.word.folded not in lists["determiners"]:
            helped = before.word.folded in lists["active"] | lists["passive"]  # «en los últimos días han muerto 3»
            before = None if helped or before.dated else self.tokens[at - 2]
        return before is not None and before.word.folded in lists["determiners"]

    def _is_lives(self, index: int) -> bool:
        """«la vida de 14»: what a verb takes of those who are counted."""
        lists, led = self.lexicon.lists, [one.word.folded for one in self.tokens[max(0, index - LIVES) : index]]
        if len(led) < LIVES or led[1] not in lists["lives"]:
            return False
        return led[0] in lists["determiners"] and led[2] in lists["of"] | lists["objects"]

    def _band(self, index: int, scan: Scan) -> int:
        """ "seized a ship and its crew of 24": the token of the noun of a band that has as many people; 0 for none."""
        if index < SMALLEST or scan.end or scan.strange or scan.unknown:
            return 0
        led = self.tokens[index - 1].word.folded in self.lexicon.lists["of"]
        return index - 2 if led and self.tokens[index - 2].word.folded in self.lexicon.lists["bands"] else 0

    def are_agents(self, index: int) -> bool:
        """«fue detenido por 12 agentes», "killed by the three gunmen": whom a number behind «por» counts did it."""
        lists, at = self.lexicon.lists, index - 1
        while at > 0 and self.tokens[at].word.folded in lists["determiners"] | lists["others"]:
            at -= 1
        return at > 0 and self.tokens[at].word.folded in lists["agents"]

    def object_of(self, index: int, scan: Scan) -> Link | None:
        """«evacuó además por vía aérea a 486 personas», «detuvo el lunes, en una operación conjunta, a doce jóvenes»:
        the «a» of those counted leads back to the verb across whatever says when, where and how."""
        lists, tokens = self.lexicon.lists, self.tokens
        if not (scan.end or scan.nation or scan.strange) or tokens[index - 1].word.folded not in lists["objects"]:
            return None
        at = index - 1
        while (at := at - 1) >= 0 and index - at <= OBJECT_BACK:
            token = tokens[at]
            folded = token.word.folded
            if token.text == "," and (opening := self._comma_before(at)):
                at = opening
                continue
            if token.transitive is not None and token.noun is None:
                said = not token.participle or (at and tokens[at - 1].word.folded in lists["active"])
                return self.governed(index, at, token.transitive, scan) if said and not self.sends(at, scan) else None
            if token.is_stop or token.text == "," or folded in lists["clause"] | lists["joins"]:
                return None
            if token.fact or token.head or token.head_verb or token.people or token.number not in (None, *self.ones):
                return None
            known = folded in lists["determiners"] or token.number is not None
            if known and tokens[at - 1].word.folded not in lists["leads"] | lists["where"] | lists["of"]:
                return None  # «detuvo la venta a 300 socios»
            if not token.filler and self.lexicon.is_verb(token.word) and not token.participle:
                return None
        return None

    def _comma_before(self, at: int) -> int:
        """The comma that opens what another one closes, nobody counted between; 0 where there is none."""
        for back in range(at - 1, max(0, at - 1 - INSERTED), -1):
            token = self.tokens[back]
            if token.text == ",":
                return back
            if token.number not in (None, *self.ones) or token.action or token.is_stop:
                return 0
        return 0

    def _by_verb(self, index: int, at: int, fact: str, scan: Scan, way: _Way) -> Link | None:
        """The link to a verb that was found, unless something else is its object, or the number has none."""
        token, lexicon = self.tokens[at], self.lexicon
        whole = scan.head or scan.group or scan.nation
        helped = index - at > 1 and lexicon.is_any(token.word, "helps") and self._is_led(index)
        if helped or self.sends(at, scan):
            return None  # «asistió a 120 migrantes»
        if way.unknown and token.transitive and not token.participle and self._is_act(at, index):
            return None
        if token.transitive and not token.participle and self._has_object(index):
            return None
        freed = not (whole or scan.end) and lexicon.over.get(fact, NOTHING) & forms(token.text, lexicon.lang)
        if freed or (token.loose and ((scan.strange and not whole) or self._is_given(scan))):
            return None  # «liberaron a doce»: of those told before; «cruzaron 12 camiones»
        if scan.noun and (way.unknown or way.names):
            return None  # «mueren las esperanzas de 14 desplazados»
        own = scan.role not in (None, fact) and not scan.general and index - at == 1
        if own and fact in lexicon.people_only:
            return None  # «Soacha reúne 120 enfermos», but «reunió a 120 enfermos»
        done = token.transitive is not None and not token.participle
        if done and not whole and scan.strange and not self._is_led(index):
            return None  # «se ejecutaron 12 obras», «detuvo 12 trenes»: no people
        bare = not (scan.group or scan.strange) and self.scanner.has_occasion
        if not (scan.group or (scan.nation and not scan.strange)) and fact in lexicon.people_only and not bare:
            return None
        if not whole and scan.strange and self.words[self.tokens.afters[at] - 1].folded in lexicon.lists["of"]:
            return None  # "the evacuation of 12 offices"
        if not whole and lexicon.is_any(token.word, "of_named"):
            return None
        if (way.placed or scan.unknown > (3 if at == index - 1 else 1)) and not whole:
            return None
        return self.governed(index, at, self.scanner.whole(at, fact), scan)

    def _opening(self, at: int, first: int) -> int:
        """The sign that opens what a bracket closes, or a comma before «a» and the number («detuvo en Oruro, capital
        del departamento, a seis mujeres»), nobody counted between; 0 where there is none."""
        sign = self.tokens[at].text
        if sign == "," and (at != first - 2 or self.tokens[at + 1].word.folded not in self.lexicon.lists["objects"]):
            return 0
        for back in range(at - 1, max(0, at - 1 - ASIDE), -1):
            token = self.tokens[back]
            if token.text == ASIDES[sign]:
                return back
            if token.number is not None or token.fact or token.is_stop:
                return 0
        return 0

    def _is_where(self, at: int) -> bool:
        """«en dos pisos de Getafe»: whether a number before the one that is asked of counts places."""
        behind = self.tokens[at + 1]
        somebody = behind.people or behind.head or behind.noun or behind.action
        led = at - 1 - (at > 1 and self.tokens[at - 1].word.folded in self.lexicon.lists["determiners"])
        return at > 0 and self.tokens[led].word.folded in self.lexicon.lists["where"] and not somebody

    def _is_beside_things(self, at: int, index: int) -> bool:
        """ "holding nine ships with about 180 sailors": whether a number counts things beside which those are."""
        lists, between = self.lexicon.lists, [one for one in self.tokens[at + 1 : index] if not one.filler]
        beside = lists["joins"] | lists["listed_with"]
        return len(between) == 2 and between[0].other and between[1].word.folded in beside

    def _counts_things(self, at: int) -> bool:
        """ "holding nine ships and about 180 sailors": whether a token is what a number before it counts, no people."""
        return at > 0 and self.tokens[at].other and self.tokens[at - 1].number is not None

    def _is_helped(self, at: int) -> bool:
        """«han muerto», «resultaron muertos»: a participle that is none of those who are counted."""
        lists = self.lexicon.lists
        return at > 0 and self.tokens[at - 1].word.folded in lists["active"] | lists["passive"]

    def _is_act(self, at: int, index: int) -> bool:
        """ "Monday's shooting follows two": a noun of what was done, which governs nothing behind a verb; but «el
        desalojo preventivo de 40 vecinos» does."""
        lists = self.lexicon.lists
        before = self.tokens[at - 1].word.folded if at else ""
        act = before in lists["determiners"] or before[-2:-1] in ("'", "’")
        return act and not any(one.word.folded in lists["of"] for one in self.tokens[at + 1 : index])

    def _is_given(self, scan: Scan) -> bool:
        """«entregó a 40 vecinos las llaves»: they get something, and nobody hands them over."""
        behind = bisect_left(self.tokens.firsts, scan.end) if scan.end else len(self.tokens)
        led = self.tokens[behind : behind + 2]
        return len(led) > 1 and led[0].word.folded in self.lexicon.lists["determiners"] and not led[1].dated

    def _is_led(self, index: int) -> bool:
        """Whether what a verb is done to has the preposition of people before its number, where a language has one."""
        objects, first = self.lexicon.lists["objects"], self.tokens.firsts[index]
        return not objects or any(word.folded in objects for word in self.words[max(0, first - 2) : first])

    def _has_object(self, index: int) -> bool:
        """«detuvo el desahucio de 12 familias»: a verb that takes people with a preposition has another object."""
        lists, tokens = self.lexicon.lists, self.tokens
        at = index - 1
        if not lists["objects"] or at < 3 or tokens[at].word.folded not in lists["of"]:
            return False
        noun, article, lead = tokens[at - 1], tokens[at - 2], tokens[at - 3]
        known = noun.fact or noun.people or noun.head or noun.filler or noun.link or not noun.word.is_word
        if known or self.lexicon.is_any(noun.word, "numbers_of"):
            return False
        led = lead.word.folded in lists["where"] | lists["of"] | lists["objects"]
        return article.word.folded in lists["determiners"] and not led

    def along(self, index: int, scan: Scan) -> Link | None:
        """ "killed the mayor and 12 others": what befell the one befell those beside."""
        lists = self.lexicon.lists
        if (told := self.scanner.fronted(index, scan)) is not None:
            return self.governed(index, told, self.tokens[told].action or "", scan)
        band = self._band(index, scan)
        join = (band or index) - 1
        while join > 0 and self.tokens[join].word.folded in lists["before_people"] | lists["of"]:
            join -= 1  # «detuvieron al cabecilla y a otros once sospechosos», "took the tanker and its 24 sailors"
        counted = scan.group or scan.head or band
        if not counted or index < SMALLEST or self.tokens[join].word.folded not in lists["joins"]:
            return None
        if lists["objects"] and (scan.fact is not None or self._acts(scan)):
            return None  # «murió el conductor y 12 pasajeros siguen graves»
        somebody = lists["new_object"] or lists["determiners"] | lists["objects"]
        for at in range(join - 1, max(0, join - 1 - ALONG), -1):
            token, verb = self.tokens[at], self.tokens[at - 1]
            if self._ends_in_article(at):  # «se cobró la vida del alcalde y de cuatro bomberos»
                return self.governed(index, at, token.transitive or "", scan)
            if token.word.folded in somebody or token.number in self.ones:
                act = self.tokens[at - 2] if at > 1 and verb.word.folded in lists["of"] else verb
                if act.noun is not None and act.adjective is None and not act.people and act is not verb:
                    return self.governed(index, at - 2, act.noun, scan)  # "the deaths of a man and his two sons"
                if (taken := self._lives_of(at)) is not None:
                    return self.governed(index, at - 2, taken, scan)
                kin = at > 2 and verb.word.folded in lists["of"] and self.tokens[at - 2].word.folded in lists["kin"]
                if kin and self.tokens[at - 3].text == ",":
                    return None  # «murió el poeta, padre de una pintora y dos violinistas»
                placed = self._past_places(at) if lists["objects"] and verb.action is None else at - 1
                done = self.tokens[placed].action if lists["objects"] else verb.transitive
                if done is not None or not lists["objects"]:
                    return self.governed(index, placed, done, scan) if done is not None else None
            elif (
                token.is_stop
                or token.action
                or (token.number is not None and verb.word.folded not in lists["objects"])  # «a veinte ministros y a …»
                or (not token.word.is_word and (token.text != "," or not lists["objects"]))
            ):
                return None
        return None

    def _ends_in_article(self, at: int) -> bool:
        """Whether a token is a phrase of what is done to those behind it, whose last word leads them in: «… la vida
        del»."""
        token, lists = self.tokens[at], self.lexicon.lists
        if token.transitive is None or token.participle or not lists["objects"] or self.tokens.width(at) == 1:
            return False
        return self.words[self.tokens.afters[at] - 1].folded in lists["objects"] | lists["of"]

    def _lives_of(self, at: int) -> str | None:
        """«se cobró la vida del alcalde y de cuatro bomberos», "claimed the lives of a woman and her two sons": what
        befell those whose lives a verb before a token takes."""
        lists, tokens = self.lexicon.lists, self.tokens
        lives = at - 1 - (tokens[at - 1].word.folded in lists["of"])
        if lives < 1 or tokens[lives].word.folded not in lists["lives"]:
            return None
        for back in range(lives - 1, max(-1, lives - 1 - LIVES), -1):
            if (takes := self.words.forms[tokens.firsts[back]] & self.lexicon.takers.keys()) != frozenset():
                return next(self.lexicon.takers[one] for one in sorted(takes))
        return None

    def _past_places(self, at: int) -> int:
        """«Murieron en el acto el conductor y …»: the token before the places and times that stand before somebody who
        is named at a token; the one right before him where there are none."""
        lists, tokens = self.lexicon.lists, self.tokens
        whom = tokens[at + 1]
        somebody = whom.text.islower() and not (whom.dated or whom.other or whom.filler or whom.number is not None)
        if not somebody or tokens[at].word.folded in lists["of"]:
            return at - 1
        first = at
        for back in range(at - 1, max(-1, at - 1 - PLACED_BACK), -1):
            token = tokens[back]
            if token.action or token.is_stop or token.text == "," or token.number is not None or token.people:
                return back if token.action and back + 1 == first else at - 1
            if token.word.folded in lists["where"] or (token.dated and (tokens[back + 1].dated or back + 1 == first)):
                first = back
        return at - 1

    def _acts(self, scan: Scan) -> bool:
        """Whether those counted have a verb of their own behind them."""
        behind = bisect_left(self.tokens.firsts, scan.end)
        return behind < len(self.tokens) and self.lexicon.is_finite(self.tokens[behind].word)

    def sends(self, at: int, scan: Scan) -> bool:
        """«desplazó a 250 soldados» sends them, it drives nobody out; but «mantiene retenidos a 250» sends nobody."""
        if self.tokens.width(at) > 1:
            return False
        wanted = self.lexicon.needs.get(scan.head or "", frozenset())
        return not wanted.isdisjoint(forms(self.tokens[at].word.text, self.lexicon.lang))

    def governed(self, index: int, at: int, fact: str, scan: Scan) -> Link:
        """The link of a number to the verb or noun at a token, which stands before it."""
        firsts, afters = self.tokens.firsts, self.tokens.afters
        start = firsts[at if firsts[index] - afters[at] <= 3 and not scan.end else index]
        return Link(fact, start, max(scan.end, afters[index]), scan.head, group_of(scan), 0.85, "before", scan.part)


def group_of(scan: Scan) -> str | None:
    """Who is counted, unless by a word for anybody."""
    return None if scan.general else scan.group
