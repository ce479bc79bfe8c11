"""The way of the data, step by step: poll, judge, alert, deliver. Each is restartable from what is stored.

Every step is a plain function of a store, the parts it needs and `now`; killing the process anywhere loses nothing.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import datetime, timedelta
from importlib.metadata import version

from checker.alerting.deliver import Due, Notifier, Sent, deliver
from checker.alerting.plan import plan
from checker.config import RouteConfig
from checker.intake.base import Fetched, RawItem, Source
from checker.judging import judge
from checker.judging.lifecycle import Known, transitions
from checker.model.discrepancy import Change, Discrepancy, Findings, Status
from checker.model.errors import DiscrepaError
from checker.model.statement import Statement
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import fingerprint
from checker.store.base import Decision, Incoming, Judged, Material, Outgoing, Store

PROGRAM = version("discrepa")  # another version may judge the same statements otherwise
STANDING_AGAIN = timedelta(minutes=1)  # when to look again at what has not stood long enough


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
    """Judge every fact whose statements or rules changed, and keep what follows; how many transitions."""
    rules = {rule.id: fingerprint(rule, PROGRAM) for rule in book.rules}
    before = store.judged_rules()
    dirty = store.dirty_facts(now)
    if rules != before:
        dirty = {**dict.fromkeys(book.facts, 0), **dirty}
    removed = store.standing_rules() - rules.keys()
    if not dirty and not removed:
        return 0
    wanted = dirty.keys() | {rule.fact.id for rule in book.rules if str(rule.check.params.get("after")) in dirty}
    judging = tuple(rule for rule in book.rules if rule.fact.id in wanted)
    facts = (
        dirty.keys() | {rule.fact.id for rule in judging} | {str(rule.check.params.get("after")) for rule in judging}
    )
    material = store.material(facts)
    findings = judge_statements(material.statements, replace(book, rules=judging), now)
    judged = {rule.id for rule in judging} | removed
    known = {one.latest.id: Known(one.noted, one.latest, one.status) for one in store.known_discrepancies(judged)}
    new = rules.keys() - before.keys() if before else frozenset()
    changed = {rule for rule in before.keys() & rules.keys() if before[rule] != rules[rule]}
    changes = [
        (one, change, silence(one, material, new=new, changed=changed, removed=removed))
        for one, change in transitions(known, findings.discrepancies, judged)
    ]
    store.save_judgement(
        Judged(
            facts=dirty,
            statements=material.news | material.baseline,
            current=[one for one in findings.discrepancies if one.held_back is None],
            changes=changes,
            again={
                str(one.topic["fact"]): now + STANDING_AGAIN
                for one in findings.discrepancies
                if one.held_back == "standing"
            },
            rules=rules,
        ),
        now,
    )
    return len(changes)


def judge_statements(statements: Sequence[Statement], book: Rulebook, now: datetime | None) -> Findings:
    """The pure middle of the pipeline, for those who have statements and no store."""
    return judge(statements, book, now=now)


def silence(one: Discrepancy, material: Material, *, new: Set[str], changed: Set[str], removed: Set[str]) -> str | None:
    """Why nobody is told of a transition, if there is a reason in how it came about.

    What a source has just said is always news. Without that, a transition under a rule that is new, edited or read
    by another version of the program tells of the rule and not of the world; and what only the first poll of a
    source brought was there before anybody watched it.
    """
    if one.rule in removed:
        return "rule_removed"
    said = {quote.statement for side in one.sides for quote in side.quotes}
    if said & material.news:
        return None
    if one.rule in new:
        return "rule_baseline"
    if one.rule in changed:
        return "rule_changed"
    if said & material.baseline:
        return "source_baseline"
    return None


def alert(store: Store, routes: Sequence[RouteConfig], language: str, now: datetime) -> int:
    """Decide whom to tell of every pending transition, and queue the messages; how many."""
    pending = store.pending()
    if not pending:
        return 0
    statuses: Mapping[str, Status] = {one.discrepancy.id: one.status for one in store.discrepancies(everything=True)}
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
