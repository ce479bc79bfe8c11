"""Alerts of hostile disagreements, rendered for Slack and mail and held to what those take.

uv run --group test benchmarks/rendering.py [COUNT] [SEED]     (10,000 disagreements; exit 1 for any fault)

Held against judges of other hands: the block models of Slack's own library, the standard library's mail parser and
HTML parser, and an SMTP server for a sample. Prints how many faults of each kind there were, and how long it took.
"""

from __future__ import annotations

import email
import email.policy
import json
import random
import re
import smtplib
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from email.message import EmailMessage
from html.parser import HTMLParser
from typing import Any

from aiosmtpd.controller import Controller
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block

from checker.alerting.render import item_of, message_of
from checker.alerting.sample import sample_discrepancy
from checker.model.alert import Kind, Message, Told
from checker.model.discrepancy import Change, Discrepancy, Quote, Side
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Claimant, Evidence, Named, Value
from checker.model.timespan import TimeSpan
from checker.model.verdict import Gap, Severity, Verdict
from notifiers import mail, slack
from notifiers._templates import Templates

NOW = datetime(2025, 1, 14, 8, tzinfo=UTC)
WORDS = Templates()
OPTIONS = mail.Options.model_validate({"host": "localhost", "from": "Desk <d@example.org>", "to": "a@example.org"})
MAILED = 50  # messages that also go through an SMTP server
CUT = 13_000  # beyond about so many characters, Slack cuts a message without a word
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "<!--",
    "]]>",
    "<!channel>",
    "<@U123>",
    "<https://evil.example|a bank>",
    "<!date^1^{date}|x>",
    "&lt;b&gt;",
    "&amp;",
    "&#x3c;",
    "*_~`",
    "\r\nBcc: evil@example.org\r\n\r\n",
    "\nSubject: x",
    "=?utf-8?q?=0aBcc:_x?=",
    "\x00\x1b[2J\x07\x85",
    "\ud800",
    "\ufffe\uffff",
    "\u202egnp.exe",
    "\u2066\u2069\u200f",
    "الجيش أعلن مقتل ١٢٠٠٠",
    "צה״ל הודיע",
    "朝鮮人民軍兵士約一万一千人",
    "👩‍👩‍👧‍👦🇪🇸👍🏽",
    "e\u0301" * 20,
    "{{ 7*7 }}",
    "{% for x in y %}",
    "${HOME}",
    "%s%n",
    "../../etc",
    "\u2028\u2029",
    "\t\v\f",
    "a" * 300,
    " " * 50,
    "|>",
    "> quote",
)


# --- what is rendered ---


class Fuzz:
    """Disagreements that nobody would wish for, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)

    def text(self, most: int = 6) -> str:
        pick = self.chance
        parts = [pick.choice(HOSTILE) if pick.random() < 0.6 else self.words() for _ in range(pick.randint(0, most))]
        return pick.choice(("", " ", "\n")).join(parts)

    def words(self) -> str:
        return " ".join("".join(self.chance.choices("aeioulnrstñáé", k=self.chance.randint(1, 12))) for _ in range(9))

    def value(self) -> Value | None:
        pick = self.chance
        number = Decimal(pick.choice((0, 1, 7, 340, 12_000, 10**9, 10**17))) + pick.randint(0, 9)
        qualifier = pick.choice(list(Qualifier))
        low = None if qualifier in (Qualifier.AT_MOST, Qualifier.LESS_THAN) else number
        high = None if qualifier in (Qualifier.AT_LEAST, Qualifier.MORE_THAN, Qualifier.VAGUE) else number + 1
        return pick.choice(
            (
                Quantity(low, high, qualifier, pick.choice(("person", "percent", self.text(1))), self.text(1)),
                TimeSpan.from_day(pick.randint(1, 9000), 2, 3),
                Named(self.text(2) or "?", None),
                self.text(2),
                None,
            )
        )

    def side(self) -> Side:
        pick = self.chance
        value = self.value()
        quotes = tuple(self.quote(value) for _ in range(pick.randint(1, 6)))
        outlets = tuple(dict.fromkeys(quote.outlet or "" for quote in quotes))
        return Side(value, quotes[0].claimants, outlets, outlets, quotes)

    def quote(self, value: Value | None) -> Quote:
        pick = self.chance
        sentence = self.text() if pick.random() < 0.8 else "\n".join(self.text(9) for _ in range(40))
        start = pick.randint(0, max(len(sentence) - 1, 0))
        end = pick.randint(start, len(sentence))
        evidence = None if pick.random() < 0.05 else Evidence(start, end, sentence[start:end], sentence)
        claimants = tuple(Claimant(self.text(2)) for _ in range(pick.randint(0, 3)))
        url = pick.choice(
            (None, f"https://x.example/{self.text(2)}", "javascript:alert(1)", f'http://x.example/"{self.text(1)}')
        )
        day = pick.choice((None, "2024-11-29", "2024", "2024-06/..", "1999-12-31T23:59:59+00:00"))
        return Quote("s", "a", 1, evidence, value, claimants, self.text(1) or None, self.text(1), day, url, "es")

    def discrepancy(self, number: int) -> Discrepancy:
        pick = self.chance
        base = sample_discrepancy()
        topic = {name: self.text(2) for name in ("of", "place", "office") if pick.random() < 0.7}
        title = {lang: self.text(3) or "?" for lang in ("es", "en")}
        params = {name: self.text(2) for name in base.reason.params}
        return replace(
            base,
            id=f"{number:012x}",
            verdict=pick.choice(list(Verdict)),
            severity=pick.choice(list(Severity)),
            topic=topic,
            title=title,
            reason=replace(base.reason, params=params),
            gap=pick.choice((None, Gap(Decimal(9), Decimal(3)))),
            sides=tuple(self.side() for _ in range(pick.randint(2, 6))),
        )

    def message(self, number: int, count: int) -> Message:
        pick = self.chance
        lang = pick.choice(("es", "en"))
        items = []
        for place in range(count):
            one = self.discrepancy(number + place)
            told = None
            if pick.random() < 0.4:
                told = Told("x", self.discrepancy(number), Change.OPENED, NOW - timedelta(days=1), "-", lang)
            items.append(item_of(one, pick.choice(list(Change)), lang, told=told, opened_at=NOW))
        kind = pick.choice((Kind.ALERT, Kind.REMINDER, Kind.DIGEST))
        since = NOW - timedelta(days=1) if kind is Kind.DIGEST else None
        made = message_of(items, key=f"k{number}", notifier="x", lang=lang, now=NOW, kind=kind, since=since)
        return replace(made, instead_of=self.text(1) or None, parts=pick.randint(1, 3))


# --- what it is held against ---


def slack_faults(payload: dict[str, Any]) -> Iterator[str]:
    """Slack's limits, by Slack's own models, and markup that an article could have written."""
    try:
        for block in payload["blocks"]:
            parsed = Block.parse(block)
            if parsed is None:
                yield "slack: not a block"
            else:
                parsed.validate_json()
    except SlackObjectFormationError as error:
        yield f"slack: {error}"
    if not 1 <= len(payload["blocks"]) <= 50:
        yield "slack: number of blocks"
    if len(json.dumps(payload, ensure_ascii=False)) > CUT:
        yield "slack: longer than what is shown"
    for kind, text in [("mrkdwn", payload["text"]), *_texts(payload["blocks"])]:
        units = len(text.encode("utf-16-le", "surrogatepass")) // 2
        if not text.strip() or units > (150 if kind == "plain_text" else 3000):
            yield f"slack: length of a {kind}"
        if kind == "mrkdwn":
            bare = re.sub(r"<https?://[^\s<>|]+\|[^<>|\n]+>", "", text)
            if re.search(r"[<>]", re.sub(r"^> ", "", bare, flags=re.MULTILINE)) or re.search(
                r"&(?!amp;|lt;|gt;)", bare
            ):
                yield "slack: markup"
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", text):
            yield "slack: control character"


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        if isinstance(part, dict) and "text" in part and isinstance(part["text"], str):
            yield part["type"], part["text"]
        yield from _texts(part)


HEADERS = {
    "subject", "from", "to", "date", "message-id", "in-reply-to", "references", "list-id", "auto-submitted",
    "x-auto-response-suppress", "x-discrepa-key", "mime-version", "content-type", "content-language",
}  # fmt: skip


def mail_faults(raw: bytes) -> Iterator[str]:
    """A mail as a parser reads it: no defect, no header too many, every part whole."""
    got: EmailMessage = email.message_from_bytes(raw, policy=email.policy.default)  # type: ignore[arg-type,assignment]
    if strange := {name.lower() for name in got} - HEADERS:
        yield f"mail: header {sorted(strange)[0]}"
    if got["To"] != "a@example.org":
        yield "mail: recipient"
    if any(len(line) > 998 for line in raw.split(b"\n")):
        yield "mail: line longer than 998"
    for part in got.walk():
        if part.defects or any(part[name].defects for name in part):
            yield "mail: defect"
        if part.get_content_type() == "image/png" and not part.get_content().startswith(b"\x89PNG"):
            yield "mail: picture"
    plain, page = got.get_body(("plain",)), got.get_body(("html",))
    if plain is None or page is None:
        yield "mail: no body"
        return
    if re.search(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", plain.get_content() + page.get_content()
    ):
        yield "mail: control character"
    yield from page_faults(page.get_content())


class Page(HTMLParser):
    """The tags of a page, whether they close, and where they lead."""

    VOID = frozenset({"meta", "img", "br"})
    TAGS = VOID | frozenset(
        {"html", "head", "title", "style", "body", "div", "p", "span", "h1", "b", "a", "bdi", "blockquote", "mark"}
    )
    NAMES = frozenset(
        {"lang", "charset", "name", "content", "style", "class", "id", "href", "src", "alt", "width", "dir"}
    )

    def __init__(self, text: str) -> None:
        super().__init__()
        self.faults: set[str] = set()
        self.open: list[str] = []
        self.feed(text)
        self.close()
        if self.open:
            self.faults.add("html: left open")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.TAGS or {name for name, _ in attrs} - self.NAMES:
            self.faults.add("html: markup")
        for name, value in attrs:
            if name in ("href", "src") and not re.match(r"https?://|cid:|#", value or ""):
                self.faults.add("html: address")
            if name == "style" and not re.fullmatch(r"[a-z-]+:[a-z0-9#;:-]+", value or ""):
                self.faults.add("html: style")
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.add("html: not nested")

    def handle_comment(self, data: str) -> None:  # noqa: ARG002 - as the parser calls it
        self.faults.add("html: comment")


def page_faults(text: str) -> Iterator[str]:
    """Markup that an article could have written into a page."""
    yield from sorted(Page(text).faults)


class Inbox:
    """What an SMTP server took."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802, ARG002 - aiosmtpd's
        self.mails.append(envelope.content)
        return "250 OK"


def by_server(mails: list[EmailMessage]) -> Iterator[str]:
    """Faults of mails after a real server took them."""
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=20) as client:
            for one in mails:
                client.send_message(one)
    finally:
        server.stop()
    if len(inbox.mails) != len(mails):
        yield "smtp: not every mail arrived"
    for raw in inbox.mails:
        yield from mail_faults(raw)


def main() -> int:
    """Render and judge; the number of faults."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    fuzz = Fuzz(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    faults: Counter[str] = Counter()
    spent: Counter[str] = Counter()
    mailed: list[EmailMessage] = []
    done = messages = 0
    while done < count:
        size = min(fuzz.chance.choice((1, 1, 1, 2, 4, 8, 12)), count - done)
        message = fuzz.message(done, size)
        started = time.perf_counter()
        payload = slack.payload(message, WORDS, brief=fuzz.chance.random() < 0.2)
        spent["slack"] += time.perf_counter() - started
        started = time.perf_counter()
        composed = mail.compose(message, OPTIONS, WORDS)
        raw = composed.as_bytes(policy=email.policy.SMTP)
        spent["mail"] += time.perf_counter() - started
        faults.update(slack_faults(payload))
        faults.update(mail_faults(raw))
        if len(mailed) < MAILED:
            mailed.append(composed)
        done += size
        messages += 1
    faults.update(by_server(mailed))
    each = {name: f"{1000 * seconds / messages:.1f} ms a message" for name, seconds in spent.items()}
    kinds = ("slack", "mail", "html", "smtp")
    by_kind = {kind: sum(number for name, number in faults.items() if name.startswith(kind)) for kind in kinds}
    print(json.dumps({"discrepancies": done, "messages": messages, "mailed": len(mailed), "faults": by_kind} | each))
    for name, number in faults.most_common():
        print(f"{number:6}  {name}")
    return sum(faults.values())


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
