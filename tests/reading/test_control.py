"""Who is said to hold a town, and by whom."""

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


@pytest.mark.parametrize(("lang", "case"), cases("control"), ids=lambda one: str(one)[:60])
def test_who_holds_it(lang: str, case: dict[str, Any]) -> None:
    statements = READER.read(Article(case["text"], lang=lang, published=PRINTED)).statements
    found = [one for one in statements if one.fact == "control"]
    if case["place"] is None:
        assert found == []
        return
    (one,) = found
    assert one.place is not None
    holder = one.value.entity if isinstance(one.value, Named) else one.value
    assert (one.place.text, holder, one.stance.value) == (case["place"], case["holder"], case["stance"])
    assert [claimant.text for claimant in one.claimants] == ([case["by"]] if case["by"] else [])
