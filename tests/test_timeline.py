"""What is told over time: each in its row and colour, amounts on a scale on which all of them can be seen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from xml.etree import ElementTree

import pytest

from checker.chart import PAPER, svg
from checker.timeline import COLOURS, LEFT, MORE_ROW, OTHERS, PLOT, Look, Point, amounts, colour_of, lanes_of, rows

DAY = datetime(2030, 5, 1, tzinfo=UTC)


def _point(lane: str, days: int, low: float | None, high: float | None, qualifier: str = "exact") -> Point:
    amount = {"low": low, "high": high, "qualifier": qualifier}
    return Point(lane, DAY + timedelta(days=days), f"{lane} <{low}>", amount)


def test_amounts_stand_by_time_and_size() -> None:
    drawn = amounts([_point("a", 0, 100, 100), _point("b", 10, 400, 400)], "en", "told")
    assert drawn is not None
    first, second = drawn.dots[:2]
    assert LEFT < first.x < second.x < PLOT
    assert first.y > second.y  # upwards is more
    assert [label.text for label in drawn.labels][-2:] == ["a", "b"]


def test_amounts_far_apart_are_told_on_a_scale_of_ratios() -> None:
    drawn = amounts([_point("a", 0, 10, 10), _point("b", 1, 100, 100), _point("c", 2, 10_000, 10_000)], "en", "told")
    assert drawn is not None
    heights = [dot.y for dot in drawn.dots[:3]]
    assert round((heights[1] - heights[2]) / (heights[0] - heights[1]), 6) == 2


def test_marks_of_one_day_and_amount_stand_side_by_side() -> None:
    points = [_point(f"speaker {number}", 0, 300, 300) for number in range(7)] + [_point("late", 30, 300, 300)]
    drawn = amounts(points, "en", "told")
    assert drawn is not None
    spots = sorted(dot.x for dot in drawn.dots[:8])
    assert all(right - left >= 10 for left, right in pairwise(spots))
    assert all(LEFT <= x <= PLOT for x in spots)


def test_sixty_marks_stay_on_the_paper() -> None:
    drawn = amounts([_point(f"speaker {number % 9}", number % 3, 300, 300) for number in range(60)], "en", "told")
    assert drawn is not None
    assert all(LEFT <= dot.x <= PLOT for dot in drawn.dots[:60])
    assert len({dot.x for dot in drawn.dots[:60]}) > 30


def test_nothing_is_drawn_of_what_is_no_amount() -> None:
    assert amounts([Point("a", DAY, "denies")], "en", "told") is None
    assert amounts([_point("a", 0, None, None, "vague")], "en", "told") is None
    assert amounts([_point("a", 0, float("nan"), None)], "en", "told") is None
    assert rows([], "en", "told") is None


def test_more_speakers_than_colours_share_one() -> None:
    points = [_point(f"speaker {number}", number, 10, 10) for number in range(len(COLOURS) + 3)]
    lanes = lanes_of(points)
    assert [colour_of(lane, lanes) for lane in lanes] == [*COLOURS, OTHERS, OTHERS, OTHERS]
    drawn = amounts(points, "en", "told")
    assert drawn is not None
    assert drawn.labels[-1].text == "+ 3"


def test_rows_have_bars_for_what_lasts_and_crosses_for_what_is_denied() -> None:
    points = [
        Point("holder", DAY, "in office", until=DAY + timedelta(days=30)),
        Point("rival", DAY, "denies", look=Look.AGAINST),
        Point("other", DAY, "may be", look=Look.LOOSE),
    ]
    drawn = rows(points, "es", "told")
    assert drawn is not None
    (bar,) = [line for line in drawn.lines if line.width == 8]
    assert bar.x2 > bar.x1
    assert len([line for line in drawn.lines if line.width == 2.5]) == 2
    assert [dot.fill for dot in drawn.dots if dot.note == "may be"] == [PAPER]


def test_hostile_words_are_escaped() -> None:
    drawn = amounts([_point("<script>", 0, 1, 2)], "en", '"><script>')
    assert drawn is not None
    text = svg(drawn)
    assert "<script>" not in text
    ElementTree.fromstring(text)


@pytest.mark.parametrize("draw", [amounts, rows])
def test_long_names_are_told_whole_and_stand_apart(draw: Any) -> None:
    lanes = [
        "the Observatory of the Rights of Man in the Valleys of the North",
        "Ana",
        "the General Staff of a country",
    ]
    day = datetime(2024, 11, 1, tzinfo=UTC)
    points = [
        Point(lane, day + timedelta(days=number), "", {"low": 100, "high": 100, "qualifier": "exact"})
        for number, lane in enumerate(lanes)
    ]
    drawn = draw(points, "en", "title")
    beside = [label for label in drawn.labels if label.x > PLOT]
    assert " ".join(label.text for label in sorted(beside, key=lambda label: label.y)) == " ".join(lanes)
    heights = sorted(label.y for label in beside)
    assert all(below - above >= MORE_ROW for above, below in pairwise(heights))
    assert heights[-1] < drawn.height


@pytest.mark.parametrize(
    ("hours", "ticks"),
    [
        ((9, 14), ["3 Nov 2024, 09:00", "14:00 UTC"]),
        ((0, 14), ["3 Nov 2024", "14:00 UTC"]),
        ((9, 9), ["3 Nov 2024"]),
        ((9, 39), ["3 Nov 2024", "4 Nov 2024"]),
    ],
)
def test_no_two_ticks_are_alike(hours: tuple[int, int], ticks: list[str]) -> None:
    day = datetime(2024, 11, 3, tzinfo=UTC)
    amount = {"low": 100, "high": 100, "qualifier": "exact"}
    drawn = amounts([Point("a", day + timedelta(hours=hour), "", amount) for hour in hours], "en", "told")
    assert drawn is not None
    assert [label.text for label in drawn.labels if "2024" in label.text or "UTC" in label.text] == ticks
