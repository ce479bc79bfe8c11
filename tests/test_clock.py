"""A clock that is put forward or back, by an hour or a year: nothing stands still, piles up, or waits for next year."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from checker.daemon import Daemon
from checker.rota import Rota
from tests.alerting.newsroom import newsroom
from tests.story import ONE, TWO

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
YEAR = timedelta(days=365)
DAY = timedelta(days=1)


class _Wall(datetime):
    """The clock on the wall, so much ahead of what it should be."""

    ahead = timedelta(0)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> _Wall:
        return super().now(tz) + cls.ahead  # type: ignore[return-value]


@pytest.fixture
def wall(monkeypatch: pytest.MonkeyPatch) -> type[_Wall]:
    monkeypatch.setattr(_Wall, "ahead", timedelta(0))
    monkeypatch.setattr("apscheduler.schedulers.base.datetime", _Wall)
    monkeypatch.setattr("checker.rota.utc_now", lambda: _Wall.now(UTC))
    return _Wall


@pytest.fixture
def rota() -> Rota:
    return Rota(4)


def _runs(rota: Rota, seconds: float = 20) -> tuple[threading.Event, list[float]]:
    """A job that runs every tenth of a second, and what it notes."""
    ran, times = threading.Event(), []

    def job() -> None:
        times.append(time.monotonic())
        ran.set()

    rota.every("job", job, timedelta(seconds=0.1), timedelta(0))
    rota.start()
    assert ran.wait(seconds)
    return ran, times


@pytest.mark.parametrize("ahead", [timedelta(hours=1), 40 * YEAR])
def test_a_clock_put_back_lets_no_job_wait(rota: Rota, wall: type[_Wall], ahead: timedelta) -> None:
    wall.ahead = ahead
    ran, _ = _runs(rota)
    try:
        wall.ahead = timedelta(0)
        time.sleep(0.5)  # the turn in hand asks for its next by the new clock, or asked by the old one
        rota.put("slow", ran.set, timedelta(seconds=0.3))
        wall.ahead = -ahead
        assert rota.right() >= 1
        ran.clear()
        assert ran.wait(20), "it goes on"
        assert rota.right() == 0, "and what is in time is left alone"
    finally:
        rota.stop()


def test_a_year_that_the_clock_leaps_is_made_up_for_once(rota: Rota, wall: type[_Wall]) -> None:
    ran, times = _runs(rota)
    try:
        before = len(times)
        wall.ahead = 40 * YEAR
        ran.clear()
        assert ran.wait(20)
        time.sleep(0.5)
        assert before < len(times) < before + 20
    finally:
        rota.stop()


def test_a_job_in_its_own_time_is_not_hurried(rota: Rota, wall: type[_Wall]) -> None:
    done = threading.Event()
    rota.put("later", done.set, timedelta(hours=1))
    rota.start()
    try:
        wall.ahead = -timedelta(hours=3)
        assert rota.right() == 1, "an hour is an hour, also when the clock says four"
        assert not done.wait(0.5)
    finally:
        rota.stop()


@pytest.mark.parametrize(
    "route", ["routes: [{group_interval: 1h}]", "routes: [{group_wait: 1m}]", "digest: {cron: '0 8 * * *'}"]
)
def test_what_was_told_next_year_holds_nothing_back(tmp_path: Path, httpserver: HTTPServer, route: str) -> None:
    with newsroom(tmp_path, httpserver, NOW, route=route) as room:
        room.now += YEAR
        room.prints("one", ONE.replace("norcoreanos", "polacos"), "A")
        room.prints("two", TWO.replace("norcoreanos", "polacos"), "B")
        room.turn()  # told, or put off
        room.now -= YEAR
        room.prints("three", ONE, "A")
        room.prints("four", TWO, "B")
        room.parts.store.clock_set_back(room.now, DAY)
        room.turn()
        assert ("troops-disagree", "opened") in room.turn(days=1, hours=1)
        assert not room.parts.store.pending(), "nothing waits for next year"


def test_a_message_that_was_to_be_tried_again_next_year_is_tried(tmp_path: Path, httpserver: HTTPServer) -> None:
    with newsroom(tmp_path, httpserver, NOW, settings="delivery: {trip: 1}") as room:
        httpserver.clear()
        httpserver.expect_oneshot_request("/hook").respond_with_data("", status=503)
        room.now += YEAR
        room.prints("one", ONE, "A")
        room.prints("two", TWO, "B")
        assert room.turn() == []
        room.now -= YEAR
        httpserver.expect_request("/hook").respond_with_data("ok")
        assert room.parts.store.waiting(room.now) == []
        assert room.parts.store.clock_set_back(room.now, DAY) > 0
        room.turn()
        assert [one.attempts for one in room.parts.store.due("out", room.now + 2 * YEAR)] == [], "it arrived"


def test_what_waits_by_right_goes_on_waiting(tmp_path: Path, httpserver: HTTPServer) -> None:
    with newsroom(tmp_path, httpserver, NOW) as room:
        httpserver.clear()
        httpserver.expect_request("/hook").respond_with_data("", status=503, headers={"Retry-After": "7200"})
        room.prints("one", ONE, "A")
        room.prints("two", TWO, "B")
        room.turn()
        assert room.parts.store.clock_set_back(room.now, DAY) == 0
        assert room.parts.store.waiting(room.now + timedelta(hours=1)) == []


def test_a_daemon_minds_the_clock_when_it_begins(tmp_path: Path, httpserver: HTTPServer) -> None:
    with newsroom(tmp_path, httpserver, datetime.now(UTC) + YEAR) as room:
        httpserver.clear()
        httpserver.expect_request("/hook").respond_with_data("", status=503)
        room.prints("one", ONE, "A")
        room.prints("two", TWO, "B")
        room.turn()
        daemon = Daemon(room.parts)
        assert not daemon.deliver()
        daemon.mind_clock()
        begun = daemon.deliver()
        assert list(begun) == ["out"]
        daemon.senders.shutdown(wait=True)
