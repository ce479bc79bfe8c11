"""What one article's own figures make: parts must not exceed their total, nor a change be another than its figures'.

Of a fact that counts something, the figures place by place are added up; of the fact `change`, a percentage («41 % más»)
is held against the two figures that the same sentence gives, rounded as they are told.

Parts are figures of places that lie in the place of the total and not in each other; what is counted of groups
(children, tourists) may overlap and is not added. Only full figures count, no «más de». Parts that come to less than
their total say nothing: an article need not name every place. A rule needs `origins: 1`, since one article is one voice.

Sample::

    rules:
      - id: sample-sum
        title: {en: Parts that exceed their total}
        fact: killed
        same: [place, of]
        origins: 1
        check: {kind: sum}
        alert_on: [contradiction]
        examples:
          - alerts: contradiction
            given:
              - {outlet: El Norte, on: 2031-05-10, says: "Las inundaciones dejaron 40 muertos en Perú. Hubo 25 muertos en Arequipa. Hubo 19 muertos en Piura."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-05-10, says: "Las inundaciones dejaron 40 muertos en Perú. Hubo 25 muertos en Arequipa. Hubo 9 muertos en Piura."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-05-10, says: "Las inundaciones dejaron 40 muertos en Perú. Hubo 25 muertos en Arequipa. Más de 10 personas murieron en Piura."}
      - id: sample-change
        title: {en: A change that its own figures do not make}
        fact: change
        origins: 1
        check: {kind: sum}
        alert_on: [contradiction]
        examples:
          - alerts: contradiction
            given:
              - {outlet: El Norte, on: 2031-05-10, says: "En Perú hubo 17.000 desplazados, un 41 % más que los 10.000 de 2029."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-05-10, says: "En Perú hubo 17.000 desplazados, un 70 % más que los 10.000 de 2029."}
          - silent: nothing
            given:
              - {outlet: The Post, on: 2031-05-10, lang: en, says: "In Peru 17,000 people were displaced, up 71% from 9,950 in 2029."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product

from checker import world
from checker.judging import alignment as align
from checker.judging.alignment import Relation
from checker.judging.findings import Found
from checker.judging.ranges import point
from checker.judging.topics import Topic
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Aspect, Stance, Statement
from checker.model.verdict import Judgement, Reason, Verdict
from checker.rulebook.facts import PERCENT
from checker.rulebook.rules import RuleSpec
from checker.texts import spoken
from checker.texts.wording import in_all_languages, number_text

ROUNDED = Decimal("0.05")


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """Articles whose parts exceed their own total, or whose figures make another change than they say."""
    if rule.fact.counts == PERCENT:
        return list(_changes(topic, rule))
    found = []
    by_article: dict[str, list[Statement]] = defaultdict(list)
    for one in topic.statements:
        if one.place is not None and _counts(one):
            by_article[one.article].append(one)
    for _, own in sorted(by_article.items()):
        for total in own:
            parts = _parts(total, own)
            added = sum((_number(one) for one in parts), Decimal(0))
            if len(parts) < 2 or added <= _number(total):
                continue
            told = {lang: number_text(added, lang) for lang in spoken()}
            reason = Reason("parts_exceed", {"sum": told, "b": in_all_languages(total.value)})
            verdict = Verdict.CONTRADICTION
            judgement = Judgement(verdict, reason, None, verdict in rule.alert_on)
            found += [Found(part, total, judgement) for part in parts]
    return found


def _changes(topic: Topic, rule: RuleSpec) -> Iterator[Found]:
    """Changes as told, beside what the figures of the same sentence make; nothing where rounding explains it."""
    told: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in topic.statements:
        if one.evidence is not None:
            told[(one.article, one.evidence.sentence)].append(one)
    for _, same in sorted(told.items()):
        for a, b in product(same, same):
            if not a.roles and b.roles and not _explained(a, b):
                ends = {
                    name: {lang: number_text(number, lang) for lang in spoken()}
                    for name, number in zip(("first", "then"), _ends(b), strict=True)
                }
                reason = Reason("percent_own", {"a": in_all_languages(a.value), "b": in_all_languages(b.value), **ends})
                verdict = Verdict.CONTRADICTION
                yield Found(a, b, Judgement(verdict, reason, None, verdict in rule.alert_on))


def _explained(told: Statement, own: Statement) -> bool:
    """Whether the change lies within what two figures, and it, may be rounded from."""
    first, then = _ends(own)
    grows = then > first
    lows, highs = zip(*(_rounded(number) for number in (first, then)), strict=True)
    least, most = (
        (lows[1] / highs[0], highs[1] / lows[0]) if grows else (1 - highs[1] / lows[0], 1 - lows[1] / highs[0])
    )
    least, most = (least - 1, most - 1) if grows else (least, most)
    percent = _number(told)
    half = Decimal(1).scaleb(int(percent.normalize().as_tuple().exponent if percent % 1 else 0)) / 2
    return bool(percent - half <= most * 100 and percent + half >= least * 100)


def _ends(own: Statement) -> tuple[Decimal, Decimal]:
    """The figure of before and that of now."""
    first, then = (Decimal((own.roles[name].entity or "").partition(":")[2]) for name in ("first", "then"))
    return first, then


def _rounded(number: Decimal) -> tuple[Decimal, Decimal]:
    """From what a figure may be rounded: half of its last digit that is not zero, and at most a twentieth."""
    last = Decimal(1).scaleb(int(number.normalize().as_tuple().exponent)) / 2
    half = min(last, number * ROUNDED)
    return number - half, number + half


def _parts(total: Statement, own: Sequence[Statement]) -> list[Statement]:
    """The largest figure of each place inside the total's that lies in no other of them."""
    inside = [
        one for one in own if align.places(one.place, total.place) is Relation.INSIDE and not _guessed(one, total)
    ]
    found: list[Statement] = []
    for one in sorted(inside, key=lambda one: (-_number(one), one.id)):
        if all(align.places(one.place, other.place) is Relation.DIFFERENT for other in found):
            found.append(one)
    return found


def _guessed(part: Statement, total: Statement) -> bool:
    """Whether a spot of which nothing says where it lies is held against a town: it may be another town."""
    if part.place is None or total.place is None or world.held_by_guess(part.place, total.place) is None:
        return False
    known = world.place_by_id(total.place.entity)
    return known is not None and known.kind == "city"


def _counts(one: Statement) -> bool:
    """Whether it is a full figure for now, of everybody and asserted."""
    value = one.value
    full = isinstance(value, Quantity) and value.qualifier is Qualifier.EXACT and value.low == value.high
    return (
        full and one.aspect is Aspect.TOTAL and one.of is None and not one.superseded and one.stance is Stance.ASSERTED
    )


def _number(statement: Statement) -> Decimal:
    return point(statement.value) if isinstance(statement.value, Quantity) else Decimal(0)
