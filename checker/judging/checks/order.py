"""What must come first is dated later: a ratification before its signature.

`after: agreement_signed` names the fact that the rule's own fact must follow; the two meet within a topic. Only what is
certain counts: a ratification told by its year alone may be any day of it.

Sample::

    rules:
      - id: sample-order
        title: {en: Ratified before it was signed}
        fact: agreement_ratified
        same: [parties]
        check: {kind: order, after: agreement_signed}
        alert_on: [contradiction]
        examples:
          - alerts: contradiction
            given:
              - {outlet: El Norte, on: 2031-05-20, says: "Chile y Perú firmaron el acuerdo de pesca el 3 de mayo de 2031."}
              - {outlet: El Sur, on: 2031-05-20, says: "Chile y Perú ratificaron el acuerdo de pesca el 1 de mayo de 2031."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca el 3 de mayo de 2031."}
              - {outlet: El Sur, on: 2031-12-20, says: "Chile y Perú ratificaron el acuerdo de pesca en 2031."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from itertools import product

from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.timespan import Certainty, TimeSpan
from checker.model.verdict import Judgement, Reason, Verdict
from checker.rulebook.rules import RuleSpec, fact_label
from checker.texts.wording import in_all_languages


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """Pairs of which the later fact is certainly dated before the earlier one."""
    first_fact = str(rule.check.params.get("after", ""))
    firsts = [one for one in topic.statements if one.fact == first_fact and isinstance(one.value, TimeSpan)]
    thens = [one for one in topic.statements if one.fact == rule.fact.id and isinstance(one.value, TimeSpan)]
    found = []
    for first, then in product(firsts, thens):
        if not isinstance(first.value, TimeSpan) or not isinstance(then.value, TimeSpan):
            continue
        if then.value.before(first.value) is not Certainty.CERTAIN:
            continue
        reason = Reason(
            "order",
            {
                "a": fact_label(rule, first.fact),
                "b": fact_label(rule, then.fact),
                "when_a": in_all_languages(first.value),
                "when_b": in_all_languages(then.value),
            },
        )
        verdict = Verdict.CONTRADICTION
        found.append(Found(first, then, Judgement(verdict, reason, None, verdict in rule.alert_on)))
    return found
