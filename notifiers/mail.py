"""`mail`: sends e-mail over SMTP with STARTTLS, TLS or none, as text and HTML; one discrepancy is one thread."""

from __future__ import annotations

import hashlib
import smtplib
import socket
import ssl
import threading
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from email.message import EmailMessage
from email.utils import format_datetime, getaddresses, parseaddr
from pathlib import Path
from typing import Annotated, Any, Literal

import structlog
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator

from checker.chart import drawing, svg
from checker.http import Http
from checker.model.alert import Message, Outcome
from checker.texts import Said, said
from notifiers._templates import Templates
from notifiers._words import one_line

SUBJECT = 180  # characters
FONT = Path(__file__).parent / "fonts" / "figures.ttf"
SHARPNESS = 2  # pixels of the picture for one of the drawing: fine screens
FIGURES = 8  # a long digest would be too heavy with a figure for each
WAITS = 3  # a delivery takes no longer than so many waits of `timeout`
log = structlog.get_logger()


def _many(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Options(BaseModel):
    """The keys of a mail notifier. `ca`: PEM certificates to trust besides the system's, mostly as `ca_file: path`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    kind: Literal["mail"] = "mail"
    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password: SecretStr | None = None
    sender: str = Field(alias="from")
    to: Annotated[list[str], BeforeValidator(_many)] = Field(min_length=1)
    timeout: float = Field(default=20, gt=0, le=120)
    ca: str | None = None

    @field_validator("sender", "to")
    @classmethod
    def _addresses(cls, value: str | list[str]) -> str | list[str]:
        for one in [value] if isinstance(value, str) else value:
            if "@" not in parseaddr(one)[1] or "\n" in one or "\r" in one:
                raise ValueError(said("config.mail_address"))
        return value

    @field_validator("ca")
    @classmethod
    def _certificates(cls, value: str | None) -> str | None:
        if value is not None:
            _context(value)
        return value


def _context(ca: str | None) -> ssl.SSLContext:
    """What certificates are checked by. Raises ValueError for a `ca` that holds none."""
    context = ssl.create_default_context()
    if ca is not None:
        try:
            context.load_verify_locations(cadata=ca)
        except (ssl.SSLError, ValueError):
            raise ValueError(said("config.certificates")) from None
    return context


class Mail:
    """One list of recipients."""

    def __init__(self, options: Options, templates: Templates) -> None:
        self.options = options
        self.templates = templates

    def send(self, message: Message) -> Outcome:
        """Send one message, to those of the recipients who have not got it."""
        everyone = list(dict.fromkeys(address for _, address in getaddresses(self.options.to) if address))
        to = [address for address in everyone if not message.to or address in message.to]
        if not to:
            return Outcome(True)  # they are in the configuration no more

        def hand_over(server: smtplib.SMTP) -> Outcome:
            mail = compose(message, self.options, self.templates)
            try:
                refused = server.send_message(mail, to_addrs=to)
            except smtplib.SMTPRecipientsRefused as error:  # nobody got it, also who had not been asked about yet
                left = [address for address in to if address not in _never(error.recipients)]
                why = _because("recipients", self.options)
                return Outcome(False, bool(left), why, left=() if left == everyone else tuple(left))
            if never := _never(refused):
                log.error("mail not taken for some recipients", host=self.options.host, recipients=never)
            if left := [address for address in to if address in refused and address not in never]:
                return Outcome(False, True, _because("recipients", self.options), left=tuple(left))
            return Outcome(True)

        return self._talk(hand_over)

    def look(self) -> Outcome:
        """Greet the server, encrypted and logged in as it would be for a message, and send nothing."""

        def greet(server: smtplib.SMTP) -> Outcome:
            server.noop()
            return Outcome(True)

        return self._talk(greet)

    def using(self) -> Said:
        """By what way mail goes: the server, how it is encrypted, and whether anybody logs in."""
        options = self.options
        logs_in = options.user is not None and options.password is not None
        user = said("alerts.mail.as_user", user=options.user) if logs_in else said("alerts.mail.as_nobody")
        security = said(f"alerts.mail.{options.security}")
        return said("alerts.mail.using", host=options.host, port=options.port, security=security, user=user)

    def _talk(self, what: Callable[[smtplib.SMTP], Outcome]) -> Outcome:
        """Do something with the server, once it is encrypted and logged in, and within the time there is for it."""
        most = WAITS * self.options.timeout
        with _Watch(most) as watch:
            outcome = self._said(what, watch)
        if watch.over and not outcome.ok:
            return Outcome(False, True, _because("too_long", self.options, seconds=f"{most:g}"))
        return outcome

    def _said(self, what: Callable[[smtplib.SMTP], Outcome], watch: _Watch) -> Outcome:
        options = self.options
        try:
            context = _context(options.ca)
            server: smtplib.SMTP
            if options.security == "tls":
                server = _SmtpTls(watch, options.host, options.port, timeout=options.timeout, context=context)
            else:
                server = _Smtp(watch, options.host, options.port, timeout=options.timeout)
            with _parting(server):
                if options.security == "starttls":
                    server.starttls(context=context)
                if options.user is not None and options.password is not None:
                    server.login(options.user, options.password.get_secret_value())
                return what(server)
        except smtplib.SMTPAuthenticationError as error:
            return Outcome(False, False, _because("login", options, status=error.smtp_code))
        except smtplib.SMTPResponseException as error:
            return Outcome(False, error.smtp_code < 500, _because("answered", options, status=error.smtp_code))
        except ssl.SSLError as error:
            return Outcome(False, True, _because("tls", options, detail=error.reason or "handshake"))
        except smtplib.SMTPNotSupportedError:
            return Outcome(False, False, _because("unsupported", options, security=options.security))
        except (OSError, smtplib.SMTPException) as error:
            detail = getattr(error, "strerror", None) or type(error).__name__
            return Outcome(
                False,
                True,
                said("alerts.undelivered.unreachable", host=f"{options.host}:{options.port}", detail=detail),
            )


def _never(refused: Mapping[str, tuple[int, bytes]]) -> list[str]:
    """Recipients whom a server refused for good, from its code and words about each."""
    return sorted(address for address, (code, _) in refused.items() if code >= 500)


class _Watch:
    """Ends a connection when its time is up, whatever the server still has to say."""

    def __init__(self, seconds: float) -> None:
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._line: socket.socket | None = None
        self.over = False

    def hold(self, line: socket.socket) -> None:
        self._line = line.dup()  # TLS takes the first over
        if self.over:
            self._end()

    def _end(self) -> None:
        self.over = True
        if self._line is not None:
            with suppress(OSError):  # closed already
                self._line.shutdown(socket.SHUT_RDWR)

    def __enter__(self) -> _Watch:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()
        if self._line is not None:
            self._line.close()


class _Smtp(smtplib.SMTP):
    """A connection that is watched from its first byte: smtplib bounds each wait, and not how many there are."""

    def __init__(self, watch: _Watch, *given: Any, **more: Any) -> None:
        self._watch = watch
        super().__init__(*given, **more)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        line: socket.socket = super()._get_socket(host, port, timeout)  # type: ignore[misc]
        self._watch.hold(line)
        return line


class _SmtpTls(smtplib.SMTP_SSL, _Smtp):
    """The same over TLS, its handshake included."""

    def __init__(self, watch: _Watch, *given: Any, **more: Any) -> None:
        self._watch = watch
        smtplib.SMTP_SSL.__init__(self, *given, **more)


@contextmanager
def _parting(server: smtplib.SMTP) -> Iterator[None]:
    """Takes leave of a server, whatever it answers to that: what it took it has, and would have twice."""
    try:
        yield
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()


def _because(key: str, options: Options, **params: object) -> Said:
    return said(f"alerts.undelivered.{key}", host=options.host, **params)


def compose(message: Message, options: Options, templates: Templates) -> EmailMessage:
    """The mail: text, HTML and figures, with ids that make one discrepancy one thread."""
    domain = parseaddr(options.sender)[1].rpartition("@")[2] or "discrepa"
    key = _token(message.key)
    pictures = dict(_pictures(message))
    figures = {
        number: {"src": f"cid:{key}.{number}@{domain}", "alt": message.items[number].title} for number in pictures
    }
    mail = EmailMessage()
    mail["Subject"] = _subject(templates.render("subject.txt", message.lang, message=message))
    mail["From"] = options.sender
    mail["To"] = ", ".join(options.to)
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{key}@{domain}>"
    thread = f"<{_token(message.thread)}.thread@{domain}>"
    mail["In-Reply-To"] = thread
    mail["References"] = thread
    mail["List-Id"] = f"Discrepa <discrepa.{domain}>"
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "All"
    mail["X-Discrepa-Key"] = key
    mail.set_content(templates.render("text.txt", message.lang, message=message))
    mail.add_alternative(templates.render("mail.html", message.lang, message=message, figures=figures), subtype="html")
    mail["Content-Language"] = message.lang  # set_content drops what begins with Content
    html = mail.get_body(("html",))
    for number, picture in pictures.items():
        if isinstance(html, EmailMessage):  # always: the line above made it
            cid = f"<{key}.{number}@{domain}>"
            name = f"figure-{number + 1}.png"
            html.add_related(picture, "image", "png", cid=cid, disposition="inline", filename=name)
    return mail


def page(message: Message, templates: Templates) -> str:
    """The HTML part as a page of its own, its figures inside it."""
    figures = {
        number: {"src": "data:image/png;base64," + b64encode(one).decode(), "alt": message.items[number].title}
        for number, one in _pictures(message)
    }
    return templates.render("mail.html", message.lang, message=message, figures=figures)


preview = page  # what `discrepa notify preview` shows


def _pictures(message: Message) -> Iterator[tuple[int, bytes]]:
    """The figures of a message by the place of their item. One that cannot be drawn is left out, not the mail."""
    for number, item in enumerate(message.items[:FIGURES]):
        try:
            drawn = drawing(item, message.lang)
            if drawn is not None:
                yield number, _png(svg(drawn))
        except Exception as error:
            log.warning("figure left out", discrepancy=item.discrepancy, error=type(error).__name__)


def _subject(text: str) -> str:
    """A subject on one line, in which an encoded word of an article's (`=?utf-8?q?=0a…?=`) is not decoded: with a
    new line in it, it would begin a header of its own."""
    return one_line(text).replace("=?", "= ?")[:SUBJECT]


def _png(picture: str) -> bytes:
    import resvg_py  # a Rust library of some megabytes that only those who send mail need

    # with letters of its own, so that it looks the same on any machine
    return resvg_py.svg_to_bytes(svg_string=picture, zoom=SHARPNESS, skip_system_fonts=True, font_files=[str(FONT)])


def _token(text: str) -> str:
    safe = "".join(char for char in text if char.isascii() and (char.isalnum() or char in "-_"))
    return safe if safe == text and safe else hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:24]


def build(name: str, options: Options, http: Http, templates: Templates) -> Mail:
    """A list of recipients; mail does not go over HTTP."""
    del name, http
    return Mail(options, templates)
