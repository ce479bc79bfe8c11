"""Finds places by name, and demonyms.

In: the text. Out: `layers.places`. Which of them a figure belongs to is said by whereabouts.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import compress, count
from operator import attrgetter, itemgetter
from typing import NamedTuple

from spacy.tokens import Doc

from checker import world
from checker.languages import language
from checker.reading.layers import Layers, NameHit
from checker.reading.places.namesakes import told_apart
from checker.reading.text.words import Memory, Phrases, Word, Words, fold, fold_all
from checker.world import names

MAX_WORDS = 6
MAX_NAMED = 4  # words and hyphens before the noun of a named building
HYPHEN, ARTICLE = frozenset("-"), 3  # behind the article of a name, and the letters of that: "el-Fasher"
_START, _ANYTHING = attrgetter("start"), itemgetter(0)  # of hits, and of what a word begins
PARTING = frozenset('.,;:-–—()«»“”"¡!¿?…')  # signs that end a word of a name; others may be inside it


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A language's prepositions and facility nouns, folded."""

    located: Phrases[bool]
    towards: frozenset[str]
    weak: Phrases[bool]
    sites: Phrases[bool]
    joins: Phrases[bool]
    facilities: frozenset[str]
    struck: frozenset[str]
    elsewhere: frozenset[str]
    departed: frozenset[str]
    amid: frozenset[str]
    national: Phrases[bool]
    lengths: frozenset[str]
    moved: frozenset[str]
    care: frozenset[str]
    directions: frozenset[str]
    neighbours: frozenset[str]
    determiners: frozenset[str]
    definite: frozenset[str]
    opening: frozenset[str]  # small words that have a capital where a sentence begins
    grounds: frozenset[str]  # in the singular or plural, as are territories
    territories: frozenset[str]
    towns: frozenset[str]  # of these, those that are called a city, in the singular
    conditions: frozenset[str]
    plain: frozenset[str]
    general: frozenset[str]
    kinds: Mapping[str, str]
    happenings: frozenset[str]
    stops: frozenset[str]
    no_site: frozenset[str]
    of: frozenset[str]
    inner: frozenset[str]
    chain: frozenset[str]
    ands: frozenset[str]
    noun_last: bool
    premodifiers: int
    foreign: frozenset[str]
    plurals: tuple[str, ...]
    records: frozenset[str]
    clubs: frozenset[str]
    passive: frozenset[str]
    long_grounds: Phrases[bool]
    happened: frozenset[str]
    spoke: frozenset[str]
    not_there: frozenset[str]
    signed: frozenset[str]
    hearers: frozenset[str]
    sources: frozenset[str]
    clause: frozenset[str]
    listing: frozenset[str]  # words and signs between a place of a list and its figure
    addressed: frozenset[str]  # "Mr Pereira" is nobody's town
    held: frozenset[str]  # offices: «el alcalde de X» need not be in X
    light: frozenset[str]  # words that may stand before a place's name in any number


@cache
def place_words(lang: str) -> PlaceWords:
    """The place words of a language."""
    data = language(lang).places

    def either(words: Iterable[str]) -> frozenset[str]:
        return frozenset(fold(word) + ending for word in words for ending in ("", *data.plurals))

    def phrases(listed: Iterable[str]) -> Phrases[bool]:
        return Phrases((phrase, True) for phrase in listed)

    kinds = {fold(word): kind for kind, words in data.general.items() for word in words}
    return PlaceWords(
        located=phrases(data.located),
        towards=fold_all(data.towards),
        weak=phrases(data.weak),
        sites=phrases(data.sites),
        joins=phrases(data.joins),
        facilities=fold_all(data.facilities),
        struck=fold_all(data.struck),
        elsewhere=fold_all(data.elsewhere),
        departed=fold_all(data.departed),
        amid=fold_all(data.amid),
        national=Phrases((phrase, True) for phrase in data.national),
        lengths=fold_all(data.lengths),
        moved=fold_all(data.moved),
        care=fold_all(data.care),
        directions=fold_all(data.directions),
        neighbours=fold_all(data.neighbours),
        determiners=fold_all((*data.definite, *data.indefinite)),
        definite=fold_all(data.definite),
        opening=fold_all((*data.definite, *data.indefinite, *language(lang).sentences.function_words)),
        grounds=either((*data.grounds, *data.plain, *kinds)),
        territories=either(kinds),
        towns=frozenset(word for word, kind in kinds.items() if kind == "city"),
        conditions=fold_all(data.conditions),
        plain=fold_all(data.plain),
        general=frozenset(kinds),
        kinds=kinds,
        happenings=fold_all(word for words in language(lang).causes.values() for word in words),
        stops=fold_all(language(lang).claims.verbs),
        no_site=fold_all((*data.no_site, *language(lang).dates.months, *language(lang).dates.weekdays)),
        of=fold_all(data.of),
        inner=fold_all((*data.of, *data.definite)),
        chain=fold_all(data.chain),
        ands=fold_all(data.ands),
        noun_last=data.noun_last,
        premodifiers=data.premodifiers,
        foreign=fold_all(data.foreign),
        plurals=tuple(data.plurals),
        records=fold_all(data.records),
        clubs=fold_all(data.clubs),
        addressed=fold_all(data.addressed),
        passive=fold_all(language(lang).counting.passive),
        long_grounds=phrases(phrase for phrase in data.grounds if " " in phrase),
        happened=fold_all(data.happened),
        spoke=fold_all(data.spoke),
        not_there=fold_all(data.not_there),
        signed=fold_all(data.signed),
        hearers=fold_all(data.hearers),
        sources=fold_all(data.sources),
        held=fold_all(title for title in language(lang).offices.titles if " " not in title),
        clause=fold_all(language(lang).stance.clause),
        listing=fold_all(data.listing),
        light=fold_all((*data.definite, *data.indefinite, *data.directions)) | either(kinds),
    )


def annotate(doc: Doc, layers: Layers) -> None:
    """Fill `layers.places`."""
    del doc
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words = layers.row(sentence)
        layers.places.extend(find_places(layers.text, sentence.start, words, sentence.lang))
    layers.places[:] = told_apart(layers.places)


def find_places(text: str, offset: int, words: Words, lang: str) -> list[NameHit]:
    """The places and demonyms among the words of a stretch of text that begins at `offset`, left to right."""
    hits = list(_led_by_article(text, offset, words))
    table, cues = _beginnings(lang), place_words(lang)
    behind = cues.noun_last and not cues.facilities.isdisjoint(words.kinds)  # "Al-Ahli hospital": any name may begin so
    passed = 0
    for at in compress(count(), map(_ANYTHING, map(table.__getitem__, words.texts))):
        if at >= passed and (behind or table[words.texts[at]].sure or words.is_glued(at)):
            found = _named(text, offset, words, at, lang)
            if found is not None:
                hit, passed = found
                hits.append(hit)
    return sorted(hits, key=_START) if len(hits) > 1 else hits


def _led_by_article(text: str, offset: int, words: Words) -> Iterator[NameHit]:
    """ "el-Fasher", "al-Hasakah": names that begin with a small article and a hyphen."""
    for at in words.where(HYPHEN):
        if not 0 < at < len(words) - 1 or len(words.texts[at - 1]) > ARTICLE or not words.texts[at - 1].islower():
            continue
        start, end = words.starts[at - 1], words.ends[at + 1]
        glued = words.ends[at - 1] == words.starts[at] and words.ends[at] == words.starts[at + 1]
        name = text[offset + start : offset + end]
        place = world.find_place(name) if glued and words.texts[at + 1][0].isupper() else None
        if place is not None:
            yield NameHit(offset + start, offset + end, "place", place.id, place.name, country=place.country)


class _Begins(NamedTuple):
    """What a word may be the first of, by a look at the word alone, to pass over most. `sure`: of something known, not
    only for its capital."""

    anything: bool
    sure: bool = False
    place: int = 0  # words that the name of a place may have
    demonym: bool = False
    goes_on: bool = False  # it may stand in one behind another word


@cache
def _beginnings(lang: str) -> Memory[_Begins]:
    return Memory(partial(_begins, lang=lang))


def _begins(word: str, lang: str) -> _Begins:
    if not word[0].isalpha():
        return _Begins(False)
    capital, facility = word[0].isupper(), fold(word) in place_words(lang).facilities
    spelled = word, world.without_possessive(word)
    place, goes_on = max(map(world.begins_place, spelled)), any(map(world.goes_on_place, spelled))
    demonym = world.begins_demonym(word, lang)
    sure = facility or demonym or (capital and place > 0)
    return _Begins(capital or sure, sure, place, demonym, goes_on)


def _named(text: str, offset: int, words: Words, at: int, lang: str) -> tuple[NameHit, int] | None:
    word, start = words[at], offset + words.starts[at]
    cues, begins = place_words(lang), _beginnings(lang)[word.text]
    if word.text[0].isupper():
        facility = _facility(text, offset, words, at, lang)
        if facility is not None:
            return facility
        follows = words[at + 1] if at + 1 < len(words) else word
        inside = words.is_glued(at) and follows.text not in PARTING
        most = MAX_WORDS if inside else min(MAX_WORDS, 2 * begins.place)  # a full stop or hyphen behind each word
        if follows.is_word and not _beginnings(lang)[follows.text].goes_on:
            most = min(most, 1)
        for size in range(min(most, len(words) - at), 0, -1):
            last = words[at + size - 1]
            dotted = last.text == "." and size > 1 and len(words[at + size - 2].text) <= 2  # «EE. UU.», "U.S."
            if not (last.is_word or dotted) or len(word.text) < 2:
                continue
            surface = world.without_possessive(text[start : offset + words.ends[at + size - 1]])
            place = world.find_place(surface)
            if place is not None and not (len(surface) < 3 and not surface.isupper()):
                if _ends_name(words, at, surface, cues):
                    return None
                if fold(surface) in cues.foreign or _is_club(words, at, surface, place, cues):
                    continue
                if word.folded in cues.definite and (last.text[0].islower() or not world.is_name(surface)):
                    continue  # «La paz llegó» is no town, and "The Maui wildfires" are on Maui
                longer = _longer(words, at, at + size, cues) if place.kind == "city" else None
                if longer is not None:
                    name = text[start : offset + words.ends[longer - 1]]
                    return NameHit(start, start + len(name), "place", _unknown_id(name, cues), name), longer
                end = start + len(surface)
                hit = NameHit(start, end, "place", place.id, place.name, capital=place.capital, country=place.country)
                return hit, at + size
        half = _half(text, offset, words, at, cues) if cues.noun_last and word.folded in cues.directions else None
        if half is not None:
            return half
    elif word.folded in cues.facilities:
        return _facility(text, offset, words, at, lang)
    if not begins.demonym:
        return None
    country = world.country_of_demonym(word.text, lang)
    after = at + 1
    if country is None and at + 1 < len(words) and words[at + 1].is_word:
        country = world.country_of_demonym(text[start : offset + words.ends[at + 1]], lang)
        after = at + 2
    if country is None or (cues.noun_last and not word.text[0].isupper()):
        return None
    end = offset + words.ends[after - 1]
    return NameHit(start, end, "place", country, text[start:end], demonym=True, country=country), after


def _ends_name(words: Sequence[Word], at: int, surface: str, cues: PlaceWords) -> bool:
    """«Villa Hidalgo», "Mr Pereira": whether a place is only the end of the name of a town, the word before it
    included, or of a person."""
    before = words[at - 1] if at else None
    addressed = words[at - 2] if before is not None and before.text == "." and at > 1 else before
    if addressed is not None and addressed.folded in cues.addressed and addressed.text[0].isupper():
        return True
    if before is None or not before.is_word or not before.text[0].isupper():
        return False
    return bool(world.towns_of(f"{before.text} {surface}"))


def _half(text: str, offset: int, words: Words, at: int, cues: PlaceWords) -> tuple[NameHit, int] | None:
    """ "South Kordofan": a region of its own, called after where it lies; "Northern Italy" is Italy."""
    following = words[at + 1] if at + 1 < len(words) else None
    inner = world.find_place(world.without_possessive(following.text)) if following is not None else None
    if following is None or inner is None or inner.kind != "region" or not following.text[0].isupper():
        return None
    start = offset + words.starts[at]
    name = world.without_possessive(text[start : offset + words.ends[at + 1]])
    hit = NameHit(start, start + len(name), "place", _unknown_id(name, cues), name, country=inner.country)
    return hit, at + 2


def _longer(words: Sequence[Word], at: int, after: int, cues: PlaceWords) -> int | None:
    """«Lagos de Moreno»: the index after a longer name that only begins like a city."""
    step = after
    while step < len(words) and names.is_particle(words[step].text) and words[step].folded not in cues.ands:
        step += 1
    led = at > 0 and words[at - 1].folded in cues.definite
    if not after < step < len(words) or step - after > 2 or led or words[step - 1].text[0].isupper():
        return None
    word = words[step]
    known = world.find_place(word.text) is not None or names.is_given(word.text)
    return step + 1 if word.is_word and word.text[0].isupper() and not known else None


def _is_club(words: Sequence[Word], at: int, surface: str, place: world.Place, cues: PlaceWords) -> bool:
    """«el Barcelona», «Real Madrid»: the team of a city."""
    if place.kind != "city":
        return False
    team = words[at].folded in cues.clubs and not world.is_name(surface)
    return team or (at > 0 and words[at - 1].folded in cues.clubs)


def _facility(text: str, offset: int, words: Words, at: int, lang: str) -> tuple[NameHit, int] | None:
    """«hospital Al Ahli de Gaza», "Al-Ahli hospital": a named building or district."""
    cues = place_words(lang)
    if words[at].folded in cues.facilities:
        first = end = _past_adjectives(words, at, cues, lang)
        named = False
        while end < len(words):
            join = cues.joins.starting(words, end)
            step = join[0] if join is not None else end
            if join is None and not named and cues.noun_last and names.is_family_first(words[at].text):
                return None  # "Park Jin"
            if step < len(words) and words[step].is_word and words[step].text[0].isupper():
                end, named = step + 1, True
                while end < len(words) and words[end].text == "-" and words.starts[end] == words.ends[end - 1]:
                    end = min(end + 2, len(words))
            else:
                break
        if not named:
            return None
        start, stop = offset + words.starts[at], offset + words.ends[end - 1]
        inner = world.find_place(text[offset + words.starts[end - 1] : stop])
        name = text[offset + words.starts[first] : stop]
        # «Ciudad de México» is no part of what it is called after
        bare = world.find_place(text[start:stop]) or world.find_place(_without_joins(name, cues))
        known = bare or inner
        own = name if words[at].folded in cues.general else text[start:stop]
        entity = bare.id if bare else _unknown_id(own, cues)
        country = known.country if known else None
        return NameHit(start, stop, "place", entity, text[start:stop], country=country), end
    if cues.noun_last and words[at].text[0].isupper() and words[at].folded not in cues.opening:
        return _named_facility(text, offset, words, at, lang)
    return None


def _named_facility(text: str, offset: int, words: Words, at: int, lang: str) -> tuple[NameHit, int] | None:
    """ "Al-Ahli hospital", "Qeshm island": the name first."""
    cues = place_words(lang)
    end, last = at, min(at + MAX_NAMED, len(words) - 1)
    while end < last and (words[end].text[:1].isupper() or words[end].text == "-"):
        if end > at and words[end].folded in cues.facilities:
            break
        end += 1
    if end == at or words[end].folded not in cues.facilities:
        return None
    if all(world.country_of_demonym(word.text, lang) for word in words[at:end]):
        return None  # "the Congolese city of X"
    start, stop = offset + words.starts[at], offset + words.ends[end]
    bare = text[start : offset + words.ends[end - 1]]
    known = world.find_place(bare)
    own = bare if words[end].folded in cues.general else text[start:stop]
    entity = known.id if known else _unknown_id(own, cues)
    country = known.country if known else None
    return NameHit(start, stop, "place", entity, text[start:stop], country=country), end + 1


def _past_adjectives(words: Sequence[Word], at: int, cues: PlaceWords, lang: str) -> int:
    """The index where the name behind a noun of a territory may begin: «región rusa de X», «ciudad costera de X»."""
    after = at + 1
    if words[at].folded not in cues.general:
        return after
    small = after
    while small < len(words) and small < after + 2 and words[small].is_word and words[small].text[0].islower():
        if words[small].folded in cues.inner:
            break
        small += 1
    if small == after or cues.joins.starting(words, small) is None:
        return after
    told = all(len(word.text) > 3 and word.folded not in cues.stops for word in words[after:small])
    adjective = world.country_of_demonym(words[small - 1].text, lang) is not None or small == after + 1
    return small if told and adjective else after


def _without_joins(name: str, cues: PlaceWords) -> str:
    """«de la Paloma» → «Paloma»."""
    words = name.split()
    while len(words) > 1 and fold(words[0]) in cues.inner:
        words = words[1:]
    return " ".join(words)


def _unknown_id(name: str, cues: PlaceWords) -> str:
    """The id of a place that no gazetteer has: by its name alone, so that «la aldea de X» and «X» are one."""
    return f"place:{world.slug(world.without_possessive(_without_joins(name, cues)))}"
