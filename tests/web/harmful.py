"""A desk whose articles were written to do harm, for the tests that look at what comes of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from checker import app, daemon
from checker.app import Parts
from tests.story import ONE, article, project

EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>'


@contextmanager
def harmful(folder: Path, text: str, url: str) -> Iterator[Parts]:
    """A project with a discrepancy between a good article and one of such a text, outlet, title and address."""
    file = project(folder, desk="{port: 0}")
    article(folder / "in", "one", ONE, "El Norte")
    article(folder / "in", "two", text, f"'El Sur {EVIL}'\nurl: '{url}'\ntitle: 'Kursk {EVIL}'")
    with app.parts(app.settings(file)) as made:
        daemon.run_once(made)
        yield made
