"""What the components of the reader leave for each other: layers of annotation over one text.

Every component reads the layers before it and fills its own; offsets count code points into the text that is
being read. Nothing here decides anything.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from operator import attrgetter
from re import Pattern
from typing import Protocol, TypeVar

from checker.languages.schema import LanguageData
from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.record import record
from checker.model.statement import Claimant, Evidence, Stance, Statement
from checker.model.timespan import TimeSpan
from checker.reading.factwords.lexicon import FactLexicon
from checker.reading.factwords.measurewords import MeasureLexicon
from checker.reading.text.rows import Row
from checker.reading.text.words import speaks_of, words_of
from checker.rulebook.facts import FactSpec


class SentenceKind(StrEnum):
    """What a stretch of text is; only `BODY` and `FOREIGN` in a known language are read for facts."""

    BODY = "body"
    TITLE = "title"
    FOREIGN = "foreign"  # an embed in another language; `lang` says which
    BOILERPLATE = "boilerplate"


@record
class Sentence:
    """`paragraph` counts from 0; `lang` is None when the language is not one that can be read."""

    start: int
    end: int
    paragraph: int
    lang: str | None
    kind: SentenceKind = SentenceKind.BODY


SERVICE = "service"  # the role of a number by which somebody is called: «el 112»


@record
class NumberHit:
    """A number with its hedge. `start`/`end` cover the hedge, `core_start`/`core_end` the bare number.

    `kind`: number, percent, money, ordinal. `article_one`: «un», "a" that may be an article and no count.
    """

    start: int
    end: int
    core_start: int
    core_end: int
    quantity: Quantity
    kind: str = "number"
    currency: str | None = None
    article_one: bool = False
    role: str | None = None  # what the number is instead of a count: duration, hour, age, share, score, rate, service


PRINTED = "printed"  # the relation of a dateline's date, which is the article's own


@record
class DateHit:
    """A date or duration; `span` None = not resolvable. `relation` says what a preposition made of it
    (since, until, before, after …), or is `PRINTED`; `note` what is odd about it."""

    start: int
    end: int
    span: TimeSpan | None
    kind: str = "date"
    relation: str | None = None
    note: str | None = None
    ends: tuple[DateHit, ...] = ()  # of a range, the two dates that it is told by


@record
class Dated:
    """The dates of a sentence: of what happened, as of which a figure held, and on which it was said."""

    happened: list[DateHit]
    held: list[DateHit]
    said: list[DateHit]


@record
class NameHit:
    """A person, place or organisation by name. `entity` is the canonical id within the article or the world.

    `demonym`: the word is an adjective or people («norcoreano»), not the place itself.
    """

    start: int
    end: int
    kind: str  # person | place | organisation
    entity: str | None
    name: str
    demonym: bool = False
    capital: bool = False  # a capital, which may stand for its government
    country: str | None = None  # the country a place lies in, or a body belongs to: "country:ru"


@record
class Scene:
    """A place where something may be said to happen. `text` is what it is called (the name, where the words only
    point back at it); `rank`: 0 said to be where, 1 perhaps, 2 only mentioned, 3 said to be somewhere else."""

    start: int
    end: int
    text: str
    entity: str | None
    rank: int
    country: str | None = None


@record
class Attribution:
    """Somebody is credited with what stands in `start`..`end`. `cue` is the span of the words that say so."""

    start: int
    end: int
    cue: tuple[int, int]
    claimants: tuple[Claimant, ...]
    stance: Stance | None = None
    strength: int = 0  # of two that cover a spot, the stronger speaks: 2 same clause, 1 same sentence, 0 paragraph


@record
class StanceCue:
    """Words that make what stands in `start`..`end` denied, unconfirmed, possible, planned …"""

    start: int
    end: int
    cue: tuple[int, int]
    stance: Stance
    hearsay: bool = False  # no more than that somebody else says so: «habría», "reportedly"


_START, _PARAGRAPH = attrgetter("start"), attrgetter("paragraph")
COVER = 64  # so many before a spot are looked at for one that covers it

Hit = TypeVar("Hit", NumberHit, DateHit, NameHit, Attribution, StanceCue)


class Speech(Protocol):
    """Who is credited with what; see claimants.py. Sentences go by their index."""

    def covering(self, layers: Layers, start: int, end: int) -> list[Attribution]:
        """The attributions that cover a spot."""

    def near(self, layers: Layers, start: int, end: int, reach: int) -> list[Attribution]:
        """Those with their cue near a spot."""

    def by_itself(self, layers: Layers, at: int) -> list[Attribution]:
        """What the words of one sentence say, whoever is meant by them."""

    def every(self, layers: Layers) -> Iterator[Attribution]:
        """All of a text."""


@dataclass(slots=True)
class Layers:
    """All that is known of one text so far. `languages` holds the data of every language that may be read."""

    article: Article
    text: str
    lang: str
    languages: Mapping[str, LanguageData]
    facts: Mapping[str, FactSpec]
    lexicons: Mapping[str, FactLexicon]
    in_title: bool = False
    measures: Mapping[str, MeasureLexicon] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    numbers: list[NumberHit] = field(default_factory=list)
    codes: list[NumberHit] = field(default_factory=list)  # numbers in rows that tell no amount: «192.168.1.2»
    dates: list[DateHit] = field(default_factory=list)
    # by language the dates of a text of no known day, as if it were of some day: few are ever asked for them
    supposed: list[Callable[[], list[DateHit]]] = field(default_factory=list)
    places: list[NameHit] = field(default_factory=list)
    persons: list[NameHit] = field(default_factory=list)
    organisations: list[NameHit] = field(default_factory=list)
    speech: Speech | None = None  # who is credited with what (claimants.py)
    known_persons: dict[str, str] = field(default_factory=dict)  # of a title: what the body calls people, with ids
    seen_persons: list[tuple[int, int]] = field(default_factory=list)  # by a trained model, where there is one
    statements: list[Statement] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)  # sentences as words, by their start, once asked for
    # by grammar, the sentences that have a word of it, once asked for (signals.py)
    concerning: Mapping[int, Sequence[Sentence]] | None = None
    stances: dict[int, list[StanceCue]] = field(default_factory=dict)  # by index of sentence, once asked for
    scenes: dict[int, list[Scene]] = field(default_factory=dict)  # by index of sentence, once asked for (scenes.py)
    causes: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)  # the same (causes.py)
    paragraph_causes: dict[int, list[tuple[int, int, str]]] = field(default_factory=dict)  # the same of paragraphs
    dated: dict[int, Dated] = field(default_factory=dict)  # dates by index of sentence, once asked for (timing.py)
    report: int = 0  # where the report behind a dateline begins
    named: dict[int, Scene | None] = field(default_factory=dict)  # the same, of whom it tells (lastresort.py)
    scene: tuple[Scene | None] | None = None  # where the article plays, once asked for
    country: tuple[str | None] | None = None  # what country it is about, once asked for
    rebels: str | None = None  # who its rebels are, once asked for (actors.py)
    sides: frozenset[str] | None = None  # the countries and armed groups that it names, once asked for (exchanges.py)
    # words of saying by index of sentence, once asked for: where each begins, and how far it and those before reach
    cues: dict[int, tuple[list[int], list[int]]] = field(default_factory=dict)
    spoken: dict[Pattern[str], bool] = field(default_factory=dict)  # what title and text speak of, once asked for
    told: str | None = None  # all their folded words, the same
    # by the words that introduce them, the folded words of the names that people go by (aliases.py), once asked for
    aliases: dict[frozenset[str], Set[tuple[str, ...]]] = field(default_factory=dict)

    @property
    def attributions(self) -> list[Attribution]:
        """Who is credited with what, in the whole text. Ask for one spot where that is enough: it takes less."""
        return [] if self.speech is None else list(self.speech.every(self))

    def paragraph(self, number: int) -> range:
        """The indexes of the sentences of a paragraph."""
        first = bisect_left(self.sentences, number, key=_PARAGRAPH)
        return range(first, bisect_right(self.sentences, number, lo=first, key=_PARAGRAPH))

    def row(self, sentence: Sentence) -> Row:
        """The words of a sentence."""
        row = self.rows.get(sentence.start)
        if row is None:
            row = self.rows[sentence.start] = Row(self.text[sentence.start : sentence.end], sentence.lang or "")
        return row

    def concerned(self, signal: int) -> Sequence[Sentence]:
        """The sentences, of those in a language that is read, that have a word of a grammar (signals.py)."""
        if self.concerning is None:
            found: dict[int, list[Sentence]] = {}
            for one in self.sentences:
                for mark in self.row(one).marked if one.lang is not None else ():
                    found.setdefault(mark, []).append(one)
            self.concerning = found
        return self.concerning.get(signal, ())

    def mentions(self, sentence: Sentence, words: frozenset[str]) -> bool:
        """Whether a sentence has one of some folded words or lemmas: without, a grammar need not look at it."""
        return not words.isdisjoint(self.row(sentence).vocabulary)

    def speaks_of(self, cue: Pattern[str]) -> bool:
        """Whether title or text have what is found among folded words with a space between (words.py, `spoken`)."""
        if cue not in self.spoken:
            if self.told is None:
                rows = (words_of(self.article.title), *map(self.row, self.sentences))
                self.told = " ".join([" ".join(row.folded) for row in rows if row])
            self.spoken[cue] = speaks_of(self.told, cue)
        return self.spoken[cue]

    def attributions_at(self, start: int, end: int) -> list[Attribution]:
        """The attributions that cover a spot."""
        return [] if self.speech is None else self.speech.covering(self, start, end)

    def attributions_near(self, start: int, end: int, reach: int) -> list[Attribution]:
        """Those whose words of saying stand no farther from a spot than some characters, and perhaps more."""
        return [] if self.speech is None else self.speech.near(self, start, end, reach)

    def speaks(self, offset: int) -> bool:
        """Whether what stands at an offset is part of who says something: «según Kiev»; and not of a figure told in
        between: "the UN, which has 900 soldiers in Congo, said"."""
        at = self.index_at(offset)
        if at is None or self.speech is None:
            return False
        if at not in self.cues:
            cues = sorted(one.cue for one in self.speech.by_itself(self, at))
            self.cues[at] = [start for start, _ in cues], list(accumulate((end for _, end in cues), max))
        starts, reached = self.cues[at]
        before = bisect_right(starts, offset)
        if before == 0 or offset >= reached[before - 1]:
            return False
        return not any(
            hit.kind == "number" and not hit.article_one and hit.start > starts[before - 1]
            for hit in between(self.numbers, starts[before - 1], offset)
        )

    def index_at(self, offset: int) -> int | None:
        """The index of the sentence that holds an offset."""
        index = bisect_right(self.sentences, offset, key=_START) - 1
        return None if index < 0 or offset >= self.sentences[index].end else index

    def sentences_at(self, start: int, end: int) -> range:
        """The indexes of the sentences that touch a stretch."""
        first = max(0, bisect_right(self.sentences, start, key=_START) - 1)
        return range(first, bisect_right(self.sentences, end, key=_START))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds an offset."""
        index = self.index_at(offset)
        return None if index is None else self.sentences[index]

    def evidence(self, sentence: Sentence, start: int, end: int, number: tuple[int, int] | None = None) -> Evidence:
        """Where something stands, in the words of the text; see `Evidence`."""
        # a sentence of thousands of figures is held once
        return Evidence(start, end, self.text[start:end], self.row(sentence).text, number, self.in_title)

    def data(self, sentence: Sentence | None = None) -> LanguageData:
        """The language data that a sentence (or else the article) is to be read with."""
        code = sentence.lang if sentence is not None and sentence.lang else self.lang
        return self.languages.get(code) or self.languages[self.lang]


def between(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
    """The hits that lie wholly inside a stretch, of hits in order of their start: takes the time of what it finds."""
    at = bisect_left(hits, start, key=_START)
    found: list[Hit] = []
    while at < len(hits) and hits[at].start < end:
        if hits[at].end <= end:
            found.append(hits[at])
        at += 1
    return found


def by_sentence(layers: Layers, hits: Sequence[Hit]) -> Iterator[tuple[Sentence, list[Hit]]]:
    """Every sentence with the hits that lie inside it, for hits in order of their start."""
    at = 0
    for sentence in layers.sentences:
        inside: list[Hit] = []
        while at < len(hits) and hits[at].start < sentence.end:
            if sentence.start <= hits[at].start and hits[at].end <= sentence.end:
                inside.append(hits[at])
            at += 1
        yield sentence, inside


def touching(hits: Sequence[Hit], start: int, end: int) -> list[Hit]:
    """The hits that overlap a stretch, for hits in order that do not overlap each other."""
    at = bisect_left(hits, start, key=_START)
    found = [hits[at - 1]] if at and hits[at - 1].end > start else []
    while at < len(hits) and hits[at].start < end:
        found.append(hits[at])
        at += 1
    return found
