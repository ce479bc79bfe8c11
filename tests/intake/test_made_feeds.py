"""Feeds of every make: what is told in well-formed ones is found, date, link and text; broken ones stop nothing. How many
broken ones are tried is set by DISCREPA_BROKEN_FEEDS (150; 3,000 by hand). A share of the well-formed ones is tried, all of
them with DISCREPA_ALL_FEEDS."""

from __future__ import annotations

import os
import random
from contextlib import suppress

import pytest

from checker.http import Http, Response
from checker.intake.base import RawItem
from checker.intake.feed import FeedSource, Options
from checker.model.errors import BadInput
from tests.intake.feeds import FAULTS, FORMATS, HOME, Made, broken, well_formed

WHOLE = list(well_formed())
TRIED = WHOLE if "DISCREPA_ALL_FEEDS" in os.environ else random.Random(3).sample(WHOLE, 160)
BROKEN = list(broken(int(os.environ.get("DISCREPA_BROKEN_FEEDS", "150"))))


class Canned(Http):
    """Gives one body, as if it had been fetched from where the feed is."""

    __slots__ = ("made",)

    def __init__(self, made: Made) -> None:
        super().__init__()
        self.made = made

    def get(self, url: str, **_: object) -> Response:
        return Response(200, {"content-type": self.made.content_type}, self.made.body, url)


def read(made: Made) -> tuple[RawItem, ...]:
    """What intake finds in a feed."""
    source = FeedSource("f", Options(url=f"{HOME}/rss", full_text=False), None, None, Canned(made))
    fetched = source.fetch({})
    assert fetched.errors == ()
    return fetched.items


def test_every_format_and_every_fault_is_among_them() -> None:
    assert {made.name.split("-")[0] for made in TRIED} == set(FORMATS)
    assert {fault for fault in FAULTS if any(fault in made.name for made in BROKEN)} == set(FAULTS)


@pytest.mark.parametrize("made", TRIED, ids=lambda made: made.name)
def test_what_a_well_formed_feed_tells_is_found(made: Made) -> None:
    items = read(made)
    found = [(item.article.title, item.article.text, item.article.url) for item in items]
    assert found == [(one.title, one.text, one.link) for one in made.entries]
    starts = [next(date.at.start for date in item.dates if date.says == "feed") for item in items]
    exact = "mail-short" not in made.name
    for start, one in zip(starts, made.entries, strict=True):
        assert start is not None
        wanted = one.at if exact else one.at.replace(second=0)
        assert start.replace(microsecond=0) == wanted


@pytest.mark.parametrize("made", BROKEN, ids=lambda made: made.name)
def test_a_broken_feed_gives_what_it_can_or_says_that_it_is_none(made: Made) -> None:
    with suppress(BadInput):
        for item in read(made):
            assert "/etc/passwd" not in item.article.text
            assert "root:" not in item.article.text + item.article.title
            assert len(item.article.title) <= 1000
            item.article.text.encode("utf-8")
