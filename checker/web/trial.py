"""Tries a draft of rules: what lint says of it, and what it would have raised on stored articles and pasted sentences.

A draft is whatever somebody typed. It is looked at in a process of its own that is ended when its time is up, so that
nothing in it can hold up the desk or the daemon.
"""

from __future__ import annotations

import signal
import threading
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory

from checker import app, languages, pipeline
from checker.config import Loaded
from checker.model.article import Article
from checker.model.discrepancy import Discrepancy, Findings
from checker.model.errors import DiscrepaError, Problem
from checker.rulebook.rules import RuleStatus
from checker.rulelab.backtest import backtest
from checker.rulelab.lint import lint
from checker.rulelab.material import read, stored

LONGEST = 20_000  # characters of a draft
SECONDS = 90.0  # until the process is ended, however busy the machine is
WORK = 20  # seconds of a processor that it may use
READING = 8.0  # seconds for reading stored articles
MEMORY = 4 << 30  # bytes of address space
MOST = 30  # of each kind that are shown
NAME = "draft.yaml"


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of a draft. `adds`, `removes`, `same` and `held` are those of a backtest, the first of `counts` each;
    `articles` of `of` were looked at. `pasted` is what it finds in the sentences. `failed` names why there is nothing
    of this: "time" or "broken"."""

    problems: tuple[Problem, ...] = ()
    rules: tuple[str, ...] = ()
    adds: tuple[Discrepancy, ...] = ()
    removes: tuple[Discrepancy, ...] = ()
    same: tuple[Discrepancy, ...] = ()
    held: tuple[Discrepancy, ...] = ()
    counts: tuple[int, int, int, int] = (0, 0, 0, 0)
    articles: int = 0
    of: int = 0
    pasted: Findings | None = None
    failed: str = ""

    @property
    def usable(self) -> bool:
        """Whether the draft could be tried."""
        return not self.failed and not any(problem.severity == "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be tried: rules as YAML, sentences as articles, and from when on stored articles are looked at."""

    text: str
    pasted: tuple[Article, ...]
    since: datetime
    now: datetime


_one_at_a_time = threading.Lock()


def try_out(loaded: Loaded, draft: Draft, seconds: float = SECONDS) -> Trial | None:
    """Try a draft; None while another one is being tried."""
    if not _one_at_a_time.acquire(blocking=False):
        return None
    try:
        return _in_a_process(loaded, draft, seconds)
    finally:
        _one_at_a_time.release()


def _in_a_process(loaded: Loaded, draft: Draft, seconds: float) -> Trial:
    here, there = get_context("spawn").Pipe(duplex=False)
    process = get_context("spawn").Process(target=_child, args=(there, loaded, draft), daemon=True)
    process.start()
    there.close()
    try:
        if not here.poll(seconds):
            return Trial(failed="time")
        found = here.recv()
        return found if isinstance(found, Trial) else Trial(failed="broken")
    except (EOFError, OSError):
        process.join(1)
        return Trial(failed="time" if process.exitcode == -signal.SIGXCPU else "broken")
    finally:
        process.kill()
        process.join()
        here.close()


def _child(pipe: Connection, loaded: Loaded, draft: Draft) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends it
    with suppress(ImportError, ValueError, OSError):  # where the system has no such limits, time is the only one
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (WORK, WORK + 1))
    languages.use(loaded.language_folders)
    try:
        pipe.send(trial(loaded, draft))
    except DiscrepaError:
        pipe.send(Trial(failed="broken"))


def trial(loaded: Loaded, draft: Draft) -> Trial:
    """Lint a draft and run it, in this process."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / NAME
        file.write_text(draft.text[:LONGEST], encoding="utf-8")
        examined, problems = lint([file], app.rule_folders(loaded))
        told = tuple(replace(one, file=NAME) for one in problems)
    drafts = examined.book
    if not examined.usable or not drafts.rules:
        return Trial(told)
    running = app.rulebook(loaded)
    with app.store(loaded) as store:
        found = stored(store, drafts, running, draft.since, lambda: app.reader(loaded, drafts), READING)
    result = backtest(found.statements, drafts, running, now=draft.now, decided=found.decided)
    pasted = None
    if draft.pasted:
        statements, _ = read(app.reader(loaded, drafts), draft.pasted, READING)
        stable = tuple(replace(rule, status=RuleStatus.STABLE) for rule in drafts.rules)
        pasted = pipeline.judge_statements(statements, replace(drafts, rules=stable), None)
    return Trial(
        told,
        tuple(rule.id for rule in drafts.rules),
        adds=result.adds[:MOST],
        removes=result.removes[:MOST],
        same=result.same[:MOST],
        held=result.held[:MOST],
        counts=(len(result.adds), len(result.removes), len(result.same), len(result.held)),
        articles=found.articles,
        of=found.of,
        pasted=pasted,
    )
