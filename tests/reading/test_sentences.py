"""Sentences, captions glued to them, abbreviations, languages."""

from __future__ import annotations

import pytest

from checker.reading.sentences import detect
from tests.reading.layered import read


@pytest.mark.parametrize(
    ("lang", "text", "want"),
    [
        ("es", "Llegó el Dr. Ruiz. Habló poco.", ["Llegó el Dr. Ruiz.", "Habló poco."]),
        ("es", "Viajó a EE. UU. en mayo. Volvió.", ["Viajó a EE. UU. en mayo.", "Volvió."]),
        ("es", "Hubo 1.200 casos. Nada más.", ["Hubo 1.200 casos.", "Nada más."]),
        ("es", "«No vendrá». Eso dijo.", ["«No vendrá».", "Eso dijo."]),
        ("es", "¿Vendrá? Nadie lo sabe.", ["¿Vendrá?", "Nadie lo sabe."]),
        ("es", "Terminó el acto.El público salió.", ["Terminó el acto.", "El público salió."]),
        ("en", "Mr. Poole left. He said little.", ["Mr. Poole left.", "He said little."]),
        ("en", "The U.S. army moved. It rained.", ["The U.S. army moved.", "It rained."]),
        ("en", "It measured 7.4. In 1976 it was 8.", ["It measured 7.4.", "In 1976 it was 8."]),
        ("en", "“Stay.” That was all.", ["“Stay.”", "That was all."]),
        ("en", "One line\nAnother line", ["One line", "Another line"]),
    ],
)
def test_split(lang: str, text: str, want: list[str]) -> None:
    layers = read(text, lang)
    assert [text[one.start : one.end] for one in layers.sentences] == want


def test_a_caption_glued_to_a_name_is_parted() -> None:
    text = "El ministro saluda a su invitado Aaro KangMinisterio de Cultura"
    assert len(read(text, "es").sentences) == 2


@pytest.mark.parametrize(
    ("text", "want"),
    [("El tren llegó tarde a la estación.", "es"), ("The train came late to the station.", "en"), ("", "es")],
)
def test_language(text: str, want: str) -> None:
    assert detect(text, ("es", "en")) == want
