"""What people see of a discrepancy, and what they decide about it."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from checker.model.alert import Decision
from checker.model.discrepancy import Status, StoredDiscrepancy, Transition
from checker.store.base import Delivery
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import begins, decision_of, instant, stamp, stored_of, transition_of


class DiscrepancyTables(Connection):
    """The verbs of people."""

    def discrepancies(self, *, everything: bool = False) -> list[StoredDiscrepancy]:
        """The open ones (or all), newest first."""
        wanted = [status.value for status in Status] if everything else [Status.OPEN.value, Status.ACKNOWLEDGED.value]
        rows = self.rows("SELECT * FROM discrepancies ORDER BY changed_at DESC, id")
        return [stored_of(row) for row in rows if row["status"] in wanted]

    def find(self, prefix: str) -> list[StoredDiscrepancy]:
        """Discrepancies whose id begins so."""
        rows = self.rows("SELECT * FROM discrepancies WHERE id GLOB ? ORDER BY id LIMIT 50", [begins(prefix)])
        return [stored_of(row) for row in rows]

    def history(self, discrepancy: str) -> list[Transition]:
        """Its transitions, oldest first."""
        rows = self.rows("SELECT * FROM transitions WHERE discrepancy = ? ORDER BY seq", [discrepancy])
        return [transition_of(row) for row in rows]

    def decisions(self, discrepancy: str) -> list[Decision]:
        """Who was told of each transition, and why, or why not (yet)."""
        rows = self.rows("SELECT * FROM decisions WHERE discrepancy = ? ORDER BY at, seq, id", [discrepancy])
        return [decision_of(row) for row in rows]

    def deliveries(self, messages: Collection[str]) -> dict[str, Delivery]:
        """What became of some messages, by key."""
        rows = self.rows(
            "SELECT key, state, attempts, sent_at, error, instead FROM messages "
            "WHERE key IN (SELECT value FROM json_each(?))",
            [json.dumps(sorted(messages))],
        )
        return {
            row["key"]: Delivery(
                "instead" if row["state"] == "dead" and row["instead"] else row["state"],
                row["attempts"],
                instant(row["sent_at"]),
                row["error"],
                row["instead"],
            )
            for row in rows
        }

    def set_status(self, discrepancy: str, status: Status, author: str, reason: str, now: datetime) -> None:
        """What a person decided about it."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE discrepancies SET status = ?, author = ?, reason = ?, changed_at = ? WHERE id = ?",
                [status.value, author, reason, stamp(now), discrepancy],
            )
            if status in (Status.DISMISSED, Status.OPEN):  # a false alarm counts until somebody takes it back
                db.conn.execute("DELETE FROM feedback WHERE discrepancy = ?", [discrepancy])
            if status is Status.DISMISSED:
                db.conn.execute(
                    "INSERT INTO feedback SELECT id, rule, ?, ?, ? FROM discrepancies WHERE id = ?",
                    [author, reason, stamp(now), discrepancy],
                )
