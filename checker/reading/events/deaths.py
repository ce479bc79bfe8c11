"""Reads that one person is said to have died, and that somebody denies it.

In: persons, attributions, stances, dates. Out: statements of the fact `death` in `layers.statements`: the role `person`
says who, and the value too, unless it is denied. Told by a noun behind a verb that announces or denies it («desmiente
la muerte de X»), by a verb («niega que X haya muerto») or by being alive. Who denies only how somebody died, or a part
in it, denies no death.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import world
from checker.model.record import lazily
from checker.model.statement import UNSIGNED, Named, Ref, Stance, Statement
from checker.model.timespan import Certainty, Grain
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.events.aliases import QUOTES, aliases_in
from checker.reading.events.deathwords import DeathGrammar, death_grammar
from checker.reading.events.eventsentence import EventSentence
from checker.reading.layers import DateHit, Layers, NameHit, Sentence, between
from checker.reading.meaning.stance import stance_of
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.text.signals import form_among, signal
from checker.reading.text.words import Word

FACT = "death"
GOVERNED = 10  # words between who announces or denies it and the noun, all of them light
NAMED = 8  # words between the noun and the person, all of them light
BESIDE = 5  # words between the person and the verb
OWNER = 3  # words before a person in which somebody else is told of
GIVEN = 4  # words between «dar» and «por muerto»
APPOSED = 14  # words of «jefe del frente …» behind a person
AGE = 3  # signs and number of an age in between


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


class _Deaths(EventSentence):
    """Whose death one sentence tells or denies."""

    def __init__(self, layers: Layers, sentence: Sentence, grammar: DeathGrammar) -> None:
        super().__init__(layers, sentence)
        self.grammar = grammar

    def statements(self) -> Iterator[Statement]:
        """The first that the sentence tells, if any."""
        yield from next(filter(None, map(list, (self._of_nouns(), self._of_verbs(), self._of_life()))), [])[:1]

    # --- «desmiente la muerte de X» ---

    def _of_nouns(self) -> Iterator[Statement]:
        for at in self.words.meaning(self.grammar.nouns):
            verb = self._governing(at)
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

    def _meant(self, at: int) -> Ref | None:
        """Who a pronoun means: who was named last before it."""
        before = [one for one in self._persons if one.end <= self.at(at)]
        silent = [one for one in before if not self.layers.speaks(one.start)]
        if not before:
            return self._told_before()
        return self._ref(silent[-1]) if silent else None

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

    def _subject(self, at: int) -> Ref | None:
        """The person right before the verb, or right behind it («ha muerto X»)."""
        before = [hit for hit in self._persons if hit.end <= self.at(at)]
        near = [hit for hit in before if self._is_near(hit, at)]
        if near:  # who speaks is asked only then, as it takes most
            last = next((hit for hit in reversed(before) if not self.layers.speaks(hit.start)), None)
            if last in near:
                return None if self._is_other(last) else self._ref(last)
        behind = [hit for hit in self._persons if self._led(at + 1, self.index(hit.start))]
        return self._ref(behind[0]) if behind else None

    def _is_near(self, person: NameHit, at: int) -> bool:
        """Whether somebody stands right before a verb, but for small words."""
        apart = self._apart(person, at)
        says = claim_words(self.lang).verbs  # «el alcalde, Ruiz, dijo que murieron 12»
        return apart is not None and all(w.is_word and not w.has_capital and w.folded not in says for w in apart)

    def _apart(self, person: NameHit, at: int) -> Sequence[Word] | None:
        """What stands between a person before a verb and it, but for an age and what they are: «X, 91,», «X,
        jefe del frente,», «su jefe, X,»; nothing where it is too far."""
        first, after = self._opening(person), self.index(person.end - 1) + 1
        after += sum(1 for word in self.words[after : after + 1] if word.text in QUOTES)
        apart = self.words[after:at]
        if apart and apart[0].text == ",":
            commas = [n for n, word in enumerate(apart) if word.text == "," and n]
            if len(apart) > AGE and apart[1].is_digits:
                apart = apart[AGE:]
            elif commas and self._is_title(apart[1 : commas[-1]]):
                apart = apart[commas[-1] + 1 :]
            elif first and self.words[first - 1].text == ",":
                apart = apart[1:]
        return apart if len(apart) <= BESIDE else None

    def _is_title(self, words: Sequence[Word]) -> bool:
        """«máximo cabecilla del frente», "the leader of the group", «que gobernó Malta»: what tells who somebody is."""
        opening = words[:OWNER]
        told = words[0].folded in stance_grammar(self.lang).relatives
        return len(words) <= APPOSED and (told or any(word.folded in self.grammar.titles for word in opening))

    def _opening(self, person: NameHit) -> int:
        """Where a name begins, with «alias» and its quotation marks."""
        first = self.index(person.start)
        while first and (self.words[first - 1].folded in self.grammar.called or self.words[first - 1].text in QUOTES):
            first -= 1
        return first

    def _led(self, first: int, person: int) -> bool:
        """Whether nothing but titles and «alias» stands before a person: «ha muerto el comandante X»."""
        light = self.grammar.of - self.grammar.others | self.grammar.called
        return first <= person <= first + NAMED and all(
            self.words[n].folded in light or self.words[n].text in QUOTES for n in range(first, person)
        )

    def _is_other(self, person: NameHit) -> bool:
        """Whether a verb behind a person tells of another: "X's mother", «la madre de X», "the man who killed X"."""
        first, last = self.index(person.start), self.index(person.end - 1)
        owns = self.words[last].text
        if world.without_possessive(owns) != owns:
            return True
        near = self.words[max(0, first - OWNER) : first]
        cues = claim_words(self.lang)
        if len(near) > 1 and near[-1].folded in cues.that and near[-2].folded in cues.of:
            return False  # «los informes de que X ha muerto», and not «la mujer de la que X se enamoró»
        return any(
            word.folded in self.grammar.others and (n == len(near) - 1 or near[-1].text[0].islower())
            for n, word in enumerate(near)
        )

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
            if person is not None and claimants and asserted:
                yield self._statement(first, after - 1, person, Stance.DENIED)

    # --- who ---

    @lazily
    def _persons(self) -> list[NameHit]:
        """Who is named, in order; who has an alias goes by it alone, as others may give no other name."""
        named = between(self.layers.persons, self.sentence.start, self.sentence.end)
        aliases = aliases_in(self.layers, self.sentence, self.grammar.called)
        if not aliases:
            return named
        kept = [one for one in named if not any(one.start < hit.end and hit.start < one.end for hit in aliases)]
        shown = [one for one in kept if not self._is_introduced(one)]
        return sorted((*shown, *aliases), key=lambda one: one.start)

    def _is_introduced(self, person: NameHit) -> bool:
        """«Rubén Ochoa, alias …»."""
        near = range(self.index(person.end - 1) + 1, min(self.index(person.end - 1) + 3, len(self.words)))
        return any(self.words[n].folded in self.grammar.called for n in near)

    def _ref(self, hit: NameHit) -> Ref:
        return Ref(world.without_possessive(self.layers.text[hit.start : hit.end]), hit.entity)

    def _told_before(self) -> Ref | None:
        """The person named last before the sentence, or the only one whom the text names."""
        if self.layers.in_title:
            return None
        before = [hit for hit in self.layers.persons if hit.end <= self.sentence.start]
        silent = [hit for hit in before if not self.layers.speaks(hit.start)]
        others = {hit.entity for hit in self.layers.persons}
        if silent:
            return self._ref(silent[-1])
        return self._ref(self.layers.persons[0]) if len(others) == 1 else None

    def _past_person(self, at: int) -> int:
        """The index behind the first person named behind a word."""
        ends = (self.index(hit.end - 1) + 1 for hit in self._persons if hit.start > self.at(at))
        return next(ends, len(self.words))

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
