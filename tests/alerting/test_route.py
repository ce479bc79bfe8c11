"""The tree of routes: the finest that fits, what it inherits, and where nobody is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from checker.alerting.route import all_ways, walk, ways_of
from checker.model.verdict import Severity
from tests.alerting.desk import found, settings

TREE: list[dict[str, Any]] = [
    {
        "name": "war",
        "match": {"rule": "troops-*"},
        "to": "desk",
        "lang": "en",
        "repeat_interval": "4h",
        "routes": [
            {"name": "urgent", "match": {"severity": "critical"}, "to": ["phone", "desk"], "group_wait": "1s"},
            {"match": {"verdict": "denial"}, "continue": True},
            {"match": {"verdict": ["denial", "flip"]}, "to": "archive"},
        ],
    },
    {"name": "all", "to": "log"},
]


def _taken(**keys: Any) -> list[tuple[str, tuple[str, ...], str]]:
    config = settings(*TREE)
    return [(way.route, way.to, way.lang) for way in ways_of(found(**keys), config.routes, "es")]


def test_the_finest_route_that_fits_takes_it() -> None:
    assert _taken() == [("urgent", ("phone", "desk"), "en")]
    assert _taken(severity=Severity.LOW) == [("war", ("desk",), "en")]
    assert _taken(rule="offices") == [("all", ("log",), "es")]


def test_a_route_that_continues_lets_the_next_see_it() -> None:
    from checker.model.verdict import Verdict

    places = [way[0] for way in _taken(severity=Severity.LOW, verdict=Verdict.DENIAL)]
    assert places == ["routes[0].routes[1]", "routes[0].routes[2]"]


def test_what_a_route_does_not_say_it_inherits() -> None:
    config = settings(*TREE)
    (way,) = ways_of(found(), config.routes, "es")
    assert (way.repeat_interval, way.group_wait) == (timedelta(hours=4), timedelta(seconds=1))
    assert [one.route for one in all_ways(config.routes, "es")] == [
        "war",
        "urgent",
        "routes[0].routes[1]",
        "routes[0].routes[2]",
        "all",
        "fallback",
    ]


def test_the_fallback_takes_what_no_route_does() -> None:
    config = settings({"match": {"rule": "offices"}, "to": "a"}, {"match": {"rule": "secret"}, "to": []})
    assert [way.to for way in ways_of(found(), config.routes, "es", "log")] == [("log",)]
    assert ways_of(found(), config.routes, "es") == ()
    assert [way.to for way in ways_of(found(rule="secret"), config.routes, "es", "log")] == [()], "nobody, on purpose"


def test_a_place_or_outlet_may_differ_by_more_as_the_manual_has_it() -> None:
    page = (Path(__file__).parents[2] / "docs/how-to/keep-it-quiet.md").read_text(encoding="utf-8")
    block = page.partition("## Let one place or outlet differ by more")[2].partition("```yaml\n")[2].partition("```")[0]
    config = settings(*yaml.safe_load(block)["routes"])
    cases = [
        ("injured-disagree", {"place": "country:pe"}, Severity.MEDIUM, ()),
        ("injured-disagree", {"place": "country:pe"}, Severity.HIGH, ("desk-slack",)),
        ("injured-disagree", {"place": "country:cl"}, Severity.MEDIUM, ("desk-slack",)),
        ("killed-disagree", {"place": "country:pe"}, Severity.MEDIUM, ("desk-slack",)),
    ]
    for rule, topic, severity, to in cases:
        one = found(rule=rule, topic=topic, severity=severity)
        assert [way.to for way in ways_of(one, config.routes, "es")] == [to]


def test_the_walk_names_what_does_not_fit() -> None:
    config = settings(*TREE)
    seen = [
        (one.way.route, one.depth, one.unfit, one.taken) for one in walk(found(rule="x"), config.routes, "es", "log")
    ]
    assert seen == [("war", 0, ("rule",), False), ("all", 0, (), True), ("fallback", 0, (), False)]
