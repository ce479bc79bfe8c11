"""A small part of benchmarks/rendering.py, and that its judges see what is wrong."""

from __future__ import annotations

import importlib.util
import sys
from email.message import EmailMessage
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

BENCHMARK = Path(__file__).parent.parent.parent / "benchmarks/rendering.py"


@pytest.fixture(scope="module")
def rendering() -> ModuleType:
    spec = importlib.util.spec_from_file_location("rendering", BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_hostile_disagreements_break_nothing(
    rendering: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["rendering", "120", "7"])
    assert rendering.main() == 0, capsys.readouterr().out


def _section(text: str, **more: Any) -> dict[str, Any]:
    return {"text": "x", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": text}}], **more}


@pytest.mark.parametrize(
    ("payload", "fault"),
    [
        (_section("a" * 3001), "slack: "),
        (_section("😀" * 1501), "slack: length of a mrkdwn"),
        (_section("<!channel>"), "slack: markup"),
        (_section("a & b"), "slack: markup"),
        (_section("<https://x.example|a"), "slack: markup"),
        (_section("a\x07"), "slack: control character"),
        (_section("a", blocks=[]), "slack: number of blocks"),
        (_section("a", blocks=_section("a")["blocks"] * 51), "slack: number of blocks"),
        (_section("a", blocks=_section("a" * 2900)["blocks"] * 5), "slack: longer than what is shown"),
        (_section("a", blocks=[{"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}]), "slack: "),
        (_section("a", blocks=[{"type": "none"}]), "slack: not a block"),
    ],
)
def test_the_judge_of_slack_sees(rendering: ModuleType, payload: dict[str, Any], fault: str) -> None:
    assert any(one.startswith(fault) for one in rendering.slack_faults(payload))


def test_the_judge_of_slack_lets_good_blocks_pass(rendering: ModuleType) -> None:
    assert list(rendering.slack_faults(_section("*a* &amp; <https://x.example/?a=1&amp;b=2|b>\n> c"))) == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<p><script>x</script></p>", "html: markup"),
        ("<p onclick=x>a</p>", "html: markup"),
        ("<p><b>a</p></b>", "html: not nested"),
        ("<p>a", "html: left open"),
        ("<a href='javascript:x'>a</a>", "html: address"),
        ("<p style='background:url(x)'>a</p>", "html: style"),
        ("<p><!-- a --></p>", "html: comment"),
    ],
)
def test_the_judge_of_pages_sees(rendering: ModuleType, page: str, fault: str) -> None:
    assert fault in list(rendering.page_faults(page))


def test_the_judge_of_mail_sees(rendering: ModuleType) -> None:
    mail = EmailMessage()
    mail["To"] = "other@example.org"
    mail["Bcc"] = "evil@example.org"
    mail.set_content("a\x07")
    mail.add_alternative("<p>a</p>", subtype="html")
    assert set(rendering.mail_faults(mail.as_bytes())) == {
        "mail: header bcc",
        "mail: recipient",
        "mail: control character",
    }
    cut = (
        b"To: a@example.org\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\na"
        + b"b" * 999
    )
    assert {"mail: defect", "mail: line longer than 998", "mail: no body"} <= set(rendering.mail_faults(cut))
