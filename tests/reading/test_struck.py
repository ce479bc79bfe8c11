"""On which day a quake or a storm struck a place."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.timespan import TimeSpan
from tests.reading.layered import cases
from tests.reading.told import READER, told


@pytest.mark.parametrize(("lang", "case"), cases("struck"), ids=lambda one: str(one)[:60])
def test_what_struck_when(lang: str, case: dict[str, Any]) -> None:
    found = told("struck", case["text"], lang)
    if case["day"] is None:
        assert found == []
        return
    (one,) = found
    assert one.value == TimeSpan.from_iso(case["day"])
    assert one.place is not None
    assert (one.roles["event"].entity, one.place.entity) == (case["event"], case["place"])


def test_without_a_date_of_print_a_forecast_cannot_be_told() -> None:
    statements = READER.read(Article("Delia golpeó Tampico el 10 de mayo de 2024.", lang="es")).statements
    assert not [one for one in statements if one.fact == "struck"]
