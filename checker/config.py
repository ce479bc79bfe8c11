"""config.yaml as checked values: what to watch, how to read, whom to tell. Secrets come from `${ENV}` or a file.

A source's and a notifier's own options belong to the plugin of its kind, which checks them; this module knows
only what all of them share. Errors name file, line and remedy, all at once.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Any, Literal

from dotenv import dotenv_values
from pydantic import BaseModel, ConfigDict, Field, field_validator

from checker import languages
from checker.alertconfig import AlertingConfig, Duration, Strict, crossed
from checker.model.errors import BadFile, BadInput, Problem
from checker.shipped import shipped
from checker.texts import instead, of_system, said, spoken
from checker.yamldoc import Document, load, validate


class AccessConfig(Strict):
    """What one source's own site is shown, and what it may do. Nothing of it goes to another host."""

    user: str | None = None
    password: str | None = Field(default=None, repr=False)
    bearer: str | None = Field(default=None, repr=False)
    headers: dict[str, str] = Field(default_factory=dict, repr=False)
    cookies: dict[str, str] = Field(default_factory=dict, repr=False)
    private: bool = False
    robots: bool = True

    @field_validator("headers", "cookies")
    @classmethod
    def _one_line(cls, value: dict[str, str]) -> dict[str, str]:
        if any("\n" in text or "\r" in text for pair in value.items() for text in pair):
            raise ValueError(said("config.one_line"))
        return value


class SourceConfig(BaseModel):
    """What all sources share; other keys are the options of the kind and are checked by it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str = Field(min_length=1)
    kind: str
    outlet: str | None = None
    lang: str | None = None
    every: Duration = timedelta(minutes=10)
    slowest: Duration | None = None
    access: AccessConfig = AccessConfig()
    ours: bool = False
    baseline: bool = True

    @property
    def options(self) -> Mapping[str, Any]:
        """The keys that belong to the kind."""
        return self.model_extra or {}


class NotifierConfig(BaseModel):
    """A notifier's kind and its `pace`, the least time between two messages (None: what the channel itself asks for);
    other keys are the options of the kind and are checked by it."""

    model_config = ConfigDict(extra="allow", frozen=True)

    kind: str
    pace: Annotated[Duration, Field(le=timedelta(hours=1))] | None = None

    @property
    def options(self) -> Mapping[str, Any]:
        """The keys that belong to the kind."""
        return self.model_extra or {}


class ReadingConfig(Strict):
    """How articles are read. `language_folder` holds language files of the user's own; `spacy_model` names trained
    models, one a language, that may add evidence for persons."""

    languages: list[str] = Field(default_factory=lambda: ["es", "en"], min_length=1)
    processes: int = Field(default=2, ge=1, le=64)
    language_folder: str | None = None
    spacy_model: list[str] = Field(default_factory=list)

    @field_validator("spacy_model", mode="before")
    @classmethod
    def _one(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class FeedConfig(Strict):
    """An Atom feed of what is open, kept as a file: `link` is the desk's address, `most` how many."""

    path: str
    lang: str | None = None
    link: str | None = None
    most: int = Field(default=100, ge=1, le=1000)

    @field_validator("link")
    @classmethod
    def _address(cls, value: str | None) -> str | None:
        if value is not None and not value.startswith(("https://", "http://")):
            raise ValueError(said("config.web_address"))
        return value


class HttpConfig(Strict):
    """Bounds for everything that is fetched."""

    timeout: Duration = timedelta(seconds=20)
    deadline: Duration = timedelta(seconds=60)
    pause: Duration = timedelta(seconds=0.5)
    at_once: int = Field(default=2, ge=1, le=20)
    max_megabytes: float = Field(default=10, gt=0, le=200)
    user_agent: str = "Discrepa/0.14 (+news discrepancy checker)"
    allow_private: list[str] = Field(default_factory=list)


CONFIG = Path("config.yaml")
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class DeskConfig(Strict):
    """The desk in the browser. It asks for the token where there is one, and listens beyond this machine only then."""

    enabled: bool = True
    host: str = "127.0.0.1"
    port: int = Field(default=8642, ge=0, le=65535)
    token: str | None = Field(default=None, min_length=16)
    hosts: list[str] = Field(default_factory=list)


class Config(AlertingConfig):
    """The whole of config.yaml. Relative paths are relative to the file."""

    store: str = "discrepa.db"
    rules: list[str] = Field(default_factory=list)
    sources: list[SourceConfig] = Field(default_factory=list)
    owners: dict[str, list[str]] = Field(default_factory=dict)
    notifiers: dict[str, NotifierConfig] = Field(default_factory=dict)
    templates: str | None = None
    feed: FeedConfig | None = None
    reading: ReadingConfig = ReadingConfig()
    http: HttpConfig = HttpConfig()
    desk: DeskConfig = DeskConfig()
    log: Literal["text", "json"] = "text"

    def owner_of(self) -> dict[str, str]:
        """Each outlet that belongs to a group, and the group."""
        return {outlet: group for group, outlets in self.owners.items() for outlet in (group, *outlets)}

    @field_validator("rules", mode="before")
    @classmethod
    def _one_or_many(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class Loaded:
    """A checked configuration with the document it came from, so that plugins can name the line of a fault."""

    def __init__(self, config: Config, document: Document, folder: Path, secrets: frozenset[str]) -> None:
        self.config = config
        self.document = document
        self.folder = folder
        self.secrets = secrets

    def path(self, text: str) -> Path:
        """A path of the configuration, relative to the file's folder."""
        return self.folder / Path(text).expanduser()

    @property
    def language_folders(self) -> list[Path]:
        """Where language files of the user's own are."""
        own = self.config.reading.language_folder
        return [self.path(own)] if own is not None else []

    @property
    def models(self) -> list[str]:
        """Trained models: packages by name, folders by path."""
        return [one if _installed(one) else str(self.path(one)) for one in self.config.reading.spacy_model]


# what tells the faults in the options of kinds, which this module does not know: of sources by place, notifiers by name
Plugged = Callable[[Document, Mapping[int, SourceConfig], Mapping[str, NotifierConfig]], list[Problem]]


def load_config(file: Path, *, beside: Path | None = None, plugged: Plugged | None = None) -> Loaded:
    """Read and check a configuration file. `beside`: the folder that its paths are relative to, when that is not its
    own; `plugged` adds the faults in the options of kinds where there are others, so that all are told at once. Raises
    BadFile with every fault found."""
    document = load(file)
    folder = beside or file.parent
    fill = _Fill(document, folder)
    given = document.data or {}
    if isinstance(given, dict):  # «routes:» with every line behind it made a comment
        given = {key: value for key, value in given.items() if value is not None}
    data = fill.value(given, ())
    if not isinstance(data, dict):
        raise BadFile([document.problem((), said("faults.dict_type"), remedy=said("config.start"))])
    config, faults = validate(Config, document, data)
    problems = fill.problems + faults
    sound = config or _sound(document, data, faults)
    if sound is not None:
        problems += (
            _crossed(sound, document)
            + _languages(sound.reading, document, folder)
            + _models(sound.reading, document, folder)
        )
    if problems and plugged is not None:
        problems += plugged(document, *_shared(document, data))
    if problems or config is None:
        raise BadFile(redacted(problems, fill.secrets))
    return Loaded(config, document, folder, frozenset(fill.secrets))


def _sound(document: Document, data: Mapping[str, Any], faults: Iterable[Problem]) -> Config | None:
    """What can be held against each other of a configuration with faults: its sections without any. None where the
    notifiers have some, since whatever names one would seem to be wrong."""
    bad = {re.split(r"[.\[]", fault.path)[0] for fault in faults}
    if "notifiers" in bad:
        return None
    return validate(Config, document, {key: value for key, value in data.items() if key not in bad})[0]


def _shared(document: Document, data: Mapping[str, Any]) -> tuple[dict[int, SourceConfig], dict[str, NotifierConfig]]:
    """The sources and notifiers that have no fault in what all of them share."""
    sources, notifiers = data.get("sources"), data.get("notifiers")
    watched = {
        index: one
        for index, given in enumerate(sources if isinstance(sources, list) else ())
        if isinstance(given, dict) and (one := validate(SourceConfig, document, given)[0]) is not None
    }
    channels = {
        name: channel
        for name, given in (notifiers if isinstance(notifiers, dict) else {}).items()
        if isinstance(given, dict) and (channel := validate(NotifierConfig, document, given)[0]) is not None
    }
    return watched, channels


def settings(file: Path | None, *, required: bool = False, plugged: Plugged | None = None) -> Loaded:
    """The configuration named, or config.yaml here, or (unless one is required) the shipped one."""
    wanted = file or CONFIG
    if not wanted.exists() and (file is not None or required):
        raise BadInput(said("cli.error.no_config", file=wanted))
    loaded = load_config(wanted if wanted.exists() else shipped("config.yaml"), plugged=plugged)
    languages.use(loaded.language_folders)
    return loaded


def rule_folders(loaded: Loaded) -> list[Path]:
    """Where the rule files are."""
    return [loaded.path(folder) for folder in loaded.config.rules] or [shipped("rules")]


def redacted(problems: Iterable[Problem], secrets: Iterable[str]) -> list[Problem]:
    """The problems without any value that came from the environment or a secret file."""
    hidden = [secret for secret in secrets if secret]
    return [
        replace(problem, got="a value that is kept secret")
        if any(secret in problem.got or problem.got.strip("'…") in secret for secret in hidden if problem.got)
        else problem
        for problem in problems
    ]


def _crossed(config: Config, document: Document) -> list[Problem]:
    """Faults that only show when keys are held against each other."""
    problems = crossed(config, config.notifiers, document)
    if config.desk.host not in LOOPBACK and config.desk.token is None:
        problems.append(
            document.problem(
                ("desk", "host"),
                said("config.desk_open"),
                got=config.desk.host,
                remedy=said("config.desk_open_remedy"),
            )
        )
    seen: dict[str, int] = {}
    for index, source in enumerate(config.sources):
        if source.id in seen:
            problems.append(
                document.problem(
                    ("sources", index, "id"),
                    said("config.source_twice", number=seen[source.id]),
                    got=source.id,
                    remedy=said("config.source_twice_remedy"),
                )
            )
        seen.setdefault(source.id, index)
    if config.feed is not None and config.feed.lang not in (None, *spoken()):
        problems.append(
            document.problem(
                ("feed", "lang"),
                said("config.no_texts"),
                got=config.feed.lang,
                remedy=instead(config.feed.lang or "", spoken()),
            )
        )
    return problems


def _languages(reading: ReadingConfig, document: Document, folder: Path) -> list[Problem]:
    own = [folder / Path(reading.language_folder).expanduser()] if reading.language_folder is not None else []
    found = languages.in_folders(own)
    return [
        document.problem(
            ("reading", "languages", index),
            said("config.unread"),
            got=code,
            remedy=said("config.unread_remedy", known=", ".join(found), code=code),
        )
        for index, code in enumerate(reading.languages)
        if code not in found
    ]


def _installed(name: str) -> bool:
    return name.isidentifier() and find_spec(name) is not None


def _models(reading: ReadingConfig, document: Document, folder: Path) -> list[Problem]:
    return [
        document.problem(
            ("reading", "spacy_model"), said("config.no_model"), got=name, remedy=said("config.no_model_remedy")
        )
        for name in reading.spacy_model
        if not _installed(name) and not (folder / Path(name).expanduser() / "meta.json").is_file()
    ]


_ENV = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]*)\}")


class _Fill:
    """`${NAME}` filled from the environment (or a `.env` file beside the configuration), and `x_file: path`
    read into `x`; remembers what was filled in, so that it can be kept out of messages."""

    def __init__(self, document: Document, folder: Path) -> None:
        self.document = document
        self.folder = folder
        self.environment = {**dotenv_values(folder / ".env"), **os.environ}
        self.problems: list[Problem] = []
        self.secrets: set[str] = set()

    def value(self, data: Any, path: tuple[str | int, ...]) -> Any:
        if isinstance(data, list):
            return [self.value(item, (*path, index)) for index, item in enumerate(data)]
        if isinstance(data, str):
            return self.text(data, path)
        if not isinstance(data, dict):
            return data
        out = {}
        for key, value in data.items():
            if key.endswith("_file") and isinstance(value, str):
                out[key.removesuffix("_file")] = self.file(value, (*path, key))
            else:
                out[key] = self.value(value, (*path, key))
        return out

    def text(self, text: str, path: tuple[str | int, ...]) -> str:
        def fill(match: re.Match[str]) -> str:
            value = self.environment.get(match[1])
            if value is None:
                what = said("config.no_variable", name=match[1])
                remedy = said("config.no_variable_remedy", name=match[1])
                self.problems.append(self.document.problem(path, what, remedy=remedy))
                return ""
            self.secrets.add(value)
            return value

        filled = _ENV.sub(fill, text)
        if filled != text:
            self.secrets.add(filled)
        return filled

    def file(self, name: str, path: tuple[str | int, ...]) -> str:
        try:
            value = (self.folder / Path(name).expanduser()).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            unread = isinstance(error, OSError)
            what = said("intake.unreadable", error=of_system(error)) if unread else said("intake.not_utf8")
            self.problems.append(self.document.problem(path, what, got=name, remedy=said("config.check_path")))
            return ""
        self.secrets.add(value)
        return value
