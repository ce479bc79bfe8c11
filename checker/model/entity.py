"""Ids of what the news speaks of: `country:ru`, `org:un`, `person:andrei-belousov`, `place:kursk`; what is known by its
words only is `text:…`. An id's kind is what stands before its colon."""

from __future__ import annotations

from typing import TypeGuard


def is_country(entity: str | None) -> TypeGuard[str]:
    """Whether an id is a country's."""
    return entity is not None and entity.startswith("country:")


def is_body(entity: str | None) -> TypeGuard[str]:
    """Whether an id is an organisation's."""
    return entity is not None and entity.startswith("org:")


def is_person(entity: str | None) -> TypeGuard[str]:
    """Whether an id is a person's."""
    return entity is not None and entity.startswith("person:")
