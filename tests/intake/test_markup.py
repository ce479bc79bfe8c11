"""Markup made to keep parsers busy for minutes is turned away by counting, before any of them sees it."""

from __future__ import annotations

import pytest

from checker.http import Response
from checker.intake.feed import parsed
from checker.intake.index import article_links
from checker.intake.markup import depth, overloaded, plain_text
from checker.intake.pages import parseable, read_page
from checker.model.errors import BadInput

HEAD, TAIL = b'<rss version="2.0"><channel><title>t</title>', b"</channel></rss>"
NAMES = b" ".join(b"a%d=1" % number for number in range(60_000))


def _entries(body: bytes) -> int:
    return len(parsed(Response(200, {"content-type": "application/xml"}, body, "https://x.example/feed"))[1])


@pytest.mark.parametrize(
    "raw",
    [
        b"<a" * 1_900_000,
        b"<a " * 1_300_000,
        b"<div>" * 700_000,
        b"<p>hola</p>" * 200_000,
        b"<p " + NAMES + b">",
        b'<p x=">" ' + NAMES + b">",
        b"<p x='>' < " + NAMES.replace(b" ", b"/") + b">",
        b'<script x=a" b=">" ' + NAMES + b"></script>",
        b"<p " + NAMES,
    ],
    ids=["open", "open-space", "deep", "many", "names", "quoted", "slashes", "script", "endless"],
)
def test_pages_that_would_keep_parsers_busy(raw: bytes) -> None:
    assert not parseable(raw)
    assert read_page(raw) is None
    assert list(article_links(raw + b"<a href='/a-b-c-d-e'>x</a>", "https://x.example/")) == []


@pytest.mark.parametrize(
    "raw",
    [
        b"<img src='data:image/png;base64," + b"iVBORw0KGgo=" * 50_000 + b"'>",
        b"<div data-all='" + b"one two, " * 20_000 + b"'>x</div>",
        b"<p " + b'="' * 20_001 + b">",
        b"<br>" * 20_000,
        b"<div>" * 300 + b"x" + b"</div>" * 300,
        b"<script>" + b"if (a > b && c > d) e = f / g; " * 5_000 + b"</script>",
    ],
    ids=["picture", "data", "quotes", "breaks", "nested", "script"],
)
def test_pages_that_are_only_large(raw: bytes) -> None:
    assert parseable(raw)


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (HEAD + b"<item>" + b"<a>" * 100_000 + b"</a>" * 100_000 + b"</item>" + TAIL, "deep in each other"),
        (HEAD + b"<x>" * 100_000, "deep in each other"),
        (HEAD + b"<item><title>x</title><a/>" + b"</a <b/>" * 3_000, "have no end"),
    ],
    ids=["deep", "deep-open", "unclosed"],
)
def test_feeds_that_would_keep_parsers_busy_say_so(body: bytes, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        _entries(body)


def test_what_only_stands_in_the_text_of_a_feed_is_no_structure() -> None:
    entry = b"<item><title>x</title><description><![CDATA[%s]]></description></item>"
    assert _entries(HEAD + entry % (b"<div><span>" * 10) * 200 + TAIL) == 200
    assert _entries(HEAD + b"<!-- " + b"<x>" * 5_000 + b" -->" + entry % b"y" + TAIL) == 1


def test_text_of_endless_tags_is_kept_as_it_is() -> None:
    assert plain_text("<p " * 300_000).startswith("<p <p")
    assert plain_text("<p class='a'>Uno.</p><p>Dos.") == "Uno.\nDos."


def test_depth_and_load_are_counts() -> None:
    assert depth(b"<div><p><b/><br><i></i></div></div><div>") == 2
    assert not overloaded(b"<p a=1 b='2 3 4'>")
