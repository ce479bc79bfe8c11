"""Troops without a number: who denies, doubts or admits that they are there, and when they said so."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.layered import cases
from tests.reading.told import told


@pytest.mark.parametrize(("lang", "case"), cases("presence"), ids=lambda one: str(one)[:60])
def test_bare_presence(lang: str, case: dict[str, Any]) -> None:
    found = told("troops", case["text"], lang)
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
