"""Runs of capitalised words that may be names, and the titles before them.

In: the words of a sentence and the places in it. Out: runs, which nameweights.py weighs; persons.py decides which
are names and whose.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from operator import attrgetter

from checker import world
from checker.languages import known
from checker.model.record import record
from checker.reading.layers import Layers, NameHit, Sentence
from checker.reading.persons.nametowns import behind_town, is_capital, is_of_town, is_visit
from checker.reading.persons.nameweights import Run
from checker.reading.persons.nicknames import CLOSING, OPENING, past_nickname
from checker.reading.persons.personwords import PersonWords, person_words
from checker.reading.text.lemmas import forms, is_known
from checker.reading.text.words import Memory, Word, Words, fold, remembered
from checker.world import names

MAX_RUN = 14  # words, particles and signs counted
SYLLABLE = 4  # letters of the first half of a given name like «Son-hui»
FIRST = "I"  # of that name
COMPLEMENT = 12  # words between a title and a name
MIN_THING = 3  # words of a thing and of the name behind it: more
_OWN = re.compile(r"['’]s?$")
_INNER = frozenset("-‐‑–.") | OPENING  # signs inside a name
_START = attrgetter("start")


@record
class _Kind:
    """What is known of a word where names begin and end, wherever it stands. `dull`: with a capital it begins no name,
    nor anything that is to be passed over («También»); `begins`: it does begin one, but perhaps behind «de»; `stops`:
    no name goes on over it; `complement`: it may stand between a title and a name."""

    calendar: bool
    dull: bool
    begins: bool
    stops: bool
    title: bool
    capital: bool
    complement: bool


@remembered
def _kinds(lang: str) -> Callable[[str], _Kind]:
    return Memory(partial(_kind, lang=lang)).__getitem__


def _kind(text: str, lang: str) -> _Kind:
    cues, word, is_word = person_words(lang), fold(text), text[0].isalpha()
    capital, particle = is_word and text[0].isupper(), names.is_particle(text)
    leads = particle or names.is_family_first(text) or word in cues.saints
    body = word in cues.organisations or word in cues.portfolios
    stops = text[0].islower() and not particle if is_word else text not in _INNER
    return _Kind(
        calendar=word in cues.calendar,
        dull=word in cues.never and not (leads or body),
        begins=len(text) > 1 and not particle and word not in cues.never,
        stops=stops,
        title=word in cues.titles,
        capital=capital,
        complement=word in cues.joins or body or world.country_of_demonym(text, lang) is not None,
    )


def runs_of(layers: Layers, sentence: Sentence, words: Words) -> Iterator[Run]:
    """The runs of a sentence, left to right."""
    cues, kinds = person_words(sentence.lang or ""), _kinds(sentence.lang or "")
    texts, folded = words.texts, words.folded
    passed = 0
    for at in words.capitals:
        if at < passed:
            continue
        kind = kinds(texts[at])
        if kind.calendar and not _called_after_month(words, at, cues):
            continue
        if at > 1 and folded[at - 1] in cues.bare_of and is_of_town(words, at, cues):
            passed = _end(words, at, cues)
            named = behind_town(layers, sentence, words, at, passed, cues)
            run = _run(layers, sentence, words, named, passed, titled=True) if named < passed else None
            if run is not None:
                yield run
        elif kind.dull:
            continue
        elif (kind.begins and not (at and folded[at - 1] in cues.joins)) or _begins(words, at, cues):
            passed = at + 1
            if passed == len(texts) or kinds(texts[passed]).stops:  # most are of one word
                called = at and folded[at - 1] in cues.articles
                alone = kind.title and (called or not names.is_family(texts[at]))  # «Duque», where it is Iván Duque
                first, last, titled = at, at if alone else passed, _titled(words, at, cues)
            else:
                passed = _end(words, at, cues)
                first, last, titled = _bare(words, at, passed, cues)
            # "HMS Queen Elizabeth", and no "County Sheriff Ann Lee"
            ship = first > at and folded[at] in cues.things and folded[at] not in cues.titles
            run = _run(layers, sentence, words, first, last, titled) if first < last and not ship else None
            if run is not None:
                yield run
        else:
            passed = _past_body(words, at, cues)


# --- where a run begins and ends ---


def _called_after_month(words: Words, at: int, cues: PersonWords) -> bool:
    """«Julio Peñas» in a language that writes its months small."""
    word = words[at]
    if cues.small_months and word.has_capital and names.is_given(word.text) and at + 1 < len(words):
        return is_capital(words[at + 1], cues)
    return False


def _family_like_month(words: Words, at: int, cues: PersonWords) -> bool:
    """ "Theresa May": a month behind a given name, and no day or year behind it."""
    if words.folded[at] not in cues.calendar or not words[at].has_capital or not names.is_given(words.texts[at - 1]):
        return False
    return at + 1 >= len(words) or not words[at + 1].is_digits


def _past_body(words: Words, at: int, cues: PersonWords) -> int:
    """The index after a word that begins no name; after a body's whole name («presidente del Real Betis») or that of a
    portfolio («ministro de Educación Pública»)."""
    folded = words.folded
    if folded[at] in cues.portfolios and (portfolio := cues.long_portfolios.starting(words, at)) is not None:
        return portfolio[0]
    body = folded[at] in cues.organisations
    if body and cues.long_titles.ending(words, at + 1) is not None:
        return at + 1  # "Superintendent of Police Rakib"
    house = at and folded[at - 1] in cues.articles and names.is_particle(words.texts[at])  # «los Al Jalifa»
    at += 2 if house or folded[at] in cues.saints else 1  # «San Francisco del Rincón»
    while body and at < len(words) and is_capital(words[at], cues) and not names.is_given(words.texts[at]):
        at += 1
    return at


def _begins(words: Words, at: int, cues: PersonWords) -> bool:
    """Whether a name begins at a capital word: not one that only begins a sentence, nor behind «ministro de»."""
    texts, folded = words.texts, words.folded
    if len(texts[at]) < 2 and not _is_dot(words, at + 1):
        return _spaced_initials(texts, at)
    if _leads(words, at, cues):  # «De la Fuente ganó»: whether somebody is called so, the article says
        return True
    if folded[at] in cues.never:
        # «No Kwang-chol»: a family name that looks like a small word needs two more parts
        if not names.is_family_first(texts[at]) or at + 2 >= len(texts) or not is_capital(words[at + 1], cues):
            return False
        return folded[at + 1] not in cues.never and (texts[at + 2] == "-" or texts[at + 2][0].isupper())
    back = at - 1
    while back >= 0 and (folded[back] in cues.joins or (back < at - 1 and folded[back] in cues.modifiers)):
        back -= 1
    body = folded[at] in cues.organisations and folded[back] in cues.titles  # «director nacional de Policía X»
    if not 0 <= back < at - 1 or names.is_given(texts[at]) or (folded[at] in cues.titles and not body):
        return True
    if folded[back] in cues.titles:
        return folded[back] in cues.relatives
    if folded[back] in cues.organisations:  # «el Gobierno de Arce», where somebody is called so
        alone = at + 1 == len(texts) or _kinds(cues.lang)(texts[at + 1]).stops
        return alone and world.find_place(texts[at]) is None
    if folded[at - 1] in cues.no_join and folded[back] not in cues.portfolios:
        return True  # «Sánchez y Feijóo»
    # «Tulcingo del Valle»: the second half of a place's name
    return folded[at - 1] in cues.articles or not _kinds(cues.lang)(texts[back]).capital


def _spaced_initials(texts: Sequence[str], at: int) -> bool:
    """ "R K Singh": two initials without their full stops before a name, and no "U S Navy"."""
    if at + 2 >= len(texts) or not (texts[at].isupper() and len(texts[at + 1]) == 1 and texts[at + 1].isupper()):
        return False
    state = texts[at] + texts[at + 1]
    return len(texts[at + 2]) > 1 and world.find_place(state) is None and world.party_of(state) is None


def _leads(words: Words, at: int, cues: PersonWords) -> bool:
    """Whether a word with a capital is a particle that a family name may follow: «De Loredo», «Al-Sadr»."""
    texts, folded = words.texts, words.folded
    if not names.is_particle(texts[at]) or folded[at] in cues.articles or folded[at] in cues.no_join:
        return False
    if len(texts[at]) < 2 or at + 1 >= len(words) or (at and words.folded[at - 1] in cues.articles):
        return False  # «los Al Jalifa» are a family
    glued = words.texts[at + 1] == "-" and at + 2 < len(words) and words[at + 2].has_capital
    return glued or is_capital(words[at + 1], cues) or _over_particles(words, at + 1, cues) is not None


def _is_dot(words: Words, at: int) -> bool:
    return at < len(words) and words.texts[at] == "."


def _end(words: Words, at: int, cues: PersonWords) -> int:
    kinds, texts, folded = _kinds(cues.lang), words.texts, words.folded
    end = at + 1
    while end < len(texts) and end - at < MAX_RUN and not (kind := kinds(texts[end])).stops:
        if folded[end - 1].endswith(("'s", "’s")):
            break
        text, before = texts[end], texts[end - 1]
        if (kind.capital and not kind.calendar) or _family_like_month(words, end, cues):
            if folded[end] in cues.never:
                initial = len(text) == 1 < len(before) and _is_dot(words, end + 1)
                known = initial or names.is_family_first(before) or _is_first(words, end, cues)
                over = end + 1 if known else _over_particles(words, end, cues)  # «Nuri Al Maliki», and no «Ana El»
                if over is None or (not known and folded[end] in cues.articles):
                    break
                end = over
            else:
                end += 1
        elif text in "-‐‑–" and words.is_glued(end - 1) and words.is_glued(end):
            end += 2
        elif text == "." and words.is_glued(end - 1) and _dotted(words[end - 1], words, end):
            end += 1
        elif (step := _further(words, end, cues)) is not None:
            end = step
        else:
            break
    return end


def _is_first(words: Words, at: int, cues: PersonWords) -> bool:
    """ "Queen Elizabeth I", "Henry I and Henry II", and no "when Elizabeth I knew"."""
    if words.texts[at] != FIRST or not names.is_given(words.texts[at - 1]):
        return False
    titled = at > 1 and words.folded[at - 2] in cues.titles
    after = words[at + 1] if at + 1 < len(words) else None
    return titled or after is None or not after.is_word or after.folded in cues.no_join


def _further(words: Words, at: int, cues: PersonWords) -> int | None:
    """Over a nickname or particles to the next part of the name."""
    nickname = past_nickname(words, at, cues) if words.texts[at] in OPENING else None
    return nickname if nickname is not None else _over_particles(words, at, cues)


def _dotted(before: Word, words: Words, at: int) -> bool:
    """An initial or a short title: «Philip H. Hickock», "Dist. Atty. Steve", «D.A.»."""
    if len(before.text) == 1 and before.text.isupper():
        return True
    return len(before.text) <= 4 and at + 1 < len(words) and words[at + 1].has_capital and _abbreviation(before)


def _abbreviation(word: Word) -> bool:
    return any(word.folded in person_words(lang).titles for lang in known())


def _over_particles(words: Words, at: int, cues: PersonWords) -> int | None:
    """«Úrsula von der Leyen»: one to three particles, then a capital."""
    step = at
    while step < len(words) and step - at < 3 and words[step].is_word and names.is_particle(words.texts[step]):
        step += 1
        if step < len(words) and words.texts[step] == "-":
            step += 1
    if step == at or step >= len(words) or not is_capital(words[step], cues):
        return None
    before = words.folded[at - 1]
    if words.folded[at] in cues.no_join or before in cues.organisations or before in cues.titles:
        return None
    return None if is_visit(words, at, step, cues) else step + 1


def _bare(words: Words, at: int, end: int, cues: PersonWords) -> tuple[int, int, bool]:
    """The run without the titles before the name: «Genesee County Sheriff Robert Pickell» → the last two."""
    first, titled, folded = at, _titled(words, at, cues), words.folded
    if end - at == 1:  # most are of one word
        return (end if folded[at] in cues.titles else at), end, titled
    body = next((n for n in range(at, end - 2) if folded[n] in cues.organisations), end)
    for index in range(end - 2, at - 1, -1):
        if cues.body_first and body < index:
            break  # «Centro Médico Regional»
        # «Choe Son-hui», and no "President-elect"
        glued = index > at and words.texts[index + 1] == "-" and len(words.texts[index]) <= SYLLABLE
        double = index > at and words.texts[index + 1] == "-" and names.is_given(words.texts[at])
        glued = glued or double  # «Cándido Conde-Pumpido»
        whole = index == at and end - at == 2 and titled
        named = index == end - 2 and folded[index + 1] in cues.generations  # "Martin Luther King III"
        named = named or (folded[index] in cues.relatives and index > at and names.is_given(words.texts[at]))
        if folded[index] in cues.titles and not (glued or whole or named):
            first, titled = index + 1, True
            break
    while first < end and not (words[first].is_word and (words[first].has_capital or first == at)):
        first += 1  # «Mayor-elect X»
    commission = next((n for n in range(first + 1, end - 2) if folded[n] in cues.organisations), end)
    if not cues.body_first and commission < end and names.is_given(words.texts[commission + 1]):
        first, titled = commission + 1, True  # "president of the European Commission Ann Lee"
    for size in (2, 1):  # «dijo a Europa Press Ana Ruiz»
        if end - first > size + 1 and " ".join(folded[first : first + size]) in world.agencies().names:
            first += size
            break
    if (
        end - first > 2
        and _is_acronym(words[first])
        and words[first + 1].is_word
        and not words.texts[first + 1].isupper()
    ):
        named = names.is_given(words.texts[first + 1]) or names.is_given(words.texts[first + 2])
        first += named  # «contó a la BBC Olga Prieto», «el coronel PNP Luis Soto»
    while end > first and folded[end - 1] in cues.titles and folded[end - 1] not in cues.relatives:  # «Peña Nieto»
        if end - first > 1 and names.is_given(words.texts[first]):
            break  # "John Major", «Enrique Peña Nieto»
        end -= 1
    behind = first and folded[first - 1] in cues.titles  # «el general Min Aung Hlaing»
    if end - first > 2 and not behind and _only_before(words[first], words[first + 1], cues):
        first += 1
    if end - first > MIN_THING and not titled and not names.is_given(words.texts[first]):
        first = _named_inside(words, first, end, cues)
    return first, end, titled


def _is_acronym(word: Word) -> bool:
    return len(word.text) > 2 and word.text.isupper()


def _named_inside(words: Words, first: int, end: int, cues: PersonWords) -> int:
    """«el Nobel de la Paz Ana Ruiz»: where the name begins in a run that begins with a thing of several words."""
    joined = next((at for at in range(first + 1, end - 2) if words.folded[at] in cues.joins), end)
    inner = range(joined + 2, end - 1)
    named = (at for at in inner if words[at].has_capital and names.is_given(words.texts[at]))
    return next((at for at in named if words.folded[at - 1] not in cues.saints), first)


def _only_before(word: Word, after: Word, cues: PersonWords) -> bool:
    """«Anoche Pedro Sánchez», "Receptionist Mary Jones": a common word before a given name."""
    if word.folded in cues.organisations or word.folded in cues.things:
        return False
    if names.is_given(word.text) or names.is_given_word(word.text):
        return False
    return is_known(word.text, cues.lang) and names.is_given(after.text)


def _titled(words: Words, at: int, cues: PersonWords) -> bool:
    """A title within a few words before the name, nothing but its complement between."""
    texts, folded, kinds = words.texts, words.folded, _kinds(cues.lang)
    if at and folded[at - 1] in cues.joins and folded[at - 1] not in cues.articles:
        # «hija de X», but «presidenta de la Comisión de X»: X is the body's
        return at > 1 and folded[at - 2] in cues.relatives and folded[at - 1] in cues.bare_of
    for back in range(at - 1, max(-1, at - 1 - COMPLEMENT), -1):
        kind = kinds(texts[back])
        if kind.title:
            return True
        beside = back == at - 1
        if not (kind.complement or (texts[back] == "," if beside else kind.capital)):
            return _apposed(words, at, cues)
    return _apposed(words, at, cues)


def _apposed(words: Words, at: int, cues: PersonWords) -> bool:
    """«El relator para Siria, X», «la presidenta del país, X», "the head of the eastern committee, X": a title, what it
    is for or of, and a comma before the name."""
    texts, folded = words.texts, words.folded
    if at < 4 or texts[at - 1] != "," or at + 1 >= len(texts) or not words[at + 1].has_capital:
        return False
    for back in range(at - 2, max(-1, at - 2 - COMPLEMENT), -1):
        if not words[back].is_word or folded[back] in cues.relative:
            return False
        if folded[back] in cues.titles:
            before = words[back - 1] if back else None
            led = before is None or before.has_capital or before.folded in cues.articles | cues.modifiers
            told = any(not cues.verbs.isdisjoint(forms(text, cues.lang)) for text in texts[back + 1 : at - 1])
            return led and folded[back + 1] in cues.purposes and not told
    return False


def _without_own(text: str) -> str:
    return _OWN.sub("", text) if text[-1] in "s'’" else text


def _run(layers: Layers, sentence: Sentence, words: Words, first: int, last: int, titled: bool) -> Run | None:
    start, texts = sentence.start + words.starts[first], words.texts
    if last - first == 1:
        text = _without_own(texts[first])
        bare: tuple[str, ...] = (text,)
    else:
        text = _without_own(layers.text[start : sentence.start + words.ends[last - 1]])
        if text.endswith(".") and not re.search(r"\b\w\.$", text):
            text = text.rstrip(".")
        if text[-1] in CLOSING and not any(sign in text for sign in OPENING):
            text = text[:-1]
        parts = [_without_own(part) for part in texts[first:last] if part[0].isalpha()]
        bare = tuple([part for part in parts if part[0].isupper() or not names.is_particle(part)])
    articles = person_words(sentence.lang or "").articles
    called = titled and not (first and words[first - 1].has_capital and words.folded[first - 1] in articles)
    # «presidente de El Salvador» names nobody
    if not bare or (not called and _is_inside(layers.places, start, start + len(text))):
        return None
    end = start + len(text)
    behind = layers.text[end : end + 2]
    return Run(start, end, text, bare, titled, first == 0, sentence.lang or "", words, first, last, behind)


def _is_inside(places: Sequence[NameHit], start: int, end: int) -> bool:
    """Whether a stretch is inside the name of a street or a town, and does not begin it."""
    at = bisect_left(places, start, key=_START)
    return at > 0 and end <= places[at - 1].end and not places[at - 1].demonym
