"""Servers that lead astray, never end or answer nonsense: each is an answer within the deadline, without the secret."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from checker.http import Http
from checker.manners import LONGEST_WAIT, read_retry_after
from checker.model.alert import Message
from notifiers import slack, webhook
from notifiers._templates import Templates
from tests.notifiers.conftest import SECRET

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
HEAD = b"HTTP/1.1 200 OK\r\n"
Talk = Callable[[socket.socket], None]


def _for_ever(first: bytes, again: bytes) -> Talk:
    def talk(to: socket.socket) -> None:
        to.sendall(first)
        while True:
            to.sendall(again)
            if DONE.wait(0.02 if len(again) < 100 else 0):
                return

    return talk


def _once(what: bytes) -> Talk:
    return lambda to: to.sendall(what)


DONE = threading.Event()
TALKS = {
    "headers that drip": _for_ever(HEAD, b"X-A: b\r\n"),
    "a header that never ends": _for_ever(HEAD + b"X-A: ", b"a" * 20_000),
    "a body that never ends": _for_ever(HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"2710\r\n" + b"a" * 10_000 + b"\r\n"),
    "a body that drips": _for_ever(HEAD + b"Content-Length: 100000\r\n\r\n", b"a"),
    "no HTTP": _once(b"\x00\xff220 mail.example ESMTP\r\n"),
    "nothing": _once(b""),
    "half an answer": _once(HEAD + b"Content-Length: 100\r\n\r\nhalf"),
    "two lengths": _once(HEAD + b"Content-Length: 5\r\nContent-Length: 900\r\n\r\nhello"),
}  # fmt: skip


@contextmanager
def _server(talk: Talk) -> Iterator[str]:
    """A server on a free port that takes a request and then talks as it is told."""
    DONE.clear()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(10)

    def serve() -> None:
        with suppress(OSError):
            while not DONE.is_set():
                peer, _ = listener.accept()
                with peer, suppress(OSError):
                    peer.recv(65_536)
                    talk(peer)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    DONE.set()
    listener.close()
    thread.join(10)


def _http() -> Http:
    return Http(timeout=0.5, deadline=1.0, max_bytes=1_000_000, guarded=False)


@pytest.mark.parametrize("talk", TALKS.values(), ids=TALKS)
def test_a_server_that_never_ends_or_talks_nonsense_is_a_failure_to_try_again(talk: Talk, message: Message) -> None:
    with _server(talk) as url:
        options = webhook.Options.model_validate({"url": f"{url}/{SECRET}"})
        outcome = webhook.build("out", options, _http(), Templates()).send(message)
    assert not outcome.ok
    assert outcome.error
    assert SECRET not in outcome.error
    assert len(outcome.error) < 300


@pytest.mark.parametrize("target", ["http://169.254.169.254/latest/meta-data/", "/elsewhere", "file:///etc/passwd"])
def test_a_message_follows_nobody_elsewhere(httpserver: HTTPServer, message: Message, target: str) -> None:
    httpserver.expect_request(f"/{SECRET}").respond_with_data("", status=307, headers={"Location": target})
    httpserver.expect_request("/elsewhere").respond_with_data("")
    options = webhook.Options.model_validate({"url": httpserver.url_for(f"/{SECRET}")})
    outcome = webhook.build("out", options, _http(), Templates()).send(message)
    assert (outcome.ok, outcome.retryable) == (False, False)
    assert [request.path for request, _ in httpserver.log] == [f"/{SECRET}"]
    assert SECRET not in outcome.error


@pytest.mark.parametrize(
    "body", ["", "null", "[]", "{}", '"ok"', '{"ok": 1}', "<html>", "\ud800", "9" * 5000, "[" * 90_000]
)
def test_a_bot_believes_only_an_answer_that_says_so(httpserver: HTTPServer, message: Message, body: str) -> None:
    answer = Response(body.encode("utf-8", "surrogatepass"), status=200)
    httpserver.expect_request("/chat.postMessage").respond_with_response(answer)
    given = {"token": f"xoxb-{SECRET}", "channel": "C1", "api": httpserver.url_for("").rstrip("/")}
    outcome = slack.build("out", slack.Options.model_validate(given), _http(), Templates()).send(message)
    assert not outcome.ok
    assert SECRET not in outcome.error


@pytest.mark.parametrize(
    ("told", "wait"),
    [
        (None, None),
        ("", None),
        ("-5", None),
        ("nan", None),
        ("inf", None),
        ("1e309", None),
        ("soon", None),
        ("0", 0.0),
        ("9" * 5000, LONGEST_WAIT),
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0.0),
        ("Fri, 29 Nov 2024 12:01:00 GMT", 60.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", LONGEST_WAIT),
        ("Fri, 31 Dec 9999 23:59:59 -2359", LONGEST_WAIT),
        ("Mon, 01 Jan 0001 00:00:00 +2359", 0.0),
        ("Fri, 29 Nov 2024 12:01:00 +99999999999999999999", None),
        ("Fri, 29 Nov 99999999999999999999 12:01:00 GMT", None),
        ("\u0661\u0662", None),
    ],
)
def test_what_a_retry_after_can_ask_for_has_bounds(told: str | None, wait: float | None) -> None:
    assert read_retry_after(told, NOW) == wait
