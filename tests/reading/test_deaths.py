"""Whose death is told or denied, and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()
PRINTED = TimeSpan.from_iso("2024-05-13")


@pytest.mark.parametrize(("lang", "case"), cases("deaths"), ids=lambda one: str(one)[:60])
def test_whose_death(lang: str, case: dict[str, Any]) -> None:
    statements = READER.read(Article(case["text"], lang=lang, published=PRINTED)).statements
    found = [one for one in statements if one.fact == "death"]
    if case["person"] is None:
        assert found == []
        return
    (one,) = found
    assert (one.roles["person"].text, one.stance.value) == (case["person"], case["stance"])
    assert [claimant.text for claimant in one.claimants] == ([case["by"]] if case["by"] else [])
