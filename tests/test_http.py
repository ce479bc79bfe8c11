"""The client against real servers: limits, redirects, retries, and addresses that must not be reached."""

from __future__ import annotations

import gzip

import pytest
from pytest_httpserver import HTTPServer

from checker.http import Http, HttpError, is_public, redact, redact_text

LOOPBACK = frozenset({"127.0.0.1", "localhost"})


def test_private_addresses_are_refused(httpserver: HTTPServer) -> None:
    with pytest.raises(HttpError, match="private network"):
        Http(retries=1).get(httpserver.url_for("/"))


def test_a_redirect_into_a_private_network_is_refused(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(
        "", status=302, headers={"Location": "http://169.254.169.254/latest"}
    )
    with pytest.raises(HttpError, match="private network"):
        Http(allow_private=LOOPBACK, retries=1).get(httpserver.url_for("/a"))


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


def test_endless_redirects_end(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/d").respond_with_data("", status=301, headers={"Location": "/d"})
    with pytest.raises(HttpError, match="redirects more than"):
        Http(allow_private=LOOPBACK, retries=1).get(httpserver.url_for("/d"))


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
