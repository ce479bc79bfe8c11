"""Jobs in their own time, each in a thread: whatever the clock on the wall does, none is lost and none piles up.

The only module that knows APScheduler, which waits by the clock on the wall. A job is put in for one turn and asks for
the next one itself: a clock that leaps a year ahead makes up for one turn, not for millions. When each job is due is
noted by a clock that only goes on, too, so that `right` finds those that a clock set back would keep waiting.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.background import BackgroundScheduler

from checker.clock import utc_now

SLACK = 2.0  # seconds by which a job may come late before it is called late
logging.getLogger("apscheduler").setLevel(logging.ERROR)


@dataclass(slots=True)
class Rota:
    """Jobs by name, at most `threads` of them at a time."""

    threads: int
    _pool: ThreadPoolExecutor = field(init=False)
    _scheduler: BackgroundScheduler = field(init=False)
    _due: dict[str, float] = field(default_factory=dict)  # by name, in seconds of time.monotonic

    def __post_init__(self) -> None:
        self._pool = ThreadPoolExecutor(self.threads)
        self._scheduler = BackgroundScheduler(
            executors={"default": self._pool},
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
            timezone="UTC",
        )

    def start(self) -> None:
        """Begin with the jobs that were put in."""
        self._scheduler.start()

    def put(self, name: str, job: Callable[[], object], wait: timedelta) -> None:
        """Run a job once, so long from now; one of that name that still waits is replaced."""
        self._due[name] = time.monotonic() + wait.total_seconds()
        self._scheduler.add_job(job, "date", run_date=utc_now() + wait, id=name, replace_existing=True)

    def every(self, name: str, job: Callable[[], object], wait: timedelta, first: timedelta) -> None:
        """Run a job again and again, so long after it ended; it must not raise."""

        def turn() -> None:
            try:
                job()
            finally:
                self.put(name, turn, wait)

        self.put(name, turn, first)

    def right(self) -> int:
        """Have those that wait by a clock that was set back run when they should have; how many they are."""
        now, at, late = utc_now(), time.monotonic(), 0
        for job in self._scheduler.get_jobs():
            left = max(0.0, self._due.get(job.id, at) - at)
            if (job.next_run_time - now).total_seconds() > left + SLACK:
                with suppress(JobLookupError):  # it has run meanwhile
                    job.modify(next_run_time=now + timedelta(seconds=left))
                late += 1
        return late

    def stop(self) -> None:
        """Begin nothing more, and wait for what is at work."""
        self._scheduler.shutdown(wait=False)  # it holds the lock that a job at work needs to ask for its next turn
        self._pool.shutdown(wait=True)
