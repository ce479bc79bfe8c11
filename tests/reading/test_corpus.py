"""The corpus itself: enough one-line examples in each language, and a third of them look-alikes that must give nothing."""

from __future__ import annotations

from typing import Any

import pytest

from tests.reading.layered import cases

TOPICS = ("numbers", "hedges", "dates", "claimants", "stance", "aspect", "offices")
LEAST = 400  # examples a language
PLAIN = (None, [], "asserted", "exact", "total", "number")  # what a look-alike may still give


def is_look_alike(case: dict[str, Any]) -> bool:
    """Whether a case tells of nothing beyond plain numbers and counts."""
    return all(_is_plain(case[key]) for key in ("want", "claimants", "stance") if key in case)


def _is_plain(told: Any) -> bool:
    if isinstance(told, dict):
        plain = {key: value for key, value in told.items() if key not in ("fact", "low", "high", "text")}
        return all(_is_plain(value) for value in plain.values())
    return all(map(_is_plain, told)) if isinstance(told, list) and told else told in PLAIN


@pytest.mark.parametrize("lang", ["es", "en"])
def test_there_are_enough_examples(lang: str) -> None:
    assert sum(len([one for one, _ in cases(topic) if one == lang]) for topic in TOPICS) >= LEAST


@pytest.mark.parametrize("lang", ["es", "en"])
@pytest.mark.parametrize("topic", TOPICS)
def test_a_third_are_look_alikes(topic: str, lang: str) -> None:
    found = [is_look_alike(case) for one, case in cases(topic) if one == lang]
    assert 3 * sum(found) >= len(found) - 2, f"{sum(found)} of {len(found)}"
