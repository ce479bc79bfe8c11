"""What the sources gave: cursors, articles, revisions, statements, and what edits did to them."""

from __future__ import annotations

import hashlib
import json
from array import array
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from typing import Any

from sqlite_utils import Database

from checker.model.alert import Why
from checker.model.discrepancy import Change, Discrepancy
from checker.model.provenance import Correction, Edit, FigureChange
from checker.model.statement import Statement
from checker.store.base import Incoming, KnownArticle, SourceState, StoredRevision
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import DIRTY, DISCREPANCY, STATEMENT, add_transition, begins, instant, stamp

KEYS = 50  # names of one article that are learnt; a feed may churn its GUIDs at every poll
GAPS = 50  # waits between a source's last articles that tell what is usual


class IntakeTables(Connection):
    """The verbs of intake."""

    def cursor(self, source: str) -> dict[str, Any]:
        """Where a source is to go on."""
        rows = self.rows("SELECT cursor FROM sources WHERE id = ?", [source])
        found: dict[str, Any] = json.loads(rows[0]["cursor"]) if rows else {}
        return found

    def known(self, key: str) -> KnownArticle | None:
        """The article that is known by an identity or another key."""
        rows = self.rows(
            "SELECT a.id, a.revision, a.sha256, a.source, r.title, r.text, a.published FROM article_keys k "
            "JOIN articles a ON a.id = k.article "
            "JOIN revisions r ON r.article = a.id AND r.revision = a.revision WHERE k.key = ?",
            [key],
        )
        return KnownArticle(*rows[0].values()) if rows else None

    def article_statements(self, article: str, revision: int | None = None) -> list[Statement]:
        """The statements of one revision of an article."""
        which, values = ("newest = 1", []) if revision is None else ("revision = ?", [revision])
        sql = f"SELECT data FROM statements WHERE article = ? AND {which} ORDER BY id"  # noqa: S608 - one of two texts
        return [STATEMENT.validate_json(row["data"]) for row in self.rows(sql, [article, *values])]

    def revisions(self, article: str) -> list[StoredRevision]:
        """Every revision of an article, oldest first."""
        return [
            StoredRevision(
                row["article"],
                row["revision"],
                row["title"],
                row["text"],
                datetime.fromisoformat(row["seen_at"]),
                row["text_sha256"],
                row["raw_sha256"],
            )
            for row in self.rows("SELECT * FROM revisions WHERE article = ? ORDER BY revision", [article])
        ]

    def save_poll(
        self,
        source: str,
        incoming: Sequence[Incoming],
        cursor: Mapping[str, Any] | None,
        now: datetime,
        *,
        baseline: bool,
        note: str | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> int:
        """Keep what a poll gave, all or nothing."""
        saved = 0
        with self.writing() as db:
            if cursor is not None:
                db.conn.execute(
                    "INSERT INTO sources (id, cursor, polled, first_good, last_good, note) VALUES (?, ?, 1, ?, ?, ?) "
                    "ON CONFLICT (id) DO UPDATE SET cursor = excluded.cursor, polled = polled + 1, "
                    "first_good = coalesce(first_good, excluded.first_good), last_good = excluded.last_good, "
                    "last_error = NULL, failures = 0, note = excluded.note",
                    [source, json.dumps(cursor), stamp(now), stamp(now), note],
                )
            db.conn.executemany(
                "INSERT OR REPLACE INTO article_keys (key, article) SELECT ?1, ?2 "
                "WHERE (SELECT count(*) FROM article_keys WHERE article = ?2) < ?3",
                [(key, article, KEYS) for key, article in sorted((aliases or {}).items())],
            )
            for one in incoming:
                saved += self._save_article(db, source, one, now, baseline=baseline)
        return saved

    def _save_article(self, db: Database, source: str, one: Incoming, now: datetime, *, baseline: bool) -> bool:
        article = one.article
        # another source may have saved it since it was looked up
        same = "id = ? OR id = (SELECT article FROM article_keys WHERE key = ?)"
        sql = f"SELECT revision, sha256 FROM articles WHERE {same}"  # noqa: S608 - our own condition
        for row in db.query(sql, [article.id, one.identity]):
            if row["sha256"] == one.sha256 or row["revision"] >= article.revision:
                return False
        new = {
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
            "published_from": one.published_from,
            "published_certainty": one.certainty and one.certainty.value,
            "byline": json.dumps([one.byline.agency, one.byline.words], ensure_ascii=False) if one.byline else None,
            "first_seen": stamp(now),
            "baseline": int(baseline),
        }
        # what an article was first known by, and when it came, stays over edits
        kept = ("identity", "id", "first_seen")
        columns = ", ".join(new)
        updates = ", ".join(f"{name} = excluded.{name}" for name in new if name not in kept)
        db.conn.execute(
            f"INSERT INTO articles ({columns}) VALUES ({', '.join('?' * len(new))}) "  # noqa: S608 - names from above
            f"ON CONFLICT (id) DO UPDATE SET {updates}, traced = 0",
            list(new.values()),
        )
        for key in (one.identity, *one.keys):
            db.conn.execute("INSERT OR REPLACE INTO article_keys (key, article) VALUES (?, ?)", [key, article.id])
        self._save_text(db, one, now)
        self._save_signature(db, one)
        self._save_statements(db, one)
        for change in one.changes:
            db.conn.execute(
                "INSERT INTO corrections (article, revision, kind, fact, before, after, announced, at, decided) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [
                    article.id,
                    article.revision,
                    change.edit.value,
                    change.fact,
                    change.before.id if change.before else None,
                    change.after.id if change.after else None,
                    int(change.announced),
                    stamp(now),
                    int(change.edit is not Edit.CORRECTED),
                ],
            )
        return True

    @staticmethod
    def _save_text(db: Database, one: Incoming, now: datetime) -> None:
        article = one.article
        db.conn.execute(
            "INSERT OR REPLACE INTO revisions "
            "(article, revision, sha256, title, text, seen_at, text_sha256, raw_sha256) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [
                article.id,
                article.revision,
                one.sha256,
                article.title,
                article.text,
                stamp(now),
                hashlib.sha256(article.text.encode()).hexdigest(),
                one.raw_sha256,
            ],
        )

    @staticmethod
    def _save_signature(db: Database, one: Incoming) -> None:
        """The article's place among its copies, in the stead of the one that its last revision had."""
        name = one.article.id
        if one.article.revision > 1:
            for row in list(db.query("SELECT n, bands FROM signatures WHERE article = ?", [name])):
                old = [(band, row["n"]) for band in array("q", row["bands"])]
                db.conn.executemany("DELETE FROM copy_bands WHERE band = ? AND n = ?", old)
            db.conn.execute("DELETE FROM signatures WHERE article = ?", [name])
        if one.signature is None:
            return
        number = db.conn.execute(
            "INSERT INTO signatures (article, signature, bands) VALUES (?, ?, ?)",
            [name, one.signature, array("q", one.bands).tobytes()],
        ).lastrowid
        db.conn.executemany(
            "INSERT OR IGNORE INTO copy_bands (band, n) VALUES (?, ?)", [(band, number) for band in sorted(one.bands)]
        )

    @staticmethod
    def _save_statements(db: Database, one: Incoming) -> None:
        name = one.article.id
        facts = {statement.fact for statement in one.reading.statements}
        if one.article.revision > 1:
            facts |= {row["fact"] for row in db.query("SELECT DISTINCT fact FROM statements WHERE article = ?", [name])}
            db.conn.execute("UPDATE statements SET newest = 0, judged = 0 WHERE article = ? AND newest = 1", [name])
        db.conn.executemany(
            "INSERT OR REPLACE INTO statements (id, fact, article, revision, newest, judged, data) "
            "VALUES (?, ?, ?, ?, 1, 0, ?)",
            [
                (statement.id, statement.fact, name, one.article.revision, STATEMENT.dump_json(statement).decode())
                for statement in one.reading.statements
            ],
        )
        db.conn.executemany(DIRTY, [(fact,) for fact in sorted(facts)])

    def is_edit(self, prefix: str) -> bool:
        """Whether people were told of an edit under an id that begins so."""
        return bool(self.rows("SELECT 1 FROM corrections WHERE event GLOB ? LIMIT 1", [begins(prefix)]))

    def corrections(self, *, pending: bool = False, limit: int = 1000) -> list[Correction]:
        """What edits did to statements, oldest first: the first of those that are pending, or the last of all."""
        if pending:
            return self._corrections("c.decided = 0", [], limit)
        return self._corrections("c.seq > (SELECT coalesce(max(seq), 0) FROM corrections) - ?", [limit], limit)

    def _corrections(self, where: str, values: Sequence[Any], limit: int) -> list[Correction]:
        rows = self.rows(
            "SELECT c.*, b.data AS before_data, a.data AS after_data, r.seen_at AS before_at FROM corrections c "  # noqa: S608 - our own conditions
            "LEFT JOIN revisions r ON r.article = c.article AND r.revision = c.revision - 1 "
            "LEFT JOIN statements b ON b.id = c.before LEFT JOIN statements a ON a.id = c.after "
            f"WHERE {where} ORDER BY c.seq LIMIT ?",
            [*values, limit],
        )
        return [
            Correction(
                row["seq"],
                row["article"],
                row["revision"],
                FigureChange(
                    Edit(row["kind"]),
                    STATEMENT.validate_json(row["before_data"]) if row["before_data"] else None,
                    STATEMENT.validate_json(row["after_data"]) if row["after_data"] else None,
                    bool(row["announced"]),
                ),
                datetime.fromisoformat(row["at"]),
                datetime.fromisoformat(row["before_at"] or row["at"]),
                row["why"],
                row["event"],
            )
            for row in rows
        ]

    def decide_corrections(self, decided: Mapping[int, Discrepancy | Why], now: datetime) -> None:
        """What people are told of each correction, as a transition that alerting goes on with, or why they are not."""
        with self.writing() as db:
            for seq, found in sorted(decided.items()):
                event = found if isinstance(found, Discrepancy) else None
                why = found.value if isinstance(found, Why) else Change.CORRECTED.value
                done = db.conn.execute(
                    "UPDATE corrections SET decided = 1, why = ?, event = ? WHERE seq = ? AND decided = 0",
                    [why, event and event.id, seq],
                )
                if event is not None and done.rowcount:
                    add_transition(db, event.id, Change.CORRECTED, DISCREPANCY.dump_json(event).decode(), now)

    def save_failure(self, source: str, error: str, now: datetime) -> None:
        """A poll that failed as a whole."""
        with self.writing() as db:
            db.conn.execute(
                "INSERT INTO sources (id, last_error, last_error_at, failures) VALUES (?, ?, ?, 1) "
                "ON CONFLICT (id) DO UPDATE SET last_error = excluded.last_error, "
                "last_error_at = excluded.last_error_at, failures = failures + 1",
                [source, error, stamp(now)],
            )

    def save_next(self, source: str, at: datetime) -> None:
        """When a source is to be asked again."""
        with self.writing() as db:
            db.conn.execute("UPDATE sources SET next_at = ? WHERE id = ?", [stamp(at), source])

    def source_state(self, source: str) -> SourceState | None:
        """One source, if it was ever polled."""
        return self._states("WHERE s.id = ?", [source]).get(source)

    def source_states(self) -> dict[str, SourceState]:
        """Every source that was ever polled."""
        return self._states("", [])

    def _states(self, which: str, values: Sequence[str]) -> dict[str, SourceState]:
        rows = self.rows(
            "SELECT s.*, (SELECT count(*) FROM articles a WHERE a.source = s.id) AS articles "  # noqa: S608 - our own conditions
            f"FROM sources s {which} ORDER BY s.id",
            values,
        )
        return {
            row["id"]: SourceState(
                row["id"],
                row["articles"],
                instant(row["last_good"]),
                row["last_error"],
                instant(row["last_error_at"]),
                row["polled"],
                row["failures"],
                row["note"],
                instant(row["first_good"]),
                *self._rhythm(row["id"]),
                instant(row["next_at"]),
            )
            for row in rows
        }

    def _rhythm(self, source: str) -> tuple[datetime | None, tuple[float, ...]]:
        """When the newest article came, and the waits between the last ones (what came at once counts once)."""
        rows = self.rows(
            "SELECT DISTINCT first_seen FROM articles WHERE source = ? AND first_seen IS NOT NULL "
            "ORDER BY first_seen DESC LIMIT ?",
            [source, GAPS + 1],
        )
        times = [datetime.fromisoformat(row["first_seen"]) for row in rows]
        gaps = tuple((later - earlier).total_seconds() for later, earlier in pairwise(times))
        return (times[0] if times else None), gaps
