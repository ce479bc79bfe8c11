"""How sure a date of publication is, held against what else is said of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from checker.intake.base import Dated
from checker.intake.dates import certainty
from checker.model.timespan import TimeSpan

FEED, META, ADDRESS = (
    Dated(TimeSpan.from_iso(at), says)
    for at, says in (("2024-11-29T10:00:00Z", "feed"), ("2024-11-29T12:00:00+02:00", "meta"), ("2024-11-29", "url"))
)
OTHER = Dated(TimeSpan.from_iso("2024-11-20"), "json-ld")
NEVER_SET = Dated(TimeSpan.from_iso("1970-01-01"), "meta")
TO_COME = Dated(TimeSpan.from_iso("2034-11-29"), "meta")
CHANGED = Dated(TimeSpan.from_iso("2024-12-20"), "lastmod")


@pytest.mark.parametrize(
    ("dates", "sure"),
    [
        ((FEED,), "told"),
        ((ADDRESS,), "inferred"),
        ((FEED, META), "confirmed"),
        ((FEED, ADDRESS), "confirmed"),
        ((ADDRESS, FEED), "confirmed"),
        ((FEED, META, OTHER), "disputed"),
        ((ADDRESS, OTHER), "disputed"),
        ((FEED, NEVER_SET), "told"),
        ((FEED, TO_COME), "told"),
        ((FEED, CHANGED), "told"),
        ((CHANGED,), "inferred"),
    ],
    ids=lambda value: "+".join(one.says for one in value) if isinstance(value, tuple) else value,
)
def test_how_sure_a_date_is(dates: tuple[Dated, ...], sure: str) -> None:
    assert certainty(dates, dates[0], datetime(2024, 12, 24, tzinfo=UTC)) == sure
