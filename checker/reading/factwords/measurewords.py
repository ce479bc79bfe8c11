"""The words of the measured facts in one language, ready for look-up (measures.py reads with them)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from checker.languages import language
from checker.languages.schema import FactWords
from checker.reading.text.rows import Row
from checker.reading.text.words import Word, fold, fold_all, spoken
from checker.rulebook.facts import FactKind, FactSpec

NOTHING = "(?!)"  # a pattern that nothing has


class Table(dict[str, tuple[tuple[tuple[str, ...], str], ...]]):
    """Phrases by their first word: (all the words, fact), the longest first. `firsts` are the first words."""

    def __init__(self, phrases: Iterable[tuple[str, str]]) -> None:
        super().__init__()
        found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, fact in phrases:
            parts = tuple(map(fold, phrase.split()))
            found.setdefault(parts[0], []).append((parts, fact))
        self.update({first: tuple(sorted(rows, key=lambda row: (-len(row[0]), row))) for first, rows in found.items()})
        self.firsts = frozenset(self)


@dataclass(frozen=True)
class MeasureLexicon:
    """The words of all measured facts in one language: nouns by word (a phrase by its words), and per fact what
    must stand near (`needs`), what must not (`unless`), and what the article must speak of (`context`). `verbs` need no
    noun; `transitive` ones have the loser for their object; `adjectives` may stand between a verb and its number."""

    lang: str
    facts: Mapping[str, FactWords]

    @classmethod
    def for_language(cls, facts: Mapping[str, FactSpec], lang: str) -> MeasureLexicon:
        """The lexicon of the measured facts in a language."""
        measured = (fact for fact in facts.values() if fact.kind is FactKind.MEASURE)
        return cls(lang, {fact.id: fact.words[lang] for fact in measured if lang in fact.words})

    @cached_property
    def nouns(self) -> Table:
        """The nouns of all facts."""
        return Table((noun, fact) for fact, words in self.facts.items() for noun in words.nouns)

    @cached_property
    def verbs(self) -> Table:
        """Like `nouns`: the verbs that make a number a fact without any noun."""
        return Table((verb, fact) for fact, words in self.facts.items() for verb in words.verbs)

    def verbs_of(self, fact: str) -> frozenset[str]:
        """The verbs of which the one whose figure it is may be the subject."""
        phrases = (fold(verb).split()[0] for verb in self.facts[fact].verbs)
        return self.needs.get(fact, frozenset()) | frozenset(phrases)

    @cached_property
    def beats(self) -> Mapping[str, frozenset[str]]:
        """By fact: verbs whose object is not the one whose figure it is."""
        return {fact: fold_all(words.transitive) for fact, words in self.facts.items() if words.transitive}

    @cached_property
    def beside(self) -> Mapping[str, frozenset[str]]:
        """By fact: words that may stand between a verb and its number, beyond links."""
        return {
            fact: frozenset(fold(word) for phrase in (*words.adjectives, *words.verbs) for word in phrase.split())
            for fact, words in self.facts.items()
            if words.verbs
        }

    @cached_property
    def parts(self) -> frozenset[str]:
        """Words that say what a share is of."""
        return fold_all(language(self.lang).small.of)

    @cached_property
    def needs(self) -> Mapping[str, frozenset[str]]:
        """By fact: words of which one must stand in the clause."""
        return {fact: fold_all(words.needs) for fact, words in self.facts.items() if words.needs}

    @cached_property
    def occasions(self) -> Mapping[str, frozenset[str]]:
        """By fact: words of what people are set free in: an exchange."""
        return {fact: fold_all(words.occasions) for fact, words in self.facts.items() if words.occasions}

    def told_in(self, words: Row) -> frozenset[str]:
        """The facts of which a needed word stands in a sentence."""
        return frozenset(fact for fact, wanted in self.needs.items() if words.meaning(wanted))

    def needs_before(self, words: Row, fact: str, noun: int, first: int) -> bool:
        """Whether a needed word stands between a noun, which ends before word `noun`, and its number at once behind:
        the noun is its subject."""
        wanted = self.needs.get(fact)
        return wanted is not None and noun < first and not wanted.isdisjoint(words.forms[first - 1])

    @cached_property
    def unless(self) -> Mapping[str, re.Pattern[str]]:
        """By fact: what makes a sentence speak of something else."""
        return {fact: spoken(words.unless) for fact, words in self.facts.items() if words.unless}

    @cached_property
    def context(self) -> Mapping[str, re.Pattern[str]]:
        """By fact: beginnings of words of which the article must have one."""
        return {fact: spoken(words.context, whole=False) for fact, words in self.facts.items() if words.context}

    @cached_property
    def free(self) -> frozenset[str]:
        """`between`, and what a fact that needs a noun lets stand there."""
        return self.between | fold_all(
            word for words in self.facts.values() if not words.verbs for word in words.adjectives
        )

    @cached_property
    def links(self) -> frozenset[str]:
        """Verbs between a noun and its number."""
        return fold_all(language(self.lang).counting.links)

    @cached_property
    def before_numbers(self) -> frozenset[str]:
        """Small words between such a verb and its number."""
        counting = language(self.lang).counting
        lists = (language(self.lang).small.of, counting.at, counting.at_once, counting.determiners, counting.small)
        return fold_all(word for words in lists for word in words)

    @cached_property
    def first_round(self) -> re.Pattern[str]:
        """What tells of the first round of a vote, in a text as it is written."""
        return re.compile(rf"\b(?:{'|'.join(language(self.lang).counting.first_round) or NOTHING})\b", re.IGNORECASE)

    def is_partial(self, told: str) -> bool:
        """«ONPE al 84,2 %:» tells that votes are still to be counted: a sentence in folded words."""
        return self._partial_count.search(told) is not None

    @cached_property
    def _partial_count(self) -> re.Pattern[str]:
        return re.compile(language(self.lang).counting.partial_count)

    def but_full_counts(self, told: str) -> tuple[str, range]:
        """«con el 99 % escrutado» tells that a result is as good as final: a sentence, in folded words with a space
        between, without that; and the indexes of its words."""
        full = self._full_count.search(told)
        if full is None:
            return told, range(0)
        first = told.count(" ", 0, full.start())
        return told[: full.start()] + told[full.end() :], range(first, first + full[0].count(" ") + 1)

    @cached_property
    def _full_count(self) -> re.Pattern[str]:
        return re.compile(language(self.lang).counting.full_count)

    def is_one(self, word: Word) -> bool:
        """Whether a noun of people is in the singular."""
        return bool(self._plurals) and not word.folded.endswith(self._plurals)

    @cached_property
    def _plurals(self) -> tuple[str, ...]:
        return tuple(language(self.lang).places.plurals)

    @cached_property
    def between(self) -> frozenset[str]:
        """Words that may stand between a noun and its number."""
        counting = language(self.lang).counting
        of = language(self.lang).small.of
        lists = (counting.filler, counting.links, of, counting.at, counting.at_once, counting.determiners)
        return frozenset(fold(word) for words in lists for word in words)
