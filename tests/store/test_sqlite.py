"""The store: exactly once, all or nothing, and nothing forgotten over a restart."""

from __future__ import annotations

import sqlite3
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from checker.alerting.sample import sample_message
from checker.judging import judge
from checker.model.article import Article
from checker.model.discrepancy import Change, Status
from checker.model.errors import BadInput
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.store.base import Decision, Incoming, Judged, Outgoing
from checker.store.sqlite import SqliteStore
from checker.store.sqlite.connection import Connection
from tests.story import ONE, TWO

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "s.db")


def _incoming(reader: Reader, text: str, name: str, revision: int = 1) -> Incoming:
    article = Article(text, id=name, outlet=name.upper(), revision=revision)
    return Incoming(name, f"sha-{text}", article, reader.read(article))


def test_an_article_is_kept_once_and_its_edit_replaces_it(store: SqliteStore, reader: Reader) -> None:
    first = _incoming(reader, ONE, "a")
    assert store.save_poll("s", [first], {"at": 1}, NOW, baseline=False) == 1
    assert store.save_poll("s", [first], {"at": 2}, NOW, baseline=False) == 0
    assert store.cursor("s") == {"at": 2}
    assert store.dirty_facts(NOW) == {"troops": 1}
    edited = _incoming(reader, TWO, "a", revision=2)
    assert store.save_poll("s", [edited], {"at": 3}, NOW, baseline=False) == 1
    (statement,) = store.statements(["troops"])
    assert statement.revision == 2
    assert store.counts()["revisions"] == 2


def test_statements_come_back_exactly(store: SqliteStore, reader: Reader) -> None:
    incoming = _incoming(reader, ONE, "a")
    store.save_poll("s", [incoming], {}, NOW, baseline=False)
    assert store.statements() == list(incoming.reading.statements)
    assert store.statements_by_id(incoming.reading.statements[0].id[:6]) == list(incoming.reading.statements)
    assert store.statements_by_id("*") == store.statements_by_id("")[:50]


def test_a_poll_is_all_or_nothing(store: SqliteStore, reader: Reader) -> None:
    good, bad = _incoming(reader, ONE, "a"), _incoming(reader, TWO, "b")
    broken = Incoming("c", None, bad.article, bad.reading)  # type: ignore[arg-type] - the file refuses it
    with pytest.raises(sqlite3.IntegrityError):
        store.save_poll("s", [good, broken], {"at": 9}, NOW, baseline=False)
    assert (store.statements(), store.cursor("s")) == ([], {})


def test_decisions_and_status(tmp_path: Path, reader: Reader, book: Rulebook) -> None:
    day = TimeSpan.from_iso("2024-11-29")
    read = [
        one
        for name, text in (("a", ONE), ("b", TWO))
        for one in reader.read(Article(text, id=name, outlet=name, published=day)).statements
    ]
    (found,) = judge(read, book).discrepancies
    file = tmp_path / "s.db"
    with SqliteStore(file) as store:
        store.save_judgement(Judged({"troops": 1}, [], [], [found], [(found, Change.OPENED, None)], {}, {}), NOW)
        (pending,) = store.pending()
        assert pending.discrepancy == found
        message = sample_message("out", "es", NOW)
        store.enqueue([Outgoing(message, NOW)], [Decision(pending.seq, "routes[0]", "opened", message.key)])
        assert store.pending() == []
        store.enqueue([Outgoing(message, NOW)], [])
        assert [one.message for one in store.due(NOW)] == [message], "one key is one message"
        store.retry(message.key, NOW + timedelta(hours=1), "down")
        assert store.due(NOW) == []
    with SqliteStore(file) as store:
        (again,) = store.due(NOW + timedelta(hours=2))
        assert (again.attempts, again.error) == (1, "down")
        store.park(message.key, "gone")
        assert [one.error for one in store.dead_letters()] == ["gone"]
        assert store.replay(NOW) == 1
        store.sent(message.key, NOW)
        assert store.due(NOW + timedelta(days=1)) == []
        store.set_status(found.id, Status.DISMISSED, "ana", "two battles", NOW)
        assert store.discrepancies() == []
        (kept,) = store.find(found.id[:4])
        assert (kept.status, kept.author, kept.reason) == (Status.DISMISSED, "ana", "two battles")
        assert [one.reason for _, one in store.decisions(found.id)] == ["opened"]


def test_the_file_is_the_owners_alone(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "s.db").close()
    assert stat.S_IMODE((tmp_path / "s.db").stat().st_mode) == 0o600


def test_a_newer_store_is_refused_with_the_remedy(tmp_path: Path) -> None:
    SqliteStore(tmp_path / "s.db").close()
    with sqlite3.connect(tmp_path / "s.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(BadInput, match="newer version of the program"):
        SqliteStore(tmp_path / "s.db")


def test_a_step_between_two_others_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "steps"
    folder.mkdir()
    (folder / "001_a.sql").write_text("CREATE TABLE a (x)", encoding="utf-8")
    (folder / "030_c.sql").write_text("CREATE TABLE c (x)", encoding="utf-8")
    monkeypatch.setattr("checker.store.sqlite.connection.MIGRATIONS", folder)
    Connection(tmp_path / "s.db").close()
    (folder / "010_b.sql").write_text("CREATE TABLE b (x)", encoding="utf-8")
    for _ in range(2):
        with Connection(tmp_path / "s.db") as connection:
            assert {"a", "b", "c"} <= set(connection.db.table_names())
    (folder / "030_c.sql").unlink()
    with pytest.raises(BadInput, match="newer version"):
        Connection(tmp_path / "s.db")


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_text("hello, this is a text file and no database at all", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be used as a store"):
        SqliteStore(tmp_path / "s.db")


def test_a_backup_while_in_use(store: SqliteStore, tmp_path: Path, reader: Reader) -> None:
    store.save_poll("s", [_incoming(reader, ONE, "a")], {}, NOW, baseline=False)
    store.backup(str(tmp_path / "copy.db"))
    with SqliteStore(tmp_path / "copy.db") as copy:
        assert copy.counts() == store.counts()
