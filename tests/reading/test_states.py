"""Whether it is over for those counted, on one-line examples; and what is only wished for."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.statement import STATE
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()


@pytest.mark.parametrize(("lang", "case"), cases("states"), ids=lambda one: str(one)[:60])
def test_for_whom_it_is_over(lang: str, case: dict[str, Any]) -> None:
    found = READER.read(Article(case["text"], lang=lang)).statements
    assert [[one.fact, one.roles[STATE].text if STATE in one.roles else None] for one in found] == case["want"]
