"""Who it is of whom a sentence says that they have died: before the verb, behind it, behind its object's preposition.

In: a sentence with its persons. Out: a base for deaths.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker import world
from checker.model.record import lazily
from checker.model.statement import Ref
from checker.reading.claimants.claimwords import claim_words
from checker.reading.events.aliases import QUOTES, aliases_in
from checker.reading.events.deathwords import DeathGrammar
from checker.reading.events.eventsentence import EventSentence
from checker.reading.layers import Layers, NameHit, Sentence, between
from checker.reading.meaning.stancewords import stance_grammar
from checker.reading.text.words import Word

NAMED = 8  # words between the noun and the person, all of them light
BESIDE = 5  # words between the person and the verb
OWNER = 3  # words before a person in which somebody else is told of
APPOSED = 14  # words of «jefe del frente …» behind a person
AGED = 4  # the last sign of one with words: «, de 91 años,»
AGE = 3  # signs and number of an age in between
FRONTED = 24  # words behind a verb in which its subject is named


class Mortals(EventSentence):
    """Who dies in one sentence."""

    def __init__(self, layers: Layers, sentence: Sentence, grammar: DeathGrammar) -> None:
        super().__init__(layers, sentence)
        self.grammar = grammar

    def _subject(self, at: int, last: int | None = None) -> Ref | None:
        """The person right before the verb, or behind it: «ha muerto X», «murió el lunes en Lima el poeta X»."""
        before = [hit for hit in self._persons if hit.end <= self.at(at)]
        near = [hit for hit in before if self._is_near(hit, at)]
        if near:  # who speaks is asked only then, as it takes most
            told = next((hit for hit in reversed(before) if not self.layers.speaks(hit.start)), None)
            if told in near:
                return None if self._is_other(told) else self._ref(told)
        after = (at if last is None else last) + 1
        behind = [hit for hit in self._persons if self._led(after, self.index(hit.start))]
        if not behind and self._is_fronted(at) and (hit := self._behind_verb(after, whom=False)) is not None:
            behind = [hit]
        return self._ref(behind[0]) if behind else None

    def _is_fronted(self, at: int) -> bool:
        """Whether a verb opens its clause, its auxiliary before it."""
        if not self.grammar.verb_first:
            return False
        first = at - 1 if at and not self.words.forms[at - 1].isdisjoint(self.grammar.passive) else at
        return not first or not self.words[first - 1].is_word or self.words.folded[first - 1] in self.grammar.opens

    def _behind_verb(self, at: int, *, whom: bool) -> NameHit | None:
        """The person whom the noun phrase behind a verb names, as its object («mataron a tiros al alcalde X») or not;
        nobody of whom that one is only something: «murió el hijo de X»."""
        person = next((hit for hit in self._persons if self.index(hit.start) >= at), None)
        if person is None or self.layers.speaks(person.start):
            return None
        name = self._opening(person)
        owns = self.words.texts[self.index(person.end - 1)]
        opens = self._phrase(at, name, whom=whom) if world.without_possessive(owns) == owns else None
        if opens is None:
            return None
        said, comma = list(self.words.folded[opens:name]), name > opens and self.words.texts[name - 1] == ","
        plain = (word.isalpha() or word == "-" for word in said[: -1 if comma else None])  # "al-Qaeda leader"
        if not self.grammar.apart.isdisjoint(said) or not all(plain):
            return None
        others = self.grammar.others - self.grammar.apart
        owned = (n for n in range(opens + 1, name) if self.words.folded[n] in others)
        small = (n + 1 if self.words.folded[n + 1] not in self.grammar.articles else n + 2 for n in owned)
        return None if not comma and any(n >= name or not self.is_name(n) for n in small) else person

    def _phrase(self, at: int, name: int, *, whom: bool) -> int | None:
        """Where the noun phrase begins that ends with a name: behind its preposition, or at an article that no
        preposition governs."""
        if name - at > FRONTED:
            return None
        if not self.grammar.verb_first or name == at:
            return at
        if whom:
            return next((n + 1 for n in range(name - 1, at - 1, -1) if self.words.folded[n] in self.grammar.to), None)
        for n in range(at, name):
            led = self.words.folded[n] in self.grammar.articles and not self.in_date(n)
            governed = n > at and self.words.folded[n - 1] in self.grammar.before
            if led and not governed and self.words.folded[n] not in self.grammar.others:
                return n
            if (
                self.words[n].is_digits
                and not self.in_date(n)
                and self.words.folded[n - 1] not in self.grammar.articles
            ):
                return None
        return None

    def _is_near(self, person: NameHit, at: int) -> bool:
        """Whether somebody stands right before a verb, but for small words."""
        apart = self._apart(person, at)
        says = claim_words(self.lang).verbs  # «el alcalde, Ruiz, dijo que murieron 12»
        if apart and apart[0].folded in self.grammar.passive_words:
            return len(apart) <= 2  # "X was found dead"
        return apart is not None and all(w.is_word and not w.has_capital and w.folded not in says for w in apart)

    def _apart(self, person: NameHit, at: int) -> Sequence[Word] | None:
        """What stands between a person before a verb and it, but for an age and what they are: «X, 91,», «X,
        jefe del frente,», «su jefe, X,»; nothing where it is too far."""
        first, after = self._opening(person), self.index(person.end - 1) + 1
        after += sum(1 for word in self.words[after : after + 1] if word.text in QUOTES)
        apart = self.words[after:at]
        if len(apart) > 1 and apart[0].folded in self.grammar.of_places and apart[1].has_capital:
            apart = apart[next((n for n, word in enumerate(apart) if n and not word.has_capital), len(apart)) :]
        if apart and apart[0].text == ",":
            commas = [n for n, word in enumerate(apart) if word.text == "," and n]
            if len(apart) >= AGE and apart[1].is_digits:
                apart = apart[AGE:]
            elif commas and commas[0] <= AGED and any(word.is_digits for word in apart[: commas[0]]):
                apart = apart[commas[0] + 1 :]  # «, de 91 años,»
            elif commas and self._is_title(apart[1 : commas[-1]]):
                apart = apart[commas[-1] + 1 :]
            elif first and self.words[first - 1].text == ",":
                apart = apart[1:]
        return apart if len(apart) <= BESIDE else None

    def _is_title(self, words: Sequence[Word]) -> bool:
        """«máximo cabecilla del frente», "the leader of the group", «que gobernó Malta»: what tells who somebody is."""
        opening = words[:OWNER]
        told = words[0].folded in stance_grammar(self.lang).relatives
        told = told or (words[0].folded in self.grammar.articles and not words[0].has_capital)  # "X, the painter,"
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

    def _meant(self, at: int) -> Ref | None:
        """Who a pronoun means: who was named last before it."""
        before = [one for one in self._persons if one.end <= self.at(at)]
        silent = [one for one in before if not self.layers.speaks(one.start)]
        if not before:
            return self._told_before()
        kin = [
            one
            for one in before
            if self.index(one.start) and self.words.folded[self.index(one.start) - 1] in self.grammar.others
        ]
        named = silent or kin  # «la familia de X desmiente su muerte»
        return self._ref(named[-1]) if named else None

    def _past_person(self, at: int) -> int:
        """The index behind the first person named behind a word."""
        ends = (self.index(hit.end - 1) + 1 for hit in self._persons if hit.start > self.at(at))
        return next(ends, len(self.words))
