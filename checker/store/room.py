"""How much room the disk of the store has left: what a full one means is told before it is full."""

from __future__ import annotations

import shutil
from pathlib import Path

from checker.texts import Said, said

LEAST = 64 * 2**20  # bytes; a day of a busy newsroom takes less


def free_room(file: Path) -> int:
    """Bytes that are free for this user on the disk of a file that is there or will be."""
    folder = next(one for one in file.absolute().parents if one.is_dir())
    return shutil.disk_usage(folder).free


def short_of_room(file: Path) -> Said | None:
    """What to tell where little is left, and what to do; None where there is enough."""
    left = free_room(file)
    return said("store.short_of_room", file=file, left=f"{left / 1e6:.0f}") if left < LEAST else None
