"""A language's words of speech and of those who speak, ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from checker.languages import language
from checker.languages.schema import Claims
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, contracted, fold, fold_all, marked, remembered

QUOTES = frozenset('”»"')  # that end a quotation
BREAKS = frozenset(',.;:()[]«»“”"—–¿?¡!…|')
Forms = dict[str, tuple[str, bool]]  # folded form -> (lemma, whether it may be a noun as well)


@dataclass(frozen=True, slots=True)
class ClaimWords:
    """All of them folded; see `Claims` for what each is. `said`: the forms of verbs of speech, `given` of those that
    give a figure."""

    by: Phrases[bool]
    views: frozenset[str]
    cites: Phrases[bool]
    said: Forms
    holding: frozenset[str]
    given: Forms
    gerund: re.Pattern[str]
    participle: re.Pattern[str]
    after_quote: re.Pattern[str] | None
    behind_that: re.Pattern[str] | None
    finite: re.Pattern[str]
    clitics: frozenset[str]
    datives: frozenset[str]
    impersonal: frozenset[str]
    passive: frozenset[str]
    auxiliaries: frozenset[str]
    plurals: frozenset[str]
    plural: tuple[str, ...]  # endings of nouns
    agents: frozenset[str]
    possessives: frozenset[str]  # «según sus cálculos»
    as_words: frozenset[str]
    inverted: frozenset[str]
    to: frozenset[str]
    numbers_of: frozenset[str]  # nouns behind which "of" says what is counted
    told_of: frozenset[str]
    hearers: frozenset[str]
    tells: frozenset[str]
    not_before: frozenset[str]
    not_behind: frozenset[str]
    estimates: frozenset[str]
    claimed: frozenset[str]
    notes: frozenset[str]
    shares: Mapping[str, frozenset[str]]
    shortened: frozenset[str]  # abbreviations: the full stop behind one ends no name
    copulas: frozenset[str]  # «fue el alcalde quien», "it was the mayor who"
    source_first: bool
    official: frozenset[str]
    nouns: frozenset[str]
    portfolios: frozenset[str]
    body_nouns: frozenset[str]
    denies: frozenset[str]
    negations: frozenset[str]
    ours: frozenset[str]
    light: Phrases[bool]
    tails: Phrases[bool]
    which: Phrases[bool]
    turned: frozenset[str]
    claused: frozenset[str]
    honours: frozenset[str]
    received: frozenset[str]
    by_them: Phrases[bool]
    by_or_each: frozenset[str]
    describes: frozenset[str]
    same: frozenset[str]
    not_who: frozenset[str]
    back: frozenset[str]
    inside: frozenset[str]  # which of these go on with a name between capitals
    posted: frozenset[str]  # and which with whom one of `postable` serves
    postable: frozenset[str]
    sources: frozenset[str]  # prepositions before who speaks
    stop: frozenset[str]
    lead: Phrases[bool]
    joins: frozenset[str]
    contrasts: frozenset[str]
    that: frozenset[str]
    relatives: frozenset[str]
    nobody: frozenset[str]
    determiners: frozenset[str]
    of: frozenset[str]
    gapped: frozenset[str]
    carry: Phrases[bool]
    so: Phrases[bool]
    comes: frozenset[str]
    triggers: frozenset[str]  # words of which a sentence that credits somebody has one, or a colon
    reported: frozenset[str]  # or one of these small words beside a quotation, where any verb may be one of speech
    verbs: Mapping[str, str]  # every form of speech or of giving a figure, with its lemma
    accented: Mapping[str, str]  # of these, those that are none without their accent, as written: «documentó»
    agreeing: Mapping[str, str]  # participles that agree with a noun («confirmados»), with the lemma
    infinitives: frozenset[str]  # of verbs of speech, which may speak behind `light`
    speech: frozenset[str]  # both: what may be a verb of speech where it stands
    closing: frozenset[str]  # what ends a noun phrase wherever it stands: signs and stop words
    openers: frozenset[str]  # articles that may begin another noun phrase
    small: frozenset[str]  # what a noun phrase neither ends nor begins with, and no other phrase begins behind
    leads: frozenset[str]  # small words that may stand before a date
    before_verb: frozenset[str]  # what may stand between a subject and its verb
    adverbs: frozenset[str]  # small words that name nobody, without the articles
    before_name: frozenset[str]  # small words that a name does not begin with
    before_said: frozenset[str]  # what may stand between a clause's first word and its verb
    ends_said: frozenset[str]  # what ends the clause that a verb of saying is in
    objects: frozenset[str]  # prepositions before an object
    gaps: frozenset[str]  # what a second speaker without a verb may stand behind

    def may_credit(self, kinds: frozenset[str]) -> bool:
        """Whether a sentence of some folded words may credit anybody with anything."""
        if ":" in kinds or not self.triggers.isdisjoint(kinds):
            return True
        return not (QUOTES.isdisjoint(kinds) or self.reported.isdisjoint(kinds))

    def is_figure(self, folded: str) -> bool:
        """Whether a form only gives a figure."""
        return folded in self.given and folded not in self.said


@remembered
def claim_words(lang: str) -> ClaimWords:
    """The claim words of a language."""
    data = language(lang).claims
    offices = language(lang).offices
    said, given = _forms(data.verbs, data), _forms(data.figures, data)
    verbs = {form: lemma for form, (lemma, _) in (given | said).items()}
    agreeing = {form: lemma for form, lemma in verbs.items() if re.search(data.participle, form)}
    infinitives = fold_all((*data.verbs, *data.figures)) - verbs.keys() if data.light else frozenset()
    agreeing |= {form: verbs[stem] for form, stem in _agreeing(verbs, data)}
    nobody, stop, of = fold_all(data.nobody), fold_all(data.stop), fold_all(data.of)
    joins, determiners = fold_all(data.joins), fold_all(data.determiners)
    to, auxiliaries = fold_all(data.to), fold_all(data.auxiliaries)
    runs = language(lang).hedges.contractions
    by = marked([form for phrase in data.by for form in contracted(phrase, runs)])
    cites, views, estimates = marked(data.cites), fold_all(data.views), fold_all(data.estimates)
    by_them = marked(data.by_them)
    small = {fold(phrase.split()[0]) for phrase in (*data.by, *data.cites)}
    return ready(
        ClaimWords,
        data,
        language(lang).small,
        language(lang).counting,
        by=by,
        by_them=by_them,
        cites=cites,
        said=said,
        given=given,
        plural=tuple(language(lang).places.plurals),
        denies=fold_all((*language(lang).stance.verbs.get("denied", ()), *data.dismisses)),
        negations=fold_all(language(lang).stance.negations),
        sources=fold_all(language(lang).places.sources),
        shortened=fold_all(language(lang).sentences.abbreviations),
        copulas=fold_all((*language(lang).small.passive, *offices.is_now, *offices.was)),
        relatives=fold_all((*data.that, *data.relatives)),
        triggers=infinitives
        | frozenset({*verbs, *agreeing, *by.longest, *by_them.longest, *cites.longest})
        | views
        | estimates
        | fold_all(data.claimed),
        reported=frozenset(small) if data.after_quote else frozenset(),
        verbs=verbs,
        accented=_accented((*data.verbs, *data.figures), data),
        agreeing=agreeing,
        speech=frozenset({*verbs, *agreeing}) | infinitives,
        infinitives=infinitives,
        closing=stop | BREAKS,
        openers=determiners - of - stop,
        small=of | joins | determiners,
        leads=stop | of | determiners,
        before_verb=(nobody | auxiliaries) - (joins - fold_all(language(lang).stance.negations)),
        adverbs=nobody - determiners,
        before_name=(nobody - determiners) | of | to,
        before_said=auxiliaries | fold_all((*data.back, *language(lang).counting.impersonal)),
        ends_said=fold_all((*data.that, *data.passive)) | auxiliaries | BREAKS,
        objects=stop | to,
        gaps=joins | {";"},
    )


def _forms(lemmas: Sequence[str], data: Claims) -> Forms:
    """Every form of some verbs."""
    return {
        fold(form): (fold(lemma), form == lemma and form not in data.irregular.get(lemma, ()))
        for lemma, form in _written(lemmas, data)
    }


def _accented(lemmas: Sequence[str], data: Claims) -> dict[str, str]:
    """The forms of some verbs that are written with an accent alone, by their folded form."""
    written = {form for _, form in _written(lemmas, data)}
    return {fold(form): form for form in written if fold(form) not in written}


def _written(lemmas: Sequence[str], data: Claims) -> Iterator[tuple[str, str]]:
    for lemma in lemmas:
        yield from ((lemma, form) for form in (*_inflected(lemma, data), *data.irregular.get(lemma, ())))


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
