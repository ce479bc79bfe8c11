"""Tell people: decide whom, queue the messages, deliver them."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from pathlib import Path

import structlog

from checker.alertconfig import AlertingConfig
from checker.alerting.deliver import Notifier, Retries, deliver, instead
from checker.alerting.feed import Open, atom, replace_file
from checker.alerting.mute import Hush
from checker.alerting.plan import Situation, plan
from checker.alerting.route import all_ways
from checker.config import FeedConfig
from checker.judging.edits import edits
from checker.model.discrepancy import Discrepancy, Status, Transition
from checker.model.provenance import Correction
from checker.rulebook.book import Rulebook
from checker.store.base import Store
from checker.texts import in_language

log = structlog.get_logger()


def decide_edits(store: Store, book: Rulebook, tell: str, edited: Sequence[Correction], now: datetime) -> int:
    """Decide of which edits of published figures people are told, and have alerting go on with them; how many.

    `edited`: corrections that were pending before the last judgement, so that what a disagreement tells of them already
    is known.
    """
    decided = edits(edited, book, tell, _heard(store)) if edited else {}
    if decided:
        store.decide_corrections(decided, now)
    return sum(isinstance(one, Discrepancy) for one in decided.values())


def _heard(store: Store) -> list[Transition]:
    """The pending transitions of what somebody was told of and believes to be open: only he hears how it went on."""
    pending = store.pending()
    concerned = {one.discrepancy.id for one in pending}
    believed_open = {one.discrepancy.id for one in store.told(concerned) if one.open}
    loud = {name for name, one in store.stored(concerned & believed_open).items() if one.status is Status.OPEN}
    return [one for one in pending if one.discrepancy.id in loud]


def alert(
    store: Store, config: AlertingConfig, notifiers: Collection[str], now: datetime, *, impatient: bool = False
) -> int:
    """Decide whom to tell of every pending transition, and queue the messages; how many.

    `notifiers`: names of those that are configured. `impatient`: groups do not wait.
    """
    made = plan(situation(store, config, notifiers, now), config, now, impatient=impatient)
    store.save_plan(made.messages, made.decisions, made.done, made.told, made.flushed, now)
    return len(made.messages)


def write_feed(store: Store, file: Path, feed: FeedConfig, language: str, now: datetime, before: object) -> object:
    """Write the feed of what is open, unless that is as it was; what to hand in as `before` at the next turn."""
    found = store.discrepancies()
    state = tuple((one.discrepancy.id, one.status, one.changed_at) for one in found)
    if state != before:
        entries = [Open(one.discrepancy, one.opened_at, one.changed_at) for one in found]
        written = atom(entries, lang=feed.lang or language, link=feed.link, now=now, most=feed.most)
        replace_file(file, written)
    return state


def situation(store: Store, config: AlertingConfig, notifiers: Collection[str], now: datetime) -> Situation:
    """Everything that decides whom to tell, as of now."""
    pending = store.pending()
    concerned = {one.discrepancy.id for one in pending}
    ways = all_ways(config.routes, config.language, config.fallback)
    recalls = any(way.repeat_interval or (way.digest and way.digest.open) for way in ways)
    standing = store.told_open() if recalls or (pending and config.inhibit) else []
    told = {(one.notifier, one.discrepancy.id): one for one, _ in standing}
    told |= {(one.notifier, one.discrepancy.id): one for one in store.told(concerned)}
    known = {one.discrepancy.id: one for _, one in standing} | store.stored(concerned)
    by_notifier: dict[str, list[Discrepancy]] = {}
    for one, stored in standing:
        by_notifier.setdefault(one.notifier, []).append(stored.discrepancy)
    return Situation(
        pending=pending,
        settled=store.settled() if pending else frozenset(),
        known=known,
        told=told,
        flushed=store.flushed(),
        hush=Hush(
            config.windows,
            config.flap,
            [one for one in store.silences() if one.active(now)],
            store.recent(concerned, now - config.flap.within),
            by_notifier,
        ),
        notifiers=frozenset(notifiers),
    )


def deliver_due(
    store: Store,
    name: str,
    notifier: Notifier | None,
    config: AlertingConfig,
    now: datetime,
    *,
    chance: random.Random,
    pace: float = 0,
    pause: Callable[[float], object] = time.sleep,
    unnoted: dict[str, str | None] | None = None,
) -> int:
    """Send what is due through one notifier (None: it is configured no more), `pace` seconds apart; how many messages
    arrived. `unnoted`: by key, the handles of those that arrived and that the store had no room to note: until they
    are noted nothing is sent, so that a full disk makes no message come again and again."""
    unnoted = {} if unnoted is None else unnoted
    for key, handle in list(unnoted.items()):
        store.sent(key, now, handle)
        del unnoted[key]
    retries = Retries(config.delivery, chance, now)
    channel = store.channel(name)
    arrived = 0
    for sent in deliver(store.due(name, now), notifier, channel, retries, pace, pause):
        error = in_language(sent.outcome.error, config.language)
        if sent.outcome.ok:
            arrived += 1
            unnoted[sent.message.key] = sent.outcome.handle
            store.sent(sent.message.key, now, sent.outcome.handle)
            del unnoted[sent.message.key]
        elif sent.at is not None:
            log.warning("not delivered; it is tried again", notifier=name, error=error)
            store.retry(sent.message.key, sent.at, error, sent.channel, sent.outcome.left)
        else:
            log.error(
                "not delivered, and given up; `discrepa notify dead-letters` lists it", notifier=name, error=error
            )
            other = instead(sent.message, config.fallback)
            store.park(sent.message.key, error, sent.channel, other, now, sent.outcome.left)
    return arrived
