"""What is told of a disagreement that is over: what its sources say now, not what stood against each other last."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer

from checker.alerting.render import item_of, message_of
from checker.alerting.sample import sample_digest, sample_discrepancy
from checker.chart import drawing
from checker.model.discrepancy import Change
from notifiers import console, slack
from notifiers._templates import Templates
from notifiers.mail import page
from tests.alerting.newsroom import newsroom

NOON = datetime(2024, 11, 29, 12, tzinfo=UTC)
KYIV = "Según Kiev, hay unos {} soldados norcoreanos en Kursk."
SEOUL = "Según Seúl, hay unos {} soldados norcoreanos en Kursk."
DROPPED = "Según Kiev, hay soldados norcoreanos en Kursk. La redacción ha retirado la cifra."


def _amounts(sides: list[dict[str, Any]]) -> list[tuple[int, list[str]]]:
    return [(int(side["value"]["low"]), sorted(side["outlets"])) for side in sides]


@pytest.mark.parametrize(
    ("text", "stands", "told"),
    [
        (KYIV.format("4.000"), [(4000, ["El Faro", "La Ría"])], "Las fuentes dicen ahora unos 4.000."),
        (DROPPED, [(4000, ["La Ría"])], "Las fuentes dicen ahora unos 4.000. Ya no lo dicen: El Faro."),
        (
            KYIV.format("4.100"),
            [(4000, ["La Ría"]), (4100, ["El Faro"])],
            "Las fuentes dicen unos 4.000 y unos 4.100, que no se contradicen.",
        ),
    ],
)
def test_an_end_tells_what_stands_now(
    tmp_path: Path, httpserver: HTTPServer, text: str, stands: list[tuple[int, list[str]]], told: str
) -> None:
    with newsroom(tmp_path, httpserver, NOON, route="lang: es") as room:
        room.prints("a", KYIV.format("12.000"), "El Faro")
        room.prints("b", SEOUL.format("4.000"), "La Ría")
        room.turn()
        room.now += timedelta(days=1)
        room.prints("a", text, "El Faro")
        assert room.turn(minutes=10) == [("troops-disagree", "resolved")]
        (item,) = room.messages[-1]["discrepancies"]
        assert sorted(_amounts(item["settled"])) == stands
        assert _amounts(item["sides"]) != stands, "what stood against each other last is still there for machines"
        before = sorted(side["value"] for side in item["before"]["sides"])
        assert before == ["unos 12.000", "unos 4.000"]
        known = room.stored().discrepancy
        shown = item_of(known, Change.RESOLVED, "es")
        assert shown.reason == told
        for command in ("show", "explain"):
            assert item_of(known, Change.RESOLVED, "en").reason in room.command("discrepancies", command, known.id)
        room.prints("a", KYIV.format("12.000"), "El Faro")
        assert room.turn(minutes=10) == [("troops-disagree", "reopened")]
        assert "settled" not in room.messages[-1]["discrepancies"][0]


@pytest.mark.parametrize(
    ("lang", "now", "before"), [("es", "dicen ahora 3.000", "Se contó antes"), ("en", "now say 3,000", "Told before")]
)
def test_every_channel_says_what_stands_now_and_what_was_told(lang: str, now: str, before: str) -> None:
    digest = sample_digest("n", lang, NOON)
    item = digest.items[2]
    assert item.change == Change.RESOLVED
    one = message_of([item], key="k", notifier="n", lang=lang, now=NOON)
    assert one.subject.endswith(" — 3.000" if lang == "es" else " — 3,000")
    templates = Templates()
    for shown in (console.preview(one, templates), slack.preview(one, templates), page(one, templates)):
        assert now in shown
        assert before in shown
    assert drawing(item, lang) is None, "its figures no longer stand against each other"


def test_one_that_ended_before_that_was_kept_is_told_as_it_was() -> None:
    item = item_of(sample_discrepancy(), Change.RESOLVED, "en")
    assert [side.value for side in item.sides] == ["about 11,000", "3,000"]


def test_where_all_withdrew_it_nobody_says_anything() -> None:
    one = sample_discrepancy()
    item = item_of(replace(one, settled=()), Change.RESOLVED, "en")
    assert (item.sides, item.reason) == ((), "None of the sources says a figure any more.")
    message = message_of([item], key="k", notifier="n", lang="en", now=NOON)
    assert message.subject == "Sources agree again · Russia · Troop figures that disagree"
    for shown in (page(message, Templates()), slack.preview(message, Templates())):
        assert item.reason in shown


@pytest.mark.parametrize(("lang", "more"), [("es", ", y 2 más"), ("en", ", and 2 more")])
def test_a_message_of_several_is_called_by_its_first(lang: str, more: str) -> None:
    items = sample_digest("n", lang, NOON).items
    several = message_of(items, key="k", notifier="n", lang=lang, now=NOON)
    first = message_of(items[:1], key="k", notifier="n", lang=lang, now=NOON)
    assert several.subject == f"{first.subject}{more}"
