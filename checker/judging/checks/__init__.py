"""The kinds of check, one module each: `judge_topic(topic, rule) -> list[Found]`. A new file is a new kind."""

from __future__ import annotations

import sys
from functools import cache
from typing import Protocol

from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.plugins import Kinds, load_kinds
from checker.rulebook.rules import RuleSpec


class CheckKind(Protocol):
    """A module of this package."""

    def judge_topic(self, topic: Topic, rule: RuleSpec) -> list[Found]:
        """What a rule finds in a topic."""
        ...


@cache
def checks() -> Kinds[CheckKind]:
    """Every kind by its name, and those that are broken."""
    return load_kinds(sys.modules[__name__], "judge_topic")
