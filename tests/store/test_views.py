"""The views that others read with Datasette or sqlite3: numbers are numbers, and a first page costs no more than itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from checker import app, daemon
from tests.story import ONE, TWO, article, project


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A filled store as another program opens it."""
    folder = tmp_path_factory.mktemp("views")
    article(folder / "in", "one", ONE, "El Norte")
    article(folder / "in", "two", TWO, "El Sur")
    with app.parts(app.settings(project(folder))) as parts:
        daemon.run_once(parts)
        file = Path(parts.store_file)
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as found:
        found.row_factory = sqlite3.Row
        yield found


def test_what_is_open(db: sqlite3.Connection) -> None:
    (one,) = db.execute("SELECT * FROM open_discrepancies").fetchall()
    assert (one["rule"], one["fact"], one["ratio"]) == ("troops-disagree", "troops", 3.0)
    assert one["title_es"] != one["title"]


def test_every_statement_with_its_article(db: sqlite3.Connection) -> None:
    rows = db.execute("SELECT outlet, claimant, low, unit, quote FROM statements_flat ORDER BY low DESC").fetchall()
    assert [(row["outlet"], row["claimant"], row["low"]) for row in rows] == [
        ("El Norte", "Kiev", 12000.0),
        ("El Sur", "Seúl", 4000.0),
    ]
    assert all(row["quote"] in ONE + TWO for row in rows)


def test_figures_by_fact(db: sqlite3.Connection) -> None:
    sql = "SELECT said_by, high FROM figures_over_time WHERE fact = 'troops' AND high > 5000"
    assert [tuple(row) for row in db.execute(sql)] == [("Kiev", 12000.0)]
    assert db.execute("SELECT count(*) FROM figures_over_time WHERE fact = 'killed'").fetchone()[0] == 0


@pytest.mark.parametrize("view", ["open_discrepancies", "statements_flat", "figures_over_time"])
def test_a_page_is_read_without_sorting_everything(db: sqlite3.Connection, view: str) -> None:
    plan = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} LIMIT 100")]
    assert not [step for step in plan if "B-TREE" in step or "MATERIALIZE" in step], plan
    by_fact = [row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN SELECT * FROM {view} WHERE fact = 'killed'")]
    assert view == "open_discrepancies" or "statements_fact" in " ".join(by_fact), by_fact
