"""`discrepa sources`: what is watched, and how it fares."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json, table
from checker.cli.parser import App
from checker.cli.speech import hint, language, t
from checker.clock import utc_now
from checker.intake.rhythm import per_day, silence
from checker.model.errors import BadInput, DiscrepaError
from checker.model.provenance import Edit
from checker.texts import in_language, say
from checker.texts.wording import quoted, utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from checker.app import WatchedSource
    from checker.config import Loaded
    from checker.intake.base import Dated, RawItem
    from checker.model.provenance import Correction
    from checker.model.statement import Statement
    from checker.store.base import SourceState, Store

SHOWN = 3  # articles of each source that is offered

app = App("sources")
EveryEdit = Annotated[bool, typer.Option("--all", help=t("sources.every_edit"))]
Id = Annotated[str | None, typer.Argument(metavar="[ID]", help=t("sources.id"))]


def _chosen(config: Path | None, wanted: str | None) -> tuple[Loaded, list[WatchedSource]]:
    from checker import app as parts

    loaded = parts.settings(config, required=True)
    found = parts.sources(loaded)
    if wanted is not None:
        names = [one.source.id for one in found]
        found = [one for one in found if one.source.id == wanted]
        if not found:
            raise BadInput(t("sources.missing", id=wanted, hint=hint(wanted, names)))
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
    now = utc_now()
    known = [(one, states.get(one.source.id)) for one in found]
    if as_json:
        out_json([_as_json(one, state, now) for one, state in known], indent=2)
        return
    rows = []
    for one, state in known:
        good = utc_text(state.last_good) if state and state.last_good else t("sources.never")
        daily = per_day(state.articles, state.first_good, now) if state else None
        count = str(state.articles if state else 0)
        rate = "–" if daily is None else f"{daily:.1f}"
        next_at = utc_text(state.next_at) if state and state.next_at and state.next_at > now else "–"
        rows.append([one.source.id, one.kind, good, next_at, count, rate, _says(state, now)])
    heads = ("head_id", "head_kind", "head_good", "head_next", "head_articles", "head_daily", "head_says")
    table(rows, [t(f"sources.{head}") for head in heads])


def _believed(item: RawItem) -> Dated | None:
    """An item's best date of publication that can be believed."""
    from checker.intake.dates import believed

    now = utc_now()
    return next((date for date in item.dates if believed(date.at, now)), None)


def _newest(items: Sequence[RawItem]) -> str:
    """The latest date of publication that can be believed, and what says so."""
    dates = [date for item in items if (date := _believed(item)) is not None]
    told = max(dates, key=lambda date: str(date.at.start), default=None)
    if told is None:
        return "–"
    return f"{told.at.to_iso()} ({say(f'intake.says.{told.says}', language())})"


def _says(state: SourceState | None, now: datetime) -> str:
    """What there is to say of a source: its fault, its silence, what it left out."""
    if state is None:
        return ""
    parts = []
    if state.last_error:
        parts.append(t("sources.fault", count=state.failures, error=state.last_error))
    quiet = silence(state.newest, state.gaps, now)
    if quiet is not None:
        parts.append(t("sources.silent", hours=round(quiet.total_seconds() / 3600)))
    if state.note:
        parts.append(state.note)
    return "; ".join(parts)


def _as_json(one: WatchedSource, state: SourceState | None, now: datetime) -> dict[str, object]:
    quiet = silence(state.newest, state.gaps, now) if state else None
    return {
        "id": one.source.id,
        "kind": one.kind,
        "last_good": state.last_good.isoformat() if state and state.last_good else None,
        "articles": state.articles if state else 0,
        "per_day": per_day(state.articles, state.first_good, now) if state else None,
        "newest": state.newest.isoformat() if state and state.newest else None,
        "silent_hours": None if quiet is None else round(quiet.total_seconds() / 3600, 1),
        "next_poll": state.next_at.isoformat() if state and state.next_at else None,
        "last_error": state.last_error if state else None,
        "last_error_at": state.last_error_at.isoformat() if state and state.last_error_at else None,
        "failures": state.failures if state else 0,
        "left_out": state.note if state else None,
    }


@app.command("check", help=t("sources.check"))
def check(source: Id = None, config: ConfigFile = None) -> None:
    """Fetch each source once, storing nothing; exit 1 when one is unwell."""
    from checker import app as parts

    loaded, found = _chosen(config, source)
    states = {}
    if parts.store_file(loaded).exists():
        with parts.store(loaded) as store:
            states = store.source_states()
    failed = 0
    for one in found:
        try:
            fetched = one.source.fetch({})
        except DiscrepaError as error:
            failed += 1
            out(t("sources.failed", id=one.source.id, error=in_language(error, language())))
            continue
        out(t("sources.ok", id=one.source.id, count=len(fetched.items), newest=_newest(fetched.items)))
        for fault in fetched.errors:
            note(f"  {in_language(fault, language())}")
        left_out = in_language(fetched.skipped, language())
        if left_out:
            note(f"  {left_out}")
        state = states.get(one.source.id)
        if state is not None and state.note == left_out:
            state = replace(state, note=None)
        if state is not None and (said := _says(state, utc_now())):
            note(f"  {said}")
    if failed:
        raise typer.Exit(1)


@app.command("poll", help=t("sources.poll"))
def poll(source: Annotated[str, typer.Argument(metavar="ID")], config: ConfigFile = None) -> None:
    """Poll one source now and store what is new; judging and alerts are left to the daemon."""
    from checker import app as parts
    from checker import pipeline

    loaded, found = _chosen(config, source)
    from checker.reading.pool import Readers

    book = parts.rulebook(loaded)
    with parts.store(loaded) as store:
        readers = Readers(parts.reader(loaded, book), loaded.config.reading.processes)
        for one in found:
            saved, fetched = pipeline.poll(
                store, one.source, readers, utc_now(), baseline=one.baseline, growing=book.growing(), lang=language()
            )
            out(t("sources.ok", id=one.source.id, count=saved, newest="–"))
            if fetched.skipped:
                note(f"  {in_language(fetched.skipped, language())}")


@app.command("add", help=t("sources.add"))
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help=t("sources.url"))],
    yes: Annotated[bool, typer.Option("--yes", help=t("sources.yes"))] = False,
    name: Annotated[str | None, typer.Option("--id", help=t("sources.new_id"))] = None,
    config: ConfigFile = None,
) -> None:
    """Find what a site offers, show what would be read, and write it into the configuration."""
    from checker import app as parts
    from checker.intake.discover import offers, source_id, with_source

    loaded = parts.settings(config, required=True)
    found = offers(url, parts.http(loaded))
    if not found:
        raise BadInput(t("sources.nothing", url=url))
    for number, offer in enumerate(found, 1):
        out(t("sources.offer", number=number, kind=offer.kind, url=offer.options["url"], title=offer.title or "–"))
        for item in offer.found.items[:SHOWN]:
            date = _believed(item)
            when = date.at.to_iso() if date else t("sources.undated")
            out(f"     {when}  {item.article.title or item.article.text[:70]}")
    chosen = found[0]
    if not yes:
        answer = typer.prompt(t("sources.which", count=len(found)), default="1", err=True).strip()
        if answer not in map(str, range(1, len(found) + 1)):
            raise BadInput(t("sources.no_offer", answer=repr(answer), count=len(found)))
        chosen = found[int(answer) - 1]
    taken = {one.id for one in loaded.config.sources}
    if name is not None and name in taken:
        raise BadInput(t("sources.taken", id=name))
    entry: dict[str, object] = {
        "id": name or source_id(chosen.options["url"], taken, chosen.title),
        "kind": chosen.kind,
    }
    entry |= dict(chosen.options)
    if chosen.title:
        entry["outlet"] = chosen.title
    file = Path(loaded.document.file)
    try:
        text = with_source(file.read_text(encoding="utf-8"), entry)
        parts.check_config(text, file)
    except (ValueError, OSError) as error:
        raise BadInput(t("sources.by_hand", file=file, error=error, entry=entry)) from None
    draft = file.with_name(f".{file.name}.new")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)
    out(t("sources.added", id=entry["id"], file=file))


@app.command("corrections", help=t("sources.corrections"))
def corrections(as_json: AsJson = False, everything: EveryEdit = False, config: ConfigFile = None) -> None:
    """Print what edits of articles did to their figures, newest first, and who was told or why nobody was."""
    from checker import app as parts

    with parts.store(parts.settings(config, required=True)) as store:
        found = [one for one in store.corrections() if everything or one.change.edit is Edit.CORRECTED]
        told = {one.seq: list(_told(one, store)) for one in found if not as_json}
    if not found and not as_json:
        out(t("sources.no_corrections"))
    for one in reversed(found):
        if as_json:
            out_json(_edit_json(one))
            continue
        before, after, outlet, url = _edit(one)
        how = t("sources.announced" if one.change.announced else "sources.silently")
        figures = f"{before or '–'} → {after or '–'}"
        out(f"{utc_text(one.at)}  {outlet or one.article}: {figures} ({how})  {url or one.article}")
        for line in told[one.seq]:
            out(f"    {line}")


def _edit(one: Correction) -> tuple[str | None, str | None, str | None, str | None]:
    """What stood there before, what stands there now, whose it is and where."""
    told = one.change.after or one.change.before
    outlet, url = (told.outlet, told.url) if told else (None, None)
    return _quote(one.change.before), _quote(one.change.after), outlet, url


def _edit_json(one: Correction) -> dict[str, object]:
    before, after, outlet, url = _edit(one)
    return {
        "article": one.article,
        "revision": one.revision,
        "edit": one.change.edit.value,
        "announced": one.change.announced,
        "fact": one.change.fact,
        "before": before,
        "after": after,
        "outlet": outlet,
        "url": url,
        "before_at": one.before_at.isoformat(),
        "at": one.at.isoformat(),
        "why": one.why,
        "event": one.event,
    }


def _told(one: Correction, store: Store) -> Iterator[str]:
    """Who was told of an edit, or why nobody was."""
    from checker.cli.discrepancies import told_lines

    if one.event is not None:
        decisions = store.decisions(one.event)
        deliveries = store.deliveries([decision.message for decision in decisions if decision.message])
        yield from told_lines(store.history(one.event), decisions, deliveries)
    elif one.why is not None:
        yield say(f"alerts.why.{one.why}", language())


def _quote(statement: Statement | None) -> str | None:
    return quoted(statement.evidence.quote) if statement and statement.evidence else None
