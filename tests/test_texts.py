"""Every language says the same things, with the same fillings."""

from __future__ import annotations

import ast
import errno
import os
import re
import string
from pathlib import Path

import pytest

from checker.model.errors import BadInput
from checker.model.verdict import Reason
from checker.texts import fill, in_language, instead, of_system, said, say, spoken, tell, texts, told

ROOT = Path(__file__).parent.parent


def _fillings(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_english_and_spanish_are_spoken() -> None:
    assert {"en", "es"} <= set(spoken())


@pytest.mark.parametrize("lang", spoken())
def test_same_keys_and_placeholders(lang: str) -> None:
    english, other = texts("en"), texts(lang)
    assert set(other) == set(english)
    assert {key for key in english if _fillings(english[key]) != _fillings(other[key])} == set()


@pytest.mark.parametrize(
    ("count", "told"),
    [(1, "1 mensaje se pierde."), ("1", "1 mensaje se pierde."), (0, "0 mensajes se pierden."),
     (21, "21 mensajes se pierden."), ("1.000", "1.000 mensajes se pierden."), (-1, "-1 mensajes se pierden.")],
)  # fmt: skip
def test_a_number_chooses_its_form(count: object, told: str) -> None:
    assert fill("{count:# mensaje se pierde|# mensajes se pierden}.", {"count": count}) == told


def test_a_form_may_go_without_the_number_and_what_is_filled_in_is_never_read_as_a_form() -> None:
    assert fill("{n:once|# times} {what}", {"n": 1, "what": "{n:#|#}"}) == "once {n:#|#}"
    assert fill("{what:>4}|{n:#|##}", {"n": 2, "what": "#"}) == "   #|22"


FORMS = re.compile(r"(?<!\{)\{\w+:([^}]*)\}")
BARE = re.compile(r"\{(\w+)\} [a-záéíóúñ]{2,}")
NUMBERS = frozenset({"count", "articles", "statements", "found", "rules", "files", "messages", "attempts", "days"})
EITHER_WAY = (  # the same words beside one and beside many, or a number that is never one
    *(
        "alerts.subject_digest",
        "alerts.subject_many",
        "alerts.intro_digest",
        "alerts.more_names",
        "alerts.more_quotes",
        "alerts.more_items",
    ),
    *("cli.check.more", "cli.why.many", "cli.exceptions.missing", "cli.silences.many"),
    *(
        "cli.rules.out_of_time",
        "desk.draft.in_store",
        "desk.ago.",
        "desk.did.",
        "desk.harmless.more",
        "desk.inbox.total",
    ),
    *("desk.rules.mendable", "desk.sources.in_minutes", "desk.sources.error"),
)


@pytest.mark.parametrize("lang", spoken())
def test_what_is_counted_has_a_form_for_one(lang: str) -> None:
    for key, text in texts(lang).items():
        for forms in FORMS.findall(text):
            assert forms.count("|") == 1, f"{key}: write {{count:# thing|# things}}"
        bare = [name for name in BARE.findall(text) if name in NUMBERS]
        assert not bare or key.startswith(EITHER_WAY), f"{key}: {bare} needs a form for one: {{count:# thing|# things}}"


def test_a_missing_filling_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("cli.doctor.source", "en")


def test_a_reason_is_worded_by_language() -> None:
    key = next(key for key in sorted(texts("en")) if key.startswith("reasons."))
    names = _fillings(texts("en")[key])
    reason = Reason(key.removeprefix("reasons."), {name: {"es": "uno", "en": "one"} for name in names})
    assert tell(reason, "es") != tell(reason, "en")


def test_an_error_is_said_in_the_language_of_whoever_reads_it() -> None:
    inner = BadInput(said("intake.not_json", error="line 3"))
    outer = BadInput(said("intake.of", name="a.json", error=told(inner)))
    assert str(outer) == "a.json: is not JSON: line 3"
    assert in_language(outer, "es") == "a.json: no es JSON: line 3"
    assert in_language(ValueError("as it is"), "es") == "as it is"
    assert in_language(instead("fed", ["feed", "page"]), "es") == "¿querías decir 'feed'?"
    assert in_language(instead("zzz", ["feed", "page"]), "es") == "escribe uno de estos: feed, page"


COMPLAIN = ("BadInput", "HttpError", "ValueError")
WORDED = [
    *(ROOT / "checker/intake").glob("*.py"),
    *(ROOT / "checker/store").rglob("*.py"),
    *(ROOT / "notifiers").glob("*.py"),
    *(ROOT / f"checker/{name}.py" for name in ("http", "config", "alertconfig")),
]


@pytest.mark.parametrize("file", WORDED, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_what_is_complained_of_has_words_in_every_language(file: Path) -> None:
    """No sentence stands in an error that people see: a text with spaces in it is one of the texts."""
    sentences = [
        f"{file.name}:{node.lineno}"
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and node.exc.args
        if getattr(node.exc.func, "id", "") in COMPLAIN
        for part in ast.walk(node.exc.args[0])
        if isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.strip(": ").count(" ")
    ]
    assert sentences == []


def test_what_the_system_says_is_said_in_both_languages_and_nothing_else_is_taken_for_it() -> None:
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    led = ConnectionError("all attempts failed")
    led.__cause__ = full
    for error in (full, led):
        assert in_language(of_system(error), "es") == "su disco está lleno"
        assert in_language(of_system(error), "en") == "its disk is full"
    for error, same in (
        (OSError(1, "[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed"), "[Errno 1] [SSL: CERTIFICATE"),
        (OSError(errno.ELOOP, os.strerror(errno.ELOOP)), os.strerror(errno.ELOOP)),
        (ValueError("no number"), "no number"),
    ):
        assert in_language(of_system(error), "es").startswith(same)
    known = [key.removeprefix("faults.system.") for key in texts("en") if key.startswith("faults.system.")]
    assert set(known) <= set(errno.errorcode.values())
