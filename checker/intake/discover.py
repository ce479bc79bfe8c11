"""What a site offers to be read: its feeds, its news sitemaps, and its front page when there is nothing better.

A page's own links come first, then the addresses at which sites mostly keep a feed. What is offered has been fetched
and read: nothing is proposed that would give no article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

from checker.http import Http
from checker.intake import feed, index, sitemap
from checker.intake.addresses import absolute, canonical_url, host_of
from checker.intake.base import Fetched
from checker.intake.pages import parseable
from checker.model.errors import DiscrepaError
from checker.texts import said
from checker.world import folded
from checker.yamldoc import load

MOST = 6  # feeds that are offered
TRIED = 15  # addresses that are asked for


@dataclass(frozen=True, slots=True)
class Offer:
    """A source that could be watched: its kind, its options as the configuration has them, and what it gives now."""

    kind: str
    options: Mapping[str, Any]
    title: str
    found: Fetched


@cache
def _places() -> dict[str, list[str]]:
    data: dict[str, list[str]] = load(Path(__file__).with_name("discover.yaml"), name="discover.yaml").data
    return data


def offers(url: str, http: Http) -> list[Offer]:
    """What can be read at an address: itself if it is a feed or sitemap, else what its page names. Raises HttpError
    when the address itself cannot be had."""
    answer = http.get(url)
    direct = _try("feed", answer.url, "", http) or _try("sitemap", answer.url, "", http)
    if direct is not None:
        return [direct]
    found: list[Offer] = []
    seen: set[str] = set()
    for kind, address, title in list(_named(answer.body, answer.url))[:TRIED]:
        key = canonical_url(address)
        if key in seen or len(found) >= MOST or (kind == "sitemap" and found):
            continue
        seen.add(key)
        offer = _try(kind, address, title, http)
        if offer is not None:
            found.append(offer)
    if not found:
        front = _try("index", answer.url, "", http)
        found += [front] if front else []
    return found


def _named(raw: bytes, url: str) -> Iterator[tuple[str, str, str]]:
    """(kind, address, title) of everything worth a try, the likeliest first."""
    places = _places()
    if parseable(raw):
        try:
            tree = html.document_fromstring(raw, parser=html.HTMLParser(no_network=True))
        except (etree.LxmlError, ValueError):
            tree = None
        if tree is not None:
            for link in tree.iter("link"):
                at = absolute(url, link.get("href") or "")
                if at and (link.get("type") or "").lower() in places["types"]:
                    yield "feed", at, link.get("title") or ""
            for anchor in tree.iter("a"):
                at = absolute(url, anchor.get("href") or "")
                if at and host_of(at) == host_of(url) and re.search(r"(?:rss|feed|atom)\b", at, re.IGNORECASE):
                    yield "feed", at, " ".join(anchor.text_content().split())[:80]
    parts = urlsplit(url)
    for place in places["feeds"]:
        yield "feed", f"{parts.scheme}://{parts.netloc}{place}", ""
    for place in places["sitemaps"]:
        yield "sitemap", f"{parts.scheme}://{parts.netloc}{place}", ""


def _try(kind: str, url: str, title: str, http: Http) -> Offer | None:
    """The source, if it gives any article."""
    try:
        if kind == "feed":
            answer = http.get(url)
            title = feed.parsed(answer)[0] or title
            source: Any = feed.FeedSource("new", feed.Options(url=url, full_text=False), None, None, http)
        elif kind == "sitemap":
            source = sitemap.SitemapSource("new", sitemap.Options(url=url, pages=2), None, None, http)
        else:
            source = index.IndexSource("new", index.Options(url=url, pages=3), None, None, http)
        found: Fetched = source.fetch({})
    except DiscrepaError:
        return None
    return Offer(kind, {"url": url}, title, found) if found.items else None


_ID = 30  # letters of an id that is taken from a title


def source_id(url: str, taken: set[str], title: str = "") -> str:
    """A short id for a source that no other has: by its host, or by its title where the host has no name."""
    host = host_of(url)
    nameless = re.fullmatch(r"[\d.]+|.*:.*|localhost", host)
    telling = folded(title)[:_ID] if nameless else max(host.split(".")[:-1] or [host], key=len)
    base = re.sub(r"[^a-z0-9-]+", "-", telling.lower()).strip("-") or "source"
    number, name = 1, base
    while name in taken:
        number += 1
        name = f"{base}-{number}"
    return name


def with_source(text: str, entry: Mapping[str, Any]) -> str:
    """A configuration file's text with one more source at the end of its list; everything else, comments too, stays as
    it is. Raises ValueError when the list is written in a way that cannot be added to."""
    lines = text.splitlines()
    written = [f"{'  ' if number else '- '}{key}: {_scalar(entry[key])}" for number, key in enumerate(entry)]
    start = next((n for n, line in enumerate(lines) if re.match(r"sources\s*:", line)), None)
    if start is None:
        return "\n".join([*lines, "", "sources:", *(f"  {line}" for line in written)]) + "\n"
    rest = lines[start].partition(":")[2].partition(" #")[0].strip()
    if rest not in ("", "[]"):
        raise ValueError(said("intake.one_line"))
    if rest == "[]":
        lines[start] = lines[start].replace("[]", "", 1).rstrip()
    end, indent = start, "  "
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if line.strip() and not line.lstrip().startswith("#") and not line.startswith((" ", "-")):
            break
        if line.strip() and not line.lstrip().startswith("#"):
            if line.lstrip().startswith("- ") and end == start:
                indent = line[: len(line) - len(line.lstrip())]
            end = number
    return "\n".join([*lines[: end + 1], *(f"{indent}{line}" for line in written), *lines[end + 1 :]]) + "\n"


def _scalar(value: Any) -> str:
    """A value as YAML has it; text is quoted when it could be read as something else."""
    text = str(value)
    plain = re.fullmatch(r"[A-Za-z][\w-]*|\d+[smhdw]|https?://[\w./?=&%+~:-]+", text) and not text.endswith(":")
    return text if plain and text.lower() not in ("true", "false", "null") else "'" + text.replace("'", "''") + "'"
