"""What the desk looks at: pages of discrepancies, and the log of what people did."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from checker.model.discrepancy import Status
from checker.store.base import (
    FILTERS,
    Action,
    InboxPage,
    InboxQuery,
    RuleHits,
    WrongReading,
)
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import instant, phrase, stamp, stored_of

COLUMNS = frozenset({"rule", "verdict", "severity"})  # the other filters are terms: what quotes and topic name
_RANK = "CASE severity WHEN 'critical' THEN 3 WHEN 'high' THEN 2 WHEN 'medium' THEN 1 ELSE 0 END"
_ORDERS = {"newest": "changed_at DESC, id", "worst": f"{_RANK} DESC, changed_at DESC, id", "oldest": "opened_at, id"}


class DeskTables(Connection):
    """The verbs of the desk."""

    # --- discrepancies ---

    def inbox(self, query: InboxQuery) -> InboxPage:
        """A page of discrepancies, how many fit in all, and by what else they could be narrowed."""
        where, given = _where(query)
        order = _ORDERS[query.order]
        # ids first: sorting whole rows would move megabytes
        rows = self.rows(
            f"SELECT * FROM discrepancies WHERE id IN (SELECT id FROM discrepancies d WHERE {where} "  # noqa: S608 - fixed texts
            f"ORDER BY {order} LIMIT ? OFFSET ?) ORDER BY {order}",
            [*given, query.limit, query.offset],
        )
        total = self.rows(f"SELECT count(*) AS n FROM discrepancies d WHERE {where}", given)[0]["n"]  # noqa: S608
        facets = {name: self._facet(name, query) for name in FILTERS}
        return InboxPage(tuple(stored_of(row) for row in rows), total, facets)

    def _facet(self, name: str, query: InboxQuery) -> tuple[tuple[str, int], ...]:
        """The values of one filter, the most frequent 40: with how many fit each beside the other filters, or, where
        a discrepancy may have several, with how many there are at all."""
        if name in COLUMNS:
            others = {key: value for key, value in query.filters.items() if key != name}
            where, given = _where(replace(query, filters=others))
            sql = f"SELECT {name} AS value, count(*) AS n FROM discrepancies d WHERE {where} GROUP BY 1"  # noqa: S608
        else:
            sql, given = "SELECT term AS value, count(*) AS n FROM discrepancy_terms WHERE kind = ? GROUP BY 1", [name]
        rows = self.rows(f"{sql} ORDER BY n DESC, value LIMIT 40", given)
        return tuple((row["value"], row["n"]) for row in rows)

    def status_counts(self) -> dict[Status, int]:
        """How many discrepancies stand in each state."""
        rows = self.rows("SELECT status, count(*) AS n FROM discrepancies GROUP BY 1")
        return {Status(row["status"]): row["n"] for row in rows}

    def rule_hits(self) -> dict[str, RuleHits]:
        """By rule, how many of its discrepancies stand in each state, and when the last one changed."""
        found: dict[str, RuleHits] = {}
        for row in self.rows(
            "SELECT rule, status, count(*) AS n, max(changed_at) AS last FROM discrepancies GROUP BY rule, status"
        ):
            last, before = datetime.fromisoformat(row["last"]), found.get(row["rule"])
            counts = {**(before.counts if before else {}), Status(row["status"]): row["n"]}
            found[row["rule"]] = RuleHits(counts, max(last, before.last) if before else last)
        return found

    def message_counts(self) -> dict[str, int]:
        """How many messages are pending, sent and given up."""
        return {row["state"]: row["n"] for row in self.rows("SELECT state, count(*) AS n FROM messages GROUP BY 1")}

    # --- what people did ---

    def save_actions(self, actions: Sequence[Action]) -> None:
        """Write down what somebody did; actions of one `batch` are undone together."""
        with self.writing() as db:
            db.table("actions").insert_all(
                {
                    "at": stamp(one.at),
                    "author": one.author,
                    "kind": one.kind,
                    "target": one.target,
                    "reason": one.reason,
                    "before": json.dumps(one.before),
                    "batch": one.batch,
                }
                for one in actions
            )

    def actions(self, *, target: str = "", batch: str = "", limit: int = 100, offset: int = 0) -> list[Action]:
        """What people did, the last first; of one target or one batch, if named."""
        rows = self.rows(
            "SELECT * FROM actions WHERE (? = '' OR target = ?) AND (? = '' OR batch = ?) "
            "ORDER BY id DESC LIMIT ? OFFSET ?",
            [target, target, batch, batch, limit, offset],
        )
        return [_action(row) for row in rows]

    def mark_undone(self, batch: str, now: datetime) -> None:
        """A batch of actions was taken back."""
        with self.writing() as db:
            db.conn.execute("UPDATE actions SET undone_at = ? WHERE batch = ?", [stamp(now), batch])

    def save_wrong_reading(self, one: WrongReading) -> None:
        """Somebody says that a statement was read wrongly."""
        with self.writing() as db:
            rules = db.query(
                "SELECT DISTINCT rule FROM stands s JOIN discrepancies d ON d.id = s.discrepancy "
                "WHERE s.statement = ? ORDER BY rule",
                [one.statement],
            )
            db.table("wrong_readings").insert(
                {
                    "at": stamp(one.at),
                    "author": one.author,
                    "statement": one.statement,
                    "fact": one.fact,
                    "article": one.article,
                    "part": one.part,
                    "note": one.note,
                    "rules": " ".join(row["rule"] for row in rules),
                }
            )

    def wrong_readings(self, limit: int = 200) -> list[WrongReading]:
        """What people reported, the last first."""
        rows = self.rows("SELECT * FROM wrong_readings ORDER BY id DESC LIMIT ?", [limit])
        return [
            WrongReading(
                datetime.fromisoformat(row["at"]),
                row["author"],
                row["statement"],
                row["fact"],
                row["article"],
                row["part"],
                row["note"],
                tuple(row["rules"].split()),
            )
            for row in rows
        ]

    def wrong_counts(self) -> dict[str, dict[str, int]]:
        """How many readings people reported as wrong, under `facts` by fact and under `rules` by rule."""
        facts: Counter[str] = Counter()
        rules: Counter[str] = Counter()
        for row in self.rows("SELECT fact, rules, count(*) AS n FROM wrong_readings GROUP BY fact, rules"):
            facts[row["fact"]] += row["n"]
            for rule in row["rules"].split():
                rules[rule] += row["n"]
        return {"facts": dict(facts), "rules": dict(rules)}


def _where(query: InboxQuery) -> tuple[str, list[Any]]:
    """The condition of a query: fixed texts and what fills them."""
    parts: list[str] = []
    given: list[Any] = []
    if query.statuses:
        parts.append(f"status IN ({','.join('?' * len(query.statuses))})")
        given += [status.value for status in query.statuses]
    for name, value in query.filters.items():
        if name in COLUMNS:
            parts.append(f"d.{name} = ?")
            given.append(value)
        else:
            parts.append("EXISTS (SELECT 1 FROM discrepancy_terms WHERE discrepancy = d.id AND kind = ? AND term = ?)")
            given += [name, value]
    if query.since is not None:
        parts.append("changed_at >= ?")
        given.append(stamp(query.since))
    wanted = phrase(query.text)
    if query.text.strip() and not wanted:
        parts.append("0")
    if wanted:
        parts.append(
            "d.id IN (SELECT n.discrepancy FROM discrepancy_words w JOIN discrepancy_numbers n ON n.number = w.rowid "
            "WHERE discrepancy_words MATCH ?)"
        )
        given.append(wanted)
    return " AND ".join(parts) or "1", given


def _action(row: dict[str, Any]) -> Action:
    return Action(
        at=datetime.fromisoformat(row["at"]),
        author=row["author"],
        kind=row["kind"],
        target=row["target"],
        reason=row["reason"],
        before=json.loads(row["before"]),
        batch=row["batch"],
        undone_at=instant(row["undone_at"]),
    )
