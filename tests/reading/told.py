"""What the whole reader tells of one fact in one sentence, printed on a day in May 2024."""

from __future__ import annotations

from checker.model.article import Article
from checker.model.statement import Statement
from checker.model.timespan import TimeSpan
from checker.reading import Reader

READER = Reader()
PRINTED = TimeSpan.from_iso("2024-05-13")


def told(fact: str, text: str, lang: str) -> list[Statement]:
    """The statements of a fact."""
    return [one for one in READER.read(Article(text, lang=lang, published=PRINTED)).statements if one.fact == fact]
