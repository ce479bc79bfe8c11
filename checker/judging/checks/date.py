"""One thing, two dates: signed in June here, in December there.

Dates told at different grains agree as long as one lies in the other: a day in its month, a month in its year. What
is news of its day is no agreement that was told of weeks before.

Sample::

    rules:
      - id: sample-date
        title: {en: One agreement with two dates}
        fact: agreement_signed
        same: [parties]
        check: {kind: date}
        alert_on: [contradiction, dispute]
        examples:
          - alerts: contradiction
            given:
              - {outlet: El Norte, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca en junio de 2031."}
              - {outlet: El Sur, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca en diciembre de 2031."}
          - silent: compatible
            given:
              - {outlet: El Norte, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca en junio de 2031."}
              - {outlet: El Sur, on: 2031-12-20, says: "Chile y Perú firmaron el acuerdo de pesca el 12 de junio de 2031."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from checker.judging import alignment as align
from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.statement import Statement
from checker.rulebook.rules import RuleSpec

SAME_NEWS = 14  # days between two articles that may be of one signing, each on its day


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of dates."""
    told = [one for one in pairs(topic, rule) if one.a.value is not None and one.b.value is not None]
    return [one for one in told if not _two_news(one.a, one.b)]


def _two_news(a: Statement, b: Statement) -> bool:
    """Whether the later of two articles tells the news of its day, long after the other: then two things happened."""
    later = max((a, b), key=lambda one: str(one.published.start) if one.published is not None else "")
    return align.days_printed_between(a, b) > SAME_NEWS and align.is_news(later)
