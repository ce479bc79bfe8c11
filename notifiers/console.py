"""`console`: prints alerts to standard output, in colour on a terminal."""

from __future__ import annotations

import os
import sys
import threading
from typing import Literal

from pydantic import BaseModel, ConfigDict

from checker.http import Http
from checker.model.alert import Message, Outcome
from notifiers._templates import Templates

_CODES = {"title": "1", "critical": "1;31", "high": "31", "medium": "33", "low": "36", "value": "1", "footer": "2"}
_LOCK = threading.Lock()


class Options(BaseModel):
    """The keys of a console notifier."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["console"] = "console"


class Console:
    """Standard output."""

    def __init__(self, templates: Templates) -> None:
        self.templates = templates

    def send(self, message: Message) -> Outcome:
        """Print one message."""
        colours = sys.stdout.isatty() and "NO_COLOR" not in os.environ

        def style(text: str, what: str) -> str:
            return f"\x1b[{_CODES[what]}m{text}\x1b[0m" if colours and what in _CODES else text

        text = self.templates.render("text.txt", message.lang, message=message, style=style)
        with _LOCK:
            sys.stdout.write(text + "\n\n")
            sys.stdout.flush()
        return Outcome(True)


def preview(message: Message, templates: Templates) -> str:
    """What is printed."""
    return templates.render("text.txt", message.lang, message=message)


def build(name: str, options: Options, http: Http, templates: Templates) -> Console:
    """The console needs neither name nor network."""
    del name, options, http
    return Console(templates)
