"""No text breaks the reader: pieces that have no business together, in any order."""

from __future__ import annotations

import random

import pytest

from checker.model.article import Article
from checker.reading import Reader

PIECES = [
    "9" * 5000, "1.", "2,", "mil ", "«", "»", "según ", "Kiev", "\u202e", "\x00", "a" * 3000, "12/31/9999 ", "31/02/2024 ",
    "2024-99-99 ", "hace 99999 años ", "siglo XXI ", "999999999999999 millones de millones de muertos ", " en 0000 ", "\n",
    "0.0000000001 ", "-", "—", "%", "€", "1e999 ", "١٢٣ ", "１２３ soldados", "²", "½ millón ", "murieron ", "heridos", "El general ",
    "von der ", "de de de ", "'", "’s ",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(60))
def test_never_raises_and_every_quote_is_in_the_text(reader: Reader, seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choice(PIECES) + chance.choice(["", " "]) for _ in range(chance.randint(1, 25)))
    for lang in ("es", "en"):
        reading = reader.read(Article(text, id="x", lang=lang, title=text[:80]))
        for statement in reading.statements:
            evidence = statement.evidence
            if evidence is not None and not evidence.in_title:
                assert text[evidence.start : evidence.end] == evidence.quote
