"""The statements that a backtest judges: those of stored articles, or of articles that are read for it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeVar

from checker.model.article import Article
from checker.model.decision import Decided
from checker.model.statement import Statement
from checker.rulebook.book import Rulebook
from checker.store.base import Store

if TYPE_CHECKING:  # spaCy takes over a second to load, and a draft with faults reads nothing
    from checker.reading import Reader

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Gathered:
    """`articles` of `of` were looked at before the time was up."""

    statements: list[Statement]
    articles: int
    of: int
    decided: Decided


def stored(
    store: Store,
    drafts: Rulebook,
    running: Rulebook,
    since: datetime | None,
    reader: Callable[[], Reader],
    seconds: float,
) -> Gathered:
    """From the store, the newest articles first, for at most so many seconds. What is stored was read for the facts in
    force: where a draft has facts or words of its own, or one that came into force later, they are read again."""
    wanted = store.articles_since(since)
    facts = {rule.fact.id for rule in drafts.rules}
    statements: list[Statement] = []
    count = 0
    if all(drafts.facts[fact] == running.facts.get(fact) for fact in facts):
        facts |= {str(rule.check.params.get("after")) for rule in drafts.rules}
        for name in _in_time(wanted, seconds):
            statements += [one for one in store.statements_of(name) if one.fact in facts]
            count += 1
    # a fact that was put into the rules after the articles were read is in none of them
    if not facts <= {one.fact for one in statements}:
        articles = (kept.article for name in wanted if (kept := store.article(name)) is not None)
        statements, count = read(reader(), articles, seconds)
    return Gathered(statements, count, len(wanted), store.decided())


def given(reader: Reader, articles: Sequence[Article], seconds: float) -> Gathered:
    """From articles at hand."""
    statements, count = read(reader, articles, seconds)
    return Gathered(statements, count, len(articles), Decided())


def read(reader: Reader, articles: Iterable[Article], seconds: float) -> tuple[list[Statement], int]:
    """Statements, and of how many articles, until the time is up."""
    statements: list[Statement] = []
    count = 0
    for article in _in_time(articles, seconds):
        statements += reader.read(article).statements
        count += 1
    return statements, count


def _in_time(items: Iterable[Item], seconds: float) -> Iterator[Item]:
    end = time.monotonic() + seconds
    for item in items:
        yield item
        if time.monotonic() > end:
            return
