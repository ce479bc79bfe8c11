"""Counted facts on one-line examples: what is counted, how it is meant, and what counts nothing."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Ref, Stance, Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import load_rulebook
from checker.rulebook.facts import FactKind
from tests.reading.layered import cases

READER = Reader()

DRONES = """
facts:
  drones_down:
    label: {es: drones derribados, en: drones shot down}
    counts: drone
    nouns: {es: [dron], en: [drone]}
    needs: {es: [derribar, interceptar], en: [shoot, shot, down, intercept]}
"""


def counts(text: str, lang: str, published: str | None = None, reader: Reader = READER) -> list[Statement]:
    span = TimeSpan.from_iso(published) if published else None
    found = reader.read(Article(text, lang=lang, published=span)).statements
    return [one for one in found if reader.facts[one.fact].kind is FactKind.COUNT and isinstance(one.value, Quantity)]


def told(one: Statement, *, aspect: bool) -> dict[str, Any]:
    assert isinstance(one.value, Quantity)
    value = one.value.to_json()
    out: dict[str, Any] = {"fact": one.fact, "low": value["low"], "high": value["high"]}
    if aspect:
        out["aspect"] = one.aspect.value
        if one.superseded:
            out["superseded"] = True
    return out


@pytest.mark.parametrize(("lang", "case"), cases("counts"), ids=lambda one: str(one)[:60])
def test_what_is_counted(lang: str, case: dict[str, Any]) -> None:
    assert [told(one, aspect=False) for one in counts(case["text"], lang)] == case["want"]


@pytest.mark.parametrize(("lang", "case"), cases("aspect"), ids=lambda one: str(one)[:60])
def test_how_it_is_meant(lang: str, case: dict[str, Any]) -> None:
    assert [told(one, aspect=True) for one in counts(case["text"], lang)] == case["want"]


@pytest.mark.parametrize(("lang", "case"), cases("of"), ids=lambda one: str(one)[:60])
def test_who_is_counted(lang: str, case: dict[str, Any]) -> None:
    assert [one.of.text if one.of else None for one in counts(case["text"], lang)] == case["want"]


@pytest.mark.parametrize(("lang", "case"), cases("when"), ids=lambda one: str(one)[:60])
def test_when_it_happened(lang: str, case: dict[str, Any]) -> None:
    found = counts(case["text"], lang, case["published"])
    assert [one.when.to_iso() if one.when else None for one in found] == case["want"]


def test_an_event_long_before_the_article_is_past() -> None:
    text = "Diez personas murieron el lunes en el sismo. En diciembre de 2003 otro sismo mató a 31.000 personas."
    assert [one.aspect for one in counts(text, "es", "2005-11-28")] == [Aspect.TOTAL, Aspect.PAST]


@pytest.mark.parametrize(
    ("text", "lang", "want"),
    [
        ("Seis murieron el lunes en Loja. El pasado 3 de octubre, un autobús dejó 11 muertos y 20 heridos en Azuay.", "es", "total past past"),
        ("Seis murieron el lunes en Loja. El 20 de noviembre, un autobús dejó 11 muertos en Azuay.", "es", "total total"),
        ("El mes pasado un camión estalló junto al mercado atacado el lunes; murieron 26 personas. El lunes murieron seis.", "es", "past total"),
        ("Six people died on Monday in Reno. On October 3 a goods train hit a bus, killing ten and injuring over 40.", "en", "total past past"),
        ("Six people died on Monday in Reno. On November 20 a goods train hit a bus, killing ten.", "en", "total total"),
        ("Last year a bomb went off near the market hit on Monday; 26 people died. On Monday, six people died.", "en", "past total"),
    ],
)  # fmt: skip
def test_a_day_a_month_before_the_article_is_of_another_event(text: str, lang: str, want: str) -> None:
    assert " ".join(one.aspect.value for one in counts(text, lang, "2024-11-26")) == want


def test_a_toll_that_grows_since_long_ago_is_not_past() -> None:
    text = "Diez personas murieron el lunes en la mina. Desde 2015 han muerto 900 mineros en el país."
    assert [one.aspect for one in counts(text, "es", "2024-11-28")] == [Aspect.TOTAL, Aspect.TOTAL]


def test_the_only_event_of_an_article_is_not_past() -> None:
    found = counts("El sismo de diciembre de 2003 mató a 31.000 personas.", "es", "2005-11-28")
    assert [one.aspect for one in found] == [Aspect.TOTAL]


def test_whose_soldiers_is_read_from_the_sender() -> None:
    (found,) = counts("Corea del Norte ha desplegado 900 soldados en la zona.", "es")
    assert found.of is not None
    assert found.of.entity == "country:kp"


def test_a_presence_neither_confirmed_nor_denied_is_a_stance_without_a_number() -> None:
    text = "Polonia no ha confirmado ni desmentido la presencia de soldados daneses en su territorio."
    (found,) = [one for one in READER.read(Article(text, lang="es")).statements if one.fact == "troops"]
    assert (found.value, found.stance) == (None, Stance.NEITHER)
    assert [one.entity for one in found.claimants] == ["country:pl"]


def test_a_figure_that_is_additional_once_is_so_throughout() -> None:
    text = "Hay un envío de 1.500 soldados al norte.\nEl país mandó 1.500 soldados adicionales al norte."
    assert [one.aspect for one in counts(text, "es")] == [Aspect.ADDITIONAL, Aspect.ADDITIONAL]


def test_a_fact_of_a_rule_file_is_read_like_a_shipped_one(tmp_path: Path) -> None:
    (tmp_path / "drones.yaml").write_text(DRONES, encoding="utf-8")
    reader = Reader(facts=load_rulebook([tmp_path]).facts)
    for text, lang, number in (
        ("La defensa aérea derribó 30 drones durante la noche.", "es", 30),
        ("Unos 44 drones fueron interceptados.", "es", 44),
        ("Air defences shot down at least 17 drones.", "en", 17),
    ):
        (found,) = counts(text, lang, reader=reader)
        assert isinstance(found.value, Quantity)
        assert (found.fact, found.value.low, found.value.unit) == ("drones_down", Decimal(number), "drone")
    assert counts("El desfile mostró 30 drones.", "es", reader=reader) == []


@pytest.mark.parametrize(
    ("text", "lang", "called"),
    [
        ("La policía contó 3.000 asistentes en la marcha de la Plataforma por el Agua en Sevilla.", "es", "Plataforma por el Agua"),
        ("About 3,000 demonstrators joined the march of the Alliance for Clean Water in Leeds.", "en", "Alliance for Clean Water"),
        ("La policía contó 3.000 asistentes en la marcha del sábado en San Sebastián.", "es", None),
        ("La policía contó 3.000 asistentes en la marcha de Buenos Aires.", "es", None),
    ],
)  # fmt: skip
def test_a_march_is_known_by_its_name(text: str, lang: str, called: str | None) -> None:
    [one] = READER.read(Article(text, lang=lang)).statements
    assert one.roles.get("occasion") == (Ref(called) if called else None)
