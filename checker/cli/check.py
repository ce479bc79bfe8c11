"""`discrepa check`: compare articles once, storing nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Collection, Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from checker.cli.options import ConfigFile
from checker.cli.output import note, out, out_json
from checker.cli.pairs import pair_lines
from checker.cli.report import html_report, text_report
from checker.cli.speech import language, t
from checker.clock import utc_now
from checker.model.errors import BadInput
from checker.model.statement import COMPARED, compared
from checker.model.verdict import Severity
from checker.texts import in_language, told

if TYPE_CHECKING:
    from checker.config import Loaded
    from checker.intake.files import Item
    from checker.model.article import Article
    from checker.model.discrepancy import Findings
    from checker.model.statement import Statement
    from checker.reading import Reader


class Format(StrEnum):
    """How the findings are printed."""

    TEXT = "text"
    JSON = "json"
    HTML = "html"


def check(
    paths: Annotated[list[str], typer.Argument(metavar="PATH|URL...", help=t("check.paths"))],
    form: Annotated[Format, typer.Option("--format", help=t("check.format"))] = Format.TEXT,
    fail_on: Annotated[Severity | None, typer.Option("--fail-on", help=t("check.fail_on"))] = None,
    rules: Annotated[Path | None, typer.Option("--rules", metavar="DIR", help=t("option.rules"))] = None,
    against: Annotated[bool, typer.Option("--against", help=t("check.against"))] = False,
    given_statements: Annotated[bool, typer.Option("--statements", help=t("check.statements"))] = False,
    published: Annotated[str | None, typer.Option("--published", metavar="TIME", help=t("option.published"))] = None,
    config: ConfigFile = None,
) -> None:
    """Print what disagrees and what only seems to; 1 with --fail-on if reached, 2 for bad input."""
    from checker import app, pipeline
    from checker.judging.unmet import explained
    from checker.rulebook.book import load_rulebook

    loaded = app.settings(config)
    book = load_rulebook([rules]) if rules is not None else app.rulebook(loaded)
    if given_statements and published:
        raise BadInput(t("check.statements_dated"))
    if given_statements:
        given, bad = _given(paths), 0
    else:
        # a draft is of today, unless it says otherwise
        day = published or (utc_now().date().isoformat() if against else None)
        given, bad = _read(paths, loaded, app.reader(loaded, book), day)
    if against:
        with app.store(loaded) as store:
            findings = pipeline.judge_against(given.statements, store, book)
    else:
        findings = pipeline.judge_statements(given.statements, book, None, app.decided(loaded))
        findings = explained(findings, given.statements, book)
    if given.articles or not bad or form is not Format.TEXT:  # else nothing was compared: "none disagree" would mislead
        _print(findings, form, articles=len(given.articles), statements=len(given.statements))
    if bad:
        note(t("error.bad_inputs" if given.articles else "error.only_bad_inputs", count=bad))
        raise typer.Exit(2)
    reached = [one for one in findings.discrepancies if one.held_back is None]
    if fail_on is not None and any(one.severity.rank >= fail_on.rank for one in reached):
        raise typer.Exit(1)


class _Told(NamedTuple):
    """What is compared: the ids of the articles and all that they state."""

    articles: Collection[str]
    statements: Sequence[Statement]


def _given(paths: Sequence[str]) -> _Told:
    """Statements of files, with the articles that they name."""
    by: dict[str, list[Statement]] = {}
    for one in (one for path in paths for one in _statements(path)):
        by.setdefault(one.article, []).append(one)
    kept = (_noted(name, compared(stated)) if name else stated for name, stated in by.items())
    return _Told(by.keys(), [one for stated in kept for one in stated])


def _read(paths: list[str], loaded: Loaded, reader: Reader, day: str | None) -> tuple[_Told, int]:
    """What articles state, each with its origin, and how many inputs could not be used; these are told at once."""
    from checker import pipeline
    from checker.intake.files import with_defaults

    bad = 0
    articles: list[Article] = []
    statements: list[Statement] = []
    for given in _inputs(paths, loaded):
        item = with_defaults(given, published=day, lang=None, source=None)
        for problem in (item.error or "",) if item.article is None else item.warnings:
            note(f"{item.name}: {in_language(problem, language())}")
        if item.article is None:
            bad += 1
            continue
        articles.append(item.article)
        statements += _noted(item.name, reader.read(item.article).statements)
    statements = pipeline.with_origins(statements, articles, loaded.config.owner_of())
    return _Told({one.id for one in articles}, statements), bad


def _print(findings: Findings, form: Format, *, articles: int, statements: int) -> None:
    from checker.wire import findings_to_json

    if form is Format.JSON:
        out_json(findings_to_json(findings, articles=articles, statements=statements, lang=language()), indent=2)
    elif form is Format.HTML:
        out(html_report(findings, "Discrepa"))
    else:
        for line in text_report(findings, articles=articles, statements=statements):
            out(line)


def _inputs(paths: list[str], loaded: Loaded) -> Iterator[Item]:
    """Articles of files, folders, web addresses and standard input."""
    from checker import app
    from checker.http import HttpError
    from checker.intake.files import Item, read_bytes, read_path, read_stream

    for path in paths:
        if path == "-":
            yield from read_stream(sys.stdin)
        elif path.startswith(("http://", "https://")):
            try:
                page = app.http(loaded).get(path)
            except HttpError as error:
                yield Item(path, error=told(error))
                continue
            yield from read_bytes(page.body, ".html", name=path, stem=path)
        else:
            yield from read_path(Path(path))


def _noted(article: str, statements: Sequence[Statement]) -> Sequence[Statement]:
    """The statements of an article, after a word on those that are compared with nothing."""
    beyond = sum(one.left_out for one in statements)
    if beyond:
        note(t("check.left_out", article=article, count=beyond, most=COMPARED))
    return statements


def _statements(path: str) -> Iterator[Statement]:
    """Statements of a JSON Lines file, or of a document with a list of them."""
    from checker.wire import statement_from_json

    if path.endswith(".json"):
        try:
            data = json.loads(Path(path).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise BadInput(f"{path}: {error}") from None
        found = data.get("statements", []) if isinstance(data, dict) else data
        for number, one in enumerate(found):
            yield _one(f"{path}[{number}]", one, statement_from_json)
        return
    for where, one in pair_lines(path):
        yield _one(where, one, statement_from_json)


def _one(where: str, data: object, make: object) -> Statement:
    try:
        return make(data)  # type: ignore[operator, no-any-return]
    except BadInput as error:
        raise BadInput(f"{where}: {error}") from None
