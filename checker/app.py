"""The composition root: configuration to parts. Nothing else builds them."""

from __future__ import annotations

from pathlib import Path

from checker.config import Loaded, load_config
from checker.model.errors import BadInput
from checker.reading import Reader
from checker.rulebook.book import Rulebook, load_rulebook
from checker.shipped import shipped
from checker.texts import DEFAULT, say

CONFIG = Path("config.yaml")


def settings(file: Path | None, *, required: bool = False) -> Loaded:
    """The configuration named, or config.yaml here, or (unless one is required) the shipped one."""
    wanted = file or CONFIG
    if wanted.exists():
        return load_config(wanted)
    if file is not None or required:
        raise BadInput(say("cli.error.no_config", DEFAULT, file=wanted))
    return load_config(shipped("config.yaml"))


def rule_folders(loaded: Loaded) -> list[Path]:
    """Where the rule files are."""
    return [loaded.path(folder) for folder in loaded.config.rules] or [shipped("rules")]


def rulebook(loaded: Loaded) -> Rulebook:
    """The rules in force. Raises BadFile with every fault of every file."""
    return load_rulebook(rule_folders(loaded))


def reader(loaded: Loaded, book: Rulebook | None = None) -> Reader:
    """A reader for the configured languages and the facts of the rule files."""
    return Reader(loaded.config.reading.languages, (book or rulebook(loaded)).facts)
