"""Things that recur (a march, a visit, a night's drones): whether two statements tell of one occasion."""

from __future__ import annotations

from datetime import timedelta

from checker import world
from checker.judging import alignment as align
from checker.model.statement import EXCHANGE, OCCASION, ROUND, Statement
from checker.model.timespan import TimeSpan
from checker.rulebook.facts import FactSpec

SAME_OCCASION = timedelta(days=14)
SIDES = 2  # of an exchange
NEXT_EXCHANGE = 2  # days between two tellings from which on the next may be meant


def other(a: Statement, b: Statement, fact: FactSpec) -> bool:
    """Whether a thing that recurs (a march, a visit) is told of at two times, or at one that nobody knows. What settles
    within fewer days than a march comes every night."""
    if not fact.recurs:
        return False
    if (ROUND in a.roles) != (ROUND in b.roles):
        return True  # the first round of a vote is another one than what is said to be none
    if one_exchange(a, b):
        return _days_apart(a, b)
    one, two = _occasion(a), _occasion(b)
    if timedelta(days=fact.settles_days) < SAME_OCCASION and one is not None and two is not None:
        return _two_nights(a, b)
    if one is None and two is None:
        return not align.same_article(a, b) and not align.shared_names(a, b) and not _called_alike(a, b)
    if one is None or two is None:
        return True
    first, second = sorted((one, two), key=lambda span: str(span.start))
    if first.end is None or second.start is None or first.overlaps(second):
        return False
    return second.start - first.end > SAME_OCCASION


def _two_nights(a: Statement, b: Statement) -> bool:
    """Whether what comes every night is told of two. A night has two dates, so a paper of the next day that says
    no more may mean one that is told with its day; but two of two days mean each its own, and so do two that say it."""
    days = [span.start.date() for one in (a, b) if (span := _occasion(one)) is not None and span.start is not None]
    if len(days) < 2:
        return False
    apart = abs((days[0] - days[1]).days)
    return apart > 1 or (apart == 1 and (a.when is None) == (b.when is None))


def key(statement: Statement) -> str | None:
    """What the gathering is called that a statement counts, to find it again; None when it has no name."""
    called = statement.roles.get(OCCASION)
    return world.slug(called.text) if called is not None and called.entity is None else None


def sides(statement: Statement) -> frozenset[str]:
    """Who is named with an exchange of which a statement counts the freed: the two sides, and may be a mediator."""
    called = statement.roles.get(OCCASION)
    told = called.entity if called is not None else None
    return frozenset(told.removeprefix(EXCHANGE).split("+")) if told and told.startswith(EXCHANGE) else frozenset()


def one_exchange(a: Statement, b: Statement) -> bool:
    """Whether two count those whom the same two sides exchanged, on whatever side of the border each tells of them.
    A mediator alone, who goes between others too, says nothing."""
    one, two = sides(a), sides(b)
    return bool(one and two) and len(one & two) >= min(SIDES, len(one), len(two))


def _days_apart(a: Statement, b: Statement) -> bool:
    """Whether an exchange is told of two days, or so long apart that it may be the next one."""
    if a.when is not None and b.when is not None:
        return not a.when.overlaps(b.when)
    days = [span.start.date() for one in (a, b) if (span := _occasion(one)) is not None and span.start is not None]
    return len(days) == 2 and abs((days[0] - days[1]).days) > NEXT_EXCHANGE


def _called_alike(a: Statement, b: Statement) -> bool:
    called = key(a)
    return called is not None and called == key(b)


def _occasion(statement: Statement) -> TimeSpan | None:
    value = statement.value
    if isinstance(value, TimeSpan):
        return value
    return statement.when or statement.published
