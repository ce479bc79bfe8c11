"""For whom somebody speaks where only the article tells, and by what that was found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from checker.model.article import Article
from checker.model.statement import Claimant, FoundBy
from checker.reading import Reader
from checker.wire.out import statement_to_json
from checker.wire.statements import statement_from_json

CORPUS = Path(__file__).parent.parent / "corpus" / "sides.jsonl"
READER = Reader()


def _cases() -> list[dict[str, Any]]:
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("case", _cases(), ids=lambda case: case["text"][:60])
def test_whose(case: dict[str, Any]) -> None:
    """The party, or none, and how it is known."""
    read = READER.read(Article(case["text"], lang=case["lang"], url=case.get("url"))).statements
    for number, (party, how) in case["party"].items():
        [told] = [one for one in read if one.value is not None and getattr(one.value, "low", None) == int(number)]
        assert [(who.party, who.found_by) for who in told.claimants] == [(party, FoundBy(how))]


def test_kept_on_the_wire() -> None:
    """How it is known comes back from JSON, and stands there only where no words of theirs tell it."""
    text = "Un autobús cayó a un barranco en Bolivia. La Policía informó de 17 muertos."
    [told] = READER.read(Article(text, lang="es")).statements
    sent = statement_to_json(told)
    assert sent["claimants"] == [
        {"text": "La Policía", "entity": None, "party": "country:bo", "found_by": "place"},
    ]
    assert statement_from_json(sent).claimants == (Claimant("La Policía", None, "country:bo", FoundBy.PLACE),)
