"""Agreements and visits: what happened when, between whom."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.statement import Stance, Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()


def events(text: str, lang: str) -> list[Statement]:
    article = Article(text, lang=lang, published=TimeSpan.from_iso("2024-11-29"))
    return [
        one
        for one in READER.read(article).statements
        if one.fact in ("agreement_signed", "agreement_ratified", "visit")
    ]


@pytest.mark.parametrize(
    ("lang", "text", "fact", "when"),
    [
        ("es", "Chile y Perú firmaron el tratado de pesca el 3 de mayo de 2024.", "agreement_signed", "2024-05-03"),
        ("es", "El pacto entre Chile y Perú se suscribió en mayo de 2024.", "agreement_signed", "2024-05"),
        ("es", "Perú y Chile ratificaron en junio de 2024 el acuerdo de pesca.", "agreement_ratified", "2024-06"),
        ("en", "Chile and Peru signed the fishing treaty on May 3, 2024.", "agreement_signed", "2024-05-03"),
        ("en", "Peru and Chile ratified the accord in June 2024.", "agreement_ratified", "2024-06"),
        ("en", "The Peru-Chile customs deal was signed on May 3, 2024.", "agreement_signed", "2024-05-03"),
        ("en", "Peru and Chile did not sign the treaty until May 3, 2024.", "agreement_signed", "2024-05-03"),
        (
            "es",
            "El acuerdo entre Chile y Perú no se firmó hasta el 3 de mayo de 2024.",
            "agreement_signed",
            "2024-05-03",
        ),
    ],
)
def test_agreements(lang: str, text: str, fact: str, when: str) -> None:
    (found,) = events(text, lang)
    assert (found.fact, found.value, found.stance) == (fact, TimeSpan.from_iso(when), Stance.ASSERTED)
    assert found.roles["parties"].entity == "country:cl+country:pe"


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        ("es", "Chile y Perú firmaron en Ginebra el 3 de mayo de 2024 el tratado de pesca.", "place:geneva"),
        ("es", "Según Lima, Chile y Perú firmaron el tratado de pesca el 3 de mayo de 2024.", None),
        ("en", "Iran and Saudi Arabia signed the accord in Beijing on March 10, 2023.", "place:pekin"),
        ("en", "Chile and Peru signed the fishing treaty on May 3, 2024.", None),
    ],
)
def test_an_agreement_is_signed_somewhere(lang: str, text: str, place: str | None) -> None:
    (found,) = events(text, lang)
    assert (found.place.entity if found.place is not None else None) == place


@pytest.mark.parametrize(
    ("lang", "text", "party"),
    [
        ("es", "El tratado de pesca con Perú se firmó en agosto de 2024.", "country:pe"),
        ("es", "El tratado con el Kremlin se firmó en agosto de 2024.", "country:ru"),
        ("en", "The treaty with Peru was signed in August 2024.", "country:pe"),
        ("es", "Perú firmó un tratado de pesca en agosto de 2024.", None),
        ("en", "Peru signed a treaty in August 2024.", None),
        ("en", "The treaty was signed in August 2024.", None),
    ],
)
def test_an_agreement_that_everybody_knows_may_name_one_party(lang: str, text: str, party: str | None) -> None:
    assert [one.roles["parties"].entity for one in events(text, lang)] == ([party] if party else [])


@pytest.mark.parametrize(
    ("lang", "text", "parties"),
    [
        ("es", "Kim Jong Un y Vladímir Putin firmaron el tratado el 3 de mayo.", "country:kp+country:ru"),
        ("en", "Modi and Lula signed the farming treaty in Nairobi on May 3.", "country:br+country:in"),
        (
            "es",
            "El presidente de Perú, Luis Sosa, y la primera ministra de Malta, Ana Ruiz, firmaron un pacto el lunes.",
            "country:mt+country:pe",
        ),
        ("es", "Erdogan firmó el lunes en Ankara un acuerdo de gas con Uruguay.", "country:tr+country:uy"),
        ("es", "Trump dijo que Chile y Perú firmaron el lunes el pacto.", "country:cl+country:pe"),
        ("es", "El abogado Luis Sosa firmó el lunes un acuerdo con la fiscalía.", None),
        ("es", "Ana Ruiz y Luis Sosa firmaron el lunes un acuerdo.", None),
        ("en", "Erdogan signed a decree on Monday.", None),
    ],
)
def test_persons_sign_for_their_countries(lang: str, text: str, parties: str | None) -> None:
    assert [one.roles["parties"].entity for one in events(text, lang)] == ([parties] if parties else [])


@pytest.mark.parametrize(
    ("lang", "text", "parties"),
    [
        (
            "es",
            "Chile y Perú firmaron el tratado en la capital uruguaya el 3 de mayo de 2024.",
            "country:cl+country:pe",
        ),
        ("es", "Con mediación de Kenia, Chile y Perú firmaron el pacto el 3 de mayo de 2024.", "country:cl+country:pe"),
        ("es", "Chile y Uruguay firmaron el pacto el 3 de mayo de 2024.", "country:cl+country:uy"),
        ("en", "Colombia and the ELN signed the deal brokered by Norway on May 3, 2024.", "country:co+org:eln"),
        ("en", "Yemen and the Iran-backed Houthis signed a deal on May 3, 2024.", "country:ye+org:houthis"),
        ("en", "Chile and Peru signed, in the presence of the UN, a deal on May 3, 2024.", "country:cl+country:pe"),
    ],
)
def test_who_mediates_or_lends_its_capital_is_no_party(lang: str, text: str, parties: str) -> None:
    (found,) = events(text, lang)
    assert found.roles["parties"].entity == parties


@pytest.mark.parametrize(
    ("lang", "text", "place"),
    [
        (
            "es",
            "Carla Benítez dejó Lisboa, ciudad a la que llegó el viernes en un avión procedente de Kenia.",
            "Lisboa",
        ),
        ("es", "Carla Benítez, que llegó el viernes a Lisboa procedente de Nairobi, paseó por el puerto.", "Lisboa"),
        ("en", "Carla Benitez arrived on Friday from Kenya in Lisbon.", "Lisbon"),
    ],
)
def test_a_visitor_came_to_a_place_and_from_another(lang: str, text: str, place: str) -> None:
    (found,) = events(text, lang)
    assert found.place is not None
    assert found.place.text == place


@pytest.mark.parametrize(("lang", "case"), cases("dated"), ids=lambda one: str(one)[:70])
def test_an_event_may_be_to_come_or_not_have_been(lang: str, case: dict[str, Any]) -> None:
    found = [one for one in events(case["text"], lang) if one.fact == case["fact"]]
    assert {one.stance.value for one in found} == ({case["stance"]} if case["stance"] else set())
    if "place" in case:
        assert [one.place.entity for one in found if one.place is not None] == [case["place"]]
    if "parties" in case:
        assert [one.roles["parties"].entity for one in found] == [case["parties"]]


def test_those_who_come_together_are_all_visitors() -> None:
    for lang, text in (
        ("es", "La ministra Carla Benítez, el alcalde Luis Peña y la edil Ana Ruiz visitaron Lisboa el viernes."),
        ("en", "Carla Benitez, Luis Pena and Mayor Ana Ruiz visited Lisbon on Friday."),
    ):
        told = [one.roles["visitor"].text.split()[0] for one in events(text, lang)]
        assert told == ["Carla", "Luis", "Ana"]


def test_a_visit_has_visitor_place_and_day() -> None:
    for lang, text in (
        ("es", "La ministra Carla Benítez llegó este viernes a Portugal."),
        ("en", "Minister Carla Benitez arrived in Portugal on Friday."),
    ):
        (found,) = events(text, lang)
        assert (found.fact, found.value) == ("visit", TimeSpan.from_iso("2024-11-29"))
        assert found.place is not None
        assert found.place.entity == "country:pt"
        assert "Carla" in found.roles["visitor"].text


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Chile y Perú hablaron de pesca el 3 de mayo de 2024."),
        ("es", "El tratado entre Chile y Perú es importante."),
        ("es", "El tren llegó el viernes a Portugal."),
        ("en", "Chile and Peru talked about fish on May 3, 2024."),
        ("en", "The parcel arrived in Portugal on Friday."),
        ("es", "El delantero firmó un contrato con el Barcelona el viernes."),
        ("es", "La portera firmó el viernes un contrato con el Real Zaragoza."),
        ("es", "El acuerdo de paz se firmó el viernes en Bogotá."),
        ("es", "El convenio fue rubricado en Lisboa el viernes."),
    ],
)
def test_look_alikes_are_no_events(lang: str, text: str) -> None:
    assert events(text, lang) == []
