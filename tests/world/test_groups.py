"""Kinds of people by the words of two languages."""

from __future__ import annotations

import pytest

from checker import world
from checker.judging.alignment import Relation
from checker.judging.people import groups
from checker.model.statement import Ref


@pytest.mark.parametrize(
    ("one", "two", "relation"),
    [
        ("reclusos", "inmates", Relation.EQUAL),
        ("presos", "internos", Relation.EQUAL),
        ("alumnos", "estudiantes", Relation.EQUAL),
        ("niñas", "minors", Relation.EQUAL),
        ("reclusos", "guardias", Relation.DIFFERENT),
        ("alumnos", "maestros", Relation.DIFFERENT),
    ],
)
def test_two_words_for_one_kind_of_people(one: str, two: str, relation: Relation) -> None:
    assert groups(Ref(one), Ref(two)) is relation


def test_most_words_are_of_no_kind() -> None:
    assert world.group_kinds("bombas") == frozenset()
