"""What stands behind a number: the noun it counts, and the participle or verb that says what befell the counted.

In: the tokens of a sentence. Out: a `Scan` for one number, which linking.py makes a link of.
"""

from __future__ import annotations

from checker.reading.counts.acts import Acts, Scan
from checker.reading.counts.tokens import Token
from checker.reading.text.lemmas import forms

NOUN_REACH = 7  # tokens behind a number in which its noun stands
VERB_REACH = 13  # and its verb, once a noun of people is found
INSERTED = 18  # tokens between two commas that set off what is said of the counted
SUFFERED = 3  # tokens before a noun of what befell people in which they undergo it
AUXILIARIES = 4  # tokens behind them in which its verb stands
INSERTS = {",": ",", "(": ")", "–": "–", "—": "—"}  # by what opens something inserted: what closes it
BROUGHT = 6  # tokens before a hospital in which the verb stands by which people come there
UNKNOWN = 2  # words that nobody knows, between a number and what befell its noun


class Scanner(Acts):
    """Scans what stands behind the numbers of one sentence."""

    def behind(self, index: int) -> Scan:
        """The noun phrase behind a number, and the participle or verb that says what befell it."""
        scan = Scan()
        tokens, lexicon = self.tokens, self.lexicon
        whole = self._is_whole(index)
        crossed = False  # a comma or an "and" behind the noun
        comma = 0  # where the comma stands that sets something off behind the noun
        noun = 0  # where the noun stands
        past = 0  # what stands before this token tells of somewhere else
        for step, at in enumerate(range(index + 1, len(tokens))):
            token = tokens[at]
            named = bool(scan.end)
            if at < past:
                continue
            if token.is_stop and named and scan.fact is None:  # "12 people (two of them children) died"
                scan.fact = self.verb_past(at - 1)
            if step >= VERB_REACH and comma and scan.fact is None and not scan.role:
                scan.fact = self.verb_past(comma - 1)
            if step >= (VERB_REACH if named else NOUN_REACH) or token.is_stop:
                break
            if not named and self._opens_other(at):
                break
            if token.number is not None:
                past = self._elsewhere(at) if named else 0
                if past:
                    continue
                if token.number in self.ones and (crossed or named):  # «dos policías y un civil murieron»
                    continue
                if not self._of_whole(index, at):
                    if comma and scan.fact is None and not scan.role:  # "12 people, including two children, died"
                        scan.fact = self.verb_past(comma - 1)
                    break
                scan.part = True
                continue
            joins = token.word.folded in lexicon.lists["joins"]
            if token.text == "," or joins:
                if not named:
                    if token.text == "," and step == 0 and at + 1 < len(tokens) and tokens[at + 1].number is not None:
                        scan.fact = self.verb_past(index)  # "another 94, 18 of them children, were injured"
                    if token.text == "," and scan.unknown == 1:  # «seis excursionistas, dos de ellos belgas, murieron»
                        fact = self.verb_past(at - 1)
                        scan.fact = fact if fact not in lexicon.people_only else None
                    break
                if token.text == "," and at + 1 < len(tokens) and tokens[at + 1].number is not None:
                    fact = self.verb_past(at - 1) if scan.group and scan.fact is None else None
                    scan.fact = fact
                    break
                crossed = True
                comma = comma or (at if token.text == "," else 0)
                continue
            if not named and token.word.folded in lexicon.lists["where"]:
                break
            if not named and not token.filler and token.word.folded in lexicon.lists["clause"]:
                scan.strange = scan.strange or step == 0
                break  # "wounding eight before police shot him"
            if not named and scan.unknown and self._is_known(at):
                break
            if not named and self._is_noun(scan, token, at, index):
                if scan.fact is not None or scan.blocked:
                    scan.blocked = scan.blocked or self._worsened(scan.fact or "", at)
                    break
                noun = at
                continue
            if lexicon.noun_last and token.head and at == noun + 1:  # "800 National Guard troops"
                scan.head, scan.group, scan.end, noun = token.head, None, token.after, at
                continue
            if lexicon.noun_last and token.people and at == noun + 1:  # "four crew members"
                scan.group, scan.end, noun = (scan.group if token.general else token.text), token.after, at
                continue
            if named and scan.group and not scan.role and self._brought(token, at):  # "12 people are in hospital"
                scan.fact, scan.end = next(fact for fact in lexicon.care_unless), token.after
                break
            if named and token.noun is not None and not token.participle and self._is_of(scan, at, noun):
                scan.fact, scan.end, scan.noun = self.whole(at, token.noun), token.after, at == noun + 1
                break
            if whole and (named or token.action is not None):
                break
            if not named and scan.unknown and token.link and self._takes_object(at):
                break
            if token.action is not None and (named or scan.unknown <= UNKNOWN):
                if self._takes(at) and (crossed or not token.participle or self._is_finite(scan, at)):
                    scan.agent = not crossed
                    break
                if self._suffered(scan, token, at, crossed=crossed):
                    break
                continue
            if token.head_verb is not None and (scan.head or scan.nation) and token.action is None:
                scan.fact, scan.end = token.head_verb, max(scan.end, token.after)
                break
            if token.nation and not named:
                scan.nation = True
            elif not named and not token.filler and not token.link and token.word.is_word:
                if lexicon.noun_last and tokens[at - 1].text == "-":  # "two school-aged children"
                    continue
                scan.unknown += 1
                scan.names += lexicon.noun_last and token.text[0].isupper()
                scan.strange = scan.strange or step == 0
            elif token.text in "-–" and step == 0 and at + 1 < len(tokens) and tokens[at + 1].other:
                scan.blocked = True
                break
        if scan.fact is not None and self._is_rate(scan.end):
            scan.blocked = True
        return scan

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
            elif tokens[close].is_stop:
                return None
        return None

    def _told_behind(self, close: int) -> str | None:
        """The fact of the verb that follows a sign, no more than auxiliaries and an adverb between."""
        tokens, lexicon = self.tokens, self.lexicon
        helped = False
        adverbs = 1
        for verb in range(close + 1, min(close + 1 + AUXILIARIES, len(tokens))):
            token = tokens[verb]
            fact = token.action
            if fact is not None:
                if self._takes(verb) or (token.transitive is not None and self._is_active(verb)):
                    return None
                return self.whole(verb, fact)
            if token.number is not None:
                return None
            if token.filler or token.word.folded in lexicon.lists["passive"]:
                helped = True
            elif helped and adverbs and token.word.is_word:
                adverbs -= 1
            else:
                return None
        return None

    def _opens_other(self, at: int) -> bool:
        """Whether a word between a number and its noun begins something else: "48 on Monday", "12 since May"."""
        token = self.tokens[at]
        return token.dated or token.word.folded in self.lexicon.lists["ends"]

    def _elsewhere(self, at: int) -> int:
        """The token behind "in four provinces", "from 12 villages", which says where and counts nobody; else 0."""
        lists = self.lexicon.lists
        if self.tokens[at - 1].word.folded not in lists["where"] | lists["of"]:
            return 0
        for further in range(at + 1, min(at + 2 + UNKNOWN, len(self.tokens))):
            token = self.tokens[further]
            if token.other or (token.people and self.tokens[at - 1].word.folded in lists["out_of"]):
                return further + 1
            if token.is_stop or token.people or token.head or token.noun or token.number is not None:
                return 0
        return 0

    def _is_of(self, scan: Scan, at: int, noun: int) -> bool:
        """Whether a noun says what befell the people before it: "12 civilian deaths", "men who sustained injuries"."""
        lists, following = self.lexicon.lists, self.tokens[at + 1 : at + 2]
        if scan.fact is not None or not (scan.group or scan.nation):
            return False
        if at == noun + 1:
            return self.lexicon.noun_last
        small = lists["where"] | lists["clause"]
        if following and not (following[0].filler or following[0].link or following[0].word.folded in small):
            return following[0].is_stop and self._undergone(at)  # "men who got death threats"
        return self._undergone(at)

    def _brought(self, token: Token, at: int) -> bool:
        """Whether a verb says that people are, or were brought, where the hurt are cared for."""
        lexicon = self.lexicon
        if not lexicon.is_any(token.word, "hospitals") or any(
            one not in self.off for one in lexicon.care_unless.values()
        ):
            return False
        before = self.tokens[max(0, at - BROUGHT) : at]
        place = any(one.word.folded in lexicon.lists["where"] for one in before)
        return place and any(lexicon.is_any(one.word, "brought") for one in before)

    def _undergone(self, at: int) -> bool:
        return any(self.lexicon.is_any(one.word, "undergo") for one in self.tokens[max(0, at - SUFFERED) : at])

    def _takes_object(self, at: int) -> bool:
        """«10 X dejan varios heridos»: what the verb behind an unknown noun gives is not that noun."""
        following = self.tokens[at + 1].word.folded if at + 1 < len(self.tokens) else ""
        lists = self.lexicon.lists
        return following in lists["several"] or following in lists["determiners"]

    def _is_noun(self, scan: Scan, token: Token, at: int, index: int) -> bool:
        """Takes in a token as the noun that is counted, if it is one."""
        if scan.unknown - scan.names > 1 or (token.action and self._takes(at) and self._is_finite(scan, at)):
            return False
        if token.head is not None:
            scan.head, scan.end = token.head, token.after
        elif token.people:
            scan.group, scan.end, scan.general = token.text, token.after, token.general
            scan.role, scan.counts_one = token.noun, token.general
        elif token.noun is not None and self._qualifies(at, index):
            scan.blocked = True
        elif token.noun is not None:
            scan.fact, scan.end, scan.noun = self.whole(at, token.noun), token.after, True
            scan.end = max(scan.end, self._pair_end(at))
            scan.counts_one = token.adjective is not None
            scan.part = scan.part or self._of_known(index, at)
        elif token.other:
            scan.blocked = True
        else:
            return False
        return True

    def _qualifies(self, at: int, index: int) -> bool:
        """Whether a noun only says what kind the next one is: "12 death certificates", "20 dead birds"."""
        token, following = self.tokens[at], self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if following is None or not self.lexicon.noun_last or not following.word.is_word:
            return False
        if following.other:
            return at == index + 1
        singular = token.adjective is None and token.word.folded in self.lexicon.tables["nouns"]
        if not singular or self.tokens[index].number in self.ones or len(forms(token.text, self.lexicon.lang)) > 1:
            return False
        lists = self.lexicon.lists
        return not (
            following.filler
            or following.link
            or following.dated
            or following.people
            or following.head
            or following.noun
            or following.action
            or following.text[0].isupper()
            or following.word.folded in lists["where"] | lists["joins"] | lists["clause"] | lists["of"]
        )

    def _suffered(self, scan: Scan, token: Token, at: int, *, crossed: bool) -> bool:
        """Takes in a verb or participle as what befell the counted; False when it says nothing of them."""
        fact = token.action
        if fact is None or (fact in self.lexicon.people_only and not (scan.group or scan.nation)):
            return False
        if token.noun is not None and self.tokens[at - 1].word.folded in self.lexicon.lists["determiners"]:
            return False
        if token.transitive is not None and self._is_active(at) and not self._is_relative(scan, at):
            scan.agent = not crossed
            return True
        if scan.role is not None and self.words[token.after - 1].folded in self.lexicon.lists["care"]:
            return True  # "three victims were taken to hospital": dead or hurt
        scan.fact = self.whole(at, fact)
        near = token.first - scan.end <= 4 or not scan.end
        scan.end = max(scan.end, token.after) if near else scan.end
        scan.end = max(scan.end, self._pair_end(at)) if scan.fact != fact else scan.end
        scan.counts_one = scan.counts_one or (token.verb is None and token.adjective is not None and not scan.group)
        return True

    def _is_known(self, at: int) -> bool:
        """«29 clínicas atendían a los …»: a known noun of its own begins."""
        lists = self.lexicon.lists
        before = self.tokens[at - 1].word.folded
        return self.tokens[at].word.folded in lists["determiners"] and before not in lists["of"]

    def _worsened(self, fact: str, at: int) -> bool:
        """«dos heridos murieron en el hospital»: they are told of as hurt no more, and the dead are more by them."""
        whole = self.lexicon.wholes.get(fact)
        if whole is None:
            return False
        for token in self.tokens[at + 1 : at + 1 + AUXILIARIES]:
            if token.verb is not None and not token.participle and token.noun is None:
                return token.verb != fact and self.lexicon.wholes.get(token.verb) == whole
            if not token.filler and token.word.folded not in self.lexicon.lists["passive"]:
                return False
        return False

    def _of_known(self, index: int, at: int) -> bool:
        """«8 de las muertes»: a part of those that are known."""
        return (
            at - index == 3
            and self.tokens[index + 1].word.folded in self.lexicon.lists["of"]
            and self.tokens[index + 2].word.folded in self.lexicon.lists["determiners"]
        )

    def _is_whole(self, index: int) -> bool:
        """«dos de los 41 legisladores …»: what befell the two says nothing of the 41."""
        return any(
            self.tokens[at].number is not None and self._of_whole(at, index) for at in (index - 2, index - 3) if at >= 0
        )

    def _of_whole(self, index: int, at: int) -> bool:
        """«dos de los 41 legisladores», "30 of the 80 wounded"."""
        between = self.tokens[index + 1 : at]
        return bool(between) and len(between) <= 2 and between[0].word.folded in self.lexicon.lists["of"]

    def _is_rate(self, end: int) -> bool:
        return any(self.lexicon.per.starting(self.words, at) is not None for at in (end, end + 1))


__all__ = ["Scan", "Scanner"]
