"""Feeds of every make, out of articles that are known: each format with the ways in which real ones tell dates, links and
texts, in several encodings; and the same feeds broken in the ways in which real ones are. Deterministic by seed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import product

HOME = "https://faro.example"
FORMATS = ("rss091", "rss092", "rss2", "rdf", "atom03", "atom10", "json1", "json11")
DATES = ("mail", "mail-zone", "mail-short", "iso", "iso-offset", "iso-fraction", "iso-bare")
LINKS = ("link", "guid", "relative", "atom-link")
TEXTS = ("escaped", "cdata", "full", "xhtml")
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252")
FAULTS = (
    "cut", "bare-ampersand", "unknown-entity", "leading-space", "leading-words", "control", "unclosed", "bad-bytes",
    "no-namespace", "wrong-encoding", "doctype", "deep", "two-roots", "empty", "nul", "attribute", "long-line",
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What an entry says: what is to be found in it again."""

    title: str
    text: str
    link: str
    at: datetime


@dataclass(frozen=True)
class Made:
    """A feed as bytes, with what a server says of it, and what it holds."""

    name: str
    body: bytes
    content_type: str
    entries: tuple[Told, ...]


def well_formed() -> Iterator[Made]:
    """Every format with every way in which it can tell dates, links and texts, in every encoding that it may have."""
    made = product(FORMATS, DATES, LINKS, TEXTS, ENCODINGS)
    for number, (form, dates, links, texts, encoding) in enumerate(made):
        is_json = form.startswith("json")
        if is_json and (encoding not in ("utf-8", "utf-8-sig") or links in ("guid", "atom-link") or texts == "cdata"):
            continue  # not to be had in this format
        if form.startswith("atom") and (links in ("guid", "atom-link") or texts == "cdata"):
            continue
        if form.startswith(("rss", "rdf")) and texts == "xhtml":
            continue
        if (form.startswith("rss") and "iso" in dates) != (form == "rss092" and "iso" in dates):
            continue  # only one of them tells ISO dates, which occurs
        if not form.startswith("rss") and "mail" in dates:
            continue
        entries = tuple(_told(random.Random(number), n) for n in range(3))
        yield _made(form, dates, links, texts, encoding, entries)


def broken(count: int, seed: int = 7) -> Iterator[Made]:
    """Well-formed feeds with one fault or two put in."""
    chance = random.Random(seed)
    whole = list(well_formed())
    for number in range(count):
        one = chance.choice(whole)
        faults = chance.sample(FAULTS, chance.choice((1, 1, 2)))
        body = one.body
        for fault in faults:
            body = _break(body, fault, chance)
        yield Made(f"{number}-{'-'.join(faults)}-{one.name}", body, one.content_type, one.entries)


def _told(chance: random.Random, number: int) -> Told:
    word = f"n{chance.randrange(10**6)}x{number}"
    at = datetime(2024, 3, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(300_000))
    text = f"El año pasado la región {word} vivió «días» de lluvia & viento; cifras <{number}> según Íñigo Núñez."
    return Told(f"La riada de {word}: ¿qué pasó?", text, f"{HOME}/2024/nota-{word}", at)


def _made(form: str, dates: str, links: str, texts: str, encoding: str, entries: tuple[Told, ...]) -> Made:
    name = "-".join((form, dates, links, texts, encoding))
    if form.startswith("json"):
        body = json.dumps(_json(form, dates, links, texts, entries), ensure_ascii=False)
        return Made(name, body.encode(encoding), "application/feed+json", entries)
    xml = {"rdf": _rdf, "atom03": _atom, "atom10": _atom}.get(form, _rss)(form, dates, links, texts, entries)
    declared = "utf-8" if encoding == "utf-8-sig" else encoding
    raw = f'<?xml version="1.0" encoding="{declared}"?>\n{xml}'.encode(encoding, "xmlcharrefreplace")
    return Made(name, raw, "application/xml", entries)


def _date(at: datetime, style: str) -> str:
    shifted = at + timedelta(hours=2)
    return {
        "mail": f"{at:%a, %d %b %Y %H:%M:%S} GMT",
        "mail-zone": f"{shifted:%a, %d %b %Y %H:%M:%S} +0200",
        "mail-short": f"{at:%d %b %y %H:%M} GMT",
        "iso": f"{at:%Y-%m-%dT%H:%M:%S}Z",
        "iso-offset": f"{shifted:%Y-%m-%dT%H:%M:%S}+02:00",
        "iso-fraction": f"{at:%Y-%m-%dT%H:%M:%S}.250Z",
        "iso-bare": f"{at:%Y-%m-%dT%H:%M:%S}",
    }[style]


def _text(one: Told, style: str, tag: str, full: str) -> str:
    markup = f"<p>{escape(one.text)}</p>"
    if style == "cdata":
        return f"<{tag}><![CDATA[{markup}]]></{tag}>"
    if style == "full":
        return f"<{tag}>{escape(one.text[:20])}…</{tag}><{full}><![CDATA[{markup}]]></{full.split()[0]}>"
    return f"<{tag}>{escape(markup)}</{tag}>"


def _rss(form: str, dates: str, links: str, texts: str, entries: tuple[Told, ...]) -> str:
    items = ""
    for one in entries:
        link = {
            "link": f"<link>{one.link}</link><guid isPermaLink='false'>{one.link[-6:]}</guid>",
            "guid": f"<guid>{one.link}</guid>",
            "relative": f"<link>{one.link.removeprefix(HOME)}</link>",
            "atom-link": f"<a:link rel='alternate' href='{one.link}'/>",
        }[links]
        date = (
            f"<dc:date>{_date(one.at, dates)}</dc:date>"
            if "iso" in dates
            else f"<pubDate>{_date(one.at, dates)}</pubDate>"
        )
        items += f"<item><title>{escape(one.title)}</title>{link}{date}{_text(one, texts, 'description', 'c:encoded')}</item>"
    version = {"rss091": "0.91", "rss092": "0.92", "rss2": "2.0"}[form]
    spaces = "xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:a='http://www.w3.org/2005/Atom'"
    spaces += " xmlns:c='http://purl.org/rss/1.0/modules/content/'"
    head = f"<title>El Faro</title><link>{HOME}/</link><description>Noticias</description>"
    return f"<rss version='{version}' {spaces} xml:base='{HOME}/'><channel>{head}{items}</channel></rss>"


def _rdf(form: str, dates: str, links: str, texts: str, entries: tuple[Told, ...]) -> str:
    del form
    items = ""
    for one in entries:
        link = {
            "link": f"<link>{one.link}</link>",
            "guid": "",
            "relative": f"<link>{one.link.removeprefix(HOME)}</link>",
            "atom-link": f"<a:link rel='alternate' href='{one.link}'/>",
        }[links]
        items += (
            f"<item rdf:about='{one.link}'><title>{escape(one.title)}</title>{link}"
            f"<dc:date>{_date(one.at, dates)}</dc:date>{_text(one, texts, 'description', 'c:encoded')}</item>"
        )
    spaces = "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'"
    spaces += " xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:a='http://www.w3.org/2005/Atom'"
    spaces += " xmlns:c='http://purl.org/rss/1.0/modules/content/'"
    head = f"<channel rdf:about='{HOME}/'><title>El Faro</title><link>{HOME}/</link></channel>"
    return f"<rdf:RDF {spaces} xml:base='{HOME}/'>{head}{items}</rdf:RDF>"


def _atom(form: str, dates: str, links: str, texts: str, entries: tuple[Told, ...]) -> str:
    old = form == "atom03"
    items = ""
    for one in entries:
        href = one.link.removeprefix(HOME) if links == "relative" else one.link
        mode = "type='text/html' mode='escaped'" if old else "type='html'"
        markup = f"<p>{escape(one.text)}</p>"
        text = {
            "escaped": f"<summary {mode}>{escape(markup)}</summary>",
            "full": f"<summary>{escape(one.text[:20])}…</summary><content {mode}>{escape(markup)}</content>",
            "xhtml": f"<content type='{'application/xhtml+xml' if old else 'xhtml'}'>"
            f"<div xmlns='http://www.w3.org/1999/xhtml'>{markup}</div></content>",
        }[texts]
        tag = "issued" if old else "published"
        items += (
            f"<entry><id>tag:faro.example,2024:{one.link[-8:]}</id><title>{escape(one.title)}</title>"
            f"<link rel='alternate' type='text/html' href='{href}'/><link rel='edit' href='{HOME}/edit'/>"
            f"<{tag}>{_date(one.at, dates)}</{tag}>{text}</entry>"
        )
    space = "http://purl.org/atom/ns#" if old else "http://www.w3.org/2005/Atom"
    version = " version='0.3'" if old else ""
    return f"<feed{version} xmlns='{space}' xml:base='{HOME}/'><title>El Faro</title>{items}</feed>"


def _json(form: str, dates: str, links: str, texts: str, entries: tuple[Told, ...]) -> dict[str, object]:
    items = []
    for one in entries:
        item: dict[str, object] = {
            "id": one.link[-8:],
            "url": one.link.removeprefix(HOME) if links == "relative" else one.link,
            "title": one.title,
            "date_published": _date(one.at, dates),
        }
        if texts == "escaped":
            item["content_text"] = one.text
        else:
            item |= {"content_html": f"<p>{escape(one.text)}</p>", "summary": one.text[:20]}
        items.append(item)
    version = "https://jsonfeed.org/version/1.1" if form == "json11" else "https://jsonfeed.org/version/1"
    return {"version": version, "title": "El Faro", "home_page_url": HOME, "items": items}


def _break(body: bytes, fault: str, chance: random.Random) -> bytes:
    """The bytes of a feed with a fault put in somewhere."""
    at = chance.randrange(1, len(body)) if len(body) > 1 else 0
    put = {
        "bare-ampersand": b" A&B <title>& & &;</title>",
        "unknown-entity": b"&nbsp;&eacute;&nada;&#0;&#x110000;",
        "control": b"\x00\x01\x0b\x1f",
        "unclosed": b"<title><b><item><link>",
        "bad-bytes": b"\xff\xfe\xc3\x28\xed\xa0\x80",
        "two-roots": b"</channel></rss></feed><rss><channel><item><title>x</title>",
        "attribute": b'<a b=c d=\'e f="g">',
        "long-line": b"x" * 200_000,
        "nul": b"\x00" * 500,
    }
    if fault in put:
        return body[:at] + put[fault] + body[at:]
    if fault == "cut":
        return body[:at]
    if fault == "empty":
        return b" \n" if chance.random() < 0.5 else b""
    if fault == "leading-space":
        return b"\r\n\t  " + body
    if fault == "leading-words":
        return b"Warning: mysql_connect(): too many connections in /srv/feed.php on line 12<br />\n" + body
    if fault == "no-namespace":
        return body.replace(b"xmlns", b"xlmns")
    if fault == "wrong-encoding":
        return (
            body.replace(b"utf-8", b"us-ascii", 1)
            .replace(b"iso-8859-1", b"utf-8", 1)
            .replace(b"windows-1252", b"x-none", 1)
        )
    if fault == "doctype":
        lol = b"<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>"
        lol += b"<!ENTITY c '&b;&b;&b;&b;&b;&b;&b;&b;'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
        head, sign, rest = body.partition(b"?>")
        return head + sign + lol + rest.replace(b"<title>", b"<title>&c;&f;", 1)
    return body[:at] + b"<d>" * 20_000 + body[at:]  # deep
