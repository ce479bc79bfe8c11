"""Says how much the words around a place make it one where something happens.

In: the words of a sentence, its places, persons and dates. Out: a rank for a spot: said to be where, the goal of a
movement, perhaps, only mentioned, or said to be somewhere else.
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from checker import world
from checker.model.record import lazily
from checker.model.statement import Ref
from checker.reading.layers import DateHit, Layers, NameHit, between
from checker.reading.places.placewords import PlaceWords, place_words
from checker.reading.text.words import index_at

STRONG, TOWARDS, WEAK, MENTIONED, ELSEWHERE = 0, 1, 2, 3, 4
MOVING = 5  # words from a verb of movement, with what negates it, to its preposition
OPENS = 2  # words before the country that a sentence begins with
DISTANCE = 6  # words of «a unos 150 km de allí»
INSERTIONS, INSERTED = (",", "-", "–", "—"), 14  # signs around an insertion, and its words


class Standing:
    """One sentence of a text with what stands in it; `index` is the sentence's."""

    def __init__(self, layers: Layers, index: int) -> None:
        self.layers, self.index, self.sentence = layers, index, layers.sentences[index]
        sentence = self.sentence
        self.lang = sentence.lang or ""
        self.cues: PlaceWords = place_words(self.lang)
        self.words = layers.row(sentence)
        persons = between(layers.persons, sentence.start, sentence.end)
        self.spans: list[tuple[int, int, NameHit]] = [
            (*self._span(hit), hit)
            for hit in between(layers.places, sentence.start, sentence.end)
            if not any(one.start < hit.end and hit.start < one.end for one in persons)  # «Luis Zamora»
        ]
        self._persons = persons
        self.struck = frozenset(self.words.meaning(self.cues.struck))
        self.happened = frozenset(self.words.meaning(self.cues.happened))

    @lazily
    def taken(self) -> set[int]:
        """The words of persons and dates."""
        dates = between(self.layers.dates, self.sentence.start, self.sentence.end)
        others: tuple[NameHit | DateHit, ...] = (*self._persons, *dates)
        return {at for hit in others for at in range(*self._span(hit))}

    def _span(self, hit: NameHit | DateHit) -> tuple[int, int]:
        start, end = hit.start - self.sentence.start, hit.end - self.sentence.start
        return index_at(self.words, start), index_at(self.words, end - 1) + 1

    def is_place(self, at: int) -> bool:
        """Whether a word belongs to a place known by name, or to a demonym."""
        return any(begin <= at < stop for begin, stop, _ in self.spans)

    def owns(self, at: int) -> bool:
        """Whether a word is the last of a place in the genitive: "Nigeria's"."""
        word = self.words.texts[at]
        return self.cues.noun_last and self.is_place(at) and world.without_possessive(word) != word

    def rank(self, first: int) -> int:
        """How much the words before a place say that it is where."""
        if self.is_elsewhere(first) or self.is_spoken(first):
            return ELSEWHERE
        if self.layers.speaks(self.sentence.start + self.words.starts[first]):  # asked last, as it takes most
            return ELSEWHERE
        # up to two words of weight may stand between: "in the ancient city of Bam", «en la vecina Siria»
        end, back = first, 0
        while end >= 1 and back < 3:
            led = self.cues.located.ending(self.words, end)
            if led is not None:
                rank = MENTIONED if self._signed(end) or self._met(end, first) else self._cared(end, first)
                if rank == STRONG and led[0] == end - 1 and self.words.folded[end - 1] in self.cues.towards:
                    told = self.words.folded[first]  # «notificados al Centro de Alertas» went nowhere
                    spot = told in self.cues.facilities and told not in self.cues.territories
                    if self._is_tried(end - 1):
                        return ELSEWHERE
                    return MENTIONED if spot or self._not_gone(end) else TOWARDS
                return rank
            if end - 1 in self.struck:
                return ELSEWHERE if self._is_tried(end - 1) else STRONG
            weak = self.cues.weak.ending(self.words, end) if back < 2 else None
            if weak is not None and self._is_meant(weak[0]):
                end = weak[0] - 1
                continue
            if weak is not None:
                if weak[0] and self.words.folded[weak[0] - 1] in self.cues.portions:
                    end = weak[0] - 1
                    continue  # «sepultó una parte de X», «en las provincias de X e Y»
                return self._owned(weak[0])
            word = self.words[end - 1]
            if any(hit.demonym and stop == end for _, stop, hit in self.spans):  # "off the Philippine province of X"
                end -= 1
                continue
            if self.owns(end - 1):
                end = next(begin for begin, stop, _ in self.spans if begin < end <= stop)
                continue  # "in Nigeria's Kaduna state"
            if not word.is_word or word.has_capital:
                break
            back += word.folded not in self.cues.light
            end -= 1
        opening = [word for word in self.words[:first] if word.folded not in self.cues.definite]
        return WEAK if not opening else MENTIONED

    def _is_tried(self, end: int) -> bool:
        """«migrantes que trataban de llegar a X», "trying to reach X": where they wished to be."""
        return not self.cues.tries.isdisjoint(self.words.folded[max(0, end - MOVING) : end])

    def _not_gone(self, end: int) -> bool:
        """«no han llegado a X», «personas que habían viajado a X», "on its way to X": where nobody went, or is not yet,
        or had been before."""
        near = range(max(0, end - 1 - MOVING), end - 1)
        stop = next((at + 1 for at in reversed(near) if not self.words[at].is_word), near.start)
        told = self.words.folded[stop : end - 1]
        had = any(one in self.cues.relatives and then in self.cues.had for one, then in pairwise(told))
        return had or not (self.cues.negations | self.cues.underway).isdisjoint(told)

    def named_after(self, first: int, after: int) -> bool:
        """«el incendio de X», "the X fire": what happened is called after where it did."""
        if not self.happened:
            return False
        if self.cues.noun_last:
            near = range(after, min(after + 3, len(self.words)))
            return any(
                at in self.happened
                and self.words.folded[at] in self.cues.happening
                and all(word.is_word and word.text[0].islower() for word in self.words[after:at])
                for at in near
            )
        before = first - 1
        while before > 0 and self.words.folded[before] in self.cues.inner:
            before -= 1
        return before < first - 1 and bool({before, before - 1} & self.happened)

    def is_spoken(self, first: int) -> bool:
        """«dijo en Ginebra», "said from Nashville", «…, dijo el ministro en Boulogne»: where somebody only speaks."""
        said = (at for at in self.words.meaning(self.cues.spoke) if first - 10 <= at < first)
        at = max((at for at in said if not self._is_told(at)), default=None)
        if at is None:
            return False
        before = self.words.texts[at - 1] if at else ""
        apart = self.words[at + 1 : first]
        if any(word.is_digits or word.text in '.;:,«»“”"' or word.folded in self.cues.clause for word in apart):
            return False
        aloud = self.words.folded[first - 1] in self.cues.sources
        located = self.cues.located.ending(self.words, first) or self.cues.weak.ending(self.words, first)
        if located is None:
            return False
        spot = self.sentence.start + self.words.starts[at], self.sentence.start + self.words.starts[first]
        if between(self.layers.numbers, *spot):
            return False
        told = self.words[at + 1 : located[0]]
        heard = all(word.folded in self.cues.hearers or word.folded in self.cues.determiners for word in told)
        return heard or aloud or before in (",", "»", "”", '"')

    def _is_told(self, at: int) -> bool:
        """«1.260 contagios confirmados en X»: a participle behind a noun is no verb of somebody who speaks there."""
        lexicon = self.layers.lexicons.get(self.lang)
        if (
            lexicon is None
            or self.cues.noun_last
            or at == 0
            or lexicon.participle.search(self.words.folded[at]) is None
        ):
            return False
        return self.words.folded[at - 1] not in lexicon.lists["active"]

    def subject(self, noun: int) -> Ref | None:
        """«Perú cerró el año con …, lo nunca visto en el país»: the country that a sentence begins with."""
        if not self.spans:
            return None
        first, after, hit = self.spans[0]
        opens = first <= OPENS and after <= noun and not hit.demonym and hit.entity == hit.country
        says = after < len(self.words) and not self.words.forms[after].isdisjoint(self.cues.stops)
        if not opens or says or self.layers.speaks(hit.start):
            return None
        return Ref(world.without_possessive(self.layers.text[hit.start : hit.end]), hit.country)

    def _is_meant(self, weak: int) -> bool:
        """«otros 20 en la de X»: the article before «de» stands for what X is."""
        if self.cues.noun_last or not weak:
            return False
        before = self.words[weak - 1]
        article = before.folded in self.cues.definite and before.text.islower()
        led = weak > 1 and self.words.folded[weak - 2] in self.cues.of | self.cues.ands | self.cues.located.firsts
        return article and led

    def _owned(self, weak: int) -> int:
        """«el alcalde de X» need not be in X, nor «la Cruz Roja de X»; who «zarpó de X» is there no more."""
        owner = self.words[weak - 1] if weak else None
        away = owner is not None and (owner.folded in self.cues.held or owner.folded in self.cues.not_there)
        if away or (weak and weak - 1 in self.words.meaning(self.cues.departed)):
            return ELSEWHERE
        body = weak > 2 and owner is not None and owner.has_capital and not self.is_place(weak - 1)
        return MENTIONED if body else WEAK

    def is_led_to(self, after: int) -> bool:
        """«viajó a X, donde …», "flew to X, where …": what is told next happens there."""
        told = self.words.folded[after : after + 2]
        return len(told) > 1 and told[0] == "," and told[1] in self.cues.where

    def suffers(self, after: int) -> bool:
        """«X fue arrasada por…», "X was hit by …"."""
        after = self.past_insertion(after)
        behind = [at for at in range(after, min(after + 4, len(self.words))) if self.words[at].is_word]
        if not any(self.words.folded[at] in self.cues.passive for at in behind[:2]):
            return False
        return any(at in self.struck for at in behind[1:])

    def records(self, after: int) -> bool:
        """«X, por su parte, notificó», «X ha notificado»: whether a verb of having people hurt follows a place."""
        after = self.past_insertion(after)
        while after < len(self.words) and self.words.folded[after] in self.cues.light:
            after += 1
        return after < len(self.words) and not self.words.forms[after].isdisjoint(self.cues.records)

    def reacts(self, first: int, after: int, hit: NameHit) -> bool:
        """«Murieron ocho. Washington lo condenó», "Turkey sent rescuers": a country, or the capital that stands for it,
        that a later sentence without figures begins with, and which does something."""
        party = hit.capital or hit.entity == hit.country
        if first or not party or after >= len(self.words):
            return False
        if not self.words.forms[after].isdisjoint(self.cues.strikes):
            return True  # «Rusia atacó con misiles»: not at home
        if not self.index or self.layers.in_title:
            return False
        acts = self.words.texts[after][0].islower() and self.words.folded[after] not in self.cues.of | self.cues.ands
        led = after in self.struck or self.cues.located.starting(self.words, after) is not None or self.records(after)
        if not acts or led or self.suffers(after):
            return False
        return not any(not hit.role for hit in between(self.layers.numbers, self.sentence.start, self.sentence.end))

    def past_insertion(self, at: int) -> int:
        """The index behind what stands between two commas or dashes: «Losacio, un pueblo de adobe, fue …»."""
        sign = self.words.texts[at] if at < len(self.words) else ""
        if sign not in INSERTIONS:
            return at
        last = min(at + INSERTED, len(self.words))
        return next((end + 1 for end in range(last - 1, at + 1, -1) if self.words.texts[end] == sign), at)

    def _signed(self, end: int) -> bool:
        """«firmaron el lunes en X una tregua»: where they met who agreed on something."""
        signed = max((at for at in self.words.meaning(self.cues.signed) if end - 6 <= at < end), default=None)
        return signed is not None and all(word.is_word or word.is_digits for word in self.words[signed:end])

    def _met(self, end: int, first: int) -> bool:
        """«una reunión en X», «se instaló en X el consejo»: where they met who speak of what happened elsewhere."""
        for at in self.words.where(self.cues.met):
            apart = self.words[at + 1 : end] if at < end else self.words[first + 1 : at]
            near = -5 <= at - end < 0 or 0 < at - first <= 3
            if near and all(word.is_word and word.text[0].islower() for word in apart):
                return not any(at < hit < end for hit in self.happened)
        return False

    def _cared(self, end: int, first: int) -> int:
        """«trasladados al hospital X»: where the hurt are taken to is not where it happened."""
        near = {word.folded for word in (*self.words[max(0, end - 3) : end], *self.words[first : first + 4])}
        if near.isdisjoint(self.cues.care):
            return STRONG
        before = self.words.forms[max(0, end - 6) : end]
        return STRONG if all(found.isdisjoint(self.cues.moved) for found in before) else MENTIONED

    def is_far(self, after: int) -> bool:
        """Whether a distance stands between commas behind a place where something was only felt: «En X, a 150 km, los
        vecinos lo sintieron»."""
        if after >= len(self.words) or self.words.texts[after] != "," or self._counts_behind(after):
            return False
        behind = self.words[after + 1 : after + 1 + DISTANCE]
        inner = list(takewhile(lambda word: word.text != ",", behind))
        return any(word.is_digits and then.folded in self.cues.lengths for word, then in pairwise(inner))

    def _counts_behind(self, after: int) -> bool:
        """«En X, a 150 km, murieron dos»: whether people are counted there."""
        if self.words.meaning(self.cues.elsewhere):
            return False
        begins = self.sentence.start + self.words.starts[after]
        hits = between(self.layers.numbers, begins, self.sentence.end)
        return sum(hit.kind == "number" and not hit.role and not hit.article_one for hit in hits) > 1

    def is_elsewhere(self, first: int) -> bool:
        """Whether a place stands behind a distance («a 80 km de X»), or where something was only felt, or names what
        was agreed there ("the X deal") or who struck elsewhere. What happens at sea is where it is told from: «a 20 km
        de la costa de X»."""
        behind = next((stop for begin, stop, _ in self.spans if begin == first), len(self.words))
        if self.cues.noun_last and behind < len(self.words) and self.words.folded[behind] in self.cues.not_there:
            return True
        aimed = self.cues.aimed.starting(self.words, behind) if behind < len(self.words) else None
        if (
            aimed is not None and aimed[0] not in self.taken
        ):  # "in US strikes on Hodeidah", not "in Kabul raids on Monday"
            return True
        apart = (last for _, last, _ in self.cues.unrelated.all_in(self.words) if last <= first)
        if any(not any(word.text in ";:" for word in self.words[last:first]) for last in apart):
            return True
        lengths = () if self._is_in(first) else self.words.where(self.cues.lengths)  # «cayó 200 metros en X»
        spots = (*lengths, *self.words.meaning(self.cues.elsewhere))
        far = max((at for at in spots if first - 8 <= at < first), default=None)
        if far is None or any(word.text in ".,;:" for word in self.words[far:first]):
            return False
        return self.cues.ashore.isdisjoint(self.words.folded[far : first + 1])

    def _is_in(self, first: int) -> bool:
        """Whether one word that says where, and neither whither nor whence, leads in a place: «en X»."""
        end = first
        while end > 0 and self.words.folded[end - 1] in self.cues.definite:
            end -= 1
        led = self.cues.located.ending(self.words, end)
        word = self.words.folded[end - 1] if end else ""
        away = word in self.cues.towards or word in self.cues.whence.firsts
        return led is not None and led[0] == end - 1 and not away
