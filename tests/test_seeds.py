"""The five articles that the project began with: much that differs, nothing that disagrees."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.intake.files import read_path
from checker.judging import judge
from checker.model.discrepancy import Findings
from checker.model.quantity import Quantity
from checker.model.statement import Stance, Statement
from checker.reading import Reader
from checker.rulebook.book import Rulebook


def _read(path: Path, reader: Reader) -> list[Statement]:
    articles = [item.article for item in read_path(path) if item.article is not None]
    assert len(articles) == 5
    return [one for article in articles for one in reader.read(article).statements]


@pytest.fixture(scope="module", params=["gold/seeds/articles.jsonl", "seeds"])
def original(request: pytest.FixtureRequest, shared: Path, reader: Reader) -> list[Statement]:
    """The originals, dated and bare."""
    return _read(shared / request.param, reader)


def _judged(statements: list[Statement], book: Rulebook) -> Findings:
    return judge(statements, book)


def test_no_alarm(original: list[Statement], book: Rulebook) -> None:
    assert [one.reason for one in _judged(original, book).discrepancies] == []


def _figures(statements: list[Statement]) -> dict[tuple[object, object], str]:
    return {
        (one.value.low, one.value.high): one.aspect.value
        for one in statements
        if one.fact == "troops" and isinstance(one.value, Quantity)
    }


def test_the_figures_are_read_as_they_are_meant(original: list[Statement]) -> None:
    found = _figures(original)
    assert found[11000, 11000] == "total"
    assert found[10000, None] == "total"
    assert found[1000, None] == "additional", "also where the article says it first without «adicionales»"
    assert found[14000, 14000] == "total"
    ahead = [one for one in original if isinstance(one.value, Quantity) and one.value.high == 30000]
    assert [one.stance for one in ahead] == [Stance.POSSIBLE]


def test_harmless_differences_have_their_reasons(original: list[Statement], book: Rulebook) -> None:
    verdicts: dict[frozenset[object], set[str]] = {}
    for one in _judged(original, book).harmless:
        key = frozenset(
            quote.value.low or quote.value.high for quote in one.quotes if isinstance(quote.value, Quantity)
        )
        verdicts.setdefault(key, set()).add(one.verdict.value)
    assert "increment" in verdicts[frozenset({1000, 11000})]
    assert verdicts[frozenset({11000, 14000})] <= {"evolution", "revision", "scope", "compatible"}
    assert verdicts[frozenset({30000, 14000})] == {"prospective"}


def test_russia_neither_confirms_nor_denies(original: list[Statement]) -> None:
    stances = [one for one in original if one.value is None and one.stance is Stance.NEITHER]
    assert [claimant.party for one in stances for claimant in one.claimants] == ["country:ru"]


def test_offices_and_spellings(original: list[Statement]) -> None:
    held = {
        (one.value.entity, one.roles["status"].text)
        for one in original
        if one.fact == "office_holder" and one.roles["office"].entity == "office:defence-minister"
    }  # type: ignore[union-attr]
    names = {person for person, _ in held}
    assert sum("bel" in str(person) for person in names) == 1, "Beloúsov, Belousov and Andrey are one"
    assert {status for person, status in held if "bel" in str(person)} == {"holds"}
    assert {status for person, status in held if "shoigu" in str(person)} == {"former"}


def test_one_treaty_in_all_its_wordings(original: list[Statement]) -> None:
    parties = {one.roles["parties"].entity for one in original if one.fact == "agreement_signed"}
    assert parties == {"country:kp+country:ru"}
