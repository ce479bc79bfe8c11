"""Whole sets of statements: order, copies, topics, what is held back and what is kept apart."""

from __future__ import annotations

import os
import random

from hypothesis import given, settings
from hypothesis import strategies as st

from checker.judging import judge
from checker.judging.ranges import point
from checker.judging.topics import Index, topics
from checker.model.discrepancy import Discrepancy
from checker.model.quantity import Quantity
from checker.model.statement import Statement
from checker.model.verdict import Verdict
from checker.rulebook.book import Rulebook
from checker.wire import findings_to_json
from tests.conftest import Say

ORDERS = int(os.environ.get("DISCREPA_ORDERS", "50"))


def _story(say: Say) -> list[Statement]:
    told = [
        ("Según Kiev, hay unos 12.000 soldados norcoreanos en Kursk.", "A", "2024-11-29"),
        ("Según Seúl, hay unos 4.000 soldados norcoreanos en Kursk.", "B", "2024-11-29"),
        ("Hay miles de soldados norcoreanos en Kursk.", "C", "2024-11-29"),
        ("Corea del Norte podría enviar hasta 30.000 soldados más a Rusia.", "D", "2024-11-30"),
        ("Un terremoto en Lima dejó 20 muertos.", "A", "2024-11-29"),
        ("El terremoto de Lima deja ya 52 muertos.", "B", "2024-11-30"),
        ("El terremoto de Lima dejó 30 muertos.", "C", "2024-12-01"),
    ]
    return [one for text, outlet, on in told for one in say(text, outlet, on)]


def _printed(statements: list[Statement], book: Rulebook) -> dict[str, object]:
    return findings_to_json(judge(statements, book), articles=1, statements=1, lang="es")


def test_the_story_has_its_two_disagreements(book: Rulebook, say: Say) -> None:
    found = judge(_story(say), book).discrepancies
    assert {(one.rule, one.verdict.value) for one in found} == {
        ("troops-disagree", "dispute"),
        ("killed-disagree", "contradiction"),
    }


def test_any_order_of_arrival_gives_the_same_bytes(book: Rulebook, say: Say) -> None:
    story = _story(say)
    expected = _printed(story, book)

    @settings(max_examples=ORDERS, deadline=None)
    @given(st.integers(0, 2**32))
    def shuffled(seed: int) -> None:
        again = list(story)
        random.Random(seed).shuffle(again)
        assert _printed(again + again[:2], book) == expected

    shuffled()


def test_a_wire_story_in_two_papers_is_one_voice(book: Rulebook, say: Say) -> None:
    one = say("Hay 11.000 soldados norcoreanos desplegados en Kursk.", "A", origin="Agencia")
    two = say("Hay 3.000 soldados norcoreanos desplegados en Kursk.", "B", origin="Agencia")
    (found,) = judge([*one, *two], book).discrepancies
    assert found.held_back == "origins"


def test_look_alikes_are_kept_apart(book: Rulebook, say: Say) -> None:
    told = [
        *say("Un incendio en Valparaíso dejó 12 muertos.", "A"),
        *say("Un choque de trenes en Bombay dejó 90 muertos.", "B"),
        *say("Dos bandas se enfrentaron y hubo 3 muertos.", "C"),
        *say("La riada dejó 40 muertos.", "D"),
    ]
    assert len(told) == 4
    assert judge(told, book).discrepancies == ()


def test_identity_stays_while_the_topic_grows(book: Rulebook, say: Say) -> None:
    story = _story(say)
    before = {one.rule: one.id for one in judge(story[:2], book).discrepancies}
    after = {one.rule: one.id for one in judge(story, book).discrepancies}
    assert before["troops-disagree"] == after["troops-disagree"]


def test_what_only_looks_for_alerts_finds_the_same_ones(book: Rulebook, say: Say) -> None:
    chance = random.Random(5)
    places, speakers = ("Lima", "Piura", "Perú"), ("", "Según la policía, ", "Según los bomberos, ")
    said = [
        f"{chance.choice(speakers)}murieron {chance.choice(('', 'unas ', 'al menos '))}{chance.choice((9, 12, 90, 120))} "
        f"personas en el terremoto de {chance.choice(places)}."
        for _ in range(60)
    ]
    said += ["El gobierno de Perú negó que murieran 90 personas en el terremoto de Lima.", "No hubo muertos en Piura."]
    told = [
        one
        for number, text in enumerate(said)
        for one in say(text[0].upper() + text[1:], f"Outlet {number % 9}", f"2031-05-{10 + number % 4}")
    ]
    every, alerts_only = judge(told, book), judge(told, book, harmless=False)
    assert len(every.harmless) > 9
    assert len(every.discrepancies) >= 2
    assert sum(len(side.quotes) for one in every.discrepancies for side in one.sides) > 9
    assert alerts_only.discrepancies == every.discrepancies


def test_what_several_tell_stands_for_a_disagreement_before_what_is_widest_apart(book: Rulebook, say: Say) -> None:
    told = [
        ("Según la Fiscalía, el motín en Latacunga dejó 23 muertos.", "A"),
        ("Según la Fiscalía, el motín en Latacunga dejó 23 muertos.", "B"),
        ("Según el Ministerio de Justicia, el motín en Latacunga dejó 18 muertos.", "C"),
        ("Según el Ministerio de Justicia, el motín en Latacunga dejó 18 muertos.", "D"),
        ("Según los vecinos, el motín en Latacunga dejó 6 muertos.", "E"),
    ]
    statements = [one for text, outlet in told for one in say(text, outlet, "2031-05-10")]
    (found,) = (one for one in judge(statements, book).discrepancies if one.rule == "killed-disagree")
    first = {side.value.low for side in found.sides[:2] if isinstance(side.value, Quantity)}
    assert first == {18, 23}
    assert all(len({quote.value for quote in side.quotes}) == 1 for side in found.sides)


def test_what_tells_but_the_country_is_of_the_event_of_its_figure(book: Rulebook, say: Say) -> None:
    told = [
        ("Un motín en Latacunga dejó 20 muertos, según el Ministerio de Justicia.", "A"),
        ("Un motín en Guayaquil dejó 90 muertos, según el Ministerio de Justicia.", "B"),
        ("Un motín en Ecuador dejó 20 muertos, según el Ministerio de Justicia.", "C"),
    ]
    statements = [one for text, outlet in told for one in say(text, outlet, "2031-05-10")]
    assert judge(statements, book).discrepancies == ()
    (rule,) = (rule for rule in book.rules if rule.id == "killed-disagree")
    assert sorted(len(topic.statements) for topic in topics(statements, rule)) == [1, 2]


def test_the_drones_of_two_nights_are_two(book: Rulebook, say: Say) -> None:
    def raised(day: str) -> int:
        told = (
            ("Rusia lanzó 40 drones contra Odesa.", "A", "2031-05-10"),
            ("Rusia lanzó 90 drones contra Odesa.", "B", day),
        )
        return len(judge([one for each in told for one in say(*each)], book).discrepancies)

    assert raised("2031-05-10") == 1
    assert raised("2031-05-11") == 0


def test_another_town_of_the_country_is_not_near(book: Rulebook, say: Say) -> None:
    (rule,) = (rule for rule in book.rules if rule.id == "killed-disagree")
    lima, piura, peru = (
        say(f"Un terremoto en {place} dejó {count} muertos.", outlet, "2031-05-10")[0]
        for place, count, outlet in (("Lima", 20, "A"), ("Piura", 30, "B"), ("Perú", 50, "C"))
    )
    index = Index((lima, piura, peru), rule)
    assert {one.id for one in index.near(lima)} == {peru.id}
    assert {one.id for one in index.near(peru)} == {lima.id, piura.id}


def test_the_toll_of_a_year_joins_none_of_the_accidents_it_sums_up(book: Rulebook, say: Say) -> None:
    told = [
        *say("Doce personas murieron al volcar un bus en Ayacucho.", "A", "2024-11-29"),
        *say("Siete personas murieron al caer una combi a un río en Cusco.", "B", "2024-11-29"),
        *say("En lo que va de año han muerto 2.870 personas en las carreteras peruanas.", "C", "2024-11-29"),
    ]
    rule = next(one for one in book.rules if one.id == "killed-disagree")
    index = Index(told, rule)
    assert all(not list(index.linked(one)) for one in told)


def test_a_town_that_two_articles_name_joins_no_spots_that_may_be_anywhere(book: Rulebook, say: Say) -> None:
    told = [
        *say("El ministro habló en Lima. Tres personas murieron en la carretera Interoceánica.", "A", "2024-11-29"),
        *say("Diez personas murieron al volcar un bus en Arequipa. El conductor es de Lima.", "B", "2024-11-29"),
        *say("Cuatro personas murieron en la carretera Interoceánica, dijo la policía de Lima.", "C", "2024-11-29"),
    ]
    rule = next(one for one in book.rules if one.id == "killed-disagree")
    index = Index(told, rule)
    assert [[other.outlet for other in index.linked(one)] for one in told] == [["C"], [], ["A"]]


def test_the_dead_of_a_summer_are_not_held_against_those_of_the_year(book: Rulebook, say: Say) -> None:
    told = [
        *say(
            "Entre junio y septiembre de 2024 murieron 3.800 personas en España, según el Gobierno.", "A", "2024-11-29"
        ),
        *say("Desde enero de 2024 han muerto 1.010 personas en España, según la DGT.", "B", "2024-11-29"),
    ]
    assert judge(told, book).discrepancies == ()


def _told(found: tuple[Discrepancy, ...]) -> list[set[str]]:
    return [{str(point(side.value)) for side in one.sides if isinstance(side.value, Quantity)} for one in found]


def test_two_who_say_who_counted_stand_for_a_disagreement_before_a_figure_of_nobody(book: Rulebook, say: Say) -> None:
    told = [
        *say("Según la policía, 19 personas murieron en la estampida de Blantyre el viernes.", "A"),
        *say("Según el hospital, 31 personas murieron en la estampida de Blantyre el viernes.", "B"),
        *say("La estampida dejó siete muertos en Blantyre el viernes.", "C", "2024-12-02"),
    ]
    (found,) = judge(told, book).discrepancies
    assert found.verdict is Verdict.DISPUTE
    assert [quote.outlet for side in found.sides[:2] for quote in side.quotes] == ["A", "B"]


def test_what_tells_but_the_country_joins_the_spots_that_tell_its_very_figure(book: Rulebook, say: Say) -> None:
    told = [
        *say("La riada en Pakistán dejó 22 desaparecidos, según la autoridad de desastres.", "A"),
        *say("La riada de Reshun, en Pakistán, dejó 22 desaparecidos, según un portavoz.", "B"),
        *say("La riada dejó 22 desaparecidos en Chitral, en Pakistán, según el Gobierno.", "C"),
    ]
    assert len(topics(told, next(rule for rule in book.rules if rule.id == "missing-disagree"))) == 1


def test_a_town_of_a_region_is_found_by_its_name_alone(book: Rulebook, say: Say) -> None:
    told = [
        *say("El sismo dejó 46 heridos en Camaná, en Arequipa (Perú), según la defensa civil.", "A"),
        *say("Son 93 los heridos por el sismo de Camaná, según el hospital.", "B"),
    ]
    assert _told(judge(told, book).discrepancies) == [{"46", "93"}]
