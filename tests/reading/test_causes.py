"""What brought a count about, by its words or by what befell a vehicle."""

from __future__ import annotations

import pytest

from checker.model.article import Article
from checker.reading import Reader

READER = Reader()


@pytest.mark.parametrize(
    ("lang", "text", "cause"),
    [
        ("es", "Un autobús se precipitó al río y murieron 12 personas.", "crash"),
        ("es", "Doce personas murieron al caer un autobús al vacío.", "crash"),
        ("es", "El barco se hundió frente a Sfax y murieron 12 personas.", "crash"),
        ("es", "Una avioneta cayó en Medellín y dejó cuatro muertos.", "crash"),
        ("es", "Un misil cayó sobre un autobús y mató a 12 personas.", "strike"),
        ("es", "El buque fue hundido y murieron 12 personas.", None),
        ("es", "El precio del autobús subió y murieron 12 personas.", None),
        ("en", "Twelve people died when a bus plunged into a river.", "crash"),
        ("en", "A boat sank off Sfax, killing nine.", "crash"),
        ("en", "A helicopter went down in the Andes, killing four people.", "crash"),
        ("en", "The ship was sunk and 12 sailors died.", None),
        ("en", "Bus fares rose and 12 people died.", None),
    ],
)
def test_a_vehicle_that_falls_or_sinks_is_a_crash(lang: str, text: str, cause: str | None) -> None:
    found = READER.read(Article(text, lang=lang)).statements
    assert {one.cause for one in found} == {cause}
