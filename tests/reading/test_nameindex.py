"""The index of names finds everything that comparing every pair would find."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

from checker.reading.persons.nameindex import NameIndex
from checker.reading.persons.names import compare_names

CORPUS = Path(__file__).parents[1] / "corpus"


def pairs(name: str) -> list[tuple[str, str]]:
    lines = (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [(case["a"], case["b"]) for case in map(json.loads, lines)]


@pytest.mark.parametrize("listed", ["name_variants", "name_traps"])
def test_nothing_that_is_the_same_is_left_out(listed: str) -> None:
    every = list(dict.fromkeys(name for pair in pairs(listed) for name in pair))
    index = NameIndex()
    for number, name in enumerate(every):
        index.add(name, number)
    near = [set(index.near(name)) for name in every]
    for one, two in combinations(range(len(every)), 2):
        if compare_names(every[one], every[two]).same:
            assert two in near[one], (every[one], every[two])


@pytest.mark.parametrize(
    ("one", "two"),
    [("JC Juncker", "Jean-Claude Juncker"), ("Luisa Arocena", "Luisa Arosena"), ("Ana Tuñón", "Ana Muñón")],
)
def test_initials_and_slips_are_near(one: str, two: str) -> None:
    index = NameIndex()
    index.add(two, 7)
    assert index.near(one) == [7]


def test_most_of_what_differs_is_left_out() -> None:
    index = NameIndex()
    others = ["Lucía Arocena", "Jorge Vallejo", "Helen Marsh", "Tomás Rueda", "Olga Petrova", "Kim Jong Un"]
    for number, name in enumerate(others):
        index.add(name, number)
    assert index.near("Helena Marsh") == [2]
    assert index.near("Beatriz Quintana") == []
