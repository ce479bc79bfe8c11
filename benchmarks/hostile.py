"""Sources that misbehave measured: four of them beside twenty that do not; and articles that tell ever more.

    uv run --group test benchmarks/hostile.py            # the sources
    uv run --group test benchmarks/hostile.py crowds     # processor seconds to read and to judge one article

One source hangs, one never ends, one sends a bomb, one leads to an address of the inside. Servers listen on loopback
only, and everything is bounded in time.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import statistics
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from checker import pipeline
from checker.http import Http, HttpError
from checker.intake import feed
from checker.manners import Manners
from checker.model.article import Article
from checker.model.errors import BadInput
from checker.reading import Reader
from checker.rulebook.book import load_rulebook
from checker.shipped import shipped

GOOD = "<rss version='2.0'><channel><title>f</title><item><title>Uno</title><description>Dos.</description></item></channel></rss>"


def measure() -> dict[str, Any]:
    """Twenty good sources polled for some seconds, alone and beside four that misbehave; latencies in milliseconds, and
    the processor's time that a poll of each takes, which is all that one source can take from another."""
    bomb = gzip.compress(b"\0" * 200_000_000)
    done = threading.Event()

    class Hostile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/good":
                body = GOOD.encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            elif self.path == "/hang":
                done.wait(60)
            elif self.path == "/endless":
                self.send_response(200)
                self.end_headers()
                try:
                    while not done.wait(0.01):
                        self.wfile.write(b"<item>" * 20)
                except OSError:
                    return
            elif self.path == "/bomb":
                self.send_response(200)
                self.send_header("Content-Encoding", "gzip")
                self.send_header("Content-Length", str(len(bomb)))
                self.end_headers()
                self.wfile.write(bomb)
            else:
                self.send_response(302)
                self.send_header("Location", "http://169.254.169.254/latest/meta-data")
                self.end_headers()

        def log_message(self, *_: object) -> None: ...

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

    hosts = [f"127.0.0.{number}" for number in range(1, 6)]
    servers = [Server((hosts[0], 0), Hostile)]
    port = servers[0].server_address[1]
    servers += [Server((host, port), Hostile) for host in hosts[1:]]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    allowed = frozenset(hosts)

    def poll(path: str, host: str, times: list[float], outcome: dict[str, str], rounds: int) -> None:
        # as the daemon does it: each source in a thread of its own, and turns are taken host by host
        http = Http(allow_private=allowed, timeout=4, deadline=6, retries=1, manners=manners, max_bytes=2_000_000)
        source = feed.FeedSource(
            "s", feed.Options(url=f"http://{host}:{port}{path}", full_text=False), None, None, http
        )
        for _ in range(rounds):
            begun, worked = time.perf_counter(), time.thread_time()
            try:
                source.fetch({})
            except (HttpError, BadInput) as error:
                outcome[path] = str(error)
            work.setdefault(path, []).append((time.thread_time() - worked) * 1000)
            times.append((time.perf_counter() - begun) * 1000)
            time.sleep(0.05)

    def run(bad: tuple[str, ...]) -> tuple[list[float], dict[str, str]]:
        times: list[float] = []
        outcome: dict[str, str] = {}
        threads = [threading.Thread(target=poll, args=("/good", "127.0.0.1", times, outcome, 40)) for _ in range(20)]
        threads += [
            threading.Thread(target=poll, args=(path, f"127.0.0.{number + 2}", [], outcome, 2))
            for number, path in enumerate(bad)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return times, outcome

    manners = Manners(pause=0.0, at_once=20)
    work: dict[str, list[float]] = {}
    alone, _ = run(())
    beside, outcome = run(("/hang", "/endless", "/bomb", "/redirect"))
    done.set()
    for server in servers:
        server.shutdown()
        server.server_close()

    def cuts(times: list[float]) -> dict[str, float]:
        found = statistics.quantiles(times, n=100)
        return {"p50": round(found[49], 1), "p95": round(found[94], 1)}

    means = {path: round(statistics.mean(times), 1) for path, times in work.items()}
    return {"alone_ms": cuts(alone), "beside_ms": cuts(beside), "outcome": outcome, "work_ms": means}


CROWDS = {  # sentences that an article repeats with other figures and names
    "town": "Murieron {n} personas en Lima. ",
    "spots": "Murieron {n} personas en el barrio de San {name}, en Lima. ",
    "speakers": "Según {name} Ruiz, murieron {n} personas en Lima. ",
    "facts": "Hubo {n} muertos, {n} heridos y {n} desaparecidos en Lima. ",
    "offices": "El ministro de Defensa de Chile, {name} Ruiz, habló. ",
}
STATEMENTS = (200, 800, 3200)


def crowds() -> dict[str, Any]:
    """By the kind of sentence and the number of statements, what one article takes to read and to judge, in seconds of
    the processor."""
    book = load_rulebook([shipped("rules")])
    reader = Reader(facts=book.facts)
    reader.read(Article("Murieron 12 personas en Lima.", lang="es"))  # what is loaded once
    found: dict[str, Any] = {}
    for kind, sentence in CROWDS.items():
        for count in STATEMENTS:
            names = ["".join(random.Random(at).choices("bdfglmnprstvz", k=3)) for at in range(count)]
            told = (sentence.format(n=at % 970 + 3, name=f"A{'a'.join(name)}o") for at, name in enumerate(names))
            begun = time.process_time()
            statements = reader.read(Article("".join(told), id="a", lang="es", outlet="A")).statements
            read = time.process_time()
            pipeline.judge_statements(statements, book, None)
            judged = time.process_time()
            found.setdefault(kind, {})[len(statements)] = {
                "read": round(read - begun, 2),
                "judge": round(judged - read, 2),
            }
    return found


def main() -> None:
    if sys.argv[1:] == ["crowds"]:
        print(json.dumps(crowds(), indent=2))
        return
    load = os.getloadavg()[0]
    figures = measure()
    print(json.dumps({**figures, "load_before": round(load, 1), "load_after": round(os.getloadavg()[0], 1)}, indent=2))


if __name__ == "__main__":
    main()
