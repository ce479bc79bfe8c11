"""Whose or which people two statements count: countries, kinds of people, and who is set against whom."""

from __future__ import annotations

from functools import lru_cache

from checker import world
from checker.judging.alignment import Relation
from checker.model.entity import is_body, is_country
from checker.model.statement import Ref, Statement

SOLDIERS = "people:soldiers"
INSURGENTS = "people:rebels"
CIVILIANS = "people:civilians"
RESIDENTS = "people:residents"
FIGHTERS = "people:fighters"
_ARMED = frozenset({SOLDIERS, CIVILIANS, INSURGENTS})
_ANYBODY = frozenset({frozenset({RESIDENTS}), frozenset({SOLDIERS}), frozenset({FIGHTERS})})


@lru_cache(maxsize=20_000)
def groups(a: Ref | None, b: Ref | None) -> Relation:
    """Whose or which people: countries compare by id, groups by their words; everybody contains a group."""
    if a is None and b is None:
        return Relation.EQUAL
    country_a, country_b = _country(a), _country(b)
    if a is None or b is None:
        named = country_a or country_b
        if named is not None:
            return Relation.UNKNOWN  # whose they are is not said, which does not make them others
        if world.group_kinds(a.text if a else b.text if b else "") in _ANYBODY:
            return Relation.EQUAL  # «17 vecinos» are «17 personas», and an army's dead are its soldiers
        return Relation.CONTAINS if a is None else Relation.INSIDE
    if country_a is not None and country_b is not None:
        return Relation.EQUAL if country_a == country_b else Relation.DIFFERENT
    left, right = _stems(a.text), _stems(b.text)
    if left & right:
        return Relation.EQUAL
    if country_a is not None or country_b is not None:
        armed = any(is_body(ref.entity) for ref in (a, b))  # a guerrilla's own are no country's
        return Relation.DIFFERENT if armed else Relation.UNKNOWN
    return Relation.DIFFERENT


def other_people(a: Statement, b: Statement) -> bool:
    """Whether one counts soldiers and the other civilians or rebels, where the words name them: "four soldiers and 12
    militants were killed". Residents are civilians; fighters are rebels, and those of a country its soldiers."""
    one = _armed(a)
    two = _armed(b) if one else one
    return bool(one and two) and one.isdisjoint(two)


def _armed(statement: Statement) -> frozenset[str]:
    quote = statement.evidence.quote if statement.evidence is not None else ""
    if statement.of is None:  # soldiers or fighters whose country nobody tells
        return _sides(quote, None) & {SOLDIERS, INSURGENTS}
    # «61 militares camboyanos» are known by their country
    country = _country(statement.of)
    return _sides(statement.of.text, country) or _sides(quote, country)


@lru_cache(maxsize=20_000)
def _sides(text: str, country: str | None) -> frozenset[str]:
    kinds = set(world.group_kinds(text))
    if RESIDENTS in kinds:
        kinds.add(CIVILIANS)
    if FIGHTERS in kinds:
        kinds |= {INSURGENTS} if country is None else {INSURGENTS, SOLDIERS}
    return _ARMED & kinds


def group_keys(ref: Ref | None) -> tuple[str, ...]:
    """By what a group finds its equals: its country, and its words."""
    country = _country(ref)
    return ((country,) if country else ()) + (tuple(sorted(_stems(ref.text))) if ref else ())


def are_any_troops(ref: Ref) -> bool:
    """Whether the words name soldiers or fighters and not whose: «300 soldados» says no more than «300 efectivos»."""
    return _country(ref) is None and world.group_kinds(ref.text) in ({SOLDIERS}, {FIGHTERS})


def _country(ref: Ref | None) -> str | None:
    if ref is None:
        return None
    if is_country(ref.entity):
        return ref.entity
    return world.country_of(ref.text)


@lru_cache(maxsize=10_000)
def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:5] for word in world.folded(text).split() if len(word) > 3) | world.group_kinds(text)
