"""Says whose an office is: the country, place or body that stands with it, behind its holder, or before it.

In: the office phrases of a sentence. Out: a `Ref`, or None where the sentence does not say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checker import world
from checker.languages import language
from checker.model.entity import is_body, is_country
from checker.model.statement import Ref
from checker.reading.layers import Layers, NameHit, Sentence, between
from checker.reading.offices.officephrases import PhraseFinder
from checker.reading.offices.officepublic import OfficePhrase
from checker.reading.offices.officewords import link_words, office_words
from checker.reading.places.placewords import place_words
from checker.reading.text.words import Words, index_at

LED = 2  # words before a name in which it is told what is called so
MAX_STATE = 4  # words in «Gobierno de Corea del Norte»


class Owners:
    """Whose the offices of one sentence are."""

    def __init__(
        self,
        layers: Layers,
        sentence: Sentence,
        words: Words,
        finder: PhraseFinder,
        phrases: Sequence[OfficePhrase],
    ) -> None:
        self.layers, self.sentence, self.words = layers, sentence, words
        self.finder, self.phrases = finder, phrases
        self.lang = sentence.lang or ""
        self.cues, self.offices = link_words(self.lang), office_words(self.lang)

    def spoken_of(self, phrase: OfficePhrase) -> Ref | None:
        """«la Armada … su portavoz»: the public body that the text spoke of first, here or else a sentence before;
        None after a firm or a club."""
        earlier = self._earlier()
        told = [(self.sentence, self.words, phrase.start)]
        if earlier is not None:
            row = self.layers.row(earlier)
            told.append((earlier, row, len(row)))
        for sentence, words, stop in told:
            if any(word in self.offices.private for word in words.folded[:stop]):
                return None
            finder = PhraseFinder(words, self.offices, frozenset[int]().__contains__, frozenset[int]().__contains__)
            span = next(finder.bodies(stop), None)
            if span is not None:
                return self._ref(sentence, words, *span)
        return None

    def named(self, spans: Sequence[tuple[int, int]]) -> Ref | None:
        """The first of the spans that names a place or a body."""
        if not spans:
            return None
        told = self._ref(self.sentence, self.words, *spans[0])
        if told is None:
            return None
        alone = spans[0][1] - spans[0][0] == 1 and world.party_of(told.text) is None
        if alone and is_body(told.entity) and spans[1:] and spans[0][0] < spans[1][0]:
            place = self._ref(self.sentence, self.words, *spans[1])  # "the Republican mayor of Amarillo"
            return told if place is None or is_body(place.entity) else place
        return told

    def _ref(self, sentence: Sentence, words: Words, first: int, after: int) -> Ref | None:
        start, end = sentence.start + words.starts[first], sentence.start + words.ends[after - 1]
        text = re.sub(r"['’]s?$", "", self.layers.text[start:end])
        if after == first + 1 and text.casefold() in self.offices.vague and text[0].islower():
            return None
        country = world.country_of_demonym(text, self.lang)
        if country is not None:
            return Ref(text, country)
        place = world.find_place(text)
        if place is not None:
            return Ref(text, place.id)
        is_state = words.folded[first] in self.cues.states and after - first <= MAX_STATE  # «Presidencia rusa»
        state = world.country_of(text) if is_state else None
        return Ref(text, state or f"org:{world.slug(text)}")

    def behind(self, phrase: OfficePhrase, hit: NameHit) -> Ref | None:
        """ "Gov. X of Ohio", "Sen. X, D-Conn.": what is told behind the holder of an office that says nothing else."""
        if phrase.of or hit.start < self._offset(phrase.start):
            return None
        after = index_at(self.words, hit.end - 1 - self.sentence.start) + 1
        span = self._of_holder(after) or self._district(after)
        return self.named([span]) if span is not None else None

    def is_private(self, phrase: OfficePhrase, hit: NameHit) -> bool:
        """ "Chancellor X of Hartwell University": a body behind the holder that has no public office."""
        if phrase.of or hit.start < self._offset(phrase.start):
            return False
        if self._is_building(phrase, hit):
            return True
        if phrase.head.weak_of and phrase.start and self.words.folded[phrase.start - 1] in self.offices.possessives:
            return self._of_association(phrase, hit)
        span = self._of_holder(index_at(self.words, hit.end - 1 - self.sentence.start) + 1)
        private = office_words(self.lang).private
        return span is not None and any(word.folded in private for word in self.words[slice(*span)])

    def _is_building(self, phrase: OfficePhrase, hit: NameHit) -> bool:
        """«el hospital central Reina Isabel», "King Hussein Bridge", "at Queen Elizabeth": what is called after
        somebody."""
        places, words = place_words(self.lang), self.words
        last = index_at(words, hit.end - 1 - self.sentence.start)
        if phrase.article or not words[phrase.first].has_capital:
            return False
        if not places.noun_last:
            near = words.folded[max(0, phrase.first - LED) : phrase.first]
            called = any(word in places.grounds or word in places.facilities for word in near)
            return called and words[phrase.first - 1].is_word
        led = phrase.first > 0 and words.folded[phrase.first - 1] in self.cues.located
        owned = world.without_possessive(words.texts[last]) != words.texts[last]
        behind = words[last : last + 2]
        return (led and not owned) or any(
            word.has_capital and (word.folded in places.grounds or word.folded in places.facilities) for word in behind
        )

    def _of_association(self, phrase: OfficePhrase, hit: NameHit) -> bool:
        """«según su presidenta, X»: whether whom the text speaks of, here or a sentence before, is no country."""
        if world.is_known_person(hit.name):
            return False
        earlier = self._earlier() or self.sentence
        private = self.offices.private
        told = (*self.layers.row(earlier), *self.words[: phrase.start])
        if any(word.folded in private for word in told):
            return True
        places = between(self.layers.places, earlier.start, self._offset(phrase.start))
        return not any(is_country(place.entity) for place in places)

    def _earlier(self) -> Sentence | None:
        """The sentence before."""
        index = self.layers.index_at(self.sentence.start)
        return self.layers.sentences[index - 1] if index else None

    def nearest(self, phrase: OfficePhrase) -> Ref | None:
        """The last country or demonym before an office that does not say whose it is, in its sentence."""
        start = self._offset(phrase.start)
        taken = [(self._offset(a), self._offset(b - 1)) for one in self.phrases for a, b in one.of]
        for place in reversed(self.layers.places):
            if not self.sentence.start <= place.start < start or place.country is None:
                continue
            if is_country(place.entity) and not any(a <= place.start <= b for a, b in taken):
                return Ref(self.layers.text[place.start : place.end], place.country)
        return None

    def _of_holder(self, at: int) -> tuple[int, int] | None:
        of = office_words(self.lang).of.starting(self.words, at) if not self.finder.body_first else None
        after = self.finder.body(of[0]) if of is not None else 0
        return (of[0], after) if of is not None and after > of[0] else None

    def _district(self, at: int) -> tuple[int, int] | None:
        """ ", R-Ohio": the letter of a party and the state, glued by a hyphen."""
        row = self.words[at : at + 4]
        marks = language(self.lang).offices.party_marks
        if len(row) < 4 or row[0].text != "," or row[1].text not in marks or row[2].text != "-":
            return None
        return (at + 3, at + 4) if row[3].text[:1].isupper() else None

    def _offset(self, at: int) -> int:
        return self.sentence.start + self.words.starts[at]
