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

HINTED = 5  # names that a hint gives
_LISTED = "', '"  # what stands between names in quotes
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
    """`; did you mean 'x'?` in the language of this run, with those of which the word is a part, or else the one
    that is most like it; an empty string when there is none."""
    from checker.yamldoc import nearest  # imported here because only a mistake needs it

    names = sorted(known)
    longer = [name for name in names if len(word) > 1 and word.casefold() in name.casefold()]
    meant = longer[:HINTED] or list(filter(None, [nearest(word, names)]))
    return f"; {say('faults.did_you_mean', language(), near=_LISTED.join(meant))}" if meant else ""


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
