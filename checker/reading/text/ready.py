"""The words of a language, as its file lists them, made ready for look-up."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, TypeVar

from checker.languages.section import Section
from checker.reading.text.words import fold, fold_all, marked

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Shape = TypeVar("Shape", bound="DataclassInstance")


def ready(shape: type[Shape], *sections: Section, **told: Any) -> Shape:
    """The `shape`, a dataclass with a field for each list: as `told`, else what the first of the `sections` that has a
    key of the field's name lists there, made into what the field is declared to be."""
    for one in fields(shape):
        if one.name not in told:
            section = next(section for section in sections if one.name in type(section).model_fields)
            told[one.name] = _MADE[str(one.type)](getattr(section, one.name))
    return shape(**told)


def _as_listed(listed: Any) -> Any:
    return listed


def _by_word(table: Mapping[str, list[str]]) -> dict[str, frozenset[str]]:
    return {fold(word): fold_all(listed) for word, listed in table.items()}


def _pattern(expression: str) -> re.Pattern[str] | None:
    return re.compile(expression) if expression else None


# by how a field is declared
_MADE: dict[str, Callable[[Any], Any]] = {
    "bool": _as_listed,
    "int": _as_listed,
    "tuple[str, ...]": tuple,
    "frozenset[str]": fold_all,
    "Phrases[bool]": marked,
    "re.Pattern[str]": re.compile,
    "re.Pattern[str] | None": _pattern,
    "Mapping[str, frozenset[str]]": _by_word,
}
