"""One module for each group of pages; each makes a router over the desk."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter

from checker.web.desk import Desk
from checker.web.pages import (
    api,
    articles,
    decisions,
    discrepancies,
    entry,
    health,
    inbox,
    rules,
    silences,
    system,
    topics,
    tryit,
)

_MODULES = (entry, inbox, discrepancies, decisions, topics, articles, rules, silences, system, tryit, api, health)
ROUTERS: tuple[Callable[[Desk], APIRouter], ...] = tuple(module.router for module in _MODULES)
