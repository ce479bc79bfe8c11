"""The commands about who hears what, over a real store and a real webhook, as a person would use them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from tests.cli.test_cli import run
from tests.story import ONE, TWO, article, project


@pytest.fixture
def watch(tmp_path: Path) -> Path:
    """A project with two articles that disagree; nothing was run yet."""
    project(tmp_path)
    article(tmp_path / "in", "one", ONE, "A")
    article(tmp_path / "in", "two", TWO, "B")
    return tmp_path


def _add(folder: Path, *arguments: str) -> str:
    done = run("silences", "add", *arguments, "--reason", "known", "--author", "ana", cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.split(":")[0]


def test_a_silence_from_its_beginning_to_its_end(watch: Path) -> None:
    silence = _add(watch, "rule=troops-*", "topic.of=country:kp", "--for", "2h")
    first = run("run", "--once", cwd=watch)
    assert "0 messages" in first.stderr
    (open_one,) = json.loads(run("discrepancies", "list", "--json", cwd=watch).stdout)
    told = run("discrepancies", "explain", open_one["id"], cwd=watch).stdout
    assert f"waits: silence {silence} holds until" in told
    spanish = run("discrepancies", "explain", open_one["id"], cwd=watch, lang="es").stdout
    assert f"espera: el silencio {silence} dura hasta" in spanish
    listed = run("silences", "list", cwd=watch).stdout
    assert "rule=troops-* topic.of=country:kp" in listed
    assert run("silences", "expire", silence[:4], cwd=watch).returncode == 0
    assert "1 message delivered" in run("run", "--once", cwd=watch).stderr
    told = run("discrepancies", "explain", open_one["id"], cwd=watch).stdout
    assert "opened → out (routes[0]): told (opened); message" in told
    assert "arrived" in told
    assert "silence" not in told
    assert json.loads(run("silences", "list", "--json", cwd=watch).stdout) == []
    (ended,) = json.loads(run("silences", "list", "--all", "--json", cwd=watch).stdout)
    assert (ended["author"], ended["reason"], ended["active"]) == ("ana", "known", False)
    assert "0 messages" in run("run", "--once", cwd=watch).stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--for", "2h"], "at least one key=value"),
        (["rule=x"], "--for or --until"),
        (["rule=x", "--for", "2h", "--until", "2999-01-01"], "--for or --until"),
        (["rule=x", "--for", "soon"], "with its unit"),
        (["rule=x", "--for", "9" * 400 + "d"], "with its unit"),
        (["rule=x", "--until", "2001-01-01"], "has passed already"),
        (["colour=red", "--for", "2h"], "colour: is not a known key; known keys: entity, id"),
        (["id=fff", "--for", "2h"], "there is no disagreement fff"),
    ],
)
def test_a_silence_that_cannot_be_is_refused_with_what_to_write(watch: Path, arguments: list[str], words: str) -> None:
    done = run("silences", "add", *arguments, "--reason", "x", cwd=watch)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize(
    ("pair", "lang", "words"),
    [
        (
            "rule=killed",
            "es",
            "aviso: no se conoce nada que encaje con rule=killed; ¿querías decir 'killed-disagree', 'killed-p",
        ),
        ("rule=kiled-disagre", "en", "warning: nothing is known that fits rule=kiled-disagre; did you mean 'killed-d"),
        ("topic.fact=troop", "en", "nothing is known that fits topic.fact=troop; did you mean 'troops'?"),
        ("outlet=Nobody", "en", "nothing is known that fits outlet=Nobody"),
        ("rule=killed-*", "en", ""),
        ("rule=killed-disagree", "en", ""),
    ],
)
def test_a_silence_about_what_is_not_there_is_taken_with_a_warning(
    watch: Path, pair: str, lang: str, words: str
) -> None:
    done = run("silences", "add", pair, "--for", "1h", "--reason", "x", cwd=watch, lang=lang)
    assert done.returncode == 0
    assert words in done.stderr
    assert bool(done.stderr) == bool(words)


def test_a_silence_names_a_disagreement_by_the_beginning_of_its_id(watch: Path) -> None:
    run("run", "--once", cwd=watch)
    (open_one,) = json.loads(run("discrepancies", "list", "--json", cwd=watch).stdout)
    _add(watch, f"id={open_one['id'][:4]}", "--for", "2h")
    assert f"id={open_one['id']} " in run("silences", "list", cwd=watch).stdout


def test_routes_show_the_way_of_one_that_is_stored_and_of_one_that_is_described(watch: Path) -> None:
    run("run", "--once", cwd=watch)
    (open_one,) = json.loads(run("discrepancies", "list", "--json", cwd=watch).stdout)
    assert run("routes", "test", open_one["id"], cwd=watch).stdout == "→ routes[0]: told through out\n"
    file = watch / "config.yaml"
    text = file.read_text(encoding="utf-8")
    tree = (
        "routes:\n  - {name: war, match: {rule: troops-*}, to: out, routes: [{match: {severity: critical}, to: []}]}\n"
    )
    file.write_text(text[: text.index("routes:")] + tree + "fallback: out\n", encoding="utf-8")
    assert run("routes", "test", "severity=critical", "rule=troops-x", cwd=watch).stdout.splitlines() == [
        "  war: fits, and a finer route below it takes it",
        "→   routes[0].routes[0]: takes it and tells nobody",
        "  fallback: another route takes it",
    ]
    seen = json.loads(run("routes", "test", "severity=low", "rule=offices", "--json", cwd=watch).stdout)
    assert [(one["route"], one["taken"], one["unfit"]) for one in seen] == [
        ("war", False, ["rule"]),
        ("fallback", True, []),
    ]


def test_a_message_that_waits_for_another_try_is_said(watch: Path, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/hook").respond_with_data("busy", status=503)
    file = watch / "config.yaml"
    text = file.read_text(encoding="utf-8")
    hook = f"out: {{kind: webhook, url: '{httpserver.url_for('/hook')}'}}"
    file.write_text(text.replace("out: {kind: console}", hook), encoding="utf-8")
    told = run("run", "--once", cwd=watch).stderr
    assert "not delivered; it is tried again" in told
    assert "the webhook answered 503" in told
    assert "0 messages delivered" in told
    assert "There was nothing new to tell" not in told


def test_a_dead_letter_goes_to_the_fallback_and_can_be_sent_again(watch: Path, httpserver: HTTPServer) -> None:
    answers = [Response("gone", status=410), Response("ok")]
    httpserver.expect_request("/hook").respond_with_handler(lambda request: answers.pop(0))
    file = watch / "config.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "out: {kind: console}",
        f"out: {{kind: webhook, url: '{httpserver.url_for('/hook')}'}}\n  screen: {{kind: console}}",
    )
    file.write_text(text + "fallback: screen\n", encoding="utf-8")
    first = run("run", "--once", cwd=watch)
    assert "1 message delivered" in first.stderr
    assert "12.000" in first.stdout, "the fallback told it"
    (dead,) = json.loads(run("notify", "dead-letters", "--json", cwd=watch).stdout)
    assert (dead["notifier"], dead["attempts"]) == ("out", 1)
    (open_one,) = json.loads(run("discrepancies", "list", "--json", cwd=watch).stdout)
    told = run("discrepancies", "explain", open_one["id"], cwd=watch).stdout
    assert "given up after 1 try: the webhook answered 410; screen was told in its place" in told
    assert "no dead letter nope" in run("notify", "replay", "nope", cwd=watch).stderr
    assert run("notify", "replay", "--notifier", "screen", cwd=watch).stdout.startswith("0 ")
    assert run("notify", "replay", dead["key"][:6], cwd=watch).stdout.startswith("1 ")
    assert "1 message delivered" in run("run", "--once", cwd=watch).stderr
    assert run("notify", "dead-letters", cwd=watch).stdout == "No dead letters.\n"


@pytest.mark.parametrize(
    ("name", "lang", "words"),
    [
        ("drip", "es", "no hay ninguna fuente drip; ¿"),
        ("drip", "en", "there is no source drip; did you mean 'drop'?\n"),
        ("zzz", "en", "there is no source zzz\n"),
    ],
)
def test_a_name_that_is_not_there_is_answered_in_one_language(watch: Path, name: str, lang: str, words: str) -> None:
    assert words in run("sources", "check", name, cwd=watch, lang=lang).stderr


def test_why_a_message_did_not_arrive_is_told_in_the_language_of_the_configuration(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    httpserver.expect_request("/hook").respond_with_response(Response(status=503))
    config = tmp_path / "config.yaml"
    config.write_text(
        "language: es\nhttp: {allow_private: [127.0.0.1, localhost]}\n"
        "sources: [{id: in, kind: folder, path: in, baseline: false}]\n"
        f'notifiers: {{out: {{kind: webhook, url: "{httpserver.url_for("/hook")}"}}}}\nroutes: [{{to: out}}]\n',
        encoding="utf-8",
    )
    article(tmp_path / "in", "one", ONE, "A")
    article(tmp_path / "in", "two", TWO, "B")
    assert run("run", "--once", cwd=tmp_path).returncode == 0
    (found,) = json.loads(run("discrepancies", "list", "--json", cwd=tmp_path).stdout)
    told = run("discrepancies", "explain", found["id"], cwd=tmp_path, lang="es").stdout
    assert "el webhook respondió 503" in told
    assert " UTC" in told
    tried = run("notify", "test", cwd=tmp_path, lang="es")
    assert (tried.returncode, "el webhook respondió 503" in tried.stderr) == (1, True)


def test_a_bad_time_is_told_in_spanish(watch: Path) -> None:
    done = run("silences", "add", "rule=x", "--for", "soon", "--reason", "x", cwd=watch, lang="es")
    assert done.returncode == 2
    assert "--for" in done.stderr
    assert "must be" not in done.stderr
