"""The pages about what outside tools rely on, made from the program: its commands, and the JSON that it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from checker.cli import app
from checker.texts import program

HEAD = """# Commands

Made from the help texts (`discrepa COMMAND --help`) by `scripts/reference.py`. Every command takes `--config FILE`
(default, `config.yaml` here). Data goes to stdout, everything else to stderr. Exit codes: 0 good, 1 findings (where a
command looks for them), 2 bad input or configuration. The language is `language:` of the configuration, or
`DISCREPA_LANGUAGE`. What `--json` prints is in [json.md](json.md).
"""
ARTICLES = (
    {
        "id": "kursk-3",
        "lang": "es",
        "source": "El Faro",
        "published": "2025-01-13",
        "text": "Según Kiev, unos 300 soldados norcoreanos murieron en Kursk el 12 de enero.",
    },
    {
        "id": "kursk-4",
        "lang": "es",
        "source": "El Puerto",
        "published": "2025-01-13",
        "text": "Según Moscú, 30 soldados norcoreanos murieron en Kursk el 12 de enero.",
    },
)
WIDTH = 118


def walk(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command with the words that call it, in the order of the help text."""
    for name, one in getattr(command, "commands", {}).items():
        yield from walk(one, (*path, name))
    if not hasattr(command, "commands"):
        yield path, command


def commands_page() -> str:
    """docs/reference/commands.md."""
    parts = [HEAD]
    for path, command in walk(typer.main.get_command(app)):
        arguments = [one for one in command.params if one.param_type_name == "argument"]
        options = [one for one in command.params if one.param_type_name == "option" and "--config" not in one.opts]
        usage = " ".join(["discrepa", *path, *(one.metavar or one.name.upper() for one in arguments)])
        parts.append(f"## `{usage}`\n\n{command.help}\n")
        rows = [f"| `{_names(one)}` | {_cell(one.help)} |" for one in (*arguments, *options) if one.help]
        if rows:
            parts.append("| | |\n|---|---|\n" + "\n".join(rows) + "\n")
    return "\n".join(parts).replace(program(), "discrepa")  # however this script was started


def _names(one: Any) -> str:
    if one.param_type_name == "argument":
        return _cell(one.metavar or one.name.upper())
    names = ", ".join([*one.opts, *one.secondary_opts])
    return names if one.is_flag else _cell(f"{names} {one.metavar or 'VALUE'}")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def json_page(page: str) -> str:
    """docs/reference/json.md with what the commands print now in its marked blocks."""
    with tempfile.TemporaryDirectory() as folder:
        _lines(Path(folder, "both.jsonl"), ARTICLES)
        _lines(Path(folder, "names.jsonl"), [{"a": "Beloúsov", "b": "Andrey Belousov"}])
        first, second = map(json.loads, _printed(folder, "read", "both.jsonl", "--json").splitlines())
        _lines(Path(folder, "pairs.jsonl"), [{"id": 1, "a": first["statements"][0], "b": second["statements"][0]}])
        made = {
            "read": first,
            "check": json.loads(_printed(folder, "check", "both.jsonl", "--format", "json")),
            "why": json.loads(_printed(folder, "why", "--pairs", "pairs.jsonl", "--json")),
            "names": json.loads(_printed(folder, "names", "compare", "--pairs", "names.jsonl", "--json")),
        }
    for name, one in made.items():
        begin = page.index("```json\n", page.index(f"<!-- made: {name} -->")) + len("```json\n")
        page = page[:begin] + _shown(one) + "\n" + page[page.index("```", begin) :]
    return page


def _lines(file: Path, content: Any) -> None:
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in content), encoding="utf-8")


def _printed(folder: str, *arguments: str) -> str:
    """What a command prints, in English, under the shipped rules."""
    done = subprocess.run(
        [sys.executable, "-m", "checker", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=folder,
        env={**os.environ, "DISCREPA_LANGUAGE": "en"},
    )
    return done.stdout


def _shown(data: Any, indent: int = 0) -> str:
    """JSON with short parts on one line, long ones unfolded."""
    flat = json.dumps(data, ensure_ascii=False)
    if len(flat) + indent <= WIDTH or not isinstance(data, dict | list) or not data:
        return flat
    pad = " " * (indent + 1)
    if isinstance(data, dict):
        inner = [f"{json.dumps(key)}: {_shown(one, indent + 1 + len(key) + 4)}" for key, one in data.items()]
        return "{" + f",\n{pad}".join(inner) + "}"
    return "[" + f",\n{pad}".join(_shown(one, indent + 1) for one in data) + "]"
