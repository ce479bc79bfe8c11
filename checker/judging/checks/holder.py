"""One office, one holder at a time.

Two persons who are said to hold an office now, within `days: 60` of each other, disagree. Former, elected and late
holders do not, nor does a successor whom an article names as such, nor who acts for the holder. `offices: [president,
"*-minister"]` names the offices that have one holder; a parliament has many deputies, and a country many mayors.

Sample::

    rules:
      - id: sample-holder
        title: {en: Two holders of one office}
        fact: office_holder
        same: [office, of]
        check: {kind: holder, days: 60, offices: ["*-minister"]}
        alert_on: [contradiction]
        examples:
          - alerts: contradiction
            given:
              - {outlet: The Post, on: 2031-07-12, lang: en, says: "Defence minister of Chile John Harrow met the press."}
              - {outlet: El Sur, on: 2031-07-12, says: "El ministro de Defensa de Chile, Tomás Rueda, viajó a Lima."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-07-12, says: "El ministro de Defensa de Chile, Tomás Rueda, viajó a Lima."}
              - {outlet: El Sur, on: 2031-07-12, says: "El exministro de Defensa de Chile Pablo Ossa criticó el viaje."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from fnmatch import fnmatchcase
from itertools import combinations

from checker.judging import alignment as align
from checker.judging.compare import compare
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.judging.values import in_words
from checker.model.statement import HOLDING, STATUS, Named, Statement, Tenure
from checker.model.verdict import Judgement, Reason, Verdict
from checker.rulebook.rules import RuleSpec

DAYS = 60
_GONE = (Tenure.FORMER, Tenure.DECEASED)


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """Pairs of persons of whom both are said to hold the office at one time."""
    single = [str(pattern) for pattern in rule.check.params.get("offices", ("*",))]
    holding = [one for one in topic.statements if _status(one) in HOLDING and _is_single(one, single)]
    several = _told_of_several(holding)
    succeeded = {_person(one) for one in topic.statements if _status(one) in _GONE}
    return list(_pairs(holding, succeeded, several, rule))


def _pairs(
    holding: list[Statement], succeeded: set[str], several: set[frozenset[str]], rule: RuleSpec
) -> Iterator[Found]:
    limit = timedelta(days=int(rule.check.params.get("days", DAYS)))
    for a, b in combinations(holding, 2):
        days = align.days_between(a, b)
        if days is None or timedelta(days=days) > limit or _person(a) == _person(b):
            continue
        if frozenset((_person(a), _person(b))) in several:
            continue
        if _status(a) != _status(b):
            continue  # who acts for the one who holds it, abroad or ill, is no second holder
        judged = compare(a, b, rule)
        if judged.verdict in (Verdict.SAME, Verdict.COMPATIBLE, Verdict.INCOMPARABLE, Verdict.PROSPECTIVE):
            yield Found(a, b, judged)
        elif _person(a) in succeeded or _person(b) in succeeded:
            continue  # somebody tells that one of them left
        else:
            verdict = judged.verdict if judged.verdict is Verdict.DISPUTE else Verdict.CONTRADICTION
            reason = Reason("two_holders", {"a": in_words(a.value), "b": in_words(b.value)})
            yield Found(a, b, Judgement(verdict, reason, None, verdict in rule.alert_on))


def _told_of_several(holding: Sequence[Statement]) -> set[frozenset[str]]:
    """Pairs of persons of whom one article tells that they hold such an office, without saying of both whose it is:
    they are of two countries («recibió a su homólogo, el canciller X»)."""
    return {
        frozenset((_person(a), _person(b)))
        for a, b in combinations(holding, 2)
        if align.same_article(a, b) and (a.of is None) != (b.of is None)
    }


def _status(statement: Statement) -> str:
    status = statement.roles.get(STATUS)
    return status.text if status else Tenure.HOLDS


def _is_single(statement: Statement, patterns: Sequence[str]) -> bool:
    office = statement.roles.get("office")
    name = (office.entity or office.text).removeprefix("office:") if office else ""
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _person(statement: Statement) -> str:
    value = statement.value
    return (value.entity or value.name) if isinstance(value, Named) else repr(value)
