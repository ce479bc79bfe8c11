"""The Atom feed: valid, with ids and times that a feed reader can rely on, and never half of one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest

from checker.alerting.feed import Open, atom, replace_file
from checker.alerting.sample import sample_discrepancy

NOW = datetime(2024, 11, 30, 12, tzinfo=UTC)
DAY = timedelta(days=1)
ATOM = "{http://www.w3.org/2005/Atom}"


def _open(number: int, **more: object) -> Open:
    one = replace(sample_discrepancy(), id=f"{number:012x}", **more)  # type: ignore[arg-type]
    return Open(one, NOW - 9 * DAY, NOW - number * DAY)


def _feed(*found: Open, link: str | None = None, most: int = 100, lang: str = "es") -> bytes:
    return atom(found, lang=lang, link=link, now=NOW, most=most)


def test_a_reader_takes_it() -> None:
    read = feedparser.parse(_feed(_open(1), _open(2), link="https://desk.example/"))
    assert not read.bozo
    assert read.version == "atom10"
    assert read.feed.title == "Discrepancias abiertas entre fuentes"
    first, second = read.entries
    assert first.title == "[crítica] Rusia · Cifras de tropas que no cuadran — unos 11.000 frente a 3.000"
    assert (first.updated, first.published) == ("2024-11-29T12:00:00Z", "2024-11-21T12:00:00Z")
    assert first.link == "https://desk.example/discrepancies/000000000001"
    assert [tag.term for tag in first.tags] == ["critical", "dispute", "troops-disagree"]
    assert "Según Kiev, hay unos 11.000 soldados en Kursk." in first.content[0].value
    assert first.id != second.id


def test_what_the_standard_asks_for_is_there() -> None:
    tree = ElementTree.fromstring(_feed(_open(1)))
    for parent in (tree, tree.find(f"{ATOM}entry")):
        assert parent is not None
        assert all(len(parent.findall(f"{ATOM}{name}")) == 1 for name in ("id", "title", "updated"))
    assert tree.find(f"{ATOM}author/{ATOM}name") is not None
    content = tree.find(f"{ATOM}entry/{ATOM}content")
    assert content is not None
    assert content.get("type") == "xhtml"
    assert [child.tag for child in content] == ["{http://www.w3.org/1999/xhtml}div"]


def test_an_entry_keeps_its_id_and_tells_its_last_change() -> None:
    before, after = _open(2), replace(_open(2), changed_at=NOW)
    one, two = (feedparser.parse(_feed(found)).entries[0] for found in (before, after))
    assert one.id == two.id
    assert one.id.startswith("urn:uuid:")
    assert two.updated > one.updated


def test_the_last_changed_come_first_and_the_rest_is_left_out() -> None:
    read = feedparser.parse(_feed(*(_open(number) for number in (5, 1, 3)), most=2))
    assert [entry.updated[:10] for entry in read.entries] == ["2024-11-29", "2024-11-27"]


def test_nothing_open_is_a_feed_too() -> None:
    read = feedparser.parse(_feed(lang="en"))
    assert (read.bozo, read.entries, read.feed.title) == (False, [], "Open disagreements between sources")


@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", "]]>", "&bogus;", "\x00\x1b\ud800\ufffe", "\u202eabc"]
)
def test_nothing_of_an_article_is_markup(hostile: str) -> None:
    sample = sample_discrepancy()
    quote = sample.sides[0].quotes[0]
    assert quote.evidence is not None
    told = replace(quote, outlet=hostile, evidence=replace(quote.evidence, sentence=hostile, quote=hostile))
    side = replace(sample.sides[0], quotes=(told,))
    feed = _feed(_open(1, title={"es": hostile}, sides=(side, sample.sides[1]), topic={"of": hostile}))
    tree = ElementTree.fromstring(feed)
    names = {one.tag.rpartition("}")[2] for one in tree.iter()}
    assert names <= {"feed", "id", "title", "updated", "published", "author", "name", "entry", "category", "link"} | {
        "content", "div", "p", "strong", "blockquote", "a",
    }  # fmt: skip


def test_the_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    file = tmp_path / "public" / "open.atom"
    replace_file(file, b"one")
    reader = file.open("rb")
    replace_file(file, b"two, and longer")
    assert (reader.read(), file.read_bytes()) == (b"one", b"two, and longer")
    reader.close()
    assert [one.name for one in file.parent.iterdir()] == ["open.atom"]
    assert file.stat().st_mode & 0o777 == 0o644
