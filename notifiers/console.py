"""`console`: prints alerts to standard output, in colour on a terminal."""

from __future__ import annotations

import os
import sys
import threading
from typing import Literal

from pydantic import BaseModel, ConfigDict

from checker.http import Http
from checker.model.alert import Message, Outcome
from notifiers._plain import message_lines

_CODES = {"title": "1", "critical": "1;31", "high": "31", "medium": "33", "low": "36", "value": "1", "footer": "2"}
_LOCK = threading.Lock()


class Options(BaseModel):
    """The keys of a console notifier."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["console"] = "console"


class Console:
    """Standard output."""

    def send(self, message: Message) -> Outcome:
        """Print one message."""
        colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ

        def style(text: str, what: str) -> str:
            return f"\x1b[{_CODES[what]}m{text}\x1b[0m" if colours and what in _CODES else text

        # control characters of an article must not reach a terminal
        clean = "\n".join(message_lines(message, style))
        allowed = "".join(char for char in clean if char >= " " or char in "\n\t" or (colours and char == "\x1b"))
        with _LOCK:
            sys.stdout.write(allowed + "\n\n")
            sys.stdout.flush()
        return Outcome(True)


def build(name: str, options: Options, http: Http) -> Console:
    """The console needs neither name nor network."""
    del name, options, http
    return Console()
