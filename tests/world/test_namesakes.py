"""Which of several places of one name is meant, and that its id leads back to it."""

import pytest

from checker import world
from checker.world.lookup import world_data


@pytest.mark.parametrize("name", sorted(world_data("places")["namesakes"]))
def test_a_name_and_its_id_lead_to_one_place(name):
    first, *others = world.namesakes(name)
    codes = world_data("places")["namesakes"][name]
    assert [one.country for one in (first, *others)] == [f"country:{code.lower()}" for code in codes]
    for place in (first, *others):
        if world.place_by_id(place.id) is not None:
            assert world.place_by_id(place.id).country == place.country


@pytest.mark.parametrize(
    ("name", "country"),
    [("Granada", "es"), ("Valencia", "es"), ("Toledo", "es"), ("San José", "cr"), ("San Martín", "pe")],
)
def test_what_is_meant_where_nothing_tells(name, country):
    assert world.find_place(name).country == f"country:{country}"
    assert world.place_by_id(world.find_place(name).id).country == f"country:{country}"
