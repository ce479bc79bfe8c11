"""`stance`: one denies what another asserts, or changes its own word.

Looks through the whole history of a topic, so that a denial of October meets the admission of April.
"""

from __future__ import annotations

from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.verdict import Verdict
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The denials and flips of a topic."""
    return [one for one in pairs(topic, rule, history=True) if one.judgement.verdict in (Verdict.DENIAL, Verdict.FLIP)]
