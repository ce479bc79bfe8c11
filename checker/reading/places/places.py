"""Finds places by name, and demonyms.

In: the text. Out: `layers.places`. Which of them a figure belongs to is said by whereabouts.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import attrgetter

from checker import world
from checker.model.entity import is_body
from checker.model.record import record
from checker.reading.layers import Layers, NameHit
from checker.reading.places.namesakes import told_apart
from checker.reading.places.placewords import PlaceWords, place_words, unknown_id, without_joins
from checker.reading.text.rows import Row
from checker.reading.text.signals import signal
from checker.reading.text.words import DIGITS, Memory, Words, fold, remembered
from checker.world import names

MAX_WORDS = 6
MAX_NAMED = 4  # words and hyphens before the noun of a named building
HYPHEN, ARTICLE = frozenset("-"), 3  # behind the article of a name, and the letters of that: "el-Fasher"
_START = attrgetter("start")
QUOTED = {'"': '"', "“": "”", "«": "»"}  # around the name of a house
PARTING = frozenset('.,;:-–—()«»“”"¡!¿?…')  # signs that end a word of a name; others may be inside it


def annotate(layers: Layers) -> None:
    """Fill `layers.places`."""
    for sentence in layers.sentences:
        if sentence.lang is None:
            continue
        words = layers.row(sentence)
        layers.places.extend(find_places(layers.text, sentence.start, words, sentence.lang))
    layers.places[:] = told_apart(layers.places)


def find_places(text: str, offset: int, words: Row, lang: str) -> list[NameHit]:
    """The places and demonyms among the words of a stretch of text that begins at `offset`, left to right."""
    hits = list(_led_by_article(text, offset, words)) if "-" in words.kinds else []
    table, cues = _beginnings(lang), place_words(lang)
    behind = words.where(cues.facilities) if cues.noun_last else ()  # "Al-Ahli hospital": any name may begin so
    near = {at for one in behind for at in range(one - MAX_NAMED, one)}
    glued = words.signals & (_INNER | DIGITS)
    small, spots = words.concerned(_SMALL), words.capitals
    passed = 0
    for at in sorted((*spots, *small)) if small else spots:
        begins = table(words.texts[at])
        if at >= passed and (behind or begins.sure or (glued and _is_glued(words, at))):
            found = _named(text, offset, words, at, lang, begins, facility=at in near or begins.facility)
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


@record
class _Begins:
    """What a word may be the first of, by a look at the word alone, to pass over most. `sure`: of something known, not
    only for its capital."""

    capital: bool
    sure: bool
    facility: bool
    demonym: bool
    place: int  # words that the name of a place may have, with a sign behind each
    alone: bool  # it is a place by itself
    goes_on: bool  # it may stand in one behind another word


@remembered
def _beginnings(lang: str) -> Callable[[str], _Begins]:
    return Memory(partial(_begins, lang=lang)).__getitem__


# a word without a capital that may be the first of anything, as all that have one may be
_SMALL = signal(lambda word, lang: _beginnings(lang)(word).sure and not _beginnings(lang)(word).capital)
# a sign that may be inside a name
_INNER = signal(lambda word, _: not word[0].isalnum() and word not in PARTING)


def _begins(word: str, lang: str) -> _Begins:
    is_word = word[0].isalpha()
    capital, facility = is_word and word[0].isupper(), is_word and fold(word) in place_words(lang).facilities
    bare = world.without_possessive(word)
    place = max(map(world.begins_place, (word, bare)))
    demonym = is_word and world.begins_demonym(word, lang)
    return _Begins(
        capital=capital,
        sure=facility or demonym or (capital and place > 0),
        facility=facility,
        demonym=demonym,
        place=min(MAX_WORDS, 2 * place),
        alone=len(word) > 1 and world.find_place(bare) is not None,
        goes_on=not is_word or any(map(world.goes_on_place, (word, bare))),
    )


def _named(
    text: str, offset: int, words: Words, at: int, lang: str, begins: _Begins, *, facility: bool
) -> tuple[NameHit, int] | None:
    """What begins at a word, and the index after it; `facility`: it may be a named building."""
    word, start, cues = words[at], offset + words.starts[at], place_words(lang)
    if begins.capital:
        building = _facility(text, offset, words, at, lang) if facility else None
        if building is not None:
            return building
        for size in range(_most(words, at, lang, begins), 0, -1):
            last = words[at + size - 1] if size > 1 else word
            if not last.is_word:
                dotted = last.text == "." and size > 1 and len(words.texts[at + size - 2]) <= 2  # «EE. UU.», "U.S."
                if not dotted:
                    continue
            if len(word.text) < 2:
                continue
            surface = world.without_possessive(text[start : offset + words.ends[at + size - 1]])
            place = world.find_place(surface)
            if place is not None and not (len(surface) < 3 and not surface.isupper()):
                if _ends_name(words, at, surface, cues):
                    return None
                foreign = surface in cues.no_names or fold(surface) in cues.foreign
                if foreign or _is_club(words, at, surface, place, cues):
                    continue
                if word.folded in cues.definite and (last.text[0].islower() or not world.is_name(surface)):
                    continue  # «La paz llegó» is no town, and "The Maui wildfires" are on Maui
                longer = _longer(words, at, at + size, cues) if place.kind == "city" else None
                if longer is not None:
                    name = text[start : offset + words.ends[longer - 1]]
                    return NameHit(start, start + len(name), "place", unknown_id(name, cues), name), longer
                end = start + len(surface)
                hit = NameHit(start, end, "place", place.id, place.name, capital=place.capital, country=place.country)
                return hit, at + size
        half = _half(text, offset, words, at, cues) if cues.noun_last and word.folded in cues.directions else None
        if half is not None:
            return half
    elif begins.facility:
        return _facility(text, offset, words, at, lang)
    if not begins.demonym:
        return None
    country = world.country_of_demonym(word.text, lang)
    after = at + 1
    if country is None and at + 1 < len(words) and words[at + 1].is_word:
        country = world.country_of_demonym(text[start : offset + words.ends[at + 1]], lang)
        after = at + 2
    if country is None or (cues.noun_last and not word.has_capital):
        return None
    end = offset + words.ends[after - 1]
    return NameHit(start, end, "place", country, text[start:end], demonym=True, country=country), after


def _is_glued(words: Words, at: int) -> bool:
    """Whether a sign that may be inside a name stands at once behind a word."""
    after = at + 1
    if after == len(words) or words.starts[after] != words.ends[at]:
        return False
    sign = words.texts[after]
    return not (sign[0].isalpha() or sign in PARTING)  # no word is glued to another


def _most(words: Words, at: int, lang: str, begins: _Begins) -> int:
    """The words and signs that the name of a place may have that begins at a word; 0 where none can."""
    texts, after = words.texts, at + 1
    if _is_glued(words, at):
        return min(MAX_WORDS, len(texts) - at)
    if not begins.place:
        return 0
    table, stop = _beginnings(lang), at + begins.place
    while after < stop and after < len(texts) and table(texts[after]).goes_on:
        after += 1
    return after - at if after - at > 1 or begins.alone else 0


def _ends_name(words: Words, at: int, surface: str, cues: PlaceWords) -> bool:
    """«Villa Hidalgo», "Mr Pereira": whether a place is only the end of the name of a town, the word before it
    included, or of a person."""
    before = words[at - 1] if at else None
    addressed = words[at - 2] if before is not None and before.text == "." and at > 1 else before
    if addressed is not None and addressed.folded in cues.addressed and addressed.text[0].isupper():
        return True
    if before is None or not before.has_capital:
        return False
    return bool(world.towns_of(f"{before.text} {surface}"))


def _half(text: str, offset: int, words: Words, at: int, cues: PlaceWords) -> tuple[NameHit, int] | None:
    """ "South Kordofan": a region of its own, called after where it lies; "Northern Italy" is Italy."""
    following = words[at + 1] if at + 1 < len(words) else None
    inner = world.find_place(world.without_possessive(following.text)) if following is not None else None
    if following is None or inner is None or inner.kind != "region" or not following.has_capital:
        return None
    start = offset + words.starts[at]
    name = world.without_possessive(text[start : offset + words.ends[at + 1]])
    hit = NameHit(start, start + len(name), "place", unknown_id(name, cues), name, country=inner.country)
    return hit, at + 2


def _longer(words: Words, at: int, after: int, cues: PlaceWords) -> int | None:
    """«Lagos de Moreno»: the index after a longer name that only begins like a city."""
    step = after
    while step < len(words) and names.is_particle(words.texts[step]) and words.folded[step] not in cues.ands:
        step += 1
    led = at > 0 and words.folded[at - 1] in cues.definite
    if not after < step < len(words) or step - after > 2 or led or words[step - 1].has_capital:
        return None
    name = " ".join(word.text for word in words[at : step + 1])
    if words.folded[after] in cues.definite and not world.towns_of(name):
        return None  # «en Lima la Policía cifró …», and not «Alcalá la Real»
    word = words[step]
    known = world.find_place(word.text) is not None or names.is_given(word.text)
    return step + 1 if word.has_capital and not known else None


def _is_club(words: Words, at: int, surface: str, place: world.Place, cues: PlaceWords) -> bool:
    """«el Barcelona», «Real Madrid»: the team of a city."""
    if place.kind != "city":
        return False
    team = words.folded[at] in cues.clubs and not world.is_name(surface)
    return team or (at > 0 and words.folded[at - 1] in cues.clubs)


def _facility(text: str, offset: int, words: Words, at: int, lang: str) -> tuple[NameHit, int] | None:
    """«hospital Al Ahli de Gaza», "Al-Ahli hospital": a named building or district."""
    cues = place_words(lang)
    if words.folded[at] in cues.facilities:
        if at > 1 and words.texts[at - 2] == "," and words.folded[at - 1] in cues.determiners - cues.definite:
            return None  # "Orvel, a district of Bihar" is no "district of Bihar"
        first = end = _past_adjectives(words, at, cues, lang)
        named, closing = False, ""
        if cues.noun_last and _is_titled(words, end, cues):
            return None  # "County Attorney Ann Lee", "State Senator Ann Lee"
        while end < len(words):
            join = cues.joins.starting(words, end)
            step = join[0] if join is not None else end
            if not named and step + 1 < len(words) and words.texts[step] in QUOTED:
                closing = QUOTED[words.texts[step]]  # «el bar "La Perla"»
                step += 1
            if join is None and not named and cues.noun_last and names.is_family_first(words.texts[at]):
                return None  # "Park Jin"
            numbered = words.folded[at] in cues.roads and words[at].has_capital and step == at + 1
            if step < len(words) and (words[step].has_capital or (numbered and words[step].is_digits)):
                end, named = step + 1, True
                while end < len(words) and words.texts[end] == "-" and words.starts[end] == words.ends[end - 1]:
                    end = min(end + 2, len(words))
            else:
                break
        if closing and words.texts[end : end + 1] != [closing]:
            return None  # «En la plaza "Murieron doce", dijo»
        end += bool(closing)
        if not named or (cues.noun_last and words.folded[end - 1] in cues.bodies):
            return None
        start, stop = offset + words.starts[at], offset + words.ends[end - 1]
        if is_body(world.party_of(text[start:stop])):
            return None  # «Estado Islámico»
        inner = world.find_place(text[offset + words.starts[end - 1] : stop])
        name = text[offset + words.starts[first] : stop]
        # «Ciudad de México» is no part of what it is called after
        bare = world.find_place(text[start:stop]) or world.find_place(without_joins(name, cues))
        if bare is not None and bare.kind == "city" and world.is_called_after(text[start:stop]):
            bare = inner = None
        known = bare or inner
        own = name if words.folded[at] in cues.general else text[start:stop]
        entity = bare.id if bare else unknown_id(own, cues)
        country = known.country if known else None
        return NameHit(start, stop, "place", entity, text[start:stop], country=country), end
    if cues.noun_last and words[at].has_capital and words.folded[at] not in cues.opening:
        return _named_facility(text, offset, words, at, lang)
    return None


def _is_titled(words: Words, at: int, cues: PlaceWords) -> bool:
    """Whether a title with a capital and a name begin at a word."""
    return (
        at + 1 < len(words) and words.folded[at] in cues.titles and words[at].has_capital and words[at + 1].has_capital
    )


def _named_facility(text: str, offset: int, words: Words, at: int, lang: str) -> tuple[NameHit, int] | None:
    """ "Al-Ahli hospital", "Qeshm island": the name first."""
    cues = place_words(lang)
    end, last = at, min(at + MAX_NAMED, len(words) - 1)
    while end < last and (words.texts[end][:1].isupper() or words.texts[end] == "-"):
        if end > at and words.folded[end] in cues.facilities:
            break
        end += 1
    if end == at or words.folded[end] not in cues.facilities:
        return None
    if words.texts[end].islower() and all(world.country_of_demonym(word.text, lang) for word in words[at:end]):
        return None  # "the Congolese city of X"
    start, stop = offset + words.starts[at], offset + words.ends[end]
    bare = text[start : offset + words.ends[end - 1]]
    known = world.find_place(bare)
    own = bare if words.folded[end] in cues.general else text[start:stop]
    entity = known.id if known else unknown_id(own, cues)
    country = known.country if known else None
    return NameHit(start, stop, "place", entity, text[start:stop], country=country), end + 1


def _past_adjectives(words: Words, at: int, cues: PlaceWords, lang: str) -> int:
    """The index where the name behind a noun of a territory may begin: «región rusa de X», «ciudad costera de X»."""
    after = at + 1
    if words.folded[at] not in cues.general:
        return after
    small = after
    while small < len(words) and small < after + 2 and words[small].is_word and words.texts[small][0].islower():
        if words.folded[small] in cues.inner:
            break
        small += 1
    if small == after or cues.joins.starting(words, small) is None:
        return after
    told = all(len(word.text) > 3 and word.folded not in cues.stops for word in words[after:small])
    adjective = world.country_of_demonym(words.texts[small - 1], lang) is not None or small == after + 1
    return small if told and adjective else after
