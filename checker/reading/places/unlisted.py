"""Places that no list knows, found by the name that stands where a place would: «en Dabeiba», "the Lahaina fire".

In: the words of a sentence with what is known of them (standing.py). Out: the scene that begins at a word, or none.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import islice
from operator import attrgetter

from checker import world
from checker.model.entity import is_body
from checker.reading.layers import NameHit, Scene
from checker.reading.places.homecountry import country_of_text
from checker.reading.places.placewords import unknown_id
from checker.reading.places.standing import ELSEWHERE, MENTIONED, STRONG, Standing
from checker.reading.text.words import fold

GENTILIC = 5  # letters that such an adjective has more than
MADE_OF = 3, 5  # letters of a name that its adjective begins with, at least and at most
ROAD = 2  # letters of a road before its number
NAME_WORDS = 6  # words of an unknown name
TELLING = 3  # words between a noun and «de» that tell more of it
REMEMBERED = 60  # places before a word that it may point back at, or of a text that an adjective may be made of
Site = tuple[int, int, Scene]  # words from, to before, and the scene that they are


class Unlisted(Standing):
    """Those of one sentence."""

    def scene(self, first: int, after: int, entity: str | None, rank: int, country: str | None) -> Scene:
        """Words as a scene, without the ending of an owner."""
        start, end = self.sentence.start + self.words.starts[first], self.sentence.start + self.words.ends[after - 1]
        text = self.layers.text[start:end]
        bare = world.without_possessive(text)
        if country is None and fold(bare) in self.cues.anywhere:
            entity = None  # «el Ayuntamiento», «la Plaza Mayor», as every town has: that of where the article plays
        return Scene(start, start + len(bare), bare, entity, rank, country)

    def small(self, at: int) -> int:
        """The index after articles and demonstratives."""
        while at < len(self.words) and self.words.folded[at] in self.cues.determiners:
            at += 1
        return at

    def unknown(self, at: int) -> Site | None:
        """«en Dabeiba», «en el CAI de Corabastos», "at Gordon Advisors"."""
        begin, first = at, self.small(at)
        if first + 1 < len(self.words) and self.words.folded[first] in self.cues.near and self.is_capital(first + 1):
            begin = first = first + 1  # «en la cercana Tulcán», "in nearby Tikrit"
        if begin < first and self.words.folded[first - 1] not in self.cues.definite and not self.cues.noun_last:
            return None  # «en un Volkswagen»
        if begin < first and first > 1 and self.words[first - 1].has_capital:
            first -= 1  # «en El Alto»
        at = road = self._past_road(first)
        while at < len(self.words) and at - first < NAME_WORDS:
            if road > first:
                break
            if self.is_capital(at):
                at += 1
            elif (step := self._hyphened(at) or (self._joined(at) if at > first else None)) is not None:
                at = step
            elif at > first and self.words[at].is_digits and len(self.words.texts[at]) <= 2 and not self._counted(at):
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
        surface = world.without_possessive(" ".join(word.text for word in name))
        taken = any(first < stop and begin < at and not hit.demonym for begin, stop, hit in self.spans)
        if taken and self._town(surface) is None:
            return None
        if is_body(world.party_of(surface)):
            return None  # "ties to Islamic State", "in a Hezbollah strike"
        start = self.directed(first)
        again = self._told_before(first) if at - first == 1 else None
        if again is not None:
            return start, at, self.scene(start, at, again.entity, self.rank(start), again.country)
        rank = ELSEWHERE if start <= 1 and self.is_far(at) else self.rank(start)
        at += at == road > first and at not in self.taken and self._is_gentilic(at)  # «la M-50 madrileña»
        return start, at, self.town(start, at, surface, rank)

    def _past_road(self, first: int) -> int:
        """«la M-50», «la A-7»: the index behind a road's letters and number; the same index where there is none."""
        code = self.words[first : first + 3]
        if len(code) < 3 or not first or self.words.folded[first - 1] not in self.cues.before_code:
            return first
        letters, sign, number = code
        coded = letters.text.isupper() and len(letters.text) <= ROAD and sign.text == "-" and number.is_digits
        return first + 3 if coded else first

    def _counted(self, at: int) -> bool:
        """Whether a number counts people, and ends no name: "In Tumaco 19 fishermen were …"."""
        lexicon = self.layers.lexicons.get(self.lang)
        if lexicon is None or at + 1 >= len(self.words):
            return False
        behind = self.words[at + 1]
        return lexicon.is_any(behind, "people") or lexicon.fact_of(behind, "nouns") is not None

    def town(self, first: int, after: int, surface: str, rank: int) -> Scene:
        """Words as the scene of a place that is not known by its name alone."""
        town = self._town(surface)
        entity, country = (town.id, town.country) if town is not None else (unknown_id(surface, self.cues), None)
        told = self._told_of(surface) if town is None else None
        if told is not None:
            return replace(self.scene(first, after, entity, rank, told[1]), text=told[0])
        whose = None if self.cues.noun_last or town is not None else self.adjective_of(after)
        if whose is not None:
            after, country = after + 1, whose.country  # «la Amazonía peruana»
        return self.scene(first, after, entity, rank, country)

    def _told_of(self, surface: str) -> tuple[str, str] | None:
        """«Eruku», called «Eruku, Kwara State» in a sentence before: the longer name, and its country."""
        text, places = self.layers.text, self.layers.places
        at = text.find(f"{surface}, ", 0, self.sentence.start)
        begins = at + len(surface) + 2
        behind = bisect_left(places, begins, key=attrgetter("start")) if at >= 0 else len(places)
        hit = places[behind] if behind < len(places) else None
        if hit is None or hit.start != begins or hit.demonym or hit.country is None:
            return None
        return text[at : hit.end], hit.country

    def _told_before(self, at: int) -> NameHit | None:
        """«la Franja»: a place whose longer name stands before."""
        word = self.words[at]
        places = self.layers.places
        before = bisect_left(places, self.sentence.start + self.words.starts[at], key=attrgetter("start"))
        for hit in reversed(places[max(0, before - REMEMBERED) : before]):
            if not hit.demonym and self.layers.text[hit.start : hit.end].startswith(f"{word.text} "):
                return hit
        return None

    def directed(self, first: int) -> int:
        """The index where a place with its direction begins: «sur de Irán», "southern Iran"."""
        at = first
        if at > 2 and self.words.folded[at - 1] in self.cues.definite and self.words.folded[at - 2] in self.cues.of:
            at -= 1
        if at and self.words.folded[at - 1] in self.cues.of and at > 1:
            at -= 1
        while at and self.words.folded[at - 1] in self.cues.directions:
            at -= 1
        return at if at < first and self.words.folded[at] in self.cues.directions else first

    def adjective_of(self, at: int) -> NameHit | None:
        """«el sur peruano», «el norte limeño»: the country of an adjective, or the place of the text that it is made
        of."""
        found = next((hit for begin, stop, hit in self.spans if hit.demonym and (begin, stop) == (at, at + 1)), None)
        if found is not None or self.cues.noun_last or at >= len(self.words):
            return found
        if not self._is_gentilic(at):
            return None
        word = self.words.folded[at]
        near = islice(self.layers.places, REMEMBERED)
        return next((hit for hit in near if not hit.demonym and _is_made_of(word, hit)), None)

    def _is_gentilic(self, at: int) -> bool:
        """Whether a word looks like an adjective made of a place's name."""
        word = self.words.texts[at] if at < len(self.words) else ""
        return len(word) > GENTILIC and word.islower() and self.words.folded[at].endswith(self.cues.gentilics)

    def bearing(self, at: int, country: Callable[[int], Site | None]) -> Site | None:
        """«Las lluvias dejaron 14 muertos en el norte», "in the north of the country": that part of the country."""
        whose = self.adjective_of(at + 1) if at and self.words.folded[at - 1] in self.cues.inner else None
        if whose is not None:  # «el sur peruano»
            return at - 1, at + 2, self.scene(at, at + 2, whose.entity, self.rank(at - 1), whose.country)
        led = at > 1 and self.words.folded[at - 1] in self.cues.definite
        if not led or not self.words.texts[at - 1].islower() or not self.words.texts[at].islower():
            return None
        after = at + 1
        if after < len(self.words) and self.words.folded[after] in self.cues.of:
            after = self.small(after + 1) + 1
            if after > len(self.words) or self.cues.kinds.get(self.words.folded[after - 1]) != "country":
                return None
        elif (
            after < len(self.words) and self.words[after].is_word and self.words.folded[after] not in self.cues.opening
        ):
            return None  # «el sur global», "the north gate"
        found = country(at)
        if found is None:
            return at - 1, after, self.scene(at - 1, after, None, self.rank(at - 1), None)  # as it is written
        text = f"{self.words.texts[at]} {self.cues.whose} {found[2].text}"
        scene = replace(
            found[2], text=text, end=self.sentence.start + self.words.ends[after - 1], rank=self.rank(at - 1)
        )
        return at - 1, after, scene

    def past_part(self, at: int) -> int:
        """The index of the name behind a part of it: «el norte de Orvel», «parte de Orvel»; the same index where there
        is none."""
        step = self.small(at)
        first = self.words.folded[step] if step + 1 < len(self.words) else ""
        part = first in self.cues.directions or first in self.cues.portions
        return step + 2 if part and self.words.folded[step + 1] in self.cues.of else at

    def past_direction(self, at: int) -> int:
        """«el noroeste del país»: the index of the noun whose part a direction names."""
        step, folded = at, self.words.folded
        while step < len(folded) and folded[step] in self.cues.directions and folded[step] not in self.cues.grounds:
            step += 1
        if at < step < len(self.words) - 1 and self.words.folded[step] in self.cues.of:
            noun = self.small(step + 1)
            if noun < len(self.words) and self.words.folded[noun] in self.cues.territories:
                return noun
        return at

    def adjective(self, noun: int) -> int | None:
        """The index after an adjective in the plural, where nouns stand first."""
        after = noun + 1
        if self.cues.noun_last or after >= len(self.words):
            return None
        word, plural = self.words[after], self.cues.plurals
        agrees = plural and word.text[0].islower() and word.folded.endswith(plural) and len(word.text) > 4
        return after + 1 if agrees and self.words.folded[noun].endswith(plural) else None

    def past_both(self, at: int) -> int | None:
        """«la frontera entre Chad y Sudán»: the index behind two places that a noun lies between."""
        if at >= len(self.words) or self.words.folded[at] not in self.cues.amid:
            return None
        step = self.small(at + 1)
        first = next((stop for begin, stop, _ in self.spans if begin == step), None)
        if first is None or first >= len(self.words) or self.words.folded[first] not in self.cues.ands:
            return None
        step = self.small(first + 1)
        return next((stop for begin, stop, _ in self.spans if begin == step), None)

    def past_adjective(self, noun: int) -> int | None:
        """«la prisión central de Makala», «un mercado al aire libre de Nga Zin»: the index behind an adjective, or a
        few words in its place, where «de» and a capital follow."""
        if self.cues.noun_last:
            return None
        for after in range(noun + 1, min(noun + 1 + TELLING, len(self.words) - 1)):
            word = self.words[after]
            if not word.is_word or not word.text[0].islower() or word.folded in self.cues.of | self.cues.clause:
                return None
            name = self.small(after + 2)
            if self.words.folded[after + 1] in self.cues.of and name < len(self.words):
                return after + 1 if self.words.texts[name][:1].isupper() else None
        return None

    def past_date(self, at: int) -> int:
        """The index behind a date that stands at a word, with its article."""
        step = at + (at < len(self.words) and self.words.folded[at] in self.cues.definite)
        if step >= len(self.words) or step not in self.taken or self.words[step].has_capital:
            return at
        while step < len(self.words) and step in self.taken:
            step += 1
        return step

    def _town(self, name: str) -> world.Place | None:
        """The small town of a name in the country that the text is about."""
        if fold(name) in self.cues.no_site:
            return None  # «la Ciudad de la Justicia»
        return next((town for town in world.towns_of(name) if town.country == country_of_text(self.layers)), None)

    def town_in(self, first: int, after: int) -> world.Place | None:
        """The small town that some words name behind the noun of a territory: «el municipio de Patía»."""
        if self.words.folded[first] not in self.cues.territories:
            return None
        name = next((at for at in range(first + 1, after) if self.words.texts[at][:1].isupper()), after)
        return self._town(" ".join(word.text for word in self.words[name:after])) if name < after else None

    def _led(self, first: int, after: int) -> bool:
        """Whether an indefinite article stands before some words, and a noun behind them."""
        article = self.words.folded[first - 1]
        return article in self.cues.determiners - self.cues.definite and self.words.texts[after][0].islower()

    def _hyphened(self, at: int) -> int | None:
        """«al-Sireha», «Deir al-Balah», «Novo-Ivanivka»: the index after a hyphen and what follows it at once."""
        hyphen = at if self.words.texts[at] == "-" else at + 1
        if hyphen == 0 or hyphen + 1 >= len(self.words) or self.words.texts[hyphen] != "-":
            return None
        glued = self.words.ends[hyphen - 1] == self.words.starts[hyphen] == self.words.starts[hyphen + 1] - 1
        return hyphen + 2 if glued and self.is_capital(hyphen + 1) else None

    def _joined(self, at: int) -> int | None:
        step = at
        while step < len(self.words) and step - at < 2 and self.words.folded[step] in self.cues.inner:
            step += 1
        return step + 1 if step > at and step < len(self.words) and self.is_capital(step) else None

    def is_capital(self, at: int) -> bool:
        """Whether a word with a capital may be part of a name that nothing else has taken."""
        word = self.words[at]
        return word.has_capital and at not in self.taken and not self.is_demonym(at)

    def is_demonym(self, at: int) -> bool:
        """Whether a word belongs to an adjective of a country."""
        return any(begin <= at < stop and hit.demonym for begin, stop, hit in self.spans)

    def called(self, at: int) -> Site | None:
        """«el incendio de Losacio», "the Lahaina fire": what happened is called after a name."""
        if not self.cues.noun_last:
            step = at + 1
            if step + 1 < len(self.words) and self.words[step].is_word and self.words.folded[step + 1] in self.cues.of:
                step += self.words.texts[step].islower()  # «el accidente ferroviario de X»
            found = (
                self.unknown(step + 1) if step < len(self.words) and self.words.folded[step] in self.cues.of else None
            )
        else:
            end = at
            while end > 1 and at - end < 2 and self.words[end - 1].is_word and self.words.texts[end - 1][0].islower():
                end -= 1
            first = end
            while first > 0 and self.is_capital(first - 1) and self.words.folded[first - 1] not in self.cues.definite:
                first -= 1
            led = first > 0 and self.words.folded[first - 1] in self.cues.definite
            found = self.unknown(first) if led and first < end else None
            if found is not None and found[1] > at:
                return None  # "the National Disaster Agency"
            step = at + 1
            if found is None and step < len(self.words) and self.words.folded[step] in self.cues.of:
                found = self.unknown(step + 1)  # "the shelling of Dilling"
        return None if found is None else (found[0], found[1], replace(found[2], rank=STRONG))

    def led_to(self, comma: int) -> Site | None:
        """«viajó a Orvel, donde …»: a name that no list knows, and what happens next is there."""
        if comma < 1 or not self.is_led_to(comma):
            return None
        first = comma
        while first and self.is_capital(first - 1):
            first -= 1
        led = any(one.ending(self.words, first) is not None for one in (self.cues.located, self.cues.weak))
        found = self.unknown(first) if led and first < comma else None
        return None if found is None else (found[0], found[1], replace(found[2], rank=STRONG))

    def apposed(self, noun: int) -> Site | None:
        """«patrullaban Orvel, una aldea de …», "raided Orvel, a village in …": the name that a noun of a territory
        tells more of."""
        after = noun + 1
        told = after < len(self.words) and (
            self.words.folded[after] in self.cues.of or self.cues.located.starting(self.words, after) is not None
        )
        comma = noun - 1
        while told and comma > 0 and noun - comma <= TELLING and self.words.texts[comma].islower():
            comma -= 1
        if comma < 1 or not told or self.words.texts[comma] != ",":
            return None
        first = comma
        while first and (self.is_capital(first - 1) or self._goes_on(first - 1, comma)):
            first -= 1
        while first < comma and (not self.words[first].has_capital or self._leads(first)):
            first += 1
        found = self.unknown(first) if first < comma else None
        if found is None or found[1] != comma:
            return None
        return found if found[2].rank != MENTIONED else (*found[:2], replace(found[2], rank=STRONG))

    def _goes_on(self, at: int, end: int) -> bool:
        """Whether a hyphen or a small word stands inside a name that ends later."""
        if at + 1 >= end:
            return False
        return self._hyphened(at) is not None or self.words.folded[at] in self.cues.joining

    def _leads(self, at: int) -> bool:
        """Whether the word that begins a sentence has its capital for that alone: "In Orvel, a town of …"."""
        return not at and (
            self.words.folded[at] in self.cues.opening or self.words.folded[at] in self.cues.located.firsts
        )

    def is_town(self, at: int) -> bool:
        """«Losacio, un pueblo de …»: a name that is said to be a town's."""
        while at < len(self.words) and self.is_capital(at):
            at += 1
        return self.is_apposed([word.folded for word in self.words[at : at + 4]])

    def is_apposed(self, told: Sequence[str]) -> bool:
        """Whether words go on with a comma and a noun of a territory, or of a spot behind an article: ", a park in"."""
        if len(told) < 2 or told[0] not in (",", "("):
            return False
        spot = told[1] in self.cues.determiners and not self.cues.grounds.isdisjoint(told[2:4])
        return spot or not self.cues.territories.isdisjoint(told[1:4])


def _is_made_of(adjective: str, hit: NameHit) -> bool:
    """«limeño» of Lima, «bagdadí» of Bagdad: by the letters that a name keeps in its adjective."""
    name = fold(hit.name.split(" ")[0])
    return len(name) > MADE_OF[0] and adjective.startswith(name[: min(len(name) - 1, MADE_OF[1])])
