"""What is judged: dirty facts, statements, discrepancies and their transitions."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.statement import Statement
from checker.store.base import Judged, Material, Noted, Unjudged
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import DISCREPANCY, STATEMENT, add_transition, begins, stamp

WIDEST_NEAR = 45  # days: the reach of what is dated by its month


class JudgingTables(Connection):
    """The verbs of judging."""

    def judged_rules(self) -> dict[str, str]:
        """The rules of the last judgement with their fingerprints."""
        return {row["id"]: row["version"] for row in self.rows("SELECT id, version FROM rules")}

    def dirty_facts(self, now: datetime) -> dict[str, int]:
        """Facts that are to be judged, each with its mark."""
        rows = self.rows(
            "SELECT fact, mark FROM dirty UNION ALL SELECT DISTINCT fact, 0 FROM again "
            "WHERE at <= ? AND fact NOT IN (SELECT fact FROM dirty) ORDER BY fact",
            [stamp(now)],
        )
        return {row["fact"]: row["mark"] for row in rows}

    def whole_facts(self) -> frozenset[str]:
        """Dirty facts of which people decided something."""
        return frozenset(row["fact"] for row in self.rows("SELECT fact FROM dirty WHERE whole"))

    def material(self, facts: Collection[str]) -> Material:
        """What there is to judge of some facts, as of one moment."""
        rows = self._told(
            "SELECT s.id, s.data, s.judged, a.baseline, o.origin FROM statements s "
            "LEFT JOIN articles a ON a.id = s.article LEFT JOIN origins o ON o.article = s.article "
            "WHERE s.newest = 1 AND s.fact IN (SELECT value FROM json_each(?)) ORDER BY s.id",
            [json.dumps(sorted(facts))],
        )
        fresh = [row for row, _ in rows if not row["judged"]]
        return Material(
            tuple(one for _, one in rows),
            frozenset(row["id"] for row in fresh if not row["baseline"]),
            frozenset(row["id"] for row in fresh if row["baseline"]),
        )

    def unjudged(self, facts: Collection[str], now: datetime) -> Unjudged:
        """What came and what went since they were judged, and what is due."""
        wanted = json.dumps(sorted(facts))
        due = self._told(
            "SELECT s.data, o.origin FROM again a CROSS JOIN statements s ON s.id = a.statement "
            "LEFT JOIN origins o ON o.article = s.article WHERE a.at <= ? AND s.newest = 1 "
            "AND a.fact IN (SELECT value FROM json_each(?)) ORDER BY s.id",
            [stamp(now), wanted],
        )
        rows = self._told(
            "SELECT s.data, s.newest, a.baseline, o.origin FROM statements s INDEXED BY statements_unjudged "
            "LEFT JOIN articles a ON a.id = s.article LEFT JOIN origins o ON o.article = s.article "
            "WHERE s.judged = 0 AND s.fact IN (SELECT value FROM json_each(?)) ORDER BY s.id",
            [wanted],
        )

        def those(newest: bool, baseline: bool | None) -> tuple[Statement, ...]:
            return tuple(
                one
                for row, one in rows
                if bool(row["newest"]) is newest and (baseline is None or bool(row["baseline"]) is baseline)
            )

        return Unjudged(those(True, False), those(True, True), those(False, None), tuple(one for _, one in due))

    def near(self, facts: Collection[str], links: Collection[tuple[str, int, int]]) -> set[str]:
        """Ids of those that share a key within its reach."""
        asked: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for key, day, reach in links:
            asked[key].append((day, reach))
        found: set[str] = set()
        # one look-up a key, over all days asked of it; the other's reach may be the wider one
        sql = "SELECT day, reach, statement FROM links WHERE fact = ? AND key = ? AND day BETWEEN ? AND ?"
        with self.reading() as db:
            for key, days in asked.items():
                wide = max(WIDEST_NEAR, *(reach for _, reach in days))
                first, last = min(days)[0] - wide, max(days)[0] + wide
                for fact in facts:
                    for day, own, statement in db.conn.execute(sql, [fact, key, first, last]):
                        if statement not in found and any(abs(day - d) <= max(own, reach) for d, reach in days):
                            found.add(statement)
        return found

    def load(self, ids: Collection[str]) -> list[Statement]:
        """Statements by id."""
        return self._statements("s.id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(ids))])

    def statements(self, facts: Collection[str] | None = None) -> list[Statement]:
        """The statements of the newest revisions, by fact, each with the origin that is traced by now."""
        if facts is None:
            return self._statements("s.newest = 1 ORDER BY s.id", [])
        marks = ",".join("?" * len(facts))
        return self._statements(f"s.newest = 1 AND s.fact IN ({marks}) ORDER BY s.id", sorted(facts))

    def statements_by_id(self, prefix: str) -> list[Statement]:
        """Statements whose id begins so."""
        return self._statements("s.id GLOB ? ORDER BY s.id LIMIT 50", [begins(prefix)])

    def _statements(self, which: str, values: Sequence[object]) -> list[Statement]:
        rows = self._told(
            "SELECT s.data, o.origin FROM statements s LEFT JOIN origins o ON o.article = s.article "  # noqa: S608 - our own conditions
            f"WHERE {which}",
            values,
        )
        return [one for _, one in rows]

    def _told(self, sql: str, values: Sequence[object]) -> list[tuple[dict[str, Any], Statement]]:
        """Rows of statements, each with its statement, in the place of its JSON: of all of it together there may be
        hundreds of megabytes."""
        with self._looking() as db:
            return [(row, _statement(row.pop("data"), row.pop("origin"))) for row in db.query(sql, list(values))]

    def standing_rules(self) -> frozenset[str]:
        """Rules that have something open."""
        rows = self.rows("SELECT DISTINCT rule FROM discrepancies WHERE status IN ('open', 'acknowledged')")
        return frozenset(row["rule"] for row in rows)

    def known_discrepancies(self, rules: Collection[str]) -> list[Noted]:
        """What is stored of some rules, closed ones too."""
        return self._noted("d.rule IN (SELECT value FROM json_each(?))", [json.dumps(sorted(rules))])

    def touched_discrepancies(self, statements: Collection[str], ids: Collection[str]) -> list[Noted]:
        """What is stored with one of some statements on a side, or under one of some ids."""
        return self._noted(
            "d.id IN (SELECT value FROM json_each(?) UNION "
            "SELECT s.discrepancy FROM json_each(?) AS w JOIN stands s ON s.statement = w.value)",
            [json.dumps(sorted(ids)), json.dumps(sorted(statements))],
        )

    def _noted(self, which: str, parameters: Sequence[str]) -> list[Noted]:
        rows = self.rows(
            "SELECT d.status, d.data, t.data AS noted FROM discrepancies d JOIN transitions t ON t.seq = "  # noqa: S608
            f"(SELECT max(seq) FROM transitions WHERE discrepancy = d.id) WHERE {which} ORDER BY d.id",
            parameters,
        )
        return [
            Noted(
                DISCREPANCY.validate_json(row["noted"]), DISCREPANCY.validate_json(row["data"]), Status(row["status"])
            )
            for row in rows
        ]

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Those ids of findings that people know under another: the one first given, by id."""
        rows = self.rows(
            "SELECT id, first FROM names WHERE id IN (SELECT value FROM json_each(?))", [json.dumps(sorted(ids))]
        )
        return {row["id"]: row["first"] for row in rows}

    def save_judgement(self, judged: Judged, now: datetime) -> None:
        """Keep the judged state and its transitions. A fact whose statements changed meanwhile stays dirty."""
        with self.writing() as db:
            for fact, mark in sorted(judged.facts.items()):
                db.conn.execute("DELETE FROM dirty WHERE fact = ? AND mark = ?", [fact, mark])
            seen = [[one] for one in sorted({*judged.statements, *judged.gone})]
            db.conn.executemany("UPDATE statements SET judged = 1 WHERE id = ?", seen)
            db.conn.executemany("DELETE FROM again WHERE statement = ?", seen)
            linked = [*judged.gone, *(row.statement for row in judged.links)]
            db.conn.executemany("DELETE FROM links WHERE statement = ?", [[one] for one in linked])
            db.conn.executemany(
                "INSERT OR REPLACE INTO links (key, day, reach, fact, statement) VALUES (?, ?, ?, ?, ?)",
                [(*link, row.fact, row.statement) for row in judged.links for link in sorted(row.links)],
            )
            db.conn.executemany(
                "INSERT OR REPLACE INTO again (statement, fact, at) SELECT id, fact, ? FROM statements WHERE id = ?",
                [[stamp(at), one] for one, at in sorted(judged.again.items())],
            )
            if judged.rules != self.judged_rules():
                db.conn.execute("DELETE FROM rules")
                db.table("rules").insert_all({"id": one, "version": text} for one, text in sorted(judged.rules.items()))
            db.conn.executemany("INSERT OR REPLACE INTO names (id, first) VALUES (?, ?)", sorted(judged.names.items()))
            worded = {one.id: DISCREPANCY.dump_json(one).decode() for one in judged.current}
            for one in judged.current:
                db.conn.execute(
                    "UPDATE discrepancies SET data = ?, severity = ?, verdict = ? WHERE id = ?",
                    [worded[one.id], one.severity.value, one.verdict.value, one.id],
                )
                self._stand(db, one)
            for one, change, silent in judged.changes:
                data = worded.get(one.id) or DISCREPANCY.dump_json(one).decode()
                self._apply(db, one, change, data, now)
                add_transition(db, one.id, change, data, now, silent)

    @staticmethod
    def _stand(db: Database, one: Discrepancy) -> None:
        """By what statements a discrepancy is found again."""
        db.conn.execute("DELETE FROM stands WHERE discrepancy = ?", [one.id])
        db.conn.executemany(
            "INSERT INTO stands (statement, discrepancy) VALUES (?, ?)",
            [(statement, one.id) for statement in sorted({name for side in one.sides for name in side.statements})],
        )

    @staticmethod
    def _apply(db: Database, one: Discrepancy, change: Change, data: str, now: datetime) -> None:
        """The row of a discrepancy after a transition."""
        at = stamp(now)
        if change is Change.OPENED:
            db.conn.execute(
                "INSERT INTO discrepancies (id, rule, status, severity, verdict, opened_at, changed_at, data) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                [one.id, one.rule, Status.OPEN.value, one.severity.value, one.verdict.value, at, at, data],
            )
            return
        status = {Change.RESOLVED: Status.RESOLVED, Change.REOPENED: Status.OPEN}.get(change)
        db.conn.execute(
            "UPDATE discrepancies SET data = ?, severity = ?, changed_at = ?, status = coalesce(?, status) "
            "WHERE id = ?",
            [data, one.severity.value, at, status and status.value, one.id],
        )


def _statement(data: str, origin: str | None) -> Statement:
    """A row's statement with the origin that is traced by now: who wrote an article may become known by others that
    come later, so it is kept beside the statement."""
    one = _read(data)
    return one if one.origin == (origin or one.origin) else replace(one, origin=origin)


@lru_cache(maxsize=8_000)
def _read(data: str) -> Statement:
    """A statement from its JSON; those of the topics of the day are asked for again and again."""
    one = STATEMENT.validate_json(data)
    if one.evidence is not None:
        object.__setattr__(one.evidence, "sentence", _shared(one.evidence.sentence))
    return one


@lru_cache(maxsize=8_000)
def _shared(sentence: str) -> str:
    """The same words once: hundreds of statements may be of one sentence, and of five thousand letters."""
    return sentence
