"""Figures that cannot all be right.

Every pair of figures that speak now (the latest of each claimant within each origin) is held against each other by the
thirteen verdicts; `tolerance: 15%` (or `1.2x`, `±500`) lets figures pass that are nearly alike. A figure that may only grow
(`evolves: up`) and went down is looked for in the whole history of its speaker. Denials and changes of word are the
business of `stance`.

Sample::

    rules:
      - id: sample-quantity
        title: {en: Tolls that disagree}
        fact: killed
        same: [place, of]
        check: {kind: quantity, tolerance: 5%}
        alert_on: [contradiction, dispute, misreport, revision]
        examples:
          - alerts: dispute
            given:
              - {outlet: El Norte, on: 2031-05-10, says: "Según la policía, 12 personas murieron en el incendio de Valparaíso."}
              - {outlet: El Sur, on: 2031-05-10, says: "Según los bomberos, 45 personas murieron en el incendio de Valparaíso."}
          - alerts: revision
            given:
              - {outlet: The Post, on: 2031-05-10, says: "The health ministry said 48 people were killed in the floods in Quito."}
              - {outlet: The Post, on: 2031-05-12, says: "The health ministry said 45 people were killed in the floods in Quito."}
          - silent: compatible
            given:
              - {outlet: El Norte, on: 2031-05-10, says: "Más de 60 personas murieron en el terremoto de Lima."}
              - {outlet: El Sur, on: 2031-05-10, says: "Unas 70 personas murieron en el terremoto de Lima."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations

from checker.judging import alignment as align
from checker.judging import attribution
from checker.judging.checks._pairwise import judged, pairs
from checker.judging.findings import Found
from checker.judging.ranges import point
from checker.judging.topics import Topic
from checker.model.quantity import Quantity
from checker.model.statement import Statement
from checker.model.verdict import Verdict
from checker.rulebook.facts import Evolves
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of a topic; a falling toll is looked for in the whole history of each voice."""
    current = [one for one in pairs(topic, rule) if one.judgement.verdict not in (Verdict.DENIAL, Verdict.FLIP)]
    if rule.fact.evolves is not Evolves.UP:
        return current
    said_again = [
        pair for pair in _falling(topic.statements) if attribution.same_speaker(*pair) or attribution.same_outlet(*pair)
    ]
    if not said_again:
        return current
    known = {frozenset((one.a.id, one.b.id)) for one in current}
    earlier = (pair for pair in said_again if frozenset(one.id for one in pair) not in known)
    fallen = [one for one in judged(earlier, rule) if one.judgement.verdict is Verdict.REVISION and one.judgement.alert]
    return current + fallen


def _falling(statements: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of which a figure may have fallen: not those of one day, nor those whose later figure is no lower. A topic
    of months has too many pairs to hold each against the other."""
    told = [_told(one) for one in statements if isinstance(one.value, Quantity)]
    for a, b in combinations(told, 2):
        if a.statement.superseded is b.statement.superseded:
            if a.number == b.number or (a.day is not None and a.day == b.day):
                continue
            if a.number < b.number and a.start is not None and b.start is not None and a.start < b.start:
                continue
        yield a.statement, b.statement


@dataclass(frozen=True, slots=True)
class _Told:
    """A figure with when it held: the day, where that is told, and the beginning of the time."""

    statement: Statement
    number: Decimal
    day: date | None
    start: datetime | None


def _told(statement: Statement) -> _Told:
    held = align.held(statement)
    number = point(statement.value) if isinstance(statement.value, Quantity) else Decimal(0)
    return _Told(statement, number, align.day_of(held) if held else None, held.start if held else None)
