"""One module for each group of pages; each makes a router over the desk."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter

from checker.web.desk import Desk
from checker.web.pages import (
    api,
    api_names,
    api_operations,
    articles,
    decisions,
    discrepancies,
    entities,
    entry,
    exceptions,
    health,
    inbox,
    rules,
    sample,
    silences,
    sources,
    system,
    topics,
    tryit,
)

_MODULES = (
    *(entry, inbox, sample, discrepancies, decisions, topics, articles, entities, exceptions),
    *(rules, silences, sources, system, tryit, api, api_names, api_operations, health),
)
ROUTERS: tuple[Callable[[Desk], APIRouter], ...] = tuple(module.router for module in _MODULES)
