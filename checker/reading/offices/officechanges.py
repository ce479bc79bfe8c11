"""Offices that change hands: «X reemplazó a Y como ministro», «en sustitución de X».

In: a sentence with its persons. Out: the holdings that officelinks.py finds in it, and those of the change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker.model.statement import Ref, Tenure
from checker.model.timespan import Grain, TimeSpan
from checker.reading.dates.timing import when_of
from checker.reading.layers import NameHit
from checker.reading.offices.officeholding import Holding
from checker.reading.offices.officelinks import Linker
from checker.reading.offices.officepublic import OfficePhrase
from checker.reading.offices.officeverbs import BY, REACH
from checker.reading.offices.officewords import Head, link_words, office_words
from checker.reading.text.signals import any_of, folded_among, form_among, signal
from checker.reading.text.words import Phrases

# A word of an office, of a counterpart or of a change: without, a sentence gives nobody any.
TELLS_OFFICES = signal(
    any_of(
        folded_among(lambda lang: office_words(lang).heads.longest | office_words(lang).seats.longest),
        folded_among(lambda lang: link_words(lang).follows.longest | link_words(lang).instead_words),
        form_among(lambda lang: link_words(lang).replaced),
        folded_among(lambda lang: link_words(lang).sworn_later.longest | link_words(lang).relieves.longest),
    )
)
CLOSE = 3  # words between «en su lugar» and who takes the office


class ChangeLinker(Linker):
    """The offices of one sentence, those that change hands among them."""

    def find(self) -> list[Holding]:
        """Every person of the sentence with the offices that the sentence gives or takes them, in order."""
        found = super().find()
        found += self._following(found)
        changed = list(self._replaced(found))
        gone = {(one.person.entity, one.office.entity) for one in changed if one.status is Tenure.FORMER}
        held = [one.status is Tenure.HOLDS and (one.person.entity, one.office.entity) in gone for one in found]
        found = [replace(one, status=Tenure.FORMER) if over else one for one, over in zip(found, held, strict=True)]
        found += changed
        found += self._handed()
        if not self.words.kinds.isdisjoint(self.cues.instead_words):
            found += self._behind_cue(found, self.cues.instead)
        if not self.cues.relieves.longest.isdisjoint(self.words.kinds):
            found += self._behind_cue(found, self.cues.handed)
        found += self._in_place(found)
        found += self._ousted(found)
        return sorted(found, key=lambda one: one.start)

    # --- who came before or after, and who holds the same elsewhere ---

    def _following(self, found: Sequence[Holding]) -> Iterator[Holding]:
        """«su homólogo norcoreano, X»: the office last told, of another country; «su predecesora, X»: the same."""
        for first, after, told_status in self.cues.follows.all_in(self.words):
            probe = OfficePhrase(first, after, first, after, "", Head(""))
            if told_status is Tenure.HOLDS:
                self.finder.extend(probe)
            elif not first or self.words.folded[first - 1] not in office_words(self.lang).possessives:
                continue
            told = [one for one in found if one.start < self._offset(first)]
            others = told_status is not Tenure.HOLDS and self._subject(first - 1) is not None
            if not told and self.last is not None and not others:  # «bajo X y después bajo su sucesor, Y»: of X
                told = [self.last]
            hit = self._named_beside(probe)
            if hit is None or not told or told[-1].person.entity == hit.entity:
                continue
            same = replace(
                told[-1], person=hit, start=min(hit.start, self._offset(first)), end=hit.end, when=None,
                sentence=self.sentence,
            )  # fmt: skip
            if told_status is Tenure.HOLDS:
                of = self.owners.named(probe.of) if probe.of else None
                yield replace(same, of=of, status=Tenure.DECEASED if self._dies(probe, hit) else told_status)
            else:
                gone = told[-1].status in (Tenure.FORMER, Tenure.DECEASED) and told_status is Tenure.ELECTED
                yield replace(same, status=Tenure.HOLDS if gone else told_status)

    def _named_beside(self, probe: OfficePhrase) -> NameHit | None:
        """Who is named behind «su homólogo», or «su predecesora en el cargo»; or before it: «X, su predecesor»."""
        at = probe.end
        post = next((n for n in range(at, min(at + CLOSE + 1, len(self.words))) if self.words.texts[n] == ","), at)
        led = all(word.folded in self.cues.dated or word.folded in self.cues.as_words for word in self.words[at:post])
        after, _ = self._skipped(post if led else at)
        if after in self.starts:
            return self.starts[after][1]
        before = probe.start - 2
        return self.ends.get(before) if before > 0 and self.words.texts[before] == "," else None

    # --- a verb of change ---

    def _changes(self) -> Iterator[tuple[int, int]]:
        """The verbs of change: where each begins, and the index of its last word."""
        yield from ((at, at) for at in self.words.meaning(self.cues.replaced) if self.words.texts[at][0].islower())
        yield from ((first, after - 1) for first, after, _ in self.cues.relieves.all_in(self.words))

    def _replaced(self, found: Sequence[Holding]) -> Iterator[Holding]:
        """«X reemplazó a Y como ministro de Defensa en mayo»: X holds it since May, Y did before."""
        for first, at in self._changes():
            mood = self._change_mood(first)
            if any(one.status is Tenure.ELECTED and one.start < self._offset(first) for one in found):
                mood = mood and Tenure.ELECTED  # "elected X as president, unseating Y"
            if mood is None or self._is_supposed(first):
                continue
            left, right = self._sides(first, at)
            held = self._office_of_change(at, left, right, found)
            if held is None:
                continue
            word = self.words[first]
            span = when_of(self.layers, self._offset(first), self._offset(first) + len(word.text))
            start = span.start if span is not None else None
            both = [hit for hit in (left, right) if hit is not None]
            base = replace(
                held,
                of=held.of or self._of_known(left),
                start=min(self._offset(first), held.start, *(hit.start for hit in both)),
                end=max(self._offset(at), held.end, *(hit.end for hit in both)),
                sentence=self.sentence,
            )
            if left is not None:
                since = TimeSpan(start, None, Grain.RANGE) if start is not None else None
                yield replace(base, person=left, status=self._interim(at + 1, at + BY) or mood, when=since)
            if right is not None:
                yet = mood is Tenure.ELECTED
                yield replace(base, person=right, status=Tenure.HOLDS if yet else Tenure.FORMER, when=None)

    def _handed(self) -> Iterator[Holding]:
        """«X entregó la alcaldía a Y», "X handed over command of the army to Y"."""
        for at in self.words.meaning(self.cues.hands) if self.seats else ():
            seat = next((one for one in self.seats if at < one.start <= at + CLOSE + 1), None)
            mood, left = self._mood(at), self._subject(at)
            if seat is None or mood is None or left is None or self._is_supposed(at):
                continue
            led = seat.end < len(self.words) and self.words.folded[seat.end] in self.cues.to_whom
            right = self._named_at(seat.end + 1) if led else None
            if right is not None:
                yet = mood is Tenure.ELECTED
                yield self._holding(seat, left, Tenure.HOLDS if yet else Tenure.FORMER)
                yield self._holding(seat, right, mood)

    def _change_mood(self, at: int) -> Tenure | None:
        """What a verb of change tells; «para sustituir a X» and "to succeed X" what the verb before it does."""
        mood = self._mood(at)
        if mood is not None or not at or self.words.folded[at - 1] not in self.cues.purpose:
            return mood
        for before in range(at - 2, max(-1, at - 1 - REACH), -1):
            if self.words.texts[before] in ".;:":
                return None
            if self.words.texts[before][0].islower() and self.words.forms[before] & self.cues.appointed:
                named = next((hit for first, _, hit in self.spans if before < first), None)
                chosen = self._chosen(before, named) if named is not None else None
                return chosen or self._mood(before)
        return None

    def _sides(self, first: int, at: int) -> tuple[NameHit | None, NameHit | None]:
        """Who comes and who goes by a verb of change."""
        left = self._subject(first)
        right = next((hit for start, _, hit in self.spans if at < start <= at + REACH), None)
        between = self.words.folded[at + 1 : self._index(right.start)] if right is not None else []
        passive = not self.cues.passive.isdisjoint(self.words.folded[max(0, first - 2) : first])
        by = next((n for n, word in enumerate(between) if word in self.cues.agents), None)
        if (passive and by is not None) or (between and between[0] in self.cues.agents):
            return right, left
        clitic = first > 0 and self.words.folded[first - 1] in self.cues.clitics
        if clitic and right is not None and self.cues.to.isdisjoint(between):  # «lo reemplazará X»
            return right, None
        if right is not None and any(word in self.cues.with_ for word in between):  # "replaced X with Y"
            return right, None
        return left, right

    def _behind_cue(self, found: Sequence[Holding], cue: Phrases[bool]) -> Iterator[Holding]:
        """«elegido presidente en sustitución de X», "took over as president from X": who held what was told before."""
        for _, after, _ in cue.all_in(self.words):
            before = self._offset(after - 1)
            told = [one for one in found if one.start < before]
            named, _ = self._skipped(after)
            if told and named in self.starts:
                hit = self.starts[named][1]
                yet = told[-1].status is Tenure.ELECTED
                status = Tenure.HOLDS if yet and not told[-1].named else Tenure.FORMER
                yield replace(told[-1], person=hit, status=status, start=before, end=hit.end, when=None)

    def _in_place(self, found: Sequence[Holding]) -> Iterator[Holding]:
        """«destituyó al jefe del Ejército y nombró en su lugar a X»: X holds what was told before."""
        for first, after, _ in self.cues.in_place.all_in(self.words):
            told = [one for one in found if one.start < self._offset(first)]
            near = [hit for start, _, hit in self.spans if after <= start <= after + CLOSE]
            back = [hit for _, end, hit in self.spans if first - CLOSE < end <= first]
            hit = next(iter(near or back[-1:]), None)
            named = any(self.words.forms[n] & self.cues.appointed for n in range(max(0, first - REACH), first))
            if told and hit is not None and named and told[-1].person.entity != hit.entity:
                start = self._offset(first)
                yield replace(told[-1], person=hit, status=Tenure.HOLDS, start=start, end=hit.end, when=None)

    def _ousted(self, found: Sequence[Holding]) -> Iterator[Holding]:
        """«los militares que depusieron a X nombraron jefe de Estado a Y»: X held what Y holds."""
        holding = [one for one in found if one.status in (Tenure.HOLDS, Tenure.ACTING)]
        for at in self.words.meaning(self.cues.toppled) if holding else ():
            whom = at + 1 < len(self.words) and self.words[at + 1].folded in self.cues.to
            behind, _ = self._skipped(at + 1 + whom)
            hit = self.starts[behind][1] if behind in self.starts else None
            if hit is not None and all(one.person.entity != hit.entity for one in found):
                start = self._offset(at)
                yield replace(holding[-1], person=hit, status=Tenure.FORMER, start=start, end=hit.end, when=None)

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
        for phrase in (*self.phrases, *self.seats):
            led: object = self._as_before(phrase)
            if phrase.head.seat:
                heading = self.cues.at_head.ending(self.words, phrase.start)
                led = heading or self.cues.at_seat.ending(self.words, phrase.start)
            if phrase.start > at and led:
                return self._holding(phrase, someone, Tenure.HOLDS)
        ids = {hit.entity for hit in (left, right) if hit is not None}
        near = [one for one in found if one.person.entity in ids]
        earlier = [one for one in self.known.values() if one.person.entity in ids]
        # what the newcomer held once is not what changes hands
        gone = left.entity if left else None
        told = [one for one in near or earlier if one.status is not Tenure.FORMER or one.person.entity != gone]
        if left and not right and left.start > self._offset(at):  # whom Y comes for is a pronoun
            told = [one for one in found if one.start < self._offset(at)]
        return told[-1] if told and left and (right or told) else None
