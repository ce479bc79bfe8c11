"""Templates of users': one block at a time, faults with file and line, and never at the cost of an alert."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from checker.alerting.sample import samples
from checker.model.alert import Message
from checker.texts import fault_text
from notifiers._templates import SHIPPED, Templates
from tests.notifiers.conftest import NOW

SAMPLES = list(samples(NOW))


def _own(folder: Path, name: str, text: str) -> Templates:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return Templates(folder)


@pytest.mark.parametrize("message", SAMPLES, ids=lambda message: f"{message.kind}-{message.lang}-{len(message.items)}")
@pytest.mark.parametrize("name", ["text.txt", "mail.html", "slack.mrkdwn", "subject.txt"])
def test_the_shipped_ones_take_every_shape_of_message(name: str, message: Message) -> None:
    assert Templates().render(name, message.lang, message=message).strip()


def test_one_block_changes_and_the_rest_stays(tmp_path: Path, message: Message) -> None:
    words = _own(tmp_path, "text.txt", '{% extends "shipped/text.txt" %}{% block footer %}Mesa de datos{% endblock %}')
    assert words.problems(SAMPLES) == []
    shown = words.render("text.txt", "es", message=message)
    assert shown.endswith("Mesa de datos")
    assert "unos 11.000 — Kiev" in shown
    assert "discrepa discrepancies explain" not in shown


def test_what_was_there_can_be_kept(tmp_path: Path, message: Message) -> None:
    text = '{% extends "shipped/slack.mrkdwn" %}{% block footer %}{{ super() }} & <{{ message.route }}>{% endblock %}'
    shown = _own(tmp_path, "slack.mrkdwn", text).render("slack.mrkdwn", "es", message=replace(message, footer="a < b"))
    assert "a &lt; b" in shown, "escaped once, and not twice"


def test_a_part_shared_by_templates_is_a_file_with_an_underscore(tmp_path: Path, message: Message) -> None:
    _own(tmp_path, "_desk.txt", "Mesa\n")
    text = '{% extends "shipped/text.txt" %}{% block intro %}{% include "_desk.txt" %}{% endblock %}'
    words = _own(tmp_path, "text.txt", text)
    assert words.problems(SAMPLES) == []
    assert words.render("text.txt", "es", message=message).startswith("Mesa")


def test_the_lines_of_one_disagreement_can_be_changed(tmp_path: Path, message: Message) -> None:
    words = _own(tmp_path, "item.txt", '{% extends "shipped/item.txt" %}{% block reason %}{% endblock %}')
    assert message.items[0].reason not in words.render("text.txt", "es", message=message)


def test_values_of_articles_stay_harmless_in_a_users_template(tmp_path: Path, message: Message) -> None:
    words = _own(tmp_path, "mail.html", "<p>{{ message.subject }}</p>")
    assert words.render("mail.html", "es", message=replace(message, subject="<script>\x07")) == "<p>&lt;script&gt;</p>"


@pytest.mark.parametrize(
    ("name", "text", "line", "told"),
    [
        ("mail.html", "a\n{% block style %}\n{% endblok %}", 3, "endblok"),
        ("mail.html", "a\nb\n{{ message.subjet }}", 3, "subjet"),
        ("text.txt", "{{ mesage.subject }}", 1, "mesage"),
        ("text.txt", '{% extends "shipped/text.txt" %}\n{% block foter %}x{% endblock %}', 2, "did you mean 'footer'?"),
        ("text.txt", '{% extends "shiped/text.txt" %}', 1, "shiped/text.txt"),
        ("text.txt", "\n{{ message.items | nofilter }}", 2, "nofilter"),
        ("text.txt", "{{ message.__class__.__mro__ }}", 1, "unsafe"),
        ("text.txt", "{% for item in message.items %}\n\n{{ 1 // 0 }}{% endfor %}", 3, "division"),
        ("mial.html", "x", 0, "did you mean 'mail.html'?"),
    ],
)
def test_a_fault_has_file_line_and_remedy(tmp_path: Path, name: str, text: str, line: int, told: str) -> None:
    (problem,) = _own(tmp_path, name, text).problems(SAMPLES)
    assert (problem.file, problem.line) == (str(tmp_path / name), line)
    assert told in str(problem)
    assert problem.remedy


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    assert "no such folder" in str(Templates(tmp_path / "none").problems(SAMPLES)[0])


@pytest.mark.parametrize("text", ["{{ nothing }}", "{% block", "{{ message.items[99].title }}", "{{ 1 // 0 }}"])
def test_a_broken_template_costs_no_alert(tmp_path: Path, message: Message, text: str) -> None:
    words = _own(tmp_path, "text.txt", text)
    with capture_logs() as said:
        shown = words.render("text.txt", "es", message=message)
    assert shown == Templates().render("text.txt", "es", message=message)
    assert "the shipped one is used" in str(said)


def test_every_shipped_template_can_be_overridden_as_a_whole(tmp_path: Path) -> None:
    for file in SHIPPED.iterdir():
        (tmp_path / file.name).write_text(f'{{% extends "shipped/{file.name}" %}}', encoding="utf-8")
    assert Templates(tmp_path).problems(SAMPLES) == []


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "text.txt",
            '{% extends "shipped/text.txt" %}{% block foter %}x{% endblock %}',
            "la plantilla original no tiene ningún bloque foter; ¿querías decir 'footer'?",
        ),
        (
            "text.txt",
            "{{ nobody }}",
            "la plantilla falla: 'nobody' is undefined; véase docs/how-to/change-the-wording.md",
        ),
        ("tekst.txt", "x", "no es el nombre de ninguna plantilla; ¿querías decir 'text.txt'?"),
    ],
)
def test_a_fault_of_a_template_is_told_in_the_language_of_who_wrote_it(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    (problem,) = _own(tmp_path, name, text).problems(SAMPLES[:1])
    assert fault_text(problem, "es").endswith(told)
