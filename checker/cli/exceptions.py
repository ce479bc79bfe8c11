"""`discrepa exceptions`: differences that somebody has explained once and for all."""

from __future__ import annotations

from typing import Annotated

import typer

from checker.cli.discrepancies import Author, Reason, author_or_me, find_one, open_store
from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import out, out_json, table
from checker.cli.parser import App
from checker.cli.speech import t
from checker.clock import utc_now
from checker.model.errors import BadInput

app = App("exceptions")


@app.command("list", help=t("exceptions.list"))
def list_them(
    everything: Annotated[bool, typer.Option("--all", help=t("exceptions.all"))] = False,
    as_json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Print the exceptions in force (or all), oldest first."""
    with open_store(config) as store:
        found = [one for one in store.exceptions() if everything or one.revoked_at is None]
    if as_json:
        out_json(
            [
                {
                    "id": one.id,
                    "fact": one.fact,
                    "topic": dict(one.topic),
                    "author": one.author,
                    "reason": one.reason,
                    "at": one.at.isoformat(),
                    "revoked_at": one.revoked_at.isoformat() if one.revoked_at else None,
                }
                for one in found
            ],
            indent=2,
        )
        return
    if not found:
        out(t("exceptions.none"))
        return
    rows = [
        [
            one.id,
            f"{one.at:%Y-%m-%d}",
            one.fact,
            ", ".join(one.topic.values()),
            one.author,
            one.reason
            + (f" ({t('exceptions.revoked_on', day=f'{one.revoked_at:%Y-%m-%d}')})" if one.revoked_at else ""),
        ]
        for one in found
    ]
    table(rows, [t(f"exceptions.head_{head}") for head in ("id", "since", "fact", "topic", "author", "reason")])


@app.command("add", help=t("exceptions.add"))
def add(
    discrepancy: Annotated[str, typer.Argument(metavar="DISCREPANCY", help=t("discrepancies.id"))],
    reason: Reason,
    author: Author = None,
    config: ConfigFile = None,
) -> None:
    """Let the sides of a discrepancy stand against each other from now on."""
    from checker import deeds

    if not reason.strip():
        raise BadInput(t("exceptions.why"))
    with open_store(config) as store:
        one = find_one(store, discrepancy)
        exception = deeds.make_known(store, one, author_or_me(author), reason, utc_now())
    out(t("exceptions.added", id=exception.id))


@app.command("revoke", help=t("exceptions.revoke"))
def revoke(
    exception: Annotated[str, typer.Argument(metavar="ID", help=t("exceptions.id"))],
    author: Author = None,
    config: ConfigFile = None,
) -> None:
    """Take an exception back."""
    from checker import deeds

    with open_store(config) as store:
        found = [one for one in store.exceptions() if exception and one.id.startswith(exception)]
        found = [one for one in found if one.revoked_at is None]
        if len(found) != 1:
            raise BadInput(t("exceptions.missing", id=exception, count=len(found)))
        deeds.revoke(store, found[0].id, author_or_me(author), utc_now())
    out(t("exceptions.revoked", id=found[0].id))
