"""Intake killed at any moment: every article exactly once. How often is set by DISCREPA_INTAKE_KILLS (6; 200 by hand), a
sixth of that with the reader that finds statements; the others with one that finds none, for speed."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

KILLS = int(os.environ.get("DISCREPA_INTAKE_KILLS", "6"))
ENTRIES = 60

# A process that has loaded everything and makes another of itself for every line it is told. That one polls its feed over
# and over, as the daemon does, until it is killed.
POLLS = """
import os, sys
from checker import pipeline
from checker.clock import utc_now
from checker.http import Http
from checker.intake.feed import FeedSource, Options
from checker.model.statement import Reading
from checker.pipeline import polling
from checker.store.sqlite import SqliteStore

class Reads:
    def read_many(self, articles):
        for one in articles:
            yield Reading(one.id, "es")

reads = Reads()
if sys.argv[2] == "real":
    from checker.model.article import Article
    from checker.reading import Reader
    reads = Reader()
    reads.read(Article("Según Kiev, hay 12 soldados norcoreanos en Kursk.", lang="es"))

polling.PORTION = 7
for line in sys.stdin:
    child = os.fork()
    if child:
        print(child, flush=True)
        os.waitpid(child, 0)
        print("over", flush=True)
        continue
    http = Http(allow_private=frozenset({"localhost", "127.0.0.1"}), timeout=5)
    source = FeedSource("faro", Options(url=line.strip(), full_text=False), None, "es", http)
    with SqliteStore(sys.argv[1]) as store:
        while True:
            pipeline.poll(store, source, reads, utc_now(), baseline=False)
            pipeline.trace_origins(store, {})
"""


def _feed(upto: int, edited: int) -> str:
    items = "".join(
        f"<item><guid>g{n}</guid><link>https://faro.example/nota-{n}</link><title>Nota {n}</title>"
        f"<description>{' '.join(f'palabra{n}x{k}' for k in range(60))}. Según Kiev, hay {n + 100} soldados norcoreanos en "
        f"Kursk. {'Editada.' if n < edited else ''}</description></item>"
        for n in range(max(0, upto - ENTRIES), upto)
    )
    return f"<rss version='2.0'><channel><title>El Faro</title>{items}</channel></rss>"


@pytest.mark.parametrize(("reader", "kills"), [("none", KILLS), ("real", max(2, KILLS // 6))])
def test_killed_at_any_moment_every_article_is_there_once(
    tmp_path: Path, httpserver: HTTPServer, reader: str, kills: int
) -> None:
    chance = random.Random(11)
    file = tmp_path / "s.db"
    url = httpserver.url_for("/rss")
    parent = subprocess.Popen(
        [sys.executable, "-c", POLLS, str(file), reader], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdin is not None
    assert parent.stdout is not None
    upto = 0
    try:
        for number in range(kills):
            upto += 20
            httpserver.clear()
            httpserver.expect_request("/rss").respond_with_data(_feed(upto, upto - 30))
            parent.stdin.write(f"{url}\n")
            parent.stdin.flush()
            child = int(parent.stdout.readline())
            if number % 2 == 0:  # what this one leaves undone, the next one finds in a feed that has moved on
                time.sleep(chance.uniform(0.0, 0.4))
            else:
                end = time.monotonic() + 60
                while time.monotonic() < end and _stored(file)[0] < upto:
                    time.sleep(0.02)
            os.kill(child, signal.SIGKILL)
            assert parent.stdout.readline() == "over\n"
            if number % 2:
                assert _stored(file) == (upto, upto, 0, "ok"), f"after kill {number + 1}"
                assert _told(file) == ((upto, upto) if reader == "real" else (0, 0)), f"after kill {number + 1}"
    finally:
        parent.stdin.close()
        parent.kill()
        parent.wait()
        parent.stdout.close()


def _told(file: Path) -> tuple[int, int]:
    """Statements of newest revisions, and articles that have them: each of these articles tells one figure."""
    with sqlite3.connect(file, timeout=10) as connection:
        found: tuple[int, int] = connection.execute(
            "SELECT count(*), count(DISTINCT s.article) FROM statements s JOIN articles a ON a.id = s.article "
            "AND a.revision = s.revision WHERE s.newest = 1 AND s.fact = 'troops'"
        ).fetchone()
    return found


def _stored(file: Path) -> tuple[int, int, int, str]:
    """Articles, identities, revisions that are doubled, and whether the file is sound."""
    if not file.exists():
        return 0, 0, 0, ""
    with sqlite3.connect(file, timeout=10) as connection:
        try:
            articles, identities = connection.execute(
                "SELECT count(*), count(DISTINCT identity) FROM articles"
            ).fetchone()
        except sqlite3.OperationalError:
            return 0, 0, 0, ""  # killed before its tables were made
        doubled = connection.execute(
            "SELECT count(*) FROM (SELECT article, sha256 FROM revisions GROUP BY article, sha256 HAVING count(*) > 1)"
        ).fetchone()[0]
        (broken,) = connection.execute("PRAGMA quick_check").fetchone()
    return articles, identities, doubled, broken
