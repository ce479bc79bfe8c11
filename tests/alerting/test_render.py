"""What a list of mails and the preview of a notification show: the news, and both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from checker import world
from checker.alerting.render import item_of, message_of, topic_text
from checker.alerting.sample import sample_discrepancy, sample_edit
from checker.judging import judge
from checker.model.alert import MessageItem
from checker.model.article import Article
from checker.model.discrepancy import Change
from checker.model.quantity import Qualifier, Quantity
from checker.model.statement import Ref
from checker.model.timespan import TimeSpan
from checker.model.verdict import Gap
from checker.reading import Reader
from checker.rulebook.book import Rulebook
from checker.texts import spoken, texts

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
FIGURES = "unos 11.000 frente a 3.000"
TITLE = "Rusia · Cifras de tropas que no cuadran"


@pytest.mark.parametrize(
    ("change", "subject"),
    [
        (Change.OPENED, f"[crítica] {TITLE} — {FIGURES}"),
        (Change.WORSE, f"[crítica] La distancia ha crecido · {TITLE} — {FIGURES}"),
        (Change.REOPENED, f"[crítica] Las fuentes vuelven a discrepar · {TITLE} — {FIGURES}"),
        (Change.RESOLVED, f"Las fuentes vuelven a coincidir · {TITLE}"),
    ],
)
def test_an_end_does_not_look_like_a_beginning(change: Change, subject: str) -> None:
    item = item_of(sample_discrepancy(), change, "es")
    assert message_of([item], key="k", notifier="n", lang="es", now=NOW).subject == subject


def test_an_edit_shows_both_figures_in_their_order() -> None:
    item = item_of(sample_edit(NOW), Change.CORRECTED, "en")
    assert message_of([item], key="k", notifier="n", lang="en", now=NOW).subject.endswith(" — about 11,000 → 3,000")


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


def _judged(reader: Reader, book: Rulebook, *told: tuple[str, str, str]) -> MessageItem:
    """The one disagreement of articles as (outlet, day, text), ready to print in Spanish."""
    articles = [
        Article(text, id=f"{outlet}-{day}", outlet=outlet, published=TimeSpan.from_iso(day))
        for outlet, day, text in told
    ]
    found = judge([one for article in articles for one in reader.read(article).statements], book, harmless=False)
    (one,) = [one for one in found.discrepancies if one.held_back is None]
    return item_of(one, Change.OPENED, "es")


def test_several_speakers_take_no_verb_and_no_capital(reader: Reader, book: Rulebook) -> None:
    item = _judged(
        reader,
        book,
        ("A", "2031-05-10", "Los bomberos dijeron que hay 12 muertos en el incendio de Loja."),
        ("B", "2031-05-10", "La Cruz Roja Ecuatoriana cifró en 40 los muertos en el incendio de Loja."),
    )
    assert item.reason in (
        "Según los bomberos, 12; según la Cruz Roja Ecuatoriana, 40.",
        "Según la Cruz Roja Ecuatoriana, 40; según los bomberos, 12.",
    )
    assert {side.who for side in item.sides} == {"los bomberos (A)", "la Cruz Roja Ecuatoriana (B)"}


def test_an_english_article_is_told_with_the_names_of_the_reader_s_language(reader: Reader, book: Rulebook) -> None:
    item = _judged(
        reader,
        book,
        ("A", "2031-05-10", "The Rapid Support Forces said 12 children were killed in the strike on Nyala, Sudan."),
        ("B", "2031-05-10", "The United Nations said 40 children were killed in the strike on Nyala, Sudan."),
    )
    assert {side.who for side in item.sides} == {"las Fuerzas de Apoyo Rápido (A)", "la ONU (B)"}
    assert "quiénes: niños" in item.topic
    assert "children" not in item.topic


def test_a_side_holds_no_figure_of_another_thing(reader: Reader, book: Rulebook) -> None:
    """What nobody is credited with, and cannot mean the side's figure, is of another slide."""
    item = _judged(
        reader,
        book,
        (
            "A",
            "2031-05-10",
            "Los mineros aseguran que son 57 los muertos por el alud de Puno, casi el doble de los 29 que admite el Gobierno."
            "\n\nOtro alud mató el jueves a tres personas en Puno.",
        ),
        ("B", "2031-05-10", "El Gobierno cifró en 29 los muertos por el alud de Puno."),
    )
    assert {side.value: {quote.text for quote in side.quotes} for side in item.sides} == {
        "57": {"57 los muertos"},
        "29": {"29", "29 los muertos"},
    }


@pytest.mark.parametrize(
    ("low", "high", "unit", "gap"),
    [
        (10, 40, "person", "4 veces mayor"),
        (10, 25, "person", "2,5 veces mayor"),
        (10, 13, "person", "un 30 % más"),
        (1000, 1001, "vote", "un 1 % más"),
        (51, 57, "percent", "6 puntos de diferencia"),
        (6, 7, "point", "1 de diferencia"),
    ],
)
def test_a_gap_is_told_as_people_do(low: int, high: int, unit: str, gap: str) -> None:
    sample = sample_discrepancy()
    sides = tuple(
        replace(side, value=Quantity(Decimal(value), Decimal(value), Qualifier.EXACT, unit, str(value)))
        for side, value in zip(sample.sides, (high, low), strict=True)
    )
    one = replace(sample, sides=sides, gap=Gap(Decimal(high - low), Decimal(high) / low))
    assert item_of(one, Change.OPENED, "es").gap == gap


def test_of_one_day_the_hour_is_told() -> None:
    def told(*times: str) -> list[str]:
        one = sample_discrepancy()
        sides = tuple(
            replace(side, quotes=(replace(side.quotes[0], published=at),))
            for side, at in zip(one.sides, times, strict=True)
        )
        shown = item_of(replace(one, sides=sides), Change.OPENED, "es").sides
        return [side.quotes[0].published for side in shown]

    day = "29 de noviembre de 2024"
    assert told("2024-11-29T09:05:00+00:00", "2024-11-29T16:30:00-05:00") == [f"{day}, 09:05 UTC", f"{day}, 21:30 UTC"]
    assert told("2024-11-29T09:05:00+00:00", "2024-11-29") == [f"{day}, 09:05 UTC", day], "no hour is made up"
    assert told("2024-11-29T09:05:00+00:00", "2024-11-30T09:05:00+00:00") == [day, "30 de noviembre de 2024"]


@pytest.mark.parametrize(
    ("one", "two", "place"),
    [
        ("Arequipa", "Arequipa", "Arequipa, Perú"),
        ("Medellín", "Medellín", "Medellín, Colombia"),
        ("Perú", "Perú", "Perú"),
    ],
)
def test_a_subject_names_the_narrowest_place(reader: Reader, book: Rulebook, one: str, two: str, place: str) -> None:
    item = _judged(
        reader,
        book,
        ("A", "2031-05-10", f"Según los bomberos, el terremoto del sábado dejó 12 muertos en {one}."),
        ("B", "2031-05-10", f"Según la Cruz Roja, el terremoto del sábado dejó 40 muertos en {two}."),
    )
    assert item.place == place
    message = message_of([item], key="k", notifier="n", lang="es", now=NOW)
    assert f"] {place} · " in message.subject


def test_of_a_town_and_its_country_the_town_is_told() -> None:
    town, country = Ref("Arequipa"), Ref("Perú", "country:pe")
    assert world.narrower(town, country) == town == world.narrower(country, town)
    assert world.narrower(town, Ref("Medellín")) is None
    assert world.narrower(town, None) is None


def test_a_quake_is_an_event_and_called_so_in_spanish() -> None:
    assert topic_text({"fact": "struck", "event": "earthquake"}, "es") == "suceso: terremoto"
