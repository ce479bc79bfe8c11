"""What goes out: a message in one language, and how its delivery went."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


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
class MessageItem:
    """One discrepancy inside a message. `change` is the named reason, `change_label` its wording."""

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


@dataclass(frozen=True, slots=True)
class Message:
    """One delivery to one notifier. `key` is the idempotency key: the same message never has two.

    `thread` is stable over the life of a discrepancy, for mail references and Slack threads.
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


@dataclass(frozen=True, slots=True)
class Outcome:
    """A notifier's answer. It never retries by itself: `retryable` says whether the same may go through later.

    `error` must be free of secrets. `retry_after` in seconds, where the far side named it.
    """

    ok: bool
    retryable: bool = False
    error: str = ""
    retry_after: float | None = None
