"""The kinds of check, one module each: `judge_topic(topic, rule) -> list[Found]`. A new file is a new kind."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.rulebook.rules import RuleSpec

Check = Callable[[Topic, RuleSpec], list[Found]]


@cache
def checks() -> dict[str, Check]:
    """Every kind by its name. A module that fails to import is an error that names it."""
    return {
        module.name: import_module(f"{__name__}.{module.name}").judge_topic
        for module in iter_modules(__path__)
        if not module.name.startswith("_")
    }
