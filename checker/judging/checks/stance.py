"""One denies what another asserts, or changes its own word.

Looks through the whole history of a topic, so that a denial of October meets the admission of April. Each party that
denies, or that changes its word, is a disagreement of its own. With `days: 2`, what another asserts more than two days
after the denial is news of its own: somebody may have died since it was denied.

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

from checker.judging import alignment as align
from checker.judging.alignment import Order
from checker.judging.checks._pairwise import judged
from checker.judging.compare import may_turn
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.timespan import Certainty
from checker.model.verdict import Verdict
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The denials and flips of a topic."""
    if len({one.stance for one in topic.statements}) < 2:
        return []
    apart = (pair for pair in combinations(topic.statements, 2) if may_turn(pair[0].stance, pair[1].stance))
    turned = [one for one in judged(apart, rule) if one.judgement.verdict in (Verdict.DENIAL, Verdict.FLIP)]
    return [one for one in turned if not _news_since(one, rule)]


def _news_since(found: Found, rule: RuleSpec) -> bool:
    """Whether what is asserted may have come about after it was denied: its own time says so, or the rule's `days`."""
    days = rule.check.params.get("days")
    if days is None:
        return False
    if found.judgement.verdict is Verdict.FLIP and found.a.article == found.b.article:
        return True  # an article that tells how somebody's word changed keeps nothing from its readers
    denier, other = align.denial(found.a, found.b)
    denied_at = align.held(denier)
    if denied_at is None or align.order(denier, other) is not Order.EARLIER:
        return False
    if other.when is not None and denied_at.before(other.when) is Certainty.CERTAIN:
        return True
    return found.judgement.verdict is Verdict.DENIAL and (align.days_between(denier, other) or 0) > int(days)
