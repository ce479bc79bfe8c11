"""The words of all facts in one language, ready for look-up: which fact does a word speak of?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checker.languages import language
from checker.reading.lemmas import forms
from checker.reading.words import Phrases, Word, fold
from checker.rulebook.facts import FactKind, FactSpec


@dataclass(frozen=True, slots=True)
class FactLexicon:
    """Single words by folded form or lemma, phrases as written. `needs` by fact: without one of them near, the
    noun alone counts nothing («soldados» in a museum)."""

    lang: str
    nouns: Mapping[str, str]
    verbs: Mapping[str, str]
    adjectives: Mapping[str, str]
    phrases: Phrases[tuple[str, str]]  # (fact, noun | verb | adjective)
    needs: Mapping[str, frozenset[str]]
    tolls: Phrases[str]
    people: frozenset[str]
    general: frozenset[str]  # «personas», "people"
    links: frozenset[str]
    numbers_of: frozenset[str]
    filler: frozenset[str]
    not_counts: frozenset[str]
    senders: frozenset[str]
    of: frozenset[str]

    @classmethod
    def for_language(cls, facts: Mapping[str, FactSpec], lang: str) -> FactLexicon:
        """The lexicon of the counted facts in a language."""
        tables: dict[str, dict[str, str]] = {"nouns": {}, "verbs": {}, "adjectives": {}}
        phrases: list[tuple[str, tuple[str, str]]] = []
        needs: dict[str, frozenset[str]] = {}
        for name, fact in facts.items():
            words = fact.words.get(lang)
            if fact.kind is not FactKind.COUNT or words is None:
                continue
            for kind, table in tables.items():
                for word in getattr(words, kind):
                    if " " in word:
                        phrases += [(one, (name, kind[:-1])) for one in _inflected(word, lang)]
                    else:
                        table.setdefault(fold(word), name)
            if words.needs:
                needs[name] = frozenset(map(fold, words.needs))
        data = language(lang).counting
        return cls(
            lang=lang,
            nouns=tables["nouns"],
            verbs=tables["verbs"],
            adjectives=tables["adjectives"],
            phrases=Phrases(phrases),
            needs=needs,
            tolls=Phrases(data.tolls.items()),
            people=_plain(data.people),
            general=_plain(data.general),
            links=_plain(data.links),
            numbers_of=_plain(data.numbers_of),
            filler=_plain(data.filler),
            not_counts=_plain(data.not_counts),
            senders=_plain(data.senders),
            of=_plain(data.of),
        )

    def fact_of(self, word: Word, table: Mapping[str, str]) -> str | None:
        """The fact that a word speaks of in one of the tables."""
        if not word.is_word:
            return None
        return _first(table, forms(word.text, self.lang))

    def is_any(self, word: Word, wanted: frozenset[str]) -> bool:
        """Whether a word, or its lemma, is in a list."""
        return word.is_word and not wanted.isdisjoint(forms(word.text, self.lang))


def _first(table: Mapping[str, str], found: Iterable[str]) -> str | None:
    return next((table[one] for one in sorted(found) if one in table), None)


def _plain(words: Sequence[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


@lru_cache(maxsize=2_000)
def _inflected(phrase: str, lang: str) -> tuple[str, ...]:
    """A phrase and its plain plural: «víctima mortal» → «víctimas mortales»."""
    words = phrase.split()
    if lang == "es" and len(words) == 2 and "o" not in words:
        return phrase, " ".join(word + ("s" if word[-1] in "aeiouáéíóú" else "es") for word in words)
    if lang == "en" and len(words) == 2:
        return phrase, f"{words[0]} {words[1]}s"
    return (phrase,)
