"""Manners towards other people's servers: robots.txt, few requests at a time, and a pause between them."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from protego import Protego

from checker.clock import utc_now

KEPT = 3600.0  # seconds that a robots.txt is believed
LONGEST_PAUSE = 15.0  # seconds; a site that asks for more gets this
LONGEST_WAIT = 86_400.0  # seconds that a Retry-After can ask for; more would switch its sender off
HOSTS = 5_000  # whose turns and robots.txt are remembered at once


@dataclass(slots=True)
class _Host:
    slots: threading.BoundedSemaphore
    next_at: float = 0.0
    closed_until: float = 0.0


@dataclass(slots=True)
class Manners:
    """Shared by all sources, since two of them may ask one host. `pause`: seconds between the starts of two requests to
    one host; `at_once`: requests to one host at the same time."""

    pause: float = 0.5
    at_once: int = 2
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _robots: dict[str, tuple[float, Protego | None]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @contextmanager
    def turn(self, host: str, patience: float, pause: float | None = None) -> Iterator[None]:
        """Wait for a turn at a host, `patience` seconds at most. Raises TimeoutError."""
        entry = self._entry(host)
        if not entry.slots.acquire(timeout=max(0.0, patience)):
            raise TimeoutError
        try:
            with self._lock:
                now = time.monotonic()
                start = max(now, entry.next_at, entry.closed_until)
                if start - now > patience:
                    raise TimeoutError
                entry.next_at = start + max(self.pause, min(pause or 0.0, LONGEST_PAUSE))
            time.sleep(start - now)
            yield
        finally:
            entry.slots.release()

    def close(self, host: str, seconds: float) -> None:
        """The host asked to be left alone for so long."""
        entry = self._entry(host)
        with self._lock:
            entry.closed_until = max(entry.closed_until, time.monotonic() + seconds)

    def closed(self, host: str) -> float:
        """Seconds for which a host is still to be left alone."""
        return max(0.0, self._entry(host).closed_until - time.monotonic())

    def _entry(self, host: str) -> _Host:
        with self._lock:
            if len(self._hosts) > HOSTS:
                self._hosts.clear()
            return self._hosts.setdefault(host, _Host(threading.BoundedSemaphore(self.at_once)))

    def rules(self, url: str, fetch: Callable[[str], str | None]) -> Protego | None:
        """The robots.txt of an address's site, asked for once an hour. `fetch` gives its text, or None when there is
        none; what it raises is raised."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"
        kept = self._robots.get(site)
        if kept is None or kept[0] < time.monotonic():
            text = fetch(f"{site}/robots.txt")
            if len(self._robots) > HOSTS:
                self._robots.clear()
            kept = (time.monotonic() + KEPT, None if text is None else Protego.parse(text))
            self._robots[site] = kept
        return kept[1]


def read_retry_after(value: str | None, now: datetime | None = None) -> float | None:
    """Seconds from a Retry-After header, a number or a date; a day at most."""
    if not value:
        return None
    if re.fullmatch("[0-9]+", value.strip()):
        return min(float(value), LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(value)
    except (ValueError, OverflowError):  # the year or the zone may be a number of any length
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return min(max(0.0, (at - (now or utc_now())).total_seconds()), LONGEST_WAIT)
