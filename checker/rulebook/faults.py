"""Faults in rule files, worded from the texts: every sentence exists in each language that is spoken."""

from __future__ import annotations

from collections.abc import Iterable

from checker import yamldoc
from checker.model.errors import Problem
from checker.texts import DEFAULT, fill, texts
from checker.yamldoc import Document, Path

Hint = tuple[str, dict[str, str]]  # the key of a remedy's text, and its fillings


def fault(
    document: Document,
    path: Path,
    key: str,
    *,
    got: object = None,
    hint: Hint | None = None,
    severity: str = "error",
    **params: object,
) -> Problem:
    """A fault at a path. Its text is `faults.KEY`, its remedy that of the hint, else `faults.KEY_remedy` if any."""
    filled = {name: str(value) for name, value in params.items()}
    remedy_key = f"{key}_remedy"
    if hint is not None:
        remedy_key = hint[0]
        filled |= hint[1]
    elif f"faults.{remedy_key}" not in texts(DEFAULT):
        remedy_key = ""
    return document.problem(
        path,
        _text(key, filled),
        got=got,
        remedy=_text(remedy_key, filled) if remedy_key else "",
        severity=severity,
        keys=(key, remedy_key),
        params=filled,
    )


def _text(key: str, filled: dict[str, str]) -> str:
    return fill(texts(DEFAULT)[f"faults.{key}"], filled)


def choice(word: str, known: Iterable[str]) -> Hint:
    """The known word that was probably meant, else all that are known, sorted."""
    return yamldoc.choice(word, sorted(known))
