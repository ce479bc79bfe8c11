"""`mail`: sends e-mail over SMTP with STARTTLS, TLS or none, as text and HTML; one discrepancy is one thread."""

from __future__ import annotations

import hashlib
import html
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, field_validator

from checker.http import Http
from checker.model.alert import Message, MessageItem, MessageQuote, Outcome
from notifiers._plain import message_lines, parted

_COLOURS = {"low": "#5b6b7a", "medium": "#9a6700", "high": "#b3470b", "critical": "#b01030"}
_STYLE = """
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 0; background: #f4f3ef; color: #1d1d1b; font: 16px/1.5 Georgia, 'Times New Roman', serif; }
.page { max-width: 600px; margin: 0 auto; padding: 20px 16px; }
.item { background: #ffffff; border-top: 4px solid #5b6b7a; padding: 18px 18px 8px; margin: 0 0 18px; }
.facts { font: 600 13px/1.4 Helvetica, Arial, sans-serif; margin: 0 0 6px; }
h1 { font-size: 21px; line-height: 1.25; margin: 0 0 8px; }
.why { margin: 0 0 14px; }
.side { border-left: 3px solid #c9c5ba; padding: 0 0 0 12px; margin: 0 0 14px; }
.value { font-size: 22px; font-weight: bold; }
.who { font: 14px/1.4 Helvetica, Arial, sans-serif; }
blockquote { margin: 8px 0; padding: 0; font-size: 15px; }
.where { font: 12px/1.4 Helvetica, Arial, sans-serif; color: #6a675f; }
mark { background: #fff1b8; color: #1d1d1b; }
.foot { font: 12px/1.5 Helvetica, Arial, sans-serif; color: #6a675f; }
a { color: #0b57a4; }
@media (prefers-color-scheme: dark) {
  body { background: #16171a; color: #e9e7e1; }
  .item { background: #212327; }
  .side { border-left-color: #4a4d54; }
  .where, .foot { color: #a5a299; }
  mark { background: #5c4a0c; color: #fff6d8; }
  a { color: #8ec1ff; }
}
"""


def _many(value: object) -> object:
    return [value] if isinstance(value, str) else value


class Options(BaseModel):
    """The keys of a mail notifier. `ca_file`: certificates to trust besides the system's."""

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
    ca_file: Path | None = None

    @field_validator("sender", "to")
    @classmethod
    def _addresses(cls, value: str | list[str]) -> str | list[str]:
        for one in [value] if isinstance(value, str) else value:
            if "@" not in parseaddr(one)[1] or "\n" in one or "\r" in one:
                raise ValueError("must be an e-mail address, such as desk@example.org")
        return value


class Mail:
    """One list of recipients."""

    def __init__(self, options: Options) -> None:
        self.options = options

    def send(self, message: Message) -> Outcome:
        """Send one message."""
        options = self.options
        try:
            context = ssl.create_default_context(cafile=str(options.ca_file) if options.ca_file else None)
            server: smtplib.SMTP
            if options.security == "tls":
                server = smtplib.SMTP_SSL(options.host, options.port, timeout=options.timeout, context=context)
            else:
                server = smtplib.SMTP(options.host, options.port, timeout=options.timeout)
            with server:
                if options.security == "starttls":
                    server.starttls(context=context)
                if options.user is not None and options.password is not None:
                    server.login(options.user, options.password.get_secret_value())
                server.send_message(compose(message, options))
        except smtplib.SMTPAuthenticationError as error:
            return Outcome(False, False, f"{options.host} refused the user or password ({error.smtp_code})")
        except smtplib.SMTPRecipientsRefused as error:
            codes = {code for code, _ in error.recipients.values()}
            return Outcome(False, all(code < 500 for code in codes), f"{options.host} refused the recipients")
        except smtplib.SMTPResponseException as error:
            return Outcome(False, error.smtp_code < 500, f"{options.host} answered {error.smtp_code}")
        except ssl.SSLError as error:
            return Outcome(False, True, f"{options.host}: TLS failed: {error.reason or 'handshake'}")
        except smtplib.SMTPNotSupportedError:
            return Outcome(False, False, f"{options.host} does not offer {options.security}; check security and port")
        except (OSError, smtplib.SMTPException) as error:
            return Outcome(
                False,
                True,
                f"{options.host}:{options.port}: {getattr(error, 'strerror', None) or type(error).__name__}",
            )
        return Outcome(True)


def compose(message: Message, options: Options) -> EmailMessage:
    """The mail: text and HTML, with ids that make one discrepancy one thread."""
    domain = parseaddr(options.sender)[1].rpartition("@")[2] or "discrepa"
    mail = EmailMessage()
    mail["Subject"] = _one_line(message.subject)
    mail["From"] = options.sender
    mail["To"] = ", ".join(options.to)
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{_token(message.key)}@{domain}>"
    thread = f"<{_token(message.thread)}.thread@{domain}>"
    mail["In-Reply-To"] = thread
    mail["References"] = thread
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Discrepa-Key"] = _token(message.key)
    mail["Content-Language"] = message.lang
    intro = f"{message.intro}\n\n"
    mail.set_content(_clean(intro + "\n".join(message_lines(message))))
    mail.add_alternative(to_html(message), subtype="html")
    return mail


def _token(text: str) -> str:
    safe = "".join(char for char in text if char.isalnum() or char in "-_")
    return safe if safe == text and safe else hashlib.sha256(text.encode()).hexdigest()[:24]


def _one_line(text: str) -> str:
    """A header's value: an article must not add headers of its own."""
    return " ".join(_clean(text).split())[:180]


def _clean(text: str) -> str:
    return "".join(char for char in text if char >= " " or char in "\n\t")


def to_html(message: Message) -> str:
    """The HTML part: readable in a narrow client and in the dark, everything from an article escaped."""
    items = "".join(_item(item) for item in message.items)
    return (
        f'<!doctype html><html lang="{_e(message.lang)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>{_e(message.subject)}</title><style>{_STYLE}</style></head>"
        f'<body><div class="page"><p class="foot">{_e(message.intro)}</p>{items}'
        f'<p class="foot">{_e(message.footer)}</p></div></body></html>'
    )


def _item(item: MessageItem) -> str:
    colour = _COLOURS.get(item.severity, "#5b6b7a")
    facts = " · ".join(_e(part) for part in (item.severity_label, item.verdict_label, item.gap, item.topic) if part)
    sides = "".join(
        f'<div class="side"><div class="value">{_e(side.value)}</div><div class="who">{_e(side.who)}</div>'
        f"{''.join(_quote(quote) for quote in side.quotes)}</div>"
        for side in item.sides
    )
    return (
        f'<div class="item" style="border-top-color: {colour}"><p class="facts">{facts}</p>'
        f'<h1>{_e(item.change_label)}: {_e(item.title)}</h1><p class="why">{_e(item.reason)}</p>{sides}</div>'
    )


def _quote(quote: MessageQuote) -> str:
    # the quote is marked where it stands: a sentence may hold guillemets of its own
    before, words, after = (_e(part) for part in parted(quote.sentence, quote.text))
    text = f"{before}<mark>{words}</mark>{after}" if words else before
    where = " · ".join(_e(part) for part in (quote.outlet, quote.origin, quote.published) if part)
    if quote.link:
        where = f'<a href="{_e(quote.link)}">{where}</a>'
    return f'<blockquote>{text}<div class="where">{where}</div></blockquote>'


def _e(text: str) -> str:
    return html.escape(_clean(text), quote=True)


def build(name: str, options: Options, http: Http) -> Mail:
    """A list of recipients; mail does not go over HTTP."""
    del name, http
    return Mail(options)
