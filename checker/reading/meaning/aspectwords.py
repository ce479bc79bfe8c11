"""A language's words for how a count is meant, ready for look-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from checker.languages import language
from checker.model.statement import Aspect
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold, fold_all, remembered

LONG = ("month", "year", "decade")  # units of time after which something else is told


@dataclass(frozen=True, slots=True)
class AspectGrammar:
    """A language's aspect cues."""

    before: Phrases[Aspect]
    after: Phrases[Aspect]
    anywhere: Phrases[Aspect]
    joins: frozenset[str]
    determiners: frozenset[str]
    known: frozenset[str]  # of these, the definite ones
    demonstratives: frozenset[str]
    objects: frozenset[str]
    compared: frozenset[str]
    out_of: Phrases[bool]
    numbers: Mapping[str, int]
    wholes: frozenset[str]  # before "of those" and such: numbers, and "the number of those"
    remains: frozenset[str]
    adding: Phrases[bool]
    grown: frozenset[str]
    raising: frozenset[str]
    differs: Phrases[bool]
    totals: frozenset[str]
    moves: Mapping[str, frozenset[str]]  # by the word before the figure that is left: the verbs
    onward: Mapping[str, frozenset[str]]  # by the same: what stands before the next one
    others: frozenset[str]
    passive: frozenset[str]
    superlatives: frozenset[str]
    since: frozenset[str]
    told: frozenset[str]
    units: frozenset[str]
    long_units: frozenset[str]  # months and years
    after_another: Phrases[bool]
    after_event: Phrases[bool]
    coming: frozenset[str]
    that: frozenset[str]
    only: frozenset[str]
    fresh: frozenset[str]
    some: Phrases[bool]
    all: frozenset[str]
    joining: Phrases[bool]
    join: frozenset[str]
    contrasted_before: Phrases[bool]
    saying: frozenset[str]
    superseded_before: Phrases[bool]
    superseded_after: Phrases[bool]
    superseded_anywhere: Phrases[bool]
    had: Phrases[bool]
    before_now: Phrases[bool]
    of: frozenset[str]


@remembered
def aspect_grammar(lang: str) -> AspectGrammar:
    """The aspect cues of a language."""
    data = language(lang).aspects

    def table(cues: dict[str, list[str]]) -> Phrases[Aspect]:
        return Phrases((phrase, Aspect(name)) for name, phrases in cues.items() for phrase in phrases)

    return ready(
        AspectGrammar,
        data,
        language(lang).counting,
        language(lang).small,
        before=table(data.before),
        after=table(data.after),
        anywhere=table(data.anywhere),
        known=fold_all(language(lang).counting.determiners),
        determiners=fold_all((*language(lang).counting.determiners, *language(lang).numbers.several)),
        numbers={fold(word): value for word, value in language(lang).numbers.words.items()},
        wholes=fold_all((*language(lang).numbers.words, *language(lang).counting.numbers_of)),
        raising=fold_all((*data.grown, *data.raising)),
        totals=fold_all(language(lang).counting.numbers_of),
        moves={fold(opening): fold_all(verbs) for opening, verbs in language(lang).hedges.moves.items()},
        onward=_onward(language(lang).hedges.between),
        units=fold_all(language(lang).dates.units),
        long_units=fold_all(word for word, unit in language(lang).dates.units.items() if unit in LONG),
        that=fold_all(language(lang).claims.that),
        saying=fold_all(language(lang).claims.verbs),
        only=fold_all(language(lang).events.focus),
    )


def _onward(between: Sequence[Sequence[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for opening, middle in between:
        found.setdefault(fold(opening), set()).add(fold(middle))
    return {opening: frozenset(middles) for opening, middles in found.items()}
