"""Every notifier against real servers that are slow, broken or hostile; and nothing secret in any answer or log."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import SecretStr, ValidationError
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

import notifiers
from checker.http import Http
from checker.model.alert import Message, Outcome
from notifiers._templates import Templates
from tests.notifiers.conftest import OTHERS, OVER_HTTP, SECRET, huge

HOSTILE = st.text(st.characters(), max_size=1500) | st.sampled_from(
    [
        "الجيش \u202eأعلن ١٢٠٠٠",
        "朝鮮兵士約一万一千人" * 40,
        "👩‍👩‍👧‍👦" * 200,
        "\ud800 half",
        "\x1b[2J\x07\x00",
        "<!channel> </style><script>",
    ]
)


def _logged(caplog: pytest.LogCaptureFixture) -> str:
    """What was logged, but for the test server's own lines."""
    return "\n".join(record.getMessage() for record in caplog.records if record.name != "werkzeug")


def test_every_kind_is_held_to_the_contract() -> None:
    assert {name.split()[0] for name in OVER_HTTP} | OTHERS == set(notifiers.kinds())


@pytest.mark.parametrize("first", ["import checker.cli", "import notifiers; notifiers.kinds()"])
def test_heavy_libraries_wait_until_they_are_needed(first: str) -> None:
    heavy = ["apprise", "jinja2", "resvg_py", "slack_sdk", "spacy"]
    code = f"{first}; import sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("kind", sorted(notifiers.kinds()))
def test_what_opens_a_door_is_kept_secret(kind: str) -> None:
    fields = notifiers.kinds()[kind].Options.model_fields
    for name in fields.keys() & {"url", "token", "secret", "password", "key"}:
        assert SecretStr.__name__ in str(fields[name].annotation)


@pytest.mark.parametrize("name", OVER_HTTP)
@pytest.mark.parametrize(
    ("status", "retryable"), [(400, False), (403, False), (404, False), (429, True), (500, True), (503, True)]
)
def test_answers_are_told_apart(
    httpserver: HTTPServer, message: Message, name: str, status: int, retryable: bool, caplog: pytest.LogCaptureFixture
) -> None:
    for path in (f"/{SECRET}", "/chat.postMessage"):
        httpserver.expect_request(path).respond_with_data(SECRET, status=status, headers={"Retry-After": "7"})
    with caplog.at_level(logging.DEBUG):
        outcome = OVER_HTTP[name](httpserver.url_for("")).send(message)
    assert (outcome.ok, outcome.retryable) == (False, retryable)
    assert outcome.retry_after == (None if name == "apprise" else 7.0)
    assert str(status) in outcome.error
    assert SECRET not in outcome.error + _logged(caplog)


@pytest.mark.parametrize("name", OVER_HTTP)
def test_a_silent_or_absent_server_may_come_back(
    httpserver: HTTPServer, message: Message, name: str, capfd: pytest.CaptureFixture[str]
) -> None:
    def slow(_: Request) -> Response:
        time.sleep(1.2)
        return Response("late")

    for path in (f"/{SECRET}", "/chat.postMessage"):
        httpserver.expect_request(path).respond_with_handler(slow)
    for url in (httpserver.url_for(""), "http://127.0.0.1:9"):
        outcome = OVER_HTTP[name](url).send(message)
        assert (outcome.ok, outcome.retryable) == (False, True)
        assert SECRET not in outcome.error
    assert SECRET not in "".join(capfd.readouterr())


@pytest.mark.parametrize("name", OVER_HTTP)
def test_broken_tls_is_an_answer(
    httpserver: HTTPServer, message: Message, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        outcome = OVER_HTTP[name](httpserver.url_for("").replace("http://", "https://")).send(message)
    assert not outcome.ok
    assert outcome.error
    assert SECRET not in outcome.error + _logged(caplog)


@pytest.mark.parametrize("name", [name for name in OVER_HTTP if name != "apprise"])
def test_the_idempotency_key_goes_along_and_stays_the_same(httpserver: HTTPServer, message: Message, name: str) -> None:
    seen: list[str] = []

    def take(request: Request) -> Response:
        seen.append(request.headers.get("Idempotency-Key", "") + request.get_data(as_text=True))
        hook = name == "slack webhook"
        return Response("ok" if hook else json.dumps({"ok": True, "channel": "C1", "ts": "1.2"}))

    for path in (f"/{SECRET}", "/chat.postMessage"):
        httpserver.expect_request(path).respond_with_handler(take)
    channel = OVER_HTTP[name](httpserver.url_for(""))
    assert channel.send(message).ok
    assert channel.send(message).ok
    if name != "slack webhook":  # an incoming webhook takes blocks and text, and no key
        assert [message.key in one for one in seen] == [True, True]
    assert len(set(seen)) == 1


@pytest.mark.parametrize("kind", sorted(notifiers.kinds()))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=HOSTILE, sentence=HOSTILE, count=st.integers(1, 9))
def test_whatever_stands_in_an_article_can_be_sent(
    message: Message, kind: str, title: str, sentence: str, count: int
) -> None:
    shown = notifiers.kinds()[kind].preview(huge(message, title, sentence, count), Templates())
    assert shown.encode("utf-8")
    assert not set(shown) & set("\x1b\x07\x00\x1e\x1d\u202e")


@pytest.mark.parametrize("kind", sorted(notifiers.kinds()))
@pytest.mark.parametrize("given", [{"extra": 1}, {"url": "nonsense"}, {"url": ""}])
def test_options_that_make_no_sense_are_refused(kind: str, given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        notifiers.kinds()[kind].Options.model_validate(given)


def test_the_console_strips_what_a_terminal_would_obey(message: Message, capsys: pytest.CaptureFixture[str]) -> None:
    console = notifiers.kinds()["console"]
    built = console.build("out", console.Options(), Http(), Templates())
    assert built.send(huge(message, "\x1b[2Jclear\x07", "text", 1)) == Outcome(True)
    shown = capsys.readouterr().out
    assert "\x1b" not in shown
    assert "clear" in shown
