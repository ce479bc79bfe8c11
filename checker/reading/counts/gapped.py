"""Numbers whose noun and verb are those of the number before, in another place or by somebody else.

In: the tokens of a sentence. Out: whether a number without a noun stands in such a gap: «en Chiva murieron cuatro, en
Letur tres», «cifra en 40 los muertos; la oposición, en 120», "the dead at 40, Kabul at six".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.reading.counts.scanning import Scan
from checker.reading.counts.tokens import Link, Token, Tokens
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row

GAP = 12  # tokens between two numbers of which the second has neither noun nor verb
SPEAKER = 8  # words of somebody who gives a figure of their own
NAMED = 5  # tokens behind a preposition in which a place is named
VERB = 7  # tokens before a number in which the verb stands that gives it
MOVED = 10  # and a time beside it: «El martes por la mañana pasó a 22»
PREDICATE = 4  # tokens behind a verb that tells who some are
CONDITION = 6  # tokens behind a number in which it is told how they are
FREED = 5  # tokens behind a number in which it is told that they are free
OTHER = 6  # tokens before «a otros seis» in which the verb stands that has them for its object
YEARS = range(1900, 2101)
OPENS = 3  # tokens of a time that a clause begins with
SEMICOLON = ";"
EDGES = frozenset((",", SEMICOLON))


class Gapped:
    """Looks at the gaps of one sentence; `at` holds the tokens of its numbers by number."""

    def __init__(self, words: Row, tokens: Tokens, lexicon: FactLexicon, at: Mapping[int, int]) -> None:
        self.words, self.tokens, self.lexicon, self.at = words, tokens, lexicon, at

    def _folded(self, at: int) -> str:
        return self.tokens[at].word.folded if 0 <= at < len(self.tokens) else ""

    def _ends(self, at: int) -> bool:
        """Whether nothing more is said of a number before a token."""
        return at >= len(self.tokens) or self.tokens[at].is_stop or self.tokens[at].text == ","

    def closes(self, at: int) -> bool:
        """Whether nothing more is said before a token, or it joins something else."""
        return self._ends(at) or self._folded(at) in self.lexicon.lists["joins"]

    def _is_name(self, at: int) -> bool:
        return 0 <= at < len(self.tokens) and self.tokens[at].word.is_word and self.tokens[at].text[0].isupper()

    def is_gapped(self, number: int, last: Link, scan: Scan) -> bool:
        """The noun and the verb of the number before, in another place or by somebody else: «en Chiva murieron cuatro,
        en Letur tres», «contó 80.000 manifestantes y el sindicato, 300.000»."""
        if scan.end or scan.strange or scan.nation:
            return False
        left, right = self.at[number - 1], self.at[number]
        if (body := self._body_before(left, right)) is not None and not any(
            token.action or token.link or token.noun for token in self.tokens.past(left + 1, body, last.end)
        ):
            return True
        own = self.tokens.past(left + 1, right, last.end)
        clause = next((n for n, one in enumerate(own) if one.text in EDGES), len(own)) if last.part else 0
        linked = any(one.link for one in own[clause:])  # «Cuatro de los heridos fueron llevados a Lugo, tres a Vigo»
        if len(own) > GAP or linked or any((t.is_stop and t.text != SEMICOLON) or t.action or t.noun for t in own):
            return False
        edges = [at for at in range(left + 1, right) if self._is_edge(at)]
        if not edges:
            return False
        if self._is_parallel(left, right, edges):
            return True
        things = any(token.other and not token.text[0].isupper() for token in own)  # «el Gobierno de la Ciudad, 12.000»
        if things and own[0].word.folded not in self.lexicon.lists["where"]:
            return False  # "killed four, houses 30", but "killed four in the city of Tyre, three in Sidon"
        following = self.tokens[right + 1] if right + 1 < len(self.tokens) else None
        ends = following is None or following.is_stop
        where, ahead = self.lexicon.lists["where"], self.tokens[edges[-1] + 1 : right]
        if not ahead and following is not None and any(t.dated for t in own) and self._is_then(right + 1):
            return True  # «13 muertos el domingo y 21 el lunes»
        if not ahead and following is not None and following.word.folded in self.lexicon.lists["everywhere"]:
            return self._is_edge(right + 2) or self._ends(right + 2)
        if not ahead and following is not None and self._is_alike(own, right + 1):
            return True
        placed = where | self.lexicon.lists["objects"] if last.part else where  # «tres a Vigo»
        if not ahead and following is not None and following.word.folded in placed:
            dated = right + 2 < len(self.tokens) and self.tokens[right + 2].dated  # «280 en 2021»
            cared = any(
                self.lexicon.is_any(one.word, "hospitals") for one in self.tokens[right + 2 : right + 2 + NAMED]
            )
            return dated or cared or self._names_next(right + 2) or self._is_elsewhere(own, right + 2)
        if ahead and all(token.word.is_word and token.text[0].isupper() for token in ahead):
            return ends or self._is_edge(right + 1)  # "Shangla reported 36 deaths, Mansehra 24"
        other = len(ahead) > 1 and ahead[0].word.folded in self.lexicon.lists["others"]  # "another at Bega three"
        if (other or (ahead and ahead[0].word.folded in where)) and any(t.text[0].isupper() or t.dated for t in ahead):
            return ends or self._is_edge(right + 1)
        if not ahead:  # the comma that stands for the verb
            ahead = self.tokens[edges[-2] + 1 : right - 1] if len(edges) > 1 else []
            viewed = bool(ahead) and ahead[0].word.folded in self.lexicon.lists["views"]  # «; para los abogados, 31»
            if ahead and ahead[0].word.folded in where and not viewed:  # «; en Potosí, dos»
                named = (token.nation or token.text[0].isupper() or token.filler for token in ahead[1:])
                return ends and all(named) and len(ahead) > 1 and not ahead[-1].filler
            if ahead and ends and all(token.dated or token.filler for token in ahead) and any(t.dated for t in ahead):
                return True  # «El año pasado fueron siete los muertos; este año, nueve.»
            if ahead and ends and all(token.word.is_word and token.text[0].isupper() for token in ahead):
                return True  # «Francia tiene allí 1.500 soldados y Alemania, 100.»
        speaks = self._speaks(ahead)
        viewed = bool(ahead) and ahead[0].word.folded in self.lexicon.lists["views"]
        verbal = any(self.lexicon.is_finite(one.word) and not one.participle for one in ahead[viewed:])
        if verbal and any(token.text == SEMICOLON for token in own):
            return False  # a verb of its own
        return ends and speaks and len(ahead) <= SPEAKER  # «y el alcalde, 60, dimitió» tells an age

    def _is_alike(self, own: Sequence[Token], at: int) -> bool:
        """«47 murieron de dengue, ocho por tétanos», «250 soldados del Ejército y 80 de la Armada»: what they died of,
        or whose they are, as told of those before."""
        lists, led = self.lexicon.lists, self._folded(at)
        said = {token.word.folded for token in own}
        if led in lists["agents"]:  # a cause is no name, and no measure
            cause = self.tokens[at + 1 : at + 2]
            same = not said.isdisjoint(lists["agents"] | lists["of"])
            return same and bool(cause) and cause[0].text.islower() and not (cause[0].other or cause[0].dated)
        small = lists["determiners"]
        named = at + 1 + (self._folded(at + 1) in small)
        return led in lists["of"] and not said.isdisjoint(lists["of"]) and self._is_name(named)

    def _body_before(self, left: int, right: int) -> int | None:
        """«…; la ANC, 750.000», «, y para la Junta de Aguas de Morelia, 5 mil»: where a body begins that gives
        the figure on the right."""
        end, last = right - 1, right + 1 >= len(self.tokens) or self.tokens[right + 1].is_stop
        if self.tokens[end].text != "," or not (last or self._folded(right + 1) in self.lexicon.lists["joins"]):
            return None
        edge = next((at for at in range(end - 1, max(left, end - 2 - SPEAKER), -1) if self._is_edge(at)), end)
        start = edge + 1 + (self._folded(edge + 1) in self.lexicon.lists["views"])
        return start if self._is_body(self.tokens[start:end]) else None

    def _is_body(self, phrase: Sequence[Token]) -> bool:
        """«la ANC», «el Gobierno de la Ciudad de México»: an article, and a name behind it at any length."""
        small = self.lexicon.lists["determiners"] | self.lexicon.lists["of"]
        named = [token for token in phrase if token.word.folded not in small]
        return (
            1 < len(phrase) <= SPEAKER
            and phrase[0].word.folded in self.lexicon.lists["determiners"]
            and any(token.text[0].isupper() for token in named)
            and all(t.text[0].isupper() or self.lexicon.is_any(t.word, "speakers") for t in named)
        )

    def _is_elsewhere(self, own: Sequence[Token], at: int) -> bool:
        """ "31 people in the city and 12 in the villages", "in the province and 226,000 in 14 countries": of
        another place than the number before, with none that is named."""
        lists = self.lexicon.lists
        if at >= len(self.tokens) or not any(one.word.folded in lists["where"] for one in own):
            return False
        return self.tokens[at].word.folded in lists["determiners"] or self.tokens[at].number is not None

    def _is_parallel(self, left: int, right: int, edges: Sequence[int]) -> bool:
        """«cifra en 40 los muertos; Kabul, en seis», "put the dead at 40, Kabul at six": the verb's own preposition."""
        lists = self.lexicon.lists
        given = self._folded(right - 1)
        if (
            given not in lists["at"] | lists["at_once"] | lists["objects"]
            or self._folded(left - 1) != given
            or not (self._ends(right + 1) or self._folded(right + 1) in lists["joins"])
        ):
            return False
        if self.words.meaning(lists["admitted"]):
            return False  # "Islamabad admits to nine dead and Kabul to six": each to its own
        ahead = self.tokens[edges[-1] + 1 : right - 1]
        if not ahead and len(edges) > 1:  # the comma that stands for the verb
            ahead = self.tokens[edges[-2] + 1 : edges[-1]]
        named = bool(ahead) and all(token.word.is_word and token.text[0].isupper() for token in ahead)
        return named or self._is_body(ahead) or (0 < len(ahead) <= SPEAKER and self._speaks(ahead))

    def _speaks(self, ahead: Sequence[Token]) -> bool:
        """«para Protección Civil», «el alcalde», «el [parte] de la noche»: who, or what, gives a figure."""
        lists, led = self.lexicon.lists, [one.word.folded for one in ahead[:2]]
        if len(led) > 1 and led[0] in lists["determiners"] and led[1] in lists["of"] and not lists["new_object"]:
            return True
        if len(led) > 1 and led[0] in lists["views"] and all(one.text[0].isupper() for one in ahead[1:]):
            return True
        return any(self.lexicon.is_any(token.word, "speakers") for token in ahead)

    def is_that_of(self, index: int) -> bool:
        """«más que los 8 casos del jueves y los 6 del martes», «una parte de las 2.300 de todo el país»: the same
        of another day or place."""
        lists = self.lexicon.lists
        behind = self.tokens[index + 2 : index + 3]
        known = self._folded(index - 1) in lists["determiners"] and self._folded(index + 1) in lists["of"]
        if index < 2 or not known or not behind or lists["new_object"]:
            return False
        led = self._folded(index - 2)
        small = lists["joins"] | lists["that"] | lists["objects"] | lists["of"] | lists["listed_with"] | lists["back"]
        if led not in small and not self.lexicon.holds_against(self.words, self.tokens.firsts[index]):
            return False
        return behind[0].dated or self._is_name(index + 2) or behind[0].word.folded in lists["small"]

    def tells_who(self, index: int) -> bool:
        """«Doce eran menores.», "Eleven were under 18": who some are of those counted before."""
        lists, behind = self.lexicon.lists, self.tokens[index + 1 : index + 2 + PREDICATE]
        opens = index == 0 or self._is_edge(index - 1) or self._folded(index - 1) in lists["that"]
        if not opens or not behind or not self.lexicon.is_any(behind[0].word, "tells_who"):
            return False
        for at, token in enumerate(behind[1:], index + 2):
            if token.is_stop or token.text == "," or token.word.folded in lists["joins"]:
                return False
            if token.people or token.nation or token.head or self.lexicon.is_any(token.word, "occupations"):
                return True
            if token.number is not None:  # how old
                return self._ends(at + 1) or (self.tokens[at + 1].other and at == index + 2)
            if token.other:
                return False
        return False

    def tells_how(self, index: int, end: int = 0) -> bool:
        """«cuatro revisten gravedad», «doce son leves», «uno menos grave»: how some are of those who were hurt; `end`
        is the word behind those who are named («tres pasajeros están graves»)."""
        lists = self.lexicon.lists
        if lists["conditions"].isdisjoint(self.words.vocabulary):
            return False
        if index > 1 and self.tokens[index - 1].text == ",":  # «De los puentes, dos están en estado crítico»
            start = next((at + 1 for at in range(index - 2, -1, -1) if self._ends(at)), 0)
            opening = self.tokens[start : index - 1]
            known = any(one.people or one.fact or one.number is not None for one in opening)
            if opening and opening[0].word.folded in lists["of"] and not known:
                return False
        first = next((n for n in range(index + 1, len(self.tokens)) if self.tokens.firsts[n] >= end), index + 1)
        if end and not (first < len(self.tokens) and self.lexicon.is_any(self.tokens[first].word, "fares")):
            return False
        for at in range(first, min(first + CONDITION, len(self.tokens))):
            token = self.tokens[at]
            if self.lexicon.is_any(token.word, "conditions"):
                return not (end and self._folded(at - 1) in lists["where"])  # «dos vecinos siguen en casa»
            led = token.filler or token.word.folded in lists["degrees"] | lists["impersonal"] | lists["determiners"]
            if not (led or self.lexicon.is_any(token.word, "fares")):
                return False
        return False

    def is_pronoun(self, index: int) -> bool:
        """«diez murieron allí y una en el hospital»: before a preposition, no article."""
        return self._folded(index + 1) in self.lexicon.lists["where"]

    def is_let_go(self, number: int, last: Link, scan: Scan) -> bool:
        """«capturaron a 40 campesinos y después liberaron a doce», "abducted 28 girls; six were later freed": those of
        them for whom it is over."""
        over = self.lexicon.over.get(last.fact)
        if over is None or scan.end:
            return False
        index = self.at[number]
        if self._is_freed(index + 1, over):
            return True
        if scan.strange or not self._ends(index + 1):
            return False
        at = index - 1
        while at > 0 and (self.tokens[at].filler or self._folded(at) in self.lexicon.lists["objects"]):
            at -= 1
        word = self.tokens[at].word
        return word.is_word and not over.isdisjoint(forms(word.text, self.lexicon.lang))

    def has_joined(self, index: int, last: Link) -> bool:
        """«250 militares, que se sumarán a los 200 ya desplegados», «… a los 900 que ya había»: to whom others come."""
        lists, at = self.lexicon.lists, index + 1
        small = lists["small"]
        behind = next((one for one in self.tokens[at : at + 2] if not (one.filler or one.word.folded in small)), None)
        if behind is not None and behind.participle and behind.head_verb == last.fact:
            return True
        if index < 3 or self._folded(at) not in lists["that"]:
            return False
        verb = self.tokens[index - 3]
        led = self._folded(index - 1) in lists["determiners"] and self._folded(index - 2) in lists["objects"]
        return led and (verb.link or self.lexicon.is_any(verb.word, "adds"))

    def is_sum(self, index: int) -> bool:
        """«5 ayer y 9 hoy, hasta un total de 14 heridos», "for a total of 19": all of those just counted."""
        lists = self.lexicon.lists
        if index < 4 or self._folded(index - 1) not in lists["of"]:
            return False
        at = index - 2 - (not self.lexicon.is_any(self.tokens[index - 2].word, "numbers_of"))  # «un total acumulado de»
        if not self.lexicon.is_any(self.tokens[at].word, "numbers_of"):
            return False
        one = self._folded(at - 1) in lists["determiners"] or self.tokens[at - 1].number is not None
        led = lists["for_whom"] | lists["at_once"] | lists["where"] | lists["listed_with"]
        hedged = self.tokens.width(at - 1) > 1  # «hasta un total de 900»
        return one and (hedged or self._folded(at - 2) in led)

    def is_of_other_verb(self, index: int) -> bool:
        """«detuvo a cuatro personas e investiga a otras seis»: a verb of another kind has them for its object."""
        lists, at = self.lexicon.lists, index - 1
        while at > 1 and self._folded(at) in lists["others"]:
            at -= 1
        if at < 1 or self._folded(at) not in lists["objects"]:
            return False
        for back in range(at - 1, max(0, at - OTHER), -1):  # «dejó en libertad a otros cinco»
            verb = self.tokens[back]
            if verb.action or verb.head_verb or verb.number is not None or self._is_edge(back):
                return False
            known = verb.dated or verb.filler or not verb.word.is_word or self._folded(back) in lists["small"]
            opens = self._folded(back - 1) in lists["joins"]  # «y busca a otros seis»
            if not known and (opens or (self.lexicon.is_verb(verb.word) and not verb.participle)):
                return (back < at - 1 or not verb.link) and not self.lexicon.is_any(verb.word, "adds")
        return False

    def is_object(self, index: int) -> bool:
        """«hay 60 detenidos y a 12 se les retiró el pasaporte»: a verb behind has them for its object; but «De los 52
        heridos, a 20 se los opera» tells of some of those."""
        lists, led = self.lexicon.lists, [one.word.folded for one in self.tokens[index + 1 : index + 3]]
        if len(led) < 2 or led[0] not in lists["impersonal"] or led[1] not in lists["clitics"] | lists["datives"]:
            return False
        return self._folded(0) not in lists["of"] or self._folded(1) not in lists["determiners"]

    def is_done_to_part(self, number: int, last: Link, scan: Scan) -> bool:
        """«A 120 de los detenidos se les imputa rebelión; a 45, sedición, y a nueve, robo»: the same is done to some
        more of them."""
        lists, index = self.lexicon.lists, self.at[number]
        if not (last.part and number and number - 1 in self.at) or scan.end or scan.strange:
            return False
        led = self._folded(index - 1) in lists["objects"] and self._is_edge(index - 2)
        return led and self._folded(index + 1) == "," and self._folded(self.at[number - 1] - 1) in lists["objects"]

    def _is_freed(self, first: int, over: frozenset[str]) -> bool:
        helped = False
        for token in self.tokens[first : first + FREED]:
            if helped and token.word.is_word and not over.isdisjoint(forms(token.text, self.lexicon.lang)):
                return True
            if token.is_stop or token.text == "," or token.number is not None or token.action or token.people:
                return False
            helped = helped or self.lexicon.is_any(token.word, "helping")
        return False

    def _is_moved(self, index: int) -> bool:
        """«La cifra subió a 30 por la tarde», "the number could rise to 30": of what was counted last."""
        lists, moved = self.lexicon.lists, False
        if not (self._ends(index + 1) or self.tokens[index + 1].dated or self._folded(index + 1) in lists["after"]):
            return False
        small = lists["small"] | lists["modals"] | lists["impersonal"]
        onward = self._folded(index - 1) in lists["at"]
        for at in range(index - 1, max(-1, index - MOVED), -1):
            token = self.tokens[at]
            if onward and (token.is_stop or token.text == ","):
                return moved  # «Doce heridos. Por la tarde pasaron a 22»
            if self.lexicon.is_any(token.word, "numbers_of"):
                led = self._folded(at - 1) in lists["determiners"]
                moving = onward and at > 1 and self.lexicon.is_any(self.tokens[at - 2].word, "moving")
                return led and (moved or moving)  # «La cifra subió a 30», ", bringing the total to 30"
            moved = moved or token.link
            if not (token.link or token.filler or token.dated or token.word.folded in small):
                return False
        return moved and onward and index < MOVED

    def _is_then(self, at: int) -> bool:
        """Whether a clause ends with a time: "by the evening", «el lunes»."""
        first = at + (self._folded(at) in self.lexicon.lists["where"] | self.lexicon.lists["at_once"])
        end = next((n for n in range(first, len(self.tokens)) if not self._is_day(n)), len(self.tokens))
        return end > first and self.closes(end)

    def _is_day(self, at: int) -> bool:
        return self.tokens[at].dated or self._folded(at) in self.lexicon.lists["determiners"]

    def _names_next(self, at: int) -> bool:
        """Whether a place is named before anything else begins: "two in the eastern city of Itahari"."""
        for further in range(at, min(at + NAMED, len(self.tokens))):
            token = self.tokens[further]
            if self._is_name(further):
                return True
            if token.is_stop or token.text == "," or token.action or token.number is not None:
                return False
        return False

    def is_span(self, index: int) -> bool:
        """«la temporada 2023-2024 enfermó a miles»: the year behind a hyphen counts nobody."""
        token = self.tokens[index]
        return token.text.isdecimal() and int(token.text) in YEARS and index > 0 and self.tokens[index - 1].text in "-–"

    def is_year(self, number: int) -> bool:
        """Whether four digits may be a year."""
        index = self.at[number]
        digits = self.tokens[index].text
        return self.tokens.width(index) == 1 and digits.isdecimal() and int(digits) in YEARS

    def _tells_when(self, at: int) -> bool:
        """ "By nightfall there were 21": whether a clause begins with no more than a time."""
        start = at
        while start > 0 and at - start < OPENS and not self._ends(start - 1):
            start -= 1
        lists = self.lexicon.lists
        return (
            start < at
            and (start == 0 or self._ends(start - 1))
            and self._folded(start) in lists["at_once"] | lists["objects"]
        )

    def _is_edge(self, at: int) -> bool:
        token = self.tokens[at] if at < len(self.tokens) else None
        return token is not None and (token.text in EDGES or token.word.folded in self.lexicon.lists["joins"])
