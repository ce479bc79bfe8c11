"""`discrepa read`: what is read out of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json, paint
from checker.cli.speech import language, t
from checker.texts import in_language

if TYPE_CHECKING:  # the parts themselves load when a command runs
    from checker.intake.files import Item
    from checker.model.statement import Reading

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help=t("read.paths"))]
Published = Annotated[str | None, typer.Option("--published", help=t("option.published"))]
Lang = Annotated[str | None, typer.Option("--lang", help=t("option.language"))]
Outlet = Annotated[str | None, typer.Option("--source", help=t("option.source"))]


def read(
    paths: Paths,
    as_json: AsJson = False,
    published: Published = None,
    lang: Lang = None,
    source: Outlet = None,
    config: ConfigFile = None,
) -> None:
    """Print what is read, one article after the other; exit 2 if any input was bad."""
    from checker import app
    from checker.intake.files import with_defaults
    from checker.wire import reading_to_json

    reader = app.reader(app.settings(config))
    bad = 0
    for item in inputs(paths):
        given = with_defaults(item, published=published, lang=lang, source=source)
        for warning in given.warnings:
            note(f"{given.name}: {in_language(warning, language())}")
        if given.article is None:
            bad += 1
            fault = in_language(given.error or "", language())
            if as_json:
                out_json({"article": given.name, "error": fault})
            note(f"{given.name}: {fault}")
            continue
        reading = reader.read(given.article)
        if as_json:
            out_json(reading_to_json(reading))
        else:
            _show(reading)
    if bad:
        note(t("error.bad_inputs", count=bad))
        raise typer.Exit(2)


def inputs(paths: list[str]) -> Iterator[Item]:
    """The articles of files and folders, and of standard input for `-`."""
    from checker.intake.files import read_path, read_stream

    for path in paths:
        if path == "-":
            yield from read_stream(sys.stdin)
        else:
            yield from read_path(Path(path))


def _show(reading: Reading) -> None:
    from checker.texts.wording import value_text

    out(paint(f"{reading.article} ({reading.lang})", bold=True))
    if not reading.statements:
        out("  " + t("read.nothing", article=reading.article))
    for statement in reading.statements:
        value = value_text(statement.value, language()) if statement.value is not None else "–"
        notes = [statement.stance.value, statement.aspect.value]
        if statement.of:
            notes.append(t("read.field_of", value=statement.of.text))
        if statement.place:
            notes.append(t("read.field_place", value=statement.place.text))
        if statement.when:
            notes.append(t("read.field_when", value=statement.when.to_iso()))
        notes += [f"{name} {ref.text}" for name, ref in statement.roles.items()]
        who = ", ".join(claimant.text for claimant in statement.claimants)
        notes.append(t("read.who", who=who) if who else t("read.own_voice"))
        out("  " + paint(t("read.statement", fact=statement.fact, value=value), bold=True) + "  " + " · ".join(notes))
        if statement.evidence:
            out(f"      «{statement.evidence.quote}»")
    for entity in reading.entities:
        spellings = dict.fromkeys(mention.text for mention in entity.mentions)
        out(f"  {entity.id}: {', '.join(spellings)}")
