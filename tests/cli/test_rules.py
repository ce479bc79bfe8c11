"""`discrepa rules` as a user runs it: exit codes, what is written where, over real files and a real store."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from typer.testing import CliRunner

from checker import app as parts
from checker.cli import app
from checker.daemon import run_once
from checker.model.errors import DiscrepaError
from tests.story import ONE, TWO, article, project

RULES = Path(__file__).parent.parent.parent / "rules"


def _run(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(app, [str(one) for one in arguments])
    refused = isinstance(done.exception, DiscrepaError)  # main() prints it and ends with 2
    output = f"{done.output}{done.exception}" if refused else done.output
    assert (2 if refused else done.exit_code) == code, output
    return output


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A project with one disagreement about troops, polled once."""
    file = project(tmp_path)
    article(tmp_path / "in", "a", ONE, "A")
    article(tmp_path / "in", "b", TWO, "B")
    with parts.parts(parts.settings(file)) as made:
        run_once(made)
    return file


def test_lint_ends_with_0_1_or_2(tmp_path: Path) -> None:
    file = tmp_path / "r.yaml"
    file.write_text(
        "rules: [{id: r, title: {es: t, en: t}, fact: killed, check: {kind: quantity}}]\n", encoding="utf-8"
    )
    assert "has 0 examples that alert" in _run("rules", "lint", file, code=1)
    file.write_text("rules: [{id: r, title: t, fact: kiled, check: {kind: quantity}}]\n", encoding="utf-8")
    (one, *_) = [
        row for row in json.loads(_run("rules", "lint", file, "--json", code=2)) if row["code"] == "unknown_fact"
    ]
    assert (one["line"], one["column"], one["path"]) == (1, 27, "rules[0].fact")
    _run("rules", "lint", tmp_path / "nothing", code=2)
    (tmp_path / "empty").mkdir()
    _run("rules", "lint", tmp_path / "empty", code=2)
    assert "no faults" in _run("rules", "lint", RULES / "troops.yaml")


def test_nothing_to_test_is_no_pass(tmp_path: Path) -> None:
    _run("rules", "test", tmp_path / "nothing.yaml", code=2)
    file = tmp_path / "r.yaml"
    file.write_text(
        "rules: [{id: r, title: {es: t, en: t}, fact: killed, check: {kind: quantity}}]\n", encoding="utf-8"
    )
    report = tmp_path / "out.xml"
    assert "r: has no examples" in _run("rules", "test", file, "--junit", report, code=1)
    suite = ET.parse(report).getroot()
    assert (suite.get("tests"), suite.get("failures")) == ("1", "1")


def test_new_writes_a_file_that_is_green_and_never_overwrites(tmp_path: Path) -> None:
    told = _run("rules", "new", "Drones", "--es", "dron,drones", "--en", "drone,drones", "--dir", tmp_path)
    assert "5 of 5 examples as expected" in told
    assert "already there" in _run("rules", "new", "drones", "--es", "dron", "--dir", tmp_path, code=2)
    # nobody is there to ask, and a name alone does not tell which words to look for
    assert "--es dron,drones" in _run("rules", "new", "barcos", "--dir", tmp_path, code=2)
    assert not (tmp_path / "barcos.yaml").exists()
    _run("rules", "lint", tmp_path / "drones.yaml")


@pytest.mark.parametrize(("answers", "evolves"), [("s", "up"), ("Sí", "up"), ("", "either"), ("quizá\nno", "either")])
def test_new_is_answered_in_the_words_of_its_language(tmp_path: Path, answers: str, evolves: str) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "checker", "rules", "new", "--dir", str(tmp_path)]
    asked = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=subprocess.PIPE, env={**os.environ, "DISCREPA_LANGUAGE": "es"}
    )
    os.write(ours, f"drones\ndron,drones\n\n{answers}\n".encode())
    _, noted = asked.communicate(timeout=120)
    os.close(theirs)
    os.close(ours)
    assert ("responde sí o no" in noted.decode()) == answers.startswith("quizá")
    assert f"evolves: {evolves} " in (tmp_path / "drones.yaml").read_text(encoding="utf-8")


def test_a_draft_is_tried_on_what_is_stored(config: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    text = (RULES / "troops.yaml").read_text(encoding="utf-8")
    draft.write_text(
        text.replace("check: {kind: quantity}", "check: {kind: quantity, tolerance: 400%}"), encoding="utf-8"
    )
    result = json.loads(_run("rules", "backtest", draft, "--json", "--config", config))
    assert [one["rule"] for one in result["removes"]] == ["troops-disagree"], "so wide a tolerance lets it pass"
    assert result["adds"] == []
    assert result["articles"] == result["of"] == 2


def test_a_fact_that_came_into_the_rules_later_is_read_in_what_is_stored(config: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "posts.yaml").write_text(
        "facts: {posts: {label: {es: p, en: p}, counts: post, nouns: {es: [puesto]}}}\n"
        "rules: [{id: posts, title: {es: p, en: p}, fact: posts, same: [place], check: {kind: quantity}}]\n",
        encoding="utf-8",
    )
    article(tmp_path / "in", "x", "Hay 90 puestos en Kursk.", "X", "2024-11-29")
    article(tmp_path / "in", "y", "Hay 20 puestos en Kursk.", "Y", "2024-11-30")
    with parts.parts(parts.settings(config)) as made:
        run_once(made)
    text = config.read_text(encoding="utf-8")
    config.write_text(re.sub(r"^rules: (\S+)$", r"rules: [\1, mine]", text, flags=re.MULTILINE), encoding="utf-8")
    assert "mine" in config.read_text(encoding="utf-8")
    assert "Raised by both: 1" in _run("rules", "backtest", mine, "--config", config)


def test_what_a_draft_adds_can_fail_a_build(config: Path, tmp_path: Path) -> None:
    draft = tmp_path / "draft.yaml"
    draft.write_text(
        "facts: {posts: {label: {es: p, en: p}, counts: post, nouns: {es: [puesto]}}}\n"
        "rules: [{id: posts, title: {es: p, en: p}, fact: posts, same: [place], check: {kind: quantity}}]\n",
        encoding="utf-8",
    )
    folder = tmp_path / "archive"
    article(folder, "x", "Hay 90 puestos en Kursk.", "X", "2024-11-29")
    article(folder, "y", "Hay 20 puestos en Kursk.", "Y", "2024-11-30")
    told = _run("rules", "backtest", draft, "--articles", folder, "--fail-on", "medium", "--config", config, code=1)
    assert "Would be raised, and is not by the rules in force: 1" in told
    _run("rules", "backtest", draft, "--articles", folder, "--fail-on", "critical", "--config", config)
    assert "in force: 0" in _run("rules", "backtest", draft, "--config", config), "the store's articles have no posts"
    _run("rules", "backtest", draft, "--since", "soon", "--config", config, code=2)


def test_coverage_ends_with_1_where_something_is_missing(tmp_path: Path) -> None:
    _run("rules", "new", "drones", "--es", "dron,drones", "--dir", tmp_path)
    found = json.loads(_run("rules", "coverage", tmp_path / "drones.yaml", "--json", code=1))
    assert found["facts"]["drones"] == {"en": 0, "es": 2}
    assert found["rules"][0]["alerts"] == {"contradiction": 1, "dispute": 1}
