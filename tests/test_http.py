"""The client against real servers: limits, redirects, retries, and addresses that must not be reached."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request
from werkzeug import Response as WebResponse

from checker.address import Credentials, basic, is_public, redact, redact_text, site_of
from checker.http import Http, HttpError
from checker.manners import Manners, read_retry_after
from checker.unpack import Unpacker

LOOPBACK = frozenset({"127.0.0.1", "localhost"})


def test_hundreds_of_sources_hold_the_certificates_once() -> None:
    contexts = {id(Http()._http()._transport._pool._ssl_context) for _ in range(3)}  # type: ignore[attr-defined]
    assert len(contexts) == 1


def test_private_addresses_are_refused(httpserver: HTTPServer) -> None:
    with pytest.raises(HttpError, match="private network"):
        Http(retries=1).get(httpserver.url_for("/"))


def test_a_redirect_into_a_private_network_is_refused(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(
        "", status=302, headers={"Location": "http://169.254.169.254/latest"}
    )
    with pytest.raises(HttpError, match=r"leads to .* private network") as refused:
        Http(allow_private=LOOPBACK, retries=1).get(httpserver.url_for("/a"))
    assert "allow_private" not in str(refused.value), "nobody is told to allow what a site leads to"


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.0.1",
        "169.254.169.254",
        "::1",
        "fe80::1",
        "::ffff:10.0.0.1",
        "0.0.0.0",
        "224.0.0.1",
    ],
)
def test_what_is_not_the_open_internet(address: str) -> None:
    assert not is_public(address)
    assert is_public("93.184.216.34")


def test_size_is_counted_after_unpacking(httpserver: HTTPServer) -> None:
    bomb = gzip.compress(b"0" * 3_000_000)
    httpserver.expect_request("/b").respond_with_data(bomb, headers={"Content-Encoding": "gzip"})
    with pytest.raises(HttpError, match="larger than 1 MB"):
        Http(allow_private=LOOPBACK, max_bytes=1_000_000, retries=1).get(httpserver.url_for("/b"))


def test_what_may_pass_is_tried_again(httpserver: HTTPServer) -> None:
    httpserver.expect_ordered_request("/c").respond_with_data("", status=503)
    httpserver.expect_ordered_request("/c").respond_with_data("good")
    assert Http(allow_private=LOOPBACK).get(httpserver.url_for("/c")).body == b"good"


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("120", 120.0), ("9" * 400, 86_400.0), ("Fri, 31 Dec 9999 23:59:59 GMT", 86_400.0), ("²", None), ("-1", None)],
)
def test_what_a_far_side_may_ask_us_to_wait(value: str, seconds: float | None) -> None:
    assert read_retry_after(value) == seconds


def test_endless_redirects_end(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/d").respond_with_data("", status=301, headers={"Location": "/d"})
    with pytest.raises(HttpError, match="redirects more than"):
        Http(allow_private=LOOPBACK, retries=1).get(httpserver.url_for("/d"))


@pytest.mark.parametrize("location", ["//[", "http://[::1", "http://x.example:port/", "//x.example:99999/"])
def test_a_redirect_to_what_is_no_address_is_an_error_of_that_page(location: str) -> None:
    class Leads(BaseHTTPRequestHandler):  # httpserver would not send such an address
        def do_GET(self) -> None:
            self.send_response(302)
            self.send_header("Location", location)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), Leads) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(HttpError):
            Http(guarded=False, retries=1).get(f"http://127.0.0.1:{server.server_port}/a")
        server.shutdown()


def test_other_schemes_are_refused() -> None:
    for url in ("file:///etc/passwd", "ftp://x.example/", "javascript:alert(1)", "http://", "http://[::1"):
        with pytest.raises(HttpError):
            Http(retries=1).get(url)


def test_no_secret_of_a_url_is_shown() -> None:
    shown = redact_text("failed: https://user:pw@hooks.example/services/T0/B0/tok3n?key=s3cret now")
    assert "tok3n" not in shown
    assert "s3cret" not in shown
    assert "pw" not in shown
    assert redact("https://h.example/feed.xml") == "https://h.example/feed.xml"
    assert redact("https://h.example/k3Yk3Yk3Yk3Yk3Y9/rss") == "https://h.example/…/…", "a key may be the first part"
    assert redact("https://h.example/international-news/rss") == "https://h.example/international-news/…"


# --- hostile servers, on plain sockets ---


class Raw:
    """A server that answers every connection with what a function sends."""

    def __init__(self, answer: Callable[[socket.socket], None]) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.socket.getsockname()[1]}/x"
        self.answer = answer
        self.asked: list[bytes] = []
        self.done = threading.Event()
        threading.Thread(target=self._run, daemon=True).start()

    def _run(self) -> None:
        while not self.done.is_set():
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):
                self.asked.append(connection.recv(65_536))
                self.answer(connection)

    def close(self) -> None:
        self.done.set()
        self.socket.close()


def _drip(head: bytes, drop: bytes) -> Callable[[socket.socket], None]:
    def answer(connection: socket.socket) -> None:
        connection.sendall(head)
        for _ in range(600):
            connection.sendall(drop)
            time.sleep(0.05)

    return answer


@pytest.mark.parametrize(
    ("head", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\xff", b"\0"),
        (b"HTTP/1.1 200 OK\r\nX-", b"a"),
    ],
    ids=["body", "packed body", "headers"],
)
def test_what_drips_ends_at_the_deadline(head: bytes, drop: bytes) -> None:
    server = Raw(_drip(head, drop))
    try:
        with pytest.raises(HttpError, match=r"took longer than 0\.6 s|cannot be unpacked"):
            Http(allow_private=LOOPBACK, timeout=5, deadline=0.6, retries=1).get(server.url)
    finally:
        server.close()


def test_a_bomb_is_unpacked_no_further_than_the_limit() -> None:
    unpack = Unpacker(1_000_000)
    assert len(unpack(gzip.compress(b"0" * 50_000_000))) == 1_000_001


@pytest.mark.parametrize("coding", ["br", "gzip, gzip", "zstd"])
def test_packing_that_was_not_asked_for_is_refused(httpserver: HTTPServer, coding: str) -> None:
    httpserver.expect_request("/p").respond_with_data(b"x", headers={"Content-Encoding": coding})
    with pytest.raises(HttpError, match="not asked for"):
        Http(allow_private=LOOPBACK, retries=1).get(httpserver.url_for("/p"))


def test_deflate_with_and_without_its_header(httpserver: HTTPServer) -> None:
    bare = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    for number, body in enumerate((zlib.compress(b"hola"), bare.compress(b"hola") + bare.flush())):
        headers = {"Content-Encoding": "deflate"}
        httpserver.expect_request(f"/{number}").respond_with_data(body, headers=headers)
        assert Http(allow_private=LOOPBACK).get(httpserver.url_for(f"/{number}")).body == b"hola"


def test_the_address_that_was_checked_is_the_one_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name server that says something harmless first and a private address the second time."""
    answers = iter(["93.184.216.34", "127.0.0.1"])
    asked = []

    def resolve(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    client = Http(retries=1)
    assert client._addresses("http://rebind.example/")[0] == ["93.184.216.34"]
    with pytest.raises(HttpError, match="private network"):
        client._addresses("http://rebind.example/")
    assert asked == ["rebind.example"] * 2, "one look-up for each request, and its answer is what is used"


@pytest.mark.parametrize(
    "address",
    ["64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:169.254.169.254", "::7f00:1", "2001:0:1::1", "fec0::1", "168.63.129.16", "100.100.100.200", "fd00:ec2::254", "192.0.0.192"],
)  # fmt: skip
def test_disguises_of_private_addresses(address: str) -> None:
    assert not is_public(address)


def test_credentials_are_for_their_own_site_alone(httpserver: HTTPServer) -> None:
    other = Raw(lambda connection: connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"))
    seen: list[str | None] = []

    def answer(request: Request) -> WebResponse:
        seen.append(request.headers.get("Authorization"))
        return WebResponse(status=302, headers={"Location": other.url})

    httpserver.expect_request("/in").respond_with_handler(answer)
    url = httpserver.url_for("/in")
    try:
        client = Http(allow_private=LOOPBACK, credentials=Credentials(site_of(url), {"Authorization": "Bearer s3cret"}))
        assert client.get(url).body == b"ok"
        Http(allow_private=LOOPBACK).get(url.replace("://", "://ana:s3cret@"))
    finally:
        other.close()
    assert seen == ["Bearer s3cret", basic("ana", "s3cret")]
    assert not any(b"s3cret" in one or b"authorization" in one.lower() for one in other.asked)
    assert "s3cret" not in repr(client)


def test_a_user_in_an_address_never_comes_back(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data("x")
    answer = Http(allow_private=LOOPBACK).get(httpserver.url_for("/a").replace("://", "://ana:s3cret@"))
    assert "s3cret" not in answer.url


def test_turns_at_a_host() -> None:
    manners = Manners(pause=0.0, at_once=1)
    with manners.turn("a", 1), manners.turn("b", 1), pytest.raises(TimeoutError), manners.turn("a", 0.01):
        raise AssertionError("one at a time")
    with manners.turn("a", 1):
        pass


def test_a_host_that_asked_for_a_pause_is_not_asked_before_it_is_over() -> None:
    manners = Manners(pause=0.0)
    manners.close("a", 3600)
    with pytest.raises(TimeoutError), manners.turn("a", 0.01):
        raise AssertionError("too early")
    with manners.turn("b", 0.01):
        pass
    assert (manners.closed("a") > 3590, manners.closed("b")) == (True, 0.0)
    manners.close("a", 5)
    assert manners.closed("a") > 3590, "the longer pause holds"


def test_a_short_pause_is_waited_for(httpserver: HTTPServer) -> None:
    asked: list[float] = []

    def answer(_: Request) -> WebResponse:
        asked.append(time.monotonic())
        early = asked[-1] - asked[0] < 2
        return WebResponse("" if early else "x", 429 if early else 200, {"Retry-After": "2"} if early else {})

    httpserver.expect_request("/a").respond_with_handler(answer)
    assert Http(allow_private=LOOPBACK, manners=Manners(pause=0.0)).get(httpserver.url_for("/a")).body == b"x"
    assert len(asked) == 2, "not before it is over"
    asked.clear()
    assert Http(allow_private=LOOPBACK).get(httpserver.url_for("/a")).body == b"x"
    assert len(asked) == 2, "nor where no turns are taken"


def test_robots_txt(httpserver: HTTPServer) -> None:
    rules = (
        "User-agent: *\nDisallow: /private\nAllow: /private/open\nDisallow: /*?print\n\nUser-agent: Other\nDisallow: /"
    )
    httpserver.expect_request("/robots.txt").respond_with_data(rules, content_type="text/plain")
    for path in ("/private/open/a", "/a", "/private/b"):
        httpserver.expect_request(path).respond_with_data("x")
    client = Http(allow_private=LOOPBACK, retries=1)
    assert client.get(httpserver.url_for("/private/open/a"), page=True).body == b"x"
    for path in ("/private/b", "/a?print=1"):
        with pytest.raises(HttpError, match=r"robots\.txt forbids"):
            client.get(httpserver.url_for(path), page=True)
    free = Http(allow_private=LOOPBACK, retries=1, robots=False)
    assert free.get(httpserver.url_for("/private/b"), page=True).body == b"x"
    assert sum(1 for request, _ in httpserver.log if request.path == "/robots.txt") == 1
