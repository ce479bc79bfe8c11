"""Files of a kind that are broken: told with their line and what to do, and they stop only what uses them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import notifiers
from checker import app as parts
from checker.cli import app
from checker.daemon import run_once
from checker.model.errors import BadFile
from checker.plugins import load_kinds
from tests.story import ONE, TWO, article, project

FILES = {
    "exits": ("print('loud')\nraise SystemExit(3)\n", 2, "SystemExit: 3"),
    "halfwritten": ("import json\n\ndef build(:\n", 3, "SyntaxError: invalid syntax"),
    "unfound": ("import nothing_of_this_name\n", 1, "ModuleNotFoundError"),
    "lacking": ("Options = object\n", 0, "lacks build, preview"),
}
PREVIEWS = "Options = build = object\n\ndef preview(message, templates):\n    return 1 / 0\n"


@pytest.fixture(params=FILES)
def broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[str]:
    """A broken file, and one that breaks when it is used, among the notifiers."""
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / f"{request.param}.py").write_text(FILES[request.param][0])
    (folder / "previews.py").write_text(PREVIEWS)
    monkeypatch.setattr(notifiers, "__path__", [*notifiers.__path__, str(folder)])
    notifiers.kinds.cache_clear()
    yield request.param
    monkeypatch.undo()
    notifiers.kinds.cache_clear()


def test_a_broken_file_is_told_and_stops_nothing_else(
    broken: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, line, what = FILES[broken]
    where = f"{broken}.py:{line}" if line else f"{broken}.py"
    file = project(tmp_path)
    article(tmp_path / "in", "a", ONE, "A")
    article(tmp_path / "in", "b", TWO, "B")
    with parts.parts(parts.settings(file)) as made:
        run_once(made)
    told = capsys.readouterr()
    assert where in told.err
    assert what in told.err
    assert "loud" not in told.out
    done = CliRunner().invoke(app, ["doctor", "--config", str(file)])
    assert done.exit_code == 1
    assert f"{where}: " in done.stdout
    assert "take it out of the folder" in done.stdout
    shown = CliRunner().invoke(app, ["notify", "preview", "webhook", "--config", str(file)])
    assert (shown.exit_code, json.loads(shown.stdout)["version"]) == (0, 1)


def test_what_uses_a_broken_file_is_stopped(broken: str, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["notify", "preview", broken])
    assert isinstance(done.exception, BadFile)
    used = CliRunner().invoke(app, ["notify", "preview", "previews"])
    assert "previews.py:4: " in str(used.exception)
    file = project(tmp_path, f"{{kind: {broken}}}")
    with pytest.raises(BadFile, match=f"{broken}.py"), parts.parts(parts.settings(file)):
        pass


def test_ctrl_c_is_let_through(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "stopped.py").write_text("raise KeyboardInterrupt\n")
    monkeypatch.setattr(notifiers, "__path__", [str(tmp_path)])
    with pytest.raises(KeyboardInterrupt):
        load_kinds(notifiers)
