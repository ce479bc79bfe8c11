"""`quantity`: figures that cannot all be right.

Every pair of figures that speak now is held against each other by the compatibility algebra; `tolerance: 15%`
lets figures pass that are nearly alike. Denials and changes of word are the business of `stance`.
"""

from __future__ import annotations

from itertools import combinations

from checker.judging import speakers
from checker.judging.checks._pairwise import judged, pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.verdict import Verdict
from checker.rulebook.facts import Evolves
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of a topic; a falling toll is looked for in the whole history of each voice."""
    current = [one for one in pairs(topic, rule) if one.judgement.verdict not in (Verdict.DENIAL, Verdict.FLIP)]
    if rule.fact.evolves is not Evolves.UP:
        return current
    known = {frozenset((one.a.id, one.b.id)) for one in current}
    earlier = (
        pair
        for pair in combinations(topic.statements, 2)
        if frozenset(one.id for one in pair) not in known
        and (speakers.same_speaker(*pair) or speakers.same_outlet(*pair))
    )
    fallen = [one for one in judged(earlier, rule) if one.judgement.verdict is Verdict.REVISION and one.judgement.alert]
    return current + fallen
