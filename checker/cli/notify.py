"""`discrepa notify`: try out and repair deliveries."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from checker.cli.options import AsJson, ConfigFile
from checker.cli.output import note, out, out_json
from checker.cli.speech import language, t
from checker.clock import utc_now
from checker.model.errors import BadInput

app = typer.Typer(help=t("notify.help"), no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str | None, typer.Argument(metavar="[NAME]", help=t("notify.name"))]


@app.command("test", help=t("notify.test"))
def send_test(name: Name = None, config: ConfigFile = None) -> None:
    """Send a sample; exit 1 when it does not arrive."""
    from checker import app as parts
    from checker.alerting.sample import sample_message
    from checker.yamldoc import did_you_mean

    found = parts.notifiers(parts.settings(config, required=True))
    if not found:
        note(t("notify.none"))
    if name is not None and name not in found:
        raise BadInput(t("notify.missing", name=name, hint=did_you_mean(name, found)))
    failed = 0
    for key, notifier in found.items():
        if name in (None, key):
            outcome = notifier.send(sample_message(key, language(), utc_now()))
            failed += not outcome.ok
            text = "notify.ok" if outcome.ok else "notify.failed"
            note(t(text, name=key) if outcome.ok else t(text, name=key, error=outcome.error))
    if failed:
        raise typer.Exit(1)


@app.command("preview", help=t("notify.preview"))
def preview(kind: Annotated[str, typer.Argument(metavar="KIND")] = "console") -> None:
    """Print a sample as a kind of notifier would send it: console text, Block Kit JSON, mail HTML, webhook JSON."""
    from checker.alerting.sample import sample_message
    from notifiers import _plain, mail, slack, webhook

    message = sample_message(kind, language(), utc_now())
    if kind == "slack":
        out(json.dumps(slack.payload(message), indent=2, ensure_ascii=False))
    elif kind == "mail":
        out(mail.to_html(message))
    elif kind == "webhook":
        out(json.dumps(webhook.body(message), indent=2, ensure_ascii=False))
    elif kind == "console":
        for line in _plain.message_lines(message):
            out(line)
    else:
        raise BadInput(t("notify.missing", name=kind, hint="console, slack, mail, webhook"))


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
def replay(config: ConfigFile = None) -> None:
    """Queue every dead letter again."""
    from checker import app as parts

    with parts.store(parts.settings(config, required=True)) as store:
        out(t("notify.replayed", count=store.replay(utc_now())))
