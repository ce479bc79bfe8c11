"""`feed`: an RSS or Atom feed over HTTP, asked politely (ETag, Last-Modified) and read whatever its state.

Options: `url`; `full_text: true` fetches the page of an entry whose feed holds only a summary. An entry is known
by its GUID, or else by its link without tracking parameters; an edited entry is a new revision.
"""

from __future__ import annotations

import calendar
import hashlib
import html
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import feedparser
from pydantic import BaseModel, ConfigDict

from checker.http import Http, HttpError
from checker.intake.base import Cursor, Fetched, RawItem
from checker.intake.files import read_bytes
from checker.intake.origins import origin_of
from checker.model.article import Article
from checker.model.errors import BadInput
from checker.model.timespan import TimeSpan

REMEMBERED = 5_000  # entries of one feed whose hashes are kept
_TRACKING = re.compile(r"(utm_|fbclid|gclid|mc_|ref$|ref_|cmp$|smid|ocid|igshid|xtor)", re.IGNORECASE)
_BLOCK = re.compile(
    r"</?(p|div|br|li|ul|ol|h\d|blockquote|figure|figcaption|table|tr|section|article)\b[^>]*>", re.IGNORECASE
)
_DROPPED = re.compile(r"<(script|style|iframe|noscript)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)


class Options(BaseModel):
    """The keys of a feed source."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    url: str
    full_text: bool = False


class FeedSource:
    """One feed."""

    def __init__(self, source_id: str, options: Options, outlet: str | None, lang: str | None, http: Http) -> None:
        self.id = source_id
        self.options = options
        self.outlet = outlet
        self.lang = lang
        self.http = http

    def fetch(self, cursor: Cursor) -> Fetched:
        """The entries that are new or edited. Raises HttpError, or BadInput for what is no feed."""
        url = str(cursor.get("url") or self.options.url)
        response = self.http.get(url, etag=cursor.get("etag"), last_modified=cursor.get("last_modified"))
        if response.not_modified:
            return Fetched((), cursor)
        # the address guard and the limits are ours: feedparser sees bytes, never an address
        feed = feedparser.parse(response.body, response_headers=_content_headers(response.headers))
        if not feed.entries and not feed.version:
            raise BadInput("is no feed: no entries can be found in it; is the address that of the feed itself?")
        known: dict[str, str] = dict(cursor.get("seen", {}))
        items: list[RawItem] = []
        errors: list[str] = []
        for entry in feed.entries:
            try:
                item = self._item(entry, feed.feed)
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                errors.append(f"an entry cannot be read: {error}")
                continue
            if item is None or known.get(item.identity) == item.sha256:
                continue
            known.pop(item.identity, None)
            known[item.identity] = item.sha256
            items.append(item)
        new: Cursor = {
            "etag": response.headers.get("etag"),
            "last_modified": response.headers.get("last-modified"),
            "seen": dict(list(known.items())[-REMEMBERED:]),
        }
        if response.permanent_url:
            new["url"] = response.permanent_url
        return Fetched(tuple(items), new, tuple(errors))

    def _item(self, entry: Mapping[str, Any], feed: Mapping[str, Any]) -> RawItem | None:
        link = str(entry.get("link") or "")
        title = plain_text(str(entry.get("title") or ""))
        texts = [str(part.get("value") or "") for part in entry.get("content") or ()]
        text = max([*map(plain_text, texts), plain_text(str(entry.get("summary") or ""))], key=len)
        if self.options.full_text and link:
            text = self._page(link) or text
        text = text or title
        if not text:
            return None
        identity = str(entry.get("id") or "") or canonical_url(link) or hashlib.sha256(title.encode()).hexdigest()
        article = Article(
            text=text,
            id=f"{self.id}:{hashlib.sha256(identity.encode()).hexdigest()[:16]}",
            lang=self.lang or _language(entry, feed),
            title=title if title != text else "",
            outlet=self.outlet or plain_text(str(feed.get("title") or "")) or None,
            origin=origin_of(text),
            url=link or None,
            published=_published(entry),
        )
        digest = hashlib.sha256(f"{article.title}\x1f{article.text}".encode()).hexdigest()
        return RawItem(canonical_url(link) or identity, article, digest)

    def _page(self, link: str) -> str | None:
        """The article text of a page; None when it cannot be had, for the feed's own text still serves."""
        try:
            page = self.http.get(link)
        except HttpError:
            return None
        for item in read_bytes(page.body, ".html", name=link, stem="page"):
            if item.article is not None:
                return item.article.text
        return None


def build(source_id: str, options: Options, *, outlet: str | None, lang: str | None, http: Http) -> FeedSource:
    """A feed source."""
    return FeedSource(source_id, options, outlet, lang, http)


def plain_text(markup: str) -> str:
    """HTML as text, a line for each block; scripts dropped, nothing executed."""
    text = _BLOCK.sub("\n", _DROPPED.sub(" ", markup))
    text = html.unescape(re.sub(r"<[^>]{0,2000}>", "", text))
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def canonical_url(url: str) -> str:
    """A link without what differs between shares of one page: tracking parameters, fragment, scheme, `www.`."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    if not parts.netloc:
        return url.strip()
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)])
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.").removeprefix("amp.")
    path = re.sub(r"/amp/?\Z", "/", parts.path).rstrip("/")
    return urlunsplit(("https", host, path, query, ""))


def _published(entry: Mapping[str, Any]) -> TimeSpan | None:
    """The entry's time of publication; what cannot be (before 1990, the epoch) is not believed."""
    for key in ("published_parsed", "updated_parsed", "created_parsed"):
        parsed = entry.get(key)
        if parsed:
            at = datetime.fromtimestamp(calendar.timegm(parsed), UTC)
            if at.year >= 1990:
                return TimeSpan.from_instant(at)
    return None


def _language(entry: Mapping[str, Any], feed: Mapping[str, Any]) -> str | None:
    told = str(entry.get("language") or feed.get("language") or "")
    return told[:2].lower() or None


def _content_headers(headers: Mapping[str, str]) -> dict[str, str]:
    return {key: headers[key] for key in ("content-type", "content-language") if key in headers}
