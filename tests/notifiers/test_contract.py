"""Every notifier against real servers that are slow, broken or hostile; and nothing secret in any answer."""

from __future__ import annotations

import email
import email.policy
import json
import socket
import ssl
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

import notifiers
from checker.alerting.sample import sample_message
from checker.http import Http
from checker.model.alert import Message
from notifiers import mail, slack, webhook

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
SECRET = "t0ps3cret-t0ken"
HTTP_KINDS = ["slack", "webhook"]


@pytest.fixture
def message() -> Message:
    return sample_message("out", "es", NOW)


def _http_notifier(kind: str, url: str, **http: Any) -> notifiers.Notifier:
    module = notifiers.kinds()[kind]
    options = {"kind": kind, "url": f"{url}/{SECRET}"}
    if kind == "webhook":
        options["secret"] = SECRET
    return module.build(kind, module.Options.model_validate(options), Http(guarded=False, timeout=0.5, **http))


def test_what_is_discovered() -> None:
    assert set(notifiers.kinds()) >= {"console", "slack", "mail", "webhook"}


@pytest.mark.parametrize("kind", HTTP_KINDS)
@pytest.mark.parametrize(
    ("status", "retryable"), [(400, False), (403, False), (404, False), (429, True), (500, True), (503, True)]
)
def test_answers_are_told_apart(
    httpserver: HTTPServer, message: Message, kind: str, status: int, retryable: bool
) -> None:
    httpserver.expect_request(f"/{SECRET}").respond_with_data("no", status=status, headers={"Retry-After": "7"})
    outcome = _http_notifier(kind, httpserver.url_for("")).send(message)
    assert (outcome.ok, outcome.retryable, outcome.retry_after) == (False, retryable, 7.0)
    assert SECRET not in outcome.error


@pytest.mark.parametrize("kind", HTTP_KINDS)
def test_a_silent_or_absent_server_may_come_back(httpserver: HTTPServer, message: Message, kind: str) -> None:
    def slow(_: Request) -> Response:
        time.sleep(1.2)
        return Response("late")

    httpserver.expect_request(f"/{SECRET}").respond_with_handler(slow)
    for url in (httpserver.url_for(""), "http://127.0.0.1:9"):
        outcome = _http_notifier(kind, url).send(message)
        assert (outcome.ok, outcome.retryable) == (False, True)
        assert SECRET not in outcome.error


@pytest.mark.parametrize("kind", HTTP_KINDS)
def test_broken_tls_is_an_answer(httpserver: HTTPServer, message: Message, kind: str) -> None:
    url = httpserver.url_for("").replace("http://", "https://")
    outcome = _http_notifier(kind, url).send(message)
    assert not outcome.ok
    assert SECRET not in outcome.error


def test_the_webhook_is_signed_and_carries_its_key(httpserver: HTTPServer, message: Message) -> None:
    seen: list[Request] = []
    httpserver.expect_request(f"/{SECRET}").respond_with_handler(lambda request: seen.append(request) or Response("ok"))
    assert _http_notifier("webhook", httpserver.url_for("")).send(message).ok
    (request,) = seen
    header = request.headers["X-Discrepa-Signature"]
    at = int(header.split(",")[0].removeprefix("t="))
    assert header == webhook.sign(request.data, SECRET, at)
    assert header != webhook.sign(request.data + b" ", SECRET, at)
    assert abs(at - time.time()) < 60, "signed when sent, so that a late retry is no replay"
    assert request.headers["Idempotency-Key"] == message.key
    body = json.loads(request.data)
    assert (body["version"], body["discrepancies"][0]["verdict"]) == (1, "dispute")


# --- Slack's limits ---

TEXT = st.text(max_size=4000)


def _huge(message: Message, title: str, sentence: str, count: int) -> Message:
    item = message.items[0]
    quote = replace(
        item.sides[0].quotes[0], sentence=sentence, text=sentence[:50], link=f"https://x.example/{title[:900]}"
    )
    side = replace(item.sides[0], value=sentence[:300], who=title, quotes=(quote,) * 6)
    return replace(message, items=(replace(item, title=title, reason=sentence, sides=(side,) * 5),) * count)


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield str(node.get("type")), node["text"]
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, sentence=TEXT, count=st.integers(1, 12))
def test_slack_never_gets_more_than_it_takes(message: Message, title: str, sentence: str, count: int) -> None:
    payload = slack.payload(_huge(message, title, sentence, count))
    assert len(payload["blocks"]) <= 50
    assert len(payload["text"]) <= 3000
    for kind, text in _texts(payload["blocks"]):
        assert len(text) <= (150 if kind == "plain_text" else 3000)
        assert text
    assert sum(len(text) for _, text in _texts(payload["blocks"])) < 13_000


def test_slack_markup_of_an_article_is_shown_not_obeyed(message: Message) -> None:
    payload = slack.payload(_huge(message, "<!channel> & <https://evil.example|click>", "<@U1> *x*", 1))
    shown = "".join(text for kind, text in _texts(payload["blocks"]) if kind == "mrkdwn")
    assert "<!channel>" not in shown
    assert "<@U1>" not in shown
    assert "&lt;!channel&gt; &amp;" in shown


# --- mail over a real server ---


class _Sink:
    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        del server, session
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        return "250 OK"


def _authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    del server, session, envelope, mechanism
    return AuthResult(handled=False, success=data.login == b"ana" and data.password == SECRET.encode())


@pytest.fixture(scope="module")
def smtp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Controller, _Sink, Path]]:
    """An SMTP server with STARTTLS and a password, on a certificate of its own."""
    folder = tmp_path_factory.mktemp("smtp")
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    sink = _Sink()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(
        sink,
        hostname="localhost",
        port=port,
        tls_context=context,
        require_starttls=True,
        authenticator=_authenticate,
        auth_required=True,
    )
    server.start()
    yield server, sink, folder / "ca.pem"
    server.stop()


def _mail(smtp: tuple[Controller, _Sink, Path], **more: Any) -> mail.Mail:
    server, _, authority = smtp
    port = server.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    given = {
        "host": "localhost",
        "port": port,
        "user": "ana",
        "password": SECRET,
        "from": "d@example.org",
        "to": "desk@example.org",
    }
    return mail.Mail(mail.Options.model_validate({**given, "ca_file": authority, "timeout": 5, **more}))


def test_mail_arrives_as_text_and_html_in_one_thread(smtp: tuple[Controller, _Sink, Path], message: Message) -> None:
    smtp[1].mails.clear()
    outcome = _mail(smtp).send(message)
    assert outcome.ok, outcome.error
    assert _mail(smtp).send(replace(message, key="another")).ok
    first, second = smtp[1].mails
    assert first["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"]
    plain, rich = (first.get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert rich is not None
    assert "unos 11.000" in plain.get_content()
    assert "<mark>unos 11.000 soldados</mark>" in rich.get_content()


def test_the_quote_is_marked_and_not_what_the_article_itself_quotes(message: Message) -> None:
    item = message.items[0]
    quote = replace(item.sides[0].quotes[0], sentence="«Es falso», dijo: hay 90 «fuera».", text="hay 90")
    side = replace(item.sides[0], quotes=(quote,))
    shown = mail.to_html(replace(message, items=(replace(item, sides=(side,)),)))
    assert "«Es falso», dijo: <mark>hay 90</mark> «fuera»." in shown


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"password": "wrong-" + SECRET}, "refused the user or password"),
        ({"ca_file": None}, "TLS failed"),
        ({"port": 9}, "localhost:9"),
        ({"security": "tls"}, "TLS failed"),
    ],
)
def test_mail_that_cannot_go_says_why(
    smtp: tuple[Controller, _Sink, Path], message: Message, options: dict[str, Any], told: str
) -> None:
    outcome = _mail(smtp, **options).send(message)
    assert not outcome.ok
    assert told in outcome.error
    assert SECRET not in outcome.error


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, sentence=TEXT)
def test_an_article_cannot_write_headers_or_markup(message: Message, title: str, sentence: str) -> None:
    options = mail.Options.model_validate({"host": "h", "from": "d@example.org", "to": "a@example.org"})
    hostile = _huge(message, f"{title}\r\nBcc: evil@example.org", f"<script>alert(1)</script>{sentence}", 2)
    composed = mail.compose(replace(hostile, subject=f"{title}\r\nBcc: evil@example.org"), options)
    parsed = email.message_from_bytes(composed.as_bytes(), policy=email.policy.default)
    assert parsed["Bcc"] is None
    assert parsed["To"] == "a@example.org"
    assert "<script" not in mail.to_html(hostile)


def test_the_console_strips_what_a_terminal_would_obey(message: Message, capsys: pytest.CaptureFixture[str]) -> None:
    console = notifiers.kinds()["console"]
    built = console.build("out", console.Options(), Http())
    assert built.send(_huge(message, "\x1b[2Jclear\x07", "text", 1)).ok
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "clear" in shown
