"""What people decide, from the command line or the desk: done, and written down in the log with who, when and why."""

from __future__ import annotations

import getpass
import os
import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from checker.alerting.match import typed
from checker.judging.decisions import exception_for
from checker.model.alert import Silence
from checker.model.decision import EntityDecision, PairException
from checker.model.discrepancy import Status, StoredDiscrepancy
from checker.store.base import Action, Store

STATUSES = {"ack": Status.ACKNOWLEDGED, "dismiss": Status.DISMISSED, "reopen": Status.OPEN}


def user() -> str:
    """Who runs the program; in a container that runs as a number (`docker run --user 1234`), that number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):  # no USER is set, and the number has no name on this machine
        return f"uid-{os.getuid()}" if hasattr(os, "getuid") else "?"


def decide(
    store: Store,
    found: Sequence[StoredDiscrepancy],
    kind: str,
    author: str,
    reason: str,
    now: datetime,
    quiet: Silence | None = None,
) -> str:
    """One thing (of STATUSES; a note; `quiet`, where they are muted) for several discrepancies; the batch by which it
    can be undone."""
    batch = secrets.token_hex(6)
    # written down first: a crash in between leaves an entry too many, never a change that nobody made
    store.save_actions(
        [
            Action(
                at=now,
                author=author,
                kind=kind,
                target=one.discrepancy.id,
                reason=reason,
                before={
                    "status": one.status.value,
                    "author": one.author or "",
                    "reason": one.reason or "",
                    **({"silence": quiet.id} if quiet is not None else {}),
                },
                batch=batch,
            )
            for one in found
        ]
    )
    if quiet is not None:
        store.save_silence(quiet)
    if (status := STATUSES.get(kind)) is not None:
        for one in found:
            store.set_status(one.discrepancy.id, status, author, reason, now)
    return batch


def silence(store: Store, one: Silence) -> None:
    """Quiet about what fits."""
    store.save_silence(one)
    store.save_actions([Action(one.starts_at, one.author, "silence", one.id, f"{typed(one.match)}: {one.reason}")])


def expire(store: Store, one: Silence, author: str, now: datetime) -> None:
    """End a silence now."""
    store.save_silence(replace(one, starts_at=min(one.starts_at, now), ends_at=min(one.ends_at, now)))
    store.save_actions([Action(now, author, "expire", one.id, typed(one.match))])


def identify(store: Store, made: EntityDecision) -> None:
    """Two are the same, or are not."""
    store.save_entity_decision(made)
    kind = "merge" if made.same else "split"
    store.save_actions([Action(made.at, made.author, kind, made.a, f"{made.b}: {made.reason}")])


def make_known(store: Store, one: StoredDiscrepancy, author: str, reason: str, now: datetime) -> PairException:
    """Let the sides of a discrepancy stand against each other."""
    made = exception_for(one.discrepancy, author, reason, now)
    store.save_exception(made)
    store.save_actions([Action(now, author, "except", one.discrepancy.id, reason)])
    return made


def revoke(store: Store, exception: str, author: str, now: datetime) -> None:
    """Take a known difference back."""
    store.revoke_exception(exception, author, now)
    store.save_actions([Action(now, author, "unexcept", exception)])


def replay(store: Store, keys: Sequence[str], author: str, now: datetime) -> int:
    """Try these dead letters again; how many were queued."""
    letters = [one.message for one in store.dead_letters() if one.message.key in set(keys)]
    count = store.replay(now, [one.key for one in letters]) if letters else 0
    store.save_actions(
        [Action(now, author, "replay", one.key, f"{one.notifier}: {one.subject}"[:300]) for one in letters]
    )
    return count
