"""`quantity`: figures that cannot all be right.

Every pair of figures that speak now is held against each other by the compatibility algebra; `tolerance: 15%`
lets figures pass that are nearly alike. Denials and changes of word are the business of `stance`.
"""

from __future__ import annotations

from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.verdict import Verdict
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of a topic; a falling toll is looked for in the whole history of each voice."""
    current = [one for one in pairs(topic, rule) if one.judgement.verdict not in (Verdict.DENIAL, Verdict.FLIP)]
    fallen = [
        one
        for one in pairs(topic, rule, history=True)
        if one.judgement.verdict is Verdict.REVISION and one.judgement.alert
    ]
    known = {frozenset((one.a.id, one.b.id)) for one in current}
    return current + [one for one in fallen if frozenset((one.a.id, one.b.id)) not in known]
