"""Who is said to hold a town, and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.statement import Named
from tests.reading.layered import cases
from tests.reading.told import told


@pytest.mark.parametrize(("lang", "case"), cases("control"), ids=lambda one: str(one)[:60])
def test_who_holds_it(lang: str, case: dict[str, Any]) -> None:
    found = told("control", case["text"], lang)
    if case["place"] is None:
        assert found == []
        return
    (one,) = found
    assert one.place is not None
    holder = one.value.entity if isinstance(one.value, Named) else one.value
    assert (one.place.text, holder, one.stance.value) == (case["place"], case["holder"], case["stance"])
    assert [claimant.text for claimant in one.claimants] == ([case["by"]] if case["by"] else [])
