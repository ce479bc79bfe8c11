"""Pages, indexes, sitemaps and JSON feeds, over real HTTP."""

from __future__ import annotations

import gzip
import json

import pytest
from pydantic import ValidationError
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checker.http import Http, HttpError
from checker.intake import feed, index, linked, page, sitemap
from checker.intake.base import joined, kinds
from checker.intake.pages import read_page
from checker.manners import Manners
from checker.model.errors import BadInput
from checker.texts import in_language, said

TEXT = "El Gobierno regional presentó el lunes el balance de las lluvias en la comarca del norte. "


@pytest.fixture
def web() -> Http:
    return Http(allow_private=frozenset({"127.0.0.1", "localhost"}), timeout=3, retries=1, manners=Manners(pause=0.0))


def html(title: str, *, head: str = "", words: str = "") -> str:
    body = f"<p>{TEXT * 3}</p><p>{words or title} fue lo último que se supo en la tarde del lunes.</p>"
    return f"<html lang='es'><head><title>{title}</title>{head}</head><body><article>{body}</article></body></html>"


@pytest.fixture
def open_site(httpserver: HTTPServer) -> HTTPServer:
    """A server without a robots.txt."""
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    return httpserver


def serve(server: HTTPServer, path: str, body: str | bytes, kind: str = "text/html; charset=utf-8") -> None:
    server.expect_request(path).respond_with_data(body, content_type=kind)


def test_a_page_and_its_edit(httpserver: HTTPServer, web: Http) -> None:
    linked = json.dumps({"@type": "NewsArticle", "headline": "Lluvias", "datePublished": "2024-11-29T10:00:00+01:00"})
    head = f'<script type="application/ld+json">{linked}</script><meta property="og:site_name" content="El Faro">'
    httpserver.expect_ordered_request("/nota").respond_with_data(html("x", head=head), content_type="text/html")
    httpserver.expect_ordered_request("/nota").respond_with_data(html("x", head=head), content_type="text/html")
    edited = html("x", head=head, words="Otra cosa")
    httpserver.expect_ordered_request("/nota").respond_with_data(edited, content_type="text/html")
    source = page.PageSource("p", page.Options(url=httpserver.url_for("/nota")), None, None, web)
    first = source.fetch({})
    same = source.fetch(first.cursor)
    second = source.fetch(same.cursor)
    assert [len(one.items) for one in (first, same, second)] == [1, 0, 1]
    article = first.items[0].article
    assert (article.title, article.outlet) == ("Lluvias", "El Faro")
    assert article.published is not None
    assert article.published.to_iso() == "2024-11-29T09:00:00Z"
    assert first.items[0].dates[0].says == "json-ld"
    assert second.items[0].identity == first.items[0].identity


def test_an_index_gives_its_articles_and_says_what_it_passes_over(open_site: HTTPServer, web: Http) -> None:
    links = [f"/nota-{number:05d}-sobre-las-lluvias" for number in range(6)]
    other = '<a href="/contacto">c</a><a href="https://otro.example/una-nota-muy-larga-de-otro">o</a>'
    serve(open_site, "/", "".join(f'<a href="{link}">x</a>' for link in links) + other)
    for link in links[1:]:
        serve(open_site, link, html(f"Nota {link}"))
    source = index.IndexSource("i", index.Options(url=open_site.url_for("/"), pages=4), None, None, web)
    first = source.fetch({})
    assert len(first.items) == 3
    assert "answered 500" in first.errors[0], "the one that is not there"
    assert "2 older pages were passed over" in first.skipped
    again = source.fetch(first.cursor)
    assert (again.items, again.skipped) == ((), ""), "what failed is asked for again, the rest is known"
    assert len(again.errors) == 1


def test_after_a_downtime_the_backlog_is_bounded(open_site: HTTPServer, web: Http) -> None:
    links = [f"/2024/11/{day:02d}/nota-{day}" for day in range(1, 21)]
    serve(open_site, "/", f'<a href="{links[0]}">x</a>')
    for link in links:
        serve(open_site, link, html(f"Nota {link}"))
    options = index.Options(url=open_site.url_for("/"), pages=5, backlog=6)
    source = index.IndexSource("i", options, None, None, web)
    cursor = source.fetch({}).cursor
    open_site.clear_all_handlers()
    serve(open_site, "/", "".join(f'<a href="{link}">x</a>' for link in links))
    for link in links:
        serve(open_site, link, html(f"Nota {link}"))
    told, seen = [], []
    for _ in range(4):
        found = source.fetch(cursor)
        cursor = found.cursor
        told.append(found.skipped)
        seen += [item.article.url for item in found.items]
    assert told == [
        "6 pages wait for the next poll; 8 older pages were passed over, 5 are read in one poll",
        "1 page waits for the next poll",
        "",
        "",
    ]
    assert [url.rsplit("/", 1)[1] for url in seen if url] == [f"nota-{day}" for day in range(20, 9, -1)]


def test_a_site_that_asks_for_a_pause_gets_it_and_loses_nothing(open_site: HTTPServer) -> None:
    web = Http(allow_private=frozenset({"localhost"}), timeout=3, retries=3, manners=Manners(pause=0.0))
    links = "".join(f"<a href='/noticia-sobre-las-lluvias-{number}'>x</a>" for number in range(5))
    serve(open_site, "/portada", links)
    for number in range(5):
        serve(open_site, f"/noticia-sobre-las-lluvias-{number}", html(f"Nota {number}"))
    busy = open_site.expect_oneshot_request("/noticia-sobre-las-lluvias-2")
    busy.respond_with_data("", status=429, headers={"Retry-After": "3600"})
    source = index.IndexSource("i", index.Options(url=open_site.url_for("/portada")), None, None, web)
    first = source.fetch({})
    asked = len(open_site.log)
    assert len(first.items) == 2
    assert len(first.errors) == 1
    assert first.skipped == "3 pages wait for the next poll"
    with pytest.raises(HttpError, match="asked to be left alone") as caught:
        source.fetch(first.cursor)
    assert caught.value.retry_after is not None
    assert caught.value.retry_after > 3500
    assert len(open_site.log) == asked, "it is left alone"
    again = Http(allow_private=frozenset({"localhost"}), timeout=3, retries=3, manners=Manners(pause=0.0))
    later = index.IndexSource("i", index.Options(url=open_site.url_for("/portada")), None, None, again)
    assert len(later.fetch(first.cursor).items) == 3


def test_a_sitemap_index_with_a_packed_news_sitemap(open_site: HTTPServer, web: Http) -> None:
    news = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        f"<url><loc>{open_site.url_for('/nota')}</loc><news:news><news:publication_date>2026-11-25T10:00:00Z"
        "</news:publication_date><news:title>Las lluvias</news:title></news:news></url>"
        f"<url><loc>{open_site.url_for('/vieja')}</loc><lastmod>2020-01-01</lastmod></url></urlset>"
    )
    whole = f"<sitemapindex><sitemap><loc>{open_site.url_for('/news.xml.gz')}</loc></sitemap></sitemapindex>"
    serve(open_site, "/sitemap.xml", whole, "application/xml")
    serve(open_site, "/news.xml.gz", gzip.compress(news.encode()), "application/gzip")
    serve(open_site, "/nota", html("Las lluvias"))
    options = sitemap.Options(url=open_site.url_for("/sitemap.xml"), since=3650 / 2)
    (item,) = sitemap.SitemapSource("s", options, "El Faro", None, web).fetch({}).items
    assert item.article.title == "Las lluvias"
    assert item.dates[0].says == "feed"


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html></html>",
        b"<urlset><url>",
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><urlset><url><loc>https://a.example/&x;</loc></url></urlset>',
        b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><urlset>&b;</urlset>',
        b"\x1f\x8b\x00broken",
        b"<urlset>" + b"<url>" * 100_000,
        b"<urlset><url><loc>&#xD800;</loc></url></urlset>",
    ],
)
def test_sitemaps_that_are_none(httpserver: HTTPServer, web: Http, body: bytes) -> None:
    serve(httpserver, "/s.xml", body, "application/xml")
    source = sitemap.SitemapSource("s", sitemap.Options(url=httpserver.url_for("/s.xml")), None, None, web)
    try:
        found = source.fetch({})
    except BadInput:
        return
    assert found.items == ()
    assert "root:" not in str(found)


def test_a_json_feed(httpserver: HTTPServer, web: Http) -> None:
    data = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "El Faro",
        "items": [
            {"id": "1", "url": "/nota", "title": "Uno & dos", "content_text": "2 < 3, y más.", "language": "es",
             "date_published": "2024-11-29T10:00:00Z", "authors": [{"name": "EFE"}]},
            {"id": 2, "content_html": "<p>Hola</p><script>x()</script>"},
            "nada",
        ],
    }  # fmt: skip
    serve(httpserver, "/feed.json", json.dumps(data), "application/feed+json")
    options = feed.Options(url=httpserver.url_for("/feed.json"), full_text=False)
    one, two = feed.FeedSource("f", options, None, None, web).fetch({}).items
    assert (one.article.title, one.article.text, one.author) == ("Uno & dos", "2 < 3, y más.", "EFE")
    assert (one.article.url, one.article.outlet) == (httpserver.url_for("/nota"), "El Faro")
    assert two.article.text == "Hola"
    serve(httpserver, "/bad.json", '{"items": 1}', "application/json")
    with pytest.raises(BadInput, match="no JSON feed"):
        feed.FeedSource("f", feed.Options(url=httpserver.url_for("/bad.json")), None, None, web).fetch({})


def test_a_summary_is_completed_from_its_page(httpserver: HTTPServer, web: Http) -> None:
    rss = (
        "<rss version='2.0'><channel><title>El Faro</title>"
        f"<item><title>Uno</title><link>{httpserver.url_for('/uno')}</link><description>Resumen…</description></item>"
        f"<item><title>Dos</title><link>{httpserver.url_for('/dos')}</link><description>{TEXT * 8}</description></item>"
        f"<item><title>Tres</title><link>{httpserver.url_for('/no')}</link><description>Resumen…</description></item>"
        "</channel></rss>"
    )
    serve(httpserver, "/rss", rss, "application/rss+xml")
    serve(httpserver, "/uno", html("Uno"))
    serve(httpserver, "/robots.txt", "User-agent: *\nDisallow: /no", "text/plain")
    source = feed.FeedSource("f", feed.Options(url=httpserver.url_for("/rss")), None, None, web)
    first = source.fetch({})
    assert [len(item.article.text) > 200 for item in first.items] == [True, True, False]
    assert source.fetch(first.cursor).items == (), "a page that cannot be had does not turn into a summary again"


def test_a_feed_that_moved_and_came_back(httpserver: HTTPServer, web: Http) -> None:
    rss = (
        f"<rss version='2.0'><channel><item><title>Uno</title><description>{TEXT}</description></item></channel></rss>"
    )
    httpserver.expect_oneshot_request("/old").respond_with_data("", status=301, headers={"Location": "/new"})
    serve(httpserver, "/new", rss, "application/rss+xml")
    source = feed.FeedSource("f", feed.Options(url=httpserver.url_for("/old")), None, None, web)
    cursor = source.fetch({}).cursor
    assert cursor["url"] == httpserver.url_for("/new")
    httpserver.clear_all_handlers()
    serve(httpserver, "/old", rss, "application/rss+xml")
    httpserver.expect_request("/new").respond_with_data("", status=410)
    assert source.fetch(cursor).errors == ()


def test_broken_entries_keep_a_feed_from_being_latched(httpserver: HTTPServer, web: Http) -> None:
    asked: list[str | None] = []

    def answer(request: Request) -> Response:
        asked.append(request.headers.get("If-None-Match"))
        items = "".join(f"<item><title>n{n}</title><link>/n{n}-x</link></item>" for n in range(3))
        body = f"<rss version='2.0'><channel>{items}</channel></rss>"
        return Response(body, content_type="application/rss+xml", headers={"ETag": '"v1"'})

    httpserver.expect_request("/rss").respond_with_handler(answer)
    serve(httpserver, "/robots.txt", "", "text/plain")
    source = feed.FeedSource("f", feed.Options(url=httpserver.url_for("/rss"), pages=2), None, None, web)
    first = source.fetch({})
    assert "1 entry waits" in first.skipped
    source.fetch(first.cursor)
    assert asked == [None, None], "what waits is asked for again, whatever the ETag says"


NEVER_ENDS = "(?:x|xx)+(?<!x)$"


@pytest.mark.parametrize(
    ("kind", "listing"),
    [("index", "<a href='{url}'>x</a>"), ("sitemap", "<urlset><url><loc>{url}</loc></url></urlset>")],
)
def test_a_match_that_never_ends_ends_the_poll(
    httpserver: HTTPServer, web: Http, kind: str, listing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linked, "PATIENCE", 0.02)
    serve(httpserver, "/list", listing.format(url=httpserver.url_for(f"/{'x' * 28}")))
    made = kinds()[kind]
    options = made.Options(url=httpserver.url_for("/list"), match=NEVER_ENDS)
    source = made.build("s", options, outlet=None, lang=None, http=web)
    with pytest.raises(BadInput, match=r"'match' .* takes too long on http.*; repeat nothing that repeats") as caught:
        source.fetch({})
    assert NEVER_ENDS in str(caught.value)


def test_all_addresses_of_a_poll_share_the_patience_with_a_match(monkeypatch: pytest.MonkeyPatch) -> None:
    fits = linked.Fitting(r"/press/(\w+-?)+$")
    told = [fits(f"https://ministry.example/{path}") for path in ("press/a-b", "press/a b", "about")]
    assert told == [True, False, False]
    monkeypatch.setattr(linked, "PATIENCE", 0.05)
    fits = linked.Fitting(NEVER_ENDS)
    assert not fits("x" * 14)
    with pytest.raises(BadInput):
        assert not any(fits("x" * 14) for _ in range(10_000))


def test_a_canonical_link_of_another_site_is_not_believed() -> None:
    raw = html("x", head='<link rel="canonical" href="https://otro.example/nota">').encode()
    found = read_page(raw, url="https://faro.example/nota-1")
    assert found is not None
    assert found.url == "https://faro.example/nota-1"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (html("x").encode("utf-8"), "text/html"),
        (html("x").encode("latin-1"), "text/html; charset=iso-8859-1"),
        (html("x", head="<meta charset='windows-1252'>").encode("cp1252"), "text/html; charset=utf-8"),
        (html("x").encode("utf-8"), "text/html; charset=utf-8x"),
    ],
)
def test_charsets_of_pages(raw: bytes, kind: str) -> None:
    found = read_page(raw, url="https://faro.example/nota-1", content_type=kind)
    assert found is not None
    assert found.text.startswith("El Gobierno regional presentó el lunes")


UNDECLARED = (
    "<html><head><title>Golpe al narcotráfico</title></head><body><article><h1>Golpe al narcotráfico</h1><p>La Policía "
    "incautó tres toneladas de cocaína en Algeciras este martes, según la Guardia Civil.</p></article></body></html>"
)


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (UNDECLARED.encode(), ""),
        (UNDECLARED.encode(), "text/html"),
        (UNDECLARED.encode("cp1252"), ""),
        (UNDECLARED.encode("cp1252"), "text/html; charset=utf-8"),  # a header that is wrong
        (b'<?xml version="1.0" encoding="utf-8"?>\n' + UNDECLARED.encode(), "text/html; charset=utf-8"),
        (b'<?xml version="1.0" encoding="cp850"?>\n' + UNDECLARED.encode("cp850"), "text/html"),
    ],
)
def test_a_page_that_does_not_say_how_it_is_written_has_one_title_and_text(raw: bytes, kind: str) -> None:
    found = read_page(raw, content_type=kind)
    assert found is not None
    assert found.title == "Golpe al narcotráfico"
    assert found.text.startswith("La Policía incautó tres toneladas de cocaína")


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00" * 1000,
        b"<div>" * 50_000,
        b"<a " * 50_000,
        b"<!--" * 9999,
        b"<script>" * 9999,
        bytes(range(256)) * 99,
    ],
)
def test_pages_that_are_none(raw: bytes) -> None:
    assert read_page(raw, url="https://faro.example/nota") is None


def test_robots_txt_that_cannot_be_had_keeps_us_out_for_now(httpserver: HTTPServer, web: Http) -> None:
    httpserver.expect_request("/robots.txt").respond_with_data("", status=503)
    serve(httpserver, "/nota", html("x"))
    with pytest.raises(HttpError, match="answered 503"):
        web.get(httpserver.url_for("/nota"), page=True)
    assert web.get(httpserver.url_for("/nota")).status == 200, "what the user named himself is asked for"


def test_notes_are_one_text_in_any_language() -> None:
    one, two = said("intake.pages_wait", count=2), said("intake.pages_passed", count=3, most=5)
    assert joined([]) == ""
    assert in_language(joined([one]), "es") == in_language(one, "es")
    assert in_language(joined([one, two]), "es") == f"{in_language(one, 'es')}; {in_language(two, 'es')}"


@pytest.mark.parametrize("kind", ["feed", "page", "index", "sitemap"])
def test_an_address_that_is_none_is_a_fault_of_the_configuration(kind: str) -> None:
    with pytest.raises(ValidationError, match="https://"):
        kinds()[kind].Options.model_validate({"url": "ftp://faro.example/rss"})
