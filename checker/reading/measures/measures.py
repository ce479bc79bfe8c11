"""Reads what is measured or counted by name: a turnout of 67 %, a magnitude of 7.8, 45 seats, 120 drones.

In: numbers (plain, percent, money), persons, organisations. Out: statements of facts of kind `measure`. A number
belongs to the nearest noun of such a fact in its clause; where several facts share the noun («drones lanzados»,
«drones derribados») the nearest word that they need decides. Which words make which fact is data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from checker.model.quantity import Quantity
from checker.model.statement import OCCASION, ROUND, Aspect, Stance, Statement
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.claimants.verbless import CITED
from checker.reading.factwords.lexicon import PERSON
from checker.reading.factwords.measurewords import MeasureLexicon
from checker.reading.layers import Layers, NumberHit, Sentence, by_sentence
from checker.reading.measures.across import told_across
from checker.reading.measures.candidates import Candidate, but_for, candidates, whose
from checker.reading.measures.exchanges import exchange_of
from checker.reading.measures.goingon import going_on, of_which, part_of, whole_of
from checker.reading.measures.nearest import (
    BEFORE,
    Measure,
    Noun,
    act_themselves,
    fact_of,
    fits,
    is_bare,
    moved_to,
    nouns_in,
    pairs,
)
from checker.reading.measures.retold import retold
from checker.reading.measures.rivals import (
    FEWEST,
    WHOLE,
    behind_verbs,
    compared,
    held_against,
    in_brackets,
    is_against,
    is_margin,
    listed,
    of_the_same,
    round_of,
)
from checker.reading.measures.saidbest import said_best
from checker.reading.measures.standins import gone_on_about, named_before, with_standins
from checker.reading.measures.stating import statement_of
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at, speaks_of
from checker.rulebook.facts import PERCENT
from checker.world import is_known_person

COMMA, HYPHEN = ",", "-"


def annotate(layers: Layers) -> None:
    """Append the measured facts to `layers.statements`."""
    before: list[Statement] = []  # what the sentence before measured
    for sentence, inside in by_sentence(layers, layers.numbers):
        known, before = before, []
        lex = layers.measures.get(sentence.lang or "") if inside else None
        if lex is None or not lex.facts:
            continue
        hits = [hit for hit in inside if hit.kind != "ordinal" and not hit.article_one]
        if known and hits:
            before = list(_retold(layers, sentence, hits, known))
            told = {one.evidence.number for one in before if one.evidence is not None}
            layers.statements[:] = [
                one for one in layers.statements if one.evidence is None or one.evidence.number not in told
            ] + before
        if not hits:
            continue
        shares = [hit for hit in hits if hit.kind == PERCENT]
        if not (
            layers.mentions(sentence, lex.nouns.firsts)
            or (shares and layers.mentions(sentence, lex.verbs.firsts))
            or (known and any(layers.facts[one.fact].across is not None for one in known))
            or len(shares) >= FEWEST
        ):
            continue  # only a share goes without its noun
        found = list(_Measured(layers, sentence, layers.row(sentence), hits, lex, known).statements())
        read = {one.evidence.number for one in found if one.evidence is not None}
        left = [hit for hit in hits if (hit.start, hit.end) not in read] if found else ()
        found += _retold(layers, sentence, left, found)
        found = said_best(layers, sentence, found)
        layers.statements.extend(found)
        before += found


def _retold(
    layers: Layers, sentence: Sentence, hits: Sequence[NumberHit], known: Sequence[Statement]
) -> Iterator[Statement]:
    """The last measure, as others give it."""
    again = retold(layers, sentence, hits, known)
    if again is not None:
        figure, last = again
        made = statement_of(layers, sentence, layers.row(sentence), figure, last.fact, None)
        yield replace(made, of=last.of, place=last.place, when=last.when, roles=last.roles)


class _Measured:
    """The measured facts of one sentence: what stands with a noun, then with a verb, then the shares of rivals."""

    def __init__(
        self,
        layers: Layers,
        sentence: Sentence,
        words: Row,
        hits: Sequence[NumberHit],
        lex: MeasureLexicon,
        known: Sequence[Statement],
    ) -> None:
        self.known = known  # what the sentence before measured
        self.layers, self.sentence, self.words, self.lex = layers, sentence, words, lex
        self.lexicon = layers.lexicons[lex.lang]
        nouns, verbs = list(nouns_in(words, lex.nouns)), list(nouns_in(words, lex.verbs))
        self.told, counted = lex.but_full_counts(" ".join(words.folded))
        # only a share is told of votes that are still counted, and the pattern of it is dear
        self.partial = any(hit.kind == PERCENT for hit in hits) and lex.is_partial(self.told)
        facts = {fact for one in (*nouns, *verbs) for fact in one.facts}
        self.foreign = {fact for fact in facts if fact in lex.context and not layers.speaks_of(lex.context[fact])}
        self.other = {fact for fact in facts if self._speaks_of_else(fact)}
        self.off = self.foreign | self.other
        self.nouns = [noun for noun in nouns if not self.off.issuperset(noun.facts)]
        self.verbs = [verb for verb in verbs if not self.other.issuperset(verb.facts)]
        spans = {index_at(words, hit.start - sentence.start): hit for hit in hits}
        self.spans = {first: hit for first, hit in spans.items() if first not in counted}
        self.numbers: set[int] = set()  # the first words of those that are taken
        self.named: dict[str, list[Candidate]] = {}  # by fact, once asked for
        self.told_of: set[str] = set()  # the facts that are found
        self.last: Statement | None = None  # the last one
        self._across: list[Statement] = []  # those sent over another country
        self.whose: dict[int, Candidate] = {}  # by the word behind a number that is found

    def statements(self) -> Iterator[Statement]:
        """All of them."""
        yield from self._by_noun()
        yield from self._going_on()
        yield from self._by_verb()
        yield from self._contested()
        shares_last = sorted(self.lex.facts, key=lambda name: (self.layers.facts[name].counts == PERCENT, name))
        for name in shares_last:
            if not self.layers.facts[name].roles:
                continue
            if name in self.told_of or (self.layers.facts[name].counts == PERCENT and self._may_be_shared(name)):
                yield from self._of_rivals(name)

    def _speaks_of_else(self, fact: str) -> bool:
        if self.partial and self.layers.facts[fact].recurs:
            return True
        unless = self.lex.unless.get(fact)
        return unless is not None and speaks_of(self.told, unless)

    def _candidates(self, fact: str, *, speakers: bool = False) -> list[Candidate]:
        named = candidates(self.layers, self.sentence, self.words, self.lex.verbs_of(fact), speakers=speakers)
        return with_standins(self.layers, self.sentence, self.words, named)

    def _whose(self, fact: str, first: int) -> Candidate | None:
        if fact not in self.named:
            self.named[fact] = self._candidates(fact)
        beats = self.lex.beats.get(fact, frozenset())
        found, hit = whose(self.named[fact], self.words, first, beats, self.lex.lang), self.spans.get(first)
        told = claimants_of(self.layers, hit.start, hit.end) if found is None and hit is not None else ()
        others = but_for(told, self._candidates(fact, speakers=True)) if told else ()
        return whose(others, self.words, first, beats, self.lex.lang) if others else found

    def _by_noun(self) -> Iterator[Statement]:
        layers, words, lex = self.layers, self.words, self.lex
        taken: set[int] = set()
        for figure in pairs(self.sentence, words, self.nouns, self.spans, lex):
            first, noun = figure.first, figure.noun
            if first in self.numbers or noun.first in taken:
                continue
            fact = fact_of(layers, words, first, figure.hit, [one for one in noun.facts if one not in self.off], lex)
            if fact is None:
                continue
            sending, whole = layers.facts[fact].across, None
            people = layers.facts[fact].counts == PERSON
            if (people or sending is not None) and lex.needs_before(words, fact, noun.after, first):
                continue  # «los drones destruyeron 12», "troops freed 14 hostages"
            if sending is not None and noun.after <= first and self._is_means(noun):
                continue  # «el ataque con drones contra Odesa dejó dos heridos»
            if noun.after <= first and layers.facts[fact].roles and is_against(words, first, self.lexicon):
                continue  # "50% of the vote against 43% for X"
            if sending not in (None, fact, *self.off) and of_which(
                self.sentence, words, self.spans, figure, lex.needs, self.lexicon
            ):
                fact = sending or fact
            if (part := part_of(words, self.spans, self.numbers, figure, lex)) is not None:
                whole, figure, first = figure, part, part.first
                fact = self._befell(fact, noun)
            if layers.facts[fact].roles and (
                words[figure.after].text == HYPHEN or is_margin(words, first, self.lexicon)
            ):
                continue  # "the 102-seat parliament"; «ganó por 312 votos»
            if (
                people
                and (
                    (lex.is_one(words[noun.first]) and figure.hit.quantity.low != 1)  # "took 40 villagers captive"
                    or any(map(self.lexicon.is_finite, words[figure.after : noun.first]))  # «25 siguen cautivos»
                    or act_themselves(words, noun, lex.needs.get(fact, frozenset()), self.lexicon)
                )
            ):
                continue
            chosen = self._whose(fact, first) if layers.facts[fact].roles else None
            if layers.facts[fact].roles and (chosen is None or chosen.first > first):
                chosen = self._own(fact, first) or self._before(fact, first) or chosen
            between_them = words[min(figure.after, noun.after) : max(first, noun.first)]
            if layers.facts[fact].roles and (chosen is None or any(word.text == COMMA for word in between_them)):
                continue  # «tras el voto, Ruiz …»: its share of something else
            self.numbers.add(first)
            taken.add(noun.first)
            yield (made := self._made(fact, figure, chosen))
            then = moved_to(self.sentence, words, figure, self.spans) if made.superseded else None
            if then is not None and then.first not in self.numbers and fits(layers.facts[fact], then.hit):
                self.numbers.add(then.first)
                yield self._made(fact, then, chosen)
            yield from self._wholes(fact, figure, whole)

    def _is_means(self, noun: Noun) -> bool:
        """«el ataque con drones», "the drone strike": whether a noun only says by what something is done."""
        words, lexicon = self.words, self.lexicon
        if lexicon.noun_last:
            then = words[noun.after] if noun.after < len(words) else None
            called = then is not None and any(
                not words.forms[noun.after].isdisjoint(one) for one in self.lex.needs.values()
            )
            return called and then is not None and lexicon.participle.search(then.folded) is None
        led = noun.first > 1 and words[noun.first - 1].folded in lexicon.lists["of"] | lexicon.lists["listed_with"]
        return led and not lexicon.is_any(words[noun.first - 2], "numbers_of")

    def _wholes(self, fact: str, figure: Measure, whole: Measure | None) -> Iterator[Statement]:
        """Of how many that were sent a figure is a part: "31 of 38 drones", «31 drones de un total de 38»."""
        sending = self.layers.facts[fact].across
        if sending is None or sending in (fact, *self.off):
            return
        lex, spans = self.lex, self.spans
        whole = whole or whole_of(self.sentence, self.words, spans, figure, lex, lex.needs, self.lexicon)
        if whole is not None and whole.first not in self.numbers:
            self.numbers.add(whole.first)
            yield self._made(sending, whole, None)

    def _befell(self, fact: str, noun: Noun) -> str:
        """«58 de los 64 drones lanzados fueron derribados»: what befell a part of those that were sent."""
        if self.layers.facts[fact].across != fact:
            return fact
        told = self.lex.told_in(self.words)
        return next((one for one in noun.facts if one not in self.off and one != fact and one in told), fact)

    def _going_on(self) -> Iterator[Statement]:
        """«lanzó 112 drones, de los que 88 fueron derribados»: figures of the same without their noun."""
        across = [fact for fact in self.lex.facts if self.layers.facts[fact].across is not None]
        before = {one.fact for one in self.known} | self.told_of
        verbs = {fact: self.lex.needs.get(fact, frozenset()) for fact in across if fact not in self.off}
        if before.isdisjoint(across):
            return
        found = going_on(self.sentence, self.words, self.spans, self.numbers, verbs, self.lexicon, self.lex)
        for fact, figure, whole in found:
            if figure.first in self.numbers:
                continue
            self.numbers.add(figure.first)
            made = self._made(fact, figure, None)
            own = fact in before or made.aspect is not Aspect.PART
            yield made if own else replace(made, aspect=Aspect.TOTAL)
            if whole is not None:
                yield from self._wholes(fact, figure, whole)

    def _own(self, fact: str, first: int) -> Candidate | None:
        """ "The party said it had won 55 seats", «X aseguró que ganó con el 51 %», «que las actas le dan el 52 %»: who
        speaks, of themselves."""
        that = [at for at in self.words.where(claim_words(self.lex.lang).that) if at < first]
        if that and not self.lexicon.noun_last:
            given = claim_words(self.lex.lang).datives & {word.folded for word in self.words[that[-1] : first]}
            does = bool(given) or not self.lex.verbs_of(fact).isdisjoint(self.words.forms[that[-1] + 1])
            told = [one for one in self._candidates(fact, speakers=True) if one.after <= that[-1]] if does else []
            return told[-1] if told and self.layers.speaks(told[-1].start) else None
        back = claim_words(self.lex.lang).back
        said = [at for at in self.words.where(back) if at < first]
        named = self._candidates(fact, speakers=True) if said and self.lexicon.noun_last else []
        return next((one for one in reversed(named) if one.after < said[-1]), None)

    def _before(self, fact: str, first: int) -> Candidate | None:
        """ "It will have 54 seats": who the sentence before gave a figure to, or the only one named."""
        needs = self.lex.needs.get(fact, frozenset())
        whom = named_before(self.words, self.known, self.lex.lang) or gone_on_about(
            self.layers, self.sentence, self.words, needs
        )
        return None if whom is None or first == 0 else Candidate(0, 1, whom, self.sentence.start, self.sentence.start)

    def _by_verb(self) -> Iterator[Statement]:
        layers, sentence, words, lex = self.layers, self.sentence, self.words, self.lex
        for figure in pairs(sentence, words, self.verbs, self.spans, lex, strange=BEFORE):
            first = figure.first
            if first in self.numbers:
                continue
            for fact in figure.noun.facts:
                may_be = fact not in self.other and fits(layers.facts[fact], figure.hit)
                chosen = self._whose(fact, first) if may_be else None
                if chosen is None or (fact in self.foreign and not is_known_person(chosen.ref.text)):
                    continue
                beside = lex.beside.get(fact, frozenset())
                if is_bare(layers, sentence, words, figure, chosen, beside, lex):
                    self.numbers.add(first)
                    yield self._made(fact, figure, chosen)
                    break

    def _may_be_shared(self, fact: str) -> bool:
        """Whether the sentence speaks of that of which rivals have shares."""
        if fact in self.foreign or self._speaks_of_else(fact):
            return False
        context = self.lex.context.get(fact)
        known = any(fact in one.facts for one in (*self.nouns, *self.verbs))
        return known or (context is not None and speaks_of(self.told, context))

    def _of_rivals(self, fact: str) -> Iterator[Statement]:
        sentence, words = self.sentence, self.words
        left = {
            first: (index_at(words, hit.end - sentence.start - 1) + 1, hit)
            for first, hit in self.spans.items()
            if first not in self.numbers and (fits(self.layers.facts[fact], hit) or self._is_bare_share(fact, hit))
        }
        if not left:
            return
        rivals = self.named.get(fact) or self._candidates(fact)
        found = dict(held_against(words, left, rivals, self.lex.parts, self.lexicon) if self.numbers else ())
        if self.layers.facts[fact].counts != PERCENT:
            if self.last is not None and self.last.fact == fact and isinstance(told := self.last.value, Quantity):
                needs, value = self.lex.needs.get(fact, frozenset()), told.low or told.high or Decimal(0)
                others = [one for one in rivals if one.ref not in {had.ref for had in self.whose.values()}]
                found |= behind_verbs(words, left, others, needs, value, self.lex.parts)
                found |= listed(words, left, others, self.lexicon, known=True, like=value)
        else:
            found |= in_brackets(words, left, rivals, sentence.start)
            found |= of_the_same(words, left, self.whose)
            found |= listed(words, left, rivals, self.lexicon, known=fact in self.told_of)
        for first, rival in sorted(found.items()):
            after, hit = left[first]
            self.numbers.add(first)
            yield self._made(fact, Measure(hit, first, after, Noun(first, after, (fact,))), rival)

    def _is_bare_share(self, fact: str, hit: NumberHit) -> bool:
        """«… el 42,6 %, y Funes, el 9,1», "50.1 percent to 49.9 for X": a share without its sign beside one that has
        it."""
        share = self.layers.facts[fact].counts == PERCENT and fact in self.told_of and hit.kind == "number"
        value = hit.quantity.low
        return share and hit.role is None and value is not None and value < WHOLE and value % 1 != 0

    def _contested(self) -> Iterator[Statement]:
        """«el 52 %, y no el 45 % que le atribuye la Comisión»: a second figure of the same, which is another's."""
        for first, hit in self.spans.items():
            last = self.last
            if last is None or first in self.numbers or not fits(self.layers.facts[last.fact], hit):
                continue
            if any(one.strength >= CITED for one in self.layers.attributions_at(hit.core_start, hit.core_end)):
                self.numbers.add(first)
                after = index_at(self.words, hit.end - self.sentence.start - 1) + 1
                figure = Measure(compared(hit), first, after, Noun(first, after, (last.fact,)))
                made = self._made(last.fact, figure, None)
                yield replace(made, of=last.of, place=last.place, when=last.when, roles=last.roles)

    def _made(self, fact: str, figure: Measure, whom: Candidate | None) -> Statement:
        self.told_of.add(fact)
        if whom is not None:
            self.whose[figure.after] = whom
        made = statement_of(self.layers, self.sentence, self.words, figure, fact, whom)
        having = {one.ref.text for one in self.whose.values()}  # «X sumó 5, por 4 de Y» is no word of X
        made = replace(made, claimants=tuple(one for one in made.claimants if one.text not in having))
        if made.stance is Stance.PLANNED and self.layers.facts[fact].recurs and made.roles:
            made = replace(made, stance=Stance.ASSERTED)  # "it will have 51 seats"
        if fact in self.lex.occasions and (called := exchange_of(self.layers, self.lex.occasions[fact])) is not None:
            made = replace(made, roles={**made.roles, OCCASION: called})
        if (
            self.layers.facts[fact].recurs
            and (round_ := round_of(self.layers, self.sentence, figure.hit, self.lex)) is not None
        ):
            made = replace(made, roles={**made.roles, ROUND: round_})
        sending = self.layers.facts[fact].across
        if sending is not None:
            sent = self.lex.needs.get(sending, frozenset())
            made = told_across(self.layers, self.sentence, self.words, made, sent, (*self.known, *self._across))
            self._across.append(made)
        self.last = made
        return made
