"""The channels by which people are told, one file each: an `Options` model and `build(name, options, http)`.

A notifier answers with an Outcome and never retries by itself; its errors hold no secret.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol

from pydantic import BaseModel

from checker.http import Http
from checker.model.alert import Message, Outcome


class Notifier(Protocol):
    """One configured channel."""

    def send(self, message: Message) -> Outcome:
        """Send one message."""
        ...


class NotifierKind(Protocol):
    """A module of this package."""

    Options: type[BaseModel]

    def build(self, name: str, options: Any, http: Http) -> Notifier:
        """A channel of this kind."""
        ...


@cache
def kinds() -> Mapping[str, NotifierKind]:
    """Every kind of notifier by name. A module that fails to import is an error that names it."""
    found = {}
    for module in iter_modules(__path__):
        loaded = import_module(f"{__name__}.{module.name}")
        if hasattr(loaded, "Options") and hasattr(loaded, "build"):
            found[module.name] = loaded
    return found
