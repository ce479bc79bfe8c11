"""The whole reader: offsets, titles, languages, awkward text."""

from __future__ import annotations

import sys
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.article import Article
from checker.model.quantity import Quantity
from checker.model.timespan import TimeSpan
from checker.reading import Reader

READER = Reader()


@settings(deadline=None, max_examples=60)
@given(text=st.text(max_size=200), title=st.text(max_size=60))
def test_any_text_is_read(text: str, title: str) -> None:
    READER.read(Article(text, title=title))


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "12", "…", "\u202812\u2029 muertos", "e\u0301l"])
def test_odd_texts_are_read(text: str) -> None:
    READER.read(Article(text))


def test_quotes_stand_where_they_say() -> None:
    text = "Según la policía,\u00a0más de\u202f1.200 personas fueron evacuadas.\n«Hay 12 heridos», dijo."
    for one in READER.read(Article(text, lang="es")).statements:
        assert one.evidence is not None
        assert text[one.evidence.start : one.evidence.end] == one.evidence.quote
        assert one.evidence.quote in one.evidence.sentence


def test_a_title_speaks_only_where_the_body_is_silent() -> None:
    body = "La riada dejó 30 muertos en el valle."
    repeated = READER.read(Article(body, title="Treinta muertos en una riada", lang="es"))
    assert len(repeated.statements) == 1
    more = READER.read(Article(body, title="Una riada deja 80 heridos", lang="es"))
    assert [one.fact for one in more.statements] == ["killed", "injured"]
    assert any(mention.in_title for mention in more.mentions)


def test_an_embed_in_a_language_nobody_reads_is_skipped() -> None:
    text = (
        "La riada dejó 30 muertos en el valle, según la policía de la ciudad.\n"
        "Depremde 4000 kişi öldü ve binlerce bina yıkıldı, bakan Ankara'da söyledi.\n"
        "Los bomberos siguen buscando a los vecinos de las casas."
    )
    values = [one.value for one in READER.read(Article(text)).statements]
    assert [value.low for value in values if isinstance(value, Quantity)] == [30]


def test_reading_is_deterministic_and_batches_are_lazy() -> None:
    article = Article("Murieron 12 personas y 30 fueron detenidas.", lang="es")
    first, second = READER.read_many(iter([article, replace(article)]))
    assert first == second == READER.read(article)


def test_a_very_long_article_takes_work_in_proportion() -> None:
    paragraph = "El lunes murieron 12 personas en la riada de Quito, según la policía. Hay 40 heridos.\n"

    def calls(count: int) -> int:
        """How many functions are called: as good as time, and the same on a busy machine."""
        made = 0

        def counted(_frame: object, event: str, _argument: object) -> None:
            nonlocal made
            made += event == "call"

        before = sys.getprofile()
        sys.setprofile(counted)
        try:
            READER.read(Article(paragraph * count, lang="es"))
        finally:
            sys.setprofile(before)
        return made

    calls(20)
    assert calls(200) < 6 * calls(50)


@pytest.mark.parametrize(
    ("lang", "text", "wanted"),
    [
        (
            "es",
            "Entre abril y junio cayeron 30 puentes.",
            {"abril y junio": "2024-04/2024-06", "abril": "2024-04", "junio": "2024-06"},
        ),
        ("es", "Vivió en Lima de 1998 a 2003.", {"1998 a 2003": "1998/2003", "1998": "1998", "2003": "2003"}),
        ("en", "It rained between April and June.", {"April and June": "2024-04/2024-06"}),
        ("en", "It was shut from May 30 to June 2.", {"May 30": "2024-05-30", "June 2": "2024-06-02"}),
        ("en", "It was shut from 3 to 5 May.", {"3 to 5 May": "2024-05-03/2024-05-05"}),
    ],
)
def test_the_ends_of_a_range_are_dates_too(lang: str, text: str, wanted: dict[str, str]) -> None:
    published = TimeSpan.from_iso("2024-11-29")
    found = {one.text: one.value for one in READER.read(Article(text, lang=lang, published=published)).mentions}
    for words, iso in wanted.items():
        first, _, last = iso.partition("/")
        start, end = TimeSpan.from_iso(first), TimeSpan.from_iso(last or first)
        value = found[words]
        assert isinstance(value, TimeSpan)
        assert (value.start, value.end) == (start.start, end.end)
