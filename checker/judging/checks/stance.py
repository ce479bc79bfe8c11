"""One denies what another asserts, or changes its own word.

Looks through the whole history of a topic, so that a denial of October meets the admission of April. Each party that
denies, or that changes its word, is a disagreement of its own.

Sample::

    rules:
      - id: sample-stance
        title: {en: Troops denied or admitted}
        fact: troops
        same: [of]
        check: {kind: stance}
        alert_on: [denial, flip]
        examples:
          - alerts: denial
            given:
              - {outlet: El Norte, on: 2031-02-01, says: "Eritrea negó el envío de soldados eritreos a Etiopía."}
              - {outlet: El Sur, on: 2031-02-01, says: "Según la ONU, hay 6.000 soldados eritreos desplegados en Etiopía."}
          - alerts: flip
            given:
              - {outlet: El Norte, on: 2031-02-01, says: "Eritrea negó el envío de soldados eritreos a Etiopía."}
              - {outlet: El Sur, on: 2031-07-15, says: "Eritrea reconoció el envío de soldados eritreos a Etiopía."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-02-01, says: "Polonia negó el envío de soldados polacos a Ucrania."}
              - {outlet: El Sur, on: 2031-02-01, says: "Según la ONU, hay 6.000 soldados eritreos desplegados en Etiopía."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from itertools import combinations

from checker.judging.checks._pairwise import judged
from checker.judging.compare import may_turn
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.verdict import Verdict
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The denials and flips of a topic."""
    if len({one.stance for one in topic.statements}) < 2:
        return []
    apart = (pair for pair in combinations(topic.statements, 2) if may_turn(pair[0].stance, pair[1].stance))
    return [one for one in judged(apart, rule) if one.judgement.verdict in (Verdict.DENIAL, Verdict.FLIP)]
