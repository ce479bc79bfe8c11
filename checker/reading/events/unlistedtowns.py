"""The towns that no list of places has, where only a town can stand: behind a verb of holding or before it."""

from __future__ import annotations

from itertools import pairwise

from checker import world
from checker.model.record import lazily
from checker.model.statement import Ref
from checker.reading.events.controlwords import ControlGrammar
from checker.reading.events.towns import Town, TownSentence
from checker.reading.layers import Layers, Sentence, touching
from checker.reading.places.placewords import place_words
from checker.world import names

OBJECT = 8  # words between a verb and the place, all of them light
APPOSED = 4  # words behind a name and its comma in which it is called a town
CLOSING = '"”»'  # the quote behind a verb: 'had "liberated" X'


class UnlistedTowns(TownSentence):
    """A sentence with the towns that it names, known or not."""

    def __init__(self, layers: Layers, sentence: Sentence, grammar: ControlGrammar) -> None:
        super().__init__(layers, sentence)
        self.grammar = grammar

    def needed(self, lemmas: frozenset[str]) -> frozenset[str]:
        """The words of which a verb needs one before the town: "is in control of X"."""
        through = self.grammar.through
        return frozenset().union(*(through[lemma] for lemma in lemmas & through.keys()))

    def unknown_behind(self, at: int) -> Town | None:
        """A name that no list of places has, behind a verb and light words, and with nothing told of it."""
        first = after = self.past_light(at)
        while after < len(self.words) and (self.is_name(after) or self._is_inside(after, first)):
            after += 1
        follows = self.words[after] if after < len(self.words) else None
        if follows is not None and follows.is_word and not self.in_date(after):
            small = place_words(self.lang).opening - self.grammar.ahead  # no "took Ruiz to court"
            if not self.words.forms[at].isdisjoint(self.grammar.loses):
                small |= self.grammar.given_to  # but "ceded X to"
            if follows.text[0].isupper() or follows.folded not in small:
                return None
        led = {word.folded for word in self.words[at + 1 : first]} & self._of_towns
        return self.named(first, after, sure=bool(led) or self._is_town_behind(after))

    def _is_inside(self, at: int, first: int) -> bool:
        """A particle inside a name: «Mocímboa da Praia»."""
        inside = first < at < len(self.words) - 1 and self.is_name(at - 1) and self.is_name(at + 1)
        return inside and names.is_particle(self.words.texts[at]) and self.words.folded[at] not in self.grammar.follows

    @lazily
    def _of_towns(self) -> frozenset[str]:
        """Words before a name that only a town has: "control of", «la ciudad de»."""
        return frozenset().union(*self.grammar.through.values(), place_words(self.lang).towns)

    def _is_town_behind(self, after: int) -> bool:
        """ "Malam Fatori, a garrison town near the border"."""
        if after >= len(self.words) or self.words[after].text != ",":
            return False
        towns, small = place_words(self.lang).towns, self.grammar.follows
        told = [*self.words[after + 1 : after + 2 + APPOSED], None]
        return any(
            town is not None and town.folded in towns and (then is None or not then.is_word or then.folded in small)
            for town, then in pairwise(told)
        )

    def past_light(self, at: int) -> int:
        """Where something that is no light word stands behind a verb."""
        stop, light = min(at + 1 + OBJECT, len(self.words)), self.grammar.light
        at += at + 1 < len(self.words) and self.words.texts[at + 1] in CLOSING
        if needed := self.needed(self.words.forms[at]):
            light = light | self.grammar.inside | needed
        apart = (n for n in range(at + 1, stop) if self.words[n].folded not in light and not self.in_date(n))
        return next(apart, stop)

    def unnamed_before(self, at: int) -> Town | None:
        """The same right before a verb."""
        first = at
        while first > 0 and self.is_name(first - 1):
            first -= 1
        if 0 < first < at and self.words[first - 1].folded in self.grammar.within:
            return None
        return self.named(first, at)

    def named(self, first: int, after: int, *, sure: bool = False) -> Town | None:
        """The town of a name; `sure`: something says that it is one, even if it sounds like a person's."""
        if first == after:
            return None
        start, end = self.at(first), self.end(after - 1)
        text = self.layers.text[start:end]
        known = (self.layers.places, () if sure else self.layers.persons, self.layers.organisations)
        if world.party_of(text) is not None or any(touching(hits, start, end) for hits in known):
            return None
        return Town(first, after, Ref(text, f"place:{world.slug(text)}"), None)
