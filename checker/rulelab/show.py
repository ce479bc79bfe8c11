"""A rule told in sentences, so that whoever gets its alerts knows what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from checker.rulebook.rules import Amount, RuleSpec, Threshold
from checker.texts import DEFAULT, say


def rule_lines(rule: RuleSpec, lang: str) -> Iterator[str]:
    """The rule line by line: what it compares, when it alerts, what it leaves alone, its examples."""

    def t(key: str, **params: object) -> str:
        return say(f"rulelab.show.{key}", lang, **params)

    label = rule.fact.label.get(lang) or rule.fact.label.get(DEFAULT) or rule.fact.id
    yield t("compares", label=label, fact=rule.fact.id, kind=rule.check.kind)
    if rule.same:
        yield t("same", roles=", ".join(rule.same))
    if rule.where:
        yield t("where", where=", ".join(f"{role} = {value}" for role, value in rule.where.items()))
    if rule.within is not None:
        yield t("within", time=duration_text(rule.within))
    if rule.check.tolerance is not None:
        yield t("tolerance", distance=distance_text(rule.check.tolerance))
    yield t("alerts", verdicts=", ".join(sorted(verdict.value for verdict in rule.alert_on)))
    if rule.origins > 1:
        yield t("origins", count=rule.origins)
    if rule.stand_for:
        yield t("stand_for", time=duration_text(rule.stand_for))
    for group in rule.opponents:
        yield t("opponents", parties=", ".join(sorted(group)))
    if rule.severity:
        yield t("severity", steps=", ".join(f"{name.value} ≥ {distance_text(step)}" for name, step in rule.severity))
    for one in rule.false_positives:
        yield t("false_positive", what=one)
    for number, example in enumerate(rule.examples, 1):
        verdict = example.verdict.value if example.verdict else say("rulelab.nothing", lang)
        outcome = say("rulelab.alert" if example.alerts else "rulelab.silence", lang, what=verdict)
        yield f"{number}. {outcome}"
        for given in example.given:
            yield f"   {given.outlet} {given.on}: {given.says}"


def duration_text(time: timedelta) -> str:
    """A duration as rule files write it: `90d`, `2h`."""
    hours = int(time.total_seconds() // 3600)
    return f"{hours // 24}d" if hours % 24 == 0 else f"{hours}h"


def distance_text(distance: Threshold) -> str:
    """A tolerance or step as rule files write it: `15%`, `1.2x`, `±500`."""
    signs = {Amount.PERCENT: "{}%", Amount.FACTOR: "{}x", Amount.ABSOLUTE: "±{}"}
    return signs[distance.unit].format(distance.value)
