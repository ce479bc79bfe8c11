"""The store: exactly once, all or nothing, and nothing forgotten over a restart."""

from __future__ import annotations

import shutil
import sqlite3
import stat
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from checker.alerting.sample import sample_discrepancy, sample_message
from checker.judging import judge
from checker.model.alert import Channel, Decision, Message, Silence, Told
from checker.model.article import Article
from checker.model.discrepancy import Change, Status
from checker.model.errors import BadInput
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.store.base import Delivery, Incoming, Judged
from checker.store.sqlite import SqliteStore, connection
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import stamp
from tests.story import ONE, TWO

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "s.db")


def _incoming(reader: Reader, text: str, name: str, revision: int = 1) -> Incoming:
    article = Article(text, id=name, outlet=name.upper(), revision=revision)
    return Incoming(name, f"sha-{text}", article, reader.read(article))


def test_a_full_disk_is_told_and_keeps_nothing_of_a_poll(store: SqliteStore, reader: Reader) -> None:
    db = store.db.conn
    room = db.execute("PRAGMA max_page_count").fetchone()[0]
    long = _incoming(reader, ONE + " " + "La calle estaba tranquila. " * 9000, "b")
    db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
    with pytest.raises(BadInput, match=r"s\.db cannot be written: its disk is full; make room"):
        store.save_poll("s", [_incoming(reader, ONE, "a"), long], {"at": 1}, NOW, baseline=False)
    assert (store.cursor("s"), store.article("a")) == ({}, None)
    db.execute(f"PRAGMA max_page_count = {room}")
    assert store.save_poll("s", [_incoming(reader, ONE, "a"), long], {"at": 1}, NOW, baseline=False) == 2


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


def test_statements_of_one_endless_sentence_are_loaded_with_its_words_once(store: SqliteStore, reader: Reader) -> None:
    text = "Hubo " + ", ".join(f"{number} muertos en Lima" for number in range(2, 180)) + "."
    store.save_poll("s", [_incoming(reader, text, name) for name in "abcd"], {}, NOW, baseline=False)
    told = (*store.material(["killed"]).statements, *store.unjudged(["killed"], NOW).all)
    assert len(told) > 1000
    assert len({id(one.evidence.sentence) for one in told if one.evidence}) == 1


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
        news = Decision(found.id, pending.seq, "r", "out", "opened", NOW, message=message.key)
        later = Decision(found.id, pending.seq, "r", "b", "silenced", NOW, "s1", until=NOW, settled=False)
        told = Told("out", found, Change.OPENED, NOW, "r", "es")
        store.save_plan([message], [news, later], [], [told], {"r": NOW}, NOW)
        assert store.pending() == [pending]
        assert store.settled() == {(pending.seq, "r", "out")}
        assert store.decisions(found.id) == [news, later]
        settled = replace(later, reason="no_news", settled=True, until=None)
        store.save_plan([message], [settled], [pending.seq], [], {}, NOW)
        assert store.pending() == []
        assert store.decisions(found.id) == [news, settled]
        assert [one.message for one in store.due("out", NOW)] == [message], "one key is one message"
        store.retry(message.key, NOW + timedelta(hours=1), "down", Channel(2, None, "down"))
        assert store.due("out", NOW) == []
    with SqliteStore(file) as store:
        assert store.told([found.id]) == [told]
        assert store.told_open() == [(told, store.stored([found.id])[found.id])]
        assert (store.flushed(), store.recent([found.id], NOW)) == ({"r": NOW}, {found.id: [(Change.OPENED, NOW)]})
        (again,) = store.due("out", NOW + timedelta(hours=2))
        assert (again.attempts, again.error) == (1, "down")
        assert store.channel("out") == Channel(2, None, "down")
        assert store.channel("another") == Channel()
        store.park(message.key, "gone", Channel(), replace(message, key="instead", notifier="spare"), NOW)
        assert [one.error for one in store.dead_letters()] == ["gone"]
        assert store.waiting(NOW) == ["spare"]
        assert store.replay(NOW, ["another key"]) == 0
        assert store.replay(NOW) == 1
        store.sent(message.key, NOW)
        assert store.due("out", NOW + timedelta(days=1)) == []
        assert store.deliveries([message.key]) == {message.key: Delivery("sent", 1, NOW, None, "spare")}
        store.set_status(found.id, Status.DISMISSED, "ana", "two battles", NOW)
        assert (store.discrepancies(), store.told_open()) == ([], [])
        (kept,) = store.find(found.id[:4])
        assert (kept.status, kept.author, kept.reason) == (Status.DISMISSED, "ana", "two battles")


def _of(message: Message, key: str, discrepancy: str) -> Message:
    return replace(message, key=key, items=tuple(replace(item, discrepancy=discrepancy) for item in message.items))


def test_an_end_never_overtakes_its_beginning(store: SqliteStore) -> None:
    one = sample_message("out", "es", NOW)
    store.save_plan([_of(one, "k1", "d1"), _of(one, "k2", "d2"), _of(one, "k3", "d1")], [], [], [], {}, NOW)
    store.retry("k1", NOW + timedelta(hours=1), "down", Channel())
    assert [got.message.key for got in store.due("out", NOW)] == ["k2"]
    assert [got.message.key for got in store.due("out", NOW + timedelta(hours=1))] == ["k1", "k2"]
    store.sent("k1", NOW)
    assert [got.message.key for got in store.due("out", NOW)] == ["k2", "k3"], "with the handle of the one before"


def test_a_later_message_knows_what_the_far_side_calls_the_first(store: SqliteStore) -> None:
    one = sample_message("out", "es", NOW)
    store.save_plan([_of(one, "k1", "d1"), _of(one, "k2", "d1"), _of(one, "k3", "d2")], [], [], [], {}, NOW)
    store.sent("k1", NOW, "ts-1")
    assert [got.message.parents for got in store.due("out", NOW)] == [{"d1": "ts-1"}, {}]
    store.sent("k2", NOW, "ts-2")
    store.save_plan([_of(one, "k4", "d1")], [], [], [], {}, NOW)
    assert store.due("out", NOW)[1].message.parents == {"d1": "ts-2"}, "the first was deleted there, and sent anew"


def test_a_message_of_several_takes_no_thread_over(store: SqliteStore) -> None:
    one = sample_message("out", "es", NOW)
    both = _of(one, "k2", "d1")
    both = replace(both, items=tuple(replace(both.items[0], discrepancy=name) for name in ("d1", "d2")))
    store.save_plan([_of(one, "k1", "d1"), both], [], [], [], {}, NOW)
    store.sent("k1", NOW, "ts-1")
    store.sent("k2", NOW, "ts-2")
    store.save_plan([_of(one, "k3", "d1"), _of(one, "k4", "d2")], [], [], [], {}, NOW)
    assert [got.message.parents for got in store.due("out", NOW)] == [{"d1": "ts-1"}, {"d2": "ts-2"}]


def test_a_notifier_that_is_left_alone_is_not_waited_for(store: SqliteStore) -> None:
    one = sample_message("out", "es", NOW)
    store.save_plan([_of(one, "k1", "d1"), _of(one, "k2", "d2")], [], [], [], {}, NOW)
    store.retry("k1", NOW, "429", Channel(1, NOW + timedelta(minutes=5), "429"))
    assert store.waiting(NOW + timedelta(minutes=4)) == []
    assert store.waiting(NOW + timedelta(minutes=5)) == ["out"]
    store.sent("k1", NOW)
    assert store.channel("out") == Channel()


def test_silences_are_kept_and_changed(store: SqliteStore) -> None:
    silence = Silence("s1", {"rule": ["a-*"], "topic": {"of": "país"}}, "ana", "known", NOW, NOW + timedelta(hours=1))
    store.save_silence(silence)
    assert store.silences() == [silence]
    ended = replace(silence, ends_at=NOW)
    store.save_silence(ended)
    assert store.silences() == [ended]


def test_an_older_store_keeps_what_was_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store of the first version: what was decided and told then is known after the upgrade."""
    found = sample_discrepancy()
    old = tmp_path / "migrations"
    old.mkdir()
    shutil.copy(connection.MIGRATIONS / "001_start.sql", old)
    with monkeypatch.context() as patch:
        patch.setattr(connection, "MIGRATIONS", old)
        SqliteStore(tmp_path / "s.db").close()
    message = sample_message("out", "es", NOW)
    data, sent = (TypeAdapter(type(one)).dump_json(one).decode() for one in (found, message))
    with sqlite3.connect(tmp_path / "s.db") as raw:
        raw.execute(
            "INSERT INTO discrepancies VALUES (?, 'troops-disagree', 'open', 'high', 'dispute', ?, ?, NULL, NULL, ?)",
            (found.id, stamp(NOW), stamp(NOW), data),
        )
        row = (1, found.id, "opened", stamp(NOW), None, 1, data)
        raw.execute("INSERT INTO transitions VALUES (?, ?, ?, ?, ?, ?, ?)", row)
        raw.execute(
            "INSERT INTO messages VALUES (?, 'out', 'sent', ?, 1, NULL, ?, ?)",
            (message.key, stamp(NOW), stamp(NOW), sent),
        )
        raw.execute("INSERT INTO decisions VALUES (1, 1, 'routes[0]', 'opened', ?)", (message.key,))
        raw.execute("INSERT INTO dirty VALUES ('troops')")
    with SqliteStore(tmp_path / "s.db") as store:
        assert store.told([found.id]) == [Told("out", found, Change.OPENED, NOW, "routes[0]", "es")]
        assert store.pending() == []
        assert [(one.notifier, one.reason) for one in store.decisions(found.id)] == [("out", "opened")]
        assert store.dirty_facts(NOW) == {"troops": 1}


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


def test_a_file_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be used as a store"):
        Connection(tmp_path / "file" / "s.db")


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.db").write_text("hello, this is a text file and no database at all", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot be used as a store"):
        SqliteStore(tmp_path / "s.db")


def test_a_backup_while_in_use(store: SqliteStore, tmp_path: Path, reader: Reader) -> None:
    store.save_poll("s", [_incoming(reader, ONE, "a")], {}, NOW, baseline=False)
    store.backup(str(tmp_path / "copy.db"))
    with SqliteStore(tmp_path / "copy.db") as copy:
        assert copy.counts() == store.counts()


def test_a_store_that_another_program_holds_is_told(
    tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connection, "WAIT", 0.2)
    store = SqliteStore(tmp_path / "s.db")
    other = sqlite3.connect(tmp_path / "s.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(BadInput, match=r"s\.db is being written to by another program"):
        store.save_poll("s", [_incoming(reader, ONE, "a")], {"at": 1}, NOW, baseline=False)
    assert store.cursor("s") == {}, "what was kept before can be read"
    other.execute("ROLLBACK")
    assert store.save_poll("s", [_incoming(reader, ONE, "a")], {"at": 1}, NOW, baseline=False) == 1


def test_who_reads_does_not_wait_for_who_writes(store: SqliteStore, reader: Reader) -> None:
    store.save_poll("s", [_incoming(reader, ONE, "a")], {"at": 1}, NOW, baseline=False)
    seen: list[object] = []

    def look() -> None:
        seen.extend([store.cursor("s"), store.near(["troops"], [("nothing", 1, 1)]), store.counts()["sources"]])

    with store.writing() as db:
        db.conn.execute("UPDATE sources SET cursor = '{}'")
        elsewhere = threading.Thread(target=look, daemon=True)
        elsewhere.start()
        elsewhere.join(20)
        assert seen == [{"at": 1}, set(), 1], "what was committed"
        assert store.cursor("s") == {}, "who writes reads what it wrote"
    assert store.cursor("s") == {}


def test_many_threads_share_the_readers(store: SqliteStore, reader: Reader) -> None:
    store.save_poll("s", [_incoming(reader, ONE, "a")], {"at": 1}, NOW, baseline=False)
    with ThreadPoolExecutor(40) as threads:
        found = list(threads.map(lambda number: (store.save_next("s", NOW), store.cursor("s"))[1], range(200)))
    assert found == [{"at": 1}] * 200
    assert store._idle.qsize() <= connection.READERS
    store.close()
    with pytest.raises(sqlite3.ProgrammingError):
        store.db.conn.execute("SELECT 1")
