"""What the pages show, worded and measured: rows of the inbox, bars of values, marked text. Pure."""

from __future__ import annotations

import itertools
import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from checker.alertconfig import MatchConfig
from checker.alerting.match import fits
from checker.alerting.render import item_of, names_told, topic_text
from checker.judging.ranges import Settings, meaning
from checker.model.alert import MessageItem
from checker.model.discrepancy import Change, Discrepancy, Harmless, Quote, Side, StoredDiscrepancy
from checker.model.quantity import Quantity
from checker.model.statement import Value
from checker.model.timespan import TimeSpan
from checker.rulebook.book import Rulebook
from checker.store.base import Action, Store
from checker.texts import say, tell
from checker.wire import worded
from checker.world.labels import entity_label

LOG_FROM = 20  # largest / smallest value from which a scale of ratios is the only one that shows both
ENTITY = re.compile(r"[a-z]+:[a-z][\w+:-]*\Z")  # the id of one
OPEN_REACH = 1.35  # how much farther an open end is drawn than its bound


@dataclass(frozen=True, slots=True)
class Bar:
    """Where a value lies on the scale of its discrepancy, in percent from the left; `open`: it goes on beyond."""

    start: float
    end: float
    open_left: bool
    open_right: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A discrepancy in a list."""

    id: str
    item: MessageItem
    status: str
    status_label: str
    age: str
    changed_at: datetime
    opened_at: datetime
    bars: tuple[Bar | None, ...]
    author: str
    reason: str
    quiet_until: datetime | None


def quiet(store: Store, now: datetime) -> list[tuple[MatchConfig, datetime]]:
    """What people are quiet about at the moment, and until when."""
    return [(MatchConfig.model_validate(one.match), one.ends_at) for one in store.silences() if one.active(now)]


def row_of(
    one: StoredDiscrepancy, lang: str, now: datetime, silences: Iterable[tuple[MatchConfig, datetime]] = ()
) -> Row:
    """A stored discrepancy as a row; `silences` as `quiet` gives them."""
    found = one.discrepancy
    return Row(
        id=found.id,
        item=item_of(found, Change.OPENED, lang),
        status=one.status.value,
        status_label=say(f"alerts.status.{one.status.value}", lang),
        age=ago(one.changed_at, now, lang),
        changed_at=one.changed_at,
        opened_at=one.opened_at,
        bars=bars_of(found.sides),
        author=one.author or "",
        reason=one.reason or "",
        quiet_until=max((until for match, until in silences if fits(found, match)), default=None),
    )


@dataclass(frozen=True, slots=True)
class HarmlessRow:
    """A difference that is none, with its reason and the two quotes."""

    label: str
    reason: str
    quotes: tuple[Quote, Quote]


def harmless_rows(found: Iterable[Harmless], lang: str, most: int = 30) -> list[HarmlessRow]:
    """Harmless differences as rows."""
    return [
        HarmlessRow(say(f"alerts.verdict.{one.verdict.value}", lang), tell(one.reason, lang), one.quotes)
        for one in itertools.islice(found, most)
    ]


def titles(store: Store, ids: Collection[str], lang: str) -> dict[str, str]:
    """What discrepancies are called, with what they are about: of those that are stored."""
    found = store.stored(sorted(ids)) if ids else {}
    return {name: _title(one.discrepancy, lang) for name, one in found.items()}


def _title(one: Discrepancy, lang: str) -> str:
    topic = topic_text(one.topic, lang, names_told(one, lang))
    return " · ".join(part for part in (worded(one.title, lang), topic) if part)


PLACES = {
    **dict.fromkeys(("ack", "dismiss", "reopen", "note", "mute", "undo", "except"), "/d/{}"),
    **dict.fromkeys(("silence", "extend", "expire"), "/silences"),
    **dict.fromkeys(("merge", "split", "unmerge", "unsplit"), "/entities/{}"),
    "unexcept": "/exceptions",
    "wrong": "/articles/{}",
    "replay": "/deliveries",
}


def place_of(made: Action) -> str:
    """Where an action can be looked at; "" where it cannot."""
    return PLACES.get(made.kind, "").format(quote(made.target, safe=""))


ON_NAMES = ("merge", "split", "unmerge", "unsplit")


def target_text(made: Action, called: Mapping[str, str], lang: str) -> str:
    """What an action was done to, in words; `called` are the titles of discrepancies. "" where its reason says it."""
    if made.kind in ON_NAMES:
        return entity_label(made.target, lang)
    if PLACES.get(made.kind) == "/d/{}":
        return called.get(made.target, made.target)
    return say("desk.article", lang) if made.kind == "wrong" else ""


def reason_text(made: Action, lang: str) -> str:
    """Why, as it was said; a name that it begins with is worded."""
    name, colon, rest = made.reason.partition(": ") if made.kind in ON_NAMES else ("", "", made.reason)
    return f"{entity_label(name, lang) if ENTITY.match(name) else name}{colon}{rest}"


def ago(then: datetime, now: datetime, lang: str) -> str:
    """How long ago, in the largest unit that fits."""
    seconds = max(0, int((now - then).total_seconds()))
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= size:
            return say(f"desk.ago.{unit}", lang, count=seconds // size)
    return say("desk.ago.now", lang)


def facet_label(name: str, value: str, lang: str, book: Rulebook) -> str:
    """How a value of a filter is shown."""
    if name == "severity" or name == "verdict":
        return say(f"alerts.{name}.{value}", lang)
    if name == "rule":
        rule = book.rule(value)
        return worded(rule.title, lang) if rule is not None else value
    if name == "lang":
        return say(f"desk.languages.{value}", lang) if value in ("es", "en") else value
    return entity_label(value, lang)


# --- bars ---


def bars_of(sides: Sequence[Side]) -> tuple[Bar | None, ...]:
    """The values of the sides on one scale; None for a side whose value has no place on it."""
    spans = [_span(side.value) for side in sides]
    known = [bound for span in spans if span is not None for bound in span if bound is not None]
    if len(known) < 2:
        return tuple(None for _ in sides)
    timed = any(isinstance(side.value, TimeSpan) for side in sides)
    logarithmic = not timed and min(known) > 0 and max(known) / min(known) >= LOG_FROM
    low, high = min(known), max(known)
    if not timed:
        high *= OPEN_REACH if any(span is not None and span[1] is None for span in spans) else 1.08
        low = low / 1.5 if logarithmic else min(0.0, low)

    def place(value: float) -> float:
        if logarithmic:
            return 100 * math.log(value / low) / math.log(high / low)
        return 100 * (value - low) / (high - low) if high > low else 50.0

    def bar(span: tuple[float | None, float | None] | None) -> Bar | None:
        if span is None:
            return None
        first = 0.0 if span[0] is None else place(span[0])
        last = 100.0 if span[1] is None else place(span[1])
        return Bar(round(first, 2), round(max(last, first + 0.8), 2), span[0] is None, span[1] is None)

    return tuple(bar(span) for span in spans)


def _span(value: Value | None) -> tuple[float | None, float | None] | None:
    if isinstance(value, Quantity):
        # as wide as judging takes it to be
        means = meaning(value, Settings()) if value.low is not None or value.high is not None else None
        return None if means is None else (float(means.low), None if means.high is None else float(means.high))
    if isinstance(value, TimeSpan):
        start = None if value.start is None else value.start.timestamp()
        end = None if value.end is None else value.end.timestamp()
        return None if start is None and end is None else (start, end)
    return None


# --- marked text ---


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that something was read in. `kind` chooses the colour, `note` is shown beside it."""

    start: int
    end: int
    kind: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text with the marks that cover it, outermost first."""

    text: str
    marks: tuple[Mark, ...]


def pieces_of(text: str, marks: Iterable[Mark], start: int = 0, end: int | None = None) -> list[Piece]:
    """The text between two offsets, cut wherever a mark begins or ends."""
    stop = len(text) if end is None else end
    inside = sorted((m for m in marks if m.start < stop and m.end > start), key=lambda m: (m.start, -m.end, m.kind))
    cuts = sorted({start, stop, *(min(max(edge, start), stop) for m in inside for edge in (m.start, m.end))})
    found = []
    active: list[Mark] = []
    upcoming = iter(inside)
    following = next(upcoming, None)
    for left, right in itertools.pairwise(cuts):
        active = [mark for mark in active if mark.end > left]
        while following is not None and following.start <= left:
            active.append(following)
            following = next(upcoming, None)
        found.append(Piece(text[left:right], tuple(active)))
    return found


def paragraph_around(text: str, start: int, end: int, *, most: int = 900) -> tuple[int, int]:
    """The paragraph in which a quote stands, cut to about `most` characters around it where it is longer."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last - first <= most:
        return first, last
    room = max(0, most - (end - start)) // 2
    left, right = max(first, start - room), min(last, end + room)
    while left > first and not text[left - 1].isspace():
        left -= 1
    while right < last and not text[right].isspace():
        right += 1
    return left, right
