"""One sentence that may tell of an event: what every grammar of events asks of it."""

from __future__ import annotations

from checker.model.record import lazily
from checker.model.statement import Stance
from checker.reading.layers import DateHit, Layers, Sentence, between
from checker.reading.meaning.stance import is_negated, stance_of
from checker.reading.meaning.toldwords import told_words
from checker.reading.text.words import index_at


class EventSentence:
    """A sentence with its words; words go by their index, offsets count characters of the text."""

    def __init__(self, layers: Layers, sentence: Sentence) -> None:
        self.layers, self.sentence = layers, sentence
        self.words = layers.row(sentence)
        self.lang = sentence.lang or ""

    def at(self, word: int) -> int:
        """Where a word begins."""
        return self.sentence.start + self.words.starts[word]

    def end(self, word: int) -> int:
        """Where it ends."""
        return self.sentence.start + self.words.ends[word]

    def index(self, offset: int) -> int:
        """The word at an offset."""
        return index_at(self.words, offset - self.sentence.start)

    @lazily
    def dates(self) -> list[DateHit]:
        """The dates of the sentence that are resolved."""
        dates = between(self.layers.dates, self.sentence.start, self.sentence.end)
        return [hit for hit in dates if hit.kind == "date" and hit.span is not None]

    def in_date(self, word: int) -> bool:
        """Whether a word is part of a date, or the small one before it: «el domingo», "on Monday"."""
        spots = [self.at(one) for one in (word, word + 1) if one < len(self.words)]
        return any(hit.start <= spot < hit.end for hit in self.dates for spot in spots)

    def negated(self, word: int) -> bool:
        """Whether "not" is said of a word."""
        return is_negated(self.words, word, self.lang)

    def stance(self, word: int) -> Stance:
        """How what a word tells is meant."""
        return Stance.DENIED if self.negated(word) else stance_of(self.layers, self.at(word), self.end(word))

    def conditional(self, word: int) -> bool:
        """Whether a condition opens before a word: «si», "if"."""
        conditions = told_words(self.lang).conditions
        return any(one.text.casefold() in conditions for one in self.words[:word])

    def is_name(self, word: int) -> bool:
        """Whether a word has a capital."""
        return self.words[word].is_word and self.words.texts[word][0].isupper()
