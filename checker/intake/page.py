"""`page`: one article page, read again at every poll, so that each edit of it is noticed.

Options: `url`.
"""

from __future__ import annotations

from checker.http import Http
from checker.intake.base import Addressed, Cursor, Fetched, WebSource
from checker.intake.pages import item_of, read_page
from checker.model.errors import BadInput
from checker.texts import said


class Options(Addressed):
    """The keys of a page source."""


class PageSource(WebSource[Options]):
    """One page."""

    def fetch(self, cursor: Cursor) -> Fetched:
        """The page's article if it changed. Raises HttpError, or BadInput when no article is there."""
        answer = self.http.get(self.options.url, etag=cursor.get("etag"), last_modified=cursor.get("last_modified"))
        if answer.not_modified:
            return Fetched((), cursor)
        page = read_page(answer.body, url=answer.url, content_type=answer.headers.get("content-type", ""))
        if page is None:
            raise BadInput(said("intake.no_text"))
        item = item_of(page, answer.body, source=self.id, outlet=self.outlet, lang=self.lang, link=self.options.url)
        new: Cursor = {"etag": answer.headers.get("etag"), "last_modified": answer.headers.get("last-modified")}
        new["seen"] = item.sha256
        return Fetched(() if cursor.get("seen") == item.sha256 else (item,), new)


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> PageSource:
    """A page source."""
    return PageSource(source_id, options, outlet, lang, http)
