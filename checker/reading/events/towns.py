"""The towns that a sentence speaks of: those it names, and «la ciudad», which is one named before."""

from __future__ import annotations

from dataclasses import dataclass

from checker import world
from checker.model.record import lazily
from checker.model.statement import Ref
from checker.reading.events.eventsentence import EventSentence
from checker.reading.layers import NameHit, between
from checker.reading.places.placewords import place_words
from checker.reading.places.scenes import scenes_in
from checker.reading.places.standing import WEAK
from checker.reading.text.signals import signal
from checker.reading.text.words import fold, words_of

REMEMBERED = 8  # sentences
_CITIES = signal(lambda word, lang: place_words(lang).kinds.get(fold(word)) == "city")


@dataclass(frozen=True, slots=True)
class Town:
    """A town in a sentence; words from, to before."""

    first: int
    after: int
    ref: Ref
    country: str | None


class TownSentence(EventSentence):
    """A sentence with its towns; «la ciudad» is the one that `fact` was told of last, else the last one named."""

    fact: str

    @lazily
    def towns(self) -> list[Town]:
        """The towns of the sentence, and «la ciudad», which is the last one named before."""
        found = [self._town(hit) for hit in self.town_hits]
        found = [one for one in found if not self.layers.speaks(self.at(one.first))]
        return found or ([] if (back := self._pointed_at()) is None else [back])

    @lazily
    def town_hits(self) -> list[NameHit]:
        places = between(self.layers.places, self.sentence.start, self.sentence.end)
        towns = [hit for hit in places if hit.entity and hit.entity != hit.country and not hit.demonym]
        return [hit for hit in towns if not self._is_site(hit)]

    def _is_site(self, hit: NameHit) -> bool:
        """«el aeropuerto de X», "X airport": they are known by the town that they lie in, and are not it."""
        places, named = place_words(self.lang), self.words[self.index(hit.start) : self.index(hit.end - 1) + 1]
        common = {word.folded for word in named if word.text[0].islower()}
        return not common.isdisjoint(places.grounds) and common.isdisjoint(places.territories)

    @lazily
    def cities(self) -> list[int]:
        """Where «la ciudad» stands, by its noun."""
        definite = place_words(self.lang).definite
        return [at for at in self.words.concerned(_CITIES) if at and self.words[at - 1].folded in definite]

    def _town(self, hit: NameHit) -> Town:
        first, after = self.index(hit.start), self.index(hit.end - 1) + 1
        named = next((n for n in range(first, after) if self.words[n].text[0].isupper()), first)  # «la localidad de X»
        return Town(first, after, Ref(self.layers.text[self.at(named) : hit.end], hit.entity), hit.country)

    def _pointed_at(self) -> Town | None:
        """«la ciudad»."""
        return self.pointed(self.cities[0] - 1, self.cities[0] + 1) if self.cities else None

    def pointed(self, first: int, after: int) -> Town | None:
        """The town that words mean that name none: one that was told of, else the last one named."""
        known = [one.place for one in self.layers.statements if one.fact == self.fact and one.place is not None]
        earlier = [hit for hit in self.layers.places if hit.end <= self.at(first) and self._is_city(hit)]
        if known:
            ref = known[-1]
        elif (unlisted := self._unlisted(first, earlier[-1].start if earlier else 0)) is not None:
            ref = unlisted
        elif earlier:
            ref = Ref(
                world.without_possessive(self.layers.text[earlier[-1].start : earlier[-1].end]), earlier[-1].entity
            )
        else:
            return None
        place = world.place_by_id(ref.entity)
        return Town(first, after, ref, place.country if place is not None else None)

    def _unlisted(self, at: int, since: int) -> Ref | None:
        """The last town named between an offset and a word that no list of places has."""
        here = self.layers.index_at(self.sentence.start) or 0
        for n in range(here, max(-1, here - REMEMBERED), -1):
            named = [
                scene
                for scene in scenes_in(self.layers, n)
                if scene.entity is None and since <= scene.start < self.at(at) and scene.rank <= WEAK
                if all(word.text[0].isupper() for word in words_of(scene.text)) and not self.layers.speaks(scene.start)
            ]
            if named:
                return Ref(named[-1].text, f"place:{world.slug(named[-1].text)}")
        return None

    def _is_city(self, hit: NameHit) -> bool:
        place = world.place_by_id(hit.entity)
        return place is not None and place.kind == "city" and not (hit.demonym or hit.capital)
