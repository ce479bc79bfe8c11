"""A Slack thread and a mail thread over the whole way: articles on disk, two runs of the program, one thread."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.cli.test_cli import run
from tests.notifiers.slack_double import TOKEN, Workspace
from tests.story import ONE, TWO, article, project

WORSE = "Según Seúl, hay unos 1.000 soldados norcoreanos en Kursk."


@pytest.fixture
def workspace(httpserver: HTTPServer) -> Workspace:
    return Workspace(httpserver)


def _run(folder: Path) -> None:
    done = run("run", "--once", cwd=folder)
    assert done.returncode == 0, done.stderr
    assert TOKEN not in done.stderr + done.stdout
    store = b"".join(file.read_bytes() for file in folder.glob("state.db*"))
    assert TOKEN.encode() not in store


def test_a_run_goes_on_in_the_thread_of_the_run_before(tmp_path: Path, workspace: Workspace) -> None:
    (tmp_path / "token").write_text(TOKEN, encoding="utf-8")
    project(tmp_path, f"{{kind: slack, token_file: token, channel: C0123, api: '{workspace.api}'}}")
    article(tmp_path / "in", "one", ONE, "A")
    article(tmp_path / "in", "two", TWO, "B")
    _run(tmp_path)
    (root,) = workspace.roots
    assert "about 12,000" in root["text"]
    assert "edited" not in root
    article(tmp_path / "in", "two", WORSE, "B", published="2024-11-29")
    _run(tmp_path)
    assert workspace.roots == [root]
    assert root["edited"]
    assert "about 1,000" in root["text"]
    (reply,) = workspace.replies(root)
    assert "about 4,000" in str(reply["blocks"]), "what was told before"
    _run(tmp_path)
    assert len(workspace.messages) == 2, "nothing is told twice"
