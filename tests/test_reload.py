"""Rules are taken up while the daemon runs: a broken, half-written or missing file leaves the last good set in force."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import app as parts
from checker.daemon import Daemon
from tests.story import ONE, TWO, article, project

ROOT = Path(__file__).parent.parent
MINE = """
rules:
  - id: mine
    title: {es: t, en: t}
    fact: troops
    same: [of]
    check: {kind: quantity}
  - id: mine-too
    title: {es: t, en: t}
    fact: troops
    same: [of]
    check: {kind: stance}
    alert_on: [denial]
"""


@pytest.fixture
def daemon(tmp_path: Path) -> Iterator[Daemon]:
    """A daemon with the shipped rules and a file of one's own, that has looked at them."""
    config = project(tmp_path)
    rules = tmp_path / "rules"
    rules.mkdir()
    shutil.copy(ROOT / "rules/troops.yaml", rules)
    (rules / "mine.yaml").write_text(MINE, encoding="utf-8")
    text = (
        config.read_text(encoding="utf-8")
        .replace(str(ROOT / "rules"), "rules")
        .replace("store:", "language: es\nstore:")
    )
    config.write_text(text, encoding="utf-8")
    article(tmp_path / "in", "a", ONE, "A")
    article(tmp_path / "in", "b", TWO, "B")
    with parts.parts(parts.settings(config)) as made:
        one = Daemon(made)
        one.stamp = one.rule_stamp()
        for watched in made.sources:
            one.poll(watched)
        one.judge()
        yield one


def _ids(daemon: Daemon) -> set[str]:
    """The rules in force after two looks, as many as a file needs to be taken as written."""
    daemon.reload()
    daemon.reload()
    return {rule.id for rule in daemon.parts.book.rules}


def _mine(daemon: Daemon) -> Path:
    return daemon.parts.rule_folders[0] / "mine.yaml"


def test_an_edit_is_taken_up(daemon: Daemon) -> None:
    _mine(daemon).write_text(MINE.replace("id: mine-too", "id: other"), encoding="utf-8")
    assert _ids(daemon) == {"troops-disagree", "mine", "other"}
    assert daemon.refused == ""


def test_a_broken_edit_is_refused_in_the_users_language_until_it_is_mended(daemon: Daemon) -> None:
    _mine(daemon).write_text(MINE.replace("fact: troops", "fact: tropps"), encoding="utf-8")
    assert _ids(daemon) == {"troops-disagree", "mine", "mine-too"}
    assert "¿querías decir 'troops'?" in daemon.refused
    _mine(daemon).write_text(MINE, encoding="utf-8")
    assert _ids(daemon) == {"troops-disagree", "mine", "mine-too"}
    assert daemon.refused == ""


def test_a_file_that_is_still_being_written_is_waited_for(daemon: Daemon) -> None:
    half = MINE[: MINE.index("  - id: mine-too")]  # cut between two rules, it would load
    _mine(daemon).write_text(half, encoding="utf-8")
    daemon.reload()
    _mine(daemon).write_text(MINE.replace("id: mine-too", "id: other"), encoding="utf-8")
    daemon.reload()
    assert {rule.id for rule in daemon.parts.book.rules} == {"troops-disagree", "mine", "mine-too"}
    assert _ids(daemon) == {"troops-disagree", "mine", "other"}


def test_a_file_cut_in_the_middle_of_a_line_is_refused(daemon: Daemon) -> None:
    _mine(daemon).write_text(MINE[: MINE.index("{kind: quantity}") + 6], encoding="utf-8")
    assert _ids(daemon) == {"troops-disagree", "mine", "mine-too"}
    assert "mine.yaml" in daemon.refused


def test_a_deleted_file_takes_its_rules_along_and_closes_what_they_had_open(daemon: Daemon) -> None:
    before = {one.discrepancy.rule for one in daemon.parts.store.discrepancies()}
    assert before == {"troops-disagree", "mine"}
    _mine(daemon).unlink()
    assert _ids(daemon) == {"troops-disagree"}
    assert {one.discrepancy.rule for one in daemon.parts.store.discrepancies()} == {"troops-disagree"}


def test_a_folder_without_rules_is_a_mistake_and_not_an_order(daemon: Daemon) -> None:
    shutil.rmtree(daemon.parts.rule_folders[0])
    assert _ids(daemon) == {"troops-disagree", "mine", "mine-too"}
    assert daemon.refused != ""
    assert daemon.parts.store.discrepancies() != []
