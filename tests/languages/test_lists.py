"""The shipped language files: nothing is said twice, and nothing is said that nobody asks for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from checker.languages import known, language
from checker.languages.section import Section


def lists(value: object, path: str) -> Iterator[tuple[str, list[object]]]:
    """Every list below a value, with the path of keys to it."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from lists(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{path}.{key}")
    elif isinstance(value, list):
        yield path, value


def twice(section: Section, path: str) -> dict[str, list[object]]:
    """What a list holds more than once, by the path to the list."""
    found = {at: [one for one, times in Counter(held).items() if times > 1] for at, held in lists(section, path)}
    return {at: words for at, words in found.items() if words}


@pytest.mark.parametrize("lang", known())
def test_no_list_says_a_thing_twice(lang: str) -> None:
    assert twice(language(lang), lang) == {}


def test_what_is_said_twice_is_told_with_its_path() -> None:
    stance = language("es").stance
    doubled = stance.model_copy(update={"phrases": {**stance.phrases, "possible": ["quizá", "tal vez", "quizá"]}})
    assert twice(doubled, "es.stance") == {"es.stance.phrases.possible": ["quizá"]}


READ_BY_CODE = {"firm_year", "suffix", "with_day"}  # classes that need no pattern


@pytest.mark.parametrize("lang", known())
def test_every_class_of_words_stands_in_a_pattern(lang: str) -> None:
    dates = language(lang).dates
    named = set(re.findall(r"\w+", " ".join(line for lines in dates.patterns.values() for line in lines)))
    assert {*dates.slots, *dates.glued} - named - READ_BY_CODE == set()
