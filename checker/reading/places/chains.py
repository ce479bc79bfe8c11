"""Places told one inside the other or side by side, which are one scene: «Dabeiba, en Antioquia», «Turquía y Siria».

In: the scenes of a sentence in order. Out: the same with those that belong together made one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from checker import world
from checker.reading.layers import Scene, between
from checker.reading.places.standing import MENTIONED, STRONG, WEAK
from checker.reading.places.unlisted import Site, Unlisted
from checker.world import names

NEAR = 3  # words between a place and what leads in the landmark beside it
APPOSED = 12  # words of «, una ciudad de 40.000 habitantes en»


def chained(here: Unlisted, found: Sequence[Site]) -> list[Site]:
    """The scenes of a sentence, from left to right, those that are one joined."""
    out: list[Site] = []
    for first, after, scene in found:
        last = out[-1] if out else None
        joined = _link(here, last, first, after, scene) if last is not None else None
        if last is not None and joined is not None:
            out[-1] = last[0], after, joined
        else:
            out.append((first, after, scene))
    return _without_landmarks(here, out) if len(out) > 1 else out


def _without_landmarks(here: Unlisted, found: Sequence[Site]) -> list[Site]:
    """ "In Orvel, close to the border with Iran": what a place with a name lies beside is not where it happened."""
    out: list[Site] = []
    for first, after, scene in found:
        last = out[-1] if out else None
        if last is not None and max(scene.rank, last[2].rank) < MENTIONED and not last[2].text.islower():
            step = first
            while step and here.words.folded[step - 1] in here.cues.determiners:
                step -= 1
            led = here.cues.beside.ending(here.words, step)
            if led is not None and led[0] - last[1] <= NEAR and ";" not in here.words.texts[last[1] : first]:
                scene = replace(scene, rank=MENTIONED)
        out.append((first, after, scene))
    return out


def _link(here: Unlisted, last: Site, first: int, after: int, scene: Scene) -> Scene | None:
    # "a market in the Sudanese town of X"
    said = [at for at in range(last[1], first) if not (here.cues.noun_last and here.is_demonym(at))]
    between_them = [here.words.folded[at] for at in said]
    # «Maiduguri, capital del estado de Borno»: nouns of a territory in apposition add nothing
    if len(between_them) > APPOSED or not between_them or last[2].rank > MENTIONED:
        return None
    told = between_them
    apposed = here.is_apposed(between_them) and not {",", ";", ":", "."} & set(between_them[1:])
    if apposed:
        told = [between_them[0], between_them[-1]]
    if len(told) > 3:
        told = _past_names(here, last, first, scene)
    if len(told) > 3:
        return None
    start, end = last[2].start, here.sentence.start + here.words.ends[after - 1]
    text = world.without_possessive(here.layers.text[start:end])
    if between_them[0] in here.cues.ands:
        both = last[2].country is not None and scene.country is not None and last[2].rank < MENTIONED
        named = _is_country(last[2]) and _is_country(scene)
        counted = between(here.layers.numbers, last[2].end, scene.start)  # "40 people in Peru and 11 in Bolivia"
        if both and named and last[2].entity != scene.entity and not counted:
            return Scene(start, start + len(text), text, None, last[2].rank)
        return None
    if not set(told) <= here.cues.chain or scene.rank > MENTIONED:
        return None
    if apposed and scene.entity is None:
        return last[2]  # "Calder Park, a green in the Welsh town of X": what it lies in has no name that is known
    if between_them[0] == "(" and here.layers.text[end : end + 1] == ")":
        text += ")"
    entity, country = last[2].entity, last[2].country or scene.country
    if any(word.folded in here.cues.plain for word in here.words[last[0] : last[1]]):
        entity, country = scene.entity, scene.country  # «las calles de X» are X
    elif not _may_lie_in(last[2], scene, named=between_them[0] in here.cues.of) and not _namesake(
        here, last, first, scene
    ):
        return None
    elif entity is not None and country != scene.country and scene.country is not None:  # "Paris, Texas"
        entity, country = f"place:{world.slug(last[2].text)}-{world.slug(scene.text)}", scene.country
    rank = min(last[2].rank, WEAK if scene.rank else STRONG)
    return Scene(start, start + len(text), text, entity, rank, country)


def _past_names(here: Unlisted, last: Site, first: int, outer: Scene) -> list[str]:
    """What stands between an unknown spot and the region that a comma sets off, names passed over: «el río Juruá,
    cerca de Cruzeiro do Sul, en el estado de Acre»."""
    between_them = here.words[last[1] : first]
    known = world.place_by_id(outer.entity)
    large = known is not None and known.kind != "city"
    passed = all(
        word.has_capital or word.folded in here.cues.chain or names.is_particle(word.text) for word in between_them
    )
    if last[2].country in (None, outer.country) and large and passed and any(word.text == "," for word in between_them):
        return [","]
    return [word.folded for word in between_them]


def _is_country(scene: Scene) -> bool:
    return scene.entity is not None and scene.entity == scene.country


def _namesake(here: Unlisted, last: Site, first: int, outer: Scene) -> bool:
    """«Argelia, en el departamento del Cauca»: a town that bears the name of a country, in a region of another."""
    known = world.place_by_id(outer.entity)
    if not _is_country(last[2]) or known is None or known.kind != "region" or last[2].country == outer.country:
        return False
    return any(here.cues.kinds.get(word.folded) == "region" for word in here.words[last[1] : first + 1])


def _may_lie_in(inner: Scene, outer: Scene, *, named: bool) -> bool:
    """Whether the text may mean that one place lies in another: the first is no country, and the second no mere
    city of another country, unless the first is a part «de» it."""
    if outer.entity is None or inner.entity == outer.entity or _is_country(inner):
        return False
    if inner.country is None or outer.country is None or inner.country == outer.country:
        return True
    known, larger = world.place_by_id(inner.entity), world.place_by_id(outer.entity)
    small = known is None or known.kind == "city"
    return small and larger is not None and (named or larger.kind != "city")
