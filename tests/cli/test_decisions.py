"""Exceptions, entities and dismissals as a user decides them, over a real store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from checker import app as parts
from checker.cli import app
from checker.daemon import run_once
from checker.model.errors import BadInput
from tests.story import ONE, TWO, article, project


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A project with one disagreement about troops and one about an office."""
    file = project(tmp_path)
    article(tmp_path / "in", "a", f"{ONE}\nLa ministra de Sanidad de Uruguay, Lucía Arocena, presentó el plan.", "A")
    article(tmp_path / "in", "b", f"{TWO}\nHabló la ministra de Sanidad de Uruguay, Carmen Ferrando.", "B")
    _round(file)
    return file


def _round(config: Path) -> None:
    with parts.parts(parts.settings(config)) as made:
        run_once(made)


def _run(config: Path, *arguments: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, [*arguments, "--config", str(config)])
    assert done.exit_code == code, done.output
    return done.stdout


def _open(config: Path) -> dict[str, str]:
    return {one["rule"]: one["id"] for one in json.loads(_run(config, "discrepancies", "list", "--json"))}


def test_an_exception_is_listed_holds_and_can_be_revoked(config: Path) -> None:
    found = _open(config)
    assert {"troops-disagree", "offices-two-holders"} <= found.keys()
    _run(config, "exceptions", "add", found["troops-disagree"], "--reason", "one counts the staff", "--author", "ana")
    _round(config)
    assert "troops-disagree" not in _open(config)
    (one,) = json.loads(_run(config, "exceptions", "list", "--json"))
    assert (one["author"], one["reason"], one["fact"]) == ("ana", "one counts the staff", "troops")
    _run(config, "exceptions", "revoke", one["id"][:6])
    _round(config)
    assert _open(config)["troops-disagree"] == found["troops-disagree"]
    assert json.loads(_run(config, "exceptions", "list", "--json")) == []


def test_two_names_are_merged_and_split_again(config: Path) -> None:
    assert "lucia-arocena" in _run(config, "entities", "list", "arocena")
    _run(config, "entities", "merge", "Lucía Arocena", "Carmen Ferrando", "--reason", "married")
    _round(config)
    assert "offices-two-holders" not in _open(config)
    (both,) = json.loads(_run(config, "entities", "list", "arocena", "--json"))
    assert set(both["spellings"]) == {"Lucía Arocena", "Carmen Ferrando"}
    assert both["first_given"] != []
    _run(config, "entities", "split", "Lucía Arocena", "Carmen Ferrando")
    _round(config)
    assert "offices-two-holders" in _open(config)


def test_a_dismissal_shows_in_the_list_of_rules(config: Path) -> None:
    _run(config, "discrepancies", "dismiss", _open(config)["troops-disagree"], "--reason", "two months")
    fared = {one["id"]: one for one in json.loads(_run(config, "rules", "list", "--json"))}
    assert (fared["troops-disagree"]["alerts"], fared["troops-disagree"]["false_alarms"]) == (1, 1)
    assert fared["troops-disagree"]["false_alarm_share"] is None, "one alert says nothing of a share"
    assert "«two months»" in _run(config, "rules", "show", "troops-disagree")


@pytest.mark.parametrize("prefix", ["", "%", "*", "_", "[a-z0-9]", "?"])
def test_an_id_that_is_empty_or_a_pattern_is_nobodys(config: Path, prefix: str) -> None:
    before = _open(config)
    _run(config, "exceptions", "add", before["troops-disagree"], "--reason", "staff", "--author", "ana")
    _run(config, "silences", "add", "rule=troops-disagree", "--for", "2h", "--reason", "known", "--author", "ana")
    for command in (
        ["discrepancies", "dismiss", prefix, "--reason", "x"],
        ["discrepancies", "show", prefix],
        ["exceptions", "revoke", prefix],
        ["silences", "expire", prefix],
        ["notify", "replay", prefix],
        ["why", prefix, prefix],
    ):
        done = CliRunner().invoke(app, [*command, "--config", str(config)])
        assert isinstance(done.exception, BadInput), (command, done.output)
    assert _open(config) == before


def test_a_user_without_a_name_decides_under_its_number(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 4_012_345)  # `docker run --user 4012345`
    _run(config, "exceptions", "add", _open(config)["troops-disagree"], "--reason", "one counts the staff")
    (one,) = json.loads(_run(config, "exceptions", "list", "--json"))
    assert one["author"] == "uid-4012345"
