"""`discrepa run`: the daemon."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli.options import ConfigFile
from checker.cli.output import note
from checker.cli.speech import t


def run(
    once: Annotated[bool, typer.Option("--once", help=t("run.once"))] = False,
    config: ConfigFile = None,
) -> None:
    """Watch, judge and tell until stopped; `--once` does one round and stops."""
    from checker import app, daemon

    with app.parts(app.settings(config, required=True)) as parts:
        if once:
            done = daemon.run_once(parts)
            note(
                t(
                    "run.done",
                    articles=done.articles,
                    discrepancies=done.discrepancies,
                    messages=done.messages,
                )
            )
            if done.articles and done.discrepancies and not done.messages and not done.stuck:
                note(t("run.quiet"))
        else:
            # imported here because a single round needs no web server
            from checker.web.server import serving

            with daemon.alone(parts.store_file), serving(parts):
                daemon.run(parts)
