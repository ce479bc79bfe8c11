"""Whether something that both tell keeps two statements apart.

Asked of every two that a link has brought together, before they may share a topic, and again of every pair of a topic,
as a topic hangs together over any number of steps. What else each of the two asks is in docs/explanation/meeting.md.
"""

from __future__ import annotations

from checker.judging import alignment as align
from checker.judging import people, recurrence
from checker.judging.alignment import Relation
from checker.model.statement import STATE, Statement
from checker.rulebook.facts import Evolves
from checker.rulebook.rules import RuleSpec


def kept_apart(a: Statement, b: Statement, rule: RuleSpec) -> str | None:
    """The key of the first reason (`reasons` of the texts) that keeps two statements of a rule apart, if any does."""
    if align.background(a, b):
        return "past_event"
    placed = "place" in rule.same and not recurrence.one_exchange(a, b)
    if placed and (align.places(a.place, b.place) is Relation.DIFFERENT or align.lies_elsewhere(a, b)):
        return "other_place"
    if STATE in rule.same and align.other_role(a, b, STATE):
        return "other_state"
    if people.other_people(a, b) or any(align.other_role(a, b, name) for name in rule.same):
        return "other_group"
    if a.of is not None and b.of is not None and people.groups(a.of, b.of) is Relation.DIFFERENT:
        return "other_group"
    if align.causes(a, b):
        return "other_cause"
    # a toll or a vote belongs to its event; soldiers abroad are a state that goes on
    bound = rule.fact.evolves is not Evolves.EITHER and align.other_events(a, b)
    return "other_time" if bound or recurrence.other(a, b, rule.fact) else None
