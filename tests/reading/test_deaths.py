"""Whose death is told or denied, and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.layered import cases
from tests.reading.told import told


@pytest.mark.parametrize(("lang", "case"), cases("deaths"), ids=lambda one: str(one)[:60])
def test_whose_death(lang: str, case: dict[str, Any]) -> None:
    found = told("death", case["text"], lang)
    if case["person"] is None:
        assert found == []
        return
    (one,) = found
    assert (one.roles["person"].text, one.stance.value) == (case["person"], case["stance"])
    assert [claimant.text for claimant in one.claimants] == ([case["by"]] if case["by"] else [])
