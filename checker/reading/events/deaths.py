"""Reads that one person is said to have died, and that somebody denies it.

In: persons, attributions, stances, dates. Out: statements of the fact `death` in `layers.statements`: the role `person`
says who, and the value too, unless it is denied. Told by a noun behind a verb that announces or denies it («desmiente
la muerte de X»), by a verb («niega que X haya muerto») or by being alive. Who denies only how somebody died, or a part
in it, denies no death.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker import world
from checker.model.record import lazily
from checker.model.statement import UNSIGNED, Named, Ref, Stance, Statement
from checker.model.timespan import Certainty, Grain
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.events.aliases import QUOTES
from checker.reading.events.deathwords import death_grammar
from checker.reading.events.dying import BESIDE, NAMED, Mortals
from checker.reading.layers import DateHit, Layers, between
from checker.reading.meaning.stance import stance_of
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.text.signals import form_among, signal

FACT = "death"
FAR = 12  # words between «entre los fallecidos» and «está»
GOVERNED = 10  # words between who announces or denies it and the noun, all of them light
GIVEN = 4  # words between «dar» and «por muerto»
SAID = 3  # and from a word of saying to its «que»


_TOLD = signal(form_among(lambda lang: death_grammar(lang).told))


def annotate(layers: Layers) -> None:
    """Append whose death is told or denied to `layers.statements`."""
    if FACT not in layers.facts:
        return
    for sentence in layers.concerned(_TOLD):
        grammar = death_grammar(sentence.lang or "")
        named = between(layers.persons, sentence.start, sentence.end)
        if named or layers.mentions(sentence, grammar.deny) or layers.mentions(sentence, grammar.called):
            told = list(_Deaths(layers, sentence, grammar).statements())
            if told and next(grammar.unless.all_in(layers.row(sentence)), None) is None:
                layers.statements.extend(told)


class _Deaths(Mortals):
    """Whose death one sentence tells or denies."""

    def statements(self) -> Iterator[Statement]:
        """The first that the sentence tells, if any."""
        yield from next(
            filter(None, map(list, (self._of_nouns(), self._of_verbs(), self._of_phrases(), self._of_life()))), []
        )[:1]

    # --- «desmiente la muerte de X» ---

    def _of_nouns(self) -> Iterator[Statement]:
        for at in self.words.meaning(self.grammar.nouns):
            verb = self._governing(at) or self._announced(at)
            person = (self._behind(at) or self._owner(at) or self._owned(at)) if verb is not None else None
            if verb is None or person is None or self._is_manner(self._past_person(at)):
                continue
            denied = not self.words.forms[verb].isdisjoint(self.grammar.deny)
            stance = (
                Stance.DENIED if denied != self.negated(verb) else stance_of(self.layers, self.at(at), self.end(at))
            )
            if denied and stance is not Stance.DENIED:
                continue  # «no niega la muerte»
            yield self._statement(verb, at, person, stance)

    def _governing(self, at: int) -> int | None:
        """The verb that announces or denies the death, with nothing but light words up to the noun."""
        for n in range(at - 1, max(-1, at - 1 - GOVERNED), -1):
            if not self.words.forms[n].isdisjoint(self.grammar.announce | self.grammar.deny):
                reports = self.words[n].folded in self.grammar.light  # "reports" is a noun here
                if not reports:
                    return n
            owner = any(hit.start <= self.at(n) < hit.end for hit in self._persons)  # "X's death"
            if self.words[n].folded not in self.grammar.light and not owner and not self.in_date(n):
                return None
        return None

    def _announced(self, at: int) -> int | None:
        """«la muerte de X fue confirmada», "X's death, announced by …": the participle behind a noun."""
        for n in range(at + 1, min(at + GOVERNED, len(self.words))):
            led = self.words.folded[n - 1] in self.grammar.passive_words or self.words.texts[n - 1] == ","
            if led and not self.words.forms[n].isdisjoint(self.grammar.announce):
                return n
        return None

    def _behind(self, at: int) -> Ref | None:
        """The person behind a noun: «la muerte de su líder, X», or of whom it is told before: «de su líder»."""
        title = False
        if at + 1 < len(self.words) and self.words[at + 1].folded not in self.grammar.of:
            return None
        for n in range(at + 1, min(at + 1 + NAMED, len(self.words))):
            hit = next((one for one in self._persons if one.start <= self.at(n) < one.end), None)
            if hit is not None:
                return self._ref(hit)
            word = self.words[n]
            title = title or (
                word.folded in self.grammar.titles and self.words[n - 1].folded in self.grammar.possessives
            )
            if word.folded not in self.grammar.of and word.text not in QUOTES:
                break
        return self._told_before() if title else None

    def _owner(self, at: int) -> Ref | None:
        """ "X's death"."""
        hit = next((one for one in self._persons if self.index(one.end - 1) == at - 1), None)
        owns = self.words[at - 1].text if at else ""
        return self._ref(hit) if hit is not None and world.without_possessive(owns) != owns else None

    def _owned(self, at: int) -> Ref | None:
        """«su muerte»: of somebody named before."""
        if not at or self.words[at - 1].folded not in self.grammar.possessives:
            return None
        return self._meant(at)

    # --- «niega que X haya muerto» ---

    def _of_verbs(self) -> Iterator[Statement]:
        for at in (*self.words.meaning(self.grammar.verbs), *self.words.meaning(self.grammar.done)):
            verb = not self.words.forms[at].isdisjoint(self.grammar.verbs)
            if (
                not (verb or self._passive(at) or self._given(at))
                or self.words[at].folded in self.grammar.verbs
                or self._is_unreal(at)
            ):
                continue
            person = self._taken_for_dead(at) if self._given(at) else self._subject(at)
            if person is None and not self._points_back(at):
                continue  # before its stance is asked for, which takes longest
            stance = self.stance(at)
            person = person or (self._told_before() if stance is Stance.DENIED else None)
            if person is None or (stance is Stance.DENIED and self._is_manner(at + 1)):
                continue
            yield self._statement(at, at, person, stance)

    def _of_phrases(self) -> Iterator[Statement]:
        """«perdió la vida», «mataron al alcalde X», «hallaron sin vida a X», «entre los fallecidos está X»."""
        for phrases, whom in ((self.grammar.passes, False), (self.grammar.slain, True), (self.grammar.among, None)):
            for first, after, _ in phrases.all_in(self.words):
                who = whom is True and self._is_relative(first - 1)
                if who or self._is_unreal(first) or self.stance(first) is Stance.DENIED:
                    continue  # «el hombre que mató a X murió»
                end = after if whom is not None else self._after_being(after)
                hit = self._behind_verb(end, whom=bool(whom)) if whom is not False and end is not None else None
                person = self._ref(hit) if hit is not None else None
                if whom and person is None and first and self.words.folded[first - 1] in self.grammar.clitics:
                    person = self._meant(first)  # «al alcalde X lo mataron»
                if whom is False:
                    person = self._subject(first, after - 1)
                if person is not None:
                    stance = self.stance(first)  # what is told is past
                    stance = Stance.ASSERTED if stance is Stance.PLANNED else stance
                    yield self._statement(first, after - 1, person, stance)

    def _is_relative(self, at: int) -> bool:
        """«el hombre que», and not «aseguró el sábado que»."""
        if at < 0 or self.words.folded[at] not in stance_grammar(self.lang).relatives:
            return False
        says = claim_words(self.lang).verbs.keys()
        return all(says.isdisjoint(self.words.forms[n]) for n in range(max(0, at - SAID), at))

    def _after_being(self, at: int) -> int | None:
        """Behind «está», "were", not far from «entre las víctimas mortales de …»."""
        for n in range(at, min(at + FAR, len(self.words))):
            if self.words.folded[n] in self.grammar.being:
                return n + 1
            if self.words.texts[n] in ",;.":
                return None
        return None

    def _is_unreal(self, at: int) -> bool:
        """Whether it did not come to it, or is only a figure or a condition: «casi muere», "died laughing"."""
        if self.grammar.figures.starting(self.words, at + 1) is not None:
            return True
        if any(word.folded in self.grammar.almost for word in self.words[max(0, at - 2) : at]):
            return True
        return self.conditional(at)

    def _given(self, at: int) -> bool:
        """«da por muerto a X», «lo dio por muerto»."""
        led = at > 1 and self.words[at - 1].folded in self.grammar.agents
        return led and any(
            not self.words.forms[n].isdisjoint(self.grammar.given) for n in range(max(0, at - GIVEN), at)
        )

    def _taken_for_dead(self, at: int) -> Ref | None:
        """Whom: behind it, or meant by a pronoun before it."""
        to = at + 2 if at + 1 < len(self.words) and self.words[at + 1].folded in self.grammar.others else at + 1
        behind = next((hit for hit in self._persons if self._led(to, self.index(hit.start))), None)
        if behind is not None:
            return self._ref(behind)
        pronoun = next((n for n in range(max(0, at - GIVEN), at) if self.words[n].folded in self.grammar.clitics), None)
        return self._meant(pronoun) if pronoun is not None else None

    def _passive(self, at: int) -> bool:
        return any(not self.words.forms[n].isdisjoint(self.grammar.passive) for n in range(max(0, at - 2), at))

    def _points_back(self, at: int) -> bool:
        """Whether a denied death is of somebody named before: «desmintió que hubiera muerto», "that he had died"."""
        before = self.words[max(0, at - BESIDE) : at]
        that = stance_grammar(self.lang).clause
        starts = next((n for n, word in enumerate(before) if word.folded in that), None)
        return (
            starts is not None
            and self._closes(at + 1)
            and len(before) - starts <= BESIDE
            and all(word.folded in self.grammar.own for word in before[starts + 1 :])
        )

    def _closes(self, at: int) -> bool:
        """Whether no subject follows a verb: not «que murieran 40 civiles»."""
        if at == len(self.words) or self.in_date(at):
            return True
        return not (self.words[at].is_word or self.words[at].is_digits) or self.words[at].folded in self.grammar.ends

    # --- «X está vivo» ---

    def _of_life(self) -> Iterator[Statement]:
        for first, after, _ in self.grammar.alive.all_in(self.words):
            person = self._subject(first)
            claimants = claimants_of(self.layers, self.at(first), self.end(first))
            asserted = self.stance(first) is Stance.ASSERTED
            told = claimants or not claim_words(self.lang).verbs.keys().isdisjoint(self.words.kinds)
            if person is not None and told and asserted:
                yield self._statement(first, after - 1, person, Stance.DENIED)
        for first, after, _ in self.grammar.i_live.all_in(self.words):
            said = {claimant.text for claimant in claimants_of(self.layers, self.at(first), self.end(after - 1))}
            hit = next((hit for hit in self._persons if self.layers.text[hit.start : hit.end] in said), None)
            if hit is not None:
                yield self._statement(first, after - 1, self._ref(hit), Stance.DENIED)

    # --- how ---

    def _is_manner(self, at: int) -> bool:
        """Whether what follows says how: that may be denied without the death."""
        near = range(at, min(at + 2, len(self.words)))
        return any(self.grammar.manner.starting(self.words, n) is not None for n in near)

    @lazily
    def _told_dates(self) -> list[DateHit]:
        """The dates on which somebody may have died: none to come, and none that lasts («gobernó de 2010 a 2015»)."""
        printed = self.layers.article.published
        return [
            one
            for one in self.dates
            if one.span is None
            or not (one.span.grain is Grain.RANGE or (printed and printed.before(one.span) is Certainty.CERTAIN))
        ]

    def _statement(self, first: int, last: int, person: Ref, stance: Stance) -> Statement:
        layers, sentence = self.layers, self.sentence
        start, end = self.at(first), self.end(last)
        named = layers.text.find(person.text, sentence.start, sentence.end)
        if named >= 0:
            start, end = min(start, named), max(end, named + len(person.text))
        denied = stance is Stance.DENIED
        when = next((hit.span for hit in self._told_dates if not denied or hit.end <= self.at(last)), None)
        return Statement(
            fact=FACT,
            value=None if denied else Named(person.text, person.entity),
            article=UNSIGNED,
            stance=stance,
            claimants=claimants_of(layers, self.at(last), self.end(last)),
            when=None if denied else when,
            as_of=when if denied else None,  # when it was denied
            roles={"person": person},
            evidence=self.layers.evidence(self.sentence, start, end),
            confidence=0.7,
        )
