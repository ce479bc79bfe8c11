"""The fourth step: what is news to somebody, held against what he was told last. Pure.

Several transitions since then are one piece of news: what opened and closed before anybody heard of it is none, and
what came back before anybody heard that it had gone is only told if it is another than before.
"""

from __future__ import annotations

from datetime import datetime

from checker.alerting.case import Case
from checker.model.alert import Why
from checker.model.discrepancy import Change, Status, difference

OPENINGS = (Change.OPENED, Change.REOPENED, Change.WORSE)


def news(case: Case) -> Change | Why:
    """The named reason to tell, or not to."""
    told = case.told
    if case.discrepancy.edited is not None:
        return Change.CORRECTED
    if told is not None and told.open:
        if case.ended:
            return Change.RESOLVED
        if not case.steps:
            return Change.REMINDER
        return difference(told.discrepancy, case.discrepancy) or Why.NO_NEWS
    changes = {step.change for step in case.steps}
    if case.ended:
        return Why.CAME_AND_WENT if changes & set(OPENINGS) else Why.NEVER_TOLD
    if told is None:  # who never heard of it (a first poll tells nobody) does not hear that it is back
        changes = {Change.OPENED if change is Change.REOPENED else change for change in changes}
    elif changes & {Change.OPENED, Change.REOPENED}:
        return Change.REOPENED
    return next((change for change in OPENINGS if change in changes), Why.NEVER_TOLD)


def recall_due(case: Case, now: datetime) -> bool:
    """Whether what is still open, and nothing new about it, is to be recalled."""
    told, wait = case.told, case.way.repeat_interval
    standing = told is not None and told.open and case.status is Status.OPEN and not case.steps
    return standing and wait is not None and told is not None and now - told.at >= wait
