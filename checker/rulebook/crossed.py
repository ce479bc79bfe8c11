"""Faults that only show when the keys of a rule file are held against each other, its facts and the world.

Errors make a file unusable; warnings tell of what loads and yet can never apply.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import pairwise

from checker import languages, world
from checker.model.entity import is_country
from checker.model.errors import Problem
from checker.model.timespan import TimeSpan
from checker.model.verdict import Verdict
from checker.rulebook.facts import Evolves, FactKind, FactSpec
from checker.rulebook.faults import choice, fault
from checker.rulebook.kinds import CHECK_KINDS, CheckKind
from checker.rulebook.narrowing import where_faults
from checker.rulebook.rules import ALERTING, Amount, Threshold
from checker.rulebook.schema import WORDS, FactIn, RuleIn
from checker.texts import spoken
from checker.yamldoc import Document, Path

# What a statement always has; a fact adds its own roles.
COMMON_ROLES = ("of", "place", "cause", "when")


def fact_faults(name: str, fact: FactIn, facts: Mapping[str, FactSpec], document: Document) -> Iterator[Problem]:
    """Faults of one fact."""
    at = ("facts", name)
    if fact.part_of is not None and (fact.part_of not in facts or fact.part_of == name):
        hint = choice(fact.part_of, set(facts) - {name})
        yield fault(document, (*at, "part_of"), "unknown_fact", got=fact.part_of, hint=hint)
    elif _in_a_circle(name, facts):
        yield fault(document, (*at, "part_of"), "circle", got=fact.part_of)
    if (
        fact.kind in (FactKind.COUNT, FactKind.MEASURE)
        and name in facts
        and not (facts[name].words or languages.reads_itself(name))
    ):
        yield fault(document, at, "no_words")
    for key in WORDS:
        for lang in getattr(fact, key):
            if lang not in languages.known():
                hint = choice(lang, languages.known())
                yield fault(document, (*at, key, lang), "unknown_language", got=lang, hint=hint)
            if fact.kind in (FactKind.OFFICE, FactKind.EVENT):
                yield fault(document, (*at, key), "words_not_read", severity="warning", kind=fact.kind.value)
                break
    moves = fact.evolves is Evolves.EITHER or fact.recurs
    if not moves and "settles" in fact.model_fields_set:
        yield fault(document, (*at, "settles"), "settles_never", severity="warning", evolves=fact.evolves.value)
    yield from _texts(fact.label, (*at, "label"), document)


def rule_faults(
    rule: RuleIn, fact: FactSpec | None, facts: Mapping[str, FactSpec], document: Document, at: Path
) -> Iterator[Problem]:
    """Faults of one rule; of one whose fact nobody knows, those that show without it."""
    yield from _roles(rule, fact, document, at)
    yield from _parties(rule, document, at)
    kind = CHECK_KINDS.get(rule.check.kind)
    if kind is None:
        hint = choice(rule.check.kind, CHECK_KINDS)
        yield fault(document, (*at, "check", "kind"), "unknown_kind", got=rule.check.kind, hint=hint)
    elif fact is not None and fact.kind not in kind.facts:
        fitting = ", ".join(name for name, fits in CHECK_KINDS.items() if fact.kind in fits.facts)
        hint = ("write_one_of", {"known": fitting})
        place, of = (*at, "check", "kind"), fact.kind.value
        yield fault(document, place, "kind_misfits", got=rule.check.kind, hint=hint, fact=fact.id, fact_kind=of)
    else:
        yield from _params(rule, kind, facts, document, at)
        yield from _verdicts(rule, kind, fact, document, at)
        yield from _figures(rule, kind, document, at)
    yield from _times(rule, document, at)
    yield from _examples(rule, document, at)
    yield from _texts(rule.title, (*at, "title"), document)


def _texts(told: Mapping[str, str], at: Path, document: Document) -> Iterator[Problem]:
    for lang in told:
        if lang not in spoken():
            yield fault(document, (*at, lang), "unknown_language", got=lang, hint=choice(lang, spoken()))


def _roles(rule: RuleIn, fact: FactSpec | None, document: Document, at: Path) -> Iterator[Problem]:
    roles = {*COMMON_ROLES, *(fact.roles if fact is not None else ())}
    for key, names in (("same", rule.same), ("where", list(rule.where))):
        for number, name in enumerate(names):
            if fact is not None and name not in roles:
                place = (*at, key, number if key == "same" else name)
                yield fault(document, place, "unknown_role", got=name, hint=choice(name, roles), fact=fact.id)
    yield from where_faults(rule, document, at)
    for repeated in (name for name, times in Counter(rule.same).items() if times > 1):
        yield fault(document, (*at, "same"), "repeated", got=repeated, severity="warning")


def _parties(rule: RuleIn, document: Document, at: Path) -> Iterator[Problem]:
    for number, group in enumerate(rule.opponents):
        place = (*at, "opponents", number)
        if len(set(group)) < 2:
            yield fault(document, place, "one_opponent")
        for index, party in enumerate(group):
            if is_country(party) and party not in world.countries():
                yield fault(document, (*place, index), "unknown_country", got=party)


def _params(
    rule: RuleIn, kind: CheckKind, facts: Mapping[str, FactSpec], document: Document, at: Path
) -> Iterator[Problem]:
    for name, value in rule.check.params.items():
        place = (*at, "check", name)
        if name not in kind.params:
            hint = choice(name, {"kind", "tolerance", *kind.params})
            yield fault(document, place, "unknown_param", hint=hint, kind=rule.check.kind)
        elif not _holds(value, kind.params[name]):
            wanted = {int: "int_type", list: "list_type", str: "string_type"}[kind.params[name]]
            yield fault(document, place, wanted, got=value)
    if "after" in kind.params:
        after = rule.check.params.get("after")
        if after is None:
            yield fault(document, (*at, "check"), "no_after")
        elif isinstance(after, str) and (after not in facts or facts[after].kind is not FactKind.EVENT):
            dated = [name for name, one in facts.items() if one.kind is FactKind.EVENT]
            yield fault(document, (*at, "check", "after"), "unknown_event", got=after, hint=choice(after, dated))


def _in_a_circle(name: str, facts: Mapping[str, FactSpec]) -> bool:
    """Whether a fact is a part of its own parts."""
    seen, at = {name}, facts[name].part_of if name in facts else None
    while at is not None and at in facts and at not in seen:
        seen.add(at)
        at = facts[at].part_of
    return at == name


def _holds(value: object, wanted: type) -> bool:
    return str(value).isdigit() if wanted is int else isinstance(value, wanted)


def _verdicts(rule: RuleIn, kind: CheckKind, fact: FactSpec | None, document: Document, at: Path) -> Iterator[Problem]:
    able = kind.verdicts - (frozenset() if fact is None or fact.evolves is Evolves.UP else {Verdict.REVISION})
    for number, verdict in enumerate(rule.alert_on):
        place = (*at, "alert_on", number)
        names = ("write_some_of", {"known": ", ".join(one.value for one in Verdict if one in able)})
        if verdict not in ALERTING:
            yield fault(document, place, "harmless_verdict", got=verdict.value, hint=names)
        elif fact is not None and verdict is Verdict.REVISION and verdict in kind.verdicts and verdict not in able:
            held = fact.evolves.value
            yield fault(
                document, place, "revision_never", got=verdict.value, severity="warning", fact=fact.id, evolves=held
            )
        elif verdict not in able:
            severity = "warning" if able & set(rule.alert_on) else "error"
            about = rule.check.kind
            yield fault(document, place, "verdict_never", got=verdict.value, hint=names, severity=severity, kind=about)
    for repeated in (verdict for verdict, times in Counter(rule.alert_on).items() if times > 1):
        yield fault(document, (*at, "alert_on"), "repeated", got=repeated.value, severity="warning")


def _figures(rule: RuleIn, kind: CheckKind, document: Document, at: Path) -> Iterator[Problem]:
    if not kind.figures:
        for path, told in ((("check", "tolerance"), rule.check.tolerance), (("severity",), rule.severity)):
            if told:
                yield fault(document, (*at, *path), "no_figures", severity="warning", kind=rule.check.kind)
        return
    steps = sorted(rule.severity.items(), key=lambda step: step[0].rank)
    for (low, first), (high, second) in pairwise(steps):
        if (one := _ratio(first)) is not None and (two := _ratio(second)) is not None and two <= one:
            yield fault(document, (*at, "severity", high.value), "steps_fall", low=low.value)
    tolerance = rule.check.tolerance
    passed = _ratio(tolerance) if tolerance is not None else None
    for severity, step in steps[1:] if passed is not None else ():
        ratio = _ratio(step)
        if ratio is not None and passed is not None and ratio <= passed:
            place = (*at, "severity", severity.value)
            yield fault(document, place, "step_tolerated", severity="warning")


def _ratio(step: Threshold) -> float | None:
    """A step on one scale, so that 50% and 3x can be compared; None for amounts."""
    scale = {Amount.PERCENT: 1 + float(step.value) / 100, Amount.FACTOR: float(step.value)}
    return scale.get(step.unit)


def _times(rule: RuleIn, document: Document, at: Path) -> Iterator[Problem]:
    if rule.within is None:
        return
    if rule.stand_for > rule.within:
        yield fault(document, (*at, "for"), "for_beyond_within")
    days = rule.check.params.get("days")
    if _holds(days, int) and timedelta(days=int(str(days))) > rule.within:
        yield fault(document, (*at, "check", "days"), "days_beyond_within", got=days, severity="warning")


def _examples(rule: RuleIn, document: Document, at: Path) -> Iterator[Problem]:
    for number, example in enumerate(rule.examples):
        here = (*at, "examples", number)
        if example.alerts is not None and example.alerts not in rule.alert_on:
            hint = choice(example.alerts.value, [one.value for one in rule.alert_on])
            yield fault(document, (*here, "alerts"), "example_never", got=example.alerts.value, hint=hint)
        for index, given in enumerate(example.given):
            place = (*here, "given", index)
            if given.lang and given.lang not in languages.known():
                hint = choice(given.lang, languages.known())
                yield fault(document, (*place, "lang"), "unknown_language", got=given.lang, hint=hint)
            if given.on and not _is_day(given.on):
                yield fault(document, (*place, "on"), "no_day", got=given.on)


def _is_day(text: str) -> bool:
    try:
        TimeSpan.from_iso(text)
    except ValueError:
        return False
    return True


def opponents_of(rule: RuleIn) -> tuple[frozenset[str], ...]:
    """Each group of opponents by the ids of the parties; a name is taken for whom it speaks."""
    return tuple(frozenset(world.party_of(one) or one for one in group) for group in rule.opponents)
