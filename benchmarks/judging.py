"""What one new statement costs at 10 thousand, 100 thousand and 1 million stored statements.

    uv run python benchmarks/judging.py              # the three sizes, SQLite on disk
    uv run python benchmarks/judging.py 10000 50000  # other sizes

Events happen at a steady rate in towns of the gazetteer: the more is stored, the longer the past. An event is told by
some outlets over some days; a share of the figures disagrees. Once a store is filled, new articles of one statement
each arrive and are judged as the daemon does it: saved, judged, committed. The time of judging is what is told, and
beside it that of saving. Processor time is told too, for machines that do other work meanwhile.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import islice
from pathlib import Path
from statistics import median, quantiles

from sqlite_utils import Database

from checker import pipeline, world
from checker.judging.neighbours import all_links, rules_of
from checker.judging.ranges import point
from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.statement import Claimant, Reading, Ref, Statement
from checker.model.timespan import Grain, TimeSpan
from checker.rulebook.book import Rulebook, load_rulebook, shipped_folder
from checker.rulebook.rules import RuleSpec, fingerprint
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore
from checker.store.sqlite.rows import STATEMENT

SIZES = (10_000, 100_000, 1_000_000)
NEW = 300  # statements that arrive and are measured
A_DAY = 1_000  # statements printed in a day
TOLD = 12  # statements of one event, on average
OUTLETS = [f"outlet-{number}" for number in range(80)]
FACTS = ("killed", "injured", "missing", "detained", "displaced", "crowd", "infected", "hostages")
CAUSES = ("earthquake", "flood", "fire", "crash", "shooting", "explosion", "storm", "strike")
SPEAKERS = (None, None, "Police", "Health Ministry", "Fire brigade", "Red Cross")
END = datetime(2030, 1, 1, tzinfo=UTC)


def span(at: datetime) -> TimeSpan:
    """The day of a time."""
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    return TimeSpan(start, start + timedelta(days=1), Grain.DAY)


def statements(count: int, seed: int = 1) -> Iterator[Statement]:
    """So many statements, the newest events last."""
    chance = random.Random(seed)
    towns = sorted({place.id: place for place in world.places().values() if place.kind == "city"}.items())
    start = END - timedelta(days=count / A_DAY)
    made = 0
    while made < count:
        began = start + timedelta(days=made / A_DAY)
        key, town = chance.choice(towns)
        fact, cause, toll = chance.choice(FACTS), chance.choice(CAUSES), chance.randint(3, 900)
        name = f"person:witness-{made}"
        for number in range(chance.randint(1, 2 * TOLD - 1)):
            printed = span(began + timedelta(hours=chance.randint(0, 96)))
            speaker = chance.choice(SPEAKERS)
            value = Decimal(toll * (10 if chance.random() < 0.02 else 1) + chance.randint(0, 5))
            yield Statement(
                fact=fact,
                value=Quantity(value, value, unit="person"),
                article=f"a{made}",
                claimants=(Claimant(f"{speaker} of {town.name}"),) if speaker else (),
                place=Ref(town.name, key),
                cause=cause,
                published=printed,
                as_of=printed,
                outlet=chance.choice(OUTLETS),
                lang="en",
                story=frozenset({key, name} if number % 3 else {key}),
            )
            made += 1
            if made == count:
                return


def keep(db: Database, batch: list[Statement], rules: Mapping[str, Sequence[RuleSpec]]) -> None:
    """The rows of judged statements and of their links; `rules`: those of each fact."""
    db.conn.executemany(
        "INSERT INTO statements (id, fact, article, revision, newest, judged, data) VALUES (?, ?, ?, 1, 1, 1, ?)",
        [(one.id, one.fact, one.article, STATEMENT.dump_json(one).decode()) for one in batch],
    )
    db.conn.executemany(
        "INSERT OR REPLACE INTO links (key, day, reach, fact, statement) VALUES (?, ?, ?, ?, ?)",
        [
            (link.key, link.day, link.reach, one.fact, one.id)
            for one in batch
            for link in all_links(one, rules[one.fact])
        ],
    )


def fill(store: SqliteStore, book: Rulebook, count: int) -> None:
    """Put statements into a store as if they had been judged: the rows that saving and judging leave behind."""
    rules = {fact: rules_of(book, fact) for fact in FACTS}
    coming = statements(count)
    while batch := list(islice(coming, 10_000)):
        with store.writing() as db:
            keep(db, batch, rules)
    with store.writing() as db:
        db.table("rules").insert_all(
            {"id": rule.id, "version": fingerprint(rule, pipeline.PROGRAM)} for rule in book.rules
        )


def arrivals(count: int) -> Iterator[Incoming]:
    """New articles of one statement each about the events of the last days."""
    recent = deque(statements(count), maxlen=4 * A_DAY)
    chance = random.Random(2)
    for number in range(NEW):
        old = chance.choice(recent)
        value = point(old.value) * chance.choice((1, 1, 1, 2)) if isinstance(old.value, Quantity) else Decimal(1)
        article = Article("", id=f"new{number}", outlet=chance.choice(OUTLETS), published=old.published)
        new = Statement(
            fact=old.fact,
            value=Quantity(value, value, unit="person"),
            article=article.id,
            place=old.place,
            cause=old.cause,
            published=old.published,
            as_of=old.as_of,
            outlet=article.outlet,
            lang="en",
            story=old.story,
        )
        yield Incoming(article.id, article.id, article, Reading(article.id, "en", statements=(new,)))


def measure(count: int, folder: Path, book: Rulebook) -> float:
    """Fill a store, let new statements arrive: the median of processor time to judge one, in milliseconds."""
    with SqliteStore(folder / f"{count}.db") as store:
        started = time.perf_counter()
        fill(store, book, count)
        filled = time.perf_counter() - started
        saving, judging, working = [], [], []
        changes = 0
        for one in arrivals(count):
            before = time.perf_counter()
            store.save_poll("s", [one], {}, END, baseline=False)
            between, worked = time.perf_counter(), time.process_time()
            changes += pipeline.judge_dirty(store, book, END)
            saving.append((between - before) * 1000)
            judging.append((time.perf_counter() - between) * 1000)
            working.append((time.process_time() - worked) * 1000)
        high = quantiles(judging, n=20)[-1]
        busy, busiest = median(working), quantiles(working, n=20)[-1]
        size = (folder / f"{count}.db").stat().st_size / 1e6
        print(
            f"{count:>9,} stored ({size:,.0f} MB, filled in {filled:.0f} s): judging one {median(judging):.1f} ms, "
            f"p95 {high:.1f} ms; of the processor {busy:.1f} ms, p95 {busiest:.1f} ms; "
            f"saving it {median(saving):.1f} ms; {changes} transitions",
            flush=True,
        )
        return busy


def main() -> None:
    """Measure each size and tell how the cost grows."""
    sizes = [int(text) for text in sys.argv[1:]] or list(SIZES)
    book = load_rulebook([shipped_folder()])
    with tempfile.TemporaryDirectory() as folder:
        middles = [measure(size, Path(folder), book) for size in sizes]
    print(f"the largest against the smallest store: {max(middles) / min(middles):.2f} times")


if __name__ == "__main__":
    main()
