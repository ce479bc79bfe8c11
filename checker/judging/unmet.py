"""Why two statements were never held against each other: what is silent is to be explained as well."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from checker.judging import alignment as align
from checker.judging.alignment import Relation
from checker.judging.compare import compare
from checker.judging.findings import quote_of
from checker.judging.topics import topics
from checker.judging.values import in_words
from checker.model.discrepancy import Findings, Harmless
from checker.model.statement import Statement
from checker.model.verdict import Reason, Verdict
from checker.rulebook.book import Rulebook
from checker.rulebook.rules import RuleSpec


def explained(findings: Findings, statements: Sequence[Statement], book: Rulebook) -> Findings:
    """The findings; where there are none at all, why the figures were not compared: who sees nothing is told why."""
    nothing = not findings.discrepancies and not findings.harmless
    return replace(findings, harmless=apart(statements, book)) if nothing else findings


def apart(statements: Sequence[Statement], book: Rulebook) -> tuple[Harmless, ...]:
    """Different values of one fact in two articles that no rule held against each other, under its first rule."""
    rules: dict[str, RuleSpec] = {}
    for rule in book.rules:
        rules.setdefault(rule.fact.id, rule)
    return tuple(
        Harmless(rule.id, Verdict.INCOMPARABLE, reason, (quote_of(a), quote_of(b)))
        for rule in rules.values()
        for a, b, reason in unmet(statements, rule)
        if a.value != b.value
    )


def unmet(statements: Iterable[Statement], rule: RuleSpec) -> list[tuple[Statement, Statement, Reason]]:
    """Of statements of different articles about the fact of a rule, every two that share no topic, with the reason."""
    told = [one for one in statements if one.fact == rule.fact.id]
    groups = [{one.id for one in topic.statements} for topic in topics(told, rule)]
    return [
        (a, b, _reason(a, b, rule))
        for a, b in combinations(told, 2)
        if a.article != b.article and not any(a.id in group and b.id in group for group in groups)
    ]


def _reason(a: Statement, b: Statement, rule: RuleSpec) -> Reason:
    judgement = compare(a, b, rule)
    if judgement.verdict is Verdict.INCOMPARABLE:
        return judgement.reason
    if a.published is None or b.published is None:
        return Reason("unmet_undated", {})
    where = align.places(a.place, b.place)
    if where is Relation.EQUAL:
        return Reason("other_time", {"a": in_words(a.value), "b": in_words(b.value)})
    if "place" in rule.same and a.place is not None and b.place is not None:
        return Reason("unmet_place", {"place_a": a.place.text, "place_b": b.place.text})
    return Reason("unmet", {})
