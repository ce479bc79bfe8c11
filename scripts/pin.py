"""Write the exact versions of every dependency into pyproject.toml's `[tool.uv] constraint-dependencies`.

    uv run scripts/pin.py            # keep to what is pinned, add what is missing
    uv run scripts/pin.py --upgrade  # take the newest versions that fit

uv.lock names registry addresses and is not committed; these pins are, and they hold on every machine.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

FILE = Path(__file__).parent.parent / "pyproject.toml"
START, END = "constraint-dependencies = [\n", "]\n"


def exported(*options: str) -> list[str]:
    """`name==version; marker` of everything that any group needs, sorted."""
    command = ["uv", "export", "--all-groups", "--no-hashes", "--no-annotate", "--no-header", "--no-emit-project"]
    text = subprocess.run([*command, *options], check=True, capture_output=True, text=True, cwd=FILE.parent).stdout
    return sorted(line.strip() for line in text.splitlines() if re.match(r"[A-Za-z0-9]", line))


def without_pins(text: str) -> str:
    """pyproject.toml with an empty list of pins."""
    if START not in text:
        return text.replace("[tool.uv]\n", f"[tool.uv]\n{START}{END}", 1)
    head, rest = text.split(START, 1)
    return head + START + rest[rest.index(END) :]


def with_pins(text: str, pins: list[str]) -> str:
    """pyproject.toml with these pins."""
    lines = "".join(f'  "{pin.replace(chr(34), chr(39))}",\n' for pin in pins)
    return without_pins(text).replace(START, START + lines, 1)


def main() -> None:
    """Refresh the pins in place."""
    text = FILE.read_text(encoding="utf-8")
    if "--upgrade" in sys.argv[1:]:
        FILE.write_text(without_pins(text), encoding="utf-8")
        pins = exported("--upgrade")
    else:
        pins = exported()
    FILE.write_text(with_pins(text, pins), encoding="utf-8")
    subprocess.run(["uv", "lock"], check=True, cwd=FILE.parent)
    print(f"{len(pins)} versions pinned")


if __name__ == "__main__":
    main()
