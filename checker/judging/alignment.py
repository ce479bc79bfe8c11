"""Are two statements about the same thing? Facts, names, places, causes and times held against each other."""

from __future__ import annotations

from collections.abc import Set
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from checker import world
from checker.judging import attribution
from checker.judging.ranges import point
from checker.model.entity import is_country, is_person
from checker.model.quantity import Quantity
from checker.model.statement import STATE, Aspect, Ref, Stance, Statement
from checker.model.timespan import Certainty, Grain, TimeSpan

OTHER_EVENT = timedelta(days=3)  # two occurrences dated by their days that far apart are two events
LONG_AGO = timedelta(days=180)  # from then on a time that is told is one of the past
SUMMED_AROUND, SUMMED_THERE = 2, 3  # times one event in a place around it, or in the very place, that a year's toll is
MONTH = timedelta(days=31)
OTHER_PERIOD = timedelta(days=45)  # between the beginnings of two long times
INITIALS = 3  # letters that a body is called by
ONE_DAY = timedelta(days=1)
NEWS_DAYS = timedelta(days=3)  # articles that close need share no more than the place


class Relation(StrEnum):
    """How one side lies to the other in one role."""

    EQUAL = "equal"
    INSIDE = "inside"
    CONTAINS = "contains"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


class Order(StrEnum):
    """Which of two statements' figures held first."""

    EARLIER = "earlier"
    LATER = "later"
    SAME_DAY = "same_day"
    UNKNOWN = "unknown"

    @property
    def reversed(self) -> Order:
        """The order of the same two, told the other way round."""
        if self is Order.EARLIER:
            return Order.LATER
        return Order.EARLIER if self is Order.LATER else self


def same_article(a: Statement, b: Statement) -> bool:
    """Whether one article tells both; a statement without an article is of none."""
    return bool(a.article) and a.article == b.article


def denial(a: Statement, b: Statement) -> tuple[Statement, Statement]:
    """Two statements, the one that denies first; the second one first where neither does."""
    return (a, b) if a.stance is Stance.DENIED else (b, a)


def named_keys(ref: Ref | None) -> tuple[str, ...]:
    """By what a person or party in a role finds its equals: a person by every part of the name but the given one."""
    if ref is None:
        return ()
    told = ref.entity or world.folded(ref.text)
    if not is_person(told):
        return tuple(sorted(_names_of(ref)))
    parts = told.partition(":")[2].split("-")
    return tuple(parts[1:] or parts) or (told,)


@lru_cache(maxsize=10_000)
def _names_of(ref: Ref) -> frozenset[str]:
    """What a body may be called: its id, its name, and the letters that this begins with («Unión Popular Nueva» is
    `org:upn`)."""
    capitals = "".join(word[0] for word in ref.text.split() if word[0].isupper())
    own = {ref.entity or "", world.folded(ref.text)}
    return frozenset(own | ({f"org:{world.slug(capitals)}"} if len(capitals) >= INITIALS else set())) - {""}


def same_named(a: Ref, b: Ref) -> bool:
    """Whether two names are of one: a person by family name alone is whoever bears it."""
    one, two = a.entity or world.folded(a.text), b.entity or world.folded(b.text)
    if one == two or not (is_person(one) and is_person(two)):
        return one == two or (not is_person(one) and not _names_of(a).isdisjoint(_names_of(b)))
    left, right = (tuple(told.removeprefix("person:").split("-")) for told in (one, two))
    short, full = sorted((left, right), key=len)
    return len(short) < len(full) and set(short) <= (set(full[1:]) if len(short) == 1 else set(full))


def parties(statement: Statement) -> frozenset[str]:
    """Who made an agreement: the countries of its role `parties`."""
    ref = statement.roles.get("parties")
    return frozenset(ref.entity.split("+")) if ref is not None and ref.entity else frozenset()


def one_party(statement: Statement) -> bool:
    """Whether the other party of an agreement is not told."""
    return len(parties(statement)) == 1


def same_role(a: Statement, b: Statement, name: str) -> bool:
    """Whether a role that both tell is the same in both. An agreement of which one party is told may be one with that
    party if it is called the same («el tratado»); of two that both leave a party out nobody knows."""
    one, two = a.roles[name], b.roles[name]
    if name != "parties" or one_party(a) == one_party(b):
        return same_named(one, two) and (name != "parties" or not one_party(a) or a.article == b.article)
    called = [ref.text for side in (a, b) if (ref := side.roles.get("thing")) is not None]
    return len(set(called)) == 1 and not parties(a).isdisjoint(parties(b))


def other_role(a: Statement, b: Statement, name: str) -> bool:
    """Whether a role keeps two statements apart: both tell it, and it is not the same. What is over for those counted
    («liberados») counts others than what goes on, which is what a statement without a state says; and who is freed on
    another day is somebody else."""
    if name == STATE:
        return (STATE in a.roles) != (STATE in b.roles) or (STATE in a.roles and _other_days(a, b))
    return name in a.roles and name in b.roles and not same_role(a, b, name)


def _other_days(a: Statement, b: Statement) -> bool:
    one, two = a.when, b.when
    return one is not None and two is not None and not one.overlaps(two)


@lru_cache(maxsize=20_000)
def places(a: Ref | None, b: Ref | None) -> Relation:
    """Where: by containment."""
    return Relation(world.relation(a, b).value) if a and b else Relation.UNKNOWN


def seen_closer(a: Statement, b: Statement) -> bool:
    """Whether two articles of one day tell one event, the first by the spot, the second by the town in which that is:
    the dead of an explosion in a factory are those of the explosion in its town. One article that counts at both tells
    a part."""
    one, two = held(a), held(b)
    if a.place is None or b.place is None or same_article(a, b) or a.cause != b.cause:
        return False
    if one is None or two is None or one.start is None or two.start is None or abs(one.start - two.start) > ONE_DAY:
        return False
    return world.strikes_one_spot(a.cause) and world.spot_in_town(a.place, b.place)


def wide(place: Ref | None) -> bool:
    """Whether a place is a whole country."""
    return place is not None and is_country(place.entity)


def causes(a: Statement, b: Statement) -> bool:
    """Whether both name a cause and these exclude each other."""
    return a.cause is not None and b.cause is not None and a.cause != b.cause and not world.are_akin(a.cause, b.cause)


def towns(statement: Statement) -> Set[str]:
    """Where a statement without a place belongs: the towns of who says it, or the one place its article names."""
    if statement.place is not None:
        return frozenset()
    named = frozenset(name for name in statement.story if name.startswith("place:"))
    return attribution.towns(statement) or (named if len(named) == 1 else frozenset())


def in_its_town(a: Statement, b: Statement) -> bool:
    """Whether the second is told of the town, or in it, to which the first belongs that tells of no place."""
    if b.place is None or not (known := towns(a)):
        return False
    own, around, _ = world.place_keys(b.place)
    return not known.isdisjoint((*own, *around))


def may_be_near(a: Statement, b: Statement, town: str) -> bool:
    """Whether a town that two articles both name, the one of their datelines say, may join them: not where one place is
    a spot of which nobody knows where it lies («la carretera Panamericana») and the other is elsewhere than there."""
    known = world.held_by_guess(a.place, b.place) if a.place and b.place else None
    return known is None or town in known or any(ref is not None and ref.entity == town for ref in (a.place, b.place))


def lies_elsewhere(a: Statement, b: Statement) -> bool:
    """Whether one article counts more at a spot of which nobody knows where it lies than in the region that would hold
    it: «12.000 evacuados de la colonia Las Brisas», and 3,100 «en Izabal»."""
    if not same_article(a, b) or a.place is None or b.place is None or world.held_by_guess(a.place, b.place) is None:
        return False
    known = world.place_by_id((b.place if world.is_unplaced(a.place) else a.place).entity)
    if known is None or known.kind != "region":
        return False
    spot, around = (a.value, b.value) if world.is_unplaced(a.place) else (b.value, a.value)
    return isinstance(spot, Quantity) and isinstance(around, Quantity) and point(spot) > point(around)


def shared_names(a: Statement, b: Statement) -> frozenset[str]:
    """The rare names that both articles hold, beside the place where it happened."""
    where = {ref.entity for ref in (a.place, b.place) if ref is not None}
    return frozenset(key for key in a.story & b.story if key not in where)


def other_events(a: Statement, b: Statement) -> bool:
    """Whether both say when it happened, and these times are too far apart for one event; where the time is what is
    told, sources may differ by more."""
    if a.when is None or b.when is None:
        return False
    counted = isinstance(a.value, Quantity) and isinstance(b.value, Quantity)
    by_day = counted and day_of(a.when) is not None and day_of(b.when) is not None
    return _far_apart(a.when, b.when, OTHER_EVENT if by_day else LONG_AGO)


def printed_before(a: Statement, b: Statement) -> bool:
    """Whether the first was printed days before what the second counts happened."""
    printed = [one.published.start.date() for one in (a, b) if one.published is not None and one.published.start]
    day = day_of(b.when) if b.when is not None and isinstance(b.value, Quantity) else None
    return day is not None and len(printed) == 2 and day - printed[0] > OTHER_EVENT and day <= printed[1]


def recalled(a: Statement, b: Statement) -> bool:
    """Whether one recalls what was long over when it was printed, and the other, printed about then, tells no time."""
    told, other = (a, b) if b.when is None else (b, a)
    if other.when is not None or told.when is None or told.published is None or other.published is None:
        return False
    return _far_apart(told.when, told.published) and not _far_apart(told.published, other.published)


def _far_apart(one: TimeSpan, two: TimeSpan, least: timedelta = LONG_AGO) -> bool:
    if _stretch(one) or _stretch(two):
        return False
    first, second = sorted((one, two), key=lambda span: str(span.start))
    if first.end is None or second.start is None:
        return False
    return second.start - first.end > least


def is_long(span: TimeSpan | None) -> bool:
    """A time of more than a month; a weekend is none."""
    return span is not None and (span.start is None or span.end is None or span.end - span.start > MONTH)


def _stretch(span: TimeSpan) -> bool:
    """A long time («2024», «desde agosto») or the days from one to another: no date of one occurrence."""
    return is_long(span) or span.grain in (Grain.RANGE, Grain.YEAR, Grain.DECADE)


def both_sum_up(a: Statement, b: Statement) -> bool:
    """Whether both are tolls of a long time, as statistics give them."""
    return is_long(a.when) and is_long(b.when)


def other_periods(a: Statement, b: Statement) -> bool:
    """Whether both are tolls of a long time, and of two that begin apart: a summer's and a year's."""
    if a.when is None or b.when is None or not both_sum_up(a, b) or a.when.start is None or b.when.start is None:
        return False
    return abs(a.when.start - b.when.start) > OTHER_PERIOD


def within_stretch(a: Statement, b: Statement) -> bool:
    """Whether the first tells of some days, and the second of a long time up to them («desde 2021», or since months
    before where the first tells its days itself). A toll without a date is news of its day, unless two claimants of two
    articles may mean one war, in one place."""
    one, whole = a.when, b.when
    apart = bool(a.claimants and b.claimants) and not same_article(a, b)
    if one is None and (not apart or places(a.place, b.place) is Relation.INSIDE):
        one = a.published
    if one is None or whole is None or one.start is None or whole.start is None or _stretch(one):
        return False
    before = OTHER_PERIOD if one is a.when else LONG_AGO
    return _stretch(whole) and one.start - whole.start > before and (whole.end is None or one.start < whole.end)


def since_long_before(a: Statement, b: Statement) -> bool:
    """Whether the first tells no time, and the second counts since long before the first was printed."""
    printed, whole = a.published, b.when
    if a.when is not None or whole is None or printed is None or whole.start is None or printed.start is None:
        return False
    return _stretch(whole) and printed.start - whole.start > LONG_AGO


def sums_up(whole: Statement, one: Statement) -> bool:
    """Whether the first is the toll of a long time (the dead on a country's roads this year) where the second, which
    tells of no such time and is far smaller, is one of the many events that it sums up."""
    if not is_long(whole.when) or is_long(one.when):
        return False
    if not isinstance(whole.value, Quantity) or not isinstance(one.value, Quantity):
        return False
    lies = places(one.place, whole.place)
    least = {Relation.INSIDE: SUMMED_AROUND, Relation.EQUAL: SUMMED_THERE}.get(lies)
    return least is not None and point(one.value) * least <= point(whole.value)


def background(a: Statement, b: Statement) -> bool:
    """Whether exactly one of them recalls an earlier, different event, or both recall two of different times, or one
    article recalls what two said of it then."""
    if (a.aspect is Aspect.PAST) != (b.aspect is Aspect.PAST):
        return True
    if a.aspect is Aspect.PAST and same_article(a, b):
        return True
    if a.aspect is not Aspect.PAST or a.when is None or b.when is None:
        return False
    return not a.when.overlaps(b.when) or _stretch(a.when) != _stretch(b.when)  # one event, and all of some years


def held(statement: Statement) -> TimeSpan | None:
    """The time at which the figure held: said outright, else the day it refers to, else the date of print."""
    if statement.as_of is not None:
        return statement.as_of
    when, printed = statement.when, statement.published
    if when is not None and day_of(when) is not None and (printed is None or when.before(printed) is Certainty.CERTAIN):
        return when
    return printed


def order(a: Statement, b: Statement) -> Order:
    """Which figure held first, as far as the times told allow."""
    return _order(held(a), held(b))


def _order(one: TimeSpan | None, two: TimeSpan | None) -> Order:
    if one is None or two is None:
        return Order.UNKNOWN
    if one.end is not None and two.start is not None and one.end <= two.start:
        return Order.EARLIER
    if two.end is not None and one.start is not None and two.end <= one.start:
        return Order.LATER
    if (day := day_of(one)) is not None and day == day_of(two):
        return Order.SAME_DAY
    return Order.UNKNOWN


def day_of(span: TimeSpan) -> date | None:
    """The day of a time that is told by the day or nearer."""
    if span.start is None or span.grain not in (Grain.DAY, Grain.INSTANT):
        return None
    return span.start.date()


def days_between(a: Statement, b: Statement) -> int | None:
    """Whole days between the times at which two figures held; None when one is not dated."""
    return _days_between(held(a), held(b))


@lru_cache(maxsize=20_000)
def _days_between(one: TimeSpan | None, two: TimeSpan | None) -> int | None:
    if one is None or two is None or one.start is None or two.start is None:
        return None
    if _order(one, two) in (Order.SAME_DAY, Order.UNKNOWN):
        return 0
    return abs((one.start - two.start).days)


def days_printed_between(a: Statement, b: Statement) -> int:
    """Whole days between two articles; 0 where one is not dated."""
    one, two = a.published, b.published
    if one is None or two is None or one.start is None or two.start is None:
        return 0
    return abs((one.start - two.start).days)


def is_news(statement: Statement) -> bool:
    """Whether what is told happened in the days before it was printed, or is to happen in those after."""
    when, printed = statement.when, statement.published
    if when is None or printed is None or when.start is None or when.end is None or printed.start is None:
        return False
    return when.start - printed.start <= NEWS_DAYS and printed.start - when.end <= NEWS_DAYS


def units_differ(a: Statement, b: Statement) -> bool:
    """Whether two quantities are told in different units."""
    one, two = a.value, b.value
    return (
        isinstance(one, Quantity) and isinstance(two, Quantity) and bool(one.unit and two.unit) and one.unit != two.unit
    )
