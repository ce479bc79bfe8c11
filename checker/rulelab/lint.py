"""Every fault of rule files in one run: what loading refuses, what can never apply, and what is worth mending."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.model.errors import Problem
from checker.rulebook.book import Examined, Source, examine
from checker.rulebook.facts import FactKind
from checker.rulebook.faults import fault
from checker.rulebook.kinds import CHECK_KINDS
from checker.rulebook.schema import RuleIn
from checker.texts import spoken

ALERTING_EXAMPLES = 2
SILENT_EXAMPLES = 3


def lint(folders: Sequence[Path], beside: Sequence[Path] = ()) -> tuple[Examined, list[Problem]]:
    """The files as examined, and all their faults in the order of their places."""
    examined = examine(folders, beside)
    found = {*examined.problems, *(one for source in examined.sources for one in _mendable(source, examined))}
    return examined, sorted(found)


def _mendable(source: Source, examined: Examined) -> Iterator[Problem]:
    document = source.document
    for index, rule in source.rules:
        at = ("rules", index)
        for lang in spoken():
            if lang not in rule.title:
                yield fault(document, (*at, "title"), "no_title", severity="warning", lang=lang)
        yield from _examples(source, rule, at)
    rules = [rule for one in examined.sources for _, rule in one.rules]
    judged = {rule.fact for rule in rules} | {str(rule.check.params.get("after")) for rule in rules}
    for name, fact in source.facts.items():
        for lang in spoken():
            if lang not in fact.label:
                yield fault(document, ("facts", name, "label"), "no_label", severity="warning", lang=lang)
        if fact.kind is not FactKind.EVENT and name not in judged:
            yield fault(document, ("facts", name), "never_compared", severity="warning")


def _examples(source: Source, rule: RuleIn, at: tuple[str | int, ...]) -> Iterator[Problem]:
    document = source.document
    alerting = [one.alerts for one in rule.examples if one.alerts is not None]
    silent = len(rule.examples) - len(alerting)
    place = (*at, "examples" if rule.examples else "id")
    if len(alerting) < ALERTING_EXAMPLES:
        yield fault(document, place, "few_alerting", severity="warning", count=len(alerting))
    if silent < SILENT_EXAMPLES:
        yield fault(document, place, "few_silent", severity="warning", count=silent)
    kind = CHECK_KINDS.get(rule.check.kind)
    for number, verdict in enumerate(rule.alert_on):
        if verdict not in alerting and kind is not None and verdict in kind.verdicts:
            there = "alert_on" in rule.model_fields_set
            path = (*at, "alert_on", number) if there else (*at, "id")
            yield fault(document, path, "verdict_unshown", severity="warning", verdict=verdict.value)
