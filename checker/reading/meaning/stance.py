"""Finds the words that deny, doubt or expect, and the clause they govern.

In: sentences. Out: `layers.stances`; `stance_of` answers for one spot, asserted when nothing speaks against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from checker.languages import language
from checker.model.statement import Stance
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import Layers, Sentence, StanceCue, touching
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import Phrases, fold, fold_all

# of two cues that cover one spot, the earlier of these decides
_ORDER = (
    Stance.NEITHER,
    Stance.DENIED,
    Stance.UNCONFIRMED,
    Stance.PLANNED,
    Stance.POSSIBLE,
    Stance.ACKNOWLEDGED,
)


NEGATED = 4  # words before a verb in which its negation stands
RISES = 7  # words behind a modal in which the verb stands that says that a figure may grow
UPTO = 4  # words behind that verb in which the figure stands
NEAR = 4  # words between a join and the verb of a new clause
REFUSED = 7  # words between "confirm" and "deny"
SEMICOLON = frozenset(";")
QUESTIONS = frozenset("?")
OPENING, CLOSING = frozenset(",:—("), frozenset(",—)")  # signs before and behind a clause
INSERTED = 14  # words of an insertion between two commas
WOULD = 4  # words behind "would" in which its verb stands
NARRATED = 6  # words behind it in which «después» makes it a past told as a future


@dataclass(frozen=True, slots=True)
class StanceGrammar:
    """A language's stance cues, folded; see `StanceWords`."""

    phrases: Phrases[Stance]
    verbs: dict[str, Stance]
    negations: frozenset[str]
    refusals: frozenset[str]
    confirm: frozenset[str]
    conditional: frozenset[str]
    would: frozenset[str]
    would_ending: re.Pattern[str]
    causing: frozenset[str]
    narrated: Phrases[bool]
    conditions: frozenset[str]
    averting: frozenset[str]
    averts: frozenset[str]
    numbers: frozenset[str]
    modals: frozenset[str]
    modifiers: frozenset[str]
    hearsay: frozenset[str]
    clause: frozenset[str]
    once: frozenset[str]
    refers: frozenset[str]
    asks: frozenset[str]
    happenings: frozenset[str]
    rises: frozenset[str]
    at: frozenset[str]
    upto: frozenset[str]
    joins: frozenset[str]
    determiners: frozenset[str]
    said: frozenset[str]  # verbs of saying
    participle: re.Pattern[str]
    single: frozenset[str]  # all cues that are one word
    bounds: frozenset[str]  # what may open a clause


@cache
def stance_grammar(lang: str) -> StanceGrammar:
    """The stance cues of a language."""
    data, counting = language(lang).stance, language(lang).counting
    single = (
        *data.confirm,
        *data.conditional,
        *data.averts,
        *(verb for verbs in data.verbs.values() for verb in verbs),
    )
    return StanceGrammar(
        phrases=Phrases((phrase, Stance(name)) for name, phrases in data.phrases.items() for phrase in phrases),
        verbs={fold(verb): Stance(name) for name, verbs in data.verbs.items() for verb in verbs},
        negations=fold_all(data.negations),
        refusals=fold_all(data.refusals),
        confirm=fold_all(data.confirm),
        conditional=fold_all(data.conditional),
        would=fold_all(data.would),
        would_ending=re.compile(data.would_ending),
        causing=fold_all(data.causing),
        narrated=Phrases((phrase, True) for phrase in data.narrated),
        conditions=fold_all(data.conditions),
        averting=fold_all(data.averting),
        averts=fold_all(data.averts),
        numbers=fold_all(language(lang).numbers.words),
        modals=fold_all(data.modals),
        modifiers=fold_all(data.modifiers),
        hearsay=fold_all((*data.hearsay, *data.conditional)),
        clause=fold_all(data.clause),
        once=fold_all(data.once),
        refers=fold_all(data.refers),
        asks=frozenset(data.asks),
        happenings=fold_all(
            word
            for told in (language(lang).causes, language(lang).events.things)
            for listed in told.values()
            for word in listed
        ),
        rises=fold_all(data.rises),
        at=fold_all(counting.at),
        upto=fold_all(counting.at_once),
        joins=fold_all(counting.joins),
        said=fold_all(language(lang).claims.verbs),
        participle=re.compile(counting.participle),
        determiners=fold_all(counting.determiners),
        single=fold_all(single),
        bounds=fold_all((*data.clause, *counting.joins)) | OPENING,
    )


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.stances`."""
    del doc
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words, grammar = layers.row(sentence), stance_grammar(sentence.lang)
        told = not (words.kinds.isdisjoint(grammar.phrases.longest) and words.vocabulary.isdisjoint(grammar.single))
        if told or not QUESTIONS.isdisjoint(words.kinds):
            cues = _Clauses(sentence, words, layers.lexicons.get(sentence.lang)).cues()
            layers.stances.extend(cue for cue in cues if not _is_dated(layers, cue))
        lexicon, ending = layers.lexicons.get(sentence.lang), grammar.would_ending
        if lexicon is not None and not (
            words.kinds.isdisjoint(grammar.would) and ending.search(layers.text, sentence.start, sentence.end) is None
        ):
            layers.stances.extend(_Clauses(sentence, words, lexicon).supposed(lexicon))


def _is_dated(layers: Layers, cue: StanceCue) -> bool:
    """ "in May", "on May 10": a month and no modal."""
    return any(hit.start <= cue.cue[0] and cue.cue[1] <= hit.end for hit in touching(layers.dates, *cue.cue))


def stance_of(layers: Layers, start: int, end: int, *, credited: bool = False, counted: bool = False) -> Stance:
    """The stance towards what stands at a spot: the weightiest cue whose clause covers it.

    `credited`: somebody is named for it, which is all that "reportedly" says; `counted`: a figure that somebody
    admits is a figure that they assert."""
    covering = {cue.stance for cue in layers.stances_at(start, end) if not (credited and cue.hearsay)}
    found = next((stance for stance in _ORDER if stance in covering), Stance.ASSERTED)
    return Stance.ASSERTED if counted and found is Stance.ACKNOWLEDGED else found


class _Clauses:
    """The cues of one sentence, each with the clause that it governs."""

    def __init__(self, sentence: Sentence, words: Row, lexicon: FactLexicon | None) -> None:
        self.sentence, self.words, self.lexicon = sentence, words, lexicon
        self.grammar = stance_grammar(sentence.lang or "")

    def cues(self) -> Iterator[StanceCue]:
        """All of them."""
        words, grammar = self.words, self.grammar
        if not QUESTIONS.isdisjoint(words.kinds) and self._asks():
            yield self._question()
        for first, after, stance in grammar.phrases.all_in(words):
            confirmable = stance is Stance.POSSIBLE and words[first].folded in grammar.modals
            if not (confirmable and self._confirms(after)) and not (
                stance in (Stance.POSSIBLE, Stance.PLANNED) and self._rises(first, after) is False
            ):
                yield self._cue(first, after, stance)
        for at in words.meaning(grammar.single):
            lemmas = words.forms[at]
            verb = next((grammar.verbs[one] for one in sorted(lemmas) if one in grammar.verbs), None)
            negated = self._before(at, grammar.negations)
            if lemmas & grammar.confirm and (negated or self._before(at, grammar.refusals)):
                neither = self._denies(at + 1)
                yield self._cue(at, at + 1, Stance.NEITHER if neither else Stance.UNCONFIRMED)
            elif verb is not None and not (verb is Stance.DENIED and negated):
                yield self._cue(at, at + 1, verb)
            elif words.folded[at] in grammar.conditional and self._hearsay(at + 1):
                supposed = not grammar.conditions.isdisjoint(words.kinds)
                yield self._cue(at, at + 1, Stance.POSSIBLE if supposed else Stance.UNCONFIRMED)
            elif lemmas & grammar.averts and self._counts(at + 1):
                yield self._cue(at, at + 1, Stance.POSSIBLE)

    def _asks(self) -> bool:
        """«¿Murieron 500 personas?» asks whether; «¿Cómo murieron 500 personas?» takes it for granted."""
        closing = max(at for at, word in enumerate(self.words) if word.text in QUESTIONS)
        ends = not any(word.is_word or word.is_digits for word in self.words[closing:])
        asks = self.grammar.asks
        return ends and bool(asks) and not any(word.text.casefold() in asks for word in self.words)

    def _question(self) -> StanceCue:
        start, end = self.sentence.start, self.sentence.end
        return StanceCue(start, end, (end - 1, end), Stance.POSSIBLE)

    def _hearsay(self, at: int) -> bool:
        """«habrían muerto», «habría 12 muertos»: hearsay; «habría que» is not."""
        folded = self.words.folded[at] if at < len(self.words) else ""
        return self._counts(at) or self.grammar.participle.search(folded) is not None

    def _counts(self, at: int) -> bool:
        """Whether a word is a number."""
        return at < len(self.words) and (self.words[at].is_digits or self.words[at].folded in self.grammar.numbers)

    def supposed(self, lexicon: FactLexicon) -> Iterator[StanceCue]:
        """«morirían 20.000», "20,000 would die": what would be so is told of nobody yet. A past that is told as a
        future («moriría años después») is."""
        words, grammar, begin = self.words, self.grammar, self.sentence.start
        for at, word in enumerate(words):
            verb: int | None = None
            if word.folded in grammar.would:
                reach = range(at + 1, min(at + 1 + WOULD, len(words)))
                reach = range(at + 1, next((n for n in reach if self._ends_verb(n)), reach.stop))
                verb = next((n for n in reach if self._acts(n, lexicon)), None)
            elif grammar.would_ending.search(word.text) and self._is_would(at) and self._acts(at, lexicon):
                verb = at
            if verb is None or self._is_narrated(at):
                continue
            cue = self._cue(at, verb + 1, Stance.POSSIBLE)
            # «el sismo que mató a 12 causaría …»
            told = any(self._acts(n, lexicon) for n in range(at) if cue.start <= begin + words[n].start)
            clause = next((n for n in words.where(grammar.clause) if n > verb + 1), None)
            end = cue.end if clause is None else min(cue.end, begin + words[clause].start)
            yield StanceCue(begin + word.start if told else cue.start, end, cue.cue, cue.stance)

    def _ends_verb(self, at: int) -> bool:
        """Whether "would" reaches no further than to a word."""
        word, grammar = self.words[at], self.grammar
        return not word.is_word or word.folded in grammar.clause | grammar.joins or word.folded in grammar.asks

    def _is_would(self, at: int) -> bool:
        """«morirían», «supondría», and not «hería»: the whole infinitive stands before the ending."""
        folded = self.words.folded[at]
        stem = folded[: folded.rindex("ia")]
        return any(form == stem or (form != folded and stem.endswith("dr")) for form in self.words.forms[at])

    def _acts(self, at: int, lexicon: FactLexicon) -> bool:
        """Whether a word is a verb of a fact, or one of bringing something about."""
        words = self.words
        if any(lexicon.fact_of(words[at], kind) for kind in ("verbs", "transitive")):
            return True
        phrase = lexicon.phrase_at(words, at)
        return (phrase is not None and phrase[1] in ("verbs", "transitive")) or not self.grammar.causing.isdisjoint(
            words.forms[at]
        )

    def _is_narrated(self, at: int) -> bool:
        """«moriría tres días después», "would later kill 12", where the sentence supposes nothing."""
        words, grammar = self.words, self.grammar
        if not grammar.conditions.isdisjoint(words.kinds):
            return False
        return any(at <= first < at + NARRATED for first, _, _ in grammar.narrated.all_in(words))

    def _before(self, at: int, some: frozenset[str]) -> bool:
        """Whether one of some words stands not far before, names passed over: «ni X ni Corea del Norte han …»."""
        left = NEGATED
        for word in reversed(self.words[:at]):
            if word.folded in some:
                return True
            left -= not word.text[0].isupper()
            if left == 0:
                return False
        return False

    def _confirms(self, after: int) -> bool:
        """«pudo confirmar», "could confirm": a modal that doubts nothing."""
        lang = self.sentence.lang or ""
        near = self.words[after : after + NEAR]
        return any(word.is_word and forms(word.text, lang) & self.grammar.confirm for word in near)

    def _rises(self, first: int, after: int) -> bool | None:
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

    def _denies(self, at: int) -> bool:
        """«… ni desmentir», "… nor denied": neither the one nor the other."""
        lang, denied = self.sentence.lang or "", Stance.DENIED
        for index in range(at, min(at + REFUSED, len(self.words))):
            word = self.words[index]
            if word.text in ",;.":
                return False
            verbs = {self.grammar.verbs.get(one) for one in forms(word.text, lang)} if word.is_word else set()
            if denied in verbs:
                return any(one.folded in self.grammar.joins | self.grammar.negations for one in self.words[at:index])
        return False

    def _cue(self, first: int, after: int, stance: Stance) -> StanceCue:
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
        if stance is Stance.PLANNED:
            right = self._told_of(after, right)
        if stance in (Stance.POSSIBLE, Stance.PLANNED, Stance.UNCONFIRMED):
            left, right = self._narrowed(first, after, left, right)
            if words[first].folded in grammar.modifiers:
                left, right = self._modified(first, after, left, right)
        phrase = " ".join(words.folded[first:after])
        if phrase in grammar.averting or grammar.averts & words.forms[first]:
            left = first
        spot = begin + words[first].start, begin + words[after - 1].end
        start = begin + words[left].start if left < len(words) else self.sentence.end
        hearsay = phrase in grammar.hearsay and not (stance is Stance.POSSIBLE and phrase in grammar.conditional)
        return StanceCue(start, begin + words[right - 1].end, spot, stance, hearsay)

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
        """«lo desmiente y cifra sus bajas en 17»: where a second verb of saying begins a clause of its own."""
        lang = self.sentence.lang or ""
        for index in range(after, min(after + NEAR, right - 1)):
            word, follows = self.words[index], self.words[index + 1]
            if word.folded in self.grammar.clause or word.text == ",":
                break
            if (
                word.folded in self.grammar.joins - self.grammar.negations
                and forms(follows.text, lang) & self.grammar.said
            ):
                return index
        return right

    def _told_of(self, after: int, right: int) -> int:
        """«niega negligencia en el incendio que dejó 8 muertos», "will debate the treaty which both signed on Monday":
        what is told of a happening is not denied, nor planned, with it."""
        grammar = self.grammar
        if grammar.clause.isdisjoint(self.words.kinds):
            return right
        for index in range(after + 1, right):
            if self.words[index].folded in grammar.clause and grammar.happenings & self.words.forms[index - 1]:
                return index
        return right

    def _narrowed(self, first: int, after: int, left: int, right: int) -> tuple[int, int]:
        """A modal governs its own clause: up to the comma before it, and to the comma behind it. An insertion between
        two commas, and what refers to a figure before («cifra que nadie confirmó»), governs the sentence."""
        words, grammar = self.words, self.grammar
        bounds = reversed(words.where(grammar.bounds))
        opens = next((n for n in bounds if left <= n < first and self._bounds_left(n)), None)
        if self._rises(first, after):  # «la cifra de 30 podría subir a 40»
            opens = first - 1
        closes = next((n for n in words.where(CLOSING) if after <= n < right and self._bounds_right(n)), None)
        comma = next((n for n in range(first - 1, max(left, first - INSERTED) - 1, -1) if words[n].text == ","), None)
        if first == 0 and closes == after:
            closes = None  # «De confirmarse, …»
        if comma is not None:
            inner = words[comma + 1 : closes] if closes is not None else ()
            inserted = closes is not None and words[closes].text == "," and len(inner) <= INSERTED
            if inserted and not any(word.is_digits for word in inner) and self._goes_on(closes):
                return left, right
            own = any(word.is_digits for word in words[after : after + RISES])  # "a toll that could be 6,000"
            if not own and any(word.folded in grammar.refers for word in words[comma + 1 : comma + NEAR]):
                opens = None
        return (left if opens is None else opens + 1), (right if closes is None else closes)

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
