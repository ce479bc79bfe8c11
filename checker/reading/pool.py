"""Many articles read at once: a few in this process, a large batch in processes of their own.

The processes live as long as the batch, so that a daemon with nothing to do holds no memory for them. What comes back
is what is kept of a reading: its language and its statements.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from multiprocessing import connection, get_context, parent_process
from pathlib import Path

from checker import languages
from checker.model.article import Article
from checker.model.statement import Reading
from checker.reading.reader import Reader
from checker.rulebook.facts import FactSpec

LARGE = 64  # articles; below it, a process would not be ready before they are read
PATIENCE = 30.0  # seconds for which a batch waits for another's end; it may be one that a hostile source made endless
SHARE = 16  # articles that a process takes at once
AT_ONCE = 4  # articles that the threads of one process read at a time: more are no faster, and each holds its memory
_batches = threading.Lock()  # one batch at a time has the processors
_turns = threading.BoundedSemaphore(AT_ONCE)
_reader: Reader | None = None  # of a process that reads


@dataclass(frozen=True, slots=True)
class Readers:
    """Reads like `reader`, with up to `processes` of them. Safe to share between threads."""

    reader: Reader
    processes: int

    def read_many(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """A reading for each article, in their order."""
        waiting = iter(articles)
        first = list(islice(waiting, LARGE))
        if len(first) < LARGE or self.processes < 2 or not _batches.acquire(timeout=PATIENCE):
            for article in chain(first, waiting):
                yield self._here(article)
            return
        done, whole = 0, [*first, *waiting]
        try:
            for reading in self._in_processes(whole):
                yield reading
                done += 1
        except BrokenProcessPool:  # a process was killed, for want of memory maybe: what is left is read here
            for article in whole[done:]:
                yield self._here(article)
        finally:
            _batches.release()

    def _here(self, article: Article) -> Reading:
        with _turns:
            return _kept(self.reader.read(article))

    def _in_processes(self, articles: Sequence[Article]) -> Iterator[Reading]:
        start = (tuple(self.reader.languages), self.reader.facts, self.reader.models, languages.own())
        with ProcessPoolExecutor(self.processes, get_context("spawn"), _begin, start) as pool:
            shares = [articles[at : at + SHARE] for at in range(0, len(articles), SHARE)]
            try:
                for readings in pool.map(_read, shares):
                    yield from readings
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _begin(codes: Sequence[str], facts: Mapping[str, FactSpec], models: Sequence[str], folders: Sequence[Path]) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends its processes itself
    threading.Thread(target=_end_with_parent, daemon=True).start()
    languages.use(folders)
    _reader = Reader(codes, facts, models)


def _end_with_parent() -> None:
    """A parent that is killed cannot end its processes, and they would wait for work for ever."""
    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read(articles: Sequence[Article]) -> list[Reading]:
    if _reader is None:
        raise RuntimeError("the process has no reader")
    return [_kept(one) for one in _reader.read_many(articles)]


def _kept(one: Reading) -> Reading:
    """A reading without what is not kept of it, which of a long article is many times as much."""
    return Reading(one.article, one.lang, statements=one.statements)
