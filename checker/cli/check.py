"""`discrepa check`: compare articles once, storing nothing."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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
    from checker.model.statement import Statement


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
    from checker.intake.files import with_defaults
    from checker.judging.unmet import explained
    from checker.rulebook.book import load_rulebook
    from checker.wire import findings_to_json

    loaded = app.settings(config)
    book = load_rulebook([rules]) if rules is not None else app.rulebook(loaded)
    bad = 0
    articles: set[str] = set()
    read: list[Article] = []
    statements: list[Statement] = []
    if given_statements and published:
        raise BadInput(t("check.statements_dated"))
    if given_statements:
        given_by: dict[str, list[Statement]] = {}
        for one in (one for path in paths for one in _statements(path)):
            given_by.setdefault(one.article, []).append(one)
        articles = set(given_by)
        for name, told in given_by.items():
            statements += _noted(name, compared(told)) if name else told
    else:
        reader = app.reader(loaded, book)
        # a draft is of today, unless it says otherwise
        day = published or (utc_now().date().isoformat() if against else None)
        for given in _inputs(paths, loaded):
            item = with_defaults(given, published=day, lang=None, source=None)
            if item.article is None:
                bad += 1
                note(f"{item.name}: {in_language(item.error or '', language())}")
                continue
            for warning in item.warnings:
                note(f"{item.name}: {in_language(warning, language())}")
            articles.add(item.article.id)
            read.append(item.article)
            statements += _noted(item.name, reader.read(item.article).statements)
        statements = pipeline.with_origins(statements, read, loaded.config.owner_of())
    if against:
        with app.store(loaded) as store:
            findings = pipeline.judge_against(statements, store, book)
    else:
        findings = pipeline.judge_statements(statements, book, None, app.decided(loaded))
        findings = explained(findings, statements, book)
    if bad and not articles and form is Format.TEXT:
        pass  # nothing was compared: that none disagree would mislead
    elif form is Format.JSON:
        out_json(
            findings_to_json(findings, articles=len(articles), statements=len(statements), lang=language()), indent=2
        )
    elif form is Format.HTML:
        out(html_report(findings, "Discrepa"))
    else:
        for line in text_report(findings, articles=len(articles), statements=len(statements)):
            out(line)
    if bad:
        note(t("error.bad_inputs" if articles else "error.only_bad_inputs", count=bad))
        raise typer.Exit(2)
    reached = [one for one in findings.discrepancies if one.held_back is None]
    if fail_on is not None and any(one.severity.rank >= fail_on.rank for one in reached):
        raise typer.Exit(1)


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
