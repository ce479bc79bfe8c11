"""What routes, silences and inhibition match on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from checker.alertconfig import MatchConfig
from checker.alerting.match import fits, match_of, unfit, with_whole_ids
from checker.alerting.sample import described, sample_discrepancy
from checker.model.discrepancy import Status, StoredDiscrepancy
from checker.model.errors import BadInput, DiscrepaError
from checker.model.verdict import Severity
from checker.texts import in_language

AT = datetime(2024, 11, 29, tzinfo=UTC)
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
    with pytest.raises(DiscrepaError):
        match_of([pair])


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        ("rule", "rule no es ningún criterio; escribe clave=valor, como rule=troops-* o severity>=high"),
        ("rulle=x", "rulle: no es una clave conocida; ¿querías decir 'rule'?"),
        ("severity=loud", "severity: tiene que ser uno de low, medium, high, critical"),
    ],
)
def test_what_is_no_match_is_told_in_the_language_of_who_typed_it(pair: str, words: str) -> None:
    with pytest.raises(DiscrepaError) as told:
        match_of([pair])
    assert in_language(told.value, "es").startswith(words)


STORED = [
    StoredDiscrepancy(replace(GIVEN, id=one), Status.OPEN, AT, AT) for one in ("abc123", "abc456", "def789", "def7890")
]


def _find(prefix: str) -> list[StoredDiscrepancy]:
    return [one for one in STORED if one.discrepancy.id.startswith(prefix)]


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        (["abc1"], ["abc123"]),
        (["abc1", "def7890"], ["abc123", "def7890"]),
        (["def789"], ["def789"]),
        (["abc*"], ["abc*"]),
        (["fff*"], ["fff*"]),
        (["edit"], ["edit*"]),
    ],
)
def test_the_beginning_of_an_id_is_enough(typed: list[str], ids: list[str]) -> None:
    match = with_whole_ids(match_of([f"id={one}" for one in typed]), _find, lambda prefix: prefix == "edit")
    assert match.id == ids


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("abc", "several disagreements begin with abc: abc123, abc456"), ("fff", "no disagreement fff")],
)
def test_the_beginning_of_several_or_of_none_is_refused(prefix: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        with_whole_ids(match_of([f"id={prefix}"]), _find, lambda _: False)


def test_a_match_without_ids_asks_for_none() -> None:
    match = match_of(["rule=x"])
    assert with_whole_ids(match, _find, lambda _: True) == match


def test_a_described_discrepancy_fits_what_describes_it() -> None:
    pairs = ["severity=low", "rule=r", "verdict=denial", "outlet=X", "language=en", "topic.of=country:fr", "label.a=b"]
    match = match_of(pairs)
    assert fits(described(match), match)
    assert not fits(sample_discrepancy(), match)
