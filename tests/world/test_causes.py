"""Causes that tell one event: the list names causes that the reader knows, and parts the others."""

from __future__ import annotations

from checker import world
from checker.languages import known, language
from checker.world.lookup import world_data


def test_a_storm_and_its_landslide_are_one_event_and_a_storm_and_a_shooting_two() -> None:
    assert world.are_akin("storm", "landslide")
    assert world.are_akin("attack", "explosion")
    assert not world.are_akin("storm", "shooting")
    assert not world.are_akin("earthquake", "attack")


def test_every_cause_of_the_list_is_one_that_can_be_read() -> None:
    read = {cause for code in known() for cause in language(code).causes}
    assert {cause for group in world_data("causes")["akin"] for cause in group} <= read
    assert set(world_data("causes")["spots"]) <= read


def test_an_explosion_is_at_one_spot_and_a_flood_all_over_the_town() -> None:
    assert world.strikes_one_spot("explosion")
    assert not world.strikes_one_spot("flood")
    assert not world.strikes_one_spot(None)
