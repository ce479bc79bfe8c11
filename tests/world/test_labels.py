"""What ids are called, in the language of who reads."""

from __future__ import annotations

import pytest

from checker.model.statement import Named
from checker.world.labels import cause_label, entity_label, named_label


@pytest.mark.parametrize(
    ("entity", "es", "en"),
    [
        ("country:kp", "Corea del Norte", "North Korea"),
        ("country:kp+country:ru", "Corea del Norte, Rusia", "North Korea, Russia"),
        ("office:health-minister", "ministro de Sanidad", "health minister"),
        ("office:prime-minister", "primer ministro", "prime minister"),
        ("office:president", "presidente", "president"),
        ("office:lamp-lighter", "lamp lighter", "lamp lighter"),
        ("place:kursk", "Kursk", "Kursk"),
        ("place:aldea-de-la-nada", "Aldea de la Nada", "Aldea de la Nada"),  # in no list of places
        ("org:nato", "NATO", "NATO"),
        ("org:partido-de-todos", "Partido de Todos", "Partido de Todos"),
        ("person:andrei-belousov", "Andrei Belousov", "Andrei Belousov"),
    ],
)
def test_an_id_is_called_by_its_name(entity: str, es: str, en: str) -> None:
    assert (entity_label(entity, "es"), entity_label(entity, "en")) == (es, en)


def test_a_country_is_called_in_the_language_of_who_reads_and_anybody_else_as_it_was_written() -> None:
    side = Named("Ukrainian forces", "country:ua")
    assert (named_label(side, "es"), named_label(side, "en")) == ("Ucrania", "Ukraine")
    assert named_label(Named("Tomás Arribalzaga", "person:thomas-arribalzaga"), "en") == "Tomás Arribalzaga"


def test_a_cause_is_called_by_the_first_word_for_it() -> None:
    assert (cause_label("earthquake", "es"), cause_label("earthquake", "en")) == ("terremoto", "earthquake")
    assert cause_label("meteorite", "es") == "meteorite"
