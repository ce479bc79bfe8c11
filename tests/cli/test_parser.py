"""What the parser of the command line says, in both languages, through the real command line."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from checker.texts import texts
from tests.cli.test_cli import run

# what is typed, what is said in English and in Spanish
MISUSE = [
    (["rulse"], "no such command: 'rulse'; did you mean 'rules'?", "no existe la orden 'rulse'; ¿querías decir 'rules"),
    (["rules", "zzz"], "no such command: 'zzz'\n", "no existe la orden 'zzz'\n"),
    (["check", "x", "--formt", "y"], "no such option: '--formt'; did you mean '--format'?", "no existe la opción"),
    (["check", "-x"], "no such option: '-x'", "no existe la opción '-x'"),
    (["--", "--zzz"], "no such option: '--zzz'", "no existe la opción '--zzz'"),
    (["run", "--once=3"], "the option '--once' takes no value", "la opción '--once' no lleva valor"),
    (["check", "x", "--format"], "the option '--format' needs a value", "a la opción '--format' le falta su valor"),
    (["check"], "the argument 'PATH|URL...' is missing", "falta el argumento 'RUTA|URL...'"),
    (["silences", "add"], "the option '--reason' is missing", "falta la opción '--reason'"),
    (
        ["doctor", "a", "b"],
        "more was given than this command takes: 'a' 'b'",
        "sobra lo que esta orden no admite: 'a' 'b'",
    ),
    (["check", "x", "--format", "jsn"], "invalid value for '--format': 'jsn'; did you mean 'json'?", "valor no válido"),
    (["check", "x", "--format", "pdf"], "'pdf'; write one of: text, json, html", "'pdf'; escribe uno de estos: text"),
    (["rules", "backtest", "--seconds", "ten"], "'--seconds': 'ten' is not a number", "'ten' no es un número"),
    (["rules", "backtest", "--seconds", "0.5"], "'0.5' is less than 1", "'0.5' es menos que 1"),
]


@pytest.mark.parametrize(("typed", "english", "spanish"), MISUSE, ids=[" ".join(typed) for typed, _, _ in MISUSE])
def test_what_is_typed_wrong_is_told_in_the_language_of_the_user(typed: list[str], english: str, spanish: str) -> None:
    for lang, words, usage in (("en", english, "Usage: "), ("es", spanish, "Uso: ")):
        done = run(*typed, lang=lang)
        assert (done.returncode, done.stdout) == (2, "")
        use, more, empty, told = done.stderr.split("\n", 3)
        assert use.startswith(f"{usage}discrepa ")
        assert re.search(r"'discrepa .*--help'", more)
        assert empty == ""
        assert told.startswith("Error: ")
        assert words in told


def test_a_group_without_a_command_shows_its_help() -> None:
    for typed in ([], ["--"], ["rules"], ["rules", "--"]):
        done = run(*typed, lang="es")
        assert (done.returncode, done.stdout) == (2, "")
        assert "\nÓrdenes:\n" in done.stderr


def test_who_breaks_off_a_question_is_told_so(tmp_path: Path) -> None:
    ours, terminal = pty.openpty()
    try:
        os.write(ours, b"\x04")  # the end of input
        done = subprocess.run(
            [sys.executable, "-m", "checker", "rules", "new"],
            stdin=terminal,
            stdout=terminal,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            cwd=tmp_path,
            timeout=60,
            env={**os.environ, "DISCREPA_LANGUAGE": "es"},
        )
    finally:
        os.close(ours)
        os.close(terminal)
    assert (done.returncode, done.stderr.strip()) == (1, "Interrumpido.")


HELP_OF_ALL = """
import json, typer
from typer.testing import CliRunner
from checker.cli import app
def walk(command, path):
    yield path
    for name, one in getattr(command, "commands", {}).items():
        yield from walk(one, [*path, name])
done = {" ".join(path): CliRunner().invoke(app, [*path, "--help"]) for path in walk(typer.main.get_command(app), [])}
print(json.dumps({path: one.stdout for path, one in done.items() if one.exit_code == 0}))
"""


def test_no_help_in_spanish_holds_a_word_of_the_parser_in_english(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = {}
    for lang in ("en", "es"):
        monkeypatch.setenv("DISCREPA_LANGUAGE", lang)
        done = subprocess.run([sys.executable, "-c", HELP_OF_ALL], capture_output=True, text=True, check=True)
        shown[lang] = json.loads(done.stdout)
    english, spanish = ({k: v for k, v in texts(lang).items() if k.startswith("cli.parser.")} for lang in ("en", "es"))
    foreign = {re.sub(r"\{.*", "", text).strip() for key, text in english.items() if text != spanish[key]} - {"", ":"}
    foreign |= {"Usage", "Show this message", "[required", "[default", "<str", "<path", "[OPTIONS]", "[ARGS]"}
    assert len(shown["es"]) == len(shown["en"]) > 50
    for path, text in shown["es"].items():
        assert text.startswith("Uso: "), path
        found = [one for one in foreign if re.search(rf"(?<![\w-]){re.escape(one)}(?!\w)", text)]
        assert not found, (path, found)
    assert "[default: text]" in shown["en"]["check"]
    assert "[si no se indica: text]" in shown["es"]["check"]
