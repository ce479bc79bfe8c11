"""Slack: within every limit, nothing obeyed that an article says, one thread for one disagreement."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pytest_httpserver import HTTPServer

from checker.alerting.sample import sample_digest
from checker.model.alert import Kind, Message, Outcome
from checker.model.discrepancy import Change
from notifiers import slack
from notifiers._templates import Templates
from tests.notifiers.conftest import NOW, build, huge
from tests.notifiers.slack_double import HOOK, TOKEN, Workspace, fault_of

TEXT = st.text(max_size=4000)
WORDS = Templates()


@pytest.fixture
def workspace(httpserver: HTTPServer) -> Workspace:
    return Workspace(httpserver)


def _bot(workspace: Workspace, **more: Any) -> Any:
    return build("slack", {"token": TOKEN, "channel": "#desk", "api": workspace.api, **more})


def _later(message: Message, outcome: Outcome, change: Change, key: str = "later") -> Message:
    """News of the same disagreement, as the store hands it out: with the handle of what came before."""
    item = replace(message.items[0], change=change.value)
    parents = {item.discrepancy: outcome.handle} if outcome.handle else {}
    return replace(message, key=key, items=(item,), parents=parents, kind=Kind.ALERT, test=False)


def _texts(node: Any) -> Iterator[tuple[str, str]]:
    if isinstance(node, dict):
        if isinstance(node.get("text"), str):
            yield str(node.get("type")), node["text"]
        for value in node.values():
            yield from _texts(value)
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value)


# --- limits and markup ---


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, sentence=TEXT, count=st.integers(1, 12))
def test_slack_never_gets_more_than_it_takes(message: Message, title: str, sentence: str, count: int) -> None:
    made = slack.payload(huge(message, title, sentence, count), WORDS)
    assert fault_of(made) == ""
    for kind, text in _texts(made["blocks"]):
        assert slack.size(text) <= (150 if kind == "plain_text" else 3000)
    assert slack.size(json.dumps(made, ensure_ascii=False)) <= 13_000


def test_every_disagreement_is_at_least_named(message: Message) -> None:
    made = slack.payload(huge(message, "título", "palabra " * 500, 12), WORDS)
    shown = json.dumps(made["blocks"], ensure_ascii=False)
    headers = sum(block["type"] == "header" for block in made["blocks"])
    assert 0 < headers < 12
    assert f"y {12 - headers} más: título; título" in shown


def test_markup_of_an_article_is_shown_not_obeyed(message: Message) -> None:
    made = slack.payload(huge(message, "<!channel> & <https://evil.example|click>", "<@U1> *x*", 1), WORDS)
    shown = "".join(text for kind, text in _texts(made["blocks"]) if kind == "mrkdwn")
    assert "<!channel>" not in shown
    assert "<@U1>" not in shown
    assert "&lt;!channel&gt; &amp;" in shown
    assert {link.split("|")[0] for link in re.findall(r"<([^>]*)>", shown)} <= {
        "https://x.example/%3C!channel%3E"
    } or not re.findall(r"<([^>]*)>", shown)
    header = next(text for kind, text in _texts(made["blocks"]) if kind == "plain_text")
    assert "<!channel> & <https" in header, "a header is plain text and shows what is there"


def test_quotes_lead_to_their_article(message: Message) -> None:
    item = message.items[0]
    quote = replace(item.sides[0].quotes[0], link="https://x.example/a?b=1&c=|>")
    side = replace(item.sides[0], quotes=(quote,))
    made = slack.payload(replace(message, items=(replace(item, sides=(side,)),)), WORDS)
    assert "> <https://x.example/a?b=1&amp;c=%7C%3E|El Faro de Levante · 29 de noviembre de 2024>" in str(made)


def test_the_preview_of_a_notification_shows_both_sides(message: Message) -> None:
    text = slack.payload(message, WORDS)["text"]
    assert "unos 11.000: Kiev (El Faro de Levante) | 3.000: Seúl (Correo de la Ría)" in text


@pytest.mark.parametrize(
    ("text", "most", "plain", "cut"),
    [
        ("abc", 3, False, "abc"),
        ("abcd", 3, False, "ab…"),
        ("ab&amp;cd", 6, False, "ab…"),
        ("ab&amp;cd", 6, True, "ab&am…"),
        ("a<https://x|y>", 9, False, "a…"),
        ("one\n> two", 6, False, "one…"),
        ("😀😀😀", 4, False, "😀…"),
        ("😀😀", 4, False, "😀😀"),
    ],
)
def test_a_text_is_cut_between_characters_and_outside_of_markup(text: str, most: int, plain: bool, cut: str) -> None:
    assert slack.clip(text, most, plain=plain) == cut


def test_a_digest_is_short_and_leads_to_the_quotes() -> None:
    digest = sample_digest("s", "es", NOW)
    quote = replace(digest.items[0].sides[0].quotes[0], link="https://x.example/a")
    side = replace(digest.items[0].sides[0], quotes=(quote, replace(quote, outlet="Otro", link=None)))
    made = str(
        slack.payload(replace(digest, items=(replace(digest.items[0], sides=(side,)), *digest.items[1:])), WORDS)
    )
    assert (
        "*unos 11.000* — Kiev (El Faro de Levante)\\n<https://x.example/a|El Faro de Levante · 29 de noviembre de 2024>'"
        in made
    )
    assert "Según Kiev, hay" not in made
    assert "_Se contó antes: un 80 % más · la gravedad era media_" in made


def test_a_digest_of_nothing_says_so() -> None:
    made = slack.payload(replace(sample_digest("s", "es", NOW), items=(), intro="Nada ha cambiado."), WORDS)
    assert fault_of(made) == ""
    assert "Nada ha cambiado." in str(made["blocks"][0])


# --- the webhook ---


def test_a_webhook_takes_it(workspace: Workspace, message: Message) -> None:
    assert build("slack", {"url": workspace.hook}).send(message) == Outcome(True)
    assert "unos 11.000" in str(workspace.messages)


@pytest.mark.parametrize("error", ["no_service", "invalid_payload", "channel_is_archived"])
def test_a_webhook_that_is_refused_says_slacks_word(workspace: Workspace, message: Message, error: str) -> None:
    workspace.next_error = error
    outcome = build("slack", {"url": workspace.hook}).send(message)
    assert (outcome.ok, outcome.retryable) == (False, False)
    assert error in outcome.error
    assert HOOK.rsplit("/", 1)[1] not in outcome.error


@pytest.mark.parametrize(
    ("body", "told", "retryable"),
    [
        ("invalid_payload", "invalid_payload", False),
        ("internal_error", "internal_error", True),
        ("<html>\n<title>Please log in to the Wi-Fi</title>" + "x" * 5000, "Please log in", True),
        (f"you asked for {HOOK}", "you asked for", True),
        ("", "200", True),
    ],
)
def test_only_ok_is_a_webhooks_yes(
    httpserver: HTTPServer, message: Message, body: str, told: str, retryable: bool
) -> None:
    httpserver.expect_request(HOOK).respond_with_data(body)
    outcome = build("slack", {"url": httpserver.url_for(HOOK)}).send(message)
    assert (outcome.ok, outcome.retryable) == (False, retryable)
    assert told in outcome.error
    assert len(outcome.error) < 200
    assert HOOK.rsplit("/", 1)[1] not in outcome.error


# --- the bot ---


def test_one_disagreement_is_one_thread_over_a_restart(workspace: Workspace, message: Message) -> None:
    first = _bot(workspace).send(message)
    assert first == Outcome(True, handle=f"C0123/{workspace.roots[0]['ts']}")
    worse = _later(message, first, Change.WORSE)
    second = _bot(workspace).send(worse)  # another process: all it knows is the handle
    assert second == first
    (root,) = workspace.roots
    assert root["edited"]
    (reply,) = workspace.replies(root)
    assert reply["reply_broadcast"] is True, "that it grew is shown in the channel too"
    assert reply["metadata"]["event_payload"] == {"key": "later"}
    assert "unos 11.000 soldados" not in str(reply["blocks"]), "the quotes stand above"
    third = _bot(workspace).send(_later(message, second, Change.RESOLVED, "last"))
    assert third == first
    assert [one["reply_broadcast"] for one in workspace.replies(root)] == [True, False]


@pytest.mark.parametrize(
    ("later", "calls", "replies"),
    [
        ("both", ["chat.update", "chat.postMessage"], 1),
        ("edit", ["chat.update"], 0),
        ("reply", ["chat.postMessage"], 1),
    ],
)
def test_what_becomes_of_later_news_can_be_chosen(
    workspace: Workspace, message: Message, later: str, calls: list[str], replies: int
) -> None:
    bot = _bot(workspace, later=later)
    first = bot.send(message)
    workspace.calls.clear()
    assert bot.send(_later(message, first, Change.EASED)).ok
    assert workspace.calls == calls
    assert len(workspace.replies(workspace.roots[0])) == replies


def test_a_message_of_several_is_answered_but_not_overwritten(workspace: Workspace, message: Message) -> None:
    bot = _bot(workspace)
    item = message.items[0]
    first = bot.send(replace(message, items=(item, replace(item, discrepancy="other"))))
    assert bot.send(_later(message, first, Change.WORSE)) == first
    (root,) = workspace.roots
    assert "edited" not in root
    assert "unos 11.000 soldados" in str(workspace.replies(root)[0]["blocks"])


def test_a_digest_starts_no_thread(workspace: Workspace) -> None:
    assert _bot(workspace).send(sample_digest("s", "es", NOW)) == Outcome(True)
    assert len(workspace.roots) == 1


def test_a_message_that_somebody_deleted_is_posted_anew(workspace: Workspace, message: Message) -> None:
    bot = _bot(workspace)
    first = bot.send(message)
    workspace.messages.clear()
    second = bot.send(_later(message, first, Change.WORSE))
    assert second.ok
    assert [one["ts"] for one in workspace.roots] == [str(second.handle).split("/")[1]]


def test_an_answer_to_a_deleted_message_is_the_new_beginning(workspace: Workspace, message: Message) -> None:
    bot = _bot(workspace, later="reply")
    first = bot.send(message)
    second = bot.send(_later(message, replace(first, handle="C0123/1.1"), Change.WORSE))
    assert second.ok
    assert second.handle == f"C0123/{workspace.roots[-1]['ts']}"


def test_what_can_no_longer_be_edited_is_answered_in_full(workspace: Workspace, message: Message) -> None:
    bot = _bot(workspace)
    first = bot.send(message)
    workspace.frozen = set(workspace.messages)
    assert bot.send(_later(message, first, Change.WORSE)) == first
    assert "unos 11.000 soldados" in str(workspace.replies(workspace.roots[0])[0]["blocks"])


def test_the_limit_of_calls_is_heeded(workspace: Workspace, message: Message) -> None:
    workspace.limited = 1
    assert _bot(workspace).send(message) == Outcome(
        False, True, "Slack answered ratelimited; see docs/how-to/slack.md", retry_after=30.0
    )
    assert _bot(workspace).send(message).ok


@pytest.mark.parametrize(
    ("error", "retryable"),
    [("channel_not_found", False), ("not_in_channel", False), ("msg_too_long", False), ("internal_error", True)],
)
def test_slacks_errors_are_told_apart(workspace: Workspace, message: Message, error: str, retryable: bool) -> None:
    workspace.next_error = error
    outcome = _bot(workspace).send(message)
    assert (outcome.ok, outcome.retryable) == (False, retryable)
    assert error in outcome.error


def test_a_wrong_token_is_told_without_it(workspace: Workspace, message: Message) -> None:
    outcome = _bot(workspace, token="xoxb-another").send(message)
    assert (outcome.ok, outcome.retryable) == (False, False)
    assert "invalid_auth" in outcome.error
    assert "xoxb" not in outcome.error


def test_a_page_in_between_is_no_answer(httpserver: HTTPServer, message: Message) -> None:
    httpserver.expect_request("/chat.postMessage").respond_with_data("<html>Please log in to the Wi-Fi</html>")
    outcome = build("slack", {"token": TOKEN, "channel": "C1", "api": httpserver.url_for("").rstrip("/")}).send(message)
    assert (outcome.ok, outcome.retryable) == (False, True)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"url": "https://x.example/", "token": "t"},
        {"token": "t"},
        {"channel": "C1"},
        {"token": "t", "channel": "C1", "later": "never"},
    ],
)
def test_a_channel_is_a_webhook_or_a_bot(given: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        slack.Options.model_validate(given)
