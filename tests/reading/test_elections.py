"""Elections on one-line examples: whose share, votes and seats, of which round, by whom; and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.statement import ROUND, Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from tests.reading.layered import cases

READER = Reader()
FACTS = ("turnout", "vote_share", "votes", "seats")
PRINTED = TimeSpan.from_iso("2026-11-27T10:00:00Z")


@pytest.mark.parametrize(("lang", "case"), cases("elections"), ids=lambda one: str(one)[:60])
def test_what_a_vote_gave(lang: str, case: dict[str, Any]) -> None:
    if case.get("open"):
        pytest.xfail("known to be misread")
    read = READER.read(Article(case["text"], lang=lang, published=PRINTED)).statements
    told = [_told(one) for one in read if one.fact in FACTS]
    assert len(told) == len(case["want"])
    for wanted in case["want"]:
        assert any(_is(wanted, one) for one in told)


def _told(statement: Statement) -> dict[str, Any]:
    assert isinstance(statement.value, Quantity)
    value, roles = statement.value.to_json(), statement.roles
    whose = roles.get("candidate")
    return {
        "fact": statement.fact,
        "low": value["low"],
        "high": value["high"],
        "who": whose and whose.text,
        "ent": whose and whose.entity,
        "by": [one.text for one in statement.claimants],
        "round": "first" if ROUND in roles else None,
        "when": statement.when and statement.when.to_iso(),
    }


def _is(wanted: dict[str, Any], told: dict[str, Any]) -> bool:
    return all(value in told[key] if key == "by" else told[key] == value for key, value in wanted.items())
