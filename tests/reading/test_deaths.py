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


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Murió el expresidente Luis Sosa, que gobernó Malta entre 2010 y 2015.", None),
        ("Luis Sosa, que gobernó Malta de 2010 a 2015, murió el 3 de mayo de 2024.", "2024-05-03"),
    ],
)
def test_nobody_dies_for_years(text: str, when: str | None) -> None:
    (one,) = told("death", text, "es")
    assert (one.when and one.when.to_iso()) == when
