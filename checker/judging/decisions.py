"""People's decisions applied to what is judged: known differences alert nobody, merged names are one. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from checker import world
from checker.judging.findings import pair_text
from checker.model.decision import EntityDecision, PairException
from checker.model.discrepancy import Discrepancy
from checker.model.entity import is_person
from checker.model.statement import Claimant, Named, Ref, Statement, Value


def value_key(value: Value | None) -> str:
    """A value as exceptions remember it: by what it says, never by how a version of the reader words it."""
    if isinstance(value, Named):
        return world.folded(value.name)
    return "none" if value is None else pair_text(value)


def exception_for(discrepancy: Discrepancy, author: str, reason: str, now: datetime) -> PairException:
    """The exception that lets the sides of a discrepancy stand against each other."""
    articles = frozenset(quote.article for side in discrepancy.sides for quote in side.quotes)
    fact, topic, sides = discrepancy.topic["fact"], _roles(discrepancy), _sides(discrepancy)
    return PairException(exception_id(discrepancy), fact, topic, sides, articles, author, reason, now)


def exception_id(discrepancy: Discrepancy) -> str:
    """The id of the exception for a discrepancy: by its topic and the values of its sides."""
    told = [discrepancy.topic["fact"], *sorted(f"{name}={value}" for name, value in _roles(discrepancy).items())]
    told += sorted("+".join(sorted(side)) for side in _sides(discrepancy))
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:12]


def _roles(discrepancy: Discrepancy) -> dict[str, str]:
    return {name: value for name, value in discrepancy.topic.items() if name not in ("fact", "since")}


def _sides(discrepancy: Discrepancy) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(value_key(quote.value) for quote in side.quotes) for side in discrepancy.sides)


def excepted(
    a: Statement, b: Statement, topic: Mapping[str, str], exceptions: Iterable[PairException]
) -> PairException | None:
    """The exception under which two statements on a topic may differ, if there is one.

    The values must be those of two of its sides, and the topic must be the same as far as both name its roles, or
    the articles the very ones: a topic may be called by another place once more is known of it.
    """
    one, two = value_key(a.value), value_key(b.value)
    for exception in exceptions:
        if exception.fact not in (a.fact, b.fact) or exception.revoked_at is not None:
            continue
        apart = any(
            one in left and two in right
            for number, left in enumerate(exception.sides)
            for other, right in enumerate(exception.sides)
            if number != other
        )
        known = {name: topic[name] for name in exception.topic if name in topic}
        same_topic = bool(known) and all(exception.topic[name] == value for name, value in known.items())
        if apart and (same_topic or {a.article, b.article} <= exception.articles):
            return exception
    return None


@dataclass(frozen=True, slots=True)
class Identities:
    """Who is who by the decisions: `names` from an id or folded name to the id that stands for all of them; `apart`
    from an id to the folded names that are somebody else."""

    names: Mapping[str, str]
    apart: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, decisions: Sequence[EntityDecision]) -> Identities:
        """The identities that follow from decisions, oldest first: the latest on two of them holds."""
        latest = {frozenset((_key(one.a), _key(one.b))): one for one in decisions}
        parent: dict[str, str] = {}

        def root(key: str) -> str:
            while parent.get(key, key) != key:
                key = parent[key]
            return key

        apart: dict[str, set[str]] = {}
        for one in sorted(latest.values(), key=lambda one: decisions.index(one)):
            a, b = _key(one.a), _key(one.b)
            if one.same and root(a) != root(b):
                parent[root(b)] = root(a)
            elif not one.same:
                for left, right in ((a, b), (b, a)):
                    apart.setdefault(left, set()).add(right)
        names = {key: root(key) for key in {*parent, *parent.values()}}
        return cls(names, {key: frozenset(others) for key, others in apart.items()})

    def entity(self, entity: str | None, text: str) -> str | None:
        """The id that stands for somebody, given the id first given (or None) and the name as written."""
        written = world.folded(text)
        known = self.names.get(written) or (self.names.get(entity) if entity else None) or entity
        if known is not None and ":" not in known:
            known = f"name:{world.slug(known)}"
        if known is not None and entity is not None and written in self.apart.get(entity, frozenset()):
            return f"{entity}~{world.slug(text)}"
        return known

    def others(self, entity: str | None, text: str) -> frozenset[str]:
        """The ids and folded names of those who were set apart from somebody, given as for `entity`."""
        found = self.apart.get(entity or "", frozenset()) | self.apart.get(world.folded(text), frozenset())
        return found | {self.names[one] for one in found if one in self.names}


def _key(text: str) -> str:
    return text if ":" in text else world.folded(text)


def named(statement: Statement) -> Iterator[tuple[str | None, str]]:
    """Everybody that a statement names: (id first given, name as written)."""
    if isinstance(statement.value, Named):
        yield statement.value.entity, statement.value.name
    for claimant in statement.claimants:
        person = is_person(claimant.entity)
        yield claimant.entity, world.names.bare_name(claimant.text) if person else claimant.text
    whom = [ref for ref in statement.roles.values() if ref.entity and not ref.entity.startswith("office:")]
    for ref in (statement.of, statement.place, *whom):
        if ref is not None:
            yield ref.entity, ref.text


def ids_by_name(statements: Iterable[Statement]) -> dict[str, frozenset[str]]:
    """Every id and every folded name of some statements, with the ids that each may mean."""
    found: dict[str, set[str]] = {}
    for one in statements:
        for entity, text in named(one):
            ids = {entity} if entity is not None else set()
            found.setdefault(world.folded(text), set()).update(ids)
            for known in ids:
                found.setdefault(known, set()).add(known)
    return {name: frozenset(ids) for name, ids in found.items()}


def id_of(name: str, known: Mapping[str, frozenset[str]]) -> str | None:
    """The id first given to somebody, by it or by a name that only one bears, else the name itself; None for a name
    that nobody bears."""
    ids = known.get(name, known.get(world.folded(name)))
    if ids is None:
        return None
    return next(iter(ids)) if len(ids) == 1 else name


def identified(statements: Iterable[Statement], decisions: Sequence[EntityDecision]) -> list[Statement]:
    """The statements with the ids that the decisions give; what is stored keeps the ids first given."""
    if not decisions:
        return list(statements)
    who = Identities.of(decisions)
    return [_identified(one, who) for one in statements]


def _identified(one: Statement, who: Identities) -> Statement:
    value = one.value
    return replace(
        one,
        value=_named(value, who) if isinstance(value, Named) else value,
        claimants=tuple(_claimant(claimant, who) for claimant in one.claimants),
        of=_ref(one.of, who),
        place=_ref(one.place, who),
        roles={name: _ref(ref, who) or ref for name, ref in one.roles.items()},
    )


def _named(value: Named, who: Identities) -> Named:
    entity, others = who.entity(value.entity, value.name), who.others(value.entity, value.name)
    return replace(value, entity=entity, others=others - {entity})


def _claimant(claimant: Claimant, who: Identities) -> Claimant:
    return replace(claimant, entity=who.entity(claimant.entity, claimant.text))


def _ref(ref: Ref | None, who: Identities) -> Ref | None:
    return None if ref is None else replace(ref, entity=who.entity(ref.entity, ref.text))
