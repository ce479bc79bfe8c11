"""What is judged: dirty facts, statements, discrepancies and their transitions."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime

from sqlite_utils import Database

from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.statement import Statement
from checker.store.base import Judged, Material, Noted
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import DISCREPANCY, STATEMENT, plain, stamp


class JudgingTables(Connection):
    """The verbs of judging."""

    def judged_rules(self) -> dict[str, str]:
        """The rules of the last judgement with their fingerprints."""
        return {row["id"]: row["version"] for row in self.rows("SELECT id, version FROM rules")}

    def dirty_facts(self, now: datetime) -> dict[str, int]:
        """Facts that are to be judged, each with its mark."""
        rows = self.rows("SELECT fact, mark FROM dirty WHERE due_at IS NULL OR due_at <= ? ORDER BY fact", [stamp(now)])
        return {row["fact"]: row["mark"] for row in rows}

    def material(self, facts: Collection[str]) -> Material:
        """What there is to judge of some facts, as of one moment."""
        rows = self.rows(
            "SELECT s.id, s.data, s.judged, a.baseline FROM statements s LEFT JOIN articles a ON a.id = s.article "
            "WHERE s.newest = 1 AND s.fact IN (SELECT value FROM json_each(?)) ORDER BY s.id",
            [json.dumps(sorted(facts))],
        )
        fresh = [row for row in rows if not row["judged"]]
        return Material(
            tuple(STATEMENT.validate_json(row["data"]) for row in rows),
            frozenset(row["id"] for row in fresh if not row["baseline"]),
            frozenset(row["id"] for row in fresh if row["baseline"]),
        )

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

    def standing_rules(self) -> frozenset[str]:
        """Rules that have something open."""
        rows = self.rows("SELECT DISTINCT rule FROM discrepancies WHERE status IN ('open', 'acknowledged')")
        return frozenset(row["rule"] for row in rows)

    def known_discrepancies(self, rules: Collection[str]) -> list[Noted]:
        """What is stored of some rules, closed ones too."""
        rows = self.rows(
            "SELECT d.status, d.data, t.data AS noted FROM discrepancies d JOIN transitions t ON t.seq = "
            "(SELECT max(seq) FROM transitions WHERE discrepancy = d.id) "
            "WHERE d.rule IN (SELECT value FROM json_each(?)) ORDER BY d.id",
            [json.dumps(sorted(rules))],
        )
        return [
            Noted(
                DISCREPANCY.validate_json(row["noted"]), DISCREPANCY.validate_json(row["data"]), Status(row["status"])
            )
            for row in rows
        ]

    def save_judgement(self, judged: Judged, now: datetime) -> None:
        """Keep the judged state and its transitions. A fact whose statements changed meanwhile stays dirty."""
        with self.writing() as db:
            for fact, mark in sorted(judged.facts.items()):
                db.conn.execute("DELETE FROM dirty WHERE fact = ? AND mark = ?", [fact, mark])
            for fact, at in sorted(judged.again.items()):
                db.conn.execute("INSERT OR IGNORE INTO dirty (fact, due_at) VALUES (?, ?)", [fact, stamp(at)])
            db.conn.executemany("UPDATE statements SET judged = 1 WHERE id = ?", [[one] for one in judged.statements])
            db.conn.execute("DELETE FROM rules")
            db.table("rules").insert_all({"id": rule, "version": text} for rule, text in sorted(judged.rules.items()))
            for one in judged.current:
                db.conn.execute(
                    "UPDATE discrepancies SET data = ?, severity = ?, verdict = ? WHERE id = ?",
                    [DISCREPANCY.dump_json(one).decode(), one.severity.value, one.verdict.value, one.id],
                )
            for one, change, silent in judged.changes:
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
            [data, one.severity.value, stamp(now), status and status.value, one.id],
        )
