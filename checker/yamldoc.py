"""YAML files that people edit: the data, and for every key the line and column it stands at.

One loader for configuration, rules, languages and texts, so that every file is held to the same strictness: every
value is text (`on`, 0123 and 2024-11-29 stay as they are written) or None where there is none, and whoever wants a
number or a yes makes one of it; duplicate keys are faults, and nothing in a file can run code or grow beyond a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from stat import S_ISREG
from typing import TYPE_CHECKING, Any, TypeVar, get_args

import yaml
from rapidfuzz import process
from rapidfuzz.distance import Indel

from checker.model.errors import BadFile, Problem

if TYPE_CHECKING:  # 0.15 s to load, which texts and the command line's help need not wait for
    from pydantic import BaseModel, ValidationError
    from pydantic_core import ErrorDetails

Path = tuple[str | int, ...]
Model = TypeVar("Model", bound="BaseModel")

MAX_NODES = 500_000  # values and keys, far above any real file
MAX_REPEATED = 10_000  # those that a file may have more than it has characters: aliases repeat values
MAX_BYTES = 10_000_000

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Document:
    """A loaded file. `places` maps a path (`("rules", 2, "check")`) to the (line, col) of its key or item."""

    file: str
    data: Any
    places: Mapping[Path, tuple[int, int]] = field(default_factory=dict)

    def problem(
        self,
        path: Path,
        what: str,
        *,
        got: object = None,
        remedy: str = "",
        severity: str = "error",
        keys: tuple[str, str] = ("", ""),
        params: Mapping[str, str] | None = None,
    ) -> Problem:
        """A Problem at a path of this file; the nearest known ancestor lends its place. `keys` are those of the
        texts of `what` and `remedy`, which `params` fill."""
        at = path
        while at and at not in self.places:
            at = at[:-1]
        line, col = self.places.get(at, (1, 1))
        shown = "" if got is None else _shorten(got)
        return Problem(self.file, line, col, dotted(path), what, shown, remedy, severity, *keys, params or {})


def dotted(path: Path) -> str:
    """`("rules", 2, "check")` as people read it: `rules[2].check`."""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else part
    return out


def load(file: FilePath | str, *, name: str | None = None) -> Document:
    """Read one file. Raises BadFile with every fault that was found."""
    file = FilePath(file)
    shown = name or str(file)
    try:
        told = file.stat()
        if not S_ISREG(told.st_mode):  # a pipe or a device would be read for ever
            raise BadFile([Problem(shown, 0, 0, "", "is no ordinary file", key="no_ordinary_file")])
        if told.st_size > MAX_BYTES:
            most = str(MAX_BYTES // 1_000_000)
            raise BadFile([_spoken(shown, (0, 0), "too_large", f"is larger than {most} MB", "split it", most=most)])
        raw = file.read_bytes()
    except FileNotFoundError:
        raise BadFile([Problem(shown, 0, 0, "", "there is no such file", key="no_file")]) from None
    except OSError as error:
        why = error.strerror or str(error)
        what = f"cannot be read: {why}"
        raise BadFile([Problem(shown, 0, 0, "", what, key="unreadable", params={"why": why})]) from None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        place = _place(raw[: error.start].decode("utf-8", errors="replace"))
        raise BadFile([_spoken(shown, place, "not_utf8", "is not UTF-8 text", "save the file as UTF-8")]) from None
    return parse(text, shown)


def _spoken(name: str, at: tuple[int, int], key: str, what: str, remedy: str, **params: str) -> Problem:
    """A fault whose text is `faults.KEY` and whose remedy is `faults.KEY_remedy`."""
    return Problem(name, *at, "", what, remedy=remedy, key=key, remedy_key=f"{key}_remedy", params=params)


def parse(text: str, name: str) -> Document:
    """Read YAML text. Raises BadFile with every fault that was found."""
    loader = _LOADER(text)
    try:
        root = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, col = (mark.line + 1, mark.column + 1) if mark else (0, 0)
        if mark is not None and _tab_at(text, mark):
            raise BadFile([_spoken(name, (line, col), "tab", "a tab stands here", "indent with spaces")]) from None
        detail = " ".join(part for part in (error.context, error.problem) if part)
        begun = error.context_mark or mark  # where what did not end begins
        key = "yaml." + re.sub(r"\W+", "_", error.problem or "").strip("_")
        if mark and key == "yaml.did_not_find_expected_key" and _line(text, mark)[: mark.column].strip():
            key = "yaml.text_after_quotes"
        what, remedy = (
            f"is not valid YAML: {detail}",
            "check the indentation, and put text that holds ': ' or '#' in quotes",
        )
        params = {"detail": detail, "begun": str(begun.line + 1 if begun else line)}
        keys = {"key": key, "remedy_key": f"{key}_remedy"}
        raise BadFile([Problem(name, line, col, "", what, remedy=remedy, params=params, **keys)]) from None
    except yaml.reader.ReaderError as error:
        place = _place(text[: text.find(chr(error.character))])
        sign = f"U+{error.character:04X}"
        what = f"a sign stands here that no text has ({sign})"
        raise BadFile([_spoken(name, place, "control", what, "delete it", sign=sign)]) from None
    except yaml.YAMLError as error:
        raise BadFile([Problem(name, 0, 0, "", f"is not valid YAML: {error}")]) from None
    finally:
        loader.dispose()
    walk = _Walk(name, min(MAX_NODES, len(text) + MAX_REPEATED))
    data = None if root is None else walk.node(root, ())
    if walk.problems:
        raise BadFile(walk.problems)
    return Document(name, data, walk.places)


def _place(before: str) -> tuple[int, int]:
    """The line and column of what follows some text."""
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _tab_at(text: str, mark: yaml.Mark) -> bool:
    """Whether YAML stumbled over a tab in the indentation."""
    line = _line(text, mark)
    return "\t" in line[: len(line) - len(line.lstrip())]


def _line(text: str, mark: yaml.Mark) -> str:
    lines = text.splitlines()
    return lines[mark.line] if mark.line < len(lines) else ""


def validate(
    model: type[Model], document: Document, data: Any = None, at: Path = (), *, beside: Iterable[str] = ()
) -> tuple[Model | None, list[Problem]]:
    """Hold a document (or the part `data` at path `at`) against a pydantic model: the object, or all faults. `beside`:
    keys that stand at that path, too, and are checked elsewhere."""
    from pydantic import ValidationError

    data = document.data if data is None else data
    try:
        return model.model_validate({} if data is None else data), []
    except ValidationError as error:
        return None, list(_problems(model, document, error, at, frozenset(beside)))


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`did you mean 'threshold'?`, or an empty string when nothing is near."""
    found = nearest(word, known)
    return f"did you mean '{found}'?" if found else ""


def nearest(word: str, known: Iterable[str], least: float = 0.6) -> str:
    """The known word that is most like another, or an empty string when none is."""
    found = process.extractOne(word, sorted(map(str, known)), scorer=Indel.normalized_similarity, score_cutoff=least)
    return found[0] if found else ""


def choice(word: str, known: Iterable[object], lead: str = "write_one_of") -> tuple[str, dict[str, str]]:
    """The key of the text (`faults.KEY`) that tells what to write instead of a word, with its fillings: the known word
    that was probably meant, else all that are known, in their order."""
    names = [str(name) for name in known]
    near = nearest(word, names)
    return ("did_you_mean", {"near": near}) if near else (lead, {"known": ", ".join(names) or "–"})


class _Walk:
    def __init__(self, name: str, most: int) -> None:
        self.name, self.most = name, most
        self.places: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []
        self.count = 0
        self.open: set[int] = set()

    def node(self, node: yaml.Node, path: Path) -> Any:
        self.count += 1
        mark = (node.start_mark.line + 1, node.start_mark.column + 1)
        self.places.setdefault(path, mark)
        if self.count > self.most or id(node) in self.open:
            if not self.problems:
                what = "holds aliases that repeat without end"
                self.problems.append(self.problem(mark, path, "endless", what, "write the values out"))
            return None
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        self.open.add(id(node))
        out: Any
        if isinstance(node, yaml.SequenceNode):
            out = [self.node(item, (*path, index)) for index, item in enumerate(node.value)]
        else:
            out = self.mapping(node, path)
        self.open.discard(id(node))
        return out

    def mapping(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
            if not isinstance(key_node, yaml.ScalarNode):
                what = "a key must be plain text"
                self.problems.append(self.problem(place, path, "key_not_text", what, "put it in quotes"))
                continue
            key = str(key_node.value)
            here = (*path, key)
            if key in out:
                line = str(self.places[here][0])
                what = f"stands twice (first in line {line})"
                self.problems.append(self.problem(place, here, "twice", what, "keep one of the two", line=line))
                continue
            self.places[here] = place
            out[key] = self.node(value_node, here)
        return out

    def problem(self, place: tuple[int, int], path: Path, key: str, what: str, remedy: str, **params: str) -> Problem:
        """A fault at a path, told as `_spoken` does."""
        return replace(_spoken(self.name, place, key, what, remedy, **params), path=dotted(path))

    @staticmethod
    def scalar(node: yaml.ScalarNode) -> Any:
        text = str(node.value)
        plain = not node.style  # neither quoted nor a block: libyaml says "" of it, and yaml in Python None
        return None if plain and text in _NOTHING else text


def _shorten(got: object) -> str:
    text = repr(got) if isinstance(got, str) else str(got)
    return text if len(text) <= 60 else text[:57] + "…"


_SAID = {  # as the English texts say it (`faults.…`), which are read with this very module and may be what is faulty
    "missing": "is missing",
    "extra_forbidden": "is not a known key",
    "string_type": "must be text",
    "int_type": "must be a whole number",
    "int_parsing": "must be a whole number",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "list_type": "must be a list: [one, another]",
    "dict_type": "must be a mapping (key: value)",
    "model_type": "must be a mapping (key: value)",
}


def _problems(
    model: type[BaseModel], document: Document, error: ValidationError, at: Path, beside: frozenset[str]
) -> Iterable[Problem]:
    for fault in error.errors():
        path = at + tuple(part for part in fault["loc"] if _real(part))
        kind, got = fault["type"], fault.get("input")
        context = {name: str(value) for name, value in (fault.get("ctx") or {}).items()}
        what = _SAID.get(kind) or _own_words(fault)
        remedy, remedy_key = context.get("remedy", ""), ""
        if kind == "extra_forbidden":
            known = _known_keys(model, fault["loc"][:-1]) | (beside if len(fault["loc"]) == 1 else set())
            remedy, remedy_key, more = _instead(str(fault["loc"][-1]), sorted(known), "known_keys")
            got, context = None, context | more
        elif kind == "missing":
            got, context = None, context | {"key": str(fault["loc"][-1])}
            remedy, remedy_key = f"add '{fault['loc'][-1]}: …'", "add_key"
        elif kind in ("enum", "literal_error"):
            options = re.findall(r"'([^']*)'", context.get("expected", ""))
            what, kind = "is not one of the allowed values", "enum"
            remedy, remedy_key, more = _instead(str(got), options, "write_one_of")
            if "near" in more and len(options) > 1:  # few values are told whole: what is near may not be meant
                remedy_key, more = "near_of", more | {"known": ", ".join(options)}
                remedy += f" The values are: {more['known']}"
            context |= more
        shown = got if not isinstance(got, dict | list) and not _is_secret(model, fault["loc"]) else None
        yield document.problem(path, what, got=shown, remedy=remedy, keys=(kind, remedy_key), params=context)


def _own_words(fault: ErrorDetails) -> str:
    """What a validator says; its own text where it raised one, which may be one that other languages have, too."""
    raised = (fault.get("ctx") or {}).get("error")
    words = raised.args[0] if isinstance(raised, ValueError) and raised.args else None
    return words if isinstance(words, str) else fault["msg"].removeprefix("Value error, ")


def _instead(word: str, options: Iterable[str], lead: str) -> tuple[str, str, dict[str, str]]:
    """What to write instead of a word: the remedy, the key of its text, its fillings."""
    key, filled = choice(word, options, lead)
    if "near" in filled:
        return f"did you mean '{filled['near']}'?", key, filled
    return f"{lead.replace('_', ' ')}: {filled['known']}", key, filled


def _is_secret(model: type[BaseModel], loc: tuple[str | int, ...]) -> bool:
    """Whether a fault lies at a key whose value must not be shown."""
    return any("SecretStr" in str(info.annotation) for name, info in model.model_fields.items() if loc[:1] == (name,))


def _real(part: str | int) -> bool:
    """Pydantic puts the tags of a union into a path; those are no keys of the file."""
    return isinstance(part, int) or not re.match(r"(function-|tagged-union|[A-Za-z]*\[)", part)


def _known_keys(model: type[BaseModel], loc: Iterable[str | int]) -> set[str]:
    """The keys a model allows at a path, as far as they can be followed through nested models."""
    models: set[type[BaseModel]] = {model}
    for part in loc:
        if isinstance(part, int):
            continue
        found: set[type[BaseModel]] = set()
        for one in models:
            for name, info in one.model_fields.items():
                if part in (name, info.alias):
                    found |= _models_in(info.annotation)
        models = found or models
    return {info.alias or name for one in models for name, info in one.model_fields.items()}


def _models_in(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and hasattr(annotation, "model_fields"):
        return {annotation}
    return {model for part in get_args(annotation) for model in _models_in(part)}
