"""What people see of channels on the command line: previews, trials, the feed."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import feedparser
import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Sink

from tests.cli.test_cli import run
from tests.story import ONE, TWO, article, project


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A project with one disagreement in its store, and a feed."""
    config = project(tmp_path)
    config.write_text(config.read_text(encoding="utf-8") + "feed: {path: out/open.atom, lang: es}\n", encoding="utf-8")
    article(tmp_path / "in", "one", ONE, "A")
    article(tmp_path / "in", "two", TWO, "B")
    done = run("run", "--once", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_the_feed_shows_what_is_open(stored: Path) -> None:
    read = feedparser.parse((stored / "out/open.atom").read_bytes())
    assert not read.bozo
    (entry,) = read.entries
    assert "unos 12.000 frente a unos 4.000" in entry.title


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        ("console", "unos 12.000 — Kiev (A)"),
        ("slack", '"type": "header"'),
        ("mail", "<mark>unos 12.000 soldados"),
        ("webhook", '"version": 1'),
        ("apprise", "unos 12.000 — Kiev (A)"),
    ],
)
def test_what_is_stored_can_be_looked_at(stored: Path, kind: str, shown: str) -> None:
    (found,) = json.loads(run("discrepancies", "list", "--json", cwd=stored).stdout)
    done = run("notify", "preview", kind, "--discrepancy", found["id"][:6], "--lang", "es", cwd=stored)
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout


def test_a_digest_can_be_looked_at_in_a_file(stored: Path) -> None:
    done = run("notify", "preview", "mail", "--digest", "--lang", "es", "--out", "digest.html", cwd=stored)
    assert done.returncode == 0, done.stderr
    page = (stored / "digest.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "Resumen" in page
    assert "data:image/png;base64," in page


def test_samples_need_no_store(tmp_path: Path) -> None:
    assert "Sources disagree" in run("notify", "preview", cwd=tmp_path).stdout
    assert "Told before" in run("notify", "preview", "--digest", cwd=tmp_path).stdout


def test_a_preview_tells_what_is_wrong_with_a_template_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    (tmp_path / "words/mail.html").write_text(
        '{% extends "shipped/mail.html" %}{% block footr %}x{% endblock %}', encoding="utf-8"
    )
    (tmp_path / "config.yaml").write_text("templates: words\n", encoding="utf-8")
    done = run("notify", "preview", "mail", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "words/mail.html:1:" in done.stderr
    assert "did you mean 'footer'?" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [(["preview", "slak"], "did you mean 'slack'?"), (["preview", "slack", "--lang", "fr"], "en, es")],
)
def test_what_is_not_there_is_told(tmp_path: Path, arguments: list[str], told: str) -> None:
    done = run("notify", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert told in done.stderr


def test_doctor_sees_a_broken_template(stored: Path) -> None:
    config = stored / "config.yaml"
    config.write_text(config.read_text(encoding="utf-8") + "templates: words\n", encoding="utf-8")
    (stored / "words").mkdir()
    (stored / "words/text.txt").write_text("\n{{ message.sujet }}", encoding="utf-8")
    done = run("doctor", cwd=stored)
    assert done.returncode == 1
    assert "words/text.txt:2" in done.stdout
    assert run("run", "--once", cwd=stored).returncode == 2


@pytest.mark.parametrize(
    ("security", "code", "words"),
    [
        (
            "starttls",
            1,
            "cifrado con STARTTLS, sin iniciar sesión: 127.0.0.1 no ofrece starttls; revisa security y port",
        ),
        ("none", 0, "bien: notificador correo: 127.0.0.1:{port}, sin cifrar (security none), sin iniciar sesión"),
    ],
)
def test_doctor_says_by_what_way_mail_goes_and_whether_it_would(
    tmp_path: Path, security: str, code: int, words: str
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    mail = f"kind: mail, host: 127.0.0.1, port: {port}, security: {security}, from: a@b.example, to: [c@d.example]"
    text = f"sources: []\nnotifiers:\n  correo: {{{mail}}}\nroutes:\n  - to: correo\n"
    (tmp_path / "config.yaml").write_text(text, encoding="utf-8")
    server = Controller(Sink(), hostname="127.0.0.1", port=port)
    server.start()
    try:
        done = run("doctor", cwd=tmp_path, lang="es")
    finally:
        server.stop()
    assert (done.returncode, words.format(port=port) in done.stdout) == (code, True), done.stdout
