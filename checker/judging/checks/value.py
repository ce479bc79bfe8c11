"""`value`: one thing, two labels or names: who was met, what caused it."""

from __future__ import annotations

from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of labels."""
    return [one for one in pairs(topic, rule) if one.a.value is not None and one.b.value is not None]
