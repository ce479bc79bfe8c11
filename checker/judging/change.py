"""What time explains: a speaker's later figure, and a fact that moves."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from checker.judging import alignment as align
from checker.judging import attribution
from checker.judging.alignment import Order
from checker.judging.pairing import Pair
from checker.judging.ranges import factor_of_ten, point
from checker.model.statement import STATE
from checker.model.timespan import Grain
from checker.model.verdict import Reason, Verdict
from checker.rulebook.facts import MONEY, Evolves

RIVAL_GROWTH = Decimal(3)  # a rival's later figure beyond this is no growth of the first, a day
APPRAISED = Decimal("1.5")  # the same of a sum of money: another's appraisal is no count that goes on
RIVAL_HOURS = timedelta(hours=3)  # within which a rival's figure that is higher by more than RIVAL_STEP is no growth
RIVAL_STEP = Decimal("1.25")
RIVAL_PATIENCE = 2  # rivals' figures must lie so many times longer apart before time explains them
FEW, A_SHIFT = 10, timedelta(hours=6)  # by so many a count may grow in that time, however small it was
AN_HOUR, A_DAY_ALONE = timedelta(hours=1), Decimal(10)  # what own voices may not grow by where no time lies between
HOURS = timedelta(hours=2)  # after which the evacuated of a flood are others
DAILY_GROWTH = Decimal(2)  # what one speaker's toll may grow by between two papers of one day


def revision(pair: Pair) -> tuple[Verdict, Reason] | None:
    a, b = pair.a, pair.b
    if a.fact != b.fact:
        return None
    values = pair.quantities
    grows = pair.rule.fact.evolves is Evolves.UP and values is not None
    # a rival's figure replaces nobody else's
    told_again = attribution.same_outlet(a, b) and not attribution.rivals(a, b)
    if a.superseded != b.superseded and (told_again or attribution.same_speaker(a, b)):
        own_word = attribution.same_party(a, b)
        pair.fell = own_word and grows and values is not None and point(values[1]) < point(values[0])
        return Verdict.REVISION, pair.reason("superseded")
    own = not attribution.named(a) and not attribution.named(b) and attribution.same_outlet(a, b)
    speaker = attribution.same_speaker(a, b)
    order = pair.order
    if speaker and grows and order in (Order.SAME_DAY, Order.UNKNOWN) and values is not None:
        # a toll that its own speaker raises within the day, told by two outlets at two hours
        told = pair if point(values[1]) >= point(values[0]) else pair.swapped()
        if not attribution.same_outlet(a, b) and _plausible_growth(told, DAILY_GROWTH):
            return Verdict.REVISION, told.reason("revision", who=attribution.who_text(b))
        return None
    if order is not Order.EARLIER or not (own or speaker):
        return None
    pair.fell = grows and values is not None and point(values[1]) < point(values[0])
    key = "revision_fell" if pair.fell else "revision"
    return Verdict.REVISION, pair.reason(key, who=attribution.who_text(b))


def _plausible_growth(told: Pair, factor: Decimal) -> bool:
    """Whether the second value is at most so many times the first, and no slip of a factor of ten."""
    values = told.quantities
    if values is None:
        return False
    if _still_counting(told):
        return True
    if factor_of_ten(*values):
        return False
    return point(values[1]) <= point(values[0]) * factor


def _still_counting(told: Pair) -> bool:
    """Whether the lower figure only says how many have been counted so far: «al menos 10», hours before 137, was
    never meant as a total. Of two known opponents, each means its own."""
    values = told.quantities
    if values is None or not values[0].is_floor:
        return False
    order = told.order
    if attribution.known_rivals(told.a, told.b):
        return order is Order.EARLIER
    return order is not Order.LATER or values[1].is_floor


def evolution(pair: Pair) -> tuple[Verdict, Reason] | None:
    values = pair.quantities
    if values is None or pair.a.fact != pair.b.fact:
        return None
    order = pair.order
    evolves = pair.rule.fact.evolves
    if evolves is Evolves.UP and STATE in pair.a.roles and _goes_on(pair):
        return Verdict.EVOLUTION, pair.reason("evolution_settled", days=str(align.days_printed_between(pair.a, pair.b)))
    if evolves is not Evolves.NEVER and pair.a.article != pair.b.article and _undated(pair):
        return Verdict.EVOLUTION, pair.reason("undated")
    if evolves is not Evolves.NEVER and pair.a.superseded != pair.b.superseded:
        told = pair if pair.a.superseded else pair.swapped()
        # «61, frente a los 23 de los que dio cuenta la policía»: another count, and not what 61 came from
        argued = align.same_article(pair.a, pair.b) and attribution.rivals(pair.a, pair.b)
        if not argued or _plausible_growth(told, DAILY_GROWTH):
            return Verdict.EVOLUTION, told.reason("earlier_figure")
    if evolves in (Evolves.UP, Evolves.DOWN):
        rising = (point(values[1]) > point(values[0])) == (evolves is Evolves.UP)
        told = pair if rising else pair.swapped()
        if evolves is Evolves.UP and _still_counting(told):
            return Verdict.EVOLUTION, told.reason("still_counting")
        grown = _plausible_growth(told, _rival_growth(pair)) or _a_few_more(told)
        if attribution.rivals(pair.a, pair.b) and not grown:
            return None
        if _too_fast(told):
            return None
        later = order is Order.EARLIER and rising
        # an article that gives two figures for now disagrees with itself; two outlets of one day may be hours apart
        hours = order is Order.SAME_DAY and not attribution.same_outlet(pair.a, pair.b)
        open_order = hours and not attribution.rivals(pair.a, pair.b) and not _one_speaker(pair)
        if later or open_order:
            return Verdict.EVOLUTION, told.reason("evolution_up")
        return None
    if evolves is Evolves.NEVER:
        return None
    if _hours_apart(pair):
        return Verdict.EVOLUTION, pair.reason("evolution_hours")
    days = align.days_between(pair.a, pair.b)
    if days is not None and order is Order.UNKNOWN:  # «en octubre», told in February, and a day of that October
        days = align.days_printed_between(pair.a, pair.b)
    # a day later fewer are missing; and "officials" may be the very ones who count elsewhere
    found = point(values[1]) < point(values[0]) and any(map(attribution.anybody, (pair.a, pair.b)))
    patience = RIVAL_PATIENCE if attribution.rivals(pair.a, pair.b) and not found else 1
    if days is not None and days >= pair.rule.fact.settles_days * patience:
        return Verdict.EVOLUTION, pair.reason("evolution_settled", days=str(days))
    return None


def _rival_growth(pair: Pair) -> Decimal:
    """By what a rival's figure may be higher for being later: the police's nine and the mayor's fifteen of one evening
    are two counts."""
    printed = _printed(pair)
    if printed is not None and abs(printed[0] - printed[1]) <= RIVAL_HOURS:
        return RIVAL_STEP
    days = 1 if align.same_article(pair.a, pair.b) else align.days_between(pair.a, pair.b) or 1
    return (APPRAISED if pair.rule.fact.counts == MONEY else RIVAL_GROWTH) * days


def _a_few_more(told: Pair) -> bool:
    """Whether so few more are told hours later that anybody's count may have grown by them: two, and nine at night."""
    values, printed = told.quantities, _printed(told)
    if values is None or printed is None or printed[1] - printed[0] < A_SHIFT:
        return False
    return point(values[1]) - point(values[0]) <= FEW


def _too_fast(told: Pair) -> bool:
    """Whether one figure is too high for having grown out of the other: more than three times within the hour, or ten
    times where both are of one day and nobody knows of what hour. A few more are always growth."""
    values, one, two = told.quantities, align.held(told.a), align.held(told.b)
    if values is None or one is None or two is None or one.start is None or two.start is None:
        return False
    if point(values[1]) - point(values[0]) <= FEW:
        return False
    if one.grain is two.grain is Grain.INSTANT:
        return abs(one.start - two.start) <= AN_HOUR and not _plausible_growth(told, RIVAL_GROWTH)
    return told.order is Order.SAME_DAY and point(values[1]) >= point(values[0]) * A_DAY_ALONE


def _hours_apart(pair: Pair) -> bool:
    """Whether two outlets give, hours apart in one day, what moves by the hour (the evacuated, the missing), and no
    two speakers who differ."""
    a, b, values, printed = pair.a, pair.b, pair.quantities, _printed(pair)
    if values is None or pair.rule.fact.goes_on or attribution.rivals(a, b) or _one_speaker(pair):
        return False
    if printed is None:
        return False
    small, large = sorted((point(values[0]), point(values[1])))
    return abs(printed[0] - printed[1]) >= HOURS and large <= small * DAILY_GROWTH


def _printed(pair: Pair) -> tuple[datetime, datetime] | None:
    """When both were printed, where that is told by the hour."""
    one, two = pair.a.published, pair.b.published
    if one is None or two is None or one.start is None or two.start is None:
        return None
    return (one.start, two.start) if one.grain is two.grain is Grain.INSTANT else None


def _undated(pair: Pair) -> bool:
    """Whether nobody knows when one of the figures held: then time may explain what they are apart."""
    return align.held(pair.a) is None or align.held(pair.b) is None


def _goes_on(pair: Pair) -> bool:
    """Whether two papers of two days tell of who is in hospital: more are brought, others leave."""
    return STATE in pair.b.roles and align.days_printed_between(pair.a, pair.b) > 0


def _one_speaker(pair: Pair) -> bool:
    return attribution.same_speaker(pair.a, pair.b)
