"""What goes out: a message in one language, and how its delivery went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from checker.model.discrepancy import Change, Discrepancy, Edited


class Kind(StrEnum):
    """What a message is: news as they come, a reminder of what is still open, a digest on its schedule, a trial."""

    ALERT = "alert"
    REMINDER = "reminder"
    DIGEST = "digest"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class MessageQuote:
    """Words that prove a side. `link` is None where the source has no web address."""

    text: str
    sentence: str
    outlet: str
    origin: str
    claimants: str
    published: str
    link: str | None


@dataclass(frozen=True, slots=True)
class MessageSide:
    """One value, ready to print: `value` «más de 10.000», `who` «Kiev (EFE, El Debate)»."""

    value: str
    who: str
    quotes: tuple[MessageQuote, ...]


@dataclass(frozen=True, slots=True)
class Before:
    """What this notifier was last told of a discrepancy: severity, gap and (value, who) of each side, worded."""

    severity: str
    severity_label: str
    gap: str
    sides: tuple[tuple[str, str], ...]
    outlets: tuple[str, ...]
    told_at: datetime
    open: bool = True


@dataclass(frozen=True, slots=True)
class MessageItem:
    """One discrepancy inside a message. `change` is the named reason (a value of `Change`), `change_label` its
    wording; `reason` is the sentence of the verdict. `discrepancy` is the key of its thread.

    `before` is None when the notifier was told nothing of it yet; `new_outlets` joined since then. `edited` is set
    where one outlet changed a figure: the sides are then the figure before and after. `place` is what a subject names
    beside the title: where it is about, or between whom.
    """

    discrepancy: str
    rule: str
    verdict: str
    verdict_label: str
    severity: str
    severity_label: str
    change: str
    change_label: str
    title: str
    reason: str
    topic: str
    gap: str
    sides: tuple[MessageSide, ...]
    data: dict[str, object] = field(default_factory=dict)  # contract.md's JSON of the discrepancy
    before: Before | None = None
    new_outlets: tuple[str, ...] = ()
    opened_at: datetime | None = None
    edited: Edited | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery to one notifier. `key` is the idempotency key: the same message never has two.

    `thread` is stable over the life of a discrepancy, for mail references and Slack threads: the id of the
    discrepancy where there is one item, else the key. `parents` are the handles that this notifier answered with
    for earlier messages, by discrepancy (filled in just before sending). `route` names the way it came, `group`
    the labels it was gathered by. Items of a digest come the most severe first; `since` is when the one before it
    went out. `part` of `parts`: a long message is sent in several. `instead_of` names the notifier that could not
    deliver it, where this one is the fallback. `to`: who of the notifier's recipients is still to get it, where others
    have it; empty for all.
    """

    key: str
    notifier: str
    lang: str
    subject: str
    intro: str
    items: tuple[MessageItem, ...]
    footer: str
    created_at: datetime
    thread: str
    test: bool = False
    kind: Kind = Kind.ALERT
    route: str = ""
    group: tuple[tuple[str, str], ...] = ()
    since: datetime | None = None
    part: int = 1
    parts: int = 1
    instead_of: str | None = None
    parents: dict[str, str] = field(default_factory=dict)
    to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """A notifier's answer. It never retries by itself: `retryable` says whether the same may go through later.

    `error` must be free of secrets; a `said` text is worded in the language of the configuration. `retry_after` in
    seconds, where the far side named it. `handle` is what the far side calls the message (a Slack `ts`), kept and given
    back as `Message.parents` of later ones. `left`: the recipients who could not have it yet, where it is only they
    and not the channel; kept, and given back as `Message.to` the next time.
    """

    ok: bool
    retryable: bool = False
    error: str = ""
    retry_after: float | None = None
    handle: str | None = None
    left: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What one notifier was last told of one discrepancy, when, by which route and in which language."""

    notifier: str
    discrepancy: Discrepancy
    change: Change
    at: datetime
    route: str
    lang: str

    @property
    def open(self) -> bool:
        """Whether people believe it to be open."""
        return self.change is not Change.RESOLVED


class Why(StrEnum):
    """The named reason of a decision other than to tell: why nobody is told, or not yet."""

    # for good
    RULE_BASELINE = "rule_baseline"
    RULE_CHANGED = "rule_changed"
    RULE_REMOVED = "rule_removed"
    SOURCE_BASELINE = "source_baseline"
    EXCEPTED = "excepted"
    DISMISSED = "dismissed"
    ACKNOWLEDGED = "acknowledged"
    NO_ROUTE = "no_route"
    TOLD_BY_ANOTHER_ROUTE = "told_by_another_route"
    WINDOW_DROPPED = "window_dropped"
    CAME_AND_WENT = "came_and_went"
    NEVER_TOLD = "never_told"
    NO_NEWS = "no_news"
    EDITS_OFF = "edits_off"
    EDIT_ANNOUNCED = "edit_announced"
    EDIT_UNWATCHED = "edit_unwatched"
    EDIT_DRAFT = "edit_draft"
    EDIT_HARMLESS = "edit_harmless"
    EDIT_REPEATED = "edit_repeated"
    EDIT_TOLD_ALREADY = "edit_told_already"
    # not yet
    SILENCED = "silenced"
    INHIBITED = "inhibited"
    WINDOW_HELD = "window_held"
    FLAPPING = "flapping"
    GROUP_WAIT = "group_wait"
    GROUP_INTERVAL = "group_interval"
    DIGEST_WAIT = "digest_wait"


@dataclass(frozen=True, slots=True)
class Decision:
    """Why somebody was told of a transition, or was not (yet). `reason` is a value of `Change` where a message was
    made, else one of `Why`.

    `seq` is None for a reminder, which no transition stands behind. `route` and `notifier` are `-` where it is the
    same for all. `detail` names the silence, the window or the other discrepancy. `until` is when what waits is
    looked at again at the latest, where that is known; `settled` False: it waits.
    """

    discrepancy: str
    seq: int | None
    route: str
    notifier: str
    reason: str
    at: datetime
    detail: str = ""
    message: str | None = None
    until: datetime | None = None
    settled: bool = True


@dataclass(frozen=True, slots=True)
class Silence:
    """Quiet that somebody asked for, about what fits `match` (the keys of a route's `match`), from one time to
    another; never without author and reason."""

    id: str
    match: dict[str, object]
    author: str
    reason: str
    starts_at: datetime
    ends_at: datetime

    def active(self, now: datetime) -> bool:
        """Whether it holds now."""
        return self.starts_at <= now < self.ends_at


@dataclass(frozen=True, slots=True)
class Channel:
    """How a notifier fares: failures in a row, and until when it is left alone (None: it is asked)."""

    failures: int = 0
    closed_until: datetime | None = None
    error: str = ""
