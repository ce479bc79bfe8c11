"""What is told of one topic over time, as SVG: amounts on one scale, stances and terms of office in rows.

In: points, each with the lane (a speaker, a person in office) that it belongs to. Out: a drawing, as figure.py draws.
Amounts that lie far apart stand on a scale of ratios, as the small ones would be lost on any other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from itertools import accumulate
from typing import Any

from checker.chart import COLOURS as SIDES
from checker.chart import DARK, FAINT, GREY, MORE, PAPER, Dot, Drawing, Label, Line, axis, mark_of, rows_of, step_of
from checker.texts.wording import number_text

COLOURS = (*SIDES, *MORE)
OTHERS = GREY  # whoever has no colour of their own
LETTERS, ROWS, MORE_ROW = 27, 3, 15  # of a name: on a row, how many rows, and pixels that each further one takes
WIDTH, PLOT = 760, 520  # pixels: all of it, and where the plot ends
LEFT, TOP, BOTTOM, ROW, LEAST = 58, 20, 34, 24, 240
APART, BESIDE = 11, 12  # pixels between marks side by side, and how many stand so at most on either side
FAR = 50  # largest / smallest amount from which on the scale is one of ratios


class Look(StrEnum):
    """How firmly something is told: a full dot, a hollow one, a cross."""

    FIRM = "firm"
    LOOSE = "loose"
    AGAINST = "against"


@dataclass(frozen=True, slots=True)
class Point:
    """Something told at a time. `amount` has the keys low, high and qualifier; `until` is the end of what lasts."""

    lane: str
    at: datetime
    note: str
    amount: Mapping[str, Any] | None = None
    until: datetime | None = None
    look: Look = Look.FIRM


def lanes_of(points: Sequence[Point]) -> list[str]:
    """The lanes in the order in which they begin; the first ones have a colour of their own."""
    return list(dict.fromkeys(point.lane for point in sorted(points, key=lambda point: (point.at, point.lane))))


def colour_of(lane: str, lanes: Sequence[str]) -> str:
    """The colour of a lane."""
    number = lanes.index(lane)
    return COLOURS[number] if number < len(COLOURS) else OTHERS


def amounts(points: Sequence[Point], lang: str, title: str) -> Drawing | None:
    """Amounts over time, a colour for each lane; None where there is no amount to draw."""
    shown = [point for point in points if point.amount is not None and _ends(point.amount)]
    if not shown:
        return None
    lanes = lanes_of(shown)
    names, tops = _legend(lanes[: len(COLOURS)])
    drawn = _paper(max(LEAST, TOP + BOTTOM + ROW + tops[-1]), title)
    floor = drawn.height - BOTTOM
    place = axis(drawn, [point.at for point in shown], floor, lang)
    height = _scale(drawn, [end for point in shown if point.amount for end in _ends(point.amount)], floor, lang)
    taken: list[tuple[float, float]] = []
    for point in sorted(shown, key=lambda point: point.at):
        value = {"low": None, "high": None, "qualifier": "exact", **(point.amount or {})}
        low, high = value["low"], value["high"]
        middle = float(high if low is None else low if high is None else (low + high) / 2)
        spot = _free(place(point.at), height(middle), taken)
        mark_of(drawn, spot, height(middle), value, height, colour_of(point.lane, lanes), point.note)
    for name, top, colour in zip(names, tops, COLOURS, strict=False):
        drawn.dots.append(Dot(PLOT + 24, TOP + 8 + top, colour, colour))
        _write(drawn, PLOT + 36, TOP + 12 + top, name)
    if len(lanes) > len(COLOURS):
        y = TOP + 12 + tops[-1]
        drawn.labels.append(Label(PLOT + 36, y, f"+ {len(lanes) - len(COLOURS)}", OTHERS))
    return drawn


def rows(points: Sequence[Point], lang: str, title: str) -> Drawing | None:
    """What is no amount, a row for each lane: a bar for what lasts, a dot for what is told once."""
    if not points:
        return None
    lanes = lanes_of(points)
    names, tops = _legend(lanes)
    drawn = _paper(TOP + BOTTOM + tops[-1] + 8, title)
    floor = drawn.height - BOTTOM
    ends = [end for point in points for end in (point.at, point.until) if end is not None]
    place = axis(drawn, ends, floor, lang)
    for lane, name, top in zip(lanes, names, tops, strict=False):
        y, colour = TOP + top, colour_of(lane, lanes)
        drawn.lines.append(Line(LEFT, y, PLOT, y, FAINT))
        _write(drawn, PLOT + 13, y + 4, name)
        for point in (one for one in points if one.lane == lane):
            x = place(point.at)
            if point.until is not None:
                drawn.lines.append(Line(x, y, max(place(point.until), x + 6), y, colour, 8))
            if point.look is Look.AGAINST:
                drawn.lines += [Line(x - 7, y + side, x + 7, y - side, colour, 2.5) for side in (-7, 7)]
            drawn.dots.append(Dot(x, y, colour, colour if point.look is Look.FIRM else PAPER, point.note))
    return drawn


def _legend(lanes: Sequence[str]) -> tuple[list[list[str]], list[int]]:
    """The names of lanes, row by row, with how far down each begins, and last where they end."""
    names = [rows_of(lane, LETTERS, ROWS) for lane in lanes]
    return names, list(accumulate((ROW + MORE_ROW * (len(name) - 1) for name in names), initial=0))


def _write(drawn: Drawing, x: float, y: float, name: Sequence[str]) -> None:
    drawn.labels += [Label(x, y + MORE_ROW * row, words, DARK) for row, words in enumerate(name)]


def _paper(height: int, title: str) -> Drawing:
    return Drawing(height, title, width=WIDTH, right=PLOT)


def _free(x: float, y: float, taken: list[tuple[float, float]]) -> float:
    """Where a mark covers no other: beside those that tell the same of the same day, first right, then left of it."""
    steps = [side * count * APART for count in range(BESIDE) for side in ((1, -1) if count else (1,))]
    fits = (
        x + step
        for step in steps
        if LEFT < x + step < PLOT and all(abs(x + step - a) >= APART or abs(y - b) >= APART for a, b in taken)
    )
    at = next(fits, x)
    taken.append((at, y))
    return at


def _ends(amount: Mapping[str, Any]) -> list[float]:
    told = [float(amount[name]) for name in ("low", "high") if amount.get(name) is not None]
    return [number for number in told if math.isfinite(number)]


def _scale(drawn: Drawing, numbers: Sequence[float], floor: float, lang: str) -> Any:
    """The lines of the scale with their numbers; where a number stands on it."""
    least, most = min(numbers), max(numbers)
    ratios = least > 0 and most / least >= FAR
    if ratios:
        low, high = math.floor(math.log10(least)), math.ceil(math.log10(most) + 0.08)
        stops = [10.0**power for power in range(low, high + 1)]
    else:
        step = step_of(max(most, 0) - min(least, 0))
        low, high = math.floor(min(least, 0) / step), math.ceil(most / step + 0.25)
        stops = [step * count for count in range(low, high + 1)]

    def height(number: float) -> float:
        at = math.log10(number) if ratios else number / step
        return floor - (at - low) / ((high - low) or 1) * (floor - TOP)

    for stop in stops:
        drawn.lines.append(Line(LEFT, height(stop), PLOT, height(stop), GREY if stop == 0 else FAINT))
        text = number_text(Decimal(repr(stop)), lang)
        drawn.labels.append(Label(LEFT - 8, height(stop) + 4, text, anchor="end"))
    return height
