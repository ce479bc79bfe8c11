"""`sitemap`: a (news) sitemap, or an index of sitemaps, whose pages are fetched.

Options: `url`; `since`: pages whose date is older than so many days are passed over (3); `pages`: the most pages of one
poll; `backlog`: how many beyond these the next polls take up; `match`: a regular expression that addresses must fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from lxml import etree
from pydantic import Field

from checker.clock import utc_now
from checker.http import Http, HttpError
from checker.intake.addresses import absolute
from checker.intake.base import Cursor, Dated, Fetched, joined
from checker.intake.linked import Fitting, Link, LinkedOptions, LinkedSource
from checker.intake.markup import without_halves
from checker.model.errors import BadInput
from checker.texts import said, told
from checker.unpack import Unpacker
from checker.wire import read_time

MAPS = 20  # sitemaps of one index that one poll asks for, the latest first
MOST_LINKS = 50_000  # of one sitemap, as the protocol has it


class Options(LinkedOptions):
    """The keys of a sitemap source."""

    since: float = Field(default=3.0, gt=0, le=3650)
    pages: int = Field(default=50, ge=1, le=1000)
    backlog: int = Field(default=500, ge=0, le=50_000)


class SitemapSource(LinkedSource[Options]):
    """One sitemap with those that it names."""

    def fetch(self, cursor: Cursor) -> Fetched:
        """The articles that are new or changed. Raises HttpError, or BadInput for what is no sitemap."""
        oldest = utc_now() - timedelta(days=self.options.since)
        maps, links = self._read(self.options.url)
        errors: list[str] = []
        for inner in sorted(maps, key=lambda one: one.changed, reverse=True)[:MAPS]:
            if _too_old(inner, oldest):
                continue
            try:
                links += self._read(inner.url)[1]
            except (HttpError, BadInput) as error:
                errors.append(told(error))
        fits = Fitting(self.options.match or "")
        wanted = [link for link in links if not _too_old(link, oldest) and fits(link.url)]
        found = self.pages_of(wanted, cursor)
        skipped = said("intake.sitemaps_passed", count=len(maps) - MAPS) if len(maps) > MAPS else ""
        notes = [one for one in (skipped, found.skipped) if one]
        return Fetched(found.items, found.cursor, (*errors, *found.errors), joined(notes))

    def _read(self, url: str) -> tuple[list[Link], list[Link]]:
        answer = self.http.get(url)
        body = answer.body
        if body.startswith(b"\x1f\x8b"):  # .xml.gz
            try:
                body = Unpacker(self.http.max_bytes)(body)
            except ValueError as error:
                raise BadInput(said("intake.bad_packing", error=error)) from None
            if len(body) > self.http.max_bytes:
                raise BadInput(said("intake.sitemap_too_large", size=f"{self.http.max_bytes / 1e6:g}"))
        return parsed(body, answer.url)


def parsed(body: bytes, url: str) -> tuple[list[Link], list[Link]]:
    """The sitemaps and the pages that a sitemap names. Raises BadInput for what is none."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(without_halves(body), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BadInput(said("intake.bad_sitemap", error=error)) from None
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        raise BadInput(said("intake.no_sitemap"))
    found = list(_links(root, url))
    return (found, []) if _name(root) == "sitemapindex" else ([], found)


def _links(root: etree._Element, base: str) -> Iterator[Link]:
    for number, entry in enumerate(root):
        if number >= MOST_LINKS or not isinstance(entry.tag, str):
            continue
        told: dict[str, str] = {}
        for element in entry.iter():
            if isinstance(element.tag, str) and element.text and element.text.strip():
                told.setdefault(_name(element), element.text.strip()[:4000])
        link = absolute(base, told.get("loc", ""))
        if not link:
            continue
        news = read_time(told["publication_date"][:100]) if "publication_date" in told else None
        changed = read_time(told["lastmod"][:100]) if "lastmod" in told else None
        at = Dated(news, "feed") if news else Dated(changed, "lastmod") if changed else None
        yield Link(link, told.get("lastmod", ""), at, told.get("title", ""))


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""


def _too_old(link: Link, oldest: datetime) -> bool:
    return bool(link.date and link.date.at.end and link.date.at.end < oldest)


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> SitemapSource:
    """A sitemap source."""
    return SitemapSource(source_id, options, outlet, lang, http)
