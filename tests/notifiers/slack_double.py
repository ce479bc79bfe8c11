"""A workspace that answers over HTTP as Slack's API and incoming webhooks do, and holds messages to Slack's limits."""

from __future__ import annotations

import json
from typing import Any

from pytest_httpserver import HTTPServer
from slack_sdk.models.blocks import Block
from werkzeug import Request, Response

TOKEN = "xoxb-t0ps3cret"
HOOK = "/services/T1/B1/t0ps3cret"


class Workspace:
    """Channels with their messages. `next_error` is answered once, `limited` answers 429 as often."""

    def __init__(self, server: HTTPServer) -> None:
        self.channel = "C0123"
        self.messages: dict[str, dict[str, Any]] = {}
        self.calls: list[str] = []
        self.next_error = ""
        self.limited = 0
        self.frozen: set[str] = set()
        for method in ("chat.postMessage", "chat.update"):
            server.expect_request(f"/api/{method}", method="POST").respond_with_handler(self._api)
        server.expect_request(HOOK, method="POST").respond_with_handler(self._hook)
        self.api = server.url_for("/api")
        self.hook = server.url_for(HOOK)

    @property
    def roots(self) -> list[dict[str, Any]]:
        return [one for one in self.messages.values() if "thread_ts" not in one]

    def replies(self, root: dict[str, Any]) -> list[dict[str, Any]]:
        return [one for one in self.messages.values() if one.get("thread_ts") == root["ts"]]

    def _api(self, request: Request) -> Response:
        method = request.path.rsplit("/", 1)[-1]
        self.calls.append(method)
        if self.limited:
            self.limited -= 1
            return Response('{"ok":false,"error":"ratelimited"}', status=429, headers={"Retry-After": "30"})
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return self._no("invalid_auth")
        if self.next_error:
            error, self.next_error = self.next_error, ""
            return self._no(error)
        body = json.loads(request.get_data())
        if fault := fault_of(body):
            return self._no(fault)
        if method == "chat.update":
            return self._update(body)
        if body["channel"] not in (self.channel, "#desk"):
            return self._no("channel_not_found")
        ts = f"17000000{len(self.messages):02}.000100"
        kept = {**body, "channel": self.channel, "ts": ts}
        if body.get("thread_ts") not in self.messages:
            kept.pop("thread_ts", None)  # Slack posts an answer to nothing by itself
        self.messages[ts] = kept
        told = {"text": body["text"], **({"thread_ts": kept["thread_ts"]} if "thread_ts" in kept else {"ts": ts})}
        if "thread_ts" in body and "thread_ts" not in kept:
            told["thread_ts"] = ""
        return self._yes({"channel": self.channel, "ts": ts, "message": told})

    def _update(self, body: dict[str, Any]) -> Response:
        if body["ts"] not in self.messages:
            return self._no("message_not_found")
        if body["ts"] in self.frozen:
            return self._no("edit_window_closed")
        self.messages[body["ts"]] |= {"text": body["text"], "blocks": body["blocks"], "edited": True}
        return self._yes({"channel": self.channel, "ts": body["ts"], "text": body["text"]})

    def _hook(self, request: Request) -> Response:
        self.calls.append("webhook")
        if self.next_error:
            error, self.next_error = self.next_error, ""
            return Response(error, status=404 if error == "no_service" else 400)
        body = json.loads(request.get_data())
        if fault := fault_of(body):
            return Response(fault, status=400)
        self.messages[str(len(self.messages))] = body
        return Response("ok")

    @staticmethod
    def _yes(more: dict[str, Any]) -> Response:
        return Response(json.dumps({"ok": True, **more}), content_type="application/json")

    @staticmethod
    def _no(error: str) -> Response:
        return Response(json.dumps({"ok": False, "error": error}), content_type="application/json")


def fault_of(body: dict[str, Any]) -> str:
    """What Slack would refuse a message for, by the block models of its own library; empty where it takes it."""
    blocks = body.get("blocks", [])
    if not body.get("text") or len(body["text"]) > 40_000:
        return "no_text"
    if not 1 <= len(blocks) <= 50:
        return "invalid_blocks"
    for block in blocks:
        parsed = Block.parse(block)
        if parsed is None:
            return "invalid_blocks_format"
        parsed.validate_json()
    return ""
