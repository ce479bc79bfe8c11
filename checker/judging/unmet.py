"""Why nobody is told of two statements: why they were never held against each other, or what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations

from checker.judging import alignment as align
from checker.judging.alignment import Relation
from checker.judging.compare import compare
from checker.judging.findings import Found, quote_of
from checker.judging.judge import differences, held_alone
from checker.judging.pairs import judge_pair
from checker.judging.topics import topics, wanted
from checker.judging.values import in_words
from checker.model.decision import Decided
from checker.model.discrepancy import Findings, Harmless
from checker.model.statement import Statement
from checker.model.verdict import Judgement, Reason, Verdict
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


def between(
    a: Statement, b: Statement, statements: Sequence[Statement], book: Rulebook, decided: Decided | None = None
) -> Judgement:
    """What judging all the statements makes of two of them: what `judge_pair` says, unless they stand in no topic
    together, too little says that they tell of one event, or their pair is not asked at all."""
    by_itself = judge_pair(a, b, book)
    rules = [rule for rule in book.rules if rule.fact.id == a.fact]
    if a.fact != b.fact or not rules:
        return by_itself
    told = [one for one in statements if one.fact == a.fact]
    found: list[Judgement] = []
    met = False
    for rule in rules:
        for topic in topics(told, rule):
            if {a.id, b.id} <= {one.id for one in topic.statements}:
                met = True
                pairs = differences(topic, rule, decided or Decided())
                found += [_held(one, rule) for one in pairs if {one.a.id, one.b.id} == {a.id, b.id}]
    if found:
        return max(found, key=lambda one: (one.alert, one.held_back is None, one.verdict is by_itself.verdict))
    if met:  # a kind of check takes what it asks about, and a later word of the same voice takes the place of the first
        reason = Reason("unasked", {}) if by_itself.alert else by_itself.reason
        return replace(by_itself, alert=False, reason=reason)
    return Judgement(Verdict.INCOMPARABLE, _reason(a, b, rules[0]), by_itself.gap, alert=False)


def _held(pair: Found, rule: RuleSpec) -> Judgement:
    return replace(pair.judgement, held_back=held_alone(rule, pair) if pair.judgement.alert else None)


def _reason(a: Statement, b: Statement, rule: RuleSpec) -> Reason:
    if not (wanted(a, rule) and wanted(b, rule)):
        return Reason("unmet_where", {})
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
