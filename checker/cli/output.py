"""How commands print: data on stdout, everything else on stderr, colour only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import Any

import typer

from checker.cli.speech import language, t
from checker.model.errors import BadInput, Problem
from checker.texts import fault_text, in_language, of_system


def out(text: str = "") -> None:
    """A line of data. Raises BadInput where it cannot be written; who has read enough of it ends the program."""
    try:
        typer.echo(text)
    except BrokenPipeError:  # `discrepa … | head`
        _silenced()
        raise SystemExit(0) from None
    except OSError as error:  # a full disk, or `>&-`
        _silenced()
        raise BadInput(t("error.output", error=in_language(of_system(error), language()))) from None


def _silenced() -> None:
    """What waits to be written goes nowhere, or it would fail once more when the program ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def out_json(data: Any, *, indent: int | None = None) -> None:
    """One JSON document, or one object of a line-by-line output."""
    out(json.dumps(data, ensure_ascii=False, indent=indent))


def note(text: str) -> None:
    """A line for the person at the terminal."""
    typer.echo(text, err=True)


def agreed(question: str) -> bool:
    """Ask a person at the terminal until the answer is yes or no, in the words of their language or in English; an
    empty one is no."""
    yes, no = t("ask.yes").split(), t("ask.no").split()
    while (
        answer := typer.prompt(f"{question} {t('ask.shown')}", default="", show_default=False).strip().lower()
    ) not in yes:
        if not answer or answer in no:
            return False
        note(t("ask.again"))
    return True


def problems(found: Iterable[Problem]) -> None:
    """Faults, one a line, on stderr, in the language of the command line."""
    for one in found:
        note(fault_text(one, language()))


def problem_to_json(one: Problem, lang: str) -> dict[str, Any]:
    """A fault for editors and scripts: where it stands, how grave it is, and its line in a language."""
    return {
        "file": one.file,
        "line": one.line,
        "column": one.col,
        "path": one.path,
        "severity": one.severity,
        "code": one.key,
        "message": fault_text(one, lang),
    }


def colours() -> bool:
    """Whether stdout is a terminal that wants colour."""
    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def paint(text: str, **style: Any) -> str:
    """Styled text where colours are wanted, plain text elsewhere."""
    return typer.style(text, **style) if colours() else text


def table(rows: Sequence[Sequence[str]], head: Sequence[str]) -> None:
    """Columns as wide as they need to be; the last one runs on."""
    widths = [max(len(row[column]) for row in [head, *rows]) for column in range(len(head))]
    for number, row in enumerate([head, *rows]):
        line = "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        out(paint(line, bold=True) if number == 0 else line)
