"""Attributions that no verb gives: «…; la policía, de 12.000», «Kiev: 11.000 soldados».

In: the words of a sentence, with the names that claimnames.py finds among them. Out: attributions.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import world
from checker.model.statement import Claimant
from checker.reading.claimants.claimsources import MAX_BEHIND
from checker.reading.claimants.claimwords import BREAKS
from checker.reading.claimants.stretches import Stretches
from checker.reading.layers import Attribution, between

HEAD, TAIL = 9, 6  # words before and behind a colon that name a claimant
HEDGE = 3  # words before a figure that only say how exact it is
COLON, COMMA = frozenset(":"), frozenset(",")
CITED, GIVEN, SAID, AROUND = 4, 3, 2, 1  # strengths: named by a speaker, of this figure, clause, sentence


class Verbless(Stretches):
    """Those of one sentence."""

    def gaps(self) -> Iterator[Attribution]:
        """«…; la policía, de 12.000»: a second speaker whose verb is that of the first."""
        words = self.words
        held = words.digits or self.namer.numbered or not COMMA.isdisjoint(words.kinds)
        for at in words.where(self.cues.gaps) if held else ():
            start, end = self.namer.after(at + 1)
            comma = end < len(words) and words.texts[end] == ","
            if end <= start or end + comma >= len(words):
                continue
            follows = words[end + comma]  # a comma stands for the verb, but not in English: "and the union 300,000"
            led = follows.folded in self.cues.gapped and (comma or end + 1 in self.namer.numbered)  # "and Kabul to six"
            given = follows.is_digits or led or (comma and self._leads_to_figure(end + 1))
            told = given and (comma or led or self.cues.source_first) and self._is_second(at)
            claimants = self.namer.claimants(start, end) if told else ()
            if claimants:
                where = self._at(start), self._end(end)
                yield Attribution(where[0], self._clause(start)[1], where, claimants, strength=GIVEN)
        if self.namer.verbs and not COMMA.isdisjoint(words.kinds):
            yield from self._bare_gaps()

    def _is_second(self, at: int) -> bool:
        """Whether somebody is credited before a word: by a verb, «según X»."""
        if min(self.namer.verbs, default=at) < at:
            return True
        return next((first for first, _, _ in self.cues.by.all_in(self.words)), at) < at

    def _leads_to_figure(self, at: int) -> bool:
        """«por lo menos 16»: only the words of a hedge stand before a figure."""
        figure = next((first for first, _ in self._numbers if first >= at), None)
        return figure is not None and figure - at <= HEDGE and all(one.is_word for one in self.words[at:figure])

    def _bare_gaps(self) -> Iterator[Attribution]:
        """ "Hanoi put the dead at nine, Vientiane at six": a second speaker behind a comma alone."""
        for first, after in self._numbers[1:]:
            at = first - 1
            comma = next(
                (n for n in range(at - 1, max(-1, at - 1 - MAX_BEHIND), -1) if self.words.texts[n] in BREAKS), 0
            )
            gapped = self.words.folded[at] in self.cues.gapped and self.words.texts[comma] == ","
            if not gapped or any(comma < verb < at for verb in self.namer.verbs):
                continue
            claimants = self.namer.claimants(comma + 1, at)
            if claimants:
                where = self._at(comma + 1), self._end(after)
                yield Attribution(*where, where, claimants, strength=CITED)

    # --- «Kiev: 11.000 soldados» ---

    def colons(self) -> Iterator[Attribution]:
        """At the head, as headlines and lists have it, or at the end: "…: ministry"."""
        colons = self.words.where(COLON)
        if not colons:
            return
        first, last = colons[0], colons[-1]
        if 0 < first <= HEAD:
            claimants = () if self._is_sentence(first) else self.namer.claimants(0, first)
            if claimants and not self._is_topic(first) and not self._is_row(first, claimants):
                where = self.sentence.start, self._end(first + 1)
                yield Attribution(where[1], self.sentence.end, where, claimants, strength=SAID)
        end = len(self.words) - (self.words.texts[-1] == ".")
        if first > 0 and 0 < end - last - 1 <= TAIL:
            claimants = self.namer.claimants(last + 1, end)
            if claimants:
                where = self._at(last), self._end(end)
                yield Attribution(self.sentence.start, where[0], where, claimants, strength=SAID)

    def _is_sentence(self, colon: int) -> bool:
        """Whether the words before a colon are no name but a sentence or an adverbial ("Few missions have cost more:
        220 died")."""
        cues = self.cues
        folded = [word.folded for word in self.words[:colon] if not word.text.isupper()] or self.words.folded[:colon]
        if folded[0] in (cues.stop - cues.nobody) | cues.agents:  # «Por provincias: 40 muertos en Lugo»
            return True
        if not (cues.auxiliaries | cues.passive | cues.copulas).isdisjoint(folded) or not cues.that.isdisjoint(folded):
            return True
        ends = cues.stop - cues.not_behind - cues.objects
        return any(one in ends or (one in cues.clitics and one not in cues.of) for one in folded[1:])

    def _is_row(self, colon: int, claimants: Sequence[Claimant]) -> bool:
        """«Saldo preliminar: 20 heridos», «Bío Bío: 64 muertos»: a row of a list, which names what is counted or where;
        an unknown name right before a figure is no speaker."""
        words, cues, namer = self.words, self.cues, self.namer
        told = set(words.folded[:colon])
        bare = cues.estimates | cues.official | cues.describes | cues.determiners
        if told <= bare and not cues.estimates.isdisjoint(told):
            return True
        if not any(first == colon + 1 for first, _ in self._numbers):
            return False
        known = any(one.party is not None or one.entity is not None for one in claimants)
        noun = any(not words.forms[at].isdisjoint(cues.nouns) or words.texts[at].isupper() for at in range(colon))
        return not (known or noun or namer.named)

    def _is_topic(self, colon: int) -> bool:
        """«Nigeria: liberados 53 rehenes»: a country whose own affairs follow; «Ucrania: Rusia ha perdido …» speaks."""
        place = world.find_place(self.namer.text(0, colon))
        if place is None or place.kind != "country":
            return False
        told = between(self.namer.layers.places, self._end(colon + 1), self.sentence.end)
        return all(hit.country in (None, place.country) for hit in told)
