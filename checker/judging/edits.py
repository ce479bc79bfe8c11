"""What an outlet changed in an article that was out, as something to tell people of: under the rule that would tell of
the old and the new figure if two outlets had printed them. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence, Set
from dataclasses import replace

from checker.judging.checks import checks
from checker.judging.findings import Found, pair_text, sides_of
from checker.judging.judge import by_gap
from checker.judging.ranges import point
from checker.judging.topics import topics
from checker.model.alert import Why
from checker.model.discrepancy import Change, Discrepancy, Edited, Transition
from checker.model.provenance import Correction
from checker.model.quantity import Quantity
from checker.model.statement import Statement, Value
from checker.model.verdict import Reason, Verdict
from checker.rulebook.book import Rulebook
from checker.rulebook.facts import Evolves
from checker.rulebook.rules import RuleSpec, RuleStatus
from checker.texts import say, spoken
from checker.texts.wording import in_all_languages


def edits(
    corrections: Iterable[Correction], book: Rulebook, tell: str, pending: Collection[Transition] = ()
) -> dict[int, Discrepancy | Why]:
    """By `seq`: the edit as people are told of it, or the named reason why they are not.

    `tell`: `never`, `silent` (what the newer text does not own up to) or `all`. `pending`: what people are about to be
    told of disagreements, which is not told twice.
    """
    told = _told_already(pending)
    decided: dict[int, Discrepancy | Why] = {}
    seen: set[tuple[object, ...]] = set()
    for one in corrections:
        found = _edit(one, book, tell, told)
        if isinstance(found, Discrepancy):  # one figure that stands in several sentences was changed once
            key = (one.article, one.revision, found.rule, *(_figure(side.value) for side in found.sides))
            found = Why.EDIT_REPEATED if key in seen else found
            seen.add(key)
        decided[one.seq] = found
    return decided


def _edit(correction: Correction, book: Rulebook, tell: str, told: Set[tuple[str, int]]) -> Discrepancy | Why:
    before, after = correction.change.before, correction.change.after
    if tell == "never":
        return Why.EDITS_OFF
    if correction.change.announced and tell != "all":
        return Why.EDIT_ANNOUNCED
    if (correction.article, correction.revision) in told:
        return Why.EDIT_TOLD_ALREADY
    rules = [rule for rule in book.rules if rule.fact.id == correction.change.fact]
    if not rules or before is None or after is None:
        return Why.EDIT_UNWATCHED
    found = [(one, rule, key) for rule in rules for one, key in _apart(before, after, rule)]
    stable = [one for one in found if one[1].status is RuleStatus.STABLE]
    if not stable:
        return Why.EDIT_DRAFT if found else Why.EDIT_HARMLESS
    pair, rule, key = stable[0]
    return _event(correction, before, after, pair, rule, key)


def _told_already(pending: Collection[Transition]) -> set[tuple[str, int]]:
    """The articles and revisions whose edit is told as news of a disagreement."""
    news = [one.discrepancy for one in pending if one.change is Change.CORRECTED and one.silent is None]
    quotes = [quote for one in news if one.edited is None for side in one.sides for quote in side.quotes]
    return {(quote.article, quote.revision) for quote in quotes}


def _apart(before: Statement, after: Statement, rule: RuleSpec) -> Sequence[tuple[Found, dict[str, str]]]:
    """The pair, where the rule would tell people of it."""
    check = checks()[rule.check.kind].judge_topic
    return [
        (one, dict(topic.key))
        for topic in topics((before, after), rule)
        for one in check(topic, rule)
        if one.judgement.alert or _fell(before, after, one, rule)
    ]


def _fell(before: Statement, after: Statement, pair: Found, rule: RuleSpec) -> bool:
    """Whether «al menos 40» became «al menos 14»: a lower floor explains itself by what was counted later, but here it
    is the lower one that came later."""
    a, b = before.value, after.value
    if rule.fact.evolves is not Evolves.UP or not isinstance(a, Quantity) or not isinstance(b, Quantity):
        return False
    return pair.judgement.verdict is Verdict.EVOLUTION and point(b) < point(a)


def _figure(value: Value | None) -> str:
    """A value without its hedge."""
    return str(point(value)) if isinstance(value, Quantity) else pair_text(value)


def _event(
    correction: Correction, before: Statement, after: Statement, pair: Found, rule: RuleSpec, topic: dict[str, str]
) -> Discrepancy:
    announced = correction.change.announced
    outlet = after.outlet or before.outlet or after.article
    title = {
        lang: say("alerts.edit_title", lang, outlet=outlet, fact=rule.fact.label.get(lang, rule.fact.id))
        for lang in spoken()
    }
    values = {"a": in_all_languages(before.value), "b": in_all_languages(after.value)}
    times = {"at_a": f"{correction.before_at:%Y-%m-%d %H:%M}", "at_b": f"{correction.at:%Y-%m-%d %H:%M}"}
    inner = replace(pair, a=before, b=after)
    return Discrepancy(
        id=_id(correction, rule),
        rule=rule.id,
        verdict=Verdict.REVISION,
        severity=by_gap(pair, rule),
        topic=topic,
        title=title,
        reason=Reason("edit_announced" if announced else "edit_silent", {"who": outlet, **values, **times}),
        gap=pair.judgement.gap,
        sides=sides_of([inner], [inner]),
        labels=dict(rule.labels),
        edited=Edited(correction.article, correction.revision, correction.before_at, correction.at, announced),
    )


def _id(correction: Correction, rule: RuleSpec) -> str:
    """The same for the same edit, however often it is decided about."""
    ends = (one.id if one else "" for one in (correction.change.before, correction.change.after))
    key = "\x1f".join(["edit", rule.id, correction.article, str(correction.revision), *ends])
    return hashlib.sha256(key.encode()).hexdigest()[:12]
