"""The webhook: signed when sent, and of the shape that the documentation promises."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checker.alerting.sample import samples
from checker.model.alert import Kind, Message
from checker.model.discrepancy import Change
from checker.model.verdict import Severity, Verdict
from notifiers import webhook
from notifiers._templates import Templates
from tests.notifiers.conftest import NOW, OVER_HTTP, SECRET

ROOT = Path(__file__).parent.parent.parent
SCHEMA = json.loads((ROOT / "docs/reference/webhook.schema.json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/how-to/webhook.md").read_text(encoding="utf-8")


def _request(httpserver: HTTPServer, message: Message) -> Request:
    seen: list[Request] = []
    httpserver.expect_request(f"/{SECRET}").respond_with_handler(lambda request: seen.append(request) or Response("ok"))
    assert OVER_HTTP["webhook"](httpserver.url_for("")).send(message).ok
    return seen[0]


def _verify() -> Any:
    """The function that the documentation tells people to write."""
    (code,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    return names["verify"]


def test_it_is_signed_and_carries_its_key(httpserver: HTTPServer, message: Message) -> None:
    request = _request(httpserver, message)
    header = request.headers["X-Discrepa-Signature"]
    at = int(header.split(",")[0].removeprefix("t="))
    assert header == webhook.sign(request.data, SECRET, at)
    assert abs(at - time.time()) < 60, "signed when sent, so that a late retry is no replay"
    assert request.headers["Idempotency-Key"] == message.key
    body = json.loads(request.data)
    assert (body["version"], body["discrepancies"][0]["verdict"]) == (1, "dispute")


def test_the_documented_check_takes_it_and_nothing_else(httpserver: HTTPServer, message: Message) -> None:
    request = _request(httpserver, message)
    header, body = request.headers["X-Discrepa-Signature"], request.data
    verify, now = _verify(), time.time()
    assert verify(body, header, SECRET, now)
    assert not verify(body + b" ", header, SECRET, now), "another body"
    assert not verify(body, header, "another secret", now)
    assert not verify(body, header, SECRET, now + 301), "a replay"
    assert not verify(body, header.replace("t=", "t=1"), SECRET, now), "another time"
    assert not verify(body, "", SECRET, now)


@pytest.mark.parametrize("number", range(8))
def test_every_shape_of_message_is_as_the_schema_says(number: int) -> None:
    message = list(samples(NOW))[number]
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(json.dumps(webhook.body(message))))


def test_the_schema_knows_every_key(message: Message) -> None:
    body = webhook.body(message)
    assert set(SCHEMA["properties"]) == set(body) == set(SCHEMA["required"])
    (one,) = body["discrepancies"]
    assert set(one) <= set(SCHEMA["$defs"]["discrepancy"]["properties"])


@pytest.mark.parametrize("broken", [{"version": 2}, {"key": 7}, {"discrepancies": [{}]}, {"extra": 1}])
def test_the_schema_refuses_what_is_none(message: Message, broken: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(SCHEMA).validate({**webhook.body(message), **broken})


def test_the_preview_is_the_body(message: Message) -> None:
    assert json.loads(webhook.preview(message, Templates())) == webhook.body(message)


def test_the_schema_knows_every_word_of_the_code() -> None:
    one = SCHEMA["$defs"]["discrepancy"]["properties"]
    assert set(one["change"]["enum"]) == {change.value for change in Change}
    assert set(one["verdict"]["enum"]) == {verdict.value for verdict in Verdict}
    assert set(one["severity"]["enum"]) == {severity.value for severity in Severity}
    assert set(SCHEMA["properties"]["kind"]["enum"]) == {kind.value for kind in Kind}
