"""Which statements are about the same thing.

In: statements of one fact. Out: topics, each a list of statements that may be held against each other. Two
statements are linked when their roles agree as far as they are told and something positive joins them: a place, a
story, whose they are. One that tells too little joins a topic only if it is the only candidate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from checker import world
from checker.judging import alignment as align
from checker.judging.alignment import Relation
from checker.model.statement import Statement
from checker.rulebook.facts import Evolves, FactKind
from checker.rulebook.rules import RuleSpec

STORY_DAYS = timedelta(days=120)
_SOMEWHERE = (Relation.EQUAL, Relation.INSIDE, Relation.CONTAINS)


@dataclass(frozen=True, slots=True)
class Topic:
    """`key` names it: stable while it grows. Statements are sorted by time, then id."""

    key: Mapping[str, str]
    statements: tuple[Statement, ...]


def sort_key(statement: Statement) -> tuple[str, str, str]:
    """Oldest first; ids decide between equals, so that arrival order cannot matter."""
    held = align.held(statement)
    return (str(held.start) if held and held.start else "", statement.article, statement.id)


def topics(statements: Iterable[Statement], rule: RuleSpec) -> list[Topic]:
    """The topics of one rule, in a stable order."""
    wanted = sorted((one for one in statements if _wanted(one, rule)), key=sort_key)
    groups = _components(wanted, rule)
    keys = [_key(group, rule) for group in groups]
    found = []
    for group, key in zip(groups, keys, strict=True):
        named = dict(key)
        if keys.count(key) > 1:  # two events that their roles do not tell apart: the first day does
            named["since"] = sort_key(group[0])[0][:10] or group[0].article
        found.append(Topic(named, tuple(group)))
    return sorted(found, key=lambda topic: sorted(topic.key.items()))


def _wanted(statement: Statement, rule: RuleSpec) -> bool:
    """Whether a rule's `where` takes the statement."""
    for role, value in rule.where.items():
        ref = getattr(statement, role, None) if role in ("of", "place", "cause") else statement.roles.get(role)
        told = ref if isinstance(ref, str) or ref is None else (ref.entity or ref.text)
        if told is None:
            return False
        country = world.country_of(told) if not told.startswith("country:") else told
        if value not in (told, country):
            return False
    return True


def _components(statements: Sequence[Statement], rule: RuleSpec) -> list[list[Statement]]:
    """Linked statements as groups; what tells too little comes last and joins its only candidate."""
    full = [one for one in statements if not _vague(one, rule)]
    parent = {one.id: one.id for one in full}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for index, one in enumerate(full):
        for other in full[:index]:
            if root(one.id) != root(other.id) and linked(one, other, rule):
                first, second = sorted((root(one.id), root(other.id)))
                parent[second] = first
    groups: dict[str, list[Statement]] = {}
    for one in full:
        groups.setdefault(root(one.id), []).append(one)
    alone: list[list[Statement]] = []
    for one in statements:
        if not _vague(one, rule):
            continue
        candidates = [name for name in groups if any(linked(one, other, rule) for other in groups[name])]
        if len(candidates) == 1:
            groups[candidates[0]].append(one)
        else:
            _join_alone(alone, one, rule)
    return [sorted(group, key=sort_key) for group in (*groups.values(), *alone)]


def _join_alone(alone: list[list[Statement]], one: Statement, rule: RuleSpec) -> None:
    """Among themselves, statements that tell too little meet only within one article or story."""
    for group in alone:
        if any(linked(one, other, rule) for other in group):
            group.append(one)
            return
    alone.append([one])


def _vague(statement: Statement, rule: RuleSpec) -> bool:
    """Whether it misses a role that the rule names."""
    return any(_role(statement, name) is None for name in rule.same if name not in ("cause", "when"))


def _role(statement: Statement, name: str) -> object:
    if name in ("of", "place", "cause", "when"):
        return getattr(statement, name)
    return statement.roles.get(name)


def linked(a: Statement, b: Statement, rule: RuleSpec) -> bool:
    """Whether two statements are about the same thing, as far as one can tell."""
    if a.article == b.article and a.article:
        return not _parted(a, b, rule)
    if _parted(a, b, rule):
        return False
    fact = rule.fact
    if fact.kind is FactKind.OFFICE or (fact.kind is FactKind.EVENT and not fact.recurs):
        return True  # the roles say which office or agreement it is, and they agree
    place = align.places(a.place, b.place)
    shared = a.story & b.story
    if fact.evolves is Evolves.EITHER:
        whose = a.of is not None and b.of is not None and align.groups(a.of, b.of) is Relation.EQUAL
        return whose or bool(shared) or (_near(a, b) and place in _SOMEWHERE)
    if _days_apart(a, b) is None:
        return bool(shared) or (place is Relation.EQUAL and not _country_only(a))
    if _near(a, b):
        return bool(shared) or place in _SOMEWHERE or _one_army(a, b)
    if not _within_story(a, b):
        return fact.kind is FactKind.EVENT and place is not Relation.DIFFERENT and bool(shared)
    beyond = {key for key in shared if a.place is None or key != a.place.entity}
    return bool(beyond) or (place is Relation.EQUAL and not _country_only(a)) or fact.kind is FactKind.EVENT


def _one_army(a: Statement, b: Statement) -> bool:
    """Whether both count the people of one country, and neither says where or by what: the losses of a war."""
    untold = all(one.place is None and one.cause is None and one.of is not None for one in (a, b))
    return untold and align.groups(a.of, b.of) is Relation.EQUAL


def _parted(a: Statement, b: Statement, rule: RuleSpec) -> bool:
    """Whether one role that both tell keeps them apart."""
    for name in rule.same:
        if name == "place" and align.places(a.place, b.place) is Relation.DIFFERENT:
            return True
        if name == "of" and align.groups(a.of, b.of) is Relation.DIFFERENT:
            return True
        if name == "cause" and align.causes(a, b):
            return True
        if name in a.roles and name in b.roles:
            one, two = a.roles[name], b.roles[name]
            if (one.entity or world.folded(one.text)) != (two.entity or world.folded(two.text)):
                return True
    if rule.fact.recurs and align.other_occasions(a, b):
        return True
    return rule.fact.evolves is not Evolves.EITHER and align.other_events(a, b)


def _country_only(statement: Statement) -> bool:
    entity = statement.place.entity if statement.place else None
    return entity is not None and entity.startswith("country:")


def _days_apart(a: Statement, b: Statement) -> timedelta | None:
    one, two = a.published, b.published
    if one is None or two is None or one.start is None or two.start is None:
        return None
    return abs(one.start - two.start)


def _near(a: Statement, b: Statement) -> bool:
    apart = _days_apart(a, b)
    if apart is None:
        return False
    coarse = any(one.published is not None and one.published.grain.value in ("month", "year") for one in (a, b))
    return apart <= (timedelta(days=45) if coarse else align.NEWS_DAYS)


def _within_story(a: Statement, b: Statement) -> bool:
    apart = _days_apart(a, b)
    return apart is not None and apart <= STORY_DAYS


def _key(group: Sequence[Statement], rule: RuleSpec) -> dict[str, str]:
    """What the topic is called: its fact and the most general value of each role the rule names."""
    key = {"fact": rule.fact.id}
    for name in rule.same:
        values = sorted({text for one in group if (text := _named(one, name))})
        if not values:
            continue
        if name == "place":
            countries = sorted({country for one in group if (country := _country_of_place(one))})
            key[name] = countries[0] if len(countries) == 1 else values[0]
        else:
            key[name] = values[0]
    return key


def _named(statement: Statement, name: str) -> str | None:
    value = _role(statement, name)
    if value is None or isinstance(value, str):
        return value
    entity = getattr(value, "entity", None)
    text = getattr(value, "text", "")
    if name == "of" and not entity:
        entity = world.country_of(text)
    return entity or world.slug(text) or None


def _country_of_place(statement: Statement) -> str | None:
    place = statement.place
    if place is None:
        return None
    if place.entity and place.entity.startswith("country:"):
        return place.entity
    known = world.find_place(place.text)
    return known.country if known else world.country_of(place.text)
