"""Articles that tell thousands of things: what is compared of them, what it takes, and what people are told of it."""

from __future__ import annotations

import cProfile
import random

import pytest

from checker.judging import judge
from checker.model.article import Article
from checker.model.statement import COMPARED, Statement, compared
from checker.model.timespan import TimeSpan
from checker.reading import Reader
from checker.rulebook.book import Rulebook

PRINTED = TimeSpan.from_iso("2031-05-10")
TOLD = {  # what once took time by the third power of its length, or by the square
    "one town": lambda n: f"Murieron {n % 970 + 3} personas en Lima. ",
    "no place": lambda n: f"Murieron {n % 970 + 3} personas. ",
    "spots": lambda n: f"Murieron {n % 970 + 3} personas en el barrio de San {_name(n)}, en Lima. ",
    "speakers": lambda n: f"Según {('Kiev', 'la policía', 'los bomberos')[n % 3]}, murieron {n % 970 + 3} en Lima. ",
    "years": lambda n: f"{('En 2029 murieron', 'Murieron')[n % 2]} {n % 970 + 3} personas en Lima. ",
    "denials": lambda n: f"El alcalde {('negó', 'confirmó')[n % 2]} que murieran {n % 970 + 3} personas en Lima. ",
    "offices": lambda n: f"El ministro de Defensa, Juan {_name(n)}, habló. ",
}


def _name(number: int) -> str:
    chance = random.Random(number)
    return "".join(chance.choice("bdfglmnprstvz") + chance.choice("aeiou") for _ in range(4)).capitalize()


def _told(reader: Reader, kind: str, count: int) -> tuple[Statement, ...]:
    text = "Hubo de todo. " + "".join(TOLD[kind](number) for number in range(count))
    return reader.read(Article(text, id="a", lang="es", outlet="A", published=PRINTED)).statements


@pytest.mark.parametrize("kind", TOLD)
def test_judging_takes_no_more_for_more_of_one_fact(reader: Reader, book: Rulebook, kind: str) -> None:
    def calls(count: int) -> int:
        statements = _told(reader, kind, count)
        assert len(statements) > 0.6 * count
        profile = cProfile.Profile()
        profile.runcall(judge, statements, book)
        return sum(entry.callcount for entry in profile.getstats())

    calls(150)  # what is remembered of places and names
    assert calls(900) < 1.5 * calls(300)


def test_the_first_of_the_text_are_compared_and_the_rest_is_marked(reader: Reader, book: Rulebook) -> None:
    statements = _told(reader, "one town", COMPARED + 20)
    assert len(statements) == COMPARED + 20
    left = [one for one in statements if one.left_out]
    assert [one.id for one in left] == [one.id for one in statements[COMPARED:]]
    assert not any(one.story for one in left)
    other = reader.read(
        Article("Murieron 5.000 personas en Lima.", id="b", lang="es", outlet="B", published=PRINTED)
    ).statements
    shuffled = [*statements, *other]
    random.Random(3).shuffle(shuffled)
    found = judge(shuffled, book)
    assert found == judge([*statements[:COMPARED], *other], book)
    assert found.discrepancies


def test_every_fact_of_an_article_has_room_of_its_own(reader: Reader) -> None:
    dead = "".join(f"Murieron {number + 3} personas en Lima. " for number in range(COMPARED + 1))
    reading = reader.read(Article(dead + "Hubo 40 heridos en Cusco.", id="a", lang="es"))
    assert [one.fact for one in reading.statements if one.left_out] == ["killed"]


def test_an_article_of_news_is_compared_whole(reader: Reader) -> None:
    statements = _told(reader, "one town", COMPARED)
    assert not any(one.left_out for one in compared(statements))
