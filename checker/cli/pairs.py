"""Files of pairs, one JSON object a line, for `why --pairs` and `names compare --pairs`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer

from checker.cli.output import note, out_json
from checker.cli.speech import language, t
from checker.model.errors import BadInput
from checker.texts import in_language, of_system, said


def pair_lines(file: str) -> Iterator[tuple[str, Any]]:
    """Every line's place (`FILE:LINE`) and value, which is a BadInput for a line that is no JSON; `-` reads standard
    input. Raises BadInput for a file that cannot be read."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(said("intake.of", name=file, error=said("intake.unreadable", error=of_system(error)))) from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{file}:{number}", json.loads(line)
            except (ValueError, RecursionError) as error:
                yield f"{file}:{number}", BadInput(said("intake.not_json", error=error))


def bad_pair(where: str, error: BaseException, **named: Any) -> None:
    """Tell of a pair that has no answer, in its place and on stderr."""
    fault = in_language(error, language())
    out_json({**named, "error": fault})
    note(f"{where}: {fault}")


def end_of_pairs(good: int, bad: int) -> None:
    """Exit 2 where a pair had no answer."""
    if bad:
        note(t("error.bad_pairs", count=bad, good=good))
        raise typer.Exit(2)
