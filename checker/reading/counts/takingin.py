"""How a scan takes in one token as the noun that is counted, or as what befell those whom that noun counts.

In: a `Scan` and where the token stands. Out: the scan, filled, and whether the token was taken in.
"""

from __future__ import annotations

from checker.reading.counts.acts import Acts, Scan
from checker.reading.counts.tokens import Token
from checker.reading.factwords.lexicon import NOTHING
from checker.reading.text.lemmas import forms

AFFLICTED = 6  # tokens from "with" to it, with its adjectives
SUFFERED = 4  # tokens before a noun of what befell people in which they undergo it
WORSENED = 6  # tokens behind those who were hurt, or taken, in which the verb stands that tells what became of them
DYING = 8  # tokens behind a hospital in which those who are brought there die
BROUGHT = 6  # tokens before a hospital in which the verb stands by which people come there
MARCHING = 3  # words of a phrase that says of nobody but people that they gather


class TakingIn(Acts):
    """Takes in nouns, verbs and participles of one sentence."""

    def _is_noun(self, scan: Scan, token: Token, at: int, index: int) -> bool:
        """Takes in a token as the noun that is counted, if it is one."""
        described = 1 + (self.lexicon.noun_last and token.people)  # "law enforcement officers"
        if scan.unknown - scan.names > described or (token.action and self._takes(at) and self._is_finite(scan, at)):
            return False
        if token.head is not None:
            scan.head, scan.end = token.head, self.tokens.afters[at]
        elif token.people:
            scan.group, scan.end, scan.general = token.text, self.tokens.afters[at], token.general
            scan.role, scan.counts_one = token.noun, token.general
            scan.part = scan.part or (token.noun is not None and self._of_known(index, at))
        elif token.noun is not None and self._qualifies(at, index):
            scan.blocked = True
        elif token.noun is not None:
            scan.fact, scan.end, scan.noun = self.whole(at, token.noun), self.tokens.afters[at], True
            scan.end = max(scan.end, self._pair_end(at))
            helped = self.tokens[at - 1].word.folded in self.lexicon.lists["active"]
            scan.counts_one = token.adjective is not None and not (helped and scan.unknown)
            scan.part = scan.part or self._of_known(index, at)
        elif token.other and not (self._goes_home(at) or self._is_done(token)):
            scan.blocked = True
        else:
            return False
        return True

    def _is_done(self, token: Token) -> bool:
        """ "four were charged": a participle, and no thing of that name; «a cuatro grados» ends like one."""
        things = self.lexicon.lists["not_counts"]
        return self.lexicon.noun_last and token.participle and token.word.folded not in things

    def _goes_home(self, at: int) -> bool:
        """ "five went home": how those fare who were hurt, and nothing that is counted."""
        lexicon = self.lexicon
        return lexicon.is_any(self.tokens[at].word, "conditions") and lexicon.is_any(self.tokens[at - 1].word, "fares")

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

    def _is_of(self, scan: Scan, at: int, noun: int, *, crossed: bool) -> bool:
        """Whether a noun says what befell the people before it: "12 civilian deaths", "men who sustained injuries"."""
        lists, following = self.lexicon.lists, self.tokens[at + 1 : at + 2]
        if scan.fact is not None or not (scan.group or scan.nation):
            return False
        if at == noun + 1:
            return self.lexicon.noun_last
        small = lists["where"] | lists["clause"]
        if following and not (following[0].filler or following[0].link or following[0].word.folded in small):
            return following[0].is_stop and self._undergone(at, crossed=crossed)  # "men who got death threats"
        return self._undergone(at, crossed=crossed)

    def _describes_other(self, scan: Scan, at: int, noun: int) -> bool:
        """«40 madres de alumnas desaparecidas», «vecinos con casas evacuadas»: whether the participle behind a token
        agrees with the noun that it is, and not with those counted."""
        lists, other = self.lexicon.lists, self.tokens[at]
        if scan.group is None or self.lexicon.noun_last or at + 1 >= len(self.tokens) or at < noun + 2:
            return False
        told, led = self.tokens[at + 1], self.tokens[at - 1 - (self.tokens[at - 1].word.folded in lists["determiners"])]
        if not (other.people or other.other) or not (told.participle and told.action) or self.tokens.width(at + 1) > 1:
            return False
        if led.word.folded not in lists["of"] | lists["listed_with"]:
            return False
        end, own, others = told.word.folded[-2:], scan.group[-2:].lower(), other.word.folded[-2:]
        return (end == others or own != end) and (end[-1:] == "s") == (others[-1:] == "s")

    def _suffered(self, scan: Scan, token: Token, at: int, *, crossed: bool) -> bool:
        """Takes in a verb or participle as what befell the counted; False when it says nothing of them."""
        fact = token.action
        if fact is None:
            return False
        bare = not scan.unknown and (self.tokens.width(at) >= MARCHING or self._is_crowd(token, at))
        if fact in self.lexicon.people_only and not (
            scan.group or (scan.nation and not scan.head) or self.has_occasion or bare
        ):
            return False
        if token.noun is not None and self.tokens[at - 1].word.folded in self.lexicon.lists["determiners"]:
            return False
        if token.loose and scan.strange and not (scan.group or scan.nation):
            return False  # "12 trucks crossed"
        other = self._is_of_one(scan, at) or self._is_of_kin(scan, at) or self._is_of_theirs(scan, at)
        verb = token.verb == fact or (token.transitive == fact and not token.participle)  # "broke out of the jail"
        if other or (verb and self.is_noun_after_all(at)):
            return False
        if token.doing and any(
            one.word.folded in self.lexicon.lists["that"] for one in self.tokens.past(0, at, scan.end)
        ):
            return False  # "four people who held placards were arrested"
        over = not scan.end and forms(token.text, self.lexicon.lang) & self.lexicon.over.get(fact, NOTHING)
        if over and not (self.lexicon.care_unless.get(fact) in self.off and self.tokens[at - 1].number is not None):
            return False  # "eight were later freed": of those told of before, but "left four hospitalised"
        active = token.transitive is not None and self.is_active(at)
        if active and not self._is_relative(scan, at) and not self._is_middle(scan, at):
            scan.agent = not crossed
            return True
        if scan.role is not None and self.words[self.tokens.afters[at] - 1].folded in self.lexicon.lists["care"]:
            return True  # "three victims were taken to hospital": dead or hurt
        scan.fact = self.whole(at, fact)
        near = self.tokens.firsts[at] - scan.end <= 4 or not scan.end
        scan.end = max(scan.end, self.tokens.afters[at]) if near else scan.end
        scan.end = max(scan.end, self._pair_end(at)) if scan.fact != fact else scan.end
        bare = not (scan.group or scan.unknown)  # «un muerto», but «un capataz había muerto»
        scan.counts_one = scan.counts_one or (token.verb is None and token.adjective is not None and bare)
        return True

    def _is_crowd(self, token: Token, at: int) -> bool:
        """ "5,000 turned out", "thousands took to the streets": a large number that opens a clause, and its verb."""
        index = at - 1
        while index > 0 and self.tokens[index].number is None and self.tokens[index].filler:
            index -= 1
        opens = index == 0 or self.tokens[index - 1].text != ","  # "Of the 300 invited, 120 attended"
        said = token.verb is not None and not self.lexicon.gerund.search(token.word.folded)
        return said and opens and self.tokens[index].number is not None and self.is_many(index)

    def _is_of_one(self, scan: Scan, at: int) -> bool:
        """«Cientos de vecinos despidieron al alcalde asesinado»: a participle in the singular behind another noun."""
        token, before, lists = self.tokens[at], self.tokens[at - 1], self.lexicon.lists
        if self.lexicon.noun_last or not (scan.group and scan.group.endswith("s")) or self.tokens.width(at) > 1:
            return False
        if token.text.endswith("s") or not self.lexicon.participle.search(token.word.folded):
            return False
        known = before.word.folded in lists["active"] | lists["passive"]
        helps = before.filler or known or self.lexicon.is_any(before.word, "helping")
        return before.word.is_word and not helps and self.tokens.firsts[at] > scan.end

    def _is_of_kin(self, scan: Scan, at: int) -> bool:
        """«30 mujeres con familiares desaparecidos»: a participle beside other people, whom those counted have."""
        if self.lexicon.noun_last or at < 2 or not self.tokens[at].participle:
            return False
        kin, led = self.tokens[at - 1], self.tokens[at - 2].word.folded
        has = led in self.lexicon.lists["listed_with"]
        return has and kin.people and self.tokens.firsts[at - 1] >= scan.end > 0

    def _is_of_theirs(self, scan: Scan, at: int) -> bool:
        """«300 madres de desaparecidos»: a participle that «de» leads is a noun of others, whose people are counted."""
        if self.lexicon.noun_last or not scan.group or scan.general or not self.tokens[at].participle:
            return False
        led = self.tokens[at - 1].word.folded in self.lexicon.lists["of"]
        return led and self.tokens.afters[at - 2] == scan.end

    def _is_given_to(self, at: int) -> bool:
        """«12 millones a los heridos»: those who are given something, and not as many; but «12 a la deriva»."""
        lists, behind = self.lexicon.lists, self.tokens[at + 1 : at + 3]
        if self.lexicon.noun_last or self.tokens[at].word.folded not in lists["objects"] or len(behind) < 2:
            return False
        whom = behind[1].noun or behind[1].head or behind[1].people
        return behind[0].word.folded in lists["determiners"] and bool(whom)

    def _worsened(self, fact: str, at: int) -> str | None:
        """«dos heridos murieron en el hospital»: they are told of as hurt no more, and the dead are more by them; «tres
        desaparecidos fueron hallados muertos»: what they are now, None where they are what they were."""
        lexicon, whole = self.lexicon, self.lexicon.wholes.get(fact)
        adverbs, found = 1, False  # "have since died"; whether they were found
        for last, token in enumerate(self.tokens[at + 1 : at + 1 + WORSENED], at):
            said = token.participle and (token.adjective is not None or token.transitive is not None)
            if said and whole is None and lexicon.is_any(self.tokens[last].word, "helping"):
                said, found = False, True  # «30 de los 80 detenidos resultaron heridos»
            new = token.adjective if found else token.verb if not said and token.noun is None else None
            if new is not None:
                other = fact not in (new, lexicon.wholes.get(new))  # «han muerto o han sido heridos» are the whole
                worse = other and new in lexicon.wholes and whole in (None, lexicon.wholes[new])
                return new if worse else None
            found = found or lexicon.is_any(token.word, "recovered")
            named = token.text[0].isupper()  # «secuestradas en Borno»
            if found or named or token.filler or token.link or token.word.folded in lexicon.lists["passive"]:
                continue
            adverbs -= 1
            if adverbs < 0 or not token.word.is_word or token.action or token.number is not None:
                return None
        return None

    def _died_there(self, fact: str, at: int) -> str | None:
        """ "taken to hospital, where they later died": who is brought there and dies is one of the dead; None where it
        befell others, or nobody."""
        lexicon, lists, adverbs = self.lexicon, self.lexicon.lists, 2
        small = lists["joins"] | lists["clause"] | lists["where"] | lists["back"] | lists["passive"] | lists["small"]
        for behind, token in enumerate(self.tokens[at + 1 : at + 1 + DYING], at + 1):
            told = token.action
            if told is not None:
                if token.transitive and self.is_active(behind):
                    return None  # «dejó a cuatro soldados heridos y mató a otro»
                return told if told != fact and lexicon.wholes.get(told) == lexicon.wholes.get(fact) else None
            if token.filler or token.text == "," or token.word.folded in small:
                continue
            adverbs -= 1
            known = token.people or token.head or token.noun or token.other or token.number is not None
            if adverbs < 0 or known or token.word.folded in lists["nobody"] | lists["negations"] or token.is_stop:
                return None
        return None

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

    def _undergone(self, at: int, *, crossed: bool) -> bool:
        """Whether people undergo what a noun names; a word with hyphens before it is one: "sustained
        non-life-threatening injuries". Behind a comma, "most with burns" tells of some of them."""
        tokens, lexicon, words, has = self.tokens, self.lexicon, SUFFERED, self.tokens[at].noun in self.lexicon.care
        while words and at > 0:
            at -= 1
            folded = tokens[at].word.folded
            if lexicon.is_any(tokens[at].word, "undergo"):
                return not (crossed and folded in lexicon.lists["listed_with"])
            if has and folded in lexicon.lists["active"]:
                return True  # "two had head wounds", but "two had heard of injuries"
            if folded in lexicon.lists["where"]:
                return False  # "charged with murder in the death of"
            has = has and not tokens[at].participle
            words -= not (tokens[at].text == "-" or tokens[at - 1].text == "-")
        return False

    def _afflicted(self, at: int) -> int | None:
        """The token of what people are hurt by, behind a number and "with": "five with serious injuries"."""
        if self.tokens[at].word.folded not in self.lexicon.lists["listed_with"]:
            return None
        for behind in range(at + 1, min(at + 1 + AFFLICTED, len(self.tokens))):
            token = self.tokens[behind]
            if token.noun is not None and token.noun in self.lexicon.care and not token.people:
                return behind
            led = token.is_stop or token.text == "," or token.word.folded in self.lexicon.lists["where"]
            if led or token.number is not None or token.action or token.people:
                return None
        return None
