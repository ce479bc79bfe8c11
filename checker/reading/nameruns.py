"""Runs of capitalised words that may be names, and what speaks for a person in each.

In: the words of a sentence and the places in it. Out: runs with a weight of evidence; checker/reading/persons.py
decides which are names and whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import NamedTuple

from checker import world
from checker.languages import known, language
from checker.reading.layers import Layers, Sentence, touching
from checker.reading.lemmas import forms, is_known
from checker.reading.words import Memory, Word, Words, fold
from checker.world import names

MAX_PARTS = 6
MAX_RUN = 14  # words, particles and signs counted
ENOUGH = 3  # the weight from which a run of two parts or more is a name
_OWN = re.compile(r"['’]s?$")
_DIGIT = re.compile(r"\d")
_NUMBERED = re.compile(r"[-‐‑–]?\d")
_OPENING, _CLOSING = frozenset("(\"“«'"), frozenset(")\"”»'")


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
    bare_of: frozenset[str]  # «de» without an article
    local: frozenset[str]  # titles of a town's or region's offices
    articles: frozenset[str]
    located: frozenset[str]
    called: frozenset[str]
    relative: frozenset[str]
    age: frozenset[str]
    verbs: frozenset[str]
    facilities: frozenset[str]
    no_join: frozenset[str]
    generations: frozenset[str]
    things: frozenset[str]
    body_first: bool  # «Hospital Central» beside "Central Hospital"


@cache
def person_words(lang: str) -> PersonWords:
    """The person words of a language."""
    data = language(lang)
    calendar = {*data.dates.months, *data.dates.weekdays}

    def plain(words: Iterable[str]) -> frozenset[str]:
        return frozenset(map(fold, words))

    return PersonWords(
        lang=lang,
        titles=plain(data.persons.titles),
        organisations=plain(data.persons.organisations),
        never=plain(data.persons.never),
        calendar=plain([*calendar]),
        joins=plain(data.places.joins),
        bare_of=plain(data.persons.bare_of),
        local=plain(title for title, office in data.offices.titles.items() if office in data.offices.local),
        portfolios=frozenset(fold(name).split()[0] for name in data.offices.portfolios),
        articles=plain(data.persons.articles),
        located=plain([*data.places.located, *data.persons.located]),
        called=plain(data.persons.called),
        relative=plain(data.persons.relative),
        age=plain(data.persons.age),
        verbs=plain(data.claims.verbs),
        facilities=plain(data.places.facilities),
        no_join=plain(data.persons.no_join),
        generations=plain(data.persons.generations),
        things=plain(data.persons.things),
        body_first=not data.offices.portfolio_first,
    )


@dataclass(slots=True)
class Run:
    """A run of capitalised words. `words` are its parts without particles, `weight` what speaks for a person."""

    start: int
    end: int
    text: str
    words: tuple[str, ...]
    titled: bool
    first: bool  # begins its sentence
    lang: str
    weight: int = 0
    spoken: bool = False  # beside a verb of speech, or with an age
    located: bool = False

    @property
    def given(self) -> bool:
        """Whether it begins with a common given name."""
        return names.is_given(self.words[0])


def runs_of(layers: Layers, sentence: Sentence, words: Words) -> Iterator[Run]:
    """The runs of a sentence, left to right, weighed."""
    cues = person_words(sentence.lang or "")
    passed = 0
    for at in words.capitals:
        if at < passed or words[at].folded in cues.calendar:
            continue
        if _town(words, at, cues):
            passed = _end(words, at, cues)
        elif _begins(words, at, cues):
            passed = _end(words, at, cues)
            first, last, titled = _bare(words, at, passed, cues)
            run = _run(layers, sentence, words, first, last, titled) if first < last else None
            if run is not None:
                yield run
        else:
            passed = _past_body(words, at, cues)


# --- where a run begins and ends ---


def _capital(word: Word, cues: PersonWords) -> bool:
    if not word.is_word or not word.text[0].isupper():
        return False
    return word.folded not in cues.calendar


def _town(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """«edil de General Ana Ruiz»: whether a capital word begins a town that is called after somebody."""
    return at > 1 and words[at - 1].folded in cues.bare_of and words[at - 2].folded in cues.local


def _past_body(words: Sequence[Word], at: int, cues: PersonWords) -> int:
    """The index after a word that begins no name; after a body's whole name («presidente del Real Betis»)."""
    body = words[at].folded in cues.organisations
    at += 1
    while body and at < len(words) and _capital(words[at], cues) and not names.is_given(words[at].text):
        at += 1
    return at


def _begins(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """Whether a name begins at a capital word: not one that only begins a sentence, nor behind «ministro de»."""
    word = words[at]
    if len(word.text) < 2 and not _is_dot(words, at + 1):
        return False
    if word.folded in cues.never:
        # «No Kwang-chol»: a family name that looks like a small word needs two more parts
        if not names.is_family_first(word.text) or at + 2 >= len(words) or not _capital(words[at + 1], cues):
            return False
        return words[at + 1].folded not in cues.never and (words[at + 2].text == "-" or words[at + 2].text[0].isupper())
    back = at - 1
    while back >= 0 and words[back].folded in cues.joins:
        back -= 1
    if not 0 <= back < at - 1 or words[at].folded in cues.titles:
        return True
    if names.is_given(word.text):
        return True
    if words[back].folded in cues.titles or words[back].folded in cues.organisations:
        return False
    # «Tulcingo del Valle»: the second half of a place's name
    return words[at - 1].folded in cues.articles or not (words[back].is_word and words[back].text[0].isupper())


def _is_dot(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text == "."


def _end(words: Sequence[Word], at: int, cues: PersonWords) -> int:
    end = at + 1
    while end < len(words) and end - at < MAX_RUN:
        word, before = words[end], words[end - 1]
        if before.folded.endswith(("'s", "’s")):
            break
        if _capital(word, cues):
            if word.folded in cues.never and not names.is_family_first(before.text):
                break
            end += 1
        elif word.text in "-‐‑–" and end + 1 < len(words) and word.start == before.end == words[end + 1].start - 1:
            end += 2
        elif word.text == "." and word.start == before.end and _dotted(before, words, end):
            end += 1
        elif (step := _further(words, end, cues)) is not None:
            end = step
        else:
            break
    return end


def _further(words: Sequence[Word], at: int, cues: PersonWords) -> int | None:
    """Over a nickname or particles to the next part of the name."""
    nickname = _nickname(words, at, cues) if words[at].text in _OPENING else None
    return nickname if nickname is not None else _over_particles(words, at, cues)


def _dotted(before: Word, words: Sequence[Word], at: int) -> bool:
    """An initial or a short title: «Philip H. Hickock», "Dist. Atty. Steve", «D.A.»."""
    if len(before.text) == 1 and before.text.isupper():
        return True
    return len(before.text) <= 4 and at + 1 < len(words) and words[at + 1].text[0].isupper() and _abbreviation(before)


def _abbreviation(word: Word) -> bool:
    return any(word.folded in person_words(lang).titles for lang in known())


def _nickname(words: Sequence[Word], at: int, cues: PersonWords) -> int | None:
    """«Luis (Jerry) Ortiz»: one word in brackets or quotes inside a name."""
    closing = at + 2
    if closing + 1 >= len(words) or not _capital(words[at + 1], cues) or words[closing].text not in _CLOSING:
        return None
    if not _capital(words[closing + 1], cues) or words[closing + 1].folded in cues.titles:
        return None
    return closing + 1


def _over_particles(words: Sequence[Word], at: int, cues: PersonWords) -> int | None:
    """«Úrsula von der Leyen»: one to three particles, then a capital."""
    step = at
    while step < len(words) and step - at < 3 and words[step].is_word and names.is_particle(words[step].text):
        step += 1
        if step < len(words) and words[step].text == "-":
            step += 1
    if step == at or step >= len(words) or not _capital(words[step], cues):
        return None
    before = words[at - 1].folded
    if words[at].folded in cues.no_join or before in cues.organisations or before in cues.titles:
        return None
    return step + 1


def _bare(words: Sequence[Word], at: int, end: int, cues: PersonWords) -> tuple[int, int, bool]:
    """The run without the titles before the name: «Genesee County Sheriff Robert Pickell» → the last two."""
    first, titled = at, _titled(words, at, cues)
    for index in range(end - 2, at - 1, -1):
        if cues.body_first and any(word.folded in cues.organisations for word in words[at:index]):
            break  # «Centro Médico Regional»
        if words[index].folded in cues.titles and not (index == at and end - at == 2 and titled):
            first, titled = index + 1, True
            break
    while first < end and not words[first].is_word:
        first += 1
    if end - first > 2 and words[first].folded in world.agencies().names:
        first += 1  # «dijo a Télam Ana Ruiz»
    while end > first and words[end - 1].folded in cues.titles:
        end -= 1
    if end - first > 2 and _only_before(words[first], words[first + 1], cues):
        first += 1
    return first, end, titled


def _only_before(word: Word, after: Word, cues: PersonWords) -> bool:
    """«Anoche Pedro Sánchez», "Receptionist Mary Jones": a common word before a given name."""
    if word.folded in cues.organisations or word.folded in cues.things or names.is_given(word.text):
        return False
    return is_known(word.text, cues.lang) and names.is_given(after.text)


def _titled(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """A title within a few words before the name, nothing but its complement between."""
    back = at - 1
    if at and words[at - 1].folded in cues.joins and words[at - 1].folded not in cues.articles:
        return False  # «presidenta de la Comisión de X»: X is the body's
    for steps in range(12):
        if back < 0:
            return False
        word = words[back]
        if word.folded in cues.titles:
            return True
        comma = word.text == "," and steps == 0
        demonym = world.country_of_demonym(word.text, cues.lang) is not None
        small = word.folded in cues.joins
        body = word.folded in cues.organisations or word.folded in cues.portfolios
        capital = word.is_word and word.text[0].isupper() and steps > 0
        if not (comma or demonym or small or capital or body):
            return False
        back -= 1
    return False


def _run(layers: Layers, sentence: Sentence, words: Sequence[Word], first: int, last: int, titled: bool) -> Run | None:
    cues = person_words(sentence.lang or "")
    start, stop = sentence.start + words[first].start, sentence.start + words[last - 1].end
    text = _OWN.sub("", layers.text[start:stop])
    if text.endswith(".") and not re.search(r"\b\w\.$", text):
        text = text.rstrip(".")
    if text[-1] in _CLOSING and not any(sign in text for sign in _OPENING):
        text = text[:-1]
    parts = tuple(_OWN.sub("", word.text) for word in words[first:last] if word.is_word)
    bare = tuple(word for word in parts if not names.is_particle(word) or word[0].isupper())
    if not bare:
        return None
    run = Run(start, start + len(text), text, bare, titled, first == 0, sentence.lang or "")
    around = touching(layers.places, run.start, run.end)
    inside = any(hit.start < run.start and run.end <= hit.end and not hit.demonym for hit in around)
    if inside and not titled:
        return None  # inside the name of a street or a town
    run.weight = _weight(layers, run, words, first, last, cues)
    return run


# --- what speaks for a person ---


class _NameWord(NamedTuple):
    """What is known of a word in a name wherever it stands. `common`: it names bodies or things; `unknown`: to the
    dictionary of any language; `shouted`: in capitals, and no «II»."""

    folded: str
    given: bool
    family: bool
    demonym: bool
    common: bool
    unknown: bool
    shouted: bool


@cache
def _name_words(lang: str) -> Memory[_NameWord]:
    return Memory(partial(_name_word, lang=lang))


def _name_word(word: str, lang: str) -> _NameWord:
    cues, folded = person_words(lang), fold(word)
    return _NameWord(
        folded,
        names.is_given(word),
        names.is_family(word),
        world.country_of_demonym(word, lang) is not None,
        folded in cues.organisations or folded in cues.things,
        not any(is_known(word, one) for one in known()),
        len(word) > 1 and word.isupper() and word.lower() not in cues.generations,
    )


def _weight(layers: Layers, run: Run, words: Sequence[Word], first: int, last: int, cues: PersonWords) -> int:
    known = _name_words(run.lang)
    parts = [known[word] for word in run.words]
    given = parts[0].given
    if _impossible(layers, run, parts, cues):
        return -9
    weight = 3 if given else 1 if any(part.given for part in parts) else 0
    weight += 3 if run.titled else 0
    weight += 2 if any(part.family for part in parts[1:]) else 0
    weight += _by_form(run, parts, words, first, last, cues)
    run.spoken = _speaks(words, first, last, cues) or _aged(words, first, last, cues)
    weight += 2 if run.spoken else 0
    weight += _apposed(words, last, cues)
    before = words[first - 1].folded if first else ""
    run.located = before in cues.located
    if before in cues.articles and not run.titled:
        weight -= 3
    if before in cues.called:
        weight += 3
    if run.located and not given:
        weight -= 2
    if before in cues.things or before in cues.facilities:
        weight -= 4
    if any(part.common and not (at and given and part.family) for at, part in enumerate(parts)):
        weight -= 4 if given else 9
    return weight


def _by_form(
    run: Run, parts: Sequence[_NameWord], words: Sequence[Word], first: int, last: int, cues: PersonWords
) -> int:
    """What the shape of the words says: three-part names, particles, initials, words that no dictionary has."""
    weight = 0
    if names.is_family_first(run.words[0]) and 2 <= len(run.words) <= 3 and all(len(w) <= 9 for w in run.words[1:]):
        weight += 3 if len(run.words) == 3 else 2
    inner = [word.folded for word in words[first:last] if word.text[0].islower()]
    weight += 2 if any(names.is_particle(word) and word not in cues.joins for word in inner) else 0
    if inner and not parts[0].given and not run.titled and any(word in cues.joins for word in inner):
        weight -= 3  # «Reinserción Social de Toluca»
    weight += 2 if any(len(word) == 1 for word in run.words[1:-1]) else 0
    unknown = sum(part.unknown for part in parts)
    if unknown == 0:
        return weight if parts[0].given else weight - 2
    strange = unknown == len(run.words) and 2 <= unknown <= 3
    return weight + min(2, unknown) + (1 if strange else 0)


def _impossible(layers: Layers, run: Run, parts: Sequence[_NameWord], cues: PersonWords) -> bool:
    given = parts[0].given
    if len(parts) > 1 and parts[0].folded in cues.portfolios and not given:
        return True
    if len(parts) > MAX_PARTS or _DIGIT.search(run.text):
        return True
    after = layers.text[run.end : run.end + 2]
    if _NUMBERED.match(after):
        return True  # «Sars-Cov-2»
    if not given and any(part.demonym for part in parts):
        return True
    shouted = run.text.isupper()
    if not shouted and any(part.shouted for part in parts):
        return True
    if shouted and len(parts) > 1 and not (given and not is_known(run.words[-1], run.lang)):
        return True
    place = world.find_place(run.text)
    # «Jan Yunis», «San José»: a town that begins like a person's name
    return place is not None and (not run.given or (len(run.words) > 1 and place.kind != "city"))


def _speaks(words: Sequence[Word], first: int, last: int, cues: PersonWords) -> bool:
    """«dijo X», "X said", "X, head of the unit, said"."""
    for at in (first - 1, last):
        if 0 <= at < len(words) and _is_speech(words[at], cues):
            return True
    if last + 1 < len(words) and words[last].text == "," and words[last + 1].text != ",":
        for at in range(last + 2, min(last + 16, len(words) - 1)):
            if words[at].text == ",":
                return _is_speech(words[at + 1], cues)
            if words[at].text in ".;:":
                return False
    near = last < len(words) and words[last].text[0].islower() and last + 1 < len(words)
    return near and _is_speech(words[last + 1], cues) and words[last].folded not in cues.no_join


def _is_speech(word: Word, cues: PersonWords) -> bool:
    return word.is_word and word.text[0].islower() and bool(forms(word.text, cues.lang) & cues.verbs)


def _aged(words: Sequence[Word], first: int, last: int, cues: PersonWords) -> bool:
    """«X, 58,», «X (58)», «X, de 50 años», "63-year-old X"."""
    if first and words[first - 1].folded in cues.age:
        return True
    if last + 2 >= len(words) or words[last].text not in (",", "("):
        return False
    at = last + 1
    if words[at].is_digits and len(words[at].text) <= 2:
        return words[at + 1].text in (",", ")", ".", "-") or words[at + 1].folded in cues.age
    if words[at + 1].is_digits and len(words[at + 1].text) <= 2 and at + 2 < len(words):
        return words[at + 2].folded in cues.age
    return False


def _apposed(words: Sequence[Word], last: int, cues: PersonWords) -> int:
    """«X, quien…», "X, the governor": what follows says that it is somebody, at once or a little later."""
    if last + 1 >= len(words) or words[last].text != ",":
        return 0
    for steps, word in enumerate(words[last + 1 : last + 6]):
        if word.folded in cues.relative or word.folded in cues.titles:
            return 2 if steps < 3 else 1
        if word.text == ",":
            return 0
    return 0
