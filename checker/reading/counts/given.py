"""The figure that a verb gives a noun before it: «el número de muertos subió a 62», "puts the dead at over 3,000".

In: the tokens of a sentence, and what stands behind the number (scanning.py). Out: a link for one number, or none.
"""

from __future__ import annotations

from checker.reading.counts.elided import Elided
from checker.reading.counts.governing import Governing, group_of
from checker.reading.counts.scanning import Scan, Scanner
from checker.reading.counts.tokens import Link
from checker.reading.factwords.lexicon import NOTHING
from checker.reading.text.rows import Row

BACK = 20  # tokens before a number in which the counted noun stands
FURTHEST = 36  # and a word that is a count by itself: "toll"
SAYS = 12  # words between two commas of somebody who gives a figure
LED = 4  # and those between a counted noun and «número»
HEDGED = 5  # and the words of the phrase that a number ends: «casi unos 40»


class Given:
    """Looks at the numbers of one sentence one by one."""

    def __init__(self, words: Row, scanner: Scanner, elided: Elided, verbs: Governing) -> None:
        self.words, self.scanner, self.elided, self.verbs = words, scanner, elided, verbs
        self.tokens, self.lexicon = elided.tokens, elided.lexicon

    def link(self, index: int, scan: Scan) -> Link | None:
        """«el número de muertos subió a 62», "the toll rose to 35", "puts the dead in Kursk at over 3,000"."""
        lexicon = self.lexicon
        if scan.end and not (scan.general or scan.head or scan.group):
            return None
        if self.tokens[index - 1].word.folded in lexicon.lists["others"] and self.elided.is_of_other_verb(index):
            return None
        if lexicon.holds_against(self.words, self.tokens.firsts[index]) or self.elided.is_turned(index):
            return None  # «ha contado 95 enfermos en los albergues de damnificados, frente a los 40 de X»
        at = self._edge(index)
        if at < 0:
            return None
        edge = self.tokens[at]
        if lexicon.gerund.search(edge.word.folded) and self.tokens[at - 1 - (self.tokens[at - 1].text == ",")].other:
            return None  # "burned several shops, including two bakeries"
        placed = edge.word.folded in lexicon.lists["at"]
        valued = False
        if edge.word.folded in lexicon.lists["at_once"] and at > 0:
            at -= 1
            if self.tokens[at].participle and edge.word.folded in lexicon.lists["agents"]:
                return None  # "arrested by 12 soldiers"
            edge, valued = self.tokens[at], self._valued(at, scan) or self._is_held(at)
        own = self.tokens[index].link  # «rondan los 25.000»: the hedge is the link
        if own:
            at = index
        if edge.toll is None and self._is_toll_now(index, scan):
            return self._counted(0 if self.tokens[0].toll else 1, index, scan, None)
        if not edge.link and not placed and not own and not valued:
            return None
        if placed and (self._of_another(index) or self.elided.is_object(index)):
            return None
        if scan.general and any(one.word.folded in lexicon.lists["that"] for one in self.tokens[at + 1 : index]):
            return None  # «fueron evacuados y se calcula que 28 mil corren peligro»
        linked = edge.link or own or valued
        sized = not scan.strange and (scan.general or not scan.end) and self.scanner.is_many(index)
        last: int | None = None
        for back in range(at if edge.toll or edge.noun else at - 1, max(-1, at - FURTHEST), -1):
            token = self.tokens[back]
            if token.is_stop and token.text not in ")(" and not token.dated:
                break
            if at - back >= BACK and token.toll is None:
                continue  # "the death toll of a strike on … has risen to 27"
            if last is None and self.lexicon.is_any(token.word, "capacities"):
                return None
            if (
                token.word.folded in lexicon.lists["that"]
                and back
                and lexicon.is_any(self.tokens[back - 1].word, "said")
            ):
                return None  # «los abogados de los detenidos dicen que son 12»
            says = last is None and lexicon.noun_last and back + 1 < at and lexicon.is_any(token.word, "said")
            if says and self.tokens[back + 1].text != ",":
                return None  # "held 84 fighters, and a monitor said the true number was 120"
            linked = linked or token.link or (placed and last is not None and self._moves(back, index, scan))
            toll = None if self._is_unless(token.toll) else token.toll
            if last is None and (token.noun or token.adjective or token.head) and self.scanner.tells_of_other(back):
                return None
            fact = toll or token.noun or (token.adjective if self._has_participle(back) else None)
            fact = fact or (token.verb if self._is_of_those(back) else None)
            fact = fact or (self._gathers(back, at, index) if sized else None)
            if fact is not None and last is None:
                last = back
            if token.text == "," and placed and scan.strange:
                return None  # «…, envió a dos observadores»
            if last is not None and linked:
                leaves = edge.word.folded in lexicon.lists["leaves"]  # no "leaving 23 in captivity"
                if leaves and (scan.end or scan.strange) and self.tokens[last].toll is None:
                    return None  # «el fallecido dejó tres hijos»
                return self._counted(last, index, scan, fact)
            if token.head is not None and linked and last is None and (not placed or self._is_number_of(back)):
                need = lexicon.has_need(self.words, token.head)
                start, end = self.tokens.firsts[back], self.tokens.afters[index]
                return Link(token.head, start, end, token.head, None, 0.75, "link") if need else None
        return None

    def inverted(self, index: int, scan: Scan) -> Link | None:
        """«45 son, según la policía, los detenidos», «Ya son 17, dijo X, los muertos»: the noun behind the verb, and
        behind who says so."""
        lists, lexicon, at = self.lexicon.lists, self.lexicon, index + 1
        if lexicon.noun_last or scan.noun or scan.group or at + 2 >= len(self.tokens):
            return None
        if self.tokens[at].link and self._fronted(index) and (given := self._of_subject(index)) is not None:
            return given
        behind = lexicon.is_any(self.tokens[at].word, "tells_who") and self.tokens[at].link
        before = any(
            one.link and lexicon.is_any(one.word, "tells_who") for one in self.tokens[max(0, index - 2) : index]
        )
        if not (behind or before):
            return None
        at += behind
        if self.tokens[at].text == ",":
            close = next((n for n in range(at + 1, min(at + SAYS, len(self.tokens))) if not self._is_said(n)), at)
            if self.tokens[close].text != ",":
                return None
            at = close + 1
        while at < len(self.tokens) and self.tokens[at].word.folded in lexicon.lists["small"] - lists["determiners"]:
            at += 1
        noun = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        if noun is None or noun.noun is None or self.tokens[at].word.folded not in lists["determiners"]:
            return None
        return Link(noun.noun, self.tokens.firsts[index], self.tokens.afters[at + 1], None, None, 0.8, "link")

    def _fronted(self, index: int) -> bool:
        """«En 48 cifra …», «Por encima de los 900 sitúa …»: whether a figure opens a clause whose verb gives it."""
        edge = index - 1 - (index > 0 and self.tokens[index - 1].word.folded in self.lexicon.lists["determiners"])
        return edge <= 0 or self.tokens[edge - 1].is_stop

    def _of_subject(self, index: int) -> Link | None:
        """«En 48 cifra el ministro los heridos»: the noun behind somebody who gives its figure."""
        lists, tokens = self.lexicon.lists, self.tokens
        for at in range(index + 2, min(index + SAYS, len(tokens) - 1)):
            noun = tokens[at + 1]
            if tokens[at].word.folded in lists["determiners"] and noun.noun is not None and noun.text.endswith("s"):
                return Link(noun.noun, tokens.firsts[index], tokens.afters[index], None, None, 0.8, "link")
            if not self._is_said(at):
                return None
        return None

    def _is_said(self, at: int) -> bool:
        token = self.tokens[at]
        return not (token.is_stop or token.text == "," or token.number is not None or token.fact)

    def _edge(self, index: int) -> int:
        """The token before the phrase of a number, and before what is inserted there; -1 where there is none."""
        lists, at = self.lexicon.lists, index - 1
        while at >= max(0, index - HEDGED) and self.tokens[at].filler:
            token = self.tokens[at]
            leads = token.word.folded in lists["at"] or token.word.folded in lists["at_once"]
            if leads or token.link or token.noun:
                break
            at -= 1
        if at >= 0 and self.tokens[at].text == ",":  # «son, según se calcula, unos 11.000»
            opening = next((one for one in range(at - 1, max(-1, at - 7), -1) if self.tokens[one].text == ","), 0)
            at = opening - 1
        return at

    def _moves(self, at: int, index: int, scan: Scan) -> bool:
        """ "a fourth collapse takes the dead to 14": a verb that moves a figure, behind which nothing is counted, nor
        named («took the wounded to 14 hospitals»)."""
        behind = self.tokens[index + 1] if index + 1 < len(self.tokens) else None
        bare = not (scan.end or scan.strange or scan.blocked)
        ends = behind is None or not (behind.word.is_word and behind.text[0].isupper() and not behind.dated)
        return bare and ends and self.lexicon.is_any(self.tokens[at].word, "moving")

    def _is_toll_now(self, index: int, scan: Scan) -> bool:
        """ "Toll in the mine fire now seven": a headline without a verb between its noun and a figure."""
        tokens, now = self.tokens, self.tokens[index - 1]
        opens = tokens[0].toll or (
            len(tokens) > 1 and tokens[1].toll and tokens[0].word.folded in self.lexicon.lists["determiners"]
        )
        if not opens or scan.end or scan.strange or scan.blocked or now.word.folded not in self.lexicon.lists["small"]:
            return False
        return not any(
            one.is_stop or one.text == "," or one.link or one.action or one.number is not None or one.dated
            for one in tokens[2:index]
        )

    def _is_number_of(self, at: int) -> bool:
        """«el número de soldados», "the number of poisoned wells": whether a word says that a noun is counted."""
        led = max(0, at - LED)
        of = next((n for n in range(at - 1, led, -1) if self.tokens[n].word.folded in self.lexicon.lists["of"]), 0)
        return of > 0 and self.lexicon.is_any(self.tokens[of - 1].word, "numbers_of")

    def _is_of_those(self, at: int) -> bool:
        """ "the number of people who have died": whether a verb tells what befell those whose number is given."""
        if self.tokens[at].verb is None or not self.lexicon.noun_last:
            return False
        lists, led = self.lexicon.lists, at - 1
        while led > 0 and self.tokens[led].word.folded in lists["active"] | lists["passive"]:
            led -= 1
        return self.tokens[led].word.folded in lists["that"] and self._is_number_of(led - 1)

    def _has_participle(self, at: int) -> bool:
        """«no localizadas», and not «bajo el lodo», which only says where some of them are."""
        tokens = self.tokens
        return tokens[at].participle and any(
            self.lexicon.participle.search(word) is not None
            for word in self.words.folded[tokens.firsts[at] : tokens.afters[at]]
        )

    def _of_another(self, index: int) -> bool:
        """«y el club eleva a 480 sus socios»: what the number is given to stands behind it, and is nobody counted."""
        behind = self.tokens[index + 1 : index + 4]
        led = self.lexicon.lists["determiners"] - self.lexicon.lists["objects"]  # «31 al cierre de la edición»
        if len(behind) < 2 or behind[0].word.folded not in led:
            return False
        noun = behind[1]
        whom = noun.people and (noun.general or any(one.fact for one in behind[2:]))
        known = noun.fact or noun.head or noun.toll or whom or noun.filler or noun.link or noun.nation
        return noun.word.is_word and not known and not self.lexicon.is_any(noun.word, "numbers_of") and not noun.dated

    def _valued(self, at: int, scan: Scan) -> bool:
        """«cifran sus bajas en 17», «mantiene la cifra de muertos en nueve»: a verb that gives the noun before its
        number."""
        tokens, lexicon = self.tokens, self.lexicon
        if tokens[at].noun is None:
            return False
        if any(token.link for token in tokens[max(0, at - 3) : at]):
            return True
        held = at - 1
        while held > 1 and (
            tokens[held].filler or tokens[held].people or tokens[held].word.folded in lexicon.lists["of"]
        ):
            held -= 1
        if held < 1 or scan.strange or not lexicon.is_any(tokens[held].word, "numbers_of"):
            return False
        verb = tokens[held - 1 - (held > 1 and tokens[held - 1].filler)]
        return verb.link or lexicon.is_any(verb.word, "retells")

    def _is_held(self, at: int) -> bool:
        """«la cifra de muertos se mantiene en 229»: a verb that holds it, and nobody by it."""
        held = at > 0 and self.lexicon.is_any(self.tokens[at].word, "retells")
        return held and self.tokens[at - 1].word.folded in self.lexicon.lists["impersonal"]

    def _gathers(self, at: int, verb: int, index: int) -> str | None:
        """ "the march was half a million", "the crowd grew to 40,000": the fact of a gathering that is so large."""
        token, lexicon = self.tokens[at], self.lexicon
        if token.number is not None or not token.word.is_word or self.tokens[index].dated:
            return None
        body = lexicon.body_of(token.word)
        fact = body if body in lexicon.people_only else lexicon.occasions.get(token.word.folded)  # one, no "rallies"
        led = self.tokens[verb].word.folded
        before = self.tokens[verb - 1]  # "grew to", "was put at"
        moves = before.participle or (before.link and not lexicon.is_any(before.word, "tells_who"))
        grown = led not in lexicon.lists["at"] or moves or lexicon.is_any(before.word, "moving")
        return fact if fact and grown and self._is_subject(at) and not self._is_unless(fact) else None

    def _is_unless(self, fact: str | None) -> bool:
        """Whether the sentence speaks of something else: "turnout in the primary", "the stock rally"."""
        return bool(fact) and not self.lexicon.unless.get(fact or "", NOTHING).isdisjoint(self.words.vocabulary)

    def _is_subject(self, at: int) -> bool:
        """Whether nothing leads a noun: "the march", and not "at the march"."""
        lists = self.lexicon.lists
        while at > 0 and (self.tokens[at - 1].word.is_word and self.tokens[at - 1].text.islower()):
            at -= 1
            led = self.tokens[at].word.folded
            if led in lists["where"] | lists["of"] | lists["objects"]:
                return False
        return True

    def _counted(self, at: int, index: int, scan: Scan, told: str | None) -> Link | None:
        """The link from a counted noun (or toll, or gathering) to the number that a verb gives it."""
        token = self.tokens[at]
        fact = token.toll or token.noun or token.adjective or told
        if fact is None or self.verbs.sends(at, scan):
            return None
        end = max(self.tokens.afters[index], scan.end)
        if token.toll is None:
            fact = self.scanner.whole(at, fact)
            start = at
            while (
                start > 0
                and at - start < 4
                and (self.tokens[start - 1].filler or self.tokens[start - 1].word.folded in self.lexicon.lists["of"])
            ):
                start -= 1
            named = start > 0 and (
                self.tokens[start - 1].toll is not None
                or self.lexicon.is_any(self.tokens[start - 1].word, "numbers_of")
            )
            first = self.tokens.firsts[start - 1 if named else at]
        else:
            first = self.tokens.firsts[at]
        return Link(fact, first, end, None, group_of(scan), 0.85, "link")
