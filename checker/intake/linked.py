"""Articles behind links that a source lists: which are new, how many one poll fetches, and what it leaves out."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated, TypeVar

import regex
from pydantic import AfterValidator, Field

from checker.http import HttpError
from checker.intake.addresses import canonical_url
from checker.intake.base import Addressed, Cursor, Dated, Fetched, RawItem, WebSource, joined
from checker.intake.pages import item_of, read_page
from checker.model.errors import BadInput
from checker.texts import said, told

REMEMBERED = 50_000  # links of one source that are known to have been read
DUMB = 3  # pages in a row without any answer, after which a poll asks for no more
TRIES = 3  # polls in which a page that cannot be had is asked for
PATIENCE = 2.0  # processor seconds that a pattern may take of one poll
LONGEST = 2_000  # letters of an address that are held against it


def _compiles(value: str) -> str:
    try:
        regex.compile(value)
    except regex.error as error:
        raise ValueError(said("config.pattern", at=(error.pos or 0) + 1)) from None
    return value


Match = Annotated[str, Field(max_length=500), AfterValidator(_compiles)]


class Fitting:
    """Whether addresses fit a `match`. A pattern of repeats within repeats can take for ever on an address that a site
    made for it, so that all of them together have `PATIENCE`."""

    def __init__(self, match: str) -> None:
        self._pattern, self._left = regex.compile(match), PATIENCE

    def __call__(self, url: str) -> bool:
        """Raises BadInput where it takes too long."""
        begun = time.thread_time()
        with suppress(TimeoutError):
            fits = self._pattern.search(url[:LONGEST], timeout=self._left) is not None
            self._left -= time.thread_time() - begun
            if self._left > 0:
                return fits
        raise BadInput(said("intake.slow_match", match=self._pattern.pattern, url=url[:200]))


@dataclass(frozen=True, slots=True)
class Link:
    """An article as a list names it. `changed` is what the list says of its last edit, empty when it says nothing."""

    url: str
    changed: str = ""
    date: Dated | None = None
    title: str = ""


class LinkedOptions(Addressed):
    """The keys of a source that lists pages. `match`: what addresses must fit; `pages`: at most so many in one poll;
    `backlog`: links beyond these that the next polls take up, newest first, before the rest is passed over."""

    match: Match | None = None
    pages: int = Field(default=20, ge=1, le=500)
    backlog: int = Field(default=100, ge=0, le=10_000)


ListKeys = TypeVar("ListKeys", bound=LinkedOptions)


class LinkedSource(WebSource[ListKeys]):
    """Fetches the pages of listed links."""

    def pages_of(self, links: Iterable[Link], cursor: Cursor) -> Fetched:
        """The articles of the links that are new or edited, newest first, and a cursor that knows them.

        A source that was never polled before gives its newest pages; the rest is passed over, and said.
        """
        known: dict[str, str] = dict(cursor.get("seen", {}))
        fresh: dict[str, Link] = {}
        for link in links:
            key = canonical_url(link.url)
            mark, _, tries = known.get(key, "").partition("?")
            again = bool(tries) and int(tries) < TRIES
            if key not in fresh and (key not in known or mark != link.changed or again):
                fresh[key] = link
        ordered = sorted(fresh.items(), key=lambda one: _newest_first(one[1]))
        items: list[RawItem] = []
        errors: list[str] = []
        dumb = done = 0
        for key, link in ordered[: self.options.pages]:
            before = known.pop(key) if key in known else None
            tries = (before or "").partition("?")[2]
            known[key] = link.changed
            try:
                item = self.item(link)
            except HttpError as error:
                errors.append(told(error))
                dumb = dumb + 1 if error.retryable and error.status is None else 0
                if error.retry_after or dumb == DUMB:
                    known.pop(key)
                    known |= {key: before} if before is not None else {}
                    break  # the site is to be left alone: what is left waits, and counts no try
                done += 1
                if error.retryable:
                    known[key] = f"{link.changed}?{int(tries or 0) + 1}"
                continue
            dumb, done = 0, done + 1
            if item is None:
                errors.append(said("intake.no_text_in", url=link.url.partition("?")[0][:200]))
            else:
                items.append(item)
        held = len(ordered[: self.options.pages]) - done
        waiting = ordered[self.options.pages :]
        passed = waiting[self.options.backlog :] if cursor else waiting
        for key, link in passed:
            known[key] = link.changed
        notes = []
        if held + len(waiting) > len(passed):
            notes.append(said("intake.pages_wait", count=held + len(waiting) - len(passed)))
        if passed:
            notes.append(said("intake.pages_passed", count=len(passed), most=self.options.pages))
        return Fetched(tuple(items), {"seen": dict(list(known.items())[-REMEMBERED:])}, tuple(errors), joined(notes))

    def item(self, link: Link) -> RawItem | None:
        """The article of one page; None when it holds none. Raises HttpError."""
        answer = self.http.get(link.url, page=True)
        page = read_page(answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""))
        if page is None:
            return None
        item = item_of(page, answer.body, source=self.id, outlet=self.outlet, lang=self.lang, link=link.url)
        dates: Sequence[Dated] = (*page.dates, *([link.date] if link.date else ()))
        if link.date and link.date.says == "feed":
            dates = (link.date, *page.dates)
        title = item.article.title or link.title
        article = replace(item.article, title=title, published=dates[0].at if dates else None)
        return replace(item, article=article, dates=tuple(dates))


def _newest_first(link: Link) -> tuple[bool, float]:
    """Those without a date keep the order of the list, behind those with one."""
    start = link.date.at.start if link.date else None
    return (start is None, -start.timestamp() if start else 0.0)
