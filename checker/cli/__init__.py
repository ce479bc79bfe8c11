"""The command line: one module per noun, no logic. Heavy parts load only when a command needs them."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

from checker.address import redact_text
from checker.cli import (
    check,
    db,
    demo,
    discrepancies,
    doctor,
    entities,
    exceptions,
    init,
    names,
    notify,
    read,
    routes,
    rules,
    run,
    silences,
    sources,
    why,
)
from checker.cli.output import note, problems
from checker.cli.parser import App
from checker.cli.speech import language, t
from checker.model.errors import BadFile, DiscrepaError
from checker.texts import in_language, program

app = App()
app.command("demo", help=t("demo.help"))(demo.demo)
app.command("init", help=t("init.help"))(init.init)
app.command("read", help=t("read.help"))(read.read)
app.command("check", help=t("check.help"))(check.check)
app.command("run", help=t("run.help"))(run.run)
app.add_typer(rules.app)
app.add_typer(discrepancies.app)
app.add_typer(exceptions.app)
app.add_typer(entities.app)
app.command("why", help=t("why.help"))(why.why)
app.add_typer(names.app)
app.add_typer(sources.app)
app.add_typer(notify.app)
app.add_typer(routes.app)
app.add_typer(silences.app)
app.command("doctor", help=t("doctor.help"))(doctor.doctor)
app.add_typer(db.app)


def main() -> None:
    """Run the command line; a fault of the user's files ends with 2 and says what to do."""
    if sys.stdout is None:  # closed (`>&-`): what is written to it then is told, and what writes nothing goes on
        sys.stdout = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115 - as long as the program runs
    try:
        app(prog_name=program())
    except BadFile as error:
        problems(error.problems)
        sys.exit(2)
    except DiscrepaError as error:
        note(in_language(error, language()))
        sys.exit(2)
    except sqlite3.Error as error:
        if "DISCREPA_TRACE" in os.environ:
            raise
        note(t("error.store", error=error))
        sys.exit(2)
    except Exception as error:
        if "DISCREPA_TRACE" in os.environ:
            raise
        note(t("error.unexpected", error=redact_text(f"{type(error).__name__}: {error}")[:500]))
        sys.exit(2)
