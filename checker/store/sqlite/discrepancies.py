"""What people see of a discrepancy, and what they decide about it."""

from __future__ import annotations

from datetime import datetime

from checker.model.discrepancy import Status, Transition
from checker.store.base import Decision, StoredDiscrepancy
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import plain, stamp, stored_of, transition_of


class DiscrepancyTables(Connection):
    """The verbs of people."""

    def discrepancies(self, *, everything: bool = False) -> list[StoredDiscrepancy]:
        """The open ones (or all), newest first."""
        wanted = [status.value for status in Status] if everything else [Status.OPEN.value, Status.ACKNOWLEDGED.value]
        rows = self.rows("SELECT * FROM discrepancies ORDER BY changed_at DESC, id")
        return [stored_of(row) for row in rows if row["status"] in wanted]

    def find(self, prefix: str) -> list[StoredDiscrepancy]:
        """Discrepancies whose id begins so."""
        rows = self.rows("SELECT * FROM discrepancies WHERE id GLOB ? ORDER BY id LIMIT 50", [f"{plain(prefix)}*"])
        return [stored_of(row) for row in rows]

    def history(self, discrepancy: str) -> list[Transition]:
        """Its transitions, oldest first."""
        rows = self.rows("SELECT * FROM transitions WHERE discrepancy = ? ORDER BY seq", [discrepancy])
        return [transition_of(row) for row in rows]

    def decisions(self, discrepancy: str) -> list[tuple[Transition, Decision]]:
        """Who was told of each transition, and why or why not."""
        rows = self.rows(
            "SELECT t.*, d.route, d.reason AS why, d.message FROM decisions d JOIN transitions t USING (seq) "
            "WHERE t.discrepancy = ? ORDER BY t.seq, d.id",
            [discrepancy],
        )
        return [(transition_of(row), Decision(row["seq"], row["route"], row["why"], row["message"])) for row in rows]

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
