"""Many articles in processes of their own: the same readings, in the same order."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from checker.model.article import Article
from checker.model.statement import Reading
from checker.reading import Reader, pool
from checker.reading.pool import LARGE, Readers


def test_processes_read_what_one_reader_reads(reader: Reader) -> None:
    articles = [
        Article(f"Según Kiev, hay unos {12_000 + number} soldados norcoreanos en Kursk.", id=f"a{number}")
        for number in range(LARGE + 7)
    ]
    alone = [replace(one, mentions=(), entities=(), warnings=()) for one in reader.read_many(articles)]
    assert list(Readers(reader, 2).read_many(articles)) == alone
    assert list(Readers(reader, 2).read_many(articles[:3])) == alone[:3], "what is not kept is not held"


def test_a_batch_that_does_not_end_holds_up_no_other(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "PATIENCE", 0.01)
    articles = [Article("Según Kiev, hay unos 12.000 soldados norcoreanos en Kursk.", id=f"a{n}") for n in range(LARGE)]
    other = Readers(reader, 2).read_many(articles)
    next(other)  # it has the processes now, and does not end
    assert len(list(Readers(reader, 2).read_many(articles))) == LARGE
    other.close()  # type: ignore[attr-defined]
    assert pool._batches.acquire(timeout=0)
    pool._batches.release()


class _Counted(Reader):
    """A reader that counts how many articles are being read at the same time."""

    now, most = 0, 0

    def read(self, article: Article) -> Reading:
        self.now += 1
        self.most = max(self.most, self.now)
        time.sleep(0.02)
        try:
            return super().read(article)
        finally:
            self.now -= 1


def test_many_threads_read_few_articles_at_a_time() -> None:
    readers = Readers(_Counted(), 2)
    articles = [Article("Según Kiev, hay unos 12.000 soldados norcoreanos en Kursk.", id=str(n)) for n in range(3)]
    with ThreadPoolExecutor(30) as threads:
        read = list(threads.map(lambda _: len(list(readers.read_many(articles))), range(30)))
    assert read == [3] * 30
    assert 1 < readers.reader.most <= pool.AT_ONCE  # type: ignore[attr-defined]
