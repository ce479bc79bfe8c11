"""Intake measured: origins of copies, look-ups, a feed corpus, throughput end to end.

    uv run --group test benchmarks/intake.py copies            # origins of 300 made-up clusters
    uv run --group test benchmarks/intake.py lookup            # p95 of a look-up among 100,000 articles
    uv run --group test benchmarks/intake.py feeds FOLDER      # every file of a corpus of feeds, against feedparser itself
    uv run --group test benchmarks/intake.py throughput        # 10,000 articles from loopback to judged
    uv run --group test benchmarks/intake.py throughput --crowded --count 400   # all of them in nine towns, in a week

Servers listen on loopback only, and everything is bounded in count and time. Sizes can be set with --count.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from checker import pipeline, world
from checker.http import Http, Response
from checker.intake import copies, feed
from checker.intake.origins import byline_of, trace
from checker.manners import Manners
from checker.model.article import Article
from checker.model.errors import BadInput
from checker.model.provenance import Kin
from checker.model.statement import Reading
from checker.reading import Reader
from checker.reading.pool import Readers
from checker.rulebook.book import load_rulebook, shipped_folder
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore
from tests.intake.wire import Event, Story, generate, words

NOW = datetime.now(UTC)
LOOPBACK = frozenset({"127.0.0.1"})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("copies", "lookup", "feeds", "throughput"))
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--count", type=int)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--crowded", action="store_true", help="every figure of throughput in one of nine towns")
    given = parser.parse_args()
    load = os.getloadavg()[0]
    figures = {
        "copies": lambda: measure_copies(given.count or 300),
        "lookup": lambda: measure_lookup(given.count or 100_000),
        "feeds": lambda: measure_feeds(given.folder),
        "throughput": lambda: measure_throughput(given.count or 10_000, given.processes, crowded=given.crowded),
    }[given.what]()
    print(json.dumps({**figures, "load_before": round(load, 1), "load_after": round(os.getloadavg()[0], 1)}, indent=2))


# --- origins ---


def measure_copies(count: int) -> dict[str, Any]:
    """Clusters whose number of origins is found exactly, each among all the others."""
    chance = random.Random(2024)
    clusters = [generate(seed, chance) for seed in range(count)]
    articles = [one for cluster in clusters for one in cluster.articles]
    marks = {one.id: copies.signature(one.text) for one in articles}
    kin = [
        Kin(one.id, one.outlet, None, byline_of(one.text), one.published.to_iso() if one.published else None)
        for one in articles
    ]
    found = trace(kin, marks, {})
    exact, wrong = 0, []
    for cluster in clusters:
        names = {found[one.id].origin if one.id in found else str(one.outlet) for one in cluster.articles}
        if len(names) == cluster.origins:
            exact += 1
        else:
            wrong.append((cluster.seed, len(names), cluster.origins))
    return {"clusters": count, "articles": len(articles), "exact": round(exact / count, 4), "wrong": wrong[:10]}


def measure_lookup(count: int) -> dict[str, Any]:
    """Looking for the copies of an article among many stored ones, in milliseconds, and the size of the store."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "s.db"
        with SqliteStore(file) as store:
            chance = random.Random(1)
            started = time.perf_counter()
            portion: list[Incoming] = []
            probes = []
            for seed in range(count):
                text = Story(seed).text
                mark = copies.signature(text)
                article = Article(text, id=f"a{seed}", outlet=f"o{seed % 500}", lang="es")
                keys = tuple(copies.bands(mark)) if mark else ()
                portion.append(
                    Incoming(f"a{seed}", f"{seed}", article, Reading(f"a{seed}", "es"), signature=mark, bands=keys)
                )
                if len(portion) == 500:
                    store.save_poll("s", portion, None, NOW, baseline=False)
                    portion = []
                if seed % (count // 500 or 1) == 0:
                    probes.append(seed)
            store.save_poll("s", portion, {"at": 1}, NOW, baseline=False)
            filled = time.perf_counter() - started
            times, worked, found = [], [], 0
            for seed in probes:
                from tests.intake.wire import copied

                text = copied(Story(seed).sentences, chance)
                begun, used = time.perf_counter(), time.process_time()
                mark = copies.signature(text) or b""
                candidates = store.alike(copies.bands(mark))
                alike = copies.similarities(mark, [other for _, other in candidates])
                near = [name for (name, _), share in zip(candidates, alike, strict=True) if share >= copies.ALIKE]
                times.append((time.perf_counter() - begun) * 1000)
                worked.append((time.process_time() - used) * 1000)
                found += f"a{seed}" in near
            cuts, own = statistics.quantiles(times, n=100), statistics.quantiles(worked, n=100)
            return {
                "stored": count,
                "probes": len(probes),
                "found_share": round(found / len(probes), 3),
                "p50_ms": round(cuts[49], 2),
                "p95_ms": round(cuts[94], 2),
                "p95_processor_ms": round(own[94], 2),  # what it takes when nobody else has the processor
                "filled_per_s": round(count / filled),
                "store_mb": round(file.stat().st_size / 1e6),
            }


# --- feeds ---


def measure_feeds(folder: Path | None) -> dict[str, Any]:
    """Every file read as a feed: faults, the longest time, and what feedparser alone finds that we do not."""
    import feedparser

    if folder is None or not folder.is_dir():
        raise SystemExit(
            "name the folder of the corpus, such as feedparser-6.0.14/tests out of its source distribution"
        )
    crashes: list[str] = []
    counts = {name: [0, 0] for name in ("entries", "links", "dates")}
    slowest, files = (0.0, ""), 0
    for file in sorted(one for one in folder.rglob("*") if one.is_file() and one.suffix != ".py"):
        files += 1
        raw = file.read_bytes()
        begun = time.perf_counter()
        try:
            source = feed.FeedSource(
                "f", feed.Options(url="http://f.example/", full_text=False), None, None, _Canned(raw)
            )
            items = source.fetch({}).items
        except BadInput:
            items = ()
        except Exception as error:  # what is looked for
            crashes.append(f"{file.name}: {type(error).__name__}: {error}"[:200])
            continue
        slowest = max(slowest, (time.perf_counter() - begun, file.name))
        if "wellformed" not in file.parts:
            continue
        theirs = feedparser.parse(raw, response_headers={"content-type": "application/xml"})
        told = _apart([one for one in theirs.entries if _has_words(one)])
        counts["entries"][0] += len(items)
        counts["entries"][1] += len(told)
        counts["links"][0] += sum(1 for one in items if one.article.url)
        counts["links"][1] += sum(1 for one in told if str(one.get("link", "")).startswith("http"))
        counts["dates"][0] += sum(1 for one in items if any(date.says == "feed" for date in one.dates))
        counts["dates"][1] += sum(
            1 for one in told if any(one.get(f"{key}_parsed") for key in ("published", "created", "updated"))
        )
    return {
        "files": files,
        "crashes": len(crashes),
        "examples": crashes[:5],
        "slowest_s": round(slowest[0], 2),
        "slowest": slowest[1],
        "wellformed": {name: f"{ours} of {theirs}" for name, (ours, theirs) in counts.items()},
    }


def _apart(entries: list[Any]) -> list[Any]:
    """Entries that can be told from each other: two with the same words and neither link nor id are one."""
    seen: dict[tuple[str, ...], Any] = {}
    for one in entries:
        contents = "".join(part.get("value", "") for part in one.get("content", ()))
        key = (*(str(one.get(name, "")) for name in ("id", "link", "title", "summary")), contents)
        seen.setdefault(key, one)
    return list(seen.values())


def _has_words(entry: Any) -> bool:
    """Whether an entry holds any text, but for that of drawings, when its markup is taken away by another parser than
    ours."""
    from lxml import etree, html

    for markup in (entry.get("title"), entry.get("summary"), *(part.get("value") for part in entry.get("content", ()))):
        try:
            if not markup:
                continue
            tree = html.fromstring(f"<div>{markup}</div>")
            etree.strip_elements(tree, "svg", with_tail=False)
            if tree.text_content().strip():
                return True
        except (etree.LxmlError, ValueError):
            continue
    return False


class _Canned(Http):
    """Gives one body, as if it had been fetched."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.raw = raw

    def get(self, url: str, **_: object) -> Response:
        return Response(200, {"content-type": "application/xml"}, self.raw, url)

    __slots__ = ("raw",)


# --- throughput ---


def measure_throughput(count: int, processes: int, *, crowded: bool = False) -> dict[str, Any]:
    """Feeds of 500 articles of 2,000 characters each, fetched, read, kept, traced, judged.

    `crowded`: thousands of unlike figures in nine towns within days, which makes one topic of every fact: the worst
    there is for judging.
    """
    story = Story if crowded else _told
    feeds = [_rss(start, min(500, count - start), story) for start in range(0, count, 500)]
    book = load_rulebook([shipped_folder()])
    readers = Readers(Reader(facts=book.facts), processes)
    with (
        _serving({f"/{number}": body for number, body in enumerate(feeds)}) as base,
        tempfile.TemporaryDirectory() as folder,
    ):
        http = Http(allow_private=LOOPBACK, manners=Manners(pause=0.0))
        steps = dict.fromkeys(("poll", "trace", "judge"), 0.0)
        with SqliteStore(Path(folder) / "s.db") as store:
            source = _Archive(
                [
                    feed.FeedSource("archive", feed.Options(url=f"{base}/{n}", full_text=False), None, "es", http)
                    for n in range(len(feeds))
                ]
            )
            before = time.process_time()
            begun = time.perf_counter()
            saved, _ = pipeline.poll(store, source, readers, NOW, baseline=False)
            steps["poll"] = time.perf_counter() - begun
            mark = time.perf_counter()
            pipeline.trace_origins(store, {})
            steps["trace"] = time.perf_counter() - mark
            mark = time.perf_counter()
            pipeline.judge_dirty(store, book, NOW)
            steps["judge"] = time.perf_counter() - mark
            whole = time.perf_counter() - begun
            rows = store.counts()
    spent = sum(
        use.ru_utime + use.ru_stime
        for use in (resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN))
    )
    used = (
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        + processes * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    )
    return {
        "articles": saved,
        "statements": rows["statements"],
        "articles_per_s": round(saved / whole, 1),
        "seconds": {name: round(value, 1) for name, value in steps.items()},
        "processor_ms_per_article": round(1000 * (spent - before) / saved, 1),
        "memory_mb": round(used / 1024),
        "processes": processes,
        "cores": os.cpu_count(),
    }


class _Archive:
    """Several feeds polled as one source, as an archive is taken in."""

    id = "archive"

    def __init__(self, feeds: list[feed.FeedSource]) -> None:
        self.feeds = feeds

    def fetch(self, cursor: dict[str, Any]) -> Any:
        from checker.intake.base import Fetched

        del cursor
        return Fetched(tuple(item for one in self.feeds for item in one.fetch({}).items), {"done": True})


def _told(number: int) -> Story:
    """An article of an archive: ten events go on at a time, each in a town of the gazetteer and told six times; one
    article in ten has figures of its own."""
    event = number // 60 * 10 + number % 10
    chance = random.Random(event)
    place = chance.choice(_towns())
    name = f"{chance.choice(words()['nouns'])}{chance.choice(words()['adjectives'])}ez".capitalize()
    shift = random.Random(number).choice((0,) * 9 + (100,))
    figures = tuple(
        one.format(n=chance.randint(11, 900) + shift, place=place, name=name)
        for one in chance.sample(words()["figures"], 3)
    )
    return Story(number, Event(event, place, name, figures))


@cache
def _towns() -> list[str]:
    return sorted({place.name for place in world.places().values() if place.kind == "city"})


def _rss(start: int, count: int, story: Callable[[int], Story]) -> str:
    items = []
    for number in range(start, start + count):
        day = NOW - timedelta(minutes=number if story is Story else 10 * number)
        text = story(number).text
        while len(text) < 2000:
            text += " " + story(number + 1_200_000).text
        items.append(
            f"<item><title>Nota {number}</title><link>https://faro.example/nota-{number}</link>"
            f"<pubDate>{day:%a, %d %b %Y %H:%M:%S} GMT</pubDate><description>{escape(text[:2000])}</description></item>"
        )
    return f"<rss version='2.0'><channel><title>El Faro</title>{''.join(items)}</channel></rss>"


@contextmanager
def _serving(bodies: dict[str, str]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = bodies.get(self.path, "").encode()
            self.send_response(200 if body else 404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


if __name__ == "__main__":
    main()
