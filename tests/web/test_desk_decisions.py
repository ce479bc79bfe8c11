"""What people decide at the desk: who is who, known differences, quiet, dead letters, the sample story; all in the log,
and all of it taken back."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from checker import app, daemon
from checker.app import Parts
from checker.cli import app as commands
from checker.clock import utc_now
from checker.web.server import serving
from tests.story import ONE, TWO, article, project
from tests.web.test_desk import key_of, only_id

HOLDS = "El ministro de Defensa de Chile, {name}, viajó a Lima."


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    file = project(tmp_path, desk="{port: 0}")
    with app.parts(app.settings(file)) as made:
        yield made


@pytest.fixture
def web(parts: Parts) -> Iterator[httpx.Client]:
    with serving(parts) as address, httpx.Client(base_url=address or "", follow_redirects=True, timeout=150) as client:
        yield client


def troops(parts: Parts, folder: Path) -> str:
    """Two outlets that disagree, read and judged; the id of the discrepancy."""
    article(folder / "in", "one", ONE, "El Norte")
    article(folder / "in", "two", TWO, "El Sur")
    daemon.run_once(parts)
    return only_id(parts)


def kinds(parts: Parts) -> list[str]:
    return [made.kind for made in parts.store.actions()]


def status(parts: Parts, name: str) -> str:
    return parts.store.find(name)[0].status.value


def test_two_names_are_made_one_and_taken_apart_again(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    article(tmp_path / "in", "one", HOLDS.format(name="Tomás Rueda"), "El Norte", "2024-07-12")
    article(tmp_path / "in", "two", HOLDS.format(name="Hugo Salas"), "El Sur", "2024-07-12")
    daemon.run_once(parts)
    name = only_id(parts)
    page = web.get("/entities?q=rueda").text
    assert "Tomás Rueda" in page
    assert "Hugo Salas</a>" not in page
    form = {
        "form_key": key_of(page),
        "a": "Tomás Rueda",
        "b": "Hugo Salas",
        "reason": "one man, two names",
        "same": "1",
    }
    for wrong, told in (
        ({"b": "Nobody Atall"}, 404),
        ({"reason": ""}, 422),
        ({"b": "Tomás Rueda"}, 409),
        ({"a": ""}, 404),
    ):
        assert web.post("/entities", data={**form, **wrong}).status_code == told, wrong
    page = web.post("/entities", data=form).text
    assert "one man, two names" in page
    daemon.run_once(parts)
    assert status(parts, name) == "resolved"
    (number,) = re.findall(r'name="number" value="(\d+)"', page)
    web.post("/entities/undo", data={"form_key": form["form_key"], "number": number})
    daemon.run_once(parts)
    assert status(parts, name) == "open"
    assert web.post("/entities/undo", data={"form_key": form["form_key"], "number": number}).status_code == 404
    assert kinds(parts) == ["unmerge", "merge"]
    assert "took a merge back" in web.get("/log").text


def test_one_spelling_is_somebody_else(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    for outlet, name in (("El Norte", "Andréi Beloúsov"), ("El Sur", "Andrey Belousov")):
        text = f"El ministro de Defensa ruso, {name}, viajó a Lima."
        article(tmp_path / "in", outlet, text, outlet, "2024-11-29")
    daemon.run_once(parts)
    listed = web.get("/entities?q=belo").text
    (where,) = re.findall(r'href="(/entities/person[^"]+)"', listed)
    page = web.get(where).text
    assert "Andréi Beloúsov" in page
    assert "Andrey Belousov" in page
    entity = re.findall(r'name="a" value="([^"]+)"', page)[0]
    form = {"form_key": key_of(page), "a": entity, "b": "Andrey Belousov", "reason": "father and son", "same": "0"}
    web.post("/entities", data=form)
    assert web.get("/entities?q=belo").text.count('href="/entities/person') == 2
    assert web.get("/entities/person%3Anobody").status_code == 404


def test_a_difference_is_made_known_and_taken_back(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    name = troops(parts, tmp_path)
    form = {"form_key": key_of(web.get(f"/d/{name}").text), "id": name, "author": "Ana"}
    assert web.post("/exceptions", data=form).status_code == 422
    page = web.post("/exceptions", data={**form, "reason": "one counts the wounded"}).text
    assert "one counts the wounded" in page
    daemon.run_once(parts)
    assert status(parts, name) == "resolved"
    (one,) = parts.store.exceptions()
    assert "undone" not in page
    web.post(f"/exceptions/{one.id}/revoke", data=form)
    daemon.run_once(parts)
    assert status(parts, name) == "open"
    assert web.post(f"/exceptions/{one.id}/revoke", data=form).status_code == 404
    assert kinds(parts) == ["unexcept", "except"]


def test_several_are_muted_at_once_and_heard_again(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    name = troops(parts, tmp_path)
    form = {"form_key": key_of(web.get("/").text), "id": name, "action": "mute", "for": "2d", "next": "/"}
    assert web.post("/act", data=form).status_code == 422
    assert web.post("/act", data={**form, "reason": "x", "for": "soon"}).status_code == 422
    page = web.post("/act", data={**form, "reason": "we asked them"}).text
    assert "1 muted." in page
    (one,) = parts.store.silences()
    assert (one.match, one.reason) == ({"id": [name]}, "we asked them")
    assert one.ends_at - one.starts_at == timedelta(days=2)
    batch = re.findall(r'name="batch" value="(\w+)"', page)[0]
    web.post("/undo", data={"form_key": form["form_key"], "batch": batch})
    assert not parts.store.silences()[0].active(utc_now())
    assert status(parts, name) == "open"


def test_a_note_does_not_keep_a_decision_from_being_undone(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    name = troops(parts, tmp_path)
    form = {"form_key": key_of(web.get("/").text), "id": name, "next": f"/d/{name}", "reason": "called them"}
    web.post("/act", data={**form, "action": "ack"})
    page = web.post("/act", data={**form, "action": "note"}).text
    (batch,) = re.findall(r'name="batch" value="(\w+)"', page)
    web.post("/undo", data={"form_key": form["form_key"], "batch": batch})
    assert status(parts, name) == "open"


def test_a_silence_is_changed(web: httpx.Client, parts: Parts) -> None:
    key = key_of(web.get("/silences").text)
    web.post("/silences", data={"form_key": key, "match": "rule=troops-*", "for": "8h", "reason": "known"})
    (one,) = parts.store.silences()
    page = web.post(f"/silences/{one.id}", data={"form_key": key, "for": "3d", "reason": "still known"}).text
    assert "still known" in page
    (edited,) = parts.store.silences()
    assert edited.ends_at - one.ends_at > timedelta(days=2)
    for wrong in ("", "-1h", "soon"):
        assert web.post(f"/silences/{one.id}", data={"form_key": key, "for": wrong}).status_code == 422
    assert web.post("/silences/nothing", data={"form_key": key, "for": "1h"}).status_code == 404
    assert kinds(parts) == ["extend", "silence"]


def test_one_dead_letter_is_sent_again(tmp_path: Path) -> None:
    file = project(tmp_path, "{kind: webhook, url: 'http://127.0.0.1:9/', secret: abcdefghijklmnop}", desk="{port: 0}")
    with (
        app.parts(app.settings(file)) as made,
        serving(made) as address,
        httpx.Client(base_url=address or "", follow_redirects=True, timeout=150) as client,
    ):
        troops(made, tmp_path)
        with sqlite3.connect(made.store_file) as db:
            db.execute("UPDATE messages SET state = 'dead', error = 'refused'")
        page = client.get("/deliveries").text
        key = re.findall(r'name="key" value="([^"]+)"', page)[0]
        client.post("/deliveries/replay", data={"form_key": key_of(page), "key": "another"})
        assert len(made.store.dead_letters()) == 1
        client.post("/deliveries/replay", data={"form_key": key_of(page), "key": key})
        assert made.store.dead_letters() == []
        assert [(one.kind, one.target) for one in made.store.actions()] == [("replay", key)]


def test_the_sample_story_comes_and_goes_without_a_trace(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    page = web.get("/").text
    assert "Load the sample story" in page
    assert web.post("/sample", data={"form_key": "x"}).status_code == 403
    page = web.post("/sample", data={"form_key": key_of(page)}).text
    assert page.count("data-row") == 5
    daemon.run_once(parts)
    assert parts.store.counts()["messages"] == 0  # nobody is told
    name = troops_beside(parts, tmp_path)
    before = parts.store.find(name)
    dismissed = next(one for one in parts.store.discrepancies() if one.discrepancy.id != name)
    form = {"form_key": key_of(page), "id": dismissed.discrepancy.id, "action": "dismiss", "reason": "only a sample"}
    web.post("/act", data=form)
    page = web.post("/sample/remove", data={"form_key": form["form_key"]}).text
    assert [one.discrepancy.id for one in parts.store.discrepancies(everything=True)] == [name]
    assert parts.store.find(name) == before
    assert {row.outlet for row in parts.store.articles()} == {"El Norte", "El Sur"}
    assert parts.store.rule_records().keys() == {before[0].discrepancy.rule}
    assert "Load the sample story" not in page
    assert kinds(parts)[0] == "unsample"


def troops_beside(parts: Parts, folder: Path) -> str:
    """A disagreement of the user's own beside the sample story; its id."""
    known = {one.discrepancy.id for one in parts.store.discrepancies()}
    for outlet, who, dead in (("El Norte", "Kiev", 300), ("El Sur", "Moscú", 10)):
        article(folder / "in", outlet, f"Según {who}, hay {dead} muertos en Odesa.", outlet, "2025-06-10")
    daemon.run_once(parts)
    (name,) = {one.discrepancy.id for one in parts.store.discrepancies()} - known
    return name


def test_what_is_quiet_says_so_until_it_is_not(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    name = troops(parts, tmp_path)
    form = {"form_key": key_of(web.get("/").text), "id": name, "next": "/", "reason": "asked", "for": "8h"}
    assert not any("quiet until" in web.get(path).text for path in ("/", f"/d/{name}"))
    web.post("/act", data={**form, "action": "mute"})
    assert all("quiet until" in web.get(path).text for path in ("/", f"/d/{name}"))
    web.post(f"/silences/{parts.store.silences()[0].id}/expire", data=form)
    assert not any("quiet until" in web.get(path).text for path in ("/", f"/d/{name}"))
    web.post("/silences", data={**form, "match": "rule=nothing-*"})
    assert "quiet until" not in web.get(f"/d/{name}").text


def test_what_people_did_leads_to_where_it_was_done(web: httpx.Client, parts: Parts, tmp_path: Path) -> None:
    name = troops(parts, tmp_path)
    form = {"form_key": key_of(web.get("/").text), "id": name, "next": "/", "reason": "seen"}
    web.post("/act", data={**form, "action": "ack"})
    web.post("/silences", data={**form, "match": "rule=x", "for": "1h"})
    web.post("/exceptions", data=form)
    page = web.get("/log").text
    for where in (f"/d/{name}", "/silences"):
        assert f'<a href="{where}" title="' in page
    assert ">Troop figures that disagree · whose: North Korea" in page


def test_what_is_decided_on_the_command_line_stands_in_the_desk(
    web: httpx.Client, parts: Parts, tmp_path: Path
) -> None:
    article(tmp_path / "in", "three", HOLDS.format(name="Tomás Rueda"), "El Norte", "2024-07-12")
    article(tmp_path / "in", "four", HOLDS.format(name="Hugo Salas"), "El Sur", "2024-07-12")
    article(tmp_path / "in", "one", ONE, "El Norte")
    article(tmp_path / "in", "two", TWO, "El Sur")
    daemon.run_once(parts)
    name = next(
        one.discrepancy.id
        for one in parts.store.discrepancies(everything=True)
        if one.discrepancy.rule == "troops-disagree"
    )
    signed = ("--author", "Rosa", "--reason", "two different counts")

    def decide(*arguments: str, told: tuple[str, ...] = signed) -> str:
        done = CliRunner().invoke(commands, [*arguments, *told, "--config", str(tmp_path / "config.yaml")])
        assert done.exit_code == 0, done.output
        return done.stdout

    decide("discrepancies", "dismiss", name[:6])
    page = web.get(f"/d/{name}").text
    assert "<strong>Rosa</strong>" in page
    assert "two different counts" in page
    batch = re.search(r'name="batch" value="([0-9a-f]+)"', page)
    assert batch is not None, "it can be undone"
    web.post("/undo", data={"form_key": key_of(page), "batch": batch[1], "next": "/"})
    assert status(parts, name) == "open"
    decide("discrepancies", "ack", name)
    decide("discrepancies", "reopen", name)
    silence = decide("silences", "add", "rule=troops-*", "--for", "2h").split(":")[0]
    decide("silences", "expire", silence, told=signed[:2])
    decide("entities", "merge", "Tomás Rueda", "Hugo Salas")
    decide("exceptions", "add", name)
    decide("exceptions", "revoke", parts.store.exceptions()[0].id, told=signed[:2])
    told = ["unexcept", "except", "merge", "expire", "silence", "reopen", "ack", "undo", "dismiss"]
    assert kinds(parts) == told
    assert {made.author for made in parts.store.actions() if made.kind != "undo"} == {"Rosa"}
    assert web.get("/log").text.count("Rosa") >= len(told) - 1
