"""What ids are called, in the language of who reads."""

from __future__ import annotations

import pytest

from checker.world.labels import cause_label, entity_label


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
        ("org:nato", "NATO", "NATO"),
        ("org:partido-de-todos", "Partido de Todos", "Partido de Todos"),
        ("person:andrei-belousov", "Andrei Belousov", "Andrei Belousov"),
    ],
)
def test_an_id_is_called_by_its_name(entity: str, es: str, en: str) -> None:
    assert (entity_label(entity, "es"), entity_label(entity, "en")) == (es, en)


def test_a_cause_is_called_by_the_first_word_for_it() -> None:
    assert (cause_label("earthquake", "es"), cause_label("earthquake", "en")) == ("terremoto", "earthquake")
    assert cause_label("meteorite", "es") == "meteorite"
