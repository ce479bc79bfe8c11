"""Lists of words and phrases: what stands in round brackets is a choice."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from checker.languages.schema import FactWords
from checker.texts import say


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("huir", ["huir"]),
        ("(perder|dejar) su casa", ["perder su casa", "dejar su casa"]),
        ("(left|lost) (home|homes)", ["left home", "left homes", "lost home", "lost homes"]),
        ("salir de (su)? casa", ["salir de casa", "salir de su casa"]),
        ("(very)? ill", ["ill", "very ill"]),
        ("evacuad(o|a)", ["evacuado", "evacuada"]),
        ("(", ["("]),
    ],
)
def test_a_choice_stands_for_every_phrase(written: str, meant: list[str]) -> None:
    assert FactWords(verbs=[written]).verbs == meant


@pytest.mark.parametrize("written", ["(perder|dejar su casa", "perder|dejar", "perder) su casa", "((a|b) c) d", "() a"])
def test_a_broken_choice_is_told_with_the_phrase(written: str) -> None:
    with pytest.raises(ValidationError) as caught:
        FactWords(verbs=[written])
    assert f"(one|other) word, with both brackets: {written}" in str(caught.value)


def test_too_many_choices_are_told_and_never_spelled_out() -> None:
    with pytest.raises(ValidationError, match="stands for more than 5000 phrases"):
        FactWords(verbs=["(a|b|c|d|e|f|g|h|i|j)" * 60])


def test_every_broken_phrase_is_named() -> None:
    with pytest.raises(ValidationError, match=r"\(cosa\|caso; otro\|mas"):
        FactWords(verbs=["(cosa|caso", "bien", "otro|mas"])
    assert "paréntesis" in say("faults.choice", "es", phrase="(a|b")
