"""Troops without a number: who denies, doubts or admits that they are there, and when they said so."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()
PRINTED = TimeSpan.from_iso("2024-05-13")


@pytest.mark.parametrize(("lang", "case"), cases("presence"), ids=lambda one: str(one)[:60])
def test_bare_presence(lang: str, case: dict[str, Any]) -> None:
    statements = READER.read(Article(case["text"], lang=lang, published=PRINTED)).statements
    found = [one for one in statements if one.fact == "troops"]
    if case["stance"] is None:
        assert found == []
        return
    (one,) = found
    assert (one.value, one.stance.value) == (None, case["stance"])
    assert [claimant.party for claimant in one.claimants] == case["by"]
    assert one.of is not None
    assert one.of.entity == case["of"]
    assert one.as_of is not None
    assert one.as_of.to_iso() == (case["as_of"] or "2024-05-13")
