"""The desk over a real store and a real server on loopback, as a browser without JavaScript uses it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree

import httpx
import pytest

from checker import app, daemon
from checker.app import Parts
from checker.clock import utc_now
from checker.web.server import serving
from tests.story import ONE, TWO, article, project

TOKEN = "a-token-of-some-length"


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    """A project in which two outlets disagree, read and judged."""
    file = project(tmp_path, desk="{port: 0}")
    article(tmp_path / "in", "one", ONE, "El Norte")
    article(tmp_path / "in", "two", f"{TWO}\n<script>alert(1)</script>", "El Sur")
    with app.parts(app.settings(file)) as made:
        daemon.run_once(made)
        yield made


@pytest.fixture
def web(parts: Parts) -> Iterator[httpx.Client]:
    """A browser at the desk."""
    with serving(parts) as address, httpx.Client(base_url=address or "", follow_redirects=True, timeout=20) as client:
        yield client


def key_of(page: str) -> str:
    """The key that the forms of a page carry."""
    return re.findall(r'name="form_key" value="([^"]+)"', page)[0]


def only_id(parts: Parts) -> str:
    (one,) = parts.store.discrepancies()
    return one.discrepancy.id


def test_the_inbox_shows_both_sides_at_a_glance(web: httpx.Client) -> None:
    page = web.get("/").text
    assert "about 12,000" in page
    assert "about 4,000" in page
    assert "El Norte" in page
    assert page.count('<svg class="bar') == 2


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/try",
        "/articles",
        "/sources",
        "/rules",
        "/rules/troops-disagree",
        "/silences",
        "/deliveries",
        "/log",
        "/system",
    ],
)
@pytest.mark.parametrize("lang", ["es", "en"])
def test_every_page_is_there_in_both_languages(web: httpx.Client, path: str, lang: str) -> None:
    answer = web.get(path, params={"ui": lang})
    assert answer.status_code == 200
    assert f'<html lang="{lang}">' in answer.text
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert not re.search(r"<script>|style=|\son[a-z]+=", answer.text)


def test_the_language_is_remembered(web: httpx.Client) -> None:
    web.get("/?ui=es")
    assert "En qué discrepan las fuentes" in web.get("/").text


def test_one_discrepancy_with_its_quotes_in_their_paragraph(web: httpx.Client, parts: Parts) -> None:
    page = web.get(f"/d/{only_id(parts)}").text
    assert '<mark class="quote">' in page
    assert page.count("<blockquote") == 2
    assert "<script>alert" not in page
    assert web.get(f"/d/{only_id(parts)}.txt").text.count("norcoreanos") == 2
    assert web.get(f"/d/{only_id(parts)}.json").json()["id"] == only_id(parts)


def test_a_discrepancy_shows_every_figure_of_its_topic_and_what_is_harmless_beside_it(
    web: httpx.Client, parts: Parts, tmp_path: Path
) -> None:
    article(tmp_path / "in", "three", "Según Tokio, hay más de 11.000 soldados norcoreanos en Kursk.", "El Este")
    daemon.run_once(parts)
    page = web.get(f"/d/{only_id(parts)}").text
    assert "<title>Figures over time</title>" in page
    assert ">Tokio</text>" in page
    assert "What only looks like a disagreement" in page
    assert "más de 11.000" in page
    assert "Everything told about this topic (3)" in page


def test_a_topic_with_who_tells_what_in_figures_and_in_a_table(web: httpx.Client, parts: Parts) -> None:
    (one,) = parts.store.discrepancies()
    where = re.findall(r'href="(/topics/[^"]+)"', web.get(f"/d/{one.discrepancy.id}").text)[0]
    page = web.get(where).text
    assert "Figures over time" in page
    assert page.count("<tr><td>29 Nov 2024</td>") == 2
    assert f"/d/{one.discrepancy.id}" in page
    assert "<li dir" in page  # the names
    told = web.get(f"{where}.json").json()
    assert {row["value"]["low"] for row in told["statements"]} == {4000, 12000}
    assert [row["id"] for row in told["discrepancies"]] == [one.discrepancy.id]
    rule, _ = where.removeprefix("/topics/").split("/")
    assert web.get(f"/topics/{rule}/nothing").status_code == 404
    assert web.get(where.replace(rule, "no-such-rule")).status_code == 404


def test_the_topics_talked_of_lead_to_each_of_them(web: httpx.Client, parts: Parts) -> None:
    page = web.get("/topics").text
    (one,) = parts.store.discrepancies()
    wanted = {
        f"/topics/{rule.id}/{name}"
        for rule in parts.book.rules
        for side in one.discrepancy.sides
        for name in side.statements
    }
    (where,) = [link for link in re.findall(r'href="(/topics/[^"]+)"', page) if link in wanted]
    row = page.partition(where)[2].partition("</tr>")[0]
    assert "North Korea" in row
    assert '<td class="num">2</td>' in row  # two outlets
    assert "disagreement" in row
    assert web.get(where).status_code == 200
    web.post("/act", data={"form_key": key_of(page), "id": one.discrepancy.id, "action": "dismiss", "reason": "x"})
    assert "badge" not in web.get("/topics").text


def test_an_article_leads_to_the_topics_of_what_it_tells(web: httpx.Client, parts: Parts) -> None:
    one = next(row for row in parts.store.articles() if row.outlet == "El Sur")
    where = re.findall(r'href="(/topics/[^"]+)"', web.get(f"/articles/{one.id}").text)[0]
    assert "El Norte" in web.get(where).text


def test_an_edit_is_shown_on_the_discrepancy_that_it_is_quoted_in(
    web: httpx.Client, parts: Parts, tmp_path: Path
) -> None:
    article(tmp_path / "in", "one", ONE.replace("12.000", "13.000"), "El Norte")
    daemon.run_once(parts)
    page = web.get(f"/d/{only_id(parts)}").text
    assert "<del>12.000</del>" in page
    assert "<ins>13.000</ins>" in page


def test_acknowledge_undo_dismiss_reopen(web: httpx.Client, parts: Parts) -> None:
    name = only_id(parts)
    form = {"form_key": key_of(web.get("/").text), "id": name, "next": "/", "author": "Ana", "reason": ""}
    page = web.post("/act", data={**form, "action": "ack"}).text
    assert "1 acknowledged." in page
    assert parts.store.find(name)[0].status.value == "acknowledged"
    batch = re.findall(r'name="batch" value="(\w+)"', page)[0]
    web.post("/undo", data={"form_key": form["form_key"], "batch": batch, "next": "/"})
    assert parts.store.find(name)[0].status.value == "open"
    assert web.post("/act", data={**form, "action": "dismiss"}).status_code == 422
    web.post("/act", data={**form, "action": "dismiss", "reason": "one army, two units"})
    assert parts.store.find(name)[0].status.value == "dismissed"
    assert name not in web.get("/").text
    assert name in web.get("/?state=dismissed").text
    web.post("/act", data={**form, "action": "reopen"})
    assert [made.kind for made in parts.store.actions(target=name)] == ["reopen", "dismiss", "undo", "ack"]
    assert "Ana" in web.get("/log").text


def test_an_older_action_is_not_undone_over_a_newer_one(web: httpx.Client, parts: Parts) -> None:
    name = only_id(parts)
    form = {"form_key": key_of(web.get("/").text), "id": name, "next": "/", "reason": "seen"}
    web.post("/act", data={**form, "action": "ack"})
    older = parts.store.actions(target=name)[0].batch
    web.post("/act", data={**form, "action": "dismiss"})
    web.post("/undo", data={"form_key": form["form_key"], "batch": older, "next": "/"})
    assert parts.store.find(name)[0].status.value == "dismissed"


def test_filters_and_search(web: httpx.Client, parts: Parts) -> None:
    name = only_id(parts)
    fitting = ("q=norcoreano", "q=Seul", "outlet=El+Sur", "entity=country:kp", "rule=troops-disagree", "age=1d")
    for query in (
        *fitting,
        "severity=critical",
        "verdict=dispute",
        "lang=es",
        "state=all",
        "lang=es&age=7d&outlet=El+Norte",
    ):
        assert name in web.get(f"/?{query}").text, query
    for query in (
        "q=Venezuela",
        "outlet=El+Este",
        "severity=low",
        "lang=en",
        'q="%27 OR',
        "verdict=denial",
        "state=resolved",
    ):
        assert name not in web.get(f"/?{query}").text, query


def test_newest_oldest_or_worst_first(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    older = only_id(parts)
    for outlet, who, dead in (("El Norte", "Kiev", 12), ("El Sur", "Moscú", 10)):
        article(tmp_path / "in", outlet, f"Según {who}, hay {dead} muertos en Odesa.", outlet, "2025-06-10")
    daemon.run_once(parts)
    (newer,) = {one.discrepancy.id for one in parts.store.discrepancies()} - {older}

    def order(sort: str) -> list[str]:
        return re.findall(r'<h2><a href="/d/(\w+)"', web.get("/", params={"sort": sort}).text)

    assert order("newest") == [newer, older]
    assert order("oldest") == [older, newer]
    assert order("worst") == [older, newer]


def test_an_article_with_everything_read_in_it_and_a_wrong_reading_reported(web: httpx.Client, parts: Parts) -> None:
    one = next(row for row in parts.store.articles() if row.outlet == "El Sur")
    page = web.get(f"/articles/{one.id}").text
    assert '<mark class="number"' in page
    assert "&lt;script&gt;alert(" in page
    statement = parts.store.statements_of(one.id)[0]
    form = {"form_key": key_of(page), "statement": statement.id, "part": "claimant", "note": "it was Tokyo"}
    assert "Thank you" in web.post(f"/articles/{one.id}/wrong", data=form).text
    (report,) = parts.store.wrong_readings()
    assert (report.fact, report.part, report.note) == ("troops", "claimant", "it was Tokyo")
    assert web.post(f"/articles/{one.id}/wrong", data={**form, "statement": "nope"}).status_code == 404


def test_an_edit_is_shown_word_by_word(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    article(tmp_path / "in", "one", ONE.replace("12.000", "13.000"), "El Norte")
    daemon.Daemon(parts).poll(parts.sources[0])
    one = next(row for row in parts.store.articles() if row.outlet == "El Norte")
    page = web.get(f"/articles/{one.id}").text
    assert "<del>12.000</del>" in page
    assert "<ins>13.000</ins>" in page


def test_try_it_reads_and_judges_and_keeps_nothing(web: httpx.Client, parts: Parts) -> None:
    before = parts.store.counts()
    form = {"form_key": key_of(web.get("/try").text)}
    for which, text in (("a", "Según Kiev, hay 300 muertos en Odesa."), ("b", "Según Moscú, hay 10 muertos en Odesa.")):
        form |= {f"text_{which}": text, f"outlet_{which}": which, f"on_{which}": "2025-01-10"}
    page = web.post("/try", data=form).text
    assert "two claimants apart" in page
    assert "30 times apart" in page
    apart = form | {"text_b": "Según Moscú, hay 10 muertos en Járkov."}
    assert "different places" in web.post("/try", data=apart).text
    assert parts.store.counts() == before


def test_a_silence_for_one_discrepancy_and_for_what_fits(web: httpx.Client, parts: Parts) -> None:
    name = only_id(parts)
    key = key_of(web.get(f"/d/{name}").text)
    form = {"form_key": key, "match": f"id={name}", "for": "8h", "reason": "told by phone", "author": "Ana"}
    page = web.post("/silences", data=form).text
    assert f"id={name}" in page
    (one,) = parts.store.silences()
    assert (one.author, one.reason, one.match) == ("Ana", "told by phone", {"id": [name]})
    assert one.ends_at - one.starts_at == timedelta(hours=8)
    for wrong in ({"match": "nonsense"}, {"for": "soon"}, {"reason": ""}, {"match": "colour=red"}, {"for": "-1h"}):
        assert web.post("/silences", data={**form, **wrong}).status_code == 422, wrong
    web.post(f"/silences/{one.id}/expire", data={"form_key": key})
    assert not parts.store.silences()[0].active(utc_now())
    assert [made.kind for made in parts.store.actions()] == ["expire", "silence"]


def test_an_atom_feed_of_what_is_open(web: httpx.Client, parts: Parts) -> None:
    answer = web.get("/feed.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    feed = ElementTree.fromstring(answer.content)
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == 1


def test_a_form_of_another_session_or_site_is_refused(web: httpx.Client, parts: Parts) -> None:
    form = {"id": only_id(parts), "action": "ack", "next": "/"}
    assert web.post("/act", data={**form, "form_key": "x"}).status_code == 403
    key = key_of(web.get("/").text)
    broken = {"Origin": "http://[::1"}
    assert web.post("/act", data={**form, "form_key": key}, headers=broken).status_code == 403
    away = {"Origin": "http://evil.example"}
    assert web.post("/act", data={**form, "form_key": key}, headers=away).status_code == 403
    assert web.post("/api/v1/decisions", json={"ids": [form["id"]], "action": "ack"}, headers=away).status_code == 403
    assert parts.store.find(only_id(parts))[0].status.value == "open"


def test_only_names_of_this_machine_are_answered_to(web: httpx.Client) -> None:
    for host in ("evil.example", "127.0.0.1@evil.example", "[::1", ""):
        assert web.get("/", headers={"Host": host}).status_code == 421


def test_a_cookie_of_any_letters_is_only_no_session(web: httpx.Client) -> None:
    assert web.get("/", headers={"Cookie": b"desk=a.1.\xe9\xff"}).status_code == 200


def test_after_a_form_one_stays_at_the_desk(web: httpx.Client) -> None:
    key = key_of(web.get("/").text)
    for where in ("//evil.example", "https://evil.example", "/\\evil.example"):
        answer = web.post("/name", data={"form_key": key, "author": "A", "next": where}, follow_redirects=False)
        assert answer.headers["location"] == "/"


def test_what_is_not_there_is_told_so(web: httpx.Client) -> None:
    assert web.get("/d/nothing").status_code == 404
    assert web.get("/articles/nothing").status_code == 404
    assert "Not found" in web.get("/nowhere").text
    assert web.get("/api/v1/articles/nothing").json() == {"error": "no such article"}


def test_the_api_shows_what_the_pages_show(web: httpx.Client, parts: Parts) -> None:
    name = only_id(parts)
    listed = web.get("/api/v1/discrepancies?sort=worst").json()
    assert (listed["total"], listed["discrepancies"][0]["id"]) == (1, name)
    batch = web.post("/api/v1/decisions", json={"ids": [name], "action": "ack"}).json()["batch"]
    assert web.get(f"/api/v1/discrepancies/{name}").json()["status"] == "acknowledged"
    assert web.delete(f"/api/v1/decisions/{batch}").json() == {"undone": 1}
    assert web.get("/api/v1/statuses").json()["open"] == 1
    assert len(web.get("/api/v1/articles").json()["articles"]) == 2


def test_health_and_figures_for_machines(web: httpx.Client) -> None:
    assert web.get("/healthz").json()["status"] == "ok"
    assert 'discrepa_discrepancies{status="open"} 1.0' in web.get("/metrics").text


def test_with_a_token_nothing_is_seen_before_it_is_shown(tmp_path: Path) -> None:
    file = project(tmp_path, desk=f"{{port: 0, token: {TOKEN}}}")
    with (
        app.parts(app.settings(file)) as made,
        serving(made) as address,
        httpx.Client(base_url=address or "", follow_redirects=True) as client,
    ):
        page = client.get("/articles").text
        assert "The desk asks for its token" in page
        assert client.get("/api/v1/statuses").status_code == 401
        assert client.get("/metrics").status_code == 401
        assert client.get("/healthz").status_code == 200
        form = {"form_key": key_of(page), "next": "/articles"}
        assert client.post("/login", data={**form, "token": "wrong"}).status_code == 403
        assert client.get("/api/v1/statuses", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == 200
        assert "No article fits" in client.post("/login", data={**form, "token": TOKEN}).text
        assert TOKEN not in client.get("/system").text


def test_a_port_that_is_taken_stops_nothing_else(parts: Parts) -> None:
    with serving(parts) as first:
        port = int((first or "").rstrip("/").rpartition(":")[2])
        object.__setattr__(parts.loaded.config.desk, "port", port)
        with serving(parts) as second:
            assert second is None
