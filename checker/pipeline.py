"""The way of the data, step by step: poll, judge, alert, deliver. Each is restartable from what is stored.

Every step is a plain function of a store, the parts it needs and `now`; killing the process anywhere loses nothing.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from checker.alerting.deliver import Due, Notifier, Sent, deliver
from checker.alerting.plan import plan
from checker.config import RouteConfig
from checker.intake.base import Fetched, RawItem, Source
from checker.judging import judge
from checker.judging.lifecycle import transitions
from checker.model.discrepancy import Change, Discrepancy, Findings, Status
from checker.model.errors import DiscrepaError
from checker.model.statement import Statement
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.store.base import Decision, Incoming, Outgoing, Store


def poll(store: Store, source: Source, reader: Reader, now: datetime, *, baseline: bool) -> tuple[int, Fetched]:
    """Fetch, read and keep what is new; how many articles, and what was fetched. A failure is noted and raised."""
    cursor = store.cursor(source.id)
    try:
        fetched = source.fetch(cursor)
    except DiscrepaError as error:
        store.save_failure(source.id, str(error), now)
        raise
    incoming = [one for item in fetched.items if (one := _incoming(store, item, reader)) is not None]
    saved = store.save_poll(source.id, incoming, fetched.cursor, now, baseline=baseline and not cursor)
    return saved, fetched


def _incoming(store: Store, item: RawItem, reader: Reader) -> Incoming | None:
    """The item read, as the article or revision that it is; None when it is known as it stands."""
    known = store.known(item.identity)
    article = item.article
    if known is not None:
        article_id, revision, digest = known
        if digest == item.sha256:
            return None
        article = replace(article, id=article_id, revision=revision + 1)
    return Incoming(item.identity, item.sha256, article, reader.read(article))


def judge_dirty(store: Store, book: Rulebook, now: datetime) -> int:
    """Judge every fact whose statements changed, and keep what follows; how many transitions."""
    new_rules = store.mark_rules(book.version, [rule.id for rule in book.rules], list(book.facts))
    dirty = store.dirty_facts()
    removed = {one.rule for one, _ in store.known_discrepancies().values()} - {rule.id for rule in book.rules}
    if not dirty and not removed:
        return 0
    wanted = dirty | {rule.fact.id for rule in book.rules if str(rule.check.params.get("after")) in dirty}
    rules = tuple(rule for rule in book.rules if rule.fact.id in wanted)
    facts = {rule.fact.id for rule in rules} | {str(rule.check.params.get("after")) for rule in rules}
    findings = judge_statements(store.statements(facts), replace(book, rules=rules), now)
    judged = {rule.id for rule in rules} | removed
    previous = store.known_discrepancies(judged)
    baseline = store.baseline_articles()
    changes = [
        (one, change, silence(one, change, new_rules, removed, baseline))
        for one, change in transitions(previous, findings.discrepancies, judged)
    ]
    standing = [one for one in findings.discrepancies if one.held_back is None]
    store.save_judgement(dirty, standing, changes, now)
    return len(changes)


def judge_statements(statements: Sequence[Statement], book: Rulebook, now: datetime | None) -> Findings:
    """The pure middle of the pipeline, for those who have statements and no store."""
    return judge(statements, book, now=now)


def silence(
    one: Discrepancy,
    change: Change,
    new_rules: frozenset[str],
    removed: set[str],
    baseline: frozenset[str],
) -> str | None:
    """Why nobody is told of a transition, if there is a reason in how it came about."""
    if one.rule in removed:
        return "rule_removed"
    if one.rule in new_rules and change is Change.OPENED:
        return "rule_baseline"
    articles = {quote.article for side in one.sides for quote in side.quotes}
    if change is Change.OPENED and articles and articles <= baseline:
        return "source_baseline"
    return None


def alert(store: Store, routes: Sequence[RouteConfig], language: str, now: datetime) -> int:
    """Decide whom to tell of every pending transition, and queue the messages; how many."""
    pending = store.pending()
    if not pending:
        return 0
    statuses: Mapping[str, Status] = {key: status for key, (_, status) in store.known_discrepancies().items()}
    told = frozenset(
        transition.discrepancy.id
        for transition in pending
        if any(decision.message for _, decision in store.decisions(transition.discrepancy.id))
    )
    opening = {one.discrepancy.id for one in pending if one.change is Change.OPENED and one.silent is None}
    made = plan(pending, routes, statuses, language=language, told_before=told | opening, now=now)
    store.enqueue(
        [Outgoing(message, now) for message in made.messages],
        [Decision(one.seq, one.route, one.reason, one.message) for one in made.decisions],
    )
    return len(made.messages)


def deliver_due(
    store: Store, notifiers: Mapping[str, Notifier], now: datetime, *, attempts: int, chance: random.Random
) -> int:
    """Send what is due; how many messages arrived."""

    def report(sent: Sent) -> None:
        if sent.outcome.ok:
            store.sent(sent.message.key, now)
        elif sent.at is not None:
            store.retry(sent.message.key, sent.at, sent.outcome.error)
        else:
            store.park(sent.message.key, sent.outcome.error)

    due = [Due(one.message, one.attempts) for one in store.due(now)]
    return deliver(due, notifiers, report, now=now, attempts=attempts, chance=chance)
