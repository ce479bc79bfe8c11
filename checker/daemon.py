"""The daemon: polls every source in its own time, judges, delivers, and reloads rules that are edited.

SIGTERM and SIGINT let the step in hand finish; a restart goes on from what is stored. One daemon a store, held by a
lock beside it.
"""

from __future__ import annotations

import fcntl
import random
import signal
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from checker import pipeline
from checker.address import redact_text
from checker.app import Parts, WatchedSource
from checker.clock import utc_now
from checker.http import HttpError
from checker.intake.base import Listener
from checker.intake.rhythm import LONGEST_RETRY, next_wait
from checker.model.errors import BadFile, BadInput, DiscrepaError
from checker.rota import Rota
from checker.rulebook.book import load_rulebook, rule_files
from checker.texts import fault_text, in_language, of_system, said

MOST_JITTER = timedelta(seconds=30)
JUDGE_EVERY = timedelta(seconds=5)
DELIVER_EVERY = timedelta(seconds=2)
MOST_WORKERS = 200
RELOAD_EVERY = timedelta(seconds=2)
FEED_EVERY = timedelta(seconds=20)
CLOCK_EVERY = timedelta(seconds=1)
SENDERS = 32  # notifiers that may be at it, or hang, at the same time
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did."""

    articles: int
    discrepancies: int
    messages: int
    failed: int
    stuck: frozenset[str] = frozenset()  # notifiers through which something did not arrive


@dataclass(slots=True)
class Daemon:
    """The jobs over one set of parts."""

    parts: Parts
    chance: random.Random = field(default_factory=lambda: random.Random())  # noqa: S311 - jitter, not secrets
    senders: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(SENDERS, "send"))
    sending: dict[str, Future[int]] = field(default_factory=dict)
    unnoted: dict[str, dict[str, str | None]] = field(
        default_factory=dict
    )  # by notifier, what arrived and is not noted
    dispatch: threading.Lock = field(default_factory=threading.Lock)  # whoever finds out what is to be sent
    next_judge: threading.Lock = field(default_factory=threading.Lock)  # whoever waits to judge next
    stop: threading.Event = field(default_factory=threading.Event)
    refused: str = ""
    stamp: tuple[object, ...] = ()
    seen: tuple[object, ...] = ()
    fed: object = None  # the state that the feed shows

    def poll(self, watched: WatchedSource) -> int:
        """Poll one source; its failure is logged and stored, and stops nothing else."""
        started = utc_now()
        name = watched.source.id
        try:
            saved, fetched = pipeline.poll(
                self.parts.store,
                watched.source,
                self.parts.readers(),
                started,
                baseline=watched.baseline,
                growing=self.parts.book.growing(),
                lang=self.parts.loaded.config.language,
            )
        except DiscrepaError as error:
            log.warning("poll failed", source=name, error=self.said(error))
            raise
        except (Exception, SystemExit) as error:
            # a plugin or a hostile article may raise anything, or exit; the other sources must not feel it
            self.parts.store.save_failure(name, redact_text(f"{type(error).__name__}: {error}")[:500], started)
            log.exception("poll broke", source=name)
            raise
        for fault in fetched.errors[:20]:
            log.warning("item skipped", source=name, error=self.said(fault))
        if fetched.skipped:
            log.info("left out", source=name, what=self.said(fetched.skipped))
        log.info("polled", source=name, new=saved, seconds=round((utc_now() - started).total_seconds(), 2))
        return saved

    def said(self, fault: str | BaseException) -> str:
        """A fault or a note in the language of the configuration, as people read it in the log."""
        return in_language(fault, self.parts.loaded.config.language)

    def wait(self, watched: WatchedSource, error: BaseException | None, now: datetime) -> timedelta:
        """How long to leave a source alone after a poll that ended so."""
        state = self.parts.store.source_state(watched.source.id)
        web = error if isinstance(error, HttpError) else None
        return next_wait(
            watched.every,
            watched.slowest,
            newest=state.newest if state else None,
            failures=state.failures if state else 0,
            now=now,
            retry_after=web.retry_after if web else None,
            gone=web is not None and web.status == 410,
        )

    def judge(self, *, impatient: bool = False) -> int:
        """Judge what changed and queue what people are to be told; `impatient`: groups do not wait.

        Nothing is done where somebody waits to judge already: he will see what is in the store by now, too.
        """
        if not self.next_judge.acquire(blocking=False):
            return 0
        with self.parts.working:
            self.next_judge.release()
            now = utc_now()
            config = self.parts.loaded.config
            pipeline.trace_origins(self.parts.store, config.owner_of())
            edited = self.parts.store.corrections(pending=True)
            changed = pipeline.judge_dirty(self.parts.store, self.parts.book, now)
            changed += pipeline.decide_edits(self.parts.store, self.parts.book, config.corrections, edited, now)
            queued = pipeline.alert(self.parts.store, config, self.parts.notifiers, now, impatient=impatient)
        if changed or queued:
            log.info("judged", changes=changed, messages=queued)
        return changed

    def deliver(self, but: Collection[str] = ()) -> dict[str, Future[int]]:
        """Begin to send what is due, each notifier (but some) in a thread of its own; one that is still at it is left
        to it. What was begun, by notifier."""
        begun = {}
        with self.dispatch:  # else two polls that end at once have a message sent twice
            for name in self.parts.store.waiting(utc_now()):
                if name not in but and (name not in self.sending or self.sending[name].done()):
                    begun[name] = self.sending[name] = self.senders.submit(self._send, name)
        return begun

    def _send(self, name: str) -> int:
        try:
            sent = pipeline.deliver_due(
                self.parts.store,
                name,
                self.parts.notifiers.get(name),
                self.parts.loaded.config,
                utc_now(),
                chance=self.chance,
                pace=self.parts.pace(name),
                pause=self.stop.wait,
                unnoted=self.unnoted.setdefault(name, {}),
            )
        except DiscrepaError as error:
            log.error("delivery failed; it is tried again at the next turn", notifier=name, error=self.said(error))
            return 0
        except Exception:
            log.exception("delivery broke; it is tried again at the next turn", notifier=name)
            return 0
        if sent:
            log.info("delivered", notifier=name, messages=sent)
        return sent

    def feed(self) -> None:
        """Keep the Atom feed as things stand; a file that cannot be written is logged and tried again."""
        loaded = self.parts.loaded
        wanted = loaded.config.feed
        if wanted is None:
            return
        try:
            file = loaded.path(wanted.path)
            language = loaded.config.language
            self.fed = pipeline.write_feed(self.parts.store, file, wanted, language, utc_now(), self.fed)
        except OSError as error:
            log.error("feed not written", file=wanted.path, error=self.said(of_system(error)))

    def mind_clock(self) -> None:
        """Let nothing in the store wait for a time that a clock told which was ahead."""
        longest = max(LONGEST_RETRY, 2 * self.parts.loaded.config.delivery.longest_wait)
        if changed := self.parts.store.clock_set_back(utc_now(), longest):
            log.warning("the clock was ahead; times that are still to come were put right", times=changed)

    def reload(self) -> None:
        """Take up edited rule files; files with faults are refused loudly, and the last good set stays.

        A file that changed between two looks is still being written: half of a rule file may load, too.
        """
        stamp = self.rule_stamp()
        settled, self.seen = stamp == self.seen, stamp
        if stamp == self.stamp or not settled:
            return
        self.stamp = stamp
        try:
            book = load_rulebook(self.parts.rule_folders)
        except BadFile as error:
            language = self.parts.loaded.config.language
            self.refused = "\n".join(fault_text(problem, language) for problem in error.problems)
            for problem in error.problems:
                log.error("rules refused, the last good ones stay in force", problem=fault_text(problem, language))
            return
        if self.refused:
            log.info("rules are good again")
        self.refused = ""
        if book.version != self.parts.book.version:
            with self.parts.working:
                self.parts.take_rules(book)
            log.info("rules reloaded", rules=len(book.rules), version=book.version)
            self.judge()

    def rule_stamp(self) -> tuple[object, ...]:
        """What changes when a rule file is written, added or removed."""
        try:
            return tuple(_stamp(file) for file in rule_files(self.parts.rule_folders))
        except (OSError, BadFile) as error:
            return (str(error),)


def _stamp(file: Path) -> tuple[str, int, int]:
    try:
        told = file.stat()
    except OSError:  # a link that leads nowhere hides no change of the others
        return str(file), 0, 0
    return str(file), told.st_mtime_ns, told.st_size


def run_once(parts: Parts) -> Round:
    """Poll every source once, judge, deliver."""
    with alone(parts.store_file):
        daemon = Daemon(parts)
        daemon.mind_clock()
        saved = failed = 0
        for watched in parts.sources:
            try:
                saved += daemon.poll(watched)
            except (Exception, SystemExit):  # already logged and stored by poll
                failed += 1
        daemon.judge(impatient=True)
        sent = 0
        stuck: set[str] = set()
        while turns := daemon.deliver(stuck):  # a notifier with a pace takes several, and so does a fallback
            arrived = {name: turn.result() for name, turn in turns.items()}
            sent += sum(arrived.values())
            stuck |= {name for name, count in arrived.items() if not count}
        daemon.senders.shutdown()
        daemon.feed()
        return Round(saved, len(parts.store.discrepancies()), sent, failed, frozenset(stuck))


def run(parts: Parts) -> None:
    """Watch until SIGTERM or SIGINT; the store must be held by `alone`."""
    daemon = Daemon(parts)
    stop = daemon.stop
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    daemon.stamp = daemon.rule_stamp()
    daemon.mind_clock()
    with _listening(parts):
        # a thread for each source and for what else is done: one that hangs holds up no other
        rota = Rota(max(4, min(MOST_WORKERS, len(parts.sources) + 3)))
        _put_in(daemon, rota)
        rota.start()
        log.info("watching", sources=len(parts.sources), rules=len(parts.book.rules), store=str(parts.store_file))
        while not stop.wait(CLOCK_EVERY.total_seconds()):
            if late := rota.right():
                log.warning("the clock was set back; what waited by it goes on", jobs=late)
                _safely(daemon, daemon.mind_clock, "clock")()
        log.info("stopping: finishing the step in hand")
        rota.stop()
        daemon.senders.shutdown(wait=True)
    log.info("stopped")


def _put_in(daemon: Daemon, rota: Rota) -> None:
    """A job for each source, one to judge, one to deliver, one to reload."""
    for number, watched in enumerate(daemon.parts.sources):
        first = timedelta(seconds=0.2 * number)
        rota.put(f"poll {watched.source.id}", _polling(daemon, watched, rota), first)
    rota.every("judge", _safely(daemon, daemon.judge, "judging"), JUDGE_EVERY, timedelta(seconds=1))
    rota.every("deliver", _safely(daemon, daemon.deliver, "delivery"), DELIVER_EVERY, timedelta(seconds=1.5))
    rota.every("feed", _safely(daemon, daemon.feed, "feed"), FEED_EVERY, timedelta(seconds=2))
    rota.every("reload", _safely(daemon, daemon.reload, "reload"), RELOAD_EVERY, timedelta(seconds=1))


def _polling(daemon: Daemon, watched: WatchedSource, rota: Rota) -> Callable[[], None]:
    """A job that polls a source and then says when it is to run again."""

    def job() -> None:
        error: BaseException | None = None
        try:
            if daemon.poll(watched):
                daemon.judge()
                daemon.deliver()
        except DiscrepaError as failed:
            error = failed  # logged and stored by poll; the next turn tries again
        except (Exception, SystemExit) as failed:
            error = failed
            log.exception("poll broke", source=watched.source.id)
        now = utc_now()
        try:
            wait = daemon.wait(watched, error, now)
        except Exception:
            wait = watched.slowest  # a store that cannot be read just now must not end a source's turns
            log.exception("a source's pace cannot be told", source=watched.source.id)
        wait += min(wait / 10, MOST_JITTER) * daemon.chance.random()  # so that sources do not come in step
        with suppress(Exception):  # only shown; a store that is busy just now must not end a source's turns
            daemon.parts.store.save_next(watched.source.id, now + wait)
        rota.put(f"poll {watched.source.id}", job, wait)

    return job


def _safely(daemon: Daemon, step: Callable[[], object], name: str) -> Callable[[], None]:
    def job() -> None:
        try:
            step()
        except DiscrepaError as error:
            log.error(f"{name} failed; it is tried again at the next turn", error=daemon.said(error))
        except Exception:
            log.exception(f"{name} broke; it is tried again at the next turn")

    return job


@contextmanager
def _listening(parts: Parts) -> Iterator[None]:
    """Sources that are sent to, and not asked, listen. Raises BadInput when a port is taken."""
    open_ones: list[Listener] = []
    try:
        for watched in parts.sources:
            source: object = watched.source
            if isinstance(source, Listener):
                source.start()
                open_ones.append(source)
        yield
    finally:
        for one in open_ones:
            one.stop()


@contextmanager
def alone(store_file: Path) -> Iterator[None]:
    """One daemon a store. Raises BadInput when another one holds it or its folder cannot be written."""
    if str(store_file) == ":memory:":
        yield
        return
    file = Path(f"{store_file}.lock")
    try:
        opened = file.open("w", encoding="utf-8")
    except OSError as error:
        raise BadInput(said("store.unwritable", file=file, error=of_system(error))) from None
    with opened as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise BadInput(said("cli.error.in_use", file=store_file)) from None
        yield
