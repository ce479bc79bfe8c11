"""Who is one speaker, and who is not: names of bodies, long and short, in both languages."""

from __future__ import annotations

import pytest

from checker.judging import speakers
from checker.wire import statement_from_json

ONE = [
    ("el NIS", "el Servicio Nacional de Inteligencia"),
    ("South Korea's National Intelligence Service", "el NIS surcoreano"),
    ("Acnur", "the UN refugee agency"),
    ("el CICR", "the International Committee of the Red Cross"),
    ("el CNE", "el Consejo Nacional Electoral de Bolivia"),
    ("la CNE", "la Comisión Nacional de Emergencias"),
    ("el Ministerio de Sanidad", "the health ministry"),
]
TWO = [
    ("Acnur", "Unicef"),
    ("el NIS", "la CIA"),
    ("el CNE", "la Comisión Nacional de los Derechos"),
    ("la OMS", "el Comité Internacional de la Cruz Roja"),
    ("UN", "Universidad Nacional"),
    ("el alcalde CNE Pérez", "el Consejo Nacional Electoral"),
]


def _same(a: str, b: str) -> bool:
    one, two = (
        statement_from_json({"fact": "killed", "claimants": [who], "published": "2031-05-10"}) for who in (a, b)
    )
    assert speakers.same_speaker(one, two) is speakers.same_speaker(two, one)
    return speakers.same_speaker(one, two)


@pytest.mark.parametrize(("a", "b"), ONE)
def test_one_body_by_two_names_is_one_speaker(a: str, b: str) -> None:
    assert _same(a, b)


@pytest.mark.parametrize(("a", "b"), TWO)
def test_two_bodies_are_two_speakers(a: str, b: str) -> None:
    assert not _same(a, b)
