"""A small project on disk for tests that run the whole thing."""

from __future__ import annotations

import os
import time
from pathlib import Path

ONE = "Según Kiev, hay unos 12.000 soldados norcoreanos en Kursk."
TWO = "Según Seúl, hay unos 4.000 soldados norcoreanos en Kursk."


def article(folder: Path, name: str, text: str, outlet: str, published: str = "2024-11-29") -> Path:
    """One article file, old enough to be taken as finished."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.md"
    file.write_text(f"---\nsource: {outlet}\npublished: {published}\nlang: es\n---\n{text}\n", encoding="utf-8")
    past = time.time() - 60
    os.utime(file, (past, past))
    return file


def project(
    folder: Path, notifier: str = "{kind: console}", *, baseline: bool = False, desk: str = "{enabled: false}"
) -> Path:
    """A configuration that watches `in/` every second with the shipped rules; its path."""
    rules = Path(__file__).parent.parent / "rules"
    file = folder / "config.yaml"
    file.write_text(
        f"""
desk: {desk}
store: state.db
rules: {rules}
sources:
  - {{id: drop, kind: folder, path: in, every: 1s, baseline: {str(baseline).lower()}}}
notifiers:
  out: {notifier}
routes:
  - {{to: out, group_wait: 0s, group_interval: 0s}}
""",
        encoding="utf-8",
    )
    (folder / "in").mkdir(exist_ok=True)
    return file
