"""Events as several outlets tell them: what must be raised, and what must never stand against each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.judging import judge
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.wire.out import discrepancy_to_json
from tests.streams import FILES, Json, articles, crossed, events_of, load, meets

WHOLE = [file for file in FILES if file.suffix == ".yaml"]


def raised(stories: list[Json], reader: Reader, book: Rulebook) -> list[Json]:
    """What would be told."""
    statements = [one for story in stories for article in articles(story) for one in reader.read(article).statements]
    return [discrepancy_to_json(one, "en") for one in judge(statements, book).discrepancies if one.held_back is None]


def shown(one: Json) -> str:
    sides = [[f"{quote['article']}: {quote['quote']}" for quote in side["quotes"]] for side in one["sides"]]
    return f"{one['rule']} {one['verdict']} {sides}"


@pytest.mark.parametrize("file", FILES, ids=[file.stem for file in FILES])
def test_story(file: Path, reader: Reader, book: Rulebook) -> None:
    story = load(file)
    found = raised([story], reader, book)
    for expected in story["expected"]:
        if not expected.get("open"):
            assert any(meets(one, expected, story) for one in found), f"not raised: {expected['why']}"
    for one in found:
        if one["rule"] in story.get("still_raised", ()):
            continue
        assert any(meets(one, expected, story) for expected in story["expected"]), f"nobody expected {shown(one)}"
        assert not list(crossed(one, story)), shown(one)


def test_no_two_events_of_one_stream_are_taken_for_one(reader: Reader, book: Rulebook) -> None:
    stories = [load(file) for file in WHOLE]
    known = {story["event"]: story.get("still_raised", ()) for story in stories}
    for one in raised(stories, reader, book):
        if len(events_of(one)) > 1 and any(one["rule"] in known[event] for event in events_of(one)):
            continue
        assert len(events_of(one)) == 1, shown(one)


def test_a_third_and_more_of_the_corpus_must_stay_silent() -> None:
    stories = [load(file) for file in FILES]
    silent = sum(len(story["must_not"]) for story in stories)
    assert len(stories) >= 15
    assert silent * 2 >= sum(len(story["expected"]) for story in stories)
    assert sum(not story["expected"] for story in map(load, WHOLE)) * 5 >= len(WHOLE)
