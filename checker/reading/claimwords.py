"""A language's words of speech and of those who speak, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from checker.languages import language
from checker.languages.schema import Claims
from checker.reading.words import Phrases, Word, fold

Forms = dict[str, tuple[str, bool]]  # folded form -> (lemma, whether it may be a noun as well)


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """All of them folded; see `Claims` for what each is. `said`: the forms of verbs of speech, `given` of those that
    give a figure."""

    by: Phrases[bool]
    views: frozenset[str]
    cites: Phrases[bool]
    said: Forms
    given: Forms
    gerund: re.Pattern[str]
    participle: re.Pattern[str]
    after_quote: re.Pattern[str] | None
    passive: frozenset[str]
    auxiliaries: frozenset[str]
    plurals: frozenset[str]
    plural: tuple[str, ...]  # endings of nouns
    agents: frozenset[str]
    inverted: frozenset[str]
    to: frozenset[str]
    not_before: frozenset[str]
    estimates: frozenset[str]
    source_first: bool
    official: frozenset[str]
    nouns: frozenset[str]
    body_nouns: frozenset[str]
    same: frozenset[str]
    not_who: frozenset[str]
    back: frozenset[str]
    stop: frozenset[str]
    lead: Phrases[bool]
    joins: frozenset[str]
    that: frozenset[str]
    nobody: frozenset[str]
    determiners: frozenset[str]
    of: frozenset[str]
    gapped: frozenset[str]
    carry: Phrases[bool]
    agreed: Mapping[str, str]  # participles that agree with a noun, with the form that the lists have
    triggers: frozenset[str]  # without any of these words, a sentence credits nobody

    def verb(self, word: Word) -> str | None:
        """The lemma of a form of speech or of giving a figure."""
        found = self.said.get(word.folded) or self.given.get(word.folded)
        return found[0] if found is not None and word.is_word else None

    def agreeing(self, word: Word) -> str | None:
        """The lemma of a participle that agrees with a noun: «confirmados»."""
        stem = self.agreed.get(word.folded, word.folded)
        found = self.said.get(stem) or self.given.get(stem)
        return found[0] if found is not None and self.participle.search(stem) else None

    def is_figure(self, word: Word) -> bool:
        """Whether a form only gives a figure."""
        return word.folded in self.given and word.folded not in self.said


@cache
def claim_words(lang: str) -> ClaimWords:
    """The claim words of a language."""
    data = language(lang).claims
    said, given = _forms(data.verbs, data), _forms(data.figures, data)
    first = {fold(phrase.split()[0]) for phrase in (*data.by, *data.cites, *data.views)}
    return ClaimWords(
        by=_marked(data.by),
        views=_plain(data.views),
        cites=_marked(data.cites),
        said=said,
        given=given,
        gerund=re.compile(data.gerund),
        participle=re.compile(data.participle),
        after_quote=re.compile(data.after_quote) if data.after_quote else None,
        passive=_plain(data.passive),
        auxiliaries=_plain(data.auxiliaries),
        plurals=_plain(data.plurals),
        plural=tuple(language(lang).places.plurals),
        agreed=dict(_agreeing({*said, *given}, data)),
        agents=_plain(data.agents),
        inverted=_plain(data.inverted),
        to=_plain(data.to),
        not_before=_plain(data.not_before),
        estimates=_plain(data.estimates),
        source_first=data.source_first,
        official=_plain(data.official),
        nouns=_plain(data.nouns),
        body_nouns=_plain(data.body_nouns),
        same=_plain(data.same),
        not_who=_plain(data.not_who),
        back=_plain(data.back),
        stop=_plain(data.stop),
        lead=_marked(data.lead),
        joins=_plain(data.joins),
        that=_plain(data.that),
        nobody=_plain(data.nobody),
        determiners=_plain(data.determiners),
        of=_plain(data.of),
        gapped=_plain(data.gapped),
        carry=_marked(data.carry),
        triggers=frozenset(
            {*said, *given, *first, *_plain(data.estimates), *(form for form, _ in _agreeing({*said, *given}, data))}
        ),
    )


def _marked(phrases: Sequence[str]) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in phrases)


def _plain(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, words))


def _forms(lemmas: Sequence[str], data: Claims) -> Forms:
    """Every form of some verbs."""
    return {
        fold(form): (fold(lemma), form == lemma and form not in data.irregular.get(lemma, ()))
        for lemma in lemmas
        for form in (*_inflected(lemma, data), *data.irregular.get(lemma, ()))
    }


def _agreeing(found: Iterable[str], data: Claims) -> Iterator[tuple[str, str]]:
    """«confirmada», «confirmados», «confirmadas», each with «confirmado»"""
    for form in found:
        for ending, others in data.agreeing.items():
            if form.endswith(ending) and re.search(data.participle, form):
                yield from ((form.removesuffix(ending) + other, form) for other in others)


def _inflected(lemma: str, data: Claims) -> Iterator[str]:
    for ending in sorted(data.endings, key=len, reverse=True):
        if lemma.endswith(ending):
            yield from (lemma.removesuffix(ending) + one for one in data.endings[ending])
            return
