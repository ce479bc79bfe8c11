"""The figure of a disagreement: what each side says, with its range, on an axis of time, as SVG.

Quantities stand at the days they were published, from zero up; a hedge is drawn as it was told: an arrow for an open
end, a bar for a range, a hollow dot for "about". Times that are disagreed on are bars on the axis, a row a side.
"""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from checker.model.alert import MessageItem
from checker.model.discrepancy import Change
from checker.model.timespan import TimeSpan
from checker.texts import say
from checker.texts.wording import clean, clip, number_text, short_day

COLOURS = ("#2463a8", "#b8500c", "#3d7a3a", "#7a4a9c")  # of the sides, as in mail.html
MORE = ("#8a6a00", "#1b7575", "#a13a5e", "#55594f")  # where more have to be told apart than a mail shows
GREY, FAINT, DARK = "#66635b", "#dcd8cd", "#1d1d1b"
PAPER = "#faf8f2"
ROLES = {  # classes by which a page of its own colours, a dark one say, restyles the figure
    **{colour: f"side{number}" for number, colour in enumerate((*COLOURS, *MORE))},
    GREY: "soft",
    FAINT: "line",
    DARK: "ink",
    PAPER: "hollow",
}
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 460, 58, 232, 20, 34  # pixels; names stand right of RIGHT
ROW = 60  # pixels between two names, at least
VALUE, NAME = 24, 28  # letters on a row of what is said, and of who says it
ARROW = 24  # pixels that an open end reaches
FAMILY = "Noto Sans, Helvetica, Arial, sans-serif"


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
    note: str = ""  # what is told where it is pointed at


@dataclass(frozen=True, slots=True)
class Label:
    """Words at (x, y), aligned `start`, `middle` or `end`."""

    x: float
    y: float
    text: str
    colour: str = GREY
    size: int = 13
    anchor: str = "start"


@dataclass(slots=True)
class Drawing:
    """What is drawn, in order; `title` is what a screen reader says."""

    height: int
    title: str
    width: int = WIDTH
    right: int = RIGHT  # where the plot ends
    lines: list[Line] = field(default_factory=list)
    dots: list[Dot] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


def drawing(item: MessageItem, lang: str) -> Drawing | None:
    """The figure of a disagreement; None where its values are neither amounts nor times, and where it is over."""
    given = item.data.get("sides")
    if item.change == Change.RESOLVED and "settled" in item.data:
        return None
    if not isinstance(given, list) or len(given) < 2 or len(given) != len(item.sides):
        return None
    title = " | ".join(f"{side.value}: {side.who}" for side in item.sides[: len(COLOURS)])
    values = [side.get("value") for side in given[: len(COLOURS)]]
    drawn = Drawing(TOP + BOTTOM + max(_room(item, len(values)) * len(values) + 10, 130), title)
    if all(isinstance(value, Mapping) and "qualifier" in value for value in values):
        days = [_days(side) for side in given[: len(COLOURS)]]
        return _amounts(drawn, item, values, days, lang)
    if all(isinstance(value, Mapping) and "grain" in value for value in values):
        return _times(drawn, item, values, lang)
    return None


def svg(drawn: Drawing) -> str:
    """A drawing as an SVG document; everything in it that comes from an article is escaped.

    Colours are attributes, which any style sheet overrules by the classes of ROLES.
    """
    size = f'width="{drawn.width}" height="{drawn.height}" viewBox="0 0 {drawn.width} {drawn.height}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}" role="img">']
    parts.append(f'<title>{_e(drawn.title)}</title><rect width="100%" height="100%" fill="{PAPER}"/>')
    for line in drawn.lines:
        ends = f'x1="{line.x1:.1f}" y1="{line.y1:.1f}" x2="{line.x2:.1f}" y2="{line.y2:.1f}"'
        style = f'class="{ROLES[line.colour]}" stroke="{line.colour}" stroke-width="{line.width}"'
        parts.append(f'<line {ends} {style} stroke-linecap="round"/>')
    for dot in drawn.dots:
        roles = ROLES[dot.colour] if dot.fill == dot.colour else f"{ROLES[dot.colour]} {ROLES[dot.fill]}"
        style = f'class="{roles}" fill="{dot.fill}" stroke="{dot.colour}" stroke-width="2.5"'
        parts.append(f'<circle cx="{dot.x:.1f}" cy="{dot.y:.1f}" r="5" {style}{_note(dot)}')
    for label in drawn.labels:
        style = (
            f'class="{ROLES[label.colour]}" fill="{label.colour}" font-size="{label.size}" text-anchor="{label.anchor}"'
        )
        parts.append(f'<text x="{label.x:.1f}" y="{label.y:.1f}" {style}>{_e(label.text)}</text>')
    return "".join([*parts, "</svg>"])


def _note(dot: Dot) -> str:
    return f"><title>{_e(dot.note)}</title></circle>" if dot.note else "/>"


def _e(text: str) -> str:
    return html.escape(clean(text), quote=True)


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
    step = step_of(max(max(numbers), 0) - min(min(numbers), 0))
    least, most = math.floor(min(min(numbers), 0) / step) * step, math.ceil(max(numbers) / step) * step
    open_above = [float(value["low"]) for value in values if value["low"] is not None and value["high"] is None]
    while open_above and (most - max(open_above)) / ((most - least) or 1) * (top - bottom) < ARROW:
        most += step  # room for the arrow

    def height(number: float) -> float:
        return top - (number - least) / ((most - least) or 1) * (top - bottom)

    for count in range(round((most - least) / step) + 1):
        number = least + count * step
        drawn.lines.append(Line(LEFT, height(number), RIGHT, height(number), GREY if number == 0 else FAINT))
        text = number_text(Decimal(repr(number)), lang)
        drawn.labels.append(Label(LEFT - 8, height(number) + 4, text, anchor="end"))
    place = axis(drawn, [day for some in days for day in some], top, lang)
    ends = []
    for value, some, colour in zip(values, days, COLOURS, strict=False):
        low, high = value["low"], value["high"]
        at = height(float(high if low is None else low if high is None else (low + high) / 2))
        spots = [place(day) for day in some] or [(LEFT + RIGHT) / 2]
        drawn.lines.append(Line(spots[0], at, spots[-1], at, colour, 1.5))
        for x in spots:
            mark_of(drawn, x, at, value, height, colour)
        ends.append((spots[-1], at))
    _names(drawn, item, ends)
    return drawn


def mark_of(
    drawn: Drawing, x: float, at: float, value: Mapping[str, Any], height: Any, colour: str, note: str = ""
) -> None:
    """One amount: a dot, with an arrow where an end is open and a bar where both are told."""
    low, high = value["low"], value["high"]
    if low is None or high is None:
        tip = at + (ARROW if low is None else -ARROW)
        back = tip + (-6 if low is None else 6)
        drawn.lines.append(Line(x, at, x, tip, colour, 2))
        drawn.lines += [Line(x + side, back, x, tip, colour, 2) for side in (-5, 5)]
    elif low != high:
        drawn.lines.append(Line(x, height(float(low)), x, height(float(high)), colour, 3))
        drawn.lines += [Line(x - 6, height(float(end)), x + 6, height(float(end)), colour, 2) for end in (low, high)]
    drawn.dots.append(Dot(x, at, colour, PAPER if value["qualifier"] == "about" else colour, note))


def step_of(reach: float) -> float:
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
    place = axis(drawn, known, top, lang)
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


def axis(drawn: Drawing, days: Sequence[datetime], at: float, lang: str) -> Any:
    """The axis of time at the bottom, with its first and last day told; where a time stands on it."""
    drawn.lines.append(Line(LEFT, at, drawn.right, at, GREY))
    if not days:
        return lambda _: (LEFT + drawn.right) / 2
    first, last = min(days), max(days)
    reach = (last - first).total_seconds()
    inset = 24

    def place(day: datetime) -> float:
        share = (day - first).total_seconds() / reach if reach else 0.5
        return LEFT + inset + share * (drawn.right - LEFT - 2 * inset)

    told = _told([first, last] if reach else [first], lang)
    for day, words in told.items():
        drawn.lines.append(Line(place(day), at, place(day), at + 5, GREY))
        anchor = "middle" if not reach else "start" if day == first else "end"
        shift = 0 if not reach else -inset if day == first else inset
        drawn.labels.append(Label(place(day) + shift, at + 22, words, anchor=anchor))
    return place


def _told(ends: Sequence[datetime], lang: str) -> dict[datetime, str]:
    """The ends of the axis in words; of one day with their hours, and only one of them in one minute."""
    words = [short_day(end, lang) for end in ends]
    if len(set(words)) < len(words):
        hours = [f"{end.astimezone(UTC):%H:%M}" for end in ends]
        if hours[0] == hours[1]:
            return {ends[0]: words[0]}
        # what is told of a day stands at its beginning, which is no hour that anybody told
        words[0] = words[0] if hours[0] == "00:00" else say("values.moment", lang, day=words[0], time=hours[0])
        words[1] = f"{hours[1]} UTC"
    return dict(zip(ends, words, strict=True))


def _names(drawn: Drawing, item: MessageItem, ends: Sequence[tuple[float, float]]) -> None:
    """Who says it, right of the plot, as near to its mark as the others allow, with a line between."""
    order = sorted(range(len(ends)), key=lambda number: ends[number][1])
    room = _room(item, len(ends))
    floor = drawn.height - room + 22.0 - (len(order) - 1) * room
    last = -math.inf
    for place, number in enumerate(order):
        x, at = ends[number]
        y = max(min(max(at, TOP + 4), floor + place * room), last + room)
        last = y
        said, who = _words(item, number)
        drawn.lines.append(Line(x + 8, at, RIGHT + 8, y, COLOURS[number], 0.75))
        for row, words in enumerate(said):
            drawn.labels.append(Label(RIGHT + 13, y + 2 + 18 * row, words, COLOURS[number], 15))
        for row, words in enumerate(who):
            drawn.labels.append(Label(RIGHT + 13, y + 1 + 18 * len(said) + 16 * row, words, DARK))


def _room(item: MessageItem, sides: int) -> int:
    """Pixels that what a side says and who says it take, of the side that takes most."""
    words = [_words(item, number) for number in range(sides)]
    return max(ROW, *(18 * len(said) + 16 * len(who) + 10 for said, who in words))


def _words(item: MessageItem, number: int) -> tuple[list[str], list[str]]:
    return rows_of(item.sides[number].value, VALUE, 2), rows_of(_speaker(item, number), NAME, 3)


def _speaker(item: MessageItem, number: int) -> str:
    """The first who says it, by name alone; the message tells the rest."""
    side = item.sides[number]
    return (side.quotes[0].claimants or side.quotes[0].outlet) if side.quotes else side.who


def rows_of(text: str, size: int, most: int) -> list[str]:
    """A text on as many rows of so many letters as it needs, and no more than `most`."""
    rows = textwrap.wrap(" ".join(text.split()), size, max_lines=most, placeholder="…") or [""]
    return [clip(row, size) for row in rows]
