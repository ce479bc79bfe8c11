"""`discrepa rules`: check, test, list and start rules."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import agreed, note, out, out_json, paint, problem_to_json, problems, table
from checker.cli.parser import App
from checker.cli.speech import hint, language, t
from checker.model.decision import ENOUGH_ALERTS, RuleRecord
from checker.model.errors import BadInput
from checker.model.verdict import Severity
from checker.texts import say

if TYPE_CHECKING:
    from checker.reading import Reader
    from checker.rulebook.book import Rulebook
    from checker.rulelab.coverage import RuleCoverage

SCHEMA = "rules.schema.json"  # beside the rule files, where editors find it
app = App("rules")
Folders = Annotated[list[Path] | None, typer.Argument(metavar="[PATH...]", help=t("rules.folders"))]


def _places(folders: list[Path] | None, config: Path | None) -> tuple[list[Path], list[Path]]:
    """The rule files meant, and those beside them whose facts are known too."""
    from checker.config import rule_folders, settings

    configured = rule_folders(settings(config))
    return folders or configured, configured if folders else []


def _book(folders: list[Path] | None, config: Path | None) -> Rulebook:
    """The rules of the folders named, on top of the facts of the configured ones; or the configured rules."""
    from checker.rulebook.book import load_rulebook

    return load_rulebook(*_places(folders, config))


def _reader(book: Rulebook, config: Path | None) -> Reader:
    """A reader of the facts of a rulebook in the configured languages, the user's own among them."""
    from checker.app import reader
    from checker.config import settings

    return reader(settings(config), book)


@app.command("lint", help=t("rules.lint"))
def lint(folders: Folders = None, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print every fault; exit 1 on warnings, 2 when the files cannot be used."""
    from checker.rulelab import lint as lab

    examined, found = lab.lint(*_places(folders, config))
    if as_json:
        out_json([problem_to_json(one, language()) for one in found], indent=2)
    else:
        problems(found)
        if found:
            errors = sum(one.severity == "error" for one in found)
            note(t("rules.lint_found", errors=errors, warnings=len(found) - errors))
    if not examined.usable:
        raise typer.Exit(2)
    if found:
        raise typer.Exit(1)
    if not as_json:
        book = examined.book
        out(t("rules.lint_ok", rules=len(book.rules), facts=len(book.own_facts), files=len(book.files)))


@app.command("test", help=t("rules.test"))
def run_tests(
    folders: Folders = None,
    junit: Annotated[Path | None, typer.Option("--junit", metavar="FILE", help=t("rules.junit"))] = None,
    config: ConfigFile = None,
) -> None:
    """Run the examples; exit 1 when one fails."""
    from checker.rulelab.examples import junit as to_junit
    from checker.rulelab.examples import run_examples

    book = _book(folders, config)
    untested = [rule for rule in book.rules if not rule.examples]
    results = list(run_examples(book, _reader(book, config)))
    for one in results:
        if not one.passed:
            out(one.text(language()))
    for rule in untested:
        out(f"{rule.file}:{rule.line}: {rule.id}: {say('rulelab.no_examples', language())}")
    if junit is not None:
        junit.write_text(to_junit(results, untested, language()), encoding="utf-8")
    passed = sum(one.passed for one in results)
    out(t("rules.test_ok", passed=passed, total=len(results)))
    if passed < len(results) or untested or not results:
        raise typer.Exit(1)


@app.command("list", help=t("rules.list"))
def list_rules(as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print the rules in force, and how each fared."""
    from checker.wire import worded

    book = _book(None, config)
    fared = _fared(config)
    if as_json:
        out_json(
            [
                {
                    "id": one.id,
                    "status": one.status.value,
                    "fact": one.fact.id,
                    "file": one.file,
                    "line": one.line,
                    "alerts": fared.get(one.id, RuleRecord()).alerts,
                    "false_alarms": fared.get(one.id, RuleRecord()).false_alarms,
                    "false_alarm_share": fared.get(one.id, RuleRecord()).share(),
                }
                for one in book.rules
            ],
            indent=2,
        )
        return
    rows = [
        [
            one.id,
            one.status.value,
            one.fact.id,
            str(len(one.examples)),
            str(fared.get(one.id, RuleRecord()).alerts),
            _share(fared.get(one.id, RuleRecord())),
            worded(one.title, language()),
        ]
        for one in book.rules
    ]
    heads = ("id", "status", "fact", "examples", "alerts", "false", "title")
    table(rows, [t(f"rules.head_{head}") for head in heads])
    note(t("rules.least", count=ENOUGH_ALERTS))


def _fared(config: Path | None) -> dict[str, RuleRecord]:
    """How every rule fared, from the store if there is one."""
    from checker import app as parts

    loaded = parts.settings(config)
    if not parts.store_file(loaded).exists():
        return {}
    with parts.store(loaded) as store:
        return store.rule_records()


def _share(record: RuleRecord) -> str:
    """False alarms of alerts; a share only where there are enough to say anything."""
    share = record.share()
    return f"{record.false_alarms}" if share is None else f"{record.false_alarms} ({share:.0%})"


@app.command("show", help=t("rules.show"))
def show(rule: Annotated[str, typer.Argument(metavar="RULE")], config: ConfigFile = None) -> None:
    """Print one rule."""
    from checker.rulelab.show import rule_lines
    from checker.wire import worded

    book = _book(None, config)
    one = book.rule(rule)
    if one is None:
        raise BadInput(t("rules.unknown", id=rule, hint=hint(rule, [known.id for known in book.rules])))
    out(paint(worded(one.title, language()), bold=True))
    out(f"{one.id} · {one.file}:{one.line} · {one.status.value}")
    for line in rule_lines(one, language()):
        out(line)
    record = _fared(config).get(one.id)
    if record is not None:
        out(t("rules.fared", alerts=record.alerts, false=_share(record)))
        for why in record.reasons[:5]:
            out(f"  «{why}»")


@app.command("schema", help=t("rules.schema"))
def schema(_config: ConfigFile = None) -> None:
    """Print the JSON Schema of rule files."""
    from checker.rulelab.schema import rule_schema

    out(json.dumps(rule_schema(), indent=2, ensure_ascii=False))


@app.command("new", help=t("rules.new"))
def new(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=t("rules.new_name"))] = None,
    es: Annotated[str | None, typer.Option("--es", metavar="WORDS", help=t("rules.new_es"))] = None,
    en: Annotated[str | None, typer.Option("--en", metavar="WORDS", help=t("rules.new_en"))] = None,
    grows: Annotated[bool | None, typer.Option("--grows/--moves", help=t("rules.new_grows"))] = None,
    folder: Annotated[Path | None, typer.Option("--dir", metavar="DIR", help=t("rules.dir"))] = None,
    config: ConfigFile = None,
) -> None:
    """Write a commented rule file that passes its own tests; on a terminal, ask for what is not given."""
    from checker.rulelab.new import NewRule, pair_of, question, rule_file, taken

    asking = sys.stdin.isatty() and sys.stdout.isatty()
    lang = language()
    name = name or (typer.prompt(question("name", lang)) if asking else "")
    if not name:
        raise BadInput(t("rules.new_nameless"))
    if es is None and en is None and asking:
        es = typer.prompt(question("es", lang), default=name, show_default=True)
        en = typer.prompt(question("en", lang), default="", show_default=False)
    if grows is None:
        grows = agreed(question("grows", lang)) if asking else False
    words = {code: pair for code, text in (("es", es), ("en", en)) if (pair := pair_of(text or ""))}
    if not words:
        raise BadInput(t("rules.new_wordless"))
    folder = folder or _places(None, config)[0][0]
    made = NewRule(name, words, grows)
    file = folder / made.file
    if file.exists():
        raise BadInput(t("rules.new_exists", file=file))
    folder.mkdir(parents=True, exist_ok=True)
    schema = SCHEMA if (folder / SCHEMA).exists() else ""
    file.write_text(rule_file(made, lang, folder=str(folder), schema=schema), encoding="utf-8")
    note(t("rules.new_done", file=file))
    for word, fact in taken(made, _book(None, config)):
        note(t("rules.new_taken", word=word, fact=fact.label.get(lang, fact.id), id=fact.id))
    run_tests([file], config=config)


@app.command("coverage", help=t("rules.coverage"))
def cover(folders: Folders = None, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print what the examples touch; exit 1 when something is not touched."""
    from checker.rulelab.coverage import READ_BY_LANGUAGE, coverage, verdicts_of

    book = _book(folders, config)
    found = coverage(book, _reader(book, config))
    if as_json:
        out_json(
            {
                "facts": found.words,
                "rules": [
                    {
                        "id": one.rule.id,
                        "alerts": one.alerts,
                        "silent": one.silent,
                        "unshown": list(one.unshown),
                        "options": one.options,
                    }
                    for one in found.rules
                ],
                "gaps": found.gaps,
            },
            indent=2,
        )
    else:
        langs = sorted({lang for row in found.words.values() for lang in row})
        cells = {READ_BY_LANGUAGE: t("rules.by_language"), 0: t("rules.empty")}
        rows = [[fact, *(cells.get(row[lang], str(row[lang])) for lang in langs)] for fact, row in found.words.items()]
        table(rows, [t("rules.head_fact"), *langs])
        out()
        verdicts = verdicts_of(found.rules)
        rows = [[one.rule.id, *(_cell(one, verdict) for verdict in verdicts)] for one in found.rules]
        table(rows, [t("rules.head_id"), *verdicts])
        out()
        for one in found.rules:
            untouched = [name for name, touched in one.options.items() if not touched]
            if untouched:
                out(t("rules.untouched", rule=one.rule.id, options=", ".join(untouched)))
        note(t("rules.gaps", count=found.gaps))
    if found.gaps:
        raise typer.Exit(1)


def _cell(one: RuleCoverage, verdict: str) -> str:
    """Examples of a verdict in a rule: `2!` alerting, `3` silent, `?` a verdict that it alerts on and none shows."""
    alerts, silent = one.alerts.get(verdict, 0), one.silent.get(verdict, 0)
    told = [f"{alerts}!"] * bool(alerts) + [str(silent)] * bool(silent) + ["?"] * (verdict in one.unshown)
    return " ".join(told) or "·"


@app.command("backtest", help=t("rules.backtest"))
def try_out(
    folders: Folders = None,
    since: Annotated[str | None, typer.Option("--since", metavar="TIME", help=t("rules.since"))] = None,
    articles: Annotated[list[Path] | None, typer.Option("--articles", metavar="PATH", help=t("rules.articles"))] = None,
    seconds: Annotated[float, typer.Option("--seconds", metavar="SECONDS", min=1, help=t("rules.seconds"))] = 60,
    fail_on: Annotated[Severity | None, typer.Option("--fail-on", help=t("rules.fail_on"))] = None,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Print what the rules would have raised, beside those in force; exit 1 with --fail-on if that is reached."""
    from checker import app as parts
    from checker.cli.backtest import gather
    from checker.cli.report import discrepancy_lines
    from checker.clock import utc_now
    from checker.rulebook.book import load_rulebook
    from checker.rulelab.backtest import backtest
    from checker.wire import discrepancy_to_json

    loaded = parts.settings(config)
    drafts = load_rulebook(*_places(folders, config))
    running = parts.rulebook(loaded)
    tried = gather(loaded, drafts, running, since=since, paths=articles or [], seconds=seconds)
    result = backtest(tried.statements, drafts, running, now=utc_now(), decided=tried.decided)
    groups = {"adds": result.adds, "removes": result.removes, "same": result.same, "held": result.held}
    if as_json:
        out_json(
            {
                "articles": tried.articles,
                "of": tried.of,
                **{name: [discrepancy_to_json(one, language()) for one in found] for name, found in groups.items()},
            },
            indent=2,
        )
    else:
        out(t("rules.tried", rules=len(drafts.rules), articles=tried.articles, statements=len(tried.statements)))
        for name in ("adds", "removes"):
            out()
            out(paint(t(f"rules.{name}", count=len(groups[name])), bold=True))
            for one in groups[name]:
                out()
                for line in discrepancy_lines(one):
                    out(f"  {line}")
        out()
        out(t("rules.same", same=len(result.same), held=len(result.held)))
    if tried.articles < tried.of:
        note(t("rules.out_of_time", articles=tried.articles, of=tried.of, seconds=f"{seconds:g}"))
    if fail_on is not None and any(one.severity.rank >= fail_on.rank for one in result.adds):
        raise typer.Exit(1)
