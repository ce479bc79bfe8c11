"""The figure of a disagreement: what each side says, with its range, on an axis of time; as SVG and as PNG.

Quantities stand at the days they were published, from zero up; a hedge is drawn as it was told: an arrow for an open
end, a bar for a range, a hollow dot for "about". Times that are disagreed on are bars on the axis, a row a side.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from checker.model.alert import MessageItem
from checker.model.timespan import TimeSpan
from checker.texts.wording import number_text, time_text

COLOURS = ("#2463a8", "#b8500c", "#3d7a3a", "#7a4a9c")  # of the sides, as in mail.html
GREY, FAINT, DARK = "#66635b", "#dcd8cd", "#1d1d1b"
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 564, 64, 320, 22, 34  # pixels; names stand right of RIGHT
ROW = 46  # pixels between two names
FONT = Path(__file__).parent / "fonts" / "figures.ttf"
SHARPNESS = 2  # pixels of the picture for one of the drawing: fine screens


@dataclass(frozen=True, slots=True)
class Line:
    """From (x1, y1) to (x2, y2)."""

    x1: float
    y1: float
    x2: float
    y2: float
    colour: str
    width: float = 1.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle around (x, y); `fill` is the card's own colour where it is hollow."""

    x: float
    y: float
    colour: str
    fill: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words at (x, y), aligned `start`, `middle` or `end`."""

    x: float
    y: float
    text: str
    colour: str = GREY
    size: int = 12
    anchor: str = "start"


@dataclass(slots=True)
class Drawing:
    """What figure.svg draws, in order."""

    height: int
    title: str
    width: int = WIDTH
    paper: str = "#faf8f2"
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def drawing(item: MessageItem, lang: str) -> Drawing | None:
    """The figure of a disagreement; None where its values are neither amounts nor times."""
    given = item.data.get("sides")
    if not isinstance(given, list) or len(given) < 2 or len(given) != len(item.sides):
        return None
    title = " | ".join(f"{side.value}: {side.who}" for side in item.sides[: len(COLOURS)])
    values = [side.get("value") for side in given[: len(COLOURS)]]
    drawn = Drawing(TOP + BOTTOM + max(ROW * len(values) + 20, 130), title)
    if all(isinstance(value, Mapping) and "qualifier" in value for value in values):
        days = [_days(side) for side in given[: len(COLOURS)]]
        return _amounts(drawn, item, values, days, lang)
    if all(isinstance(value, Mapping) and "grain" in value for value in values):
        return _times(drawn, item, values, lang)
    return None


def png(svg: str) -> bytes:
    """A figure as PNG, with letters on any machine."""
    import resvg_py  # a Rust library of some megabytes that only those who send mail need

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, font_files=[str(FONT)], zoom=SHARPNESS))


# --- amounts ---


def _amounts(
    drawn: Drawing,
    item: MessageItem,
    values: Sequence[Mapping[str, Any]],
    days: Sequence[Sequence[datetime]],
    lang: str,
) -> Drawing | None:
    numbers = [float(end) for value in values for end in (value["low"], value["high"]) if end is not None]
    if not numbers or not all(math.isfinite(number) for number in numbers):
        return None
    top, bottom = drawn.height - BOTTOM, TOP
    step = _step(max(max(numbers), 0) - min(min(numbers), 0))
    least, most = math.floor(min(min(numbers), 0) / step) * step, math.ceil(max(numbers) / step) * step

    def height(number: float) -> float:
        return top - (number - least) / ((most - least) or 1) * (top - bottom)

    for count in range(round((most - least) / step) + 1):
        number = least + count * step
        drawn.lines.append(Line(LEFT, height(number), RIGHT, height(number), GREY if number == 0 else FAINT))
        text = number_text(Decimal(repr(number)), lang)
        drawn.labels.append(Label(LEFT - 8, height(number) + 4, text, anchor="end"))
    place = _axis(drawn, [day for some in days for day in some], top, lang)
    ends = []
    for value, some, colour in zip(values, days, COLOURS, strict=False):
        low, high = value["low"], value["high"]
        at = height(float(high if low is None else low if high is None else (low + high) / 2))
        spots = [place(day) for day in some] or [(LEFT + RIGHT) / 2]
        drawn.lines.append(Line(spots[0], at, spots[-1], at, colour, 1.5))
        for x in spots:
            _mark(drawn, x, at, value, height, colour)
        ends.append((spots[-1], at))
    _names(drawn, item, ends)
    return drawn


def _mark(drawn: Drawing, x: float, at: float, value: Mapping[str, Any], height: Any, colour: str) -> None:
    """One amount: a dot, with an arrow where an end is open and a bar where both are told."""
    low, high = value["low"], value["high"]
    if low is None or high is None:
        tip = at + (26 if low is None else -26)
        back = tip + (-6 if low is None else 6)
        drawn.lines.append(Line(x, at, x, tip, colour, 2))
        drawn.lines += [Line(x + side, back, x, tip, colour, 2) for side in (-5, 5)]
    elif low != high:
        drawn.lines.append(Line(x, height(float(low)), x, height(float(high)), colour, 3))
        drawn.lines += [Line(x - 6, height(float(end)), x + 6, height(float(end)), colour, 2) for end in (low, high)]
    drawn.dots.append(Dot(x, at, colour, drawn.paper if value["qualifier"] == "about" else colour))


def _step(reach: float) -> float:
    """A round step that divides a reach into two to five."""
    if reach <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(reach))
    return next(size * power for size in (0.2, 0.5, 1, 2, 2.5, 5) if reach / (size * power) <= 4.5)


def _days(side: Mapping[str, Any]) -> list[datetime]:
    """The days on which a side was published, in order, each once."""
    found = set()
    for quote in side.get("quotes", ()):
        try:
            start = TimeSpan.from_iso(quote["published"]).start if quote.get("published") else None
        except ValueError:
            start = None
        if start is not None:
            found.add(start.replace(hour=0, minute=0, second=0, microsecond=0))
    return sorted(found)


# --- times ---


def _times(drawn: Drawing, item: MessageItem, values: Sequence[Mapping[str, Any]], lang: str) -> Drawing | None:
    spans = [TimeSpan.from_json(value) for value in values]
    known = [end for span in spans for end in (span.start, span.end) if end is not None]
    if not known:
        return None
    top = drawn.height - BOTTOM
    place = _axis(drawn, known, top, lang)
    ends = []
    for row, (span, colour) in enumerate(zip(spans, COLOURS, strict=False)):
        at = TOP + 24 + row * ROW
        left = LEFT - 24.0 if span.start is None else place(span.start)
        right = RIGHT + 12.0 if span.end is None else max(place(span.end), left + 6)
        drawn.lines.append(Line(left, at, right, at, colour, 8))
        drawn.lines.append(Line(left, at, left, top, FAINT))
        ends.append((right, at))
    _names(drawn, item, ends)
    return drawn


# --- what both have ---


def _axis(drawn: Drawing, days: Sequence[datetime], at: float, lang: str) -> Any:
    """The axis of time at the bottom, with its first and last day told; where a time stands on it."""
    drawn.lines.append(Line(LEFT, at, RIGHT, at, GREY))
    if not days:
        return lambda _: (LEFT + RIGHT) / 2
    first, last = min(days), max(days)
    reach = (last - first).total_seconds()
    inset = 30

    def place(day: datetime) -> float:
        share = (day - first).total_seconds() / reach if reach else 0.5
        return LEFT + inset + share * (RIGHT - LEFT - 2 * inset)

    for day in dict.fromkeys([first, last]):
        drawn.lines.append(Line(place(day), at, place(day), at + 5, GREY))
        words = time_text(TimeSpan.from_day(day.year, day.month, day.day), lang)
        anchor = "middle" if not reach else "start" if day == first else "end"
        shift = 0 if not reach else -inset if day == first else inset
        drawn.labels.append(Label(place(day) + shift, at + 22, words, anchor=anchor))
    return place


def _names(drawn: Drawing, item: MessageItem, ends: Sequence[tuple[float, float]]) -> None:
    """Who says it, right of the plot, as near to its mark as the others allow, with a line between."""
    order = sorted(range(len(ends)), key=lambda number: ends[number][1])
    floor = drawn.height - 24.0 - (len(order) - 1) * ROW
    last = -math.inf
    for place, number in enumerate(order):
        x, at = ends[number]
        y = max(min(max(at, TOP + 4), floor + place * ROW), last + ROW)
        last = y
        side, colour = item.sides[number], COLOURS[number]
        drawn.lines.append(Line(x + 8, at, RIGHT + 14, y, colour, 0.75))
        drawn.labels.append(Label(RIGHT + 20, y + 2, _short(side.value, 26), colour, 15))
        drawn.labels.append(Label(RIGHT + 20, y + 18, _short(side.who, 36), DARK))


def _short(text: str, size: int) -> str:
    text = " ".join(text.split())
    return text if len(text) <= size else text[: size - 1].rstrip() + "…"
