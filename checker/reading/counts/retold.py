"""Another figure of what was counted before, by a verb that gives it: «los vecinos hablan de 40», «Ya son 64», "that
makes nine".

In: the tokens of a sentence. Out: whether a number without a noun is such a figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from checker import world
from checker.reading.counts.carried import Carried
from checker.reading.counts.credited import SUBJECT
from checker.reading.counts.gapped import VERB
from checker.reading.counts.tokens import Link

TURN = 24  # tokens from a number back to the turn that begins its clause
INSERTED = 7  # tokens of «, según el alcalde,» between what is counted and its verb


class Retold(Carried):
    """Looks at the numbers of one sentence that a verb gives."""

    def is_retold(self, number: int) -> bool:
        """«los vecinos hablan de 40», «otros los elevan a más de 300», «rebajó el cálculo a 100.000»."""
        index, lists = self.at[number], self.lexicon.lists
        behind = self._folded(index + 1)
        if self._folded(index - 1) in lists["passive"] and self._folded(index - 2) in lists["that"]:
            return False  # "her mother, who was 45,"
        if self._is_moved(index):
            return True
        # «Protección Civil confirma 45 en Lugo y 10 en Orense»
        placed = number + 1 in self.at and behind in lists["where"] and self._names_next(index + 2)
        ends = self._ends(index + 1) or behind in lists["joins"] | lists["that"]
        ends = ends or self.lexicon.all_told.starting(self.words, self.tokens.afters[index]) is not None
        if not (placed or ends or self._is_then(index + 1)):
            return False
        if self._folded(index - 1) in lists["rather"]:
            return True  # «no son 13, sino tres»
        while index > 1 and self._folded(index - 1) in lists["adverbs"]:  # "admits to only four", «serían ya 2.000»
            index -= 1
        if self.tokens[index].link and self._is_bare(index):
            return True  # «no eran más de 4.000»
        linked = index - 1 - (index > 1 and self._folded(index - 1) in lists["of"])  # «La cifra oficial es de 63»
        given = linked >= 0 and (self.tokens[linked].link or self._folded(linked) in lists["runs"])
        if given and not self.tokens[linked].noun and self._is_bare(linked):
            return True
        if given and linked and self._folded(linked) in lists["runs"] and self.tokens[linked - 1].text == ",":
            return True  # ", making five in all"
        said = index - 1 - (index > 2 and self._folded(index - 1) in lists["that"])  # «el alcalde dice que 14»
        if said > 0 and self.lexicon.is_any(self.tokens[said].word, "figured"):
            helped = self._folded(said - 1) in lists["impersonal"] or (  # «se contaban 217»
                said <= 2 and self.lexicon.is_any(self.tokens[said - 1].word, "tallies")
            )
            return helped or self._speaks_before(said)  # «la policía calculó 3.000», "organisers claimed 50,000"
        if placed:
            return False
        of = index > 1 and self._folded(index - 1) in lists["of"]  # "the minister, who has spoken of 27"
        spoken = of and self.lexicon.is_any(self.tokens[index - 2].word, "retells")
        if not spoken and self._folded(index - 1) not in lists["objects"] | lists["at"] | lists["at_once"]:
            return False
        verb = index - 2 if spoken else self._verb_of(index - 1)
        if verb is None:
            return False
        if verb and self._folded(verb - 1) in lists["impersonal"]:  # «a la tarde se hablaba de diez»
            return not self.tokens[verb].link
        told = self.tokens[verb:index]
        again = any(
            self.lexicon.is_any(token.word, "numbers_of") or token.word.folded in lists["clitics"] for token in told
        )
        if again or (verb and self._folded(verb - 1) in lists["clitics"]):
            return True
        corrected = self.lexicon.is_any(self.tokens[verb].word, "corrects") and self.opens_clause(verb)
        return corrected or self._speaks_before(verb)  # «horas después corrigió a seis»

    def meant(self, number: int, told: Sequence[tuple[Link, Decimal | None]], size: Decimal | None) -> Link:
        """«22 muertos y 100 heridos. El Gobierno habla de 12»: of two that were told together the one to whose figure
        another's is nearer."""
        near = [(link, most) for link, most in told[-2:] if most and not link.part]
        if not size or len({link.fact for link, _ in near}) < 2 or not self.is_retold(number):
            return told[-1][0]
        return min(near, key=lambda one: max(one[1], size) / min(one[1], size))[0]

    def _speaks_before(self, verb: int) -> bool:
        """Whether somebody who gives figures stands before a verb."""
        first = verb
        if verb > 1 and self.tokens[verb - 1].text == ",":  # «las autoridades, que hablaban de 9, confirmaron 15»
            first = next((n for n in range(verb - 2, 0, -1) if self._ends(n)), 0)
            if self.tokens[first].text != ",":
                return False
        lists = self.lexicon.lists
        for at in range(first - 1, max(-1, first - SUBJECT), -1):
            if self.tokens[at].is_stop or self.tokens[at].number is not None:
                return False
            if self.lexicon.is_any(self.tokens[at].word, "speakers") or (at == verb - 1 and self._is_party(at)):
                return True
            if self._is_name(at) and at and not self.lexicon.noun_last:  # «la Cruz Roja habla de 45»
                led = at - 1
                while led > 0 and self._is_name(led):
                    led -= 1
                return self._folded(led) not in lists["where"] | lists["of"] | lists["objects"]
        return False

    def _is_party(self, at: int) -> bool:
        """«El ELN habla de ocho», "Kyiv puts it at nine": a name that can speak."""
        text = self.tokens[at].text
        return text[0].isupper() and ((len(text) > 1 and text.isupper()) or world.party_of(text) is not None)

    def _is_bare(self, verb: int) -> bool:
        """«…, con lo que ya suman cinco», «en 2023, cuando fueron 12», «el gremio insiste en que fueron 40»: no subject
        of its own."""
        lists = self.lexicon.lists
        small = lists["small"] | lists["that"] | lists["then"] | lists["listed_with"] | lists["modals"]
        placed = True  # a name has a word of place before it
        clause = False  # what is said
        whose = False  # a pronoun, which somebody who says it makes the counted
        if verb and self._folded(verb - 1) not in lists["back"] and self.opens_clause(verb):
            return True  # "By August there were 19"
        told, verb = verb, self._past_insertion(verb)
        for at in range(verb - 1, max(-1, verb - VERB), -1):
            if self._ends(at) or (clause and self._folded(at) in lists["joins"]):
                return placed and not whose and at < verb - 1
            token = self.tokens[at]
            if (clause or self.lexicon.noun_last) and self.lexicon.is_any(token.word, "said"):
                return placed
            clause = clause or token.word.folded in lists["that"]
            if token.word.folded in lists["where"] or token.word.is_digits:
                placed = True
            elif self._folded(at) in lists["back"] - small:
                # "police say they were 150", but no "they were 40, 42 and 45"
                whose = self._folded(at - 1) not in lists["listed_with"]
            elif self._is_name(at) and at:
                placed = False
            elif any(self.lexicon.is_any(one.word, "numbers_of") for one in self.tokens[max(0, at - 1) : at + 1]):
                return placed  # «La cifra oficial es de 63»
            elif not (token.filler or token.word.folded in small | lists["clitics"]):
                return self._tells_when(at)
        opens = verb == 0 and self.lexicon.plural_verb.search(self._folded(told)) is not None  # and no «Éramos 40»
        return placed and not whose and (0 < verb < VERB or opens)

    def _past_insertion(self, verb: int) -> int:
        """Where a clause goes on before «, según el alcalde,»; a verb behind «Hace un año, por estas fechas,» has
        nothing before it."""
        if verb < 1 or self.tokens[verb - 1].text != ",":
            return verb
        opening = next((at for at in range(verb - 2, max(-1, verb - 2 - INSERTED), -1) if self._ends(at)), None)
        if opening is not None and self.tokens[opening].text == ",":
            inner = self.tokens[opening + 1 : verb - 1]
            by = self.lexicon.by.starting(self.words, self.tokens.firsts[opening + 1]) is not None
            if by or any(self.lexicon.is_any(one.word, "said") for one in inner):
                return opening
        return 0 if self.opens_clause(verb) else verb

    def _verb_of(self, edge: int) -> int | None:
        """The verb that gives a number which ends a clause, small words passed over."""
        small = self.lexicon.lists["small"] | self.lexicon.lists["clitics"]
        for at in range(edge, max(-1, edge - VERB), -1):
            token = self.tokens[at]
            if self.lexicon.is_any(token.word, "retells") or self.lexicon.is_any(token.word, "corrects"):
                return at
            small_one = token.filler or token.dated or token.word.folded in small
            if not (small_one or self.lexicon.is_any(token.word, "numbers_of")):
                return None
        return None

    def is_turned(self, index: int) -> bool:
        """«…, si bien los ingresos diarios bajaron de 41 a 23»: a clause whose subject is nobody who is counted."""
        lists, lexicon = self.lexicon.lists, self.lexicon
        if lists["turns"].isdisjoint(self.words.kinds):
            return False
        for at in range(index - 1, max(0, index - TURN), -1):
            token = self.tokens[at]
            if token.word.folded in lists["turns"] and at + 2 < index:
                at += self._folded(at + 1) in lists["that"]  # «mientras que las que …»
                speaks = lexicon.is_any(self.tokens[at + 2].word, "speakers") or self._is_name(at + 2)
                return self._folded(at + 1) in lists["determiners"] and not speaks
            known = token.noun or token.toll or token.head or token.people or token.action
            if known or (lexicon.is_any(token.word, "numbers_of") and self._folded(at + 1) not in lists["of"]):
                return False  # but «mientras que la cifra de afectados …»
        return False
