"""What the reader and the judge know of the world: places, what lies in what, who speaks for whom, names."""

from __future__ import annotations

from checker.world.bodies import body_text, party_label, state_body, state_body_label
from checker.world.causes import are_akin
from checker.world.containment import (
    PlaceRelation,
    far_inside,
    held_by_guess,
    is_called_after,
    place_keys,
    relation,
    several_places,
)
from checker.world.gazetteer import (
    Place,
    begins_demonym,
    begins_place,
    countries,
    country_name,
    country_of,
    country_of_demonym,
    feature,
    find_place,
    goes_on_place,
    is_name,
    namesakes,
    place_by_id,
    places,
    towns_of,
    without_possessive,
)
from checker.world.groups import group_kinds
from checker.world.lookup import folded, slug
from checker.world.parties import (
    agencies,
    body_of,
    body_words,
    is_federal,
    is_known_person,
    numbered,
    party_of,
    party_of_person,
    party_of_shared,
)

__all__ = [
    "Place",
    "PlaceRelation",
    "agencies",
    "are_akin",
    "begins_demonym",
    "begins_place",
    "body_of",
    "body_text",
    "body_words",
    "countries",
    "country_name",
    "country_of",
    "country_of_demonym",
    "far_inside",
    "feature",
    "find_place",
    "folded",
    "goes_on_place",
    "group_kinds",
    "held_by_guess",
    "is_called_after",
    "is_federal",
    "is_known_person",
    "is_name",
    "namesakes",
    "numbered",
    "party_label",
    "party_of",
    "party_of_person",
    "party_of_shared",
    "place_by_id",
    "place_keys",
    "places",
    "relation",
    "several_places",
    "slug",
    "state_body",
    "state_body_label",
    "towns_of",
    "without_possessive",
]
