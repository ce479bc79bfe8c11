"""What is worth mending in rules that load: warnings beyond the faults that loading refuses."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.errors import Problem
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import RuleSpec
from checker.texts import spoken


def _warning(rule: RuleSpec, what: str, remedy: str) -> Problem:
    return Problem(rule.file, rule.line, 0, rule.id, what, remedy=remedy, severity="warning")


def warnings(book: Rulebook) -> Iterator[Problem]:
    """Rules without examples, verdicts that no example shows, titles in one language only, facts nobody judges."""
    for rule in book.rules:
        alerting = [one for one in rule.examples if one.alerts]
        silent = [one for one in rule.examples if not one.alerts]
        if len(alerting) < 2:
            yield _warning(rule, f"has {len(alerting)} examples that alert", "write at least two 'alerts:' examples")
        if len(silent) < 3:
            yield _warning(rule, f"has {len(silent)} silent examples", "write at least three 'silent:' examples")
        shown = {one.verdict for one in alerting}
        for verdict in sorted(rule.alert_on - shown):
            yield _warning(
                rule,
                f"alerts on '{verdict.value}', which no example shows",
                f"add an 'alerts: {verdict.value}' example",
            )
        for lang in spoken():
            if lang not in rule.title:
                yield _warning(rule, f"has no title in '{lang}'", f"add '{lang}: …' to its title")
    judged = {rule.fact.id for rule in book.rules} | {str(rule.check.params.get("after")) for rule in book.rules}
    for fact in book.facts.values():
        if fact.words and fact.id not in judged:
            what = "is read, but no rule compares it"
            yield Problem(fact.file, 0, 0, f"facts.{fact.id}", what, remedy="write a rule for it", severity="warning")
