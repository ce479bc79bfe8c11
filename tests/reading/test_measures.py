"""Measured facts on one-line examples: turnout, votes, seats, magnitudes, damage; and what only looks like them."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.reading import Reader
from checker.rulebook.facts import FactKind
from tests.reading.layered import cases

READER = Reader()


@pytest.mark.parametrize(("lang", "case"), cases("measures"), ids=lambda one: str(one)[:60])
def test_what_is_measured(lang: str, case: dict[str, Any]) -> None:
    found = READER.read(Article(case["text"], lang=lang)).statements
    measured = [one for one in found if READER.facts[one.fact].kind is FactKind.MEASURE]
    told = []
    for one in measured:
        assert isinstance(one.value, Quantity)
        value = one.value.to_json()
        told.append({"fact": one.fact, "low": value["low"], "high": value["high"]})
        assert one.evidence is not None
        assert case["text"][one.evidence.start : one.evidence.end] == one.evidence.quote
    assert told == case["want"]


def test_whose_it_is_stands_in_the_role() -> None:
    text = "Ana Ruiz obtuvo el 51 % de los votos y Luis Prado logró el 44 % de los votos."
    shares = [one for one in READER.read(Article(text, lang="es")).statements if one.fact == "vote_share"]
    assert [one.roles["candidate"].text for one in shares] == ["Ana Ruiz", "Luis Prado"]


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("Peralta ganó con un 51 % de los votos, frente al 44 % de Salas.", ["Peralta", "Salas"]),
        ("Peralta (51 %) y Salas (44 %) disputarán la segunda vuelta de las elecciones.", ["Peralta", "Salas"]),
        ("Peralta ganó con un 51 % de los votos, frente al 44 % de 2019.", ["Peralta"]),
        ("Peralta (51 %) ganó las elecciones de ayer.", []),
    ],
)
def test_a_rival_has_a_share_of_his_own(text: str, whose: list[str]) -> None:
    shares = [one for one in READER.read(Article(text, lang="es")).statements if one.fact == "vote_share"]
    assert [one.roles["candidate"].text for one in shares] == whose


def test_money_keeps_its_currency() -> None:
    text = "La riada causó daños por 300 millones de dólares."
    assert [
        one.value.unit for one in READER.read(Article(text, lang="es")).statements if isinstance(one.value, Quantity)
    ] == ["USD"]


@pytest.mark.parametrize(
    ("text", "whose", "said"),
    [
        ("Peralta sumó 3 millones de votos, según la junta electoral.", "Peralta", ["la junta electoral"]),
        ("La candidata Peralta venció a Salas con el 51 % de los votos.", "Peralta", []),
        ("Según la oposición, Peralta obtuvo solo el 30 % en las elecciones.", "Peralta", ["la oposición"]),
    ],
)
def test_who_is_beaten_or_speaks_is_not_whose_it_is(text: str, whose: str, said: list[str]) -> None:
    [share] = READER.read(Article(text, lang="es")).statements
    assert share.roles["candidate"].text == whose
    assert [one.text for one in share.claimants] == said
