"""How sure it is that two articles whose figures are apart speak of one event.

What joins two statements into a topic may be no more than a country and a week. Before people are told, something must
say that it is one event: where it was, what it was, on what day, who is named. A figure that nobody stands behind says
less by itself than one that two sources argue about, and asks for more.
"""

from __future__ import annotations

from datetime import timedelta

from checker import world
from checker.judging import alignment as align
from checker.judging import speakers
from checker.judging.alignment import Relation
from checker.model.statement import Ref, Statement
from checker.model.verdict import Judgement, Reason, Verdict
from checker.rulebook.facts import Evolves, FactKind
from checker.rulebook.rules import RuleSpec
from checker.texts.wording import in_all_languages

ARGUED, UNSIGNED = 1, 2  # signs of one event that are asked for: where both say who counted, and where not
SPOT = 2  # signs in one
NEXT_DAY = timedelta(days=1)


def doubt(a: Statement, b: Statement, judgement: Judgement, rule: RuleSpec) -> Reason | None:
    """Why two figures that are apart need not be of one event, or None where enough says that they are."""
    fact = rule.fact
    apart = judgement.alert and judgement.verdict in (Verdict.DISPUTE, Verdict.CONTRADICTION)
    of_an_event = fact.kind is FactKind.COUNT and not fact.goes_on and fact.evolves is not Evolves.NEVER
    if not apart or not of_an_event or align.same_article(a, b) or not (a.article and b.article):
        return None
    asked = ARGUED if speakers.named(a) and speakers.named(b) else UNSIGNED
    if _signs(a, b) >= asked:
        return None
    return Reason("unsure", {"a": in_all_languages(a.value), "b": in_all_languages(b.value)})


def _signs(a: Statement, b: Statement) -> int:
    """How many signs of one event two statements share: the cause and the day are one each, a name that both articles
    hold and that is no place of the gazetteer is two. Another cause, but in one town, takes one off."""
    found = SPOT * any(world.place_by_id(name) is None for name in align.shared_names(a, b))
    town = False
    if a.place is not None and b.place is not None:
        lies = align.places(a.place, b.place)
        inside = lies in (Relation.INSIDE, Relation.CONTAINS) and world.held_by_guess(a.place, b.place) is None
        town = lies is Relation.EQUAL or (inside and _is_town(b.place if lies is Relation.INSIDE else a.place))
        found += (1 if _is_large(a.place) or _is_large(b.place) else SPOT) if town else inside
    if a.cause is not None and b.cause is not None:
        found += 1 if a.cause == b.cause else -(not town)
    return found + _on_one_day(a, b)


def _is_town(place: Ref) -> bool:
    known = world.place_by_id(place.entity)
    return known is not None and known.kind == "city"


def _is_large(place: Ref) -> bool:
    """Whether much happens there: a region, or a city that is known by its name alone."""
    known = world.place_by_id(place.entity)
    return known is not None and world.find_place(known.name) == known


def _on_one_day(a: Statement, b: Statement) -> bool:
    """Whether both tell the day, and it is one: what happened in a night is told of either day."""
    one, two = (align.day_of(told.when) if told.when is not None else None for told in (a, b))
    return one is not None and two is not None and abs(one - two) <= NEXT_DAY
