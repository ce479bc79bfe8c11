"""What a number counts by itself: the noun behind it, the toll or noun before it, the verb that governs it.

In: the tokens of a sentence, and what stands behind the number (scanning.py). Out: a link, or none; what the other
numbers of its sentence lend it is in linking.py.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from checker.reading.counts.among import named_among, part_among
from checker.reading.counts.around import told_around
from checker.reading.counts.bodies import is_of_others, strength_of
from checker.reading.counts.cared import brought_to_care
from checker.reading.counts.elided import Elided
from checker.reading.counts.given import Given
from checker.reading.counts.governing import Governing, group_of
from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.series import heading_before
from checker.reading.counts.tokens import BULLETS, QUOTES, Link, Token
from checker.reading.counts.unlinked import Unlinked
from checker.reading.factwords.lexicon import NOTHING
from checker.reading.text.rows import Row

LABELLED = frozenset(":(-–—|=")  # signs between a label and its figure: «Heridos — 40»
APPOSING = frozenset(",(-–—")  # signs before how many those are who were named
SET_OFF = 4  # words of those behind "one of the", as far as the comma
DUTY = 5  # tokens behind soldiers in which their verb stands
NAMED = 5  # tokens before a sign in which those are named whose number follows


class Alone:
    """Looks at the numbers of one sentence one by one."""

    def __init__(self, words: Row, scanner: Scanner, elided: Elided) -> None:
        self.words, self.scanner, self.elided = words, scanner, elided
        self.tokens, self.lexicon, self.ones, self.at = elided.tokens, elided.lexicon, scanner.ones, elided.at
        self.verbs = Governing(words, scanner)
        self.given = Given(words, scanner, elided, self.verbs)
        self.unlinked = Unlinked(words, self.tokens, self.lexicon, self.ones, self.at)

    def link(self, number: int, scan: Scan) -> Link | None:
        """What a number counts; `scan` is what stands behind it."""
        scan.blocked = scan.blocked or self._is_apposed_one(self.at[number]) or self._is_undone(self.at[number])
        found = self._found(number, scan)
        if found is None or self._is_never(found, scan) or self.unlinked.holds(number, found, scan):
            return None
        return found

    def _is_never(self, link: Link, scan: Scan) -> bool:
        """«participaron 40 agentes»: those who work there are no crowd."""
        never = self.lexicon.never.get(link.fact)
        if never is None or scan.noun:
            return False
        return any(not never.isdisjoint(forms) for forms in self.words.forms[link.start : scan.end])

    def _found(self, number: int, scan: Scan) -> Link | None:
        index = self.at[number]
        first = self.tokens.firsts[index]
        if (strength := strength_of(self.scanner, index)) is not None:
            return strength
        if not scan.noun and (cared := brought_to_care(self.words, self.scanner, index, scan)) is not None:
            return cared
        if scan.blocked or self.unlinked.is_size(index, scan) or self._is_origin(index, scan):
            return None
        if number not in self.ones and (told := told_around(self.words, self.scanner, index, scan)) is not None:
            return told
        if number in self.ones and not self._counts_one(index, scan):
            return None
        if scan.head in self.lexicon.things:  # boats that are sunk are no casualties
            there = self.lexicon.has_need(self.words, scan.head)
            return Link(scan.head, first, scan.end, scan.head, None, 0.85, "noun", scan.part) if there else None
        if self.elided.is_held_against(number, scan):
            return None
        of_noun = part_among(self.scanner, index, scan) or named_among(self.scanner, index, scan)
        of_noun = of_noun or self._of_noun(index, scan)
        if of_noun is not None:
            return of_noun
        governed = self._governed(number, scan)
        if governed is not None:
            return None if self._of_animals(index, scan) else governed
        agent = scan.agent and not (scan.part and scan.role)  # «cuatro de los 17 rehenes que retenía la milicia»
        if agent or self.elided.is_span(index):
            return None
        if scan.fact is not None:
            how = "noun" if scan.noun else "after"
            if self._of_animals(index, scan):
                return None
            part = scan.part or (
                how == "after"
                and (self.elided.opens_with_whole(index) or self.elided.of_whole_before(index) is not None)
            )
            return Link(scan.fact, first, scan.end, scan.head, group_of(scan), 0.9, how, part)
        before = self._toll(index, scan) or self.given.link(index, scan) or self.given.inverted(index, scan)
        if before is not None:
            return before
        partitive = self.elided.partitive(index, scan)
        if partitive is not None:
            return partitive
        if (apposed := self.elided.apposed(number, scan) or self.scanner.told_aside(index)) is not None:
            return apposed
        single = self.tokens.width(index) == 1 and self.tokens[index].word.folded in self.lexicon.lists["one"]
        if scan.role is not None and not single:  # no "notebook from one victim", of whom nothing is said
            return Link(scan.role, first, scan.end, None, None, 0.8, "noun", scan.part)
        if scan.group and self.lexicon.care_unless and self.elided.tells_how(index, scan.end):
            hurt = next(iter(self.lexicon.care_unless))  # «otros tres pasajeros están graves»
            return Link(hurt, first, scan.end, None, group_of(scan), 0.75, "after", scan.part)
        crowd = self._gathered(index, scan)
        if crowd is not None:
            return Link(crowd, first, scan.end, None, None, 0.7, "noun", scan.part)
        there = scan.head is not None and (self.lexicon.has_need(self.words, scan.head) or self._is_beside(index, scan))
        if scan.head is not None and there and not (self._is_target(index) or self._are_off_duty(scan)):
            return Link(scan.head, first, scan.end, scan.head, None, 0.85, "noun", scan.part)
        return None

    def _governed(self, number: int, scan: Scan) -> Link | None:
        """What a verb says of those counted. A noun that says it itself yields only to a verb of the dead or
        hurt: «murieron 12 desplazados» tells of the dead."""
        index, wholes = self.at[number], self.lexicon.wholes
        if scan.fact is not None and scan.noun:
            governed = self.verbs.before(index, scan) if scan.fact not in wholes else None
            return governed if governed is not None and governed.fact in wholes else None
        governed = self.verbs.before(index, scan) or self.verbs.along(index, scan)
        return governed or (self.verbs.object_of(index, scan) if number not in self.ones else None)

    def _is_beside(self, index: int, scan: Scan) -> bool:
        """«las tropas -8.600 hombres-», «los soldados (unos 5.000 efectivos)»: how many those are who are named so."""
        if index < 2 or self.tokens[index - 1].text not in APPOSING:
            return False
        near = range(index - 2, max(-1, index - 2 - NAMED), -1)
        told = next((at for at in near if self.tokens[at].head == scan.head or self.tokens[at].is_stop), -1)
        return told >= 0 and self.tokens[told].head is not None and self.tokens[told].number is None

    def _is_target(self, index: int) -> bool:
        """«las fuerzas desplegadas en Gaza alcanzaron a 12 milicianos», "struck 12 militants": nobody sent those."""
        at = index - 1 - (index > 1 and self.tokens[index - 1].word.folded in self.lexicon.lists["objects"])
        return at >= 0 and self.lexicon.is_any(self.tokens[at].word, "targets")

    def _are_off_duty(self, scan: Scan) -> bool:
        """«cuatro soldados fueron condenados», "forty soldiers were given medals": whom nobody sends, as what is said
        of them behind their noun tells, with no word of a deployment."""
        at = bisect_left(self.tokens.firsts, scan.end)
        behind = self.tokens[at : at + DUTY]
        if len(behind) > 1 and self.lexicon.is_any(behind[0].word, "off_duty"):
            return not behind[0].participle
        helped = 0
        while helped < len(behind) and self._helps(behind[helped]):
            helped += 1
        done = behind[helped] if 0 < helped < len(behind) else None
        if done is None or not done.word.is_word or done.number is not None:
            return False
        said = done.participle or (self.lexicon.noun_last and self.lexicon.is_verb(done.word))
        needs = self.lexicon.needs.get(scan.head or "", NOTHING)
        return said and not any(
            needs & self.words.forms[at] for at in range(self.tokens.firsts[at + helped], len(self.words))
        )

    def _helps(self, token: Token) -> bool:
        return token.word.folded in self.lexicon.lists["passive"] or self.lexicon.is_any(token.word, "helping")

    def _counts_one(self, index: int, scan: Scan) -> bool:
        """«un muerto», but neither «uno de los fallecidos» nor «no hay una cifra de heridos»."""
        counts = scan.counts_one or self._is_in_toll(index, scan)
        return counts and not (self._is_one_of(index, scan) or self._is_thing(index + 1, scan))

    def _is_in_toll(self, index: int, scan: Scan) -> bool:
        """«dejó un vecino muerto», «un menor fallecido y tres heridos»: one whom a toll counts; but «halló a un hombre
        muerto»."""
        lists, tokens = self.lexicon.lists, self.tokens
        if self.lexicon.noun_last or scan.fact is None or scan.group is None or scan.end != tokens.afters[index] + 2:
            return False
        if not tokens[index + 2].participle:
            return False
        more = self._folded(index + 3) in lists["joins"] | {","}
        if more and any(one.number not in (None, *self.ones) for one in tokens[index + 4 : index + 6]):
            return True
        at = index - 1
        while at > 0 and self._folded(at) in lists["of"] | lists["objects"] | lists["determiners"]:
            at -= 1
        leads = lists["leaves"] | lists["exists"]
        return at >= 0 and (self._folded(at) in leads or self.lexicon.is_any(tokens[at].word, "numbers_of"))

    def _folded(self, at: int) -> str:
        return self.tokens[at].word.folded if 0 <= at < len(self.tokens) else ""

    def _is_one_of(self, index: int, scan: Scan) -> bool:
        """«la madre de uno de los fallecidos», "one of the victims was a teacher": somebody, of whom nothing befell."""
        lists, behind = self.lexicon.lists, self.tokens[index + 1 : index + 4]
        if len(behind) < 3 or behind[0].word.folded not in lists["of"]:
            return False
        return behind[2].noun is not None and scan.fact in (None, behind[2].noun)

    def _is_apposed_one(self, index: int) -> bool:
        """ "a man of 40, one of the guests, died", "one of the guests, Ana Ruiz, was hurt": somebody who is told of by
        age or name beside it."""
        lists, behind = self.lexicon.lists, self.tokens[index + 1 : index + 4]
        if self.scanner.is_somebody(index):
            return True
        if len(behind) > 1 and behind[0].text == "," and self.tokens[index].word.folded in lists["one"]:
            return behind[1].word.folded in lists["opens_noun"]  # "and one, a man in his seventies, lost a kidney"
        led = len(behind) == 3 and self.tokens.width(index) == 1 and self.tokens[index].word.folded in lists["one"]
        if not led or behind[0].word.folded not in lists["of"] or not self.lexicon.noun_last:
            return False
        if behind[1].word.folded not in lists["determiners"] | lists["clitics"]:
            return False
        pronoun = behind[1].word.folded in lists["clitics"]  # "one of them, Ana Ruiz, …"
        start = index + 3 - pronoun
        comma = next(
            (at for at in range(start, start + SET_OFF) if at < len(self.tokens) and self.tokens[at].text == ","), 0
        )
        if not comma:
            return False
        named = [one.text[:1].isupper() and one.number is None for one in self.tokens[comma + 1 : comma + 3]]
        return named == [True, True] or (bool(index) and self.tokens[index - 1].text == "," and not pronoun)

    def _is_undone(self, index: int) -> bool:
        """«un enfermo puede contagiar a 18 personas», "could infect 18": what only may befall some."""
        at = index - 1 - (index > 1 and self._folded(index - 1) in self.lexicon.lists["objects"])
        verb = at >= 0 and (self.tokens[at].transitive or self.lexicon.fact_of(self.tokens[at].word, "transitive"))
        if not verb:
            return False
        return self.lexicon.no_counts.ending(self.words, self.tokens.firsts[at] + 1) is not None

    def _is_origin(self, index: int, scan: Scan) -> bool:
        """ "five of them from one family": where others come from."""
        if self.scanner.is_of_one(index):
            return True
        led = index > 0 and self.tokens[index - 1].word.folded in self.lexicon.lists["out_of"]
        if index > 1 and self.tokens[index - 1].word.folded in self.lexicon.lists["objects"]:
            verb = self.tokens[index - 2]  # «pertenecían a dos familias», and no «mantiene fuera de casa a dos»
            led = led or (verb.adjective is None and self.lexicon.is_any(verb.word, "tells_who"))
        return led and scan.group is not None and not scan.general

    def _of_animals(self, index: int, scan: Scan) -> bool:
        """«había 12 caballos y murieron 5»: a bare number counts the animals that a number before it did."""
        if scan.group or scan.head or scan.general or (scan.noun and self.tokens[index + 1].noun is not None):
            return False
        last = next((at for at in range(index - 1, -1, -1) if self.tokens[at].number is not None), None)
        return last is not None and self.lexicon.is_any(self.tokens[last + 1].word, "animals")

    def _is_thing(self, at: int, scan: Scan) -> bool:
        """Whether what stands behind «una» is a figure, or something else of those whom a noun counts."""
        token = self.tokens[at]
        known = token.people or token.filler or token.fact or token.head or token.link
        behind = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        return scan.noun and not known and behind in self.lexicon.lists["of"]

    # --- what stands before a number ---

    def _of_noun(self, index: int, scan: Scan) -> Link | None:
        """«la muerte de 12 personas», "the bodies of two more victims"."""
        hurt = scan.noun and scan.fact in self.lexicon.wholes  # «la muerte de otros dos heridos»
        lists, of = self.lexicon.lists, index - 1
        others = self.tokens[of].word.folded in lists["others"]  # «la desaparición de otras 12»
        if not (scan.group or scan.nation or scan.head or scan.unknown or hurt or others):
            return None
        if of > 1 and self.tokens[of].text in QUOTES:  # «la muerte de “más de 100 efectivos”»
            of -= 1
        if of > 1 and self.tokens[of].word.folded in lists["determiners"] | lists["others"]:  # «los cuerpos de los 13»
            of -= 1
        if of >= 0 and (toll := self.tokens[of].toll) is not None and not scan.noun:  # «los cuerpos de», one phrase
            others = is_of_others(self.scanner, toll, scan)
            return None if others else replace(self.verbs.governed(index, of, toll, scan), how="of")
        if of < 1 or self.tokens[of].word.folded not in lists["of"] | lists["objects"]:
            return None
        for at in (of - 1, of - 2):
            token = self.tokens[at] if at >= 0 else None
            if token is not None and token.noun is not None and token.adjective is None and not token.people:
                return self.verbs.governed(index, at, token.noun, scan)
        return None

    def _toll(self, index: int, scan: Scan) -> Link | None:
        """«un balance de 20», "a death toll of 35", «muertos: 62»."""
        firsts, afters = self.tokens.firsts, self.tokens.afters
        at = index - 1
        while at >= 0 and self.tokens[at].filler and index - at <= 4 and not self.tokens[at].link:
            at -= 1
        if at < 0 or scan.unknown > 2:
            return None
        before = self.tokens[at]
        if (
            before.word.folded in self.lexicon.lists["listed_with"]
            and at
            and (scan.general or not (scan.end or scan.strange))
        ):
            named = self.tokens[at - 1].noun  # "the north had the most deaths with 293"
            return Link(named, firsts[index], afters[index], None, None, 0.7, "list") if named else None
        if (
            before.text in APPOSING and at and self._is_apposed(at - 1, scan)
        ):  # «Los muertos —tres mujeres y un niño— …»
            named = self.tokens[at - 1].noun or ""
            return Link(named, firsts[index], scan.end, None, group_of(scan), 0.75, "link", True)
        if before.text in LABELLED and at > 0:
            before = self.tokens[at - 1]
            first = firsts[at - 1] == 0 or self.tokens[at - 2].text in BULLETS
            headed = self.tokens[at].text == ":" and not (scan.end or scan.strange) and self.elided.closes(index + 1)
            if headed and (heading := heading_before(self.elided, at)) is not None:
                return Link(heading.fact, firsts[heading.first], afters[index], None, None, 0.8, "link")
            if before.noun is not None and before.text and (self.tokens[at].text == ":" or (first and not scan.end)):
                return Link(before.noun, firsts[at - 1], afters[index], None, None, 0.8, "link")
        if before.text == "," and at and self.tokens[at - 1].toll is not None and self._between(index):
            return Link(self.tokens[at - 1].toll or "", firsts[at - 1], afters[index], None, None, 0.8, "link")
        if before.text == "," and self._is_appended(at - 1, index, scan):
            noun = self.tokens[at - 1]
            return Link(noun.noun or "", firsts[at - 1], afters[index], None, None, 0.75, "link")
        if at > 1 and at == index - 1 and before.noun is not None and self._is_gapped(at, index, scan):
            return Link(before.noun, firsts[at], afters[index], None, None, 0.75, "link")
        if before.toll is not None and not is_of_others(self.scanner, before.toll, scan):
            return Link(before.toll, firsts[at], max(scan.end, afters[index]), None, group_of(scan), 0.8, "link")
        return None

    def _is_apposed(self, at: int, scan: Scan) -> bool:
        """«Los muertos, tres mujeres y un niño, …»: who they are, behind the noun that opens a sentence."""
        if not (scan.group or scan.head or scan.role) or self.tokens[at].noun is None:
            return False
        led = at - 1 if at else -1
        opens = led == 0 or (led > 0 and self.tokens[led - 1].is_stop)
        return opens and self.tokens[led].word.folded in self.lexicon.lists["determiners"]

    def _is_appended(self, at: int, index: int, scan: Scan) -> bool:
        """«los muertos son 12 y los heridos, 230»: the comma stands for the verb."""
        lists, noun = self.lexicon.lists, self.tokens[at]
        if self._is_headed(at, index, scan):
            return True
        by = self.lexicon.by.starting(self.words, self.tokens.afters[index]) is not None
        if scan.end or (scan.strange and not by) or at < 1 or not noun.noun:
            return False
        known = self.tokens[at - 1].filler or self.tokens[at - 1].word.folded in lists["determiners"]
        if known and noun.text.endswith("s") and not lists["new_object"] and self._between(index):
            return True  # «La mayoría de los heridos, unos 60, ya está en casa»
        if at < 2 or noun.people:
            return False
        edge, behind = self.tokens[at - 2], self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        led = self.tokens[at - 1].word.folded in lists["determiners"]
        led = led and (edge.text in ",;" or edge.word.folded in lists["joins"])
        told = any(one.number is not None for one in self.tokens[: at - 2])
        return led and told and (behind is None or behind.is_stop or behind.text == "," or by)

    def _is_gapped(self, at: int, index: int, scan: Scan) -> bool:
        """«los detenidos eran 176 y los heridos 116»: nothing stands for the verb."""
        lists, tokens = self.lexicon.lists, self.tokens
        edge, led = tokens[at - 2], tokens[at - 1].word.folded
        joined = edge.text in ",;" or edge.word.folded in lists["joins"]
        if scan.end or not joined or led not in lists["determiners"]:
            return False
        told = next((n for n in range(at - 3, 0, -1) if tokens[n].number is not None), 0)
        behind = tokens[index + 1] if index + 1 < len(tokens) else None
        ends = behind is None or behind.is_stop or behind.text == "," or behind.word.folded in lists["joins"]
        return ends and told > 1 and any(one.link or one.noun for one in tokens[max(0, told - 3) : told])

    def _is_headed(self, at: int, index: int, scan: Scan) -> bool:
        """«deja 14 muertos; heridos, 32.»: no more than the noun leads the figure, in the plural."""
        noun = self.tokens[at]
        opens = at == 0 or self.tokens[at - 1].is_stop
        named = noun.noun is not None and self.tokens.width(at) == 1 and noun.text.endswith("s")
        return opens and named and not (scan.end or scan.strange) and self._between(index)

    def _between(self, index: int) -> bool:
        """Whether no more than a figure stands between the comma before it and the next sign."""
        behind = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        return behind is None or behind.text in ",." or behind.text == ";"

    def _gathered(self, index: int, scan: Scan) -> str | None:
        """«175.000 personas en la marcha»: people of whom nothing else is said, in a sentence with an occasion."""
        if not scan.general or not self.lexicon.occasions or any(token.action or token.noun for token in self.tokens):
            return None
        row = self.tokens
        if index > 1 and row[index - 1].word.folded in self.lexicon.lists["objects"] and not row[index - 2].link:
            return None  # «premió a 300 personas»
        return next((fact for token in self.tokens if (fact := self.lexicon.occasion_of(token.word)) is not None), None)
