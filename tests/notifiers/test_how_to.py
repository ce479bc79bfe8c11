"""The notifier that docs/how-to/write-a-notifier.md writes: one file, found by its name, good for every command."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from typer.testing import CliRunner, Result
from werkzeug import Response

import notifiers
from checker import cli
from tests.notifiers.conftest import SECRET

PAGE = Path(__file__).parent.parent.parent / "docs/how-to/write-a-notifier.md"


@pytest.fixture
def ticker(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The page's file among the notifiers, and nothing else changed."""
    (source,) = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "ticker.py").write_text(source, encoding="utf-8")
    monkeypatch.setattr(notifiers, "__path__", [*notifiers.__path__, str(folder)])
    notifiers.kinds.cache_clear()
    yield
    sys.modules.pop("notifiers.ticker", None)
    notifiers.kinds.cache_clear()


def _discrepa(folder: Path, *words: str) -> Result:
    return CliRunner().invoke(cli.app, [*words, "--config", str(folder / "config.yaml")])


def _configured(folder: Path, url: str) -> None:
    (folder / "token").write_text(SECRET, encoding="utf-8")
    text = f"notifiers:\n  wall: {{kind: ticker, url: '{url}', token_file: token}}\nroutes: [{{to: wall}}]\n"
    (folder / "config.yaml").write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("ticker")
def test_it_is_found_by_its_file_and_arrives(tmp_path: Path, httpserver: HTTPServer) -> None:
    headers = {"Authorization": f"Bearer {SECRET}"}
    httpserver.expect_request("/lines", headers=headers).respond_with_data("ok")
    _configured(tmp_path, httpserver.url_for("/lines"))
    done = _discrepa(tmp_path, "notify", "test", "wall")
    assert done.exit_code == 0, done.output
    ((request, _),) = httpserver.log
    told = json.loads(request.data)
    assert told["id"].startswith("test-")
    shown = _discrepa(tmp_path, "notify", "preview", "ticker").output.strip()
    assert told["line"] == shown[:120]
    assert "11,000" in shown


@pytest.mark.usefixtures("ticker")
@pytest.mark.parametrize("status", [403, 429, 503])
def test_what_goes_wrong_is_told_without_a_secret(tmp_path: Path, httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/lines").respond_with_response(Response(SECRET, status, {"Retry-After": "7"}))
    _configured(tmp_path, httpserver.url_for("/lines"))
    done = _discrepa(tmp_path, "notify", "test", "wall")
    assert done.exit_code == 1
    assert f"the ticker answered {status}" in done.output
    assert SECRET not in done.output


@pytest.mark.usefixtures("ticker")
def test_its_options_are_checked_like_any(tmp_path: Path) -> None:
    _configured(tmp_path, "nonsense")
    done = _discrepa(tmp_path, "notify", "test", "wall")
    assert done.exception is not None
    assert "must be a web address" in str(done.exception)
