"""Feeds over real HTTP: conditional requests, edits, copies of one entry, broken ones."""

from __future__ import annotations

import contextlib
import json
import random
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from checker import pipeline
from checker.http import Http, HttpError
from checker.intake.addresses import canonical_url
from checker.intake.base import sha256
from checker.intake.feed import FeedSource, Options
from checker.intake.markup import plain_text
from checker.model.errors import BadInput
from checker.model.quantity import Quantity
from checker.reading import Reader
from checker.store.sqlite import SqliteStore
from checker.texts import in_language

NOW = datetime(2024, 11, 29, 12, tzinfo=UTC)
ITEM = (
    "<item><title>{title}</title><link>{link}</link><guid>{guid}</guid>"
    "<pubDate>Fri, 29 Nov 2024 10:00:00 GMT</pubDate><description>{text}</description></item>"
)


def rss(*items: str) -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>El Faro</title>{"".join(items)}</channel></rss>'


def entry(text: str, number: int = 1, guid: str | None = None, link: str | None = None) -> str:
    return ITEM.format(
        title=f"Titular {number}",
        link=link or f"https://faro.example/{number}?utm_source=rss",
        guid=guid or f"g{number}",
        text=text,
    )


@pytest.fixture
def http() -> Http:
    return Http(allow_private=frozenset({"127.0.0.1", "localhost"}), timeout=3, retries=1)


def source(server: HTTPServer, http: Http) -> FeedSource:
    return FeedSource("faro", Options(url=server.url_for("/rss"), full_text=False), None, None, http)


def test_unchanged_feeds_are_not_sent_again(httpserver: HTTPServer, http: Http) -> None:
    asked: list[str | None] = []

    def answer(request: Request) -> Response:
        asked.append(request.headers.get("If-None-Match"))
        if request.headers.get("If-None-Match") == '"v1"':
            return Response(status=304)
        return Response(rss(entry("Uno.")), content_type="application/rss+xml", headers={"ETag": '"v1"'})

    httpserver.expect_request("/rss").respond_with_handler(answer)
    first = source(httpserver, http).fetch({})
    second = source(httpserver, http).fetch(first.cursor)
    assert (len(first.items), len(second.items), asked) == (1, 0, [None, '"v1"'])
    article = first.items[0].article
    assert (article.outlet, article.title, article.text) == ("El Faro", "Titular 1", "Uno.")
    assert article.published is not None
    assert article.published.to_iso() == "2024-11-29T10:00:00Z"


def test_an_edit_is_seen_and_a_changed_guid_is_not_news(httpserver: HTTPServer, http: Http) -> None:
    httpserver.expect_ordered_request("/rss").respond_with_data(rss(entry("Uno.")))
    httpserver.expect_ordered_request("/rss").respond_with_data(rss(entry("Uno.", guid="other")))
    httpserver.expect_ordered_request("/rss").respond_with_data(rss(entry("Dos.", guid="other")))
    feed = source(httpserver, http)
    first = feed.fetch({})
    again = feed.fetch(first.cursor)
    edited = feed.fetch(again.cursor)
    assert [len(one.items) for one in (first, again, edited)] == [1, 1, 1]
    assert again.items[0].sha256 == first.items[0].sha256, "the store learns its other name, and keeps no revision"
    assert edited.items[0].identity == first.items[0].identity


def test_entries_that_share_their_guid_are_all_articles(httpserver: HTTPServer, http: Http) -> None:
    same = [entry(f"Nota {n}.", n, guid="https://faro.example/hoy", link="https://faro.example/hoy") for n in (1, 2, 2)]
    httpserver.expect_request("/rss").respond_with_data(rss(*same))
    found = source(httpserver, http).fetch({})
    assert [item.article.text for item in found.items] == ["Nota 1.", "Nota 2."]
    assert source(httpserver, http).fetch(found.cursor).items == ()


def test_what_is_no_feed_is_said(httpserver: HTTPServer, http: Http) -> None:
    httpserver.expect_request("/rss").respond_with_data("<html><body>hola</body></html>")
    with pytest.raises(BadInput, match="is no feed"):
        source(httpserver, http).fetch({})


def test_an_ill_formed_feed_gives_what_it_holds(httpserver: HTTPServer, http: Http) -> None:
    broken = rss(entry("Uno."), entry("Dos &nbsp; <b>negrita", 2)).replace("</channel></rss>", "")
    httpserver.expect_request("/rss").respond_with_data(broken)
    assert len(source(httpserver, http).fetch({}).items) == 2


@pytest.mark.parametrize(
    "body",
    [
        rss(
            "<item><title>a&#xD800;b</title><guid>g&#57343;</guid><description>Cinco &#xDFFF;muertos.</description></item>"
        ),
        '{"version": "https://jsonfeed.org/version/1.1", "title": "a\\ud800", "items": [{"id": "\\ud800", "title": "\\udfff", '
        '"url": "https://faro.example/\\ud800", "content_text": "Cinco \\ud800muertos.", "author": {"name": "\\udc00"}}]}',
    ],
)
def test_half_a_surrogate_pair_costs_neither_feed_nor_entry(httpserver: HTTPServer, http: Http, body: str) -> None:
    httpserver.expect_request("/rss").respond_with_data(body)
    (item,) = source(httpserver, http).fetch({}).items
    assert item.article.text == "Cinco \ufffdmuertos."
    "".join((item.identity, *item.keys, item.author, item.article.title)).encode()


@pytest.mark.parametrize(
    "told", ["Fri, 31 Dec 9999 23:59:59 -0500", "9999-12-31T23:59:59.9999999", "0001-01-01T00:00:00+01:00"]
)
def test_no_date_costs_an_entry_or_its_feed(httpserver: HTTPServer, http: Http, told: str) -> None:
    page = (
        f'<html><head><meta property="article:published_time" content="{told}"></head><body><p>Nada.</p></body></html>'
    )
    httpserver.expect_request("/p").respond_with_data(page, content_type="text/html")
    bad = entry("Dos muertos en Jaén.", 1, link=httpserver.url_for("/p"))
    bad = bad.replace("Fri, 29 Nov 2024 10:00:00 GMT", told)
    httpserver.expect_request("/rss").respond_with_data(rss(bad))
    options = Options(url=httpserver.url_for("/rss"), full_text=True)
    (item,) = FeedSource("faro", options, None, None, http).fetch({}).items
    assert item.article.published is None


def test_an_empty_answer_is_no_feed(httpserver: HTTPServer, http: Http) -> None:
    httpserver.expect_request("/rss").respond_with_data(b"")
    with pytest.raises(BadInput, match="is no feed"):
        source(httpserver, http).fetch({})


def test_a_missing_feed_names_the_answer(httpserver: HTTPServer, http: Http) -> None:
    httpserver.expect_request("/rss").respond_with_data("gone", status=404)
    with pytest.raises(HttpError, match="answered 404"):
        source(httpserver, http).fetch({})


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://www.faro.example/a?utm_source=x&id=1", "http://faro.example/a/?id=1#top"),
        ("https://faro.example/a/amp/", "https://m.faro.example/a"),
    ],
)
def test_links_of_one_page(one: str, two: str) -> None:
    assert canonical_url(one) == canonical_url(two)


def test_markup_becomes_text_and_runs_nothing() -> None:
    assert plain_text("<p>Uno &amp; dos</p><script>alert(1)</script><p>tres</p>") == "Uno & dos\ntres"


@pytest.mark.parametrize("seed", range(40))
def test_mutilated_feeds_give_entries_or_a_reason(httpserver: HTTPServer, http: Http, seed: int) -> None:
    chance = random.Random(seed)
    raw = bytearray(rss(*(entry(f"Texto {n} &amp; más. <b>x</b>", n) for n in range(5))).encode())
    for _ in range(chance.randint(1, 60)):
        at = chance.randrange(len(raw))
        match chance.randrange(4):
            case 0:
                raw[at] = chance.randrange(256)
            case 1:
                del raw[at : at + chance.randint(1, 40)]
            case 2:
                raw[at:at] = chance.choice(
                    [b"<![CDATA[", b"]]>", b"&#0;", b"<", b"<!ENTITY x 'y'>", b"\xff\xfe", b"<item>" * 50]
                )
            case _:
                raw[at:at] = raw[: chance.randint(1, 200)]
    httpserver.expect_request("/rss").respond_with_data(bytes(raw), content_type="application/rss+xml")
    with contextlib.suppress(BadInput):
        found = source(httpserver, http).fetch({})
        assert all(item.article.text for item in found.items)


def test_no_entity_of_a_feed_is_looked_up(httpserver: HTTPServer, http: Http, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("t0ps3cret", encoding="utf-8")
    head = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file://{secret}"><!ENTITY y "{"z" * 100}">]>'
    body = rss(entry("Uno &x; " + "&y;" * 50)).replace('<?xml version="1.0"?>', head)
    httpserver.expect_request("/rss").respond_with_data(body, content_type="application/rss+xml")
    with contextlib.suppress(BadInput):
        assert "t0ps3cret" not in str(source(httpserver, http).fetch({}))


def test_a_wrong_language_of_a_feed_is_not_believed(httpserver: HTTPServer, http: Http) -> None:
    text = "El Gobierno regional presentó el lunes el balance de las lluvias en la comarca del norte, con datos de todos los pueblos."
    body = rss(entry(text), entry("OK", 2)).replace(
        "<title>El Faro</title>", "<title>El Faro</title><language>en-us</language>"
    )
    httpserver.expect_request("/rss").respond_with_data(body, content_type="application/rss+xml")
    assert [item.article.lang for item in source(httpserver, http).fetch({}).items] == [None, "en"]


TITLE = "Terremoto en la costa"
WHOLE = "Según la policía, hay 85 muertos. El alcalde visitó el lunes los barrios de la costa y prometió ayuda. " * 6


class Site:
    """A feed of one entry, and its page as long as there is one, as a server has them that answers with 304."""

    def __init__(self, server: HTTPServer) -> None:
        self.summary, self.guid, self.page = "Hay 85 muertos.", "g1", (404, "")
        self.link = server.url_for("/nota-uno")
        self.robots = ""
        server.expect_request("/rss").respond_with_handler(self._feed)
        server.expect_request("/nota-uno").respond_with_handler(self._page)
        server.expect_request("/robots.txt").respond_with_handler(lambda _: Response(self.robots))

    def _feed(self, request: Request) -> Response:
        text = rss(ITEM.format(title=TITLE, link=self.link, guid=self.guid, text=self.summary))
        answer = Response(text)
        answer.add_etag()
        return answer.make_conditional(request)

    def _page(self, _: Request) -> Response:
        status, words = self.page
        body = (
            f"<html lang='es'><head><title>{TITLE}</title></head><body><article><p>{words}</p></article></body></html>"
        )
        return Response(body, status=status, content_type="text/html; charset=utf-8")


class Polled:
    """Polls of a site by a source that fetches the pages of summaries."""

    def __init__(self, server: HTTPServer, http: Http) -> None:
        self.source = FeedSource("faro", Options(url=server.url_for("/rss")), None, None, http)
        self.cursor: dict[str, object] = {}
        self.note = ""

    def texts(self) -> list[str]:
        """The texts that one poll gives."""
        found = self.source.fetch(self.cursor)
        self.cursor, self.note = json.loads(json.dumps(found.cursor)), in_language(found.skipped, "es")
        return [item.article.text for item in found.items]


@pytest.mark.parametrize("why", ["404", "robots"])
@pytest.mark.parametrize("waited", [1, 4])
def test_an_edit_is_taken_from_the_feed_where_the_page_cannot_be_had(
    httpserver: HTTPServer, http: Http, why: str, waited: int
) -> None:
    site, polled = Site(httpserver), Polled(httpserver, http)
    if why == "robots":
        site.robots = "User-agent: *\nDisallow: /nota"
    assert polled.texts() == ["Hay 85 muertos."]
    assert [polled.texts() for _ in range(waited)] == [[]] * waited
    site.summary = "Hay 238 muertos."
    assert polled.texts() == ["Hay 238 muertos."]
    said = {"404": "404: 1", "robots": "lo prohíbe robots.txt: 1"}[why]
    for _ in range(5):
        assert polled.note == f"no se pudo leer la página de 1 entrada ({said}): se lee lo que dice el propio canal"
        assert polled.texts() == [], "nothing comes twice"


@pytest.mark.parametrize("edited", [False, True])
def test_a_page_that_comes_later_is_taken_though_the_feed_is_as_it_was(
    httpserver: HTTPServer, http: Http, edited: bool
) -> None:
    site, polled = Site(httpserver), Polled(httpserver, http)
    assert len(polled.texts()) == 1
    if edited:
        [polled.texts() for _ in range(5)]
        site.summary = "Hay 238 muertos."
        assert len(polled.texts()) == 1
    assert polled.texts() == []
    site.page = (200, WHOLE)
    assert [text.startswith("Según la policía") for text in polled.texts()] == [True]
    assert polled.note == ""
    assert polled.texts() == []


def test_what_was_read_of_a_page_is_replaced_only_when_the_page_is_gone(httpserver: HTTPServer, http: Http) -> None:
    site, polled = Site(httpserver), Polled(httpserver, http)
    site.page = (200, WHOLE)
    assert len(polled.texts()[0]) > 500
    site.page, site.guid = (404, ""), "g2"
    assert polled.texts() == [], "another GUID is no edit"
    site.page, site.summary = (503, ""), "Hay 238 muertos."
    assert polled.texts() == [], "the page may come back"
    site.page = (200, WHOLE.replace("85", "238"))
    assert ["hay 238" in text for text in polled.texts()] == [True]
    site.page, site.summary = (503, ""), "Hay 240 muertos."
    assert [polled.texts() for _ in range(5)] == [[], [], ["Hay 240 muertos."], [], []], "but it did not"
    assert "503: 1" in polled.note


def test_a_cursor_of_an_older_version_brings_nothing_again(httpserver: HTTPServer, http: Http) -> None:
    site, polled = Site(httpserver), Polled(httpserver, http)
    item = polled.source.fetch({}).items[0]
    old = sha256(f"{item.sha256}{item.keys}")[:32]
    polled.cursor = {"seen": {item.identity: f"{old}?3"}}
    assert polled.texts() == []
    site.summary = "Hay 238 muertos."
    assert polled.texts() == ["Hay 238 muertos."]


def test_an_edit_without_a_page_is_a_revision_and_a_correction_once(
    httpserver: HTTPServer, http: Http, reader: Reader, tmp_path: Path
) -> None:
    site = Site(httpserver)
    site.summary = "Según la policía, el terremoto dejó 85 muertos en Puerto Alto."
    faro = FeedSource("faro", Options(url=httpserver.url_for("/rss")), None, "es", http)
    with SqliteStore(tmp_path / "s.db") as store:

        def polls() -> list[int]:
            return [pipeline.poll(store, faro, reader, NOW, baseline=False, lang="es")[0] for _ in range(5)]

        assert polls() == [1, 0, 0, 0, 0]
        site.summary = site.summary.replace("85", "238")
        assert polls() == [1, 0, 0, 0, 0]
        (one,) = store.corrections()
        figures = [told.value for told in (one.change.before, one.change.after) if told is not None]
        assert [value.low for value in figures if isinstance(value, Quantity)] == [85, 238]
        state = store.source_state("faro")
        assert state is not None
        assert "404: 1" in (state.note or "")
