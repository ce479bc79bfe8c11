"""The first layers of the reader over one text: sentences, numbers and dates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from checker.languages import language
from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.reading import sentences
from checker.reading.dates import dates
from checker.reading.layers import Layers
from checker.reading.numbers import numbers

CORPUS = Path(__file__).parents[1] / "corpus"
LANGUAGES = {code: language(code) for code in ("es", "en")}


def cases(topic: str) -> list[tuple[str, dict[str, Any]]]:
    """Every line of a topic's corpus with its language."""
    return [
        (lang, json.loads(line))
        for lang in LANGUAGES
        for line in (CORPUS / f"{topic}.{lang}.jsonl").read_text(encoding="utf-8").splitlines()
    ]


def read(text: str, lang: str, published: str | None = None) -> Layers:
    """Layers of a text, as far as dates."""
    article = Article(text, published=TimeSpan.from_iso(published) if published else None)
    layers = Layers(article, text, lang, LANGUAGES, {}, {})
    for component in (sentences, numbers, dates):
        component.annotate(layers)
    return layers
