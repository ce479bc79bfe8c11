"""An article as it came in, before anything is read out of it."""

from __future__ import annotations

from dataclasses import dataclass

from checker.model.timespan import TimeSpan


@dataclass(frozen=True, slots=True)
class Article:
    """`text` is never changed: every offset in the product counts code points into it.

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
