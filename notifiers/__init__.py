"""The channels by which people are told, one file each: an `Options` model, `build(name, options, http, templates)`,
and `preview(message, templates)`, which gives what would be sent as text.

A notifier answers with an Outcome and never retries by itself; its errors hold no secret. A channel that takes only so
many messages has an attribute `pace`: the seconds between two of them, unless the configuration says otherwise.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel

from checker.http import Http
from checker.model.alert import Message, Outcome
from checker.plugins import Kinds, load_kinds
from checker.texts import Said
from notifiers._templates import Templates


class Notifier(Protocol):
    """One configured channel."""

    def send(self, message: Message) -> Outcome:
        """Send one message."""
        ...


@runtime_checkable
class Looked(Protocol):
    """A channel that can be looked over without sending anything."""

    def look(self) -> Outcome:
        """Whether a message would be taken."""
        ...

    def using(self) -> Said:
        """By what way it goes, in words."""
        ...


class NotifierKind(Protocol):
    """A module of this package."""

    Options: type[BaseModel]

    def build(self, name: str, options: Any, http: Http, templates: Templates) -> Notifier:
        """A channel of this kind."""
        ...

    def preview(self, message: Message, templates: Templates) -> str:
        """What it would send, as text."""
        ...


@cache
def kinds() -> Kinds[NotifierKind]:
    """Every kind of notifier by name, and those that are broken."""
    return load_kinds(sys.modules[__name__], "Options", "build", "preview")
