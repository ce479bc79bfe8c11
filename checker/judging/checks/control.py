"""One town, one side that holds it at a time.

Two sides of which each is said to hold a town now disagree, and so do who says that it was taken and who denies it.
A town that is taken later than it was said to be held is an advance, one that is retaken was lost before, and rebels
without a name may be any rebels.

Sample::

    rules:
      - id: sample-control
        title: {en: Two sides in one town}
        fact: control
        same: [place]
        check: {kind: control}
        alert_on: [contradiction, dispute, denial]
        examples:
          - alerts: dispute
            given:
              - {outlet: The Post, on: 2031-07-12, lang: en, says: "The RSF said it had taken El Obeid."}
              - {outlet: The Times, on: 2031-07-12, lang: en, says: "The army said it still controls El Obeid."}
          - silent: nothing
            given:
              - {outlet: The Post, on: 2031-07-10, lang: en, says: "The army said it still controls El Obeid."}
              - {outlet: The Times, on: 2031-07-12, lang: en, says: "The RSF said it had taken El Obeid."}
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import combinations

from checker.judging import alignment as align
from checker.judging import attribution
from checker.judging.alignment import Order
from checker.judging.checks._pairwise import judged, speaking
from checker.judging.compare import alerts
from checker.judging.findings import Found
from checker.judging.topics import Topic, sort_key
from checker.judging.values import in_words
from checker.model.statement import STATUS, Control, Named, Stance, Statement
from checker.model.timespan import Grain
from checker.model.verdict import Judgement, Reason, Verdict
from checker.rulebook.rules import RuleSpec

_HELD = (Stance.ASSERTED, Stance.ACKNOWLEDGED)
_AGREED = (Verdict.SAME, Verdict.COMPATIBLE)


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """Pairs that name two holders of one town at one time, or of which one denies what the other says."""
    told = combinations(speaking(topic.statements), 2)
    apart = [(a, b) for a, b in told if _opposed(a, b, topic.statements)]
    found = [Found(one.a, one.b, _two_sides(one, rule)) for one in judged(apart, rule)]
    return [one for one in found if not _told_already(one, found)]


def _told_already(found: Found, among: Sequence[Found]) -> bool:
    """Whether who denies that the other side holds it also says that their own does: that is one disagreement."""
    if found.judgement.verdict is not Verdict.DENIAL:
        return False
    denier, other = align.denial(found.a, found.b)
    return any(
        one.judgement.verdict is Verdict.DISPUTE and other in (one.a, one.b) and _one_voice(denier, told)
        for one in among
        for told in (one.a, one.b)
        if told is not other
    )


def _one_voice(a: Statement, b: Statement) -> bool:
    return a.article == b.article or attribution.same_speaker(a, b) or attribution.same_party(a, b)


def _two_sides(found: Found, rule: RuleSpec) -> Judgement:
    """The names of two sides may look alike: «las fuerzas rusas», «las fuerzas ucranianas»."""
    a, b, judgement = found.a, found.b, found.judgement
    if judgement.verdict not in (*_AGREED, Verdict.DISPUTE, Verdict.CONTRADICTION):
        return judgement
    verdict = Verdict.DISPUTE if attribution.rivals(a, b) else Verdict.CONTRADICTION
    reason = Reason("two_sides", {"a": in_words(a.value), "b": in_words(b.value)})
    return Judgement(verdict, reason, None, alerts(verdict, rule))


def _opposed(a: Statement, b: Statement, history: Sequence[Statement]) -> bool:
    """Whether both cannot be right."""
    first, then = sorted((a, b), key=sort_key)
    if Stance.DENIED in (a.stance, b.stance):
        denier, other = align.denial(a, b)
        if other.stance not in _HELD or other.value is None:
            return False
        later = then is other and align.order(denier, other) is Order.EARLIER and _status(other) != Control.HOLDS
        denies = _meet(denier, other) if denier.value is not None else not _side(other) & attribution.parties(denier)
        return denies and not later
    if a.stance not in _HELD or b.stance not in _HELD or None in (a.value, b.value) or _meet(a, b):
        return False
    if _earlier(first, then):
        return _status(then) == Control.HOLDS and not _taken_between(first, then, history)
    told = {_status(a), _status(b)}
    return Control.HOLDS in told or Control.RETOOK not in told


def _earlier(first: Statement, then: Statement) -> bool:
    """Whether one was told before the other: on an earlier day, or of two that are no rivals by an earlier hour."""
    if align.order(first, then) is Order.EARLIER:
        return True
    one, two = _printed_at(first), _printed_at(then)
    return one is not None and two is not None and one < two and not attribution.rivals(first, then)


def _printed_at(statement: Statement) -> datetime | None:
    """The hour at which it was printed, where it is known."""
    published = statement.published
    return published.start if published is not None and published.grain is Grain.INSTANT else None


def _taken_between(first: Statement, then: Statement, history: Sequence[Statement]) -> bool:
    """Whether somebody tells that the town changed hands from the one to the other in between."""
    return any(
        _meet(one, then)
        and _status(one) != Control.HOLDS
        and one.stance in _HELD
        and align.order(first, one) is not Order.LATER
        and align.order(one, then) is not Order.LATER
        for one in history
        if one.value is not None
    )


def _meet(a: Statement, b: Statement) -> bool:
    """Whether both name one side, or may."""
    one, two = _side(a), _side(b)
    return bool(one & two) or attribution.may_be_one(one | two)


def _side(statement: Statement) -> frozenset[str]:
    value = statement.value
    return frozenset({value.entity or value.name}) if isinstance(value, Named) else frozenset()


def _status(statement: Statement) -> str:
    status = statement.roles.get(STATUS)
    return status.text if status else Control.HOLDS
