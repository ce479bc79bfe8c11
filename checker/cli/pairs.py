"""Files of pairs, one JSON object a line, for `why --pairs` and `names compare --pairs`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.model.errors import BadInput


def pair_lines(file: str) -> Iterator[tuple[str, Any]]:
    """Every line's place (`FILE:LINE`) and value; `-` reads standard input. Raises BadInput for a bad line."""
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{file}: cannot be read: {error.strerror}") from None
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield f"{file}:{number}", json.loads(line)
            except ValueError as error:
                raise BadInput(f"{file}:{number}: is not JSON: {error}") from None
