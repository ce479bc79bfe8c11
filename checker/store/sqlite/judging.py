"""What is judged: dirty facts, statements, discrepancies and their transitions."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

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
            "SELECT s.id, s.data, s.judged, a.baseline, o.origin FROM statements s "
            "LEFT JOIN articles a ON a.id = s.article LEFT JOIN origins o ON o.article = s.article "
            "WHERE s.newest = 1 AND s.fact IN (SELECT value FROM json_each(?)) ORDER BY s.id",
            [json.dumps(sorted(facts))],
        )
        fresh = [row for row in rows if not row["judged"]]
        return Material(
            tuple(map(_statement, rows)),
            frozenset(row["id"] for row in fresh if not row["baseline"]),
            frozenset(row["id"] for row in fresh if row["baseline"]),
        )

    def statements(self, facts: Collection[str] | None = None) -> list[Statement]:
        """The statements of the newest revisions, by fact, each with the origin that is traced by now."""
        if facts is None:
            return self._statements("s.newest = 1 ORDER BY s.id", [])
        marks = ",".join("?" * len(facts))
        return self._statements(f"s.newest = 1 AND s.fact IN ({marks}) ORDER BY s.id", sorted(facts))

    def statements_by_id(self, prefix: str) -> list[Statement]:
        """Statements whose id begins so."""
        return self._statements("s.id GLOB ? ORDER BY s.id LIMIT 50", [f"{plain(prefix)}*"])

    def _statements(self, which: str, values: Sequence[object]) -> list[Statement]:
        rows = self.rows(
            "SELECT s.data, o.origin FROM statements s LEFT JOIN origins o ON o.article = s.article "  # noqa: S608 - our own conditions
            f"WHERE {which}",
            values,
        )
        return list(map(_statement, rows))

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


def _statement(row: Mapping[str, Any]) -> Statement:
    """A row's statement with the origin that is traced by now: who wrote an article may become known by others that
    come later, so it is kept beside the statement."""
    one = STATEMENT.validate_json(row["data"])
    origin = row["origin"] or one.origin
    return one if one.origin == origin else replace(one, origin=origin)
