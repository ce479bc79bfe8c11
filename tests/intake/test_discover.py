"""What a site offers, and how it gets into a configuration without a comment lost."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from checker.http import Http
from checker.intake.discover import offers, source_id, with_source
from checker.yamldoc import parse

RSS = "<rss version='2.0'><channel><title>El Faro</title><item><title>Uno</title><description>Dos.</description></item></channel></rss>"
LOCAL = Http(allow_private=frozenset({"127.0.0.1", "localhost"}), timeout=3, retries=1)


def test_the_feeds_that_a_page_names(httpserver: HTTPServer) -> None:
    head = "<link rel='alternate' type='application/rss+xml' href='/a.xml'><link rel='alternate' type='application/rss+xml' href='/dead.xml'>"
    httpserver.expect_request("/").respond_with_data(f"<html><head>{head}</head><body>x</body></html>")
    httpserver.expect_request("/a.xml").respond_with_data(RSS)
    (offer,) = offers(httpserver.url_for("/"), LOCAL)
    assert (offer.kind, offer.title, len(offer.found.items)) == ("feed", "El Faro", 1)
    (direct,) = offers(httpserver.url_for("/a.xml"), LOCAL)
    assert direct.options == {"url": httpserver.url_for("/a.xml")}


def test_a_feed_where_sites_mostly_keep_it(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/").respond_with_data("<html><body>x</body></html>")
    httpserver.expect_request("/rss.xml").respond_with_data(RSS)
    assert [offer.kind for offer in offers(httpserver.url_for("/"), LOCAL)] == ["feed"]


def test_the_front_page_when_there_is_nothing_better(httpserver: HTTPServer) -> None:
    text = "El Gobierno regional presentó el lunes el balance de las lluvias en la comarca. " * 4
    httpserver.expect_request("/").respond_with_data(
        '<a href="/una-nota-sobre-las-lluvias">x</a>', content_type="text/html"
    )
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    page = f"<html><body><article><p>{text}</p></article></body></html>"
    httpserver.expect_request("/una-nota-sobre-las-lluvias").respond_with_data(page, content_type="text/html")
    assert [offer.kind for offer in offers(httpserver.url_for("/"), LOCAL)] == ["index"]
    httpserver.expect_request("/leer").respond_with_data("<html><body>nada</body></html>", content_type="text/html")
    assert offers(httpserver.url_for("/leer"), LOCAL) == []


ENTRY = {
    "id": "faro",
    "kind": "feed",
    "url": "https://faro.example/rss?a=1",
    "outlet": "El Faro: portada",
    "every": "5m",
}


@pytest.mark.parametrize(
    "text",
    [
        "language: es  # habla\n\nsources:\n  # mine\n  - id: a\n    kind: folder  # x\n    path: in\n#  - id: b\n\nroutes: []\n",
        "sources:\n- {id: a, kind: folder, path: in}\nlanguage: es\n",
        "sources: []  # none yet\nlanguage: es\n",
        "sources:\n",
        "language: es\n",
        "",
        "sources:\n    - id: a\n      kind: folder\n      path: in",
    ],
)
def test_a_source_is_written_at_the_end_of_its_list(text: str) -> None:
    written = with_source(text, ENTRY)
    before, after = parse(text, "c").data or {}, parse(written, "c").data
    assert after["sources"] == [*(before.get("sources") or []), ENTRY]
    assert {**after, "sources": None} == {**before, "sources": None}
    comments = [line.partition("#")[2] for line in text.splitlines() if "#" in line]
    assert [line.partition("#")[2] for line in written.splitlines() if "#" in line] == comments


def test_what_cannot_be_added_to_is_said() -> None:
    with pytest.raises(ValueError, match="one line"):
        with_source("sources: [{id: a, kind: folder, path: in}]\n", ENTRY)


def test_ids_by_host() -> None:
    assert source_id("https://www.faro.example/rss", set()) == "faro"
    assert source_id("https://www.faro.example/rss", {"faro", "faro-2"}) == "faro-3"
    assert source_id("https://news.faro.co.uk/rss", set()) == "news"
    assert source_id("http://127.0.0.1:80/", set()) == "source"
    assert source_id("http://127.0.0.1:80/", {"el-faro-de-levante"}, "El Faro de Levante") == "el-faro-de-levante-2"
    assert source_id("http://localhost:80/", set(), "Diario Ñandú: lo último") == "diario-nandu-lo-ultimo"
