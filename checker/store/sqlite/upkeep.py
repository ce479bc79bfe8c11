"""Looking after the file: how much it holds, copies of it, a copy put back, and what is old let go."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from checker.model.errors import BadInput
from checker.store.base import Pruned
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import judge_again, stamp
from checker.texts import said

COUNTED = ("sources", "articles", "revisions", "statements", "discrepancies", "transitions", "messages")
# Nothing that people decided, that is open, or of which somebody is still to hear; `?`: before when a thing is old.
OLD_DISCREPANCIES = """
CREATE TEMP TABLE old_discrepancies AS SELECT id FROM discrepancies d WHERE status = 'resolved' AND changed_at < ?
  AND NOT EXISTS (SELECT 1 FROM transitions t WHERE t.discrepancy = d.id AND t.decided = 0)
  AND NOT EXISTS (SELECT 1 FROM decisions w WHERE w.discrepancy = d.id AND w.settled = 0)
  AND NOT EXISTS (SELECT 1 FROM feedback f WHERE f.discrepancy = d.id)
"""
# What stands in a discrepancy that is kept is kept as well: every alert can be proved.
OLD_ARTICLES = """
CREATE TEMP TABLE old_articles AS SELECT id FROM articles a
  WHERE NOT EXISTS (SELECT 1 FROM revisions r WHERE r.article = a.id AND r.seen_at >= ?)
  AND id NOT IN (SELECT term FROM discrepancy_terms WHERE kind = 'article'
                 AND discrepancy NOT IN (SELECT id FROM old_discrepancies))
  AND NOT EXISTS (SELECT 1 FROM statements s WHERE s.article = a.id AND s.judged = 0)
  AND NOT EXISTS (SELECT 1 FROM corrections c WHERE c.article = a.id AND c.decided = 0)
  AND NOT EXISTS (SELECT 1 FROM corrections c JOIN transitions t ON t.discrepancy = c.event
                  WHERE c.article = a.id AND t.decided = 0)
"""
GONE = """
DELETE FROM discrepancy_words WHERE rowid IN
  (SELECT number FROM discrepancy_numbers WHERE discrepancy IN (SELECT id FROM old_discrepancies));
DELETE FROM discrepancy_numbers WHERE discrepancy IN (SELECT id FROM old_discrepancies);
DELETE FROM discrepancy_terms WHERE discrepancy IN (SELECT id FROM old_discrepancies);
DELETE FROM stands WHERE discrepancy IN (SELECT id FROM old_discrepancies);
DELETE FROM names WHERE first IN (SELECT id FROM old_discrepancies);
DELETE FROM decisions WHERE discrepancy IN (SELECT id FROM old_discrepancies);
DELETE FROM told WHERE discrepancy IN (SELECT id FROM old_discrepancies);
DELETE FROM handles WHERE discrepancy IN (SELECT id FROM old_discrepancies);
DELETE FROM transitions WHERE discrepancy IN (SELECT id FROM old_discrepancies);
DELETE FROM discrepancies WHERE id IN (SELECT id FROM old_discrepancies);
DELETE FROM links WHERE statement IN (SELECT id FROM statements WHERE article IN (SELECT id FROM old_articles));
DELETE FROM again WHERE statement IN (SELECT id FROM statements WHERE article IN (SELECT id FROM old_articles));
DELETE FROM statements WHERE article IN (SELECT id FROM old_articles);
DELETE FROM copy_bands WHERE n IN (SELECT n FROM signatures WHERE article IN (SELECT id FROM old_articles));
DELETE FROM signatures WHERE article IN (SELECT id FROM old_articles);
DELETE FROM copy_links WHERE a IN (SELECT id FROM old_articles) OR b IN (SELECT id FROM old_articles);
DELETE FROM origins WHERE article IN (SELECT id FROM old_articles);
DELETE FROM decisions WHERE discrepancy IN
  (SELECT event FROM corrections WHERE article IN (SELECT id FROM old_articles));
DELETE FROM told WHERE discrepancy IN (SELECT event FROM corrections WHERE article IN (SELECT id FROM old_articles));
DELETE FROM handles WHERE discrepancy IN (SELECT event FROM corrections WHERE article IN (SELECT id FROM old_articles));
DELETE FROM transitions WHERE discrepancy IN
  (SELECT event FROM corrections WHERE article IN (SELECT id FROM old_articles));
DELETE FROM corrections WHERE article IN (SELECT id FROM old_articles);
DELETE FROM article_keys WHERE article IN (SELECT id FROM old_articles);
DELETE FROM revisions WHERE article IN (SELECT id FROM old_articles);
DELETE FROM articles WHERE id IN (SELECT id FROM old_articles);
"""
# What nothing but the articles of one source stands in.
ONLY_OF_SOURCE = """
CREATE TEMP TABLE old_discrepancies AS SELECT id FROM discrepancies d
  WHERE EXISTS (SELECT 1 FROM discrepancy_terms t WHERE t.discrepancy = d.id AND t.kind = 'article')
  AND NOT EXISTS (SELECT 1 FROM discrepancy_terms t WHERE t.discrepancy = d.id AND t.kind = 'article'
                  AND t.term NOT IN (SELECT id FROM old_articles))
"""

# What cannot have happened yet, and what something waits by, though never for long; then what waits for as long as a
# far side or a retry asked for.
NOT_AHEAD = (
    ("transitions", "at"), ("told", "at"), ("flushed", "at"), ("again", "at"), ("discrepancies", "opened_at"),
    ("discrepancies", "changed_at"), ("articles", "first_seen"), ("sources", "last_good"), ("sources", "last_error_at"),
)  # fmt: skip
WAITING = (("messages", "due_at"), ("channels", "closed_until"))
SLACK = timedelta(minutes=2)  # by which a clock may be put right without any notice, and judging looks ahead


class UpkeepTables(Connection):
    """The verbs of upkeep."""

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        return {table: int(self.rows(f"SELECT count(*) AS n FROM {table}")[0]["n"]) for table in COUNTED}  # noqa: S608

    def backup(self, file: str) -> None:
        """Copy the whole store to a file while it is in use. Raises BadInput when it cannot be written."""
        try:
            Path(file).touch(mode=0o600)
            with closing(sqlite3.connect(file)) as target, self.lock:
                self.db.conn.backup(target)
                target.execute("PRAGMA journal_mode = DELETE")  # one file, whoever looks into it
        except (OSError, sqlite3.Error) as error:
            raise BadInput(said("store.unwritable", file=file, error=error)) from None

    def restore(self, file: str) -> None:
        """Take over the content of a copy, all or nothing, and bring it to the program's version. Nobody else may use
        the store meanwhile. Raises BadInput for what is no whole copy of a store."""
        try:
            with closing(sqlite3.connect(f"{Path(file).resolve().as_uri()}?mode=ro", uri=True)) as copy:
                told = [str(row[0]) for row in copy.execute("PRAGMA quick_check")]
                # some versions of SQLite see empty values in tables without row numbers where there are none
                damage = [one for one in told if one != "ok" and not one.startswith("NULL value in ")]
                if damage:
                    raise BadInput(said("store.damaged", file=file, error=damage[0]))
                if not copy.execute("SELECT 1 FROM sqlite_master WHERE name = 'discrepancies'").fetchone():
                    raise BadInput(said("store.no_copy", file=file))
                with self.lock:
                    copy.backup(self.db.conn)
        except sqlite3.Error as error:
            raise BadInput(said("store.bad_copy", file=file, error=error)) from None
        self.version = self._migrate()

    def prune(self, before: datetime, *, only_count: bool = False) -> Pruned:
        """Let go of resolved discrepancies, articles and delivered messages older than a moment; nothing that people
        decided and nothing that is open or told of. `only_count`: how many that would be."""
        day = stamp(before)
        with self.writing() as db:
            db.conn.execute(OLD_DISCREPANCIES, [day])
            db.conn.execute(OLD_ARTICLES, [day])
            sent = "FROM messages WHERE state = 'sent' AND sent_at < ?"
            found = Pruned(
                self.rows("SELECT count(*) AS n FROM old_articles")[0]["n"],
                self.rows("SELECT count(*) AS n FROM old_discrepancies")[0]["n"],
                self.rows(f"SELECT count(*) AS n {sent}", [day])[0]["n"],
            )
            if not only_count:
                for sql in GONE.split(";"):
                    db.conn.execute(sql)
                db.conn.execute(f"DELETE {sent}", [day])
            db.conn.execute("DROP TABLE old_articles")
            db.conn.execute("DROP TABLE old_discrepancies")
        if not only_count:
            with self.lock:
                self.db.vacuum()
        return found

    def clock_set_back(self, now: datetime, longest: timedelta) -> int:
        """Bring stored times that lie ahead to now, as a clock told them that was wrong: nothing is to wait for them.
        `longest`: how far ahead a message may wait by right. How many."""
        changed = 0
        with self.writing() as db:
            for places, ahead in ((NOT_AHEAD, SLACK), (WAITING, max(longest, SLACK))):
                for table, column in places:
                    sql = f"UPDATE {table} SET {column} = ? WHERE {column} > ?"  # noqa: S608 - names from above
                    changed += db.conn.execute(sql, [stamp(now), stamp(now + ahead)]).rowcount
        return changed

    def forget(self, source: str) -> int:
        """Remove a source with its articles and with every discrepancy that only they stand in, whatever people
        decided of it; what they told of is judged again without them. How many articles."""
        with self.writing() as db:
            db.conn.execute("CREATE TEMP TABLE old_articles AS SELECT id FROM articles WHERE source = ?", [source])
            db.conn.execute(ONLY_OF_SOURCE)
            count = int(self.rows("SELECT count(*) AS n FROM old_articles")[0]["n"])
            facts = self.rows("SELECT DISTINCT fact FROM statements WHERE article IN (SELECT id FROM old_articles)")
            db.conn.execute("DELETE FROM feedback WHERE discrepancy IN (SELECT id FROM old_discrepancies)")
            db.conn.execute("DELETE FROM wrong_readings WHERE article IN (SELECT id FROM old_articles)")
            for sql in GONE.split(";"):
                db.conn.execute(sql)
            judge_again(db, [row["fact"] for row in facts])
            db.conn.execute("DELETE FROM sources WHERE id = ?", [source])
            db.conn.execute("DROP TABLE old_articles")
            db.conn.execute("DROP TABLE old_discrepancies")
        return count
