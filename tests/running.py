"""`discrepa run` as a user starts it, with its desk on a free port of this machine."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import httpx

Found = TypeVar("Found")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
START = 60  # seconds for the program to serve its desk, on a machine that does other work


def browser_file() -> str | None:
    """The browser to drive: the one that DISCREPA_BROWSER names, or one on the path; None where there is none."""
    named = os.environ.get("DISCREPA_BROWSER")
    return named or next((found for name in BROWSERS if (found := shutil.which(name))), None)


@contextmanager
def running(config: Path) -> Iterator[str]:
    """The desk's address while `discrepa run` is there; what it says goes to `run.log` beside its configuration."""
    said = config.parent / "run.log"
    with said.open("w", encoding="utf-8") as out:
        command = [sys.executable, "-m", "checker", "run", "--config", str(config)]
        program = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield until(lambda: _address(said), f"no desk: see {said}").rstrip("/")
    finally:
        program.terminate()
        try:
            program.wait(20)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def _address(said: Path) -> str:
    found = re.findall(r"http://[^\s'\"]+", said.read_text(encoding="utf-8"))
    return found[0] if found else ""


def until(ask: Callable[[], Found], otherwise: str, seconds: float = START) -> Found:
    """The first true answer. Raises AssertionError when none comes for too long."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := ask():
            return found
        time.sleep(0.1)
    raise AssertionError(otherwise)


def open_ids(address: str) -> list[str]:
    """The ids of what is open, as the API tells them."""
    answer = httpx.get(f"{address}/api/v1/discrepancies", params={"limit": 200}, timeout=20).raise_for_status()
    return [one["id"] for one in answer.json()["discrepancies"]]
