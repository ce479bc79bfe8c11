"""`discrepa notify`: try out and repair deliveries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from checker.cli.discrepancies import author_or_me, find_one
from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json
from checker.cli.parser import App
from checker.cli.speech import hint, language, t
from checker.clock import utc_now
from checker.model.errors import BadFile, BadInput
from checker.texts import in_language

if TYPE_CHECKING:
    from checker.config import Loaded
    from checker.model.alert import Message

app = App("notify")
Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help=t("notify.name"))]


@app.command("test", help=t("notify.test"))
def send_test(
    name: Name = None,
    digest: Annotated[bool, typer.Option("--digest", help=t("notify.digest"))] = False,
    lang: Annotated[str | None, typer.Option("--lang", help=t("notify.lang"))] = None,
    config: ConfigFile = None,
) -> None:
    """Send a sample; exit 1 when it does not arrive."""
    from checker import app as parts
    from checker.model.alert import Outcome
    from checker.plugins import blamed

    loaded = parts.settings(config, required=True)
    found = parts.notifiers(loaded)
    if not found:
        note(t("notify.none"))
    if name is not None and name not in found:
        raise BadInput(t("notify.missing", name=name, hint=hint(name, found)))
    failed = 0
    for key, notifier in found.items():
        if name in (None, key):
            message = _message(loaded, key, _lang(lang), None, digest=digest)
            try:
                with blamed(notifier):
                    outcome = notifier.send(message)
            except BadFile as error:
                outcome = Outcome(False, error=in_language(error, language()))
            failed += not outcome.ok
            text = "notify.ok" if outcome.ok else "notify.failed"
            note(t(text, name=key) if outcome.ok else t(text, name=key, error=in_language(outcome.error, language())))
    if failed:
        raise typer.Exit(1)


@app.command("preview", help=t("notify.preview"))
def preview(
    kind: Annotated[str, typer.Argument(metavar="[KIND]", help=t("notify.kind"))] = "console",
    discrepancy: Annotated[str | None, typer.Option("--discrepancy", metavar="ID", help=t("notify.stored"))] = None,
    digest: Annotated[bool, typer.Option("--digest", help=t("notify.digest"))] = False,
    lang: Annotated[str | None, typer.Option("--lang", help=t("notify.lang"))] = None,
    to: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=t("notify.out"))] = None,
    config: ConfigFile = None,
) -> None:
    """What a kind of notifier would send: console text, Block Kit JSON, mail HTML, webhook JSON."""
    from checker import app as parts
    from checker.plugins import blamed
    from notifiers import kinds

    if kind not in kinds() and kind not in kinds().broken:
        known = sorted(kinds())
        raise BadInput(t("notify.no_kind", kind=kind, hint=hint(kind, known) or f"; {', '.join(known)}"))
    made = kinds()[kind]
    loaded = parts.settings(config)
    words = parts.templates(loaded)
    message = _message(loaded, kind, _lang(lang), discrepancy, digest=digest)
    if faults := words.problems([message]):
        raise BadFile(faults)
    with blamed(made):
        text = made.preview(message, words)
    if to is None:
        out(text)
        return
    to.write_text(text, encoding="utf-8")
    note(t("notify.written", file=to))


def _lang(lang: str | None) -> str:
    """The language asked for, or this run's. Raises BadInput for one without texts."""
    from checker.texts import spoken

    if lang is not None and lang not in spoken():
        raise BadInput(t("notify.no_lang", code=lang, hint=", ".join(spoken())))
    return lang or language()


def _message(loaded: Loaded, kind: str, lang: str, prefix: str | None, *, digest: bool) -> Message:
    """A stored disagreement, a digest of those that are open, or samples where nothing is stored."""
    from checker import app as parts
    from checker.alerting.render import item_of, message_of
    from checker.alerting.sample import sample_digest, sample_message
    from checker.model.alert import Kind
    from checker.model.discrepancy import Change

    now = utc_now()
    key = f"test-{int(now.timestamp() * 1000)}"  # two trials are two messages
    if prefix is None and not (digest and parts.store_file(loaded).exists()):
        return sample_digest(kind, lang, now) if digest else sample_message(kind, lang, now)
    with parts.store(loaded) as store:
        if prefix is not None:
            one = find_one(store, prefix)
            steps = store.history(one.discrepancy.id)
            change = steps[-1].change if steps else Change.OPENED
            item = item_of(one.discrepancy, change, lang, opened_at=one.opened_at)
            return message_of([item], key=key, notifier=kind, lang=lang, now=now)
        found = sorted(store.discrepancies(), key=lambda one: (-one.discrepancy.severity.rank, one.discrepancy.id))
        items = [item_of(one.discrepancy, Change.OPENED, lang, opened_at=one.opened_at) for one in found]
        return message_of(items, key=key, notifier=kind, lang=lang, now=now, kind=Kind.DIGEST)


@app.command("dead-letters", help=t("notify.dead"))
def dead_letters(as_json: AsJson = False, config: ConfigFile = None) -> None:
    """Print what could not be delivered."""
    from checker import app as parts

    with parts.store(parts.settings(config, required=True)) as store:
        found = store.dead_letters()
    rows = [
        {"key": one.message.key, "notifier": one.message.notifier, "attempts": one.attempts, "error": one.error,
         "subject": one.message.subject}
        for one in found
    ]  # fmt: skip
    if as_json:
        out_json(rows, indent=2)
        return
    if not rows:
        out(t("notify.no_dead"))
    for row in rows:
        out(f"{row['key']}  {row['notifier']}  {row['attempts']}×  {row['error']}  {row['subject']}")


@app.command("replay", help=t("notify.replay"))
def replay(
    keys: Annotated[list[str] | None, typer.Argument(metavar="[KEY...]", help=t("notify.key"))] = None,
    only: Annotated[str | None, typer.Option("--notifier", metavar="NAME", help=t("notify.only"))] = None,
    config: ConfigFile = None,
) -> None:
    """Queue dead letters again: all, some, or those of one notifier."""
    from checker import app as parts
    from checker import deeds

    with parts.store(parts.settings(config, required=True)) as store:
        dead = [one.message for one in store.dead_letters()]
        for key in keys or ():
            if not key or not any(message.key.startswith(key) for message in dead):
                raise BadInput(t("notify.no_letter", letter=key))
        chosen = [
            message.key
            for message in dead
            if only in (None, message.notifier) and (not keys or any(message.key.startswith(key) for key in keys))
        ]
        out(t("notify.replayed", count=deeds.replay(store, chosen, author_or_me(None), utc_now())))
