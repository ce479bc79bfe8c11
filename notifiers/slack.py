"""`slack`: posts to an incoming webhook, as blocks within every limit of Slack's.

Limits (api.slack.com/reference/block-kit): 50 blocks a message, 3,000 characters a text, 150 a header; beyond
about 13,000 characters in all, a message is refused without a word.
"""

from __future__ import annotations

import json
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SecretStr

from checker.http import Http, HttpError
from checker.model.alert import Message, MessageItem, MessageQuote, Outcome
from notifiers._plain import marked

BLOCKS, TEXT, HEADER, TOTAL = 50, 2_900, 150, 12_000
_ICONS = {
    "low": ":white_circle:",
    "medium": ":large_yellow_circle:",
    "high": ":large_orange_circle:",
    "critical": ":red_circle:",
}


class Options(BaseModel):
    """The keys of a Slack notifier."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["slack"] = "slack"
    url: SecretStr


class Slack:
    """One incoming webhook."""

    pace = 1.0  # seconds between messages: Slack takes one a second

    def __init__(self, options: Options, http: Http) -> None:
        self.options = options
        self.http = http

    def send(self, message: Message) -> Outcome:
        """Post one message."""
        content = json.dumps(payload(message)).encode()
        try:
            answer = self.http.post(
                self.options.url.get_secret_value(), content=content, headers={"Content-Type": "application/json"}
            )
        except HttpError as error:
            return Outcome(False, error.retryable, _hidden(str(error), self.options), error.retry_after)
        if answer.status < 300:
            return Outcome(True)
        retryable = answer.status == 429 or answer.status >= 500
        return Outcome(False, retryable, f"Slack answered {answer.status}", answer.retry_after)


def _hidden(text: str, options: Options) -> str:
    """The path of an incoming webhook is its secret."""
    for part in options.url.get_secret_value().split("/")[3:]:
        text = text.replace(part, "…") if len(part) > 3 else text
    return text


def payload(message: Message) -> dict[str, Any]:
    """The JSON of a message: blocks, and the text that notifications preview."""
    blocks: list[dict[str, Any]] = []
    if len(message.items) > 1 or message.test:
        blocks.append(_section(escape(message.intro)))
    left = TOTAL
    for number, item in enumerate(message.items):
        parts = _item_blocks(item)
        size = len(json.dumps(parts))
        if len(blocks) + len(parts) > BLOCKS - 2 or size > left:
            blocks.append(_section(escape(f"+{len(message.items) - number}: {message.subject}")[:TEXT]))
            break
        blocks += parts
        left -= size
    blocks.append({"type": "context", "elements": [{"type": "mrkdwn", "text": clip(escape(message.footer), TEXT)}]})
    preview = f"{message.subject}"
    if message.items:
        preview += " — " + " | ".join(f"{side.value}: {side.who}" for side in message.items[0].sides[:2])
    return {"text": clip(escape(preview), TEXT), "blocks": blocks, "unfurl_links": False, "unfurl_media": False}


def _item_blocks(item: MessageItem) -> list[dict[str, Any]]:
    header = clip(f"{item.change_label}: {item.title}", HEADER)
    facts = " · ".join(part for part in (item.severity_label, item.verdict_label, item.gap, item.topic) if part)
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": header, "emoji": False}},
        _section(f"{_ICONS.get(item.severity, '')} *{escape(facts)}*\n{escape(item.reason)}"),
    ]
    for side in item.sides[:4]:
        lines = [f"*{escape(side.value)}* — {escape(side.who)}"]
        lines += [_quote(quote) for quote in side.quotes[:3]]
        blocks.append(_section("\n".join(lines), cut=900))
    blocks.append({"type": "divider"})
    return blocks


def _quote(quote: MessageQuote) -> str:
    where = " · ".join(escape(part) for part in (quote.outlet, quote.published) if part)
    if quote.link:
        address = quote.link.replace("|", "%7C").replace(">", "%3E").replace("<", "%3C")
        where = f"<{address}|{where or 'link'}>" if len(address) < 500 else where
    return f"> {clip(escape(marked(quote.sentence, quote.text)), 320)}\n> {where}"


def _section(text: str, cut: int = TEXT) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": clip(text, cut)}}


def escape(text: str) -> str:
    """Text as mrkdwn shows it: no tag, no mention, no link of an article's own making."""
    clean = "".join(char for char in text if char >= " " or char == "\n")
    return clean.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def clip(text: str, size: int) -> str:
    """Text cut to a size, never within an entity or a link."""
    if len(text) <= size:
        return text
    cut = text[: size - 1]
    for opening, closing in (("<", ">"), ("&", ";")):
        if cut.rfind(opening) > cut.rfind(closing):
            cut = cut[: cut.rfind(opening)]
    return cut + "…"


def build(name: str, options: Options, http: Http) -> Slack:
    """A Slack channel."""
    del name
    return Slack(options, http)
