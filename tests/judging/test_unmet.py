"""Who sees that nothing was compared is told why."""

from __future__ import annotations

import pytest

from checker.judging.unmet import apart
from checker.rulebook.book import Rulebook
from checker.texts import tell
from tests.conftest import Say

NIGHT = "2031-05-10"
DEAD = "Según {who}, {count} personas murieron en {where}."


@pytest.mark.parametrize(
    ("where", "days", "key"),
    [
        (("aguas de Larache", "aguas de Marruecos"), (NIGHT, NIGHT), "unmet_place"),
        (("Larache", "Larache"), (None, None), "unmet_undated"),
        (("Larache", "Larache"), (NIGHT, "2033-05-10"), "other_time"),
        (("Larache", "Quito"), (NIGHT, NIGHT), "other_place"),
        (("Larache", "Larache"), (NIGHT, NIGHT), None),  # they meet: no reason to tell
    ],
)
def test_two_figures_that_never_met(
    say: Say, book: Rulebook, where: tuple[str, str], days: tuple[str | None, str | None], key: str | None
) -> None:
    told = [
        one
        for outlet, who, count, place, day in zip("AB", ("Rabat", "Madrid"), (9, 25), where, days, strict=True)
        for one in say(DEAD.format(who=who, count=count, where=place), outlet=outlet, on=day)
    ]
    assert len(told) == 2
    found = apart(told, book)
    assert [one.reason.key for one in found] == ([key] if key else [])
    assert all("{" not in tell(one.reason, "es") for one in found)
