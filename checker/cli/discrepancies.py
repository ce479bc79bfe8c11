"""`discrepa discrepancies`: what is open, why, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import out, out_json, paint, table
from checker.cli.parser import App
from checker.cli.report import harmless_lines, short, stored_lines
from checker.cli.speech import language, t
from checker.clock import utc_now
from checker.model.discrepancy import Change
from checker.model.errors import BadInput
from checker.texts import say
from checker.texts.wording import article_text, date_text, origin_text, utc_text

if TYPE_CHECKING:
    from checker.alertconfig import MatchConfig
    from checker.model.alert import Decision, Silence
    from checker.model.discrepancy import StoredDiscrepancy, Transition
    from checker.store.base import Delivery, Store

SHOWN = 12  # letters of a statement's id, more than tell it from others
app = App("discrepancies")
Id = Annotated[str, typer.Argument(metavar="ID", help=t("discrepancies.id"))]
All = Annotated[bool, typer.Option("--all", help=t("discrepancies.all"))]
Reason = Annotated[str, typer.Option("--reason", help=t("discrepancies.reason"))]
Author = Annotated[str | None, typer.Option("--author", help=t("discrepancies.author"))]


@contextmanager
def open_store(config: Path | None) -> Iterator[Store]:
    """The store of the configuration in use."""
    from checker import app as parts

    with parts.store(parts.settings(config, required=True)) as store:
        yield store


def author_or_me(author: str | None) -> str:
    """Who decides: the one named, else the user of this machine."""
    from checker.deeds import user

    return author or user()


def find_one(store: Store, prefix: str) -> StoredDiscrepancy:
    """The one discrepancy whose id begins so. Raises BadInput for none or several."""
    from checker.alerting.match import one_id

    found = store.find(prefix)
    if found:
        wanted = one_id(prefix, found)
        return next(one for one in found if one.discrepancy.id == wanted)
    if store.is_edit(prefix):
        raise BadInput(t("discrepancies.is_edit", id=prefix))
    raise BadInput(t("discrepancies.missing", id=prefix))


def _word(kind: str, one: StrEnum) -> str:
    """A severity, status, verdict or step in the language of the command line."""
    return say(f"alerts.{kind}.{one.value}", language())


@app.command("list", help=t("discrepancies.list"))
def list_them(everything: All = False, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print them, newest first."""
    from checker.alertconfig import MatchConfig
    from checker.wire import stored_to_json, worded

    with open_store(config) as store:
        found = store.discrepancies(everything=everything)
        now = utc_now()
        silences = [(MatchConfig.model_validate(one.match), one) for one in store.silences() if one.active(now)]
    if as_json:
        out_json([stored_to_json(one, language()) for one in found], indent=2)
        return
    if not found:
        out(t("discrepancies.none"))
        return
    rows = [
        [
            one.discrepancy.id,
            _word("severity", one.discrepancy.severity),
            _word("status", one.status) + _quiet(one, silences),
            _word("verdict", one.discrepancy.verdict),
            utc_text(one.opened_at),
            worded(one.discrepancy.title, language()),
        ]
        for one in found
    ]
    heads = ("head_id", "head_severity", "head_status", "head_verdict", "head_since", "head_title")
    table(rows, [t(f"discrepancies.{head}") for head in heads])


def _quiet(one: StoredDiscrepancy, silences: Sequence[tuple[MatchConfig, Silence]]) -> str:
    """That a silence keeps it quiet, and until when."""
    from checker.alerting.match import fits

    ends = [silence.ends_at for match, silence in silences if fits(one.discrepancy, match)]
    return " " + t("discrepancies.silenced", until=utc_text(max(ends))) if ends else ""


@app.command("show", help=t("discrepancies.show"))
def show(discrepancy: Id, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print one with its quotes and history."""
    from checker.wire import stored_to_json

    with open_store(config) as store:
        one = find_one(store, discrepancy)
        history = store.history(one.discrepancy.id)
    if as_json:
        changes = [{"at": step.at.isoformat(), "change": step.change.value, "silent": step.silent} for step in history]
        out_json({**stored_to_json(one, language()), "history": changes}, indent=2)
        return
    for line in stored_lines(one):
        out(line)
    out()
    out(paint(t("discrepancies.statements"), bold=True))
    for side in one.discrepancy.sides:
        for quote in side.quotes:
            out(f"  {quote.statement[:SHOWN]} {short(quote)}")
    out()
    out(paint(t("discrepancies.history"), bold=True))
    for step in history:
        out(f"  {utc_text(step.at)} {_word('step', step.change)}{_silent(step.silent)}")
    if one.author:
        out(f"  {utc_text(one.changed_at)} {_word('status', one.status)}: {one.author}: {one.reason}")


def _silent(reason: str | None) -> str:
    """Why a step was told to nobody, in words."""
    return f" ({say(f'alerts.why.{reason}', language(), detail='', until='…')})" if reason else ""


@app.command("explain", help=t("discrepancies.explain"))
def explain(discrepancy: Id, config: ConfigFile = None) -> None:
    """Judge its topic again from what is stored, and say who was told and why."""
    from checker import app as parts
    from checker import pipeline
    from checker.alerting.render import days_shared

    loaded = parts.settings(config, required=True)
    book = parts.rulebook(loaded)
    with parts.store(loaded) as store:
        one = find_one(store, discrepancy)
        decisions = store.decisions(one.discrepancy.id)
        history = store.history(one.discrepancy.id)
        deliveries = store.deliveries([decision.message for decision in decisions if decision.message])
        articles = sorted({quote.article for side in one.discrepancy.sides for quote in side.quotes})
        guesses = store.origin_guesses(articles)
        stored = [found for name in articles if (found := store.article(name)) is not None]
        alike = {guess.evidence["like"] for guess in guesses.values() if "like" in guess.evidence}
        others = [found for name in alike if (found := store.article(name)) is not None]
        called = {found.article.id: article_text(found.article) for found in (*stored, *others)}
        mine = {quote.statement for side in one.discrepancy.sides for quote in side.quotes}
        findings = pipeline.judge_around(mine, store, book, utc_now())
        names = store.names([found.id for found in findings.discrepancies])
    for line in stored_lines(one):
        out(line)
    rule = book.rule(one.discrepancy.rule)
    if rule is not None:
        out(t("discrepancies.rule_line", rule=rule.id, file=f"{rule.file}:{rule.line}"))
    out()
    out(paint(t("discrepancies.again"), bold=True))
    again = next(
        (found for found in findings.discrepancies if names.get(found.id, found.id) == one.discrepancy.id), None
    )
    if again is None:
        out("  " + t("discrepancies.again_gone"))
    else:
        verdict, severity = _word("verdict", again.verdict), _word("severity", again.severity)
        out("  " + t("discrepancies.again_same", verdict=verdict, severity=severity))
    for harmless in findings.harmless:
        if mine & {quote.statement for quote in harmless.quotes}:
            for line in harmless_lines(harmless):
                out(line)
    if guesses:
        out()
        out(paint(t("discrepancies.origins"), bold=True))
        for name in sorted(guesses):
            guess = guesses[name]
            if like := called.get(guess.evidence.get("like", "")):
                guess = replace(guess, evidence={**guess.evidence, "like": like})
            out(f"  {called.get(name, name)}: {origin_text(guess, language())}")
    out()
    out(paint(t("discrepancies.dates"), bold=True))
    timed = days_shared(one.discrepancy.sides)
    for found in stored:
        when = date_text(found.article.published, found.published_from, found.certainty, language(), timed)
        out(f"  {called[found.article.id]}: {when}")
    out()
    out(paint(t("discrepancies.told"), bold=True))
    for line in told_lines(history, decisions, deliveries):
        out(f"  {line}")


def told_lines(
    history: Sequence[Transition], decisions: Sequence[Decision], deliveries: Mapping[str, Delivery]
) -> Iterator[str]:
    """Who was told of each step and of what else, and why or why not, in the order of time."""
    steps = {step.seq: step for step in history}
    decided = {one.seq for one in decisions}
    lines = [
        (step.at, t("discrepancies.undecided", at=utc_text(step.at), change=_word("step", step.change)))
        for step in history
        if step.seq not in decided
    ]
    for one in decisions:
        step = steps.get(one.seq) if one.seq is not None else None
        at = step.at if step else one.at
        change = _word("step", step.change if step else Change.REMINDER)
        key = "told_all" if one.notifier == "-" else "told_line"
        why = _why(one, deliveries)
        line = t(
            f"discrepancies.{key}", at=utc_text(at), change=change, notifier=one.notifier, route=one.route, why=why
        )
        lines.append((at, line))
    return (line for _, line in sorted(lines, key=lambda one: one[0]))


def _why(decision: Decision, deliveries: Mapping[str, Delivery]) -> str:
    if decision.message is None:
        until = utc_text(decision.until) if decision.until else "…"
        return say(f"alerts.why.{decision.reason}", language(), detail=decision.detail, until=until)
    went = deliveries.get(decision.message)
    state = went and say(
        f"alerts.delivery.{went.state}",
        language(),
        attempts=went.attempts,
        error=went.error or "",
        instead=went.instead or "",
        at=utc_text(went.sent_at) if went.sent_at else "",
    )
    reason = _word("step", Change(decision.reason)) if decision.reason in set(Change) else decision.reason
    return t("discrepancies.told_message", reason=reason, message=decision.message, state=(state or "").strip())


def _decide(prefix: str, kind: str, reason: str, author: str | None, config: Path | None) -> None:
    from checker import deeds

    with open_store(config) as store:
        one = find_one(store, prefix)
        deeds.decide(store, [one], kind, author_or_me(author), reason, utc_now())
    out(t("discrepancies.done", id=one.discrepancy.id, status=_word("status", deeds.STATUSES[kind])))


@app.command("ack", help=t("discrepancies.ack"))
def ack(discrepancy: Id, reason: Reason = "", author: Author = None, config: ConfigFile = None) -> None:
    """Quiet until it gets worse."""
    _decide(discrepancy, "ack", reason, author, config)


@app.command("dismiss", help=t("discrepancies.dismiss"))
def dismiss(discrepancy: Id, reason: Reason, author: Author = None, config: ConfigFile = None) -> None:
    """A false alarm."""
    _decide(discrepancy, "dismiss", reason, author, config)


@app.command("reopen", help=t("discrepancies.reopen"))
def reopen(discrepancy: Id, reason: Reason = "", author: Author = None, config: ConfigFile = None) -> None:
    """Take a decision back."""
    _decide(discrepancy, "reopen", reason, author, config)


@app.command("export", help=t("discrepancies.export"))
def export(config: ConfigFile = None) -> None:
    """Print all as JSON lines."""
    from checker.wire import stored_to_json

    with open_store(config) as store:
        for one in store.discrepancies(everything=True):
            out_json(stored_to_json(one, language()))
