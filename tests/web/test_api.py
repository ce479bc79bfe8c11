"""The API under Schemathesis, which makes requests out of its description: none may break it or belie it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from checker import app, daemon
from checker.web.server import serving
from tests.story import ONE, TWO, article, project

TOKEN = "a-token-of-some-length"
EXAMPLES = os.environ.get("DISCREPA_EXAMPLES", "4")  # of each operation; 500 for a long look


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[str]:
    """The address of a desk that asks for a token, over a disagreement."""
    file = project(tmp_path, desk=f"{{port: 0, token: {TOKEN}}}")
    article(tmp_path / "in", "one", ONE, "El Norte")
    article(tmp_path / "in", "two", TWO, "El Sur")
    with app.parts(app.settings(file)) as made:
        daemon.run_once(made)
        with serving(made) as address:
            yield address or ""


def test_the_api_is_what_it_says_whatever_is_asked(desk: str, tmp_path: Path) -> None:
    schemathesis = Path(sys.executable).with_name("schemathesis")
    command = [
        *(schemathesis, "run", f"{desk}api/v1/openapi.json", "--header", f"Authorization: Bearer {TOKEN}"),
        *("--exclude-path-regex", "rules/try$"),  # each try starts a process that reads everything once more
        *("--checks", "all", "--max-examples", EXAMPLES, "--continue-on-failure", "--no-color"),
        *("--request-timeout", "150"),  # a draft of rules is tried in a process of its own
        *([] if "DISCREPA_EXAMPLES" in os.environ else ["--generation-deterministic"]),
    ]
    ran = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=3600)
    assert ran.returncode == 0, ran.stdout[-8000:] + ran.stderr[-2000:]
