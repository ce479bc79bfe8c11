"""One thing, two dates: signed in June here, in December there.

Dates told at different grains agree as long as one lies in the other: a day in its month, a month in its year.

Sample::

    rules:
      - id: sample-date
        title: {en: One agreement with two dates}
        fact: agreement_signed
        same: [parties]
        check: {kind: date}
        alert_on: [contradiction, dispute]
        examples:
          - alerts: contradiction
            given:
              - {outlet: El Norte, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca en junio de 2031."}
              - {outlet: El Sur, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca en diciembre de 2031."}
          - silent: compatible
            given:
              - {outlet: El Norte, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca en junio de 2031."}
              - {outlet: El Sur, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca el 12 de junio de 2031."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of dates."""
    return [one for one in pairs(topic, rule) if one.a.value is not None and one.b.value is not None]
