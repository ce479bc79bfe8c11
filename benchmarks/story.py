"""A month of news told to people: how many messages a story of 3,000 articles makes, and whether one is missing.

    uv run python benchmarks/story.py                # the month; prints figures as JSON
    uv run python benchmarks/story.py 400 9          # so many articles besides those of conflicts, over so many days
    uv run python benchmarks/story.py --check        # and fails when a figure is not reached

40 outlets and 4 agencies write of 98 things (tolls, troops and the like in fourteen places). Most articles agree within what
hedges and rounding allow, and half of them are wire copies. Now and then one prints what cannot be true beside the
others: a conflict, which may grow, be corrected, or flap. Statements are made directly; judging, alerting, delivery
and the store are the product's own. The seed is fixed.

Figures: `fewer`, the share of messages saved against a naive bot that sends one for every finding (each article held
against those on the same thing of three days by `!=`), and `fewer_than_judged`, against one that judges as well as
this and sends one for each pair that disagrees, once; `missed`, conflicts of which nobody was told while they stood;
`per_change`, the median of messages about a thing from one real change (opened, worse, corrected) to the next.
"""

from __future__ import annotations

import json
import random
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import combinations, product
from pathlib import Path

from checker import pipeline
from checker.alertconfig import AlertingConfig
from checker.model.alert import Message, Outcome
from checker.model.article import Article
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Claimant, Reading, Ref, Statement
from checker.model.timespan import TimeSpan
from checker.rulebook.book import load_rulebook, shipped_folder
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore

START = datetime(2026, 3, 20, tzinfo=UTC)  # the clocks are put forward on the way
AGENCIES = ("Agencia Norte", "Agencia Sur", "Cable Press", "Wire One")
OUTLETS = tuple(f"Diario {number:02d}" for number in range(1, 41))
NAMES = (
    "Alba",
    "Bruma",
    "Cedro",
    "Duna",
    "Eco",
    "Faro",
    "Gala",
    "Hoz",
    "Isla",
    "Jara",
    "Kiosco",
    "Loma",
    "Mina",
    "Nube",
)
PLACES = tuple(f"Villa {name}" for name in NAMES)
FACTS = ("killed", "injured", "displaced", "detained", "infected", "hostages", "troops")
WHO = (("Kiev", "country:ua"), ("Moscú", "country:ru"))
POLL = timedelta(hours=2)


@dataclass(frozen=True)
class Print:
    """One article as it comes out, or comes out again: what it says of one thing."""

    at: datetime
    article: str
    outlet: str
    origin: str
    thing: tuple[str, str]
    value: Quantity
    claimant: str | None = None
    revision: int = 1


@dataclass
class Conflict:
    """What cannot be true beside the others: the articles that say so, from when to when, and its real changes."""

    thing: tuple[str, str]
    articles: set[str]
    begins: datetime
    ends: datetime
    changes: list[datetime]
    kind: str


@dataclass
class Story:
    """Everything that is printed, in order, and what is wrong with it."""

    prints: list[Print] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def story(articles: int, days: int, seed: int) -> Story:
    """So many articles over so many days, besides those of the conflicts.

    A conflict has its thing to itself for some days; one that nobody corrects, for good: the same wrong figure in
    other papers later is the same disagreement, which people know of.
    """
    chance = random.Random(seed)
    made = Story()
    things = list(product(FACTS, PLACES))
    truth = {thing: chance.choice((120, 300, 750, 1200, 4800, 11_000)) for thing in things}
    number = 0
    while number < articles:
        thing = chance.choice(things)
        at = START + timedelta(minutes=chance.uniform(0, days * 24 * 60))
        copies = chance.choice((1, 1, 1, 2, 3, 5)) if number + 5 < articles else 1
        origin = chance.choice(AGENCIES)
        value = _near(truth[thing], chance)
        for copy, outlet in enumerate(chance.sample(OUTLETS, copies)):
            later = at + timedelta(minutes=chance.uniform(0, 180) * copy)
            made.prints.append(Print(later, f"a{number}", outlet, origin if copies > 1 else outlet, thing, value))
            number += 1
    slots = [(thing, day) for thing in things for day in range(1, days - 4, 6)]
    standing = set()
    for index, (thing, day) in enumerate(sorted(chance.sample(slots, len(slots) // 2), key=lambda slot: slot[1])):
        begins = START + timedelta(days=day, hours=chance.uniform(0, 20))
        kind = ("corrected", "stays", "flaps", "grows", "corrected", "corrected")[index % 6]
        if thing not in standing:
            _conflict(made, thing, truth[thing], begins, kind, index, chance)
        if kind == "stays":
            standing.add(thing)
    made.prints.sort(key=lambda one: (one.at, one.article, one.revision))
    return made


def _near(truth: int, chance: random.Random) -> Quantity:
    """A figure that agrees with the truth, as papers put it."""
    kind = chance.choice((Qualifier.EXACT, Qualifier.EXACT, Qualifier.ABOUT, Qualifier.MORE_THAN, Qualifier.AT_LEAST))
    low = Decimal(truth) if kind in (Qualifier.EXACT, Qualifier.ABOUT) else Decimal(truth) * 9 // 10
    return Quantity(low, None if kind in (Qualifier.MORE_THAN, Qualifier.AT_LEAST) else low, kind, "person", str(low))


def _exact(value: int) -> Quantity:
    return Quantity(Decimal(value), Decimal(value), Qualifier.EXACT, "person", str(value))


def _conflict(
    made: Story, thing: tuple[str, str], truth: int, at: datetime, kind: str, index: int, chance: random.Random
) -> None:
    """A wire story prints what cannot be true, and papers copy it; one paper had the truth the day before.

    Of a toll that may only grow the wrong figure is the lower one, for a higher one might be news; and it is a day
    later, for within a day nobody knows which came first.
    """
    times = Decimal(3) if thing[0] == "troops" else 1 / Decimal(3)
    wrong, worst = int(truth * times), int(truth * times * times)
    agency = chance.choice(AGENCIES)
    papers = chance.sample(OUTLETS, 2 + chance.choice((1, 3, 6, 9)))
    right, other, *copying = papers
    who = (WHO[0][0], WHO[1][0]) if index % 2 == 0 else (None, None)
    made.prints.append(Print(at - timedelta(days=1), f"g{index}", right, right, thing, _exact(truth), who[1]))
    said = [
        Print(at + timedelta(minutes=5 * copy), f"c{index}-{copy}", paper, agency, thing, _exact(wrong), who[0])
        for copy, paper in enumerate(copying)
    ]
    made.prints += said
    ends = at + timedelta(hours=chance.uniform(8, 40))
    changes = [at]
    revision = 1
    if kind == "grows":
        worse = Print(at + timedelta(hours=5), f"w{index}", other, other, thing, _exact(worst), who[0])
        made.prints += [worse, replace(worse, at=ends, revision=2, value=_exact(truth))]
        said.append(worse)
        changes.append(worse.at)
    if kind == "flaps":
        for turn in range(8):
            revision += 1
            value = _exact(truth if turn % 2 == 0 else wrong)
            later = at + timedelta(hours=2.2 * (turn + 1))
            made.prints += [replace(one, at=later, revision=revision, value=value) for one in said]
        ends = at + timedelta(hours=26)
    if kind == "stays":
        ends = at + timedelta(days=4)
    else:
        made.prints += [
            replace(one, at=ends, revision=revision + 1, value=_exact(truth)) for one in said if one.article[0] == "c"
        ]
        changes.append(ends)
    made.conflicts.append(Conflict(thing, {one.article for one in said}, at, ends, changes, kind))


def statement(one: Print) -> Statement:
    """What a reader would have read."""
    day = TimeSpan.from_iso(f"{one.at:%Y-%m-%d}")
    fact, place = one.thing
    claimants = tuple(Claimant(name, party, party) for name, party in WHO if name == one.claimant)
    return Statement(
        fact=fact,
        value=one.value,
        article=one.article,
        claimants=claimants,
        place=Ref(place, f"place:{place.lower().replace(chr(32), chr(45))}"),
        of=Ref("norcoreanos", "country:kp") if fact == "troops" else None,
        cause="battle" if fact != "troops" else None,
        as_of=day,
        outlet=one.outlet,
        origin=one.origin,
        published=day,
        revision=one.revision,
        lang="es",
        story=frozenset({f"place:{place.lower()}", "story"}),
    )


class Desk:
    """The people: they keep what they are told."""

    def __init__(self) -> None:
        self.heard: list[tuple[datetime, Message]] = []
        self.now = START

    def send(self, message: Message) -> Outcome:
        """Take one message."""
        self.heard.append((self.now, message))
        return Outcome(True)


def tell(told: Story, config: AlertingConfig, file: Path) -> dict[str, object]:
    """Let the story come out, poll after poll, and count."""
    book = load_rulebook([shipped_folder()])
    desk, chance = Desk(), random.Random(1)
    pairs: set[frozenset[str]] = set()
    unequal = _unequal(told.prints)
    about: dict[str, set[str]] = {}
    with SqliteStore(file) as store:
        for now, prints in polls(told.prints):
            store.save_poll("news", [_incoming(one) for one in prints], {"at": now.isoformat()}, now, baseline=False)
            pipeline.judge_dirty(store, book, now)
            for stored in store.discrepancies() if prints else ():
                sides = stored.discrepancy.sides
                for side, other in combinations(sides, 2):
                    pairs |= {frozenset((a, b)) for a in side.statements for b in other.statements}
                about.setdefault(stored.discrepancy.id, set()).update(
                    quote.article for side in sides for quote in side.quotes
                )
            for wait in (
                0,
                35,
                305,
            ):  # the daemon looks every few seconds; these are the moments at which clocks run out
                desk.now = now + timedelta(seconds=wait)
                pipeline.alert(store, config, ["desk"], desk.now)
                pipeline.deliver_due(store, "desk", desk, config, desk.now, chance=chance)
        transitions = store.db["transitions"].count
    return figures(told, desk, about, unequal, len(pairs), transitions)


def _unequal(prints: list[Print]) -> int:
    """What a bot finds that holds each article against those on the same thing of the last three days by `!=`."""
    found = 0
    recent: dict[tuple[str, str], list[Print]] = {}
    for one in prints:
        before = [other for other in recent.get(one.thing, ()) if one.at - other.at <= timedelta(days=3)]
        found += sum(other.article != one.article and other.value.low != one.value.low for other in before)
        recent[one.thing] = [*before, one]
    return found


def polls(prints: list[Print]) -> Iterator[tuple[datetime, list[Print]]]:
    """What is new at each poll; quiet polls in between let waiting things have their turn."""
    rest = list(prints)
    now = START
    while rest:
        now += POLL
        new = [one for one in rest if one.at <= now]
        rest = rest[len(new) :]
        yield now, new
    for _ in range(30):
        now += POLL
        yield now, []


def _incoming(one: Print) -> Incoming:
    article = Article(one.article, id=one.article, outlet=one.outlet, origin=one.origin, revision=one.revision)
    return Incoming(
        one.article, f"{one.article}/{one.revision}", article, Reading(one.article, "es", (), (statement(one),))
    )


def figures(
    told: Story, desk: Desk, about: dict[str, set[str]], unequal: int, findings: int, transitions: int
) -> dict[str, object]:
    """What people were told, held against what happened."""
    items = [(at, item) for at, message in desk.heard for item in message.items]
    missed, counts, untold = [], [], []
    for conflict in told.conflicts:
        ids = {key for key, articles in about.items() if articles & conflict.articles}
        mine = sorted(at for at, item in items if item.discrepancy in ids)
        if not any(conflict.begins <= at <= conflict.ends + POLL for at in mine):
            missed.append(f"{conflict.kind} {conflict.thing} {conflict.begins:%m-%d %H:%M}")
        ends = [*conflict.changes[1:], conflict.changes[-1] + timedelta(hours=6)]
        told_of = [sum(one <= at < other for at in mine) for one, other in zip(conflict.changes, ends, strict=True)]
        untold += [f"{conflict.kind} {place}" for place, count in enumerate(told_of) if count == 0]
        counts += told_of
    messages = len(desk.heard)
    return {
        "articles": len({one.article for one in told.prints}),
        "revisions": len(told.prints),
        "conflicts": len(told.conflicts),
        "real_changes": len(counts),
        "findings": unequal,
        "judged_pairs": findings,
        "transitions": transitions,
        "messages": messages,
        "items": len(items),
        "fewer": _fewer(messages, unequal),
        "fewer_than_judged": _fewer(messages, findings),
        "missed": missed,
        "per_change": statistics.median(counts) if counts else None,
        "per_change_mean": round(statistics.mean(counts), 2) if counts else None,
        "untold_changes": dict(Counter(untold)),
    }


def _fewer(messages: int, other: int) -> float | None:
    """The share of messages that is saved; None where the other bot had none to send either."""
    return round(1 - messages / other, 4) if other else None


def main() -> None:
    """Tell the month; with --check, end with 1 when a figure is not reached."""
    config = AlertingConfig.model_validate({"routes": [{"to": "desk"}]})
    articles, days = [int(one) for one in sys.argv[1:] if one.isdigit()] or (3000, 30)
    with tempfile.TemporaryDirectory() as folder:
        result = tell(story(articles, days, seed=5), config, Path(folder) / "story.db")
    print(json.dumps(result, indent=2, ensure_ascii=False))
    reached = (
        isinstance(result["fewer"], float)
        and result["fewer"] >= 0.95
        and not result["missed"]
        and result["per_change"] == 1
    )
    sys.exit("--check" in sys.argv and not reached)


if __name__ == "__main__":
    main()
