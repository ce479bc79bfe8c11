"""A starter project, in the language of who starts it."""

from __future__ import annotations

import re

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
