"""`webhook`: posts versioned JSON, signed so that the far side can tell it from anybody else's.

Signature: `X-Discrepa-Signature: t=<unix seconds>,v1=<hex>`, the HMAC-SHA256 with the shared secret over
`<t>.<body>`. docs/how-to/webhook.md shows how to check it, and docs/reference/webhook.schema.json what comes.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SecretStr

from checker.http import Http, HttpError
from checker.model.alert import Message, MessageItem, Outcome
from checker.texts import said, told
from checker.texts.wording import clean
from notifiers._options import WebAddress
from notifiers._templates import Templates

VERSION = 1


class Options(BaseModel):
    """The keys of a webhook notifier."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["webhook"] = "webhook"
    url: WebAddress
    secret: SecretStr | None = None


class Webhook:
    """One address."""

    def __init__(self, options: Options, http: Http, clock: Callable[[], float] = time.time) -> None:
        self.options = options
        self.http = http
        self.clock = clock

    def send(self, message: Message) -> Outcome:
        """Post one message."""
        content = json.dumps(body(message)).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": message.key}
        if self.options.secret is not None:
            # the time of this attempt: a message that was retried for an hour must not look like a replay
            at = int(self.clock())
            headers["X-Discrepa-Signature"] = sign(content, self.options.secret.get_secret_value(), at)
        try:
            answer = self.http.post(self.options.url.get_secret_value(), content=content, headers=headers)
        except HttpError as error:
            return Outcome(False, error.retryable, told(error), error.retry_after)
        if answer.status < 300:
            return Outcome(True)
        retryable = answer.status in (408, 425, 429) or answer.status >= 500
        return Outcome(False, retryable, said("alerts.undelivered.webhook", status=answer.status), answer.retry_after)


def sign(content: bytes, secret: str, at: int) -> str:
    """The signature header of a body at a time (unix seconds)."""
    digest = hmac.new(secret.encode(), f"{at}.".encode() + content, hashlib.sha256).hexdigest()
    return f"t={at},v1={digest}"


def body(message: Message) -> dict[str, Any]:
    """The JSON of a message, as docs/reference/webhook.schema.json describes it."""
    return {
        "version": VERSION,
        "key": message.key,
        "created_at": message.created_at.isoformat(),
        "kind": message.kind.value,
        "language": message.lang,
        "notifier": message.notifier,
        "route": message.route,
        "group": dict(message.group),
        "since": message.since and message.since.isoformat(),
        "part": message.part,
        "parts": message.parts,
        "instead_of": message.instead_of,
        "test": message.test,
        "subject": message.subject,
        "discrepancies": [_discrepancy(item) for item in message.items],
    }


def _discrepancy(item: MessageItem) -> dict[str, Any]:
    """As `discrepa check --format json` prints it, with what changed."""
    before, edited = item.before, item.edited
    told = before and {
        "severity": before.severity,
        "sides": [{"value": value, "who": who} for value, who in before.sides],
        "outlets": list(before.outlets),
        "told_at": before.told_at.isoformat(),
        "open": before.open,
    }
    return {
        **item.data,
        "change": item.change,
        "topic_text": item.topic,
        "opened_at": item.opened_at and item.opened_at.isoformat(),
        "new_outlets": list(item.new_outlets),
        "before": told,
        "edited": edited
        and {
            "article": edited.article,
            "revision": edited.revision,
            "before_at": edited.before_at.isoformat(),
            "after_at": edited.after_at.isoformat(),
            "announced": edited.announced,
        },
    }


def preview(message: Message, templates: Templates) -> str:
    """The body; it has no words of a template in it."""
    del templates
    return clean(json.dumps(body(message), indent=2, ensure_ascii=False))


def build(name: str, options: Options, http: Http, templates: Templates) -> Webhook:
    """A webhook."""
    del name, templates
    return Webhook(options, http)
