"""An office phrase, and which are public: «director de la Policía», and no «director del festival».

In: a phrase with the words around it. Out: whether its office is one that news tells holders of.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from checker import world
from checker.model.statement import Ref, Tenure
from checker.reading.offices.officewords import Head, OfficeWords, link_words
from checker.reading.places.placewords import place_words
from checker.reading.text.lemmas import is_known
from checker.reading.text.words import Words

CITY = "city"
SOUGHT = 4  # words between «candidato» and what for
LONGEST_ACRONYM = 6
LONGEST_SHORT = 8  # letters of a body's short name that is read as a word
FOR = 7  # words of what an office is for, between it and a comma
NAMED = 6  # words of a name between a rank and what its holder is
NEAR = 3  # words behind «de» in which a body that is nobody's office is told


@dataclass(slots=True)
class OfficePhrase:
    """`start`..`end` are word indexes of the whole phrase, `first`..`last` of the office without whose it is."""

    start: int
    end: int
    first: int
    last: int
    office: str
    head: Head
    status: Tenure | None = None
    of: list[tuple[int, int]] = field(default_factory=list)
    article: bool = False
    theirs: bool = False  # «su portavoz»: public if that of whom the text speaks is
    whose: Ref | None = None  # and who that is
    portfolios: list[str] = field(default_factory=list)  # of several holders: «ministros de Interior y Sanidad»


def is_public(phrase: OfficePhrase, words: Words, cues: OfficeWords, owners: Sequence[str]) -> bool:
    """Whether an office is of a public body, or needs none; `owners` are the names of whose it is. A phrase that begins
    with «su» is marked as `theirs`: the sentences before say whose."""
    inside = [word.folded.removesuffix("'s") for start, end in phrase.of for word in words[start:end]]
    before = words.folded[phrase.start - 1].removesuffix("'s") if phrase.start else ""
    pairs = [" ".join(pair) for pair in pairwise(inside)]
    public = {word for pair in pairs if pair in cues.bodies for word in pair.split()}  # «banco central»
    if not cues.private.isdisjoint({*inside, before} - public):
        return False
    if phrase.office != phrase.head.office and phrase.head.post:
        return True
    link = cues.of.starting(words, phrase.end) if phrase.head.weak or phrase.head.weak_of else None
    if link is not None and not cues.private.isdisjoint(words.folded[link[0] : link[0] + NEAR]):
        return False  # "president of the alumni association"
    called = phrase.head.in_capital and not inside and link is None and _in_capitals(phrase, words)
    needed = (phrase.head.weak and not called) or (phrase.head.weak_of and bool(inside))
    if not needed:
        return True
    if any(_is_team(words, start, end, phrase, cues) for start, end in phrase.of):
        return False
    own = set(words.folded[phrase.first : phrase.last])
    own -= set() if phrase.portfolios else {words.folded[phrase.first]}  # "disaster management chief"
    named = {*inside, before, *own}
    if public or any(word in cues.bodies and word not in cues.common_bodies for word in named):
        return True
    if not cues.common_bodies.isdisjoint(named):
        if not cues.modifiers.isdisjoint(inside):
            return True  # «centro nacional de», and no centre of a university
        if any(cues.portfolios.starting(words, at) for start, end in phrase.of for at in range(start, end)):
            return True  # "the Department of Health"
    phrase.theirs = before in cues.possessives
    if phrase.theirs or _has_rank(phrase, words, cues):
        return True
    if any(_is_department(words, *span, cues) or _is_short(words, *span, cues) for span in phrase.of):
        return True
    if link is not None and not inside and _is_of_office(words, link[0], cues):
        return True
    return any(
        world.find_place(name) or world.country_of(name) or world.party_of(name) or _acronym(name.split()[0])
        for name in owners
    )


def _in_capitals(phrase: OfficePhrase, words: Words) -> bool:
    """ "Representative", "Labour leader": and no "labour leader", of a trade union."""
    return any(words[at].has_capital for at in range(phrase.first, phrase.last))


def sought_by(words: Words, at: int, cues: OfficeWords) -> int | None:
    """ "X's [pick] for attorney general", «el [candidato] de X a ministro»: the word by which an office that begins at
    another is one that somebody is to have."""
    if at < 1 or words.folded[at - 1] not in cues.sought:
        return None
    for back in range(at - 2, max(-1, at - 2 - SOUGHT), -1):
        if words.folded[back] in cues.seekers:
            return back
        if not words[back].is_word:
            return None
    return None


def each_place(start: int, end: int, joins: Sequence[int], in_place: Callable[[int], bool]) -> list[tuple[int, int]]:
    """«los ministros de [España] y [Francia]»: the places that a stretch joins, each by itself; else the whole."""
    firsts = [start, *(at + 1 for at in joins)]
    places = bool(joins) and all(at < end and in_place(at) for at in firsts)
    return list(zip(firsts, [*joins, end], strict=True)) if places else [(start, end)]


def _is_team(words: Words, start: int, end: int, phrase: OfficePhrase, cues: OfficeWords) -> bool:
    """«presidente del [Barcelona]», "[Real Madrid] president": whether some words are a team by its city's name."""
    clubs = place_words(cues.lang).clubs
    whole = world.find_place(" ".join(words.texts[start:end]))  # «El Salvador»
    first = start if whole is not None or words.folded[start] not in clubs else start + 1
    place = whole or world.find_place(" ".join(words.texts[first:end]))
    if place is None or place.kind != CITY:
        return False
    return words.folded[first - 1] in clubs or (cues.portfolio_first and phrase.head.weak_of and end == phrase.first)


def _is_department(words: Words, start: int, end: int, cues: OfficeWords) -> bool:
    """«portavoz de Exteriores»: whether some words are a portfolio, with a capital and nothing behind it."""
    known = cues.portfolios.starting(words, start) if words[start].has_capital else None
    return known is not None and known[0] == end and link_words(cues.lang).at_head.ending(words, start) is None


def _is_short(words: Words, start: int, end: int, cues: OfficeWords) -> bool:
    """«titular de la Conred», «director del Indeci»: whether a word of no dictionary is a body's short name:
    firms have no article."""
    if end - start > 1 or not start or words.folded[start - 1] not in cues.articles or cues.portfolio_first:
        return False
    known = is_known(words.texts[start], cues.lang) or len(words.texts[start]) > LONGEST_SHORT
    return not known and world.find_place(words.texts[start]) is None


def _is_of_office(words: Words, at: int, cues: OfficeWords) -> bool:
    """ "the spokesman for the governor of Balkh": whether an office serves another."""
    step = at + (at < len(words) and words.folded[at] in cues.articles)
    return step < len(words) and cues.heads.starting(words, step) is not None


def _has_rank(phrase: OfficePhrase, words: Words, cues: OfficeWords) -> bool:
    """«el general Ana Ruiz, jefa de la Diran», «el jefe de la zona, coronel Juan Paz»: whether a rank tells that the
    holder serves the public."""
    if cues.ranks.isdisjoint(words.folded):
        return False
    near = range(phrase.end, min(phrase.end + FOR, len(words)))
    comma = next((at for at in near if not words[at].is_word), phrase.end)
    led = words.folded[comma : comma + 3]
    if len(led) > 2 and led[0] == "," and led[1 + (led[1] in cues.articles)] in cues.ranks:
        return True
    at = phrase.start - 1 - phrase.article
    if at < 1 or words.texts[at] != ",":
        return False
    first = next((n for n in range(at - 1, max(-1, at - 1 - NAMED), -1) if not words[n].has_capital), -1)
    return 0 <= first < at - 1 and words.folded[first] in cues.ranks


def _acronym(text: str) -> bool:
    return text.isupper() and len(text) <= LONGEST_ACRONYM
