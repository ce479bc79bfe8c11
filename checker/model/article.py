"""An article as it came in, before anything is read out of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from checker.model.timespan import TimeSpan

_HALVES = re.compile("[\ud800-\udfff]")


def whole(text: str) -> str:
    """A text of the same length without halves of surrogate pairs, which JSON and markup can smuggle in and which no
    file, database or answer can hold."""
    return text if text.isascii() else _HALVES.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Article:
    """`text` is never changed, but for halves of surrogate pairs: every offset in the product counts code points in it.

    `outlet` printed it, `origin` wrote it (an agency); None = not known. `published` keeps the grain it was
    given in; None = not dated. `revision` counts from 1 and grows when the outlet edits the article.
    """

    text: str
    id: str = ""
    lang: str | None = None
    title: str = ""
    outlet: str | None = None
    origin: str | None = None
    url: str | None = None
    published: TimeSpan | None = None
    revision: int = 1

    def __post_init__(self) -> None:
        for name in ("text", "id", "lang", "title", "outlet", "origin", "url"):
            value = getattr(self, name)
            if value is not None and (clean := whole(value)) is not value:
                object.__setattr__(self, name, clean)
