"""Runs of capitalised words that may be names, and what speaks for a person in each.

In: the words of a sentence and the places in it. Out: runs with a weight of evidence; persons.py
decides which are names and whose.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checker import world
from checker.languages import known
from checker.reading.layers import Layers, Sentence, touching
from checker.reading.persons.nameweights import Run, weigh
from checker.reading.persons.personwords import PersonWords, person_words
from checker.reading.text.lemmas import is_known
from checker.reading.text.words import Word, Words
from checker.world import names

MAX_RUN = 14  # words, particles and signs counted
SYLLABLE = 4  # letters of the first half of a given name like «Son-hui»
NICKNAME = 3  # words in a nickname
MIN_THING = 3  # words of a thing and of the name behind it: more
_OWN = re.compile(r"['’]s?$")
_OPENING, _CLOSING = frozenset("(\"“«'"), frozenset(")\"”»'")


def runs_of(layers: Layers, sentence: Sentence, words: Words) -> Iterator[Run]:
    """The runs of a sentence, left to right, weighed."""
    cues = person_words(sentence.lang or "")
    passed = 0
    for at in words.capitals:
        if at < passed or (words[at].folded in cues.calendar and not _called_after_month(words, at, cues)):
            continue
        if _town(words, at, cues):
            passed = _end(words, at, cues)
        elif _begins(words, at, cues):
            passed = _end(words, at, cues)
            first, last, titled = _bare(words, at, passed, cues)
            ship = first > at and words[at].folded in cues.things  # "HMS Queen Elizabeth"
            run = _run(layers, sentence, words, first, last, titled) if first < last and not ship else None
            if run is not None:
                yield run
        else:
            passed = _past_body(words, at, cues)


# --- where a run begins and ends ---


def _capital(word: Word, cues: PersonWords) -> bool:
    if not word.is_word or not word.text[0].isupper():
        return False
    return word.folded not in cues.calendar


def _called_after_month(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """«Julio Peñas» in a language that writes its months small."""
    word = words[at]
    if cues.small_months and word.text[0].isupper() and names.is_given(word.text) and at + 1 < len(words):
        return _capital(words[at + 1], cues)
    return False


def _family_like_month(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """ "Theresa May": a month behind a given name, and no day or year behind it."""
    word = words[at]
    if word.folded not in cues.calendar or not word.text[0].isupper() or not names.is_given(words[at - 1].text):
        return False
    return at + 1 >= len(words) or not words[at + 1].is_digits


def _town(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """«edil de General Ana Ruiz»: whether a capital word begins a town that is called after somebody."""
    if at < 2 or words[at - 1].folded not in cues.bare_of:
        return False
    back = at - 2
    while back > 0 and words[back].folded in cues.modifiers:  # «edil sustituto de X»
        back -= 1
    return words[back].folded in cues.local


def _past_body(words: Sequence[Word], at: int, cues: PersonWords) -> int:
    """The index after a word that begins no name; after a body's whole name («presidente del Real Betis») or that of a
    portfolio («ministro de Educación Pública»)."""
    if words[at].folded in cues.portfolios and (portfolio := cues.long_portfolios.starting(words, at)) is not None:
        return portfolio[0]
    body = words[at].folded in cues.organisations
    house = names.is_particle(words[at].text) and at and words[at - 1].folded in cues.articles  # «los Al Jalifa»
    at += 2 if house or words[at].folded in cues.saints else 1  # «San Francisco del Rincón»
    while body and at < len(words) and _capital(words[at], cues) and not names.is_given(words[at].text):
        at += 1
    return at


def _begins(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """Whether a name begins at a capital word: not one that only begins a sentence, nor behind «ministro de»."""
    word = words[at]
    if len(word.text) < 2 and not _is_dot(words, at + 1):
        return False
    if word.folded in cues.never or _leads(words, at, cues):
        if _leads(words, at, cues):
            return True  # «De la Fuente ganó»: whether somebody is called so, the article says
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
    if words[back].folded in cues.relatives:
        return True
    if words[back].folded in cues.titles or words[back].folded in cues.organisations:
        return False
    # «Tulcingo del Valle»: the second half of a place's name
    return words[at - 1].folded in cues.articles or not (words[back].is_word and words[back].text[0].isupper())


def _leads(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """Whether a word with a capital is a particle that a family name may follow: «De Loredo», «Al-Sadr»."""
    word = words[at]
    if not names.is_particle(word.text) or word.folded in cues.articles or word.folded in cues.no_join:
        return False
    if len(word.text) < 2 or at + 1 >= len(words) or (at and words[at - 1].folded in cues.articles):
        return False  # «los Al Jalifa» are a family
    glued = words[at + 1].text == "-" and at + 2 < len(words) and words[at + 2].text[0].isupper()
    return glued or _capital(words[at + 1], cues) or _over_particles(words, at + 1, cues) is not None


def _is_dot(words: Sequence[Word], at: int) -> bool:
    return at < len(words) and words[at].text == "."


def _end(words: Sequence[Word], at: int, cues: PersonWords) -> int:
    end = at + 1
    while end < len(words) and end - at < MAX_RUN:
        word, before = words[end], words[end - 1]
        common = word.is_word and word.text[0].islower() and not names.is_particle(word.text)
        if common or before.folded.endswith(("'s", "’s")):
            break
        if _capital(word, cues) or _family_like_month(words, end, cues):
            initial = len(word.text) == 1 < len(before.text) and _is_dot(words, end + 1)
            if word.folded in cues.never and not initial and not names.is_family_first(before.text):
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
    """«Luis (Jerry) Ortiz», «Ana "la Rubia" Paz»: up to three words in brackets or quotes inside a name."""
    stops = range(at + 2, min(at + 2 + NICKNAME, len(words)))
    closing = next((stop for stop in stops if words[stop].text in _CLOSING), len(words))
    inside = words[at + 1 : closing]
    named = [word for word in inside if word.folded not in cues.articles]
    if closing + 1 >= len(words) or not named or not all(word.text[0].isupper() for word in named):
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
    body = next((n for n in range(at, end - 2) if words[n].folded in cues.organisations), end)
    for index in range(end - 2, at - 1, -1):
        if cues.body_first and body < index:
            break  # «Centro Médico Regional»
        # «Choe Son-hui», and no "President-elect"
        glued = index > at and words[index + 1].text == "-" and len(words[index].text) <= SYLLABLE
        if words[index].folded in cues.titles and not glued and not (index == at and end - at == 2 and titled):
            first, titled = index + 1, True
            break
    while first < end and not (words[first].is_word and (words[first].text[0].isupper() or first == at)):
        first += 1  # «Mayor-elect X»
    if end - first > 2 and words[first].folded in world.agencies().names:
        first += 1  # «dijo a Télam Ana Ruiz»
    while end > first and words[end - 1].folded in cues.titles:
        if end - first == 2 and names.is_given(words[first].text):
            break  # "John Major"
        end -= 1
    behind = first and words[first - 1].folded in cues.titles  # «el general Min Aung Hlaing»
    if end - first > 2 and not behind and _only_before(words[first], words[first + 1], cues):
        first += 1
    if end - first > MIN_THING and not titled and not names.is_given(words[first].text):
        first = _named_inside(words, first, end, cues)
    return first, end, titled


def _named_inside(words: Sequence[Word], first: int, end: int, cues: PersonWords) -> int:
    """«el Nobel de la Paz Ana Ruiz»: where the name begins in a run that begins with a thing of several words."""
    joined = next((at for at in range(first + 1, end - 2) if words[at].folded in cues.joins), end)
    inner = range(joined + 2, end - 1)
    named = (at for at in inner if words[at].text[0].isupper() and names.is_given(words[at].text))
    return next((at for at in named if words[at - 1].folded not in cues.saints), first)


def _only_before(word: Word, after: Word, cues: PersonWords) -> bool:
    """«Anoche Pedro Sánchez», "Receptionist Mary Jones": a common word before a given name."""
    if word.folded in cues.organisations or word.folded in cues.things or names.is_given(word.text):
        return False
    return is_known(word.text, cues.lang) and names.is_given(after.text)


def _titled(words: Sequence[Word], at: int, cues: PersonWords) -> bool:
    """A title within a few words before the name, nothing but its complement between."""
    back = at - 1
    if at and words[at - 1].folded in cues.joins and words[at - 1].folded not in cues.articles:
        # «hija de X», but «presidenta de la Comisión de X»: X is the body's
        return at > 1 and words[at - 2].folded in cues.relatives and words[at - 1].folded in cues.bare_of
    for steps in range(12):
        if back < 0:
            return False
        word = words[back]
        if word.folded in cues.titles:
            return True
        comma = word.text == "," and steps == 0
        body = word.folded in cues.organisations or word.folded in cues.portfolios
        capital = word.is_word and word.text[0].isupper() and steps > 0
        known = comma or word.folded in cues.joins or capital or body
        if not known and world.country_of_demonym(word.text, cues.lang) is None:
            return False
        back -= 1
    return False


def _without_own(text: str) -> str:
    return _OWN.sub("", text) if text[-1] in "s'’" else text


def _run(layers: Layers, sentence: Sentence, words: Words, first: int, last: int, titled: bool) -> Run | None:
    cues = person_words(sentence.lang or "")
    start, stop = sentence.start + words[first].start, sentence.start + words[last - 1].end
    text = _without_own(layers.text[start:stop])
    if text.endswith(".") and not re.search(r"\b\w\.$", text):
        text = text.rstrip(".")
    if text[-1] in _CLOSING and not any(sign in text for sign in _OPENING):
        text = text[:-1]
    parts = [_without_own(part) for part in words.texts[first:last] if part[0].isalpha()]
    bare = tuple([part for part in parts if part[0].isupper() or not names.is_particle(part)])
    if not bare:
        return None
    run = Run(start, start + len(text), text, bare, titled, first == 0, sentence.lang or "")
    around = touching(layers.places, run.start, run.end)
    inside = any(hit.start < run.start and run.end <= hit.end and not hit.demonym for hit in around)
    if inside and not titled:
        return None  # inside the name of a street or a town
    run.weight = weigh(layers, run, words, first, last, cues)
    return run
