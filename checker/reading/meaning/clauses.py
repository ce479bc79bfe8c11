"""The clause that a word of denial, doubt or expectation governs: where in its sentence it begins and ends.

In: the words of a sentence, and where such a cue stands. Out: the cue with the stretch of text that it speaks of.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.model.statement import Stance
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Sentence, StanceCue
from checker.reading.meaning.stancewords import OPENING, stance_grammar
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import Word

RISES = 7  # words behind a modal in which the verb stands that says that a figure may grow
UPTO = 4  # words behind that verb in which the figure stands
BETWEEN = 3  # words between a number and the cases of which it is told that they are none yet
NEAR = 4  # words between a join and the verb of a new clause
TURNED = 8  # words between «aunque» and the verb by which somebody says something else
INSERTED = 14  # words of an insertion between two commas
SEMICOLON = frozenset(";")
COMMA, COLON = frozenset(","), frozenset(":")
CLOSED = 3  # words from a cue in a source to the comma behind it
ADDS = 3  # words in which such a clause begins
CLOSING = frozenset(",—)")  # signs behind a clause


class Clauses:
    """The clauses of one sentence."""

    def __init__(self, sentence: Sentence, words: Row, lexicon: FactLexicon | None) -> None:
        self.sentence, self.words, self.lexicon = sentence, words, lexicon
        self.grammar = stance_grammar(sentence.lang or "")

    def cue(self, first: int, after: int, stance: Stance) -> StanceCue:
        """A cue with its clause: semicolons bound it, and commas where another verb's clause would begin."""
        words, grammar, begin = self.words, self.grammar, self.sentence.start
        left, right = 0, len(words)
        for index in words.where(SEMICOLON):
            if index < first:
                left = index + 1
            elif index >= after:
                right = index
                break
        if stance is Stance.DENIED or words.forms[first] & grammar.confirm:
            left = max(left, self._new_clause(first), self._once(first))
            right = min(right, self._said_next(after, right), self._told_of(after, right))
        if stance is Stance.DENIED:
            right = min(right, self._insertion_ends(first, after, right), self._added(after, right))
        if stance is Stance.PLANNED:
            right = self._told_of(after, right)
        if stance in (Stance.POSSIBLE, Stance.PLANNED, Stance.UNCONFIRMED):
            left, right = self._narrowed(first, after, left, right)
            if words[first].folded in grammar.modifiers and not self._is_of_verb(first, after):
                left, right = self._modified(first, after, left, right)
            if not self.grammar.cases.isdisjoint(words.folded[first:after]):
                left, right = self._number_before(first), after
        phrase = " ".join(words.folded[first:after])
        if phrase in grammar.averting or grammar.averts & words.forms[first]:
            left = first
        spot = begin + words.starts[first], begin + words.ends[after - 1]
        start = begin + words.starts[left] if left < len(words) else self.sentence.end
        hearsay = phrase in grammar.hearsay and not (stance is Stance.POSSIBLE and phrase in grammar.conditional)
        return StanceCue(start, begin + words.ends[right - 1], spot, stance, hearsay)

    def _new_clause(self, first: int) -> int:
        """«detuvo a 30 y negó abusos»: the join or comma just before a verb begins its clause."""
        for index in range(first - 1, max(-1, first - 1 - NEAR), -1):
            word = self.words[index]
            if word.is_digits:
                return 0
            if word.text == "," or (word.folded in self.grammar.joins and word.folded not in self.grammar.negations):
                return index + 1 if any(one.is_word for one in self.words[index + 1 : first + 1]) else 0
        return 0

    def _once(self, first: int) -> int:
        """ "admitted it two days after the minister denied it": what was denied before is not denied by who speaks."""
        for index in range(first - 1, max(-1, first - 1 - INSERTED), -1):
            word = self.words[index]
            if word.folded in self.grammar.once:
                return index
            if word.is_digits or word.text in OPENING:
                break
        return 0

    def _said_next(self, after: int, right: int) -> int:
        """«lo desmiente y cifra sus bajas en 17», "denied it, saying that …": where a second verb of saying begins a
        clause of its own."""
        lang = self.sentence.lang or ""
        for comma in self.words.where(COMMA):
            follows = self.words[comma + 1] if after <= comma < right - 1 else None
            goes_on = follows is not None and self.grammar.gerund.search(follows.folded) is not None
            if follows is not None and goes_on and forms(follows.text, lang) & self.grammar.said:
                right = comma
                break
        for index in range(after, min(after + NEAR, right - 1)):
            word, follows = self.words[index], self.words[index + 1]
            if word.folded in self.grammar.clause or word.text == ",":
                break
            if word.folded in self.grammar.joins - self.grammar.negations and self._says(index + 1):
                return index
        return right

    def _insertion_ends(self, first: int, after: int, right: int) -> int:
        """«X, que hasta ahora negaba las muertes, admitió que …»: where a relative clause between commas ends, before
        the word by which its subject says something else."""
        words, grammar = self.words, self.grammar
        plain = after - first > 1  # «no hubo muertos, pero sí 12 heridos»: a denial of its own, and no verb of denying
        for at in words.where(grammar.turns):  # «niega que hubiera bajas, aunque admite 12 muertos»
            if after < at < right - 1 and (
                (plain and words[at].folded in grammar.clause)
                or any(grammar.said & forms for forms in words.forms[at + 1 : at + 1 + TURNED])
            ):
                return at
        for at in words.where(grammar.joins - grammar.negations):  # «niega que fueran 60 y sostiene que son 24»
            if after < at < right - 1 and self._says(at + 1) and not self._is_unreal(at + 1):
                return at
        if after - first == 2 and words[first].folded in grammar.negations:  # «No hubo paz: murieron 12»
            right = next((at for at in words.where(COLON) if after <= at < right), right)
        if grammar.relatives.isdisjoint(words.kinds):
            return right
        opens = range(first - 1, max(0, first - 1 - INSERTED), -1)
        if not any(words[at].folded in grammar.relatives and words[at - 1].text == "," for at in opens):
            return right
        for at in range(after, right - 1):
            if words[at].text == "," and grammar.said & words.forms[at + 1]:
                return at
        return right

    def _says(self, at: int) -> bool:
        """«dijo», «ha asegurado»: whether a verb of saying stands at a word."""
        words, grammar = self.words, self.grammar
        at += at + 1 < len(words) and words[at].folded in grammar.auxiliaries
        return bool(grammar.said & words.forms[at])

    def _is_unreal(self, at: int) -> bool:
        """Whether a verb only imagines: «niega que avisara y dijera que hubo 12»."""
        return self.grammar.unreal.search(self.words[at].text) is not None

    def _told_of(self, after: int, right: int) -> int:
        """«niega negligencia en el incendio que dejó 8 muertos», "will debate the treaty which both signed on Monday":
        what is told of a happening is not denied, nor planned, with it."""
        words, grammar = self.words, self.grammar
        if grammar.clause.isdisjoint(words.kinds):
            return right
        for index in words.where(grammar.clause):
            if not after < index < right:
                continue
            at = index - 1
            while at > after and (words[at].folded in grammar.within or words[at].text[0].isupper()):
                at -= 1  # "the attack in Quetta in which"
            if grammar.happenings & words.forms[at]:
                return index
        return right

    def _added(self, after: int, right: int) -> int:
        """«niega haber atacado el hospital, donde murieron 12»: where the last clause only adds what happened."""
        commas = [at for at in self.words.where(COMMA) if after <= at < right - 1]
        if not commas:
            return right
        opens = self.words[commas[-1] + 1 : commas[-1] + 1 + ADDS]  # «, en el que», «, donde»
        led = next((at for at, word in enumerate(opens) if word.folded in self.grammar.adds), None)
        small = led is not None and all(word.folded in self.grammar.before_added for word in opens[:led])
        return commas[-1] if small else right

    def _narrowed(self, first: int, after: int, left: int, right: int) -> tuple[int, int]:
        """A modal governs its own clause: up to the comma before it, and to the comma behind it. An insertion between
        two commas, and what refers to a figure before («cifra que nadie confirmó»), governs the sentence."""
        words, grammar = self.words, self.grammar
        bounds = reversed(words.where(grammar.bounds))
        opens = next((n for n in bounds if left <= n < first and self._bounds_left(n)), None)
        if self.rises(first, after):  # «la cifra de 30 podría subir a 40»
            opens = first - 1
        closes = next((n for n in words.where(CLOSING) if after <= n < right and self._bounds_right(n)), None)
        comma = next((n for n in range(first - 1, max(left, first - INSERTED) - 1, -1) if words[n].text == ","), None)
        led = CLOSED if self._is_source(first) else int(first == 0)
        if closes is not None and closes - after < led:
            closes = None  # «De confirmarse, …», «Según versiones sin confirmar, …»
        if comma is not None:
            inner = words[comma + 1 : closes] if closes is not None else ()
            inserted = closes is not None and words[closes].text == "," and len(inner) <= INSERTED
            if inserted and not any(word.is_digits for word in inner) and self._goes_on(closes):
                return (comma + 1, closes or right) if self._is_relative(inner) else (left, right)
            own = any(word.is_digits for word in words[after : after + RISES])  # "a toll that could be 6,000"
            if not own and any(word.folded in grammar.refers for word in words[comma + 1 : comma + NEAR]):
                opens = None
        return (left if opens is None else opens + 1), (right if closes is None else closes)

    def _is_source(self, first: int) -> bool:
        """Whether nothing but a source stands before a cue: «según [versiones]», "according to"."""
        led = self.grammar.by.starting(self.words, 0)
        return led is not None and all(word.is_word and word.text[0].islower() for word in self.words[led[0] : first])

    def _is_relative(self, inner: Sequence[Word]) -> bool:
        """«el ataque, que habría sido obra de X, dejó 12 muertos»: whether an insertion tells of a noun alone, and of
        nothing that is said («cuya versión nadie confirma»)."""
        grammar = self.grammar
        that = next((at for at, word in enumerate(inner[:ADDS]) if word.folded in grammar.relatives), None)
        if that is None or any(word.folded in grammar.refers for word in inner[that + 1 : that + 1 + ADDS]):
            return False
        return all(word.folded in grammar.before_added for word in inner[:that])

    def _goes_on(self, comma: int | None) -> bool:
        """Whether the sentence goes on in small letters with no new clause behind an insertion."""
        if comma is None or comma + 1 >= len(self.words):
            return False
        follows = self.words[comma + 1]
        return follows.is_word and follows.folded not in self.grammar.clause | self.grammar.joins

    def _bounds_left(self, at: int) -> bool:
        """Whether a sign or word that may open a clause does."""
        word, follows = self.words[at], self.words[at + 1] if at + 1 < len(self.words) else None
        if word.text in OPENING or word.folded in self.grammar.clause:
            return True
        opens = follows is not None and follows.folded in self.grammar.determiners
        counted = any(one.is_digits for one in self.words[at + 1 : at + 4])  # "43 died and some 200 are feared dead"
        opens = opens or (counted and at > 0 and not self.words[at - 1].is_digits)
        return word.folded in self.grammar.joins and opens

    def _bounds_right(self, at: int) -> bool:
        """Whether a sign behind a clause closes it."""
        return at + 1 == len(self.words) or not self.words[at + 1].is_digits

    def _is_of_verb(self, first: int, after: int) -> bool:
        """ "24 people were allegedly killed": whether an adverb stands between the two words of a verb."""
        if self.lexicon is None or not first or after >= len(self.words):
            return False
        passive = self.words.folded[first - 1] in self.lexicon.lists["passive"]
        return passive and self.grammar.participle.search(self.words.folded[after]) is not None

    def _modified(self, first: int, after: int, left: int, right: int) -> tuple[int, int]:
        """«un posible envío de 4.000» is of the figure, «7 presuntos ladrones» and «un posible atentado dejó 18» are
        not: what is told of a noun goes no further than the next verb, and back only to a count of what it is told
        of."""
        lexicon = self.lexicon
        if lexicon is None:
            return left, right
        follows = self.words[after] if after < right else None
        inner = first > 0 and self.words[first - 1].is_word
        if inner and follows is not None and follows.text in CLOSING:  # «durante el simulacro, 35 personas …»
            right = after
        fact = lexicon.fact_of(follows, "nouns") if follows is not None else None
        if fact is None or fact in lexicon.needs:
            left = first
        for index in range(after + 1, right):
            word = self.words[index]
            acts = any(lexicon.fact_of(word, kind) for kind in ("verbs", "transitive")) or lexicon.is_any(word, "links")
            if acts and lexicon.fact_of(word, "nouns") is None:
                return left, index
        return left, right

    def _number_before(self, first: int) -> int:
        """ "22 more suspected cases", «29 los presuntos casos»: the number a few words before, no join between."""
        for at in range(first - 1, max(-1, first - 1 - BETWEEN), -1):
            word = self.words[at]
            if word.is_digits or word.folded in self.grammar.numbers:
                return at
            if not word.is_word or word.folded in self.grammar.joins:
                break
        return first

    def rises(self, first: int, after: int) -> bool | None:
        """«un balance que podría aumentar»: False, as that there may be more is no doubt about what there is; «podría
        subir a 40»: True; None where nothing rises."""
        lang, grammar = self.sentence.lang or "", self.grammar
        modal = self.words[first].folded in grammar.modals
        for at in range(after, min(after + RISES, len(self.words))):
            word = self.words[at]
            if word.text in ",;.:" or word.folded in grammar.joins or (word.is_digits and modal):
                return None
            if word.is_word and forms(word.text, lang) & grammar.rises:
                follows = self.words[at + 1 : at + 1 + UPTO]
                return bool(follows) and (
                    follows[0].folded in grammar.at
                    or (follows[0].folded in grammar.upto and any(one.is_digits for one in follows))
                )
        return None
