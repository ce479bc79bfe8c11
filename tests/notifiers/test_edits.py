"""A silently edited figure in every channel and language: old and new figure, quotes, outlet, link, both times."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

import notifiers
from checker.alerting.render import item_of, message_of
from checker.alerting.sample import sample_discrepancy, sample_edit
from checker.model.alert import Message
from checker.model.discrepancy import Change
from checker.texts import say, spoken
from notifiers._templates import Templates

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
LINK = "https://faro.example/kursk"
FIGURES = {"es": ("unos 11.000", "3.000"), "en": ("about 11,000", "3,000")}


def told(lang: str, *more: Change) -> Message:
    one = sample_edit(NOW)
    sides = tuple(
        replace(side, quotes=tuple(replace(quote, url=LINK, outlet="El Faro de Levante") for quote in side.quotes))
        for side in one.sides
    )
    items = [item_of(replace(one, sides=sides), Change.CORRECTED, lang)]
    items += [item_of(sample_discrepancy(), change, lang) for change in more]
    return message_of(items, key="k", notifier="out", lang=lang, now=NOW)


@pytest.mark.parametrize("lang", spoken())
@pytest.mark.parametrize("kind", sorted(notifiers.kinds()))
def test_everything_that_proves_it_is_shown(kind: str, lang: str) -> None:
    shown = notifiers.kinds()[kind].preview(told(lang), Templates())
    wanted = [
        "2024-11-29 10:00",
        "2024-11-29 12:00",
        "11.000 soldados",
        "3.000 los soldados",
        "El Faro de Levante",
        LINK,
    ]
    if kind == "webhook":
        wanted[:2] = ["2024-11-29T10:00:00+00:00", "2024-11-29T12:00:00+00:00"]
    else:
        wanted += [*FIGURES[lang], say("alerts.change.edited", lang)]
    assert [one for one in wanted if one not in shown] == []


@pytest.mark.parametrize("lang", spoken())
def test_it_is_not_called_a_disagreement(lang: str) -> None:
    message = told(lang)
    before, after = FIGURES[lang]
    assert f"{before} → {after}" in message.subject
    assert message.footer == say("alerts.footer_edits", lang)
    assert told(lang, Change.OPENED).subject == say("alerts.subject_many", lang, first=message.subject, count=1)
    assert told(lang, Change.OPENED).footer == say("alerts.footer_many", lang)


def test_one_that_is_announced_is_called_so() -> None:
    one = sample_edit(NOW)
    assert one.edited is not None
    item = item_of(replace(one, edited=replace(one.edited, announced=True)), Change.CORRECTED, "en")
    assert item.change_label == say("alerts.change.corrected", "en")
