"""Reads visits and arrivals: who came to what place on which day.

In: persons, places, dates. Out: statements of the facts `arrival` and `visit` in `layers.statements`: the day as value,
the place, and the role `visitor`. Told by a verb or a noun of coming («Ana Ruiz llegó el viernes a Lisboa»), or by one
that tells of it only with the place right behind it ("was in Lisbon on Friday", «recorrió Lisboa»).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from checker import world
from checker.model.record import lazily
from checker.model.statement import UNSIGNED, Ref, Stance, Statement
from checker.model.timespan import Grain
from checker.reading.claimants.claimants import claimants_of
from checker.reading.claimants.claimwords import claim_words
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.eventdates import date_of, stance_at
from checker.reading.events.eventsentence import EventSentence
from checker.reading.events.eventwords import visit_words
from checker.reading.layers import DateHit, Layers, NameHit, Sentence, between, touching
from checker.reading.persons.personwords import person_words
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import is_known
from checker.reading.text.signals import form_among, signal

TO_WHICH = 3  # words of «a la que» before a verb
JOINED = 4  # words of «y la reina» between two visitors
WAY = 6  # words between a verb of being somewhere and the place, and between it and who is there
HYPHEN = "-"
ARRIVAL = "arrival"

_CAME = signal(form_among(lambda lang: visit_words(lang).told))


def annotate(layers: Layers) -> None:
    """Append the visits to `layers.statements`."""
    for sentence in layers.concerned(_CAME):
        if between(layers.dates, sentence.start, sentence.end):
            layers.statements.extend(_Visits(layers, sentence).statements())


class _Visits(EventSentence):
    """The visits of one sentence."""

    def __init__(self, layers: Layers, sentence: Sentence) -> None:
        super().__init__(layers, sentence)
        self.grammar = visit_words(self.lang)

    def statements(self) -> Iterator[Statement]:
        """The first of each fact."""
        if not between(self.layers.persons, self.sentence.start, self.sentence.end):
            return
        for fact, wanted in self.grammar.visits.items():
            spots = self.words.meaning(wanted) if fact in self.layers.facts else ()
            yield from next(filter(None, (self._told(fact, at) for at in spots)), ())

    def _told(self, fact: str, at: int) -> Sequence[Statement]:
        of = place_words(self.lang).of
        if at + 1 < len(self.words) and self.words[at + 1].folded in of and not self._is_of_person(at + 2):
            return ()  # «llegados de Lima» tells where from
        near = not self.words.forms[at].isdisjoint(self.grammar.reaching)
        place = self._right_behind(at) if near else next(iter(self._reached(at)), None)
        place = place or self._unlisted(at)
        date = date_of(self.layers, self.sentence, self.words, at, fact) if place is not None else None
        if place is None or date is None or (near and not _is_day(date)):
            return ()
        visitor = self._subject(at) if near else self._nearest(at)
        if visitor is None:
            return ()
        visitors = self._together(visitor)
        start, end = min(date.start, self.at(at), visitors[0].start), max(date.end, place.end, visitor.end)
        told = Statement(
            fact=fact,
            value=date.span,
            article=UNSIGNED,
            stance=self._how(at, date),
            claimants=claimants_of(self.layers, self.at(at), self.end(at)),
            place=Ref(self.layers.text[place.start : place.end], place.entity),
            when=date.span,
            evidence=self.layers.evidence(self.sentence, start, end),
            confidence=0.7,
        )
        return [
            replace(told, roles={"visitor": Ref(self.layers.text[one.start : one.end], one.entity)}) for one in visitors
        ]

    # --- who ---

    @lazily
    def _persons(self) -> list[NameHit]:
        """All but those who only speak."""
        persons = between(self.layers.persons, self.sentence.start, self.sentence.end)
        return [hit for hit in persons if not self.layers.speaks(hit.start)]

    def _nearest(self, at: int) -> NameHit | None:
        spot = self.at(at)
        return min(self._persons, key=lambda hit: (hit.start > spot, abs(hit.start - spot)), default=None)

    def _subject(self, at: int) -> NameHit | None:
        """Who stands before the verb, with small words between; not «el marido de Ana Ruiz»."""
        before = next((hit for hit in reversed(self._persons) if hit.end <= self.at(at)), None)
        if before is None or at - (after := self.index(before.end - 1) + 1) > WAY:
            return None
        first, small = self.index(before.start), self.grammar.going
        if first and self.words[first - 1].folded in place_words(self.lang).of:
            return None
        apart = (n for n in range(after, at) if not self.in_date(n))
        return before if all(self.words[n].folded in small or self.words[n].text == "," for n in apart) else None

    def _together(self, visitor: NameHit) -> list[NameHit]:
        """Who comes with a visitor who is named last: «el rey Felipe y la reina Letizia», each with a title."""
        found = [visitor]
        for hit in reversed(self._persons):
            if hit.end > found[0].start:
                continue
            apart = self.words[self.index(hit.end - 1) + 1 : self.index(found[0].start)]
            listed = len(found) > 1 and apart[:1] and apart[0].text == ","
            joined = listed or (apart[:1] and apart[0].folded in place_words(self.lang).ands)
            if not joined or len(apart) > JOINED:
                break
            found.insert(0, hit)
        return found

    def _is_of_person(self, at: int) -> bool:
        """«la llegada de Ana Ruiz»."""
        spot = self.at(at) if at < len(self.words) else -1
        return any(hit.start <= spot < hit.end for hit in self._persons)

    # --- where ---

    def _places(self) -> list[NameHit]:
        """The places that the sentence names, and «la capital peruana»."""
        named = between(self.layers.places, self.sentence.start, self.sentence.end)
        found = [hit for hit in named if not hit.demonym and hit.country]
        seats = self.words.where(self.grammar.seats)
        for hit in named if seats else ():
            first, after = self.index(hit.start), self.index(hit.end - 1) + 1
            seat = next((n for n in seats if n == after or (n == first - 1 and hit.demonym)), None)
            capital = world.capital_of(hit.country) if seat is not None and hit.country else None
            if seat is None or capital is None or not (hit.demonym or hit.entity == hit.country):
                continue
            if seat == after and not hit.demonym and hit.end == self.end(after - 1):
                continue  # "Mongolia's capital", and not "Mongolia capital"
            start, end = min(hit.start, self.at(seat)), max(hit.end, self.end(seat))
            spot = replace(hit, start=start, end=end, entity=capital.id, name=capital.name, demonym=False, capital=True)
            found = [*(one for one in found if one is not hit), spot]
        return sorted(found, key=lambda one: one.start)

    def _unlisted(self, at: int) -> NameHit | None:
        """A town that no list of places has, behind a verb and what may stand between: "arrived on Monday in Orvel"."""
        if self.words.forms[at].isdisjoint(self.grammar.reaching.keys() | self.grammar.visits[ARRIVAL]):
            return None
        needed = [self.grammar.reaching[one] for one in self.words.forms[at] & self.grammar.reaching.keys()]
        way, words = self.grammar.on_the_way.union(*needed), self.words
        near = (n for n in range(at + 1, len(words)) if words[n].folded not in way and not self.in_date(n))
        first = after = next(near, len(words))
        while after < len(words) and self.is_name(after) and not self.in_date(after):
            after += 1
        leads = place_words(self.lang).towards | control_grammar(self.lang).within
        if first == after or words[first - 1].folded not in leads or not self._ends(after):
            return None
        if not any(words[n].folded in leads for n in range(at + 1, first)):
            return None
        start, end = self.at(first), self.end(after - 1)
        text, layers = self.layers.text[start:end], self.layers
        known = (layers.places, layers.persons, layers.organisations)
        bodies = person_words(self.lang).organisations
        if any(words[n].folded in bodies for n in range(first, after)) or is_known(text, self.lang):
            return None  # "in Congress"
        if world.party_of(text) is not None or any(touching(hits, start, end) for hits in known):
            return None
        return NameHit(start, end, "place", f"place:{world.slug(text)}", text)

    def _reached(self, at: int) -> list[NameHit]:
        """The places that somebody came to, the nearest first: behind the verb and not where from, or before it, «isla
        a la que llegó»."""
        named, objects = self._places(), self.layers.lexicons[self.lang].lists["objects"]
        back = self.words.folded[max(0, at - TO_WHICH) : at]
        if back and back[-1] in claim_words(self.lang).that and not objects.isdisjoint(back):
            return [hit for hit in reversed(named) if hit.end <= self.at(at)]
        whence = place_words(self.lang).whence
        behind = [hit for hit in named if hit.start > self.at(at)]
        return [hit for hit in behind if whence.ending(self.words, self.index(hit.start)) is None]

    def _right_behind(self, at: int) -> NameHit | None:
        """The place of a verb that tells of a visit only with it: "was on Friday in Lima", "reached the port of X"."""
        needed = [self.grammar.reaching[one] for one in self.words.forms[at] & self.grammar.reaching.keys()]
        place = next((hit for hit in self._places() if hit.start > self.at(at)), None)
        if place is None:
            return None
        first, after = self.index(place.start), self.index(place.end - 1) + 1
        apart = [self.words[n].folded for n in range(at + 1, first) if not self.in_date(n)]
        if len(apart) > WAY or not self.grammar.on_the_way.union(*needed).issuperset(apart):
            return None
        if not any(not wanted or not wanted.isdisjoint(apart) for wanted in needed):
            return None
        return place if place.end == self.end(after - 1) and self._ends(after) else None

    def _ends(self, after: int) -> bool:
        """Whether nothing goes on behind a place: "was in Lima's main prison", «estuvo en Lima Norte» do."""
        if after == len(self.words) or self.in_date(after):
            return True
        behind = self.words[after]
        return behind.text != HYPHEN and (not behind.is_word or behind.folded in control_grammar(self.lang).follows)

    # --- how ---

    def _how(self, at: int, date: DateHit) -> Stance:
        """As anything dated is meant; what lies ahead of the article is a plan."""
        told = stance_at(self.layers, self.sentence, self.words, at, date)
        printed = self.layers.article.published
        if told is not Stance.ASSERTED or printed is None or date.span is None:
            return told
        ahead = printed.end is not None and date.span.start is not None and date.span.start >= printed.end
        return Stance.PLANNED if ahead else told


def _is_day(date: DateHit) -> bool:
    return date.span is not None and date.span.grain is Grain.DAY
