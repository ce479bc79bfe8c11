"""A starter project, in the language of who starts it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from checker.cli.init import translated
from checker.shipped import shipped
from checker.texts import texts

COMMENT = re.compile(r"^(?:.*\s)?# (\S.*)$", re.MULTILINE)


@pytest.mark.parametrize("name", ["config.yaml", "env.example"])
def test_every_comment_has_a_text_and_nothing_else_changes(name: str) -> None:
    text = shipped(name).read_text(encoding="utf-8")
    said = {key: one for key, one in texts("en").items() if key.startswith("starter.")}
    comments = {one for one in COMMENT.findall(text) if not one.startswith("DISCREPA_")}
    assert comments <= set(said.values())
    assert translated(text, "en") == text
    spanish = translated(text, "es")
    left = {one for one in COMMENT.findall(spanish) if not one.startswith("DISCREPA_")}
    assert left == {texts("es")[key] for key, one in said.items() if one in comments}
    ours, theirs = yaml.safe_load(spanish), yaml.safe_load(text)
    assert ours == (theirs and {**theirs, "language": "es"})


@pytest.mark.parametrize(("locale", "lang"), [("es_ES.UTF-8", "es"), ("en_GB.UTF-8", "en"), ("tr_TR.UTF-8", "en")])
def test_a_new_project_speaks_as_the_machine_does_wherever_it_is_started(
    tmp_path: Path, locale: str, lang: str
) -> None:
    (tmp_path / "config.yaml").write_text("language: en\n", encoding="utf-8")  # as the folder of the program has one
    environment = {name: value for name, value in os.environ.items() if name not in ("DISCREPA_LANGUAGE", "LC_ALL")}
    subprocess.run(
        [sys.executable, "-m", "checker", "init", "mine"],
        cwd=tmp_path,
        env={**environment, "LC_MESSAGES": locale, "PYTHONPATH": str(Path(__file__).parents[2])},
        check=True,
        capture_output=True,
    )
    assert yaml.safe_load((tmp_path / "mine" / "config.yaml").read_text(encoding="utf-8"))["language"] == lang
