"""What every kind of source gives: articles since a cursor, and a new cursor. One module per kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, Protocol

from pydantic import BaseModel

from checker import intake
from checker.http import Http
from checker.model.article import Article

Cursor = dict[str, Any]  # JSON; whatever the kind needs to go on where it was


@dataclass(frozen=True, slots=True)
class RawItem:
    """One article as the source holds it now. `identity` is stable over edits and moves; `sha256` is not."""

    identity: str
    article: Article
    sha256: str


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one poll gave. `errors` are about single items; the others are still good."""

    items: tuple[RawItem, ...]
    cursor: Cursor
    errors: tuple[str, ...] = ()


class Source(Protocol):
    """A place where articles come in. `fetch` raises DiscrepaError when the source as a whole is unwell."""

    id: str

    def fetch(self, cursor: Cursor) -> Fetched:
        """Everything new or changed since the cursor."""
        ...


class SourceKind(Protocol):
    """A module of this package that has `Options` and `build`."""

    Options: type[BaseModel]

    def build(self, source_id: str, options: Any, *, outlet: str | None, lang: str | None, http: Http) -> Source:
        """A source of this kind."""
        ...


@cache
def kinds() -> Mapping[str, SourceKind]:
    """Every kind of source by name. A module that fails to import is an error that names it."""
    found = {}
    for module in iter_modules(intake.__path__):
        loaded = import_module(f"checker.intake.{module.name}")
        if hasattr(loaded, "Options") and hasattr(loaded, "build"):
            found[module.name] = loaded
    return found
