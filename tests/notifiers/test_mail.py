"""Mail over a real server: text, HTML and figure, one thread for one disagreement, nothing of an article obeyed."""

from __future__ import annotations

import email
import email.policy
import threading
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from html.parser import HTMLParser
from pathlib import Path
from random import Random
from socket import create_server, socket
from time import monotonic, sleep
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from checker import app
from checker.alertconfig import AlertingConfig, DeliveryConfig
from checker.alerting.sample import sample_digest
from checker.model.alert import Channel, Message, Outcome
from checker.model.errors import BadFile
from checker.pipeline.alerts import deliver_due
from checker.store.sqlite import SqliteStore
from notifiers import mail
from notifiers._templates import Templates
from tests.notifiers.conftest import NOW, SECRET, MailServer, huge

TEXT = st.text(max_size=2000)
WORDS = Templates()
OPTIONS = mail.Options.model_validate({"host": "h", "from": "Mesa <d@example.org>", "to": "a@example.org"})


def _compose(message: Message) -> EmailMessage:
    raw = mail.compose(message, OPTIONS, WORDS).as_bytes()
    return email.message_from_bytes(raw, policy=email.policy.default)  # type: ignore[return-value,arg-type]


def _part(composed: EmailMessage, kind: str) -> str:
    part = composed.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_it_arrives_as_text_html_and_figure(smtp: MailServer, message: Message) -> None:
    smtp.inbox.mails.clear()
    outcome = smtp.channel().send(message)
    assert outcome.ok, outcome.error
    (got,) = smtp.inbox.mails
    assert got.get_content_type() == "multipart/alternative"
    assert "unos 11.000 — Kiev" in _part(got, "plain")
    page = _part(got, "html")
    assert "<mark>unos 11.000 soldados</mark>" in page
    (figure,) = [part for part in got.walk() if part.get_content_type() == "image/png"]
    assert figure.get_content().startswith(b"\x89PNG")
    assert figure.get_content_disposition() == "inline"
    assert f'src="cid:{figure["Content-ID"].strip("<>")}"' in page


def test_over_tls_from_the_first_byte(smtps: MailServer, message: Message) -> None:
    smtps.inbox.mails.clear()
    outcome = smtps.channel(security="tls").send(message)
    assert outcome.ok, outcome.error
    assert len(smtps.inbox.mails) == 1


def test_one_disagreement_is_one_thread_and_a_retry_is_the_same_mail(message: Message) -> None:
    first, again, second = _compose(message), _compose(message), _compose(replace(message, key="another"))
    assert first["Message-ID"] == again["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"] == second["In-Reply-To"]
    other = _compose(replace(message, thread="another thread"))
    assert other["References"] != first["References"]


def test_it_says_of_itself_that_a_bot_sent_it(message: Message) -> None:
    composed = _compose(message)
    assert composed["Auto-Submitted"] == "auto-generated"
    assert composed["List-Id"] == "Discrepa <discrepa.example.org>"
    assert composed["X-Discrepa-Key"] == message.key
    assert composed["Content-Language"] == "es"


def test_a_digest_names_its_severities_in_order() -> None:
    page = _part(_compose(sample_digest("m", "en", NOW)), "html")
    places = [page.index(f">{word}</span>") for word in ("critical", "high", "medium")]
    assert places == sorted(places)
    assert "Told before: 80 % apart · severity was medium" in page
    assert "Since 28 November 2024." in page


def test_a_digest_of_nothing_is_a_whole_mail() -> None:
    empty = replace(sample_digest("m", "en", NOW), items=(), intro="Nothing has changed.")
    assert "Nothing has changed." in _part(_compose(empty), "plain")
    assert "Nothing has changed." in _part(_compose(empty), "html")


def test_the_quote_is_marked_and_not_what_the_article_itself_quotes(message: Message) -> None:
    item = message.items[0]
    quote = replace(item.sides[0].quotes[0], sentence="«Es falso», dijo: hay 90 «fuera».", text="hay 90")
    side = replace(item.sides[0], quotes=(quote,))
    shown = mail.page(replace(message, items=(replace(item, sides=(side,)),)), WORDS)
    assert "«Es falso», dijo: <mark>hay 90</mark> «fuera»." in shown


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"password": "wrong-" + SECRET}, "refused the user or password"),
        ({"ca": None}, "TLS failed"),
        ({"port": 9}, "localhost:9"),
        ({"security": "tls"}, "TLS failed"),
        ({"security": "none", "user": None, "password": None}, "answered 530"),
    ],
)
def test_mail_that_cannot_go_says_why(smtp: MailServer, message: Message, options: dict[str, Any], told: str) -> None:
    outcome = smtp.channel(**options).send(message)
    assert not outcome.ok
    assert told in outcome.error
    assert SECRET not in outcome.error


def test_a_certificate_of_ones_own_is_named_by_its_file(smtp: MailServer, tmp_path: Path, message: Message) -> None:
    (tmp_path / "our-ca.pem").write_bytes(smtp.authority.read_bytes())
    (tmp_path / "password").write_text(SECRET, encoding="utf-8")
    port = smtp.controller.server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    options = f"kind: mail, host: localhost, port: {port}, user: ana, from: d@example.org, to: desk@example.org"
    config = tmp_path / "config.yaml"
    config.write_text(
        f"notifiers:\n  out: {{{options}, password_file: password, ca_file: our-ca.pem}}\n", encoding="utf-8"
    )
    assert app.notifiers(app.settings(config))["out"].send(message) == Outcome(True)
    (tmp_path / "our-ca.pem").write_text("no certificate", encoding="utf-8")
    with pytest.raises(BadFile, match="certificates in PEM"):
        app.notifiers(app.settings(config))


class _Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.addresses: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen |= {tag} | {name for name, _ in attrs}
        self.addresses |= {str(value) for name, value in attrs if name in ("href", "src")}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, sentence=TEXT)
def test_an_article_cannot_write_headers_or_markup(message: Message, title: str, sentence: str) -> None:
    plain = _Tags(_part(_compose(huge(message, "título", "frase", 2)), "html"))
    hostile = huge(message, f"{title}\r\nBcc: evil@example.org", f"<script onload=x>alert(1)</script>{sentence}", 2)
    composed = _compose(hostile)
    assert composed["Bcc"] is None
    assert composed["To"] == "a@example.org"
    assert len(composed.defects) == 0
    tags = _Tags(_part(composed, "html"))
    assert tags.seen <= plain.seen | {"mark"}
    assert all(address.startswith(("https://x.example/", "cid:", "#000000sample")) for address in tags.addresses)


@pytest.mark.parametrize(
    "subject",
    [
        "=?utf-8?q?=0aBcc:_evil=40example.org?=",
        "a =?UTF-8?B?CkJjYzogZXZpbEBleGFtcGxlLm9yZw==?= b",
        "=\x00?utf-8?q?=0d=0aBcc:_x?=",
        "ñ" * 90 + "=?utf-8?q?=0aBcc:_x?=",
        "a\r\nBcc: x",
        "a\u2028Bcc: x",
    ],
)
def test_an_encoded_word_in_a_title_writes_no_header(message: Message, subject: str) -> None:
    raw = mail.compose(replace(message, subject=subject), OPTIONS, WORDS).as_bytes(policy=email.policy.SMTP)
    got = email.message_from_bytes(raw, policy=email.policy.default)
    assert got["Bcc"] is None
    assert got["From"] == "Mesa <d@example.org>"
    assert "\n" not in got["Subject"]


@pytest.mark.parametrize("to", ["nobody", "a@b.c\nBcc: d@e.f", "", []])
def test_recipients_are_addresses(to: object) -> None:
    with pytest.raises(ValidationError):
        mail.Options.model_validate({"host": "h", "from": "d@example.org", "to": to})


class _Server:
    """Takes mail as a server may, word by word: `parting` answers QUIT, `refused` has the codes by recipient."""

    def __init__(self, parting: bytes = b"221 bye", refused: dict[str, list[bytes]] | None = None) -> None:
        self.parting, self.refused = parting, refused or {}
        self.mails: list[list[str]] = []  # to whom each went
        self.listener = create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()

    def channel(self, *to: str) -> mail.Mail:
        port = self.listener.getsockname()[1]
        given = {"host": "127.0.0.1", "port": port, "security": "none", "from": "d@e.org", "to": list(to), "timeout": 5}
        return mail.Mail(mail.Options.model_validate(given), WORDS)

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                peer, _ = self.listener.accept()
                with peer, suppress(OSError):
                    self._talk(peer)

    def _talk(self, peer: socket) -> None:
        words = peer.makefile("rb")
        peer.sendall(b"220 here\r\n")
        to: list[str] = []
        for line in iter(words.readline, b""):
            verb, answer = line[:4].upper(), b"250 well"
            if verb == b"RCPT":
                address = line.decode().partition("<")[2].partition(">")[0]
                codes = self.refused.get(address, [])
                answer = codes.pop(0) if codes else answer
                to += [address] if answer.startswith(b"250") else []
            elif verb == b"DATA":
                peer.sendall(b"354 go on\r\n")
                while words.readline() != b".\r\n":
                    pass
                self.mails.append(to)
            elif verb == b"QUIT":
                peer.sendall(self.parting + b"\r\n")
                return
            peer.sendall(answer + b"\r\n")


@pytest.mark.parametrize("parting", [b"221 bye", b"421 closing", b"500 what", b"nonsense", b""])
def test_what_a_server_took_is_not_sent_again_for_its_farewell(message: Message, parting: bytes) -> None:
    server = _Server(parting)
    assert server.channel("a@x.org").send(message) == Outcome(True)
    assert server.mails == [["a@x.org"]]


def _delivered(store: SqliteStore, channel: mail.Mail, at: datetime) -> int:
    return deliver_due(store, "out", channel, AlertingConfig(), at, chance=Random(1))


def test_who_was_put_off_gets_it_later_and_nobody_twice(message: Message, tmp_path: Path) -> None:
    server = _Server(refused={"b@x.org": [b"452 full"] * 2, "c@x.org": [b"550 unknown"]})
    store = SqliteStore(tmp_path / "d.db")
    store.save_plan([message], [], [], [], {}, NOW)
    for hours in range(3):  # each a run of the program: only the store knows who has it
        assert len(store.due("out", NOW + timedelta(hours=hours))) == 1
        _delivered(store, server.channel("a@x.org", "b@x.org", "c@x.org"), NOW + timedelta(hours=hours))
    assert server.mails == [["a@x.org"], ["b@x.org"]]
    assert store.due("out", NOW + timedelta(days=1)) == []
    store.close()


def test_one_who_is_put_off_holds_up_nobody(message: Message, tmp_path: Path) -> None:
    server = _Server(refused={"b@x.org": [b"452 full"] * 50})
    store = SqliteStore(tmp_path / "d.db")
    for number in range(6):  # all are about the same disagreement
        at = NOW + timedelta(hours=number)
        store.save_plan([replace(message, key=f"k{number}")], [], [], [], {}, at)
        _delivered(store, server.channel("a@x.org", "b@x.org"), at)
        assert server.mails == [["a@x.org"]] * (number + 1)
        assert store.channel("out") == Channel()
    server.refused.clear()
    for number in range(6, 30):
        _delivered(store, server.channel("a@x.org", "b@x.org"), NOW + timedelta(hours=number))
    assert server.mails == [["a@x.org"]] * 6 + [["b@x.org"]] * 6
    store.close()


def test_what_one_never_took_is_given_up_for_him_alone(message: Message, tmp_path: Path) -> None:
    server = _Server(refused={"b@x.org": [b"452 full"] * 3})
    store = SqliteStore(tmp_path / "d.db")
    store.save_plan([message], [], [], [], {}, NOW)
    config = AlertingConfig(delivery=DeliveryConfig(attempts=3))
    for hours in range(3):
        at = NOW + timedelta(hours=hours)
        deliver_due(store, "out", server.channel("a@x.org", "b@x.org"), config, at, chance=Random(1))
    assert [one.message.to for one in store.dead_letters()] == [("b@x.org",)]
    store.replay(NOW + timedelta(days=1))
    _delivered(store, server.channel("a@x.org", "b@x.org"), NOW + timedelta(days=1))
    assert server.mails == [["a@x.org"], ["b@x.org"]]
    store.close()


def test_who_had_not_been_asked_about_is_not_taken_to_have_it(message: Message) -> None:
    server = _Server(refused={"b@x.org": [b"421 closing"]})  # ends it all, before c is named
    channel = server.channel("a@x.org", "b@x.org", "c@x.org")
    outcome = channel.send(message)
    assert (outcome.ok, outcome.retryable, outcome.left, server.mails) == (False, True, (), [])


def test_who_is_in_the_configuration_no_more_gets_nothing(message: Message) -> None:
    server = _Server()
    assert server.channel("a@x.org").send(replace(message, to=("b@x.org",))) == Outcome(True)
    assert server.mails == []


def test_one_who_is_put_off_keeps_a_message_that_another_refused(message: Message) -> None:
    server = _Server(refused={"a@x.org": [b"451 later"], "b@x.org": [b"550 unknown"]})
    outcome = server.channel("a@x.org", "b@x.org").send(message)
    assert (outcome.ok, outcome.retryable, outcome.left) == (False, True, ("a@x.org",))
    assert server.mails == []


@pytest.mark.parametrize("security", ["none", "starttls", "tls"])
def test_a_server_that_goes_on_talking_is_left(message: Message, security: str) -> None:
    listener = create_server(("127.0.0.1", 0))

    def talk() -> None:
        peer, _ = listener.accept()
        with peer, suppress(OSError):
            while True:
                peer.sendall(b"220-welcome\r\n" if security != "tls" else b"\x16")
                sleep(0.05)

    threading.Thread(target=talk, daemon=True).start()
    given = {"host": "127.0.0.1", "port": listener.getsockname()[1], "from": "d@e.org", "to": "a@x.org"}
    options = mail.Options.model_validate({**given, "security": security, "timeout": 0.2})
    started = monotonic()
    outcome = mail.Mail(options, WORDS).send(message)
    assert (outcome.ok, outcome.retryable) == (False, True)
    assert monotonic() - started < 5
    if security != "tls":  # what begins as no handshake does is found out at once
        assert "was not done after 0.6 s" in outcome.error
    listener.close()
