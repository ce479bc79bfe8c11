"""`date`: one thing, two dates: «firmado en diciembre» against «en junio».

Dates told at different grains agree as long as one lies in the other.
"""

from __future__ import annotations

from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of dates."""
    return [one for one in pairs(topic, rule) if one.a.value is not None and one.b.value is not None]
