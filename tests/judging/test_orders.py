"""Order does not matter: any order of arrival, replays, edits and crashes leave the same bytes in a real store.

`DISCREPA_ORDERS=1000 uv run --group test pytest tests/judging/test_orders.py` tries a thousand; 50 unless told.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from checker import pipeline
from checker.judging import judge
from checker.judging.links import links
from checker.judging.neighbours import all_links, rules_of, touched
from checker.model.article import Article
from checker.model.statement import Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore
from checker.store.sqlite.rows import DISCREPANCY
from tests.streams import FILES

ORDERS = int(os.environ.get("DISCREPA_ORDERS", "50"))
NOW = datetime(2032, 1, 1, tzinfo=UTC)
STORIES_AT_ONCE = 3


class Crash(Exception):
    """The process ends here."""


class FragileStore(SqliteStore):
    """A store whose process ends in the n-th transaction: before it, or with all of it written and nothing kept."""

    left: int | None = None

    @contextmanager
    def writing(self) -> Iterator[Database]:
        with super().writing() as db:
            yield db
            if self.left is not None:
                self.left -= 1
                if self.left <= 0:
                    self.left = None
                    raise Crash


@pytest.fixture(scope="module")
def told(reader: Reader) -> list[list[Incoming]]:
    """The articles of every story, read once."""
    return [
        [_incoming(reader, f"{file.stem}:{one['id']}", one) for one in json.loads(file.read_text())["statements"]]
        for file in FILES
        if file.suffix == ".json"  # of single sentences: whole articles would take hours
    ]


def _incoming(reader: Reader, name: str, one: dict[str, str]) -> Incoming:
    article = Article(
        one["says"],
        id=name,
        outlet=one["outlet"],
        origin=one.get("origin"),
        published=TimeSpan.from_iso(one["published"]),
    )
    return Incoming(name, one["says"], article, reader.read(article))


def _expected(incoming: Sequence[Incoming], book: Rulebook, store: SqliteStore) -> dict[str, bytes]:
    """What judging finds, under the ids by which people know it: those are history."""
    statements = [one for each in incoming for one in each.reading.statements]
    found = [one for one in judge(statements, book).discrepancies if not one.held_back]
    stored = {one.discrepancy.id for one in store.discrepancies(everything=True)}
    names = store.names([one.id for one in found if one.id not in stored])
    named = [replace(one, id=names.get(one.id, one.id)) for one in found]
    assert len({one.id for one in named}) == len(named), "each has an id of its own"
    return {one.id: DISCREPANCY.dump_json(one) for one in named}


def _kept(store: SqliteStore) -> dict[str, bytes]:
    return {one.discrepancy.id: DISCREPANCY.dump_json(one.discrepancy) for one in store.discrepancies()}


def _as_first_printed(one: Incoming, other: Incoming) -> Incoming:
    """The article with another's text, as it stood before it was edited."""
    statements = tuple(replace(each, article=one.article.id, id="") for each in other.reading.statements)
    article = replace(one.article, text=other.article.text)
    return Incoming(one.identity, f"first {one.sha256}", article, replace(other.reading, statements=statements))


def _edited(one: Incoming) -> Incoming:
    article = replace(one.article, revision=2)
    statements = tuple(replace(each, revision=2, id="") for each in one.reading.statements)
    return replace(one, article=article, reading=replace(one.reading, statements=statements))


def test_any_order_and_any_crash_leave_the_same_bytes(
    told: list[list[Incoming]], book: Rulebook, tmp_path_factory: pytest.TempPathFactory
) -> None:
    @settings(max_examples=ORDERS, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    @given(st.integers(0, 2**32))
    def arrives(seed: int) -> None:
        chance = random.Random(seed)
        final = [one for story in chance.sample(told, STORIES_AT_ONCE) for one in story]
        arriving = list(final)
        for at in chance.sample(range(len(final)), 2):  # two are edited after they were printed
            first = _as_first_printed(final[at], chance.choice(final))
            final[at] = _edited(final[at])
            arriving[at] = first
            arriving.append(final[at])
        head, tail = arriving[: len(final)], arriving[len(final) :]
        chance.shuffle(head)
        arriving = head + tail + chance.sample(final, 2)  # and two come again
        file = tmp_path_factory.mktemp("orders") / "s.db"
        store = FragileStore(file)
        try:
            while arriving:
                batch, arriving = arriving[: (size := chance.randint(1, 9))], arriving[size:]
                store.left = chance.choice([None, None, 1, 2, 3])
                while True:
                    try:
                        store.save_poll("s", batch, {}, NOW, baseline=False)
                        pipeline.judge_dirty(store, book, NOW)
                        break
                    except Crash:
                        store.close()
                        store = FragileStore(file)
            assert _kept(store) == _expected(final, book, store)
            assert pipeline.judge_dirty(store, book, NOW) == 0, "nothing is left to judge"
        finally:
            store.close()

    arrives()


class Memory:
    """Statements that are looked up by their links."""

    def __init__(self, statements: Sequence[Statement], book: Rulebook) -> None:
        self.statements = {one.id: one for one in statements}
        self.links = {one.id: all_links(one, rules_of(book, one.fact)) for one in statements}

    def near(self, facts: Sequence[str], links: Sequence[tuple[str, int, int]]) -> set[str]:
        return {
            name
            for name, own in self.links.items()
            if self.statements[name].fact in facts
            and any(x.key == key and abs(x.day - day) <= max(x.reach, reach) for x in own for key, day, reach in links)
        }

    def load(self, ids: Sequence[str]) -> list[Statement]:
        return [self.statements[one] for one in ids]


def test_what_a_statement_touches_is_judged_as_in_the_whole(told: list[list[Incoming]], book: Rulebook) -> None:
    statements = [one for story in told for each in story for one in each.reading.statements]
    whole = judge(statements, book).discrepancies
    memory = Memory(statements, book)
    assert len(whole) >= 12
    for seed in statements:
        near = touched([seed], book, memory)  # type: ignore[arg-type]
        assert len(near) < len(statements) / 4, "a topic, not the store"
        ids = {one.id for one in near}
        wanted = [one for one in whole if {name for side in one.sides for name in side.statements} & ids]
        found = {one.id: one for one in judge(near, book).discrepancies}
        assert all(found[one.id] == one for one in wanted)


def test_links_of_a_statement_do_not_hang_on_the_others(told: list[list[Incoming]], book: Rulebook) -> None:
    (rule,) = (rule for rule in book.rules if rule.id == "killed-disagree")
    one = next(x for x in told[0][0].reading.statements)
    assert links(one, rule) == links(replace(one), rule)
    assert all(link.reach >= 0 for link in links(one, rule))
