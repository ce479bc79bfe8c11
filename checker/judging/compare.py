"""The compatibility algebra: for two statements, why they may differ, or that they do.

The thirteen verdicts are tried in the order of `checker.model.verdict.Verdict`; the first that applies wins and
carries its reason. Alignment (thing, time, stance, aspect, place, group) comes before arithmetic. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal

from checker import world
from checker.judging import alignment as align
from checker.judging import attribution, people
from checker.judging.alignment import Relation
from checker.judging.change import evolution, revision
from checker.judging.meeting import kept_apart
from checker.judging.pairing import Filling, Pair
from checker.judging.ranges import Settings, factor_of_ten, fits, gap, overlap, point
from checker.judging.values import equal, in_words, meet
from checker.model.quantity import Qualifier
from checker.model.statement import Aspect, Stance, Statement
from checker.model.timespan import Grain, TimeSpan
from checker.model.verdict import Gap, Judgement, Reason, Verdict
from checker.rulebook.facts import PERCENT, Evolves
from checker.rulebook.rules import RuleSpec, fact_label
from checker.texts import say, spoken
from checker.texts.wording import number_text

Step = Callable[[Pair], tuple[Verdict, Reason] | None]

ANNOUNCED = 3  # days between two announcements of one time
WAR = 25  # times that one toll is more than another of its article that is then of all that it tells of
PART = 3  # times that a whole is more, at the least, than a part of which somebody else tells
MINUTE = 50  # times that a toll of years is more than one of which nobody could take it for another count
# the verdicts that a look at values, stances and facts can tell, but for denials and changes of word
_CALM = frozenset(
    {
        Verdict.INCOMPARABLE,
        Verdict.PROSPECTIVE,
        Verdict.INCREMENT,
        Verdict.SCOPE,
        Verdict.SAME,
        Verdict.COMPATIBLE,
    }
)
_AHEAD = (Stance.PLANNED, Stance.POSSIBLE)
_HELD_OFF = (Stance.UNCONFIRMED, Stance.NEITHER)


def compare(a: Statement, b: Statement, rule: RuleSpec, *, settings: Settings | None = None) -> Judgement:
    """The verdict on two statements of one fact under a rule, with its reason, the gap and whether it alerts."""
    pair = Pair(a, b, rule, settings or Settings())
    return _judgement(pair, *(_first(STEPS, pair) or _contradiction(pair)))


def _first(steps: Sequence[Step], pair: Pair) -> tuple[Verdict, Reason] | None:
    return next((found for step in steps if (found := step(pair)) is not None), None)


def _judgement(pair: Pair, verdict: Verdict, reason: Reason) -> Judgement:
    values = pair.quantities
    apart: Gap | None = gap(*values) if values is not None else None
    return Judgement(verdict, reason, apart, alerts(verdict, pair.rule, fell=pair.fell))


def may_alert(a: Statement, b: Statement, rule: RuleSpec, *, settings: Settings | None = None) -> bool:
    """False where facts, stances and values alone tell that nobody is alerted, whoever gave them and whenever: then one
    of the verdicts up to `compatible` is the first that applies. Much cheaper than `compare`, for sets of pairs."""
    if not rule.alert_on.isdisjoint(_CALM) or a.fact != b.fact or may_turn(a.stance, b.stance):
        return True
    tolerance = rule.check.tolerance
    return None not in (a.value, b.value) and not (
        equal(a.value, b.value) or meet(a.value, b.value, settings or Settings(), tolerance)
    )


def alerting(a: Statement, b: Statement, rule: RuleSpec) -> Judgement | None:
    """The verdict on two statements of which `may_alert` is true, if a rule tells people of it: `compare`, with what
    settles most pairs first."""
    quiet = Verdict.EVOLUTION not in rule.alert_on and rule.alert_on.isdisjoint(_CALM)
    if a.fact != b.fact or not quiet or may_turn(a.stance, b.stance):
        judgement = compare(a, b, rule)
        return judgement if judgement.alert else None
    pair = Pair(a, b, rule, Settings())
    by_time = revision(pair) or evolution(pair)
    if (by_time is not None and not pair.fell) or _first(_ASIDE, pair) is not None:
        return None  # whichever of them comes first
    judgement = _judgement(pair, *(by_time or _first(_OPEN, pair) or _contradiction(pair)))
    return judgement if judgement.alert else None


def alerts(verdict: Verdict, rule: RuleSpec, *, fell: bool = False) -> bool:
    """Whether a rule tells people of a verdict; a revision only when a figure that may only grow went down."""
    if verdict is Verdict.REVISION:
        return fell
    return verdict in rule.alert_on


# --- the steps, in order ---


def _incomparable(pair: Pair) -> tuple[Verdict, Reason] | None:
    a, b = pair.a, pair.b
    key = None
    if a.fact != b.fact and not _part_of(pair):
        key = "other_fact"
    elif align.units_differ(a, b):
        key = "other_unit"
    elif (kept := kept_apart(a, b, pair.rule)) is not None:
        key = kept
    elif _other_share(pair):
        key = "other_place"
    elif _whose_unknown(pair) or _parts_of_unknown(pair):
        key = "other_group"
    elif pair.rule.fact.evolves is not Evolves.EITHER and (align.other_periods(a, b) or _two_days(pair)):
        key = "other_time"
    elif pair.rule.fact.evolves is Evolves.UP and _is_another(pair):
        key = "other_event"
    return (Verdict.INCOMPARABLE, pair.reason(key)) if key else None


def _other_share(pair: Pair) -> bool:
    """Whether two percentages are of two places, or of two of which nobody knows that they are one: the share of a
    region is no part of the country's share."""
    a, b = pair.a.place, pair.b.place
    share = pair.rule.fact.counts == PERCENT and a is not None and b is not None
    return share and align.places(a, b) is not Relation.EQUAL


def _whose_unknown(pair: Pair) -> bool:
    """Whether two articles tell neither whose soldiers they count nor the same place: nothing says that they are one
    body of troops."""
    a, b = pair.a, pair.b
    if not pair.rule.fact.goes_on or "of" not in pair.rule.same:
        return False
    told = a.of is None and b.of is None and a.article != b.article
    return told and align.places(a.place, b.place) is not Relation.EQUAL


def _parts_of_unknown(pair: Pair) -> bool:
    """Whether two articles each count a part («nine of them»), and do not both say of whom, or not of the same."""
    a, b = pair.a, pair.b
    part = a.aspect is Aspect.PART and b.aspect is Aspect.PART
    return part and a.article != b.article and (a.of is None or people.groups(a.of, b.of) is not Relation.EQUAL)


def _two_days(pair: Pair) -> bool:
    """Whether two articles date what happened to two days, and no two speakers differ on it at one place: two shootings
    in one city, two nights of one war."""
    a, b = pair.a, pair.b
    if (
        pair.rule.fact.evolves is not Evolves.UP
        or align.same_article(a, b)
        or (attribution.named(a) and attribution.named(b) and align.places(a.place, b.place) is not Relation.UNKNOWN)
    ):
        return False
    one, two = a.when, b.when
    if one is None or two is None or align.day_of(one) is None or align.day_of(two) is None:
        return False
    return not one.overlaps(two)


def _is_another(pair: Pair) -> bool:
    """Whether a toll, days later or of another kind of accident, is less than half of an earlier one, and nobody who
    gave either says so again: one corrects a count by some; a smaller accident in one place is another accident."""
    values, days = pair.quantities, align.days_between(pair.a, pair.b)
    known = attribution.same_speaker(pair.a, pair.b) and not attribution.anybody(pair.a)  # police are everywhere
    if values is None or days is None or known or align.shared_names(pair.a, pair.b):
        return False
    if pair.a.of is not None and people.groups(pair.a.of, pair.b.of) is Relation.EQUAL:
        return False  # one army's losses
    if timedelta(days=days) > align.NEWS_DAYS:
        return _much_less(pair.swapped())
    told = _much_less(pair) or _much_less(pair.swapped())
    named = attribution.named(pair.a) and attribution.named(pair.b)
    return told and not named and None not in (pair.a.cause, pair.b.cause) and pair.a.cause != pair.b.cause


def _part_of(pair: Pair) -> bool:
    fact = pair.rule.fact
    return fact.part_of is not None and {pair.a.fact, pair.b.fact} == {fact.id, fact.part_of}


def _prospective(pair: Pair) -> tuple[Verdict, Reason] | None:
    if _two_announcements(pair):
        return None
    if pair.a.stance in _AHEAD:
        return Verdict.PROSPECTIVE, pair.reason("prospective")
    if pair.b.stance in _AHEAD:
        return Verdict.PROSPECTIVE, pair.swapped().reason("prospective")
    return None


def _two_announcements(pair: Pair) -> bool:
    """Whether two announce one thing for two days at about the same time: plans change only by and by."""
    a, b = pair.a, pair.b
    days = [one.value for one in (a, b) if isinstance(one.value, TimeSpan) and one.value.grain is Grain.DAY]
    planned = len(days) == 2 and a.stance is b.stance is Stance.PLANNED
    return planned and attribution.rivals(a, b) and align.days_printed_between(a, b) <= ANNOUNCED


def _denial_or_flip(pair: Pair) -> tuple[Verdict, Reason] | None:
    a, b = pair.a, pair.b
    if a.stance == b.stance:
        return None
    if attribution.same_party(a, b) and _turns(a.stance, b.stance):
        first, then = _stance_text(a.stance), _stance_text(b.stance)
        return Verdict.FLIP, Reason("flip", {"who": attribution.who_text(b), "a": first, "b": then})
    denier, other = align.denial(a, b)
    if denier.stance is Stance.DENIED and other.stance not in (*_HELD_OFF, *_AHEAD, Stance.DENIED):
        if attribution.same_party(a, b):
            return None
        filled = {
            "who_a": attribution.who_text(denier),
            "who_b": attribution.who_text(other),
            "b": in_words(other.value),
        }
        return Verdict.DENIAL, Reason("denial", filled)
    return None


def may_turn(one: Stance, two: Stance) -> bool:
    """Whether two stances can be a denial or a change of word, in either order."""
    return one is not two and (Stance.DENIED in (one, two) or _turns(one, two) or _turns(two, one))


def _turns(first: Stance, then: Stance) -> bool:
    """Whether a change of stance is a change of word: to or from a denial, or to an admission."""
    if then is Stance.ACKNOWLEDGED:
        return first in (Stance.DENIED, *_HELD_OFF)
    if first is Stance.DENIED:
        return then is Stance.ASSERTED
    return then is Stance.DENIED and first in (Stance.ASSERTED, Stance.ACKNOWLEDGED, *_HELD_OFF)


def _stance_text(stance: Stance) -> dict[str, str]:
    return {lang: say(f"reasons.stance_{stance.value}", lang) for lang in spoken()}


def _increment(pair: Pair) -> tuple[Verdict, Reason] | None:
    added = [one for one in (pair.a, pair.b) if one.aspect is Aspect.ADDITIONAL]
    if len(added) != 1 or pair.a.value is None or pair.b.value is None:
        return None
    told = pair if added[0] is pair.a else pair.swapped()
    values = told.quantities
    if values is not None and None not in (values[0].low, values[1].low):
        total = (values[0].low or Decimal(0)) + (values[1].low or Decimal(0))
        return Verdict.INCREMENT, told.reason(
            "increment_closes", sum={lang: number_text(total, lang) for lang in spoken()}
        )
    return Verdict.INCREMENT, told.reason("increment")


def _scope(pair: Pair) -> tuple[Verdict, Reason] | None:
    """One counts a part of the other's, and fits in it."""
    for told in (pair, pair.swapped()):
        key = _part_key(told)
        values = told.quantities
        if key is None or values is None or not fits(values[0], values[1], pair.settings):
            continue
        a, b = told.a, told.b
        texts: dict[str, Filling] = {
            "place_a": a.place.text if a.place else "",
            "place_b": b.place.text if b.place else "",
            "group_a": a.of.text if a.of else "",
            "fact_a": fact_label(told.rule, a.fact),
            "fact_b": fact_label(told.rule, b.fact),
        }
        return Verdict.SCOPE, told.reason(key, **texts)
    return None


def _part_key(told: Pair) -> str | None:
    """By what the first counts a part of what the second counts."""
    a, b = told.a, told.b
    if a.fact != b.fact and a.fact == told.rule.fact.id and b.fact == told.rule.fact.part_of:
        return "scope_fact"
    if a.aspect is Aspect.RATE and b.aspect is not Aspect.RATE:
        return "scope_rate"
    if a.aspect is Aspect.PART and b.aspect is not Aspect.PART:
        return "scope_part"
    if told.rule.fact.evolves is Evolves.UP and (
        (align.within_stretch(a, b) and _much_less(told))  # the dead of one attack, and those of a war
        or (align.since_long_before(a, b) and _much_less(told, MINUTE))
        or (align.same_article(a, b) and _much_less(told, WAR))
    ):
        return "scope_part"
    if people.groups(a.of, b.of) is Relation.INSIDE:
        return "scope_group"
    inside = align.places(a.place, b.place) is Relation.INSIDE and not align.seen_closer(a, b)
    # two whom one article sets against each other differ on one figure, unless one is far less, as a part is by itself
    argued = align.same_article(a, b) and attribution.rivals(a, b) and not _much_less(told, PART)
    argued = argued and not _of_own_place(a)
    if inside and not argued and a.place is not None and b.place is not None and not told.rule.fact.single:
        several = world.several_places(b.place)
        by_one = align.same_article(a, b) and attribution.same_speaker(a, b)
        a_day = b.aspect is Aspect.RATE  # "killed nine across the country over the past day"
        by_grain = by_one or a_day or _of_own_place(a) or align.both_sum_up(a, b) or world.far_inside(a.place, b.place)
        by_grain = by_grain or align.since_long_before(a, b)  # what a country counts since last year, and a province
        if several or _much_less(told) or (by_grain and _less(told)):
            return "scope_place"
    return None


def _of_own_place(one: Statement) -> bool:
    """«El gobernador de Azuay» counts those in Azuay, and nobody beyond it."""
    place = world.slug(one.place.text) if one.place is not None else ""
    return bool(place) and any(f"-{place}-" in f"-{world.slug(claimant.text)}-" for claimant in one.claimants)


def _less(told: Pair) -> bool:
    values = told.quantities
    return values is not None and not overlap(*values, told.settings) and point(values[0]) < point(values[1])


def _much_less(told: Pair, times: int = 2) -> bool:
    """Whether the first is under half of the second, or under another share of it. A place is often only the grain of
    the telling: 45 dead «en Guerrero» and 48 «en México» are two figures of one event, 5 in one town are a part."""
    values = told.quantities
    if values is None or overlap(*values, told.settings):
        return False
    return point(values[0]) * times <= point(values[1])


def _same(pair: Pair) -> tuple[Verdict, Reason] | None:
    if pair.a.fact != pair.b.fact:
        return None
    if pair.a.value is None or pair.b.value is None:
        return Verdict.SAME, Reason("no_value", {})
    return (Verdict.SAME, pair.reason("same")) if equal(pair.a.value, pair.b.value) else None


def _compatible(pair: Pair) -> tuple[Verdict, Reason] | None:
    a, b = pair.a.value, pair.b.value
    if pair.a.fact != pair.b.fact or not meet(a, b, pair.settings, pair.rule.check.tolerance):
        return None
    values = pair.quantities
    if values is not None:
        vague = [one for one in values if one.qualifier is Qualifier.VAGUE]
        told = pair if values[0].qualifier is not Qualifier.EXACT else pair.swapped()
        if vague:
            told = pair if vague[0] is values[0] else pair.swapped()
        return Verdict.COMPATIBLE, told.reason("compatible_vague" if vague else "compatible")
    if isinstance(a, TimeSpan) and isinstance(b, TimeSpan):
        return Verdict.COMPATIBLE, (pair if a.contains(b) else pair.swapped()).reason("compatible")
    return Verdict.COMPATIBLE, pair.reason("same_label")


def _misreport(pair: Pair) -> tuple[Verdict, Reason] | None:
    a, b = pair.a, pair.b
    if a.fact != b.fact or not attribution.same_speaker(a, b):
        return None
    who = _common(a, b)
    values = pair.quantities
    ten = values is not None and factor_of_ten(*values)
    return Verdict.MISREPORT, pair.reason("misreport_ten" if ten else "misreport", who=who)


def _common(a: Statement, b: Statement) -> dict[str, str]:
    """The claimant that both credit."""
    for claimant in b.claimants:
        if attribution.identities_of(claimant) & attribution.identities(a):
            return {lang: attribution.names_of([claimant], lang, b.lang)[0] for lang in spoken()}
    return attribution.who_text(b)


def _dispute(pair: Pair) -> tuple[Verdict, Reason] | None:
    if pair.a.fact != pair.b.fact or not (attribution.named(pair.a) and attribution.named(pair.b)):
        return None
    values = pair.quantities
    ten = values is not None and factor_of_ten(*values)
    who: dict[str, Filling] = {"who_a": attribution.who_text(pair.a), "who_b": attribution.who_text(pair.b)}
    return Verdict.DISPUTE, pair.reason("dispute_ten" if ten else "dispute", **who)


def _contradiction(pair: Pair) -> tuple[Verdict, Reason]:
    if pair.a.fact != pair.b.fact:
        return Verdict.INCOMPARABLE, pair.reason("other_fact")
    values = pair.quantities
    ten = values is not None and factor_of_ten(*values)
    return Verdict.CONTRADICTION, pair.reason("contradiction_ten" if ten else "contradiction")


_ASIDE: tuple[Step, ...] = (_incomparable, _prospective, _increment, _scope)
_OPEN: tuple[Step, ...] = (_misreport, _dispute)
STEPS: tuple[Step, ...] = (
    _incomparable,
    _prospective,
    _denial_or_flip,
    _increment,
    _scope,
    _same,
    _compatible,
    revision,
    evolution,
    _misreport,
    _dispute,
)
