"""Finds persons by name and joins every spelling of one person in an article.

In: words, places. Out: `layers.persons`, each with the id of its person. A name is a run of capitalised words that
something makes a person's: a given name, a title before it, a family name known from a fuller mention.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc

from checker import world
from checker.languages import language
from checker.reading.layers import Layers, NameHit, Sentence
from checker.reading.lemmas import is_known
from checker.reading.names import compare_names, parts, person_id
from checker.reading.words import Word, fold, words_of
from checker.world import names

MAX_PARTS = 5


@dataclass(frozen=True, slots=True)
class PersonWords:
    """A language's titles and the words that are no name, folded."""

    lang: str
    titles: frozenset[str]
    organisations: frozenset[str]
    never: frozenset[str]
    calendar: frozenset[str]
    joins: frozenset[str]
    portfolios: frozenset[str]


@cache
def person_words(lang: str) -> PersonWords:
    """The person words of a language."""
    data = language(lang)
    calendar = {*data.dates.months, *data.dates.weekdays}
    return PersonWords(
        lang=lang,
        titles=frozenset(map(fold, data.persons.titles)),
        organisations=frozenset(map(fold, data.persons.organisations)),
        never=frozenset(map(fold, data.persons.never)),
        calendar=frozenset(map(fold, calendar)),
        joins=frozenset(map(fold, data.places.joins)),
        portfolios=frozenset(fold(name).split()[0] for name in data.offices.portfolios),
    )


@dataclass(slots=True)
class _Run:
    """A run of capitalised words that may be a name."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    titled: bool
    first: bool  # begins its sentence
    lang: str


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.persons`; a place whose words are part of a person's name leaves `layers.places`."""
    del doc
    runs: list[_Run] = []
    for sentence in layers.sentences:
        if sentence.lang is not None:
            words = words_of(layers.text[sentence.start : sentence.end])
            runs += _runs(layers, sentence, words)
    sure = [run for run in runs if _is_full_name(run)]
    hits = list(sure)
    for run in runs:
        if run not in sure and _is_short_mention(layers, run, sure):
            hits.append(run)
    layers.persons = _identified(sorted(hits, key=lambda run: run.start))
    taken = [(hit.start, hit.end) for hit in layers.persons]
    layers.places = [
        place
        for place in layers.places
        if place.demonym or not any(start <= place.start and place.end <= end for start, end in taken)
    ]


def _is_short_mention(layers: Layers, run: _Run, sure: Sequence[_Run]) -> bool:
    """A family name alone: of somebody named in full, behind a title, or known to news without a given name."""
    if len(run.words) <= 2 and any(_refers(run, full) for full in sure):
        return True
    if len(run.words) != 1:
        return False
    return (run.titled and _may_be_family(layers, run)) or world.folded(run.text) in world.known_persons()


def _runs(layers: Layers, sentence: Sentence, words: Sequence[Word]) -> list[_Run]:
    cues = person_words(sentence.lang or "")
    found: list[_Run] = []
    at = 0
    while at < len(words):
        if not _begins(words, at, cues):
            at += 1
            continue
        end = at + 1
        while end < len(words) and end - at < MAX_PARTS + 3:
            if _capital(words[end], cues):
                end += 1
            elif words[end].text == "-" and end + 1 < len(words) and words[end].start == words[end - 1].end:
                end += 2
            elif words[end].text == "." and len(words[end - 1].text) == 1 and words[end - 1].text.isupper():
                end += 1
            elif (step := _over_particles(words, end, cues)) is not None:
                end = step
            else:
                break
        first = at
        titled = _titled(words, at, sentence)
        while first < end - 1 and words[first].folded in cues.titles:
            first, titled = first + 1, True
        if first < end and words[first].folded not in cues.titles:
            start, stop = sentence.start + words[first].start, sentence.start + words[min(end, len(words)) - 1].end
            text = re.sub(r"['’]s?$", "", layers.text[start:stop].rstrip("."))
            inner = tuple(re.sub(r"['’]s?$", "", word.text) for word in words[first:end] if word.is_word)
            found.append(_Run(start, start + len(text), text, inner, titled, first == 0, sentence.lang or ""))
        at = end
    return found


def _begins(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """Whether a name may begin here: not at a word that only begins a sentence, nor behind «ministro de»."""
    word = words[at]
    if not _capital(word, cues) or len(word.text) < 2:
        return False
    if word.folded in cues.never:
        # «No Kwang-chol»: a family name that looks like a small word needs two more parts
        if not names.is_family_first(word.text) or at + 2 >= len(words) or not _capital(words[at + 1], cues):
            return False
        return words[at + 2].text == "-" or words[at + 2].text[0].isupper()
    back = at - 1
    while back >= 0 and words[back].folded in cues.joins:
        back -= 1
    return not (back < at - 1 and back >= 0 and words[back].folded in (cues.titles | cues.organisations))


def _capital(word: Word, cues: PersonWords) -> bool:
    return word.is_word and word.text[0].isupper() and word.folded not in cues.calendar


def _over_particles(words: Sequence[Word], at: int, cues: PersonWords) -> int | None:
    """«Úrsula von der Leyen»: one to three particles, then a capital."""
    step = at
    while step < len(words) and step - at < 3 and words[step].is_word and names.is_particle(words[step].text):
        step += 1
        if step < len(words) and words[step].text == "-":
            step += 1
    if step > at and step < len(words) and _capital(words[step], cues):
        joins_two = words[at].folded in ("y", "e", "and")
        return None if joins_two or (words[at].folded in ("de", "del") and _bodily(words, at, cues)) else step + 1
    return None


def _bodily(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """«Ministerio de Defensa»: what stands before is a body, not a name."""
    return words[at - 1].folded in cues.organisations or words[at - 1].folded in cues.titles


def _titled(words: Sequence[Word], at: int, sentence: Sentence) -> bool:
    """A title within a few words before the name, nothing but its complement between."""
    cues = person_words(sentence.lang or "")
    back = at - 1
    steps = 0
    while back >= 0 and steps < 6:
        word = words[back]
        if word.folded in cues.titles:
            return True
        comma = word.text == "," and steps == 0
        demonym = world.country_of_demonym(word.text, sentence.lang or "") is not None
        small = word.folded in cues.joins
        capital = word.is_word and word.text[0].isupper() and steps > 0
        if not (comma or demonym or small or capital):
            return False
        back -= 1
        steps += 1
    return False


def _is_full_name(run: _Run) -> bool:
    """Two parts or more, one of them a sign of a person, none of a body."""
    cues = person_words(run.lang)
    bare = [word for word in run.words if not names.is_particle(word)]
    if len(bare) < 2 or any(fold(word) in cues.organisations | cues.portfolios for word in run.words):
        return False
    if world.find_place(run.text) is not None or len(bare) > MAX_PARTS:
        return False
    if any(world.country_of_demonym(word, run.lang) for word in bare):
        return False
    if run.text.isupper() and not names.is_given(bare[0]):
        return False
    if names.is_given(bare[0]):
        return True
    if names.is_family_first(bare[0]) and 2 <= len(bare) <= 3 and all(len(word) <= 9 for word in bare[1:]):
        return True
    if run.titled and len(bare) <= 4:
        return True
    # words that no dictionary has are names; three capitals in a row may be anything
    return len(bare) <= 3 and not run.first and not any(is_known(word, run.lang) for word in bare)


def _refers(run: _Run, full: _Run) -> bool:
    """Whether a short mention is the family name (or the given name) of a full one, in any spelling."""
    if run.text == full.text:
        return True
    own, whole = parts(run.text), parts(full.text)
    if len(own) == 1 and len(whole) > 1 and own[0] == whole[0] and not names.is_family_first(whole[0]):
        return True
    if len(own) == 1 and names.is_family_first(whole[0]) and len(whole) == 3:
        return own[0] == whole[0]
    return compare_names(run.text, full.text).same


def _may_be_family(layers: Layers, run: _Run) -> bool:
    """Whether one word behind a title can be a family name: no place, body, portfolio or demonym."""
    cues = person_words(run.lang)
    word = fold(run.text)
    if run.text.isupper() or word in cues.organisations | cues.portfolios | cues.titles or is_known(run.text, run.lang):
        return False
    return not any(hit.start <= run.start < hit.end for hit in layers.places)


def _identified(runs: Sequence[_Run]) -> list[NameHit]:
    """Each run with the person it names: fullest names first, short mentions to the nearest before them."""
    people: list[tuple[str, list[str]]] = []  # (id, spellings)
    chosen: dict[int, str] = {}
    for index, run in sorted(enumerate(runs), key=lambda one: (-len(one[1].words), one[0])):
        best = None
        for person, spellings in people:
            if any(_same_person(run.text, spelling) for spelling in spellings):
                best = person
                spellings.append(run.text)
                break
        if best is None:
            best = person_id(run.text)
            people.append((best, [run.text]))
        chosen[index] = best
    fullest = {person: max(spellings, key=len) for person, spellings in people}
    return [
        NameHit(run.start, run.end, "person", chosen[index], fullest[chosen[index]], run.start)
        for index, run in enumerate(runs)
    ]


def _same_person(one: str, two: str) -> bool:
    left, right = parts(one), parts(two)
    if len(left) == 1 and len(right) > 1 and (left[0] == right[0]):
        return True
    return compare_names(one, two).same
