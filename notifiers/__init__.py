"""The channels by which people are told, one file each: an `Options` model, `build(name, options, http, templates)`,
and `preview(message, templates)`, which gives what would be sent as text.

A notifier answers with an Outcome and never retries by itself; its errors hold no secret. A channel that takes only so
many messages has an attribute `pace`: the seconds between two of them, unless the configuration says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel

from checker.http import Http
from checker.model.alert import Message, Outcome
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
def kinds() -> Mapping[str, NotifierKind]:
    """Every kind of notifier by name. A module that fails to import is an error that names it."""
    found: dict[str, Any] = {}
    for module in iter_modules(__path__):
        if not module.name.startswith("_"):
            found[module.name] = import_module(f"{__name__}.{module.name}")
    return found
