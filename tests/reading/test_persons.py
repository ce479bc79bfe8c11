"""Persons in running text, by one-line examples; bodies, places and holidays are none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.model.article import Article
from checker.model.statement import Reading
from checker.reading import Reader
from tests.reading.layered import cases

CORPUS = Path(__file__).parents[1] / "corpus"
READER = Reader()


def persons(reading: Reading) -> list[str]:
    """Every person's mention as written, in order."""
    return [mention.text for mention in reading.mentions if mention.kind == "person"]


@pytest.mark.parametrize(("lang", "case"), cases("persons"))
def test_persons_are_found(lang: str, case: dict[str, Any]) -> None:
    assert persons(READER.read(Article(case["text"], lang=lang))) == case["want"]


def test_spellings_of_one_person_are_one_entity() -> None:
    text = "El ministro Andréi Beloúsov llegó ayer. Después, Belousov vio a Kim Jong-un y su hermana Kim Yo-jong."
    people = [one for one in READER.read(Article(text, lang="es")).entities if one.kind == "person"]
    assert [one.id for one in people] == ["person:andrei-belousov", "person:kim-jong-un", "person:kim-yo-jong"]
    assert [mention.text for mention in people[0].mentions] == ["Andréi Beloúsov", "Belousov"]


@pytest.mark.parametrize(
    "case", map(json.loads, (CORPUS / "identities.jsonl").read_text(encoding="utf-8").splitlines())
)
def test_every_mention_is_somebody_s(case: dict[str, Any]) -> None:
    people = [one for one in READER.read(Article(case["text"], lang=case["lang"])).entities if one.kind == "person"]
    assert [[mention.text for mention in one.mentions] for one in people] == case["want"]


def test_a_title_speaks_of_whom_the_text_names() -> None:
    text = "La ministra Lucía Arocena dimitió. Arocena viajó a Lima."
    people = READER.read(Article(text, lang="es", title="Arocena deja el cargo")).entities
    assert [len(one.mentions) for one in people if one.kind == "person"] == [3]


def test_a_word_of_a_title_that_only_looks_like_a_name_is_nobody() -> None:
    text = "El ministro Pablo Iglesias dimitió."
    people = READER.read(Article(text, lang="es", title="Iglesias románicas en venta")).entities
    assert [len(one.mentions) for one in people if one.kind == "person"] == [1]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("El jeque Mohamed bin Salmán llegó. Bin Salmán habló con el rey Salmán.", [2, 1]),
        ("El príncipe Salman bin Hamad es hijo del rey Hamad.", [1, 1]),
        ("El rey Jalifa bin Salman al Jalifa murió. Jalifa gobernó años.", [2]),
    ],
)
def test_a_father_is_not_his_son(text: str, want: list[int]) -> None:
    people = [one for one in READER.read(Article(text, lang="es")).entities if one.kind == "person"]
    assert [len(one.mentions) for one in people] == want


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("es", "La Cruz Roja y el Centro Médico Regional abrieron.", ["Cruz Roja", "Centro Médico Regional"]),
        ("es", "El Ministerio de Defensa ruso informó a Ana Ruiz.", ["Ministerio de Defensa ruso"]),
        ("en", "The Ministry of Defence spoke to Helen Marsh in Paris.", ["Ministry of Defence"]),
        ("en", "It rained in Paris on Monday.", []),
    ],
)
def test_bodies_are_organisations(lang: str, text: str, want: list[str]) -> None:
    mentions = READER.read(Article(text, lang=lang)).mentions
    assert [one.text for one in mentions if one.kind == "organisation"] == want
