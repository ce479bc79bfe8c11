"""The shipped rules pass their own examples, and say in plain words when one fails."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from checker.model.verdict import Verdict
from checker.reading import Reader
from checker.rulebook.book import Rulebook, load_rulebook
from checker.rulelab.examples import junit, run_example, run_examples
from checker.rulelab.lint import lint


def test_every_shipped_example_comes_out_as_written(book: Rulebook, reader: Reader) -> None:
    failed = [one.text("en") for one in run_examples(book, reader) if not one.passed]
    assert failed == []


def test_a_wrong_expectation_is_told_with_what_was_read(book: Rulebook, reader: Reader) -> None:
    rule = book.rule("troops-disagree")
    assert rule is not None
    wrong = replace(rule.examples[0], verdict=Verdict.MISREPORT)
    result = run_example(book, reader, rule, wrong, 1)
    assert not result.passed
    told = result.text("en")
    assert "expected an alert (misreport), found an alert (contradiction)" in told
    assert "troops = 11,000 · " in told
    assert "se esperaba un aviso (misreport), salió un aviso (contradiction)" in result.text("es")
    assert '<failure message="expected an alert (misreport)' in junit([result])


def test_a_fact_that_is_not_shipped_is_read_by_yaml_alone(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(
        """
facts:
  drones_shot: {label: {es: drones derribados}, counts: drone, evolves: up, nouns: {es: [dron], en: [drone]}}
rules:
  - id: drones
    title: {es: Drones}
    fact: drones_shot
    same: [place]
    check: {kind: quantity}
    examples:
      - alerts: dispute
        given:
          - {outlet: A, on: 2025-01-10, says: "Según Kiev, fueron derribados 30 drones sobre Odesa."}
          - {outlet: B, on: 2025-01-10, says: "Según Moscú, fueron derribados 4 drones sobre Odesa."}
""",
        encoding="utf-8",
    )
    book = load_rulebook([tmp_path])
    assert [one.text("en") for one in run_examples(book, Reader(facts=book.facts)) if not one.passed] == []


def test_what_is_worth_mending(tmp_path: Path) -> None:
    text = "facts: {x: {label: x, nouns: {es: [cosa]}}}\nrules: [{id: r, title: {es: t}, fact: x, check: {kind: quantity}}]\n"
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    told = "\n".join(str(one) for one in lint([tmp_path])[1])
    assert "has 0 examples that alert" in told
    assert "has no title in 'en'" in told
