"""`apprise`: every other channel (Telegram, Matrix, Teams, Signal, ntfy, …) by one address in Apprise's notation.

The address holds the secrets of its service and is never shown. Apprise brings its own HTTP client and tells only
whether a message arrived, so one notifier is one address: of two, a failing one would have the other told again.
"""

from __future__ import annotations

import logging
import re
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SecretStr, field_validator

from checker.http import Http
from checker.model.alert import Message, Outcome
from checker.texts import said
from notifiers._templates import Templates
from notifiers._words import one_line

_PASSING = frozenset({"408", "425", "429"})
_STATUS = re.compile(r"error=(\d{3})\b")


def _without_addresses(record: logging.LogRecord) -> bool:
    """Of what Apprise logs, only the status of an answer is left."""
    found = _STATUS.search(record.getMessage())
    record.msg, record.args, record.exc_info = (found[0] if found else "…"), (), None
    return True


logging.getLogger("apprise").setLevel(logging.WARNING)
logging.getLogger("apprise").addFilter(_without_addresses)
logging.getLogger("urllib3").setLevel(logging.ERROR)  # Apprise's HTTP client logs paths


class Options(BaseModel):
    """The keys of an Apprise notifier. `url` as Apprise writes it: `tgram://token/chat`, `ntfy://topic`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["apprise"] = "apprise"
    url: SecretStr

    @field_validator("url")
    @classmethod
    def _known(cls, value: SecretStr) -> SecretStr:
        if not value.get_secret_value() or not _channel(value.get_secret_value()):
            raise ValueError(said("config.apprise"))
        return value


class Apprise:
    """One address."""

    def __init__(self, options: Options, templates: Templates) -> None:
        self.channel = _channel(options.url.get_secret_value())
        self.scheme = one_line(options.url.get_secret_value().partition(":")[0])[:20]
        self.templates = templates

    def send(self, message: Message) -> Outcome:
        """Send one message as plain text; Apprise cuts or splits it to what the service takes."""
        title = one_line(self.templates.render("subject.txt", message.lang, message=message))
        body = self.templates.render("text.txt", message.lang, message=message)
        try:
            with self.channel.notify(body=body, title=title, body_format="text") as result:
                arrived = bool(result)
                logged = " ".join(entry.message for entry in result.logs())
        except Exception as error:  # a plugin of Apprise's may raise anything, its address included
            return Outcome(
                False, True, said("alerts.undelivered.broken", kind=f"{self.scheme}: {type(error).__name__}")
            )
        if arrived:
            return Outcome(True)
        found = _STATUS.search(logged)
        if found is None:
            return Outcome(False, True, said("alerts.undelivered.not_taken", service=self.scheme))
        told = said("alerts.undelivered.not_taken_status", service=self.scheme, status=found[1])
        return Outcome(False, found[1][0] != "4" or found[1] in _PASSING, told)


def _channel(url: str) -> Any:
    """Apprise with one channel, falsy for an address that it does not know."""
    import apprise  # a third of a second to load, which only those who use it need to wait for

    asset = apprise.AppriseAsset(
        app_id="Discrepa", app_desc="Discrepa", async_mode=False, secure_logging=True, storage_mode="memory"
    )
    made = apprise.Apprise(asset=asset)
    made.add(url)
    return made


def preview(message: Message, templates: Templates) -> str:
    """Title and text."""
    title = one_line(templates.render("subject.txt", message.lang, message=message))
    return f"{title}\n\n{templates.render('text.txt', message.lang, message=message)}"


def build(name: str, options: Options, http: Http, templates: Templates) -> Apprise:
    """A channel of Apprise's."""
    del name, http
    return Apprise(options, templates)
