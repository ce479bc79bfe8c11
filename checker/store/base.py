"""What the product remembers, as verbs of the domain; how it is kept is the business of a store beside this file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from checker.model.alert import Channel, Decision, Message, Silence, Told, Why
from checker.model.article import Article
from checker.model.decision import Decided, EntityDecision, PairException, RuleRecord
from checker.model.discrepancy import Change, Discrepancy, Status, StoredDiscrepancy, Transition
from checker.model.provenance import Byline, Correction, FigureChange, Kin, OriginGuess
from checker.model.statement import Reading, Statement


@dataclass(frozen=True, slots=True)
class Incoming:
    """One article as a source gave it, read. `identity` is stable over edits; `keys` are other names by which the same
    article may come again; `signature` and `bands` find its near-copies; `changes` is what an edit did to it."""

    identity: str
    sha256: str
    article: Article
    reading: Reading
    keys: tuple[str, ...] = ()
    raw_sha256: str | None = None
    published_from: str | None = None
    byline: Byline | None = None
    signature: bytes | None = None
    bands: tuple[int, ...] = ()
    changes: tuple[FigureChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Pruned:
    """How much was let go, or would be."""

    articles: int
    discrepancies: int
    messages: int


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that is stored already, in its newest revision. `source` is the one that it came from."""

    article: str
    revision: int
    sha256: str
    source: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class StoredRevision:
    """One revision of an article: its texts, when it was first seen, and the SHA-256 of what was received and kept."""

    article: str
    revision: int
    title: str
    text: str
    seen_at: datetime
    text_sha256: str | None
    raw_sha256: str | None


@dataclass(frozen=True, slots=True)
class Untraced:
    """An article whose near-copies are still to be looked for."""

    article: str
    signature: bytes | None


@dataclass(frozen=True, slots=True)
class SourceState:
    """How a source fares. `failures`: polls that failed in a row; `note`: what the last poll left out, and why.
    `newest`: when an article last came; `days`: how many days it has been watched; `gaps`: the waits between its last
    articles, in seconds."""

    id: str
    articles: int = 0
    last_good: datetime | None = None
    last_error: str | None = None
    last_error_at: datetime | None = None
    polled: int = 0
    failures: int = 0
    note: str | None = None
    first_good: datetime | None = None
    newest: datetime | None = None
    gaps: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A stored discrepancy as judging needs it: at its last transition, as it was judged last, its status."""

    noted: Discrepancy
    latest: Discrepancy
    status: Status


@dataclass(frozen=True, slots=True)
class Material:
    """Statements of the newest revisions. Of those that were never judged, the ids: `news` came in as the sources
    went on, `baseline` with a source's first poll."""

    statements: tuple[Statement, ...]
    news: frozenset[str] = frozenset()
    baseline: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unjudged:
    """Statements that came (`news` as the sources went on, `baseline` with a source's first poll) and that went with
    an old revision (`gone`); and what was to be looked at `again` by now."""

    news: tuple[Statement, ...] = ()
    baseline: tuple[Statement, ...] = ()
    gone: tuple[Statement, ...] = ()
    again: tuple[Statement, ...] = ()

    @property
    def all(self) -> tuple[Statement, ...]:
        """Each of them once."""
        return tuple({one.id: one for one in (*self.news, *self.baseline, *self.gone, *self.again)}.values())


@dataclass(frozen=True, slots=True)
class LinkRow:
    """By what one statement is found: its links as (key, day, reach)."""

    statement: str
    fact: str
    links: Collection[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement: the facts (with the marks that were seen), the statements that came or were due and those that
    went, what stands now, the transitions (with why nobody is told, or None), statements to judge again later, the
    rules with their fingerprints, by what statements are found from now on, and the ids of what goes on under another
    (id → the one first given)."""

    facts: Mapping[str, int]
    statements: Collection[str]
    gone: Collection[str]
    current: Sequence[Discrepancy]
    changes: Sequence[tuple[Discrepancy, Change, str | None]]
    again: Mapping[str, datetime]
    rules: Mapping[str, str]
    links: Sequence[LinkRow] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way."""

    message: Message
    due_at: datetime
    attempts: int = 0
    error: str | None = None


FILTERS = ("severity", "rule", "verdict", "entity", "outlet", "lang")


@dataclass(frozen=True, slots=True)
class InboxQuery:
    """Which discrepancies the desk shows. `filters` by name (FILTERS) narrow to one value each; `text` is
    searched in titles, topics, quotes, claimants and outlets."""

    statuses: tuple[Status, ...] = (Status.OPEN, Status.ACKNOWLEDGED)
    filters: Mapping[str, str] = field(default_factory=dict)
    since: datetime | None = None
    text: str = ""
    order: str = "newest"  # newest, worst or oldest
    limit: int = 50
    offset: int = 0


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of discrepancies; `facets` give, by filter, each value with how many would be left."""

    rows: tuple[StoredDiscrepancy, ...]
    total: int
    facets: Mapping[str, tuple[tuple[str, int], ...]]


@dataclass(frozen=True, slots=True)
class Revision:
    """One state of an article's text. `sha256` is that of the raw text as it was fetched."""

    number: int
    title: str
    text: str
    sha256: str
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as it stands now, the source it came from, and all its revisions, oldest first."""

    article: Article
    source: str
    revisions: tuple[Revision, ...]


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article in a list. `published` is ISO, as TimeSpan.to_iso writes it."""

    id: str
    title: str
    source: str
    outlet: str | None
    origin: str | None
    lang: str | None
    published: str | None
    revision: int
    seen_at: datetime
    statements: int


@dataclass(frozen=True, slots=True)
class Action:
    """What somebody did to a target: who, when, why, and what was there before, so that it can be undone."""

    at: datetime
    author: str
    kind: str
    target: str
    reason: str = ""
    before: Mapping[str, Any] = field(default_factory=dict)
    batch: str = ""
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class WrongReading:
    """Somebody's word that a statement was read wrongly. `part`: value, claimant, fact, place, time or stance;
    `rules`: under which it stood in a discrepancy when that was said."""

    at: datetime
    author: str
    statement: str
    fact: str
    article: str
    part: str
    note: str = ""
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleHits:
    """What a rule found: its discrepancies by state, and when the last of them changed."""

    counts: Mapping[Status, int]
    last: datetime


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a message. `state`: pending, sent or dead."""

    state: str
    attempts: int
    sent_at: datetime | None
    error: str | None


class IntakeStore(Protocol):
    """What intake asks of a store."""

    def cursor(self, source: str) -> dict[str, Any]:
        """Where a source is to go on; empty before its first poll."""
        ...

    def known(self, key: str) -> KnownArticle | None:
        """The article that is known by an identity or another key."""
        ...

    def article_statements(self, article: str, revision: int | None = None) -> list[Statement]:
        """The statements of one revision of an article (None: the newest), in the order of their ids."""
        ...

    def revisions(self, article: str) -> list[StoredRevision]:
        """Every revision of an article, oldest first."""
        ...

    def save_poll(
        self,
        source: str,
        incoming: Sequence[Incoming],
        cursor: Mapping[str, Any] | None,
        now: datetime,
        *,
        baseline: bool,
        note: str | None = None,
        aliases: Mapping[str, str] | None = None,
    ) -> int:
        """Keep what a poll gave, all or nothing: articles, revisions, statements, cursor (None: a part of a poll that
        goes on, the cursor stays). `aliases`: more keys of articles that are known. How many were new."""
        ...

    def revision_changes(self, article: str, revision: int) -> list[Correction]:
        """What changed between revision n-1 and n of an article."""
        ...

    def corrections(self, *, pending: bool = False, limit: int = 1000) -> list[Correction]:
        """What edits did to statements, oldest first: the last of all, or (`pending`) the first CORRECTED ones that
        nobody has decided about."""
        ...

    def decide_corrections(self, decided: Mapping[int, Discrepancy | Why], now: datetime) -> None:
        """By `seq`: what people are to be told of a correction, or the named reason why they are not. All or nothing;
        what was decided before stays as it was."""
        ...

    def untraced(self, limit: int = 500) -> list[Untraced]:
        """Articles that are new or edited since origins were traced."""
        ...

    def alike(self, bands: Sequence[int], limit: int = 128) -> list[tuple[str, bytes]]:
        """(article, signature) of those that share a band, those that share most and came last first."""
        ...

    def links_around(self, articles: Collection[str]) -> dict[tuple[str, str], float]:
        """Every link between articles that hang together with these, with its similarity."""
        ...

    def kin(self, articles: Collection[str]) -> list[Kin]:
        """What the origins of articles are guessed from."""
        ...

    def save_trace(
        self,
        traced: Collection[str],
        links: Mapping[tuple[str, str], float],
        looked_at: Collection[str],
        guesses: Mapping[str, OriginGuess],
    ) -> int:
        """Keep what tracing found, all or nothing: the traced articles' links, and the origins of all that were looked
        at; facts of articles whose origin changed are dirty. How many changed."""
        ...

    def retrace(self, version: str) -> bool:
        """Whether origins rest on other agencies or owners than `version` names; then all are to be traced again."""
        ...

    def origin_guesses(self, articles: Collection[str]) -> dict[str, OriginGuess]:
        """The origins of articles that have one beside their outlet, with the evidence."""
        ...

    def save_failure(self, source: str, error: str, now: datetime) -> None:
        """A poll that failed as a whole."""
        ...

    def source_state(self, source: str) -> SourceState | None:
        """One source, if it was ever polled."""
        ...

    def source_states(self) -> dict[str, SourceState]:
        """Every source that was ever polled."""
        ...


class ArchiveStore(Protocol):
    """What those who look back ask of a store."""

    def articles_since(self, since: datetime | None) -> list[str]:
        """Ids of the articles published (or, undated, first seen) since then, newest first; None: all."""
        ...

    def article(self, article: str) -> StoredArticle | None:
        """An article with all its revisions; None when it is not known."""
        ...

    def articles(self, *, text: str = "", source: str = "", limit: int = 50, offset: int = 0) -> list[ArticleRow]:
        """Articles, the last seen first; every word of `text` in their title or text."""
        ...

    def statements_of(self, article: str) -> list[Statement]:
        """What was read in the newest revision of an article."""
        ...

    def lately_named(self, text: str = "", limit: int = 3000) -> list[Statement]:
        """The last statements of newest revisions, those that came last first; `text`: only with these letters
        anywhere in them."""
        ...


class JudgingStore(Protocol):
    """What judging asks of a store."""

    def judged_rules(self) -> dict[str, str]:
        """The rules of the last judgement with their fingerprints; empty before the first."""
        ...

    def dirty_facts(self, now: datetime) -> dict[str, int]:
        """Facts that are to be judged, each with a mark that moves on whenever its statements change."""
        ...

    def whole_facts(self) -> frozenset[str]:
        """Dirty facts of which people decided something: all their statements are to be judged."""
        ...

    def material(self, facts: Collection[str]) -> Material:
        """What there is to judge of some facts, as of one moment."""
        ...

    def unjudged(self, facts: Collection[str], now: datetime) -> Unjudged:
        """What came and what went of some facts since they were judged, and what is due to be judged again."""
        ...

    def near(self, facts: Collection[str], links: Collection[tuple[str, int, int]]) -> set[str]:
        """Ids of the statements of some facts that share a key (key, day, reach) and were printed within its reach."""
        ...

    def load(self, ids: Collection[str]) -> list[Statement]:
        """Statements by id, those of old revisions too."""
        ...

    def statements(self, facts: Collection[str] | None = None) -> list[Statement]:
        """The statements of the newest revisions, by fact."""
        ...

    def statements_by_id(self, prefix: str) -> list[Statement]:
        """Statements whose id begins so."""
        ...

    def standing_rules(self) -> frozenset[str]:
        """Rules that have something open."""
        ...

    def known_discrepancies(self, rules: Collection[str]) -> list[Noted]:
        """What is stored of some rules, closed ones too."""
        ...

    def touched_discrepancies(self, statements: Collection[str], ids: Collection[str]) -> list[Noted]:
        """What is stored with one of some statements on a side, or under one of some ids, closed ones too."""
        ...

    def names(self, ids: Collection[str]) -> dict[str, str]:
        """Those ids of findings that people know under another: the one first given, by id."""
        ...

    def save_judgement(self, judged: Judged, now: datetime) -> None:
        """Keep the judged state and its transitions, all or nothing."""
        ...


class DiscrepancyStore(Protocol):
    """What the people who look at discrepancies ask of a store."""

    def discrepancies(self, *, everything: bool = False) -> list[StoredDiscrepancy]:
        """The open ones (or all), newest first."""
        ...

    def find(self, prefix: str) -> list[StoredDiscrepancy]:
        """Discrepancies whose id begins so."""
        ...

    def history(self, discrepancy: str) -> list[Transition]:
        """Its transitions, oldest first."""
        ...

    def decisions(self, discrepancy: str) -> list[Decision]:
        """Who was told of each transition, and why, or why not (yet)."""
        ...

    def deliveries(self, messages: Collection[str]) -> dict[str, Delivery]:
        """What became of some messages, by key."""
        ...

    def set_status(self, discrepancy: str, status: Status, author: str, reason: str, now: datetime) -> None:
        """What a person decided about it."""
        ...


class DecisionStore(Protocol):
    """What people decide about what is compared, and what follows for the rules."""

    def decided(self) -> Decided:
        """All decisions in force, oldest first."""
        ...

    def exceptions(self) -> Sequence[PairException]:
        """Every exception, revoked ones too, oldest first."""
        ...

    def save_exception(self, one: PairException) -> None:
        """Let two sides stand against each other from now on."""
        ...

    def revoke_exception(self, exception: str, author: str, now: datetime) -> None:
        """Take an exception back; it stays listed."""
        ...

    def save_entity_decision(self, one: EntityDecision) -> None:
        """Remember that two are the same, or are not; everything is judged again."""
        ...

    def entity_decisions(self) -> Sequence[EntityDecision]:
        """Every decision on who is who, those that were taken back too, oldest first."""
        ...

    def revoke_entity_decision(self, number: int, author: str, now: datetime) -> None:
        """Take a decision on who is who back, as if it had never been made; everything is judged again."""
        ...

    def rule_records(self) -> dict[str, RuleRecord]:
        """How every rule fared that ever told anybody of anything."""
        ...


class AlertingStore(Protocol):
    """What alerting asks of a store."""

    def pending(self) -> list[Transition]:
        """Transitions about which not everything is decided yet."""
        ...

    def settled(self) -> frozenset[tuple[int, str, str]]:
        """(seq, route, notifier) of pending transitions that are decided for good."""
        ...

    def stored(self, discrepancies: Collection[str]) -> dict[str, StoredDiscrepancy]:
        """Some discrepancies by id."""
        ...

    def told(self, discrepancies: Collection[str]) -> list[Told]:
        """What notifiers were told last of some discrepancies."""
        ...

    def told_open(self) -> list[tuple[Told, StoredDiscrepancy]]:
        """What notifiers know to be open and is, with how it stands now."""
        ...

    def flushed(self) -> dict[str, datetime]:
        """When each group's last message went out."""
        ...

    def recent(self, discrepancies: Collection[str], since: datetime) -> dict[str, list[tuple[Change, datetime]]]:
        """The transitions of some discrepancies since a time, oldest first."""
        ...

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
        ...

    def silences(self) -> list[Silence]:
        """All silences, those that end last first."""
        ...

    def save_silence(self, silence: Silence) -> None:
        """Keep a silence, or what became of it."""
        ...


class DeliveryStore(Protocol):
    """What delivery asks of a store."""

    def waiting(self, now: datetime) -> list[str]:
        """Notifiers that something is due for."""
        ...

    def due(self, notifier: str, now: datetime, limit: int = 100) -> list[Outgoing]:
        """Messages to be sent now through one notifier, oldest first, with the handles of their threads. What is
        about the same as an earlier one that is to be tried again later waits for that."""
        ...

    def channel(self, notifier: str) -> Channel:
        """How a notifier fares."""
        ...

    def sent(self, key: str, now: datetime, handle: str | None = None) -> None:
        """A message arrived; its notifier is well."""
        ...

    def retry(self, key: str, at: datetime, error: str, channel: Channel) -> None:
        """A message is to be tried again; how its notifier fares."""
        ...

    def park(self, key: str, error: str, channel: Channel, instead: Message | None, now: datetime) -> None:
        """A message is given up, visibly; another may go out instead of it. How its notifier fares."""
        ...

    def dead_letters(self) -> list[Outgoing]:
        """Messages that were given up."""
        ...

    def replay(self, now: datetime, keys: Collection[str] | None = None) -> int:
        """Try dead letters (None: all) again, and their notifiers at once. How many."""
        ...


class DeskStore(Protocol):
    """What the desk asks of a store beside the verbs of the others."""

    def inbox(self, query: InboxQuery) -> InboxPage:
        """A page of discrepancies, how many fit in all, and by what else they could be narrowed."""
        ...

    def status_counts(self) -> dict[Status, int]:
        """How many discrepancies stand in each state."""
        ...

    def rule_hits(self) -> dict[str, RuleHits]:
        """By rule, how many of its discrepancies stand in each state, and when the last one changed."""
        ...

    def message_counts(self) -> dict[str, int]:
        """How many messages are pending, sent and given up."""
        ...

    def save_actions(self, actions: Sequence[Action]) -> None:
        """Write down what somebody did; actions of one `batch` are undone together."""
        ...

    def actions(self, *, target: str = "", batch: str = "", limit: int = 100, offset: int = 0) -> list[Action]:
        """What people did, the last first; of one target or one batch, if named."""
        ...

    def mark_undone(self, batch: str, now: datetime) -> None:
        """A batch of actions was taken back."""
        ...

    def save_wrong_reading(self, one: WrongReading) -> None:
        """Somebody says that a statement was read wrongly."""
        ...

    def wrong_readings(self, limit: int = 200) -> list[WrongReading]:
        """What people reported, the last first."""
        ...

    def wrong_counts(self) -> dict[str, dict[str, int]]:
        """How many readings people reported as wrong, under `facts` by fact and under `rules` by rule."""
        ...


class Store(
    IntakeStore,
    JudgingStore,
    DiscrepancyStore,
    DecisionStore,
    ArchiveStore,
    AlertingStore,
    DeliveryStore,
    DeskStore,
    Protocol,
):
    """Every verb is one transaction. Times are aware UTC and given by the caller."""

    def close(self) -> None:
        """Let go of the file."""
        ...

    def counts(self) -> dict[str, int]:
        """How many rows of each kind."""
        ...

    def backup(self, file: str) -> None:
        """Copy the whole store to a file while it is in use. Raises BadInput when it cannot be written."""
        ...

    def restore(self, file: str) -> None:
        """Take over the content of a copy, all or nothing. Nobody else may use the store meanwhile. Raises BadInput."""
        ...

    def prune(self, before: datetime, *, only_count: bool = False) -> Pruned:
        """Let go of what is older than a moment and neither open nor decided by people."""
        ...
