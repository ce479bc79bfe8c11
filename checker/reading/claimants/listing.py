"""The claimants that one phrase names: «la policía y el alcalde», «X, portavoz de Y»; some joins stand inside a name.

In: the words of a sentence, and who of them can speak (speakers.py). Out: `Claimant`s.
"""

from __future__ import annotations

from collections.abc import Iterator

from checker import world
from checker.model.statement import Claimant
from checker.reading.claimants.speakers import Span, Speakers
from checker.reading.layers import between
from checker.reading.text.lemmas import is_known

SHORTEST_BODY = 2  # words of a name that goes on behind "and"


class Listing(Speakers):
    """Those of one sentence."""

    def claimants(
        self, start: int, end: int, *, strict: bool = True, figure: bool = False, counted: bool = False
    ) -> tuple[Claimant, ...]:
        """The claimants named between two words; empty when they name nobody who can say something. `strict`: a name
        that no list knows must look like one; `figure`: what only gives a figure must be no place; `counted`: it may
        be said how many they are («dos funcionarios»)."""
        words = self.words
        found: list[Span] = []
        for part in self._parts(self.uncounted(start, end) if counted else start, end):
            if counted:
                part = self.uncounted(*part), part[1]
            placed = figure and (words[part[0]].folded in self.cues.stop or self._is_place(*part))
            if self.speaks(*part, strict=strict) and not placed:
                found.append(part)
            elif not found:
                return ()
        return tuple(self.claimant(*part) for part in found)

    def uncounted(self, start: int, end: int) -> int:
        """Where those begin of whom it is said in words how many they are: "two officials"."""
        while start < end - 1 and start in self.numbered and not self.words[start].is_digits:
            start += 1
        return start

    def _parts(self, start: int, end: int) -> Iterator[Span]:
        """The parts that "and" joins; without it, commas only set off an apposition, kept if it is a name or role."""
        words, cues = self.words, self.cues
        commas = [at for at in range(start, end) if words.texts[at] == ","]
        joins = [at for at in range(start, end) if words.folded[at] in cues.joins and self._lists(at, start, end)]
        if commas and not joins:
            inner = commas[0] + 1, commas[1] if len(commas) > 1 else end
            led = words[inner[0]].folded in cues.stop if inner[0] < inner[1] else True  # «X, con sede en Y»
            keep = not led and self.speaks(start, commas[0]) and self.speaks(*inner)
            yield (start, inner[1]) if keep and self._one(start, commas[0], *inner) else (start, commas[0])
            return
        first = start
        for at in (*sorted((*commas, *joins)), end):
            if at > first:
                yield first, at
            first = at + 1

    def _lists(self, at: int, start: int, end: int) -> bool:
        """Whether a join stands between two claimants, not inside one: «Ministerio de Justicia y Paz», nor inside the
        name of a place: "the Trinidad and Tobago Coast Guard"."""
        if not (self.speaks(self.uncounted(start, at), at) and self.speaks(self.uncounted(at + 1, end), end)):
            return False
        if self._is_one_body(start, at, end):
            return False
        offset = self.sentence.start + self.words.starts[at]
        places = between(self.layers.places, self.sentence.start, self.sentence.end)
        return not any(hit.start < offset < hit.end for hit in places) and not self._goes_on_behind(start, at)

    def _is_one_body(self, start: int, at: int, end: int) -> bool:
        """«el Instituto de Medicina Legal y Ciencias Forenses», «la Unidad para la Atención y la Reparación»: a body
        of several words with capitals, and behind the join no other speaker, only what it is for."""
        words, cues = self.words, self.cues
        first = start + (words.folded[start] in cues.determiners)
        then = at + 1 + (words.folded[at + 1] in cues.determiners)
        if then >= end or first + 1 >= at or words.forms[first].isdisjoint(cues.body_nouns | cues.nouns):
            return False
        inner = [word for word in words[first + 1 : at] if word.folded not in cues.small | cues.inside]
        named = (words[first], *inner, words[then])
        if not inner or not all(word.is_word and word.text[0].isupper() for word in named):
            return False
        if not is_known(words.texts[then], self.lang):
            return False  # «el Ministerio de Salud y Save the Children»
        if then > at + 1 and not any(word.folded in cues.inside for word in words[first:at]):
            return False  # «el Ministerio de Salud y la …»
        told = range(then, end if cues.source_first else then + 1)  # where nouns stand first, the first one tells
        speaker = any(not words.forms[n].isdisjoint(cues.nouns) for n in told)
        if (
            speaker and cues.source_first and end - then >= SHORTEST_BODY
        ):  # "the Department of Health and Human Services"
            led = words.folded[start] in cues.determiners and any(word.folded in cues.of for word in words[first:at])
            speaker = not led or then > at + 1 or not all(word.has_capital for word in words[then:end])
        if self._hits(at + 1, end) or speaker:
            return False
        return world.party_of(self.text(then, end)) is None

    def _goes_on_behind(self, start: int, at: int) -> bool:
        """ "the Disaster Risk Reduction and Management Council": a name led in by an article, of which no word says
        that it is a body, and no article behind the join."""
        words, cues = self.words, self.cues
        if words.folded[start] not in cues.determiners or words.folded[at + 1] in cues.determiners:
            return False
        named = range(start + 1, at)
        if len(named) < SHORTEST_BODY or not all(words.texts[n][0].isupper() for n in (*named, at + 1)):
            return False
        body = any(not words.forms[n].isdisjoint(cues.nouns) for n in named)
        return not body and not self._hits(start, at) and world.party_of(self.text(start + 1, at)) is None
