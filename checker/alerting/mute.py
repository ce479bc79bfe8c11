"""The second step: why a case keeps quiet, if there is a reason. The first that applies wins. Pure.

What is silenced, inhibited, held by a window or flapping waits and is looked at again: when the reason is gone and
the sources still disagree, people hear of it then. Only what people decided themselves, and a window that says
`drop`, is quiet for good.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from checker.alertconfig import FlapConfig, InhibitConfig, MatchConfig, WindowConfig
from checker.alerting.case import Case, Quiet
from checker.alerting.match import fits
from checker.alerting.windows import change_after, inside
from checker.model.alert import Silence, Why
from checker.model.discrepancy import Change, Discrepancy, Status, difference

UP = frozenset({Change.OPENED, Change.REOPENED, Change.WORSE})
DOWN = frozenset({Change.RESOLVED, Change.EASED})


@dataclass(frozen=True, slots=True)
class Hush:
    """What keeps people quiet: `recent` has the latest transitions (change, at) by discrepancy, oldest first;
    `standing` what each notifier hears of and what is open."""

    windows: Mapping[str, WindowConfig] = field(default_factory=dict)
    flap: FlapConfig = field(default_factory=FlapConfig)
    silences: Sequence[Silence] = ()
    recent: Mapping[str, Sequence[tuple[Change, datetime]]] = field(default_factory=dict)
    standing: Mapping[str, Sequence[Discrepancy]] = field(default_factory=dict)


def muted(case: Case, hush: Hush, now: datetime) -> Quiet | None:
    """Why a case keeps quiet, but for inhibition."""
    return (
        _decided(case)
        or _silenced(case, hush.silences, now)
        or _window(case, hush.windows, now)
        or _flaps(case, hush, now)
    )


def _decided(case: Case) -> Quiet | None:
    """What people decided: a false alarm is never heard of again, what they know of only when it gets worse."""
    if case.status is Status.DISMISSED:
        return Quiet(Why.DISMISSED)
    if case.status is Status.ACKNOWLEDGED and not _worse(case):
        return Quiet(Why.ACKNOWLEDGED)
    return None


def _worse(case: Case) -> bool:
    if case.told is not None and case.told.open:
        return difference(case.told.discrepancy, case.discrepancy) is Change.WORSE
    return any(step.change is Change.WORSE for step in case.steps)


def _silenced(case: Case, silences: Sequence[Silence], now: datetime) -> Quiet | None:
    for silence in silences:
        if silence.active(now) and fits(case.discrepancy, MatchConfig.model_validate(silence.match)):
            return Quiet(Why.SILENCED, silence.id, silence.ends_at, settled=False)
    return None


def _window(case: Case, windows: Mapping[str, WindowConfig], now: datetime) -> Quiet | None:
    """The first window that keeps the route quiet: one of `mute` that is open, or of `active` where none is."""
    quiet = [name for name in case.way.mute if inside(windows[name], now)]
    if not quiet and case.way.active and not any(inside(windows[name], now) for name in case.way.active):
        quiet = [case.way.active[0]]
    if not quiet:
        return None
    window = windows[quiet[0]]
    if window.then == "drop":
        return Quiet(Why.WINDOW_DROPPED, quiet[0])
    return Quiet(Why.WINDOW_HELD, quiet[0], change_after(window, now), settled=False)


def _flaps(case: Case, hush: Hush, now: datetime) -> Quiet | None:
    """Whether it turned round so often that it is to keep still first."""
    steps = [(change, at) for change, at in hush.recent.get(case.discrepancy.id, ()) if now - at <= hush.flap.within]
    ways = [(change in UP, at) for change, at in steps if change in UP | DOWN]
    turns = sum(one[0] != other[0] for one, other in pairwise(ways))
    if turns < hush.flap.turns:
        return None
    still = ways[-1][1] + hush.flap.settle
    return Quiet(Why.FLAPPING, str(turns), still, settled=False) if now < still else None


def inhibited(case: Case, standing: Sequence[Discrepancy], rules: Sequence[InhibitConfig]) -> Quiet | None:
    """Whether something weightier that this notifier hears of is about the same; its end is never kept back."""
    if case.ended:
        return None
    one = case.discrepancy
    for rule in rules:
        if not fits(one, rule.target):
            continue
        for other in standing:
            lesser = other.id != one.id and one.severity.rank <= other.severity.rank
            if lesser and _same_topic(one, other, rule.equal) and fits(other, rule.source):
                return Quiet(Why.INHIBITED, other.id, settled=False)
    return None


def _same_topic(one: Discrepancy, other: Discrepancy, equal: Sequence[str] | None) -> bool:
    if equal is None:
        return dict(one.topic) == dict(other.topic)
    return all(one.topic.get(key) == other.topic.get(key) for key in equal)
