"""What one article counts place by place must not add up to more than its total.

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
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from checker.judging import alignment as align
from checker.judging.alignment import Relation
from checker.judging.findings import Found
from checker.judging.ranges import point
from checker.judging.topics import Topic
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Aspect, Stance, Statement
from checker.model.verdict import Judgement, Reason, Verdict
from checker.rulebook.rules import RuleSpec
from checker.texts import spoken
from checker.texts.wording import in_all_languages, number_text


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """Articles whose parts exceed their own total."""
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


def _parts(total: Statement, own: Sequence[Statement]) -> list[Statement]:
    """The largest figure of each place inside the total's that lies in no other of them."""
    inside = [one for one in own if align.places(one.place, total.place) is Relation.INSIDE]
    found: list[Statement] = []
    for one in sorted(inside, key=lambda one: (-_number(one), one.id)):
        if all(align.places(one.place, other.place) is Relation.DIFFERENT for other in found):
            found.append(one)
    return found


def _counts(one: Statement) -> bool:
    """Whether it is a full figure for now, of everybody and asserted."""
    value = one.value
    full = isinstance(value, Quantity) and value.qualifier is Qualifier.EXACT and value.low == value.high
    return (
        full and one.aspect is Aspect.TOTAL and one.of is None and not one.superseded and one.stance is Stance.ASSERTED
    )


def _number(statement: Statement) -> Decimal:
    return point(statement.value) if isinstance(statement.value, Quantity) else Decimal(0)
