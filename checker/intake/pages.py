"""An article out of a web page: its text by trafilatura, and what the page says of itself (canonical link, JSON-LD,
OpenGraph).

Nothing in a page is executed or fetched. A page is hostile until read: its canonical link counts only within its own
site, and its size is bounded before anything is parsed.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree, html

from checker.intake.addresses import absolute, canonical_url, host_of, names_an_article
from checker.intake.base import Dated, RawItem, digest, sha256
from checker.intake.markup import depth, in_blocks, overloaded
from checker.model.article import Article
from checker.model.timespan import TimeSpan
from checker.wire import read_time

LARGEST = 4_000_000  # bytes of a page that are looked at
DEEPEST = 1_000  # elements within each other, where end tags may be missing; what is deeper is no article
_NODES = 2_000  # of JSON-LD that are looked at
_META_CHARSET = re.compile(rb"<meta[^>]{0,200}charset", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_XML_ENCODING = re.compile(rb"\s*<\?xml\b[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml\b[^<>]{0,200}>")  # parsers refuse text that says how its bytes are written
_LANG = re.compile(r"[a-zA-Z]{2}\b")
_DATES = ("datePublished", "dateCreated", "uploadDate")
_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "publishdate",
    "pubdate",
    "dc.date.issued",
    "dc.date",
    "date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
)
_URL_DATE = re.compile(r"/(20\d\d|19[89]\d)[/-]?(0[1-9]|1[0-2])[/-]?(0[1-9]|[12]\d|3[01])(?=[/_-]|\.|\Z)")

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. `url` is its canonical address, `site` the name it gives itself."""

    text: str
    title: str = ""
    url: str = ""
    lang: str | None = None
    site: str | None = None
    author: str = ""
    dates: tuple[Dated, ...] = ()


def read_page(raw: bytes, *, url: str = "", content_type: str = "") -> Page | None:
    """The article of a page; None when no article text can be found in it. Never raises on any bytes."""
    if not parseable(raw):
        return None
    try:
        return _read(_decoded(raw, content_type), url)
    except (ValueError, TypeError, AttributeError, LookupError, RecursionError, AssertionError, etree.LxmlError):
        return None  # parsers meet pages that nobody foresaw; the next page is another matter


def parseable(raw: bytes) -> bool:
    """Whether a page can be given to parsers: neither its size nor its depth would keep them for minutes, or run them
    out of stack."""
    return len(raw) <= LARGEST and not overloaded(raw) and depth(raw) <= DEEPEST


def item_of(page: Page, raw: bytes, *, source: str, outlet: str | None, lang: str | None, link: str) -> RawItem:
    """A page as an item of a source; `link` is where it was found, which counts beside its canonical address."""
    url = page.url or link
    identity = canonical_url(url)
    article = Article(
        text=page.text,
        id=article_id(identity, source),
        lang=lang or page.lang,
        title=page.title,
        outlet=outlet or page.site or host_of(url) or None,
        url=url or None,
        published=page.dates[0].at if page.dates else None,
    )
    twins = {canonical_url(link), identity} - {identity} if names_an_article(link) else set()
    return RawItem(
        identity,
        article,
        digest(article),
        keys=tuple(sorted(twins)),
        dates=page.dates,
        author=page.author,
        raw_sha256=sha256(raw),
    )


def article_id(identity: str, source: str) -> str:
    """The id of an article by its canonical address, whichever source it comes through; else by its source."""
    host = host_of(identity) if identity.startswith("https:") else ""
    return f"{host or source}:{sha256(identity)[:16]}"


def date_in_url(url: str) -> Dated | None:
    """The day that stands in the path of a link: /2024/11/29/…"""
    match = _URL_DATE.search(url)
    if match is None:
        return None
    try:
        return Dated(TimeSpan.from_day(*(int(part) for part in match.groups())), "url")
    except ValueError:
        return None


def _read(raw: str | bytes, url: str) -> Page | None:
    # imported here because it takes half a second to load, and only pages need it
    import trafilatura

    tree = html.document_fromstring(raw, parser=html.HTMLParser(no_network=True, encoding=None))
    linked = list(_linked_data(tree))
    told = {key: value for one in reversed(linked) for key, value in one.items()}
    meta = _meta(tree)
    found = trafilatura.extract(
        raw, url=url or None, output_format="json", with_metadata=True, include_comments=False, deduplicate=False
    )
    data: dict[str, Any] = json.loads(found) if found else {}
    text = str(data.get("text") or "")
    body = told.get("articleBody")
    if isinstance(body, str) and len(body) > 2 * len(text) and "<" not in body:
        text = body.strip()  # the page shows only the start of it
    elif text:
        text = in_blocks(text, html.tostring(tree, encoding="unicode"))
    heading = _heading(tree)
    text = _below(heading, text)
    if not text:
        return None
    canonical = _canonical(tree, meta, url)
    dates = [*_linked_dates(linked), *_meta_dates(meta, tree)]
    in_url = date_in_url(canonical or url)
    if in_url:
        dates.append(in_url)
    if data.get("date") and (at := read_time(str(data["date"]))):
        dates.append(Dated(at, "text"))
    title = told.get("headline") or meta.get("og:title") or heading or data.get("title") or ""
    lang = tree.get("lang") or meta.get("og:locale") or str(told.get("inLanguage") or "") or data.get("language") or ""
    site = meta.get("og:site_name") or _name(told.get("publisher")) or data.get("source-hostname")
    match = _LANG.match(str(lang))
    return Page(
        text,
        " ".join(str(title).split())[:500],
        canonical,
        match[0].lower() if match else None,
        " ".join(str(site).split())[:100] if site else None,
        (_name(told.get("author")) or meta.get("author") or str(data.get("author") or ""))[:200],
        tuple(dict.fromkeys(dates)),
    )


def _heading(tree: html.HtmlElement) -> str:
    """The one heading of the first rank that a page has; of several, none is known to be the article's."""
    headings = {" ".join(one.text_content().split()) for one in tree.iter("h1")} - {""}
    return headings.pop() if len(headings) == 1 else ""


def _below(heading: str, text: str) -> str:
    """The text of an article without its heading, where that stands above it: it is the title, and no sentence."""
    first, _, rest = text.partition("\n")
    return rest.strip() or text if heading and " ".join(first.split()) == heading else text


def _decoded(raw: bytes, content_type: str) -> str | bytes:
    """The page as text where it does not say in a `meta` how it is written; one that does is left to the parser. Where
    nothing says so it is UTF-8 if it can be, else Windows-1252: left to themselves, one parser takes it for the one and
    another for the other, and the title is not that of the text."""
    if _META_CHARSET.search(raw[:2048]) or raw.startswith(_MARKS):
        return raw
    declared = [found[1] for found in (_CHARSET.search(content_type), _XML_ENCODING.match(raw[:300])) if found]
    for charset in (*declared, b"utf-8"):
        try:
            return _XML_DECLARATION.sub(
                "", raw.decode(charset if isinstance(charset, str) else charset.decode("ascii"))
            )
        except (LookupError, UnicodeDecodeError):
            continue
    return raw if _META_CHARSET.search(raw) else raw.decode("cp1252", errors="replace")


def _meta(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        value = (element.get("content") or "").strip()
        if name and value:
            found.setdefault(name.strip().lower(), value[:2000])
    return found


def _canonical(tree: html.HtmlElement, meta: dict[str, str], url: str) -> str:
    """The address that the page itself names, if it is one of the page's own site; else the one it came from."""
    links = [
        element.get("href") or "" for element in tree.iter("link") if "canonical" in (element.get("rel") or "").split()
    ]
    for link in (*links, meta.get("og:url", "")):
        found = absolute(url, link) if link else ""
        if found and names_an_article(found) and (not url or host_of(found) == host_of(url)):
            return found
    return url


def _linked_data(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """The JSON-LD objects of a page that have a date or a headline: those that speak of the article."""
    budget = _NODES
    for element in tree.iter("script"):
        if "ld+json" not in (element.get("type") or "").lower():
            continue
        try:
            waiting: list[Any] = [json.loads(element.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and budget:
            budget -= 1
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting += node[:100]
            elif isinstance(node, dict):
                if any(key in node for key in ("headline", "articleBody", *_DATES)):
                    yield node
                waiting += [value for key, value in node.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]


def _linked_dates(linked: list[dict[str, Any]]) -> Iterator[Dated]:
    for node in linked:
        for key in _DATES:
            if isinstance(node.get(key), str) and (at := read_time(node[key][:100])):
                yield Dated(at, "json-ld")


def _meta_dates(meta: dict[str, str], tree: html.HtmlElement) -> Iterator[Dated]:
    for name in _META_DATES:
        if name in meta and (at := read_time(meta[name][:100])):
            yield Dated(at, "meta")
    for element in tree.iter("time"):
        if element.get("pubdate") is not None or element.get("itemprop") == "datePublished":
            at = read_time((element.get("datetime") or "")[:100])
            if at:
                yield Dated(at, "meta")


def _name(told: Any) -> str:
    """The name in a JSON-LD person or organisation, or in a list of them."""
    if isinstance(told, list):
        return ", ".join(filter(None, map(_name, told[:5])))
    if isinstance(told, dict):
        told = told.get("name")
    return told.strip() if isinstance(told, str) else ""
