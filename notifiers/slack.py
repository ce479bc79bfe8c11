"""`slack`: posts by an incoming webhook, or by a bot that also edits its messages and answers in their threads.

Limits (docs.slack.dev/reference/block-kit): 50 blocks a message, 3,000 characters a text, 150 a header; beyond about
13,000 characters in all, a message is cut without a word. Lengths count as Slack does, in UTF-16 units.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, SecretStr, model_validator

from checker.http import Http, HttpError, Response
from checker.model.alert import Kind, Message, Outcome
from checker.model.discrepancy import Change
from checker.texts import Said, said, say, told
from notifiers._options import WebAddress
from notifiers._templates import CUT, NEXT, Templates
from notifiers._words import escape_mrkdwn, one_line

BLOCKS, TEXT, HEADER, TOTAL = 50, 2_900, 150, 12_000
PREVIEW = 600  # of the text that notifications show
SEEN = 80  # of an answer that is not Slack's
SIDES = 4
TIGHTER = (1_200, 600, 300)  # what a side may take, from roomy to tight, until the whole message fits
_PASSING = frozenset(
    {"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable", "request_timeout"}
)
_GONE = frozenset({"message_not_found", "thread_not_found"})
_FIXED = frozenset({"cant_update_message", "edit_window_closed", "is_inactive"})  # it is there, but cannot be edited
_LOUD = frozenset({Change.WORSE, Change.REOPENED, Change.REMINDER})  # shown in the channel too, not only in the thread


class Options(BaseModel):
    """The keys of a Slack notifier: `url` of an incoming webhook, or `token` and `channel` of a bot.

    `later` is what becomes of later news of a disagreement: `edit` keeps the first message up to date, `reply`
    answers in its thread, `both` does both. `api` is where the methods are.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["slack"] = "slack"
    url: WebAddress | None = None
    token: SecretStr | None = None
    channel: str | None = None
    later: Literal["both", "edit", "reply"] = "both"
    api: str = "https://slack.com/api"

    @model_validator(mode="after")
    def _one_way(self) -> Options:
        if (self.url is None) == (self.token is None) or (self.token is None) != (self.channel is None):
            raise ValueError(said("config.slack"))
        return self


class Slack:
    """One channel."""

    pace = 1.0  # seconds between messages: Slack takes one a second

    def __init__(self, options: Options, http: Http, templates: Templates) -> None:
        self.options = options
        self.http = http
        self.templates = templates

    def send(self, message: Message) -> Outcome:
        """Post one message, or bring the one that it belongs to up to date."""
        try:
            if self.options.url is not None:
                return self._by_webhook(self.options.url.get_secret_value(), message)
            return self._by_bot(message)
        except HttpError as error:
            return Outcome(False, error.retryable, self._hidden(told(error)), error.retry_after)
        except _Refused as refused:
            return refused.outcome

    def _by_webhook(self, url: str, message: Message) -> Outcome:
        answer = self.http.post(url, content=_json(payload(message, self.templates)), headers=_HEADERS)
        text = answer.body.decode("utf-8", "replace")
        if answer.status < 300 and text.strip() == "ok":
            return Outcome(True)
        # what is no word of Slack's comes from what stands in between, and is shown where Slack's yes should be
        seen = clip(one_line(self._hidden(text)), SEEN, plain=True) if answer.status < 300 else ""
        raise _Refused(answer, _word(text), seen)

    def _by_bot(self, message: Message) -> Outcome:
        root = _Handle.of(message)
        edited = False
        if root is not None and not root.shared and self.options.later != "reply":
            try:
                self._call("chat.update", {"channel": root.channel, "ts": root.ts, **payload(message, self.templates)})
                edited = True
            except _Refused as refused:
                if refused.error in _GONE:
                    root = None
                elif refused.error not in _FIXED:
                    raise
        if root is not None and edited and self.options.later == "edit":
            return Outcome(True, handle=str(root))
        if root is not None:
            try:
                answer = self._call("chat.postMessage", self._reply(message, root, brief=edited))
                # Slack takes an answer to a thread that is gone, and posts it by itself
                if answer.get("message", {}).get("thread_ts", root.ts) == root.ts:
                    return Outcome(True, handle=str(root))
                return Outcome(True, handle=str(_Handle(answer["channel"], answer["ts"], shared=False)))
            except _Refused as refused:
                if refused.error not in _GONE:
                    raise
        answer = self._call("chat.postMessage", {"channel": self.options.channel, **self._body(message)})
        if message.kind is Kind.DIGEST:
            return Outcome(True)  # news of one disagreement do not belong under a digest of many
        return Outcome(True, handle=str(_Handle(answer["channel"], answer["ts"], shared=len(message.items) > 1)))

    def _reply(self, message: Message, root: _Handle, *, brief: bool) -> dict[str, Any]:
        loud = any(item.change in _LOUD for item in message.items)
        return {
            "channel": root.channel,
            "thread_ts": root.ts,
            "reply_broadcast": loud,
            **self._body(message, brief=brief),
        }

    def _body(self, message: Message, *, brief: bool = False) -> dict[str, Any]:
        told = {"event_type": "discrepa_message", "event_payload": {"key": message.key}}
        return {**payload(message, self.templates, brief=brief), "metadata": told}

    def _call(self, method: str, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """One call of the API. Raises _Refused where Slack says no, HttpError where it says nothing."""
        token = self.options.token.get_secret_value() if self.options.token else ""
        headers = {**_HEADERS, "Authorization": f"Bearer {token}"}
        answer = self.http.post(f"{self.options.api}/{method}", content=_json(arguments), headers=headers)
        try:
            told = json.loads(answer.body)
        except (ValueError, RecursionError):  # a million brackets, say
            told = None
        if answer.status >= 300 or not isinstance(told, dict) or told.get("ok") is not True:
            raise _Refused(answer, _word(str(told.get("error", ""))) if isinstance(told, dict) else "")
        if not (isinstance(told.get("ts"), str) and isinstance(told.get("channel"), str)):
            raise _Refused(answer, "no_ts")
        return told

    def _hidden(self, text: str) -> str:
        """The path of an incoming webhook is its secret."""
        if isinstance(text, Said):
            return said(text.key, **{name: self._hidden(str(value)) for name, value in text.params.items()})
        for part in self.options.url.get_secret_value().split("/")[3:] if self.options.url else ():
            text = text.replace(part, "…") if len(part) > 3 else text
        return text


class _Handle:
    """Where a message stands, as it is kept between messages: channel and time stamp; `shared` by several
    disagreements, so that none of them may edit it."""

    def __init__(self, channel: str, ts: str, *, shared: bool) -> None:
        self.channel = channel
        self.ts = ts
        self.shared = shared

    @classmethod
    def of(cls, message: Message) -> _Handle | None:
        """The message that this one goes on from."""
        if len(message.items) != 1 or message.kind is Kind.DIGEST:
            return None
        parts = message.parents.get(message.items[0].discrepancy, "").split("/")
        return cls(parts[0], parts[1], shared=len(parts) > 2) if len(parts) > 1 else None

    def __str__(self) -> str:
        return f"{self.channel}/{self.ts}" + ("/shared" if self.shared else "")


class _Refused(Exception):
    """Slack answered, and said no. `error` is its word for why, `seen` what came in the place of one."""

    def __init__(self, answer: Response, error: str, seen: str = "") -> None:
        super().__init__(error)
        passing = error in _PASSING or answer.status in (408, 429) or answer.status >= 500
        if answer.status < 300 and not error:
            passing = True  # an answer that is none, as of something that stands between
        self.error = error
        word = error or seen or str(answer.status)
        self.outcome = Outcome(False, passing, said("alerts.undelivered.slack", word=word), answer.retry_after)


_EMPTY_QUOTE = re.compile(r"^>\s*$\n?", re.MULTILINE)  # a line that quotes nothing
_HEADERS = {"Content-Type": "application/json; charset=utf-8"}


def _json(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data).encode()


def _word(text: str | bytes) -> str:
    """One of Slack's words for an error; whatever else came back is not repeated."""
    shown = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return shown if re.fullmatch(r"[a-z_]{2,60}", shown) else ""


def payload(message: Message, templates: Templates, *, brief: bool = False) -> dict[str, Any]:
    """The JSON of a message: blocks, and the text that notifications preview. `brief`: without the words of the
    quotes, only where they stand, as in a digest."""
    short = brief or message.kind is Kind.DIGEST
    text = templates.render("slack.mrkdwn", message.lang, message=message, brief=short)
    head, *items, foot = text.split(NEXT)
    preview, _, intro = head.partition(CUT)
    made: dict[str, Any] = {}
    for room in TIGHTER:
        blocks, left = _blocks(message, intro.strip(), [item.split(CUT) for item in items], foot.strip(), room)
        made = {
            "text": clip(" ".join(preview.split()), PREVIEW),
            "blocks": blocks,
            "unfurl_links": False,
            "unfurl_media": False,
        }
        if not left:
            break
    return made


def _blocks(
    message: Message, intro: str, items: list[list[str]], foot: str, room: int
) -> tuple[list[dict[str, Any]], int]:
    """The blocks with `room` for each side, and how many items found no place."""
    blocks = [_section(intro)] if intro else []
    last = [{"type": "context", "elements": [_mrkdwn(clip(foot or "·", 1_000))]}]
    used = size(json.dumps(blocks + last, ensure_ascii=False)) + PREVIEW
    for number, pieces in enumerate(items):
        more = _item(pieces, room)
        needs = size(json.dumps(more, ensure_ascii=False))
        if len(blocks) + len(more) > BLOCKS - 2 or used + needs > TOTAL - 600:
            rest = len(items) - number
            titles = "; ".join(item.title for item in message.items[number:])
            told = say("alerts.more_items", message.lang, count=rest, titles=titles)
            return [*blocks, _section(clip(escape_mrkdwn(told), 500)), *last], rest
        blocks += more
        used += needs
    return blocks + last, 0


def _item(pieces: list[str], room: int) -> list[dict[str, Any]]:
    title, *texts = (piece.strip() for piece in pieces)
    for mark, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        title = title.replace(mark, sign)  # a header is plain text
    header = {"type": "plain_text", "text": clip(" ".join(title.split()) or "·", HEADER, plain=True), "emoji": False}
    blocks: list[dict[str, Any]] = [{"type": "header", "text": header}]
    blocks += [_section(clip(_EMPTY_QUOTE.sub("", text), room)) for text in texts[: SIDES + 2] if text]
    return [*blocks, {"type": "divider"}]


def _section(text: str) -> dict[str, Any]:
    return {"type": "section", "text": _mrkdwn(clip(text, TEXT))}


def _mrkdwn(text: str) -> dict[str, Any]:
    # verbatim: an address or a channel's name within an article is no link
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def size(text: str) -> int:
    """The length of a text as Slack counts it: in UTF-16 units, an emoji is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clip(text: str, most: int, *, plain: bool = False) -> str:
    """Text cut to a size in Slack's units; in markup (not `plain`), never within an entity or a link."""
    if size(text) <= most:
        return text
    cut = text.encode("utf-16-le", "surrogatepass")[: 2 * (most - 1)].decode("utf-16-le", "ignore")
    for opening, closing in (("<", ">"), ("&", ";")) if not plain else ():
        if cut.rfind(opening) > cut.rfind(closing):
            cut = cut[: cut.rfind(opening)]
    return (cut if plain else _EMPTY_QUOTE.sub("", cut).rstrip()) + "…"


def preview(message: Message, templates: Templates) -> str:
    """Block Kit JSON, as the Block Kit Builder takes it."""
    return json.dumps(payload(message, templates), indent=2, ensure_ascii=False)


def build(name: str, options: Options, http: Http, templates: Templates) -> Slack:
    """A Slack channel."""
    del name
    return Slack(options, http, templates)
