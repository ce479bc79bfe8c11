"""Real servers that channels are tried against, and a channel of every kind that talks to one."""

from __future__ import annotations

import email
import email.policy
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from socket import socket
from typing import Any

import pytest
import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

import notifiers
from checker.alerting.sample import sample_message
from checker.http import Http
from checker.model.alert import Message
from notifiers import mail
from notifiers._templates import Templates

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
SECRET = "t0ps3cret-t0ken"
Rig = Callable[..., notifiers.Notifier]


@pytest.fixture
def message() -> Message:
    return sample_message("out", "es", NOW)


def build(kind: str, options: dict[str, Any], **http: Any) -> notifiers.Notifier:
    module = notifiers.kinds()[kind]
    return module.build(
        kind, module.Options.model_validate(options), Http(guarded=False, timeout=0.5, **http), Templates()
    )


def _slack_webhook(url: str) -> notifiers.Notifier:
    return build("slack", {"url": f"{url.rstrip('/')}/{SECRET}"})


def _slack_bot(url: str) -> notifiers.Notifier:
    return build("slack", {"token": SECRET, "channel": "C1", "api": url.rstrip("/")})


def _webhook(url: str) -> notifiers.Notifier:
    return build("webhook", {"url": f"{url.rstrip('/')}/{SECRET}", "secret": SECRET})


def _apprise(url: str) -> notifiers.Notifier:
    scheme, _, rest = url.rstrip("/").partition("://")
    service = "jsons" if scheme == "https" else "json"
    return build("apprise", {"url": f"{service}://{rest}/{SECRET}?cto=0.5&rto=0.5"})


# every way over HTTP, by its kind and how: a new kind adds itself here, or the contract test fails
OVER_HTTP: dict[str, Callable[[str], notifiers.Notifier]] = {
    "slack webhook": _slack_webhook,
    "slack bot": _slack_bot,
    "webhook": _webhook,
    "apprise": _apprise,
}
OTHERS = {"console", "mail"}  # have tests of their own


def huge(message: Message, title: str, sentence: str, count: int) -> Message:
    """A message of `count` items with a title and a sentence everywhere, and every list full."""
    item = message.items[0]
    quote = replace(
        item.sides[0].quotes[0],
        sentence=sentence,
        text=sentence[:50],
        outlet=title[:80],
        link=f"https://x.example/{title[:900]}",
    )
    side = replace(item.sides[0], value=sentence[:300], who=title, quotes=(quote,) * 6)
    return replace(
        message, subject=title, items=(replace(item, title=title, reason=sentence, sides=(side,) * 5),) * count
    )


class Inbox:
    """What an SMTP server took."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        return "250 OK"


class MailServer:
    """An SMTP server with a password, on a certificate of its own."""

    def __init__(self, controller: Controller, inbox: Inbox, authority: Path) -> None:
        self.controller = controller
        self.inbox = inbox
        self.authority = authority

    def channel(self, **more: Any) -> mail.Mail:
        given = {
            "host": "localhost",
            "port": self.controller.server.sockets[0].getsockname()[1],  # type: ignore[union-attr]
            "user": "ana",
            "password": SECRET,
            "from": "Mesa <d@example.org>",
            "to": "desk@example.org",
            "ca": self.authority.read_text(encoding="ascii"),
            "timeout": 5,
        }
        return mail.Mail(mail.Options.model_validate({**given, **more}), Templates())


def _authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: LoginPassword) -> AuthResult:
    return AuthResult(handled=False, success=data.login == b"ana" and data.password == SECRET.encode())


def _serve(folder: Path, *, implicit: bool) -> Iterator[MailServer]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost").configure_cert(context)
    inbox = Inbox()
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    tls = {"ssl_context": context} if implicit else {"tls_context": context, "require_starttls": True}
    server = Controller(
        inbox,
        hostname="localhost",
        port=port,
        authenticator=_authenticate,
        auth_required=True,
        auth_require_tls=not implicit,
        **tls,  # type: ignore[arg-type]
    )
    server.start()
    yield MailServer(server, inbox, folder / "ca.pem")
    server.stop()


@pytest.fixture(scope="module")
def smtp(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    """STARTTLS on a plain port."""
    yield from _serve(tmp_path_factory.mktemp("smtp"), implicit=False)


@pytest.fixture(scope="module")
def smtps(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MailServer]:
    """TLS from the first byte."""
    yield from _serve(tmp_path_factory.mktemp("smtps"), implicit=True)
