"""Coverage finds what no example touches by trying without it."""

from __future__ import annotations

from pathlib import Path

from checker.reading import Reader
from checker.rulebook.book import Rulebook, load_rulebook, shipped_folder
from checker.rulelab.coverage import Coverage, coverage

RULE = """
facts:
  bridges: {label: {es: puentes, en: bridges}, counts: bridge, nouns: {es: [puente]}}
rules:
  - id: bridges-disagree
    title: {es: P, en: B}
    fact: bridges
    same: [place]
    check: {kind: quantity, tolerance: 15%}
    alert_on: [contradiction, dispute]
    examples:
      - alerts: contradiction
        given:
          - {outlet: A, on: 2025-01-10, says: "Hay 90 puentes en Kursk."}
          - {outlet: B, on: 2025-01-11, says: "Hay 30 puentes en Kursk."}
"""
NEAR = """
      - silent: compatible
        given:
          - {outlet: A, on: 2025-01-10, says: "Hay 100 puentes en Kursk."}
          - {outlet: B, on: 2025-01-11, says: "Hay 110 puentes en Kursk."}
"""


def _covered(tmp_path: Path, text: str) -> Coverage:
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    book = load_rulebook([tmp_path])
    return coverage(book, Reader(facts=book.facts))


def test_empty_cells_unshown_verdicts_and_untouched_options_are_gaps(tmp_path: Path) -> None:
    found = _covered(tmp_path, RULE)
    assert found.words["bridges"] == {"en": 0, "es": 1}
    (one,) = found.rules
    assert one.alerts == {"contradiction": 1}
    assert one.unshown == ("dispute",)
    assert one.options["tolerance"] is False
    assert found.gaps == 2 + list(one.options.values()).count(False)


def test_an_example_that_fails_without_an_option_touches_it(tmp_path: Path) -> None:
    (one,) = _covered(tmp_path, RULE + NEAR.lstrip("\n")).rules
    assert one.options["tolerance"] is True


def test_every_shipped_verdict_is_shown_and_every_fact_has_words(book: Rulebook, reader: Reader) -> None:
    found = coverage(load_rulebook([shipped_folder()]), reader)
    assert [one.rule.id for one in found.rules if one.unshown] == []
    assert {fact: row for fact, row in found.words.items() if 0 in row.values()} == {}
    assert len(found.rules) == len(book.rules)
