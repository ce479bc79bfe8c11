"""Findings for people: as text on a terminal, or as a page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from checker.cli.output import paint
from checker.cli.speech import language, t
from checker.model.discrepancy import Change, Discrepancy, Findings, Harmless, Quote, Status, StoredDiscrepancy
from checker.model.verdict import Verdict
from checker.texts.wording import quoted

if TYPE_CHECKING:
    from checker.model.alert import Message
    from notifiers._templates import Templates

SHOWN = 12  # harmless differences in a text report; the rest is counted
_COLOURS: dict[str, dict[str, Any]] = {
    "title": {"bold": True},
    "value": {"bold": True},
    "footer": {"dim": True},
    "critical": {"fg": "red"},
    "high": {"fg": "red"},
    "medium": {"fg": "yellow"},
    "low": {"fg": "cyan"},
}


def style(text: str, what: str) -> str:
    """A message's part in the colours of this terminal."""
    return paint(text, **_COLOURS[what]) if what in _COLOURS else text


@cache
def templates() -> Templates:
    """The shipped templates: a report is not a message of anybody's."""
    from notifiers._templates import Templates

    return Templates()


def text_report(findings: Findings, *, articles: int, statements: int) -> Iterator[str]:
    """The disagreements, what is held back, and the harmless differences with their reasons."""
    told = [one for one in findings.discrepancies if one.held_back is None]
    held = [one for one in findings.discrepancies if one.held_back is not None]
    yield t("check.summary", articles=articles, statements=statements, found=len(told), harmless=len(findings.harmless))
    yield ""
    yield paint(t("check.disagreements"), bold=True, underline=True) if told else t("check.none")
    yield ""
    for one in told:
        yield from discrepancy_lines(one)
        yield ""
    if held:
        yield paint(t("check.held_back"), bold=True, underline=True)
        yield ""
        for one in held:
            yield from discrepancy_lines(one)
            yield f"  → {held_text(one.held_back or '')}"
            yield ""
    if findings.harmless:
        yield paint(t("check.harmless"), bold=True, underline=True)
        yield ""
        for harmless in chosen(findings.harmless)[:SHOWN]:
            yield from harmless_lines(harmless)
        if len(findings.harmless) > SHOWN:
            yield t("check.more", count=len(findings.harmless) - SHOWN)


def chosen(harmless: tuple[Harmless, ...]) -> list[Harmless]:
    """The harmless differences with every verdict near the top, so that each kind is seen."""
    seen: dict[Verdict, int] = {}
    ranked = []
    for number, one in enumerate(harmless):
        seen[one.verdict] = seen.get(one.verdict, 0) + 1
        ranked.append((seen[one.verdict], number, one))
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])]


def discrepancy_lines(one: Discrepancy) -> Iterator[str]:
    """One discrepancy, as the console notifier prints it."""
    from checker.alerting.render import item_of

    item = item_of(one, Change.OPENED, language())
    yield from templates().render("item.txt", language(), item=item, style=style).splitlines()


def stored_lines(one: StoredDiscrepancy) -> Iterator[str]:
    """A stored discrepancy; of one that is over also what its sources say now, where that is known."""
    from checker.alerting.render import item_of

    yield from discrepancy_lines(one.discrepancy)
    if one.status is Status.RESOLVED and one.discrepancy.settled is not None:
        over = item_of(one.discrepancy, Change.RESOLVED, language())
        yield paint(f"{over.change_label}. {over.reason}", bold=True)


def harmless_lines(one: Harmless) -> Iterator[str]:
    """One harmless difference: the verdict, the reason, the two quotes."""
    from checker.texts import say, tell

    label = say(f"alerts.verdict.{one.verdict.value}", language())
    yield f"  {paint(label, bold=True)}: {tell(one.reason, language())}"
    yield "      " + t("check.harmless_line", a=short(one.quotes[0]), b=short(one.quotes[1]))


def held_text(held_back: str) -> str:
    """Why nobody is told of what is held back for a named reason."""
    from checker.texts import texts

    text = texts(language()).get(f"reasons.held_{held_back}", held_back)
    return text.replace("{needed}", "2").replace("{hours}", "…")


def short(quote: Quote) -> str:
    """The words of a quote, and whose."""
    words = quote.evidence.quote if quote.evidence else "–"
    return f"{quoted(' '.join(words.split()))} ({quote.outlet or quote.article})"


def html_report(findings: Findings, title: str) -> str:
    """A page of the disagreements, in the dress of the mail."""
    from datetime import UTC, datetime

    from checker.alerting.render import item_of, message_of
    from notifiers.mail import page

    told = [one for one in findings.discrepancies if one.held_back is None]
    items = [item_of(one, Change.OPENED, language()) for one in told]
    if not items:
        return f"<!doctype html><title>{title}</title><p>{t('check.none')}</p>"
    message: Message = message_of(
        items, key="report", notifier="report", lang=language(), now=datetime(2000, 1, 1, tzinfo=UTC)
    )
    return page(message, templates())
