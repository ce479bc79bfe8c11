"""Every option of a rule, from the YAML file to what is found in sentences."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker import app
from checker.judging import judge
from checker.model.discrepancy import Discrepancy
from checker.model.statement import Statement
from checker.rulebook.book import load_rulebook, shipped_folder
from tests.conftest import Say
from tests.story import project

KIEV = "Según Kiev, hay 12.000 soldados norcoreanos en Kursk."
SEOUL = "Según Seúl, hay 4.000 soldados norcoreanos en Kursk."
MOSCOW = "Según Moscú, hay 60.000 soldados norcoreanos en Kursk."
OWN = "Hay 30.000 soldados norcoreanos desplegados en Kursk."
OWN_TOO = "Hay 3.000 soldados norcoreanos desplegados en Kursk."
POLES = "Según Kiev, hay 500 soldados polacos en Letonia.", "Según Riga, hay 5.000 soldados polacos en Letonia."


class Rule:
    """A rule on troops with some options, as its author writes them."""

    def __init__(self, folder: Path, options: str) -> None:
        self.file = folder / "r.yaml"
        text = f"rules:\n  - id: r\n    title: {{es: t, en: t}}\n    fact: troops\n    same: [of]\n{options}\n"
        self.file.write_text(
            text if "check:" in options else f"{text}    check: {{kind: quantity}}\n", encoding="utf-8"
        )

    def found(self, statements: list[Statement], now: datetime | None = None) -> list[Discrepancy]:
        return list(judge(statements, load_rulebook([self.file], [shipped_folder()]), now=now).discrepancies)


def _told(found: list[Discrepancy]) -> list[str | None]:
    return [one.held_back for one in found]


@pytest.fixture
def two(say: Say) -> list[Statement]:
    return [*say(KIEV, "A"), *say(SEOUL, "B")]


@pytest.mark.parametrize("of", ["country:kp", "Corea del Norte", "norcoreanos", "North Korea"])
def test_where_takes_only_these_by_id_or_by_name(tmp_path: Path, say: Say, two: list[Statement], of: str) -> None:
    statements = [*two, *say(POLES[0], "A"), *say(POLES[1], "B")]
    assert len(Rule(tmp_path, "    within: 30d").found(statements)) == 2
    (one,) = Rule(tmp_path, f"    where: {{of: {of}}}").found(statements)
    assert one.topic["of"] == "country:kp"


def test_within_limits_what_is_held_together(tmp_path: Path, say: Say) -> None:
    statements = [*say(KIEV, "A", "2024-11-20"), *say(SEOUL, "B", "2024-11-29")]
    assert len(Rule(tmp_path, "    within: 10d").found(statements)) == 1
    assert Rule(tmp_path, "    within: 8d").found(statements) == []


def test_for_waits_until_it_has_stood(tmp_path: Path, two: list[Statement]) -> None:
    rule = Rule(tmp_path, "    for: 2h")
    day = datetime(2024, 11, 29, tzinfo=UTC)
    assert _told(rule.found(two, day + timedelta(hours=1))) == ["standing"]
    assert _told(rule.found(two, day + timedelta(hours=3))) == [None]


@pytest.mark.parametrize("group", ["[country:ru, country:ua]", "[Rusia, Ucrania]", "[Moscú, Kiev]"])
def test_opponents_who_always_disagree_are_held_back(tmp_path: Path, say: Say, group: str) -> None:
    rule = Rule(tmp_path, f"    opponents: [{group}]")
    assert _told(rule.found([*say(KIEV, "A"), *say(MOSCOW, "B")])) == ["opponents"]
    assert _told(rule.found([*say(KIEV, "A"), *say(SEOUL, "B")])) == [None]


def test_origins_asks_for_independent_sources(tmp_path: Path, say: Say) -> None:
    statements = [*say(OWN, "A"), *say(OWN_TOO, "B")]
    assert _told(Rule(tmp_path, "    origins: 2").found(statements)) == [None]
    assert _told(Rule(tmp_path, "    origins: 3").found(statements)) == ["origins"]
    wire = [*say(OWN, "A", origin="EFE"), *say(OWN_TOO, "B", origin="EFE")]
    assert _told(Rule(tmp_path, "    origins: 2").found(wire)) == ["origins"]


@pytest.mark.parametrize(
    ("tolerance", "passes"),
    [("150%", False), ("250%", True), ("2.5x", False), ("3.5x", True), ("±7000", False), ("±8000", True)],
)
def test_a_tolerance_has_its_unit(tmp_path: Path, two: list[Statement], tolerance: str, passes: bool) -> None:
    rule = Rule(tmp_path, f"    check: {{kind: quantity, tolerance: {tolerance}}}")
    assert (rule.found(two) == []) is passes


@pytest.mark.parametrize(
    ("steps", "severity"),
    [
        ('{medium: ">= 15%", high: ">= 50%", critical: ">= 4x"}', "high"),
        ('{medium: ">= 15%", critical: ">= 3x"}', "critical"),
        ("{high: ±9000}", "low"),
        ("{high: ±8000}", "high"),
    ],
)
def test_severity_follows_the_gap(tmp_path: Path, two: list[Statement], steps: str, severity: str) -> None:
    (one,) = Rule(tmp_path, f"    severity: {steps}").found(two)
    assert one.severity.value == severity


def test_a_draft_is_found_and_tells_nobody(tmp_path: Path, two: list[Statement]) -> None:
    assert _told(Rule(tmp_path, "    status: draft").found(two)) == ["draft"]


def test_alert_on_names_what_is_told(tmp_path: Path, two: list[Statement]) -> None:
    assert len(Rule(tmp_path, "    alert_on: [dispute]").found(two)) == 1
    assert Rule(tmp_path, "    alert_on: [contradiction]").found(two) == []


@pytest.mark.parametrize("place", ["country:ru", "Rusia", "Kursk"])
def test_where_takes_what_lies_in_a_place(tmp_path: Path, two: list[Statement], place: str) -> None:
    assert len(Rule(tmp_path, f"    where: {{place: {place}}}").found(two)) == 1
    assert Rule(tmp_path, "    where: {place: country:ua}").found(two) == []


@pytest.mark.parametrize(
    ("option", "severity"), [("", "high"), ("    ours: critical", "critical"), ("    ours: low", "low")]
)
def test_to_be_the_odd_one_out_oneself_weighs_more(
    tmp_path: Path, two: list[Statement], option: str, severity: str
) -> None:
    rule = Rule(tmp_path, f"    severity: {{high: ±90000}}\n{option}")
    book = load_rulebook([rule.file], [shipped_folder()])

    def told(*ours: str) -> str:
        (one,) = judge(two, replace(book, ours=frozenset(ours))).discrepancies
        return one.severity.value

    assert told("A") == severity
    assert told() == told("C") == "low"
    assert told("A", "B") == "low", "among one's own outlets nobody is alone"


def test_own_outlets_are_those_of_the_configuration(tmp_path: Path) -> None:
    file = project(tmp_path)
    text = file.read_text(encoding="utf-8").replace("kind: folder,", "kind: folder, outlet: El Nuestro, ours: true,")
    file.write_text(text, encoding="utf-8")
    assert app.rulebook(app.settings(file)).ours == {"El Nuestro"}
