"""By how much a figure changed, beside the two figures of its sentence: examples of both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.reading import Reader
from tests.reading.layered import cases


@pytest.mark.parametrize(("lang", "case"), cases("change"), ids=lambda one: str(one)[:60])
def test_a_change_and_its_own_figures(reader: Reader, lang: str, case: Mapping[str, Any]) -> None:
    read = reader.read(Article(case["text"], lang=lang)).statements
    found: dict[str, object] = {}
    for one in read:
        if one.fact == "change":
            assert isinstance(one.value, Quantity)
            found["own" if one.roles else "told"] = one.value.low
            found |= {name: int((ref.entity or "").partition(":")[2]) for name, ref in one.roles.items()}
            assert one.evidence is not None
            assert one.evidence.quote == case["text"][one.evidence.start : one.evidence.end]
    assert found == {name: value for name, value in case.items() if name != "text"}
