"""Events as several outlets tell them, sentence by sentence or in whole articles: what a desk wants to hear of each.

A story (tests/corpus/events/*.json of single sentences, *.yaml of whole articles) holds `statements` (`id`, `outlet`,
`published`, `title`?, `says`, `origin`?), `expected` (sides of articles that must come to stand against each other;
in whole articles also the `rule` and the `values` of each side) and `must_not` (articles that must not). What is known
to fail still is `open: true` in `expected`, and a rule in `still_raised`: measured, but asked of nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import yaml

from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.world.lookup import folded
from checker.world.parties import party_of

Json = dict[str, Any]
FOLDER = Path(__file__).parent / "corpus" / "events"
FILES = sorted((*FOLDER.glob("*.json"), *FOLDER.glob("*.yaml")))
DENIED = "denied"  # as a value of a side: it has no figure, but denies


def load(file: Path) -> Json:
    """One story."""
    story: Json = yaml.safe_load(file.read_text(encoding="utf-8"))
    return story


def name_of(story: Json, id: str) -> str:
    """The id of an article among those of all stories."""
    return f"{story['event']}/{id}"


def articles(story: Json) -> Iterator[Article]:
    """The articles of a story, as they are printed."""
    for told in story["statements"]:
        yield Article(
            told["says"],
            id=name_of(story, told["id"]),
            title=told.get("title", ""),
            outlet=told["outlet"],
            origin=told.get("origin"),
            published=TimeSpan.from_iso(told["published"]),
        )


def meets(raised: Json, expected: Json, story: Json) -> bool:
    """Whether a disagreement (as `discrepa discrepancies export` prints it) is one that was wanted."""
    if expected.get("rule", raised["rule"]) != raised["rule"]:
        return False
    wanted = expected["sides"]
    if raised["verdict"] == "denial" and raised["rule"] in ("control-disagree", "attack-blamed", "death-denied"):
        # who denies that a party holds a town or did it, or that somebody died, names no other: both sides name the one
        wanted = [{"statements": side["statements"]} for side in wanted]
    return any(
        _is_side(x, a, story) and _is_side(y, b, story) for a, b in combinations(wanted, 2) for x, y in _apart(raised)
    )


def crossed(raised: Json, story: Json) -> Iterator[str]:
    """Pairs of articles that stand against each other in a disagreement and never must, unless one that is wanted of
    the same rule sets just these against each other."""
    for never in story["must_not"]:
        for a, b in combinations([name_of(story, id) for id in never["statements"]], 2):
            if not _is_wanted(raised, story, {a, b}) and any(
                a in _articles(x) and b in _articles(y) for x, y in _apart(raised)
            ):
                yield f"{a} against {b}: {never['reason']}"


def _is_wanted(raised: Json, story: Json, pair: set[str]) -> bool:
    """Whether two articles are on two sides of a disagreement of the same rule that is wanted."""
    wanted = (one["sides"] for one in story["expected"] if one.get("rule") == raised["rule"])
    sides = ([{name_of(story, id) for id in side["statements"]} for side in one] for one in wanted)
    return any(pair <= x | y and pair & x and pair & y for one in sides for x, y in combinations(one, 2))


def events_of(raised: Json) -> set[str]:
    """The stories that a disagreement takes its quotes from."""
    return {article.split("/")[0] for side in raised["sides"] for article in _articles(side)}


def tally(raised: Iterable[Json], stories: Iterable[Json]) -> Json:
    """`wanted`, `found`, `missed` (each named), `false` (each named) and `impure`, those found with a wrong side."""
    by_event = {story["event"]: story for story in stories}
    found: set[tuple[str, int]] = set()
    false, impure = [], []
    for one in raised:
        events = [by_event[name] for name in sorted(events_of(one)) if name in by_event]
        met = {
            (story["event"], at)
            for story in events
            for at, expected in enumerate(story["expected"])
            if meets(one, expected, story)
        }
        found |= met
        label = f"{one['rule']} {one['verdict']} in {', '.join(story['event'] for story in events)}"
        if not met:
            false.append(label)
        elif len(events) > 1 or any(list(crossed(one, story)) for story in events):
            impure.append(label)
    wanted = [(story["event"], at) for story in by_event.values() for at in range(len(story["expected"]))]
    missed = [f"{event}: {by_event[event]['expected'][at]['why']}" for event, at in wanted if (event, at) not in found]
    return {"wanted": len(wanted), "found": len(found), "missed": missed, "false": false, "impure": impure}


def _apart(raised: Json) -> Iterator[tuple[Json, Json]]:
    for x, y in combinations(raised["sides"], 2):
        yield x, y
        yield y, x


def _articles(side: Json) -> set[str]:
    return {quote["article"].split(":")[-1] for quote in side["quotes"]}


def _is_side(side: Json, wanted: Json, story: Json) -> bool:
    if _articles(side).isdisjoint(name_of(story, id) for id in wanted["statements"]):
        return False
    return "values" not in wanted or any(_is_value(side["value"], one) for one in wanted["values"])


def _is_party(value: Any, wanted: str) -> bool:
    """Whether a party is the one that is wanted: of one country, or with a name of its name («FARDC», «las FARDC»)."""
    if not isinstance(value, dict) or "entity" not in value:
        return False
    named = {word for word in folded(value["name"]).split() if len(word) > 3}
    return party_of(wanted) == value["entity"] or not named.isdisjoint(folded(wanted).split())


def _is_value(value: Any, wanted: Any) -> bool:
    if value is None:
        return wanted in (DENIED, 0)
    if not isinstance(value, dict) or "low" not in value:
        return str(wanted).casefold() in str(value).casefold() or _is_party(value, str(wanted))
    if not isinstance(wanted, int | float):
        return False
    low, high = value["low"], value["high"]
    return wanted in (low, high) or (low is not None and high is not None and low <= wanted <= high)
