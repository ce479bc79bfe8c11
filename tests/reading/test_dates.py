"""Dates against the article's own day, on one-line examples and on anything at all; which date belongs to a figure."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.timespan import TimeSpan
from checker.reading.claimants import claimants
from checker.reading.dates.days import easter
from checker.reading.dates.timing import as_of_of, when_of
from tests.reading.layered import cases, read


@pytest.mark.parametrize(("lang", "case"), cases("dates"), ids=lambda one: str(one)[:70])
def test_corpus(lang: str, case: dict[str, Any]) -> None:
    layers = read(case["text"], lang, case.get("published"))
    found = [
        {"text": layers.text[hit.start : hit.end], "value": hit.span.to_iso() if hit.span else None}
        | ({"note": hit.note} if hit.note else {})
        for hit in layers.dates
        if hit.kind == "date"
    ]
    assert found == case["want"]


@pytest.mark.parametrize("lang", ["es", "en"])
@settings(deadline=None)
@given(text=st.text(max_size=300), day=st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_never_raises_and_spans_are_in_order(lang: str, text: str, day: date) -> None:
    for hit in read(text, lang, day.isoformat()).dates:
        assert 0 <= hit.start < hit.end <= len(text)
        if hit.span is not None and hit.span.start is not None and hit.span.end is not None:
            assert hit.span.start < hit.span.end


WORDS = [
    "el",
    "3",
    "de",
    "mayo",
    "2019",
    "lunes",
    "pasado",
    "hace",
    "tres",
    "semanas",
    "y",
    "al",
    "31",
    "febrero",
    "hasta",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=14), st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)))
def test_date_words_in_any_order_do_no_harm(words: list[str], day: date) -> None:
    for hit in read(" ".join(words), "es", day.isoformat()).dates:
        assert hit.start < hit.end


@settings(deadline=None)
@given(st.dates(min_value=date(1500, 1, 1), max_value=date(2150, 12, 31)))
def test_full_dates_round_trip(day: date) -> None:
    spanish = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ]
    hits = read(f"Fue el {day.day} de {spanish[day.month - 1]} de {day.year}.", "es").dates
    assert [hit.span for hit in hits] == [TimeSpan.from_day(day.year, day.month, day.day)]
    hits = read(f"It was on {day.strftime('%B')} {day.day}, {day.year}.", "en").dates
    assert [hit.span for hit in hits] == [TimeSpan.from_day(day.year, day.month, day.day)]


def test_parts_of_dates_are_no_counts() -> None:
    layers = read("El 12 de mayo de 2019 ardieron 30 casas.", "es")
    assert [hit.quantity.text for hit in layers.numbers] == ["30"]


def test_easter() -> None:
    assert [easter(year) for year in (2000, 2016, 2024, 2038)] == [
        date(2000, 4, 23),
        date(2016, 3, 27),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]


@pytest.mark.parametrize(
    ("lang", "text", "figure", "when"),
    [
        ("es", "El martes volcó un barco y 12 pasajeros salieron ilesos.", "12", "2024-11-26"),
        ("es", "En 2019 volcaron 3 barcos, y en 2021 volcaron 8.", "8", "2021"),
        ("es", "En 2019 volcaron 3 barcos, y en 2021 volcaron 8.", "3", "2019"),
        ("es", "Volcó el martes. Ellos, 12 en total, salieron ilesos.", "12", "2024-11-26"),
        ("es", "Volcó el martes. El alcalde tiene 12 primos.", "12", None),
        ("es", "En enero volcaron 3 barcos; en febrero, 8.", "8", "2024-02"),
        ("es", "En enero volcaron 3 barcos; en febrero, 8.", "3", "2024-01"),
        ("es", "El martes volcaron 3 barcos, y el jueves, otros 8.", "8", "2024-11-28"),
        ("es", "En enero, tras el vendaval, volcaron en el cabo 3 barcos.", "3", "2024-01"),
        ("en", "In January 3 boats sank; in February, 8.", "8", "2024-02"),
        ("en", "In February, a ferry sank near the cape, drowning 12 sheep and 40 goats.", "40", "2024-02"),
        ("en", "A ferry sank on Tuesday. It carried 12 sheep.", "12", "2024-11-26"),
        ("en", "By Tuesday 12 sheep were ashore.", "12", None),
    ],
)
def test_when(lang: str, text: str, figure: str, when: str | None) -> None:
    layers = read(text, lang, "2024-11-29")
    start = text.index(figure)
    span = when_of(layers, start, start + len(figure))
    assert (span.to_iso() if span is not None else None) == when


def test_until_is_as_of() -> None:
    text = "Hasta el martes se contaban 12 barcos."
    layers = read(text, "es", "2024-11-29")
    start = text.index("12")
    span = as_of_of(layers, start, start + 2)
    assert span == TimeSpan.from_day(2024, 11, 26)
    assert when_of(layers, start, start + 2) is None


def test_the_day_of_saying_is_not_the_day_of_the_deed() -> None:
    text = "Kiev dijo el martes que hay 12 barcos."
    layers = read(text, "es", "2024-11-29")
    claimants.annotate(layers)
    start = text.index("12")
    assert when_of(layers, start, start + 2) is None
    assert as_of_of(layers, start, start + 2) == TimeSpan.from_day(2024, 11, 26)
