"""What must be said before two figures that are apart are told as a disagreement on one event."""

from __future__ import annotations

import pytest

from checker.judging import judge
from checker.rulebook.book import Rulebook
from tests.conftest import Say

NINE = "Nueve mineros murieron en un derrumbe en Llallagua (Bolivia)."
TWO = "Los dos mineros que murieron en el derrumbe de Llallagua (Bolivia) cantaban en un coro."


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        (NINE, TWO, True),
        (f"{NINE} De los fallecidos, dos eran hermanos.", TWO, False),
        ("Según la policía, 45 personas murieron en Lima.", "Según los bomberos, 12 personas murieron en Lima.", True),
        ("Un tiroteo dejó 45 muertos en Lima.", "Un choque dejó 30 muertos en Perú.", False),
        ("Hubo 45 muertos en Lima.", "Hubo 30 muertos en Lima.", False),
    ],
)
def test_who_is_told_of_two_figures(one: str, other: str, told: bool, book: Rulebook, say: Say) -> None:
    statements = [*say(one, "El Norte", "2031-05-10"), *say(other, "El Sur", "2031-05-11")]
    found = [found for found in judge(statements, book).discrepancies if found.held_back is None]
    assert bool(found) is told


def test_a_difference_that_is_not_sure_is_kept_with_its_reason(book: Rulebook, say: Say) -> None:
    statements = [*say("Hubo 45 muertos en Lima.", "El Norte", "2031-05-10")]
    statements += say("Hubo 30 muertos en Lima.", "El Sur", "2031-05-11")
    assert [one.reason.key for one in judge(statements, book).harmless] == ["unsure"]


def test_the_dead_of_a_war_are_not_those_of_who_knows_which(book: Rulebook, say: Say) -> None:
    war = "La guerra de Tigray dejó unos 600.000 muertos en Etiopía entre noviembre de 2020 y noviembre de 2022."
    statements = [*say(war, "El Norte", "2026-12-01")]
    statements += say("Los combates dejaron unos 70.000 muertos en Etiopía.", "El Sur", "2026-12-02")
    assert len(statements) == 2
    assert not any(found.held_back is None for found in judge(statements, book).discrepancies)


def test_a_paper_that_prints_both_figures_holds_them_for_two(book: Rulebook, say: Say) -> None:
    both = say("Un terremoto de magnitud 6,3 sacudió Calama (Chile). Uno de magnitud 8,8 sacudió Chile.", "El Norte")
    other = say("Un terremoto de magnitud 6,3 sacudió Calama (Chile).", "El Sur")
    assert len(both) == 2
    assert not any(found.held_back is None for found in judge([*both, *other], book).discrepancies)


@pytest.mark.parametrize(("few", "told"), [("Tres", False), ("Ochenta", False), ("Noventa", True), ("5.000", True)])
def test_what_is_fifty_times_as_many_was_said_of_others(few: str, told: bool, book: Rulebook, say: Say) -> None:
    """But 90 and 9,000 may be a slip."""
    statements = [*say("Unos 9.000 manifestantes marcharon el lunes en Sevilla.", "El Norte", "2031-05-10")]
    statements += say(f"{few} manifestantes marcharon el lunes en Sevilla.", "El Sur", "2031-05-10")
    assert len(statements) == 2
    assert any(found.held_back is None for found in judge(statements, book).discrepancies) is told


WORKSHOP = "Una explosión en un taller de Quito dejó 40 muertos."
POLICE = "Según la policía, una explosión en un taller de velas de Quito dejó 12 muertos."


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        # one spot of one town, whichever word joins them, or told with more
        (WORKSHOP, "Una explosión en un taller en Quito dejó 12 muertos.", True),
        (
            "Una explosión en un taller de velas de Quito dejó 40 muertos.",
            "La explosión de Quito dejó 12 muertos.",
            True,
        ),
        ("A blast at a candle workshop in Quito killed 40.", "An explosion in Quito killed 12 people.", True),
        # the spot, and the town: one explosion seen closer
        (POLICE, "Según los bomberos, la explosión de Quito dejó 40 muertos.", True),
        # what is all over a town, or nobody knows what, has parts
        ("Un sismo dejó 12 muertos en un taller de velas de Quito.", "El sismo dejó 40 muertos en Quito.", False),
        ("Hubo 12 muertos en un taller en Quito.", "Hubo 40 muertos en Quito.", False),
        (WORKSHOP, "Una explosión en un taller en Cuenca dejó 12 muertos.", False),
    ],
)
def test_a_spot_and_its_town(one: str, other: str, told: bool, book: Rulebook, say: Say) -> None:
    statements = [*say(one, "El Norte", "2031-05-10T21:17:00Z"), *say(other, "El Sur", "2031-05-10T21:52:00Z")]
    assert len(statements) == 2
    found = [found for found in judge(statements, book).discrepancies if found.held_back is None]
    assert bool(found) is told
