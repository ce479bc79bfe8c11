"""A set of statements and the rules over it, to findings: pure, whatever the order in which they arrived."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from checker import world
from checker.judging import attribution
from checker.judging.checks import checks
from checker.judging.decisions import excepted, identified
from checker.judging.fallen import Fallen
from checker.judging.findings import Found, pair_text, quote_of, scenes, shown, sides_of, voices
from checker.judging.ranges import point
from checker.judging.sureness import weighed
from checker.judging.topics import Topic, topics
from checker.model.decision import Decided
from checker.model.discrepancy import Discrepancy, Findings, Harmless, Side, discrepancy_id
from checker.model.quantity import Quantity
from checker.model.statement import Aspect, Stance, Statement
from checker.model.verdict import Reason, Severity, Verdict
from checker.rulebook.book import Rulebook
from checker.rulebook.kinds import SUM
from checker.rulebook.rules import RuleSpec, RuleStatus

ONE_BREATH = 600  # characters: a paragraph
MANY = 2  # origins from which on a rule asks for a second source
HARMLESS_PER_TOPIC = 40  # differences kept with their reasons; the rest only repeats them


def judge(
    statements: Iterable[Statement],
    book: Rulebook,
    *,
    now: datetime | None = None,
    decided: Decided | None = None,
    harmless: bool = True,
) -> Findings:
    """Every disagreement under every rule, and (unless told otherwise) every harmless difference, in a stable order.

    `now` decides whether a disagreement has stood long enough (`for`); without it, that is not asked. `decided` are
    people's decisions: who is who, and which differences are known.
    """
    by_fact: dict[str, list[Statement]] = defaultdict(list)
    decided = decided or Decided()
    unique = {statement.id: statement for statement in statements if not statement.left_out}
    for one in identified(unique.values(), decided.entities):  # a replay says nothing new
        by_fact[one.fact].append(one)
    discrepancies: list[Discrepancy] = []
    passed: list[Harmless] = []
    for rule in sorted(book.rules, key=lambda rule: rule.id):
        wanted = list(by_fact.get(rule.fact.id, ()))
        other = rule.check.params.get("after")
        if other:
            wanted += by_fact.get(str(other), ())
        for topic in topics(wanted, rule, alerts_only=not harmless):
            found = differences(topic, rule, decided)
            discrepancies += _discrepancies(topic, rule, found, now, book.ours)
            if harmless:
                passed += _harmless(rule, found)
    return Findings(tuple(sorted(discrepancies, key=lambda one: (-one.severity.rank, one.rule, one.id))), tuple(passed))


def differences(topic: Topic, rule: RuleSpec, decided: Decided) -> list[Found]:
    """The judged pairs of a topic, those that alert nobody among them with their reasons."""
    told = list(checks()[rule.check.kind].judge_topic(topic, rule))
    return [_allowed(one, topic, decided) for one in weighed(told, topic.statements, rule)]


def _allowed(one: Found, topic: Topic, decided: Decided) -> Found:
    """The pair as judged, or as a known difference that alerts nobody."""
    if not decided.exceptions or not one.judgement.alert:
        return one
    known = excepted(one.a, one.b, topic.key, decided.exceptions)
    if known is None:
        return one
    reason = Reason("excepted", {"why": known.reason, "who": known.author})
    return replace(one, judgement=replace(one.judgement, alert=False, reason=reason))


def _discrepancies(
    topic: Topic, rule: RuleSpec, found: Sequence[Found], now: datetime | None, ours: frozenset[str]
) -> Iterable[Discrepancy]:
    """One for all figures that are apart on a topic, or at one place of it where two events are told together, and one
    for every party that denies or changes its word."""
    kinds: dict[tuple[str, str, str], list[Found]] = defaultdict(list)
    fallen = Fallen(one for one in found if one.judgement.alert and one.judgement.verdict is Verdict.REVISION)
    told: dict[tuple[str, str], list[Found]] = defaultdict(list)
    for one in found:
        if one.judgement.alert:
            told[_kind(one, fallen, rule)].append(one)
    for (kind, who), pairs in told.items():
        for where, here in scenes(pairs, topic) if "place" in rule.same else [("", pairs)]:
            kinds[kind, who, where].extend(here)
    for (kind, who, where), pairs in sorted(kinds.items()):
        backed = [one for one in pairs if _unbacked(rule, one) is None]
        ordered = _surest_first(backed or pairs, pairs, kind, topic.statements)
        sides = sides_of(pairs, ordered)
        surest = shown(ordered, sides)
        yield Discrepancy(
            id=discrepancy_id(rule.id, {**topic.anchor, "kind": kind, "who": who} | ({"at": where} if where else {})),
            rule=rule.id,
            verdict=surest.judgement.verdict,
            severity=_severity(surest, rule, sides, ours),
            topic=dict(topic.key),
            title=dict(rule.title),
            reason=surest.judgement.reason,
            gap=surest.judgement.gap,
            sides=sides,
            held_back=_held_back(rule, sides, ordered, now),
            labels=dict(rule.labels),
            place=world.narrower(surest.a.place, surest.b.place) if "place" in rule.same else None,
        )


def _surest_first(
    chosen: Sequence[Found], pairs: Sequence[Found], kind: str, statements: Sequence[Statement]
) -> list[Found]:
    """Pairs in the order in which they stand for a disagreement: what a speaker took back before all who stand against
    it; whole figures that are asserted; then what several origins tell (first of those who stand against somebody) and
    two who are named; then what is widest apart."""
    against = _origins(side for pair in pairs for side in (pair.a, pair.b))
    told = _origins(statements)

    def rank(pair: Found) -> tuple[bool, int, int, int, tuple[object, ...]]:
        sides = pair.a, pair.b
        taken_back = kind == Verdict.REVISION.value and pair.judgement.verdict is not Verdict.REVISION
        weak = sum(one.aspect is Aspect.PART or one.stance is not Stance.ASSERTED for one in sides)
        backing, known = (sum(min(len(by[pair_text(one.value)]), MANY) for one in sides) for by in (against, told))
        return taken_back, weak, -backing - (pair.judgement.verdict is Verdict.DISPUTE), -known, pair.order

    return sorted(chosen, key=rank)


def _origins(statements: Iterable[Statement]) -> dict[str, set[str]]:
    """Who tells each figure."""
    told: dict[str, set[str]] = defaultdict(set)
    for one in statements:
        told[pair_text(one.value)].add(attribution.origin_of(one))
    return told


def _kind(one: Found, fallen: Fallen, rule: RuleSpec) -> tuple[str, str]:
    """What an alerting pair adds to: figures that are apart are one disagreement, whoever is the farthest off today; a
    figure that was taken back is another, together with everybody who still has the old one; an article at odds with
    itself is one by itself."""
    verdict = one.judgement.verdict
    if rule.check.kind == SUM:
        return ("apart", one.b.article)
    if verdict in (Verdict.DENIAL, Verdict.FLIP):
        speaker = one.b if verdict is Verdict.FLIP or one.b.stance is Stance.DENIED else one.a
        return (verdict.value, min(attribution.parties(speaker), default=attribution.origin_of(speaker)))
    if verdict is Verdict.REVISION or fallen.told_again(one):
        return (Verdict.REVISION.value, "")
    return ("apart", "")


def _unbacked(rule: RuleSpec, pair: Found) -> str | None:
    """Why a pair alone would not be told: one article, or one origin, is no second source."""
    if rule.origins < MANY:
        return None
    if pair.a.article == pair.b.article and not _set_against(pair):
        return "one_article"  # an article's own figures mostly count different things
    if attribution.named(pair.a) and attribution.named(pair.b):
        return None
    return "origins" if attribution.origin_of(pair.a) == attribution.origin_of(pair.b) else None


def _severity(widest: Found, rule: RuleSpec, sides: Sequence[Side], ours: frozenset[str]) -> Severity:
    """By how far apart it is; but to be the odd one out oneself is at least as severe as the rule says."""
    severity = by_gap(widest, rule)
    alone = any(side.outlets and ours.issuperset(side.outlets) for side in sides)
    others = any(not ours.issuperset(side.outlets) for side in sides)
    return max(severity, rule.ours, key=lambda one: one.rank) if alone and others else severity


def by_gap(widest: Found, rule: RuleSpec) -> Severity:
    """The highest step that the gap reaches; without figures, medium."""
    one, two = widest.a.value, widest.b.value
    if not isinstance(one, Quantity) or not isinstance(two, Quantity):
        return Severity.MEDIUM
    smaller, larger = sorted((point(one), point(two)))
    reached = [severity for severity, step in rule.severity if step.reached(smaller, larger)]
    if reached:
        return reached[-1]
    return Severity.LOW if rule.severity else Severity.MEDIUM


def _set_against(pair: Found) -> bool:
    """Whether one article sets two speakers against each other: it does so in one breath. What one party said of
    two times is no quarrel."""
    verdict = pair.judgement.verdict
    if verdict in (Verdict.MISREPORT, Verdict.CONTRADICTION):
        return False
    if verdict is Verdict.DISPUTE and attribution.at_two_times(pair.a, pair.b):
        return False
    one, two = pair.a.evidence, pair.b.evidence
    return verdict is not Verdict.DISPUTE or one is None or two is None or abs(one.start - two.start) <= ONE_BREATH


def _held_back(rule: RuleSpec, sides: Sequence[Side], pairs: Sequence[Found], now: datetime | None) -> str | None:
    """The named reason why nobody is told, if there is one."""
    reason = held_alone(rule, pairs[0])
    if reason in ("draft", "one_article", "origins"):
        return reason
    origins, all_named = voices(sides)
    if not all_named and origins < rule.origins:
        return "origins"
    if reason is not None:
        return reason
    if now is not None and rule.stand_for and not _stood(rule, pairs, now):
        return "standing"
    return None


def held_alone(rule: RuleSpec, pair: Found) -> str | None:
    """The named reason why a pair, were there no other, would be told to nobody."""
    if rule.status is RuleStatus.DRAFT:
        return "draft"
    return _unbacked(rule, pair) or ("opponents" if _opposed(rule, pair) else None)


def _opposed(rule: RuleSpec, pair: Found) -> bool:
    """Whether a rule names the two as opponents who always disagree."""
    parties = attribution.parties(pair.a), attribution.parties(pair.b)
    return any(group & parties[0] and group & parties[1] and not parties[0] & parties[1] for group in rule.opponents)


def _stood(rule: RuleSpec, pairs: Sequence[Found], now: datetime) -> bool:
    """Whether both sides of some pair have been out for as long as the rule asks."""
    for pair in pairs:
        starts = [one.published.start for one in (pair.a, pair.b) if one.published and one.published.start]
        if not starts or now - max(starts) >= rule.stand_for:
            return True
    return False


def _harmless(rule: RuleSpec, found: Sequence[Found]) -> Iterable[Harmless]:
    """Pairs whose values differ and that are no disagreement, each difference once, the widest first."""
    told: set[frozenset[str]] = set()
    differing = [
        one
        for one in found
        if not one.judgement.alert and one.judgement.verdict not in (Verdict.SAME, Verdict.INCOMPARABLE)
    ]
    for one in sorted(differing, key=lambda one: one.order):
        verdict = one.judgement.verdict
        if len(told) >= HARMLESS_PER_TOPIC:
            return
        texts = pair_text(one.a.value), pair_text(one.b.value)
        key = frozenset((*texts, verdict.value))
        if key in told or texts[0] == texts[1]:
            continue
        told.add(key)
        yield Harmless(rule.id, verdict, one.judgement.reason, (quote_of(one.a), quote_of(one.b)))
