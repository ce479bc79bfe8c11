"""The connections to one SQLite file: WAL, migrations, one that writes, and some to read with while it does."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, LifoQueue
from typing import Any, Self

from sqlite_utils import Database

from checker.model.errors import BadInput
from checker.texts import Said, said

CACHE_KB = 32_768  # of pages; where near-copies are looked up lies all over the file
READERS = 8  # connections that read at the same time, whoever writes
READER_CACHE_KB = 4_096  # of pages, of each of them
WAIT = 30  # seconds for another process that writes
_REFUSED = {sqlite3.SQLITE_FULL: "ENOSPC", sqlite3.SQLITE_IOERR: "EIO", sqlite3.SQLITE_READONLY: "EROFS"}
MIGRATIONS = Path(__file__).parent.parent / "migrations"


class Connection:
    """One file, shared by the threads of a process; another process may read and decide beside it.

    Threads write one after the other, and read what was committed without waiting for who writes. Within `writing` a
    thread reads what it wrote, and within `reading` what was there when it began.
    """

    def __init__(self, file: Path | str) -> None:
        self.file = str(file)
        self._mine = threading.local()
        self._free = threading.BoundedSemaphore(READERS)
        self._idle: LifoQueue[Database] = LifoQueue()
        try:
            if self.file != ":memory:":
                path = Path(file)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.touch(mode=0o600, exist_ok=True)
            self.db = self._open(CACHE_KB)
            self.db.conn.execute("PRAGMA journal_mode = WAL")
            self.db.conn.execute("PRAGMA synchronous = FULL")
        except (OSError, sqlite3.DatabaseError) as error:
            raise BadInput(said("store.unusable", file=self.file, error=error)) from None
        self.lock = threading.RLock()
        self._refused: Said | None = None
        self.version = self._migrate()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self.lock:
            while not self._idle.empty():
                self._idle.get_nowait().close()
            self.db.close()

    def _open(self, cache: int) -> Database:
        connection = sqlite3.connect(self.file, check_same_thread=False, timeout=WAIT, isolation_level=None)
        connection.execute(f"PRAGMA cache_size = -{cache}")
        return Database(connection)

    @contextmanager
    def _held(self, db: Database) -> Iterator[Database]:
        """What this thread reads with while it is in a transaction."""
        before = getattr(self._mine, "db", None)
        self._mine.db = db
        try:
            yield db
        finally:
            self._mine.db = before

    @contextmanager
    def _looking(self) -> Iterator[Database]:
        """A connection to read with: the one whose transaction this thread is in, else one that waits for nobody."""
        held = getattr(self._mine, "db", None)
        if held is not None:
            yield held
        elif self.file == ":memory:":  # which no other connection sees
            with self.lock:
                yield self.db
        else:
            with self._free:
                try:
                    db = self._idle.get_nowait()
                except Empty:
                    db = self._open(READER_CACHE_KB)
                    db.conn.execute("PRAGMA query_only = 1")
                try:
                    yield db
                finally:
                    self._idle.put(db)

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """One transaction. Raises BadInput where the disk has no room for it or cannot be written, or another program
        writes and does not end: nothing of it is kept then, and it can be done again."""
        try:
            with self.lock, self.db.atomic(), self._held(self.db):
                yield self.db
            self._refused = None
        except sqlite3.OperationalError as error:
            what = error.sqlite_errorcode & 0xFF  # without the finer ways in which it is so
            if what == sqlite3.SQLITE_BUSY:
                self._refused = said("store.locked", file=self.file, seconds=WAIT)
            elif what in _REFUSED:
                self._refused = said("store.no_room", file=self.file, error=said(f"faults.system.{_REFUSED[what]}"))
            else:
                raise
            raise BadInput(self._refused) from None

    def unwritable(self) -> str | None:
        """Why what was last to be written was not kept; None where it was."""
        return self._refused

    @contextmanager
    def reading(self) -> Iterator[Database]:
        """Many look-ups as of one moment, for one lock on the file."""
        with self._looking() as db:
            if db.conn.in_transaction:
                yield db
                return
            db.conn.execute("BEGIN")
            try:
                with self._held(db):
                    yield db
            finally:
                db.conn.execute("COMMIT")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        with self._looking() as db:
            return list(db.query(sql, list(parameters)))

    def _migrate(self) -> int:
        """Bring the file to the program's version, one step after the other, each in a transaction."""
        steps = {step.name: step for step in sorted(MIGRATIONS.glob("*.sql"))}
        version = int(self.rows("PRAGMA user_version")[0]["user_version"])
        done = self._taken(version, steps)
        if version > len(steps) or not done <= steps.keys():
            raise BadInput(said("store.newer", file=self.file, version=version, known=len(steps)))
        for name in sorted(steps.keys() - done):
            with self.writing() as db:
                db.conn.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY) WITHOUT ROWID")
                for sql in _statements(steps[name].read_text(encoding="utf-8")):
                    db.conn.execute(sql)
                done |= {name}
                db.conn.executemany(
                    "INSERT OR IGNORE INTO migrations (name) VALUES (?)", [(one,) for one in sorted(done)]
                )
                db.conn.execute(f"PRAGMA user_version = {len(done)}")
        return len(steps)

    def _taken(self, version: int, steps: Collection[str]) -> frozenset[str]:
        """The steps that the file has gone through, by name: a step may be added between two others. A file that names
        none went through the first ones."""
        if self.rows("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'migrations'"):
            return frozenset(str(row["name"]) for row in self.rows("SELECT name FROM migrations"))
        return frozenset(sorted(steps)[:version])


def _statements(script: str) -> Iterator[str]:
    """The SQL statements of a script, one by one: executescript would end the transaction around them."""
    sql = ""
    for line in script.splitlines(keepends=True):
        sql += line
        if sqlite3.complete_statement(sql):
            yield sql
            sql = ""
    if sql.strip():
        yield sql
