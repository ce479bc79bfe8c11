"""The store in one SQLite file, through sqlite-utils: WAL, every verb one transaction, safe against kill -9."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from sqlite_utils import Database

from checker.model.alert import Message
from checker.model.discrepancy import Change, Discrepancy, Status, Transition
from checker.model.errors import BadInput
from checker.model.statement import Statement
from checker.store.base import Decision, Incoming, Outgoing, SourceState, StoredDiscrepancy

MIGRATIONS = Path(__file__).parent / "migrations"
_STATEMENT = TypeAdapter(Statement)
_DISCREPANCY = TypeAdapter(Discrepancy)
_MESSAGE = TypeAdapter(Message)


class SqliteStore:
    """One file, shared by the threads of a process; another process may read and decide beside it."""

    def __init__(self, file: Path | str) -> None:
        self.file = str(file)
        if self.file != ":memory:":
            path = Path(file)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(mode=0o600, exist_ok=True)
        try:
            connection = sqlite3.connect(self.file, check_same_thread=False, timeout=30, isolation_level=None)
            self._db = Database(connection)
            self._db.conn.execute("PRAGMA journal_mode = WAL")
            self._db.conn.execute("PRAGMA synchronous = FULL")
        except sqlite3.DatabaseError as error:
            raise BadInput(f"{self.file} cannot be used as a store: {error}") from None
        self._lock = threading.RLock()
        self.version = self._migrate()

    def __enter__(self) -> SqliteStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._db.close()

    @contextmanager
    def _writing(self) -> Iterator[Database]:
        with self._lock, self._db.atomic():
            yield self._db

    def _rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[dict[str, Any]]:
        with self._lock:
            return list(self._db.query(sql, list(parameters)))

    def _migrate(self) -> int:
        """Bring the file to the program's version, one step after the other, each in a transaction."""
        steps = sorted(MIGRATIONS.glob("*.sql"))
        version = int(self._rows("PRAGMA user_version")[0]["user_version"])
        if version > len(steps):
            raise BadInput(
                f"{self.file} was written by a newer version of the program ({version}, this one knows {len(steps)}); "
                "install that version, or name another store"
            )
        for number, step in enumerate(steps[version:], version + 1):
            with self._writing() as db:
                for sql in step.read_text(encoding="utf-8").split(";\n"):
                    if sql.strip():
                        db.conn.execute(sql)
                db.conn.execute(f"PRAGMA user_version = {number}")
        return len(steps)

    # --- intake ---

    def cursor(self, source: str) -> dict[str, Any]:
        """Where a source is to go on."""
        rows = self._rows("SELECT cursor FROM sources WHERE id = ?", [source])
        found: dict[str, Any] = json.loads(rows[0]["cursor"]) if rows else {}
        return found

    def known(self, identity: str) -> tuple[str, int, str] | None:
        """(article id, newest revision, its sha256) of an identity."""
        rows = self._rows("SELECT id, revision, sha256 FROM articles WHERE identity = ?", [identity])
        return (rows[0]["id"], rows[0]["revision"], rows[0]["sha256"]) if rows else None

    def save_poll(
        self, source: str, incoming: Sequence[Incoming], cursor: Mapping[str, Any], now: datetime, *, baseline: bool
    ) -> int:
        """Keep what a poll gave, all or nothing."""
        saved = 0
        with self._writing() as db:
            db.conn.execute(
                "INSERT INTO sources (id, cursor, polled, last_good) VALUES (?, ?, 1, ?) ON CONFLICT (id) "
                "DO UPDATE SET cursor = excluded.cursor, polled = polled + 1, last_good = excluded.last_good, "
                "last_error = NULL",
                [source, json.dumps(cursor), _time(now)],
            )
            for one in incoming:
                saved += self._save_article(db, source, one, now, baseline=baseline)
        return saved

    def _save_article(self, db: Database, source: str, one: Incoming, now: datetime, *, baseline: bool) -> bool:
        article = one.article
        known = self.known(one.identity)
        if known is not None and (known[2] == one.sha256 or known[1] >= article.revision):
            return False
        row = {
            "identity": one.identity,
            "id": article.id,
            "source": source,
            "revision": article.revision,
            "sha256": one.sha256,
            "outlet": article.outlet,
            "origin": article.origin,
            "url": article.url,
            "lang": one.reading.lang,
            "published": article.published.to_iso() if article.published else None,
            "baseline": int(baseline),
        }
        db.table("articles").upsert(row, pk="identity")
        db.table("revisions").insert(
            {
                "article": article.id,
                "revision": article.revision,
                "sha256": one.sha256,
                "title": article.title,
                "text": article.text,
                "seen_at": _time(now),
            },
            replace=True,
        )
        old = [row["fact"] for row in db.query("SELECT DISTINCT fact FROM statements WHERE article = ?", [article.id])]
        db.conn.execute("UPDATE statements SET newest = 0 WHERE article = ?", [article.id])
        db.table("statements").upsert_all(
            (
                {
                    "id": statement.id,
                    "fact": statement.fact,
                    "article": article.id,
                    "revision": article.revision,
                    "newest": 1,
                    "data": _STATEMENT.dump_json(statement).decode(),
                }
                for statement in one.reading.statements
            ),
            pk="id",
        )
        for fact in {*old, *(statement.fact for statement in one.reading.statements)}:
            db.conn.execute("INSERT OR IGNORE INTO dirty (fact) VALUES (?)", [fact])
        return True

    def save_failure(self, source: str, error: str, now: datetime) -> None:
        """A poll that failed as a whole."""
        with self._writing() as db:
            db.conn.execute(
                "INSERT INTO sources (id, last_error, last_error_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "last_error = excluded.last_error, last_error_at = excluded.last_error_at",
                [source, error, _time(now)],
            )

    def baseline_articles(self) -> frozenset[str]:
        """Articles that a source's first poll found."""
        return frozenset(row["id"] for row in self._rows("SELECT id FROM articles WHERE baseline = 1"))

    def source_states(self) -> dict[str, SourceState]:
        """Every source that was ever polled."""
        rows = self._rows(
            "SELECT s.*, (SELECT count(*) FROM articles a WHERE a.source = s.id) AS articles "
            "FROM sources s ORDER BY s.id"
        )
        return {
            row["id"]: SourceState(
                row["id"],
                row["articles"],
                _at(row["last_good"]),
                row["last_error"],
                _at(row["last_error_at"]),
                row["polled"],
            )
            for row in rows
        }

    # --- judging ---

    def mark_rules(self, version: str, rules: Collection[str], facts: Collection[str]) -> frozenset[str]:
        """Note the rules in force; when they changed, every fact is dirty."""
        before = {row["id"]: row["version"] for row in self._rows("SELECT id, version FROM rules")}
        if set(before) == set(rules) and set(before.values()) <= {version}:
            return frozenset()
        with self._writing() as db:
            db.conn.execute("DELETE FROM rules")
            db.table("rules").insert_all({"id": rule, "version": version} for rule in sorted(rules))
            for fact in sorted(facts):
                db.conn.execute("INSERT OR IGNORE INTO dirty (fact) VALUES (?)", [fact])
        return frozenset(rules) - frozenset(before) if before else frozenset()

    def dirty_facts(self) -> frozenset[str]:
        """Facts whose statements changed since they were judged."""
        return frozenset(row["fact"] for row in self._rows("SELECT fact FROM dirty"))

    def statements(self, facts: Collection[str] | None = None) -> list[Statement]:
        """The statements of the newest revisions, by fact."""
        if facts is None:
            rows = self._rows("SELECT data FROM statements WHERE newest = 1 ORDER BY id")
        else:
            marks = ",".join("?" * len(facts))
            sql = f"SELECT data FROM statements WHERE newest = 1 AND fact IN ({marks}) ORDER BY id"  # noqa: S608 - only marks
            rows = self._rows(sql, sorted(facts))
        return [_STATEMENT.validate_json(row["data"]) for row in rows]

    def statements_by_id(self, prefix: str) -> list[Statement]:
        """Statements whose id begins so."""
        rows = self._rows("SELECT data FROM statements WHERE id GLOB ? ORDER BY id LIMIT 50", [f"{_plain(prefix)}*"])
        return [_STATEMENT.validate_json(row["data"]) for row in rows]

    def known_discrepancies(self, rules: Collection[str] | None = None) -> dict[str, tuple[Discrepancy, Status]]:
        """What is stored of some rules (None: of all)."""
        rows = self._rows("SELECT id, rule, status, data FROM discrepancies ORDER BY id")
        return {
            row["id"]: (_DISCREPANCY.validate_json(row["data"]), Status(row["status"]))
            for row in rows
            if rules is None or row["rule"] in rules
        }

    def save_judgement(
        self,
        facts: Collection[str],
        current: Sequence[Discrepancy],
        changes: Sequence[tuple[Discrepancy, Change, str | None]],
        now: datetime,
    ) -> None:
        """Keep the judged state and its transitions; the facts are clean."""
        with self._writing() as db:
            for fact in sorted(facts):
                db.conn.execute("DELETE FROM dirty WHERE fact = ?", [fact])
            for one in current:
                db.conn.execute(
                    "UPDATE discrepancies SET data = ?, severity = ?, verdict = ? WHERE id = ?",
                    [_DISCREPANCY.dump_json(one).decode(), one.severity.value, one.verdict.value, one.id],
                )
            for one, change, silent in changes:
                data = _DISCREPANCY.dump_json(one).decode()
                self._apply(db, one, change, data, now)
                db.table("transitions").insert(
                    {
                        "discrepancy": one.id,
                        "change": change.value,
                        "at": _time(now),
                        "silent": silent,
                        "decided": 0,
                        "data": data,
                    }
                )

    @staticmethod
    def _apply(db: Database, one: Discrepancy, change: Change, data: str, now: datetime) -> None:
        """The row of a discrepancy after a transition."""
        if change is Change.OPENED:
            db.table("discrepancies").insert(
                {
                    "id": one.id,
                    "rule": one.rule,
                    "status": Status.OPEN.value,
                    "severity": one.severity.value,
                    "verdict": one.verdict.value,
                    "opened_at": _time(now),
                    "changed_at": _time(now),
                    "author": None,
                    "reason": None,
                    "data": data,
                }
            )
            return
        status = {Change.RESOLVED: Status.RESOLVED, Change.REOPENED: Status.OPEN}.get(change)
        db.conn.execute(
            "UPDATE discrepancies SET data = ?, severity = ?, changed_at = ?, status = coalesce(?, status) "
            "WHERE id = ?",
            [data, one.severity.value, _time(now), status.value if status else None, one.id],
        )

    # --- discrepancies ---

    def discrepancies(self, *, everything: bool = False) -> list[StoredDiscrepancy]:
        """The open ones (or all), newest first."""
        wanted = [status.value for status in Status] if everything else [Status.OPEN.value, Status.ACKNOWLEDGED.value]
        rows = self._rows("SELECT * FROM discrepancies ORDER BY changed_at DESC, id")
        return [_stored(row) for row in rows if row["status"] in wanted]

    def find(self, prefix: str) -> list[StoredDiscrepancy]:
        """Discrepancies whose id begins so."""
        rows = self._rows("SELECT * FROM discrepancies WHERE id GLOB ? ORDER BY id LIMIT 50", [f"{_plain(prefix)}*"])
        return [_stored(row) for row in rows]

    def history(self, discrepancy: str) -> list[Transition]:
        """Its transitions, oldest first."""
        rows = self._rows("SELECT * FROM transitions WHERE discrepancy = ? ORDER BY seq", [discrepancy])
        return [_transition(row) for row in rows]

    def decisions(self, discrepancy: str) -> list[tuple[Transition, Decision]]:
        """Who was told of each transition, and why or why not."""
        rows = self._rows(
            "SELECT t.*, d.route, d.reason AS why, d.message FROM decisions d JOIN transitions t USING (seq) "
            "WHERE t.discrepancy = ? ORDER BY t.seq, d.id",
            [discrepancy],
        )
        return [(_transition(row), Decision(row["seq"], row["route"], row["why"], row["message"])) for row in rows]

    def set_status(self, discrepancy: str, status: Status, author: str, reason: str, now: datetime) -> None:
        """What a person decided about it."""
        with self._writing() as db:
            db.conn.execute(
                "UPDATE discrepancies SET status = ?, author = ?, reason = ?, changed_at = ? WHERE id = ?",
                [status.value, author, reason, _time(now), discrepancy],
            )

    # --- alerting ---

    def pending(self) -> list[Transition]:
        """Transitions of which nobody has decided yet whom to tell."""
        return [_transition(row) for row in self._rows("SELECT * FROM transitions WHERE decided = 0 ORDER BY seq")]

    def enqueue(self, outgoing: Sequence[Outgoing], decisions: Sequence[Decision]) -> None:
        """Keep messages and decisions; the decided transitions are no longer pending."""
        with self._writing() as db:
            for one in outgoing:
                db.conn.execute(
                    "INSERT OR IGNORE INTO messages (key, notifier, state, due_at, data) "
                    "VALUES (?, ?, 'pending', ?, ?)",
                    [
                        one.message.key,
                        one.message.notifier,
                        _time(one.due_at),
                        _MESSAGE.dump_json(one.message).decode(),
                    ],
                )
            for decision in decisions:
                db.table("decisions").insert(
                    {
                        "seq": decision.seq,
                        "route": decision.route,
                        "reason": decision.reason,
                        "message": decision.message,
                    }
                )
                db.conn.execute("UPDATE transitions SET decided = 1 WHERE seq = ?", [decision.seq])

    def due(self, now: datetime, limit: int = 100) -> list[Outgoing]:
        """Messages to be sent now, oldest first, `limit` for each notifier: the queue of one that is down must
        not stand before the others'."""
        rows = self._rows(
            "SELECT * FROM (SELECT *, rowid AS nth, row_number() OVER (PARTITION BY notifier ORDER BY due_at, rowid) "
            "AS place FROM messages WHERE state = 'pending' AND due_at <= ?) WHERE place <= ? ORDER BY due_at, nth",
            [_time(now), limit],
        )
        return [_outgoing(row) for row in rows]

    def sent(self, key: str, now: datetime) -> None:
        """A message arrived."""
        with self._writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'sent', sent_at = ?, attempts = attempts + 1, error = NULL WHERE key = ?",
                [_time(now), key],
            )

    def retry(self, key: str, at: datetime, error: str) -> None:
        """A message is to be tried again."""
        with self._writing() as db:
            db.conn.execute(
                "UPDATE messages SET due_at = ?, attempts = attempts + 1, error = ? WHERE key = ?",
                [_time(at), error, key],
            )

    def park(self, key: str, error: str) -> None:
        """A message is given up, visibly."""
        with self._writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'dead', attempts = attempts + 1, error = ? WHERE key = ?", [error, key]
            )

    def dead_letters(self) -> list[Outgoing]:
        """Messages that were given up."""
        return [_outgoing(row) for row in self._rows("SELECT * FROM messages WHERE state = 'dead' ORDER BY rowid")]

    def replay(self, now: datetime) -> int:
        """Try every dead letter again."""
        count = len(self.dead_letters())
        with self._writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'pending', due_at = ?, attempts = 0 WHERE state = 'dead'", [_time(now)]
            )
        return count

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        tables = ("sources", "articles", "revisions", "statements", "discrepancies", "transitions", "messages")
        return {table: self._db[table].count for table in tables}

    def backup(self, file: str) -> None:
        """Copy the whole store to a file while it is in use."""
        target = sqlite3.connect(file)
        try:
            with self._lock:
                self._db.conn.backup(target)
        finally:
            target.close()


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _at(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _plain(prefix: str) -> str:
    """A prefix without what GLOB would read as a pattern."""
    return "".join(char for char in prefix if char.isalnum() or char in "-_")


def _stored(row: Mapping[str, Any]) -> StoredDiscrepancy:
    return StoredDiscrepancy(
        _DISCREPANCY.validate_json(row["data"]),
        Status(row["status"]),
        datetime.fromisoformat(row["opened_at"]),
        datetime.fromisoformat(row["changed_at"]),
        row["author"],
        row["reason"],
    )


def _transition(row: Mapping[str, Any]) -> Transition:
    return Transition(
        row["seq"],
        _DISCREPANCY.validate_json(row["data"]),
        Change(row["change"]),
        datetime.fromisoformat(row["at"]),
        row["silent"],
    )


def _outgoing(row: Mapping[str, Any]) -> Outgoing:
    return Outgoing(
        _MESSAGE.validate_json(row["data"]), datetime.fromisoformat(row["due_at"]), row["attempts"], row["error"]
    )
