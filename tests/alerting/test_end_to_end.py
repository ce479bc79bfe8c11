"""Quiet and loud over the whole way: articles on disk, the real steps and a webhook; and `explain` names the reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from checker import pipeline
from checker.app import rulebook
from checker.model.alert import Message, Outcome
from checker.model.errors import BadInput
from checker.store.sqlite import SqliteStore
from checker.texts import say
from tests.alerting.newsroom import CHANCE, newsroom

NOON = datetime(2024, 11, 29, 12, tzinfo=UTC)
RULE = "troops-disagree"
KYIV = "Según Kiev, hay unos {} soldados norcoreanos en Kursk."
SEOUL = "Según Seúl, hay unos {} soldados norcoreanos en Kursk."
AGREE = (  # three papers of their own that say as Seoul does
    "El espionaje de Seúl cifra en 4.000 los soldados norcoreanos en Kursk, según dijo ayer a los diputados.",
    "Cuatro mil soldados norcoreanos están en Kursk, según Seúl. La nota no aclara cuándo llegaron.",
    "Seúl asegura que hay 4.000 soldados norcoreanos en Kursk y promete más datos para la semana que viene.",
)
FACTS = "facts: {troops: {label: tropas, counts: person, evolves: either, settles: 14d}}\n"
ONE_RULE = (
    "  - {{id: {id}, title: {{es: t, en: t}}, fact: troops, same: [of, place], check: {{kind: quantity}}, {more}}}\n"
)


def _rule(name: str, more: str) -> str:
    return ONE_RULE.format(id=name, more=more)


@pytest.fixture
def sides() -> tuple[str, str]:
    return KYIV.format("12.000"), SEOUL.format("4.000")


def test_a_store_without_room_sends_no_message_twice(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    """What arrived and could not be noted is noted before anything else is sent."""

    class Reached:
        def __init__(self) -> None:
            self.keys: list[str] = []

        def send(self, message: Message) -> Outcome:
            self.keys.append(message.key)
            return Outcome(ok=True, handle="x" * 500_000)  # needs room to be noted

    with newsroom(tmp_path, httpserver, NOON) as room:
        store, config, channel = room.parts.store, room.parts.loaded.config, Reached()
        (name,) = room.parts.notifiers
        room.prints("a", sides[0], "El Faro")
        room.prints("b", sides[1], "La Ría")
        room.parts.notifiers.clear()
        room.turn()
        pipeline.alert(store, config, [name], NOON)
        unnoted: dict[str, str | None] = {}

        def deliver() -> int:
            return pipeline.deliver_due(store, name, channel, config, NOON, chance=CHANCE, unnoted=unnoted)

        assert isinstance(store, SqliteStore)
        db = store.db.conn
        most = db.execute("PRAGMA max_page_count").fetchone()[0]
        db.execute(f"PRAGMA max_page_count = {db.execute('PRAGMA page_count').fetchone()[0]}")
        for _ in range(3):
            with pytest.raises(BadInput, match="make room on its disk"):
                deliver()
        assert len(channel.keys) == 1
        db.execute(f"PRAGMA max_page_count = {most}")
        assert (deliver(), deliver(), unnoted) == (0, 0, {})
        assert len(channel.keys) == 1


def test_a_life_from_its_beginning_to_its_end_and_again(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    one, two = sides
    with newsroom(tmp_path, httpserver, NOON, route="repeat_interval: 12h") as room:
        room.prints("a", one, "El Faro")
        assert room.turn() == [], "one side is no disagreement"
        room.prints("b", two, "La Ría")
        assert room.turn(minutes=10) == [(RULE, "opened")]
        assert room.turn(minutes=10) == []
        room.prints("c", SEOUL.format("900"), "El Puerto")
        assert room.turn(minutes=10) == [(RULE, "worse")]
        room.prints("c", SEOUL.format("4.000"), "El Puerto")
        assert room.turn(minutes=10) == [(RULE, "corrected")], "it shrank because an outlet edited its figure"
        for number, text in enumerate(AGREE):
            room.prints(f"more-{number}", text, f"Diario {number}")
        assert room.turn(hours=6) == [(RULE, "more_origins")]
        assert room.turn(hours=13) == [(RULE, "reminder")]
        room.prints("a", KYIV.format("4.000"), "El Faro")
        assert room.turn(minutes=10) == [(RULE, "resolved")]
        room.prints("a", one, "El Faro")
        assert room.turn(minutes=10) == [(RULE, "reopened")]
        told = "\n".join(room.explained())
        for change in ("opened", "worse", "corrected", "more_origins", "resolved", "reopened"):
            assert f"told ({say(f'alerts.step.{change}', 'en')})" in told


LATE = "Según Kiev, 12.000 soldados norcoreanos combaten en Kursk. Los aliados estudian la petición de ayuda."


@pytest.mark.parametrize(
    ("name", "text", "days", "heard"),
    [
        ("late", LATE.replace("estudian", "dudan de"), -9, []),  # an older article comes late
        ("a", "Según Kiev, hay soldados norcoreanos en Kursk. La redacción ha retirado la cifra.", 0, []),
        ("a", KYIV.format("12.000"), 3, []),  # the first article is dated anew
        ("a", KYIV.format("4.000"), 0, [(RULE, "corrected")]),
    ],
)
def test_what_people_know_goes_on_whichever_article_is_the_first(
    tmp_path: Path, httpserver: HTTPServer, name: str, text: str, days: int, heard: list[tuple[str, str]]
) -> None:
    with newsroom(tmp_path, httpserver, NOON) as room:
        for paper, words in (("a", KYIV.format("12.000")), ("b", SEOUL.format("4.000")), ("c", LATE)):
            room.prints(paper, words, paper)
        assert room.turn() == [(RULE, "opened")]
        known = room.stored().discrepancy.id
        room.now += timedelta(days=days)
        room.prints(name, text, "El Faro")
        room.now = max(room.now, NOON)
        assert room.turn(minutes=5) == heard
        assert room.stored().discrepancy.id == known
        shown = room.command("discrepancies", "explain", known)
        assert "no longer" not in shown
        room.command("discrepancies", "dismiss", known, "--reason", "two brigades")
        room.prints("b", SEOUL.format("900"), "b")
        assert room.turn(minutes=5) == [], "what was decided about it stays"


def test_a_misreport_hushes_the_lesser_dispute_on_its_topic_until_it_is_settled(
    tmp_path: Path, httpserver: HTTPServer
) -> None:
    rules = FACTS + "rules:\n" + _rule("misprint", "alert_on: [misreport]") + _rule("rivals", "alert_on: [dispute]")
    with newsroom(tmp_path, httpserver, NOON, rules=[rules]) as room:
        room.prints("a", KYIV.format("12.000"), "El Faro")
        room.turn()
        room.prints("b", KYIV.format("1.200"), "La Ría")
        assert room.turn(minutes=10) == [("misprint", "opened")]
        room.prints("c", SEOUL.format("1.200"), "El Puerto")
        assert room.turn(minutes=10) == []
        misprint = room.stored("misprint").discrepancy
        assert dict(misprint.topic) == dict(room.stored("rivals").discrepancy.topic)
        (line,) = room.explained("rivals")
        assert f"waits: {misprint.id}" in line
        room.prints("b", KYIV.format("12.000"), "La Ría")
        assert sorted(room.turn(minutes=10)) == [("misprint", "resolved"), ("rivals", "opened")]


def test_the_dispute_on_another_topic_is_not_hushed(tmp_path: Path, httpserver: HTTPServer) -> None:
    rules = FACTS + "rules:\n" + _rule("misprint", "alert_on: [misreport]") + _rule("rivals", "alert_on: [dispute]")
    with newsroom(tmp_path, httpserver, NOON, rules=[rules]) as room:
        for name, text in (("a", KYIV.format("12.000")), ("b", KYIV.format("1.200"))):
            room.prints(name, text, name)
        assert room.turn() == [("misprint", "opened")]
        for name, text in (("c", KYIV.format("9.000")), ("d", SEOUL.format("1.200"))):
            room.prints(name, text.replace("Kursk", "Siria"), name)
        assert room.turn(minutes=10) == [("rivals", "opened")]


def test_a_silence_holds_what_fits_and_lets_it_speak_when_it_ends(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    with newsroom(tmp_path, httpserver, datetime.now(UTC).replace(microsecond=0)) as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        said = room.command(
            "silences", "add", "rule=troops-*", "--for", "2h", "--author", "ana", "--reason", "briefing at noon"
        )
        silence = said.split(":")[0]
        assert room.turn(minutes=1) == []
        (line,) = room.explained()
        assert f"waits: silence {silence} holds until" in line
        assert room.turn(minutes=60) == []
        assert room.turn(minutes=60) == [(RULE, "opened")], "it ended, and the sources still disagree"
        assert "told (opened)" in room.explained()[0]


def test_what_came_and_went_behind_a_silence_is_not_told(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    with newsroom(tmp_path, httpserver, datetime.now(UTC).replace(microsecond=0)) as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        room.command("silences", "add", "outlet=b", "--for", "2h", "--author", "ana", "--reason", "its feed is broken")
        room.turn(minutes=1)
        room.prints("b", SEOUL.format("12.000"), "b")
        assert room.turn(minutes=5) == []
        assert room.turn(hours=3) == []
        assert all("before anybody was told" in line for line in room.explained())


def test_what_is_acknowledged_is_quiet_until_it_is_worse(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    with newsroom(tmp_path, httpserver, NOON, route="repeat_interval: 1h") as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        assert room.turn() == [(RULE, "opened")]
        room.command("discrepancies", "ack", room.stored().discrepancy.id, "--reason", "Ana calls the ministry")
        assert room.turn(hours=2) == [], "not even recalled"
        for number, text in enumerate(AGREE):
            room.prints(f"more-{number}", text, f"Diario {number}")
        assert room.turn(minutes=5) == []
        assert "it was acknowledged" in room.explained()[-1]
        room.prints("b", SEOUL.format("900"), "b")
        assert room.turn(minutes=5) == [(RULE, "worse")], "one paper alone, and three hold what it said before"
        room.prints("b", SEOUL.format("4.000"), "b")
        assert room.turn(minutes=5) == [], "a third side that goes again is no news for whoever acknowledged it"
        room.prints("a", KYIV.format("60.000"), "a")
        assert room.turn(minutes=5) == [(RULE, "worse")]


def test_a_false_alarm_is_never_heard_of_again(tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]) -> None:
    with newsroom(tmp_path, httpserver, NOON) as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        room.turn()
        room.command("discrepancies", "dismiss", room.stored().discrepancy.id, "--reason", "two brigades")
        room.prints("b", SEOUL.format("900"), "b")
        assert room.turn(minutes=5) == []
        assert "it was dismissed" in room.explained()[-1]


@pytest.mark.parametrize(
    ("evening", "morning"),
    [
        (datetime(2026, 3, 28, 21, 30, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC)),  # put forward: 7 h 30
        (datetime(2026, 10, 24, 20, 30, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC)),  # put back: 9 h 30
        (datetime(2026, 6, 10, 20, 30, tzinfo=UTC), datetime(2026, 6, 11, 5, tzinfo=UTC)),
    ],
)
def test_a_night_ends_at_seven_by_the_clock_on_the_wall(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str], evening: datetime, morning: datetime
) -> None:
    night = 'windows: {night: {zone: Europe/Madrid, from: "22:00", to: "07:00", then: hold}}'
    with newsroom(tmp_path, httpserver, evening, settings=night, route="mute: night") as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        assert room.turn() == []
        (line,) = room.explained()
        assert f"waits: the window night holds until {morning:%Y-%m-%d %H:%M}" in line
        room.now = morning - timedelta(seconds=1)
        assert room.turn() == []
        assert room.turn(seconds=1) == [(RULE, "opened")]


def test_what_comes_in_a_window_that_drops_is_never_told(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    holidays = "windows: {holidays: {zone: Europe/Madrid, dates: [2024-11-29], then: drop}}"
    with newsroom(tmp_path, httpserver, NOON, settings=holidays, route="mute: holidays") as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        assert room.turn() == []
        assert room.turn(hours=24) == []
        assert "which drops what comes in it" in room.explained()[0]
        room.prints("b", SEOUL.format("900"), "b")
        assert room.turn(minutes=1) == [(RULE, "worse")], "what comes later is told"


def test_what_turns_round_again_and_again_is_told_when_it_keeps_still(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    one, two = sides
    with newsroom(tmp_path, httpserver, NOON) as room:
        room.prints("a", one, "El Faro")
        told = []
        for number in range(8):
            room.prints("b", two if number % 2 == 0 else SEOUL.format("12.000"), "La Ría")
            told += room.turn(minutes=20)
        assert told == [(RULE, "opened"), (RULE, "resolved"), (RULE, "reopened")], "then it is damped"
        assert "waits: it turned round " in room.explained()[-1]
        room.prints("b", two, "La Ría")
        assert room.turn(minutes=20) == []
        assert room.turn(minutes=119) == []
        assert room.turn(minutes=2) == [], "as it was when it was told last"
        assert "it is as it was when" in room.explained()[-1]
        room.prints("b", SEOUL.format("900"), "La Ría")
        assert room.turn(hours=25) == [(RULE, "worse")], "yesterday's turns do not count"


def test_what_the_first_poll_of_a_source_finds_is_told_to_nobody(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    with newsroom(tmp_path, httpserver, NOON, baseline=True) as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        assert room.turn() == []
        assert "the first poll of a source tells nobody" in room.explained()[0]
        room.prints("c", SEOUL.format("900"), "El Puerto")
        assert room.turn(minutes=5) == [(RULE, "worse")], "from then on it is watched"


def test_the_first_run_of_a_rule_tells_nobody_and_a_removed_one_closes_quietly(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    other = FACTS + "rules:\n" + _rule("first", "alert_on: [misreport]")
    with newsroom(tmp_path, httpserver, NOON, rules=[other]) as room:
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        assert room.turn() == []
        file = tmp_path / "own/1.yaml"
        file.write_text("rules:\n" + _rule("second", "alert_on: [dispute]"), encoding="utf-8")
        room.parts.take_rules(rulebook(room.parts.loaded))
        assert room.turn(minutes=5) == []
        assert "the first run of a rule tells nobody" in room.explained("second")[0]
        room.prints("b", SEOUL.format("900"), "b")
        assert room.turn(minutes=5) == [("second", "worse")]
        file.unlink()
        room.parts.take_rules(rulebook(room.parts.loaded))
        assert room.turn(minutes=5) == []
        assert "the rule was removed" in room.explained("second")[-1]


def test_a_digest_gathers_what_changed_and_nothing_makes_none(
    tmp_path: Path, httpserver: HTTPServer, sides: tuple[str, str]
) -> None:
    digest = 'digest: {cron: "0 8 * * *", zone: Europe/Madrid}'
    with newsroom(tmp_path, httpserver, NOON, route=digest) as room:
        room.turn()
        for name, text in zip("ab", sides, strict=True):
            room.prints(name, text, name)
        assert room.turn(minutes=5) == []
        assert "waits for the digest at 2024-11-30 07:00" in room.explained()[0]
        room.now = datetime(2024, 11, 30, 7, tzinfo=UTC)
        assert room.turn() == [(RULE, "opened")]
        assert room.turn(hours=24) == []
        assert room.kinds == ["digest"], "nothing changed, so nothing was sent"
