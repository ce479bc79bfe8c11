"""Rows of words: what they answer at once is what going through them word by word would tell."""

from __future__ import annotations

import gc
import sys
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.article import Article
from checker.reading import Reader
from checker.reading.layers import Layers
from checker.reading.text import words
from checker.reading.text.lemmas import forms
from checker.reading.text.rows import Row
from checker.reading.text.words import _TOKEN, LONGEST, Memory, Phrases, Words, fold, index_at

SENTENCE = "Según la policía, 1.200 vecinos de O'Higgins y Río Claro dejaron sus casas; 22,24 no."


def test_words_stand_where_they_say() -> None:
    row = Words(SENTENCE)
    assert [SENTENCE[start:end] for start, end in zip(row.starts, row.ends, strict=True)] == row.texts
    assert row.texts == [word.text for word in row]
    assert [row[at].text for at in row.digits] == ["1.200", "22,24"]
    assert [row[at].text for at in row.capitals] == ["Según", "O'Higgins", "Río", "Claro"]
    assert "".join(word.text for word in row) == SENTENCE.replace(" ", "")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_split_without_gap_or_overlap(text: str) -> None:
    row = Words(text)
    at = 0
    for word, start, end, folded in zip(row, row.starts, row.ends, row.folded, strict=True):
        assert at <= start < end
        assert text[start:end] == word.text
        assert folded == word.folded == fold(word.text)
        at = end
    assert row.kinds == frozenset(row.folded)
    for offset in range(len(text) + 1):
        assert index_at(row, offset) == sum(end <= offset for end in row.ends)


# pieces that meet at the edges of words: groups of digits, apostrophes, spaces of several kinds, one word too long to keep
PIECES = [*"ab1230.,'’_-é²\u00a0\u2009\n\t", " ", "  ", "000", "12", "1 000", "x" * (LONGEST + 5)]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_cut_space_by_space_as_in_one_go(text: str) -> None:
    row = Words(text)
    found = list(_TOKEN.finditer(text))
    assert row.texts == [one[1] for one in found]
    assert (row.starts, row.ends) == ([one.start(1) for one in found], [one.end(1) for one in found])
    glued = [at for at, (one, other) in enumerate(pairwise(found)) if one.end(1) == other.start(1)]
    assert [at for at in range(len(row)) if row.is_glued(at)] == glued
    assert row.digits == [at for at, word in enumerate(row) if word.is_digits]
    assert row.capitals == [at for at, word in enumerate(row) if word.is_word and word.text[0].isupper()]


@pytest.mark.parametrize("some", [frozenset({"la", "no", "sus"}), frozenset({"mar"}), frozenset({"rio"})])
def test_where_is_what_a_walk_finds(some: frozenset[str]) -> None:
    row = Words(SENTENCE)
    assert list(row.where(some)) == [at for at, word in enumerate(row) if word.folded in some]


def test_meaning_goes_by_lemma() -> None:
    row = Row("Los soldados dejaron 12 casas.", "es")
    assert [row[at].text for at in row.meaning(frozenset({"soldado", "casa"}))] == ["soldados", "casas"]
    assert list(row.meaning(frozenset({"12"}))) == []  # no word
    assert row.vocabulary == frozenset().union(*(forms(word.text, "es") for word in row if word.is_word))


def test_phrases_are_found_left_to_right_without_overlap() -> None:
    phrases = Phrases([("de la", 1), ("de la casa", 2), ("la casa", 3)])
    row = Words("de la casa de la calle")
    assert list(phrases.all_in(row)) == [(0, 3, 2), (3, 5, 1)]
    assert list(phrases.all_in(row, 1)) == [(1, 3, 3), (3, 5, 1)]
    assert list(phrases.all_in(row, 0, 4)) == [(0, 3, 2)]


def test_a_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "KEPT", 3)
    asked: list[str] = []

    def told(word: str) -> int:
        asked.append(word)
        return len(word)

    memory = Memory(told)
    assert [memory[word] for word in ("a", "bb", "a", "ccc", "dddd", "a")] == [1, 2, 1, 3, 4, 1]
    assert asked == ["a", "bb", "ccc", "dddd"]  # what is in use is not told anew
    for number in range(20):
        assert memory[f"word {number}"]
        assert memory["a"] == 1
        assert len(memory) <= 3
    assert asked.count("a") == 1
    assert memory["bb"] == 2
    assert asked.count("bb") == 2  # what nobody used was forgotten


def test_what_is_remembered_of_names_and_words_is_bounded() -> None:
    """A text of words that nobody ever wrote fills every memory: together they must stay small."""
    sizes = {
        f"{module.__name__}.{name}": one.cache_parameters()["maxsize"]
        for module in list(sys.modules.values())
        if module.__name__.startswith(("checker.reading", "checker.world", "checker.judging"))
        for name, one in vars(module).items()
        if hasattr(one, "cache_parameters") and one.__module__ == module.__name__
    }
    bounded = {name: size for name, size in sizes.items() if size is not None}
    assert len(bounded) > 20
    assert {name: size for name, size in bounded.items() if size > 20_000} == {}


def test_nothing_of_a_text_waits_for_the_garbage_collector() -> None:
    article = Article(
        text="La policía informó de 12 muertos en Lima. «Hubo 30 heridos», dijo Ana Ruiz. Añadió que son 40.\n\n"
        "Según Kiev, el ejército desplegó 3.000 soldados en la zona el martes."
    )
    reader = Reader()
    reader.read(article)  # what is remembered of its words is made here
    gc.collect()
    was_on = gc.isenabled()
    gc.disable()
    try:
        reader.read(article)
        left = [one for one in gc.get_objects() if isinstance(one, Layers | Row)]
        circles = gc.collect()
    finally:
        if was_on:
            gc.enable()
    assert not left
    assert circles == 0
