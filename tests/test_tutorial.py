"""The tutorial does what it says: its commands are run as they stand, and every line that it quotes is printed."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGE = (Path(__file__).parent.parent / "docs/tutorial/your-first-disagreement.md").read_text(encoding="utf-8")
PROGRAM = Path(sys.executable).with_name("discrepa")


def quoted() -> list[str]:
    """Every line of output that the page quotes."""
    return [line for block in re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]


def pattern(line: str) -> re.Pattern[str]:
    """A quoted line, with anything where it has `…` and any number of blanks where the table has some."""
    text = re.escape(re.sub(r" {2,}", "  ", line.strip()))
    return re.compile(text.replace("…", ".*").replace(r"\ \ ", r"\s+").replace("  ", r"\s+"))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Everything that the page's commands print, one after the other, in a folder of its own."""
    folder = tmp_path_factory.mktemp("tutorial")
    out = run(folder, "init my-watch")
    folder /= "my-watch"
    commands = [line.removeprefix("$ uv run discrepa ") for line in re.findall(r"^\$ uv run discrepa .*$", PAGE, re.M)]
    ids: dict[str, str] = {}
    for command in commands[1:]:
        if command == "run":  # the desk; what is done there is tried in tests/web
            found = run(folder, "discrepancies list")
            ids["first"] = re.findall(r"^(\w{12}) .*Injured", found, re.M)[0]
            ids["ID"] = re.findall(r"^(\w{12}) .*Death tolls", found, re.M)[0]
            run(folder, f"discrepancies ack {ids['first']}")
            continue
        if "SILENCE" in command:
            ids["SILENCE"] = re.findall(r"^(\w{8}) +id=", out, re.M)[-1]
        for name, known in ids.items():
            command = re.sub(rf"\b{name}\b", known, command)
        out += run(folder, command)
    yield out
    shutil.rmtree(folder)


def run(folder: Path, command: str) -> str:
    ran = subprocess.run([PROGRAM, *shlex.split(command)], cwd=folder, capture_output=True, text=True, timeout=300)
    assert ran.returncode == 0, f"{command}: {ran.stderr[-2000:]}"
    return ran.stdout


def test_every_quoted_line_is_printed(printed: str) -> None:
    lines = [line.strip() for line in printed.splitlines()]
    assert len(quoted()) > 10
    assert [line for line in quoted() if not any(pattern(line).fullmatch(one) for one in lines)] == []


def test_it_names_as_many_kinds_of_disagreement_and_articles_as_there_are(printed: str) -> None:
    assert printed.count("Sources disagree: ") >= 5
    seeds = Path(__file__).parent.parent / "seeds"
    assert len([file for file in seeds.iterdir() if file.name[0].isdigit()]) == 13
