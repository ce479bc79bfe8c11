"""Letters with their accents apart, as some systems send them, are read as the one letter that they are.

In: any text. Out: the text in composed letters (Unicode NFC), and a reading of it with all offsets and quotes put back
to where they stand in the text as given.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import groupby

from checker.model.article import Article
from checker.model.statement import Evidence, Mention, Reading

Shift = Callable[[int], int]


def composed(article: Article) -> Article:
    """The article in composed letters; the same one where it has no others."""
    text, title = _whole(article.text), _whole(article.title)
    return article if (text, title) == (article.text, article.title) else replace(article, text=text, title=title)


def put_back(reading: Reading, article: Article) -> Reading:
    """What was read of the composed article, with offsets into the one given."""
    shifts = {True: _shift(article.title), False: _shift(article.text)}
    texts = {True: article.title, False: article.text}

    def mention(one: Mention) -> Mention:
        start, end = (shifts[one.in_title](offset) for offset in (one.start, one.end))
        return replace(one, start=start, end=end, text=texts[one.in_title][start:end])

    def evidence(one: Evidence | None) -> Evidence | None:
        if one is None:
            return None
        shift, text = shifts[one.in_title], texts[one.in_title]
        start, end = shift(one.start), shift(one.end)
        number = (shift(one.number[0]), shift(one.number[1])) if one.number is not None else None
        return replace(one, start=start, end=end, quote=text[start:end], number=number)

    return replace(
        reading,
        mentions=tuple(map(mention, reading.mentions)),
        statements=tuple(replace(one, id="", evidence=evidence(one.evidence)) for one in reading.statements),
        entities=tuple(replace(one, mentions=tuple(map(mention, one.mentions))) for one in reading.entities),
    )


def _whole(text: str) -> str:
    if unicodedata.is_normalized("NFC", text):
        return text
    return "".join(unicodedata.normalize("NFC", piece) for piece in _pieces(text))


def _pieces(text: str) -> list[str]:
    """Each letter with the marks that follow it."""
    number = 0
    marked: list[tuple[int, str]] = []
    for char in text:
        number += not unicodedata.combining(char)
        marked.append((number, char))
    return ["".join(char for _, char in group) for _, group in groupby(marked, key=lambda one: one[0])]


def _shift(text: str) -> Shift:
    """From an offset in the composed text to the one in the text as given."""
    if unicodedata.is_normalized("NFC", text):
        return lambda offset: offset
    starts, at = [], 0
    for piece in _pieces(text):
        starts += [at] * len(unicodedata.normalize("NFC", piece))
        at += len(piece)
    starts.append(at)
    return lambda offset: starts[offset]
