"""What routes, silences and inhibition match on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from checker.alertconfig import MatchConfig
from checker.alerting.match import fits, match_of, unfit
from checker.alerting.sample import described, sample_discrepancy
from checker.model.errors import BadInput
from checker.model.verdict import Severity

GIVEN = replace(sample_discrepancy(), labels={"desk": "world"})


@pytest.mark.parametrize(
    ("match", "fit"),
    [
        ({}, True),
        ({"severity": "low"}, True),
        ({"severity": "critical"}, True),
        ({"severity": "<=high"}, False),
        ({"rule": "troops-disagree"}, True),
        ({"rule": "troops-*"}, True),
        ({"rule": "*-holders"}, False),
        ({"rule": ["killed", "troops-disagree"]}, True),
        ({"rule": "killed"}, False),
        ({"verdict": "dispute"}, True),
        ({"verdict": ["contradiction"]}, False),
        ({"outlet": "el faro de levante"}, True),
        ({"outlet": "El Faro"}, False),
        ({"language": "es"}, True),
        ({"language": "en"}, False),
        ({"entity": "country:kp"}, True),
        ({"entity": "country:ua"}, False),
        ({"entity": "troops"}, False),
        ({"topic": {"of": "country:kp"}}, True),
        ({"topic": {"of": "country:kp", "place": "country:ua"}}, False),
        ({"topic": {"cause": "storm"}}, False),
        ({"label": {"desk": "world"}}, True),
        ({"label": {"desk": "sport"}}, False),
        ({"id": GIVEN.id}, True),
    ],
)
def test_every_key_given_must_fit(match: dict[str, Any], fit: bool) -> None:
    assert fits(GIVEN, MatchConfig.model_validate(match)) is fit


@pytest.mark.parametrize(
    ("bound", "fitting"),
    [
        ("high", [Severity.HIGH, Severity.CRITICAL]),
        (">=high", [Severity.HIGH, Severity.CRITICAL]),
        ("<=medium", [Severity.LOW, Severity.MEDIUM]),
        ("=medium", [Severity.MEDIUM]),
    ],
)
def test_severity_is_a_bound(bound: str, fitting: list[Severity]) -> None:
    match = MatchConfig.model_validate({"severity": bound})
    assert [one for one in Severity if fits(replace(GIVEN, severity=one), match)] == fitting


def test_a_topic_of_several_entities_is_each_of_them() -> None:
    pair = replace(GIVEN, topic={"fact": "agreement_signed", "parties": "country:kp+country:ru"})
    assert fits(pair, MatchConfig.model_validate({"entity": "country:ru"}))
    assert fits(pair, MatchConfig.model_validate({"topic": {"parties": "country:kp+country:ru"}}))


def test_the_keys_that_do_not_fit_are_named() -> None:
    match = MatchConfig.model_validate({"severity": "=low", "rule": "x", "topic": {"of": "country:fr"}})
    assert unfit(GIVEN, match) == ("severity", "rule", "topic.of")


def test_a_match_is_typed_as_pairs() -> None:
    typed = match_of(["severity>=high", "rule=a-*", "rule=b", "topic.place=country:ru", "label.desk=world"])
    assert typed.model_dump(mode="json", exclude_none=True) == {
        "severity": ">=high",
        "rule": ["a-*", "b"],
        "topic": {"place": "country:ru"},
        "label": {"desk": "world"},
    }
    assert match_of(["severity=low"]).severity == MatchConfig.model_validate({"severity": "=low"}).severity
    assert MatchConfig.model_validate(typed.model_dump(mode="json")) == typed, "it comes back from a store"


@pytest.mark.parametrize("pair", ["rule", "rule=", "=x", "severity=loud", "colour=red", "verdict=wrong"])
def test_what_is_no_match_is_refused(pair: str) -> None:
    with pytest.raises(BadInput):
        match_of([pair])


def test_a_described_discrepancy_fits_what_describes_it() -> None:
    pairs = ["severity=low", "rule=r", "verdict=denial", "outlet=X", "language=en", "topic.of=country:fr", "label.a=b"]
    match = match_of(pairs)
    assert fits(described(match), match)
    assert not fits(sample_discrepancy(), match)
