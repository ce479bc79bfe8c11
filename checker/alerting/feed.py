"""What is open, as an Atom feed (RFC 4287): a file that any feed reader follows, or that a web server hands out."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid5
from xml.etree import ElementTree as Xml

from checker.alerting.render import item_of, message_of
from checker.model.alert import MessageItem
from checker.model.discrepancy import Change, Discrepancy
from checker.texts import say
from checker.texts.wording import clean

ATOM, XHTML = "http://www.w3.org/2005/Atom", "http://www.w3.org/1999/xhtml"
NAMES = UUID("5b1f2c0e-3d0c-4a53-9d1b-6c1f0a7d9e42")  # of this product's entries: the same id for ever
Xml.register_namespace("", ATOM)
Xml.register_namespace("xhtml", XHTML)


@dataclass(frozen=True, slots=True)
class Open:
    """A disagreement that stands, since when, and when it last changed."""

    discrepancy: Discrepancy
    opened_at: datetime
    changed_at: datetime


def atom(found: Sequence[Open], *, lang: str, link: str | None, now: datetime, most: int) -> bytes:
    """The feed of the `most` that changed last, newest first. `link` is the desk's address; `now` the feed's time.

    An entry's id hangs on its disagreement alone, its time on the last change.
    """
    feed = Xml.Element(_name("feed"), {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    _text(feed, "id", _id(f"feed {link or ''}"))
    _text(feed, "title", say("alerts.feed_title", lang))
    _text(feed, "updated", _time(now))
    _text(Xml.SubElement(feed, _name("author")), "name", "Discrepa")
    if link:
        Xml.SubElement(feed, _name("link"), {"rel": "alternate", "href": clean(link)})
    for one in sorted(found, key=lambda one: (one.changed_at, one.discrepancy.id), reverse=True)[:most]:
        feed.append(_entry(one, lang, link))
    return bytes(Xml.tostring(feed, encoding="utf-8", xml_declaration=True))


def _entry(one: Open, lang: str, link: str | None) -> Xml.Element:
    item = item_of(one.discrepancy, Change.OPENED, lang, opened_at=one.opened_at)
    entry = Xml.Element(_name("entry"))
    _text(entry, "id", _id(item.discrepancy))
    _text(entry, "title", message_of([item], key="", notifier="", lang=lang, now=one.changed_at).subject)
    _text(entry, "updated", _time(one.changed_at))
    _text(entry, "published", _time(one.opened_at))
    for term in (item.severity, item.verdict, item.rule):
        Xml.SubElement(entry, _name("category"), {"term": clean(term)})
    if link:
        Xml.SubElement(
            entry,
            _name("link"),
            {"rel": "alternate", "href": f"{clean(link).rstrip('/')}/discrepancies/{item.discrepancy}"},
        )
    content = Xml.SubElement(entry, _name("content"), {"type": "xhtml"})
    content.append(_content(item))
    return entry


def _content(item: MessageItem) -> Xml.Element:
    """Both sides with their quotes, as elements: nothing of an article can be markup."""
    box = Xml.Element(f"{{{XHTML}}}div")
    facts = (item.severity_label, item.verdict_label, item.gap, item.topic)
    _part(box, "p", " · ".join(part for part in facts if part))
    _part(box, "p", item.reason)
    for side in item.sides:
        _part(_part(box, "p"), "strong", side.value).tail = clean(f" — {side.who}")
        for quote in side.quotes:
            words = _part(box, "blockquote")
            _part(words, "p", quote.sentence or quote.text)
            where = _part(words, "p")
            source = " · ".join(part for part in (quote.outlet, quote.published) if part)
            if quote.link:
                _part(where, "a", source).set("href", clean(quote.link))
            else:
                where.text = clean(source)
    return box


def replace_file(file: Path, feed: bytes) -> None:
    """Put a feed in its place at once: who reads it meanwhile sees the old one or the new one. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(feed)
            out.flush()
            os.fsync(out.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _name(tag: str) -> str:
    return f"{{{ATOM}}}{tag}"


def _text(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, _name(tag)).text = " ".join(clean(text).split())


def _part(parent: Xml.Element, tag: str, text: str = "") -> Xml.Element:
    made = Xml.SubElement(parent, f"{{{XHTML}}}{tag}")
    made.text = clean(text)
    return made


def _id(key: str) -> str:
    return uuid5(NAMES, key).urn


def _time(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
