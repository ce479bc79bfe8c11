"""Every language says the same things, with the same fillings."""

from __future__ import annotations

import string

import pytest

from checker.model.verdict import Reason
from checker.texts import say, spoken, tell, texts


def _fillings(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_english_and_spanish_are_spoken() -> None:
    assert {"en", "es"} <= set(spoken())


@pytest.mark.parametrize("lang", spoken())
def test_same_keys_and_placeholders(lang: str) -> None:
    english, other = texts("en"), texts(lang)
    assert set(other) == set(english)
    assert {key for key in english if _fillings(english[key]) != _fillings(other[key])} == set()


def test_a_missing_filling_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("cli.doctor.source", "en")


def test_a_reason_is_worded_by_language() -> None:
    key = next(key for key in sorted(texts("en")) if key.startswith("reasons."))
    names = _fillings(texts("en")[key])
    reason = Reason(key.removeprefix("reasons."), {name: {"es": "uno", "en": "one"} for name in names})
    assert tell(reason, "es") != tell(reason, "en")
