"""The words of public offices in each language, and those between offices and persons, ready for look-up.

In: the language data. Out: `office_words` for officephrases.py, `link_words` for officelinks.py.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import product

from checker.languages import language
from checker.languages.names import Offices
from checker.model.statement import Tenure
from checker.reading.text.ready import ready
from checker.reading.text.words import Phrases, fold_all, marked, remembered


@dataclass(frozen=True, slots=True)
class Head:
    """What the head noun of an office says: its id, whether a portfolio follows, one holder or several."""

    office: str
    post: bool = False
    weak: bool = False  # public only of a public body
    weak_of: bool = False  # the same, but public when it names no body at all
    in_capital: bool = False  # weak, but public with a capital, and no body named: "Representative Ann Lee"
    plural: bool = False
    former: int = 0  # letters of a prefix that says so: «expresidente»
    seat: bool = False  # the office, not who holds it: «la presidencia»


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """A language's words of office, folded and ready for look-up."""

    lang: str
    heads: Phrases[Head]
    seats: Phrases[Head]
    minister: Head | None  # who heads a portfolio, named as the first of the ministries
    portfolios: Phrases[str]
    portfolio_first: bool
    of: Phrases[bool]
    status: Phrases[Tenure]
    modifiers: frozenset[str]
    prefixes: frozenset[str]
    qualities: Phrases[bool]
    bodies: frozenset[str]
    common_bodies: frozenset[str]
    private: frozenset[str]
    ranks: frozenset[str]
    ands: frozenset[str]
    small: frozenset[str]  # words that may stand inside the name of a body
    not_after: Phrases[bool]
    not_theirs: Phrases[bool]
    seekers: frozenset[str]
    sought: frozenset[str]
    posted: Phrases[bool]
    abroad: frozenset[str]
    returned_by: Phrases[bool]
    returned: frozenset[str]
    articles: frozenset[str]
    possessives: frozenset[str]
    vague: frozenset[str]
    no_portfolios: frozenset[str]
    calendar: frozenset[str]


@remembered
def office_words(lang: str) -> OfficeWords:
    """The office words of a language."""
    data = language(lang).offices
    return ready(
        OfficeWords,
        data,
        language(lang).small,
        lang=lang,
        heads=Phrases(_heads(data)),
        seats=Phrases(_seats(data)),
        minister=next((Head(office, post=True, seat=True) for office in data.ministries.values()), None),
        portfolios=Phrases(data.portfolios.items()),
        status=Phrases(
            (phrase, status)
            for status, phrases in (
                (Tenure.FORMER, data.former),
                (Tenure.ACTING, data.acting),
                (Tenure.ELECTED, data.elected),
                (Tenure.DECEASED, data.deceased),
            )
            for phrase in phrases
        ),
        bodies=fold_all([*data.bodies, *(form for word in data.bodies for form in _plurals(word, data))]),
        common_bodies=fold_all(
            [*data.common_bodies, *(form for one in data.common_bodies for form in _plurals(one, data))]
        ),
        small=fold_all(data.inside),
        abroad=frozenset(data.abroad),
        returned=frozenset(data.returned),
        no_portfolios=fold_all(
            [
                *data.no_portfolios,
                *data.prefixes,
                *data.modifiers,
                *data.articles,
                *data.inside,
                *language(lang).claims.verbs,
            ]
        ),
        calendar=fold_all([*language(lang).dates.months, *language(lang).dates.weekdays]),
    )


def _heads(data: Offices) -> Iterator[tuple[str, Head]]:
    for table, post in ((data.titles, False), (data.posts, True)):
        for phrase, office in table.items():
            if not post and phrase in data.posts:
                continue
            weak = phrase in data.weak
            weak_of, capital = phrase in data.weak_of, phrase in data.in_capital
            yield phrase, Head(office, post, weak, weak_of, capital, seat=phrase in data.ministries)
            for form in _plurals(phrase, data):
                yield form, Head(office, post, weak, weak_of, capital, plural=True)
                for prefix in data.former_prefix:
                    yield prefix + form, Head(office, post, weak, weak_of, plural=True, former=len(prefix))
            for prefix in data.former_prefix:
                yield prefix + phrase, Head(office, post, weak, weak_of, former=len(prefix))


def _takes(data: Offices, as_words: Container[str]) -> Iterator[tuple[str, Tenure]]:
    for phrases, status in ((data.is_now, Tenure.HOLDS), (data.was, Tenure.FORMER), (data.is_next, Tenure.ELECTED)):
        for phrase in phrases:
            verb, _, last = phrase.rpartition(" ")
            if last in as_words:
                yield verb, status  # with a day before «como»


def _seats(data: Offices) -> Iterator[tuple[str, Head]]:
    for table, post in ((data.seats, False), (data.ministries, True)):
        for phrase, office in table.items():
            yield phrase, Head(office, post, phrase in data.weak, phrase in data.weak_of, seat=True)


def _plurals(phrase: str, data: Offices) -> Iterator[str]:
    """«secretario general» → «secretarios generales»; "police chief" → "police chiefs"."""
    words = phrase.split()
    if data.portfolio_first:
        yield from (" ".join([*words[:-1], form]) for form in _plural(words[-1], data))
        return
    stop = next((index for index, word in enumerate(words) if word in data.of), len(words))
    forms = [list(_plural(word, data)) for word in words[:stop]]
    yield from (" ".join([*several, *words[stop:]]) for several in product(*forms))


def _plural(word: str, data: Offices) -> Iterator[str]:
    ending = max((one for one in data.plurals if word.endswith(one)), key=len, default="")
    yield from (word.removesuffix(ending) + one for one in data.plurals.get(ending, ()))


@dataclass(frozen=True, slots=True)
class LinkWords:
    """A language's words between persons and offices, folded."""

    skip: frozenset[str]
    between: frozenset[str]
    ands: frozenset[str]
    died: Phrases[bool]
    is_now: Phrases[bool]
    is_next: Phrases[bool]
    i_am: Phrases[bool]
    located: frozenset[str]
    was: Phrases[bool]
    sworn_later: Phrases[bool]
    appointed: frozenset[str]
    elects: frozenset[str]
    electors: frozenset[str]
    seated: frozenset[str]
    at_seat: Phrases[bool]
    manner: re.Pattern[str] | None
    at_head: Phrases[bool]
    headed: Phrases[Head]
    resigned: frozenset[str]
    replaced: frozenset[str]
    relieves: Phrases[bool]
    passive: frozenset[str]
    clitics: frozenset[str]
    supposed: frozenset[str]
    takes: Phrases[Tenure]
    fiction: frozenset[str]
    coming: Phrases[bool]
    purpose: frozenset[str]
    no_kind: frozenset[str]
    coming_form: re.Pattern[str] | None
    dated: frozenset[str]
    follows: Phrases[Tenure]
    in_place: Phrases[bool]
    handed: Phrases[bool]
    about: frozenset[str]
    verbs: frozenset[str]
    agents: frozenset[str]
    future: frozenset[str]
    infinitive: re.Pattern[str] | None
    as_words: frozenset[str]
    states: frozenset[str]
    national: frozenset[str]
    death: frozenset[str]
    removal: frozenset[str]
    removed: frozenset[str]
    naming: frozenset[str]
    undone: frozenset[str]
    hands: frozenset[str]
    to_whom: frozenset[str]
    toppled: frozenset[str]
    asked: frozenset[str]
    left: Phrases[bool]
    gone: Phrases[bool]
    slain: Phrases[bool]
    verbs_before: frozenset[str]  # a word of each of these that may stand before an office
    opens: frozenset[str]
    no_light: frozenset[str]
    assumes: frozenset[str]
    undergone: Phrases[bool]
    placed: frozenset[str]
    stands: frozenset[str]
    goes_on: frozenset[str]
    ruled: Phrases[bool]
    instead: Phrases[bool]
    to: frozenset[str]  # «destituyó a la ministra»
    instead_words: frozenset[str]  # a word of each of these
    with_: frozenset[str]
    beside: frozenset[str]
    speech: frozenset[str]


@remembered
def link_words(lang: str) -> LinkWords:
    """The linking words of a language."""
    data = language(lang).offices

    return ready(
        LinkWords,
        data,
        language(lang).small,
        skip=fold_all([*data.skip, *data.articles]),
        takes=Phrases(_takes(data, language(lang).small.as_words)),
        no_kind=fold_all([*data.of, *data.no_kind, *language(lang).small.ands]),
        follows=Phrases(
            [
                *((word, Tenure.FORMER) for word in data.predecessor),
                *((word, Tenure.ELECTED) for word in data.successor),
                *((word, Tenure.HOLDS) for word in data.counterpart),
            ]
        ),
        verbs=fold_all([*language(lang).claims.verbs, *data.appointed, *data.resigned, *data.replaced]),
        national=frozenset(f"office:{one}" for one in data.national),
        to=fold_all(language(lang).claims.to),
        headed=Phrases((body, Head(f"{name}-chief", seat=True)) for body, name in data.headed.items()),
        verbs_before=frozenset().union(*(marked(one).longest for one in (data.slain, data.died, data.gone, data.left))),
        instead_words=fold_all([word for phrase in data.instead for word in phrase.split()[1:2]]),
        speech=fold_all(language(lang).claims.verbs),
    )
