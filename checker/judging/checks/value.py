"""One thing, two names or labels.

Names agree when they are known to be one person or share most of their words. Other than `holder`, it asks neither for a
time nor whether somebody left.

Sample::

    rules:
      - id: sample-value
        title: {en: Two names for one office}
        fact: office_holder
        same: [office, of]
        check: {kind: value}
        alert_on: [contradiction]
        examples:
          - alerts: contradiction
            given:
              - {outlet: El Norte, on: 2031-07-12, says: "La ministra de Sanidad de Uruguay, Lucía Arocena, presentó el plan."}
              - {outlet: El Sur, on: 2031-07-12, says: "El plan lo explicó la ministra de Sanidad de Uruguay, Carmen Ferrando."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-07-12, says: "La ministra de Sanidad de Uruguay, Lucía Arocena, presentó el plan."}
              - {outlet: El Sur, on: 2031-07-12, says: "La ministra de Sanidad de Uruguay, Arocena, viajó a Lima."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of labels."""
    return [one for one in pairs(topic, rule) if one.a.value is not None and one.b.value is not None]
