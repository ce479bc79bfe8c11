"""`discrepa sources`: what is watched, and how it fares."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json, table
from checker.cli.speech import t
from checker.clock import utc_now
from checker.model.errors import BadInput, DiscrepaError

if TYPE_CHECKING:
    from checker.app import WatchedSource
    from checker.config import Loaded

app = typer.Typer(help=t("sources.help"), no_args_is_help=True, rich_markup_mode=None)
Id = Annotated[str | None, typer.Argument(metavar="[ID]", help=t("sources.id"))]


def _chosen(config: Path | None, wanted: str | None) -> tuple[Loaded, list[WatchedSource]]:
    from checker import app as parts
    from checker.yamldoc import did_you_mean

    loaded = parts.settings(config, required=True)
    found = parts.sources(loaded)
    if wanted is not None:
        names = [one.source.id for one in found]
        found = [one for one in found if one.source.id == wanted]
        if not found:
            raise BadInput(t("sources.missing", id=wanted, hint=did_you_mean(wanted, names)))
    if not found:
        note(t("sources.none"))
    return loaded, found


@app.command("list", help=t("sources.list"))
def list_them(as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print the sources with their state."""
    from checker import app as parts

    loaded, found = _chosen(config, None)
    states = {}
    if parts.store_file(loaded).exists():
        with parts.store(loaded) as store:
            states = store.source_states()
    rows = []
    for one in found:
        state = states.get(one.source.id)
        good = f"{state.last_good:%Y-%m-%d %H:%M}" if state and state.last_good else t("sources.never")
        error = (state.last_error or "") if state else ""
        rows.append([one.source.id, one.kind, good, str(state.articles if state else 0), error])
    if as_json:
        keys = ("id", "kind", "last_good", "articles", "last_error")
        out_json([dict(zip(keys, row, strict=True)) for row in rows], indent=2)
        return
    heads = ("head_id", "head_kind", "head_good", "head_articles", "head_error")
    table(rows, [t(f"sources.{head}") for head in heads])


@app.command("check", help=t("sources.check"))
def check(source: Id = None, config: ConfigFile = None) -> None:
    """Fetch each source once, storing nothing; exit 1 when one is unwell."""
    _, found = _chosen(config, source)
    failed = 0
    for one in found:
        try:
            fetched = one.source.fetch({})
        except DiscrepaError as error:
            failed += 1
            out(t("sources.failed", id=one.source.id, error=error))
            continue
        newest = max((item.article.published.to_iso() for item in fetched.items if item.article.published), default="–")
        out(t("sources.ok", id=one.source.id, count=len(fetched.items), newest=newest))
        for fault in fetched.errors:
            note(f"  {fault}")
    if failed:
        raise typer.Exit(1)


@app.command("poll", help=t("sources.poll"))
def poll(source: Annotated[str, typer.Argument(metavar="ID")], config: ConfigFile = None) -> None:
    """Poll one source now and store what is new; judging and alerts are left to the daemon."""
    from checker import app as parts
    from checker import pipeline

    loaded, found = _chosen(config, source)
    with parts.store(loaded) as store:
        reader = parts.reader(loaded)
        for one in found:
            saved, _ = pipeline.poll(store, one.source, reader, utc_now(), baseline=one.baseline)
            out(t("sources.ok", id=one.source.id, count=saved, newest="–"))
