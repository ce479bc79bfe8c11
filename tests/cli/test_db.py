"""`discrepa db` as a person would use it: a copy, a copy put back, and what is old let go."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.test_cli import run
from tests.story import ONE, TWO, article, project


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    """A project that has read one article."""
    project(tmp_path)
    article(tmp_path / "in", "one", ONE, "A")
    assert run("run", "--once", cwd=tmp_path).returncode == 0
    return tmp_path


def _stats(folder: Path) -> dict[str, int]:
    found: dict[str, int] = json.loads(run("db", "stats", cwd=folder).stdout)
    return found


def test_a_copy_is_put_back_and_what_was_there_is_kept(watch: Path) -> None:
    assert run("db", "backup", "copy.db", cwd=watch).returncode == 0
    assert (watch / "copy.db").stat().st_mode & 0o077 == 0, "the owner's alone, as the store is"
    article(watch / "in", "two", TWO, "B")
    run("run", "--once", cwd=watch)
    assert (_stats(watch)["articles"], _stats(watch)["discrepancies"]) == (2, 1)
    asked = run("db", "restore", "copy.db", cwd=watch)
    assert (asked.returncode, _stats(watch)["articles"]) == (2, 2)
    assert "--yes" in asked.stderr
    done = run("db", "restore", "copy.db", "--yes", cwd=watch)
    assert done.returncode == 0, done.stderr
    assert "1 articles" in done.stdout
    assert (_stats(watch)["articles"], _stats(watch)["discrepancies"]) == (1, 0)
    (kept,) = watch.glob("state.db.2*")
    with closing(sqlite3.connect(kept)) as before:
        assert before.execute("SELECT count(*) FROM articles").fetchone()[0] == 2
    run("run", "--once", cwd=watch)
    assert _stats(watch)["discrepancies"] == 1, "what came since the copy is read again"


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\x00" + b"\xff" * 4096])
def test_what_is_no_copy_changes_nothing(watch: Path, content: bytes) -> None:
    (watch / "bad.db").write_bytes(content)
    done = run("db", "restore", "bad.db", "--yes", cwd=watch)
    assert done.returncode == 2
    assert "is no copy of a store" in done.stderr
    assert _stats(watch)["articles"] == 1


def test_pruning_keeps_what_is_open_and_what_proves_it(watch: Path) -> None:
    article(watch / "in", "two", TWO, "B")
    article(watch / "in", "three", "Hubo 7 heridos en un incendio en Lugo.", "C")
    run("run", "--once", cwd=watch)
    with closing(sqlite3.connect(watch / "state.db")) as db, db:
        db.execute("UPDATE revisions SET seen_at = '2020-01-01T00:00:00.000000+00:00'")
        db.execute("UPDATE messages SET sent_at = '2020-01-01T00:00:00.000000+00:00' WHERE state = 'sent'")
    counted = json.loads(run("db", "prune", "--older", "365d", "--json", cwd=watch).stdout)
    assert counted == {"articles": 1, "discrepancies": 0, "messages": 1, "done": False}
    assert _stats(watch)["articles"] == 3
    assert run("db", "prune", "--older", "365d", "--yes", cwd=watch).returncode == 0
    left = _stats(watch)
    assert (left["articles"], left["discrepancies"], left["messages"]) == (2, 1, 0)
    again = run("run", "--once", cwd=watch)
    assert "0 new articles" in again.stderr, "what a source has shown already does not come back"
    assert "0 messages" in again.stderr
    (open_one,) = json.loads(run("discrepancies", "list", "--json", cwd=watch).stdout)
    assert run("discrepancies", "explain", open_one["id"], cwd=watch).returncode == 0


def test_pruning_lets_go_of_what_was_resolved_long_ago(watch: Path) -> None:
    file = article(watch / "in", "two", TWO, "B")
    run("run", "--once", cwd=watch)
    file.write_text(file.read_text(encoding="utf-8").replace(TWO, ONE), encoding="utf-8")
    run("run", "--once", cwd=watch)
    assert json.loads(run("discrepancies", "list", "--json", cwd=watch).stdout) == []
    with closing(sqlite3.connect(watch / "state.db")) as db, db:
        for table, column in (("revisions", "seen_at"), ("discrepancies", "changed_at")):
            db.execute(f"UPDATE {table} SET {column} = '2020-01-01T00:00:00.000000+00:00'")
    done = run("db", "prune", "--older", "365d", "--yes", cwd=watch)
    assert done.returncode == 0, done.stderr
    left = _stats(watch)
    assert (left["discrepancies"], left["transitions"], left["articles"], left["statements"]) == (0, 0, 0, 0)


@pytest.mark.parametrize(("age", "words"), [("soon", "with its unit"), ("5d", "30d or more")])
def test_an_age_that_is_none(watch: Path, age: str, words: str) -> None:
    done = run("db", "prune", "--older", age, cwd=watch)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_store_that_cannot_be_written_is_said(watch: Path) -> None:
    done = run("db", "backup", "nowhere/copy.db", cwd=watch)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr
    assert "Traceback" not in done.stderr
