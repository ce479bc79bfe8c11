"""The daemon killed again and again (SIGKILL) before a sink that is slow, fails and asks for time.

    uv run --group test python -m benchmarks.kills             # 200 kills; prints figures as JSON
    uv run --group test python -m benchmarks.kills 50 --check  # and ends with 1 when something is lost or doubled

Every life of the daemon finds new articles, and more come while it runs: pairs that disagree, and corrections after
which they agree. The stage in which it is killed is drawn (while it starts, takes in, judges, delivers, has a request
open at the sink, or at any moment), the moment within the stage too. Nine lives in ten are forked from a process that
has loaded the libraries already, because loading takes seconds in which nothing can be lost; the others, and the last
rounds, start as users start them. Three answers in ten of the sink are failures, some after it took the message.

Figures: `lost`, articles that were not taken in, edits of figures about which nothing was decided, messages that never
arrived, and disagreements whose state people were not told; `twice`, steps told in two messages with different keys
(what a sink that honours the key would show twice); `same_key`, messages that arrived again under their key (what a
sink without memory shows twice). `found`: what was undone in the store at the moments of the kills; `under_fire`,
requests while the sink still failed. `apart`: disagreements that stand here and not in a store that took in the same
articles undisturbed, or the other way round.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from checker.yamldoc import load
from tests.story import article, project

NAMES = load(Path(__file__).with_suffix(".yaml")).data
THINGS = tuple(product(NAMES["where"], NAMES["whose"]))
SIDES = (("Kiev", "unos 12.000"), ("Seúl", "unos 4.000"))
PATIENCE = "delivery: {attempts: 50, first_wait: 0.2s, longest_wait: 1s}\ncorrections: silent\n"
STAGES = ("starting", "intake", "judging", "request", "delivery", "request", "any", "request")
LONGEST = 15.0  # seconds that a stage is waited for
RUN = [sys.executable, "-m", "checker", "run"]


@dataclass
class Sink:
    """A webhook that is slow, fails three times in ten while `bad`, and remembers what it took under which key."""

    chance: random.Random
    bad: bool = True
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    requests: int = 0
    open: int = 0
    refused: Counter[int] = field(default_factory=Counter)
    same_key: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, key: str, content: bytes) -> int:
        """The status for one request."""
        with self.lock:
            self.requests += 1
            self.open += 1
            dice = self.chance.random() if self.bad else 1.0
            before, after = self.chance.uniform(0, 0.12), self.chance.uniform(0, 0.12)
        time.sleep(before)
        status = 429 if dice < 0.1 else 503 if dice < 0.2 else 500 if dice < 0.3 else 200
        with self.lock:
            if status in (200, 500):  # 500: it takes the message, and then breaks
                self.same_key += key in self.taken
                self.taken.setdefault(key, json.loads(content))
            if status != 200:
                self.refused[status] += 1
        time.sleep(after)
        with self.lock:
            self.open -= 1
        return status

    def serve(self) -> ThreadingHTTPServer:
        """A server of it on a free port."""
        sink = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                status = sink.answer(self.headers["Idempotency-Key"], content)
                try:
                    self.send_response(status)
                    if status == 429:
                        self.send_header("Retry-After", "1")
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                except OSError:  # who asked was killed
                    self.close_connection = True

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server


@dataclass
class News:
    """Writes articles into the watched folder; knows what must have been taken in."""

    folder: Path
    things: int = 0
    articles: int = 0
    corrected: int = 0

    def disagree(self) -> None:
        """Two articles on the next thing."""
        for side in range(2):
            self._write(self.things, side, SIDES[side][1])
            self.articles += 1
        self.things += 1

    def agree(self, thing: int) -> None:
        """An outlet corrects itself, so that a thing closes."""
        self._write(thing, 0, SIDES[1][1])
        self.corrected += 1

    def _write(self, thing: int, side: int, figure: str) -> None:
        where, whose = THINGS[thing % len(THINGS)]
        text = f"Según {SIDES[side][0]}, hay {figure} soldados {whose} en {where}."
        article(self.folder, f"{thing:03d}-{side}", text, f"Diario {thing:03d}-{side}")


class Nursery:
    """A process that has loaded everything and forks a daemon when asked to."""

    def __init__(self, config: Path, log: Path) -> None:
        self.log = log
        self.process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.kills", "--nursery", str(config), str(log)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def daemon(self) -> int:
        """The id of a new daemon's process."""
        if self.process.stdin is None or self.process.stdout is None:
            raise RuntimeError("the nursery has no pipes")  # cannot happen: it was started with them
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    def close(self) -> None:
        """No more daemons."""
        self.process.communicate(timeout=30)


def nursery(config: Path, log: Path) -> None:
    """Load everything once; then for every line that comes, fork a process that goes the whole way of `run`."""
    # imported here, so that the process that counts need not load them
    from checker import app, cli
    from checker.model.article import Article

    app.reader(app.settings(config)).read(Article("Según Kiev, hay unos 12.000 soldados rusos en Siria.", lang="es"))
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them
    for _ in sys.stdin:
        child = os.fork()
        if child == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _into(log)
            sys.argv = ["discrepa", "run", "--config", str(config)]
            cli.main()
            os._exit(0)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _into(log: Path) -> None:
    """Send what this process says to a file."""
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)


def _until(condition: Callable[[], bool], seconds: float = LONGEST) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.005)
    return False


def _gone(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    return False


@dataclass
class Trial:
    """Everything of one run in one folder."""

    folder: Path
    kills: int
    chance: random.Random
    sink: Sink
    news: News
    config: Path
    found: Counter[str] = field(default_factory=Counter)
    stages: Counter[str] = field(default_factory=Counter)

    def live_and_die(self, number: int, cradle: Nursery) -> None:
        """One life of the daemon."""
        self.news.disagree()
        log = cradle.log
        log.write_bytes(b"")
        stage = STAGES[number % len(STAGES)] if number % 10 else "starting"
        heard = self.sink.requests
        started = None
        wanted = heard + self.chance.randint(1, 6)
        if number % 10 == 9:
            with log.open("ab") as out:
                started = subprocess.Popen([*RUN, "--config", str(self.config)], stdout=out, stderr=out)
        process = started.pid if started else cradle.daemon()
        reached = self._reach(stage, log, wanted)
        self.stages[stage if reached else f"{stage} (not reached)"] += 1
        time.sleep(self.chance.uniform(0, {"starting": 0.6, "any": 3}.get(stage, 0.2)))
        in_request = self.sink.open > 0
        os.kill(process, signal.SIGKILL)
        if started:
            started.wait()
        _until(lambda: _gone(process), 30)
        self.found["with a request at the sink"] += in_request
        self.found.update(self._undone())

    def _reach(self, stage: str, log: Path, wanted: int) -> bool:
        """Wait until the stage; meanwhile more is printed."""
        if stage == "starting":
            return True
        said = {"judging": "polled", "delivery": "judged"}.get(stage, "watching")
        if not _until(lambda: b"watching" in log.read_bytes(), 60):
            return False
        self.news.disagree()
        if self.news.things % 3 == 0:
            self.news.agree(self.chance.randrange(self.news.things))
        if stage == "request":
            return _until(lambda: self.sink.requests >= wanted and self.sink.open > 0)
        return _until(lambda: said.encode() in log.read_bytes())

    def _undone(self) -> list[str]:
        """What there was to do still in the store that it left."""
        left = {
            "with articles to take in": self.news.articles - self.count("SELECT count(*) FROM articles"),
            "with statements to judge": self.count("SELECT count(*) FROM statements WHERE NOT judged AND newest"),
            "with steps to decide about": self.count("SELECT count(*) FROM transitions WHERE NOT decided"),
            "with messages to send": self.count("SELECT count(*) FROM messages WHERE state = 'pending'"),
        }
        return [name for name, count in left.items() if count > 0] or ["with nothing to do"]

    def count(self, query: str) -> int:
        """A number out of the store; 0 before there is one."""
        try:
            return int(self.rows(query)[0][0])
        except sqlite3.OperationalError:
            return 0

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Rows out of the store."""
        with closing(sqlite3.connect(self.folder / "state.db")) as connection:
            return list(connection.execute(query))


def trial(folder: Path, kills: int, seed: int = 7) -> dict[str, Any]:
    """Kill so many daemons, let the last rounds finish, and count."""
    sink = Sink(random.Random(seed))
    server = sink.serve()
    config = project(folder, f"{{kind: webhook, url: 'http://127.0.0.1:{server.server_port}/hook'}}")
    text = config.read_text(encoding="utf-8").replace(
        "to: out,", "to: out, group_by: [id],"
    )  # each a message of its own
    config.write_text(text + PATIENCE, encoding="utf-8")
    run = Trial(folder, kills, random.Random(seed), sink, News(folder / "in"), config)
    cradle = Nursery(config, folder / "daemon.log")
    try:
        for number in range(kills):
            run.live_and_die(number, cradle)
    finally:
        cradle.close()
    sink.bad, under_fire = False, sink.requests
    for _ in range(20):  # the breaker may still be open, and an article that came last may be too fresh
        time.sleep(1.5)
        subprocess.run([*RUN, "--once", "--config", str(config)], check=True, capture_output=True)
        if run.count("SELECT count(*) FROM messages WHERE state != 'sent'") == 0:
            break
    server.shutdown()
    return {
        "kills": kills,
        "stages": dict(run.stages),
        "found": dict(run.found),
        **_figures(run),
        "under_fire": under_fire,
        "apart": _apart(run),
    }


def _figures(run: Trial) -> dict[str, Any]:
    """What arrived, held against what was written and what the store knows."""
    sink = run.sink
    made = {key for (key,) in run.rows("SELECT key FROM messages")}
    told = run.rows("SELECT discrepancy, seq FROM decisions WHERE message IS NOT NULL")
    last: dict[str, str] = {}
    opened: Counter[str] = Counter()
    for message in sink.taken.values():
        for item in message["discrepancies"]:
            last[item["id"]] = item["change"]
            opened[item["id"]] += item["change"] == "opened"
    untold = [
        key
        for key, status in run.rows("SELECT id, status FROM discrepancies")
        if (last.get(key, "resolved") != "resolved") != (status == "open")
    ]
    return {
        "articles": run.news.articles,
        "corrections": run.news.corrected,
        "disagreements": run.count("SELECT count(*) FROM discrepancies"),
        "steps": run.count("SELECT count(*) FROM transitions"),
        "messages": len(made),
        "requests": sink.requests,
        "refused": dict(sorted(sink.refused.items())),
        "lost": {
            "articles": run.news.articles - run.count("SELECT count(*) FROM articles"),
            "steps": run.count("SELECT count(*) FROM transitions WHERE NOT decided"),
            "edits": run.count("SELECT count(*) FROM corrections WHERE NOT decided"),
            "messages": len(made - sink.taken.keys()),
            "states": len(untold),
        },
        "from_nowhere": len(sink.taken.keys() - made),
        "twice": len(told) - len(set(told)) + sum(count > 1 for count in opened.values()),
        "same_key": sink.same_key,
    }


def _apart(run: Trial) -> int:
    """Disagreements that stand in one of the two stores only: the one of this run, and one left in peace."""
    with TemporaryDirectory() as name:
        calm = Path(name)
        config = project(calm)
        (calm / "in").rmdir()
        (calm / "in").symlink_to(run.folder / "in")
        subprocess.run([*RUN, "--once", "--config", str(config)], check=True, capture_output=True)
        with closing(sqlite3.connect(calm / "state.db")) as connection:
            other = {key for (key,) in connection.execute("SELECT id FROM discrepancies WHERE status = 'open'")}
    return len(other ^ {key for (key,) in run.rows("SELECT id FROM discrepancies WHERE status = 'open'")})


def good(figures: dict[str, Any]) -> bool:
    """Whether nothing was lost, doubled or made up."""
    return not (any(figures["lost"].values()) or figures["twice"] or figures["from_nowhere"] or figures["apart"])


def main() -> None:
    """Print the figures; with --check, end with 1 when one is bad."""
    if "--nursery" in sys.argv:
        nursery(*map(Path, sys.argv[-2:]))
        return
    kills = next((int(one) for one in sys.argv[1:] if one.isdigit()), 200)
    with TemporaryDirectory() as folder:
        figures = trial(Path(folder), kills)
    print(json.dumps(figures, indent=2))
    sys.exit("--check" in sys.argv and not good(figures))


if __name__ == "__main__":
    main()
