"""What people have decided: false alarms, exceptions, who is who."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from checker.model.decision import Decided, EntityDecision, PairException, RuleRecord
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import EXCEPTION, instant, judge_again, stamp


class DecisionTables(Connection):
    """The verbs of decisions. Each makes what it concerns be judged again."""

    def decided(self) -> Decided:
        """All decisions in force, oldest first."""
        return Decided(
            tuple(one for one in self.exceptions() if one.revoked_at is None),
            tuple(one for one in self.entity_decisions() if one.revoked_at is None),
        )

    def entity_decisions(self) -> Sequence[EntityDecision]:
        """Every decision on who is who, those that were taken back too, oldest first."""
        return [
            EntityDecision(
                row["a"],
                row["b"],
                bool(row["same"]),
                row["author"],
                row["reason"],
                datetime.fromisoformat(row["at"]),
                row["id"],
                instant(row["revoked_at"]),
                row["revoked_by"],
            )
            for row in self.rows("SELECT * FROM entity_decisions ORDER BY id")
        ]

    def exceptions(self) -> Sequence[PairException]:
        """Every exception, revoked ones too, oldest first."""
        rows = self.rows("SELECT data, revoked_at, revoked_by FROM exceptions ORDER BY at, id")
        found = []
        for row in rows:
            one = EXCEPTION.validate_json(row["data"])
            found.append(
                PairException(
                    one.id,
                    one.fact,
                    one.topic,
                    one.sides,
                    one.articles,
                    one.author,
                    one.reason,
                    one.at,
                    instant(row["revoked_at"]),
                    row["revoked_by"],
                )
            )
        return found

    def save_exception(self, one: PairException) -> None:
        """Let two sides stand against each other from now on; the same ones again replace what was there."""
        with self.writing() as db:
            db.table("exceptions").insert(
                {
                    "id": one.id,
                    "fact": one.fact,
                    "data": EXCEPTION.dump_json(one).decode(),
                    "author": one.author,
                    "reason": one.reason,
                    "at": stamp(one.at),
                    "revoked_at": None,
                    "revoked_by": None,
                },
                replace=True,
                pk="id",
            )
            judge_again(db, [one.fact])

    def revoke_exception(self, exception: str, author: str, now: datetime) -> None:
        """Take an exception back; it stays listed."""
        with self.writing() as db:
            facts = [row["fact"] for row in db.query("SELECT fact FROM exceptions WHERE id = ?", [exception])]
            db.conn.execute(
                "UPDATE exceptions SET revoked_at = ?, revoked_by = ? WHERE id = ?", [stamp(now), author, exception]
            )
            judge_again(db, facts)

    def save_entity_decision(self, one: EntityDecision) -> None:
        """Remember that two are the same, or are not; everything is judged again."""
        with self.writing() as db:
            db.table("entity_decisions").insert(
                {
                    "a": one.a,
                    "b": one.b,
                    "same": int(one.same),
                    "author": one.author,
                    "reason": one.reason,
                    "at": stamp(one.at),
                }
            )
            judge_again(db, [row["fact"] for row in db.query("SELECT DISTINCT fact FROM statements")])

    def revoke_entity_decision(self, number: int, author: str, now: datetime) -> None:
        """Take a decision on who is who back, as if it had never been made; everything is judged again."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE entity_decisions SET revoked_at = ?, revoked_by = ? WHERE id = ? AND revoked_at IS NULL",
                [stamp(now), author, number],
            )
            judge_again(db, [row["fact"] for row in db.query("SELECT DISTINCT fact FROM statements")])

    def rule_records(self) -> dict[str, RuleRecord]:
        """How every rule fared that ever told anybody of anything."""
        told = self.rows(
            "SELECT d.rule, count(DISTINCT d.id) AS alerts FROM discrepancies d JOIN transitions t "
            "ON t.discrepancy = d.id WHERE t.silent IS NULL GROUP BY d.rule"
        )
        false = self.rows("SELECT rule, reason FROM feedback ORDER BY at DESC")
        reasons: dict[str, list[str]] = {}
        for row in false:
            reasons.setdefault(row["rule"], []).append(row["reason"])
        alerts = {row["rule"]: int(row["alerts"]) for row in told}
        return {
            rule: RuleRecord(
                max(alerts.get(rule, 0), len(reasons.get(rule, ()))),
                len(reasons.get(rule, ())),
                tuple(reasons.get(rule, ())),
            )
            for rule in sorted(alerts.keys() | reasons.keys())
        }
