"""The daemon as a user runs it: a subprocess, killed and started again, with a sink that counts."""

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
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.story import ONE, TWO, article, project

KILLS = int(os.environ.get("DISCREPA_KILLS", "6"))


def _start(config: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "checker", "run", "--config", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _until(condition: Callable[[], bool], seconds: float = 25) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def sink(httpserver: HTTPServer) -> list[dict[str, object]]:
    """A webhook that keeps what it gets."""
    kept: list[dict[str, object]] = []

    def take(request: Request) -> Response:
        kept.append({"key": request.headers["Idempotency-Key"], **json.loads(request.data)})
        return Response("ok")

    httpserver.expect_request("/hook").respond_with_handler(take)
    return kept


def _told(sink: list[dict[str, object]]) -> Counter[tuple[str, str]]:
    """(discrepancy, change) of every message, each idempotency key once."""
    by_key = {str(one["key"]): one for one in sink}
    return Counter((item["id"], item["change"]) for one in by_key.values() for item in one["discrepancies"])  # type: ignore[attr-defined]


def test_what_disagrees_is_told_once_and_sigterm_ends_well(
    tmp_path: Path, httpserver: HTTPServer, sink: list[dict[str, object]]
) -> None:
    config = project(tmp_path, f"{{kind: webhook, url: '{httpserver.url_for('/hook')}'}}")
    article(tmp_path / "in", "one", ONE, "A")
    daemon = _start(config)
    try:
        time.sleep(4)
        article(tmp_path / "in", "two", TWO, "B")
        assert _until(lambda: bool(sink)), "nobody was told"
    finally:
        daemon.send_signal(signal.SIGTERM)
        output, _ = daemon.communicate(timeout=20)
    assert daemon.returncode == 0, output
    assert "stopped" in output
    again = _start(config)
    time.sleep(5)
    again.send_signal(signal.SIGTERM)
    again.communicate(timeout=20)
    assert sum(_told(sink).values()) == 1, "a restart tells nothing again"


def test_edited_rules_are_taken_up_and_broken_ones_refused(tmp_path: Path) -> None:
    config = project(tmp_path)
    rules = tmp_path / "rules"
    rules.mkdir()
    file = rules / "r.yaml"
    good = "facts: {troops: {label: tropas}}\nrules:\n  - {id: r, title: t, fact: troops, same: [of], check: {kind: quantity}}\n"
    file.write_text(good, encoding="utf-8")
    config.write_text(
        config.read_text(encoding="utf-8").replace(str(Path(__file__).parent.parent / "rules"), "rules"),
        encoding="utf-8",
    )
    daemon = _start(config)
    lines: list[str] = []
    os.set_blocking(daemon.stdout.fileno(), False)  # type: ignore[union-attr]

    def seen(words: str) -> Callable[[], bool]:
        def look() -> bool:
            lines.extend(daemon.stdout.readlines())  # type: ignore[union-attr]
            return any(words in line for line in lines)

        return look

    try:
        assert _until(seen("watching")), lines
        file.write_text(good.replace("fact: troops, same", "fact: tropps, same"), encoding="utf-8")
        assert _until(seen("did you mean 'troops'?")), lines
        file.write_text(good.replace("id: r", "id: other"), encoding="utf-8")
        assert _until(seen("rules reloaded")), lines
    finally:
        daemon.send_signal(signal.SIGTERM)
        daemon.wait(timeout=20)


def test_two_daemons_never_share_a_store(tmp_path: Path) -> None:
    config = project(tmp_path)
    first = _start(config)
    try:
        assert _until((tmp_path / "state.db.lock").exists)
        time.sleep(1)
        second = subprocess.run(
            [sys.executable, "-m", "checker", "run", "--once", "--config", str(config)],
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        first.send_signal(signal.SIGTERM)
        first.communicate(timeout=20)
    assert second.returncode == 2
    assert "already uses" in second.stderr


@pytest.fixture
def two_at_once() -> Iterator[HTTPServer]:
    """A server that answers several requests at a time, each in a thread."""
    with HTTPServer("127.0.0.1", 0, threaded=True) as server:
        yield server


def test_a_notifier_that_hangs_does_not_hold_another_up(tmp_path: Path, two_at_once: HTTPServer) -> None:
    httpserver = two_at_once
    let_go = threading.Event()
    first: list[str] = []

    def hang(request: Request) -> Response:
        let_go.wait(20)
        return Response("ok")

    def take(request: Request) -> Response:
        first.append(str(request.headers["Idempotency-Key"]))
        return Response("ok")

    httpserver.expect_request("/hangs").respond_with_handler(hang)
    httpserver.expect_request("/hook").respond_with_handler(take)
    config = project(tmp_path, f"{{kind: webhook, url: '{httpserver.url_for('/hook')}'}}")
    text = config.read_text(encoding="utf-8").replace("to: out", "to: [slow, out]")
    slow = f"notifiers:\n  slow: {{kind: webhook, url: '{httpserver.url_for('/hangs')}'}}"
    config.write_text(text.replace("notifiers:", slow), encoding="utf-8")
    article(tmp_path / "in", "one", ONE, "A")
    article(tmp_path / "in", "two", TWO, "B")
    daemon = _start(config)
    try:
        assert _until(lambda: len(first) == 1), "the first message"
        article(tmp_path / "in", "three", ONE.replace("norcoreanos", "polacos"), "A")
        article(tmp_path / "in", "four", TWO.replace("norcoreanos", "polacos"), "B")
        assert _until(lambda: len(first) == 2), "and one that came while the other channel was still busy"
    finally:
        let_go.set()
        daemon.send_signal(signal.SIGTERM)
        daemon.communicate(timeout=30)


GROUPS = ("norcoreanos", "rusos", "ucranianos", "polacos", "chinos", "iraníes", "turcos", "alemanes", "franceses")
PLACES = ("Kursk", "Siria", "Libia", "Polonia", "Georgia")


def _text(number: int) -> str:
    """Two articles of each pair of numbers disagree; the pairs tell of 45 different things."""
    pair = number // 2
    text = (ONE, TWO)[number % 2].replace("norcoreanos", GROUPS[pair % len(GROUPS)])
    return text.replace("Kursk", PLACES[pair // len(GROUPS) % len(PLACES)])


@dataclass
class Sink:
    """A webhook that is slow, fails now and then, asks for time, and drops what it has seen."""

    chance: random.Random
    taken: dict[str, dict[str, Any]] = field(default_factory=dict)
    again: int = 0
    refused: int = 0
    bad: bool = True

    def __call__(self, request: Request) -> Response:
        key = str(request.headers["Idempotency-Key"])
        dice = self.chance.random() if self.bad else 1.0
        time.sleep(0.15 * self.chance.random())
        if dice < 0.1:
            self.refused += 1
            return Response("busy", status=429, headers={"Retry-After": "1"})
        if dice < 0.2:
            self.refused += 1
            return Response("no", status=503)
        self.again += key in self.taken
        self.taken.setdefault(key, json.loads(request.data))
        if dice < 0.3:
            return Response("took it, and then broke", status=500)
        return Response("ok")


def test_killed_at_any_moment_nothing_is_lost_or_told_twice(tmp_path: Path, httpserver: HTTPServer) -> None:
    """DISCREPA_KILLS=200 for the figure of docs/reference/quality.md."""
    sink = Sink(random.Random(11))
    httpserver.expect_request("/hook").respond_with_handler(sink)
    config = project(tmp_path, f"{{kind: webhook, url: '{httpserver.url_for('/hook')}'}}")
    patience = "delivery: {attempts: 50, first_wait: 0.2s, longest_wait: 1s}\n"
    config.write_text(config.read_text(encoding="utf-8") + patience, encoding="utf-8")
    chance = random.Random(7)
    for number in range(KILLS):
        article(tmp_path / "in", f"{number:03d}", _text(number), f"outlet-{number}")
        if number % 5 == 4:  # an outlet corrects itself, so that something closes
            earlier = number - 4 + number % 2
            agreeing = _text(earlier).replace("12.000", "4.000")
            article(tmp_path / "in", f"{earlier:03d}", agreeing, f"outlet-{earlier}")
        daemon = _start(config)
        if chance.random() < 0.8:  # most of its time it works; now and then it is killed while it starts
            for line in daemon.stdout or ():
                if "watching" in line:
                    break
        time.sleep(chance.uniform(0, 3))
        daemon.kill()
        daemon.communicate()
    sink.bad = False
    for _ in range(2):  # the breaker may still be open in the first
        time.sleep(1.5)
        subprocess.run(
            [sys.executable, "-m", "checker", "run", "--once", "--config", str(config)], check=True, capture_output=True
        )
    with sqlite3.connect(tmp_path / "state.db") as connection:
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        made = {row[0] for row in connection.execute("SELECT key FROM messages")}
        undone = connection.execute("SELECT count(*) FROM messages WHERE state != 'sent'").fetchone()[0]
        (undecided,) = connection.execute("SELECT count(*) FROM transitions WHERE decided = 0").fetchone()
        (transitions,) = connection.execute("SELECT count(*) FROM transitions").fetchone()
        told = connection.execute(
            "SELECT discrepancy, seq FROM decisions WHERE message IS NOT NULL AND notifier = 'out'"
        ).fetchall()
    sys.stdout.write(
        f"kills {KILLS}, articles {articles}, transitions {transitions}, messages {len(made)}, refused {sink.refused}, "
        f"lost {len(made - sink.taken.keys())}, twice under one key {sink.again}, "
        f"twice at a sink that honours the key {len(told) - len(set(told))}\n"
    )
    assert articles == KILLS
    assert (undone, undecided) == (0, 0)
    assert sink.taken.keys() == made, "nothing is lost, and nothing comes from nowhere"
    assert len(told) == len(set(told)), "no step is told in two messages"
    heard = Counter((item["id"], item["change"]) for one in sink.taken.values() for item in one["discrepancies"])
    assert all(count == 1 for (_, change), count in heard.items() if change == "opened"), "a thing opens once"
