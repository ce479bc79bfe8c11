"""Articles as they may arrive: `ArticleIn`, and dates in any wording."""

from __future__ import annotations

import re
from datetime import datetime

from pydantic import ValidationError

from checker.languages import known, language
from checker.model.article import Article
from checker.model.errors import BadInput
from checker.model.timespan import TimeSpan
from checker.texts import said
from checker.wire._lenient import Lenient


class ArticleIn(Lenient):
    """One article as it may arrive; only `text` is required."""

    text: str
    id: str | None = None
    lang: str | None = None
    source: str | None = None
    origin: str | None = None
    url: str | None = None
    published: str | None = None
    title: str | None = None


def article_from_json(data: object, *, fallback_id: str) -> tuple[Article, list[str]]:
    """An Article and the warnings about what had to be left out. Raises BadInput when it cannot be used."""
    try:
        given = ArticleIn.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "article"
        words = said(f"faults.{first['type']}") if first["type"] in ("missing", "string_type") else first["msg"]
        raise BadInput(said("intake.of", name=where, error=words)) from None
    warnings: list[str] = []
    published = None
    if given.published and given.published.strip():
        published = read_time(given.published, given.lang)
        if published is None:
            warnings.append(said("intake.undated", date=repr(given.published[:80])))
    article = Article(
        text=given.text,
        id=given.id or fallback_id,
        lang=given.lang or None,
        title=given.title or "",
        outlet=given.source or None,
        origin=given.origin or None,
        url=given.url or None,
        published=published,
    )
    return article, warnings


_NAMED = re.compile(
    r"(?:\b(?P<before>[^\W\d_]{3,})\.?\s+(?P<last>\d{1,2})(?:st|nd|rd|th)?|(?P<day>\d{1,2})\s+(?:de\s+)?(?P<name>[^\W\d_]{3,})\.?)"
    r"\s*,?\s+(?:del?\s+)?(?P<year>\d{4})\b"
)
_YEARS = range(1000, 9000)
_SLASHED = re.compile(r"\b(\d{1,2})/(\d{1,2})/(\d{4})\b")


def read_time(text: str, lang: str | None = None) -> TimeSpan | None:
    """A date of publication as ISO, month, year, e-mail style or prose; naive times are UTC. None: unreadable, or so
    far from any article's that it stands for "none"."""
    try:
        return usable(_read_time(text.strip(), lang))
    except (ValueError, OverflowError):  # at an end of the calendar, where the library counts on
        return None


def usable(at: TimeSpan | None) -> TimeSpan | None:
    """A date that an article can have, with room on either side to count in; None for any other. Programs write the
    first and the last moment that they know of (0001-01-01, 9999-12-31) where they have no date."""
    ends = (at.start, at.end) if at is not None else ()
    return at if all(end is None or end.year in _YEARS for end in ends) else None


def _read_time(text: str, lang: str | None) -> TimeSpan | None:
    try:
        return TimeSpan.from_iso(text)
    except ValueError:
        pass
    # imported here because it is slow to load and few articles need it
    import dateparser.search

    tidy = re.sub(r"\s*([/:])\s*", r"\1", text)
    order = "DMY" if lang in known() and language(lang).dates.day_first else "MDY"
    if slashed := _SLASHED.search(tidy):
        first, second = int(slashed[1]), int(slashed[2])
        order = "DMY" if first > 12 else "MDY" if second > 12 else order
    found = dateparser.search.search_dates(
        tidy,
        languages=[lang] if lang in known() else [*known()],
        settings={
            "DATE_ORDER": order,
            "REQUIRE_PARTS": ["day", "month", "year"],
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": True,
            "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 - the library wants it naive; no relative date passes REQUIRE_PARTS
        },
    )
    if not found:
        return _named_day(tidy) or _short_day(tidy, order)
    words, at = max(found, key=lambda one: len(one[0]))
    if not re.search(r"\d{4}", words):  # «hoy», "last week": relative to a day that nobody knows
        return _named_day(tidy) or _short_day(tidy, order)
    if re.search(r"\d:\d\d", words):
        return TimeSpan.from_instant(at)
    return TimeSpan.from_day(at.year, at.month, at.day)


def _named_day(text: str) -> TimeSpan | None:
    """The first day that is told with the name of its month: "Published : November 28, 2005"."""
    months = {name.casefold(): number for code in known() for name, number in language(code).dates.months.items()}
    for match in _NAMED.finditer(text):
        name, day = (match["before"], match["last"]) if match["before"] else (match["name"], match["day"])
        month = months.get(name.casefold())
        if month is not None:
            try:
                return TimeSpan.from_day(int(match["year"]), month, int(day))
            except ValueError:
                continue
    return None


def _short_day(text: str, order: str) -> TimeSpan | None:
    """ "11/28/05": the year in two digits."""
    match = re.search(r"\b(\d{1,2})/(\d{1,2})/(\d{2})\b", text)
    if match is None:
        return None
    first, second, year = (int(part) for part in match.groups())
    day, month = (first, second) if first > 12 or (order == "DMY" and second <= 12) else (second, first)
    try:
        return TimeSpan.from_day(2000 + year if year < 70 else 1900 + year, month, day)
    except ValueError:
        return None
