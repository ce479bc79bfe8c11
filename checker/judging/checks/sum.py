"""`sum`: parts that one article gives must not add up to more than its total."""

from __future__ import annotations

from decimal import Decimal

from checker.judging.findings import Found
from checker.judging.ranges import point
from checker.judging.topics import Topic
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Aspect, Statement
from checker.model.verdict import Judgement, Reason, Verdict
from checker.rulebook.rules import RuleSpec
from checker.texts import spoken
from checker.texts.wording import in_all_languages, number_text


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """Articles whose parts exceed their own total."""
    found = []
    for article in sorted({one.article for one in topic.statements}):
        own = [one for one in topic.statements if one.article == article]
        parts = [one for one in own if one.aspect is Aspect.PART and _exact(one)]
        totals = [one for one in own if one.aspect is Aspect.TOTAL and _exact(one)]
        if len(parts) < 2 or len(totals) != 1:
            continue
        total = totals[0]
        added = sum((_number(one) for one in parts), Decimal(0))
        if added > _number(total):
            told = {lang: number_text(added, lang) for lang in spoken()}
            reason = Reason("parts_exceed", {"sum": told, "b": in_all_languages(total.value)})
            verdict = Verdict.CONTRADICTION
            judgement = Judgement(verdict, reason, None, verdict in rule.alert_on)
            found.append(Found(parts[0], total, judgement))
    return found


def _exact(statement: Statement) -> bool:
    return isinstance(statement.value, Quantity) and statement.value.qualifier is Qualifier.EXACT


def _number(statement: Statement) -> Decimal:
    return point(statement.value) if isinstance(statement.value, Quantity) else Decimal(0)
