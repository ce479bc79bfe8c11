"""Datelines: where the report behind one begins, and the day that an article counts from, which is the one that it prints
over or before its text, else that of its publication."""

from __future__ import annotations

from datetime import date

import pytest

from checker.model.timespan import TimeSpan
from checker.reading.datelines import day_of, report_begins
from checker.reading.dates.timing import when_of
from tests.reading.layered import read

PUBLISHED = "2026-06-11"


@pytest.mark.parametrize(
    ("lang", "line", "report"),
    [
        ("es", "Lorca, 3 nov. (Agencia).- ", "El río subió."),
        ("es", "LORCA - ", "El río subió."),
        ("es", "LORCA.- ", "El río subió."),
        ("es", "Lorca.- ", "El río subió."),
        ("es", "Puerto del Rosario (Agencia) — ", "El río subió."),
        ("es", "LORCA, 5 (AGENCIA). ", "El río subió."),
        ("es", "LORCA. ", "El río subió."),
        ("en", "LAGOS, Nov 18 - ", "The river rose."),
        ("en", "Port-of-Spain, 18 November (Agency) - ", "The river rose."),
        ("en", "Beirut (Agency) — ", "“The river rose,” he said."),
    ],
)
def test_a_report_begins_behind_its_dateline(lang: str, line: str, report: str) -> None:
    text = f"Title\n{line}{report}"
    assert report_begins(text, len("Title\n"), len(text), lang) == text.index(report)


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("es", "Lorca, 3 muertos por la riada."),  # no month
        ("es", "Lorca, 3 nov. - el río subió."),  # a report begins with a capital
        ("es", "Lorca - El río subió."),  # a city in small letters needs its agency or its day
        ("es", "El río subió el 3 de noviembre - dijo el alcalde."),
        ("es", "El alcalde de Lorca (Agencia) - El río subió."),
        ("es", "el río.- El agua subió."),
        ("es", "Lorca. El río subió."),
        ("es", "LORCA, 5 muertos. El río subió."),
        ("en", "The river (Agency) — It rose."),
        ("en", "LAGOS"),
    ],
)
def test_other_beginnings_are_no_dateline(lang: str, text: str) -> None:
    assert report_begins(text, 0, len(text), lang) is None


@pytest.mark.parametrize(
    ("lang", "text", "relative", "day"),
    [
        ("es", "Cae un puente\n8 de junio de 2026\nEl puente cayó ayer.", "ayer", "2026-06-07"),
        ("es", "Lunes, 8 de junio de 2026\nEl puente cayó ayer.", "ayer", "2026-06-07"),
        ("es", "\nPublicado: 8/6/2026 10:15\nEl puente cayó ayer.", "ayer", "2026-06-07"),
        ("es", "LIMA, 8 de junio de 2026 (Agencia) – El puente cayó ayer.", "ayer", "2026-06-07"),
        ("es", "Lima, 8 jun 2026 (Agencia).- El puente cayó ayer.", "ayer", "2026-06-07"),
        ("es", "MADRID 8 Jun. (AGENCIA) - El puente cayó ayer.", "ayer", "2026-06-07"),
        ("en", "Bridge falls\nJune 8, 2026\nThe bridge fell yesterday.", "yesterday", "2026-06-07"),
        ("en", "LIMA, June 8, 2026 (Agency) — The bridge fell yesterday.", "yesterday", "2026-06-07"),
        # a date that is told, not printed over the text
        ("es", "El 8 de junio de 2026 el alcalde dijo que ayer no durmió.", "ayer", "2026-06-10"),
        ("es", "La obra acabó el 8 de junio de 2026 - y ayer se cayó.", "ayer", "2026-06-10"),
        ("es", "LIMA, 8 de diciembre – El puente cayó ayer.", "ayer", "2026-06-10"),
        ("es", "LIMA, 8 de junio – El puente cayó ayer.", "ayer", "2026-06-07"),
        ("es", "El puente cayó ayer.\n8 de junio de 2026, día de luto.\n", "ayer", "2026-06-10"),
        ("en", "June 8, 2026, was the day it opened; it fell yesterday.", "yesterday", "2026-06-10"),
        ("en", "Council - June 8 - The bridge fell yesterday.", "yesterday", "2026-06-10"),
        # nothing but the year differs
        ("es", "LIMA, 11 de junio de 2025 (Agencia) – El puente cayó ayer.", "ayer", "2026-06-10"),
    ],
)
def test_relative_dates_count_from_the_printed_day(lang: str, text: str, relative: str, day: str) -> None:
    layers = read(text, lang, PUBLISHED)
    found = {layers.text[hit.start : hit.end]: hit.span.to_iso() for hit in layers.dates if hit.span is not None}
    assert found[relative] == day


def test_without_metadata_the_printed_day_counts() -> None:
    layers = read("LIMA, 8 de junio de 2026 (Agencia) – El puente cayó ayer.", "es")
    assert [hit.span.to_iso() for hit in layers.dates if hit.span is not None] == ["2026-06-08", "2026-06-07"]


def test_a_year_alone_that_differs_is_a_slip() -> None:
    assert day_of(date(2024, 1, 3), date(2023, 1, 3)) == date(2024, 1, 3)
    assert day_of(date(2024, 1, 3), date(2023, 1, 2)) == date(2023, 1, 2)
    assert day_of(None, date(2023, 1, 3)) == date(2023, 1, 3)
    assert day_of(date(2024, 1, 3), date(2023, 11, 2), tells_year=False) == date(2024, 1, 3)
    assert day_of(date(2024, 1, 3), date(2023, 12, 30), tells_year=False) == date(2023, 12, 30)


def test_the_day_of_a_dateline_is_not_that_of_a_deed() -> None:
    text = "LIMA, 8 de junio de 2026 (Agencia) – Doce barcos se hundieron."
    layers = read(text, "es", PUBLISHED)
    start = text.index("Doce")
    assert when_of(layers, start, start + 4) is None
    text = "LIMA, 8 jun (Agencia) – El lunes se hundieron doce barcos."
    start = text.index("doce")
    assert when_of(read(text, "es", PUBLISHED), start, start + 4) == TimeSpan.from_day(2026, 6, 8)
