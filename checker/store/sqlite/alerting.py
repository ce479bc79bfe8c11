"""What is on its way to people: decisions, the outbox, dead letters."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from checker.model.discrepancy import Transition
from checker.store.base import Decision, Outgoing
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import MESSAGE, outgoing_of, stamp, transition_of


class AlertingTables(Connection):
    """The verbs of alerting."""

    def pending(self) -> list[Transition]:
        """Transitions of which nobody has decided yet whom to tell."""
        return [transition_of(row) for row in self.rows("SELECT * FROM transitions WHERE decided = 0 ORDER BY seq")]

    def enqueue(self, outgoing: Sequence[Outgoing], decisions: Sequence[Decision]) -> None:
        """Keep messages and decisions; the decided transitions are no longer pending."""
        with self.writing() as db:
            for one in outgoing:
                db.conn.execute(
                    "INSERT OR IGNORE INTO messages (key, notifier, state, due_at, data) "
                    "VALUES (?, ?, 'pending', ?, ?)",
                    [
                        one.message.key,
                        one.message.notifier,
                        stamp(one.due_at),
                        MESSAGE.dump_json(one.message).decode(),
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
        rows = self.rows(
            "SELECT * FROM (SELECT *, rowid AS nth, row_number() OVER (PARTITION BY notifier ORDER BY due_at, rowid) "
            "AS place FROM messages WHERE state = 'pending' AND due_at <= ?) WHERE place <= ? ORDER BY due_at, nth",
            [stamp(now), limit],
        )
        return [outgoing_of(row) for row in rows]

    def sent(self, key: str, now: datetime) -> None:
        """A message arrived."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'sent', sent_at = ?, attempts = attempts + 1, error = NULL WHERE key = ?",
                [stamp(now), key],
            )

    def retry(self, key: str, at: datetime, error: str) -> None:
        """A message is to be tried again."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE messages SET due_at = ?, attempts = attempts + 1, error = ? WHERE key = ?",
                [stamp(at), error, key],
            )

    def park(self, key: str, error: str) -> None:
        """A message is given up, visibly."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'dead', attempts = attempts + 1, error = ? WHERE key = ?", [error, key]
            )

    def dead_letters(self) -> list[Outgoing]:
        """Messages that were given up."""
        return [outgoing_of(row) for row in self.rows("SELECT * FROM messages WHERE state = 'dead' ORDER BY rowid")]

    def replay(self, now: datetime) -> int:
        """Try every dead letter again."""
        count = len(self.dead_letters())
        with self.writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'pending', due_at = ?, attempts = 0 WHERE state = 'dead'", [stamp(now)]
            )
        return count
