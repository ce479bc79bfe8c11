"""People whose verb stands far behind them, across relative clauses, ages and places: «Dos mujeres que iban con 8
kilos de cocaína en un autobús fueron detenidas», "Three people on a plane that came down near Nome lost their lives".

In: the tokens of a sentence, and what stands behind one of its numbers. Out: the fact of its verb, or none; the same
for a number set off behind those whom it counts («Los carpinteros, ocho en total, fueron detenidos»), or in a list
behind a participle that opens the sentence ("Killed were a farmer and three children"). And whether those of a noun
are not the subject at all, but what it has («la edad de los muertos»).
"""

from __future__ import annotations

from bisect import bisect_left

from checker.reading.counts.acts import INSERTED, INSERTS, Scan
from checker.reading.counts.takingin import TakingIn
from checker.reading.counts.tokens import Link

FAR = 36  # tokens from the noun of those counted to their verb
ASIDE = 7  # tokens between two signs in which no more than a number of those before them stands
HEAD = 4  # tokens of a noun with its adjectives, before those whom it has: «la edad media de los»
NAMED = 9  # tokens of a phrase that names them
LISTED = 18  # tokens from a participle that opens a sentence to the last whom it befell
MEASURED = 3  # tokens behind a number in which its unit stands: «8 kilos», "40 square metres"


class Subjects(TakingIn):
    """Looks for the verbs of subjects in one sentence."""

    def told_far_behind(self, index: int, scan: Scan) -> str | None:
        """What befell the people of a number who are the subject of a clause that they open."""
        told = scan.fact or scan.role or scan.blocked or scan.agent
        if told or scan.group is None or not self._opens_clause(index):
            return None
        behind = bisect_left(self.tokens.firsts, scan.end)
        led = self.tokens[behind : behind + 2]
        if len(led) > 1 and led[0].word.folded in self.lexicon.lists["of"] and led[1].number not in (None, *self.ones):
            return None  # "two more crews of nine"
        fact = self._verb_of_subject(behind)
        return None if fact in self.lexicon.people_only or fact in self.lexicon.needs else fact

    def look_past_others(self, scan: Scan, index: int, at: int) -> None:
        """«y otros 50, la mayoría mujeres, resultaron heridos»: what befell those who are others than the ones before
        stands behind what two signs set off; if that verb tells of no fact, nothing is counted."""
        lists, tokens = self.lexicon.lists, self.tokens
        others = lists["others"]
        if scan.fact is not None or not (
            index and others & {tokens[index - 1].word.folded, tokens[at - 1].word.folded}
        ):
            return
        scan.fact = self.verb_past(at - 1)
        closing = INSERTS.get(tokens[at].text)
        for close in range(at + 2, min(at + 1 + INSERTED, len(tokens) - 1)) if scan.fact is None else ():
            if tokens[close].is_stop and tokens[close].text != closing:
                return
            if tokens[close].text == closing and self._is_predicate_of(close + 1):
                scan.blocked = True
                return

    def _is_predicate_of(self, at: int) -> bool:
        """Whether a verb of several stands behind a sign: «, fueron rescatados», «, siguen en el hospital»."""
        word = self.tokens[at].word
        return word.folded in self.lexicon.lists["passive"] or (
            self.lexicon.plural_verb.search(word.folded) is not None and self._is_verb_form(at)
        )

    def told_aside(self, index: int) -> Link | None:
        """«Los carpinteros, ocho en total, …», "Residents of the block, 85 in all, were evacuated": how many those are
        who were named before a sign, and what the verb behind the next one says of them."""
        tokens, lexicon = self.tokens, self.lexicon
        closing = INSERTS.get(tokens[index - 1].text) if index > 1 else None
        if closing is None:
            return None
        near = range(index + 1, min(index + ASIDE, len(tokens)))
        close = next((n for n in near if tokens[n].text == closing), None)
        if close is None:
            return None
        first, after = tokens.firsts[index], tokens.afters[index]
        aside = [one.folded for one in self.words[after : tokens.firsts[close]]]
        of_them = len(aside) == 2 and aside[0] in lexicon.lists["of"] and aside[1] in lexicon.lists["clitics"]
        told = of_them or any(one.starting(self.words, after) is not None for one in (lexicon.all_told, lexicon.by))
        if not told:
            return None
        noun = self._named_before(index - 1)
        if noun is None:
            return None
        whom, end = tokens[noun], tokens.afters[close - 1]
        if whom.head is not None:
            return Link(whom.head, first, end, whom.head, None, 0.75, "aside") if self._needs(whom.head) else None
        fact = whom.noun if whom.noun is not None and (whom.adjective or not whom.people) else self._told_behind(close)
        group = whom.text if whom.people and not whom.general else None
        return None if fact is None else Link(fact, first, end, None, group, 0.75, "aside")

    def _needs(self, head: str) -> bool:
        return self.lexicon.has_need(self.words, head)

    def _named_before(self, edge: int) -> int | None:
        """The noun of several people that opens the clause before a sign: «Los carpinteros de la obra,»."""
        lists, tokens, at = self.lexicon.lists, self.tokens, edge - 1
        while at >= 0 and edge - at <= NAMED and not (tokens[at].is_stop or tokens[at].text == ","):
            if tokens[at].number is not None or tokens[at].link or tokens[at].word.folded in lists["that"]:
                return None
            at -= 1
        if at >= 0 and edge - at > NAMED:
            return None
        at += 1
        while at < edge and tokens[at].word.folded in lists["determiners"]:
            at += 1
        token = tokens[at]
        several = token.word.folded.endswith(self.lexicon.plurals) or (token.noun is not None and token.adjective)
        return at if several and (token.people or token.head or token.noun) else None

    def fronted(self, index: int, scan: Scan) -> int | None:
        """ "Killed were a farmer, his wife and three children": the token of the participle that opens a sentence, if
        it tells of those of a list behind its verb; None where it does not."""
        tokens, lists = self.tokens, self.lexicon.lists
        told = tokens[0]
        if not 2 < index < LISTED or not (scan.group or scan.nation) or scan.fact is not None:
            return None
        if told.action is None or not told.participle or tokens[index - 1].word.folded in lists["where"] | lists["of"]:
            return None
        verb = next((n for n in (1, 2, 3) if tokens[n].link or tokens[n].word.folded in lists["passive"]), None)
        if verb is None or any(one.number is not None or one.text == "," for one in tokens[1:verb]):
            return None
        for at, one in enumerate(tokens[verb + 1 : index], verb + 1):
            if one.is_stop or one.action or one.other or self._is_verb_form(at):
                return None
        return 0

    def _opens_clause(self, index: int) -> bool:
        """Whether nothing before a number in its clause has a verb, or is counted: a time or place may stand there."""
        lexicon, lists, at = self.lexicon, self.lexicon.lists, index - 1
        while at >= 0 and self.tokens[at].word.folded in lists["determiners"] | lists["others"]:
            at -= 1
        led = lists["where"] | lists["of"] | lists["objects"] | lists["leads"] | lists["listed_with"] | lists["agents"]
        if at >= 0 and self.tokens[at].word.folded in led | lists["joins"] | lists["for_whom"]:
            return False
        for before in range(at, -1, -1):
            token = self.tokens[before]
            if token.is_stop:
                return True
            if token.word.folded in lists["that"]:
                return before > 0 and lexicon.is_any(self.tokens[before - 1].word, "said")
            known = token.action or token.noun or token.head or token.people or token.link or token.number is not None
            first = before == 0 and lexicon.plural_verb.search(token.word.folded) and lexicon.is_finite(token.word)
            if known or first or (token.word.text.islower() and self._is_verb_form(before)):  # «Votaron 300 y …»
                return False
        return True

    def _verb_of_subject(self, at: int) -> str | None:
        """The fact of the first verb behind a noun that is that of no relative clause."""
        lists, lexicon = self.lexicon.lists, self.lexicon
        far, awaited, told = min(len(self.tokens), at + FAR), 0, False
        while at < far:
            token = self.tokens[at]
            folded = token.word.folded
            if token.text in INSERTS and token.text != ",":
                near = range(at + 1, min(at + INSERTED, far))
                at = next((n for n in near if self.tokens[n].text == INSERTS[token.text]), far)
            elif token.is_stop:
                return None
            elif folded in lists["that"]:
                if lexicon.noun_last:
                    at = self._past_relative(at)
                else:
                    awaited += 1
                told = True
            elif token.number is not None and token.number not in self.ones:
                at = self._past_measure(at)
            elif folded in lists["clause"] - lists["joins"] and token.word.is_word and not token.filler:
                return None
            elif told and lexicon.noun_last and folded in lists["joins"]:
                return None  # "… who came from Kano and the teachers were hurt"
            elif self._is_verb_form(at):
                if awaited:
                    awaited -= 1
                elif not (told and self.tokens[at - 1].word.folded in lists["joins"]):
                    several = lexicon.plural_verb.search(folded) or (
                        lexicon.noun_last and folded not in lists["singular"]
                    )
                    return self._told_behind(at - 1) if several else None
            at += 1
        return None

    def _is_of_someone(self, index: int, at: int) -> bool:
        """«tres hermanas que cantaban cuando murió el párroco»: a verb of one, which several before it do not have; but
        «un centenar de vecinos murió»."""
        lexicon, token = self.lexicon, self.tokens[at]
        said = token.participle or token.noun or token.transitive
        if lexicon.noun_last or said or self.tokens[index].number in self.ones:
            return False
        beside = self.tokens[max(0, index - 1) : index + 2]  # «un grupo de 12 migrantes murió»
        if self.tokens.width(at) > 1 or any(one.word.folded in lexicon.lists["of"] for one in beside):
            return False
        ends = token.word.folded
        other = lexicon.participle.search(ends) or lexicon.gerund.search(ends) or lexicon.plural_verb.search(ends)
        return other is None and lexicon.is_finite(token.word)

    def _past_relative(self, at: int) -> int:
        """Where the verb ends of a clause of which a pronoun at a token is the subject: "who had been travelling"; the
        end of the sentence where somebody else is."""
        lists = self.lexicon.lists
        verb = at + 1
        helping = lists["passive"] | lists["active"] | lists["modals"]
        while verb < len(self.tokens) and self.tokens[verb].word.folded in helping:
            verb += 1
        token = self.tokens[verb] if verb < len(self.tokens) else None
        other = token is None or token.people or token.number is not None or not token.text.islower()
        if token is None or other or token.word.folded in lists["opens_noun"] | lists["back"] | lists["negations"]:
            return len(self.tokens)
        return verb - 1 if verb > at + 1 and token.word.folded in lists["where"] else verb

    def _past_measure(self, at: int) -> int:
        """The unit of a number that counts none of those of the sentence, or the number itself behind a preposition;
        the end of the sentence where it may count somebody else."""
        lists, tokens = self.lexicon.lists, self.tokens
        behind = range(at + 1, min(at + 1 + MEASURED, len(tokens)))
        unit = next((n for n in behind if tokens[n].other), None)
        if unit is not None and not any(tokens[n].is_stop or tokens[n].people for n in range(at + 1, unit)):
            return unit
        led = at - 1 - (tokens[at - 1].word.folded in lists["determiners"] | lists["others"])
        small = lists["where"] | lists["of"] | lists["objects"] | lists["listed_with"]
        return at if tokens[led].word.folded in small else len(tokens)

    def _is_verb_form(self, at: int) -> bool:
        """Whether a token is a verb with a subject, as far as its form and the word before it tell."""
        lexicon, lists, token = self.lexicon, self.lexicon.lists, self.tokens[at]
        if not token.text.islower() or token.dated or token.number is not None:
            return False
        folded = token.word.folded
        led = self.tokens[at - 1].word.folded if at else ""
        if led in lists["determiners"] | lists["of"] | lists["where"] | lists["possessives"] | lists["objects"]:
            return False
        if lexicon.noun_last:
            helps = folded in lists["active"] | lists["passive"] | lists["acts"] | lists["modals"]
            return helps or (token.verb is not None and not lexicon.gerund.search(folded))
        if token.participle or lexicon.gerund.search(folded) or folded in lists["where"] | lists["leads"]:
            return False
        return token.verb is not None or lexicon.is_finite(token.word)

    def tells_of_other(self, at: int) -> bool:
        """«la edad media de los muertos es de 42», «el número de edificios evacuados», "the number of shelters for the
        displaced": whether those of a noun only tell of something else, which the figure counts."""
        token, lists = self.tokens[at], self.lexicon.lists
        if token.toll is not None or token.dated:
            return False
        if token.participle or token.adjective is not None:
            before = self._leads(at)
            thing = at + 1 if before else at - 1
            if self._is_thing(thing) and (before or not self._is_placed(thing)):
                return True
        if not (token.participle or token.people or token.head or token.text.endswith("s")):
            return False  # «la orden de evacuación alcanza a 6.000»: what befell them, and nobody
        first = at
        while first > 0 and self.tokens[first - 1].word.folded in lists["determiners"] - lists["objects"] - lists["of"]:
            first -= 1
        return first > 1 and self._attaches(first - 1, known=first < at) and self._is_counted(first - 2)

    def is_linked(self, at: int, index: int) -> bool:
        """Whether a verb that gives figures stands between a word and a number; "a total of" is none."""
        determiners = self.lexicon.lists["determiners"] | self.lexicon.lists["a"]
        return any(
            self.tokens[n].link and self.tokens[n - 1].word.folded not in determiners for n in range(at + 1, index + 1)
        )

    def _leads(self, at: int) -> bool:
        """Whether what describes a noun stands before it: "evacuated homes"."""
        led = self.tokens[at - 1].word.folded if at else ""
        small = self.lexicon.lists["of"] | self.lexicon.lists["determiners"]
        return self.lexicon.noun_last and (not led or led in small)

    def _is_thing(self, at: int) -> bool:
        """Whether a token is a noun of what is nobody: «edificios», «peces»."""
        token = self.tokens[at] if 0 <= at < len(self.tokens) else None
        return token is not None and not token.link and (token.other or self.lexicon.is_any(token.word, "animals"))

    def _is_placed(self, at: int) -> bool:
        """ "the number of people in the building killed": whether a noun says no more than where."""
        led = at - 1
        while led > 0 and self.tokens[led].word.folded in self.lexicon.lists["determiners"]:
            led -= 1
        return led >= 0 and self.tokens[led].word.folded in self.lexicon.lists["where"]

    def _attaches(self, at: int, *, known: bool) -> bool:
        """Whether a token leads those of a noun before it: «edad de», «abogados de», "clinics treating"."""
        token = self.tokens[at]
        if token.link or not token.text.islower():
            return False
        doing = known and self.lexicon.noun_last and self.lexicon.gerund.search(token.word.folded) is not None
        return doing or token.word.folded in self.lexicon.lists["attaching"]

    def _is_counted(self, at: int) -> bool:
        """Whether what ends at a token is the noun of a subject, or stands behind «el número de», and is no word for
        how many there are of those that it leads."""
        lists, lexicon, tokens = self.lexicon.lists, self.lexicon, self.tokens
        for head in range(at, max(-1, at - HEAD), -1):
            token, led = tokens[head], tokens[head - 1] if head else None
            many = lexicon.is_any(token.word, "numbers_of") or token.toll is not None
            many = many or (head == at and any(lexicon.is_any(token.word, one) for one in ("listing", "bands")))
            if (
                many
                or (token.fact and not token.other)
                or token.head
                or token.number is not None
                or not token.word.is_word
            ):
                return False
            opens = led is not None and led.word.folded in lists["determiners"]  # «la ayuda», and not «atiende»
            verb = head == at and not opens and (token.link or lexicon.is_finite(token.word))
            if verb or (head and not token.text.islower()):
                return False
            if led is None or led.is_stop:
                return lexicon.noun_last
            if led.word.folded in lists["determiners"] - lists["objects"]:
                return head < 2 or not self._leads_in(head - 2)
            if led.word.folded in lists["of"] and head > 1:
                return lexicon.is_any(tokens[head - 2].word, "numbers_of") or self._is_counted(head - 2)
        return False

    def _leads_in(self, at: int) -> bool:
        """Whether a noun behind a token is no subject: «en el campo de desplazados»."""
        lists = self.lexicon.lists
        return self.tokens[at].word.folded in lists["where"] | lists["leads"] | lists["attaching"] | lists["of"]
