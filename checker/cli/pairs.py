"""Files of pairs, one JSON object a line, for `why --pairs` and `names compare --pairs`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.model.errors import BadInput
from checker.texts import of_system, said


def pair_lines(file: str) -> Iterator[tuple[str, Any]]:
    """Every line's place (`FILE:LINE`) and value; `-` reads standard input. Raises BadInput for a bad line."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(said("intake.of", name=file, error=said("intake.unreadable", error=of_system(error)))) from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{file}:{number}", json.loads(line)
            except ValueError as error:
                raise BadInput(
                    said("intake.of", name=f"{file}:{number}", error=said("intake.not_json", error=error))
                ) from None
