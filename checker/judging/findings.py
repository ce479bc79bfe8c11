"""What a check finds in a topic: pairs that disagree, gathered into sides; and pairs that only look as if."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from checker import world
from checker.judging import alignment as align
from checker.judging import attribution
from checker.judging.alignment import Relation
from checker.judging.joined import Joined
from checker.judging.ranges import Settings, overlap, point
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
        unnamed = not (attribution.named(self.a) and attribution.named(self.b))
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
    first, ordered = group[0], sorted(group, key=sort_key)
    value = _value([one for one in ordered if attribution.same_party(first, one) or _distance(first, one) == 0])
    newest = next((one for one in reversed(ordered) if one.value == value), first)
    return replace(side_of([one for one in ordered if _tells(one, newest)]), value=value)


def _tells(one: Statement, newest: Statement) -> bool:
    """Whether a statement of a side's speaker tells of its figure: one that cannot mean it does if it is of an earlier
    day; of the same day it is of something else (all the drones, and those over one town)."""
    if not (isinstance(one.value, Quantity) and isinstance(newest.value, Quantity)):
        return True
    return overlap(one.value, newest.value, Settings()) or bool(align.days_between(one, newest))


def _belongs(one: Statement, number: int, groups: Sequence[Sequence[Statement]]) -> bool:
    """Whether a statement may stand for a side: a figure that cannot be meant by the side's does not, unless its own
    speaker gave it (the 46 of the police are not told by the 128 of the ombudsman, nor by three dead elsewhere that
    nobody is credited with)."""
    first = groups[number][0]
    if _distance(first, one) == 0 or any(attribution.same_party(one, other) for other in groups[number]):
        return True
    if attribution.named(one) and attribution.named(first):
        return False
    if not (isinstance(one.value, Quantity) and isinstance(first.value, Quantity)):
        return True
    return overlap(first.value, one.value, Settings())


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
        origins=tuple(sorted({attribution.origin_of(one) for one in statements})),
        quotes=tuple(quote_of(one) for one in statements),
    )


def _value(statements: Sequence[Statement]) -> Value | None:
    """The side's value: that of its newest statement that has one, a part of it only where no whole is told."""
    told = [one for one in statements if one.value is not None]
    wholes = [one for one in told if one.aspect is not Aspect.PART] or told
    return wholes[-1].value if wholes else None


def shown(pairs: Sequence[Found], sides: Sequence[Side]) -> Found:
    """The pair that tells of the sides as they are shown: the first whose two values stand for one side each, and else
    the first."""
    values = {pair_text(side.value): {quote.statement for quote in side.quotes} for side in sides}

    def tells(pair: Found) -> bool:
        texts = pair_text(pair.a.value), pair_text(pair.b.value)
        own = [one.id in values.get(text, ()) for one, text in zip((pair.a, pair.b), texts, strict=True)]
        return texts[0] != texts[1] and all(own)

    same = (pair for pair in pairs if pair.judgement.verdict is pairs[0].judgement.verdict)
    return next(filter(tells, same), pairs[0])


def voices(sides: Sequence[Side]) -> tuple[int, bool]:
    """How many independent origins stand behind sides, and whether every side has a named claimant."""
    origins = {origin for side in sides for origin in side.origins}
    return len(origins), all(side.claimants for side in sides)


def pair_text(value: Value | None) -> str:
    """A key by which equal differences are told once."""
    if isinstance(value, Quantity):
        return f"{value.low}-{value.high}-{value.qualifier.value}"
    return value.to_iso() if isinstance(value, TimeSpan) else repr(value)
