"""Everything the product says to people, in each language it speaks: one YAML file per language and topic.

`checker/texts/<lang>/*.yaml` hold nested keys (`reasons: {compatible: "…"}` in any file is `reasons.compatible`);
a text is filled with `{name}` placeholders, of which one may hold a form for one and a form for more, with `#` where
the number goes: `{count:# article|# articles}`; `{program}` is what to type before a command. Every language must have
the same keys with the same placeholders, which a test checks.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from checker.model.errors import BadFile, Problem
from checker.model.verdict import Reason
from checker.yamldoc import choice, load

ROOT = Path(__file__).parent
DEFAULT = "en"


@cache
def spoken() -> tuple[str, ...]:
    """The languages there are texts for, sorted."""
    return tuple(sorted(path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith("_")))


@cache
def texts(lang: str) -> Mapping[str, str]:
    """All texts of one language by dotted key. Raises BadFile for a broken file, KeyError for no such language."""
    if lang not in spoken():
        raise KeyError(lang)
    out: dict[str, str] = {}
    for file in sorted((ROOT / lang).glob("*.yaml")):
        out.update(_flat(load(file).data or {}, ""))
    return out


def say(key: str, lang: str, **params: object) -> str:
    """The text of a key in a language, filled. Raises KeyError for an unknown key or a missing filling."""
    return fill(texts(lang)[key], params)


def fill(text: str, params: Mapping[str, object]) -> str:
    """A text with its placeholders filled. Raises KeyError for a missing filling."""
    return text.format_map({"program": program()} | {name: _Filling(value) for name, value in params.items()})


@cache
def program() -> str:
    """How this program was started, to be typed again: `uv run discrepa` where uv runs it out of a checkout."""
    return "uv run discrepa" if "UV_RUN_RECURSION_DEPTH" in os.environ else "discrepa"


class _Filling(str):
    """What a placeholder is filled with; in one that holds two forms, the first stands for one and no more."""

    def __format__(self, forms: str) -> str:
        one, parted, more = forms.partition("|")
        return (one if self == "1" else more).replace("#", self) if parted else super().__format__(forms)


class Said(str):
    """A text in the default language that can be said in the others, too: what an error or a note holds that is worded
    where nobody knows yet who reads it."""

    key: str
    params: Mapping[str, object]


def said(key: str, **params: object) -> Said:
    """The text of a key, filled; `in_language` says it in another language. Fillings may be such texts themselves."""
    text = Said(say(key, DEFAULT, **params))
    text.key, text.params = key, params
    return text


def in_language(text: str | BaseException, lang: str) -> str:
    """A text, or what an error says, in a language; what has no texts of its own stays as it is."""
    if isinstance(text, BadFile):
        return "\n".join(fault_text(problem, lang) for problem in text.problems)
    if isinstance(text, BaseException):
        text = text.args[0] if len(text.args) == 1 and isinstance(text.args[0], str) else str(text)
    if not isinstance(text, Said):
        return text
    filled = {
        name: in_language(one, lang) if isinstance(one, str | BaseException) else one
        for name, one in text.params.items()
    }
    return say(text.key, lang, **filled)


def instead(word: str, known: Iterable[str]) -> Said:
    """What to write instead of a word that is not known: the one that is most like it, or one of all."""
    key, filled = choice(word, known)
    return said(f"faults.{key}", **filled)


def of_system(error: BaseException) -> str:
    """What the operating system says in an error or in one that led to it: no such host, no room, no permission. It
    can be said in other languages where `faults.system` has it; else it stays as the error has it."""
    found: BaseException | None = error
    while found is not None:
        # the number of an error that is not the system's own means something else
        if isinstance(found, OSError) and found.errno and found.strerror == os.strerror(found.errno):
            key = f"faults.system.{errno.errorcode.get(found.errno)}"
            return said(key) if key in texts(DEFAULT) else found.strerror
        found = found.__cause__ or found.__context__
    return str(error)


def told(error: BaseException) -> str:
    """What an error says, as a text that can still be said in other languages."""
    return error.args[0] if len(error.args) == 1 and isinstance(error.args[0], str) else str(error)


def tell(reason: Reason, lang: str) -> str:
    """A Reason as a sentence in a language."""
    filled = {
        name: value if isinstance(value, str) else value.get(lang, value.get(DEFAULT, ""))
        for name, value in reason.params.items()
    }
    text = say(f"reasons.{reason.key}", lang, **filled)
    return text[:1].upper() + text[1:]


def fault_text(problem: Problem, lang: str) -> str:
    """A problem as one line in a language; what has no text of its own stays in English."""
    what, remedy = fault_words(problem, lang)
    at = " ".join(f"{part}:" for part in (problem.where, problem.path) if part)
    got = " " + say("faults.got", lang, got=problem.got) if problem.got else ""
    return f"{at} {what}{got}{f'; {remedy}' if remedy else ''}"


def fault_words(problem: Problem, lang: str) -> tuple[str, str]:
    """What is wrong, and what to write instead ("" where nobody knows), in a language."""
    what = _said(problem.key, lang, problem.params) or in_language(problem.what, lang)
    return what, _said(problem.remedy_key, lang, problem.params) or in_language(problem.remedy, lang)


def _said(key: str, lang: str, params: Mapping[str, str]) -> str | None:
    """The text `faults.KEY`. Of what the parser of YAML complains of (`yaml.…`), the usual has texts of its own."""
    known = texts(lang)
    text = known.get(f"faults.{key}") if key else None
    if text is None and key.startswith("yaml."):
        text = known[f"faults.yaml.other{'_remedy' if key.endswith('_remedy') else ''}"]
    return fill(text, params) if text is not None else None


def _flat(data: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", str(value)
