"""Many articles in processes of their own: the same readings, in the same order."""

from __future__ import annotations

from dataclasses import replace

from checker.model.article import Article
from checker.reading import Reader
from checker.reading.pool import LARGE, Readers


def test_processes_read_what_one_reader_reads(reader: Reader) -> None:
    articles = [
        Article(f"Según Kiev, hay unos {12_000 + number} soldados norcoreanos en Kursk.", id=f"a{number}")
        for number in range(LARGE + 7)
    ]
    alone = [replace(one, mentions=(), entities=(), warnings=()) for one in reader.read_many(articles)]
    assert list(Readers(reader, 2).read_many(articles)) == alone
    few = list(Readers(reader, 2).read_many(articles[:3]))
    assert [one.statements for one in few] == [one.statements for one in alone[:3]]
