"""Finds what a noun or «allí» points back at: «la isla», "the city", «el país».

In: the words of a sentence, the places of the text, the scenes of the sentences before. Out: the scene that is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import chain
from operator import attrgetter

from checker import world
from checker.reading.layers import NameHit, Scene
from checker.reading.places.homecountry import country_of_text, named_country
from checker.reading.places.places import find_places
from checker.reading.places.standing import ELSEWHERE, MENTIONED, STRONG, TOWARDS, WEAK
from checker.reading.places.unlisted import REMEMBERED, Site, Unlisted
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import fold, words_of

NEAR = 4  # sentences before one in which the scene told last is mostly found
MANY = 60  # sentences of a text that may point back at one another, so many at a time; of more, all are looked at


class PointingBack(Unlisted):
    """Those of one sentence."""

    def told_in(self, at: int) -> list[Scene]:
        """The scenes of another sentence, by its index."""
        raise NotImplementedError

    def _back(self, noun: int) -> Site | None:
        """The place that «la isla», «el país», "the city" points back at, as the text writes it here, and what it is:
        «todo el país (Perú)»."""
        found = self._meant(noun)
        if found is None or found[2].entity is None:
            return found
        first, scene = noun, found[2]
        while first and self.words.folded[first - 1] in self.cues.determiners | self.cues.whole:
            first -= 1
        last = noun + (not self.cues.noun_last and self.is_demonym(noun + 1))  # «la ciudad malauí»
        start, end = (self.sentence.start + at for at in (self.words.starts[first], self.words.ends[last]))
        written = world.without_possessive(self.layers.text[start:end])
        if self.words.folded[noun] in fold(scene.text).split():
            return found  # «la provincia» of «provincia de Loja»
        return found[0], found[1], replace(scene, text=f"{written[0].lower()}{written[1:]} ({scene.text})")

    def _meant(self, noun: int) -> Site | None:
        """What a noun points back at, by its name."""
        word = self.words[noun]
        lemma = forms(world.without_possessive(word.text), self.lang)
        at = bisect_left(self.layers.places, self.sentence.start + self.words.starts[noun], key=attrgetter("start"))
        before = [hit for hit in self.layers.places[max(0, at - REMEMBERED) : at] if not hit.demonym]
        for hit in reversed(before):
            text = self.layers.text[hit.start : hit.end]
            if any(forms(one.text, self.lang) & lemma for one in words_of(text)):
                return self._again(noun, hit)
        kinds = {self.cues.kinds[one] for one in lemma if one in self.cues.kinds}
        if "country" in kinds:
            return self._country(noun)
        last = self._just_told() if "region" in kinds else None
        if last is not None:
            return self._there(noun, last)
        for hit in reversed(before):
            if hit.capital and self.words.starts[self.small(0)] == hit.start - self.sentence.start:
                continue  # "Beijing, which keeps a garrison in the city": another one
            known = world.place_by_id(hit.entity)
            small = known is not None and known.kind == "region" and hit.start >= self._paragraph()
            if known is not None and (known.kind in kinds or (small and "city" in kinds)):
                led = self._led_before(noun, hit) if "city" in kinds else None
                return self._again(noun, hit) if led is None else self._there(noun, led)
        return None if kinds.isdisjoint(("any", "vague")) else self._before(noun)

    def _led_before(self, noun: int, hit: NameHit) -> Scene | None:
        """A name that no list knows, led in before in the sentence: "on duty in Orvel, where 2,000 marched to the
        town"."""
        if hit.start >= self.sentence.start:
            return None
        for at in sorted(self.cues.sites.begins(self.words), reverse=True):
            site = self.cues.sites.starting(self.words, at) if at < noun else None
            found = self.unknown(self.past_part(site[0])) if site is not None and site[0] < noun else None
            if found is not None and found[2].rank == STRONG:
                return found[2]
        return None

    def _just_told(self) -> Scene | None:
        """A name that no list knows, where the sentence before plays: «en el Sahel. … en la región»."""
        before = self.index - 1
        if before < 0 or self.layers.sentences[before].paragraph != self.sentence.paragraph:
            return None
        last = next((scene for scene in reversed(self.told_in(before)) if scene.rank == STRONG), None)
        unlisted = last is not None and last.entity is not None and world.place_by_id(last.entity) is None
        return last if unlisted and last is not None and last.text[0].isupper() else None

    def _town_again(self, noun: int) -> Site | None:
        """ "As many as 10,000 were killed when the city fell": the town named before, if nothing else says where."""
        led = noun > 0 and self.words.folded[noun - 1] in self.cues.definite
        if not led or self.is_place(noun) or self.cues.located.ending(self.words, noun - 1) is not None:
            return None
        found = self._back(noun)
        return None if found is None else (found[0], found[1], replace(found[2], rank=max(found[2].rank, WEAK)))

    def _whole_again(self) -> Site | None:
        """«El país suma 900 muertos», "The province has 40 cases": what a sentence tells of."""
        words = self.words
        if len(words) < 3 or words.folded[0] not in self.cues.definite or words.folded[1] not in self.cues.territories:
            return None
        if not words.texts[1].islower() or words.folded[1] in self.cues.towns or words.folded[2] in self.cues.of:
            return None
        found = self._back(1)
        if found is None and self.cues.kinds.get(words.folded[1], "any") not in ("any", "vague"):
            return 0, 2, self.scene(0, 2, None, MENTIONED, None)  # as it is written
        return None if found is None else (found[0], found[1], replace(found[2], rank=max(found[2].rank, WEAK)))

    def _paragraph(self) -> int:
        """Where the paragraph begins."""
        return self.layers.text.rfind("\n", 0, self.sentence.start) + 1

    def _before(self, noun: int) -> Site | None:
        """The scene told last: «en la zona»."""
        stop = self.index
        while stop:
            first = max(0, stop - NEAR) if self.index <= MANY else 0
            near = [self.told_in(at) for at in range(first, stop)]  # first to last: each may point back itself
            for scene in chain.from_iterable(map(reversed, reversed(near))):
                if scene.rank <= TOWARDS:
                    return self._there(noun, scene)
            stop = first
        return None

    def _there(self, noun: int, told: Scene) -> Site:
        """A word as the scene that was told before."""
        scene = self.scene(noun, noun + 1, told.entity, self._near(noun), told.country)
        return noun, noun + 1, replace(scene, text=told.text)

    def _again(self, noun: int, hit: NameHit) -> Site:
        text = world.without_possessive(self.layers.text[hit.start : hit.end])
        scene = self.scene(noun, noun + 1, hit.entity, self._near(noun), hit.country)
        return noun, noun + 1, replace(scene, text=text)

    def _country(self, noun: int) -> Site | None:
        named = self.subject(noun) or named_country(self.layers, self.lang)
        if named is None:
            return None
        scene = self.scene(noun, noun + 1, named.entity, self._near(noun), named.entity)
        return noun, noun + 1, replace(scene, text=named.text)

    def _near(self, noun: int) -> int:
        """The rank of a place that a noun points back at: «a 80 km de la capital» is elsewhere, "flew to the capital"
        only where somebody went."""
        if self.is_elsewhere(noun) or self.layers.speaks(self.sentence.start + self.words.starts[noun]):
            return ELSEWHERE
        return TOWARDS if noun > 1 and self.words.folded[noun - 2] in self.cues.towards else STRONG

    def _neighbour(self, noun: int) -> Site | None:
        """«el vecino país»: the other country that the article names, in its title or text."""
        home = country_of_text(self.layers)
        title = self.layers.article.title
        named = (
            [*find_places(title, 0, Row(title, self.lang), self.lang), *self.layers.places]
            if title
            else self.layers.places
        )
        others = [hit for hit in named if hit.entity == hit.country != home and not hit.demonym]
        if not others or self.cues.kinds.get(self.words.folded[noun]) != "country":
            return None
        other = others[0]
        scene = self.scene(noun, noun + 1, other.entity, STRONG, other.country)
        return noun, noun + 1, replace(scene, text=other.name)

    def _seat(self, first: int, noun: int) -> Site | None:
        """ "Nigeria's commercial capital", «la segunda ciudad de Ecuador»: that of the dateline, if it lies there."""
        if self.words.folded[noun] not in self.cues.towns or not self.layers.report or not self.index:
            return None
        head = next(iter(self.told_in(0)), None)
        if head is None or head.country in (None, head.entity):
            return None
        near = [(begin, stop) for begin, stop, hit in self.spans if hit.country == head.country]
        if self.cues.noun_last:
            told = any(first <= begin and stop < noun for begin, stop in near)
        else:
            alone = noun + 1 < len(self.words) and self.words.folded[noun + 1] in self.cues.of
            step = noun + 1 if alone else noun + 2
            led = not alone or self.words.folded[noun - 1] not in self.cues.definite
            told = led and any(step <= begin <= step + 2 for begin, _ in near)
        if not told:
            return None
        scene = self.scene(first, noun + 1, head.entity, self.rank(first), head.country)
        return first, noun + 1, replace(scene, text=head.text)
