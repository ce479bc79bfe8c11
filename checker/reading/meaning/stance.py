"""Finds the words that deny, doubt or expect, each with the clause that it governs (clauses.py).

In: sentences, dates. Out: `stance_of` answers for one spot, asserted when nothing speaks against it; a sentence is
looked at when its first spot is asked for, as few ever are.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from operator import attrgetter

from checker.model.statement import Stance
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.layers import COVER, Layers, Sentence, SentenceKind, StanceCue, touching
from checker.reading.meaning.clauses import NEAR, Clauses
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.text.lemmas import forms
from checker.reading.text.signals import folded_among, form_among, signal
from checker.reading.text.words import Word, fold

# of two cues that cover one spot, the earlier of these decides
_ORDER = (
    Stance.NEITHER,
    Stance.DENIED,
    Stance.UNCONFIRMED,
    Stance.PLANNED,
    Stance.POSSIBLE,
    Stance.ACKNOWLEDGED,
)

FAR = 12  # and before «sino tres»
NEGATED = 4  # words before a verb in which its negation stands
REFUSED = 7  # words between "confirm" and "deny"
QUESTIONS = frozenset("?")
WOULD = 4  # words behind "would" in which its verb stands
NARRATED = 6  # words behind it in which «después» makes it a past told as a future


def _supposes(word: str, lang: str) -> bool:
    """«habría», «morirían», "would"."""
    grammar = stance_grammar(lang)
    return fold(word) in grammar.would or grammar.would_ending.search(word) is not None


_PHRASED = signal(folded_among(lambda lang: stance_grammar(lang).phrases.longest | stance_grammar(lang).rather))
_SINGLE = signal(form_among(lambda lang: stance_grammar(lang).single))
_ASKED = signal(lambda word, _: word in QUESTIONS)
_SUPPOSED = signal(_supposes)
_COMING = signal(lambda word, lang: stance_grammar(lang).will_ending.search(word) is not None)


_START = attrgetter("start")


def _stances_at(layers: Layers, start: int, end: int) -> list[StanceCue]:
    """The cues whose clause covers a spot: none reaches beyond its sentence."""
    cues = _cues_at(layers, start)
    at = bisect_right(cues, start, key=_START)
    return [cue for cue in cues[max(0, at - COVER) : at] if end <= cue.end]


def _cues_at(layers: Layers, offset: int) -> list[StanceCue]:
    """The cues of the sentence at an offset, in order: looked for once."""
    index = layers.index_at(offset)
    if index is None:
        return []
    cues = layers.stances.get(index)
    if cues is None:
        cues = layers.stances[index] = sorted(_cues_in(layers, layers.sentences[index]), key=_START)
    return cues


def _cues_in(layers: Layers, sentence: Sentence) -> Iterator[StanceCue]:
    if sentence.lang is None:
        return
    row, lexicon = layers.row(sentence), layers.lexicons.get(sentence.lang)
    found = _Cues(sentence, row, lexicon)
    if row.signals & (_PHRASED | _SINGLE | _ASKED):
        yield from (cue for cue in found.cues() if not _is_dated(layers, cue))
    if lexicon is not None and row.signals & _SUPPOSED:
        yield from found.supposed(lexicon)
    if lexicon is not None and row.signals & _COMING:
        yield from found.coming(lexicon)


def denies(layers: Layers, sentence: Sentence) -> bool:
    """Whether somebody denies something in a sentence."""
    return any(cue.stance is Stance.DENIED for cue in _cues_at(layers, sentence.start))


def _is_dated(layers: Layers, cue: StanceCue) -> bool:
    """ "in May", "on May 10": a month and no modal."""
    return any(hit.start <= cue.cue[0] and cue.cue[1] <= hit.end for hit in touching(layers.dates, *cue.cue))


def stance_of(layers: Layers, start: int, end: int, *, credited: bool = False, counted: bool = False) -> Stance:
    """The stance towards what stands at a spot: the weightiest cue whose clause covers it.

    `credited`: somebody is named for it, which is all that "reportedly" says; `counted`: a figure that somebody
    admits is a figure that they assert."""
    covering = {cue.stance for cue in _stances_at(layers, start, end) if not (credited and cue.hearsay)}
    found = next((stance for stance in _ORDER if stance in covering), Stance.ASSERTED)
    return Stance.ASSERTED if counted and found is Stance.ACKNOWLEDGED else found


def is_negated(words: Sequence[Word], at: int, lang: str) -> bool:
    """Whether "not" stands not far before a word and is said of it: "not only" is not."""
    grammar = stance_grammar(lang)
    return any(words[n + 1].folded not in grammar.focus for n in _before(words, at, grammar.negations))


def _before(words: Sequence[Word], at: int, some: frozenset[str], far: int = NEGATED) -> Iterator[int]:
    """Where some words stand not far before a word, names passed over: «ni X ni Corea del Norte han …»."""
    left = far
    for n in range(at - 1, -1, -1):
        if words[n].folded in some:
            yield n
        left -= not words[n].has_capital
        if left == 0:
            return


class _Cues(Clauses):
    """The cues of one sentence."""

    def cues(self) -> Iterator[StanceCue]:
        """All of them."""
        words, grammar = self.words, self.grammar
        if not QUESTIONS.isdisjoint(words.kinds) and self._asks():
            yield self._question()
        for at in words.where(grammar.rather):
            if self._counts(at + 1) and (first := next(_before(words, at, grammar.negations, FAR), None)) is not None:
                yield StanceCue(*self._spot(first, at), self._spot(first, first + 1), Stance.DENIED)
        for first, after, stance in grammar.phrases.all_in(words):
            confirmable = stance is Stance.POSSIBLE and words.folded[first] in grammar.modals
            if self._in_name(first, after):
                continue
            if not (confirmable and self._confirms(after)) and not (
                stance in (Stance.POSSIBLE, Stance.PLANNED) and self.rises(first, after) is False
            ):
                yield self.cue(first, after, Stance.DENIED if self._will_not(first, after, stance) else stance)
        for at in words.concerned(_SINGLE):
            lemmas = words.forms[at]
            verb = next((grammar.verbs[one] for one in sorted(lemmas) if one in grammar.verbs), None)
            negated = is_negated(words, at, words.lang)
            refused = next(_before(words, at, grammar.refusals), None) is not None
            if lemmas & grammar.confirm and (negated or refused):
                neither = self._denies(at + 1)
                yield self.cue(at, at + 1, Stance.NEITHER if neither else Stance.UNCONFIRMED)
            elif verb is not None and not (verb is Stance.DENIED and (negated or self._declines(at))):
                yield self.cue(at, at + 1, verb)
            elif lemmas & grammar.dismisses and self._disputes(at + 1):
                yield self.cue(at, at + 1, Stance.DENIED)
            elif (words.folded[at] in grammar.conditional and self._hearsay(at + 1)) or (
                words.folded[at] in grammar.rumoured and self._counts(at + 1)
            ):
                supposed = not grammar.conditions.isdisjoint(words.kinds)
                yield self.cue(at, at + 1, Stance.POSSIBLE if supposed else Stance.UNCONFIRMED)
            elif lemmas & grammar.averts and self._counts(at + 1):
                yield self.cue(at, at + 1, Stance.POSSIBLE)
            elif words.folded[at] in grammar.unreal_after and (unreal := self._unreal(at + 1)) is not None:
                yield self.cue(at, unreal + 1, Stance.POSSIBLE)

    def _will_not(self, first: int, after: int, stance: Stance) -> bool:
        """«no enviará 300», "will not send 300": one word of the future that is negated."""
        if stance is not Stance.PLANNED or after - first > 1:
            return False
        words, negations = self.words.folded, self.grammar.negations
        before = (
            first > 0 and words[first - 1] in negations and self.grammar.will_ending.search(self.words.texts[first])
        )
        return bool(before) or (after < len(words) and words[after] in negations)

    def _spot(self, first: int, after: int) -> tuple[int, int]:
        """The characters of some words."""
        return self.sentence.start + self.words.starts[first], self.sentence.start + self.words.ends[after - 1]

    def _declines(self, at: int) -> bool:
        """«120 se negaron a salir»: they would not, and deny nothing."""
        words, grammar = self.words, self.grammar
        own = at > 0 and words.folded[at - 1] in grammar.impersonal
        return own and at + 1 < len(words) and words.folded[at + 1] in grammar.objects

    def _disputes(self, at: int) -> bool:
        """ "dismissed Russian claims", and no workers."""
        return any(forms & self.grammar.disputed for forms in self.words.forms[at : at + NEAR])

    def _in_name(self, first: int, after: int) -> bool:
        """ "the Disaster Risk Reduction Council", "Governor Javier May": a cue with a capital behind another is part of
        a name."""
        if not first or self.sentence.kind is SentenceKind.TITLE:
            return False
        return all(word.has_capital for word in self.words[first - 1 : after])

    def _unreal(self, at: int) -> int | None:
        """The verb near behind «si» that only imagines: «si murieran 40», and not «si murieron 40»."""
        near = range(at, min(at + NEAR, len(self.words)))
        return next((n for n in near if self.grammar.unreal.search(self.words.texts[n])), None)

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
        return at < len(self.words) and (self.words[at].is_digits or self.words.folded[at] in self.grammar.numbers)

    def supposed(self, lexicon: FactLexicon) -> Iterator[StanceCue]:
        """«morirían 20.000», "20,000 would die": what would be so is told of nobody yet. A past that is told as a
        future («moriría años después») is."""
        words, grammar, begin = self.words, self.grammar, self.sentence.start
        for at in words.concerned(_SUPPOSED):
            word = words[at]
            verb: int | None = None
            if word.folded in grammar.would:
                reach = range(at + 1, min(at + 1 + WOULD, len(words)))
                reach = range(at + 1, next((n for n in reach if self._ends_verb(n)), reach.stop))
                verb = next((n for n in reach if self._acts(n, lexicon)), None)
            elif self._is_would(at) and self._acts(at, lexicon):
                verb = at
            if verb is None or self._is_narrated(at):
                continue
            cue = self.cue(at, verb + 1, Stance.POSSIBLE)
            # «el sismo que mató a 12 causaría …»
            told = any(self._acts(n, lexicon) for n in range(at) if cue.start <= begin + words.starts[n])
            clause = next((n for n in words.where(grammar.clause) if n > verb + 1), None)
            end = cue.end if clause is None else min(cue.end, begin + words.starts[clause])
            yield StanceCue(begin + words.starts[at] if told else cue.start, end, cue.cue, cue.stance)

    def coming(self, lexicon: FactLexicon) -> Iterator[StanceCue]:
        """«retirará a 300 militares», «morirán 4 millones», «tendrá 5.500 soldados»: what is announced of those whom
        a verb counts."""
        wanted = frozenset().union(*lexicon.needs.values())
        needy = not lexicon.needy.isdisjoint(self.words.vocabulary)
        for at in self.words.concerned(_COMING):
            if self.words[at].has_capital:
                continue  # «Irán»
            stem = self.words.folded[at].rstrip("n").removesuffix("a")
            sent = any(form == stem and form in wanted for form in self.words.forms[at]) or self._counts(at + 1)
            if (sent and needy) or self._acts(at, lexicon):
                yield self.cue(at, at + 1, Stance.PLANNED)

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

    def _confirms(self, after: int) -> bool:
        """«pudo confirmar», "could confirm": a modal that doubts nothing."""
        lang = self.sentence.lang or ""
        near = self.words[after : after + NEAR]
        return any(word.is_word and forms(word.text, lang) & self.grammar.confirm for word in near)

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
