"""Which statements are about the same thing.

In: statements of one fact. Out: topics, each a list of statements that may be held against each other. Two
statements are linked when their roles agree as far as they are told and something positive joins them: a place, a
story, whose they are. One that tells too little joins a topic only if it is the only candidate.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from fnmatch import fnmatchcase

from checker import world
from checker.judging import alignment as align
from checker.judging.alignment import Relation
from checker.judging.joined import Joined
from checker.judging.links import MONTH_DAYS, Link, links
from checker.judging.meeting import kept_apart
from checker.judging.ranges import point
from checker.model.entity import is_country
from checker.model.quantity import Quantity
from checker.model.statement import STATE, Named, Ref, Statement
from checker.rulebook.facts import Evolves, FactKind
from checker.rulebook.kinds import SUM
from checker.rulebook.rules import RuleSpec

NO_CHANCE = 10  # a figure from here on is not told of two events of a country within days


@dataclass(frozen=True, slots=True)
class Topic:
    """`key` names it for people. `anchor` is what it is known by: the article that told of it first, and what that
    says of it, so that it stays while the topic grows. Statements are sorted by time, then id. `alerts_only`: what
    agrees need not be looked at."""

    key: Mapping[str, str]
    anchor: Mapping[str, str]
    statements: tuple[Statement, ...]
    alerts_only: bool = False


def sort_key(statement: Statement) -> tuple[str, str, str]:
    """Oldest first; ids decide between equals, so that arrival order cannot matter."""
    held = align.held(statement)
    return (str(held.start) if held and held.start else "", statement.article, statement.id)


def topics(statements: Iterable[Statement], rule: RuleSpec, *, alerts_only: bool = False) -> list[Topic]:
    """The topics of one rule, in a stable order."""
    meant = sorted((one for one in statements if wanted(one, rule)), key=sort_key)
    groups = _components(meant, rule)
    found = [Topic(_key(group, rule), _anchor(group, rule), tuple(group), alerts_only) for group in groups]
    return sorted(found, key=lambda topic: (sorted(topic.key.items()), sorted(topic.anchor.items())))


def _anchor(group: Sequence[Statement], rule: RuleSpec) -> dict[str, str]:
    """The statement that was printed first, of those that tell every role, by what parts topics from each other."""
    first = min(
        [one for one in group if not _vague(one, rule)] or group,
        key=lambda one: (one.published is None, str(one.published and one.published.start), one.article, one.id),
    )
    told = {name: _named(first, name) or "" for name in (*rule.same, "cause")}
    when = first.when.to_iso() if first.when is not None else ""
    return {"fact": rule.fact.id, "article": first.article or first.id, "when": str(when), **told}


def wanted(statement: Statement, rule: RuleSpec) -> bool:
    """Whether a rule's `where` takes the statement."""
    for role, value in rule.where.items():
        ref = getattr(statement, role, None) if role in ("of", "place", "cause") else statement.roles.get(role)
        told = ref if isinstance(ref, str) or ref is None else (ref.entity or ref.text)
        if told is None:
            return False
        meant = world.called(value) if ":" not in value and role in ("of", "place") else frozenset((value,))
        if role == "place" and any(
            align.places(statement.place, Ref(one.partition(":")[2], one)) is Relation.INSIDE for one in meant
        ):
            continue
        if role == "office" and fnmatchcase(told, value):
            continue  # `*-minister`, as `check.offices` has it
        if told in meant:
            continue
        country = world.country_of(told) if not is_country(told) else told
        words = world.folded(ref.text) if isinstance(ref, Ref) else told
        if not {*value.split("+")} <= {told, country, *told.split("+")} and world.folded(value) != words:
            return False
    return True


def _components(statements: Sequence[Statement], rule: RuleSpec) -> list[list[Statement]]:
    """Linked statements as groups; what tells too little comes last and joins its only candidate."""
    index = Index((), rule)
    full = [one for one in statements if not _vague(one, rule)]
    wide = [one for one in full if _is_wide(one, rule)]
    known = {one.id for one in wide}
    parts = Joined(one.id for one in full)
    for one in full:
        if one.id not in known:
            index.add(one)
            _join(one, index.near(one), parts, rule)
    _place_wide(wide, index, parts, rule)
    groups: dict[str, list[Statement]] = {}
    for one in full:
        groups.setdefault(parts.root(one.id), []).append(one)
    alone: dict[int, list[Statement]] = {}
    alone_in: dict[str, int] = {}  # statement → group
    joining: list[tuple[str, Statement]] = []
    placed: dict[str, set[str]] = {}  # article → where what it tells without a place is known to belong
    vague = [one for one in statements if one.id not in parts]
    for one in vague:
        index.add(one)
    for one in vague:
        linked = [other.id for other in index.linked(one)]
        candidates = {parts.root(name) for name in linked if name in parts}
        if len(candidates) > 1 and rule.fact.kind is FactKind.OFFICE:
            # a minister of nobody knows which country, in news of several: whose it is where they are named with it
            theirs = {parts.root(name) for name in linked if name in parts and _same_person(one, index[name])}
            candidates = theirs if len(theirs) == 1 else candidates
            if len(candidates) > 1:
                alone[len(alone)] = [one]
                continue
        elif candidates and align.towns(one):
            theirs = {parts.root(name) for name in linked if name in parts and align.in_its_town(one, index[name])}
            if len(theirs) == 1:
                candidates = theirs  # «la plataforma de Oruro cuenta 14»
                placed.setdefault(one.article, set()).update(theirs)
        if len(candidates) == 1:
            joining.append((candidates.pop(), one))
            continue
        # among themselves, statements that tell too little meet only within one article or story
        meets = {alone_in[name] for name in linked if name in alone_in}
        alone_in[one.id] = min(meets, default=len(alone))
        alone.setdefault(alone_in[one.id], []).append(one)
    for at, group in list(alone.items()):  # what such an article tells besides goes with it
        where = {name for one in group for name in placed.get(one.article, ("",))}
        if len(where) == 1 and where <= groups.keys():
            joining += [(name, one) for name in where for one in alone.pop(at)]
    for name, one in joining:
        groups[name].append(one)
    return [sorted(group, key=sort_key) for group in (*groups.values(), *alone.values())]


def _vague(statement: Statement, rule: RuleSpec) -> bool:
    """Whether it misses a role that the rule names. A toll that names no group counts everybody; whose soldiers they
    are must be told. The losses of an army need no place."""
    missing = {name for name in rule.same if name not in ("cause", "when", STATE) and _role(statement, name) is None}
    if "parties" in rule.same and align.one_party(statement):
        missing.add("parties")
    if rule.fact.kind is FactKind.OFFICE:
        return bool(missing)  # whose minister it is must be told: every country has one
    if not rule.fact.goes_on:
        if statement.of is not None and statement.place is None:
            missing.discard("place")
        missing.discard("of")
    return bool(missing)


def _join(one: Statement, others: Iterable[Statement], parts: Joined, rule: RuleSpec) -> None:
    own = parts.root(one.id)
    for other in others:
        if parts.root(other.id) != own and not parted(one, other, rule):
            own = parts.join(own, other.id)


def _place_wide(wide: Sequence[Statement], index: Index, parts: Joined, rule: RuleSpec) -> None:
    """What tells but the country, an article's together, belongs to one event in it and makes none of two, unless both
    tell its very figure."""
    articles: dict[str, list[Statement]] = defaultdict(list)
    for one in wide:
        articles[one.article or one.id].append(one)
    linked = {one.id: list(index.linked(one)) for one in wide}
    several: set[str] = set()  # of what may be of several events
    for told in articles.values():
        events: dict[str, int] = {}
        for one in told:
            for other in linked[one.id]:
                event = parts.root(other.id)
                events[event] = max(events.get(event, 0), _alike(one, other))
        ranked = sorted(((score, name) for name, score in events.items()), reverse=True)
        chosen = ranked[0][1] if ranked and (len(ranked) == 1 or ranked[0][0] > ranked[1][0]) else None
        for one in told:
            index.add(one)
            if chosen is not None and any(parts.root(other.id) == parts.root(chosen) for other in linked[one.id]):
                parts.join(one.id, chosen)
            elif ranked:
                several.add(one.id)
            for other in linked[one.id]:
                if _same_figure(one, other):
                    parts.join(one.id, other.id)
    for one in wide:
        near = (other for other in index.near(one) if other.id in linked)
        _join(one, (other for other in near if _meets(one, other, several)), parts, rule)


def _meets(one: Statement, other: Statement, several: Set[str]) -> bool:
    """Whether two that tell but the country are of one event; of several in it, only where they share names."""
    alone = one.id not in several and other.id not in several
    return alone or align.same_article(one, other) or not one.story.isdisjoint(other.story)


def _is_wide(statement: Statement, rule: RuleSpec) -> bool:
    """Whether it says of one event only in which country it was; a check of parts needs the country that sums them."""
    of_an_event = rule.fact.evolves is not Evolves.NEVER and not rule.fact.goes_on and rule.check.kind != SUM
    return of_an_event and "place" in rule.same and align.wide(statement.place)


def _alike(one: Statement, other: Statement) -> int:
    """How much speaks for one event: an article, names, a figure, a cause, a day."""
    names = len(one.story & other.story)
    same = (one.value == other.value, one.cause is not None and one.cause == other.cause, _same_day(one, other))
    return 4 * align.same_article(one, other) + 2 * names + 2 * same[0] + same[1] + same[2]


def _same_figure(one: Statement, other: Statement) -> bool:
    """Whether both give one figure of one cause, and no small one, which two events may have."""
    told = isinstance(one.value, Quantity) and one.value == other.value and one.cause == other.cause
    return told and isinstance(one.value, Quantity) and point(one.value) >= NO_CHANCE


def _same_day(one: Statement, other: Statement) -> bool:
    return one.when is not None and other.when is not None and one.when.overlaps(other.when)


def _same_person(a: Statement, b: Statement) -> bool:
    """Whether both name one person as the holder."""
    one, other = a.value, b.value
    return isinstance(one, Named) and isinstance(other, Named) and one.entity is not None and one.entity == other.entity


def _role(statement: Statement, name: str) -> object:
    if name in ("of", "place", "cause", "when"):
        return getattr(statement, name)
    return statement.roles.get(name)


class Index:
    """Statements of one rule by their links: who may be joined with whom, without asking everybody."""

    def __init__(self, statements: Iterable[Statement], rule: RuleSpec) -> None:
        self.rule = rule
        self.links: dict[str, tuple[Link, ...]] = {}
        self._by_key: dict[str, list[tuple[int, str, int]]] = defaultdict(list)  # day, statement, reach
        self._known: dict[str, Statement] = {}
        for one in statements:
            self.add(one)

    def add(self, statement: Statement) -> None:
        """Know one more statement."""
        if statement.id in self._known:
            return
        self._known[statement.id] = statement
        self.links[statement.id] = links(statement, self.rule)
        for link in self.links[statement.id]:
            insort(self._by_key[link.key], (link.day, statement.id, link.reach))

    def __getitem__(self, id: str) -> Statement:
        return self._known[id]

    def near(self, statement: Statement) -> Iterator[Statement]:
        """The others that something positive joins it with (a place, a story, whose they are, an office), each once."""
        seen = {statement.id}
        for link in self.links.get(statement.id) or links(statement, self.rule):
            reach = max(link.reach, MONTH_DAYS)
            spot = link.key.startswith("spot:")
            town = link.key.removeprefix("story:") if link.key.startswith("story:place:") else None
            for key in link.seeks:
                row = self._by_key.get(key, ())
                for day, name, own in row[bisect_left(row, (link.day - reach, "", 0)) :]:
                    if day > link.day + reach:
                        break
                    if name in seen or abs(day - link.day) > max(link.reach, own):
                        continue
                    other = self._known[name]
                    if spot and align.places(statement.place, other.place) is not Relation.EQUAL:
                        continue
                    if town is not None and not align.may_be_near(statement, other, town):
                        continue
                    seen.add(name)
                    yield other

    def linked(self, statement: Statement) -> Iterator[Statement]:
        """The others that are about the same thing, as far as one can tell."""
        return (one for one in self.near(statement) if not parted(statement, one, self.rule))


def parted(a: Statement, b: Statement, rule: RuleSpec) -> bool:
    """Whether something that both tell keeps them apart, or one would join what it only sums up or recalls."""
    if kept_apart(a, b, rule) is not None:
        return True
    if rule.fact.evolves is Evolves.EITHER:
        return False
    # what is only recalled, or sums up a year, must not join the towns of its country
    sums = align.sums_up(a, b) or align.sums_up(b, a)
    return sums or align.printed_before(a, b) or align.printed_before(b, a) or align.recalled(a, b)


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
    if is_country(place.entity):
        return place.entity
    known = world.find_place(place.text)
    return known.country if known else world.country_of(place.text)
