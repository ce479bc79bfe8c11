"""The figure: every side on it, each hedge as it was told, and none where there is nothing to draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from checker.alerting.sample import sample_message
from checker.chart import BOTTOM, COLOURS, PAPER, RIGHT, ROLES, Drawing, drawing, svg
from checker.model.alert import Message, MessageItem
from notifiers.mail import _png


@pytest.fixture
def message() -> Message:
    return sample_message("out", "en", datetime(2024, 11, 29, tzinfo=UTC))


def _item(message: Message, *sides: tuple[Any, list[str]]) -> MessageItem:
    item = message.items[0]
    given = [{"value": value, "quotes": [{"published": day} for day in days]} for value, days in sides]
    quote = item.sides[0].quotes[0]
    shown = tuple(
        replace(item.sides[0], value=str(number), quotes=(replace(quote, claimants=f"who {number}"),))
        for number in range(len(sides))
    )
    return replace(item, data={"sides": given}, sides=shown)


def _amount(low: float | None, high: float | None, qualifier: str = "exact") -> dict[str, Any]:
    return {"low": low, "high": high, "qualifier": qualifier, "unit": "person"}


def _drawn(item: MessageItem) -> Drawing:
    drawn = drawing(item, "en")
    assert drawn is not None
    return drawn


def test_amounts_stand_by_day_and_height(message: Message) -> None:
    drawn = _drawn(_item(message, (_amount(100, 100), ["2024-11-01"]), (_amount(300, 300), ["2024-11-30"])))
    first, second = drawn.dots
    assert first.x < second.x
    assert drawn.height - BOTTOM > first.y > second.y, "more is higher, and nothing lies below zero"
    assert (first.colour, second.colour) == COLOURS[:2]
    words = [label.text for label in drawn.labels]
    assert {"0", "100", "200", "300", "1 Nov 2024", "30 Nov 2024", "who 0", "who 1"} <= set(words)


def test_heights_are_in_proportion(message: Message) -> None:
    day = ["2024-11-01"]
    drawn = _drawn(_item(message, (_amount(100, 100), day), (_amount(200, 200), day), (_amount(400, 400), day)))
    zero = drawn.height - BOTTOM
    low, middle, high = (zero - dot.y for dot in drawn.dots)
    assert (middle / low, high / low) == (pytest.approx(2), pytest.approx(4))


@pytest.mark.parametrize(
    ("value", "strokes", "hollow"),
    [
        (_amount(300, 300), 0, False),
        (_amount(300, 300, "about"), 0, True),
        (_amount(300, None, "more_than"), 3, False),
        (_amount(None, 300, "at_most"), 3, False),
        (_amount(200, 300, "between"), 3, False),
    ],
)
def test_a_hedge_is_drawn_as_it_was_told(message: Message, value: dict[str, Any], strokes: int, hollow: bool) -> None:
    plain = _drawn(_item(message, (_amount(100, 100), []), (_amount(300, 300), [])))
    drawn = _drawn(_item(message, (_amount(100, 100), []), (value, [])))
    own = [[line for line in one.lines if line.colour == COLOURS[1]] for one in (plain, drawn)]
    assert len(own[1]) - len(own[0]) == strokes
    assert min(min(line.y1, line.y2) for line in drawn.lines) > 0, "an arrow stays on the paper"
    assert (drawn.dots[1].fill == PAPER) is hollow


def test_names_never_lie_on_each_other(message: Message) -> None:
    sides = [(_amount(1000 + number, 1000 + number), ["2024-11-01"]) for number in range(4)]
    drawn = _drawn(_item(message, *sides))
    heights = sorted(label.y for label in drawn.labels if label.text.startswith("who"))
    assert len(heights) == 4
    assert min(b - a for a, b in pairwise(heights)) >= 40
    assert heights[-1] < drawn.height


def test_times_are_bars(message: Message) -> None:
    one = {"start": "2024-06-19", "end": "2024-06-20", "grain": "day"}
    two = {"start": "2024-06-01", "end": None, "grain": "range"}
    drawn = _drawn(_item(message, (one, ["2024-07-01"]), (two, ["2024-07-01"])))
    bars = [line for line in drawn.lines if line.width == 8]
    assert len(bars) == 2
    assert bars[1].x1 < bars[0].x1
    assert bars[1].x2 > bars[0].x2, "an open end runs on"


@pytest.mark.parametrize(
    "sides",
    [
        [({"entity": None, "name": "Ana"}, []), ({"entity": None, "name": "Eva"}, [])],
        [(None, []), (_amount(1, 1), [])],
        [("denied", []), ("asserted", [])],
        [(_amount(None, None), []), (_amount(None, None), [])],
        [(_amount(1, 1), [])],
    ],
)
def test_what_cannot_be_drawn_is_left_out(message: Message, sides: list[Any]) -> None:
    assert drawing(_item(message, *sides), "en") is None


def test_the_picture_is_one_whatever_the_names(message: Message) -> None:
    item = _item(message, (_amount(0, 0), ["2024-11-01", "nonsense"]), (_amount(0.5, 10**18), ["2023"]))
    hostile = replace(item.sides[0], value="<svg onload=x>" * 9, quotes=(), who="& <script> \x00 الجيش 朝鮮")
    drawn = _drawn(replace(item, sides=(hostile, item.sides[1])))
    picture = svg(drawn)
    tree = ElementTree.fromstring(picture)
    assert {one.tag.rpartition("}")[2] for one in tree.iter()} == {"svg", "title", "rect", "line", "circle", "text"}
    assert _png(picture).startswith(b"\x89PNG")


def test_a_page_may_restyle_every_mark(message: Message) -> None:
    drawn = _drawn(_item(message, (_amount(100, 100, "about"), ["2024-11-01"]), (_amount(300, 300), ["2024-11-30"])))
    tree = ElementTree.fromstring(svg(drawn))
    marks = [one for one in tree.iter() if one.tag.rpartition("}")[2] in ("line", "circle", "text")]
    assert marks
    roles = {role for one in marks for role in one.get("class", "missing").split()}
    style = (Path(__file__).parent.parent / "checker/web/static/desk.css").read_text(encoding="utf-8")
    assert roles <= set(ROLES.values())
    assert all(f".figure .{role}" in style for role in set(ROLES.values()) - {"hollow"})


def test_long_names_and_figures_are_told_whole_and_stand_apart(message: Message) -> None:
    told = (
        ("between 1,500 and 2,000 wounded", "the General Staff of the Armed Forces of a country at war"),
        ("at least 1,250,000 displaced", "Observatory of the Rights of Man in the Valleys of the North"),
        ("about 3,000", "Ana"),
    )
    item = _item(message, *((_amount(count, count), ["2024-11-01"]) for count in (100, 101, 102)))
    quote = item.sides[0].quotes[0]
    sides = tuple(
        replace(side, value=value, quotes=(replace(quote, claimants=who),))
        for side, (value, who) in zip(item.sides, told, strict=True)
    )
    drawn = _drawn(replace(item, sides=sides))
    beside = [label for label in drawn.labels if label.anchor == "start" and label.x > RIGHT]
    shown = " ".join(label.text for label in sorted(beside, key=lambda label: label.y))
    for words in told:
        assert all(one in shown for one in words)
    assert "…" not in shown
    heights = sorted(label.y for label in beside)
    assert all(below - above >= 15 for above, below in pairwise(heights))
    assert heights[-1] <= drawn.height
