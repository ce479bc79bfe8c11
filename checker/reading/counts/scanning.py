"""What stands behind a number: the noun it counts, and the participle or verb that says what befell the counted.

In: the tokens of a sentence. Out: a `Scan` for one number, which linking.py makes a link of.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from checker.reading.counts.acts import Scan
from checker.reading.counts.subjects import Subjects
from checker.reading.counts.tokens import Token

NOUN_REACH = 7  # tokens behind a number in which its noun stands
VERB_REACH = 13  # and its verb, once a noun of people is found
HEARERS = 4  # tokens behind "said" in which those who say it tell of themselves: "told police they were beaten"
OTHERS = 3  # tokens behind "in which" in which the number of those stands whom it befell there
UNKNOWN = 2  # words that nobody knows, between a number and what befell its noun


@dataclass(slots=True)
class _Walk:
    """How far a scan has come. The number is token `index`; `whole`: it is that of a whole of which a part is told."""

    index: int
    whole: bool
    scan: Scan = field(default_factory=Scan)
    noun: int = 0  # where the noun stands
    crossed: bool = False  # a comma or an "and" behind the noun
    comma: int = 0  # where the comma stands that sets something off behind the noun
    past: int = 0  # what stands before this token tells of somewhere else

    @property
    def named(self) -> bool:
        """Whether the noun, or a participle in its stead, is found."""
        return self.scan.end > 0

    def begins(self, at: int) -> bool:
        """Whether a token is the one right behind the number."""
        return at == self.index + 1


class Scanner(Subjects):
    """Scans what stands behind the numbers of one sentence. What is called `…ends` takes in one token, and answers
    whether the scan ends with it."""

    def behind(self, index: int) -> Scan:
        """The noun phrase behind a number, and the participle or verb that says what befell it."""
        walk = _Walk(index, self._is_whole(index))
        for at in range(index + 1, len(self.tokens)):
            if at >= walk.past and self._ends(walk, at):
                break
        scan = walk.scan
        if not walk.whole and self.tokens[index].number not in self.ones:
            scan.fact = scan.fact or self.told_far_behind(index, scan)
        if scan.fact is not None and (self._is_rate(scan.end) or self._is_none(index, scan)):
            scan.blocked = True
        return scan

    def _is_none(self, index: int, scan: Scan) -> bool:
        """«no dejó ni un muerto», «sin un solo herido»; «ninguno de los 45 pasajeros murió», "none of the 45 was hurt",
        and not «ninguno de los 12 detenidos es español»; "all but three died"."""
        lists, before = self.lexicon.lists, [one.word.folded for one in self.tokens[max(0, index - 3) : index]]
        if len(before) > 1 and before[-1] in lists["excepted"] and before[-2] in lists["everybody"]:
            return True
        if self.tokens[index].number in self.ones:
            return bool(before) and before[-1] in lists["negations"]
        if scan.noun or len(before) < 3:
            return False
        return (
            before[0] in lists["nobody"]
            and before[1] in lists["of"] | lists["among"]
            and before[2] in lists["determiners"]
        )

    def _ends(self, walk: _Walk, at: int) -> bool:
        token, named = self.tokens[at], walk.named
        reach = VERB_REACH if named else NOUN_REACH
        if token.is_stop or at - walk.index > reach:
            if token.is_stop and named and walk.scan.fact is None:  # "12 people (two of them children) died"
                walk.scan.fact = self.verb_past(at - 1)
            elif token.is_stop and walk.begins(at):
                self.look_past_others(walk.scan, walk.index, at)
            if at - walk.index > VERB_REACH:
                self._look_past_comma(walk)
            return True
        if (not named and self._opens_other(at)) or self._is_label(at):
            return True
        if token.number is not None:
            return self._number_ends(walk, at)
        if token.text == "," or token.word.folded in self.lexicon.lists["joins"]:
            return self._join_ends(walk, at)
        return self._word_past_noun_ends(walk, at) if named else self._word_before_noun_ends(walk, at)

    def _is_label(self, at: int) -> bool:
        """«Muertos: 27 - Heridos: 103»: a noun before a colon and another figure names that one."""
        if ":" not in self.words.kinds or at + 2 >= len(self.tokens):
            return False
        if self.tokens[at + 1].text != ":" or self.tokens[at + 2].number is None:
            return False
        before = self.tokens[at - 1]
        return before.number is None and not before.word.is_word

    def _is_predicate(self, index: int, token: Token) -> bool:
        """Whether a noun in the singular behind many people says what they were made."""
        singular = token.word.folded in self.lexicon.tables["nouns"]
        return self.lexicon.noun_last and singular and token.people and self.tokens[index].number not in self.ones

    def _look_past_comma(self, walk: _Walk) -> None:
        """ "12 people, including two children, died"."""
        if walk.comma and walk.scan.fact is None and not walk.scan.role:
            walk.scan.fact = self.verb_past(walk.comma - 1)

    def _number_ends(self, walk: _Walk, at: int) -> bool:
        if walk.named:
            walk.past = self._elsewhere(at)
            if walk.past or self.tokens[at].number in self.ones:  # «dos policías y un civil murieron»
                return False
            if self.is_of_one(at):
                walk.past = at + 2
                return False
        if self._of_whole(walk.index, at):
            walk.scan.part = True
            return False
        self._look_past_comma(walk)
        return True

    def _join_ends(self, walk: _Walk, at: int) -> bool:
        """A comma, or a word like "and"."""
        scan, comma = walk.scan, self.tokens[at].text == ","
        listed = comma and at + 1 < len(self.tokens) and self.tokens[at + 1].number is not None
        if not walk.named:
            if walk.begins(at) and self._shares_unit(walk.index):
                scan.blocked = True
            if listed and walk.begins(at):  # "another 94, 18 of them children, were injured"
                scan.fact = self.verb_past(at - 1)
            elif comma and walk.begins(at) and (fact := self.verb_past_hedge(at)) not in self.lexicon.people_only:
                scan.fact = fact
                self.look_past_others(scan, walk.index, at)
            elif comma and (scan.unknown == 1 or (scan.nation and not listed)):  # «seis belgas, dos de ellos niños, …»
                fact = self.verb_past(at - 1)
                scan.fact = fact if fact not in self.lexicon.people_only else None
            return comma or not self._suffers_twice(at)
        if listed:
            scan.fact = self.verb_past(at - 1) if scan.group and scan.fact is None else None
            return True
        walk.crossed = True
        walk.comma = walk.comma or (at if comma else 0)
        return False

    def _suffers_twice(self, at: int) -> bool:
        """ "four were charged and remanded": two participles of the same people, of which the second tells a fact."""
        behind = next((one for one in self.tokens[at + 1 :] if not one.filler), None)
        return self.tokens[at - 1].participle and behind is not None and behind.participle and behind.action is not None

    def _word_before_noun_ends(self, walk: _Walk, at: int) -> bool:
        scan, token, lists = walk.scan, self.tokens[at], self.lexicon.lists
        if walk.begins(at) and (hurt := self._afflicted(at)) is not None:
            scan.fact, scan.end = self.tokens[hurt].noun, self.tokens.afters[hurt]
            return True
        if token.word.folded in lists["where"] and token.action is None and not self._is_infinitive(at):
            return True  # but «cuatro están en coma», "are feared to have died"
        if walk.begins(at) and self._is_there(at):
            return True
        if walk.begins(at) and (done := self._done_to(at)):
            scan.fact, scan.end = self.tokens[done].transitive, self.tokens.afters[done]
            return True
        if walk.begins(at) and self._does_to_things(at):
            scan.strange = True
            return True
        if walk.begins(at) and (self._is_turned_to(at) or self._is_given_to(at)):
            scan.blocked = True
            return True
        if not token.filler and token.word.folded in lists["clause"]:  # "wounding eight before police shot him"
            scan.strange = scan.strange or walk.begins(at)
            return True
        if (scan.unknown and self._is_known(at)) or token.word.folded in lists["exists"]:
            return True  # «en cuatro hay detenidos»
        if self._is_noun(scan, token, at, walk.index):
            walk.noun = at
            ends = scan.fact is not None or scan.blocked
            worse = self._worsened(scan.fact or "", at) if ends else None
            if worse is not None and not walk.whole and (scan.part or scan.fact not in self.lexicon.wholes):
                scan.fact = worse  # «doce de los 40 heridos murieron», "three missing were found dead"
            elif not walk.whole:
                scan.blocked = scan.blocked or worse is not None
            return ends
        if walk.whole and token.action is not None:
            return True
        if scan.unknown and token.link and self._takes_object(at):
            return True
        if token.action is not None and scan.unknown <= UNKNOWN:
            return self._action_ends(walk, at)
        return self._is_head_verb(scan, at) or self._unknown_ends(walk, at)

    def _is_infinitive(self, at: int) -> bool:
        """Whether an auxiliary behind a word of place makes it that of an infinitive: "to have", "to be"."""
        behind, lists = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else "", self.lexicon.lists
        return behind in lists["active"] | lists["passive"] and self.tokens[at - 1].number is None

    def _does_to_things(self, at: int) -> bool:
        """ "Twenty needed surgery": what stands behind the verb of those whom a number counts is not its noun."""
        acts = self.tokens[at].word.folded in self.lexicon.lists["acts"] and self.tokens[at].action is None
        return acts and at + 1 < len(self.tokens) and self.tokens[at + 1].other

    def _is_there(self, at: int) -> bool:
        """«el sexto homicidio; en cuatro hay detenidos»: those whom a number counts are no more than where."""
        led = self.tokens[at - 2].word.folded if at > 1 else ""
        return led in self.lexicon.lists["where"] and self.lexicon.is_any(self.tokens[at].word, "tallies")

    def _done_to(self, at: int) -> int:
        """«a siete se les detuvo», «a tres los mataron»: the token of what is done to those whom «a» and a pronoun
        name; 0 where there is none."""
        lists, tokens = self.lexicon.lists, self.tokens
        first = at - 2
        while first > 0 and tokens[first].word.folded in lists["others"]:  # «a otros dos los hirieron»
            first -= 1
        led = first >= 0 and tokens[first].word.folded in lists["objects"]
        verb = at + (tokens[at].word.folded in lists["impersonal"])
        if not led or verb + 1 >= len(tokens) or tokens[verb].word.folded not in lists["datives"] | lists["clitics"]:
            return 0
        done = tokens[verb + 1]
        return verb + 1 if done.transitive is not None and not done.participle else 0

    def _is_turned_to(self, at: int) -> bool:
        """«detuvo a 300 migrantes, y a 74 se les devolvió»: what a number leads has a verb of its own behind it."""
        lists = self.lexicon.lists
        if self.tokens[at].word.folded not in lists["impersonal"]:
            return False
        behind = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        if behind not in lists["datives"] | lists["clitics"]:
            return False
        led = [one.word.folded for one in self.tokens[max(0, at - 3) : at - 1]]
        return len(led) > 1 and led[0] in lists["joins"] and led[1] in lists["objects"]

    def _word_past_noun_ends(self, walk: _Walk, at: int) -> bool:
        scan, token, lexicon = walk.scan, self.tokens[at], self.lexicon
        if self._describes_other(scan, at, walk.noun):
            walk.past = at + 2
            return False
        if lexicon.noun_last and (self._tells_of_others(at) or (walk.crossed and self._tells_of_one(walk, at))):
            return True
        if token.word.folded in lexicon.lists["clause"] and (
            self._counts_there(at) or (walk.crossed and self._is_of_another(at))
        ):
            self._look_past_comma(walk)  # «48 personas, entre las que hay 9 civiles, resultaron heridas»
            return True
        beside = at == walk.noun + 1
        if beside and token.head:  # "800 National Guard troops", «5.000 operarios militares»
            scan.head, scan.group, scan.end, walk.noun = token.head, None, self.tokens.afters[at], at
            return False
        if token.head and scan.group and not scan.general and self._is_member(walk.noun, at):
            scan.head, scan.group, scan.end, walk.noun = token.head, None, self.tokens.afters[at], at
            return False
        if token.head and at == walk.noun + 2 and scan.group and not scan.general and walk.crossed:
            scan.head = scan.head or token.head  # "900 sailors and marines"
            return False
        if beside and token.noun is not None and self._is_predicate(walk.index, token):  # "took 40 villagers captive"
            scan.fact, scan.end = token.noun, self.tokens.afters[at]
            return True
        if lexicon.noun_last and beside and token.people:  # "four crew members"
            scan.group, scan.end, walk.noun = (scan.group if token.general else token.text), self.tokens.afters[at], at
            return False
        if scan.group and not scan.role and self._brought(token, at):  # "12 people are in hospital"
            scan.fact, scan.end = next(fact for fact in lexicon.care_unless), self.tokens.afters[at]
            return True
        if token.noun is not None and not token.participle and self._is_of(scan, at, walk.noun, crossed=walk.comma > 0):
            scan.fact, scan.end, scan.noun = self.whole(at, token.noun), self.tokens.afters[at], beside
            return True
        if walk.whole:
            return not self._is_told_of_whole(walk, at)
        return self._action_ends(walk, at) if token.action is not None else self._is_head_verb(scan, at)

    def _is_member(self, noun: int, at: int) -> bool:
        """ "40 members of the armed forces": whether the noun before "of" names nobody but those of a band."""
        lists, led = self.lexicon.lists, [one.word.folded for one in self.tokens[noun + 1 : at]]
        if not self.lexicon.is_any(self.tokens[noun].word, "members") or not led or led[0] not in lists["of"]:
            return False
        return all(word in lists["determiners"] for word in led[1:])

    def _tells_of_others(self, at: int) -> bool:
        """ "two witnesses said the man fled", "ten neighbours called when the house burned": a subject of its own."""
        lists, token = self.lexicon.lists, self.tokens[at].word.folded
        behind = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        speaks = token in lists["acts"] and self.tokens[at].action is None  # and no "told to evacuate"
        if speaks and self.lexicon.is_any(self.tokens[at].word, "said"):
            return not any(one.word.folded in lists["plural"] for one in self.tokens[at + 1 : at + 1 + HEARERS])
        opens = token in lists["clauses"] and self.tokens[at].word.is_word
        if not opens or behind not in lists["opens_noun"]:
            return False
        near = self.tokens[at + 2 : at + 2 + OTHERS]
        told = next((n for n, one in enumerate(near) if one.action is not None), None)
        return told is not None and all(one.word.is_word and not one.filler for one in near[:told])

    def _tells_of_one(self, walk: _Walk, at: int) -> bool:
        """ "he lived with two brothers and was held": a verb in the singular behind a join is of somebody else."""
        lists = self.lexicon.lists
        one = self.tokens[at].word.folded in lists["singular"]
        if walk.index and self.tokens[walk.index - 1].word.folded in lists["of"]:
            return False  # "a gang of 12 men was stopped and was held"
        return one and self.tokens[walk.index].number not in self.ones and self.tokens[at - 1].text != ","

    def _is_told_of_whole(self, walk: _Walk, at: int) -> bool:
        """«liberan a 18 de los 27 policías tomados como rehenes»: a participle beside the noun of a whole tells of all
        of them, but where a headline may mean by it what befell the part: "Six of the 40 passengers injured"."""
        scan, token, index = walk.scan, self.tokens[at], walk.index
        done = token.participle and token.verb is None and token.action is not None
        if not done:  # «guías penitenciarios tomados como rehenes»
            return at == walk.noun + 1 and token.word.is_word and not (token.link or token.filler or token.verb)
        part = next(one for one in (index - 2, index - 3) if self.tokens[one].number is not None)
        known = self.tokens[index - 1].word.folded in self.lexicon.lists["determiners"]
        if known and (self.tokens[-1].is_stop or (part and not self.tokens[part - 1].is_stop)):
            self._suffered(scan, token, at, crossed=False)
        return False

    def _action_ends(self, walk: _Walk, at: int) -> bool:
        """A verb or participle: what the counted do, or what befell them."""
        scan, token = walk.scan, self.tokens[at]
        if self._takes(at) and (walk.crossed or not token.participle or self._is_finite(scan, at)):
            scan.agent = not walk.crossed
            return True
        if walk.named and self._is_of_someone(walk.index, at):
            return False
        ends = self._suffered(scan, token, at, crossed=walk.crossed)
        if ends and scan.fact is not None and scan.fact in self.lexicon.care_unless:
            scan.fact = self._died_there(scan.fact, at) or scan.fact
        helped = self.tokens[at - 1].word.folded in self.lexicon.lists["passive"] | self.lexicon.lists["active"]
        if ends and token.participle and scan.fact is not None and (scan.part or not helped):
            scan.fact = self._worsened(scan.fact, at) or scan.fact  # «dos de los 20 soldados heridos murieron»
        return ends

    def _is_head_verb(self, scan: Scan, at: int) -> bool:
        """Takes in a verb that counts only those of whom a noun alone is not enough: «300 soldados desplegados»."""
        token = self.tokens[at]
        theirs = scan.head or (scan.nation and not scan.group)  # no "12 French tourists fell"
        if token.head_verb is None or token.action is not None or not theirs:
            return False
        scan.fact, scan.end = token.head_verb, max(scan.end, self.tokens.afters[at])
        return True

    def _unknown_ends(self, walk: _Walk, at: int) -> bool:
        """A word before the noun that no fact knows."""
        scan, token, lexicon = walk.scan, self.tokens[at], self.lexicon
        if token.nation:
            scan.nation = True
        elif not token.filler and not token.link and token.word.is_word:
            if lexicon.noun_last and self.tokens[at - 1].text == "-":  # "two school-aged children"
                return False
            scan.unknown += 1
            scan.names += lexicon.noun_last and token.text[0].isupper()
            scan.strange = scan.strange or walk.begins(at)
        elif token.text in "-–" and walk.begins(at) and lexicon.is_any(self.tokens[at:][:2][-1].word, "not_counts"):
            scan.blocked = True
            return True
        return False

    def _counts_there(self, at: int) -> bool:
        """«14 rehenes en una operación en la que murieron 3», "in which three died": it befell others there."""
        lists, where = self.lexicon.lists, at - 1
        where -= self.tokens[where].word.folded in lists["determiners"]
        others = any(one.number is not None for one in self.tokens[at + 1 : at + 1 + OTHERS])
        return others and self.tokens[where].word.folded in lists["where"]

    def _opens_other(self, at: int) -> bool:
        """Whether a word between a number and its noun begins something else: "48 on Monday", "12 since May"."""
        token, lists = self.tokens[at], self.lexicon.lists
        helped = self.lexicon.noun_last and self.tokens[at - 1].word.folded in lists["active"]  # "two have since died"
        return token.dated or (token.word.folded in lists["ends"] and not helped)

    def _elsewhere(self, at: int) -> int:
        """The token behind "in four provinces", "from 12 villages", which says where and counts nobody; else 0."""
        lists = self.lexicon.lists
        led = at - 1 - (self.tokens[at - 1].word.folded in lists["determiners"])  # "in the three districts"
        if self.tokens[led].word.folded not in lists["where"] | lists["of"]:
            return 0
        for further in range(at + 1, min(at + 2 + UNKNOWN, len(self.tokens))):
            token = self.tokens[further]
            if token.other or (token.people and self.tokens[at - 1].word.folded in lists["out_of"]):
                cared = self.lexicon.is_any(token.word, "hospitals")  # "taken to five hospitals"
                return further + (not cared)
            if token.is_stop or token.people or token.head or token.noun or token.number is not None:
                return 0
        return 0

    def _takes_object(self, at: int) -> bool:
        """«10 X dejan varios heridos»: what the verb behind an unknown noun gives is not that noun."""
        following = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        lists = self.lexicon.lists
        return following in lists["several"] or following in lists["determiners"]

    def _is_known(self, at: int) -> bool:
        """«29 clínicas atendían a los …»: a known noun of its own begins."""
        lists = self.lexicon.lists
        before = self.tokens[at - 1].word.folded
        return self.tokens[at].word.folded in lists["determiners"] and before not in lists["of"]

    def _is_rate(self, end: int) -> bool:
        return any(self.lexicon.per.starting(self.words, at) is not None for at in (end, end + 1))


__all__ = ["Scan", "Scanner"]
