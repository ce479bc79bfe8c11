"""`discrepa db`: look after the store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from checker.cli.options import ConfigFile
from checker.cli.output import out, out_json
from checker.cli.speech import t
from checker.model.errors import BadInput

app = typer.Typer(help=t("db.help"), no_args_is_help=True, rich_markup_mode=None)


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
