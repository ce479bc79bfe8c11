"""How places lie to each other: towns in their regions, regions in their countries, and what is apart."""

from __future__ import annotations

import pytest

from checker import world
from checker.model.statement import Ref
from checker.world import PlaceRelation

INSIDE, DIFFERENT, EQUAL = PlaceRelation.INSIDE, PlaceRelation.DIFFERENT, PlaceRelation.EQUAL
UNKNOWN = PlaceRelation.UNKNOWN


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (Ref("Guayaquil"), Ref("Guayas"), INSIDE),
        (Ref("Gusau"), Ref("Zamfara"), INSIDE),
        (Ref("Houston"), Ref("Texas"), INSIDE),
        (Ref("Houston"), Ref("Alabama"), DIFFERENT),
        (Ref("Orvel, in Upper Tassen district", "place:orvel"), Ref("Upper Tassen", "place:upper-tassen"), INSIDE),
        (Ref("Orvel, en el municipio de Tassen", "place:orvel"), Ref("Tassen", "place:tassen"), INSIDE),
        (Ref("Orvel, en el municipio de Tassen", "place:orvel"), Ref("Mirlo", "place:mirlo"), DIFFERENT),
        (Ref("mill in Sesa, Kano State"), Ref("well in Dambu, Kano State"), UNKNOWN),
        (Ref("village of Dambu, Kano State"), Ref("Dambu"), EQUAL),
        (Ref("Medellín"), Ref("Antioquia"), INSIDE),
        (Ref("Yacuiba", "place:yacuiba-bo"), Ref("departamento de Tarija", "place:tarija"), INSIDE),
        (Ref("Aguachica", "place:aguachica-co"), Ref("departamento del Cesar", "place:cesar"), INSIDE),
        (Ref("Bucaramanga"), Ref("Santander", "place:santander-co"), INSIDE),
        (Ref("Gerona"), Ref("Cataluña"), INSIDE),
        (Ref("Guayas"), Ref("Ecuador"), INSIDE),
        (Ref("Bucaramanga"), Ref("Santander"), DIFFERENT),  # of Spain
        (Ref("Guayaquil"), Ref("Pichincha"), DIFFERENT),
        (Ref("Cali"), Ref("Medellín"), DIFFERENT),
        (Ref("Pailitas", "place:pailitas-co"), Ref("Patía", "place:patia-co"), DIFFERENT),
        (Ref("Izabal"), Ref("Petén"), DIFFERENT),
        (Ref("río Tareca", "place:rio-tareca"), Ref("río Sanaque", "place:rio-sanaque"), DIFFERENT),
        (
            Ref("autopista Sur", "place:autopista-sur"),
            Ref("carretera de la Costa", "place:carretera-de-la-costa"),
            UNKNOWN,
        ),
        (Ref("autopista Sur", "place:autopista-sur"), Ref("carretera Costera", "place:carretera-costera"), DIFFERENT),
        (Ref("Amazonía peruana", "place:amazonia"), Ref("río Tareca, en Acre", "place:rio-tareca"), DIFFERENT),
        (Ref("colegio Alba", "place:colegio-alba"), Ref("barrio Norte", "place:barrio-norte"), UNKNOWN),
        (Ref("Veracruz"), Ref("Veracruz"), EQUAL),
        (Ref("prison in Machala, in the southwest"), Ref("Machala", "place:machala"), INSIDE),
        (Ref("taller en Quito"), Ref("taller de Quito", "place:quito"), EQUAL),
        (Ref("taller en Quito"), Ref("Quito"), INSIDE),
        (Ref("taller en Quito"), Ref("taller de Cuenca", "place:cuenca"), DIFFERENT),
        (Ref("mine (Antioquia)"), Ref("Antioquia"), INSIDE),
        (Ref("Kada in Uttarakhand's hills", "place:kada"), Ref("Nepal"), DIFFERENT),
    ],
)
def test_how_places_lie(one: Ref, two: Ref, expected: PlaceRelation) -> None:
    assert world.relation(one, two) is expected


def test_a_spot_of_which_nobody_knows_where_it_lies_is_only_guessed_to_be_in_a_town() -> None:
    road, town = Ref("carretera Panamericana", "place:carretera-panamericana"), Ref("Medellín")
    assert world.held_by_guess(road, town) == {"place:medellin", "place:antioquia", "country:co"}
    assert world.held_by_guess(Ref("hospital de Medellín", "place:hospital-de-medellin"), town) is None
    assert world.held_by_guess(Ref("Cali"), town) is None


def test_a_spot_is_looked_for_in_the_town_that_it_names_and_not_all_over_its_country() -> None:
    _, around, _ = world.place_keys(Ref("taller de muebles en Quito"))
    assert around == ("place:quito",)
    assert world.place_keys(Ref("mina en Antioquia"))[1] == ()
    assert world.spot_in_town(Ref("taller de muebles en Quito"), Ref("Quito"))
    assert not world.spot_in_town(Ref("Quito"), Ref("Ecuador"))
    assert not world.spot_in_town(Ref("mina en Antioquia"), Ref("Antioquia"))
