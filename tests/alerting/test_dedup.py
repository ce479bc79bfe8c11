"""What is news to somebody who was told before: several steps are one piece of news, or none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

import pytest

from checker.alerting.dedup import news, recall_due
from checker.model.alert import Told, Why
from checker.model.discrepancy import Change, Discrepancy, Status
from checker.model.verdict import Gap, Severity
from tests.alerting.desk import NOW, A, C, E, M, O, R, W, case, found, step, told

SAME = found("d1")
WIDER = found("d1", gap=Gap(Decimal(1), Decimal(9)))
MILDER = found("d1", severity=Severity.LOW)
OPEN, CLOSED = told(SAME), told(SAME, R)


@pytest.mark.parametrize(
    ("steps", "now", "before", "what"),
    [
        ([O], SAME, None, O),
        ([O, W], WIDER, None, O),
        ([O, R, A], SAME, None, O),
        ([O, R], SAME, None, Why.CAME_AND_WENT),
        ([R], SAME, None, Why.NEVER_TOLD),
        ([M], SAME, None, Why.NEVER_TOLD),
        ([C, E], SAME, None, Why.NEVER_TOLD),
        ([W], WIDER, None, W),
        ([A], SAME, None, O),
        ([R, A], SAME, None, O),
        ([A, W], WIDER, None, O),
        ([R], SAME, OPEN, R),
        ([R, A], SAME, OPEN, Why.NO_NEWS),
        ([R, A], WIDER, OPEN, W),
        ([R, A, R], SAME, OPEN, R),
        ([W, E], SAME, OPEN, Why.NO_NEWS),
        ([E], MILDER, OPEN, E),
        ([A], SAME, CLOSED, A),
        ([A, W], WIDER, CLOSED, A),
        ([A, R], SAME, CLOSED, Why.CAME_AND_WENT),
        ([W], WIDER, CLOSED, W),
    ],
)
def test_news_is_held_against_what_was_told(
    steps: Sequence[Change], now: Discrepancy, before: Told | None, what: Change | Why
) -> None:
    given = [step(n, change, id="d1", severity=now.severity, gap=now.gap) for n, change in enumerate(steps, 1)]
    assert news(case(*given, told=before)) == what


def test_what_is_still_open_is_recalled_after_a_while() -> None:
    wait = timedelta(hours=1)
    assert recall_due(case(told=told(SAME), repeat_interval=wait), NOW)
    assert news(case(told=told(SAME), repeat_interval=wait)) is Change.REMINDER


@pytest.mark.parametrize(
    "quiet",
    [
        case(told=told(SAME)),
        case(told=told(SAME, ago=3599), repeat_interval=timedelta(hours=1)),
        case(told=told(SAME, R), repeat_interval=timedelta(hours=1)),
        case(told=told(SAME), repeat_interval=timedelta(hours=1), status=Status.ACKNOWLEDGED),
        case(step(1, W, id="d1"), told=told(SAME), repeat_interval=timedelta(hours=1)),
    ],
    ids=["nobody asked", "too early", "closed", "acknowledged", "there is news"],
)
def test_nothing_else_is(quiet: object) -> None:
    assert not recall_due(quiet, NOW)  # type: ignore[arg-type]
