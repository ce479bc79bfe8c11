"""Numbers and their hedges, on one-line examples and on anything at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.languages import language
from checker.reading.layers import NumberHit
from checker.reading.numbers.numbers import alone, ends_name, in_full
from checker.reading.numbers.numberwords import Grammar, grammar_of
from checker.reading.numbers.separators import marks_of
from checker.reading.text.words import Words, index_at
from tests.reading.layered import cases, read


def counted(hits: list[NumberHit]) -> list[NumberHit]:
    return [hit for hit in hits if hit.role is None and not hit.article_one]


def told(hit: NumberHit) -> dict[str, Any]:
    value = hit.quantity.to_json()
    out: dict[str, Any] = {"text": hit.quantity.text, "kind": hit.kind}
    out |= {key: value[key] for key in ("low", "high", "qualifier")}
    return out | ({"currency": hit.currency} if hit.kind == "money" else {})


@pytest.mark.parametrize(
    ("lang", "case"), cases("numbers") + cases("hedges") + cases("amounts"), ids=lambda one: str(one)[:60]
)
def test_corpus(lang: str, case: dict[str, Any]) -> None:
    assert [told(hit) for hit in counted(read(case["text"], lang).numbers)] == case["want"]


@pytest.mark.parametrize("lang", ["es", "en"])
@settings(deadline=None)
@given(text=st.text(max_size=300))
def test_never_raises_and_quotes_what_it_read(lang: str, text: str) -> None:
    for hit in read(text, lang).numbers:
        assert hit.start <= hit.core_start < hit.core_end <= hit.end
        assert hit.quantity.text == text[hit.start : hit.end]


@settings(deadline=None)
@given(number=st.integers(min_value=0, max_value=10**12))
def test_grouped_digits_round_trip(number: int) -> None:
    for lang, mark in (("es", "."), ("es", "\u00a0"), ("en", ","), ("en", " ")):
        written = f"{number:,}".replace(",", mark)
        hits = read(f"Total: {written} x", lang).numbers
        assert [hit.quantity.low for hit in hits] == [number], written


@settings(deadline=None)
@given(number=st.integers(min_value=0, max_value=999), tenths=st.integers(min_value=0, max_value=99))
def test_decimals_round_trip(number: int, tenths: int) -> None:
    for lang, mark in (("es", ","), ("en", "."), ("es", ".")):
        hits = read(f"Total: {number}{mark}{tenths:02d}%", lang).numbers
        assert [float(hit.quantity.low or 0) for hit in hits] == [float(f"{number}.{tenths:02d}")]


def test_an_article_is_marked_as_one_that_may_be_no_count() -> None:
    hits = read("Un barco y dos botes.", "es").numbers
    assert [(hit.quantity.text, hit.article_one) for hit in hits] == [("Un", True), ("dos", False)]


@pytest.mark.parametrize(
    ("lang", "text", "role"),
    [
        ("es", "La mitad de los socios votó.", "share"),
        ("es", "Duró tres años.", "duration"),
        ("es", "Tiene 35 años de edad.", "age"),
        ("es", "Ganaron por 3-1.", "score"),
        ("en", "One in five houses is empty.", "share"),
        ("en", "It took three years.", "duration"),
        ("en", "A 35-year-old man was seen.", "age"),
        ("en", "They won 3-1.", "score"),
    ],
)
def test_numbers_that_count_nothing_say_what_they_are(lang: str, text: str, role: str) -> None:
    assert {hit.role for hit in read(text, lang).numbers if not hit.article_one} == {role}


def test_the_article_itself_decides_what_a_mark_means() -> None:
    mexican = read("El pozo da 3.5 litros. Vinieron 11,250 a verlo y 4.75 no.", "es").numbers
    assert [hit.quantity.low for hit in mexican] == [pytest.approx(3.5), 11250, pytest.approx(4.75)]
    spanish = read("El pozo da 3,5 litros. Vinieron 11.250 a verlo.", "es").numbers
    assert [hit.quantity.low for hit in spanish] == [pytest.approx(3.5), 11250]


@pytest.mark.parametrize(
    ("lang", "text", "codes"),
    [
        ("es", "El equipo 192.168.10.4 no responde.", ["192", "168", "10", "4"]),
        ("es", "La versión 2.6.24 falla.", ["2", "6", "24"]),
        ("en", "Version 2.4.1 mends the fault.", ["2", "4", "1"]),
        ("es", "Se vendieron 1.234.567 sacos.", []),
        ("es", "Cerró el 02.06.2024.", []),
        ("es", "Cuesta 1.200,50 euros.", []),
    ],
)
def test_rows_of_numbers_that_tell_no_amount_are_listed_apart(lang: str, text: str, codes: list[str]) -> None:
    layers = read(text, lang)
    assert [hit.quantity.text for hit in layers.codes] == codes
    assert not codes or not layers.numbers


def neighbours(grammar: Grammar, lang: str) -> list[str]:
    """Everything that the data of a language says of numbers, in lists and tables of any depth, and what it does not."""

    def words(told: object) -> Iterator[str]:
        if isinstance(told, str):
            yield told
        elif isinstance(told, Mapping):
            yield from words([*told.keys(), *told.values()])
        elif isinstance(told, Iterable):
            for one in told:
                yield from words(one)

    hedges = language(lang).hedges.model_dump().values()
    found = {*words(language(lang).numbers.model_dump().values()), *words(hedges)}
    return sorted(
        {one for one in found if one.strip()} | set('.,;:-–/%$€£º()«»"') | {"Quito", "casas", "people", "7", "250"}
    )


@pytest.mark.parametrize("lang", ["es", "en"])
def test_a_number_alone_is_what_the_whole_grammar_makes_of_it(lang: str) -> None:
    grammar, marks = grammar_of(lang), marks_of((), lang)
    beside = neighbours(grammar, lang)
    numbers = ["7", "12", "300", "1.500", "1,500", "2024", *sorted(grammar.simple)[::2]]
    short = 0
    for number in numbers:
        for other in beside:
            behind = f"{number} {other}", f"{number}{other}", f"{number} {other} 5"
            for text in (*behind, f"{other} {number}", f"{other}{number}"):
                words = Words(text)
                at = index_at(words, 0 if text.startswith(number) else text.rindex(number))
                found = alone(words, at, grammar, marks)
                if found is not None:
                    ranked = any(map(grammar.ranks.__getitem__, words.kinds))
                    assert found == in_full(words, at, grammar, marks, ranked=ranked), text
                    short += 1
    assert short > len(numbers)


@pytest.mark.parametrize("lang", ["es", "en"])
def test_digits_that_end_a_name_are_no_number_for_the_whole_grammar(lang: str) -> None:
    grammar, marks = grammar_of(lang), marks_of((), lang)
    passed = 0
    for number in ("7", "19", "300", "1.500", "2024"):
        for other in neighbours(grammar, lang):
            for text in (f"covid-{number} {other}", f"covid-{number}{other}", f"sub–{number}, {other} 5"):
                words = Words(text)
                if ends_name(words, 2):
                    assert all(in_full(words, 2, grammar, marks, ranked=ranked) is None for ranked in (True, False)), (
                        text
                    )
                    passed += 1
    assert passed > len(neighbours(grammar, lang))
    assert not any(ends_name(Words(text), 2) for text in ("covid - 19", "covid- 19", "12-19 casos", "covid-19th"))
