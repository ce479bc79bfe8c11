"""The statements that a backtest judges: those of the store, or of articles that are read for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import note
from checker.cli.speech import t
from checker.clock import utc_now
from checker.model.errors import BadInput

if TYPE_CHECKING:
    from checker.config import Loaded
    from checker.model.article import Article
    from checker.reading import Reader
    from checker.rulebook.book import Rulebook
    from checker.rulelab.material import Gathered


def gather(
    loaded: Loaded, drafts: Rulebook, running: Rulebook, *, since: str | None, paths: Sequence[Path], seconds: float
) -> Gathered:
    """From the paths, else from the store."""
    from checker import app as parts
    from checker.rulelab import material

    def reader() -> Reader:
        return parts.reader(loaded, drafts)

    if paths:
        return material.given(reader(), _given(paths), seconds)
    if not parts.store_file(loaded).exists():
        raise BadInput(t("rules.no_store", file=parts.store_file(loaded)))
    with parts.store(loaded) as store:
        return material.stored(store, drafts, running, _start(since), reader, seconds)


def _start(since: str | None) -> datetime | None:
    from checker.alertconfig import duration

    if since is None:
        return None
    try:
        return utc_now() - duration(since)
    except ValueError as error:
        raise BadInput(f"--since {since}: {error}") from None


def _given(paths: Sequence[Path]) -> list[Article]:
    from checker.intake.files import read_path

    found = []
    for path in paths:
        for item in read_path(path):
            if item.article is None:
                note(f"{item.name}: {item.error}")
            else:
                found.append(item.article)
    if not found:
        raise BadInput(t("rules.no_articles", paths=", ".join(map(str, paths))))
    return found
