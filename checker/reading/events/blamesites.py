"""Where that happened for which somebody is blamed: the sites and towns of a sentence, and those told before it.

In: scenes. Out: the scene of «el hospital», «el ataque», which another sentence told where it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from checker import world
from checker.languages import language
from checker.model.entity import is_country
from checker.model.record import lazily
from checker.reading.events.actors import Actor
from checker.reading.events.blamewords import FACT, BlameGrammar
from checker.reading.events.controlwords import control_grammar
from checker.reading.events.eventsentence import EventSentence
from checker.reading.layers import Layers, Scene, Sentence, touching
from checker.reading.places.placewords import place_words
from checker.reading.places.scenes import scenes_in
from checker.reading.places.standing import MENTIONED, WEAK
from checker.reading.text.words import fold_all, words_of

TOLD = 8  # sentences before, in which the place of «el hospital» is told
LED = 3  # words before a town in which a building is named


class BlameSites(EventSentence):
    """The places of one sentence at which something may have been done."""

    def __init__(self, layers: Layers, sentence: Sentence, grammar: BlameGrammar) -> None:
        super().__init__(layers, sentence)
        self.grammar = grammar

    @lazily
    def sites(self) -> list[Scene]:
        """The sites and towns of the sentence that something may have happened at."""
        found = [
            scene
            for scene in self._scenes()
            if scene.rank <= MENTIONED and not is_country(scene.entity) and not self.layers.speaks(scene.start)
        ]
        return found or list(self._unlisted())

    def _unlisted(self) -> Iterator[Scene]:
        """The town that no list has right behind a deed: «el ataque de Orvel», "the killings in Orvel"."""
        words, cues = self.words, place_words(self.lang)
        for at in words.meaning(self.grammar.events):
            first = after = at + 2
            if after >= len(words) or words[at + 1].folded not in cues.of | control_grammar(self.lang).within:
                continue
            while after < len(words) and self.is_name(after) and not self.in_date(after):
                after += 1
            start, end = self.at(first), self.end(after - 1)
            known = (self.layers.places, self.layers.persons, self.layers.organisations)
            text = self.layers.text[start:end]
            if first < after and world.party_of(text) is None and not any(touching(hits, start, end) for hits in known):
                yield Scene(start, end, text, None, WEAK)

    def _scenes(self) -> Sequence[Scene]:
        at = self.layers.index_at(self.sentence.start)
        return () if at is None else scenes_in(self.layers, at)

    def _in_site(self, offset: int) -> bool:
        return any(scene.start <= offset < scene.end for scene in self.sites)

    def _site(self, actor: Actor, at: int, *, any_town: bool) -> Scene | None:
        """The site nearest to the verb that is not the one blamed. «la explosión en X» is one event of its town, but
        towns are bombed day after day, by both sides: only a building tells which time."""
        passive = bool(self._agents(at))
        sites = [
            scene
            for scene in self.sites
            if not scene.start <= self.at(actor.first) < scene.end
            and (scene.rank <= WEAK or scene.start > self.at(at) or (passive and self._is_building(scene)))
            and (any_town or self._is_building(scene))
        ]
        if not sites:
            return self.told_site
        behind = [scene for scene in sites if scene.start > self.at(at)]
        return self._of_town(min(behind or sites, key=lambda scene: abs(scene.start - self.at(at))))

    def _of_town(self, scene: Scene) -> Scene:
        """ "the livestock market" of which only a sentence before tells where it stands."""
        here = self.layers.index_at(self.sentence.start)
        if scene.entity is not None or here is None or any(word.has_capital for word in words_of(scene.text)):
            return scene
        town = self._site_before(here, built=True)
        return scene if town is None else replace(town, start=scene.start, end=scene.end)

    @lazily
    def told_site(self) -> Scene | None:
        """«el hospital», «el ataque», of which it is told before where it stands, or happened."""
        here = self.layers.index_at(self.sentence.start)
        if here is None or self.sites:
            return None
        bare = self._bare(self.grammar.buildings)
        spots = bare or self._bare(self.grammar.events)
        if not spots:
            return None
        spot = self.at(spots[0]), self.end(spots[0])
        site = self._blamed_before or self._site_before(here, built=not bare)
        return None if site is None else replace(site, start=spot[0], end=spot[1])

    @lazily
    def last_site(self) -> Scene | None:
        """Where the deed was of which the article last said that it was done, or who did it."""
        here = self.layers.index_at(self.sentence.start)
        site = self._blamed_before or (None if here is None else self._site_before(here, built=True, done=True))
        return None if site is None else replace(site, start=self.sentence.start, end=self.sentence.start + 1)

    @property
    def _blamed_before(self) -> Scene | None:
        known = [one.place for one in self.layers.statements if one.fact == FACT and one.place is not None]
        return Scene(0, 1, known[-1].text, known[-1].entity, WEAK) if known else None

    def _site_before(self, here: int, *, built: bool, done: bool = False) -> Scene | None:
        """The last site or town told before a sentence. `built`: beside a building, as towns are struck day after day;
        `done`: beside a deed, too."""
        for at in range(here - 1, max(-1, here - 1 - TOLD), -1):
            row = self.layers.row(self.layers.sentences[at])
            if built and not row.meaning(self.grammar.buildings):
                continue
            if done and not row.meaning(self.grammar.events):
                continue
            told = [one for one in scenes_in(self.layers, at) if one.rank <= MENTIONED and self._is_town(one)]
            if told:
                return told[-1]
        return None

    def _bare(self, wanted: frozenset[str]) -> list[int]:
        """Where a thing that is known stands, without its place."""
        return [n for n in self.words.meaning(wanted) if n and self._is_definite(n) and not self._is_placed(n)]

    def _agents(self, at: int) -> list[int]:
        return [n for n in range(at + 1, min(at + 4, len(self.words))) if self.words[n].folded in self.grammar.agents]

    def _is(self, at: int, wanted: frozenset[str]) -> bool:
        return not self.words.forms[at].isdisjoint(wanted)

    def _is_definite(self, at: int) -> bool:
        """«el hospital», "the general hospital"."""
        definite = place_words(self.lang).definite | self.grammar.definite
        return any(self.words[n].folded in definite for n in range(max(0, at - 2), at))

    def _is_placed(self, at: int) -> bool:
        """Whether a name follows: «el hospital de San Juan»."""
        return any(self.is_name(n) for n in range(at + 1, min(at + 1 + LED, len(self.words))) if not self.in_date(n))

    def _is_town(self, scene: Scene) -> bool:
        return scene.entity is None or scene.entity != scene.country

    def _is_building(self, scene: Scene) -> bool:
        """«el teatro de X», "the church in X"."""
        first = self.index(scene.start)
        words = [word.folded for word in (*self.words[max(0, first - LED) : first], *words_of(scene.text))]
        return not _grounds(self.lang).isdisjoint(words)


@cache
def _grounds(lang: str) -> frozenset[str]:
    data = language(lang).places
    return fold_all((*data.facilities, *data.grounds))
