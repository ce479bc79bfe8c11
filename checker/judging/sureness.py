"""How sure it is that two articles whose figures are apart speak of one event.

What joins two statements into a topic may be no more than a country and a week. Before people are told, something must
say that it is one event: where it was, what it was, on what day, who is named. A figure that nobody stands behind says
less by itself than one that two sources argue about, and asks for more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from checker import world
from checker.judging import alignment as align
from checker.judging import attribution, people
from checker.judging.alignment import Relation
from checker.judging.findings import Found
from checker.judging.ranges import Settings, factor_of_ten, overlap, point
from checker.judging.values import in_words
from checker.model.entity import is_country
from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Ref, Statement
from checker.model.verdict import Reason, Verdict
from checker.rulebook.facts import Evolves, FactKind
from checker.rulebook.rules import RuleSpec

ARGUED, UNSIGNED = 1, 2  # signs of one event that are asked for: where both say who counted, and where not
SPOT = 2  # signs in one
MINUTE = 50  # times that a figure is more than another of which nobody could take it for another count
NEXT_DAY = timedelta(days=1)
_NESTED = (Relation.INSIDE, Relation.CONTAINS)
_OF_A_TIME = (Aspect.ADDITIONAL, Aspect.RATE)


def weighed(found: Iterable[Found], statements: Sequence[Statement], rule: RuleSpec) -> list[Found]:
    """Pairs of a topic as judged, or as differences that alert nobody, since they may be of two events."""
    sureness = _Sureness(statements)
    return [one if sureness.tells(one, rule) else _held(one) for one in found]


def _held(one: Found) -> Found:
    told = {"a": in_words(one.a.value), "b": in_words(one.b.value)}
    return replace(one, judgement=replace(one.judgement, alert=False, reason=Reason("unsure", told)))


class _Sureness:
    """What the statements of one topic tell of its articles, looked at once."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._told: dict[str, list[Statement]] = defaultdict(list)
        for one in statements:
            self._told[one.article].append(one)
        self._one_event: dict[tuple[str, str], bool] = {}

    def tells(self, one: Found, rule: RuleSpec) -> bool:
        """Whether a pair alerts nobody anyway, or enough says that its two figures are of one event."""
        a, b, fact = one.a, one.b, rule.fact
        if one.judgement.alert and one.judgement.verdict is Verdict.REVISION:
            return align.same_article(a, b) or not self._recounts(a, b)
        apart = one.judgement.alert and one.judgement.verdict in (Verdict.DISPUTE, Verdict.CONTRADICTION)
        of_an_event = fact.kind is FactKind.COUNT and fact.evolves is Evolves.UP
        if not apart or align.same_article(a, b) or not (a.article and b.article):
            return True
        if isinstance(a.value, Quantity):
            argued = one.judgement.verdict is Verdict.DISPUTE
            if self._tells_both(a, b, argued=argued) or self._tells_both(b, a, argued=argued):
                return False
            if not argued and _of_another_size(a, b):
                return False
        if not of_an_event:
            return True
        if self._breaks_down(a, b) or self._breaks_down(b, a):
            return False
        if a.aspect in _OF_A_TIME or b.aspect in _OF_A_TIME:
            # what came on top since some other hour, the new cases of another week
            return a.aspect is b.aspect and a.when == b.when and a.when is not None
        if attribution.named(a) and attribution.named(b):
            return self._articles_argue(a.article, b.article)
        if _of_long_ago(a) is not _of_long_ago(b):  # the dead of a war, and those of who knows which
            return False
        return _of_place(a, b) > 0 and _signs(a, b) >= UNSIGNED and not self._is_part_told(a, b)

    def _articles_argue(self, one: str, other: str) -> bool:
        """Whether two articles tell of one event, by any two figures of theirs: what is said beside one (the day, the
        cause, the town) holds for the next."""
        if (one, other) not in self._one_event:
            figures = ((a, b) for a in self._told[one] for b in self._told[other])
            self._one_event[one, other] = any(_signs(a, b) >= ARGUED for a, b in figures)
        return self._one_event[one, other]

    def _tells_both(self, a: Statement, b: Statement, *, argued: bool) -> bool:
        """Whether the article of the first tells the figure of the second as well, and sets no two speakers against
        each other: it holds them for figures of two things, as the 96 drones of one night and the 57 of the next.
        Where speakers argue, both must be of one party, at two times."""
        own = (one for one in self._told[a.article] if one.id != a.id and not one.superseded and not a.superseded)
        alike = (one for one in own if _size(one) == _size(b))
        if argued:
            return any(attribution.at_two_times(a, one) for one in alike)
        return any(not attribution.rivals(a, one) for one in alike)

    def _breaks_down(self, part: Statement, whole: Statement) -> bool:
        """Whether the article of the first figure tells what there was place by place within that of the second."""
        if align.places(part.place, whole.place) is not Relation.INSIDE or _size(part) >= _size(whole):
            return False
        return any(
            align.places(one.place, part.place) is Relation.DIFFERENT
            and align.places(one.place, whole.place) is Relation.INSIDE
            and one.aspect is not Aspect.PAST
            for one in self._told[part.article]
        )

    def _recounts(self, a: Statement, b: Statement) -> bool:
        """Whether the article of the lower figure has one like the higher, too, and so only recounts how it was before:
        «temprano contaba 23, y ya son 45»."""
        low, high = sorted((a, b), key=_size)
        return any(
            isinstance(one.value, Quantity)
            and isinstance(high.value, Quantity)
            and overlap(one.value, high.value, Settings())
            for one in self._told[low.article]
            if one.id != low.id and not one.superseded and one.aspect is low.aspect
        )

    def _is_part_told(self, a: Statement, b: Statement) -> bool:
        """Whether the smaller figure is one that the article of the larger tells as a part: «los dos contratistas que
        murieron», of three dead of whom two were contractors."""
        small, large = sorted((a, b), key=_size)
        return any(one.aspect is Aspect.PART and _size(one) == _size(small) for one in self._told[large.article])


def _of_another_size(a: Statement, b: Statement) -> bool:
    """Whether one is so many times the other that no two counts of one thing are, and no slip of digits: «tres
    manifestantes», of whom something else was said, and the 9,000 who marched."""
    if not isinstance(a.value, Quantity) or not isinstance(b.value, Quantity) or factor_of_ten(a.value, b.value):
        return False
    return max(_size(a), _size(b)) >= min(_size(a), _size(b)) * MINUTE


def _of_long_ago(statement: Statement) -> bool:
    """Whether it counts what happened over a long time that began long before it was printed."""
    when, printed = statement.when, statement.published
    if when is None or printed is None or when.start is None or printed.start is None:
        return False
    return align.is_long(when) and printed.start - when.start > align.LONG_AGO


def _size(statement: Statement) -> Decimal:
    return point(statement.value) if isinstance(statement.value, Quantity) else Decimal(0)


def _signs(a: Statement, b: Statement) -> int:
    return _of_place(a, b) + _of_kind(a, b)


def _of_place(a: Statement, b: Statement) -> int:
    """Signs of one place. A town or a spot that both tell is two; a large city or a region, where much happens, is one,
    and so is what is known to lie in the other. A name that both articles hold, and that is no place of the gazetteer,
    is two, and so are the soldiers of one country. Two names of which nobody knows how they lie to each other take one
    off."""
    names = a.story & b.story
    found = SPOT * (any(world.place_by_id(name) is None for name in names) or _one_army(a, b))
    if a.place is None or b.place is None:
        return found + ((a.place is b.place and bool(names)) or align.in_its_town(a, b) or align.in_its_town(b, a))
    lies = align.places(a.place, b.place)
    if _one_town(a.place, b.place, lies):
        return found + (1 if _is_large(a.place) or _is_large(b.place) else SPOT)
    if lies in _NESTED:
        return found + (world.held_by_guess(a.place, b.place) is None)
    return found - (not a.place.text.islower() and not b.place.text.islower())


def _of_kind(a: Statement, b: Statement) -> int:
    """Signs of one kind and day: the cause and the day are one each; another cause, but in one town, takes one off."""
    days = [align.day_of(one.when) if one.when is not None else None for one in (a, b)]
    found = int(days[0] is not None and days[1] is not None and abs(days[0] - days[1]) <= NEXT_DAY)
    if a.cause is None or b.cause is None:
        return found
    if a.cause == b.cause:
        return found + 1
    town = a.place is not None and b.place is not None and _one_town(a.place, b.place, align.places(a.place, b.place))
    return found - (not town)


def _one_army(a: Statement, b: Statement) -> bool:
    of_country = any(is_country(key) for key in people.group_keys(a.of))
    return of_country and people.groups(a.of, b.of) is Relation.EQUAL


def _one_town(a: Ref, b: Ref, lies: Relation) -> bool:
    """Whether two places are one, or one of them is known to lie in the other, a town."""
    if lies not in _NESTED or world.held_by_guess(a, b) is not None:
        return lies is Relation.EQUAL
    outer = world.place_by_id((b if lies is Relation.INSIDE else a).entity)
    return outer is not None and outer.kind == "city"


def _is_large(place: Ref) -> bool:
    """Whether much happens there: a region, or a city that is known by its name alone."""
    known = world.place_by_id(place.entity)
    return known is not None and world.find_place(known.name) == known
