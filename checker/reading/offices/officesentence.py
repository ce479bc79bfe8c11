"""What one sentence tells of persons and offices, ready for those who join them: its words, its names, its office
phrases, and the holding that a phrase and a person make.

In: a sentence with its persons, places and dates. Out: a base for officeverbs.py, officelinks.py and officechanges.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker import world
from checker.languages import language
from checker.model.statement import Ref, Tenure
from checker.reading.layers import Layers, NameHit, Sentence, between
from checker.reading.offices.officeholding import SURE, Holding
from checker.reading.offices.officeowners import Owners
from checker.reading.offices.officephrases import PhraseFinder
from checker.reading.offices.officepublic import OfficePhrase
from checker.reading.offices.officestatus import held_for, over, term, told_before, told_behind
from checker.reading.offices.officewords import link_words, office_words
from checker.reading.text.words import index_at

DIES = 10  # words behind a holder, or one named with them, in which a verb says that they are dead


class OfficeSentence:
    """One sentence. `last` is the holding told before it, `known` are all of the text so far."""

    def __init__(
        self,
        layers: Layers,
        sentence: Sentence,
        persons: Sequence[NameHit],
        last: Holding | None,
        known: dict[tuple[str | None, str | None], Holding],
    ) -> None:
        self.layers, self.sentence, self.last, self.known = layers, sentence, last, known
        self.lang = sentence.lang or ""
        self.cues = link_words(self.lang)
        self.body_first = not office_words(self.lang).portfolio_first
        self.words = layers.row(sentence)
        self.spans = [(self._index(hit.start), self._index(hit.end - 1) + 1, hit) for hit in persons]
        self.starts = {first: (after, hit) for first, after, hit in self.spans}
        self.ends = {after: hit for _, after, hit in self.spans}
        persons_at = {at for first, after, _ in self.spans for at in range(first, after)}
        places_at = {
            at
            for hit in between(layers.places, sentence.start, sentence.end)
            if not hit.demonym
            for at in range(self._index(hit.start), self._index(hit.end - 1) + 1)
        }
        self.finder = PhraseFinder(self.words, office_words(self.lang), persons_at.__contains__, places_at.__contains__)
        self.phrases = self.finder.find()
        self.seats = self._seats()
        self.dates = between(layers.dates, sentence.start, sentence.end)
        self.owners = Owners(layers, sentence, self.words, self.finder, self.phrases)
        self.used: dict[int, Holding] = {}
        self.shared: dict[int, list[Holding]] = {}  # by where a phrase begins: everybody who holds it

    def _seats(self) -> list[OfficePhrase]:
        """The offices that stand without who holds them, in no other phrase."""
        known = not office_words(self.lang).seats.longest.isdisjoint(self.words.kinds)
        found = [*(self.finder.find(seats=True) if known else ()), *self._led()]
        return [seat for seat in found if not any(one.start <= seat.first < one.end for one in self.phrases)]

    def _led(self) -> Iterator[OfficePhrase]:
        """«al frente de Defensa»: the office is that of the portfolio's head; «al mando de la Policía»."""
        words = office_words(self.lang)
        for _, at, _ in self.cues.at_head.all_in(self.words):
            body = self.cues.headed.starting(self.words, at)
            if body is not None:
                seat = OfficePhrase(at, body[0], at, body[0], body[1].office, body[1])
                self.finder.extend(seat)
                yield seat
                continue
            portfolio = words.portfolios.starting(self.words, at)
            if portfolio is not None and words.minister is not None and self.words[at].has_capital:
                after, name = portfolio
                yield OfficePhrase(at, after, at, after, f"{name}-{words.minister.office}", words.minister)

    def _index(self, offset: int) -> int:
        return index_at(self.words, offset - self.sentence.start)

    def _skipped(self, at: int) -> tuple[int, bool]:
        """The index after commas, articles and ranks, and whether a comma was among them."""
        comma = False
        if at + 1 in self.starts and self._adjective(at):
            return at + 1, False
        if at + 2 in self.starts and self.words.texts[at + 1] == "," and self._adjective(at):
            return at + 2, True
        while at < len(self.words) and at not in self.starts:
            word = self.words[at]
            if word.text in (",", "(", ".") and not (word.text != "." and comma):
                if word.text == "." and (at == 0 or len(self.words.texts[at - 1]) > 4):
                    break
                comma = comma or word.text == ","
            elif word.folded not in self.cues.skip and self.finder.demonym(at) is None:
                corps = at and word.text.isupper() and self.words.folded[at - 1] in self.cues.skip
                if not corps or at + 1 not in self.starts:  # «el mayor PNP X»
                    break  # «el sudanés X»
            at += 1
        return at, comma

    def _adjective(self, at: int) -> bool:
        """«el primer ministro victoriano X»: one word between office and name that is no verb of speech."""
        word = self.words[at]
        small = word.is_word and word.text[0].islower() and len(word.text) > 4
        return small and self.body_first and not self.words.forms[at] & self.cues.verbs

    # --- out ---

    def _offset(self, at: int) -> int:
        return self.sentence.start + self.words.starts[at]

    def _holding(
        self,
        phrase: OfficePhrase,
        hit: NameHit,
        status: Tenure | None,
        of: Sequence[tuple[int, int]] | None = None,
        confidence: float = SURE,
    ) -> Holding:
        start = self._offset(phrase.first) + phrase.head.former
        end = self.sentence.start + self.words.ends[phrase.last - 1]
        spans = phrase.of if of is None else of
        whose = (
            phrase.whose or self.owners.named(spans) or self.owners.behind(phrase, hit) or self.owners.nearest(phrase)
        )
        told = phrase.status or status or Tenure.HOLDS
        when = held_for(self.layers, self.sentence, self.sentence.start + self.words.ends[phrase.end - 1])
        if when is None and status is Tenure.FORMER:  # «entre 2018 y 2022, X fue ministro»
            terms = [span for date in self.dates if (span := term(date)) is not None]
            when = terms[0] if len(terms) == 1 else None
        if told is Tenure.HOLDS:
            told = self._gone(phrase, hit) or over(when, self.layers) or told
        return Holding(
            person=hit,
            office=Ref(self.layers.text[start:end], f"office:{world.slug(self._called(phrase, whose))}"),
            of=whose,
            status=told,
            start=min(self._offset(phrase.start), hit.start),
            end=max(self.sentence.start + self.words.ends[phrase.end - 1], hit.end),
            sentence=self.sentence,
            when=when,
            confidence=confidence,
            several=phrase.head.plural,
        )

    def _gone(self, phrase: OfficePhrase, hit: NameHit) -> Tenure | None:
        """Dead, or in office no longer, by what stands before the office or follows it and the name."""
        start = min(phrase.start, self._index(hit.start))
        before = told_before(self.words, start, self.lang, self.starts)
        if before is not None or self._dies(phrase, hit):
            return before or Tenure.DECEASED
        return told_behind(self.words, self._behind(phrase, hit), self.lang, self.starts)

    def _behind(self, phrase: OfficePhrase, hit: NameHit) -> int:
        return max(phrase.end, self._index(hit.end - 1) + 1)

    def _called(self, phrase: OfficePhrase, whose: Ref | None) -> str:
        """The id of an office; «canciller» is another one in Berlin than in Lima."""
        elsewhere = language(self.lang).offices.elsewhere.get(self.words.folded[phrase.first], {})
        return elsewhere.get(whose.entity or "", phrase.office) if whose is not None else phrase.office

    def _joined(self, at: int) -> bool:
        return any(word in self.cues.ands for word in self.words.folded[max(0, at - DIES) : at])

    def _dies(self, phrase: OfficePhrase, hit: NameHit) -> bool:
        """Whether the next verb after name and office says that the holder is dead."""
        if self.cues.died.longest.isdisjoint(self.words.kinds):
            return False
        step = self._behind(phrase, hit)
        left = DIES
        while left and step < len(self.words):
            if self.cues.died.starting(self.words, step) is not None:
                return True
            if self.words.forms[step] & self.cues.speech:
                return False  # "the governor, X, said that two people died"
            if self.words.texts[step] in ";." or (step in self.starts and not self._joined(step)):
                return False
            # «X y el ministro Y murieron»: what follows the second is said of both
            step, left = (self.starts[step][0], DIES) if step in self.starts else (step + 1, left - 1)
        return False
