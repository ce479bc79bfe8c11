"""Which edits of a published figure people are told of, read as they come in; and that each is told once."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from checker.intake import revisions
from checker.judging.edits import edits
from checker.model.alert import Why
from checker.model.article import Article
from checker.model.discrepancy import Change, Discrepancy, Transition
from checker.model.provenance import Correction, Edit
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import RuleStatus
from checker.texts import spoken, tell
from checker.texts.wording import value_text

CORPUS = Path(__file__).parent.parent / "corpus/edits.jsonl"
CASES = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]
NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)


def corrections(before: str, after: str, reader: Reader, book: Rulebook) -> list[Correction]:
    """What intake notes of an edit."""
    readings = [
        reader.read(Article(text, id="a", outlet="El Faro", published=TimeSpan.from_iso("2024-11-29"), revision=n))
        for n, text in enumerate((before, after), 1)
    ]
    announced = revisions.announces(before, after)
    found = revisions.changes(
        readings[0].statements, readings[1].statements, announced=announced, growing=book.growing()
    )
    return [
        Correction(seq, "a", 2, one, NOW, NOW - timedelta(hours=1))
        for seq, one in enumerate(found)
        if one.edit is Edit.CORRECTED
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['after'][:40]} {case.get('tell', '')}")
def test_what_is_told_of_an_edit(case: dict[str, Any], reader: Reader, book: Rulebook) -> None:
    found = edits(corrections(case["before"], case["after"], reader, book), book, case.get("tell", "silent"))
    told = [one for one in found.values() if isinstance(one, Discrepancy)]
    if "values" not in case:
        assert told == []
        assert {str(one) for one in found.values()} <= {case["gives"]}
        assert (case["gives"] is None) == (not found)
        return
    (one,) = told
    assert one.verdict == case["gives"]
    assert [value_text(side.value, "es") for side in one.sides] == case["values"]
    assert one.edited is not None
    assert (one.edited.before_at, one.edited.after_at) == (NOW - timedelta(hours=1), NOW)
    for lang in spoken():
        said = tell(one.reason, lang)
        assert "11:00" in said
        assert "12:00" in said
        assert "El Faro" in one.title[lang]
    assert [quote.article for side in one.sides for quote in side.quotes] == ["a", "a"]


def troops(reader: Reader, book: Rulebook) -> tuple[list[Correction], Rulebook]:
    text = "Corea del Norte desplegó {} soldados en Kursk."
    found = corrections(text.format("11.000"), text.format("3.000"), reader, book)
    return found, replace(book, rules=tuple(rule for rule in book.rules if rule.fact.id == "troops"))


def test_an_edit_comes_under_its_rule_and_has_one_name(reader: Reader, book: Rulebook) -> None:
    found, book = troops(reader, book)
    (one,) = edits(found, book, "silent").values()
    assert isinstance(one, Discrepancy)
    assert (one.rule, one.topic["fact"], one.severity) == ("troops-disagree", "troops", "critical")
    assert list(edits(found, book, "silent").values()) == [one]
    (other,) = edits([replace(found[0], revision=3)], book, "silent").values()
    assert isinstance(other, Discrepancy)
    assert other.id != one.id, "changed back and forth: each edit is told"


def test_drafts_and_facts_without_a_rule_tell_nobody(reader: Reader, book: Rulebook) -> None:
    found, book = troops(reader, book)
    drafts = replace(book, rules=tuple(replace(rule, status=RuleStatus.DRAFT) for rule in book.rules))
    assert list(edits(found, drafts, "silent").values()) == [Why.EDIT_DRAFT]
    assert list(edits(found, replace(book, rules=()), "silent").values()) == [Why.EDIT_UNWATCHED]


def test_what_a_disagreement_tells_of_an_edit_is_not_told_twice(reader: Reader, book: Rulebook) -> None:
    found, book = troops(reader, book)
    (event,) = edits(found, book, "silent").values()
    assert isinstance(event, Discrepancy)
    news = replace(event, id="d", edited=None)
    told = edits(found, book, "silent", [Transition(1, news, Change.CORRECTED, NOW)])
    assert list(told.values()) == [Why.EDIT_TOLD_ALREADY]
    for other in (
        Transition(1, news, Change.CORRECTED, NOW, "rule_changed"),
        Transition(1, news, Change.OPENED, NOW),
        Transition(1, event, Change.CORRECTED, NOW),
    ):
        assert list(edits(found, book, "silent", [other]).values()) == [event]
