"""Who holds which office, by one-line examples; ranks, trades, candidates and companies are none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from checker.model.article import Article
from checker.model.statement import Named, Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from tests.reading.layered import cases

CORPUS = Path(__file__).parents[1] / "corpus"
READER = Reader()


def offices(text: str, lang: str, published: str | None = None) -> list[Statement]:
    """The offices that a text tells."""
    article = Article(text, lang=lang, published=TimeSpan.from_iso(published) if published else None)
    return [one for one in READER.read(article).statements if one.fact == "office_holder"]


def told(statement: Statement) -> dict[str, str]:
    """What a case asks for."""
    assert isinstance(statement.value, Named)
    of = statement.roles.get("of")
    return {
        "name": statement.value.name,
        "office": statement.roles["office"].text,
        "of": (of.entity if of else None) or "",
        "status": statement.roles["status"].text,
    }


@pytest.mark.parametrize(("lang", "case"), cases("offices"))
def test_offices_are_read(lang: str, case: dict[str, Any]) -> None:
    found = [told(one) for one in offices(case["text"], lang)]
    wanted = [dict(want) for want in case["want"]]
    for have, want in zip(found, wanted, strict=False):
        want["of"] = have["of"] if want["of"] is None else want["of"]
    assert found == wanted


def test_a_successor_holds_since_and_the_other_is_former() -> None:
    first = "Tomás Rueda, ministro de Defensa de Chile, habló."
    text = f"{first} Rueda sustituyó a Lucía Arocena como ministro de Defensa en mayo."
    by_name = {told(one)["name"]: one for one in offices(text, "es", "2024-11-29")}
    assert by_name["Tomás Rueda"].roles["status"].text == "holds"
    assert by_name["Lucía Arocena"].roles["status"].text == "former"
    when = by_name["Tomás Rueda"].when
    assert when is not None
    assert when.start is not None
    assert when.start.isoformat().startswith("2024-05-01")


def test_a_counterpart_holds_the_same_office_elsewhere() -> None:
    text = "El ministro de Defensa ruso, Andréi Beloúsov, saludó a su homólogo norcoreano, el general No Kwang-chol."
    first, second = offices(text, "es")
    assert first.roles["office"].entity == second.roles["office"].entity == "office:defence-minister"
    assert second.roles["of"].entity == "country:kp"


def test_offices_compare_between_languages() -> None:
    (es,) = offices("El ministro de Defensa ruso, Andréi Beloúsov, llegó.", "es")
    (en,) = offices("Russian defence minister Andrei Belousov arrived.", "en")
    assert isinstance(es.value, Named)
    assert isinstance(en.value, Named)
    assert es.value.entity == en.value.entity
    assert es.roles["office"].entity == en.roles["office"].entity
    assert es.roles["of"].entity == en.roles["of"].entity
