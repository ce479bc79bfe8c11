"""Markup made to keep parsers busy for minutes is turned away by counting, before any of them sees it."""

from __future__ import annotations

import pytest

from checker.http import Response
from checker.intake.feed import parsed
from checker.intake.index import article_links
from checker.intake.markup import depth, in_blocks, overloaded, plain_text
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


SHORT = """<html lang="es"><head><title>Doce muertos en Larache | El Faro</title></head><body><header><nav><a href="/">Portada</a></nav></header>
<main><article><h1>Doce muertos en <em>Larache</em></h1><time datetime="2026-11-20">20 de noviembre de 2026</time><p>Un incendio causó la
muerte de <b>12</b> personas en Larache, según el Gobierno de Marruecos.</p><p>Los bomberos dijeron que hay 30 heridos, según la agencia.</p>
<div>Otra nota sin punto</div><table><tr><td>Heridos</td><td>30</td></tr></table></article></main></body></html>"""


def test_blocks_of_a_page_are_lines_and_its_heading_is_the_title() -> None:
    """A short page is taken as a whole, where its text comes without the borders of its blocks."""
    page = read_page(SHORT.encode())
    assert page is not None
    assert page.title == "Doce muertos en Larache"
    assert page.text.split("\n") == [
        "20 de noviembre de 2026",
        "Un incendio causó la muerte de 12 personas en Larache, según el Gobierno de Marruecos.",
        "Los bomberos dijeron que hay 30 heridos, según la agencia.",
        "Otra nota sin punto",
        "Heridos",
        "30",
    ]


@pytest.mark.parametrize(
    ("text", "markup", "lines"),
    [
        ("uno dos tres", "<p>uno</p><p>dos <i>tres</i></p>", ["uno", "dos tres"]),
        ("unodos", "<td>uno</td><td>dos</td>", ["uno", "dos"]),
        ("uno dos", "<p>uno <time>dos</time></p>", ["uno dos"]),
        ("dos tres", "<p>uno dos</p><div>tres cuatro</div>", ["dos", "tres"]),
        ("de otra página", "<p>uno</p><p>dos</p>", ["de otra página"]),
        ("", "<p>uno</p>", [""]),
    ],
)
def test_a_line_is_parted_where_a_block_of_its_page_ends(text: str, markup: str, lines: list[str]) -> None:
    assert in_blocks(text, markup).split("\n") == lines


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>uno\ndos</p>\n<p>tres</p>", "uno dos\ntres"),
        ("uno <b>dos</b>\ntres", "uno dos\ntres"),
        ("<header>uno</header><main>dos<hr>tres</main>", "uno\ndos\ntres"),
    ],
)
def test_lines_of_markup_are_its_blocks(markup: str, text: str) -> None:
    assert plain_text(markup) == text
