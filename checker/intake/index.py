"""`index`: a page that lists articles, such as a front page or a section, for sites that have no feed.

Options: `url`; `match`: a regular expression that links to articles fit (without it, links of the same site whose
address looks like an article's: a date, a number or a slug of several words); `pages`: the most pages of one poll;
`backlog`: how many links beyond these the next polls take up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

from checker.http import Http
from checker.intake.addresses import absolute, canonical_url, host_of, names_an_article
from checker.intake.base import Cursor, Fetched
from checker.intake.linked import Fitting, Link, LinkedOptions, LinkedSource
from checker.intake.pages import date_in_url, parseable
from checker.model.errors import BadInput
from checker.texts import said

MOST_LINKS = 5_000  # of one page
_ARTICLE = re.compile(r"(?:\w+-){3,}\w+|\d{5,}|/\d{4}/\d{1,2}/|\.html?\Z")


class Options(LinkedOptions):
    """The keys of an index source."""


class IndexSource(LinkedSource[Options]):
    """One page of links."""

    def fetch(self, cursor: Cursor) -> Fetched:
        """The articles that the page links to and that are new. Raises HttpError, or BadInput when it links to none."""
        answer = self.http.get(self.options.url)
        links = list(article_links(answer.body, answer.url, self.options.match))
        if not links:
            raise BadInput(said("intake.no_links"))
        return self.pages_of(links, cursor)


def article_links(raw: bytes, url: str, match: str | None = None) -> Iterator[Link]:
    """The links of a page to articles, in their order, each once. Raises BadInput when `match` takes too long."""
    if not parseable(raw):
        return
    try:
        tree = html.document_fromstring(raw, parser=html.HTMLParser(no_network=True))
    except (etree.ParserError, ValueError):
        return
    seen, fitting = {canonical_url(url)}, Fitting(match or "")
    for element in list(tree.iter("a"))[:MOST_LINKS]:
        link = absolute(url, element.get("href") or "")
        key = canonical_url(link) if link else ""
        if not key or key in seen or not names_an_article(link):
            continue
        fits = fitting(link) if match else host_of(link) == host_of(url) and _ARTICLE.search(key[key.find("/", 8) :])
        if fits:
            seen.add(key)
            yield Link(link, date=date_in_url(link), title=" ".join((element.text_content() or "").split())[:300])


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> IndexSource:
    """An index source."""
    return IndexSource(source_id, options, outlet, lang, http)
