"""Who is said to have done it, and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.statement import Named
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()
PRINTED = TimeSpan.from_iso("2024-05-13")


@pytest.mark.parametrize(("lang", "case"), cases("blame"), ids=lambda one: str(one)[:60])
def test_who_is_blamed(lang: str, case: dict[str, Any]) -> None:
    statements = READER.read(Article(case["text"], lang=lang, published=PRINTED)).statements
    found = [one for one in statements if one.fact == "attack_author"]
    if case["blamed"] is None:
        assert found == []
        return
    (one,) = found
    assert isinstance(one.value, Named)
    assert (one.value.entity, one.stance.value) == (case["blamed"], case["stance"])
    assert [claimant.text for claimant in one.claimants] == ([case["by"]] if case["by"] else [])
