"""What is pushed to a source, over real HTTP: accepted, refused, cut off."""

from __future__ import annotations

import http.client
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import ValidationError

from checker.intake import push
from checker.model.errors import BadInput


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[push.PushSource]:
    options = push.Options(port=0, token="correct horse", spool=tmp_path / "spool", max_megabytes=0.01)  # type: ignore[arg-type]
    source = push.PushSource("ticker", options, "Ticker", None)
    source.start()
    yield source
    source.stop()


def send(
    source: push.PushSource, body: bytes, token: str | None = "correct horse", path: str = push.PATH
) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", source.port, timeout=5)
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    connection.request("POST", path, body, headers)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer.status, text


def test_what_is_pushed_is_read_once(receiver: push.PushSource) -> None:
    one, two = {"id": "1", "text": "Uno.", "source": "A"}, {"id": "2", "text": "Dos."}
    assert send(receiver, json.dumps([one, two]).encode()) == (202, '{"accepted": 2}')
    assert send(receiver, json.dumps(one).encode())[0] == 202, "sent again"
    first = receiver.fetch({})
    assert sorted((item.article.id, item.article.outlet) for item in first.items) == [
        ("ticker:1", "A"),
        ("ticker:2", "Ticker"),
    ]
    assert len(receiver.fetch({}).items) == 2, "what is not stored yet is still there"
    assert receiver.fetch(first.cursor).items == ()
    assert list(receiver.options.spool.iterdir()) == []


def test_what_is_refused(receiver: push.PushSource) -> None:
    good = b'{"text": "Uno."}'
    assert send(receiver, good, token=None)[0] == 401
    assert send(receiver, good, token="wrong")[0] == 401
    assert send(receiver, good, path="/")[0] == 404
    assert send(receiver, b'{"text": ""}')[0] == 422
    assert send(receiver, b'{"text": "x"}\n{"oops')[0] == 422, "all or nothing"
    assert send(receiver, b"[" * 5000)[0] == 422
    assert send(receiver, b"\xff\xfe")[0] == 422
    assert send(receiver, b"x" * 20_000)[0] == 413
    assert send(receiver, b'{"text": "x"}\n{"text": "y"}')[0] == 202
    assert send(receiver, b'{"text": "\\ud800"}')[0] == 202, "half a surrogate pair"
    assert send(receiver, b'{"text": "z", "published": "9999-12-31T23:59:59.9999999"}')[0] == 202, "without a date"
    assert len(receiver.fetch({}).items) == 4
    assert "correct horse" not in repr(receiver.options)


def test_what_is_refused_is_said_in_the_language_of_the_sender(receiver: push.PushSource) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", receiver.port, timeout=5)
    said_in = {}
    for wanted in ("es-AR,en;q=0.5", "fr, en", "\xff"):
        for method in ("GET", "PUT", "DELETE"):
            connection.request(method, push.PATH, headers={"Accept-Language": wanted})
            answer = connection.getresponse()
            said_in[wanted, method] = (answer.status, json.loads(answer.read())["error"])
    assert {status for status, _ in said_in.values()} == {405}
    assert said_in["es-AR,en;q=0.5", "PUT"][1].startswith("los artículos se envían")
    assert said_in["fr, en", "GET"] == said_in["\xff", "DELETE"] == (405, f"articles are sent as POST {push.PATH}")


def test_a_page_in_a_browser_sends_nothing_without_a_token(tmp_path: Path) -> None:
    source = push.PushSource("open", push.Options(port=0, spool=tmp_path / "spool"), None, None)
    source.start()
    try:
        connection = http.client.HTTPConnection("127.0.0.1", source.port, timeout=5)
        kinds_sent = {}
        for origin in ("https://elsewhere.example", "null", None):
            headers = {"Content-Type": "text/plain"} | ({"Origin": origin} if origin else {})
            connection.request("POST", push.PATH, b'{"text": "Uno."}', headers)
            answer = connection.getresponse()
            answer.read()
            kinds_sent[origin] = answer.status
        assert kinds_sent == {"https://elsewhere.example": 403, "null": 403, None: 202}
        assert len(source.fetch({}).items) == 1
    finally:
        source.stop()


def test_a_sender_that_hangs_up_leaves_nothing(receiver: push.PushSource) -> None:
    with socket.create_connection(("127.0.0.1", receiver.port), timeout=5) as connection:
        head = f"POST {push.PATH} HTTP/1.1\r\nAuthorization: Bearer correct horse\r\nContent-Length: 100\r\n\r\n"
        connection.sendall(head.encode() + b'{"text": "Un')
    assert send(receiver, b'{"text": "Dos."}')[0] == 202
    assert [item.article.text for item in receiver.fetch({}).items] == ["Dos."]


@pytest.mark.parametrize("length", [b"", b"-5", b"\xb2", b"9" * 5000])
def test_a_length_that_is_none_is_answered(receiver: push.PushSource, length: bytes) -> None:
    head = f"POST {push.PATH} HTTP/1.1\r\nAuthorization: Bearer correct horse\r\nContent-Length: ".encode()
    with socket.create_connection(("127.0.0.1", receiver.port), timeout=5) as connection:
        connection.sendall(head + length + b"\r\n\r\n")
        assert connection.recv(100).startswith(b"HTTP/1.1 411 ")


def test_only_this_machine_without_a_token(tmp_path: Path) -> None:
    for host in ("127.0.0.1", "::1", "localhost"):
        push.Options(port=0, host=host)
    for host in ("0.0.0.0", "192.168.1.2", "::"):
        with pytest.raises(ValidationError, match="needs a token"):
            push.Options(port=0, host=host)
        push.Options(port=0, host=host, token="long enough")  # type: ignore[arg-type]


def test_a_port_that_is_taken_is_said(receiver: push.PushSource) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        options = push.Options(port=taken.getsockname()[1], spool=receiver.options.spool)
        with pytest.raises(BadInput, match="name another port"):
            push.PushSource("two", options, None, None).start()
