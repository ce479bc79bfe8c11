"""Whom to tell of what: transitions through route, mute, group and dedup to messages, each decision with a named
reason. Pure: what is known comes in as a Situation, what is to be kept goes out as a Plan."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from checker.alertconfig import AlertingConfig
from checker.alerting.case import Case
from checker.alerting.dedup import news, recall_due
from checker.alerting.digest import next_turn
from checker.alerting.group import Labels, gather, group_key, waits
from checker.alerting.mute import Hush, inhibited, muted
from checker.alerting.render import item_of, message_of
from checker.alerting.route import Way, all_ways, ways_of
from checker.model.alert import Decision, Kind, Message, Told, Why
from checker.model.discrepancy import Change, Discrepancy, Status, StoredDiscrepancy, Transition

PER_MESSAGE = 8  # items; what comes beyond goes into a second message
PER_DIGEST = 25


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything that decides whom to tell, as of one moment.

    `pending`: transitions that wait for a decision; `settled`: (seq, route, notifier) that have one for good.
    `known`: the discrepancies concerned, by id. `told`: what notifiers were told last, by (notifier, discrepancy).
    `flushed`: when each group's last message went out. `notifiers`: the names of those that are configured.
    """

    pending: Sequence[Transition] = ()
    settled: frozenset[tuple[int, str, str]] = frozenset()
    known: Mapping[str, StoredDiscrepancy] = field(default_factory=dict)
    told: Mapping[tuple[str, str], Told] = field(default_factory=dict)
    flushed: Mapping[str, datetime] = field(default_factory=dict)
    hush: Hush = field(default_factory=Hush)
    notifiers: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    """Messages to send, decisions to keep, transitions that are decided for good, what notifiers now know, and when
    groups were told."""

    messages: tuple[Message, ...] = ()
    decisions: tuple[Decision, ...] = ()
    done: frozenset[int] = frozenset()
    told: tuple[Told, ...] = ()
    flushed: Mapping[str, datetime] = field(default_factory=dict)


def plan(situation: Situation, config: AlertingConfig, now: datetime, *, impatient: bool = False) -> Plan:
    """One turn. `impatient`: groups do not wait (a single round, with nobody there to come back)."""
    made = _Made(now)
    cases = list(_mute(_route(situation, config, now, made), situation, config, now, made))
    digests = [case for case in cases if case.way.digest is not None]
    for group in gather(case for case in cases if case.way.digest is None):
        waiting = [] if impatient else waits(group, situation.flushed, now)
        made.decisions += waiting
        found = [] if waiting else _dedup(group.cases, now, made)
        if found:
            made.tell(_subject_first(found), Kind.ALERT, group.route, group.labels)
            made.flushed[group.key] = now
    _digests(digests, situation, config, now, made)
    for group in gather(_recalls(situation, config, now)):
        made.tell([(case, Change.REMINDER) for case in group.cases], Kind.REMINDER, group.route, group.labels)
    waiting_seqs = {one.seq for one in made.decisions if not one.settled}
    return Plan(
        tuple(made.messages),
        tuple(made.decisions),
        frozenset(one.seq for one in situation.pending if one.seq not in waiting_seqs),
        tuple(made.told),
        made.flushed,
    )


def _route(situation: Situation, config: AlertingConfig, now: datetime, made: _Made) -> Iterator[Case]:
    """A case for every notifier that hears of a discrepancy: by the routes that it takes as it is now, and by the
    one that told its beginning, so that whoever heard that it opened hears how it went on."""
    by_id: dict[str, list[Transition]] = {}
    for one in situation.pending:
        if one.silent is not None:
            made.decisions.append(Decision(one.discrepancy.id, one.seq, "-", "-", one.silent, now))
        else:
            by_id.setdefault(one.discrepancy.id, []).append(one)
    every = {way.route: way for way in all_ways(config.routes, config.language, config.fallback)}
    for key, steps in by_id.items():
        discrepancy = steps[-1].discrepancy
        ways = [
            (way, to) for way in ways_of(discrepancy, config.routes, config.language, config.fallback) for to in way.to
        ]
        follow = [told for (_, about), told in situation.told.items() if about == key and told.open]
        ways += [
            (_way_back(told, every), told.notifier)
            for told in follow
            if told.notifier in situation.notifiers and told.notifier not in {to for _, to in ways}
        ]
        if not ways:
            made.decisions += [Decision(key, one.seq, "-", "-", Why.NO_ROUTE, now) for one in steps]
        for way, notifier in ways:
            case = _case(way, notifier, discrepancy, steps, situation)
            if case.steps:
                yield case


def _way_back(told: Told, every: Mapping[str, Way]) -> Way:
    known = every.get(told.route)
    return known if known is not None and told.notifier in known.to else Way(told.route, (told.notifier,), told.lang)


def _case(way: Way, notifier: str, discrepancy: Discrepancy, steps: Sequence[Transition], situation: Situation) -> Case:
    known = situation.known.get(discrepancy.id)
    return Case(
        way,
        notifier,
        discrepancy,
        tuple(step for step in steps if (step.seq, way.route, notifier) not in situation.settled),
        situation.told.get((notifier, discrepancy.id)),
        known.status if known else Status.OPEN,
        known.opened_at if known else None,
    )


def _mute(
    cases: Iterable[Case], situation: Situation, config: AlertingConfig, now: datetime, made: _Made
) -> Iterator[Case]:
    """The cases that are not to keep quiet. What inhibits is what a notifier hears of, now or before."""
    loud: list[Case] = []
    for case in cases:
        quiet = muted(case, situation.hush, now)
        if quiet is None:
            loud.append(case)
        elif quiet.settled:
            made.decisions += case.decided(quiet.why, now, detail=quiet.detail)
        else:
            made.decisions += case.waits(quiet.why, now, detail=quiet.detail, until=quiet.until)
    coming: dict[str, list[Discrepancy]] = {}
    for case in loud:
        if not case.ended:
            coming.setdefault(case.notifier, []).append(case.discrepancy)
    ending = {(case.notifier, case.discrepancy.id) for case in loud if case.ended}
    for case in loud:
        before = [
            one for one in situation.hush.standing.get(case.notifier, ()) if (case.notifier, one.id) not in ending
        ]
        quiet = inhibited(case, [*before, *coming.get(case.notifier, ())], config.inhibit)
        if quiet is None:
            yield case
        else:
            made.decisions += case.waits(quiet.why, now, detail=quiet.detail)


def _dedup(cases: Iterable[Case], now: datetime, made: _Made) -> list[tuple[Case, Change]]:
    """The cases that are news, each with its named reason. One notifier hears of a thing once a turn."""
    found = []
    for case in cases:
        about = (case.notifier, case.discrepancy.id)
        what = Why.TOLD_BY_ANOTHER_ROUTE if about in made.heard else news(case)
        if isinstance(what, Change):
            made.heard.add(about)
            found.append((case, what))
        else:
            made.decisions += case.decided(what, now)
    return found


def _digests(cases: Sequence[Case], situation: Situation, config: AlertingConfig, now: datetime, made: _Made) -> None:
    """Every digest whose time has come, with what changed since the one before; the others wait."""
    by_route: dict[str, list[Case]] = {}
    for case in cases:
        by_route.setdefault(case.way.route, []).append(case)
    for way in all_ways(config.routes, config.language):
        if way.digest is None or not way.to:
            continue
        mine = by_route.get(way.route, [])
        last = situation.flushed.get(group_key(way.route))
        until = next_turn(way.digest, last, now)
        if until is not None:
            made.decisions += [one for case in mine for one in case.waits(Why.DIGEST_WAIT, now, until=until)]
        if until is None or last is None:
            made.flushed[group_key(way.route)] = now
        found = _dedup(mine, now, made) if until is None else []
        for notifier in way.to if until is None else ():
            items = [(case, what) for case, what in found if case.notifier == notifier]
            still = _still_open(way, notifier, items, situation) if way.digest.open else []
            if items or way.digest.empty:
                made.tell([*_weightiest_first(items), *_weightiest_first(still)], Kind.DIGEST, way.route, since=last)
            if not items and not still and way.digest.empty:
                made.send([], Kind.DIGEST, way.route, notifier, way.lang, since=last)


def _weightiest_first(items: Iterable[tuple[Case, Change]]) -> list[tuple[Case, Change]]:
    return sorted(items, key=lambda one: (-one[0].discrepancy.severity.rank, one[0].discrepancy.id))


def _subject_first(items: Iterable[tuple[Case, Change]]) -> list[tuple[Case, Change]]:
    """The first gives a message of several its subject: the most severe that is not over. The others as they came."""
    return sorted(items, key=lambda one: (one[1] is Change.RESOLVED, -one[0].discrepancy.severity.rank))


def _still_open(
    way: Way, notifier: str, news_too: Sequence[tuple[Case, Change]], situation: Situation
) -> list[tuple[Case, Change]]:
    """What this notifier heard of by this way, is open, and did not change."""
    shown = {case.discrepancy.id for case, _ in news_too}
    standing = [
        _case(way, notifier, known.discrepancy, (), situation)
        for known in situation.known.values()
        if known.status in (Status.OPEN, Status.ACKNOWLEDGED) and known.discrepancy.id not in shown
    ]
    told = [case for case in standing if case.told is not None and case.told.open and case.told.route == way.route]
    return [(case, Change.REMINDER) for case in told]


def _recalls(situation: Situation, config: AlertingConfig, now: datetime) -> Iterator[Case]:
    """What is still open and was told long enough ago to be told again, unless it is to keep quiet."""
    every = {way.route: way for way in all_ways(config.routes, config.language, config.fallback)}
    moving = {one.discrepancy.id for one in situation.pending}
    for (notifier, key), told in situation.told.items():
        known, way = situation.known.get(key), every.get(told.route)
        if known is None or way is None or way.digest is not None or key in moving or notifier not in way.to:
            continue
        case = _case(way, notifier, known.discrepancy, (), situation)
        if not recall_due(case, now):
            continue  # asked first: it is cheap, and what keeps quiet is looked for among all that stands
        quiet = muted(case, situation.hush, now) or inhibited(
            case, situation.hush.standing.get(notifier, ()), config.inhibit
        )
        if quiet is None:
            yield case


class _Made:
    """What one turn makes, as it comes."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.messages: list[Message] = []
        self.decisions: list[Decision] = []
        self.told: list[Told] = []
        self.flushed: dict[str, datetime] = {}
        self.heard: set[tuple[str, str]] = set()

    def tell(
        self,
        items: Sequence[tuple[Case, Change]],
        kind: Kind,
        route: str,
        labels: Labels = (),
        since: datetime | None = None,
    ) -> None:
        """Messages for every notifier among the cases, as many as it takes."""
        channels: dict[tuple[str, str], list[tuple[Case, Change]]] = {}
        for case, what in items:
            channels.setdefault((case.notifier, case.way.lang), []).append((case, what))
        for (notifier, lang), mine in channels.items():
            self.send(mine, kind, route, notifier, lang, labels, since)

    def send(
        self,
        items: Sequence[tuple[Case, Change]],
        kind: Kind,
        route: str,
        notifier: str,
        lang: str,
        labels: Labels = (),
        since: datetime | None = None,
    ) -> None:
        """Messages for one notifier; a digest without items is one too."""
        size = PER_DIGEST if kind is Kind.DIGEST else PER_MESSAGE
        parts = [items[start : start + size] for start in range(0, len(items), size)] or [items]
        for number, part in enumerate(parts, 1):
            key = _key(part, kind, route, notifier, lang, since)
            self.messages.append(
                message_of(
                    [
                        item_of(case.discrepancy, what, lang, told=case.told, opened_at=case.opened_at)
                        for case, what in part
                    ],
                    key=key,
                    notifier=notifier,
                    lang=lang,
                    now=self.now,
                    kind=kind,
                    route=route,
                    group=labels,
                    since=since,
                    part=number,
                    parts=len(parts),
                )
            )
            for case, what in part:
                self.decisions += case.decided(what, self.now, message=key)
                self.told.append(Told(notifier, case.discrepancy, what, self.now, route, lang))


def _key(
    items: Sequence[tuple[Case, Change]], kind: Kind, route: str, notifier: str, lang: str, since: datetime | None
) -> str:
    """The idempotency key: the same for the same news to the same notifier, whenever it is planned."""
    named = [kind, notifier, lang] if items else [kind, notifier, lang, route, str(since)]
    for case, _ in items:
        last = str(case.steps[-1].seq) if case.steps else str(case.told.at if case.told else "")
        named.append(f"{case.discrepancy.id}\x1e{last}")
    return hashlib.sha256("\x1f".join(named).encode()).hexdigest()[:24]
