"""`discrepa routes`: whom a disagreement goes to."""

from __future__ import annotations

import typer

from checker.cli.discrepancies import Id, find_one
from checker.cli.options import ConfigFile
from checker.cli.output import out
from checker.cli.speech import t

app = typer.Typer(help=t("routes.help"), no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def routes() -> None:
    """Whom a disagreement goes to."""


@app.command("test", help=t("routes.test"))
def way(discrepancy: Id, config: ConfigFile = None) -> None:
    """Print the routes that a stored discrepancy takes, and those it does not."""
    from checker import app as parts
    from checker.alerting.plan import ways_of

    loaded = parts.settings(config, required=True)
    with parts.store(loaded) as store:
        one = find_one(store, discrepancy)
    taken = {index for index, _ in ways_of(one.discrepancy, loaded.config.routes)}
    for index, route in enumerate(loaded.config.routes):
        out(f"{'→' if index in taken else ' '} routes[{index}]: {', '.join(route.to)}")
