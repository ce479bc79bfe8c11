"""The composition root: configuration to parts. Nothing else builds them."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog

import notifiers as notifier_kinds
from checker.address import Credentials, basic, site_of
from checker.alerting.deliver import Notifier
from checker.alerting.sample import samples
from checker.clock import utc_now
from checker.config import CONFIG as CONFIG
from checker.config import AccessConfig, Loaded, NotifierConfig, SourceConfig, load_config, redacted
from checker.config import rule_folders as rule_folders
from checker.config import settings as _settings
from checker.http import Http
from checker.intake.base import Source
from checker.intake.base import kinds as source_kinds
from checker.judging.checks import checks
from checker.manners import Manners
from checker.model.decision import Decided
from checker.model.errors import BadFile, BadInput, Problem
from checker.plugins import Kinds, blamed
from checker.rulebook.book import Rulebook, load_rulebook
from checker.shipped import shipped
from checker.store.sqlite import SqliteStore
from checker.texts import fault_text, instead, said
from checker.yamldoc import Document, validate
from checker.yamldoc import Path as KeyPath
from notifiers._templates import Templates

if TYPE_CHECKING:
    from checker.reading import Reader
    from checker.reading.pool import Readers

log = structlog.get_logger()
Options = tuple[Any, Any, list[Problem]]  # a kind, its options, and the faults in them


@dataclass(frozen=True, slots=True)
class WatchedSource:
    """A source with what the daemon does about it."""

    source: Source
    kind: str
    every: timedelta
    baseline: bool
    slowest: timedelta


@dataclass(slots=True)
class Parts:
    """Everything that a run works with. `take_rules` swaps the rules and the reader that knows their facts; `working`
    keeps judging and alerting one at a time."""

    loaded: Loaded
    store: SqliteStore
    store_file: Path
    book: Rulebook
    rule_folders: list[Path]
    reader: Reader
    sources: list[WatchedSource]
    notifiers: Mapping[str, Notifier]
    working: threading.RLock = field(default_factory=threading.RLock)

    def readers(self) -> Readers:
        """What reads what a poll brings, in several processes when that is much."""
        # imported here because it loads spaCy, as below
        from checker.reading.pool import Readers

        return Readers(self.reader, self.loaded.config.reading.processes)

    def pace(self, name: str) -> float:
        """Seconds between two messages of a notifier: as configured, else as its channel asks for."""
        configured = self.loaded.config.notifiers.get(name)
        if configured is not None and configured.pace is not None:
            return configured.pace.total_seconds()
        return float(getattr(self.notifiers.get(name), "pace", 0))

    def take_rules(self, book: Rulebook) -> None:
        """Put another rulebook in force."""
        self.reader = reader(self.loaded, book)
        self.book = replace(book, ours=own_outlets(self.loaded))


def check_config(text: str, file: Path) -> None:
    """Whether a configuration would be taken, were it written to this file. Raises BadFile with every fault."""
    with TemporaryDirectory(dir=file.parent) as folder:
        draft = Path(folder) / file.name
        draft.write_text(text, encoding="utf-8")
        load_config(draft, beside=file.parent, plugged=_plugged)


def settings(file: Path | None, *, required: bool = False) -> Loaded:
    """The configuration named, or config.yaml here, or (unless one is required) the shipped one. Raises BadFile; the
    options of kinds are looked at only where there is another fault, since loading the kinds takes its time."""
    return _settings(file, required=required, plugged=_plugged)


def check_options(loaded: Loaded) -> None:
    """Raises BadFile with every fault in the options of sources and notifiers."""
    watched = dict(enumerate(loaded.config.sources))
    problems = _plugged(loaded.document, watched, loaded.config.notifiers)
    if problems:
        raise BadFile(redacted(problems, loaded.secrets))


def _plugged(
    document: Document, watched: Mapping[int, SourceConfig], channels: Mapping[str, NotifierConfig]
) -> list[Problem]:
    found = [_source_options(document, one, ("sources", index)) for index, one in watched.items()]
    found += [_notifier_options(document, one, ("notifiers", name)) for name, one in channels.items()]
    return [problem for _, _, problems in found for problem in problems]


def _source_options(document: Document, one: SourceConfig, at: KeyPath) -> Options:
    return _options(document, one, at, source_kinds(), "config.no_source_kind")


def _notifier_options(document: Document, one: NotifierConfig, at: KeyPath) -> Options:
    return _options(document, one, at, notifier_kinds.kinds(), "config.no_notifier_kind")


def _options(
    document: Document, one: SourceConfig | NotifierConfig, at: KeyPath, kinds: Kinds[Any], unknown: str
) -> Options:
    """The kind of a source or notifier, and its options as they are checked, or the faults in them."""
    if one.kind in kinds.broken:
        return None, None, [kinds.broken[one.kind]]
    kind = kinds.get(one.kind)
    if kind is None:
        hint = instead(one.kind, sorted(kinds))
        return None, None, [document.problem((*at, "kind"), said(unknown), got=one.kind, remedy=hint)]
    return kind, *validate(kind.Options, document, dict(one.options), at, beside=type(one).model_fields)


def broken_plugins() -> list[Problem]:
    """Files of notifiers, sources and checks that cannot be loaded. They stop only what uses them."""
    folders = (notifier_kinds.kinds().broken, source_kinds().broken, checks().broken)
    return sorted(problem for broken in folders for problem in broken.values())


def rulebook(loaded: Loaded) -> Rulebook:
    """The rules in force. Raises BadFile with every fault of every file."""
    return replace(load_rulebook(rule_folders(loaded)), ours=own_outlets(loaded))


def own_outlets(loaded: Loaded) -> frozenset[str]:
    """The user's own outlets: those of the sources with `ours: true`."""
    return frozenset(one.outlet or one.id for one in loaded.config.sources if one.ours)


def reader(loaded: Loaded, book: Rulebook | None = None) -> Reader:
    """A reader for the configured languages and the facts of the rule files."""
    # imported here because spaCy takes over a second to load, and many commands read nothing
    from checker.reading import Reader

    try:
        return Reader(loaded.config.reading.languages, (book or rulebook(loaded)).facts, loaded.models)
    except BadInput as error:  # a trained model that is there and broken: its line is known here
        raise BadFile([loaded.document.problem(("reading", "spacy_model"), error.args[0])]) from error


def store_file(loaded: Loaded) -> Path:
    """Where the store is."""
    return loaded.path(loaded.config.store)


def store(loaded: Loaded) -> SqliteStore:
    """The store, made if it is not there yet."""
    return SqliteStore(store_file(loaded))


def decided(loaded: Loaded) -> Decided:
    """What people decided so far; nothing where there is no store yet."""
    if not store_file(loaded).exists():
        return Decided()
    with store(loaded) as opened:
        return opened.decided()


def http(
    loaded: Loaded,
    *,
    private: bool = False,
    access: AccessConfig | None = None,
    url: str = "",
    manners: Manners | None = None,
) -> Http:
    """A client within the configured bounds. `private`: for notifiers, whose addresses the user chose himself;
    `access`: what a source whose address is `url` may do and show; `manners`: shared by those that take turns."""
    config = loaded.config.http
    allowed = set(config.allow_private)
    if access and access.private and (host := urlsplit(url).hostname):
        allowed.add(host)
    return Http(
        timeout=config.timeout.total_seconds(),
        max_bytes=int(config.max_megabytes * 1_000_000),
        user_agent=config.user_agent,
        allow_private=frozenset(allowed),
        deadline=config.deadline.total_seconds(),
        guarded=not private,
        credentials=_credentials(access, url) if access and url else None,
        robots=access.robots if access else True,
        manners=manners,
    )


def _credentials(access: AccessConfig, url: str) -> Credentials | None:
    headers = dict(access.headers)
    if access.user is not None:
        headers["Authorization"] = basic(access.user, access.password or "")
    if access.bearer is not None:
        headers["Authorization"] = f"Bearer {access.bearer}"
    if access.cookies:
        headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in access.cookies.items())
    return Credentials(site_of(url), headers) if headers else None


def sources(loaded: Loaded) -> list[WatchedSource]:
    """Every configured source. Raises BadFile with every fault in their options."""
    problems: list[Problem] = []
    found = []
    config = loaded.config.http
    manners = Manners(pause=config.pause.total_seconds(), at_once=config.at_once)
    for index, one in enumerate(loaded.config.sources):
        source = _source(loaded, one, ("sources", index), manners, problems)
        if source is not None:
            slowest = max(one.every, one.slowest or one.every)
            found.append(WatchedSource(source, one.kind, one.every, one.baseline, slowest))
    if problems:
        raise BadFile(redacted(problems, loaded.secrets))
    return found


def sample_story(source_id: str) -> Source:
    """The sample story as a source of that id."""
    kind = source_kinds()["folder"]
    options = kind.Options(path=shipped("seeds"), stable=0)
    return kind.build(source_id, options, outlet=None, lang=None, http=Http())


def _source(loaded: Loaded, one: SourceConfig, at: KeyPath, manners: Manners, problems: list[Problem]) -> Source | None:
    kind, options, faults = _source_options(loaded.document, one, at)
    problems += faults
    if options is None:
        return None
    paths = {name: value for name, value in options if isinstance(value, Path)}
    options = options.model_copy(update={name: loaded.path(str(path)) for name, path in paths.items()})
    client = http(loaded, access=one.access, url=str(getattr(options, "url", "")), manners=manners)
    try:
        with blamed(kind):
            source: Source = kind.build(one.id, options, outlet=one.outlet, lang=one.lang, http=client)
    except BadFile as error:
        problems += error.problems
        return None
    return source


Looked = notifier_kinds.Looked  # a channel that can be looked over


def notifiers(loaded: Loaded) -> dict[str, Notifier]:
    """Every configured notifier. Raises BadFile with every fault in their options."""
    problems: list[Problem] = []
    found: dict[str, Notifier] = {}
    client = http(loaded, private=True)
    worded = templates(loaded)
    for name, one in loaded.config.notifiers.items():
        kind, options, faults = _notifier_options(loaded.document, one, ("notifiers", name))
        problems += faults
        if options is None:
            continue
        try:
            with blamed(kind):
                found[name] = kind.build(name, options, client, worded)
        except BadFile as error:
            problems += error.problems
    problems += worded.problems(list(samples(utc_now())))
    if problems:
        raise BadFile(redacted(problems, loaded.secrets))
    return found


def templates(loaded: Loaded) -> Templates:
    """The words of alerts: the shipped templates, with those of the configured folder before them."""
    folder = loaded.config.templates
    return Templates(loaded.path(folder) if folder else None)


@contextmanager
def parts(loaded: Loaded) -> Iterator[Parts]:
    """Everything for a run; faults of configuration and rules are told all at once."""
    problems: list[Problem] = []
    made: dict[str, object] = {}
    for name, build in (("book", rulebook), ("sources", sources), ("notifiers", notifiers)):
        try:
            made[name] = build(loaded)
        except BadFile as error:
            problems += error.problems
    book = made.get("book")
    if isinstance(book, Rulebook):
        asked = {rule.check.kind for rule in book.rules}
        problems += [problem for kind, problem in checks().broken.items() if kind in asked]
    if problems:
        raise BadFile(problems)
    watched = made["sources"]
    channels = made["notifiers"]
    if not isinstance(book, Rulebook) or not isinstance(watched, list) or not isinstance(channels, dict):
        raise TypeError("the parts were not built")  # cannot happen: each build gives its kind
    logging_to_stderr(loaded.config.log)
    for problem in broken_plugins():
        log.warning("broken plugin", fault=fault_text(problem, loaded.config.language))
    with store(loaded) as kept:
        yield Parts(
            loaded, kept, store_file(loaded), book, rule_folders(loaded), reader(loaded, book), watched, channels
        )


def _log_on_stderr(*_: object) -> structlog.PrintLogger:
    # looked up for each event: a stream kept from the start may have been replaced and closed by who runs the program
    return structlog.PrintLogger(sys.stderr)


def logging_to_stderr(form: str) -> None:
    """One line an event, on standard error, as text or JSON."""
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.format_exc_info,
            renderer,
        ],
        logger_factory=_log_on_stderr,
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
