"""Every form and every address of the desk, as somebody who means harm would use them: what they get, and what is
written down of what they did."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest

from checker.app import Parts
from checker.model.discrepancy import Status
from checker.web.desk import Desk
from checker.web.guard import Guard
from checker.web.pages import ROUTERS
from tests.story import TWO
from tests.web.harmful import EVIL, harmful
from tests.web.test_desk import key_of

ELSEWHERE = (
    {"Origin": "http://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://127.0.0.1:1"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
)
BOMB = "\n".join(
    ["a: &a [x, x, x, x, x, x, x, x, x]"]
    + [f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]" for old, new in zip("abcdefgh", "bcdefghi", strict=True)]
)


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Parts]:
    with harmful(tmp_path_factory.mktemp("hostile"), TWO, "data:text/html,<script>alert(4)</script>") as made:
        yield made


def changing(parts: Parts) -> list[tuple[str, str]]:
    """Every method and address that changes something, read off the application, so that none is forgotten."""
    desk = Desk(parts, Guard(None, frozenset()))
    routes = [
        (method, route) for make in ROUTERS for route in make(desk).routes for method in getattr(route, "methods", ())
    ]
    return [
        (method, str(getattr(route, "path", "")).replace("{number}", "1"))
        for method, route in routes
        if method not in ("GET", "HEAD", "OPTIONS")
    ]


def test_nothing_is_changed_from_elsewhere(web: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    key = key_of(web.get("/").text)
    every = changing(parts)
    assert len(every) > 25
    form = {"form_key": key, "id": one.discrepancy.id, "action": "dismiss", "reason": "x"}
    for method, path in every:
        for headers in ELSEWHERE:
            answer = web.request(method, path, headers=headers, data=form)
            assert answer.status_code == 403, (method, path, headers)
        if not path.startswith("/api/"):
            assert web.post(path, data={**form, "form_key": "x"}).status_code == 403, path
            assert httpx.post(f"{web.base_url}".rstrip("/") + path, data=form).status_code == 403, path
    assert parts.store.actions() == []
    assert parts.store.discrepancies()[0].status is Status.OPEN


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "127.0.0.1@evil.example", "localhost.evil.example", "", "[", "a" * 5000],
)
def test_the_desk_answers_to_its_own_names_only(address: str, host: str) -> None:
    answer = httpx.get(address, headers={"Host": host})
    assert answer.status_code in (400, 421)
    assert "Discrepa" not in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/d/x", "/d/x.json", "/d/x.txt", f"/d/{'a' * 5000}", "/articles/x", "/topics/a/b", "/topics/a/b.json",
        "/topics/troops-disagree/x", "/entities/x", "/entities/country:zz", "/entities/%00", "/entities/%F0%9F%98%80",
        "/rules/x", f"/rules/{quote(EVIL)}", "/api/v1/discrepancies/x", "/api/v1/articles/x", "/api/v1/topics/a/b",
    ],
)  # fmt: skip
def test_what_is_not_there_is_not_found(web: httpx.Client, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code == 404
    assert "<img src=x" not in answer.text


def test_a_day_at_the_end_of_the_calendar_breaks_nothing(web: httpx.Client) -> None:
    key = key_of(web.get("/try").text)
    words = "El lunes, hace 3 días, hubo 300 muertos en Odesa. En los últimos dos años murieron 900."
    for first, last in (("9999-12-31", "0001-01-01"), ("9998-12-31", "0001-01-02"), ("x", "")):
        form = {"form_key": key, "text_a": words, "text_b": words, "on_a": first, "on_b": last, "outlet_a": EVIL}
        answer = web.post("/try", data=form)
        assert answer.status_code == 200, first
        assert "<img src=x" not in answer.text


@pytest.mark.parametrize(
    "words", ["9" * 20_000, "( " * 10_000, "mil " * 5_000, "«" * 20_000, "\u202e" * 900, "a@" * 9_000]
)
def test_texts_that_mean_harm_are_read_or_passed_over(web: httpx.Client, words: str) -> None:
    form = {"form_key": key_of(web.get("/try").text), "text_a": words, "text_b": words}
    assert web.post("/try", data=form).status_code == 200


@pytest.mark.parametrize(
    "draft",
    [BOMB, "facts: !!python/object/apply:os.system ['touch pwned']", "[" * 5000, "a\x00b", "a: &a\n  <<: *a\n", EVIL],
)
def test_a_draft_that_means_harm_is_a_fault_with_its_place(
    web: httpx.Client, parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, draft: str
) -> None:
    monkeypatch.chdir(tmp_path)
    before = len(parts.book.rules)
    answer = web.post("/rules/try", data={"form_key": key_of(web.get("/").text), "draft": draft, "sentences": EVIL})
    assert answer.status_code == 200
    assert 'role="alert"' in answer.text
    assert "draft.yaml" in answer.text
    assert "<img src=x" not in answer.text
    assert (list(tmp_path.iterdir()), len(parts.book.rules)) == ([], before)


@pytest.mark.parametrize("time", ["1e9d", "9" * 20 + "h", "-1h", "0h", "inf", "nan", "1d; drop", ""])
def test_a_quiet_without_an_end_or_a_beginning_is_refused(web: httpx.Client, parts: Parts, time: str) -> None:
    form = {"form_key": key_of(web.get("/").text), "match": "rule=x", "for": time, "reason": "x"}
    before = len(parts.store.silences())
    assert web.post("/silences", data=form).status_code == 422
    assert len(parts.store.silences()) == before


def test_nobody_is_led_elsewhere(web: httpx.Client) -> None:
    key = key_of(web.get("/").text)
    for where in (
        "//evil.example",
        "/\\evil.example",
        "http://evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
    ):
        answer = web.post("/name", data={"form_key": key, "author": "x", "next": where}, follow_redirects=False)
        assert answer.headers["location"] == "/", where


def test_whatever_is_done_is_written_down_under_the_name_of_who_did_it(web: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    name = one.discrepancy.id
    quoted = one.discrepancy.sides[0]
    key = key_of(web.get("/").text)
    form = {"form_key": key, "id": name, "reason": "asked", "author": "Ana"}
    done: list[tuple[str, str]] = []

    def do(path: str, kind: str, author: str = "Ana", **fields: str) -> None:
        answer = web.post(path, data={**form, **fields})
        assert answer.status_code == 200, (path, answer.text)
        done.insert(0, (kind, author))

    do("/act", "ack", action="ack")
    batch = parts.store.actions()[0].batch
    web.post("/name", data={"form_key": key, "author": "Eva"})
    do("/undo", "undo", "Eva", batch=batch)  # what another one did is taken back under one's own name
    do("/act", "note", action="note")
    do("/silences", "silence", match="rule=x", **{"for": "1h"})
    quiet = parts.store.silences()[0].id
    do(f"/silences/{quiet}", "extend", **{"for": "2h"})
    do(f"/silences/{quiet}/expire", "expire")
    do("/entities", "split", a="country:kp", b="country:ua", same="0")
    do("/entities/undo", "unsplit", number=str(parts.store.entity_decisions()[-1].number))
    do(
        f"/articles/{quote(quoted.quotes[0].article, safe='')}/wrong",
        "wrong",
        statement=quoted.statements[0],
        part="value",
    )
    do("/exceptions", "except")
    do(f"/exceptions/{parts.store.exceptions()[0].id}/revoke", "unexcept")
    assert [(made.kind, made.author) for made in parts.store.actions(limit=len(done))] == done
    page = web.get("/log").text
    assert page.count("<strong>") == 0 or "Ana" in page
    assert "country:kp" not in page.partition("<main")[2].replace('title="country:kp"', "").replace(
        "/entities/country%3Akp", ""
    )
    # once taken back, a batch is not taken back again
    assert web.post("/undo", data={"form_key": key, "batch": batch}).status_code == 404
