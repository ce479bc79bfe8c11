"""Says where an article plays, by its title and its lead.

In: the scenes that scenes.py finds. Out: `default_scene`, for the figures of which nothing nearer says where they
belong.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import chain, islice

from checker import world
from checker.model.statement import Ref
from checker.reading.layers import Layers, Scene, Sentence, SentenceKind, between
from checker.reading.places.homecountry import country_of_text, only_country
from checker.reading.places.places import find_places
from checker.reading.places.placewords import place_words
from checker.reading.places.scenes import scenes_in, scenes_of
from checker.reading.places.standing import MENTIONED, STRONG, TOWARDS, WEAK
from checker.reading.text.rows import Row
from checker.reading.text.words import index_at, words_of
from checker.world.gazetteer import find_place, places_in

LEAD = 3  # sentences that say where an article plays
SUBJECT = 10  # words from what happened to the verb that says so
LED = 3  # words before a place in which the hospital stands that is there
OPENING = 6  # and those in which a spot that it begins with is named


def default_scene(layers: Layers) -> Scene | None:
    """Where the article plays: what its title and lead say, the one named most often first."""
    if layers.scene is None:
        layers.scene = (_default(layers),)
    return layers.scene[0]


def lying(scene: Scene, home: Scene) -> Scene:
    """«albergues, aldea de Orvel»: a spot and the place that it lies in, which it is known by; as it is, where that is
    no more than a country."""
    return replace(scene, text=f"{scene.text}, {home.text}", entity=home.entity) if is_located(home) else scene


def is_located(scene: Scene) -> bool:
    """Whether a scene is, or names, a place smaller than a country."""
    if scene.entity is not None:
        return scene.entity != scene.country
    return any(place.kind != "country" for place in places_in(scene.text))


def _default(layers: Layers) -> Scene | None:
    """The scene where an article plays. "A prison in western Ecuador" of its lead is the one that it soon names."""
    found = _leading(layers)
    spot = befallen(layers)
    if spot is not None and (found is None or _lies_in(spot, found)):
        return spot if found is None or spot.country is not None else lying(spot, found)
    if found is None or is_located(found) or find_place(found.text) is not None:
        return found
    opens = layers.index_at(layers.report) or 0
    body = (scenes_in(layers, at) for at in range(opens, min(opens + OPENING, len(layers.sentences))))
    for scene in chain(title_scenes(layers), *body):
        if scene.rank == STRONG and found.country in (None, scene.country) and is_located(scene):
            return lying(found, scene)
    return found


def befallen(layers: Layers) -> Scene | None:
    """«Los hechos ocurrieron en la plaza de Orvel»: where a sentence near the beginning says that it all happened."""
    opens = layers.index_at(layers.report) or 0
    for at in range(opens, min(opens + OPENING, len(layers.sentences))):
        sentence = layers.sentences[at]
        if sentence.lang is None:
            continue
        words, cues = layers.row(sentence), place_words(sentence.lang)
        verb = next(iter(words.meaning(cues.befell)), 0)
        if not any(one < verb <= one + SUBJECT for one in words.meaning(cues.incidents)):
            continue
        ends = sentence.start + words.ends[verb]
        scene = next((one for one in scenes_in(layers, at) if one.start > ends and one.rank == STRONG), None)
        if scene is not None and _is_named(scene) and not between(layers.numbers, sentence.start, ends):
            return scene
    return None


def _lies_in(spot: Scene, home: Scene) -> bool:
    """Whether a scene lies in another, as far as the gazetteer knows."""
    return world.relation(Ref(spot.text, spot.entity), Ref(home.text, home.entity)) == world.PlaceRelation.INSIDE


def _leading(layers: Layers) -> Scene | None:
    opens = layers.index_at(layers.report) or 0
    first = range(opens, min(opens + LEAD, len(layers.sentences)))
    lead = [scene for at in first for scene in scenes_in(layers, at) if scene.rank <= TOWARDS and _plays(layers, scene)]
    named = title_scenes(layers)
    counts = Counter(hit.entity for hit in layers.places if not hit.demonym)
    told = [*lead, *named] or [
        *islice((scene for scene in scenes_of(layers) if scene.rank <= WEAK and _plays(layers, scene)), 1)
    ]
    if not told and not only_country(layers):
        told = [scene for at in first for scene in scenes_in(layers, at) if scene.rank == MENTIONED]
    told = told or scenes_in(layers, 0)[: opens > 0]  # the dateline
    if not told:
        return only_country(layers)
    titled = {scene.entity for scene in named}

    def weight(scene: Scene) -> tuple[int, bool, int]:
        known = scene.entity is not None
        return counts[scene.entity] + 2 * (known and scene.entity in titled), scene in lead, -scene.start

    most = max(told, key=weight)
    ends = layers.sentences[opens].end
    opening = [scene for scene in lead if scene.rank == STRONG and scene.start < ends and _is_named(scene)]
    finer = [scene for scene in opening if scene.entity is None or scene.entity != scene.country]
    if most in named and finer and most.entity not in {scene.entity for scene in opening}:
        return max(finer, key=weight)  # «Atentado cerca de Moscú», "Floods in Texas": the lead says where
    if most.entity == most.country and most.entity is not None:
        titles = [scene for scene in named if scene.rank == STRONG and scene.entity != scene.country]
        within = [one for one in finer if one.country in (most.country, None)]
        within = within or [one for one in titles if one.country == most.country]  # «Ecuador: 9 muertos en Loja»
        if most.rank == MENTIONED:  # "Malawi mourns": its lead says where in it
            within = within or [one for one in lead if one.rank == STRONG and one.country == most.country]
        return max(within, key=weight, default=most)
    return most


def cares(layers: Layers, scene: Scene) -> bool:
    """«murió en el Hospital Central», "died on the road to hospital in X": where the hurt are is not where what is told
    next happened."""
    index = layers.index_at(scene.start) or 0
    sentence = layers.sentences[index]
    care = place_words(sentence.lang or "").care
    words = layers.row(sentence)
    first = index_at(words, scene.start - sentence.start)
    return not (
        care.isdisjoint(words_of(scene.text).kinds) and care.isdisjoint(words.folded[max(0, first - LED) : first])
    )


def _plays(layers: Layers, scene: Scene) -> bool:
    """Whether an article may play in a scene: in a hospital only if it counts those who are there."""
    if not cares(layers, scene):
        return True
    sentence = layers.sentences[layers.index_at(scene.start) or 0]
    hits = between(layers.numbers, sentence.start, sentence.end)
    return any(hit.kind == "number" and not hit.role and not hit.article_one for hit in hits)


def _is_named(scene: Scene) -> bool:
    return scene.entity is not None or scene.country is not None or not scene.text.islower()


def title_scenes(layers: Layers) -> list[Scene]:
    title = layers.article.title
    if layers.in_title or not title.strip():
        return []
    one = Layers(layers.article, title, layers.lang, layers.languages, layers.facts, layers.lexicons, in_title=True)
    one.sentences = [Sentence(0, len(title), 0, layers.lang, SentenceKind.TITLE)]
    if (country := country_of_text(layers)) is not None:
        one.country = (country,)
    one.places = find_places(title, 0, Row(title, layers.lang), layers.lang)
    found = [scene for scene in scenes_of(one) if scene.rank <= MENTIONED]
    return [scene for scene in found if scene.entity is not None] or found
