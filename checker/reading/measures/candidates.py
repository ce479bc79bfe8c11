"""Whose a figure is, where a fact has a role for it: «Ruiz obtuvo el 51 %», «el 44 % fue para Prado».

In: persons, organisations, and the capitalised words that nothing else explains, for short texts name candidates by
their family name alone. Out: the one that a number belongs to. Who speaks is never taken for a candidate, unless the
word of speech is the fact's own verb («Ruiz sumó 5 millones de votos»).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from checker import world
from checker.languages import language
from checker.model.entity import is_body
from checker.model.statement import Claimant, Ref
from checker.reading.layers import Layers, Sentence, between, touching
from checker.reading.measures.parties import acronyms, bracketed, is_acronym, whole_name
from checker.reading.persons.nameruns import runs_of
from checker.reading.persons.names import person_id
from checker.reading.text.lemmas import forms, is_known
from checker.reading.text.rows import Row
from checker.reading.text.words import fold, fold_all, index_at
from checker.world import names, slug

SHORTEST = 3  # letters of a family name
APPOSED = 8  # words of an apposition before its name


@dataclass(frozen=True, slots=True)
class Candidate:
    """A name in words `first`..`after` of its sentence."""

    first: int
    after: int
    ref: Ref
    start: int
    end: int


def candidates(
    layers: Layers, sentence: Sentence, words: Row, verbs: frozenset[str], *, speakers: bool = False
) -> list[Candidate]:
    """The names of a sentence that a figure may belong to, in their order; `verbs` are the fact's own.
    `speakers`: those of them who say so, too."""
    spans = {
        (hit.start, hit.end): hit.entity
        for hits in (layers.persons, layers.organisations)
        for hit in between(hits, sentence.start, sentence.end)
    }
    taken = sorted(spans)
    dates = between(layers.dates, sentence.start, sentence.end)
    for run in runs_of(layers, sentence, words):
        apart = all(run.end <= start or end <= run.start for start, end in taken)
        dated = any(hit.start < run.end and run.start < hit.end for hit in dates)  # "Sunday's election"
        around = touching(layers.places, run.start, run.end)
        placed = any(not hit.demonym or (hit.start <= run.start and run.end <= hit.end) for hit in around)
        if not apart or dated or placed:  # but «Sueño Georgiano»
            continue
        behind = index_at(words, run.end - sentence.start - 1) + 1
        if _is_name(run.text, run.first and not _does(words, behind, verbs, run.lang), run.lang):
            spans[run.start, run.end] = person_id(run.text)
    found = []
    bodies = fold_all(language(sentence.lang or "").counting.no_candidates)
    for (start, end), entity in sorted(spans.items()):
        first = index_at(words, start - sentence.start)
        after = index_at(words, end - sentence.start - 1) + 1
        speaks = layers.speaks(start) and not _does(words, after, verbs, sentence.lang or "")
        if (speakers or not speaks) and bodies.isdisjoint((words[first].folded, words[after - 1].folded)):
            found.append(Candidate(first, after, Ref(layers.text[start:end], entity), start, end))
    named = _with_parties(layers, sentence, words, found, verbs)
    chambers = fold_all(language(sentence.lang or "").counting.chambers)
    return [
        one
        for one in named
        if is_body(one.ref.entity) or chambers.isdisjoint((words[one.first].folded, words[one.after - 1].folded))
    ]


def but_for(told: Sequence[Claimant], named: Sequence[Candidate]) -> list[Candidate]:
    """Candidates but for those who give a figure: «X recurrirá, pues, según su partido, obtuvo el 51 %»."""
    return [one for one in named if all(one.ref.text not in by.text for by in told)]


def _with_parties(
    layers: Layers, sentence: Sentence, words: Row, found: list[Candidate], verbs: frozenset[str]
) -> list[Candidate]:
    """Names with an acronym behind them as one party, and the parties that are called by theirs alone."""
    short = acronyms(layers.article.text)
    alone = [at for at in words.capitals if is_acronym(words[at].text)]
    if not alone:
        return found
    offset = sentence.start
    articles = {fold(word) for word in language(sentence.lang or "").counting.determiners}
    named = []
    for one in found:
        behind = bracketed(words, one.after)
        if behind is not None and behind[1] in short:
            first, (after, acronym) = whole_name(words, one.first, articles), behind
            start, end = offset + words.starts[first], offset + words.ends[after - 1]
            one = Candidate(first, after, Ref(layers.text[start:end], short[acronym]), start, end)
        named.append(one)
    for at in alone:
        text, start, end = words[at].text, offset + words.starts[at], offset + words.ends[at]
        does = _does(words, at + 1, verbs, sentence.lang or "")
        led = at > 0 and words[at - 1].folded in articles and world.party_of(text) is None  # «el PSOE»
        inside = any(one.first <= at < one.after for one in named)
        bracketed_ = at > 0 and words[at - 1].text == "("
        if inside or bracketed_ or not (does or led or text in short) or (layers.speaks(start) and not does):
            continue
        named.append(Candidate(at, at + 1, Ref(text, short.get(text) or f"org:{slug(text)}"), start, end))
    return sorted(named, key=lambda one: (one.first, one.after))


def _is_name(text: str, first: bool, lang: str) -> bool:
    parts = text.split()
    if len(text) < SHORTEST or text.isupper() or not all(part[0].isupper() for part in (parts[0], parts[-1])):
        return False
    return len(parts) > 1 or not first or names.is_family(text) or not is_known(text, lang)


def _does(words: Row, at: int, verbs: frozenset[str], lang: str) -> bool:
    """Whether one of the fact's verbs stands right behind a name, or behind one small word («se quedó»)."""
    small = {fold(word) for word in language(lang).counting.filler}
    for word in words[at : at + 2]:
        if not word.is_word:
            return False
        if not verbs.isdisjoint(forms(word.text, lang)):
            return True
        if word.folded not in small:
            return False
    return False


def whose(named: Sequence[Candidate], words: Row, first: int, beats: frozenset[str], lang: str) -> Candidate | None:
    """The last one named before the number in word `first` who is not the one beaten («venció a Prado con el 51 %»),
    else the first behind it who is not one it is held against."""
    before = [one for one in named if one.after <= first and not _beaten(words, one.first, beats, lang)]
    own = [one for one in before if not _leads_it(words, one, lang)]
    if own or before:
        return (own or before)[-1]
    return next((one for one in named if one.first > first), None)


def _leads_it(words: Row, one: Candidate, lang: str) -> bool:
    """«el PES, del primer ministro, Milojko Spajić, ganó»: whether a name between commas says whose party it is."""
    if one.after >= len(words) or words[one.after].text != ",":
        return False
    of = {fold(word) for word in language(lang).small.of}
    opens = (at for at in range(one.first - 1, max(0, one.first - APPOSED), -1) if words[at].text == ",")
    return any(words[at + 1].folded in of for at in opens)


def _beaten(words: Row, at: int, beats: frozenset[str], lang: str) -> bool:
    objects = {fold(word) for word in language(lang).counting.objects}
    back = at - 1
    if back >= 0 and words[back].folded in objects:
        back -= 1
    return back >= 0 and words[back].is_word and not beats.isdisjoint(forms(words[back].text, lang))
