"""One address for one page: what differs between shares, twins and schemes of an article is taken out of its link."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from checker.yamldoc import load

_LONGEST = 4_000  # characters; what is longer is no address that anybody shared
_INDEX = re.compile(r"/(?:index|default)\.(?:s?html?|php|aspx?|jsp)\Z", re.IGNORECASE)


@cache
def _rules() -> dict[str, Any]:
    data: dict[str, Any] = load(Path(__file__).with_name("addresses.yaml"), name="addresses.yaml").data
    return data


@cache
def _tracking() -> re.Pattern[str]:
    names = [re.escape(name).replace(r"\*", ".*") for name in _rules()["tracking"]]
    return re.compile(rf"(?:{'|'.join(names)})\Z", re.IGNORECASE)


@cache
def _twins() -> tuple[frozenset[str], frozenset[str], re.Pattern[str], frozenset[str]]:
    rules = _rules()
    steps = "|".join(re.escape(step) for step in rules["twin_steps"])
    endings = "|".join(re.escape(ending) for ending in rules["twin_endings"])
    path = re.compile(rf"(?:(?<=/)(?:{steps})(?:/|\Z)|(?:{endings})(?=\.html?\Z|\Z))", re.IGNORECASE)
    return frozenset(rules["twin_hosts"]), frozenset(rules["twin_parameters"]), path, frozenset(rules["caches"])


def canonical_url(url: str) -> str:
    """A link without tracking parameters, fragment, scheme, port, `www.`, and marks of AMP and mobile twins; parameters
    in a fixed order. What is no web address comes back as it is."""
    url = url.strip()
    if len(url) > _LONGEST:
        return url
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return url
    if parts.scheme.lower() not in ("http", "https", "") or not host:
        return url
    hosts, parameters, twin, caches = _twins()
    path = parts.path
    if any(host == cache or host.endswith(f".{cache}") for cache in caches):
        # a cache of AMP pages holds the address of the page in its own: /c/s/news.example/story
        inner = re.match(r"/(?:[a-z]/)?(?:s/)?([^/]+\.[^/]+)(/.*)?\Z", path)
        if inner:
            host, path = inner[1].lower(), inner[2] or "/"
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in hosts:
        labels = labels[1:]
    path = _INDEX.sub("/", twin.sub("", path))
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _tracking().match(key) and key.lower() not in parameters
    ]
    shown = ".".join(labels) + (f":{port}" if port and port not in (80, 443) else "")
    return urlunsplit(("https", shown, re.sub(r"/{2,}", "/", path).rstrip("/"), urlencode(sorted(query)), ""))


def names_an_article(url: str) -> bool:
    """Whether a link can tell one article from another: that of a home page cannot."""
    try:
        parts = urlsplit(canonical_url(url))
    except ValueError:
        return False
    return bool(parts.netloc and (parts.path.strip("/") or parts.query))


def absolute(base: str, link: str) -> str:
    """A link as it stands in a page, as a whole address; empty for what cannot be one."""
    try:
        found = urljoin(base, link.strip())
        return found if urlsplit(found).scheme in ("http", "https") else ""
    except ValueError:
        return ""


def host_of(url: str) -> str:
    """The host of an address without `www.` and marks of twins; empty for what is none."""
    try:
        return urlsplit(canonical_url(url)).hostname or ""
    except ValueError:
        return ""
