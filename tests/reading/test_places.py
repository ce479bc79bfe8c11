"""Where a count belongs, by one-line examples; who speaks, teams, surnames and dates are no place."""

from __future__ import annotations

import re
from typing import Any

import pytest

from checker import world
from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.statement import Ref, Statement
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()


def counts(text: str, lang: str, title: str = "") -> list[Statement]:
    found = READER.read(Article(text, lang=lang, title=title)).statements
    return [one for one in found if isinstance(one.value, Quantity)]


@pytest.mark.parametrize(("lang", "case"), cases("places"), ids=lambda one: str(one)[:70])
def test_where_a_count_belongs(lang: str, case: dict[str, Any]) -> None:
    found = [one.place for one in counts(case["text"], lang)]
    assert len(found) == len(case["want"])
    for have, want in zip(found, case["want"], strict=True):
        text = want["text"] if isinstance(want, dict) else want
        assert (have.text if have else None) == text
        if isinstance(want, dict):
            assert have is not None
            assert have.entity == want["id"]


def test_the_title_says_where_when_the_text_does_not() -> None:
    (found,) = counts("Un autobús cayó por un barranco. Hay 14 muertos.", "es", title="Tragedia en Ayacucho, Perú")
    assert found.place is not None
    assert found.place.text == "Ayacucho, Perú"


def test_the_town_of_the_lead_goes_before_the_country_of_the_title() -> None:
    text = "Two people died in a fire at a market in Kisumu.\n\nPolice arrested 17 traders."
    _, found = counts(text, "en", title="Fire in Kenya")
    assert found.place is not None
    assert found.place.text == "market in Kisumu"


def test_the_lead_says_where_for_the_rest_of_the_article() -> None:
    text = "A train left the rails in Karachi on Monday.\nTwo inquiries are open.\nThe driver survived.\nThe toll is 30 dead."
    (found,) = counts(text, "en")
    assert found.place is not None
    assert found.place.entity == "place:karachi"


def test_a_town_behind_its_kind_is_the_town() -> None:
    first, second = counts("En la aldea de Kotari murieron 5 personas. En Kotari hay 12 heridos.", "es")
    assert first.place is not None
    assert second.place is not None
    assert first.place.entity == second.place.entity == "place:kotari"


@pytest.mark.parametrize(
    ("text", "lang", "country"),
    [
        ("Murieron 12 personas en un mercado de Bagdad.", "es", "country:iq"),
        ("Murieron 12 personas en Dabeiba, en Antioquia.", "es", "country:co"),
        ("Twelve people died in Paris, Texas.", "en", "country:us"),
        ("Twelve people died in the village of Orvel in eastern Ukraine.", "en", "country:ua"),
    ],
)
def test_a_scene_lies_in_the_country_that_the_text_says(text: str, lang: str, country: str) -> None:
    (found,) = counts(text, lang)
    assert world.relation(found.place, Ref(country, country)) is world.PlaceRelation.INSIDE


def test_paris_in_texas_is_not_in_france() -> None:
    (found,) = counts("Twelve people died in Paris, Texas.", "en")
    assert world.relation(found.place, Ref("France", "country:fr")) is world.PlaceRelation.DIFFERENT


def test_a_third_of_the_examples_are_look_alikes() -> None:
    for lang in ("es", "en"):
        listed = [case for code, case in cases("places") if code == lang]
        nowhere = [case for case in listed if not any(case["want"])]
        assert len(listed) >= 80
        assert len(nowhere) * 3 >= len(listed) - 3, re.sub(r"\s+", " ", str(len(nowhere)))
