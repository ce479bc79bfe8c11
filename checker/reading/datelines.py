"""The date that an article prints over or before its own text: «MADRID, 12 de mayo de 2020 (Agencia) –».

In: the text and the first full date in it. Out: whether that is the day on which the article was written, by which
«hoy» and «ayer» count. What feeds and pages give as date of publication is often that of a copy or of a crawl; what
an author printed is nearer to the text. Only where the two differ in nothing but the year, the printed one is
taken for a slip of the pen.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

HEAD = 500  # characters from the beginning in which such a date stands
SHORTLY = timedelta(days=31)
BESIDE = 4  # words that may stand with it on a line of its own: a city, a time, "Published"
_MARK = re.compile(
    r"\.?\s*(?:\)\s*)?(?:\([^()\n]{2,40}\)\s*)?(?:[.,:]?\s*[-–—]+|/{1,2}|\|)\s*\S"
)  # what opens the text
_PLACE = re.compile(r"[^\n.;:!?]{0,60}[,(]?\s*\Z")
_WORD = re.compile(r"[^\W\d_]+")


def is_dateline(text: str, start: int, end: int) -> bool:
    """Whether the date at `start` to `end` is printed over the text, or before it behind a place."""
    opens = text.rfind("\n", 0, start) + 1
    closes = text.find("\n", end)
    before, after = text[opens:start], text[end : closes if closes >= 0 else len(text)]
    alone = closes >= 0 and len(_WORD.findall(before)) + len(_WORD.findall(after)) <= BESIDE
    if alone and not (_WORD.search(after) and after.rstrip().endswith(".")):  # a line of its own, and no sentence
        return True
    if before.rstrip().endswith(("-", "–", "—")):  # an entry of a list, "Council - May 25 - budget"
        return False
    names = all(word[0].isupper() or len(word) <= 3 for word in _WORD.findall(before))
    return names and _PLACE.match(before) is not None and _MARK.match(after) is not None


def day_of(published: date | None, printed: date, *, tells_year: bool = True) -> date:
    """The day that the text counts from. «3 de enero de 2023» over an article of 3 January 2024: an old year. One
    that is printed without its year must lie shortly before the publication."""
    if published is not None and (published.month, published.day) == (printed.month, printed.day):
        return published
    if published is not None and not tells_year and not timedelta(0) <= published - printed <= SHORTLY:
        return published
    return printed
