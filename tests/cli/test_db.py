"""`discrepa db` as a person would use it: a copy, a copy put back, and what is old let go."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.story import ONE, TWO, article, project


def _counts(store: Path) -> tuple[int, int, int]:
    """Articles, discrepancies and messages in a store."""
    with closing(sqlite3.connect(store)) as db:
        tables = ("articles", "discrepancies", "messages")
        one, two, three = (db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables)
        return one, two, three


def _age(store: Path, *columns: tuple[str, str]) -> None:
    """Make everything in these columns very old."""
    with closing(sqlite3.connect(store)) as db, db:
        for table, column in columns:
            db.execute(f"UPDATE {table} SET {column} = '2020-01-01T00:00:00.000000+00:00'")


def test_a_copy_is_put_back_and_what_was_there_is_kept(tmp_path: Path) -> None:
    project(tmp_path)
    article(tmp_path / "in", "one", ONE, "A")
    run("run", "--once", cwd=tmp_path)
    assert run("db", "backup", "copy.db", cwd=tmp_path).returncode == 0
    assert (tmp_path / "copy.db").stat().st_mode & 0o077 == 0, "the owner's alone, as the store is"
    article(tmp_path / "in", "two", TWO, "B")
    run("run", "--once", cwd=tmp_path)
    assert _counts(tmp_path / "state.db") == (2, 1, 1)
    asked = run("db", "restore", "copy.db", cwd=tmp_path)
    assert asked.returncode == 2
    assert "--yes" in asked.stderr
    assert _counts(tmp_path / "state.db") == (2, 1, 1)
    done = run("db", "restore", "copy.db", "--yes", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert _counts(tmp_path / "state.db") == (1, 0, 0)
    (kept,) = tmp_path.glob("state.db.2*")
    assert _counts(kept) == (2, 1, 1)


@pytest.mark.parametrize("content", [b"no database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_what_is_no_copy_is_refused(tmp_path: Path, content: bytes) -> None:
    project(tmp_path)
    (tmp_path / "bad.db").write_bytes(content)
    done = run("db", "restore", "bad.db", cwd=tmp_path)
    assert done.returncode == 2
    assert "is no copy of a store" in done.stderr


def test_pruning_keeps_what_is_open_and_lets_go_of_what_was_resolved(tmp_path: Path) -> None:
    project(tmp_path)
    store = tmp_path / "state.db"
    article(tmp_path / "in", "one", ONE, "A")
    two = article(tmp_path / "in", "two", TWO, "B")
    article(tmp_path / "in", "three", "Hubo 7 heridos en un incendio en Lugo.", "C")
    run("run", "--once", cwd=tmp_path)
    _age(store, ("revisions", "seen_at"), ("messages", "sent_at"))
    counted = json.loads(run("db", "prune", "--older", "365d", "--json", cwd=tmp_path).stdout)
    assert counted == {"articles": 1, "discrepancies": 0, "messages": 1, "done": False}
    assert _counts(store) == (3, 1, 1)
    assert run("db", "prune", "--older", "365d", "--yes", cwd=tmp_path).returncode == 0
    assert _counts(store) == (2, 1, 0), "what an open discrepancy quotes is there"
    two.write_text(two.read_text(encoding="utf-8").replace(TWO, ONE), encoding="utf-8")
    again = run("run", "--once", cwd=tmp_path)
    assert "1 new article, 0 open" in again.stderr, "what a source has shown already does not come back"
    _age(store, ("revisions", "seen_at"), ("discrepancies", "changed_at"), ("messages", "sent_at"))
    assert run("db", "prune", "--older", "365d", "--yes", cwd=tmp_path).returncode == 0
    assert _counts(store) == (0, 0, 0)


@pytest.mark.parametrize(("age", "words"), [("soon", "with its unit"), ("5d", "30d or more")])
def test_an_age_that_is_none(tmp_path: Path, age: str, words: str) -> None:
    project(tmp_path)
    done = run("db", "prune", "--older", age, cwd=tmp_path)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_copy_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    project(tmp_path)
    done = run("db", "backup", "nowhere/copy.db", cwd=tmp_path)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
