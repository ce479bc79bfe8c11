"""Offices that change hands: «X reemplazó a Y como ministro», «en sustitución de X».

In: a sentence with its persons. Out: the holdings that officelinks.py finds in it, and those of the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model.statement import Ref, Tenure
from checker.model.timespan import Grain, TimeSpan
from checker.reading.dates.dates import when_of
from checker.reading.layers import NameHit
from checker.reading.offices.officeholding import Holding
from checker.reading.offices.officelinks import REACH, Linker
from checker.reading.offices.officewords import link_words, office_words
from checker.reading.text.signals import folded_among, form_among, signal

# A word of an office, of a counterpart or of a change: without, a sentence gives nobody any.
TELLS_OFFICES = (
    signal(folded_among(lambda lang: office_words(lang).heads.longest))
    | signal(folded_among(lambda lang: link_words(lang).counterpart | link_words(lang).instead_words))
    | signal(form_among(lambda lang: link_words(lang).replaced))
    | signal(folded_among(lambda lang: link_words(lang).sworn_later.longest))
)


class ChangeLinker(Linker):
    """The offices of one sentence, those that change hands among them."""

    def find(self) -> list[Holding]:
        """Every person of the sentence with the offices that the sentence gives or takes them, in order."""
        found = super().find()
        found += self._replaced(found)
        if not self.words.kinds.isdisjoint(self.cues.instead_words):
            found += self._instead(found)
        return sorted(found, key=lambda one: one.start)

    def _replaced(self, found: Sequence[Holding]) -> Iterator[Holding]:
        """«X reemplazó a Y como ministro de Defensa en mayo»: X holds it since May, Y did before."""
        for at in self.words.meaning(self.cues.replaced):
            word = self.words[at]
            if not word.text[0].islower() or self._uncertain(at):
                continue
            left = self._subject(at)
            right = next((hit for first, _, hit in self.spans if at < first <= at + REACH), None)
            if at + 1 < len(self.words) and self.words[at + 1].folded in self.cues.by:
                left, right = right, left
            elif right is not None and self._is_new(at, right):  # "replaced X with Y"
                left, right = right, None
            held = self._office_of_change(at, left, right, found)
            if held is None:
                continue
            span = when_of(self.layers, self._offset(at), self._offset(at) + len(word.text))
            start = span.start if span is not None else None
            told = [hit for hit in (left, right) if hit is not None]
            base = replace(
                held,
                of=held.of or self._of_known(left),
                start=min(self._offset(at), held.start, *(hit.start for hit in told)),
                end=max(self._offset(at), held.end, *(hit.end for hit in told)),
                sentence=self.sentence,
            )
            if left is not None:
                since = TimeSpan(start, None, Grain.RANGE) if start is not None else None
                yield replace(base, person=left, status=Tenure.HOLDS, when=since)
            if right is not None:
                yield replace(base, person=right, status=Tenure.FORMER, when=None)

    def _is_new(self, at: int, right: NameHit) -> bool:
        """Whether somebody behind a verb of change is the one who comes: "replaced him with Y"."""
        between = self.words[at + 1 : self._index(right.start)]
        return any(word.folded in self.cues.with_ for word in between)

    def _instead(self, found: Sequence[Holding]) -> Iterator[Holding]:
        """«elegido presidente en sustitución de X»: who held the office that was told before."""
        for at in range(len(self.words)):
            link = self.cues.instead.starting(self.words, at)
            told = [one for one in found if link is not None and one.start < self._offset(at)]
            if told and link is not None and link[0] in self.starts:
                hit = self.starts[link[0]][1]
                yield replace(
                    told[-1], person=hit, status=Tenure.FORMER, start=self._offset(at), end=hit.end, when=None
                )

    def _of_known(self, hit: NameHit | None) -> Ref | None:
        """Whose the office is that somebody was said to hold before."""
        return next((one.of for one in self.known.values() if hit and one.person.entity == hit.entity), None)

    def _office_of_change(
        self, at: int, left: NameHit | None, right: NameHit | None, found: Sequence[Holding]
    ) -> Holding | None:
        """The office that changed hands: behind «como», else the one that either of the two is given nearby."""
        someone = left or right
        if someone is None or (left is None and right is None):
            return None
        for phrase in self.phrases:
            if phrase.start > at and self._as_before(phrase):
                return self._holding(phrase, someone, Tenure.HOLDS)
        ids = {hit.entity for hit in (left, right) if hit is not None}
        near = [one for one in found if one.person.entity in ids]
        earlier = [one for one in self.known.values() if one.person.entity in ids]
        # what the newcomer held once is not what changes hands
        gone = left.entity if left else None
        told = [one for one in near or earlier if one.status is not Tenure.FORMER or one.person.entity != gone]
        if left and not right and self._is_new(at, left):  # whom Y comes for is a pronoun
            told = [one for one in found if one.start < self._offset(at)]
        return told[-1] if told and left and (right or told) else None
