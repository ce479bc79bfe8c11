"""What somebody who means harm sends to the desk, over real sockets: it stays up, gives nothing away, does nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import quote, urlsplit

import httpx
import pytest

from checker import app
from checker.app import Parts
from checker.web import patience
from checker.web.server import serving
from tests.story import TWO, project
from tests.web.harmful import EVIL, harmful
from tests.web.test_desk import key_of

TOKEN = "a-token-of-some-length"
HOSTILE = f"""{TWO}
{EVIL} javascript:alert(3) {{{{ 7 * 7 }}}} {{% raw %}}
"""
PAGES = ["/", "/articles", "/sources", "/rules", "/silences", "/deliveries", "/log", "/system", "/try"]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    """A project with an article that was written to do harm."""
    with harmful(tmp_path_factory.mktemp("attacked"), HOSTILE, "javascript:alert(4)") as made:
        yield made


def talk(address: str, *sent: bytes, wait: float = 30) -> bytes:
    """What comes back on one connection until the desk closes it."""
    where = urlsplit(address)
    with closing(socket.create_connection((where.hostname or "", where.port or 0), timeout=wait)) as line:
        try:
            for one in sent:
                line.sendall(one)
            back = b""
            while got := line.recv(65536):
                back += got
        except ConnectionError:  # closed with what was sent unread
            pass
        return back


def test_what_an_article_says_is_text_and_nothing_else(web: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    articles = [f"/articles/{quote(row.id, safe='')}" for row in parts.store.articles()]
    for path in [*PAGES, *articles, f"/d/{one.discrepancy.id}"]:
        page = web.get(path).text
        assert "<img src=x" not in page, path
        assert "<script>" not in page, path
        assert 'href="javascript:' not in page.lower(), path
        assert "49" not in page.partition("javascript:alert(3)")[2][:60], path


@pytest.mark.parametrize(
    "name", ["q", "ui", "done", "state", "severity", "outlet", "entity", "sort", "page", "source", "match", "next"]
)
def test_what_an_address_says_is_text_and_nothing_else(web: httpx.Client, name: str) -> None:
    for path in [*PAGES, "/login"]:
        answer = web.get(path, params={name: EVIL})
        assert answer.status_code in (200, 422), path
        assert "<img src=x" not in answer.text, path
        assert "<script>" not in answer.text, path


@pytest.mark.parametrize(
    "words", ['"', "*", "NEAR(a b)", "a OR", "\x00", "'; DROP TABLE articles; --", "%", "ñ" * 5000, "-"]
)
def test_a_search_finds_or_finds_nothing(web: httpx.Client, parts: Parts, words: str) -> None:
    before = parts.store.counts()
    for path in ("/", "/articles", "/api/v1/discrepancies", "/api/v1/articles"):
        assert web.get(path, params={"q": words}).status_code in (200, 422), path
    for page in ("0", "-1", "9" * 30, "1e9", "x"):
        for path in ("/", "/articles", "/log"):
            assert web.get(path, params={"page": page}).status_code in (200, 422), (path, page)
    assert parts.store.counts() == before


@pytest.mark.parametrize(
    "path",
    [
        "/static/../desk.py",
        "/static/..%2fdesk.py",
        "/static/%2e%2e/%2e%2e/config.yaml",
        "/static//etc/passwd",
        "/rules/..%2f..%2fconfig.yaml",
        "/articles/..%2f..%2fconfig.yaml",
        "/d/..%2fconfig.txt",
        "/d/%00",
        "/d/%ff",
        "/static/%00",
    ],
)
def test_no_path_leads_out(address: str, path: str) -> None:
    host = urlsplit(address).netloc
    said = talk(address, f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert said.split(b" ")[1] in (b"404", b"400", b"422")
    assert b"from __future__" not in said
    assert b"root:" not in said


def test_names_and_reasons_in_any_script_are_kept(web: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    form = {"form_key": key_of(web.get("/").text), "id": one.discrepancy.id, "action": "note", "next": "/"}
    for author in ("王 小明", "Ελένη", "José", "a;b=c", "x\r\nSet-Cookie: desk=1", "%41"):
        answer = web.post(
            "/act",
            data={
                **form,
                "author": author,
                "reason": f"{author} \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
            },
        )
        assert answer.status_code == 200, author
        assert parts.store.actions()[0].author == author.strip()
        assert "set-cookie: desk=1" not in str(answer.history[0].headers).lower()
    web.post("/name", data={"form_key": form["form_key"], "author": "王 小明", "next": "/"})
    assert 'value="王 小明"' in web.get("/").text


def test_letters_that_are_none_are_refused(web: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    half = b'{"ids": ["%s"], "action": "note", "reason": "\\ud800"}' % one.discrepancy.id.encode()
    json = {"Content-Type": "application/json"}
    assert web.post("/api/v1/decisions", content=half, headers=json).status_code in (201, 422)
    for body in (b"\xff\xfe", b"[" * 100_000, b'{"ids": 1e999}', b"null", b""):
        assert web.post("/api/v1/decisions", content=body, headers=json).status_code in (400, 422), body[:20]
    key = key_of(web.get("/").text).encode()
    for body in (
        b"form_key=%s&id=%%ff&action=ack",
        b"form_key=%s&id=a&action=note&reason=%%00",
        b"form_key=%s&id=%%ED%%A0%%80&action=ack",
    ):
        answer = web.post("/act", content=body % key, headers={"Content-Type": "application/x-www-form-urlencoded"})
        assert answer.status_code in (404, 422)


def test_bodies_that_are_too_large_or_never_end_are_refused(
    address: str, web: httpx.Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(patience, "WAIT", 1.0)
    host = urlsplit(address).netloc
    head = f"POST /try HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    assert talk(address, f"{head}Content-Length: 99999999999\r\n\r\n".encode()).startswith(b"HTTP/1.1 413")
    chunk = b"10000\r\n" + b"a" * 0x10000 + b"\r\n"
    endless = talk(address, f"{head}Transfer-Encoding: chunked\r\n\r\n".encode(), *[chunk] * 40)
    assert endless[:12] in (b"", b"HTTP/1.1 413", b"HTTP/1.1 400")
    many = "&".join(f"a{number}=1" for number in range(2000))
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert web.post("/try", content=many, headers=kind).status_code == 400
    assert web.post("/try", files={"text_a": b"x" * 100}).status_code == 400
    assert web.get("/healthz").status_code == 200


def test_who_dribbles_is_shown_out(address: str, web: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "WAIT", 0.3)
    host = urlsplit(address).netloc
    assert talk(address, b"") == b""
    assert talk(address, b"GET / HTTP/1.1\r\nHost: ") == b""
    head = f"POST /try HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    assert talk(address, f"{head}Content-Length: 100\r\n\r\n".encode(), b"text_a=") == b""
    again = f"GET /healthz HTTP/1.1\r\nHost: {host}\r\n\r\n".encode()
    assert talk(address, again, b"GET /he").count(b"HTTP/1.1 200") == 1
    assert web.get("/healthz").status_code == 200


def test_a_crowd_leaves_room_for_the_daemon(address: str, web: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "CONNECTIONS", 8)
    where = urlsplit(address)
    crowd = [socket.create_connection((where.hostname or "", where.port or 0), timeout=30) for _ in range(40)]
    try:
        # those beyond the limit are closed at once, which shows as an end of what they have to say
        gone = 0
        for line in crowd[8:]:
            gone += line.recv(1) == b""
        assert gone == 32
    finally:
        for line in crowd:
            line.close()
    assert web.get("/healthz").status_code == 200


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND", "get"])
def test_other_methods_do_nothing(address: str, web: httpx.Client, method: str) -> None:
    host = urlsplit(address).netloc
    said = talk(address, f"{method} /log HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert said.split(b" ")[1] in (b"400", b"403", b"405")


def test_a_token_is_not_got_round(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    file = project(tmp_path, desk=f"{{port: 0, token: {TOKEN}}}")
    with (
        app.parts(app.settings(file)) as made,
        serving(made) as address,
        httpx.Client(base_url=address or "") as client,
    ):
        page = client.get("/login")
        cookie = page.cookies["desk"]
        name, _, sign = cookie.split(".")
        forged = [f"{name}.1.{sign}", f"{name}.1.", "a.1.b", f".1.{sign}", f"{name}.0.{sign}.1.{sign}", "\x00"]
        for one in forged:
            answer = httpx.get(f"{address}articles", headers={"Cookie": f"desk={one}"} if one != "\x00" else {})
            assert answer.status_code == 303, one
        for given in (
            "",
            "Bearer",
            f"Basic {TOKEN}",
            f"Bearer {TOKEN}x",
            "Bearer \xe9",
            f"Bearer {TOKEN[:-1]}",
        ):
            answer = httpx.get(f"{address}api/v1/rules", headers={b"Authorization": given.encode("latin-1")})
            assert answer.status_code == 401, given
        for path in (
            "/login/../articles",
            "//articles",
            "/Articles",
            "/static/../articles",
            "/healthz/../articles",
            "/login%2f..%2farticles",
        ):
            assert b"<nav aria-label" not in talk(
                address or "", f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode()
            ), path
        key = key_of(page.text)
        wrong = client.post("/login", data={"form_key": key, "token": f"{TOKEN}!", "next": "/"})
        assert (wrong.status_code, TOKEN in wrong.text) == (403, False)
        right = client.post("/login", data={"form_key": key, "token": TOKEN, "next": "//evil.example"})
        assert right.headers["location"] == "/"
        kept = right.headers["set-cookie"]
        assert "HttpOnly" in kept
        assert "SameSite=strict" in kept
        assert TOKEN not in kept
        assert name not in kept  # a session that others may know is not let in
        client.get(f"/nowhere?token={TOKEN}", headers={"X-Forwarded-Proto": "https"})
        client.get("/articles", headers={"Authorization": f"Bearer {TOKEN}"})
    said = capfd.readouterr()
    assert TOKEN not in said.out + said.err


def test_the_cookie_of_a_desk_behind_tls_is_for_tls_only(web: httpx.Client) -> None:
    # a proxy on this machine may say so; nobody else is believed
    assert "Secure" in web.get("/", headers={"X-Forwarded-Proto": "https"}).headers["set-cookie"]


def test_many_at_once_do_not_trip_each_other(web: httpx.Client, parts: Parts, address: str) -> None:
    (one,) = parts.store.discrepancies()
    before = len(parts.store.actions(target=one.discrepancy.id))
    faults: list[int] = []

    def use(number: int) -> None:
        with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as client:
            key = key_of(client.get("/").text)
            for action in ("ack", "reopen"):
                form = {
                    "form_key": key,
                    "id": one.discrepancy.id,
                    "action": action,
                    "next": "/",
                    "author": f"n{number}",
                }
                faults.append(client.post("/act", data=form).status_code)

    people = [threading.Thread(target=use, args=(number,)) for number in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert set(faults) == {200}
    assert len(parts.store.actions(target=one.discrepancy.id)) == before + 12
