"""What a check finds in a topic: pairs that disagree, gathered into sides; and pairs that only look as if."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checker import world
from checker.judging import alignment as align
from checker.judging import speakers
from checker.judging.alignment import Relation
from checker.judging.joined import Joined
from checker.judging.ranges import point
from checker.judging.topics import Topic, sort_key
from checker.model.discrepancy import Quote, Side
from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Stance, Statement, Value
from checker.model.timespan import TimeSpan
from checker.model.verdict import Judgement


@dataclass(frozen=True, slots=True)
class Found:
    """One pair and its judgement."""

    a: Statement
    b: Statement
    judgement: Judgement

    @property
    def order(self) -> tuple[bool, bool, Decimal, int, bool, str, str]:
        """What is surest first: a lower figure that is no mere floor, one place; then the widest gap, what lies nearest
        in time, two that are named, and the ids."""
        gap = self.judgement.gap
        ratio = gap.ratio if gap is not None and gap.ratio is not None else Decimal(0)
        days = align.days_between(self.a, self.b)
        first, second = sorted((self.a.id, self.b.id))
        unnamed = not (speakers.named(self.a) and speakers.named(self.b))
        return self._from_a_floor(), self._strangers(), -ratio, 99_999 if days is None else days, unnamed, first, second

    def _from_a_floor(self) -> bool:
        values = [one.value for one in (self.a, self.b) if isinstance(one.value, Quantity)]
        return len(values) == 2 and min(values, key=point).is_floor

    def _strangers(self) -> bool:
        """Whether it is not certain that both speak of one place."""
        told = self.a.place is not None or self.b.place is not None
        return told and align.places(self.a.place, self.b.place) not in _NEARER


_NEARER = (Relation.EQUAL, Relation.INSIDE, Relation.CONTAINS)


def quote_of(statement: Statement) -> Quote:
    """The proof of one statement."""
    return Quote(
        statement=statement.id,
        article=statement.article,
        revision=statement.revision,
        evidence=statement.evidence,
        value=statement.value,
        claimants=statement.claimants,
        outlet=statement.outlet,
        origin=statement.origin,
        published=statement.published.to_iso() if statement.published else None,
        url=statement.url,
        lang=statement.lang,
    )


def scenes(pairs: Sequence[Found], topic: Topic) -> list[tuple[str, list[Found]]]:
    """The pairs of a topic by where they are: an article may tell of two events, and then one topic does. Pairs lie
    together that share a statement, and those that nothing sets apart. Those of the place that the topic is known by
    have no name, the others that of the place told of first."""
    meeting = Joined()
    for pair in pairs:
        meeting.join(pair.a.id, pair.b.id)
    groups: dict[str, list[Found]] = defaultdict(list)  # the one with the last pair first
    for pair in reversed(pairs):
        groups[meeting.root(pair.a.id)].append(pair)
    parts: list[list[Found]] = []
    for own in reversed(groups.values()):
        apart = [_apart(_told(part), _told(own)) for part in parts]
        beside = [one for part, away in zip(parts, apart, strict=True) if not away for one in part]
        parts = [part for part, away in zip(parts, apart, strict=True) if away]
        parts.append([*beside, *own])
    if len(parts) < 2:
        return [("", list(pairs))]
    anchor = [one for one in topic.statements if one.article == topic.anchor["article"] and one.place is not None][:1]
    return [(_scene(part) if anchor and _apart(anchor, _told(part)) else "", part) for part in parts]


def _scene(part: Sequence[Found]) -> str:
    """The place that is told of first."""
    place = min((one for one in _told(part) if one.place is not None), key=sort_key).place
    return "" if place is None else place.entity or world.slug(place.text)


def _told(pairs: Iterable[Found]) -> list[Statement]:
    return [one for pair in pairs for one in (pair.a, pair.b)]


def _apart(some: Sequence[Statement], others: Sequence[Statement]) -> bool:
    """Whether none of their places are known to meet, and two differ, or they are of other articles that share no
    name."""
    here, there = ({one.place for one in side if one.place is not None} for side in (some, others))
    known = {align.places(a, b) for a in here for b in there if world.held_by_guess(a, b) is None}
    if not (here and there and known.isdisjoint(_NEARER)):
        return False
    articles = [{one.article for one in side} for side in (some, others)]
    names = [{name for one in side for name in one.story} for side in (some, others)]
    return Relation.DIFFERENT in known or (articles[0].isdisjoint(articles[1]) and names[0].isdisjoint(names[1]))


def sides_of(pairs: Sequence[Found], backed: Sequence[Found]) -> tuple[Side, ...]:
    """The statements of disagreeing pairs as sides, those of the first of `backed` (pairs that would be told alone)
    first: what stands on one side disagrees with what stands on every other, and no two of one side would be told.
    A statement that fits nowhere so (too vague, of another day, or nearer to a side that it stands against) is left
    out."""
    widest = backed[0]
    never, apart = _against(backed), _against(pairs)
    statements = {one.id: one for pair in pairs for one in (pair.a, pair.b)}
    groups: list[list[Statement]] = [[widest.a], [widest.b]]
    ids = [{widest.a.id}, {widest.b.id}]
    rest = [one for one in statements.values() if one.id not in (widest.a.id, widest.b.id)]
    for one in sorted(rest, key=_size):
        others = apart[one.id]
        # numbers of the groups that it does not wholly stand against, and of those not even by their first
        with_whole = {number for number, group in enumerate(ids) if not group <= others}
        with_first = {number for number in with_whole if groups[number][0].id not in others}
        beside = [number for number, group in enumerate(ids) if never[one.id].isdisjoint(group)]
        fitting = [
            number
            for number in beside
            if (with_first if _distance(groups[number][0], one) == 0 else with_whole) <= {number}
        ]
        if fitting:
            nearest = min(fitting, key=lambda number: _distance(groups[number][0], one))
            if _belongs(one, nearest, groups):
                groups[nearest].append(one)
                ids[nearest].add(one.id)
        elif not with_whole:
            groups.append([one])
            ids.append({one.id})
    return tuple(_side(group) for group in groups)


def _side(group: Sequence[Statement]) -> Side:
    """A side by the figure that is disputed: that of its first statement, or the newest that its speaker gave since."""
    first, told = group[0], side_of(sorted(group, key=sort_key))
    own = [one for one in group if one is first or speakers.same_party(first, one) or _distance(first, one) == 0]
    return replace(told, value=_value(sorted(own, key=sort_key)))


def _belongs(one: Statement, number: int, groups: Sequence[Sequence[Statement]]) -> bool:
    """Whether a statement may stand for a side: another figure of somebody else does not (the 46 of the police are not
    told by the 128 of the ombudsman, against the 131 of the lawyers)."""
    first = groups[number][0]
    if any(speakers.same_party(one, other) for other in groups[number]) or not speakers.named(one):
        return True
    return _distance(first, one) == 0 or not speakers.named(first)


def _against(pairs: Iterable[Found]) -> dict[str, set[str]]:
    """By the id of each statement, the ids of those that it makes a pair with."""
    found: dict[str, set[str]] = defaultdict(set)
    for pair in pairs:
        found[pair.a.id].add(pair.b.id)
        found[pair.b.id].add(pair.a.id)
    return found


def _size(statement: Statement) -> tuple[Decimal, str]:
    value = statement.value
    return (point(value) if isinstance(value, Quantity) else Decimal(0), statement.id)


def _distance(a: Statement, b: Statement) -> Decimal:
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity):
        return abs(point(a.value) - point(b.value))
    denies = (a.stance is Stance.DENIED) != (b.stance is Stance.DENIED)
    return Decimal(1) if denies or repr(a.value) != repr(b.value) else Decimal(0)


def side_of(statements: Sequence[Statement]) -> Side:
    """Statements of one value as a side; the newest comes last."""
    return Side(
        value=_value(statements),
        claimants=tuple(dict.fromkeys(claimant for one in statements for claimant in one.claimants)),
        outlets=tuple(sorted({one.outlet for one in statements if one.outlet})),
        origins=tuple(sorted({speakers.origin_of(one) for one in statements})),
        quotes=tuple(quote_of(one) for one in statements),
    )


def _value(statements: Sequence[Statement]) -> Value | None:
    """The side's value: that of its newest statement that has one, a part of it only where no whole is told."""
    told = [one for one in statements if one.value is not None]
    wholes = [one for one in told if one.aspect is not Aspect.PART] or told
    return wholes[-1].value if wholes else None


def voices(sides: Sequence[Side]) -> tuple[int, bool]:
    """How many independent origins stand behind sides, and whether every side has a named claimant."""
    origins = {origin for side in sides for origin in side.origins}
    return len(origins), all(side.claimants for side in sides)


def pair_text(value: Value | None) -> str:
    """A key by which equal differences are told once."""
    if isinstance(value, Quantity):
        return f"{value.low}-{value.high}-{value.qualifier.value}"
    return value.to_iso() if isinstance(value, TimeSpan) else repr(value)
