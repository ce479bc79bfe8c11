"""The daemon as a user runs it: a subprocess, killed and started again, with a sink that counts."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checker import app
from checker.daemon import Daemon, run_once
from checker.intake.base import Cursor, Fetched
from tests.story import ONE, TWO, article, project


def _start(config: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "checker", "run", "--config", str(config)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def _until(condition: Callable[[], bool], seconds: float = 120) -> bool:
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
        let_go.wait(240)  # longer than anybody waits below
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
        daemon.communicate(timeout=120)


def test_told_to_stop_in_the_middle_of_a_poll_it_ends_with_it(tmp_path: Path, two_at_once: HTTPServer) -> None:
    asked, let_go = threading.Event(), threading.Event()

    def hang(_: Request) -> Response:
        asked.set()
        let_go.wait(120)
        return Response("<rss version='2.0'><channel><title>t</title></channel></rss>")

    two_at_once.expect_request("/rss").respond_with_handler(hang)
    config = project(tmp_path, f"{{kind: webhook, url: '{two_at_once.url_for('/hook')}'}}")
    url = two_at_once.url_for("/rss").replace("localhost", "127.0.0.1")
    slow = f"sources:\n  - {{id: slow, kind: feed, url: '{url}', access: {{private: true}}}}"
    config.write_text(config.read_text(encoding="utf-8").replace("sources:", slow, 1), encoding="utf-8")
    daemon = _start(config)
    try:
        assert asked.wait(60), "the poll began"
        daemon.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            daemon.communicate(timeout=3)  # the step in hand is finished first
        let_go.set()
        said, _ = daemon.communicate(timeout=60)
    finally:
        let_go.set()
        daemon.kill()
    assert daemon.returncode == 0
    assert "stopped" in str(said)


def _once(config: Path) -> None:
    run = [sys.executable, "-m", "checker", "run", "--once", "--config", str(config)]
    subprocess.run(run, check=True, capture_output=True)


@pytest.mark.parametrize(("tell", "told"), [("silent", 1), ("all", 1), (None, 0)])
def test_a_figure_changed_silently_is_told_once_and_only_if_asked_for(
    tmp_path: Path, httpserver: HTTPServer, sink: list[dict[str, Any]], tell: str | None, told: int
) -> None:
    config = project(tmp_path, f"{{kind: webhook, url: '{httpserver.url_for('/hook')}'}}")
    if tell:
        config.write_text(config.read_text(encoding="utf-8") + f"corrections: {tell}\n", encoding="utf-8")
    article(tmp_path / "in", "one", ONE, "A")
    _once(config)
    article(tmp_path / "in", "one", ONE.replace("12.000", "4.000"), "A")
    for _ in range(3):
        _once(config)
    assert len(sink) == told
    listed = subprocess.run(
        [sys.executable, "-m", "checker", "sources", "corrections", "--json", "--config", str(config)],
        check=True,
        capture_output=True,
        text=True,
    )
    noted = json.loads(listed.stdout)
    assert (noted["before"], noted["after"]) == ("«unos 12.000 soldados»", "«unos 4.000 soldados»")
    assert noted["why"] == ("corrected" if told else "edits_off")
    if told:
        (item,) = sink[0]["discrepancies"]
        assert (item["id"], item["change"], item["edited"]["revision"]) == (noted["event"], "corrected", 2)
        assert [item["edited"]["before_at"], item["edited"]["after_at"]] == [noted["before_at"], noted["at"]]
        assert [side["quotes"][0]["quote"] for side in item["sides"]] == [
            "unos 12.000 soldados",
            "unos 4.000 soldados",
        ]
        assert [side["value"]["low"] for side in item["sides"]] == [12000, 4000]


class _Exits:
    """A source plugin that ends the program, as far as it can."""

    id = "exits"

    def fetch(self, cursor: Cursor) -> Fetched:
        sys.exit(3)


@pytest.mark.parametrize(
    ("lang", "refused", "missing", "unread"),
    [
        ("en", "nothing answers there", "there is no folder", "is not UTF-8"),
        ("es", "allí no contesta nadie", "no existe la carpeta", "no es texto UTF-8"),
    ],
)
def test_what_a_poll_finds_wrong_is_told_in_the_language_of_the_configuration(
    tmp_path: Path, lang: str, refused: str, missing: str, unread: str
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.md").write_bytes(b"x\xff\xfe")
    config = tmp_path / "config.yaml"
    config.write_text(
        f"language: {lang}\nstore: s.db\nhttp: {{allow_private: ['127.0.0.1']}}\nsources:\n"
        f"  - {{id: a, kind: feed, url: 'http://127.0.0.1:{port}/feed.xml'}}\n"
        "  - {id: b, kind: folder, path: nowhere}\n  - {id: c, kind: folder, path: in}\n"
    )
    told = {}
    for command in (["run", "--once"], ["doctor"], ["sources", "list"]):
        done = subprocess.run(
            [sys.executable, "-m", "checker", *command, "--config", str(config)],
            capture_output=True,
            text=True,
            check=False,
            env={name: value for name, value in os.environ.items() if name != "DISCREPA_LANGUAGE"},
        )
        told[command[0]] = done.stdout + done.stderr
        assert refused in told[command[0]]
        assert missing in told[command[0]]
        assert "Errno" not in told[command[0]]
    assert unread in told["run"]


def test_a_source_that_exits_takes_no_other_with_it(tmp_path: Path) -> None:
    config = project(tmp_path)
    article(tmp_path / "in", "one", ONE, "A")
    with app.parts(app.settings(config)) as parts:
        parts.sources.insert(0, replace(parts.sources[0], source=_Exits()))
        assert run_once(parts).articles == 1
        state = parts.store.source_state("exits")
        assert state is not None
        assert (state.failures, state.last_error) == (1, "SystemExit: 3")


class _Unhurried(ThreadPoolExecutor):
    """Takes work after a moment, as a busy machine does."""

    def submit(self, *work: Any, **more: Any) -> Any:
        time.sleep(0.1)
        return super().submit(*work, **more)


def test_two_polls_that_end_at_once_send_a_message_once(
    tmp_path: Path, httpserver: HTTPServer, sink: list[dict[str, object]]
) -> None:
    config = project(tmp_path, f"{{kind: webhook, url: '{httpserver.url_for('/hook')}'}}")
    article(tmp_path / "in", "one", ONE, "A")
    article(tmp_path / "in", "two", TWO, "B")
    with app.parts(app.settings(config)) as parts, _Unhurried(8) as senders:
        daemon = Daemon(parts, senders=senders)
        daemon.poll(parts.sources[0])
        daemon.judge()
        polls = [threading.Thread(target=daemon.deliver) for _ in range(6)]
        for one in polls:
            one.start()
        for one in polls:
            one.join()
    assert len(sink) == 1


def test_many_polls_that_end_while_one_judges_are_judged_together(tmp_path: Path) -> None:
    config = project(tmp_path)
    with app.parts(app.settings(config)) as parts:
        daemon = Daemon(parts)
        article(tmp_path / "in", "one", ONE, "A")
        article(tmp_path / "in", "two", TWO, "B")
        found: list[int] = []
        polls = [threading.Thread(target=lambda: found.append(daemon.judge())) for _ in range(20)]
        with parts.working:  # somebody judges
            polls[0].start()
            assert _until(daemon.next_judge.locked, 20)
            daemon.poll(parts.sources[0])
            for one in polls[1:]:
                one.start()
                one.join(20)
            assert found == [0] * 19, "they leave it to the one that waits"
        polls[0].join(60)
        assert found[-1] == 1, "which sees what came while it waited"
