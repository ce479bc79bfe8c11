"""Between rows and the types of the model: times, statements, discrepancies, messages."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from pydantic import TypeAdapter
from sqlite_utils import Database

from checker.model.alert import Decision, Message, Silence, Told
from checker.model.decision import PairException
from checker.model.discrepancy import Change, Discrepancy, Status, StoredDiscrepancy, Transition
from checker.model.statement import Statement
from checker.store.base import Outgoing

STATEMENT = TypeAdapter(Statement)
DISCREPANCY = TypeAdapter(Discrepancy)
# each change moves the mark, so that a judgement in hand does not clean what changed while it was made
DIRTY = "INSERT INTO dirty (fact) VALUES (?) ON CONFLICT (fact) DO UPDATE SET mark = mark + 1"
MESSAGE = TypeAdapter(Message)
EXCEPTION = TypeAdapter(PairException)


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def begins(prefix: str) -> str:
    """The pattern for GLOB of what begins so, sign for sign; of nothing where the prefix is empty."""
    return re.sub(r"([*?\[])", r"[\1]", prefix) + "*" if prefix else ""


def phrase(text: str) -> str:
    """What somebody typed as a full-text query: every word must be there, the last one may go on."""
    whole = unicodedata.normalize("NFC", text)  # an accent of its own would part a word
    words = "".join(char if char.isalnum() else " " for char in whole).split()
    return " ".join(f'"{word}"' for word in words[:-1]) + (f' "{words[-1]}"*' if words else "")


@lru_cache(maxsize=4_000)
def discrepancy_of(data: str) -> Discrepancy:
    """A discrepancy from its JSON; what is open is asked for at every turn."""
    return DISCREPANCY.validate_json(data)


def stored_of(row: Mapping[str, Any]) -> StoredDiscrepancy:
    return StoredDiscrepancy(
        discrepancy_of(row["data"]),
        Status(row["status"]),
        datetime.fromisoformat(row["opened_at"]),
        datetime.fromisoformat(row["changed_at"]),
        row["author"],
        row["reason"],
    )


def transition_of(row: Mapping[str, Any]) -> Transition:
    return Transition(
        row["seq"],
        discrepancy_of(row["data"]),
        Change(row["change"]),
        datetime.fromisoformat(row["at"]),
        row["silent"],
    )


def outgoing_of(row: Mapping[str, Any]) -> Outgoing:
    return Outgoing(
        MESSAGE.validate_json(row["data"]), datetime.fromisoformat(row["due_at"]), row["attempts"], row["error"]
    )


def decision_of(row: Mapping[str, Any]) -> Decision:
    return Decision(
        row["discrepancy"],
        row["seq"],
        row["route"],
        row["notifier"],
        row["reason"],
        datetime.fromisoformat(row["at"]),
        row["detail"],
        row["message"],
        instant(row["until"]),
        bool(row["settled"]),
    )


def told_of(row: Mapping[str, Any]) -> Told:
    return Told(
        row["notifier"],
        discrepancy_of(row["data"]),
        Change(row["change"]),
        datetime.fromisoformat(row["at"]),
        row["route"],
        row["lang"],
    )


def add_transition(
    db: Database, discrepancy: str, change: Change, data: str, at: datetime, silent: str | None = None
) -> None:
    db.conn.execute(
        "INSERT INTO transitions (discrepancy, change, at, silent, decided, data) VALUES (?, ?, ?, ?, 0, ?)",
        [discrepancy, change.value, stamp(at), silent, data],
    )


def silence_of(row: Mapping[str, Any]) -> Silence:
    return Silence(
        row["id"],
        json.loads(row["match"]),
        row["author"],
        row["reason"],
        datetime.fromisoformat(row["starts_at"]),
        datetime.fromisoformat(row["ends_at"]),
    )


def judge_again(db: Database, facts: Sequence[str]) -> None:
    """Have facts judged again, with all their statements."""
    for fact in sorted(facts):
        db.conn.execute(
            "INSERT INTO dirty (fact, whole) VALUES (?, 1) ON CONFLICT (fact) DO UPDATE SET mark = mark + 1, whole = 1",
            [fact],
        )
