"""Who is one speaker, and who is not: names of bodies, long and short, in both languages."""

from __future__ import annotations

import pytest

from checker.judging import attribution
from checker.wire import statement_from_json

ONE = [
    ("el NIS", "el Servicio Nacional de Inteligencia"),
    ("South Korea's National Intelligence Service", "el NIS surcoreano"),
    ("Acnur", "the UN refugee agency"),
    ("el CICR", "the International Committee of the Red Cross"),
    ("el CNE", "el Consejo Nacional Electoral de Bolivia"),
    ("la CNE", "la Comisión Nacional de Emergencias"),
    ("el Ministerio de Sanidad", "the health ministry"),
    ("la inteligencia surcoreana", "el NIS"),
    ("los servicios de inteligencia surcoreanos", "South Korean intelligence"),
    ("South Korea's spy agency", "the National Intelligence Service"),
    ("el Ejército israelí", "the Israeli military"),
    ("la inteligencia militar ucraniana", "el GUR"),
    ("el Ministerio de Defensa ruso", "Russia's Ministry of Defense"),
    ("el Ministerio de Salud colombiano", "the health ministry"),
]
TWO = [
    ("Acnur", "Unicef"),
    ("el NIS", "la CIA"),
    ("la inteligencia surcoreana", "South Korea's military intelligence"),
    ("la inteligencia surcoreana", "la inteligencia ucraniana"),
    ("la policía surcoreana", "la policía de Seúl"),
    ("el Ejército ruso", "la Armada rusa"),
    ("el CNE", "la Comisión Nacional de los Derechos"),
    ("la OMS", "el Comité Internacional de la Cruz Roja"),
    ("UN", "Universidad Nacional"),
    ("el alcalde CNE Pérez", "el Consejo Nacional Electoral"),
]


def _same(a: str, b: str) -> bool:
    one, two = (
        statement_from_json({"fact": "killed", "claimants": [who], "published": "2031-05-10"}) for who in (a, b)
    )
    assert attribution.same_speaker(one, two) is attribution.same_speaker(two, one)
    return attribution.same_speaker(one, two)


@pytest.mark.parametrize(("a", "b"), ONE)
def test_one_body_by_two_names_is_one_speaker(a: str, b: str) -> None:
    assert _same(a, b)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_bodies_are_two_speakers(a: str, b: str) -> None:
    assert not _same(a, b)


def test_a_body_is_named_in_the_reader_s_language() -> None:
    told = [{"text": "la inteligencia surcoreana"}, {"text": "South Korean intelligence"}]
    one = statement_from_json({"fact": "killed", "claimants": told, "published": "2031-05-10"})
    assert attribution.names_of(one.claimants, "es") == ["la inteligencia surcoreana"]
    assert attribution.names_of(one.claimants[1:], "es") == ["los servicios de inteligencia de Corea del Sur"]
    assert attribution.names_of(one.claimants[1:], "en") == ["South Korean intelligence"]
