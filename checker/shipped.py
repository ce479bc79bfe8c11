"""Where the files that come with the program lie: rules, the sample story, the starting configuration."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parent


def shipped(name: str) -> Path:
    """A shipped file or folder: at the top of a checkout, inside the package of an installed wheel."""
    inside = _PACKAGE / "shipped_files" / name
    return inside if inside.exists() else _PACKAGE.parent / name
