"""A language's number words, ready for look-up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from checker.languages import language
from checker.languages.schema import Numbers
from checker.reading.words import Phrases, fold, words_of


@dataclass(frozen=True, slots=True)
class Grammar:
    """A language's number data, ready for look-up."""

    data: Numbers
    words: dict[str, int]
    scales: dict[str, int]
    collectives: dict[str, int]
    ordinals: dict[str, int]
    joiners: frozenset[str]
    fractions: Phrases[Decimal]
    and_fractions: Phrases[Decimal]
    vague: Phrases[tuple[int, int]]
    several: Phrases[bool]
    percent: Phrases[bool]
    currencies: Phrases[str]
    signs: dict[str, str]
    articles: frozenset[str]
    loose: frozenset[str]
    shares: Phrases[Decimal]
    ratios: Phrases[str]
    endings: frozenset[str]  # what may stand glued behind digits: "40ish"
    units: frozenset[str]
    people: frozenset[str]
    per: Phrases[bool]
    per_scale: Phrases[bool]
    beginnings: frozenset[str]  # every word that a number may begin with


@cache
def grammar_of(lang: str) -> Grammar:
    """The grammar of a language."""
    data = language(lang).numbers

    def folded(table: dict[str, int]) -> dict[str, int]:
        return {fold(word): value for word, value in table.items()}

    phrases = (*data.fractions, *data.shares, *data.vague, *data.several)
    single = (*data.words, *data.scales, *data.collectives, *data.ordinals, *data.one_before_scale)
    return Grammar(
        beginnings=frozenset(map(fold, single)) | {word.folded for phrase in phrases for word in words_of(phrase)[:1]},
        per=Phrases((phrase, True) for phrase in data.per),
        per_scale=Phrases((phrase, True) for phrase in data.per_scale),
        data=data,
        words=folded(data.words),
        scales=folded(data.scales),
        collectives=folded(data.collectives),
        ordinals=folded(data.ordinals),
        joiners=frozenset(map(fold, data.joiners)),
        fractions=Phrases((phrase, Decimal(value)) for phrase, value in data.fractions.items()),
        and_fractions=Phrases((phrase, Decimal(value)) for phrase, value in data.and_fractions.items()),
        vague=Phrases(data.vague.items()),
        several=Phrases((phrase, True) for phrase in data.several),
        percent=Phrases((phrase, True) for phrase in data.percent),
        currencies=Phrases(data.currencies.items()),
        signs={fold(sign): code for sign, code in data.currency_signs.items()},
        articles=frozenset(map(fold, data.articles)),
        loose=frozenset(map(fold, data.loose)),
        shares=Phrases((phrase, Decimal(value)) for phrase, value in data.shares.items()),
        endings=frozenset(fold(word) for words in language(lang).hedges.after.values() for word in words),
        ratios=Phrases((phrase, kind) for kind, phrases in data.ratios.items() for phrase in phrases),
        units=frozenset(map(fold, language(lang).dates.units)),
        people=_people(lang),
    )


def _people(lang: str) -> frozenset[str]:
    """Words that a count of people stands before, singular and plural."""
    data = language(lang)
    nouns = set(data.counting.people)
    nouns |= {noun for words in data.facts.values() for noun in (*words.nouns, *words.adjectives)}
    return frozenset(fold(noun) + ending for noun in nouns for ending in ("", "s", "es"))
