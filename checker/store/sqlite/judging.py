"""What is judged: dirty facts, statements, discrepancies and their transitions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlite_utils import Database

from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.statement import Statement
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import DISCREPANCY, STATEMENT, plain, stamp


class JudgingTables(Connection):
    """The verbs of judging."""

    def mark_rules(self, version: str, rules: Collection[str], facts: Collection[str]) -> frozenset[str]:
        """Note the rules in force; when they changed, every fact is dirty."""
        before = {row["id"]: row["version"] for row in self.rows("SELECT id, version FROM rules")}
        if set(before) == set(rules) and set(before.values()) <= {version}:
            return frozenset()
        with self.writing() as db:
            db.conn.execute("DELETE FROM rules")
            db.table("rules").insert_all({"id": rule, "version": version} for rule in sorted(rules))
            for fact in sorted(facts):
                db.conn.execute("INSERT OR IGNORE INTO dirty (fact) VALUES (?)", [fact])
        return frozenset(rules) - frozenset(before) if before else frozenset()

    def dirty_facts(self) -> frozenset[str]:
        """Facts whose statements changed since they were judged."""
        return frozenset(row["fact"] for row in self.rows("SELECT fact FROM dirty"))

    def statements(self, facts: Collection[str] | None = None) -> list[Statement]:
        """The statements of the newest revisions, by fact."""
        if facts is None:
            rows = self.rows("SELECT data FROM statements WHERE newest = 1 ORDER BY id")
        else:
            marks = ",".join("?" * len(facts))
            sql = f"SELECT data FROM statements WHERE newest = 1 AND fact IN ({marks}) ORDER BY id"  # noqa: S608 - only marks
            rows = self.rows(sql, sorted(facts))
        return [STATEMENT.validate_json(row["data"]) for row in rows]

    def statements_by_id(self, prefix: str) -> list[Statement]:
        """Statements whose id begins so."""
        rows = self.rows("SELECT data FROM statements WHERE id GLOB ? ORDER BY id LIMIT 50", [f"{plain(prefix)}*"])
        return [STATEMENT.validate_json(row["data"]) for row in rows]

    def known_discrepancies(self, rules: Collection[str] | None = None) -> dict[str, tuple[Discrepancy, Status]]:
        """What is stored of some rules (None: of all)."""
        rows = self.rows("SELECT id, rule, status, data FROM discrepancies ORDER BY id")
        return {
            row["id"]: (DISCREPANCY.validate_json(row["data"]), Status(row["status"]))
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
        with self.writing() as db:
            for fact in sorted(facts):
                db.conn.execute("DELETE FROM dirty WHERE fact = ?", [fact])
            for one in current:
                db.conn.execute(
                    "UPDATE discrepancies SET data = ?, severity = ?, verdict = ? WHERE id = ?",
                    [DISCREPANCY.dump_json(one).decode(), one.severity.value, one.verdict.value, one.id],
                )
            for one, change, silent in changes:
                data = DISCREPANCY.dump_json(one).decode()
                self._apply(db, one, change, data, now)
                db.table("transitions").insert(
                    {
                        "discrepancy": one.id,
                        "change": change.value,
                        "at": stamp(now),
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
                    "opened_at": stamp(now),
                    "changed_at": stamp(now),
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
            [data, one.severity.value, stamp(now), status.value if status else None, one.id],
        )
