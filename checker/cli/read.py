"""`discrepa read`: what is read out of articles."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json, paint
from checker.cli.speech import language, t
from checker.texts import in_language, said, say

if TYPE_CHECKING:  # the parts themselves load when a command runs
    from checker.intake.files import Item
    from checker.model.article import Article
    from checker.model.statement import Reading
    from checker.rulebook.facts import FactSpec

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help=t("read.paths"))]
Published = Annotated[str | None, typer.Option("--published", metavar="TIME", help=t("option.published"))]
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

    settings = app.settings(config)
    book = app.rulebook(settings)
    reader = app.reader(settings, book)
    bad = good = 0
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
        good += 1
        reading = reader.read(given.article)
        if as_json:
            out_json(reading_to_json(reading))
        else:
            _show(reading, given.article, book.facts)
    if bad:
        note(t("error.bad_inputs" if good else "error.only_bad_inputs", count=bad))
        raise typer.Exit(2)


def inputs(paths: list[str]) -> Iterator[Item]:
    """The articles of files and folders, and of standard input for `-`."""
    from checker.intake.files import Item, read_path, read_stream

    for path in paths:
        if path == "-":
            yield from read_stream(sys.stdin)
        elif path.startswith(("http://", "https://")):
            yield Item(path, error=said("intake.no_reading_of_pages", url=path))
        else:
            yield from read_path(Path(path))


def _show(reading: Reading, article: Article, facts: Mapping[str, FactSpec]) -> None:
    from checker.alerting.render import role_name, role_value
    from checker.texts.wording import quoted, value_text
    from checker.wire.out import worded

    lang = language()
    printed = f" · {value_text(article.published, lang)}" if article.published is not None else ""
    out(
        paint(f"{reading.article} ({reading.lang}){printed}", bold=True)
        + (f"  {article.title}" if article.title else "")
    )
    if article.published is None and any(one.kind == "date" and one.value is None for one in reading.mentions):
        out("  " + paint(t("read.undated"), dim=True))
    if not reading.statements:
        out("  " + t("read.nothing", article=reading.article))
    for statement in reading.statements:
        known = facts.get(statement.fact)
        fact = worded(known.label, lang) if known is not None and known.label else statement.fact
        value = value_text(statement.value, lang) if statement.value is not None else "–"
        notes = [say(f"desk.stance.{statement.stance.value}", lang), say(f"desk.aspect.{statement.aspect.value}", lang)]
        if statement.superseded:
            notes.append(t("read.superseded"))
        if statement.left_out:
            notes.append(t("read.left_out"))
        if statement.of and "of" not in statement.roles:
            notes.append(t("read.field_of", value=statement.of.text))
        if statement.place:
            notes.append(t("read.field_place", value=statement.place.text))
        if statement.when:
            notes.append(t("read.field_when", value=value_text(statement.when, lang)))
        notes += [
            f"{role_name(name, lang)}: {role_value(name, ref.text, lang)}" for name, ref in statement.roles.items()
        ]
        who = ", ".join(claimant.text for claimant in statement.claimants)
        notes.append(t("read.who", who=who) if who else t("read.own_voice"))
        out("  " + paint(t("read.statement", fact=fact, value=value), bold=True) + "  " + " · ".join(notes))
        if statement.evidence:
            out(f"      {quoted(statement.evidence.quote)}")
    for entity in reading.entities:
        spellings = dict.fromkeys(mention.text for mention in entity.mentions)
        out(f"  {say(f'desk.kind.{entity.kind}', lang)}: {', '.join(spellings)}  {paint(entity.id, dim=True)}")
