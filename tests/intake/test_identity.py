"""One article once: churned and reused GUIDs, twins and shares of a link, moved files; and every edit noticed."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from checker import pipeline
from checker.alerting.sample import sample_discrepancy
from checker.http import Http
from checker.intake.addresses import canonical_url, names_an_article
from checker.intake.base import Source
from checker.intake.feed import FeedSource
from checker.intake.feed import Options as FeedOptions
from checker.intake.folder import FolderSource
from checker.intake.folder import Options as FolderOptions
from checker.intake.revisions import announces
from checker.model.alert import Why
from checker.model.provenance import Edit
from checker.reading import Reader
from checker.store.sqlite import SqliteStore
from tests.story import article

NOW = datetime(2024, 11, 30, tzinfo=UTC)
PAIRS = [json.loads(line) for line in (Path(__file__).parent.parent / "corpus/links.jsonl").read_text().splitlines()]
LONG = "El Gobierno regional presentó el lunes el balance de las lluvias en la comarca. {n} personas murieron en Kursk."


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["a"][:60])
def test_links_of_one_page_and_of_two(case: dict[str, str | bool]) -> None:
    assert (canonical_url(str(case["a"])) == canonical_url(str(case["b"]))) is case["same"]


def test_a_home_page_is_no_article() -> None:
    assert not names_an_article("https://www.faro.example/")
    assert not names_an_article("mailto:a@faro.example")
    assert names_an_article("https://faro.example/?p=12")


@pytest.fixture
def store(tmp_path: Path) -> SqliteStore:
    return SqliteStore(tmp_path / "s.db")


class Polls:
    """Polls one source again and again into one store."""

    def __init__(self, store: SqliteStore, reader: Reader, source: Source) -> None:
        self.store, self.reader, self.source = store, reader, source

    def __call__(self) -> int:
        saved, fetched = pipeline.poll(
            self.store, self.source, self.reader, NOW, baseline=False, growing=frozenset({"killed"})
        )
        assert not fetched.errors
        return saved


def rss(*items: tuple[str, ...]) -> str:
    """A feed of (guid, link, title, text), and a date where there is one."""
    entries = "".join(
        f"<item><guid>{guid}</guid>{f'<link>{link}</link>' if link else ''}<title>{title}</title>"
        f"<description>{text}</description>{f'<pubDate>{date[0]}</pubDate>' if date else ''}</item>"
        for guid, link, title, text, *date in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>El Faro</title>{entries}</channel></rss>'


@pytest.fixture
def feed(httpserver: HTTPServer, store: SqliteStore, reader: Reader) -> Polls:
    http = Http(allow_private=frozenset({"localhost", "127.0.0.1"}), timeout=3, retries=1)
    options = FeedOptions(url=httpserver.url_for("/rss"), full_text=False)
    return Polls(store, reader, FeedSource("faro", options, None, "es", http))


def serve(httpserver: HTTPServer, *items: tuple[str, ...]) -> None:
    httpserver.clear()
    httpserver.expect_request("/rss").respond_with_data(rss(*items))


def test_guids_and_links_that_change(httpserver: HTTPServer, feed: Polls, store: SqliteStore) -> None:
    link = "https://faro.example/lluvias"
    serve(httpserver, ("g1", link, "Lluvias", LONG.format(n=4)))
    assert feed() == 1
    serve(httpserver, ("churned", link + "?utm_source=x", "Lluvias", LONG.format(n=4)))
    assert feed() == 0, "another GUID, the same link"
    serve(httpserver, ("churned", "https://faro.example/lluvias-ultima-hora", "Lluvias", LONG.format(n=4)))
    assert feed() == 0, "another link, the same GUID and title"
    serve(httpserver, ("churned", "https://faro.example/otra", "El mercado", "Los precios del pan bajaron en mayo."))
    assert feed() == 1, "a GUID that was used before, for another article"
    assert store.counts()["articles"] == 2
    assert store.counts()["revisions"] == 2


def test_words_that_come_again_under_another_link(
    httpserver: HTTPServer, feed: Polls, store: SqliteStore, reader: Reader
) -> None:
    long = (
        LONG.format(n=4) + " La tarde siguió igual en el valle y los vecinos volvieron a casa cuando cesó la lluvia" * 3
    )
    first, again = "https://faro.example/a/lluvias", "https://faro.example/b/lluvias"
    serve(httpserver, ("g1", first, "Lluvias", long, "27 Nov 2024 01:00:00 GMT"))
    assert feed() == 1
    serve(httpserver, ("g2", again, "Lluvias (actualizado)", long, "28 Nov 2024 04:00:00 GMT"))
    assert feed() == 0, "another link, GUID and title, a later date"
    other = Polls(store, reader, FeedSource("faro-2", feed.source.options, None, "es", feed.source.http))  # type: ignore[attr-defined]
    serve(httpserver, ("g3", "https://faro.example/c/lluvias", "Lluvias", long))
    assert other() == 0, "from another feed of the outlet"
    serve(httpserver, ("g3", "https://faro.example/c/lluvias", "Lluvias", long.replace("4 personas", "6 personas")))
    assert other() == 1, "that one edited is not lost"
    serve(httpserver, ("g2", again, "Lluvias", long.replace("4 personas", "5 personas")))
    assert feed() == 1, "what is changed there is an edit of the article"
    assert (store.counts()["articles"], store.counts()["revisions"]) == (2, 3)
    pair = [(f"g{n}", f"https://faro.example/{n}/sorteo", "Sorteo", "Salió el cuatro.") for n in (7, 8)]
    serve(httpserver, *pair, ("g9", "https://faro.example/9/tren", "El tren", "Salió el cuatro."))
    assert feed() == 2, "both in one poll; a line under another title is another article"


def test_a_form_that_comes_every_month(httpserver: HTTPServer, feed: Polls, store: SqliteStore) -> None:
    for day, n in (("01 Oct", 1), ("20 Nov", 2)):
        link = f"https://faro.example/{n}/sorteo"
        serve(httpserver, (f"g{n}", link, "Sorteo", "Nadie acertó.", f"{day} 2024 04:00:00 GMT"))
        assert feed() == 1


def test_entries_that_all_link_to_one_page(httpserver: HTTPServer, feed: Polls, store: SqliteStore) -> None:
    home = "https://faro.example/envivo/cobertura"
    serve(httpserver, ("g1", home, "Uno", "Los precios del pan bajaron."), ("g2", home, "Dos", "El tren llegó tarde."))
    assert feed() == 2
    assert feed() == 0
    serve(httpserver, ("g2", "", "Dos", "El tren llegó tarde."), ("g2", "", "Tres", "La lluvia cesó al alba."))
    assert feed() == 1, "two entries of one GUID in one poll: the one is known, the other is not lost"
    serve(httpserver, ("g2", "", "Tres", "La lluvia cesó al alba."))
    assert feed() == 0, "that one is known by now"
    serve(httpserver, ("g2", "", "Cuatro", "Un ciervo cruzó la plaza del pueblo."))
    assert feed() == 1, "a GUID that is used for whatever is newest"
    assert store.counts()["articles"] == 4


def test_one_page_in_two_feeds(httpserver: HTTPServer, feed: Polls, store: SqliteStore, reader: Reader) -> None:
    link = "https://faro.example/lluvias"
    serve(httpserver, ("g1", link, "Lluvias", LONG.format(n=4) + " " + "La tarde siguió igual. " * 9))
    other = Polls(store, reader, FeedSource("faro-2", feed.source.options, None, "es", feed.source.http))  # type: ignore[attr-defined]
    assert feed() == 1
    serve(httpserver, ("x9", link, "Lluvias", "El balance de las lluvias."))
    assert other() == 0, "the second feed's summary is no edit"
    assert store.counts()["revisions"] == 1


def test_a_figure_that_changed_silently(httpserver: HTTPServer, feed: Polls, store: SqliteStore) -> None:
    link = "https://faro.example/lluvias"
    serve(httpserver, ("g1", link, "Lluvias", LONG.format(n=40)))
    feed()
    serve(httpserver, ("g1", link, "Lluvias", LONG.format(n=40).replace("presentó", "dio a conocer")))
    assert feed() == 1
    assert store.corrections() == [], "other words, the same figure"
    serve(httpserver, ("g1", link, "Lluvias", LONG.format(n=14)))
    assert feed() == 1
    (pending,) = store.corrections(pending=True)
    assert (pending.revision, pending.change.edit, pending.change.announced) == (3, Edit.CORRECTED, False)
    assert pending.change.before is not None
    assert pending.change.after is not None
    assert [str(one.value.low) for one in (pending.change.before, pending.change.after)] == ["40", "14"]  # type: ignore[union-attr]
    assert (pending.before_at, pending.at) == (NOW, NOW)
    store.decide_corrections({pending.seq: Why.EDITS_OFF}, NOW)
    store.decide_corrections({pending.seq: sample_discrepancy()}, NOW)
    assert store.corrections(pending=True) == []
    assert [(one.why, one.event) for one in store.corrections()] == [("edits_off", None)], "decided once, for good"
    assert store.pending() == []
    serve(httpserver, ("g1", link, "Lluvias", LONG.format(n=52)))
    feed()
    assert [one.change.edit for one in store.corrections()] == [Edit.CORRECTED, Edit.UPDATED], "a toll that grew"
    serve(httpserver, ("g1", link, "Lluvias", "Corrección: la cifra era otra. " + LONG.format(n=25)))
    feed()
    assert store.corrections()[-1].change.announced
    kept = store.revisions(pending.article)
    assert [one.revision for one in kept] == [1, 2, 3, 4, 5]
    assert all(one.text_sha256 == hashlib.sha256(one.text.encode()).hexdigest() for one in kept)
    assert all(one.raw_sha256 for one in kept)


def test_words_that_own_up_to_an_edit() -> None:
    assert announces("Uno.", "Uno.\nFe de errores: donde dice uno, dice dos.")
    assert announces("One.", "One. (Updated at noon)")
    assert not announces("Uno.", "La corrección del rumbo llegó tarde.")
    assert not announces("Actualizado a las 10. Uno.", "Actualizado a las 10. Dos.")


def test_files_that_are_moved_or_share_a_name(tmp_path: Path, store: SqliteStore, reader: Reader) -> None:
    folder = tmp_path / "in"
    article(folder / "a", "nota", "Los precios del pan bajaron.", "A")
    article(folder / "b", "nota", "El tren llegó tarde a la estación.", "B")
    (folder / "c.jsonl").write_text(
        "\n".join(json.dumps({"id": "1", "text": text}) for text in ("La lluvia cesó.", "Un ciervo cruzó la plaza.")),
        encoding="utf-8",
    )
    poll = Polls(store, reader, FolderSource("drop", FolderOptions(path=folder, stable=0), None, None))
    assert poll() == 4
    (folder / "d").mkdir()
    (folder / "a/nota.md").rename(folder / "d/otra.md")
    assert poll() == 0, "moved"
    article(folder / "d", "otra", "El mercado abrió con alzas en los metales.", "A")
    assert poll() == 1, "another article under a name that was used before"
    text = "Los precios del pan bajaron mucho en mayo."
    article(folder / "d", "pan", text, "A")
    poll()
    article(folder / "d", "pan", text.replace("mucho", "bastante"), "A", published="2024-11-28")
    assert poll() == 1, "an edit"
    assert store.counts()["articles"] == 6
    assert store.counts()["revisions"] == 7


def test_dates_that_cannot_be(httpserver: HTTPServer, feed: Polls, store: SqliteStore) -> None:
    items = [
        f"<item><guid>{number}</guid><link>https://faro.example{link}</link><title>t{number}</title>"
        f"<description>Texto número {number} sobre el pan y la lluvia.</description><pubDate>{date}</pubDate></item>"
        for number, (link, date) in enumerate(
            [
                ("/a", "Thu, 01 Jan 1970 00:00:00 GMT"),
                ("/2024/11/28/b", "Fri, 29 Nov 2034 10:00:00 GMT"),
                ("/c", "Fri, 29 Nov 2024 10:00:00 GMT"),
            ]
        )
    ]
    httpserver.expect_request("/rss").respond_with_data(f'<rss version="2.0"><channel>{"".join(items)}</channel></rss>')
    feed()
    rows = store.rows("SELECT published, published_from, published_certainty FROM articles ORDER BY url")
    assert [tuple(row.values()) for row in rows] == [
        ("2024-11-28", "url", "inferred"),
        (None, None, None),
        ("2024-11-29T10:00:00Z", "feed", "told"),
    ]
