"""Finds the scenes of a text: where it says that things happen.

In: places, persons, dates, attributions. Out: `scenes_in` one sentence. A scene is a place behind a word of place,
an unknown name behind one («en Dabeiba»), a common noun («un centro comercial»), or a word that points back at one
(«en la isla»).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker import world
from checker.model.entity import is_body
from checker.model.record import lazily
from checker.reading.layers import Layers, NameHit, NumberHit, Scene, between
from checker.reading.places.chains import chained
from checker.reading.places.placewords import unknown_id
from checker.reading.places.pointingback import PointingBack
from checker.reading.places.standing import ELSEWHERE, MENTIONED, STRONG, WEAK
from checker.reading.places.unlisted import NAME_WORDS, Site
from checker.reading.text.lemmas import forms
from checker.reading.text.words import fold, index_at

HEADS = (":", "–", "—", "-", "--")  # behind the town of a dateline
WORLD = "place:world"
COUNTED = 2  # words behind a figure in which the noun stands that it counts
TOLLS = ("in_context", "nouns")  # nouns of what befell people: «casos», «muertes»
HEADING = 6  # words of a line over a part of a text
OPENING = 2  # words into a sentence: «La vecina Tanzania …»


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


class _SentenceScenes(PointingBack):
    """Finds the scenes of one sentence."""

    def told_in(self, at: int) -> list[Scene]:
        """The scenes of another sentence, by its index."""
        return scenes_in(self.layers, at)

    def find(self) -> Iterator[Scene]:
        """Named places and the rest, left to right; one that lies inside another is dropped."""
        if self.sentence.end <= self.layers.report:
            yield from self._dateline()
            return
        words, cues = self.words, self.cues
        if self._is_heading():
            yield from (site[2] for site in self._by_name())
            return
        told: list[Site | None] = [*self._by_name()]
        told += self._unnamed()
        told += [self._country(at) for at, _, _ in cues.national.all_in(words)]
        told += [self._world(first, after) for first, after, _ in cues.world.all_in(words)]
        told += [self.bearing(at, self._country) for at in words.where(cues.bearings)]
        told += [self._town_again(at) for at in words.where(cues.towns)] if words.digits else ()
        told.append(self._whole_again())
        named = [one for one in told if one is not None]
        told += [self._there_again(named, at) for at in words.where(cues.there)]
        kept: list[Site] = []
        for first, after, scene in sorted(filter(None, told), key=lambda one: (one[0], -one[1])):
            if kept and first < kept[-1][1]:
                continue
            kept.append((first, after, scene))
        yield from (scene for _, _, scene in chained(self, kept))

    def _is_heading(self) -> bool:
        """«EN LA SELVA»: a short line in capitals over a part of a text that is not."""
        text = self.layers.text[self.sentence.start : self.sentence.end]
        return len(self.words) <= HEADING and text.isupper() and not self.layers.text.isupper()

    def _there_again(self, found: list[Site], at: int) -> Site | None:
        """«el portavoz en X contó allí 12»: the last place that is led in before, else the scene told last."""
        if self.cues.noun_last and at + 1 < len(self.words) and self.words[at + 1].is_word:
            return None  # "there were 12 dead"
        led = [one for one in found if one[1] <= at and self.cues.located.ending(self.words, one[0]) is not None]
        return self._there(at, max(led, key=lambda one: one[0])[2]) if led else self._before(at)

    def _dateline(self) -> Iterator[Scene]:
        """«LORCA (Agencia).-»: where somebody wrote is not yet where it was."""
        named = self._by_name()
        if named:
            yield from (replace(scene, rank=MENTIONED) for _, _, scene in chained(self, named))
            return
        after = 0
        while after < min(len(self.words), NAME_WORDS) and self.words[after].is_word:
            after += 1
        surface = " ".join(word.text for word in self.words[:after])
        if surface and not is_body(world.party_of(surface)):
            yield self.town(0, after, surface, MENTIONED)

    def _world(self, first: int, after: int) -> Site:
        """ "Worldwide, 140,000 died": nowhere in a country."""
        return first, after, self.scene(first, after, WORLD, STRONG, None)

    # --- places known by name ---

    def _by_name(self) -> list[Site]:
        return [self._named(first, after, hit) for first, after, hit in self.spans if not hit.demonym]

    def _named(self, first: int, after: int, hit: NameHit) -> Site:
        start = self.directed(first)
        rank = self.rank(start)
        opens = start <= 1 or self.words.texts[start - 1] in (":", ";")
        if rank == WEAK and hit.entity == hit.country and self._sent_by(start):
            rank = MENTIONED
        if rank in (WEAK, MENTIONED) and (self.suffers(after) or self.named_after(start, after)):
            rank = STRONG
        elif hit.capital and opens and self._tells(start, after) and not self._has_its_own(after, hit):
            rank = ELSEWHERE
        elif after < len(self.words) and rank >= MENTIONED and (opens or self._is_subject(start, hit)):
            rank = WEAK if self.records(after) or self._has_its_own(after, hit) else rank
        if rank >= MENTIONED and 0 < start <= OPENING and self.words.folded[start - 1] in self.cues.neighbours:
            rank = WEAK  # "Neighbouring Mozambique has reported 1,900 cases": its own, not of the country before
        if rank < MENTIONED and (self._heads(start, after) or (start and self.owns(after - 1))):
            rank = MENTIONED
        if start <= 1 and rank <= MENTIONED and self.is_far(after):
            rank = ELSEWHERE
        if (rank < ELSEWHERE and self.is_led_to(after)) or self._is_head(start, after):
            rank = STRONG
        if rank in (WEAK, MENTIONED) and self.reacts(start, after, hit):
            rank = ELSEWHERE
        entity, country = hit.entity, hit.country
        if country is None and (town := self.town_in(first, after)) is not None:
            entity, country = town.id, town.country  # «el municipio de Patía»
        return start, after, self.scene(start, after, entity, rank, country)

    def _sent_by(self, first: int) -> bool:
        """«los contingentes de Francia»: who sends troops is not where they are."""
        lexicon = self.layers.lexicons.get(self.lang)
        return lexicon is not None and first > 1 and lexicon.fact_of(self.words[first - 2], "nouns") == "troops"

    def _has_its_own(self, after: int, hit: NameHit) -> bool:
        """«Colombia ha confirmado 156 casos», "Kenya has reported 40 deaths": who tells of its own; a capital, which
        may speak of a war, does so of cases alone."""
        lexicon = self.layers.lexicons.get(self.lang)
        if lexicon is None:
            return False
        after = self.past_insertion(after)
        while after < len(self.words) and self.words.folded[after] in lexicon.lists["active"]:
            after += 1
        if after >= len(self.words) or not (lexicon.is_any(self.words[after], "registers") or self._reports(after)):
            return False
        begins = self.sentence.start + self.words.ends[after]
        figure = next(iter(between(self.layers.numbers, begins, self.sentence.end)), None)
        if figure is None:
            return False
        last = index_at(self.words, figure.end - 1 - self.sentence.start)
        led = self.words[after + 1 : index_at(self.words, figure.start - self.sentence.start)]
        counted = self.words[last + 1 : last + 1 + COUNTED]
        kinds = TOLLS[:1] if hit.capital else TOLLS
        told = (word for word in counted if lexicon.needy.isdisjoint(forms(word.text, self.lang)))
        return all(word.is_word for word in led) and any(lexicon.fact_of(word, kind) for word in told for kind in kinds)

    def _reports(self, at: int) -> bool:
        return not self.words.forms[at].isdisjoint(self.cues.records | self.cues.reports)

    def _is_head(self, first: int, after: int) -> bool:
        """«COSTA RICA. También dos fallecidos»: a place that stands alone where a paragraph begins heads it."""
        if first or not self.index or self.layers.in_title:
            return False
        if self.sentence.paragraph == self.layers.sentences[self.index - 1].paragraph:
            return False
        return all(not word.is_word and not word.is_digits for word in self.words[after:])

    def _is_subject(self, first: int, hit: NameHit) -> bool:
        """«En 2026 Angola notificó 8.000 casos»: nothing leads in a place, and it is no capital, which may speak."""
        led = self.cues.weak.ending(self.words, first) or self.cues.located.ending(self.words, first)
        small = self.words.folded[first - 1] in self.cues.inner
        return not (hit.capital or led or small or self.words[first - 1].has_capital)

    def _tells(self, first: int, after: int) -> bool:
        """«Kiev condenó el ataque y cifró …»: a capital that speaks, though a word of saying stands farther off."""
        reports = after < len(self.words) and not self.words.forms[after].isdisjoint(self.cues.records)
        if reports and sum(not hit.demonym for _, _, hit in self.spans) == 1:
            return False  # «Lima eleva a 23 los muertos»
        if self.layers.in_title:
            return after < len(self.words) and not self.words.forms[after].isdisjoint(self.cues.stops)
        name = self.scene(first, after, None, MENTIONED, None).text
        told = self.layers.speech.by_itself(self.layers, self.index) if self.layers.speech is not None else ()
        return any(claimant.text == name for one in told for claimant in one.claimants)

    def _heads(self, first: int, after: int) -> bool:
        """ "AHMEDABAD: Seventeen workers …": where somebody wrote is not yet where it was."""
        opens = not first and not self.index and not self.layers.in_title
        return opens and after < len(self.words) and self.words.texts[after] in HEADS

    # --- places that no list knows ---

    def _unnamed(self) -> Iterator[Site | None]:
        passed = 0
        located = self.cues.located
        residents = self.words.meaning(self.cues.residents)
        for at in self.words.where(self.cues.where):
            yield self.led_to(at - 1)
        for at in self.words.where(self.cues.local):
            yield self.apposed(at)
        for at in sorted({*located.begins(self.words), *self.struck, *self.happened, *residents}):
            site = located.starting(self.words, at) if at >= passed else None
            if site is not None:
                passed = site[0]
                sure = self.cues.sites.starting(self.words, at)
                yield (
                    self._so_many(passed)
                    or self._noun(passed)
                    or (self.unknown(self.past_part(sure[0])) if sure is not None else None)
                )
            elif at >= passed and at in self.struck and located.starting(self.words, at + 1) is None:
                # «el fuego arrasó un hotel», "rocked Orvel, a town", «sacudió el lunes el norte de Orvel»
                step = self.past_date(at + 1)
                named = self.is_town(step) or self.past_part(step) != step
                led = step < len(self.words) and self.words.folded[step] in self.cues.determiners
                yield (self._noun(step) if led else None) or (self.unknown(self.past_part(step)) if named else None)
            elif at in self.happened:
                yield self.called(at)
            elif at in residents and at + 1 < len(self.words) and self.words.folded[at + 1] in self.cues.of:
                yield self.unknown(at + 2)  # «500 vecinos de Ribadavia»

    def _noun(self, at: int) -> Site | None:
        """«en un centro comercial de Lima», "at the suburban Detroit accounting firm", «en la isla»."""
        first = at
        at = self.past_direction(self.small(at))
        definite = first < at and self.words.folded[at - 1] in self.cues.inner
        limit = at + self.cues.premodifiers
        if self.cues.nouns.isdisjoint(self.words.folded[at : limit + 1]):
            return None
        noun = None
        while at < len(self.words) and at <= limit:
            word = self.words[at]
            # «state» is a noun behind an article, and no verb of saying
            says = word.folded in self.cues.stops and (at == first or word.folded not in self.cues.grounds)
            if not word.is_word or (at in self.taken and not self.is_place(at)) or says:
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
        if noun is None or self.words[noun].has_capital or self._numbered(first, noun):
            return None
        if first == noun and first and self.words.folded[first - 1] in self.cues.towards and self._is_bare(first):
            return None  # «devolvía a casa», "taken to hospital", and not «junto al puente»
        owner = self.small(first)
        if owner < noun and fold(world.without_possessive(self.words.texts[owner])) in self.cues.towns:
            town = self._back(owner)  # "at the town's market"
            if town is not None:
                return first, noun + 1, town[2]
        behind = self.words.folded[noun + 1] if noun + 1 < len(self.words) else ""
        own = not self.cues.own.isdisjoint(self.words.folded[first:noun])
        if (own or self.words.folded[noun] in self.cues.plain) and behind not in self.cues.of:
            return None  # «salieron a la calle», «estaban en sus casas»
        if self._bare(noun, behind):
            return None  # «ingresó en prisión», "in hospital"
        if any(begin <= noun < stop for begin, stop, _ in self.spans):
            return None  # «en la aldea de X» is named
        if self.words.folded[noun] in self.cues.conditions and not definite:
            return None  # «en estado de emergencia»
        if self.words.folded[noun] in self.cues.territories:
            if not self.cues.neighbours.isdisjoint(self.words.folded[first : noun + 2]):
                return self._neighbour(noun)
            seat = self._seat(first, noun)
            if seat is not None:
                return seat
            if any(first <= begin and stop <= noun and self.owns(stop - 1) for begin, stop, _ in self.spans):
                return self._common(first, noun)  # "in Nigeria's commercial capital"
            if not self._told_apart(noun):
                again = self._of_several(noun) or self._back(noun) if definite else None
                kind = self.cues.kinds.get(self.words.folded[noun], "vague")
                written = definite and kind != "vague" and behind not in self.cues.of | self.cues.directions
                return again or (self._common(first, noun) if written else None)  # «en la región», as it is written
            town = self._back(noun) if definite and self.words.folded[noun] in self.cues.towns else None
            if town is not None and town[2].country in self._nations(noun):
                return town
        return self._common(first, noun)

    def _is_bare(self, first: int) -> bool:
        """Whether one word alone leads in what begins at another."""
        led = self.cues.located.ending(self.words, first)
        return led is None or led[0] == first - 1

    def _nations(self, noun: int) -> set[str | None]:
        """The countries whose adjectives stand beside a noun: «la ciudad malauí», "the southern Malawian city"."""
        return {hit.country for begin, stop, hit in self.spans if hit.demonym and (stop == noun or begin == noun + 1)}

    def _of_several(self, noun: int) -> Site | None:
        """«los municipios de Yacuiba y Villa Montes»: a noun in the plural points back at none where names follow."""
        several = bool(self.cues.plurals) and self.words.folded[noun].endswith(self.cues.plurals)
        named = several and noun + 2 < len(self.words) and self.words.folded[noun + 1] in self.cues.of
        return self.unknown(noun + 2) if named else None

    def _bare(self, noun: int, behind: str) -> bool:
        """Whether a noun in the singular stands alone behind a preposition, and no place behind it."""
        before = self.words.folded[noun - 1] if noun else ""
        if self.layers.in_title or self.cues.located.ending(self.words, noun) is None or before in self.cues.struck:
            return False
        one = not self.words.folded[noun].endswith(self.cues.plurals)
        return one and behind not in self.cues.of and self.cues.located.starting(self.words, noun + 1) is None

    def _numbered(self, first: int, noun: int) -> bool:
        """«en siete aldeas» says how many, not which."""
        start, end = self.sentence.start + self.words.starts[first], self.sentence.start + self.words.ends[noun]
        return any(not hit.article_one for hit in between(self.layers.numbers, start, end))

    @lazily
    def _figures(self) -> dict[int, NumberHit]:
        """The numbers of the sentence, by where they begin."""
        return {hit.start: hit for hit in between(self.layers.numbers, self.sentence.start, self.sentence.end)}

    def _so_many(self, first: int) -> Site | None:
        """«en 25 países», "in four northern counties": how many they are, though not which."""
        first += first < len(self.words) and self.words.folded[first] in self.cues.definite
        begins = self.sentence.start + self.words.starts[first] if first < len(self.words) else self.sentence.end
        hit = self._figures.get(begins)
        if hit is None or hit.article_one or hit.kind != "number":
            return None
        noun = index_at(self.words, hit.end - 1 - self.sentence.start) + 1
        noun += noun < len(self.words) and self.words.folded[noun] in self.cues.directions | self.cues.neighbours
        kinds = self.cues.kinds
        named = forms(self.words.texts[noun], self.lang) if noun < len(self.words) else frozenset()
        spelled = not any(word.is_digits for word in self.words[first:noun])  # «cuatro prisiones», no «300 casas»
        told = named & (kinds.keys() | self.cues.grounds if spelled else kinds.keys())
        after = noun + 1
        if not told or (after < len(self.words) and (self.words.folded[after] in self.cues.of or self.is_place(after))):
            return None  # «en tres provincias de Bolivia» is in Bolivia
        scene = self.scene(first, after, None, self.rank(first), None)
        lands = any(kinds.get(one) == "country" for one in told)
        return first, after, replace(scene, entity=unknown_id(scene.text, self.cues)) if lands else scene

    def _told_apart(self, noun: int) -> bool:
        """Whether a noun of a territory says by itself which one it is: «zonas rebeldes», «zona de guerra»."""
        if noun + 1 < len(self.words) and self.words.folded[noun + 1] in self.cues.of:
            after = self.small(noun + 2)
            return after < len(self.words) and self.words.texts[after][0].islower()
        return (
            self.adjective(noun) is not None
            or self.is_demonym(noun + 1)
            or (self.cues.noun_last and noun > 0 and self._named_before(noun))
        )

    def _named_before(self, noun: int) -> bool:
        """ "a Kerala island", "a Turkish village"."""
        before = self.words[noun - 1]
        return before.has_capital and before.folded not in self.cues.definite

    def _common(self, first: int, noun: int, after: int | None = None) -> Site:
        after = after or self.adjective(noun) or noun + 1
        step = self.small(after + 1) if after < len(self.words) and self.words.folded[after] in self.cues.of else after
        held = next(
            (stop for begin, stop, hit in self.spans if begin == step > after and self.words.texts[begin][0].islower()),
            None,
        )
        if held is not None:
            after = held  # «una mina del distrito de X»
        elif after < step < len(self.words) and self.words[step].is_word and self.words.texts[step][0].islower():
            if self.cues.kinds.get(self.words.folded[step]) == "country" and (all_of := self._country(step)):
                return first, step + 1, all_of[2]  # «las carreteras del país»
            after = step + 1
        elif (named := self.past_adjective(noun) or self.past_both(after)) is not None:
            after = named
        while after < len(self.words) and (self.is_demonym(after) or self.adjective_of(after) is not None):
            after += 1
        inner = [hit for begin, stop, hit in self.spans if first <= begin < after]
        country = inner[-1].country if len({hit.country for hit in inner}) == 1 else None
        if not inner and (made := self.adjective_of(after - 1)) is not None:
            country = made.country  # «el centro limeño»
        if after < len(self.words) and self.words.folded[after] in self.cues.of:
            town = self.unknown(after + 1)  # «un instituto de Dabeiba»
            if town is not None:
                after, country = town[1], town[2].country or country
        several = bool(self.cues.plurals) and self.words.folded[noun].endswith(self.cues.plurals)
        # «el territorio ruso»; «las carreteras peruanas» are all that the country has; «la costa peruana» is no spot
        head = self.words.folded[noun]
        wide = several or head in self.cues.directions or self.cues.kinds.get(head) == "country"
        whole = inner and inner[-1].demonym and wide
        begin = min(self.small(first), noun)
        scene = self.scene(begin, after, country if whole else None, self.rank(first), country)
        return first, after, scene
