"""What a list of mails and the preview of a notification show: the news, and both sides."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checker.alerting.render import item_of, message_of, topic_text
from checker.alerting.sample import sample_discrepancy, sample_edit
from checker.model.discrepancy import Change
from checker.rulebook.book import Rulebook
from checker.texts import spoken, texts

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
FIGURES = "unos 11.000 frente a 3.000"
TITLE = "Cifras de tropas que no cuadran"


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (Change.OPENED, f"[crítica] {TITLE}: {FIGURES}"),
        (Change.WORSE, f"[crítica] La distancia ha crecido · {TITLE}: {FIGURES}"),
        (Change.REOPENED, f"[crítica] Las fuentes vuelven a discrepar · {TITLE}: {FIGURES}"),
        (Change.RESOLVED, f"Las fuentes vuelven a coincidir · {TITLE}"),
    ],
)
def test_an_end_does_not_look_like_a_beginning(change: Change, subject: str) -> None:
    item = item_of(sample_discrepancy(), change, "es")
    assert message_of([item], key="k", notifier="n", lang="es", now=NOW).subject == subject


def test_an_edit_shows_both_figures_in_their_order() -> None:
    item = item_of(sample_edit(NOW), Change.CORRECTED, "en")
    assert message_of([item], key="k", notifier="n", lang="en", now=NOW).subject.endswith(": about 11,000 → 3,000")


def test_every_role_that_a_shipped_rule_names_has_a_name(book: Rulebook) -> None:
    roles = {role for rule in book.rules for role in rule.same} - {"when"}
    assert not [(role, lang) for role in roles for lang in spoken() if f"alerts.roles.{role}" not in texts(lang)]


def test_a_person_is_called_as_the_articles_write_it() -> None:
    topic = {"fact": "death", "person": "person:thomas-arribalzaga"}
    told = {"person:thomas-arribalzaga": "Tomás Arribalzaga"}
    assert topic_text(topic, "es", told) == "persona: Tomás Arribalzaga"
    assert topic_text(topic, "es") == "persona: Thomas Arribalzaga"  # nobody on hand who wrote it


def test_a_role_of_ones_own_goes_by_its_name() -> None:
    assert topic_text({"fact": "boats", "home_port": "place:vigo"}, "es") == "home port: Vigo"
