"""Finds the scenes of a text: where it says that things happen.

In: places, persons, dates, attributions. Out: `scenes_in` one sentence. A scene is a place behind a word of place,
an unknown name behind one («en Dabeiba»), a common noun («un centro comercial»), or a word that points back at one
(«en la isla»).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from operator import attrgetter

from checker import world
from checker.reading.layers import Layers, NameHit, Scene, between
from checker.reading.places.chains import chained
from checker.reading.places.homecountry import country_of_text
from checker.reading.places.standing import MENTIONED, STRONG, TOWARDS, WEAK
from checker.reading.places.unlisted import Site, Unlisted
from checker.reading.text.lemmas import forms
from checker.reading.text.words import words_of

HEADS = (":", "–", "—", "-", "--")  # behind the town of a dateline
REMEMBERED = 60  # places before a word that it may point back at


def scenes_of(layers: Layers) -> Iterator[Scene]:
    """Every scene of a text, in order, each sentence looked at when it comes to it."""
    for at in range(len(layers.sentences)):
        yield from scenes_in(layers, at)


def scenes_in(layers: Layers, at: int) -> list[Scene]:
    """The scenes of one sentence, by its index, in order."""
    found = layers.scenes.get(at)
    if found is None:
        told = layers.sentences[at].lang is not None
        found = layers.scenes[at] = list(_SentenceScenes(layers, at).find()) if told else []
    return found


class _SentenceScenes(Unlisted):
    """Finds the scenes of one sentence."""

    def find(self) -> Iterator[Scene]:
        """Named places and the rest, left to right; one that lies inside another is dropped."""
        found = [self._named(first, after, hit) for first, after, hit in self.spans if not hit.demonym]
        found += [scene for scene in self._unnamed() if scene is not None]
        found += filter(None, [self._country(at) for at, _, _ in self.cues.national.all_in(self.words)])
        found.sort(key=lambda one: (one[0], -one[1]))
        kept: list[Site] = []
        for first, after, scene in found:
            if kept and first < kept[-1][1]:
                continue
            kept.append((first, after, scene))
        yield from (scene for _, _, scene in chained(self, kept))

    # --- places known by name ---

    def _named(self, first: int, after: int, hit: NameHit) -> Site:
        start = self._directed(first)
        rank = self.rank(start)
        opens = start <= 1 or self.words[start - 1].text in (":", ";")
        if rank in (WEAK, MENTIONED) and (self.suffers(after) or self.named_after(start, after)):
            rank = STRONG
        elif rank >= MENTIONED and after < len(self.words) and opens:
            rank = rank if self.words.forms[after].isdisjoint(self.cues.records) else WEAK
        if rank < MENTIONED and (self._heads(start, after) or (start and self.owns(after - 1))):
            rank = MENTIONED
        return start, after, self.scene(start, after, hit.entity, rank, hit.country)

    def _heads(self, first: int, after: int) -> bool:
        """ "AHMEDABAD: Seventeen workers …": where somebody wrote is not yet where it was."""
        opens = not first and not self.index and not self.layers.in_title
        return opens and after < len(self.words) and self.words[after].text in HEADS

    def _directed(self, first: int) -> int:
        """The index where a place with its direction begins: «sur de Irán», "southern Iran"."""
        at = first
        if at and self.words[at - 1].folded in self.cues.of and at > 1:
            at -= 1
        while at and self.words[at - 1].folded in self.cues.directions:
            at -= 1
        return at if at < first and self.words[at].folded in self.cues.directions else first

    # --- places that no list knows ---

    def _unnamed(self) -> Iterator[Site | None]:
        passed = 0
        located = self.cues.located
        for at in sorted({*self.words.where(located.firsts), *self.struck, *self.happened}):
            site = located.starting(self.words, at) if at >= passed else None
            if site is not None:
                passed = site[0]
                sure = self.cues.sites.starting(self.words, at)
                yield self._noun(passed) or (self.unknown(sure[0]) if sure is not None else None)
            elif at >= passed and at in self.struck and located.starting(self.words, at + 1) is None:
                # «el fuego arrasó un hotel», "rocked Orvel, a town"
                yield self._noun(at + 1) or (self.unknown(at + 1) if self.is_town(at + 1) else None)
            elif at in self.happened:
                yield self.called(at)

    def _noun(self, at: int) -> Site | None:
        """«en un centro comercial de Lima», "at the suburban Detroit accounting firm", «en la isla»."""
        first = at
        at = self.small(at)
        definite = first < at and self.words[at - 1].folded in self.cues.definite
        limit = at + self.cues.premodifiers
        noun = None
        while at < len(self.words) and at <= limit:
            word = self.words[at]
            if not word.is_word or (at in self.taken and not self.is_place(at)) or word.folded in self.cues.stops:
                break
            if self.cues.noun_last and self.cues.located.starting(self.words, at) is not None:
                break  # "in a fire at a market"
            whole = self.cues.long_grounds.starting(self.words, at)
            if whole is not None:
                return self._common(first, at, whole[0])
            if word.folded in self.cues.grounds:
                noun = at
                limit = at + 1 if self.cues.noun_last else at
            elif noun is not None and not self.words.forms[at].isdisjoint(self.cues.happenings):
                return None  # "in an office shooting"
            at += 1
        if noun is None or self.words[noun].text[0].isupper() or self._numbered(first, noun):
            return None
        behind = self.words[noun + 1].folded if noun + 1 < len(self.words) else ""
        if self.words[noun].folded in self.cues.plain and behind not in self.cues.of:
            return None  # «salieron a la calle»
        if self._bare(noun, behind):
            return None  # «ingresó en prisión», "in hospital"
        if any(begin <= noun < stop for begin, stop, _ in self.spans):
            return None  # «en la aldea de X» is named
        if self.words[noun].folded in self.cues.conditions and not definite:
            return None  # «en estado de emergencia»
        if self.words[noun].folded in self.cues.territories and not self._told_apart(noun):
            return self._back(noun) if definite else None
        return self._common(first, noun)

    def _bare(self, noun: int, behind: str) -> bool:
        """Whether a noun in the singular stands alone behind a preposition, and no place behind it."""
        before = self.words[noun - 1].folded if noun else ""
        if self.layers.in_title or self.cues.located.ending(self.words, noun) is None or before in self.cues.struck:
            return False
        one = not self.words[noun].folded.endswith(self.cues.plurals)
        return one and behind not in self.cues.of and self.cues.located.starting(self.words, noun + 1) is None

    def _numbered(self, first: int, noun: int) -> bool:
        """«en siete aldeas» says how many, not which."""
        start, end = self.sentence.start + self.words[first].start, self.sentence.start + self.words[noun].end
        return any(not hit.article_one for hit in between(self.layers.numbers, start, end))

    def _told_apart(self, noun: int) -> bool:
        """Whether a noun of a territory says by itself which one it is: «zonas rebeldes», «zona de guerra»."""
        if noun + 1 < len(self.words) and self.words[noun + 1].folded in self.cues.of:
            after = self.small(noun + 2)
            return after < len(self.words) and self.words[after].text[0].islower()
        return (
            self._adjective(noun) is not None
            or self.is_demonym(noun + 1)
            or (self.cues.noun_last and noun > 0 and self._named_before(noun))
        )

    def _named_before(self, noun: int) -> bool:
        """ "a Kerala island", "a Turkish village"."""
        before = self.words[noun - 1]
        return before.is_word and before.text[0].isupper() and before.folded not in self.cues.definite

    def _adjective(self, noun: int) -> int | None:
        """The index after an adjective in the plural, where nouns stand first."""
        after = noun + 1
        if self.cues.noun_last or after >= len(self.words):
            return None
        word, plural = self.words[after], self.cues.plurals
        agrees = plural and word.text[0].islower() and word.folded.endswith(plural) and len(word.text) > 4
        return after + 1 if agrees and self.words[noun].folded.endswith(plural) else None

    def _back(self, noun: int) -> Site | None:
        """The place that «la isla», «el país», "the city" points back at."""
        word = self.words[noun]
        lemma = forms(word.text, self.lang)
        at = bisect_left(self.layers.places, self.sentence.start + word.start, key=attrgetter("start"))
        before = [hit for hit in self.layers.places[max(0, at - REMEMBERED) : at] if not hit.demonym]
        for hit in reversed(before):
            text = self.layers.text[hit.start : hit.end]
            if any(forms(one.text, self.lang) & lemma for one in words_of(text)):
                return self._again(noun, hit)
        kinds = {self.cues.kinds[one] for one in lemma if one in self.cues.kinds}
        if "country" in kinds:
            return self._country(noun)
        for hit in reversed(before):
            known = world.place_by_id(hit.entity)
            if known is not None and known.kind in kinds:
                return self._again(noun, hit)
        return self._before(noun) if "any" in kinds else None

    def _before(self, noun: int) -> Site | None:
        """The scene told last: «en la zona»."""
        for at in range(self.index):  # first to last: each may point back itself
            scenes_in(self.layers, at)
        earlier = (self.layers.scenes[at] for at in range(self.index - 1, -1, -1))
        last = next((scene for found in earlier for scene in reversed(found) if scene.rank <= TOWARDS), None)
        if last is None:
            return None
        scene = self.scene(noun, noun + 1, last.entity, STRONG, last.country)
        return noun, noun + 1, replace(scene, text=last.text)

    def _again(self, noun: int, hit: NameHit) -> Site:
        text = world.without_possessive(self.layers.text[hit.start : hit.end])
        scene = self.scene(noun, noun + 1, hit.entity, STRONG, hit.country)
        return noun, noun + 1, replace(scene, text=text)

    def _country(self, noun: int) -> Site | None:
        country = country_of_text(self.layers)
        if country is None:
            return None
        named = next((hit for hit in self.layers.places if hit.entity == country and not hit.demonym), None)
        text = self.layers.text[named.start : named.end] if named else world.country_name(country, self.lang)
        scene = self.scene(noun, noun + 1, country, STRONG, country)
        return noun, noun + 1, replace(scene, text=world.without_possessive(text))

    def _common(self, first: int, noun: int, after: int | None = None) -> Site:
        after = after or self._adjective(noun) or noun + 1
        step = self.small(after + 1) if after < len(self.words) and self.words[after].folded in self.cues.of else after
        held = next(
            (stop for begin, stop, hit in self.spans if begin == step > after and self.words[begin].text[0].islower()),
            None,
        )
        if held is not None:
            after = held  # «una mina del distrito de X»
        elif after < step < len(self.words) and self.words[step].is_word and self.words[step].text[0].islower():
            after = step + 1
        elif (named := self._past_adjective(noun)) is not None:
            after = named
        while after < len(self.words) and self.is_demonym(after):
            after += 1
        inner = [hit for begin, stop, hit in self.spans if first <= begin < after]
        country = inner[-1].country if inner else None
        if after < len(self.words) and self.words[after].folded in self.cues.of:
            town = self.unknown(after + 1)  # «un instituto de Dabeiba»
            if town is not None:
                after, country = town[1], town[2].country or country
        several = bool(self.cues.plurals) and self.words[noun].folded.endswith(self.cues.plurals)
        # «el territorio ruso»; «las carreteras peruanas» are all that the country has
        whole = inner and inner[-1].demonym and (several or self.cues.kinds.get(self.words[noun].folded) == "country")
        begin = min(self.small(first), noun)
        scene = self.scene(begin, after, country if whole else None, self.rank(first), country)
        return first, after, scene

    def _past_adjective(self, noun: int) -> int | None:
        """«la prisión central de Makala»: the index behind an adjective where «de» and a capital follow it."""
        after = noun + 1
        if self.cues.noun_last or after + 2 >= len(self.words) or not self.words[after].is_word:
            return None
        name = self.small(after + 2)
        named = self.words[after + 1].folded in self.cues.of and name < len(self.words)
        lower = self.words[after].text[0].islower() and self.words[after].folded not in self.cues.of
        return after + 1 if named and lower and self.words[name].text[:1].isupper() else None
