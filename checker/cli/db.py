"""`discrepa db`: look after the store."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json
from checker.cli.parser import App
from checker.cli.speech import t
from checker.clock import utc_now
from checker.model.errors import BadInput

LEAST_AGE = timedelta(days=30)  # what is younger may still be compared with what comes
app = App("db")


@app.command("stats", help=t("db.stats"))
def stats(config: ConfigFile = None) -> None:
    """Print how much of everything there is."""
    from checker import app as parts

    with parts.store(parts.settings(config, required=True)) as store:
        out_json(store.counts(), indent=2)


@app.command("backup", help=t("db.backup"))
def backup(file: Annotated[Path, typer.Argument(help=t("db.file"))], config: ConfigFile = None) -> None:
    """Copy the store while it is in use."""
    from checker import app as parts

    if file.exists():
        raise BadInput(t("rules.new_exists", file=file))
    with parts.store(parts.settings(config, required=True)) as store:
        store.backup(str(file))
    out(t("db.done", file=file))


@app.command("migrate", help=t("db.migrate"))
def migrate(config: ConfigFile = None) -> None:
    """Bring the store to the program's version."""
    from checker import app as parts

    loaded = parts.settings(config, required=True)
    with parts.store(loaded) as store:
        out(t("db.migrated", file=parts.store_file(loaded), version=store.version))


@app.command("restore", help=t("db.restore"))
def restore(
    file: Annotated[Path, typer.Argument(help=t("db.copy"))],
    yes: Annotated[bool, typer.Option("--yes", help=t("db.yes"))] = False,
    config: ConfigFile = None,
) -> None:
    """Put a copy in the place of the store; what the store held is kept beside it."""
    from checker import app as parts
    from checker import daemon

    if not file.is_file():
        raise BadInput(t("db.no_copy", file=file))
    loaded = parts.settings(config, required=True)
    store_file = parts.store_file(loaded)
    kept = store_file.with_name(f"{store_file.name}.{utc_now():%Y%m%d-%H%M%S}")
    if store_file.exists() and not yes:
        raise BadInput(t("db.sure", file=store_file))
    store_file.parent.mkdir(parents=True, exist_ok=True)
    with daemon.alone(store_file):
        there = store_file.exists()
        with parts.store(loaded) as store:
            if there:
                store.backup(str(kept))
            store.restore(str(file))
            out(t("db.restored", file=store_file, copy=file, articles=store.counts()["articles"]))
    if there:
        note(t("db.kept", file=kept))


@app.command("prune", help=t("db.prune"))
def prune(
    older: Annotated[str, typer.Option("--older", metavar="AGE", help=t("db.older"))],
    yes: Annotated[bool, typer.Option("--yes", help=t("db.prune_yes"))] = False,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Let go of what is old; without `--yes` it is only counted."""
    from checker import app as parts
    from checker.alertconfig import duration

    try:
        age = duration(older)
    except ValueError:
        raise BadInput(t("db.bad_age", got=older)) from None
    if age < LEAST_AGE:
        raise BadInput(t("db.too_young", days=LEAST_AGE.days))
    with parts.store(parts.settings(config, required=True)) as store:
        found = store.prune(utc_now() - age, only_count=not yes)
    if as_json:
        out_json(asdict(found) | {"done": yes})
    else:
        out(t("db.pruned" if yes else "db.would_prune", **asdict(found)))
