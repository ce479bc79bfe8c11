"""Which language the command line speaks, decided before anything heavy is loaded.

`DISCREPA_LANGUAGE` wins, then `language:` of the configuration in use; where there is no configuration, and for who
starts a project or sees the demo, the locale of the machine (LC_ALL, LC_MESSAGES, LANG); then English.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from checker.texts import DEFAULT, say, spoken

_LINE = re.compile(r"^language:\s*[\"']?([a-z]{2})\b", re.MULTILINE)


@cache
def language() -> str:
    """The language of help, tables and messages of this run."""
    wanted = os.environ.get("DISCREPA_LANGUAGE") or _configured()
    return wanted if wanted in spoken() else DEFAULT


def t(key: str, **params: object) -> str:
    """A text of the command line, worded in its language."""
    return say(f"cli.{key}", language(), **params)


def hint(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` in the language of this run, or an empty string when nothing is near."""
    from checker.yamldoc import nearest  # imported here because only a mistake needs it

    near = nearest(word, known)
    return f"; {say('faults.did_you_mean', language(), near=near)}" if near else ""


def _configured() -> str | None:
    """The language of the configuration, by a glance at its text: a broken file must still be complained about."""
    arguments = sys.argv[1:]
    # a project that is yet to be made does not speak the language of the folder that it is started from
    file = Path("config.yaml") if arguments[:1] not in (["init"], ["demo"]) else None
    for index, argument in enumerate(arguments):
        if argument == "--config" and index + 1 < len(arguments):
            file = Path(arguments[index + 1])
        elif argument.startswith("--config="):
            file = Path(argument.removeprefix("--config="))
    if file is None:
        return _locale()
    try:
        found = _LINE.search(file.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return _locale()
    return found[1] if found else None


def _locale() -> str:
    """The language of the machine, as the environment tells it."""
    return next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")[:2]
