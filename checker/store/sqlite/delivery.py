"""The outbox: what is on its way, how the notifiers fare, dead letters."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from checker.model.alert import Channel, Message
from checker.store.base import Outgoing
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import MESSAGE, instant, outgoing_of, stamp


class DeliveryTables(Connection):
    """The verbs of delivery."""

    def waiting(self, now: datetime) -> list[str]:
        """Notifiers that something is due for."""
        rows = self.rows(
            "SELECT DISTINCT m.notifier FROM messages m LEFT JOIN channels c USING (notifier) "
            "WHERE m.state = 'pending' AND m.due_at <= ? AND (c.closed_until IS NULL OR c.closed_until <= ?) "
            "ORDER BY m.notifier",
            [stamp(now), stamp(now)],
        )
        return [row["notifier"] for row in rows]

    def due(self, notifier: str, now: datetime, limit: int = 100) -> list[Outgoing]:
        """Messages to be sent now through one notifier, oldest first, with the handles of their threads.

        What is about the same as an earlier one waits for that: nobody is to hear of an end before the beginning, and
        the handle of its thread is known when the earlier one was sent. A recipient who could not have one holds up
        what is his alone, and comes last.
        """
        rows = self.rows(
            "SELECT * FROM messages WHERE state = 'pending' AND notifier = ? "
            "ORDER BY json_extract(data, '$.to[0]') IS NOT NULL, rowid LIMIT ?",
            [notifier, 10 * limit],
        )
        handles = {
            row["discrepancy"]: row["handle"]
            for row in self.rows("SELECT discrepancy, handle FROM handles WHERE notifier = ?", [notifier])
        }
        found: list[Outgoing] = []
        behind: set[tuple[str, str]] = set()
        for one in map(outgoing_of, rows):
            about = {(item.discrepancy, who) for item in one.message.items for who in one.message.to or ("",)}
            if one.due_at <= now and not about & behind and len(found) < limit:
                found.append(_with_parents(one, handles))
            behind |= about
        return found

    def channel(self, notifier: str) -> Channel:
        """How a notifier fares."""
        rows = self.rows("SELECT * FROM channels WHERE notifier = ?", [notifier])
        return _channel_of(rows[0]) if rows else Channel()

    def sent(self, key: str, now: datetime, handle: str | None = None) -> None:
        """A message arrived; its notifier is well."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'sent', sent_at = ?, attempts = attempts + 1, error = NULL WHERE key = ?",
                [stamp(now), key],
            )
            db.conn.execute(
                "DELETE FROM channels WHERE notifier = (SELECT notifier FROM messages WHERE key = ?)", [key]
            )
            if handle is not None:
                # the first message about a discrepancy begins its thread; one about it alone says where that goes on
                # (a message that was deleted is sent anew)
                db.conn.execute(
                    "INSERT INTO handles (notifier, discrepancy, handle) "
                    "SELECT m.notifier, json_extract(item.value, '$.discrepancy'), ? "
                    "FROM messages m, json_each(m.data, '$.items') item WHERE m.key = ? "
                    "ON CONFLICT (notifier, discrepancy) DO UPDATE SET handle = excluded.handle "
                    "WHERE (SELECT json_array_length(data, '$.items') FROM messages WHERE key = ?) = 1",
                    [handle, key, key],
                )

    def retry(self, key: str, at: datetime, error: str, channel: Channel, left: Sequence[str] = ()) -> None:
        """A message is to be tried again, for those who are left; how its notifier fares."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE messages SET due_at = ?, attempts = attempts + 1, error = ? WHERE key = ?",
                [stamp(at), error, key],
            )
            _is_left(db, key, left)
            _fares(db, key, channel)

    def park(
        self,
        key: str,
        error: str,
        channel: Channel,
        instead: Message | None,
        now: datetime,
        left: Sequence[str] = (),
    ) -> None:
        """A message is given up, visibly; another may go out instead of it. How its notifier fares."""
        with self.writing() as db:
            db.conn.execute(
                "UPDATE messages SET state = 'dead', attempts = attempts + 1, error = ?, instead = ? WHERE key = ?",
                [error, instead and instead.notifier, key],
            )
            _is_left(db, key, left)
            _fares(db, key, channel)
            if instead is not None:
                db.conn.execute(
                    "INSERT OR IGNORE INTO messages (key, notifier, state, due_at, data) "
                    "VALUES (?, ?, 'pending', ?, ?)",
                    [instead.key, instead.notifier, stamp(now), MESSAGE.dump_json(instead).decode()],
                )

    def dead_letters(self) -> list[Outgoing]:
        """Messages that were given up."""
        return [outgoing_of(row) for row in self.rows("SELECT * FROM messages WHERE state = 'dead' ORDER BY rowid")]

    def replay(self, now: datetime, keys: Collection[str] | None = None) -> int:
        """Try dead letters (None: all) again, and their notifiers at once. How many."""
        dead = [one.message for one in self.dead_letters() if keys is None or one.message.key in keys]
        with self.writing() as db:
            for message in dead:
                db.conn.execute(
                    "UPDATE messages SET state = 'pending', due_at = ?, attempts = 0 WHERE key = ?",
                    [stamp(now), message.key],
                )
                db.conn.execute("DELETE FROM channels WHERE notifier = ?", [message.notifier])
        return len(dead)


def _is_left(db: Database, key: str, left: Sequence[str]) -> None:
    """Who is still to get a message, where others have it."""
    if left:
        db.conn.execute(
            "UPDATE messages SET data = json_set(data, '$.to', json(?)) WHERE key = ?", [json.dumps(list(left)), key]
        )


def _fares(db: Database, key: str, channel: Channel) -> None:
    """How the notifier of a message fares."""
    db.conn.execute(
        "INSERT OR REPLACE INTO channels (notifier, failures, closed_until, error) "
        "SELECT notifier, ?, ?, ? FROM messages WHERE key = ?",
        [channel.failures, stamp(channel.closed_until) if channel.closed_until else None, channel.error, key],
    )


def _channel_of(row: Mapping[str, Any]) -> Channel:
    return Channel(row["failures"], instant(row["closed_until"]), row["error"] or "")


def _with_parents(outgoing: Outgoing, handles: Mapping[str, str]) -> Outgoing:
    mine = {
        item.discrepancy: handles[item.discrepancy] for item in outgoing.message.items if item.discrepancy in handles
    }
    return replace(outgoing, message=replace(outgoing.message, parents=mine)) if mine else outgoing
