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
from checker.reading.layers import DateHit, Layers, NameHit, Scene, between
from checker.reading.lemmas import forms
from checker.reading.places import PlaceWords, place_words
from checker.reading.words import index_at, words_of

STRONG, TOWARDS, WEAK, MENTIONED, ELSEWHERE = 0, 1, 2, 3, 4
NAME_WORDS = 6  # words of an unknown name
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


class _SentenceScenes:
    """Finds the scenes of one sentence."""

    def __init__(self, layers: Layers, index: int) -> None:
        self.layers, self.index, self.sentence = layers, index, layers.sentences[index]
        sentence = self.sentence
        self.lang = sentence.lang or ""
        self.cues: PlaceWords = place_words(self.lang)
        self.words = layers.row(sentence)
        self.spans: list[tuple[int, int, NameHit]] = [
            (*self._span(hit), hit) for hit in between(layers.places, sentence.start, sentence.end)
        ]
        others: tuple[NameHit | DateHit, ...] = (
            *between(layers.persons, sentence.start, sentence.end),
            *between(layers.dates, sentence.start, sentence.end),
        )
        self.taken = {at for hit in others for at in range(*self._span(hit))}
        self.struck = frozenset(self.words.meaning(self.cues.struck))
        self.far = frozenset({*self.words.where(self.cues.lengths), *self.words.meaning(self.cues.elsewhere)})

    def _span(self, hit: NameHit | DateHit) -> tuple[int, int]:
        start, end = hit.start - self.sentence.start, hit.end - self.sentence.start
        return index_at(self.words, start), index_at(self.words, end - 1) + 1

    def find(self) -> Iterator[Scene]:
        """Named places and the rest, left to right; one that lies inside another is dropped."""
        found = [self._named(first, after, hit) for first, after, hit in self.spans if not hit.demonym]
        found += [scene for scene in self._unnamed() if scene is not None]
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
        rank = self._rank(start)
        if rank == MENTIONED and self._suffers(after):
            rank = STRONG
        elif rank >= MENTIONED and after < len(self.words) and start <= 1:
            rank = rank if self.words.forms[after].isdisjoint(self.cues.records) else WEAK
        return start, after, self._scene(start, after, hit.entity, rank, hit.country)

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

    def _rank(self, first: int) -> int:
        """How much the words before a place say that it is where."""
        if self.layers.speaks(self.sentence.start + self.words[first].start):
            return ELSEWHERE
        if self._elsewhere(first):
            return ELSEWHERE
        # up to two words may stand between: "in the ancient city of Bam", «en la vecina Siria»
        for back in range(3):
            end = first - back
            if end < 1 or any(not word.is_word or word.text[0].isupper() for word in self.words[end:first]):
                break
            if self.cues.located.ending(self.words, end) is not None:
                rank = self._cared(end, first)
                return TOWARDS if rank == STRONG and self.words[end - 1].folded in self.cues.towards else rank
            if end - 1 in self.struck:
                return STRONG
            if back < 2 and self.cues.weak.ending(self.words, end) is not None:
                return WEAK
        opening = [word for word in self.words[:first] if word.folded not in self.cues.definite]
        return WEAK if not opening else MENTIONED

    def _suffers(self, after: int) -> bool:
        """«X fue arrasada por…», "X was hit by …"."""
        behind = [at for at in range(after, min(after + 4, len(self.words))) if self.words[at].is_word]
        if not any(self.words.folded[at] in self.cues.passive for at in behind[:2]):
            return False
        return any(at in self.struck for at in behind[1:])

    def _cared(self, end: int, first: int) -> int:
        """«trasladados al hospital X»: where the hurt are taken to is not where it happened."""
        near = {word.folded for word in self.words[first : first + 4]}
        if near.isdisjoint(self.cues.care):
            return STRONG
        before = self.words.forms[max(0, end - 6) : end]
        return STRONG if all(found.isdisjoint(self.cues.moved) for found in before) else MENTIONED

    def _elsewhere(self, first: int) -> bool:
        """Behind a distance («a 80 km de X»), or where something was only felt."""
        far = max((at for at in self.far if first - 8 <= at < first), default=None)
        return far is not None and not any(word.text in ".,;:" for word in self.words[far:first])

    # --- places by an unknown name or a common noun ---

    def _unnamed(self) -> Iterator[tuple[int, int, Scene] | None]:
        passed = 0
        located = self.cues.located
        for at in sorted({*self.words.where(located.firsts), *self.struck}):
            site = located.starting(self.words, at) if at >= passed else None
            if site is not None:
                passed = site[0]
                sure = self.cues.sites.starting(self.words, at)
                yield self._noun(passed) or (self._unknown(sure[0]) if sure is not None else None)
            elif at >= passed and at in self.struck:
                yield self._noun(at + 1)  # «el fuego arrasó un hotel»

    def _small(self, at: int) -> int:
        """The index after articles and demonstratives."""
        while at < len(self.words) and self.words[at].folded in self.cues.determiners:
            at += 1
        return at

    def _unknown(self, at: int) -> tuple[int, int, Scene] | None:
        """«en Dabeiba», «en el CAI de Corabastos», "at Gordon Advisors"."""
        first = at = self._small(at)
        while at < len(self.words) and at - first < NAME_WORDS:
            if self._capital(at):
                at += 1
            elif at > first and (step := self._joined(at)) is not None:
                at = step
            elif at > first and self.words[at].is_digits and len(self.words[at].text) <= 2:
                at += 1
            else:
                break
        name = self.words[first:at]
        if not name or self.cues.no_site & {word.folded for word in name}:
            return None
        if len(name) == 1 and (name[0].text.isupper() or len(name[0].text) < 3):
            return None  # «en la OTAN»
        if any(first < stop and begin < at and not hit.demonym for begin, stop, hit in self.spans):
            return None
        surface = world.without_possessive(" ".join(word.text for word in name))
        town = world.find_town(surface, country_of_text(self.layers))
        entity, country = (town.id, town.country) if town is not None else (f"place:{world.slug(surface)}", None)
        return first, at, self._scene(first, at, entity, self._rank(first), country)

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
            if not word.is_word or (at in self.taken and not self._place(at)) or word.folded in self.cues.stops:
                break
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
        if any(begin <= noun < stop for begin, stop, _ in self.spans):
            return None  # «en la aldea de X» is named
        if self.words[noun].folded in self.cues.territories and not self._told_apart(noun):
            return self._back(noun) if definite else None
        return self._common(first, noun)

    def _place(self, at: int) -> bool:
        return any(begin <= at < stop for begin, stop, _ in self.spans)

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
            or (self.cues.noun_last and noun > 0 and self._demonym(noun - 1))
        )

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
        if after < step < len(self.words) and self.words[step].is_word and self.words[step].text[0].islower():
            after = step + 1
        while after < len(self.words) and self._demonym(after):
            after += 1
        inner = [hit for begin, stop, hit in self.spans if first <= begin < after]
        country = inner[-1].country if inner else None
        if after < len(self.words) and self.words[after].folded in self.cues.of:
            town = self._unknown(after + 1)  # «un instituto de Dabeiba»
            if town is not None:
                after, country = town[1], town[2].country or country
        whole = self.cues.kinds.get(self.words[noun].folded) == "country" and inner and inner[-1].demonym
        begin = min(self._small(first), noun)
        scene = self._scene(begin, after, country if whole else None, self._rank(first), country)
        return first, after, scene

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
        if not between_them or len(between_them) > 3 or last[2].rank > MENTIONED:
            return None
        start, end = last[2].start, self.sentence.start + self.words[after - 1].end
        text = world.without_possessive(self.layers.text[start:end])
        if between_them[0] in self.cues.ands:
            both = last[2].country is not None and scene.country is not None and last[2].rank < MENTIONED
            named = _is_country(last[2]) and _is_country(scene)
            if both and named and last[2].entity != scene.entity:
                return Scene(start, start + len(text), text, None, last[2].rank)
            return None
        if not set(between_them) <= self.cues.chain:
            return None
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
