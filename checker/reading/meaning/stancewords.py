"""A language's words that deny, doubt or expect, ready for look-up."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.languages import language
from checker.model.statement import Stance
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold, fold_all, remembered

OPENING = frozenset(",:—(")  # signs before a clause


@dataclass(frozen=True, slots=True)
class StanceGrammar:
    """A language's stance cues, folded; see `StanceWords`."""

    phrases: Phrases[Stance]
    verbs: dict[str, Stance]
    negations: frozenset[str]
    focus: frozenset[str]  # behind a negation they take it back
    dismisses: frozenset[str]
    impersonal: frozenset[str]
    objects: frozenset[str]
    disputed: frozenset[str]
    refusals: frozenset[str]
    confirm: frozenset[str]
    conditional: frozenset[str]
    rumoured: frozenset[str]
    unreal: re.Pattern[str]
    unreal_after: frozenset[str]
    would: frozenset[str]
    will_ending: re.Pattern[str]  # of verbs that tell of the future: «retirará»
    would_ending: re.Pattern[str]  # of verbs that mean the same: «morirían»
    causing: frozenset[str]
    narrated: Phrases[bool]
    conditions: frozenset[str]
    averting: frozenset[str]
    averts: frozenset[str]
    numbers: frozenset[str]
    modals: frozenset[str]
    modifiers: frozenset[str]
    cases: frozenset[str]
    hearsay: frozenset[str]
    clause: frozenset[str]
    once: frozenset[str]
    by: Phrases[bool]  # before a source
    within: frozenset[str]
    refers: frozenset[str]
    asks: frozenset[str]
    happenings: frozenset[str]
    rises: frozenset[str]
    at: frozenset[str]
    upto: frozenset[str]
    joins: frozenset[str]
    determiners: frozenset[str]
    said: frozenset[str]  # verbs of saying
    auxiliaries: frozenset[str]  # and what may stand before their participle
    relatives: frozenset[str]  # what begins a relative clause
    adds: frozenset[str]  # and what begins one that says what happened there
    before_added: frozenset[str]
    turns: frozenset[str]
    rather: frozenset[str]
    participle: re.Pattern[str]
    gerund: re.Pattern[str]
    single: frozenset[str]  # all cues that are one word
    bounds: frozenset[str]  # what may open a clause


@remembered
def stance_grammar(lang: str) -> StanceGrammar:
    """The stance cues of a language."""
    data, counting = language(lang).stance, language(lang).counting
    single = (
        *data.confirm,
        *data.dismisses,
        *data.conditional,
        *data.rumoured,
        *language(lang).small.ifs,
        *data.averts,
        *(verb for verbs in data.verbs.values() for verb in verbs),
    )
    return ready(
        StanceGrammar,
        data,
        counting,
        language(lang).claims,
        phrases=Phrases((phrase, Stance(name)) for name, phrases in data.phrases.items() for phrase in phrases),
        verbs={fold(verb): Stance(name) for name, verbs in data.verbs.items() for verb in verbs},
        unreal_after=fold_all(language(lang).small.ifs),
        focus=fold_all(language(lang).events.focus),
        numbers=fold_all(language(lang).numbers.words),
        hearsay=fold_all((*data.hearsay, *data.conditional, *data.rumoured)),
        within=fold_all(phrase for phrase in language(lang).places.located if " " not in phrase),
        asks=frozenset(data.asks),
        happenings=fold_all(
            word
            for told in (language(lang).causes, language(lang).events.things, {"": language(lang).places.happened})
            for listed in told.values()
            for word in listed
        ),
        upto=fold_all(counting.at_once),
        said=fold_all(language(lang).claims.verbs),
        relatives=fold_all((*language(lang).claims.that, *language(lang).claims.relatives)),
        single=fold_all(single),
        bounds=fold_all((*data.clause, *counting.joins)) | OPENING,
    )
