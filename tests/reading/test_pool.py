"""Many articles in processes of their own: the same readings, in the same order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checker.model.article import Article
from checker.reading import Reader, pool
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


def test_a_batch_that_does_not_end_holds_up_no_other(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 0.01)
    articles = [Article("Según Kiev, hay unos 12.000 soldados norcoreanos en Kursk.", id=f"a{n}") for n in range(LARGE)]
    other = Readers(reader, 2).read_many(articles)
    next(other)  # it has the processes now, and does not end
    assert len(list(Readers(reader, 2).read_many(articles))) == LARGE
    other.close()  # type: ignore[attr-defined]
    assert pool._batches.acquire(timeout=0)
    pool._batches.release()
