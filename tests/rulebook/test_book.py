"""Rule files: all faults of all files at once, and the last good set when one is refused."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from checker.model.errors import BadFile
from checker.rulebook.book import load_rulebook, reload

GOOD = "facts: {x: {label: x, nouns: {es: [cosa]}}}\nrules:\n  - {id: r, title: t, fact: x, check: {kind: quantity}}\n"


def _faults(tmp_path: Path, text: str) -> list[str]:
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    try:
        load_rulebook([tmp_path])
    except BadFile as error:
        return [str(problem).split("/")[-1] for problem in error.problems]
    return []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("fact: x", "fact: y", "r.yaml:3:23: rules[0].fact: is not a known fact (got 'y')"),
        ("kind: quantity", "kind: quantiti", "is not a kind of check (got 'quantiti'); did you mean 'quantity'?"),
        ("kind: quantity", "kind: holder", "cannot check the fact 'x', which is of kind count"),
        ("kind: quantity", "kind: quantity, tolerance: 15", "needs its unit: 15% (a share), 1.2x (a factor)"),
        ("title: t", "title: t, same: [plaze]", "is not a role of the fact 'x' (got 'plaze'); did you mean 'place'?"),
        ("title: t", "title: t, alert_on: [compatible]", "is a harmless verdict (got 'compatible')"),
        ("title: t", "title: t, alert_on: [disputte]", "did you mean 'dispute'?"),
        ("title: t", "title: t, within: 2h, for: 1d", "is longer than 'within': nothing could ever alert"),
        ("title: t", "title: t, within: soon", "must be a duration with its unit: 2h, 14d, 6w, 1y (got 'soon')"),
        ("title: t", f"title: t, within: {'9' * 400}d", "must be a duration with its unit"),
        ("title: t", "title: t, within: 101y", "must be a duration with its unit"),
        ("title: t", "titel: t", "did you mean 'title'?"),
        ("title: t", "title: t, severity: {high: 20%, critical: 10%}", "must be further apart than 'high'"),
        ("id: r", "id: 'Bad Id'", "rules[0].id"),
        ("[cosa]", "['(cosa|caso']", "r.yaml:1:31: facts.x.nouns.es: a choice is written (one|other) word"),
    ],
)
def test_faults(tmp_path: Path, old: str, new: str, told: str) -> None:
    faults = _faults(tmp_path, GOOD.replace(old, new))
    assert any(told in fault for fault in faults), faults


def test_faults_of_several_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("rules: [{id: a}]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("facts: [\n", encoding="utf-8")
    with pytest.raises(BadFile) as caught:
        load_rulebook([tmp_path])
    assert {Path(problem.file).name for problem in caught.value.problems} == {"a.yaml", "b.yaml"}


def test_ids_are_unique_over_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.yaml").write_text(GOOD.replace("facts", "#").replace("# {", "# {"), encoding="utf-8")
    with pytest.raises(BadFile, match="is already the id of a rule in"):
        load_rulebook([tmp_path])


def test_a_broken_edit_keeps_the_last_good_set(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(GOOD, encoding="utf-8")
    good = load_rulebook([tmp_path])
    file.write_text(GOOD.replace("fact: x", "fact: y"), encoding="utf-8")
    kept, problems = reload([tmp_path], good)
    assert kept is good
    assert len(problems) == 1
    file.write_text(GOOD.replace("id: r", "id: s"), encoding="utf-8")
    changed, problems = reload([tmp_path], good)
    assert (changed.rules[0].id, problems) == ("s", [])
    assert changed.version != good.version


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BadFile, match="no such rule file or folder"):
        load_rulebook([tmp_path / "nope"])


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ("rules:\n  - id: caf\xe9\n".encode("latin-1"), "r.yaml:2:12: is not UTF-8 text; save the file as UTF-8"),
        (b"rules:\n\t- id: a\n", "r.yaml:2:1: a tab stands here; indent with spaces"),
        (b"#" * 10_000_001, "r.yaml: is larger than 10 MB; split it"),
    ],
)
def test_a_file_that_is_no_text_says_where(tmp_path: Path, raw: bytes, told: str) -> None:
    (tmp_path / "r.yaml").write_bytes(raw)
    with pytest.raises(BadFile) as error:
        load_rulebook([tmp_path])
    assert [str(one).split("/")[-1] for one in error.value.problems] == [told]


def test_what_would_be_read_for_ever_is_a_fault_and_an_editors_lock_is_none(tmp_path: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / ".#good.yaml").symlink_to("nobody@nowhere.1234")
    (tmp_path / "self").symlink_to(".")
    assert len(load_rulebook([tmp_path]).rules) == 1
    os.mkfifo(tmp_path / "pipe.yaml")
    (tmp_path / "zero.yaml").symlink_to("/dev/zero")
    (tmp_path / "loop.yaml").symlink_to("loop.yaml")
    with pytest.raises(BadFile) as error:
        load_rulebook([tmp_path])
    told = [str(one).split("/")[-1] for one in error.value.problems]
    assert [one for one in told if "ordinary" in one] == [
        "pipe.yaml: is no ordinary file",
        "zero.yaml: is no ordinary file",
    ]
    assert any(one.startswith("loop.yaml: cannot be read") for one in told)


def test_facts_that_are_parts_of_each_other_are_faults(tmp_path: Path) -> None:
    circle = GOOD.replace("nouns: {es: [cosa]}}", "part_of: y, nouns: {es: [cosa]}}, y: {label: y, part_of: x}")
    told = _faults(tmp_path, circle)
    assert sum("is both a part and the whole of another fact" in one for one in told) == 2


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ("euro", ("measure", "money", "EUR")),
        ("USD", ("measure", "money", "USD")),
        ("money", ("measure", "money", None)),
    ],
)
def test_sums_of_money_are_measures(tmp_path: Path, counts: str, wanted: tuple[str, str, str | None]) -> None:
    text = f"facts: {{fine: {{label: {{en: fine}}, counts: {counts}, nouns: {{en: [fine]}}}}}}"
    (tmp_path / "fines.yaml").write_text(text, encoding="utf-8")
    fact = load_rulebook([tmp_path]).facts["fine"]
    assert (fact.kind.value, fact.counts, fact.currency) == wanted
