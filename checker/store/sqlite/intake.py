"""What the sources gave: cursors, articles, revisions, statements."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from checker.store.base import Incoming, SourceState
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import STATEMENT, instant, stamp


class IntakeTables(Connection):
    """The verbs of intake."""

    def cursor(self, source: str) -> dict[str, Any]:
        """Where a source is to go on."""
        rows = self.rows("SELECT cursor FROM sources WHERE id = ?", [source])
        found: dict[str, Any] = json.loads(rows[0]["cursor"]) if rows else {}
        return found

    def known(self, identity: str) -> tuple[str, int, str] | None:
        """(article id, newest revision, its sha256) of an identity."""
        rows = self.rows("SELECT id, revision, sha256 FROM articles WHERE identity = ?", [identity])
        return (rows[0]["id"], rows[0]["revision"], rows[0]["sha256"]) if rows else None

    def save_poll(
        self, source: str, incoming: Sequence[Incoming], cursor: Mapping[str, Any], now: datetime, *, baseline: bool
    ) -> int:
        """Keep what a poll gave, all or nothing."""
        saved = 0
        with self.writing() as db:
            db.conn.execute(
                "INSERT INTO sources (id, cursor, polled, last_good) VALUES (?, ?, 1, ?) ON CONFLICT (id) "
                "DO UPDATE SET cursor = excluded.cursor, polled = polled + 1, last_good = excluded.last_good, "
                "last_error = NULL",
                [source, json.dumps(cursor), stamp(now)],
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
                "seen_at": stamp(now),
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
                    "judged": 0,
                    "data": STATEMENT.dump_json(statement).decode(),
                }
                for statement in one.reading.statements
            ),
            pk="id",
        )
        for fact in {*old, *(statement.fact for statement in one.reading.statements)}:
            db.conn.execute(
                "INSERT INTO dirty (fact) VALUES (?) ON CONFLICT (fact) DO UPDATE SET mark = mark + 1, due_at = NULL",
                [fact],
            )
        return True

    def save_failure(self, source: str, error: str, now: datetime) -> None:
        """A poll that failed as a whole."""
        with self.writing() as db:
            db.conn.execute(
                "INSERT INTO sources (id, last_error, last_error_at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
                "last_error = excluded.last_error, last_error_at = excluded.last_error_at",
                [source, error, stamp(now)],
            )

    def source_states(self) -> dict[str, SourceState]:
        """Every source that was ever polled."""
        rows = self.rows(
            "SELECT s.*, (SELECT count(*) FROM articles a WHERE a.source = s.id) AS articles "
            "FROM sources s ORDER BY s.id"
        )
        return {
            row["id"]: SourceState(
                row["id"],
                row["articles"],
                instant(row["last_good"]),
                row["last_error"],
                instant(row["last_error_at"]),
                row["polled"],
            )
            for row in rows
        }
