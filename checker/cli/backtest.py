"""The statements that a backtest judges: those of the store, or of articles that are read for it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from checker.cli.output import note
from checker.cli.speech import t
from checker.clock import utc_now
from checker.model.decision import Decided
from checker.model.errors import BadInput

if TYPE_CHECKING:
    from checker.config import Loaded
    from checker.model.article import Article
    from checker.model.statement import Statement
    from checker.rulebook.book import Rulebook


@dataclass(frozen=True, slots=True)
class Gathered:
    """`articles` of `of` were looked at before the time was up."""

    statements: list[Statement]
    articles: int
    of: int
    decided: Decided


def gather(
    loaded: Loaded, drafts: Rulebook, running: Rulebook, *, since: str | None, paths: Sequence[Path], seconds: float
) -> Gathered:
    """From the paths, else from the store. What is stored was read for the facts in force: where a draft has facts
    or words of its own, the articles are read again, the newest first, for at most so many seconds."""
    from checker import app as parts

    if paths:
        given = _given(paths)
        statements, count = _read(loaded, drafts, given, seconds)
        return Gathered(statements, count, len(given), Decided())
    if not parts.store_file(loaded).exists():
        raise BadInput(t("rules.no_store", file=parts.store_file(loaded)))
    start = _start(since)
    with parts.store(loaded) as store:
        decided = store.decided()
        wanted = store.articles_since(start)
        facts = {rule.fact.id for rule in drafts.rules}
        if all(drafts.facts[fact] == running.facts.get(fact) for fact in facts):
            inside = set(wanted)
            after = {str(rule.check.params.get("after")) for rule in drafts.rules}
            statements = [one for one in store.statements(facts | after) if one.article in inside]
            return Gathered(statements, len(wanted), len(wanted), decided)
        statements, count = _read(
            loaded, drafts, [kept.article for one in wanted if (kept := store.article(one)) is not None], seconds
        )
    return Gathered(statements, count, len(wanted), decided)


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


def _read(loaded: Loaded, drafts: Rulebook, articles: Sequence[Article], seconds: float) -> tuple[list[Statement], int]:
    """Statements, and of how many articles, until the time is up."""
    from checker import app as parts

    reader = parts.reader(loaded, drafts)
    statements: list[Statement] = []
    count = 0
    for article in _in_time(articles, seconds):
        statements += reader.read(article).statements
        count += 1
    return statements, count


def _in_time(articles: Sequence[Article], seconds: float) -> Iterator[Article]:
    end = time.monotonic() + seconds
    for article in articles:
        yield article
        if time.monotonic() > end:
            return
