"""Finds where a figure belongs of which nothing says where: the town of whom or of what its sentence tells.

In: a sentence with its places, and those near it. Out: the scene of «la policía de Orvel», «un ático de Orvel», "said
in Orvel", or none.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checker import world
from checker.reading.layers import Layers, Scene
from checker.reading.places.scenes import scenes_in
from checker.reading.places.setting import cares, is_located
from checker.reading.places.standing import MENTIONED
from checker.reading.places.unlisted import TELLING, Site, Unlisted
from checker.reading.text.lemmas import forms
from checker.reading.text.words import index_at

BEFORE, BEHIND = 3, 1  # sentences on each side that may name it
POSTED = 5  # words of «la policía local de», «el coronel Juan Pérez en»


def named_near(layers: Layers, index: int) -> Scene | None:
    """The scene of the sentence, or else of those before it and the one behind."""
    before = range(index - 1, max(-1, index - 1 - BEFORE), -1)
    told = layers.sentences
    behind = (
        at for at in range(index + 1, min(len(told), index + 1 + BEHIND)) if told[at].paragraph == told[index].paragraph
    )
    for at in (index, *before, *behind):
        found = named_in(layers, at)
        if found is not None:
            return found
    return None


def named_in(layers: Layers, at: int) -> Scene | None:
    """The town that one sentence names for whom or what it is of; none of its scenes tells where its figures belong."""
    if at not in layers.named:
        told = layers.sentences[at].lang is not None
        layers.named[at] = next(_named(layers, at), None) if told else None
    return layers.named[at]


def _named(layers: Layers, at: int) -> Iterator[Scene]:
    here = Unlisted(layers, at)
    for scene in scenes_in(layers, at):
        first = index_at(here.words, scene.start - here.sentence.start)
        told = scene.rank <= MENTIONED and not cares(layers, scene)
        if _is_town(scene) and (told or _speaks_for(here, first)) and not here.is_elsewhere(first):
            yield replace(scene, rank=MENTIONED)
    led = here.cues.located.firsts | here.cues.of
    opens = 0 if len(here.words) > 1 and here.words.texts[1] in (",", ":") else 1
    for first in range(opens, len(here.words)):
        if not here.is_capital(first) or here.is_place(first) or (first and here.is_capital(first - 1)):
            continue
        begin = _unled(here, first)
        if first and (not begin or here.words.folded[begin - 1] not in led):
            continue
        found = here.unknown(begin)
        if found is None or here.is_elsewhere(begin) or here.words.folded[first] in here.cues.bodies:
            continue
        if _is_listed(here, begin, found) or _is_had(here, begin):
            yield replace(found[2], rank=MENTIONED)


def _unled(here: Unlisted, first: int) -> int:
    """The index of the articles before a name."""
    while first and here.words.folded[first - 1] in here.cues.definite:
        first -= 1
    return first


def _is_town(scene: Scene) -> bool:
    known = world.place_by_id(scene.entity)
    return is_located(scene) and not (known is not None and known.capital)


def _is_listed(here: Unlisted, at: int, found: Site) -> bool:
    """Whether a name is a small town's in some country, and not that of a bishop or of a newspaper that speaks."""
    if not world.towns_of(found[2].text) or world.party_of(found[2].text) is not None:
        return False  # «la Casa Blanca»
    told = here.words.folded[max(0, at - 2) : at]
    owned = not here.cues.titles.isdisjoint(told) or here.layers.speaks(found[2].start) or here.is_spoken(at)
    return not owned or _speaks_for(here, at)


def _speaks_for(here: Unlisted, first: int) -> bool:
    """«la policía de Orvel», "Orvel's mayor", «informó el coronel en Orvel»: whether a place is that of who speaks."""
    cues, begin = here.cues, _unled(here, first)
    owned = begin > 0 and here.words.folded[begin - 1] in cues.of
    officials = cues.held | cues.bodies | cues.posted if owned else cues.posted
    near = [*here.words[max(0, begin - 1 - POSTED) : max(0, begin - 1)]]
    behind = next((stop for start, stop, _ in here.spans if start == first), None)
    if cues.noun_last and behind is not None and cues.located.ending(here.words, begin) is None and not owned:
        near, officials = [*here.words[behind : behind + TELLING]], cues.held | cues.bodies  # "Orvel's mayor"
    return any(not officials.isdisjoint(forms(word.text, here.lang) | {word.folded}) for word in near)


def _is_had(here: Unlisted, at: int) -> bool:
    """«un ático de Orvel», «el motín de Orvel»: whether what has a name is a spot, or happened there."""
    cues = here.cues
    heads = cues.grounds | cues.facilities | cues.happening
    if here.words.folded[at - 1] not in cues.of:
        return False
    near = here.words[max(0, at - 1 - TELLING) : at - 1]
    return any(not heads.isdisjoint(forms(word.text, here.lang) | {word.folded}) for word in near)
