"""Who sees that nothing was compared is told why."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from checker import pipeline
from checker.judging.unmet import apart
from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.store.base import Incoming
from checker.store.sqlite import SqliteStore
from checker.texts import tell
from tests.conftest import Say

NOW = datetime(2031, 5, 11, tzinfo=UTC)
NIGHT = "2031-05-10"
DEAD = "Según {who}, {count} personas murieron en {where}."


@pytest.mark.parametrize(
    ("where", "days", "key"),
    [
        (("aguas de Larache", "aguas de Marruecos"), (NIGHT, NIGHT), "unmet_place"),
        (("Larache", "Larache"), (None, None), "unmet_undated"),
        (("Larache", "Larache"), (NIGHT, "2033-05-10"), "other_time"),
        (("Larache", "Quito"), (NIGHT, NIGHT), "other_place"),
        (("Larache", "Larache"), (NIGHT, NIGHT), None),  # they meet: no reason to tell
    ],
)
def test_two_figures_that_never_met(
    say: Say, book: Rulebook, where: tuple[str, str], days: tuple[str | None, str | None], key: str | None
) -> None:
    told = [
        one
        for outlet, who, count, place, day in zip("AB", ("Rabat", "Madrid"), (9, 25), where, days, strict=True)
        for one in say(DEAD.format(who=who, count=count, where=place), outlet=outlet, on=day)
    ]
    assert len(told) == 2
    found = apart(told, book)
    assert [one.reason.key for one in found] == ([key] if key else [])
    assert all("{" not in tell(one.reason, "es") for one in found)


RABAT, MADRID = "Según Rabat, 9 personas murieron en {}.", "Según Madrid, 60 personas murieron en {}."


@pytest.mark.parametrize(
    ("one", "other", "verdict", "key"),
    [
        (RABAT.format("aguas de Larache"), MADRID.format("aguas de Marruecos"), "incomparable", "unmet_place"),
        ("Hubo 45 muertos en Lima.", "Hubo 30 muertos en Lima.", "contradiction", "unsure"),
        (RABAT.format("Larache"), MADRID.format("Larache"), "dispute", "dispute"),
    ],
)
def test_why_says_what_judging_made_of_two_stored_statements(
    tmp_path: Path, reader: Reader, book: Rulebook, one: str, other: str, verdict: str, key: str
) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        for name, text, day in (("a", one, NIGHT), ("b", other, "2031-05-11")):
            article = Article(text, id=name, outlet=name, published=TimeSpan.from_iso(day))
            store.save_poll("s", [Incoming(name, text, article, reader.read(article))], {}, NOW, baseline=False)
        pipeline.judge_dirty(store, book, NOW)
        a, b = sorted(store.statements(), key=lambda told: told.article)
        judgement = pipeline.judge_two(a, b, store, book)
        raised = bool(store.discrepancies())
    assert (judgement.verdict.value, judgement.reason.key, judgement.alert) == (verdict, key, raised)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Según Rabat, 9 personas murieron en Larache. Llovía. Según Madrid, 60 personas murieron en Larache.", None),
        (
            "Según Rabat, 9 personas murieron en Larache. " + "La carretera sigue cortada desde ayer. " * 40
            + "Según Madrid, 60 personas murieron en Larache.",
            "one_article",
        ),
    ],
)  # fmt: skip
def test_why_says_that_a_pair_is_held_back(
    tmp_path: Path, reader: Reader, book: Rulebook, text: str, held: str | None
) -> None:
    with SqliteStore(tmp_path / "s.db") as store:
        article = Article(text, id="a", outlet="a", published=TimeSpan.from_iso(NIGHT))
        store.save_poll("s", [Incoming("a", text, article, reader.read(article))], {}, NOW, baseline=False)
        pipeline.judge_dirty(store, book, NOW)
        judgement = pipeline.judge_two(*store.statements(), store, book)
        raised = bool(store.discrepancies())
    assert judgement.alert
    assert judgement.held_back == held
    assert raised == (held is None)
