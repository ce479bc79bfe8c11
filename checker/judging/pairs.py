"""The verdict on two statements that somebody hands over, under the rule that fits their fact."""

from __future__ import annotations

from checker.judging.compare import compare
from checker.model.statement import Statement
from checker.model.verdict import Judgement
from checker.rulebook.book import Rulebook
from checker.rulebook.facts import Evolves, FactSpec
from checker.rulebook.rules import RuleSpec, default_rule


def rule_for(statement: Statement, other: Statement, book: Rulebook) -> RuleSpec:
    """The rule of the more specific fact of two; a plain one for a fact that no rule file defines."""
    for one in (statement, other):
        fact = book.facts.get(one.fact)
        if fact is not None and fact.part_of == (other if one is statement else statement).fact:
            return _first(one.fact, book) or default_rule(fact)
    fact = book.facts.get(statement.fact)
    if fact is None:
        return default_rule(FactSpec(statement.fact, {"en": statement.fact}, evolves=Evolves.NEVER))
    return _first(statement.fact, book) or default_rule(fact)


def _first(fact: str, book: Rulebook) -> RuleSpec | None:
    return next((rule for rule in book.rules if rule.fact.id == fact), None)


def judge_pair(a: Statement, b: Statement, book: Rulebook) -> Judgement:
    """The verdict on two statements; whether it alerts is decided by every rule of the fact together."""
    rule = rule_for(a, b, book)
    judgement = compare(a, b, rule)
    others = [one for one in book.rules if one.fact.id == rule.fact.id and one.id != rule.id]
    alert = judgement.alert or any(judgement.verdict in one.alert_on for one in others)
    return Judgement(judgement.verdict, judgement.reason, judgement.gap, alert)
