"""What templates make of a sentence and the words that were read in it."""

from __future__ import annotations

import pytest

from notifiers._words import marked, parted


@pytest.mark.parametrize(
    ("sentence", "words", "shown"),
    [
        ("Hay 52 muertos en Loja.", "52 muertos", "Hay «52 muertos» en Loja."),
        ("«Tengo 52 cuerpos en el coliseo», dijo.", "52 cuerpos", "«Tengo “52 cuerpos” en el coliseo», dijo."),
        ("«Es falso», dijo; hay 52 cuerpos.", "52 cuerpos", "«Es falso», dijo; hay «52 cuerpos»."),
        ("Hay 52 «caídos» allí.", "52 «caídos»", "Hay «52 “caídos”» allí."),
        ("«Son 52 “caídos”», dijo.", "52 “caídos”", "«Son “52 ‘caídos’”», dijo."),
    ],
)
def test_quotation_marks_follow_each_other_in_their_order(sentence: str, words: str, shown: str) -> None:
    before, read, after = parted(sentence, words)
    assert before + marked(before, read) + after == shown
