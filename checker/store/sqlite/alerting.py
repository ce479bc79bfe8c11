"""Who was told what, and why; silences."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlite_utils import Database

from checker.model.alert import Decision, Message, Silence, Told
from checker.model.discrepancy import Change, StoredDiscrepancy, Transition
from checker.store.sqlite.connection import Connection
from checker.store.sqlite.rows import (
    DISCREPANCY,
    MESSAGE,
    decision_of,
    silence_of,
    stamp,
    stored_of,
    told_of,
    transition_of,
)


class AlertingTables(Connection):
    """The verbs of alerting."""

    def pending(self) -> list[Transition]:
        """Transitions about which not everything is decided yet."""
        return [transition_of(row) for row in self.rows("SELECT * FROM transitions WHERE decided = 0 ORDER BY seq")]

    def settled(self) -> frozenset[tuple[int, str, str]]:
        """(seq, route, notifier) of pending transitions that are decided for good."""
        rows = self.rows(
            "SELECT d.seq, d.route, d.notifier FROM transitions t JOIN decisions d USING (seq) "
            "WHERE t.decided = 0 AND d.settled = 1"
        )
        return frozenset((row["seq"], row["route"], row["notifier"]) for row in rows)

    def stored(self, discrepancies: Collection[str]) -> dict[str, StoredDiscrepancy]:
        """Some discrepancies by id."""
        rows = self.rows(
            "SELECT * FROM discrepancies WHERE id IN (SELECT value FROM json_each(?))", _set(discrepancies)
        )
        return {row["id"]: stored_of(row) for row in rows}

    def told(self, discrepancies: Collection[str]) -> list[Told]:
        """What notifiers were told last of some discrepancies."""
        rows = self.rows(
            "SELECT * FROM told WHERE discrepancy IN (SELECT value FROM json_each(?)) ORDER BY notifier, discrepancy",
            _set(discrepancies),
        )
        return [told_of(row) for row in rows]

    def told_open(self) -> list[tuple[Told, StoredDiscrepancy]]:
        """What notifiers know to be open and is, with how it stands now."""
        told = self.rows(
            "SELECT t.* FROM told t JOIN discrepancies d ON d.id = t.discrepancy "
            "WHERE t.change != 'resolved' AND d.status IN ('open', 'acknowledged') ORDER BY t.notifier, t.discrepancy"
        )
        stored = self.stored({row["discrepancy"] for row in told})
        return [(told_of(row), stored[row["discrepancy"]]) for row in told if row["discrepancy"] in stored]

    def flushed(self) -> dict[str, datetime]:
        """When each group's last message went out."""
        return {row["grp"]: datetime.fromisoformat(row["at"]) for row in self.rows("SELECT grp, at FROM flushed")}

    def recent(self, discrepancies: Collection[str], since: datetime) -> dict[str, list[tuple[Change, datetime]]]:
        """The transitions of some discrepancies since a time, oldest first."""
        found: dict[str, list[tuple[Change, datetime]]] = {}
        for row in self.rows(
            "SELECT discrepancy, change, at FROM transitions "
            "WHERE discrepancy IN (SELECT value FROM json_each(?)) AND at >= ? ORDER BY seq",
            [*_set(discrepancies), stamp(since)],
        ):
            found.setdefault(row["discrepancy"], []).append((Change(row["change"]), datetime.fromisoformat(row["at"])))
        return found

    def save_plan(
        self,
        messages: Sequence[Message],
        decisions: Sequence[Decision],
        done: Collection[int],
        told: Sequence[Told],
        flushed: Mapping[str, datetime],
        now: datetime,
    ) -> None:
        """Keep messages, decisions and what notifiers now know, all or nothing; what is `done` is pending no more."""
        known = {_place(one): one for one in map(decision_of, self.rows("SELECT * FROM decisions WHERE settled = 0"))}
        changed = [one for one in decisions if one.settled or not _same(one, known.get(_place(one)))]
        if not (messages or changed or done or flushed):
            return
        with self.writing() as db:
            for message in messages:
                _queue(db, message, now)
            for one in changed:
                _decide(db, one)
            db.conn.executemany("UPDATE transitions SET decided = 1 WHERE seq = ?", [[seq] for seq in sorted(done)])
            for what in told:
                db.table("told").insert(
                    {
                        "notifier": what.notifier,
                        "discrepancy": what.discrepancy.id,
                        "change": what.change.value,
                        "at": stamp(what.at),
                        "route": what.route,
                        "lang": what.lang,
                        "data": DISCREPANCY.dump_json(what.discrepancy).decode(),
                    },
                    replace=True,
                )
            for group, at in flushed.items():
                db.conn.execute("INSERT OR REPLACE INTO flushed (grp, at) VALUES (?, ?)", [group, stamp(at)])

    def silences(self) -> list[Silence]:
        """All silences, those that end last first."""
        return [silence_of(row) for row in self.rows("SELECT * FROM silences ORDER BY ends_at DESC, id")]

    def save_silence(self, silence: Silence) -> None:
        """Keep a silence, or what became of it."""
        with self.writing() as db:
            db.table("silences").insert(
                {
                    "id": silence.id,
                    "match": json.dumps(silence.match, ensure_ascii=False),
                    "author": silence.author,
                    "reason": silence.reason,
                    "starts_at": stamp(silence.starts_at),
                    "ends_at": stamp(silence.ends_at),
                },
                replace=True,
            )


def _set(names: Collection[str]) -> list[str]:
    """A collection as one parameter of json_each."""
    return [json.dumps(sorted(names))]


def _place(decision: Decision) -> tuple[int | None, str, str]:
    return decision.seq, decision.route, decision.notifier


def _same(new: Decision, old: Decision | None) -> bool:
    """Whether what waits still waits for the same."""
    return old is not None and (new.reason, new.detail, new.until) == (old.reason, old.detail, old.until)


def _queue(db: Database, message: Message, now: datetime) -> None:
    db.conn.execute(
        "INSERT OR IGNORE INTO messages (key, notifier, state, due_at, data) VALUES (?, ?, 'pending', ?, ?)",
        [message.key, message.notifier, stamp(now), MESSAGE.dump_json(message).decode()],
    )


def _decide(db: Database, one: Decision) -> None:
    """A decision takes the place of an earlier one about the same; that somebody waited is not kept."""
    row = {
        "discrepancy": one.discrepancy,
        "seq": one.seq,
        "route": one.route,
        "notifier": one.notifier,
        "reason": one.reason,
        "detail": one.detail,
        "message": one.message,
        "at": stamp(one.at),
        "until": stamp(one.until) if one.until else None,
        "settled": int(one.settled),
    }
    db.table("decisions").insert(row, replace=True)
