"""Windows by the clock on the wall, also in the nights when the clocks are put forward and back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from checker.alertconfig import WindowConfig
from checker.alerting.windows import change_after, inside


def _window(zone: str = "Europe/Madrid", **keys: Any) -> WindowConfig:
    return WindowConfig.model_validate({"zone": zone, "then": "hold", **keys})


NIGHT = _window(**{"from": "22:00", "to": "07:00"})


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "quiet"),
    [
        ("2026-01-15T20:59", False),
        ("2026-01-15T21:00", True),
        ("2026-01-16T05:59", True),
        ("2026-01-16T06:00", False),
        ("2026-07-15T19:59", False),
        ("2026-07-15T20:00", True),
        ("2026-07-16T05:00", False),
    ],
)
def test_it_follows_the_wall_in_winter_and_summer(at: str, quiet: bool) -> None:
    assert inside(NIGHT, _utc(at)) is quiet


@pytest.mark.parametrize(
    ("night", "hours"), [("2026-03-28", 8), ("2026-10-24", 10), ("2026-06-10", 9)], ids=["forward", "back", "plain"]
)
def test_a_night_is_as_long_as_the_clocks_make_it(night: str, hours: int) -> None:
    evening = _utc(f"{night}T12:00")
    opens = change_after(NIGHT, evening)
    assert opens is not None
    closes = change_after(NIGHT, opens)
    assert closes is not None
    assert closes - opens == timedelta(hours=hours)


def test_an_hour_that_is_skipped_is_not_there_and_one_repeated_counts_twice() -> None:
    early = _window(**{"from": "02:00", "to": "03:00"})
    minutes = [_utc("2026-03-29T00:00") + timedelta(minutes=one) for one in range(180)]
    assert not any(inside(early, one) for one in minutes), "no clock showed half past two that night"
    minutes = [_utc("2026-10-24T23:00") + timedelta(minutes=one) for one in range(240)]
    assert sum(inside(early, one) for one in minutes) == 120


def test_half_hour_zones_and_the_southern_summer() -> None:
    kathmandu = _window("Asia/Kathmandu", **{"from": "09:00", "to": "17:00"})
    assert inside(kathmandu, _utc("2026-05-04T03:15"))
    assert not inside(kathmandu, _utc("2026-05-04T03:14"))
    santiago = _window("America/Santiago", **{"from": "08:00", "to": "09:00"})
    assert inside(santiago, _utc("2026-01-05T11:30"))
    assert inside(santiago, _utc("2026-07-06T12:30"))


def test_a_night_belongs_to_the_day_on_which_it_began() -> None:
    fridays = _window(days="fri", **{"from": "22:00", "to": "07:00"})
    assert inside(fridays, _utc("2026-01-17T03:00")), "Saturday morning"
    assert not inside(fridays, _utc("2026-01-16T03:00")), "Friday morning belongs to Thursday"
    assert not inside(fridays, _utc("2026-01-17T22:00"))


def test_whole_days_dates_and_weekends() -> None:
    weekend = _window(days=["sat-sun"])
    assert inside(weekend, _utc("2026-01-17T12:00"))
    assert not inside(weekend, _utc("2026-01-16T22:59"))
    assert inside(weekend, _utc("2026-01-16T23:00")), "midnight in Madrid"
    holidays = _window(dates=["2026-12-24", "2026-12-31/2027-01-02"])
    assert [inside(holidays, _utc(f"{day}T12:00")) for day in ("2026-12-24", "2026-12-25", "2027-01-01")] == [
        True,
        False,
        True,
    ]
    around = _window(days="sat-mon")
    assert [inside(around, _utc(f"2026-01-{day}T12:00")) for day in (16, 17, 18, 19, 20)] == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_short_windows_are_not_stepped_over_and_none_is_made_up() -> None:
    short = _window("UTC", **{"from": "10:15", "to": "10:20"})
    assert change_after(short, _utc("2026-01-15T09:50:30")) == _utc("2026-01-15T10:15")
    assert change_after(_window("UTC", dates="2020-01-01"), _utc("2026-01-15T09:50")) is None


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"zone": "Europe/Madird"}, "did you mean 'Europe/Madrid'"),
        ({"from": "25:00"}, "time of day"),
        ({"from": "10:75"}, "time of day"),
        ({"days": "freitag"}, "must be days"),
        ({"dates": "tomorrow"}, "2026-12-24"),
        ({"then": "maybe"}, "hold"),
    ],
)
def test_what_is_no_window_is_refused_with_what_to_write(keys: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        _window(**keys)


def test_yaml_reads_unquoted_times_as_numbers() -> None:
    assert _window(**{"from": 22 * 60, "to": "07:00"}) == NIGHT
    assert _window(**{"from": "00:00", "to": "24:00"}) == _window()
