"""Times keep the grain they were told in."""

from __future__ import annotations

import pytest

from checker.model.timespan import Certainty, Grain, TimeSpan


@pytest.mark.parametrize(
    "text", ["2024", "2024-06", "2024-06-09", "2024-06-09/..", "../2024-06-09", "2024-11-29T10:00:00Z"]
)
def test_iso_round_trip(text: str) -> None:
    span = TimeSpan.from_iso(text)
    assert TimeSpan.from_iso(span.to_iso()) == span


@pytest.mark.parametrize("text", ["", "hoy", "2024-13", "2024-02-30", "..", "../.."])
def test_no_time_is_invented(text: str) -> None:
    with pytest.raises(ValueError):
        TimeSpan.from_iso(text)


def test_a_month_is_no_day() -> None:
    june = TimeSpan.from_iso("2024-06")
    assert june.to_json() == {"start": "2024-06-01", "end": "2024-07-01", "grain": "month"}
    assert TimeSpan.from_json(june.to_json()) == june
    assert june.contains(TimeSpan.from_iso("2024-06-19"))
    assert not TimeSpan.from_iso("2024-06-19").contains(june)


@pytest.mark.parametrize(
    ("a", "b", "certainty"),
    [
        ("2024-05", "2024-06", Certainty.CERTAIN),
        ("2024-06", "2024-06-10", Certainty.POSSIBLE),
        ("2024-07-01", "2024-06-10", Certainty.IMPOSSIBLE),
        ("2024", "2024-06", Certainty.POSSIBLE),
    ],
)
def test_before_is_certain_only_when_all_of_it_was(a: str, b: str, certainty: Certainty) -> None:
    assert TimeSpan.from_iso(a).before(TimeSpan.from_iso(b)) is certainty


def test_grain_of_a_range() -> None:
    assert TimeSpan.from_iso("2024-01/2024-02").grain is Grain.RANGE


@pytest.mark.parametrize("text", ["0279", "0279-02", "0279-02-03", "0279-02-03/0280-01-01"])
def test_early_years_are_written_so_that_they_can_be_read(text: str) -> None:
    assert TimeSpan.from_iso(text).to_iso() == text
    assert TimeSpan.from_json(TimeSpan.from_iso(text).to_json()).start == TimeSpan.from_iso(text).start
