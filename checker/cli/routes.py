"""`discrepa routes`: whom a disagreement goes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.discrepancies import find_one
from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import out, out_json
from checker.cli.parser import App
from checker.cli.speech import t

if TYPE_CHECKING:
    from checker.alerting.route import Visit

app = App("routes")
What = Annotated[list[str], typer.Argument(metavar="ID | KEY=VALUE...", help=t("routes.what"))]


@app.callback()
def routes() -> None:
    """Whom a disagreement goes to."""


@app.command("test", help=t("routes.test"))
def way(what: What, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print the routes that a disagreement takes, and those it does not, with the keys that do not fit."""
    from checker import app as parts
    from checker.alerting.match import match_of
    from checker.alerting.route import walk
    from checker.alerting.sample import described

    loaded = parts.settings(config, required=True)
    if any("=" in one for one in what):
        discrepancy = described(match_of(what))
    else:
        with parts.store(loaded) as store:
            discrepancy = find_one(store, what[0]).discrepancy
    settings = loaded.config
    visits = walk(discrepancy, settings.routes, settings.language, settings.fallback)
    if as_json:
        out_json(
            [
                {"route": one.way.route, "taken": one.taken, "to": list(one.way.to), "unfit": list(one.unfit)}
                for one in visits
            ],
            indent=2,
        )
        return
    for one in visits:
        out(f"{'→' if one.taken else ' '} {'  ' * one.depth}{_line(one)}")
    if not any(one.taken for one in visits):
        out(t("routes.nowhere"))


def _line(visit: Visit) -> str:
    from checker.alerting.route import FALLBACK

    route = visit.way.route
    if visit.unfit:
        return t("routes.unfit", route=route, keys=", ".join(visit.unfit))
    if not visit.taken:
        return t("routes.spare" if route == FALLBACK else "routes.passes", route=route)
    if not visit.way.to:
        return t("routes.drops", route=route)
    return t("routes.takes", route=route, to=", ".join(visit.way.to))
