"""`discrepa doctor`: looks over everything and says what to do."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Callable
from pathlib import Path

import typer

from checker.cli.options import ConfigFile
from checker.cli.output import note, out
from checker.cli.speech import language, t
from checker.model.errors import BadFile, BadInput, DiscrepaError
from checker.texts import in_language, of_system, said


def doctor(config: ConfigFile = None) -> None:
    """Check each part by itself; exit 1 when one is unwell, 2 when the configuration cannot be used."""
    from checker import app
    from checker.store.room import free_room, short_of_room

    faults = 0
    out(f"{t('doctor.ok')}: {t('doctor.python', version=platform.python_version(), sqlite=sqlite3.sqlite_version)}")
    loaded = app.settings(config)  # its faults end the look-over: nothing else can be said

    def configuration() -> str:
        app.check_options(loaded)
        file = config or app.CONFIG
        return t("doctor.config", file=file) if file.exists() else t("doctor.config_default")

    def rules() -> str:
        book = app.rulebook(loaded)
        app.reader(loaded, book)
        return t("doctor.rules", rules=len(book.rules), facts=len(book.facts))

    def room() -> str:
        file = app.store_file(loaded)
        if short := short_of_room(file):
            raise BadInput(short)
        return t("doctor.room", left=f"{free_room(file) / 1e6:.0f}")

    def store() -> str:
        file = app.store_file(loaded)
        if not file.exists():
            return t("doctor.store_none", file=file)
        _writable(file)
        _writable(Path(f"{file}.lock"))
        with app.store(loaded) as kept:
            counts = kept.counts()
            return t("doctor.store", file=file, articles=counts["articles"], open=len(kept.discrepancies()))

    wrong = _look(configuration)
    faults += wrong
    faults += _look(rules)
    faults += _look(lambda: t("doctor.languages", languages=", ".join(loaded.config.reading.languages)))
    faults += _look(room)
    faults += _look(store)
    for problem in app.broken_plugins():
        faults += _bad(BadFile([problem]))
    try:
        if not wrong:
            for one in app.sources(loaded):
                faults += _look(lambda one=one: _source(one))  # type: ignore[misc]
            for name, notifier in app.notifiers(loaded).items():
                faults += _look(lambda name=name, notifier=notifier: _notifier(name, notifier))  # type: ignore[misc]
    except DiscrepaError as error:
        faults += _bad(error)
    note(t("doctor.faults", count=faults) if faults else t("doctor.good"))
    if faults:
        raise typer.Exit(1)


def _source(watched: object) -> str:
    from checker.plugins import blamed

    source = watched.source  # type: ignore[attr-defined]
    told = t("doctor.source", id=source.id)
    try:
        with blamed(source):
            fetched = source.fetch({})
    except DiscrepaError as error:
        raise BadInput(f"{told}: {in_language(error, language())}") from None
    return f"{told}: {in_language(fetched.skipped, language())}" if fetched.skipped else told


def _writable(file: Path) -> None:
    """Raises BadInput when `discrepa run` could not write to a file."""
    try:
        file.open("ab").close()
    except OSError as error:
        raise BadInput(said("store.unwritable", file=file, error=of_system(error))) from None


def _notifier(name: str, notifier: object) -> str:
    from checker.app import Looked
    from checker.plugins import blamed

    told = t("doctor.notifier", name=name)
    if not isinstance(notifier, Looked):
        return told
    with blamed(notifier):
        found, using = notifier.look(), in_language(notifier.using(), language())
    if found.ok:
        return f"{told}: {using}"
    raise BadInput(f"{told}: {using}: {in_language(found.error, language())}")


def _look(part: Callable[[], str]) -> int:
    """Print one part's line; 1 when it is unwell."""
    try:
        out(f"{t('doctor.ok')}: {part()}")
    except DiscrepaError as error:
        return _bad(error)
    return 0


def _bad(error: DiscrepaError) -> int:
    """Print what is wrong, a line each; how many."""
    found = in_language(error, language()).splitlines()  # of a file, a line for each of its faults
    for one in found:
        out(f"{t('doctor.bad')}: {one}")
    return len(found)
