"""Little events as several outlets tell them: what must be raised, and what must never stand against each other.

A story (tests/corpus/events/*.json) holds `statements` (`id`, `outlet`, `published`, `says`, `origin`?), `expected`
(sides of statement ids that must come to stand against each other) and `must_not` (ids that must not).
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from checker.judging import judge
from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook

STORIES = sorted((Path(__file__).parent.parent / "corpus" / "events").glob("*.json"))


def raised(story: dict[str, Any], reader: Reader, book: Rulebook) -> list[tuple[str, list[set[str]]]]:
    """What would be told: verdict, and the ids of the statements on each side."""
    statements = []
    for told in story["statements"]:
        article = Article(
            told["says"],
            id=told["id"],
            outlet=told["outlet"],
            origin=told.get("origin"),
            published=TimeSpan.from_iso(told["published"]),
        )
        statements += reader.read(article).statements
    return [
        (one.verdict.value, [{quote.article for quote in side.quotes} for side in one.sides])
        for one in judge(statements, book).discrepancies
        if one.held_back is None
    ]


def stand_apart(sides: list[set[str]], a: set[str], b: set[str]) -> bool:
    return any(a & x and b & y for one, two in combinations(sides, 2) for x, y in ((one, two), (two, one)))


def meets(sides: list[set[str]], expected: dict[str, Any]) -> bool:
    wanted = [set(side["statements"]) for side in expected["sides"]]
    return any(stand_apart(sides, a, b) for a, b in combinations(wanted, 2))


@pytest.mark.parametrize("file", STORIES, ids=[file.stem for file in STORIES])
def test_story(file: Path, reader: Reader, book: Rulebook) -> None:
    story = json.loads(file.read_text(encoding="utf-8"))
    found = raised(story, reader, book)
    for expected in story["expected"]:
        assert any(meets(sides, expected) for _, sides in found), f"not raised: {expected['why']}"
    for verdict, sides in found:
        assert any(meets(sides, expected) for expected in story["expected"]), f"nobody expected {verdict} {sides}"
        for never in story["must_not"]:
            for a, b in combinations(never["statements"], 2):
                assert not stand_apart(sides, {a}, {b}), f"{a} against {b}: {never['reason']}"


def test_a_third_and_more_of_the_corpus_must_stay_silent() -> None:
    stories = [json.loads(file.read_text(encoding="utf-8")) for file in STORIES]
    silent = sum(len(story["must_not"]) for story in stories)
    assert len(stories) >= 15
    assert silent * 2 >= sum(len(story["expected"]) for story in stories)
