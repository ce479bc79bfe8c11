"""How fast the desk's pages are over a store of 1 million statements and 10 thousand open discrepancies.

    uv run python benchmarks/desk.py                  # that store, made in some minutes
    uv run python benchmarks/desk.py 100000 1000      # another size: statements, discrepancies
    uv run python benchmarks/desk.py --keep FILE      # make it once, use it again

Each page is asked for over HTTP on loopback, of the server that `discrepa run` starts: the time to the first byte (its
median and 95th percentile), the processor time of server and client together, and the size. The exit code is 1 when
the inbox takes 150 ms or more, or a page is 200 KB or larger.
"""

from __future__ import annotations

import argparse
import dataclasses
import http.client
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import groupby, islice
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlsplit

import judging

from checker import app, pipeline
from checker.judging.neighbours import rules_of
from checker.model.discrepancy import Discrepancy
from checker.model.statement import Evidence, Statement
from checker.rulebook.book import Rulebook, load_rulebook, shipped_folder
from checker.store.sqlite import SqliteStore
from checker.store.sqlite.rows import DISCREPANCY, stamp
from checker.web.server import serving

AN_ARTICLE = 10  # statements
JUDGED = 1500  # events whose discrepancies are found by judging; more are copies of these under other ids
ASKED = 30  # times each page is asked for
FIRST_BYTE, PAGE = 150, 200_000  # milliseconds of the inbox, bytes of any page
FILLER = "Nothing else that this paragraph tells is of any interest to those who compare figures. " * 6


def told(count: int) -> Iterator[Statement]:
    """Statements with the words that they stand in; ten of them make an article."""
    for number, one in enumerate(judging.statements(count)):
        where = one.place.text if one.place else ""
        value = int(one.value.low)  # type: ignore[union-attr,arg-type]  # all of these are amounts
        words = f"{value} people {one.fact}"
        speaker = f"According to {one.claimants[0].text}, " if one.claimants else "In all, "
        sentence = f"{speaker}{words} in {where} after the {one.cause}."
        start = number % AN_ARTICLE * 400 + len(speaker)
        yield dataclasses.replace(
            one,
            article=f"feed:{number // AN_ARTICLE}",
            evidence=Evidence(start, start + len(words), words, sentence, (start, start + len(str(value)))),
        )


def text_of(article: list[Statement]) -> str:
    """The text in which the sentences of an article stand where its statements say."""
    return (
        "".join((one.evidence.sentence if one.evidence else "").ljust(398)[:398] + "\n\n" for one in article) + FILLER
    )


def fill(file: Path, count: int, open_ones: int, book: Rulebook) -> None:
    """A store with so many statements and open discrepancies."""
    rules = {fact: rules_of(book, fact) for fact in judging.FACTS}
    coming = told(count)
    event: list[Statement] = []
    found: list[Discrepancy] = []
    judged = 0
    with SqliteStore(file) as store:
        number = 0
        while batch := list(islice(coming, 10_000)):
            for one in batch if judged < JUDGED else ():
                if event and one.place != event[-1].place:
                    found += pipeline.judge_statements(event, book, judging.END).discrepancies
                    judged, event = judged + 1, []
                event.append(one)
            with store.writing() as db:
                for name, group in groupby(batch, key=lambda one: one.article):
                    article = list(group)
                    first = article[0]
                    at = stamp(judging.END - timedelta(days=(count - number) / judging.A_DAY))
                    number += len(article)
                    text = text_of(article)
                    title = f"{first.place.text if first.place else ''}: what is known of the {first.cause}"
                    db.conn.execute(
                        "INSERT INTO articles (identity, id, source, revision, sha256, outlet, origin, url, lang, published, "
                        "baseline, first_seen, traced) VALUES (?, ?, 'feed', 1, '', ?, NULL, NULL, 'en', ?, 0, ?, 1)",
                        [name, name, first.outlet, first.published.to_iso() if first.published else None, at],
                    )
                    db.conn.execute(
                        "INSERT INTO revisions (article, revision, sha256, title, text, seen_at) VALUES (?, 1, '', ?, ?, ?)",
                        [name, title, text, at],
                    )
                judging.keep(db, batch, rules)
        open_them(store, [one for one in found if one.held_back is None], open_ones)


def open_them(store: SqliteStore, found: list[Discrepancy], count: int) -> None:
    """Keep so many discrepancies: those that were found, and copies of them."""
    if not found:
        raise SystemExit("nothing was found: make more statements")
    with store.writing() as db:
        for number in range(count):
            one = found[number % len(found)]
            copied = number >= len(found)
            kept = dataclasses.replace(one, id=f"{number:012x}") if copied else one
            at = stamp(judging.END - timedelta(minutes=number))
            db.conn.execute(
                "INSERT INTO discrepancies (id, rule, status, severity, verdict, opened_at, changed_at, data) "
                "VALUES (?, ?, 'open', ?, ?, ?, ?, ?)",
                [
                    kept.id,
                    kept.rule,
                    kept.severity.value,
                    kept.verdict.value,
                    at,
                    at,
                    DISCREPANCY.dump_json(kept).decode(),
                ],
            )
            db.conn.execute(
                "INSERT INTO transitions (discrepancy, change, at, silent, decided, data) VALUES (?, 'opened', ?, NULL, 1, ?)",
                [kept.id, at, DISCREPANCY.dump_json(kept).decode()],
            )
            db.conn.execute(
                "INSERT INTO actions (at, author, kind, target, reason, before, batch) "
                "VALUES (?, 'Ana', 'note', ?, 'asked', '{}', ?)",
                [at, kept.id, f"{number}"],
            )
            names = sorted({name for side in one.sides for name in side.statements}) if not copied else []
            db.conn.executemany(
                "INSERT OR IGNORE INTO stands (statement, discrepancy) VALUES (?, ?)",
                [(name, kept.id) for name in names],
            )


def pages(file: Path) -> list[str]:
    """The addresses that are asked for."""
    with closing(sqlite3.connect(file)) as db:
        one, rule, data = db.execute(
            "SELECT id, rule, data FROM discrepancies WHERE id IN (SELECT discrepancy FROM stands) ORDER BY opened_at LIMIT 1"
        ).fetchone()
        found = DISCREPANCY.validate_json(data)
        (article,) = db.execute("SELECT id FROM articles ORDER BY rowid DESC LIMIT 1").fetchone()
        kind, entity = db.execute("SELECT kind, term FROM discrepancy_terms WHERE kind = 'entity' LIMIT 1").fetchone()
        (outlet,) = db.execute("SELECT term FROM discrepancy_terms WHERE kind = 'outlet' LIMIT 1").fetchone()
    place = quote(entity, safe="")
    return [
        "/",
        "/?sort=worst",
        "/?sort=oldest",
        "/?page=200",
        "/?severity=critical",
        f"/?rule={rule}",
        f"/?{kind}={place}",
        f"/?outlet={outlet}&lang=en",
        "/?age=7d",
        "/?q=earthquake",
        "/?q=nothing-is-called-so",
        "/?state=dismissed",
        f"/d/{one}",
        f"/d/{one}.json",
        f"/topics/{rule}/{found.sides[0].statements[0]}",
        "/articles",
        "/articles?page=1000",
        "/articles?q=earthquake",
        "/articles?q=nothing-is-called-so",
        "/articles?source=feed",
        f"/articles/{quote(article, safe='')}",
        "/sources",
        "/rules",
        f"/rules/{rule}",
        "/entities",
        "/exceptions",
        "/silences",
        "/deliveries",
        "/log",
        "/log?page=90",
        "/system",
        "/try",
        "/feed.atom",
        "/healthz",
        "/metrics",
        "/api/v1/discrepancies",
        "/api/v1/discrepancies?page=200",
        f"/api/v1/discrepancies/{one}",
        "/api/v1/articles",
        "/api/v1/articles?page=1000",
        "/api/v1/sources",
        "/api/v1/statuses",
    ]


def ask(line: http.client.HTTPConnection, path: str) -> tuple[int, int, float, float]:
    """Status, bytes, milliseconds to the first byte, milliseconds of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    line.request("GET", path)
    answer = line.getresponse()
    waited = time.perf_counter() - began
    size = len(answer.read())
    return answer.status, size, waited * 1000, (time.process_time() - worked) * 1000


def measure(file: Path) -> bool:
    """Ask for every page, tell how it went; whether all is within bounds."""
    config = file.with_suffix(".yaml")
    config.write_text(
        f"store: {file}\ndesk: {{port: 0}}\nrules: {shipped_folder()}\nsources: [{{id: feed, kind: folder, path: in}}]\n"
        "notifiers: {out: {kind: console}}\nroutes: [{to: out}]\n",
        encoding="utf-8",
    )
    (file.parent / "in").mkdir(exist_ok=True)
    fine = True
    with app.parts(app.settings(config)) as parts, serving(parts) as address:
        where = urlsplit(address or "")
        line = http.client.HTTPConnection(where.hostname or "", where.port, timeout=600)
        print(f"{'page':<44} {'first byte':>10} {'p95':>8} {'processor':>10} {'size':>9}")
        for path in pages(file):
            status, size, slow, _ = ask(line, path)
            if status == 404:
                continue
            asked = [ask(line, path) for _ in range(ASKED if slow < 1000 else 3)]
            waits, works = [one[2] for one in asked], [one[3] for one in asked]
            first = median(waits)
            late = first >= FIRST_BYTE and path.startswith("/?") | (path == "/")
            wrong = status != 200 or size >= PAGE or late
            fine &= not wrong
            print(
                f"{path[:44]:<44} {first:>7.1f} ms {quantiles(waits, n=20)[-1]:>5.0f} ms {median(works):>7.1f} ms "
                f"{size / 1000:>6.0f} KB{'  <-- ' + str(status) if wrong else ''}",
                flush=True,
            )
    return fine


def main() -> None:
    """Make the store, or take one that was made, and measure."""
    asked = argparse.ArgumentParser()
    asked.add_argument("statements", type=int, nargs="?", default=1_000_000)
    asked.add_argument("discrepancies", type=int, nargs="?", default=10_000)
    asked.add_argument("--keep", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = given.keep or Path(folder) / "desk.db"
        if not file.exists():
            began = time.perf_counter()
            fill(file, given.statements, given.discrepancies, load_rulebook([shipped_folder()]))
            print(
                f"{given.statements:,} statements, {file.stat().st_size / 1e6:,.0f} MB, in {time.perf_counter() - began:.0f} s"
            )
        raise SystemExit(0 if measure(file) else 1)


if __name__ == "__main__":
    main()
