"""The reference pages come out of the code: samples of the checks run, examples of the verdicts are judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.judging.checks import checks
from checker.model.verdict import Verdict
from checker.reading import Reader
from checker.rulebook.book import Rulebook, load_rulebook, shipped_folder
from checker.rulelab.examples import run_examples
from checker.rulelab.verdictpages import judged, sample_of
from tests.conftest import ROOT


def _examples() -> list[dict[str, str]]:
    lines = (ROOT / "tests/corpus/verdicts.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("kind", sorted(checks()))
def test_the_sample_of_a_kind_runs(kind: str, tmp_path: Path, reader: Reader) -> None:
    text, sample = sample_of(kind)
    assert text
    (tmp_path / "sample.yaml").write_text(sample, encoding="utf-8")
    book = load_rulebook([tmp_path], [shipped_folder()])
    own = [rule for rule in book.rules if rule.id == f"sample-{kind}"]
    results = list(run_examples(book, reader, own))
    assert [one.text("en") for one in results if not one.passed] == []
    assert {example.alerts for rule in own for example in rule.examples} == {True, False}


def test_every_example_of_a_verdict_is_judged_so(reader: Reader, book: Rulebook) -> None:
    found = {one["verdict"]: judged(one, reader, book) for one in _examples()}
    assert list(found) == [verdict.value for verdict in Verdict]
    assert {name: one.verdict.value for name, one in found.items()} == {name: name for name in found}
    told = {one["verdict"]: one["alerts"] for one in _examples()}
    assert {name: one.alert for name, one in found.items()} == {name: told[name] != "no" for name in found}
