"""Who is said to have done it, and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.statement import Named
from tests.reading.layered import cases
from tests.reading.told import told


@pytest.mark.parametrize(("lang", "case"), cases("blame"), ids=lambda one: str(one)[:60])
def test_who_is_blamed(lang: str, case: dict[str, Any]) -> None:
    found = told("attack_author", case["text"], lang)
    if case["blamed"] is None:
        assert found == []
        return
    if isinstance(case["blamed"], list):
        told_by = [(one.value.entity, one.claimants[0].text) for one in found if isinstance(one.value, Named)]
        assert told_by == [tuple(pair) for pair in case["blamed"]]
        return
    (one,) = found
    assert isinstance(one.value, Named)
    assert (one.value.entity, one.stance.value) == (case["blamed"], case["stance"])
    assert [claimant.text for claimant in one.claimants] == ([case["by"]] if case["by"] else [])
