"""One thing, two names or labels.

Names agree when they are known to be one person or share most of their words. Other than `holder`, it asks neither for a
time nor whether somebody left. Who denies one name says nothing against another.

Sample::

    rules:
      - id: sample-value
        title: {en: Two names for one office}
        fact: office_holder
        same: [office, of]
        check: {kind: value}
        alert_on: [contradiction]
        examples:
          - alerts: contradiction
            given:
              - {outlet: El Norte, on: 2031-07-12, says: "La ministra de Sanidad de Uruguay, Lucía Arocena, presentó el plan."}
              - {outlet: El Sur, on: 2031-07-12, says: "El plan lo explicó la ministra de Sanidad de Uruguay, Carmen Ferrando."}
          - silent: nothing
            given:
              - {outlet: El Norte, on: 2031-07-12, says: "La ministra de Sanidad de Uruguay, Lucía Arocena, presentó el plan."}
              - {outlet: El Sur, on: 2031-07-12, says: "La ministra de Sanidad de Uruguay, Arocena, viajó a Lima."}
"""  # noqa: E501 - a sample is a sentence

from __future__ import annotations

from checker import world
from checker.judging import attribution
from checker.judging.checks._pairwise import pairs
from checker.judging.findings import Found
from checker.judging.topics import Topic
from checker.model.statement import Named, Stance, Statement
from checker.rulebook.rules import RuleSpec


def judge_topic(topic: Topic, rule: RuleSpec) -> list[Found]:
    """The judged pairs of labels."""
    told = (one for one in pairs(topic, rule) if one.a.value is not None and one.b.value is not None)
    return [one for one in told if not _about_another(one) and not attribution.may_be_one({_name(one.a), _name(one.b)})]


def _about_another(one: Found) -> bool:
    """Whether what one side denies is not what the other asserts."""
    denied = Stance.DENIED in (one.a.stance, one.b.stance)
    return denied and _name(one.a) != _name(one.b)


def _name(statement: Statement) -> object:
    value = statement.value
    return (value.entity or world.folded(value.name)) if isinstance(value, Named) else value
