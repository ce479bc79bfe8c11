"""That somebody holds an office, as one sentence tells it, and what two tellings make together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from checker.languages import language
from checker.model.entity import is_body
from checker.model.record import record
from checker.model.statement import Ref, Tenure
from checker.model.timespan import TimeSpan
from checker.reading.layers import NameHit, Sentence

SURE, LIKELY = 0.9, 0.75


@record
class Holding:
    """`start` and `end` are offsets of the words that say so."""

    person: NameHit
    office: Ref
    of: Ref | None
    status: Tenure
    start: int
    end: int
    sentence: Sentence
    when: TimeSpan | None = None
    confidence: float = SURE
    several: bool = False  # told of several holders at once

    @property
    def named(self) -> bool:
        """Whether a verb tells that somebody was given it, who may not hold it yet."""
        return self.status is Tenure.HOLDS and self.confidence == LIKELY


def merged(first: Holding, again: Holding) -> Holding:
    """The office of one person told twice: what the first telling lacks comes from the second."""
    if first.several and not again.several:  # «las presidentas de dos comisiones, X y Y»
        first = replace(first, office=again.office, of=again.of or first.of, several=False)
    told_more = first.status is Tenure.HOLDS and again.status in (Tenure.DECEASED, Tenure.ACTING)
    status = again.status if told_more else first.status
    return replace(first, of=first.of or again.of, when=first.when or again.when, status=status)


def outdone(one: Holding, others: Iterable[Holding]) -> bool:
    """«los líderes ruso y chino» of presidents: a word that says nothing beside another office of the person."""
    generic = {f"office:{word}" for word in language(one.sentence.lang or "").offices.generic}
    party = one.of is not None and is_body(one.of.entity)  # the leader of a party holds that office, too
    return (
        one.office.entity in generic
        and not party
        and any(other.person.entity == one.person.entity and other.office.entity not in generic for other in others)
    )
