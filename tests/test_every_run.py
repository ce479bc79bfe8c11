"""The same articles give the same statements and the same discrepancies in every run, whatever the order of sets in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.streams import FILES, load, name_of


def lines() -> str:
    """Every article of the stories, as `discrepa read -` and `discrepa check -` take them."""
    given = []
    for file in FILES:
        story = load(file)
        for told in story["statements"]:
            keys = {key: str(told[key]) for key in ("title", "published") if key in told}
            one = {"id": name_of(story, told["id"]), "source": told["outlet"], "text": told["says"], **keys}
            given.append(json.dumps(one, ensure_ascii=False))
    return "\n".join(given)


def told(seed: int, *command: str) -> str:
    """What a command prints in a process whose sets are ordered by `seed`."""
    settings = {**os.environ, "PYTHONHASHSEED": str(seed)}
    done = subprocess.run(
        [sys.executable, "-m", "checker", *command],
        input=lines(),
        env=settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "command", [("read", "-", "--json"), ("check", "-", "--format", "json")], ids=("read", "check")
)
def test_the_order_of_sets_decides_nothing(command: tuple[str, ...]) -> None:
    first = told(1, *command)
    assert len(first) > 100_000
    assert told(7, *command) == first
