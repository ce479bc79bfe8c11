"""`discrepa silences`: quiet about what is known, for a time, with an author and a reason."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.discrepancies import Author, author_or_me, open_store
from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json, table
from checker.cli.parser import App
from checker.cli.speech import hint, t
from checker.clock import utc_now
from checker.model.alert import Silence
from checker.model.errors import BadInput, DiscrepaError
from checker.texts import said, told
from checker.texts.wording import utc_text

if TYPE_CHECKING:
    from checker.alertconfig import MatchConfig
    from checker.config import Loaded
    from checker.store.base import Store

app = App("silences")
Match = Annotated[list[str] | None, typer.Argument(metavar="KEY=VALUE...", help=t("silences.match"))]
For = Annotated[str | None, typer.Option("--for", metavar="8h", help=t("silences.for"))]
Until = Annotated[str | None, typer.Option("--until", metavar="TIME", help=t("silences.until"))]
Reason = Annotated[str, typer.Option("--reason", help=t("silences.reason"))]
All = Annotated[bool, typer.Option("--all", help=t("silences.all"))]
Id = Annotated[str, typer.Argument(metavar="ID", help=t("silences.id"))]


@app.command("list", help=t("silences.list"))
def list_them(everything: All = False, as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print those that hold or are to come."""
    from checker.alerting.match import typed
    from checker.wire.out import silence_to_json

    now = utc_now()
    with open_store(config) as store:
        found = [one for one in store.silences() if everything or one.ends_at > now]
    if as_json:
        out_json([{**silence_to_json(one), "active": one.active(now)} for one in found], indent=2)
        return
    if not found:
        out(t("silences.none"))
        return
    rows = [[one.id, typed(one.match), utc_text(one.ends_at), one.author, one.reason] for one in found]
    table(rows, [t(f"silences.head_{head}") for head in ("id", "match", "until", "author", "reason")])


@app.command("add", help=t("silences.add"))
def add(
    reason: Reason,
    match: Match = None,
    lasting: For = None,
    until: Until = None,
    author: Author = None,
    config: ConfigFile = None,
) -> None:
    """Keep quiet about what fits."""
    from checker import app as parts
    from checker import deeds
    from checker.alerting.match import fits, match_of, with_whole_ids

    now = utc_now()
    if not match:
        raise BadInput(t("silences.no_match"))
    wanted = match_of(match)
    end = _end(lasting, until, now)
    loaded = parts.settings(config, required=True)
    with parts.store(loaded) as store:
        wanted = with_whole_ids(wanted, store.find, store.is_edit)
        keys = wanted.model_dump(mode="json", exclude_none=True)
        silence = Silence(secrets.token_hex(4), keys, author_or_me(author), reason, now, end)
        deeds.silence(store, silence)
        found = [one.discrepancy for one in store.discrepancies()]
        fitting = sum(fits(one, wanted) for one in found)
        if not fitting:  # it may be meant for what is to come, or mistyped
            _warn(loaded, wanted, store, {one.rule for one in found})
    out(t("silences.added", id=silence.id, until=utc_text(silence.ends_at), count=fitting))


@app.command("expire", help=t("silences.expire"))
def expire(silence: Id, author: Author = None, config: ConfigFile = None) -> None:
    """End one now."""
    from checker import deeds

    with open_store(config) as store:
        one = _find(store, silence)
        deeds.expire(store, one, author_or_me(author), utc_now())
    out(t("silences.expired", id=one.id))


def _warn(loaded: Loaded, wanted: MatchConfig, store: Store, rules: set[str]) -> None:
    """Say what the silence names that is not there; `rules`: those of what is open, which may be in force no more."""
    from checker import app as parts
    from checker.alerting.match import unknown

    try:
        book = parts.rulebook(loaded)
    except DiscrepaError:
        return  # broken rules are told elsewhere; the silence is kept all the same
    known = {
        "rule": {one.id for one in book.rules} | rules,
        "outlet": store.outlets() | {one.outlet or one.id for one in loaded.config.sources},
        "topic.fact": set(book.facts),
    }
    for key, value in unknown(wanted, known):
        note(t("silences.unknown", pair=f"{key}={value}", hint=hint(value, known[key])))


def _end(lasting: str | None, until: str | None, now: datetime) -> datetime:
    from checker.alertconfig import duration

    if (lasting is None) == (until is None):
        raise BadInput(t("silences.one_end"))
    try:
        end = now + duration(lasting) if lasting is not None else datetime.fromisoformat(until or "")
    except ValueError as error:
        name = "--for" if lasting is not None else "--until"
        raise BadInput(said("intake.of", name=name, error=told(error))) from None
    end = end if end.tzinfo else end.replace(tzinfo=UTC)
    if end <= now:
        raise BadInput(t("silences.past", until=end.isoformat()))
    return end


def _find(store: Store, prefix: str) -> Silence:
    found = [one for one in store.silences() if prefix and one.id.startswith(prefix)]
    if len(found) == 1:
        return found[0]
    raise BadInput(t("silences.many", id=prefix, count=len(found)) if found else t("silences.missing", id=prefix))
