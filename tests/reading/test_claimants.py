"""Who is credited with which figure, on one-line examples."""

from __future__ import annotations

import re
from typing import Any

import pytest

from checker import world
from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.reading import Reader
from checker.reading.claimants import claimants
from checker.reading.claimants.claimants import claimants_of
from checker.reading.layers import Layers
from tests.reading.layered import cases

READER = Reader()
ARTICLES = {"es": ("el ", "la ", "los ", "las ", "un ", "una "), "en": ("the ", "a ", "an ")}


def bare(text: str, lang: str) -> str:
    """A name without the article that may stand before it."""
    lower = text[:1].lower() + text[1:]
    return next((text[len(one) :] for one in ARTICLES[lang] if lower.startswith(one)), text)


@pytest.mark.parametrize(("lang", "case"), cases("claimants"), ids=lambda one: str(one)[:60])
def test_who_is_credited(lang: str, case: dict[str, Any]) -> None:
    found = READER.read(Article(case["text"], lang=lang)).statements
    told = {int(one.value.low or one.value.high or 0): one for one in found if isinstance(one.value, Quantity)}
    for number, names in case["claimants"].items():
        statement = told[int(number)]
        assert [bare(one.text, lang) for one in statement.claimants] == [bare(name, lang) for name in names]
        if number in case.get("party", {}):
            assert [one.party for one in statement.claimants] == [case["party"][number]]


def test_an_abbreviation_is_no_small_word() -> None:
    assert world.party_of("la UN") == "org:un"
    assert world.party_of("Un balance anterior") is None
    assert world.party_of("who said it") is None


def test_a_body_named_without_its_country_is_the_one_named_before() -> None:
    text = "El Ministerio de Defensa ruso habló de 20 muertos.\n\nMás tarde, el ministerio dio 31 muertos."
    first, second = (one.claimants[0] for one in READER.read(Article(text, lang="es")).statements)
    assert (first.party, second.party, second.text) == ("country:ru", "country:ru", "el ministerio")


def test_a_quotation_over_two_paragraphs_has_one_speaker() -> None:
    text = (
        "El consejero de Salud, Andrés Prada, recibió a los alcaldes y dijo que la situación era grave.\n"
        "«Hoy tenemos 140 muertos en toda la comarca y no sabemos cuántos quedan en las aldeas del norte."
    )
    (found,) = [one for one in READER.read(Article(text, lang="es")).statements if one.fact == "killed"]
    assert [one.text for one in found.claimants] == ["El consejero de Salud"]


def test_a_relative_clause_is_not_the_last_speaker_s() -> None:
    text = (
        "El Estado Mayor habló de 40 muertos.\n«Capturamos a 25 soldados», afirmó el comandante de la brigada, que se negó "
        "a dar su nombre. De ellos, siete están heridos."
    )
    told = [(one.fact, [who.text for who in one.claimants]) for one in READER.read(Article(text, lang="es")).statements]
    assert told[-1] == ("injured", ["el comandante de la brigada"])


def test_an_apposition_is_a_role_and_no_address() -> None:
    text = "El Observatorio de Derechos Humanos, con sede en Londres, documentó 35 fallecidos."
    (found,) = READER.read(Article(text, lang="es")).statements
    assert [one.text for one in found.claimants] == ["El Observatorio de Derechos Humanos"]


def _unasked(text: str) -> Layers:
    """The layers of a text, in which nobody has asked yet who is credited with what."""
    layers = READER._layers(Article(text, lang="es"), text, "es")
    claimants.annotate(layers)
    return layers


def test_who_is_asked_about_first_does_not_matter() -> None:
    text = (
        "El Ministerio de Salud de Perú informó de 12 muertos. Añadió que hay 40 heridos. «Son 300 los evacuados en "
        "toda la región desde el martes por la mañana», dijo Ana Ruiz. El ministerio espera 5 aviones.\n\n"
        "Kiev cifró en 900 las bajas. Además, 70 desaparecieron. La policía dijo que son 80."
    )
    figures = ["12", "40", "300", "5", "900", "70", "80"]
    spots = [match.span() for figure in figures for match in re.finditer(rf"\b{figure}\b", text)]

    def asked(order: list[int]) -> dict[int, object]:
        layers = _unasked(text)
        return {at: claimants_of(layers, *spots[at]) for at in order}

    forward = asked([*range(len(spots))])
    assert sum(bool(found) for found in forward.values()) >= 5
    for order in ([6, 5, 4, 3, 2, 1, 0], [3, 0, 6, 1, 5, 2, 4]):
        assert asked(order) == forward
    layers = _unasked(text)
    every = layers.attributions
    for spot, found in zip(spots, forward.values(), strict=True):
        covering = [one for one in every if one.start <= spot[0] and spot[1] <= one.end]
        assert layers.attributions_at(*spot) == sorted(covering, key=lambda one: one.start)
        assert bool(covering) == bool(found)
