"""Figures of lists by place: each of its own place, with who tells the list and what it is of; lists of sources, points
and facts are none."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()
PRINTED = TimeSpan.from_iso("2024-09-20")


@pytest.mark.parametrize(("lang", "case"), cases("lists"), ids=lambda one: str(one)[:70])
def test_a_list_tells_of_its_figures(lang: str, case: dict[str, Any]) -> None:
    found = [
        {
            "fact": one.fact,
            "low": int(one.value.low or 0),
            "place": one.place.text if one.place is not None else None,
            "claimants": [claimant.text for claimant in one.claimants],
            "aspect": one.aspect.value,
        }
        for one in READER.read(Article(case["text"], lang=lang, published=PRINTED)).statements
        if isinstance(one.value, Quantity)
    ]
    assert found == case["want"]


def test_the_period_of_a_list_is_that_of_its_whole() -> None:
    text = "Entre el 1 y el 7 de julio hubo 45 casos de dengue: en Guayas, 20 casos; en Manabí, 25 casos."
    found = READER.read(Article(text, lang="es", published=PRINTED)).statements
    assert {one.when for one in found} == {TimeSpan.from_iso("2024-07-01/2024-07-07")}
