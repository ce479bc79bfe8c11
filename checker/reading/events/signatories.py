"""Who makes an agreement that is no country: «el acuerdo entre la UNAM y el sindicato», "Shell and the union signed".

In: the words of one sentence, places, persons. Out: the ids of the two, those that have a name; one that has none («la
empresa», "the union") may be any, so that only the other one is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import world
from checker.model.entity import is_country
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.eventsentence import EventSentence
from checker.reading.events.eventwords import EventGrammar, pact_words
from checker.reading.layers import between, touching
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import is_known
from checker.reading.text.words import Word

NEAR = 14  # words between an agreement and «entre»
FAR = 12  # words of both parties
INSIDE = frozenset("'’&-–.") | {"'s", "’s"}  # signs inside the name of a party


class Signatories(EventSentence):
    """The parties of an agreement that one sentence names."""

    def pair(self, thing: int, verb: int, grammar: EventGrammar) -> tuple[str, ...] | None:
        """The ids of the two that have one, sorted; None unless two are told of whom one has."""
        self.acts = grammar.acts | grammar.things
        for first, after in self._spans(thing, verb):
            split = self._split(first, after)
            sides = [self._party(*span) for span in split] if split else []
            told = tuple(sorted({one for one in sides if one}))
            if len(sides) == 2 and None not in sides and (len(told) == 2 or (told and not is_country(told[0]))):
                return told
        return None

    # --- where they stand ---

    def _spans(self, thing: int, verb: int) -> Iterator[tuple[int, int]]:
        words, pact = self.words, pact_words(self.lang)
        for at in words.where(pact.among):
            if abs(at - thing) <= NEAR:
                yield at + 1, self._end(at + 1)
        for n in range(verb + 1, min(verb + 3, len(words))):
            if words[n].folded in control_grammar(self.lang).agents:  # "was signed by X and Y"
                yield n + 1, self._end(n + 1)
        yield self._start(verb), verb

    def _split(self, first: int, after: int) -> list[tuple[int, int]]:
        """The two whom an "and" joins, or «con» where the verb has one subject."""
        joins, with_whom = self.layers.lexicons[self.lang].lists["joins"], pact_words(self.lang).with_whom
        at = [n for n in range(first + 1, after - 1) if self.words[n].folded in joins]
        if len(at) == 1:
            return [(first, at[0]), (at[0] + 1, after)]
        other = next(
            (n for n in range(after, min(after + FAR, len(self.words))) if self.words[n].folded in with_whom), 0
        )
        return [(first, after), (other + 1, self._end(other + 1))] if other and not at and first < after else []

    def _end(self, first: int) -> int:
        stop = min(first + FAR, len(self.words))
        return next((n for n in range(first, stop) if self._stops(n, self.words[n])), stop)

    def _start(self, verb: int) -> int:
        """Where the subject of a verb begins, small words right before the verb passed over."""
        n = verb
        while n and (self.in_date(n - 1) or self.words[n - 1].folded in self._small):
            n -= 1
        stop = max(0, n - FAR)
        return next((m + 1 for m in range(n - 1, stop - 1, -1) if self._stops(m, self.words[m])), stop)

    def _stops(self, at: int, word: Word) -> bool:
        if not word.is_word:
            return word.text not in INSIDE
        return word.folded in self._small or self.in_date(at) or not self.words.forms[at].isdisjoint(self.acts)

    @property
    def _small(self) -> frozenset[str]:
        cues = place_words(self.lang)
        return cues.opening - cues.of - cues.definite - self.layers.lexicons[self.lang].lists["joins"]

    # --- who they are ---

    def _is_team(self, named: Sequence[int]) -> bool:
        """«el Valencia», «el Real Madrid»: whether a name is that of a city's team."""
        clubs = place_words(self.lang).clubs
        led = self.words.folded[named[0]] in clubs
        if not led and (not named[0] or self.words.folded[named[0] - 1] not in clubs):
            return False
        place = world.find_place(" ".join(self.words.texts[at] for at in named[led:]))
        return place is not None and place.kind == "city"

    def _party(self, first: int, after: int) -> str | None:
        """The id of a party, "" of one without a name; None of a person, who signs for somebody."""
        named = [n for n in range(first, after) if self.is_name(n) and self.words[n].folded not in world.articles()]
        if named[:1] == [0] and is_known(self.words.texts[0], self.lang):  # "Prosecutors and the company"
            del named[0]
        whole = world.party_of(self.layers.text[self.at(first) : self.end(after - 1)])
        if whole is not None:
            return whole
        bodies = control_grammar(self.lang).army
        states = {
            hit.country for hit in between(self.layers.places, self.at(first), self.end(after - 1)) if hit.country
        }
        if len(states) == 1 and any(bodies.starting(self.words, n) for n in range(first, after)):
            return states.pop()  # "delegations of the Yemeni government"
        if all(bodies.starting(self.words, n) is not None for n in named):  # «el Gobierno», "the union": any
            return "" if after - first > 1 else None
        start, end = self.at(named[0]), self.end(named[-1])
        if touching(self.layers.persons, start, end):
            return None
        text = self.layers.text[self.at(first) : end]
        known = world.party_of(text) or world.party_of(self.layers.text[start:end])
        if known is not None:
            return known
        hits = between(self.layers.places, start, end)
        if self._is_team(named):
            return None
        if len(hits) == 1 and hits[0].start == start and hits[0].end == end and hits[0].country:
            return hits[0].country if hits[0].demonym else hits[0].entity
        return f"org:{world.slug(' '.join(self.words[n].folded for n in named))}"
