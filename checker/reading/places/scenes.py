"""Finds the scenes of a text: where it says that things happen.

In: places, persons, dates, attributions. Out: `scenes_in` one sentence. A scene is a place behind a word of place,
an unknown name behind one («en Dabeiba»), a common noun («un centro comercial»), or a word that points back at one
(«en la isla»).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from checker import world
from checker.reading.layers import Layers, NameHit, Scene, between
from checker.reading.places.standing import MENTIONED, STRONG, TOWARDS, WEAK, Standing
from checker.reading.text.lemmas import forms
from checker.reading.text.words import words_of

HEADS = (":", "–", "—", "-", "--")  # behind the town of a dateline
NAME_WORDS = 6  # words of an unknown name
APPOSED = 12  # words of «, una ciudad de 40.000 habitantes en»
REMEMBERED = 60  # places before a word that it may point back at


def country_of_text(layers: Layers) -> str | None:
    """The country that a text names most often, by itself or its places; else the one whose side speaks."""
    if layers.country is None:
        named = Counter(hit.country for hit in layers.places if hit.country is not None and not hit.demonym)
        counts = named or Counter(_spoken_for(layers))
        layers.country = (max(counts, key=lambda country: (counts[country], country)) if counts else None,)
    return layers.country[0]


def _spoken_for(layers: Layers) -> Iterator[str]:
    """The country of everybody who says something, once for each time."""
    parties = (claimant.party for one in layers.attributions for claimant in one.claimants)
    return (party for party in parties if party is not None and party.startswith("country:"))


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


class _SentenceScenes(Standing):
    """Finds the scenes of one sentence."""

    def find(self) -> Iterator[Scene]:
        """Named places and the rest, left to right; one that lies inside another is dropped."""
        found = [self._named(first, after, hit) for first, after, hit in self.spans if not hit.demonym]
        found += [scene for scene in self._unnamed() if scene is not None]
        found += filter(None, [self._country(at) for at, _, _ in self.cues.national.all_in(self.words)])
        found.sort(key=lambda one: (one[0], -one[1]))
        kept: list[tuple[int, int, Scene]] = []
        for first, after, scene in found:
            if kept and first < kept[-1][1]:
                continue
            kept.append((first, after, scene))
        yield from (scene for _, _, scene in self._chained(kept))

    # --- places known by name ---

    def _named(self, first: int, after: int, hit: NameHit) -> tuple[int, int, Scene]:
        start = self._directed(first)
        rank = self.rank(start)
        opens = start <= 1 or self.words[start - 1].text in (":", ";")
        if rank in (WEAK, MENTIONED) and (self.suffers(after) or self.named_after(start, after)):
            rank = STRONG
        elif rank >= MENTIONED and after < len(self.words) and opens:
            rank = rank if self.words.forms[after].isdisjoint(self.cues.records) else WEAK
        if rank < MENTIONED and (self._heads(start, after) or (start and self.owns(after - 1))):
            rank = MENTIONED
        return start, after, self._scene(start, after, hit.entity, rank, hit.country)

    def _heads(self, first: int, after: int) -> bool:
        """ "AHMEDABAD: Seventeen workers …": where somebody wrote is not yet where it was."""
        opens = not first and not self.index and not self.layers.in_title
        return opens and after < len(self.words) and self.words[after].text in HEADS

    def _scene(self, first: int, after: int, entity: str | None, rank: int, country: str | None) -> Scene:
        start, end = self.sentence.start + self.words[first].start, self.sentence.start + self.words[after - 1].end
        text = self.layers.text[start:end]
        bare = world.without_possessive(text)
        return Scene(start, start + len(bare), bare, entity, rank, country)

    def _directed(self, first: int) -> int:
        """The index where a place with its direction begins: «sur de Irán», "southern Iran"."""
        at = first
        if at and self.words[at - 1].folded in self.cues.of and at > 1:
            at -= 1
        while at and self.words[at - 1].folded in self.cues.directions:
            at -= 1
        return at if at < first and self.words[at].folded in self.cues.directions else first

    # --- places by an unknown name or a common noun ---

    def _unnamed(self) -> Iterator[tuple[int, int, Scene] | None]:
        passed = 0
        located = self.cues.located
        for at in sorted({*self.words.where(located.firsts), *self.struck, *self.happened}):
            site = located.starting(self.words, at) if at >= passed else None
            if site is not None:
                passed = site[0]
                sure = self.cues.sites.starting(self.words, at)
                yield self._noun(passed) or (self._unknown(sure[0]) if sure is not None else None)
            elif at >= passed and at in self.struck and located.starting(self.words, at + 1) is None:
                # «el fuego arrasó un hotel», "rocked Orvel, a town"
                yield self._noun(at + 1) or (self._unknown(at + 1) if self._town(at + 1) else None)
            elif at in self.happened:
                yield self._called(at)

    def _town(self, at: int) -> bool:
        """«Losacio, un pueblo de …»: a name that is said to be a town's."""
        while at < len(self.words) and self._capital(at):
            at += 1
        return self._is_apposed([word.folded for word in self.words[at : at + 4]])

    def _is_apposed(self, told: Sequence[str]) -> bool:
        """Whether words go on with a comma and a noun of a territory."""
        if len(told) < 2 or told[0] not in (",", "("):
            return False
        return not self.cues.territories.isdisjoint(told[1:4])

    def _called(self, at: int) -> tuple[int, int, Scene] | None:
        """«el incendio de Losacio», "the Lahaina fire": what happened is called after a name."""
        if not self.cues.noun_last:
            step = at + 1
            found = (
                self._unknown(step + 1) if step < len(self.words) and self.words[step].folded in self.cues.of else None
            )
        else:
            end = at
            while end > 1 and at - end < 2 and self.words[end - 1].is_word and self.words[end - 1].text[0].islower():
                end -= 1
            first = end
            while first > 0 and self._capital(first - 1) and self.words[first - 1].folded not in self.cues.definite:
                first -= 1
            led = first > 0 and self.words[first - 1].folded in self.cues.definite
            found = self._unknown(first) if led and first < end else None
            if found is not None and found[1] > at:
                return None  # "the National Disaster Agency"
        return None if found is None else (found[0], found[1], replace(found[2], rank=STRONG))

    def _small(self, at: int) -> int:
        """The index after articles and demonstratives."""
        while at < len(self.words) and self.words[at].folded in self.cues.determiners:
            at += 1
        return at

    def _unknown(self, at: int) -> tuple[int, int, Scene] | None:
        """«en Dabeiba», «en el CAI de Corabastos», "at Gordon Advisors"."""
        begin, first = at, self._small(at)
        if begin < first and first > 1 and self.words[first - 1].text[0].isupper():
            first -= 1  # «en El Alto»
        at = first
        while at < len(self.words) and at - first < NAME_WORDS:
            if self._capital(at):
                at += 1
            elif (step := self._hyphened(at) or (self._joined(at) if at > first else None)) is not None:
                at = step
            elif at > first and self.words[at].is_digits and len(self.words[at].text) <= 2:
                at += 1
            else:
                break
        name = self.words[first:at]
        if self.cues.noun_last and first and at < len(self.words) and self._led(first, at):
            return None  # "at a Hanukkah event"
        if not name or self.cues.no_site & {word.folded for word in name}:
            return None
        if len(name) == 1 and (name[0].text.isupper() or len(name[0].text) < 3):
            return None  # «en la OTAN»
        if any(first < stop and begin < at and not hit.demonym for begin, stop, hit in self.spans):
            return None
        surface = world.without_possessive(" ".join(word.text for word in name))
        if (world.party_of(surface) or "").startswith("org:"):
            return None  # "ties to Islamic State", "in a Hezbollah strike"
        towns = [town for town in world.towns_of(surface) if town.country == country_of_text(self.layers)]
        entity, country = (towns[0].id, towns[0].country) if towns else (f"place:{world.slug(surface)}", None)
        return first, at, self._scene(first, at, entity, self.rank(first), country)

    def _led(self, first: int, after: int) -> bool:
        """Whether an indefinite article stands before some words, and a noun behind them."""
        article = self.words[first - 1].folded
        return article in self.cues.determiners - self.cues.definite and self.words[after].text[0].islower()

    def _hyphened(self, at: int) -> int | None:
        """«al-Sireha», «Deir al-Balah», «Novo-Ivanivka»: the index after a hyphen and what follows it at once."""
        hyphen = at if self.words[at].text == "-" else at + 1
        if hyphen == 0 or hyphen + 1 >= len(self.words) or self.words[hyphen].text != "-":
            return None
        glued = self.words[hyphen - 1].end == self.words[hyphen].start == self.words[hyphen + 1].start - 1
        return hyphen + 2 if glued and self._capital(hyphen + 1) else None

    def _joined(self, at: int) -> int | None:
        step = at
        while step < len(self.words) and step - at < 2 and self.words[step].folded in self.cues.inner:
            step += 1
        return step + 1 if step > at and step < len(self.words) and self._capital(step) else None

    def _capital(self, at: int) -> bool:
        word = self.words[at]
        return word.is_word and word.text[0].isupper() and at not in self.taken and not self._demonym(at)

    def _demonym(self, at: int) -> bool:
        return any(begin <= at < stop and hit.demonym for begin, stop, hit in self.spans)

    def _noun(self, at: int) -> tuple[int, int, Scene] | None:
        """«en un centro comercial de Lima», "at the suburban Detroit accounting firm", «en la isla»."""
        first = at
        at = self._small(at)
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
            after = self._small(noun + 2)
            return after < len(self.words) and self.words[after].text[0].islower()
        return (
            self._adjective(noun) is not None
            or self._demonym(noun + 1)
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

    def _back(self, noun: int) -> tuple[int, int, Scene] | None:
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

    def _before(self, noun: int) -> tuple[int, int, Scene] | None:
        """The scene told last: «en la zona»."""
        for at in range(self.index):  # first to last: each may point back itself
            scenes_in(self.layers, at)
        earlier = (self.layers.scenes[at] for at in range(self.index - 1, -1, -1))
        last = next((scene for found in earlier for scene in reversed(found) if scene.rank <= TOWARDS), None)
        if last is None:
            return None
        scene = self._scene(noun, noun + 1, last.entity, STRONG, last.country)
        return noun, noun + 1, replace(scene, text=last.text)

    def _again(self, noun: int, hit: NameHit) -> tuple[int, int, Scene]:
        text = world.without_possessive(self.layers.text[hit.start : hit.end])
        scene = self._scene(noun, noun + 1, hit.entity, STRONG, hit.country)
        return noun, noun + 1, replace(scene, text=text)

    def _country(self, noun: int) -> tuple[int, int, Scene] | None:
        country = country_of_text(self.layers)
        if country is None:
            return None
        named = next((hit for hit in self.layers.places if hit.entity == country and not hit.demonym), None)
        text = self.layers.text[named.start : named.end] if named else world.country_name(country, self.lang)
        scene = self._scene(noun, noun + 1, country, STRONG, country)
        return noun, noun + 1, replace(scene, text=world.without_possessive(text))

    def _common(self, first: int, noun: int, after: int | None = None) -> tuple[int, int, Scene]:
        after = after or self._adjective(noun) or noun + 1
        step = self._small(after + 1) if after < len(self.words) and self.words[after].folded in self.cues.of else after
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
        while after < len(self.words) and self._demonym(after):
            after += 1
        inner = [hit for begin, stop, hit in self.spans if first <= begin < after]
        country = inner[-1].country if inner else None
        if after < len(self.words) and self.words[after].folded in self.cues.of:
            town = self._unknown(after + 1)  # «un instituto de Dabeiba»
            if town is not None:
                after, country = town[1], town[2].country or country
        several = bool(self.cues.plurals) and self.words[noun].folded.endswith(self.cues.plurals)
        # «el territorio ruso»; «las carreteras peruanas» are all that the country has
        whole = inner and inner[-1].demonym and (several or self.cues.kinds.get(self.words[noun].folded) == "country")
        begin = min(self._small(first), noun)
        scene = self._scene(begin, after, country if whole else None, self.rank(first), country)
        return first, after, scene

    def _past_adjective(self, noun: int) -> int | None:
        """«la prisión central de Makala»: the index behind an adjective where «de» and a capital follow it."""
        after = noun + 1
        if self.cues.noun_last or after + 2 >= len(self.words) or not self.words[after].is_word:
            return None
        name = self._small(after + 2)
        named = self.words[after + 1].folded in self.cues.of and name < len(self.words)
        lower = self.words[after].text[0].islower() and self.words[after].folded not in self.cues.of
        return after + 1 if named and lower and self.words[name].text[:1].isupper() else None

    # --- places told one inside the other, or side by side ---

    def _chained(self, found: Sequence[tuple[int, int, Scene]]) -> list[tuple[int, int, Scene]]:
        """«Dabeiba, en Antioquia» is one scene, and so is «Turquía y Siria»."""
        out: list[tuple[int, int, Scene]] = []
        for first, after, scene in found:
            last = out[-1] if out else None
            joined = self._link(last, first, after, scene) if last is not None else None
            if last is not None and joined is not None:
                out[-1] = last[0], after, joined
            else:
                out.append((first, after, scene))
        return out

    def _link(self, last: tuple[int, int, Scene], first: int, after: int, scene: Scene) -> Scene | None:
        between_them = [word.folded for word in self.words[last[1] : first]]
        # «Maiduguri, capital del estado de Borno»: nouns of a territory in apposition add nothing
        if len(between_them) > APPOSED or not between_them or last[2].rank > MENTIONED:
            return None
        told = between_them
        if self._is_apposed(between_them) and not {",", ";", ":", "."} & set(between_them[1:]):
            told = [between_them[0], between_them[-1]]
        if len(told) > 3:
            return None
        start, end = last[2].start, self.sentence.start + self.words[after - 1].end
        text = world.without_possessive(self.layers.text[start:end])
        if between_them[0] in self.cues.ands:
            both = last[2].country is not None and scene.country is not None and last[2].rank < MENTIONED
            named = _is_country(last[2]) and _is_country(scene)
            if both and named and last[2].entity != scene.entity:
                return Scene(start, start + len(text), text, None, last[2].rank)
            return None
        if not set(told) <= self.cues.chain:
            return None
        if between_them[0] == "(" and self.layers.text[end : end + 1] == ")":
            text += ")"
        entity, country = last[2].entity, last[2].country or scene.country
        if any(word.folded in self.cues.plain for word in self.words[last[0] : last[1]]):
            entity, country = scene.entity, scene.country  # «las calles de X» are X
        elif not _may_lie_in(last[2], scene, named=between_them[0] in self.cues.of):
            return None
        elif country != scene.country and scene.country is not None:  # "Paris, Texas"
            entity, country = f"place:{world.slug(last[2].text)}-{world.slug(scene.text)}", scene.country
        rank = min(last[2].rank, WEAK if scene.rank else STRONG)
        return Scene(start, start + len(text), text, entity, rank, country)


def _is_country(scene: Scene) -> bool:
    return scene.entity is not None and scene.entity == scene.country


def _may_lie_in(inner: Scene, outer: Scene, *, named: bool) -> bool:
    """Whether the text may mean that one place lies in another: the first is no country, and the second no mere
    city of another country, unless the first is a part «de» it."""
    if outer.entity is None or inner.entity == outer.entity or _is_country(inner):
        return False
    if inner.country is None or outer.country is None or inner.country == outer.country:
        return True
    known, larger = world.place_by_id(inner.entity), world.place_by_id(outer.entity)
    small = known is None or known.kind == "city"
    return small and larger is not None and (named or larger.kind != "city")
