"""How a figure is meant - asserted, denied, doubted, expected - on one-line examples."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()


@pytest.mark.parametrize(("lang", "case"), cases("stance"), ids=lambda one: str(one)[:60])
def test_how_sure_it_is(lang: str, case: dict[str, Any]) -> None:
    found = READER.read(Article(case["text"], lang=lang)).statements
    told = {str(one.value.low or one.value.high): one.stance.value for one in found if isinstance(one.value, Quantity)}
    assert {number: told.get(number) for number in case["stance"]} == case["stance"]
