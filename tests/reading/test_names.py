"""Names that are one person in many spellings, and families and namesakes that must stay apart."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.reading.persons.names import compare_names, person_id

CORPUS = Path(__file__).parents[1] / "corpus"


def pairs(topic: str) -> list[tuple[str, str]]:
    """The pairs of a list."""
    lines = (CORPUS / f"{topic}.jsonl").read_text(encoding="utf-8").splitlines()
    return [(case["a"], case["b"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize(("a", "b"), pairs("name_traps"))
def test_families_and_namesakes_stay_apart(a: str, b: str) -> None:
    assert not compare_names(a, b).same
    assert not compare_names(b, a).same


@pytest.mark.parametrize(("a", "b"), pairs("name_variants"))
def test_spellings_of_one_person_match(a: str, b: str) -> None:
    assert compare_names(a, b).same
    assert compare_names(b, a).same


@pytest.mark.parametrize("name", ["Andréi Beloúsov", "Andrei Belousov", "Andrey Belousov", "Андрей Белоусов"])
def test_spellings_share_an_id(name: str) -> None:
    assert person_id(name) == "person:andrei-belousov"


def test_family_members_have_ids_of_their_own() -> None:
    assert len({person_id(name) for name in ("Kim Jong Un", "Kim Jong Il", "Kim Yo Jong")}) == 3


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", "Ana Ruiz"), ("…", "Ana Ruiz"), ("123", "456")])
def test_nothing_is_nobody(a: str, b: str) -> None:
    assert not compare_names(a, b).same
